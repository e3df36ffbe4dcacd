"""What reading a table of a standard tells the clerk (S1xx). A code is never used for anything else."""

from ocr.finding import Kind, Severity

POINTS_DERIVED = Kind(
    "S101", Severity.INFO, "第{items}条的{what}表里没有写明，是按文字推定的（表中标“推”）。请核对，不对的在导入后改。"
)
ONE_POINT = Kind("S102", Severity.INFO, "第{item}条没有写明各要点的分值，整条作为一个要点计 {score} 分。")
UNSPLIT = Kind(
    "S103",
    Severity.WARNING,
    "第{item}条写“{rule}”，应分为 {wanted} 个要点，内容却分不出这么多，暂作一个要点。请自行分开。",
)
JUDGED = Kind("S104", Severity.INFO, "第{item}条的评分办法“{rule}”要由人判断，程序不计算，没有作为要点。")
LEVELS = Kind("S105", Severity.INFO, "第{item}条按等次给分（{rule}），作为一个要点计最高的 {score} 分。")
SCORE_MISSING = Kind("S106", Severity.WARNING, "第{item}条的分值{found}，{taken}。请对照原表核对。")
SCORES_DIFFER = Kind(
    "S107",
    Severity.WARNING,
    "第{item}条《{title}》括号里写 {bracket} 分，分值栏写 {cell} 分。采用分值栏的，请对照原表核对。",
)
CHAPTER_SCORE = Kind("S108", Severity.INFO, "第{chapter}类《{title}》没有写分值，按各条目合计 {score} 分。")
FULL_SCORE = Kind("S109", Severity.INFO, "没有写总分，按各类合计 {score} 分（加分项不计）。")
TITLE_ASSUMED = Kind("S110", Severity.INFO, "没有找到标准的名称，暂用“{title}”。可用 --title 指明。")
NO_CHAPTERS = Kind("S111", Severity.INFO, "表里没有分类，各条目归在一类《{title}》。")
NUMBERS_GIVEN = Kind("S112", Severity.INFO, "{count} 个条目在表里没有序号，按顺序编了号：{numbers}。")
ROW_WITHOUT_NUMBER = Kind(
    "S113", Severity.WARNING, "第{item}条后面有 {count} 行没有序号，作为这一条的内容。请对照原表核对。"
)
ROW_UNREAD = Kind("S114", Severity.WARNING, "表里的“{text}”没有读懂，没有采用。请对照原表核对。")
YEAR_INLINE = Kind("S115", Severity.INFO, "第{item}条写明了年份 {year}，{outside}。请核对考评年度。")
CLAUSES_SKIPPED = Kind(
    "S116", Severity.INFO, "第{item}条内部的编号不连续：{before} 之后是 {after}。请对照原表看是否漏了内容。"
)
TITLES_CUT = Kind("S117", Severity.INFO, "表里没有条目名称，取各条内容开头的文字作名称，可在导入后改短。")
