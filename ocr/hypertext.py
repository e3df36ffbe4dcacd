"""The text of HTML: what it shows, block by block, with nothing fetched and nothing run."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Final

_UNSEEN: Final = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "object", "select"})
_VOID: Final = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "base", "wbr", "area", "source", "embed"})
_BLOCKS: Final = frozenset(
    {
        *("p", "div", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"),
        *(
            "section",
            "article",
            "header",
            "footer",
            "form",
            "dl",
            "dt",
            "dd",
            "body",
            "html",
            "center",
            "hr",
            "caption",
        ),
    }
)
_CELLS: Final = frozenset({"td", "th"})
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACE: Final = re.compile(r"[ \t\r\n\f\v]+")
_DEEPEST: Final = 2000


class _Reader(HTMLParser):
    """Collects lines; a cell is parted from the one before it by a tab."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.pictures = 0
        self._open: list[tuple[str, bool]] = []
        self._counts: Counter[str] = Counter()
        self._kept = 0

    @property
    def _hidden(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line or a cell where the element does."""
        given = dict(attrs)
        hides = tag in _UNSEEN or "hidden" in given or _HIDDEN.search(given.get("style") or "") is not None
        if tag == "img":
            self.pictures += not self._hidden and not hides
        if tag == "br" and not self._hidden:
            self.lines.append("")
        elif tag in _BLOCKS:
            self._break()
        elif tag in _CELLS and self.lines[-1] and not self._hidden:
            self.lines[-1] = self.lines[-1].rstrip(" ") + "\t"
        if tag == "pre":
            self._kept += 1
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append((tag, self._hidden or hides))
            self._counts[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        """End an element, and with it those inside that were left open."""
        if tag == "pre":
            self._kept = max(0, self._kept - 1)
        if tag in _BLOCKS:
            self._break()
        while self._counts[tag]:
            last = self._open.pop()[0]
            self._counts[last] -= 1
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        """Add text to the line."""
        if self._hidden:
            return
        if self._kept:
            first, *rest = data.split("\n")
            self.lines[-1] += first
            self.lines.extend(rest)
            return
        text = _SPACE.sub(" ", data)
        self.lines[-1] += text.lstrip(" ") if not self.lines[-1] or self.lines[-1][-1:] in {" ", "\t"} else text

    def _break(self) -> None:
        if self.lines[-1].strip() and not self._hidden:
            self.lines.append("")


def shown(html: str) -> tuple[str, int]:
    """Return the text that a page of HTML shows, in lines, and how many pictures it places."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (line.replace("\xa0", " ").strip(" ") for line in reader.lines)
    return "\n".join(line for line in lines if line.strip()), reader.pictures
