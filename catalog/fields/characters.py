"""Characters as print, typists and OCR give them, folded so that one pattern matches them all.

Folding serves recognition only: titles and names are returned as printed.
"""

import re

_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_INVISIBLE = dict.fromkeys([*range(0x20), 0x7F, 0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_FOLDED = _WIDE | _INVISIBLE | {ord("﹕"): ":", ord("∶"): ":", ord("﹝"): "〔", ord("﹞"): "〕"}
_SPACE = re.compile(r"\s+")
_PAIRS = {"《": "》", "〈": "〉", "（": "）", "(": ")", "“": "”", "〔": "〕", "【": "】"}
_CLOSING = frozenset(_PAIRS.values())
_HAN_RUN = 4
"""Shortest piece on both sides of a printed space that is a phrase of its own and not a spaced-out character."""

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN_CHARACTER = re.compile(f"[{HAN}]")
_ONLY_HAN_AT_EDGE = re.compile(rf"[{HAN}”》）!！?？]$"), re.compile(rf"^[{HAN}“《（]")

_SLIPS = str.maketrans({"O": "0", "o": "0", "Q": "0", "〇": "0", "○": "0", "l": "1", "I": "1", "|": "1", "i": "1"})
DIGIT = "0-9OoQ〇○lI|i"
"""Characters that stand for a digit where only a digit can stand (OCR reads 0 as O and 1 as l)."""


def plain(text: str) -> str:
    """Return the text without any white space, with full-width letters, digits and signs made half-width."""
    return _SPACE.sub("", text.translate(_FOLDED))


def digits(text: str) -> str:
    """Return digits with the usual slips of OCR put right; call it only on what a pattern with `DIGIT` matched."""
    return text.translate(_SLIPS)


def han_count(text: str) -> int:
    """Return how many Chinese characters the text holds."""
    return len(HAN_CHARACTER.findall(text))


def tidy(text: str) -> str:
    """Return printed text without the spaces that only spread characters out.

    A space stays (as one) between two Latin words and between two Chinese phrases of at least four characters, as
    in a couplet or between two issuers.
    """
    pieces = text.replace("\t", " ").translate(_INVISIBLE).split()
    joined = ""
    for before, piece in zip(["", *pieces], pieces, strict=False):
        joined += (" " if _apart(before, piece) else "") + piece
    return joined


def _apart(before: str, after: str) -> bool:
    if not before:
        return False
    if before[-1].isascii() and after[0].isascii():
        return before[-1].isalpha() and after[0].isalpha()
    end, start = _ONLY_HAN_AT_EDGE
    return min(len(before), len(after)) >= _HAN_RUN and bool(end.search(before)) and bool(start.search(after))


def is_closed(text: str) -> bool:
    """Return whether every bracket and quotation that the text opens is closed in it."""
    wanted: list[str] = []
    for character in text:
        if character in _PAIRS:
            wanted.append(_PAIRS[character])
        elif character in _CLOSING and wanted:
            wanted.pop()
    return not wanted
