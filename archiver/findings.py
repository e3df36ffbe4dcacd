"""Findings that only the running service can make: a page that outlasted its limit, a fault while checking.

Codes K… Intake and binding keep tables of their own.
"""

from ocr.finding import Kind, Severity

TIME_OVER = Kind(
    "K001",
    Severity.ERROR,
    "识别超过 {seconds} 秒仍未完成，已停止（{where}）。请把文件拆小或重新扫描后再放入收件箱。",
)
READER_DIED = Kind(
    "K002",
    Severity.ERROR,
    "识别时程序意外退出（{where}），文件可能损坏或过大。请用原软件另存或重新扫描后再放入收件箱。",
)
READER_FAILED = Kind(
    "K003",
    Severity.ERROR,
    "程序读这个文件时出了内部错误（{where}，{error}），其他文件照常处理。请保留文件并告知维护人员。",
)
WORKER_UNLIKE = Kind(
    "K004",
    Severity.WARNING,
    "{worker} 上的识别程序是 {found}，应为 {expected}，没有让它参加。请在那台电脑上安装同一版本后重新启动识别进程。",
)
ORIGINAL_MISSING = Kind("K010", Severity.ERROR, "原件不见了：{name}（{record}）。请从备份恢复。")
ORIGINAL_CHANGED = Kind("K011", Severity.ERROR, "原件内容已变：{name}（{record}），与入库时不一致。请从备份恢复。")
LEARNED_UNREADABLE = Kind(
    "K005",
    Severity.WARNING,
    "学到的东西读不出来（{path}，{error}），这次归类没有用它。请运行 archiver learn 重新学习，"
    "或运行 archiver learn --undo 退回上一版。",
)
INDEX_MISSING = Kind("K020", Severity.WARNING, "检索库缺少 {record}。")
INDEX_STALE = Kind("K021", Severity.WARNING, "检索库中的 {record} 与台账不一致。")
INDEX_EXTRA = Kind("K022", Severity.WARNING, "检索库多出 {record}，档案中没有这一件。")
INDEX_HEALED = Kind(
    "K023",
    Severity.INFO,
    "检索库与台账不一致的 {count} 件已按台账改正。请再运行一次 archiver check；还有问题就运行 archiver rebuild index。",
)
