"""File names that count pages: 1.jpg 2.jpg, 第3页.png, 通知-2.jpg, 纪要(4).jpg, 扫描0001.jpg, IMG_0001.jpg, 正面 反面.

Which numbers mean pages and which only what a camera or a scanner counted is told by the form of the name.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from catalog.fields.numerals import parse_count


class Naming(IntEnum):
    """How surely a number in a name counts the pages of one document, least first."""

    COUNTER = 1
    NUMBERED = 2
    PAGED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PageName:
    """A file's name taken apart. Files with the same `key` are numbered in one row."""

    key: str
    number: int
    naming: Naming


_PAGES = (
    re.compile(r"第(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})[页面]"),
    re.compile(r"(?<![A-Za-z])P(?:AGE)?[ _.-]?(?P<count>\d{1,3})(?!\d)", re.IGNORECASE),
    re.compile(r"页[ _.-]?(?P<count>\d{1,3})(?!\d)"),
)
_SIDES = {"正面": 1, "反面": 2, "背面": 2, "A面": 1, "B面": 2, "正页": 1, "反页": 2}
_SIDE = re.compile("|".join(_SIDES))
_MACHINE = re.compile(
    r"(?:IMG|DSC[NF]?|PXL|MVIMG|SCAN|SCN|CCI|CCF|EPSON|HP|扫描(?:件|文件|图像|图片|的文档)?|图像|图片|照片|image|photo"
    r"|新文档|新建文档|未命名|文档|mmexport|微信(?:图片|截图)|QQ图片|(?:屏幕)?截图|CamScanner|wx_camera|P)"
    r"[ _-]*[\d_ -]*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<key>.*?)[ _.\-—]*[(\[]?(?P<count>\d{1,5})[)\]]?")
_OTHER_ROWS = re.compile(r".*(?:附件|附表|附录|[12]\d{3}[-.年]\d{1,2})")
"""What goes before numbers that count attachments or days."""
_YEARS = range(1949, 2050)
_MOST = 9999


def parse(name: str) -> PageName | None:
    """Return the row and number that a file's name (without folders) counts in, or None where it counts nothing."""
    stem = unicodedata.normalize("NFKC", name.rpartition(".")[0] or name).strip()
    forms: tuple[Callable[[str], PageName | None], ...] = (_paged, _side, _numbered)
    return next((found for form in forms if (found := form(stem))), None)


def _paged(stem: str) -> PageName | None:
    match = next((found for form in _PAGES if (found := form.search(stem))), None)
    if match is None:
        return None
    number = int(match["count"]) if match["count"].isdecimal() else parse_count(match["count"])
    key = f"{stem[: match.start()]}页{stem[match.end() :]}"
    return None if number is None else PageName(key=key, number=number, naming=Naming.PAGED)


def _side(stem: str) -> PageName | None:
    match = _SIDE.search(stem)
    if match is None:
        return None
    key = f"{stem[: match.start()]}面{stem[match.end() :]}"
    return PageName(key=key, number=_SIDES[match[0]], naming=Naming.PAGED)


def _numbered(stem: str) -> PageName | None:
    match = _NUMBERED.fullmatch(stem)
    if match is None or len(match["count"]) > len(str(_MOST)) or int(match["count"]) in _YEARS:
        return None
    if _OTHER_ROWS.fullmatch(match["key"]):
        return None
    naming = Naming.COUNTER if _MACHINE.fullmatch(stem) else Naming.NUMBERED
    return PageName(key=match["key"], number=int(match["count"]), naming=naming)
