"""What filing (F) and the assessment standard (S) tell the clerk. A code is never used for anything else."""

from ocr.finding import Kind, Severity

NO_TEXT = Kind(
    "F001",
    Severity.WARNING,
    "没有读出文字，只能按文件名和文件夹归类。请打开原件看一看，再指定条目。",
)
NOTHING_FITS = Kind(
    "F002",
    Severity.INFO,
    "没有找到它能证明的条目（最接近的是第{item}条《{title}》，把握 {confidence}）。确有用处时请指定条目。",
)
CLOSE_CALL = Kind(
    "F003",
    Severity.INFO,
    "第{first}条《{first_title}》和第{second}条《{second_title}》都像，请确认归到哪一条，或两条都归。",
)
FOLDER_DISAGREES = Kind(
    "F004",
    Severity.WARNING,
    "文件夹“{folder}”指第{hinted}条《{hinted_title}》，内容却更像第{read}条《{read_title}》。请确认放对了没有。",
)
# F005 is spent: describing tells of dates outside the evidence years (D007).
FOLDER_UNCLEAR = Kind(
    "F006",
    Severity.INFO,
    "文件夹“{folder}”里的编号是第{number}条《{title}》，名称却不是。归类时没有采用这个编号，请核对文件夹名。",
)

POINTS_SUM = Kind(
    "S001",
    Severity.WARNING,
    "第{item}条《{title}》写明 {expected} 分，各得分要点合计 {found} 分。请对照原表核对，程序不会改动。",
)
ITEMS_SUM = Kind(
    "S002",
    Severity.WARNING,
    "第{chapter}类《{title}》写明 {expected} 分，各条目合计 {found} 分。请对照原表核对，程序不会改动。",
)
CHAPTERS_SUM = Kind(
    "S003",
    Severity.WARNING,
    "标准总分写明 {expected} 分，各类合计 {found} 分。请对照原表核对，程序不会改动。",
)
NUMBER_SKIPPED = Kind(
    "S004",
    Severity.WARNING,
    "条目编号应接着第{before}条编为 {expected}，实际是 {found}。请对照原表看是否漏了条目。",
)
NUMBER_DOUBLED = Kind("S005", Severity.ERROR, "条目编号 {number} 出现了 {count} 次。请改成各不相同的编号。")
YEARS_OVERLAP = Kind(
    "S006", Severity.ERROR, "考评年度 {first}（至 {end}）与 {second}（从 {start}）重叠。请改起止日期。"
)
YEARS_GAP = Kind(
    "S007", Severity.WARNING, "考评年度 {first}（至 {end}）与 {second}（从 {start}）之间有空档。请核对起止日期。"
)
YEAR_BACKWARDS = Kind("S008", Severity.ERROR, "考评年度 {name} 的结束日期 {end} 早于开始日期 {start}。请改起止日期。")
YEAR_DOUBLED = Kind("S009", Severity.ERROR, "考评年度名称 {name} 出现了 {count} 次。请改成各不相同的名称。")
EMPTY_TEXT = Kind("S010", Severity.WARNING, "{place}的{what}是空的。请对照原表补上。")
NO_POINTS = Kind(
    "S011",
    Severity.WARNING,
    "第{item}条《{title}》没有得分要点，自评时这一条不能计分。请补上得分要点。",
)
NO_YEARS = Kind(
    "S012",
    Severity.ERROR,
    "没有写考评年度，逐年的得分要点不能计分。请在导入时用 --years 写明，如 2020-2023。",
)
NO_ITEMS = Kind("S013", Severity.ERROR, "标准里没有一个条目。请检查文件是否完整。")
UNKNOWN_KEY = Kind("S014", Severity.WARNING, "{place}的 {key} 不认识，没有采用。请检查是否写错了名字。")
CHAPTER_DOUBLED = Kind("S015", Severity.WARNING, "类的编号 {number} 出现了 {count} 次。请对照原表核对。")
NO_EVIDENCE = Kind(
    "S016",
    Severity.INFO,
    "第{item}条的得分要点《{point}》没有写要什么材料，归入本条的任何材料都会算数。",
)
