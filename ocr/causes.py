"""Why a file could not be decoded, in words for a clerk: libraries answer in English and for programmers.

What a library said itself goes to the log at debug level, and never into a message.
"""

import logging
from typing import Final

log = logging.getLogger(__name__)

CUT_OFF: Final = "文件不完整，后面缺了一截"
WRONG_HEAD: Final = "文件头不对或不完整"
BAD_DATA: Final = "里面的数据已损坏"
NO_PAGES: Final = "里面没有页"
UNKNOWN: Final = "内部结构有错"

_TOLD: Final = (
    ("file is not a zip file", "文件目录缺失，可能后面缺了一截"),
    ("central director", "文件目录已损坏"),
    ("truncated", CUT_OFF),
    ("end of file", CUT_OFF),
    ("outside of file bounds", CUT_OFF),
    ("unpack requires a buffer", CUT_OFF),
    ("cannot identify image file", WRONG_HEAD),
    ("data format error", "文件头或目录损坏，或并不是真正的 PDF"),
    ("failed to load page", "页面内容已损坏"),
    ("security scheme", "加密方式不支持"),
    ("crc", "校验和不符，内容变过"),
    ("checksum", "校验和不符，内容变过"),
    ("no item named", "缺少必要的组成部分"),
    ("no relationship", "缺少必要的组成部分"),
    ("while decompressing", BAD_DATA),
    ("decoder error", BAD_DATA),
    ("broken data stream", BAD_DATA),
    ("unrecognized data stream", BAD_DATA),
    ("bad magic number", BAD_DATA),
    ("cannot load this image", BAD_DATA),
    ("could not create decoder", BAD_DATA),
    ("not supported", "存储方式不支持"),
    ("unsupported", "存储方式不支持"),
)
"""Parts of what libraries say, in small letters, and what it means; the first that fits counts."""

_BY_CLASS: Final = {
    "EOFError": CUT_OFF,
    "NotImplementedError": "存储方式不支持",
    "ParseError": "里面的文字格式（XML）已损坏",
    "RecursionError": "内容嵌套得太深",
    "XMLSyntaxError": "里面的文字格式（XML）已损坏",
    "error": BAD_DATA,
}


def reason(error: BaseException) -> str:
    """Return in Chinese why decoding ended with this exception; a cause that is not known gets a general word."""
    log.debug("a decoder gave up: %r", error)
    by_class = _BY_CLASS.get(type(error).__name__)
    said = str(error).casefold()
    return next((told for part, told in _TOLD if part in said), by_class or UNKNOWN)
