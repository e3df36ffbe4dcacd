"""Headings around and inside a standard's tables: chapters with their scores, vetoes, bonus items, lists in a text."""

import re
from typing import Final

from catalog.table_found import FoundChapter
from catalog.table_numbers import HAN, final_score, folded, leading_number

_HEADING: Final = re.compile(
    rf"\s*(?:(?P<han>[{HAN}]{{1,4}})\s*[、.\s]\s*|[(\[](?P<boxed>[{HAN}]{{1,4}})[)\]]\s*|"
    rf"第(?P<named>[{HAN}\d]{{1,4}})[章类部分项]+\s*)(?P<title>\S.*)",
    re.DOTALL,
)
VETO: Final = re.compile(r"一票否决|否决(?:事项|条件|项目|指标|内容|$)|不得申报|取消(?:申报|参评|评选)资格")
BONUS: Final = re.compile(r"加分(?:项|指标|内容|条件|事项|$)|附加分|奖励分")
LONGEST: Final = 40


def heading(text: str) -> FoundChapter | None:
    """Return the chapter that a heading such as 二、宣传教育广泛深入（5分） opens; None for any other text."""
    plain = folded(text)
    found = _HEADING.fullmatch(plain)
    if not found or len(plain) > LONGEST or re.search(r"[。；;]\s*$", plain):
        return None
    title, score = final_score(text[found.start("title") :])
    number = found["han"] or found["boxed"] or found["named"]
    return FoundChapter(number=number, title=_joined(title), score=score, bonus=bool(BONUS.search(title)))


def style(text: str) -> str:
    """Return how a heading is numbered (han 一、, boxed （一）, named 第一章); empty for no number."""
    found = _HEADING.fullmatch(folded(text))
    return next((name for name in ("han", "boxed", "named") if found and found[name]), "")


def plain_heading(text: str) -> FoundChapter:
    """Return a chapter named by a text without a number, such as 组织领导（20分）."""
    title, score = final_score(text)
    return FoundChapter(number="", title=_joined(title), score=score, bonus=bool(BONUS.search(title)))


def unnumbered(text: str) -> str:
    """Return a text on one line without the number that it begins with."""
    lead = leading_number(text)
    return _joined(lead[1] if lead else text)


def listed(text: str) -> list[str]:
    """Return the parts of a list in running text: 1.…；2.…, or parts parted by semicolons."""
    parts = re.split(r"[;；\n]|(?<=[。])", text)
    return [bare for part in parts if (bare := unnumbered(part.strip(" 　。；;")).strip("。；; "))]


def _joined(text: str) -> str:
    return "".join(part.strip() for part in text.splitlines())
