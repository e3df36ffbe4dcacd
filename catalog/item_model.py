"""What is worked out once for a standard, so that a record is weighed against all its items in milliseconds."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from catalog import weights
from catalog.evidence_kinds import satisfies
from catalog.items import Item, Standard
from catalog.learning import Learned
from catalog.lexicon import Domain, Lexicon, shipped
from catalog.matching import Scan
from catalog.own_words import OwnWords
from catalog.patterns import WordIndex
from catalog.zones import Zone, plain

_satisfies = lru_cache(maxsize=4096)(satisfies)  # items want the same kinds again and again
DOMAIN_SHARE = 0.5  # of the items that speak a domain's language make a standard one of that domain


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemProfile:
    """One item: the concepts attached to it (index in the lexicon, strength), what it wants and of whom."""

    item: Item
    concepts: tuple[tuple[int, float], ...]
    kinds: tuple[tuple[str, float], ...]
    units: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemModel:
    """A standard prepared for filing. `domain` is None when no known field of work fits its wording.

    `learned` is what people's decisions taught, where anything was.
    """

    standard: Standard
    lexicon: Lexicon
    profiles: tuple[ItemProfile, ...]
    own_words: OwnWords
    domain: Domain | None
    learned: Learned | None = None


def prepare(standard: Standard, lexicon: Lexicon | None = None, learned: Learned | None = None) -> ItemModel:
    """Return the model of a standard; the lexicon is the shipped one unless another is given."""
    terms = lexicon or shipped()
    items = standard.items
    kinds = Counter(kind for item in items for kind in _kinds(item))
    units = Counter(unit for item in items for unit in {_unit(unit) for unit in item.units})
    domain = _domain(standard, terms.domains)
    # concepts of a trade say nothing of another campaign's items, though a word such as 满意度 stands in both
    strange = bool(terms.domains) and domain is None
    attached = [()] * len(items) if strange else _attach(items, terms)
    return ItemModel(
        standard=standard,
        lexicon=terms,
        profiles=tuple(
            ItemProfile(
                item=item,
                concepts=concepts,
                kinds=tuple((kind, 1 / kinds[kind]) for kind in _kinds(item)),
                units=tuple((name, 1 / units[name]) for name in dict.fromkeys(_unit(unit) for unit in item.units)),
            )
            for item, concepts in zip(items, attached, strict=True)
        ),
        own_words=OwnWords(items, (*terms.ordinary, *terms.names)),
        domain=domain,
        learned=learned,
    )


def kind_fit(profile: ItemProfile, said: tuple[str, ...]) -> tuple[float, str]:
    """Return how far a record's kind and title are what the item wants (0 to 1, shared kinds less), and the kind."""
    fits = [(share, kind) for kind, share in profile.kinds if any(_satisfies(text, kind) for text in said)]
    return max(fits, default=(0.0, ""))


def unit_fit(profile: ItemProfile, issuers: tuple[str, ...]) -> tuple[float, str]:
    """Return how far an issuer is a unit responsible for the item (0 to 1, shared units less), and the unit."""
    if not issuers:
        return 0.0, ""
    fits = [(share, unit) for unit, share in profile.units if any(unit in issuer for issuer in issuers)]
    return max(fits, default=(0.0, ""))


def _attach(items: tuple[Item, ...], terms: Lexicon) -> list[tuple[tuple[int, float], ...]]:
    scans = [_scans(item, terms.index) for item in items]
    attached: list[list[tuple[int, float]]] = [[] for _ in items]
    for index, concept in enumerate(terms.concepts):
        strengths = [
            max((strength for strength, scan in fields if scan.find(concept.about)), default=0.0) for fields in scans
        ]
        best = max(strengths, default=0.0)
        for place, strength in enumerate(strengths):
            if strength:
                plainest = 1.0 if strength == best else weights.NOT_THE_MAIN_ITEM
                attached[place].append((index, strength / best * plainest))
    return [tuple(row) for row in attached]


def _scans(item: Item, words: WordIndex) -> tuple[tuple[float, Scan], ...]:
    points = "。".join((*(point.text for point in item.points), *(k for point in item.points for k in point.evidence)))
    return (
        (weights.BY_TITLE, Scan(Zone(plain(item.title)), words)),
        (weights.BY_TEXT, Scan(Zone(plain(item.text)), words)),
        (weights.BY_POINTS, Scan(Zone(plain(points)), words)),
    )


def _domain(standard: Standard, domains: tuple[Domain, ...]) -> Domain | None:
    texts = [plain(item.title + item.text) for item in standard.items]
    for domain in domains:
        speaking = sum(any(mark in text for mark in domain.marks.words) for text in texts)
        if texts and speaking >= DOMAIN_SHARE * len(texts):
            return domain
    return None


def _kinds(item: Item) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind for point in item.points for kind in point.evidence))


def _unit(unit: str) -> str:
    """Return a unit without its place: 县财政局 is the same office in any county."""
    return plain(unit).removeprefix("县").removeprefix("市").removeprefix("各")
