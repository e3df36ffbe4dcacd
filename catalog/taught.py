"""What was learned, brought to one record: the corrected confidences and the words that account for them."""

from collections.abc import Mapping
from functools import cached_property

from catalog.learning import Learned
from catalog.record import Evidence
from catalog.traits import ITEM_SAID, hashed, place, tokens
from catalog.zones import Zones

WORTH_SAYING = 0.05  # smaller corrections are not spoken of
QUOTED = 3


class Taught:
    """A record read once for what was learned."""

    def __init__(self, evidence: Evidence, zones: Zones, untaught: Mapping[str, float], learned: Learned) -> None:
        """Find the record's traits and what they correct."""
        self._learned = learned
        self._parts = tokens(evidence, zones, untaught)
        traits = hashed(self._parts)
        self._corrections = learned.corrections(traits)
        self.confidences = learned.confidences(untaught, traits)

    def speaks_for(self, item: str) -> str:
        """Return in Chinese what was learned in favour of an item; empty where that is hardly anything."""
        correction = self._corrections.get(item, 0.0)
        if correction < WORTH_SAYING:
            return ""
        return f"以往的决定把有{self._words(item, 1)}的件归在本条（+{correction:.0%}）"

    def speaks_against(self, item: str) -> str:
        """Return in Chinese what was learned against an item; empty where that is hardly anything."""
        correction = self._corrections.get(item, 0.0)
        if correction > -WORTH_SAYING:
            return ""
        return f"以往的决定没有把有{self._words(item, -1)}的件归在本条（−{-correction:.0%}）"

    def _words(self, item: str, sign: int) -> str:
        """Return the traits that weigh most for (or with -1 against) an item, none that stands inside another."""
        column = self._learned.items.index(item)
        weighed = [
            (sign * weight * float(telling * row), word) for word, weight, telling, row in self._readable(column)
        ]
        kept: list[str] = []
        for value, word in sorted(weighed, key=lambda pair: (-pair[0], pair[1])):
            if value > 0 and not any(word in other or other in word for other in kept):
                kept.append(word)
            if len(kept) == QUOTED:
                break
        return "".join(f"“{word}”" for word in kept) or "这类特征"

    def _readable(self, column: int) -> list[tuple[str, float, float, float]]:
        learned = self._learned
        return [
            (word.removeprefix("题："), weight, float(learned.telling[bucket]), float(learned.weights[bucket, column]))
            for word, weight, bucket in self._placed
        ]

    @cached_property
    def _placed(self) -> list[tuple[str, float, int]]:
        """The traits that a person can read, each with its signed weight and bucket."""
        placed: list[tuple[str, float, int]] = []
        for part in self._parts:
            for token, weight in part.items():
                if not token.startswith(ITEM_SAID):
                    bucket, sign = place(token)
                    placed.append((token, sign * weight, bucket))
        return placed
