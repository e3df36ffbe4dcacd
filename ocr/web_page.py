"""Saved web pages (.html) as pages of text: what they show, with nothing fetched and no picture."""

import re
from pathlib import Path
from typing import Final

from ocr.format_findings import ENCODING_UNKNOWN, TEXT_TOO_LARGE, WEB_PICTURES
from ocr.hypertext import shown
from ocr.mail.headers import text_of
from ocr.page import Line, Region
from ocr.terms import Limits, Unreadable
from ocr.written import Written, bounded, text_pages

_MEGABYTE: Final = 1024 * 1024
_MOST: Final = 16 * _MEGABYTE
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_TITLE: Final = re.compile(r"<title[^>]*>(.{1,400}?)</title>", re.IGNORECASE | re.DOTALL)
_HEAD: Final = 4096


def told(path: Path, limits: Limits) -> Written:
    """Return a web page by pages. Unreadable when its encoding cannot be told."""
    size = path.stat().st_size
    if size > _MOST:
        raise Unreadable(TEXT_TOO_LARGE.at(found=-(-size // _MEGABYTE), limit=_MOST // _MEGABYTE))
    content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    stated = _CHARSET.search(content[:_HEAD])
    html, certain = text_of(content, stated[1].decode("ascii") if stated else "")
    if not certain:
        raise Unreadable(ENCODING_UNKNOWN.at())
    text, pictures = shown(html)
    title = _TITLE.search(html)
    lines = [*shown(title[1])[0].split("\n")] if title else []
    lines += [line for line in text.split("\n") if line not in lines]
    made = [Line(text=line, region=Region.TABLE if "\t" in line else Region.BODY) for line in lines]
    findings = (WEB_PICTURES.at(count=pictures),) if pictures else ()
    return Written(pages=bounded(text_pages(made), limits), findings=findings)
