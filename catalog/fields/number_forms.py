"""How a document number is written: which text is one, and its normal form.

Issuer's code, year in full in hexagonal brackets, serial number, 号 (×双拥〔2023〕12号, GB/T 9704-2012
7.2.5); issue numbers of minutes and bulletins (第3期, 〔2023〕第3期, 10.3). Figures spelled out stay so
(〔2020〕十五号). Brackets of any kind or one that is missing, O for 0, l for 1 and 弓 for 号 are put right
where nothing else can be meant. Where on a page a number counts is for `number.py`.
"""

import re

from catalog.fields.characters import DIGIT, HAN, digits, han_count, plain
from catalog.fields.numerals import ZERO_TO_NINE, parse_year

_OPEN, _CLOSE = "[〔\\[【〈《({〖<「『﹝]", "[〕\\]】〉》)}〗>」』﹞]"
_YEAR = f"[12][{DIGIT}]{{3}}"
_SERIAL = f"[{DIGIT}]{{1,5}}"
_HAN_YEAR = rf"[一二][{ZERO_TO_NINE}]{{3}}"
_SHORT_YEAR = r"[一二三四五六七八九〇○零\d]{2}"
"""As offices numbered before years were written in full: (七九)×民字第三号. Its century is not read into it."""
_HAN_COUNT = "[一二三四五六七八九十百零〇○]{1,6}"
_HAO = "[号弓亏兮]"
_TRAILER = r"(?:签{1,2}发人?[:：]?.{0,12})?"
_CODE = rf"[{HAN}×A-Za-z*·\d]"
_LABEL = r"(?:(?:发文字号|发文文号|文件编号|文件文号|文号|字号|编号)[:：])?"
_DOCUMENT = re.compile(
    rf"{_LABEL}(?P<code>{_CODE}{{0,24}}?)(?P<open>{_OPEN}{{0,2}})(?P<year>{_YEAR}|{_HAN_YEAR}|{_SHORT_YEAR})(?:年)?(?P<close>{_CLOSE}{{0,2}})"
    rf"(?P<middle>[{HAN}]{{0,8}}?字?)(?P<ordinal>第?)(?P<serial>{_SERIAL}|{_HAN_COUNT})(?P<hao>{_HAO}){_TRAILER}"
)
_COUNT = f"(?:[{DIGIT}]{{1,4}}|[一二三四五六七八九十百零〇○]{{1,5}})"
_ISSUE = re.compile(
    rf"(?:[{HAN}]{{0,16}}(?:简报|纪要|信息|动态|快报|专报|通讯|通报))?(?P<open>{_OPEN}?)(?P<year>{_YEAR})?(?P<nian>年?)"
    rf"(?P<close>{_CLOSE}?)(?P<di>第)(?P<count>{_COUNT})(?P<qi>期)(?:[(\[]?总第?{_COUNT}期[)\]]?)?"
)
_UNDATED = re.compile(rf"[{HAN}]{{1,10}}字?第?{_SERIAL}号")
_ORDER = re.compile(rf"(?P<head>[{HAN}]{{2,30}}(?:令|公告|通告))?(?:(?P<year>{_YEAR})年)?第(?P<count>{_COUNT})号")
_NOT_OWN = re.compile(
    r"收文|来文|收字|根据|按照|依据|关于|文件|通知|[年月日]|^第|编号|档号|凭证|票据|No", re.IGNORECASE
)
_WRAPPED = re.compile(r"[(（](.*)[)）]")


def parse(text: str) -> str | None:
    """Return the number that the whole text states in its normal form, or None."""
    return _document(plain(text)) or _issue(plain(text))


def format(number: str) -> str:  # noqa: A001 - the verb that every field module has
    """Return a number as it is printed; the normal form is the printed form."""
    return number


def year(number: str) -> int | None:
    """Return the year that a number in normal form names, or None."""
    match = re.search(rf"〔(?:(\d{{4}})|({_HAN_YEAR}))〕|^(\d{{4}})年", number)
    if match is None:
        return None
    return parse_year(match[2]) if match[2] else int(match[1] or match[3])


def parse_order(text: str) -> str | None:
    """Return 第12号 or 2023年第12号 where that is the whole text, perhaps behind the head of an order or announcement.

    Without that head on the same line it is a number only under one.
    """
    match = _ORDER.fullmatch(plain(text))
    if match is None:
        return None
    return (f"{digits(match['year'])}年" if match["year"] else "") + f"第{_counted(match['count'])}号"


def parse_labelled(text: str) -> str | None:
    """Return the number that stands behind 文号：, which may lack its year on vouchers (×财拨字第0719号); or None."""
    folded = plain(text)
    return parse(folded) or (folded if _UNDATED.fullmatch(folded) and not _NOT_OWN.search(folded) else None)


def unwrapped(text: str) -> str:
    """Return the folded text without the brackets round a number that stands below a title."""
    match = _WRAPPED.fullmatch(text)
    return match[1] if match and match[1].count("(") == match[1].count(")") and match[1][-1:] in "号期" else text


def is_number(text: str) -> bool:
    """Return whether the whole text is a document number or an issue number."""
    return parse(text) is not None


def _document(text: str) -> str | None:
    match = _DOCUMENT.fullmatch(text)
    if match is None or _NOT_OWN.search(match["code"]) or re.search(r"[年月日期]", match["middle"]):
        return None
    brackets = bool(match["open"]) + bool(match["close"])
    if brackets == 0 and not _is_plain_enough(match):
        return None
    if not (han_count(match["code"]) or brackets == len("〔〕")):
        return None
    serial, printed_year = _counted(match["serial"]), _printed_year(match)
    if printed_year is None or (serial.isdigit() and not int(serial)) or not serial.strip("零〇○"):
        return None
    if brackets < len("〔〕") and not serial.isdigit():
        return None
    return f"{match['code']}〔{printed_year}〕{match['middle']}{match['ordinal']}{serial}号"


def _printed_year(match: re.Match[str]) -> str | None:
    """Return the year as printed, misread figures put right; spelled out or of two figures only between brackets."""
    text = match["year"]
    if re.fullmatch(_YEAR, text):
        return digits(text)
    is_bracketed = bool(match["open"] and match["close"])
    is_old = not match["code"] and match["middle"].endswith("字") and bool(match["ordinal"])
    return text if is_bracketed and (len(text) == len("二〇二〇") or is_old) else None


def _is_plain_enough(match: re.Match[str]) -> bool:
    """Return whether a number without any bracket is still beyond doubt: a code, then a year of this age."""
    return bool(re.match(r"20[0-4]", digits(match["year"]))) and han_count(match["code"]) > 1 and match["hao"] == "号"


def _issue(text: str) -> str | None:
    match = _ISSUE.fullmatch(unwrapped(text))
    if match is None or (match["open"] and not match["year"]):
        return None
    count = _counted(match["count"])
    if not match["year"]:
        return None if match["nian"] or match["close"] else f"第{count}期"
    bracketed = match["open"] or match["close"]
    printed = digits(match["year"])
    return f"〔{printed}〕第{count}期" if bracketed else f"{printed}年第{count}期" if match["nian"] else None


def _counted(count: str) -> str:
    return digits(count) if re.fullmatch(f"[{DIGIT}]+", count) and re.search("[0-9lI|]", count) else count
