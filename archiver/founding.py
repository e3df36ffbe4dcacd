"""Founding an archive: a new home with the office's standard, or the shipped sample where none is given."""

from importlib import resources
from pathlib import Path

from archiver.archive import Archive, open_archive
from archiver.errors import UsageError
from archiver.home import Home, create
from archiver.lock import hold
from archiver.standards import files
from ocr.finding import Finding

SAMPLE = "sample-county-2023.toml"


def found(
    root: Path, *, standard: Path | None = None, years: str = "", fonds: str = "", fonds_name: str = ""
) -> tuple[Archive, tuple[Finding, ...]]:
    """Make the home and return it opened, with what does not add up in its standard.

    `years` are the evidence years as a person writes them, for a table that does not state them.
    """
    text, findings = _standard_text(standard, years)
    root.mkdir(parents=True, exist_ok=True)
    with hold(Home(root.absolute()), "init"):
        create(root, standard_text=text, fonds=fonds, fonds_name=fonds_name)
    return open_archive(root), findings


def _standard_text(path: Path | None, years: str) -> tuple[str, tuple[Finding, ...]]:
    if path is None:
        return (resources.files("catalog") / "standards" / SAMPLE).read_text(encoding="utf-8"), ()
    if not path.is_file():
        raise UsageError(f"找不到标准文件 {path}。请核对文件名和所在的文件夹。")
    understood = files.read(path, years=files.parse_years(years))
    return understood.text, understood.findings
