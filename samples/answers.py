"""The true answers beside the samples: truth.json for programs, and the table in README.md for people."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from papers import Paper

FROM, TO = "<!-- table: made by make.py -->", "<!-- end of table -->"
MEDIA_NAMES = {
    "jpeg": "JPEG 扫描或翻拍",
    "photo": "JPEG 照片",
    "screenshot": "PNG 截图",
    "png": "PNG 扫描",
    "bmp": "BMP 扫描",
    "webp": "WebP 扫描",
    "tiff": "多页 TIFF",
    "scan_pdf": "扫描 PDF",
    "text_pdf": "文字 PDF",
    "mixed_pdf": "混合 PDF",
    "docx": "DOCX",
    "copy": "完全相同的副本",
}


def answer(paper: Paper) -> dict[str, Any]:
    """Return the true answer of one sample. A value that does not stand on the paper is null or an empty list."""
    truth = paper.truth
    path, zipped, member = paper.path.partition(".zip/")
    return {
        "path": path + ".zip" if zipped else path,
        "member": member or None,
        "kind": paper.kind,
        "medium": paper.medium,
        "state": truth.get("state", "record"),
        "reason": truth.get("reason"),
        "items": truth.get("items", []),
        "title": truth.get("title", paper.title) or None,
        "doc_number": truth.get("doc_number", paper.values.get("doc_number") or paper.values.get("series")) or None,
        "issuers": truth.get("issuers", paper.values.get("signature", [])),
        "issuers_also": truth.get("issuers_also", []),
        "date": truth.get("date"),
        "date_also": truth.get("date_also"),
        "year": truth.get("year"),
        "note": truth.get("note", ""),
    }


def write(every: Sequence[Paper], folder: Path) -> None:
    """Write truth.json and renew the table of README.md."""
    found = [answer(paper) for paper in every]
    head = {"schema": 1, "standard": "sample-county-2023", "inbox": "inbox", "files": found}
    (folder / "truth.json").write_text(
        json.dumps(head, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
    )
    readme = folder / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, _, rest = text.partition(FROM)
    _, _, after = rest.partition(TO)
    readme.write_text(f"{before}{FROM}\n{table(found)}\n{TO}{after}", encoding="utf-8", newline="\n")


def table(found: Sequence[dict[str, Any]]) -> str:
    """Return the answers as a Markdown table."""
    lines = [
        "| 文件 | 格式 | 材料 | 应归条目 | 文号 | 成文日期 | 说明 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for one in found:
        name = one["path"] if one["member"] is None else f"{one['path']} → {one['member']}"
        items = (
            "、".join(one["items"])
            or {"record": "（不归入）", "set_aside": "（搁置）", "duplicate": "（重复）"}[one["state"]]
        )
        cells = (
            name,
            MEDIA_NAMES[one["medium"]],
            one["kind"],
            items,
            one["doc_number"] or "",
            one["date"] or "",
            one["note"],
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)
