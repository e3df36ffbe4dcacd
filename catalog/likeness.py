"""Likeness: the little that is kept of a record, so that its like is found among many without reading their pages.

Of the text a MinHash signature of all runs of three characters, of the whole and of the first page alone (a copy may
lack the others); of each page that shows hardly any text, how it looks. Alike are records of which one of these is.
Candidates only: `duplicates` compares the pages themselves.
"""

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from catalog import wording
from catalog.wording import Wording
from ocr.page import Page

REVISION: Final = 1
"""Changed when a likeness comes out otherwise for the same pages: then all are made again."""

FEW_WORDS: Final = 80
"""Characters up to which a page is a picture with some writing on it."""

NEAR: Final = 30
"""Bits of 256 in which two looks of one picture may differ; those of two pictures of one scene differ in more."""

_BANDS: Final = (42, 3)
"""How signatures are cut: texts that share half of their runs meet with 99.6 %, those that share a tenth with 4 %."""

_SHARED: Final = 0.3
"""Share of the runs of both texts that they have in common, by their signatures. One paper read twice at 3 % misread
characters has 0.6; half a paper and the whole 0.45; editions less. The sentences that all offices use make 0.2."""

_NEAREST: Final = 40
"""Texts that one is compared with at most, the nearest: of two thousand forms of one print every two are alike."""

_LENGTH: Final = 126
_LEAST: Final = 30
"""Characters from which a text is compared."""

_WORTH_A_SHELF: Final = 20
"""One text in so many, or more, must be asked for, before it pays to fill a shelf for them."""

_SLICE: Final = 3
"""Hexadecimal figures of a look in a slice; what looks alike has a slice or more in common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """The signatures of a record's texts, and the looks of those of its pages that are pictures."""

    texts: tuple[bytes, ...] = ()
    looks: tuple[str, ...] = ()


def of(pages: Sequence[Page]) -> Likeness:
    """Return the likeness of a record with these pages."""
    wordings = [wording.of(pages), *([wording.of(pages[:1])] if len(pages) > 1 else [])]
    texts = [_signature(one) for one in wordings if len(one.plain) >= _LEAST]
    return Likeness(texts=tuple(dict.fromkeys(texts)), looks=tuple(pictures(pages)))


def pictures(pages: Iterable[Page]) -> Iterator[str]:
    """Yield the looks of those pages that are pictures."""
    for page in pages:
        if page.look and page.look.pattern and len(wording.of([page]).plain) <= FEW_WORDS:
            yield page.look.pattern


def apart(one: str, other: str) -> int:
    """Return in how many bits of 256 two looks differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def alike(known: Mapping[str, Likeness], only: Collection[str]) -> frozenset[tuple[str, str]]:
    """Return the pairs of records that may be one paper, each with one of `only`; the smaller number comes first."""
    if not only:
        return frozenset()
    found = {*_of_texts(known, only), *_of_looks(known, only)}
    return frozenset((min(pair), max(pair)) for pair in found)


def _of_texts(known: Mapping[str, Likeness], only: Collection[str]) -> Iterator[tuple[str, str]]:
    texts = [(record, text) for record, one in known.items() for text in one.texts]
    asked = [place for place, (record, _) in enumerate(texts) if record in only]
    if not asked:
        return
    signatures = np.array([np.frombuffer(text, "<u4") for _, text in texts])
    meet = _one_by_one if len(asked) < len(texts) // _WORTH_A_SHELF else _from_shelf
    for place, met in meet(signatures, asked):
        near = (texts[other][0] for other in _nearest(signatures, place, met))
        yield from ((texts[place][0], other) for other in near if other != texts[place][0])


_Met = Iterator[tuple[int, NDArray[np.intp]]]


def _from_shelf(signatures: NDArray[np.uint32], asked: Sequence[int]) -> _Met:
    """Yield for each text asked for those that share a band with it: all are put on a shelf first."""
    # Half a second to import; it brings no types.
    from datasketch import MinHashLSH  # type: ignore[import-untyped] # noqa: PLC0415 - said above

    shelf: Any = MinHashLSH(num_perm=_LENGTH, params=_BANDS)
    for place, signature in enumerate(signatures):
        shelf.insert(place, _sketch(signature), check_duplication=False)
    for place in asked:
        # Sorted, because the library gives them in any order.
        yield place, np.array(sorted(shelf.query(_sketch(signatures[place]))), np.intp)


def _one_by_one(signatures: NDArray[np.uint32], asked: Sequence[int]) -> _Met:
    """Yield the very same without a shelf, which takes longer to fill than a few texts to compare."""
    bands = signatures.reshape(len(signatures), *_BANDS)
    for place in asked:
        yield place, np.flatnonzero((bands == bands[place]).all(axis=2).any(axis=1))


def _nearest(signatures: NDArray[np.uint32], place: int, met: NDArray[np.intp]) -> Sequence[int]:
    """Return of the texts that one met those that share enough with it, the nearest first, and no more than so many."""
    shared = (signatures[met] == signatures[place]).mean(axis=1)
    order = np.argsort(-shared, kind="stable")[: _NEAREST + 1]
    return [int(met[at]) for at in order if shared[at] >= _SHARED]


def _of_looks(known: Mapping[str, Likeness], only: Collection[str]) -> Iterator[tuple[str, str]]:
    shelf: defaultdict[tuple[int, str], set[tuple[str, str]]] = defaultdict(set)
    for record, one in known.items():
        for look in one.looks:
            for part in _slices(look):
                shelf[part].add((record, look))
    for record in only:
        for look in known[record].looks if record in known else ():
            near = {held for part in _slices(look) for held in shelf[part]}
            yield from ((record, other) for other, theirs in near if other != record and apart(look, theirs) <= NEAR)


def _slices(look: str) -> Iterator[tuple[int, str]]:
    return ((place, look[place : place + _SLICE]) for place in range(0, len(look), _SLICE))


def _signature(text: Wording) -> bytes:
    sketch = _sketch()
    sketch.update_batch([gram.encode() for gram in text.grams])
    return bytes(sketch.hashvalues.astype("<u4").tobytes())


def _sketch(values: Any = None) -> Any:  # noqa: ANN401 - the library has no types
    from datasketch import MinHash  # noqa: PLC0415 - as above

    return MinHash(num_perm=_LENGTH, hashfunc=zlib.crc32, hashvalues=values, scheme="affine32")
