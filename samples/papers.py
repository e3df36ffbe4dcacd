"""The texts of the samples as values: reads texts/*.toml and turns each paper's text into blocks that a layout can set.

A line of `body` is a paragraph. `一、…` without a full stop is a heading, `（一）…` a sub-heading, `{table:名}` and
`{scene:名}` place what the paper describes under that name, `{break}` begins a page, `{sign}` puts the
signature before the text ends, `> ` centres, `< ` sets flush
left, `>> ` sets right, `## ` sets a centred title inside the text, `- ` an automatically numbered line.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import rosters

TEXTS = Path(__file__).parent / "texts"
HEADING = re.compile(r"^[一二三四五六七八九十]+、[^。：]{1,30}$")
SUB_HEADING = re.compile(r"^（[一二三四五六七八九十]+）")
PLACED = re.compile(r"^\{(table|scene):(.+)\}$")
PREFIXES = {"## ": "banner", ">> ": "right", "> ": "center", "< ": "flush", "- ": "numbered"}
# What a layout takes from a text as it stands.
COPIED = (
    "layout", "mark", "mark_tail", "doc_number", "signer", "subtitle", "addressee", "attachments", "signature",
    "date_text", "note", "copies", "printed_by", "printed_on", "secrecy", "series", "issued_by", "issued_on",
    "landscape", "folio", "size", "pitch", "site_clock", "address", "slogan", "menu", "crumbs",
    "byline", "credit", "pdf_title", "header", "footer",
)  # fmt: skip
Block = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One sample: where it lies under the inbox, what it is made into, what stands on it, and the true answer."""

    path: str
    kind: str
    medium: str
    look: str
    title: str
    values: Mapping[str, Any]
    scenes: Mapping[str, Mapping[str, Any]]
    truth: Mapping[str, Any]
    options: Mapping[str, Any]


def load() -> list[Paper]:
    """Return every paper of every text file, in the order of the files' names and of their places in them."""
    return [paper for file in sorted(TEXTS.glob("*.toml")) for paper in load_file(file)]


def load_file(file: Path) -> list[Paper]:
    """Return the papers of one text file."""
    stored = tomllib.loads(file.read_text(encoding="utf-8"))
    return [_paper(cast("dict[str, Any]", entry)) for entry in stored["paper"]]


def _paper(entry: dict[str, Any]) -> Paper:
    printed = str(entry.get("title", ""))
    values: dict[str, Any] = {key: entry[key] for key in COPIED if key in entry}
    values["title_lines"] = [line for line in printed.split("\n") if line]
    values["blocks"] = blocks(str(entry.get("body", "")), entry)
    values["seals"] = list(entry.get("seals", entry.get("signature", []) if entry.get("sealed") else []))
    return Paper(
        path=entry["path"],
        kind=entry["kind"],
        medium=entry["medium"],
        look=entry.get("look", "office"),
        title=printed.replace("\n", ""),
        values=values,
        scenes=entry.get("scene", {}),
        truth=entry["truth"],
        options=entry.get("options", {}),
    )


def blocks(body: str, entry: Mapping[str, Any]) -> list[Block]:
    """Return the blocks of a text, with the tables and pictures that `entry` describes in their places."""
    return [_block(line.strip(), entry) for line in body.splitlines() if line.strip()]


def _block(line: str, entry: Mapping[str, Any]) -> Block:
    placed = PLACED.match(line)
    if placed:
        kind, name = placed.groups()
        return _table(entry["table"][name]) if kind == "table" else _image(name, entry["scene"][name])
    if line in {"{break}", "{sign}"}:
        return {"kind": line.strip("{}")}
    for prefix, kind in PREFIXES.items():
        if line.startswith(prefix):
            return {"kind": kind, "text": line.removeprefix(prefix)}
    if HEADING.match(line):
        return {"kind": "head", "text": line}
    return {"kind": "sub" if SUB_HEADING.match(line) else "p", "text": line}


def _table(spec: Mapping[str, Any]) -> Block:
    """Return a table block; its rows are written out, or drawn by lot from `columns` with an optional sum below."""
    rows: list[list[str]] = [list(row) for row in spec.get("rows", [])]
    if "columns" in spec:
        rows = rosters.rows(list(spec["columns"]), spec["people"], spec["seed"])
    if "sum_column" in spec:
        column = int(spec["sum_column"])
        last = ["" for _ in spec["head"]]
        last[min(1, column - 1)] = "合计"
        last[column] = str(rosters.total(rows, column))
        rows.append(last)
    table: Block = {"kind": "table", "head": spec["head"], "widths": spec["widths"], "rows": rows}
    return table | {key: spec[key] for key in ("caption", "size", "gap") if key in spec}


def _image(name: str, spec: Mapping[str, Any]) -> Block:
    return {"kind": "image", "file": f"{name}.jpg", "caption": spec.get("caption", ""), "width": spec.get("width", 88)}
