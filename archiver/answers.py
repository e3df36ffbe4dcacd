"""The JSON that `--json` prints: the shapes that other programs rely on."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from catalog.comparison import Comparison
from catalog.record import Description, Record
from index.searching import RecordHit, RecordResults, Results
from ocr.finding import Finding
from ocr.page import Page

if TYPE_CHECKING:  # what weighs records takes long to load, and a search needs none of it
    from catalog.better_copy import Proposal
    from catalog.sequences import Joined
    from catalog.stacks import Beginning


def record_answer(
    record: Record, pages: Sequence[Page] | None = None, proposals: Sequence[Mapping[str, object]] | None = None
) -> dict[str, object]:
    """Return a record as an object.

    With its `pages`, their text and what stands in their seals too; with `proposals`, what is proposed of it.
    """
    fields = record.description
    answer: dict[str, object] = {
        "id": record.id,
        "sha256": record.sha256,
        "source_name": record.source_name,
        "media_type": record.media_type,
        "received_at": record.received_at.isoformat(),
        "pages": record.page_count,
        "parts": [
            {
                "sha256": part.sha256,
                "source_name": part.source_name,
                "first_page": part.first_page,
                "last_page": part.last_page,
            }
            for part in record.parts
        ],
        "title": fields.title.value if fields.title else None,
        "doc_number": fields.doc_number.value if fields.doc_number else None,
        "issuer": [issuer.value for issuer in fields.issuers],
        "issuer_names": [issuer_answer(issuer.value, fields) for issuer in fields.issuers],
        "date": fields.issue_date.value.isoformat() if fields.issue_date else None,
        "year": fields.year.value if fields.year else None,
        "kind": fields.kind.value if fields.kind else None,
        "secrecy": str(fields.secrecy.value) if fields.secrecy else None,
        "urgency": fields.urgency.value if fields.urgency else None,
        "addressee": fields.addressee.value if fields.addressee else None,
        "attachments": [attachment.value for attachment in fields.attachments],
        "items": [
            {
                "item": assignment.item,
                "confidence": round(assignment.confidence, 4),
                "decided_by": assignment.decided_by,
                "reason": assignment.reason,
                "page": assignment.place.page if assignment.place else None,
                "line": assignment.place.line + 1 if assignment.place else None,
                "against": assignment.against,
            }
            for assignment in record.assignments
        ],
        "filed_items": list(record.filed_items),
        "state": str(record.state),
        "copy_of": record.copy_of,
        "findings": [finding_answer(finding) for finding in record.findings],
    }
    if pages is not None:
        answer["text"] = [page.text for page in pages]
        answer["seals"] = [list(page.seals) for page in pages]
    if proposals is not None:
        answer["proposals"] = list(proposals)
    return answer


def issuer_answer(name: str, fields: Description) -> dict[str, object]:
    """Return an issuer as printed, whether that is a short name, and the full one where the record itself prints it."""
    from catalog.fields import short_names  # noqa: PLC0415 - its tables take long to load, a search needs none

    full = short_names.full_name(name, fields.full_names)
    return {"name": name, "short": full is not None or short_names.is_short(name), "full": full}


def proposals_answer(beginnings: "Sequence[Beginning]", joins: "Sequence[Joined]") -> list[dict[str, object]]:
    """Return what is proposed of a record: pages at which another document begins, and records that belong to it."""
    splits: list[dict[str, object]] = [
        {"kind": "split", "page": one.page, "confidence": one.confidence, "reason": one.reason} for one in beginnings
    ]
    joined: list[dict[str, object]] = [
        {"kind": "join", "records": list(one.records), "confidence": one.confidence, "reason": one.reason}
        for one in joins
    ]
    return [*splits, *joined]


def duplicates_answer(found: "Sequence[Proposal]", said: Sequence[Comparison]) -> dict[str, object]:
    """Return which records are proposed to be one paper or editions of one, and what people said of such."""
    proposed = [
        {
            "records": list(one.resemblance.records),
            "relation": str(one.resemblance.relation),
            "confidence": one.resemblance.confidence,
            "reason": one.resemblance.reason,
            "newer": one.resemblance.newer,
            "better": one.choice.better if one.choice else None,
            "why": list(one.choice.reasons) if one.choice else [],
            "against": list(one.choice.against) if one.choice else [],
        }
        for one in found
    ]
    decided = [
        {"records": list(one.records), "kept": one.kept, "decided_by": one.by, "decided_at": one.at.isoformat()}
        for one in said
    ]
    return {"proposed": proposed, "decided": decided}


def finding_answer(finding: Finding) -> dict[str, object]:
    """Return a finding as an object."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "page": finding.page,
    }


def results_answer(records: RecordResults, pages: Results | None) -> dict[str, object]:
    """Return what a search found as an object; snippets are HTML with `<mark>` round the hits.

    `hits` are the pages in order; without `pages`, the pages of the records.
    """
    hits = pages.hits if pages is not None else tuple(page for record in records.records for page in record.pages)
    answer: dict[str, object] = {
        "total": records.pages,
        "hits": [
            {
                "record": hit.record,
                "page": hit.page,
                "score": round(hit.score, 4),
                "title": hit.title or None,
                "snippet": hit.snippet,
                "items": list(hit.items),
                "near": hit.near,
            }
            for hit in hits
        ],
        "notes": list(records.notes),
        "near": records.near,
        "record_total": records.total,
        "records": [_found_answer(record) for record in records.records],
    }
    if records.facets:
        answer["facets"] = {
            str(facet): [{"value": one.value, "pages": one.pages, "records": one.records} for one in counts]
            for facet, counts in records.facets.items()
        }
    return answer


def _found_answer(found: RecordHit) -> dict[str, object]:
    first = found.pages[0]
    return {
        "id": first.record,
        "title": first.title or None,
        "doc_number": first.doc_number or None,
        "issuer": list(first.issuers),
        "date": first.date or None,
        "year": first.year or None,
        "kind": first.kind or None,
        "items": list(first.items),
        "state": first.state,
        "total": found.total,
        "pages": [{"page": page.page, "score": round(page.score, 4), "snippet": page.snippet} for page in found.pages],
    }
