"""The encoding of a plain text, found out and never guessed silently.

UTF-8 and marked UTF-16 prove themselves. GB18030 and Big5 accept each other's bytes, so a strict decoding alone proves
nothing: what comes out must also read as Chinese, by how many of its characters are among those that every Chinese
text is full of, and lie in the part of the code that its makers filled with common characters.
"""

import codecs
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

UTF_8: Final = "UTF-8"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", UTF_8),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_TEXT_CONTROLS: Final = frozenset(b"\t\n\x0b\x0c\r\x1a\x1b")

_SIMPLIFIED: Final = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社"
    "义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提"
    "直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决"
    "西被干做必战先回则任取据处理府县市镇乡村委局办双拥优抚拨款通知名单"
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶苏魏吕丁任沈姚卢姜崔钟谭陆汪范金廖贾夏"
    "韦付白邹孟熊秦邱尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤伟芳娜敏静丽强磊洋勇艳杰娟涛超秀霞刚桂英玉萍玲芬燕彬鹏辉"
)
_TRADITIONAL: Final = frozenset(
    "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所"
    "民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社"
    "義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提"
    "直題黨程展五果料象員革位入常文總次品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別她手角期根論運農指幾九區強放決"
    "西被幹做必戰先回則任取據處理府縣市鎮鄉村委局辦雙擁優撫撥款通知名單"
    "王李張劉陳楊黃趙吳周徐孫馬朱胡郭何林羅鄭梁謝宋唐許韓馮鄧曹彭曾蕭田董袁潘于蔣蔡余杜葉蘇魏呂丁任沈姚盧姜崔鍾譚陸汪范金廖賈夏"
    "韋付白鄒孟熊秦邱尹薛閻段雷侯龍史陶黎賀顧毛郝龔邵萬錢嚴覃武戴莫孔湯偉芳娜敏靜麗強磊洋勇豔杰娟濤超秀霞剛桂英玉萍玲芬燕彬鵬輝"
)
_PUNCTUATION: Final = frozenset("，。、；：？！（）“”《》〈〉〔〕【】·—…　「」『』")

_FIRST_LEVEL: Final = {"gb18030": (0xB0, 0xD7), "big5hkscs": (0xA4, 0xC6)}
"""First bytes of the codes that hold the common characters."""

_ENOUGH: Final = 0.55
_CLEARLY: Final = 0.12
_POSSIBLE: Final = 0.4
"""Likeness that is believed by itself, how far it must lie ahead, and from where a second opinion is asked for."""

_FAMILIES: Final = {"GB18030": ("gb",), "Big5": ("big5", "cp950")}
_SECOND_OPINION: Final = 4096
"""Bytes that the second opinion is asked about; it takes its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text and the name of the encoding that it was in, as a clerk knows it."""

    text: str
    encoding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A strict decoding, and how much it reads like Chinese, from 0 to 1."""

    decoded: Decoded
    likeness: float


def looks_like_text(head: bytes) -> bool:
    """Return whether bytes may be text in some encoding: marked UTF-16, or none of the codes that no text holds."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return len(head) > len(codecs.BOM_UTF16_LE)
    return bool(head) and not any(code < ord(" ") and code not in _TEXT_CONTROLS for code in set(head))


def decode(content: bytes) -> Decoded | None:
    """Return the text of a file; None where it cannot be told which encoding it is in."""
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return _strictly(content, codec, name)
    return _strictly(content, "utf-8", UTF_8) or _chinese(content)


def _strictly(content: bytes, codec: str, name: str) -> Decoded | None:
    try:
        return Decoded(text=content.decode(codec), encoding=name)
    except UnicodeDecodeError:
        return None


def _chinese(content: bytes) -> Decoded | None:
    """Return the text of a file in an encoding of Chinese, where one is clearly the likelier."""
    found = [
        _Candidate(decoded=decoded, likeness=likeness(decoded.text, codec, common))
        for codec, name, common in (("gb18030", "GB18030", _SIMPLIFIED), ("big5hkscs", "Big5", _TRADITIONAL))
        if (decoded := _strictly(content, codec, name))
    ]
    found.sort(key=lambda candidate: -candidate.likeness)
    best = found[0] if found else None
    if best is None or best.likeness < _POSSIBLE:
        return None
    ahead = best.likeness - (found[1].likeness if found[1:] else 0.0)
    certain = best.likeness >= _ENOUGH and ahead >= _CLEARLY
    return best.decoded if certain or _seconded(content, best.decoded.encoding) else None


def likeness(text: str, codec: str, common: frozenset[str]) -> float:
    """Return how much a decoded text reads like Chinese: half by its usual characters, half by where its codes lie."""
    beyond = [char for char in text if not char.isascii()]
    usual = sum(char in common or char in _PUNCTUATION for char in beyond)
    placed = sum(char in _PUNCTUATION or _is_usual_code(char.encode(codec), codec) for char in beyond)
    # Running text has a half of its characters among the usual ones; a list of names a tenth.
    return (min(1.0, 2 * usual / len(beyond)) + placed / len(beyond)) / 2 if beyond else 0.0


def _is_usual_code(code: bytes, codec: str) -> bool:
    """Return whether a code lies among the common characters: the first level of GB 2312 (3,755) or Big5 (5,401)."""
    first, last = _FIRST_LEVEL[codec]
    return len(code) == 2 and first <= code[0] <= last and (codec != "gb18030" or code[1] >= 0xA1)  # noqa: PLR2004


def _seconded(content: bytes, encoding: str) -> bool:
    """Return whether another way of finding out comes to the same encoding."""
    best = from_bytes(content[:_SECOND_OPINION]).best()
    return best is not None and best.encoding.startswith(_FAMILIES[encoding])
