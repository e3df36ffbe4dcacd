"""Several documents in one scan: where in its pages a new one begins, and which pages belong to none.

A proposal for a clerk, never a fact. The first page of a record begins nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from catalog import page_face
from catalog.continuing import weigh
from catalog.findings import NEW_DOCUMENT, WRAPPER
from catalog.page_face import Face
from ocr.finding import Finding
from ocr.page import Page

LEAST = 0.5
"""The confidence from which a beginning is proposed."""

_CERTAIN, _AROUND_WRAPPER = 0.95, 0.95
_REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """That another document begins at a page (from 1): how sure, and why."""

    page: int
    confidence: float
    reason: str


def find(pages: Sequence[Page], declined: Collection[int] = ()) -> tuple[Beginning, ...]:
    """Return where in a record other documents begin. At `declined` pages people said that none does."""
    return _beginnings([page_face.of(page) for page in pages], declined) if len(pages) > 1 else ()


def check(pages: Sequence[Page], declined: Collection[int] = ()) -> tuple[Finding, ...]:
    """Return what a clerk should see of a stack: beginnings to be confirmed, and pages that belong to no document."""
    if len(pages) < 2:  # noqa: PLR2004 - one page is no stack
        return ()
    faces = [page_face.of(page) for page in pages]
    begun = [
        NEW_DOCUMENT.at(one.page, number=one.page, reason=one.reason, confidence=f"{one.confidence:.0%}")
        for one in _beginnings(faces, declined)
    ]
    wrapped = [WRAPPER.at(face.page, number=face.page, what=face.wrapper) for face in faces if face.wrapper]
    return (*begun, *wrapped)


def _beginnings(faces: Sequence[Face], declined: Collection[int]) -> tuple[Beginning, ...]:
    """Return where documents begin; where one surely does, the pages are a stack and weaker signs count for more."""
    found = _seen(faces, declined, in_stack=any(face.wrapper for face in faces))
    is_stack = any(one.confidence >= _CERTAIN for one in found)
    return _seen(faces, declined, in_stack=True) if is_stack else found


def _seen(faces: Sequence[Face], declined: Collection[int], *, in_stack: bool) -> tuple[Beginning, ...]:
    found: list[Beginning] = []
    document: list[Face] = []
    for face in faces:
        begun = _beginning(document, face, in_stack=in_stack) if document and face.page not in declined else None
        if begun and begun.confidence >= LEAST:
            found.append(begun)
            document = []
        document.append(face)
    return tuple(found)


def _beginning(document: Sequence[Face], face: Face, *, in_stack: bool) -> Beginning | None:
    """Return that a page begins something else than the pages before it, where that is worth a word."""
    wrapper = next((one.wrapper for one in reversed(document) if one.wrapper), "")
    if face.is_blank or all(one.is_blank for one in document) or (face.wrapper and wrapper):
        return None
    if wrapper or face.wrapper:
        what = f"这一页是{face.wrapper}，不属于前面的文件" if face.wrapper else f"前面是{wrapper}，文件从这一页开始"
        return Beginning(page=face.page, confidence=_AROUND_WRAPPER, reason=what)
    weighed = weigh(document, face, in_stack=in_stack)
    return Beginning(page=face.page, confidence=weighed.confidence, reason="；".join(weighed.signs[:_REASONS]))
