"""OFD files made on the spot, of the parts that a test needs and no others."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

SPACE = "http://www.ofdspec.org/2016"


def text(
    content: str,
    place: str = "20 20 100 10",
    attributes: str = 'Font="1" Size="5"',
    code: str = "",
    before: str = "",
) -> str:
    """Return a text object; `code` adds attributes to its TextCode, `before` what stands in front of that."""
    given = code or f'DeltaX="g {max(1, len(content) - 1)} 5"'
    return (
        f'<ofd:TextObject ID="9" Boundary="{place}" {attributes}>{before}'
        f'<ofd:TextCode X="0" Y="5" {given}>{content}</ofd:TextCode></ofd:TextObject>'
    )


def layer(*objects: str, attributes: str = "") -> str:
    """Return a layer of objects."""
    return f'<ofd:Layer ID="2" {attributes}>{"".join(objects)}</ofd:Layer>'


def page(*layers: str, before: str = "", box: str = "") -> str:
    """Return the content of a page of these layers; `before` stands in front of them."""
    area = f"<ofd:Area><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:Area>" if box else ""
    return f"{area}{before}<ofd:Content>{''.join(layers)}</ofd:Content>"


def ofd(  # noqa: PLR0913 - every test needs another part
    path: Path,
    *pages: str,
    common: str = "",
    after_pages: str = "",
    resources: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    body: str = "",
    space: str = SPACE,
) -> Path:
    """Write an OFD file with these pages.

    `common`, `after_pages`, `resources` and `body` add to the document's common data, the document, its public
    resources and the file's body; `parts` are further parts by name.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:

        def write(name: str, root: str, content: str) -> None:
            archive.writestr(name, f'<?xml version="1.0"?><ofd:{root} xmlns:ofd="{space}">{content}</ofd:{root}>')

        write("OFD.xml", "OFD", f"<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}</ofd:DocBody>")
        listed = "".join(f'<ofd:Page ID="{100 + at}" BaseLoc="Pages/P{at}.xml"/>' for at in range(len(pages)))
        write(
            "Doc_0/Document.xml",
            "Document",
            "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{common}</ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages>{after_pages}",
        )
        fonts = '<ofd:Fonts><ofd:Font ID="1" FontName="宋体"/></ofd:Fonts>'
        write("Doc_0/PublicRes.xml", "Res", fonts + resources)
        for at, content in enumerate(pages):
            write(f"Doc_0/Pages/P{at}.xml", "Page", content)
        for name, content in (parts or {}).items():
            if isinstance(content, bytes):
                archive.writestr(name, content)
            else:
                write(name, *content.split("|", 1))
    return path
