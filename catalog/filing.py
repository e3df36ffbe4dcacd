"""Under which items of the standard a record belongs, with the words that decided; and what people decided.

No training: the record is compared with each item through the trade's terms, the item's own words, kind of paper,
responsible unit and folder. Names of persons and places take no part. See `weights.py` for how much each says.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from catalog import folder_hint, sentence, weights
from catalog.deciding import Filing, decide
from catalog.evidence_kinds import is_particular, names
from catalog.filing_check import check
from catalog.filing_points import points, untried
from catalog.filing_reasons import Said, against, reason
from catalog.folder_hint import Hint
from catalog.item_model import ItemModel, ItemProfile, kind_fit, prepare, unit_fit
from catalog.learning import Lesson
from catalog.matching import Hit
from catalog.record import Evidence, Suggestion
from catalog.taught import Taught
from catalog.testimony import Testimony
from catalog.traits import hashed, tokens
from catalog.zones import Where, plain, zones_of

__all__ = ["AUTOMATIC", "SUGGEST", "Filing", "ItemModel", "check", "decide", "lesson", "prepare", "suggest"]

AUTOMATIC = weights.AUTOMATIC
SUGGEST = weights.SUGGEST

PLAUSIBLE = 0.05
ENOUGH_TEXT = 60  # characters that should say something of the item whose folder they lie in
UNSUPPORTED = 0.1
AT_LEAST = 3


def suggest(evidence: Evidence, model: ItemModel) -> tuple[Suggestion, ...]:
    """Return all plausible items, best first and at least three; none when there is nothing at all to go by.

    What people's decisions taught corrects the confidences; where a rule wants a person to look, it stays so.
    """
    record, rated = _rate(evidence, model)
    if model.learned is not None and rated:
        rated = _teach(rated, Taught(evidence, record.zones, _said(rated), model.learned))
    rated.sort(key=lambda row: (-row.confidence, -row.said.total, row.said.item.number))
    kept = [row for sequence, row in enumerate(rated) if sequence < AT_LEAST or row.confidence >= PLAUSIBLE]
    best = kept[0].said.item.number if kept else ""
    return tuple(
        Suggestion(
            item=row.said.item.number,
            confidence=round(row.confidence, 3),
            reason=_joined(
                reason(row.said),
                points(row.said.item, evidence, record.zones) if row.confidence >= PLAUSIBLE else "",
                row.taught_for,
                _quoted(evidence, row.said),
            ),
            place=row.said.place,
            against=_joined(
                against(row.said, best, record.doubts, kind_read=bool(record.said_kinds)),
                untried(row.said.item, evidence, model.standard),
                row.taught_against,
            ),
        )
        for row in kept
    )


def _joined(*parts: str) -> str:
    return "；".join(part for part in parts if part)


def _quoted(evidence: Evidence, said: Said) -> str:
    """Return the sentence that decided, with its page and line; empty where no line did."""
    if said.place is None:
        return ""
    title = evidence.description.title
    if title is not None and title.place == said.place:
        text = title.value
    else:
        words = [word for _, hit in said.hits[:1] for word in hit.words]
        text = sentence.find(evidence.pages, said.place, words)
    return f"原句“{text}”（第 {said.place.page} 页第 {said.place.line + 1} 行）" if text else ""


def lesson(key: str, evidence: Evidence, model: ItemModel, known: Mapping[str, bool]) -> Lesson:
    """Return a decided record as something to learn from: `known` is what people said of its items."""
    record, rated = _rate(evidence, model)
    said = _said(rated)
    return Lesson(key=key, traits=hashed(tokens(evidence, record.zones, said)), untaught=said, verdicts=known)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rated:
    """How sure filing is of an item; `asks` is whether a rule wants a person to look, and what was learned says."""

    said: Said
    confidence: float
    asks: bool
    taught_for: str = ""
    taught_against: str = ""


def _rate(evidence: Evidence, model: ItemModel) -> tuple[Testimony, list[_Rated]]:
    """Return what the record says and a rating for every item; no rating when there is nothing to go by."""
    zones = zones_of(evidence)
    hints = folder_hint.find(zones.folders, model.standard)
    record = Testimony(evidence, zones, model)
    if not (zones.has_text or zones.name.text or hints):
        return record, []
    weighed = [_weigh(record, place, hints) for place in range(len(model.profiles))]
    return record, _rated(weighed, record)


def _said(rated: Iterable[_Rated]) -> Mapping[str, float]:
    return {row.said.item.number: row.confidence for row in rated}


def _teach(rated: list[_Rated], taught: Taught) -> list[_Rated]:
    """Return the ratings with what was learned: never surer than experience allows, nor than a rule that asks."""
    found: list[_Rated] = []
    for row in rated:
        item = row.said.item.number
        sure = min(taught.confidences[item], weights.ASK if row.asks else weights.SUREST)
        found.append(
            replace(
                row, confidence=sure, taught_for=taught.speaks_for(item), taught_against=taught.speaks_against(item)
            )
        )
    return found


def _weigh(record: Testimony, place: int, hints: tuple[Hint, ...]) -> Said:
    profile = record.model.profiles[place]
    value, concept = _best_concept(record, profile)
    terms = record.terms(concept) if concept is not None else ()
    words = _words(record, place, alone=not profile.concepts)
    kind, wanted = kind_fit(profile, record.said_kinds)
    unit, office = unit_fit(profile, record.issuers)
    hint = next((hint for hint in hints if hint.item == profile.item.number), None)
    # kind and unit support what the text says and say nothing alone: every office writes 通知
    support = (weights.KIND * kind + weights.UNIT * unit) * min(1.0, value + words)
    passing = not hint and concept is not None and record.in_passing(concept)
    spoken = value + words + support
    return Said(
        item=profile.item,
        spoken=spoken,
        from_text=spoken * (weights.IN_PASSING if passing and record.title_tells else 1.0),
        hits=terms,
        words=() if terms else next((f[place].words for f in record.likeness.values() if f[place].shared), ()),
        kind=wanted,
        named=_named(record, place, terms),
        passing=passing,
        unit=office,
        hint=hint,
        other_hint=hints[0] if hints and not hint and not hints[0].unclear else None,
        place=record.place(terms),
    )


def _best_concept(record: Testimony, profile: ItemProfile) -> tuple[float, int | None]:
    spoken = [(attachment * record.weight(index), index) for index, attachment in profile.concepts]
    value, index = max(spoken, default=(0.0, 0))
    return (value, index) if value else (0.0, None)


def _words(record: Testimony, place: int, *, alone: bool) -> float:
    """Return what the item's own words say; they count for more in an item that no concept of the trade fits."""
    like = {where: record.likeness[where][place].value for where in Where}
    value = (
        weights.WORDS_TITLE * max(like[Where.TITLE], weights.NAME * like[Where.NAME])
        + weights.WORDS_LEAD * like[Where.LEAD]
        + weights.WORDS_BODY * max(like[Where.BODY], weights.LATER_PAGES * like[Where.LATER])
    )
    return value * record.context * (weights.WORDS_ALONE if alone else 1.0)


def _confidence(total: float, rival: float) -> float:
    """Return how sure an item is from its evidence and its lead over (or distance behind) the best other."""
    lead = max(-weights.LEAD_LIMIT, min(weights.LEAD_LIMIT, total - rival))
    said = weights.STEEPNESS * (min(total, weights.SAID_LIMIT) - weights.HALFWAY)
    return 1 / (1 + math.exp(-said - (weights.LEAD_OVER_NEXT if lead > 0 else weights.BEHIND_FIRST) * lead))


def _named(record: Testimony, place: int, terms: Sequence[tuple[Where, Hit]]) -> bool:
    """Tell whether the record calls itself one of the item's papers or by the item's title, and the text agrees."""
    profile = record.model.profiles[place]
    if not terms or not record.zones.has_text or record.is_law:
        return False
    if any(hit.pattern.weight >= weights.SURE for _, hit in terms):
        return any(names(text, kind) for kind, _ in profile.kinds for text in record.said_kinds)
    title = record.zones.title.text
    own = [plain(profile.item.title), *(kind for kind, _ in profile.kinds if is_particular(kind))]
    headed = any(where is Where.TITLE for where, _ in terms)
    return headed and record.spoken_at_all and any(name in title for name in own)


def _rated(weighed: Sequence[Said], record: Testimony) -> list[_Rated]:
    """Return the confidences that are told: held back or lifted by rules, and never surer than experience allows."""
    totals = [said.total for said in weighed]
    first, second = sorted((0.0, 0.0, *totals), reverse=True)[:2]
    rated: list[_Rated] = []
    for place, (said, total) in enumerate(zip(weighed, totals, strict=True)):
        asks = _asks(said, record)
        confidence = _confidence(total, second if total == first else first)
        if confidence > weights.ASK and (asks or _one_of_many(weighed, said) or _told_otherwise(record, place)):
            confidence = weights.ASK
        if said.named and (said.in_title or total >= weights.CONTENDER * first):
            confidence = max(confidence, weights.NAMED)
        if confidence > AUTOMATIC:
            confidence = AUTOMATIC + (confidence - AUTOMATIC) * (weights.SUREST - AUTOMATIC) / (1 - AUTOMATIC)
        rated.append(_Rated(said=said, confidence=confidence, asks=asks))
    return rated


def _one_of_many(weighed: Sequence[Said], said: Said) -> bool:
    """Tell whether other items have nearly as much said for them; one is enough where the title names another."""
    if said.in_title or said.hint:
        return False
    others = [other for other in weighed if other is not said]
    many = 1 if any(other.in_title for other in others) else weights.MANY
    return sum(other.spoken >= weights.EVENLY * said.spoken for other in others) >= many


def _told_otherwise(record: Testimony, place: int) -> bool:
    """Tell whether the text, its title left out, says much more plainly what another item asks for."""
    told = [
        max((attachment * record.told(index) for index, attachment in profile.concepts), default=0.0)
        for profile in record.model.profiles
    ]
    best = max(told)
    return best >= weights.TOLD_PLAINLY and told[place] < weights.TOLD_AS_WELL * best


def _asks(said: Said, record: Testimony) -> bool:
    """Tell whether a rule wants a person to look before anything is filed."""
    hinted = said.hint is not None and not said.hint.unclear
    contradicted = said.other_hint is not None and said.other_hint.plain
    unsupported = hinted and record.zones.length >= ENOUGH_TEXT and said.from_text < UNSUPPORTED
    unread = not record.zones.has_text and not hinted
    return contradicted or unsupported or unread or said.passing or (record.is_law and not hinted)
