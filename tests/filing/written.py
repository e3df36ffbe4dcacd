"""Standards and records that the tests of filing are written with. All names are invented."""

from datetime import date
from functools import cache
from importlib import resources

from catalog.filing import ItemModel, prepare
from catalog.record import Description, Evidence, Place, Seen
from catalog.standard import Standard, parse
from ocr.page import Line, Page, Source


def sample_text() -> str:
    """Return the shipped sample standard as it lies in the package."""
    return resources.files("catalog").joinpath("standards/sample-county-2023.toml").read_text(encoding="utf-8")


@cache
def sample() -> Standard:
    """Return the shipped sample standard."""
    return parse(sample_text())[0]


@cache
def model() -> ItemModel:
    """Return the sample standard prepared for filing."""
    return prepare(sample())


def standard(*items: str, title: str = "试行标准") -> Standard:
    """Return a standard of items written as `编号|名称|内容|材料、材料`."""
    rows: list[str] = []
    for item in items:
        number, name, text, kinds = item.split("|")
        wanted = ", ".join(f'"{kind}"' for kind in kinds.split("、"))
        rows.append(
            f'[[chapter.item]]\nnumber = {number}\ntitle = "{name}"\ntext = "{text}"\nscore = 1\n'
            f'points = [{{ text = "{text}", score = 1, evidence = [{wanted}], per_year = true }}]\n'
        )
    head = (
        f'id = "x"\ntitle = "{title}"\nfull_score = {len(items)}\n'
        'years = [{ name = "2023", start = 2023-01-01, end = 2023-12-31 }]\n'
        f'[[chapter]]\nnumber = "一"\ntitle = "全部"\nscore = {len(items)}\n'
    )
    return parse(head + "".join(rows))[0]


def page(*lines: str, number: int = 1, source: Source = Source.DOCUMENT) -> Page:
    """Return a page with these lines."""
    return Page(number=number, width=595, height=842, source=source, lines=tuple(Line(text=line) for line in lines))


def evidence(  # noqa: PLR0913 - one blank for each thing that may be known of a record
    *lines: str,
    source_name: str = "扫描0001.jpg",
    title: str | None = None,
    issuer: str | None = None,
    kind: str | None = None,
    issued: date | None = None,
    more: tuple[Page, ...] = (),
    source: Source = Source.DOCUMENT,
) -> Evidence:
    """Return a record of one page (and `more`) with what was described of it; a title stands on its first line."""
    shown = (title, *lines) if title is not None else lines
    return Evidence(
        source_name=source_name,
        pages=(page(*shown, source=source), *more) if shown else more,
        description=Description(
            title=Seen(value=title, confidence=0.9, place=Place(page=1, line=0)) if title else None,
            issuers=(Seen(value=issuer, confidence=0.9),) if issuer else (),
            kind=Seen(value=kind, confidence=0.9) if kind else None,
            issue_date=Seen(value=issued, confidence=0.9) if issued else None,
        ),
    )
