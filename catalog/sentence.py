"""The sentence that a line of a record belongs to, as it is printed: the words that decided, for a clerk to see."""

from collections.abc import Sequence

from catalog.record import Place
from ocr.page import Page

LONGEST = 60
ENDS = "。！？；!?;"
FULL = 0.8  # of the longest line of the page: a shorter one ends a paragraph


def find(pages: Sequence[Page], place: Place, words: Sequence[str]) -> str:
    """Return the sentence at a place, the part around the words where it is long; empty where no line is there."""
    page = next((page for page in pages if page.number == place.page), None)
    if page is None or place.line >= len(page.lines):
        return ""
    texts = ["".join(line.text.split()) for line in page.lines]
    first, last = _paragraph(texts, place.line)
    before, after = "".join(texts[first : place.line]), "".join(texts[place.line : last + 1])
    start = next((before.find(word) for word in words if word in before), -1)
    at = start if start >= 0 else len(before) + max(0, min((after.find(w) for w in words if w in after), default=0))
    return _around(before + after, at)


def _paragraph(texts: Sequence[str], line: int) -> tuple[int, int]:
    """Return the first and last line that print runs on over, at most two before and three after."""
    full = FULL * max(map(len, texts))
    first = last = line
    while first > max(0, line - 2) and len(texts[first - 1]) >= full and texts[first - 1][-1:] not in ENDS:
        first -= 1
    while last < min(len(texts) - 1, line + 3) and len(texts[last]) >= full and texts[last][-1:] not in ENDS:
        last += 1
    return first, last


def _around(text: str, at: int) -> str:
    start = max(text.rfind(end, 0, at) for end in ENDS) + 1
    stop = min((text.find(end, at) for end in ENDS if end in text[at:]), default=len(text) - 1) + 1
    sentence = text[start:stop]
    if len(sentence) <= LONGEST:
        return sentence
    shift = max(0, min(at - start - LONGEST // 3, len(sentence) - LONGEST))
    cut = sentence[shift : shift + LONGEST]
    return ("…" if shift else "") + cut + ("…" if shift + LONGEST < len(sentence) else "")
