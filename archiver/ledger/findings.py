"""What checking the journal may say: numbers K101 onwards."""

from ocr.finding import Kind, Severity

ENTRY_CHANGED = Kind(
    "K101",
    Severity.ERROR,
    "操作日志第{seq}条被改动过：按内容应为 {expected}，记载的是 {found}。请用最近的备份核对。",
)
ENTRY_UNLINKED = Kind(
    "K102",
    Severity.ERROR,
    "操作日志第{seq}条接不上前一条：应接 {expected}，记载的是 {found}。前一条可能被改动或替换。请用最近的备份核对。",
)
ENTRIES_MISSING = Kind(
    "K103",
    Severity.ERROR,
    "操作日志缺第{first}至{last}条，它们被删除过。请用最近的备份核对。",
)
