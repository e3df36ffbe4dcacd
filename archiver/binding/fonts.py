"""Which fonts the forms are set in: the office's own for each role where the machine has them, packaged ones behind.

小标宋 for titles, 仿宋 for text, 黑体 for headings, 楷体 for remarks, as official documents use them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pylopdf_fonts_zh_cn
import typst

from archiver.errors import MissingPartError

_SERIF: Final = "Noto Serif SC"
_SANS: Final = "Noto Sans SC"

_ROLES: Final = {
    "title": ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK", "STZhongsong", _SERIF),
    "text": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FandolFang R", _SERIF),
    "heading": ("SimHei", "黑体", "STHeiti", _SANS),
    "remark": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", _SERIF),
}
"""Families by role, the most official first. The packaged ones stand last and are always there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FontChoice:
    """The fonts that typst may use, and for each role the families that are there, best first."""

    fonts: typst.Fonts
    roles: dict[str, list[str]]


def packaged_fonts() -> Path:
    """Return the folder of the fonts that come with the program."""
    return Path(pylopdf_fonts_zh_cn.serif_path()).parent


def choose(folders: Iterable[Path], *, system_fonts: bool) -> FontChoice:
    """Return the fonts of the packages, of `folders` and, if wanted, of the machine."""
    fonts = typst.Fonts(
        include_system_fonts=system_fonts,
        font_paths=[str(folder) for folder in (packaged_fonts(), *folders)],
    )
    present = set(fonts.families())
    if not {_SERIF, _SANS} <= present:
        raise MissingPartError("缺少打印字体（pylopdf-fonts-zh-cn）。请重新安装本程序：make setup。")
    roles = {
        role: list(dict.fromkeys([*(family for family in families if family in present), _SERIF, _SANS]))
        for role, families in _ROLES.items()
    }
    return FontChoice(fonts=fonts, roles=roles)
