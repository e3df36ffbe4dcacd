"""What describing (D) tells the clerk. A code is never used for anything else."""

from collections.abc import Collection, Iterable

from ocr.finding import Finding, Kind, Severity

NO_TITLE = Kind("D001", Severity.WARNING, "没有找到题名。请打开原件看一看，把题名补上。")
DATES_COMPETE = Kind(
    "D002",
    Severity.WARNING,
    "有两个日期都像成文日期：{first}（第 {first_page} 页）和 {second}（第 {second_page} 页）。{taken}请对照原件核对。",
)
YEARS_DISAGREE = Kind(
    "D003",
    Severity.WARNING,
    "文号的年份是 {number_year} 年，成文日期却在 {date_year} 年。两者通常相同，请对照原件核对。",
)
NO_ISSUER = Kind("D004", Severity.WARNING, "有文号（{number}），却没有读出发文单位。请对照红头和落款，把责任者补上。")
UNSURE = Kind("D005", Severity.WARNING, "{field}“{value}”读得不清楚（把握 {confidence}）。请对照原件核对。")
IMPOSSIBLE_DATE = Kind("D006", Severity.WARNING, "落款处的日期“{text}”在日历上没有，没有采用。请对照原件填写成文日期。")
OUTSIDE_YEARS = Kind("D007", Severity.INFO, "{time}不在考评年度（{first} 至 {last}）之内，没有记入任何年度。")
YEAR_UNCLEAR = Kind(
    "D008", Severity.INFO, "所说的年份跨两个考评年度，又没有成文日期，无法确定属于哪个年度。请补上成文日期。"
)
SECRET_MARK = Kind(
    "D009",
    Severity.ERROR,
    "这一页有密级标志。本机不得存放、识别涉密材料，这份材料已停止处理。请按保密规定处置原件，并告知保密员。",
)
ISSUERS_DISAGREE = Kind(
    "D010",
    Severity.WARNING,
    "红头与落款的单位不一致：落款是“{signed}”，红头上没有相应的名称。责任者取自落款，请对照原件核对。",
)
PARTIAL_DATE = Kind(
    "D011",
    Severity.INFO,
    "落款处的日期不完整（只有年、月，或有的数字没有读出），没有采用。请对照原件，把成文日期补上。",
)
NO_TEXT = Kind("D012", Severity.WARNING, "各页都没有可读的文字，题名、文号、日期都是空的。请打开原件看一看，再填写。")

# Proposals about where one document ends and another begins. A person decides; the program never does it by itself.
NEW_DOCUMENT = Kind(
    "D101",
    Severity.WARNING,
    "第 {number} 页像是另一份文件的开头（{reason}；把握 {confidence}）。请用 archiver review 决定是否从这一页拆开。",
)
WRAPPER = Kind("D102", Severity.INFO, "第 {number} 页像是{what}，不属于任何一份文件，可用 archiver split 拆出来。")
SAME_DOCUMENT = Kind(
    "D103",
    Severity.WARNING,
    "与 {others} 像是同一份文件的各页（{reason}；把握 {confidence}）。请用 archiver review 决定是否合并成一件。",
)

SAME_PAPER = Kind(
    "D104",
    Severity.WARNING,
    "与“{name}”（{record}）像是同一份材料（{reason}；把握 {confidence}）。建议留用 {better}：{why}。"
    "请用 archiver duplicates 或 archiver review 决定留哪一件；程序不会自己合并。",
)
OTHER_EDITION = Kind(
    "D105",
    Severity.INFO,
    "与“{name}”（{record}）像是同一文件的不同版本（{reason}{newer}）。请核对归入各条目的是不是考评年度里有效的版本。",
)
COPY_OF = Kind(
    "D106",
    Severity.INFO,
    "{by} 在 {at} 认定这一件与“{name}”（{record}）是同一份材料，留用 {record}；这一件照存，不归类、不装订。"
    "认定有误的，用 archiver duplicates --undo {own} {record} 恢复。",
)

_ABOUT = {
    "title": ("题名", {NO_TITLE.code}),
    "doc_number": ("文号", {YEARS_DISAGREE.code, NO_ISSUER.code}),
    "issuers": ("责任者", {NO_ISSUER.code, ISSUERS_DISAGREE.code}),
    "issue_date": ("成文日期", {DATES_COMPETE.code, YEARS_DISAGREE.code, IMPOSSIBLE_DATE.code, PARTIAL_DATE.code}),
    "year": ("年度", {OUTSIDE_YEARS.code, YEAR_UNCLEAR.code}),
}
"""What each field is called in messages, and the findings that a clerk's word on it settles."""


def still_open(found: Iterable[Finding], corrected: Collection[str]) -> tuple[Finding, ...]:
    """Return the findings that corrections of these fields (names of `Description`) have not settled."""
    return tuple(finding for finding in found if not any(_settles(field, finding) for field in corrected))


def _settles(field: str, finding: Finding) -> bool:
    label, codes = _ABOUT.get(field, ("", set()))
    doubted = finding.code == UNSURE.code and bool(label) and finding.message.startswith(f"{label}“")
    return doubted or finding.code in codes
