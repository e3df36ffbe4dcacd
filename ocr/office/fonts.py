"""The fonts that LibreOffice is lent: the packaged ones, and which of them stands in for a font the machine lacks."""

from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import pylopdf_fonts_zh_cn

_FONTS_CONF: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{folder}</dir>
{aliases}
</fontconfig>
"""
"""Lends LibreOffice the packaged Chinese fonts: on a machine with none it would print boxes."""

_ALIAS: Final = """<match target="pattern"><test qual="any" name="family"><string>{family}</string></test>
<edit name="family" mode="append" binding="same"><string>{stand_in}</string></edit></match>"""

_STAND_INS: Final = {
    "Noto Serif SC": (
        *("宋体", "SimSun", "新宋体", "NSimSun", "仿宋", "FangSong", "仿宋_GB2312", "FangSong_GB2312", "楷体", "KaiTi"),
        *("楷体_GB2312", "KaiTi_GB2312", "华文中宋", "STZhongsong", "华文仿宋", "STFangsong", "华文宋体", "STSong"),
        *("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    ),
    "Noto Sans SC": ("黑体", "SimHei", "微软雅黑", "Microsoft YaHei", "等线", "DengXian", "华文黑体", "STHeiti"),
}
"""Where the machine lacks an office's font, its characters and its digits are taken from the same packaged one."""


def settings() -> str:
    """Return the text of a fontconfig file for LibreOffice; on a machine without Chinese fonts it would print boxes."""
    aliases = "\n".join(
        _ALIAS.format(family=family, stand_in=stand_in)
        for stand_in, families in _STAND_INS.items()
        for family in families
    )
    return _FONTS_CONF.format(folder=escape(str(Path(pylopdf_fonts_zh_cn.serif_path()).parent)), aliases=aliases)
