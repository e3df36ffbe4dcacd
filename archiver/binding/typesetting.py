"""Sets the forms with typst from the templates folder: data in, PDF out, no network, nothing from the clock.

A character that no font has is never printed as an empty box: it is replaced by 〓 and reported.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal, cast

import typst

from archiver.binding.fonts import FontChoice
from archiver.shipped import folder

PLACEHOLDER: Final = "〓"
"""What printers set where a sort is missing."""

_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Given to typst so that it does not ask the clock; the templates print no date of their own."""

_UNSEEN: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Variation selectors choose between shapes of the character before; without them it still reads."""

_NOT_SHOWN: Final = re.compile(r'the text `"(.*?)"` could not be displayed')

_NEVER_SHOWN: Final = frozenset({"Cc", "Cs", "Co"})
"""Control characters, halves of characters, and private use: whatever a font shows there means nothing."""

_WHITE: Final = frozenset(" \n\r\t\u00a0\u2002\u2003\u2009\u3000")

Data = Mapping[str, object]


class TypesettingError(RuntimeError):
    """typst refused what it was given; the message is its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    """A typeset PDF, and the characters in its data that no font of this machine has."""

    content: bytes
    missing: str


class Typesetter:
    """A typst compiler that is kept, with its fonts loaded, from form to form."""

    def __init__(self, choice: FontChoice, templates: Path | None = None) -> None:
        """Read the templates once: an office may edit them, but not in the middle of a run."""
        self._roles = choice.roles
        self._compiler = typst.Compiler(font_paths=choice.fonts)
        self._templates = {
            path.name: path.read_bytes() for path in sorted((templates or folder("templates")).glob("*.typ"))
        }
        self._known: dict[str, bool] = {}

    def fill(self, template: str, data: Data) -> Typeset:
        """Return the form `template` filled with `data`, which it reads as `form`."""
        missing: dict[str, None] = {}
        clean = {key: self._clean(value, missing) for key, value in data.items()}
        return Typeset(content=self._compile(template, clean), missing="".join(missing))

    def printable(self, text: str) -> tuple[str, str]:
        """Return the text with 〓 for what no font has, and the characters that were replaced."""
        missing: dict[str, None] = {}
        return str(self._clean(text, missing)), "".join(missing)

    def set_folder(self, work: Path, main: str, data: Data) -> bytes:
        """Return the PDF of the document `main` in a folder, which may refer to pictures there and to templates.

        The text must have gone through `printable`. typst reads no file outside the folder.
        """
        for name, template in self._templates.items():
            (work / name).write_bytes(template)
        (work / "data.json").write_text(self._data(data), encoding="utf-8")
        return self._run(work / main, root=work)

    def _compile(self, template: str, data: Data, standard: Literal["a-2b"] | None = None) -> bytes:
        main = f'#include "/{template}"'.encode()
        given = {**self._templates, "main.typ": main, "data.json": self._data(data).encode()}
        # Files by name are documented, but not in its types.
        return self._run(cast("Path", given), standard=standard)

    def _run(self, given: Path, *, root: Path | None = None, standard: Literal["a-2b"] | None = None) -> bytes:
        try:
            content = self._compiler.compile(
                given, format="pdf", root=root, timestamp=_EPOCH, pdf_standards=standard, pdf_tags=False
            )
        except RuntimeError as error:  # typst's own error is one, and so is its complaint of a file that is no text
            raise TypesettingError(getattr(error, "diagnostic", str(error))) from error
        if not isinstance(content, bytes):
            raise TypesettingError("typst gave no PDF")
        return content

    def _data(self, form: Data) -> str:
        return json.dumps({"fonts": self._roles, "form": form}, ensure_ascii=False)

    def _clean(self, value: object, missing: dict[str, None]) -> object:
        match value:
            case str():
                return self._clean_text(value, missing)
            case dict():
                return {key: self._clean(one, missing) for key, one in cast("dict[str, object]", value).items()}
            case list() | tuple():
                return [self._clean(one, missing) for one in cast("Sequence[object]", value)]
            case _:
                return value

    def _clean_text(self, text: str, missing: dict[str, None]) -> str:
        shown = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
        shown = "".join(char for char in shown if unicodedata.category(char) != "Cf")
        self._learn(set(shown))
        lost = {char for char in shown if not self._known[char]}
        missing.update(dict.fromkeys(char for char in shown if char in lost))
        return "".join(PLACEHOLDER if char in lost else char for char in shown) if lost else shown

    def _learn(self, characters: set[str]) -> None:
        """Find out which characters some font shows. PDF/A forbids what none does, so typst names those."""
        unknown = sorted(characters - self._known.keys())
        if not unknown:
            return
        self._known.update((char, char in _WHITE or unicodedata.category(char) not in _NEVER_SHOWN) for char in unknown)
        asked = [char for char in unknown if self._known[char] and char not in _WHITE]
        try:
            self._compile("probe.typ", {"characters": asked}, "a-2b")
        except TypesettingError as error:
            refused = {char for quoted in _NOT_SHOWN.findall(str(error)) for char in _unescaped(quoted)}
            if not refused:
                raise
            self._known.update(dict.fromkeys(refused, False))


def _unescaped(quoted: str) -> str:
    """Return the text that typst shows between quotation marks, where a character may stand as its code."""
    plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), quoted)
    return re.sub(r"\\(.)", r"\1", plain)
