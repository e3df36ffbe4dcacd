"""密级: whether a page bears a secrecy mark, GB/T 9704-2012 7.2.2 (密级和保密期限, upper left in the head).

The grade stands alone or with ★ and a term: 秘密, 机密★1年, 绝密★长期; its two characters may be spread out or read
as two lines. A mark with a star or term stops the record wherever it stands on a line of its own; the bare word does so
near the top of a page, in red, on a cover, or behind 密级：. Words that only speak of secrets (保密工作, 商业秘密, a
sentence, a title) and 内部 are no marks, nor is one that says it is lifted (已解密, 原密级：秘密). A false alarm costs
a clerk a minute, a missed mark is a breach: doubt stops.
"""

import re

from catalog.fields.characters import DIGIT, plain
from catalog.fields.leaf import Leaf, leaves_of
from catalog.record import Place, Secrecy, Seen
from ocr.page import Ink, Line, Page, Region

_GRADES = {grade.value: grade for grade in Secrecy}
_FORMS = {
    "絕密": "绝密",
    "機密": "机密",
    "机蜜": "机密",
    "絶密": "绝密",
    "祕密": "秘密",
    "秘蜜": "秘密",
    "绝蜜": "绝密",
}
_GRADE = f"(?P<grade>{'|'.join([*_GRADES, *_FORMS])})"
_STAR = r"[★☆✩✭✮⋆*＊※]"
_SLIP = r"[★☆✩✭✮⋆*＊※▲△▼▽◆◇●◎✦✧✪✫✯✰✱✲✶]"
"""What the star behind a grade is printed or read as; before a grade most of these are bullets of a list."""
_TERM = rf"(?:(?:[{DIGIT}]{{1,3}}|[一二三四五六七八九十]{{1,3}})(?:年|个月|月|天|日)|长期|永久|启用前)"
_BEFORE = r"(?:(?:份号:?|[Nn][Oo]\.?|№)?\d{3,7}|[Ⅰ-Ⅻ]|[IVX]{1,3}|特急|加急|平急|特提|急件|密级:?)*"
_AFTER = r"(?:特急|加急|平急|特提|急件|\d{5,7})*"
_OTHER_GRADE = _GRADE.replace("grade", "other")
_STARRED = re.compile(
    rf"{_BEFORE}{_STAR}?{_GRADE}级?(?:{_SLIP}.?(?:{_TERM})?|.?{_TERM}){_AFTER}|{_BEFORE}{_STAR}{_OTHER_GRADE}{_AFTER}"
)
_BARE = re.compile(rf"{_BEFORE}[\[【(]?{_GRADE}(?:级|件)?[\])】]?{_AFTER}")
_CORNER = re.compile(rf"^{_BEFORE}{_GRADE}{_SLIP}|{_OTHER_GRADE}{_SLIP}(?:{_TERM})?$")
_GLUED = re.compile(rf"{_BEFORE}{_GRADE}(?:级|件)?关于[^。，,]*")
_RELEASED = re.compile(
    rf"(?:已经?|现已)解密|{_GRADE}级?(?:{_SLIP}(?:{_TERM})?)?[(\[〔【]?解密[)\]〕】]?(?!日期|时间|条件|期限|于|[:\d])"
)
_CHANGED = "现密级"
_STILL_HELD = re.compile(rf"[未不]|{_CHANGED}|变更|调整")
_TOPIC = re.compile(r"保密|涉密|定密|泄密|密级|国家秘密")
_RUNNING_TEXT = re.compile(r"[。；;]|.{12,}[，,]")
_LABELLED = re.compile(rf"密级(?:和保密期限)?[:\t|]*(?:[☑√✓■]\s*)?{_GRADE}(?![□☐○])|[☑√✓■]{_OTHER_GRADE}")
_SPOKEN_OF = re.compile(r"(?:国家|军事|商业|工作|保守|严守|泄露|泄漏|涉及|知悉|保护|失|窃)$")
_SENTENCE = re.compile(r"[。，,；;“”\"‘’《》]")
_TOP, _TOP_LINES, _COVER_LINES, _MARK_LENGTH, _SHORT = 0.3, 8, 14, 28, 4
_RANK = (Secrecy.TOP_SECRET, Secrecy.SECRET, Secrecy.CONFIDENTIAL)


def find(pages: tuple[Page, ...]) -> Seen[Secrecy] | None:
    """Return the highest grade that any page is marked with, with the place of the mark, or None."""
    marks = [mark for page in pages for mark in _marks(page)]
    return min(marks, key=lambda mark: _RANK.index(mark.value), default=None)


def is_marked(page: Page) -> bool:
    """Return whether the page bears a secrecy mark, so that nothing of it may be kept."""
    return bool(_marks(page))


def parse(text: str) -> Secrecy | None:
    """Return the grade that a mark states (机密★1年), or None where the text is no mark."""
    match = _STARRED.fullmatch(plain(text)) or _BARE.fullmatch(plain(text))
    return _grade(match) if match else None


def is_released(text: str) -> bool:
    """Return whether the line is a mark that says of itself that it is lifted: 〔已解密〕原密级：秘密, 机密★解密."""
    folded = plain(text)
    is_short = len(folded) <= _MARK_LENGTH and not _SENTENCE.search(folded)
    return is_short and bool(_RELEASED.search(folded)) and not _STILL_HELD.search(folded)


def format(grade: Secrecy) -> str:  # noqa: A001 - the verb that every field module has
    """Return the grade as it is printed."""
    return grade.value


def _marks(page: Page) -> list[Seen[Secrecy]]:
    return [mark for leaf in leaves_of(page) for mark in _marks_on(leaf)]


def _marks_on(leaf: Leaf) -> list[Seen[Secrecy]]:
    page = leaf.page
    found: list[Seen[Secrecy]] = []
    numbered = zip(leaf.indices, page.lines, strict=True)
    lines = [(index, line) for index, line in numbered if plain(line.text)]
    for order in range(len(lines)):
        grade = _mark_at(page, lines, order)
        if grade:
            place = Place(page=page.number, line=lines[order][0])
            found.append(Seen(value=grade, confidence=round(0.98 * lines[order][1].confidence, 3), place=place))
    return found


def _mark_at(page: Page, lines: list[tuple[int, Line]], order: int) -> Secrecy | None:
    """Return the grade of a mark that begins at a line: the line alone, or up to four short pieces read apart."""
    line = lines[order][1]
    text = plain(line.text)
    if is_released(text):
        return None
    labelled = _labelled(line.text)
    if labelled or len(text) > _MARK_LENGTH:
        return labelled
    before = plain(lines[order - 1][1].text) if order else ""
    for width in (1, 2, 3, 4):
        pieces = [plain(other.text) for _, other in lines[order : order + width]]
        if len(pieces) < width or (width > 1 and any(len(piece) > _SHORT for piece in pieces)):
            break
        joined = "".join(pieces)
        match = _STARRED.fullmatch(joined) or _corner(joined)
        if match is None and not _SPOKEN_OF.search(before) and _is_prominent(page, lines, order):
            match = _BARE.fullmatch(joined) or _GLUED.fullmatch(joined)
        if match:
            return _grade(match)
    return None


def _corner(text: str) -> re.Match[str] | None:
    """Return a grade with a star that was read together with what stands on its row; a sentence may quote one."""
    return None if _SENTENCE.search(text) else _CORNER.search(text)


def _labelled(text: str) -> Secrecy | None:
    folded = "\t".join(plain(cell) for cell in text.split("\t"))
    folded = folded[max(folded.find(_CHANGED), 0) :]
    match = _LABELLED.search(folded)
    named = {_FORMS.get(word, word) for word in re.findall("|".join([*_GRADES, *_FORMS]), folded)}
    is_choice = len(named) > 1 and not re.search(r"[☑√✓■]", folded)
    return None if match is None or is_choice or _SENTENCE.search(folded) else _grade(match)


def _is_prominent(page: Page, lines: list[tuple[int, Line]], order: int) -> bool:
    """Return whether a bare grade on this line is a mark: near the top, on a cover, in red, in a text box."""
    line = lines[order][1]
    if line.region in {Region.HEADER, Region.TEXT_BOX} or line.ink is Ink.RED:
        return True
    if _is_explained(lines, order):
        return False
    if len(lines) <= _COVER_LINES:
        return True
    if line.box is None:
        return order < _TOP_LINES and line.region is not Region.TABLE
    return line.box.top < _TOP * page.height


def _is_explained(lines: list[tuple[int, Line]], order: int) -> bool:
    """Return whether running text stands above the line on a page that speaks of secrecy, whose grades it explains."""
    here = lines[order][1].box
    others = [(plain(line.text), line.box, index) for index, (_, line) in enumerate(lines) if index != order]
    above = [text for text, box, index in others if (box.bottom <= here.top if box and here else index < order)]
    return any(map(_RUNNING_TEXT.search, above)) and any(_TOPIC.search(text) for text, _, _ in others)


def _grade(match: re.Match[str]) -> Secrecy:
    groups = match.groupdict()
    word = groups.get("grade") or groups["other"] or ""
    return _GRADES[_FORMS.get(word, word)]
