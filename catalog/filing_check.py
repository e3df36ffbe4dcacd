"""What filing tells the clerk about one record, as findings."""

from catalog import filing_findings as kinds
from catalog import folder_hint, weights
from catalog.item_model import ItemModel
from catalog.record import Evidence, Suggestion
from catalog.zones import zones_of
from ocr.finding import Finding

CLOSE = 0.15


def check(evidence: Evidence, suggestions: tuple[Suggestion, ...], model: ItemModel) -> tuple[Finding, ...]:
    """Return what a clerk should know about a record's suggestions: unread, unfit, close, contradicted."""
    zones = zones_of(evidence)
    titles = {item.number: item.title for item in model.standard.items}
    found: list[Finding] = []
    if not zones.has_text:
        found.append(kinds.NO_TEXT.at())
    found += _fit(suggestions, titles)
    found += _folder(suggestions, folder_hint.find(zones.folders, model.standard), titles)
    return tuple(found)


def _fit(suggestions: tuple[Suggestion, ...], titles: dict[str, str]) -> list[Finding]:
    if not suggestions:
        return []
    first, *others = suggestions
    if first.confidence < weights.SUGGEST:
        confidence = f"{first.confidence:.0%}"
        return [kinds.NOTHING_FITS.at(item=first.item, title=titles[first.item], confidence=confidence)]
    if others and others[0].confidence >= weights.SUGGEST and first.confidence - others[0].confidence <= CLOSE:
        second = others[0].item
        return [
            kinds.CLOSE_CALL.at(
                first=first.item, first_title=titles[first.item], second=second, second_title=titles[second]
            )
        ]
    return []


def _folder(
    suggestions: tuple[Suggestion, ...], hints: tuple[folder_hint.Hint, ...], titles: dict[str, str]
) -> list[Finding]:
    found = [
        kinds.FOLDER_UNCLEAR.at(folder=hint.folder, number=hint.item, title=titles[hint.item])
        for hint in hints
        if hint.unclear
    ]
    best = suggestions[0] if suggestions else None
    if best is not None and hints and hints[0].plain and all(hint.item != best.item for hint in hints):
        found.append(
            kinds.FOLDER_DISAGREES.at(
                folder=hints[0].folder,
                hinted=hints[0].item,
                hinted_title=titles[hints[0].item],
                read=best.item,
                read_title=titles[best.item],
            )
        )
    return found
