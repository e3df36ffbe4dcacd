"""What a record says of each concept of the trade, zone by zone, and how much it speaks of the standard's domain.

Weighing that for an item is the business of `filing.py`.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from catalog import weights
from catalog.item_model import ItemModel
from catalog.lexicon import Concept
from catalog.matching import Hit, Scan
from catalog.record import Evidence, Place
from catalog.zones import Where, Zones

TYPICAL_LENGTH = 700  # characters in which one mention counts fully
LITTLE_CONTEXT = 0.35
UNDER_TITLE = re.compile(r"[(（\[].*$")
HEADINGS = frozenset((Where.TITLE, Where.NAME, Where.FOLDER))
NAMES = (Where.TITLE, Where.NAME)
SHORT = HEADINGS | {Where.LEAD}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one zone says for one concept: between 0 and 1, and the terms found, the weightiest first."""

    strength: float
    hits: tuple[Hit, ...]

    @property
    def carried(self) -> bool:
        """Whether it is the kind of paper, such as a 政府工作报告, that carries the concept among others."""
        return any(hit.pattern.title_only for hit in self.hits)


SILENT = Spoken(0.0, ())


class Testimony:
    """A record read once against a model."""

    def __init__(self, evidence: Evidence, zones: Zones, model: ItemModel) -> None:
        """Read the record: find all terms, then judge how much it speaks of the domain."""
        self.zones = zones
        self.model = model
        self.scans = {where: Scan(zone, model.lexicon.index) for where, zone in zones.all.items()}
        description = evidence.description
        title = description.title.value if description.title else zones.title.text
        self.said_kinds = tuple(text for text in (description.kind.value if description.kind else "", title) if text)
        self.issuers = tuple(issuer.value for issuer in description.issuers)
        self.context = self._context()
        self._concepts = [self._concept(concept) for concept in model.lexicon.concepts]
        mass = [sum(spoken.strength for spoken in zone.values()) for zone in self._concepts]
        total = sum(mass) or 1.0
        self._share = [value / total for value in mass]
        self.likeness = {
            where: model.own_words.likeness(model.own_words.runs(scan.zone)) for where, scan in self.scans.items()
        }

    @property
    def spoken_at_all(self) -> bool:
        """Whether the record speaks of the standard's domain anywhere."""
        return self.context > weights.CONTEXT_LEAST

    def spoken(self, concept: int, where: Where) -> Spoken:
        """Return what a zone says for a concept, by its index in the lexicon."""
        return self._concepts[concept].get(where, SILENT)

    def terms(self, concept: int) -> tuple[tuple[Where, Hit], ...]:
        """Return all terms found for a concept, the place that says most first."""
        return tuple((where, hit) for where in Where for hit in self.spoken(concept, where).hits)

    def weight(self, concept: int) -> float:
        """Return what all zones together say for a concept."""
        if not self.zones.has_text:
            return max(
                weights.NAME_ALONE * self.spoken(concept, Where.NAME).strength,
                weights.FOLDER_ALONE * self.spoken(concept, Where.FOLDER).strength,
            )
        title = self.spoken(concept, Where.TITLE)
        said = weights.NAME * self.spoken(concept, Where.NAME).strength * (1 - title.strength) + self._in_text(concept)
        in_title = weights.TITLE * title.strength * (1.0 if title.carried and self.spoken_at_all else self.context)
        return in_title + said * self.context + weights.FOLDER * self.spoken(concept, Where.FOLDER).strength

    def told(self, concept: int) -> float:
        """Return what the text alone says for a concept, without title and names."""
        return self._in_text(concept) * self.context

    def _in_text(self, concept: int) -> float:
        lead = weights.LEAD if self.zones.title.text else weights.LEAD_ALONE
        body = max(
            self.spoken(concept, Where.BODY).strength,
            weights.LATER_PAGES * self.spoken(concept, Where.LATER).strength,
        )
        share = 0.5 + 0.5 * min(1.0, 2 * self._share[concept])
        return lead * self.spoken(concept, Where.LEAD).strength + weights.BODY * body * share

    @cached_property
    def title_tells(self) -> bool:
        """Whether the title speaks of any concept of the trade, in more than a hint."""
        said = (hit for found in self._concepts for hit in found.get(Where.TITLE, SILENT).hits)
        return any(hit.pattern.weight > weights.HINT for hit in said)

    def in_passing(self, concept: int) -> bool:
        """Tell whether a paper with a title of its own speaks of a concept in one later sentence only."""
        headed = (hit for where in NAMES for hit in self.spoken(concept, where).hits)
        if not self.zones.title.text or any(hit.pattern.weight > weights.HINT for hit in headed):
            return False
        text = self.zones.body.text
        # what is said on another page than the first is not where the paper begins
        said = {
            text.count("。", 0, hit.offset)
            for hit in self.spoken(concept, Where.BODY).hits
            if hit.pattern.weight > weights.HINT
        }
        often = max((hit.count for hit in self.spoken(concept, Where.BODY).hits), default=0)
        return len(said) == 1 and 0 not in said and often == 1 and not self.spoken(concept, Where.LATER).hits

    def place(self, terms: Sequence[tuple[Where, Hit]]) -> Place | None:
        """Return the line of the first term that stands on a page."""
        places = (self.scans[where].zone.place_of(hit.offset) for where, hit in terms)
        return next((place for place in places if place is not None), None)

    @cached_property
    def is_law(self) -> bool:
        """Whether the record is a law of a higher authority, by the ending of its title or its enacting formula."""
        title = UNDER_TITLE.sub("", self.zones.title.text)
        lexicon = self.model.lexicon
        return title.endswith(lexicon.law_endings) or bool(self.scans[Where.LEAD].find(lexicon.enacted))

    @cached_property
    def doubts(self) -> tuple[str, ...]:
        """What speaks against filing the record under any item at all, in Chinese."""
        doubts: list[str] = []
        if not self.zones.has_text:
            doubts.append("没有读出文字，只看了文件名和文件夹")
        elif self.model.domain is not None and self.context < LITTLE_CONTEXT:
            doubts.append(f"全文很少或没有说到{self.model.domain.name}的事")
        if self.is_law:
            doubts.append("上级的法律法规本身不说明本地做了什么")
        return tuple(doubts)

    def _marks(self, where: Where) -> int:
        return self.scans[where].runs(self.model.domain.marks) if self.model.domain else 0

    def _context(self) -> float:
        """Return how much the record speaks of the domain, 0 to 1; 1 when the domain or the text is not known."""
        if self.model.domain is None:
            return 1.0
        length = max(TYPICAL_LENGTH, len(self.zones.body.text) + len(self.zones.later.text))
        often = self._marks(Where.BODY) + self._marks(Where.LATER)
        spoken = (
            weights.CONTEXT_IN_TITLE * self._marks(Where.TITLE)
            + weights.CONTEXT_IN_NAME * self._marks(Where.NAME)
            + weights.CONTEXT_IN_LEAD * self._marks(Where.LEAD)
            + weights.CONTEXT_IN_BODY * often * TYPICAL_LENGTH / length
        )
        # a title that speaks of something else: what follows may be in passing
        elsewhere = bool(self.zones.title.text) and not self._marks(Where.TITLE)
        context = 1 - math.exp(-spoken * (weights.CONTEXT_ELSEWHERE if elsewhere else 1.0))
        return max(context, weights.CONTEXT_LEAST)

    def _concept(self, concept: Concept) -> dict[Where, Spoken]:
        found: dict[Where, Spoken] = {}
        # a title that rather means another concept says so of the whole text
        headed_otherwise = bool(self.scans[Where.TITLE].find(concept.unless))
        for where, scan in self.scans.items():
            hits = scan.find(concept.terms, in_title=where in HEADINGS) if scan.knows(concept.heads) else []
            if hits:
                hits.sort(key=lambda hit: (-hit.pattern.weight, hit.offset, hit.quoted))
                rather = weights.UNLESS if headed_otherwise or scan.find(concept.unless) else 1.0
                found[where] = Spoken(self._strength(hits, where) * rather, tuple(hits))
        return found

    def _strength(self, hits: Sequence[Hit], where: Where) -> float:
        """Return how likely the terms together mean the concept; in a long text one mention means less."""
        thin = 1.0 if where in SHORT else TYPICAL_LENGTH / max(TYPICAL_LENGTH, len(self.scans[where].zone.text))
        doubt = 1.0
        for hit in hits:
            silent = hit.pattern.title_only and not self.spoken_at_all
            weight = hit.pattern.weight * (weights.CARRIER_ALONE if silent else 1.0)
            doubt *= 1 - weight * min(1.0, hit.count * thin)
        return 1 - doubt
