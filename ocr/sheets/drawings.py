"""What lies on a sheet and not in its cells: pictures and charts, which are counted, and the text of boxes."""

from dataclasses import dataclass

from ocr.markup import Element, text_within, within
from ocr.zipped import Package


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """How many pictures and charts lie on a sheet, and the paragraphs of its text boxes."""

    pictures: int
    texts: tuple[str, ...]


def drawn(package: Package, part: str) -> Drawn:
    """Return what a drawing part holds; nothing when there is none."""
    root = package.root(part)
    if root is None:
        return Drawn(pictures=0, texts=())
    return Drawn(
        pictures=sum(1 for _ in within(root, "pic", "graphicFrame")),
        texts=tuple(text for paragraph in _paragraphs(root) if (text := text_within(paragraph, "t").strip())),
    )


def _paragraphs(root: Element) -> list[Element]:
    return [paragraph for body in within(root, "txBody") for paragraph in within(body, "p")]
