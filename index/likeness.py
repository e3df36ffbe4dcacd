"""More like this: what is most telling in a record's text, as a question to come near to."""

from collections.abc import Callable, Iterable, Mapping
from heapq import nsmallest
from math import log

from index.entry import PageEntry
from index.query import Near
from index.tokens import CELL_BORDER, count_grams, fold

_PAGES_READ = 4  # what a record is about stands at its beginning
_WEIGHED = 400  # pairs whose frequency is looked up: the oftenest, then the first
_TELLING = 64  # pairs that are asked for and stand elsewhere too
_ALONE = 16  # pairs that are asked for and stand nowhere else, at most
_PAIR = 2


def question(title: str, pages: Iterable[PageEntry], frequency: Callable[[str], int]) -> Near | None:
    """Return the question that records like this one come near to; None where the record says nothing.

    `frequency` tells on how many pages a pair stands. A pair tells the more, the oftener it stands here and the rarer
    it is compared with the commonest pair of this record. Pairs that stand nowhere else find nothing, but their share
    in the question is kept: it says how near the nearest really is. Pairs with digits say which day, not what about.
    """
    texts = [fold(text) for text in (title, *(page.text for page in pages))][: _PAGES_READ + 1]
    every = {gram: n for gram, n in count_grams(CELL_BORDER.join(texts)).items() if _tells(gram)}
    counts = dict(sorted(every.items(), key=lambda one: -one[1])[:_WEIGHED])
    here = {gram: sum(gram in text for text in texts[1:]) for gram in counts}
    frequencies = {gram: frequency(gram) for gram in counts}
    most = max(frequencies.values(), default=0)
    weights = {gram: log(1 + n) * log(1 + most / max(frequencies[gram], 1)) for gram, n in counts.items()}
    shared = [gram for gram in counts if frequencies[gram] > here[gram]]
    alone = [gram for gram in counts if frequencies[gram] <= here[gram]]
    telling = _most_telling(shared, weights, _TELLING)
    if not telling:
        return None
    telling += _most_telling(alone, weights, min(_ALONE, round(len(telling) * len(alone) / len(shared))))
    return Near(CELL_BORDER.join(telling))


def _most_telling(grams: Iterable[str], weights: Mapping[str, float], wanted: int) -> list[str]:
    return nsmallest(wanted, grams, key=lambda gram: (-weights[gram], gram))


def _tells(gram: str) -> bool:
    return len(gram) == _PAIR and gram.isalpha()
