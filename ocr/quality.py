"""Whether the text layer of a PDF page can be believed: a verdict with its reason, from the characters alone.

A layer that fails is not repaired; the page is read from its picture instead.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final

from ocr.pdfium import SCAN, Contents

_FEW: Final = 50
"""Characters; a picture with fewer on it is a scan with a stamped page number or a watermark, not a page of text."""

_ALIKE: Final = 0.95
"""Share of a recognised layer that must agree with a second reading; below it a fresh reading errs less."""

_COMMON: Final = frozenset(
    "的一是不了在有人和中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"
    "所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政"
    "四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立"
    "代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运"
    "农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六"
    "共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况"
    "今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响"
    "约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识"
    "适属圆包火住调满县局照参红细引听该铁价严"
)
"""The characters most used in modern Chinese; even a roster of names has some of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a layer is good; when it is not, why, in Chinese. `reason` is empty for a page without any layer."""

    good: bool
    reason: str = ""


def judge(text: str, unknown: int, contents: Contents) -> Verdict:
    """Return the verdict on a page's stored text (without spaces).

    `unknown` counts the codes that stood for no character.
    """
    count = len(text)
    if not count and not unknown:
        return Verdict(good=False)
    if contents.covered >= SCAN and count < _FEW:
        return Verdict(good=False, reason=f"整页是图片，只有 {count} 个字符")
    reason = _garbled(text, unknown)
    return Verdict(good=not reason, reason=reason)


def judge_sight(stored: int, hidden: int, agreement: float | None, *, recognised: bool) -> Verdict:
    """Return the verdict on a layer that reads well, from what the page shows.

    Of `stored` characters `hidden` cannot be seen. `agreement` is the share of a sample that an engine reads alike,
    None where nothing was compared; text that was only `recognised` is not believed without.
    """
    if hidden > stored / 2:
        return Verdict(good=False, reason=f"{stored} 个字符里有 {hidden} 个在页面上看不见")
    if agreement is not None and agreement < _ALIKE:
        return Verdict(good=False, reason=f"抽查几行，与页面图像只有 {round(agreement * 100)}% 相符")
    if agreement is None and recognised:
        return Verdict(good=False, reason="扫描软件识别的文字太少，无从核对")
    return Verdict(good=True)


def _garbled(text: str, unknown: int) -> str:
    """Return why the characters cannot be what is printed; empty when they can."""
    count = len(text) + unknown
    strange = unknown + sum(unicodedata.category(character) in {"Co", "Cn", "Cc", "Cs"} for character in text)
    if strange > 0.1 * count:
        return f"{strange} 个字符没有对应的文字"
    latin = sum("\u0080" <= character <= "\u024f" for character in text)
    if latin > 0.3 * count:
        return "文字编码错乱"
    words = sum(character.isalnum() for character in text)
    marks = sum(character in _FILLERS for character in text)
    if count - marks > 20 and words < 0.5 * (count - marks):  # noqa: PLR2004 - short pages prove nothing
        return "多为符号"
    return _implausible(text)


def _implausible(text: str) -> str:
    """Return why the Chinese characters look like those of a shuffled font; empty when they look like a text."""
    han = [character for character in text if "\u3400" <= character <= "\u9fff"]
    if len(han) < 60:  # noqa: PLR2004 - short pages prove nothing
        return ""
    common = sum(character in _COMMON for character in han) / len(han)
    rare = sum(not _in_ordinary_use(character) for character in han) / len(han)
    if common < 0.12 or rare > 0.25:  # noqa: PLR2004 - ordinary prose: 0.55 to 0.75 and under 0.02
        return "文字不像通顺的中文"
    return ""


def _in_ordinary_use(character: str) -> bool:
    """Return whether a character is in the simplified or the traditional set of everyday use."""
    for charset in ("gb2312", "big5"):
        try:
            character.encode(charset)
        except UnicodeEncodeError:
            continue
        return True
    return False


_FILLERS: Final = frozenset(".…·_-—―─－~～*＊=＝|│┃┆　□■☐☑○●◆◇")
"""Leaders, rules and boxes: many of them say nothing about the rest."""
