"""Files that systems and programs leave beside real ones, and copies that are not finished: ignored, with a count."""

OFFICE_LOCK = "Office 打开时的临时文件"
SYSTEM = "系统自动生成的文件"
UNFINISHED = "未下载完或临时的文件"
HIDDEN = "隐藏文件"
EMPTY_FOLDER = "空文件夹"
INNER_LINK = "指向收件箱内文件的链接"
BROKEN_LINK = "失效的链接"
OWN_HOME = "归档库自己的文件夹"

_SYSTEM_NAMES = frozenset(
    {
        ".ds_store",
        "thumbs.db",
        "ehthumbs.db",
        "desktop.ini",
        "__macosx",
        "$recycle.bin",
        "system volume information",
        "@eadir",
    }
)
_UNFINISHED_SUFFIXES = (
    ".part",
    ".partial",
    ".crdownload",
    ".download",
    ".opdownload",
    ".filepart",
    ".tmp",
    ".~tmp",
    ".xltd",
)


def reason(name: str) -> str | None:
    """Return why a file or folder of this name is ignored, in Chinese, or None when it may be evidence."""
    folded = name.casefold()
    if folded.startswith(("~$", ".~lock.")):
        return OFFICE_LOCK
    if folded in _SYSTEM_NAMES or folded.startswith("._"):
        return SYSTEM
    if folded.endswith(_UNFINISHED_SUFFIXES):
        return UNFINISHED
    return HIDDEN if folded.startswith(".") else None
