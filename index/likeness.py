"""More like this: what is most telling in a record's text, as a question to come near to."""

from collections.abc import Callable, Iterable
from heapq import nsmallest
from math import log

from index.entry import PageEntry
from index.query import Near
from index.tokens import CELL_BORDER, count_grams, fold

_PAGES_READ = 4  # what a record is about stands at its beginning
_TELLING = 32  # pairs that are asked for
_PAIR = 2


def question(title: str, pages: Iterable[PageEntry], frequency: Callable[[str], int]) -> Near | None:
    """Return the question that records like this one come near to; None where the record says nothing.

    `frequency` tells on how many pages a pair stands. A pair tells the more, the oftener it stands here and the rarer
    it is compared with the commonest pair of this record; what stands nowhere else tells nothing. Pairs with digits
    say which day, not what about.
    """
    texts = [fold(text) for text in (title, *(page.text for page in pages))][: _PAGES_READ + 1]
    counts = {gram: n for gram, n in count_grams(CELL_BORDER.join(texts)).items() if _tells(gram)}
    here = {gram: sum(gram in text for text in texts[1:]) for gram in counts}
    frequencies = {gram: frequency(gram) for gram in counts}
    most = max(frequencies.values(), default=0)
    weights = {
        gram: log(1 + n) * log(1 + most / frequencies[gram])
        for gram, n in counts.items()
        if frequencies[gram] > here[gram]
    }
    telling = nsmallest(_TELLING, weights, key=lambda gram: (-weights[gram], gram))
    return Near(CELL_BORDER.join(telling)) if telling else None


def _tells(gram: str) -> bool:
    return len(gram) == _PAIR and gram.isalpha()
