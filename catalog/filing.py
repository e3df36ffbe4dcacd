"""Under which items of the standard a record belongs, with the words that decided; and what people decided.

No training: the record is compared with each item through the trade's terms, the item's own words, kind of paper,
responsible unit and folder. Names of persons and places take no part. See `weights.py` for how much each says.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from catalog import folder_hint, weights
from catalog.deciding import Filing, decide
from catalog.filing_reasons import Said, against, reason
from catalog.item_model import ItemModel, ItemProfile, kind_fit, prepare, unit_fit
from catalog.lexicon import Concept
from catalog.matching import Hit, Scan
from catalog.own_words import Likeness
from catalog.record import Evidence, Place, Suggestion
from catalog.zones import Where, Zones, zones_of

__all__ = ["AUTOMATIC", "SUGGEST", "Filing", "ItemModel", "decide", "prepare", "suggest"]

AUTOMATIC = weights.AUTOMATIC
SUGGEST = weights.SUGGEST

PLAUSIBLE = 0.05
AT_LEAST = 3
TYPICAL_LENGTH = 700  # characters in which one mention counts fully
CONTEXT_IN_TITLE, CONTEXT_IN_LEAD, CONTEXT_IN_NAME = 2.5, 0.8, 1.5
CARRIER_WITHOUT_CONTEXT = 0.2
LITTLE_CONTEXT = 0.35
UNDER_TITLE = re.compile(r"[(（\[].*$")


def suggest(evidence: Evidence, model: ItemModel) -> tuple[Suggestion, ...]:
    """Return all plausible items, best first, at least three when anything was read; none when nothing was."""
    zones = zones_of(evidence)
    hints = folder_hint.find(zones.folders, model.standard)
    record = _Record(evidence, zones, model)
    if not (zones.has_text or zones.name.text or hints):
        return ()
    weighed = [_weigh(record, place, hints) for place in range(len(model.profiles))]
    totals = [said.total for said in weighed]
    limit = weights.LAW if record.is_law and not hints else 1.0
    rated = sorted(
        ((min(limit, _confidence(totals, place)), said) for place, said in enumerate(weighed)),
        key=lambda row: (-row[0], -row[1].total),
    )
    kept = [row for sequence, row in enumerate(rated) if sequence < AT_LEAST or row[0] >= PLAUSIBLE]
    best = kept[0][1].item.number if kept else ""
    return tuple(
        Suggestion(
            item=said.item.number,
            confidence=round(confidence, 3),
            reason=reason(said),
            place=said.place,
            against=against(said, best, record.doubts),
        )
        for confidence, said in kept
    )


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What one zone says for one concept: between 0 and 1, and the terms found, the weightiest first."""

    strength: float
    hits: tuple[Hit, ...]


class _Record:
    """A record read once: which terms stand where, and how much it speaks of the standard's domain at all."""

    def __init__(self, evidence: Evidence, zones: Zones, model: ItemModel) -> None:
        self.zones = zones
        self.scans = {where: Scan(zone, model.lexicon.index) for where, zone in zones.all.items()}
        self.model = model
        description = evidence.description
        title = description.title.value if description.title else zones.title.text
        self.said_kinds = tuple(text for text in (description.kind.value if description.kind else "", title) if text)
        self.issuers = tuple(issuer.value for issuer in description.issuers)
        marks = sum(self.scans[where].count(model.domain.marks) for where in Where) if model.domain else 0
        self.spoken_at_all = marks > 0 or model.domain is None
        self.context = self._context()
        self.concepts = [self._concept(concept) for concept in model.lexicon.concepts]
        mass = [sum(spoken.strength for spoken in spoken_at.values()) for spoken_at in self.concepts]
        self.share = [value / max(sum(mass), 1e-9) for value in mass]
        runs = {where: model.own_words.runs(self.scans[where].zone) for where in Where}
        self.likeness: dict[Where, tuple[Likeness, ...]] = {
            where: model.own_words.likeness(found) for where, found in runs.items()
        }

    @property
    def is_law(self) -> bool:
        """Whether the record is a law of a higher authority, by the ending of its title or its enacting formula."""
        title = UNDER_TITLE.sub("", self.zones.title.text)
        lexicon = self.model.lexicon
        return title.endswith(lexicon.law_endings) or bool(self.scans[Where.LEAD].find(lexicon.enacted))

    @property
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

    def _context(self) -> float:
        """Return how much the record speaks of the standard's domain, 0 to 1; 1 when the domain is not known."""
        if self.model.domain is None:
            return 1.0
        marks = self.model.domain.marks
        length = max(TYPICAL_LENGTH, len(self.zones.body.text) + len(self.zones.later.text))
        often = self.scans[Where.BODY].count(marks) + self.scans[Where.LATER].count(marks)
        spoken = (
            CONTEXT_IN_TITLE * self.scans[Where.TITLE].count(marks)
            + CONTEXT_IN_NAME * self.scans[Where.NAME].count(marks)
            + CONTEXT_IN_LEAD * self.scans[Where.LEAD].count(marks)
            + often * TYPICAL_LENGTH / length
        )
        return 1 - math.exp(-spoken)

    def _concept(self, concept: Concept) -> dict[Where, _Spoken]:
        found: dict[Where, _Spoken] = {}
        for where, scan in self.scans.items():
            hits = scan.find(concept.terms, in_title=where in {Where.TITLE, Where.NAME})
            if hits:
                hits.sort(key=lambda hit: (-hit.pattern.weight, hit.offset, hit.quoted))
                strength = self._strength(hits, where, len(scan.zone.text))
                rather = weights.UNLESS if scan.find(concept.unless) else 1.0
                found[where] = _Spoken(strength * rather, tuple(hits))
        return found

    def _strength(self, hits: Sequence[Hit], where: Where, length: int) -> float:
        """Return how likely the terms together mean the concept; in a long text one mention means less."""
        thin = 1.0 if where in {Where.TITLE, Where.NAME, Where.LEAD} else TYPICAL_LENGTH / max(TYPICAL_LENGTH, length)
        doubt = 1.0
        for hit in hits:
            carried = hit.pattern.title_only and not self.spoken_at_all
            weight = hit.pattern.weight * (CARRIER_WITHOUT_CONTEXT if carried else 1.0)
            doubt *= 1 - weight * min(1.0, hit.count * thin)
        return 1 - doubt


def _weigh(record: _Record, place: int, hints: tuple[folder_hint.Hint, ...]) -> Said:
    profile = record.model.profiles[place]
    concept, hits = _concepts(record, profile)
    words = _words(record, place, alone=not profile.concepts)
    kind, wanted = kind_fit(profile, record.said_kinds)
    unit, office = unit_fit(profile, record.issuers)
    hint = next((hint for hint in hints if hint.item == profile.item.number), None)
    support = weights.KIND * kind + weights.UNIT * unit
    text = concept + words * record.context + support * min(1.0, concept + words)
    return Said(
        item=profile.item,
        total=text + (hint.weight if hint else 0.0),
        hits=hits,
        words=_likeness_words(record, place),
        kind=wanted,
        unit=office,
        hint=hint,
        other_hint=hints[0] if hints and not hint else None,
        place=_place(record, hits),
    )


def _concepts(record: _Record, profile: ItemProfile) -> tuple[float, tuple[tuple[Where, Hit], ...]]:
    """Return what the best concept of an item adds up to, with its terms, the place that says most first."""
    best, chosen = 0.0, -1
    for index, attachment in profile.concepts:
        value = attachment * _spoken_for(record, index)
        if value > best:
            best, chosen = value, index
    if chosen < 0:
        return 0.0, ()
    spoken = record.concepts[chosen]
    return best, tuple((where, hit) for where in Where if where in spoken for hit in spoken[where].hits)


def _spoken_for(record: _Record, index: int) -> float:
    spoken = record.concepts[index]
    strength = {where: spoken[where].strength if where in spoken else 0.0 for where in Where}
    carried = any(hit.pattern.title_only for hit in spoken[Where.TITLE].hits) if Where.TITLE in spoken else False
    context = 1.0 if carried else record.context
    lead = weights.LEAD if record.zones.title.text else weights.LEAD_ALONE
    body = max(strength[Where.BODY], weights.LATER_PAGES * strength[Where.LATER])
    return (
        weights.TITLE * strength[Where.TITLE] * context
        + weights.NAME * strength[Where.NAME] * record.context * (1 - strength[Where.TITLE])
        + lead * strength[Where.LEAD] * record.context
        + weights.BODY * body * (0.5 + 0.5 * min(1.0, 2 * record.share[index])) * record.context
    )


def _words(record: _Record, place: int, *, alone: bool) -> float:
    like = {where: record.likeness[where][place].value for where in Where}
    value = (
        weights.WORDS_TITLE * max(like[Where.TITLE], weights.NAME * like[Where.NAME])
        + weights.WORDS_LEAD * like[Where.LEAD]
        + weights.WORDS_BODY * max(like[Where.BODY], weights.LATER_PAGES * like[Where.LATER])
    )
    return value * (weights.WORDS_ALONE if alone else 1.0)


def _likeness_words(record: _Record, place: int) -> tuple[str, ...]:
    for where in Where:
        if record.likeness[where][place].words:
            return record.likeness[where][place].words
    return ()


def _place(record: _Record, hits: tuple[tuple[Where, Hit], ...]) -> Place | None:
    places = (record.scans[where].zone.place_of(hit.offset) for where, hit in hits)
    return next((place for place in places if place is not None), None)


def _confidence(totals: Sequence[float], place: int) -> float:
    """Return how sure an item is from its evidence and its lead over (or distance behind) the best other."""
    total = totals[place]
    rival = max((other for index, other in enumerate(totals) if index != place), default=0.0)
    lead = max(-weights.LEAD_LIMIT, min(weights.LEAD_LIMIT, total - rival))
    said = weights.STEEPNESS * (min(total, weights.SAID_LIMIT) - weights.HALFWAY)
    return 1 / (1 + math.exp(-said - (weights.LEAD_OVER_NEXT if lead > 0 else weights.BEHIND_FIRST) * lead))
