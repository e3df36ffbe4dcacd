"""What of a record can be learned from: runs of characters, unit, kind, folder, and what filing says without learning.

Each trait is a token hashed to one of `BUCKETS` with a sign, so that no list of words need be kept and nothing of a
paper can be read back out of what was learned. Names of persons take no part.
"""

import math
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catalog.person_names import without
from catalog.record import Evidence
from catalog.zones import Zones, plain

BUCKETS = 1 << 15
SIGN = 1 << 31
SHORTEST, LONGEST = 2, 3
TEXT_LENGTH = 700  # characters of all lines; what follows rarely says of what kind a paper is
ITEM_SAID = "条目："
HARDLY = 0.01  # less sure than this an item was not said at all

# How much each part of a record speaks, whatever its length.
TITLE, TEXT, MARKS, SAID = 0.6, 0.5, 0.4, 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """The traits of one record, by bucket, each with its weight; the squares of all weights add up to one."""

    buckets: NDArray[np.int32]
    weights: NDArray[np.float32]


def tokens(evidence: Evidence, zones: Zones, said: Mapping[str, float]) -> tuple[Mapping[str, float], ...]:
    """Return the traits in words, part by part; `said` is how sure filing is of each item without learning."""
    description = evidence.description
    title = zones.title.text or zones.name.text
    lines = "\n".join(line.text for page in evidence.pages for line in page.lines)[:TEXT_LENGTH]
    marks = [f"责任者：{without(plain(issuer.value))}" for issuer in description.issuers]
    marks += [f"文种：{description.kind.value}"] if description.kind else []
    marks += [f"文件夹：{without(plain(folder))}" for folder in zones.folders]
    return (
        _weighed(_runs(without(title), "题："), TITLE),
        _weighed(_runs(plain(without(lines)), ""), TEXT),
        _weighed(marks, MARKS),
        _scaled({f"{ITEM_SAID}{item}": sure for item, sure in said.items() if sure >= HARDLY}, SAID),
    )


def hashed(parts: Sequence[Mapping[str, float]]) -> Traits:
    """Return tokens as traits; two tokens in one bucket add up."""
    sums: dict[int, float] = {}
    for part in parts:
        for token, weight in part.items():
            bucket, sign = place(token)
            sums[bucket] = sums.get(bucket, 0.0) + sign * weight
    length = math.sqrt(sum(weight * weight for weight in sums.values())) or 1.0
    ordered = sorted(sums)
    return Traits(
        np.array(ordered, dtype=np.int32),
        np.array([sums[bucket] / length for bucket in ordered], dtype=np.float32),
    )


def place(token: str) -> tuple[int, int]:
    """Return the bucket of a token and the sign with which it counts there."""
    code = zlib.crc32(token.encode("utf-8", "surrogatepass"))
    return code % BUCKETS, -1 if code & SIGN else 1


def _runs(text: str, where: str) -> Iterable[str]:
    for length in range(SHORTEST, LONGEST + 1):
        for at in range(len(text) - length + 1):
            run = text[at : at + length]
            if run.isalpha():
                yield where + run


def _weighed(found: Iterable[str], weight: float) -> dict[str, float]:
    return _scaled({token: 1 + math.log(count) for token, count in Counter(found).items()}, weight)


def _scaled(values: Mapping[str, float], weight: float) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in values.values()))
    return {token: weight * value / length for token, value in values.items()} if length else {}
