"""Founding an archive: a new home with the office's standard, or the shipped sample where none is given."""

from importlib import resources
from pathlib import Path

from archiver.archive import Archive, open_archive, read_standard
from archiver.errors import UsageError
from archiver.home import Home, create
from archiver.lock import hold
from catalog import standard as standards
from ocr.finding import Finding

SAMPLE = "sample-county-2023.toml"


def found(
    root: Path, *, standard: Path | None = None, fonds: str = "", fonds_name: str = ""
) -> tuple[Archive, tuple[Finding, ...]]:
    """Make the home and return it opened, with what does not add up in its standard."""
    text = _standard_text(standard)
    root.mkdir(parents=True, exist_ok=True)
    with hold(Home(root.absolute()), "init"):
        create(root, standard_text=text, fonds=fonds, fonds_name=fonds_name)
    archive = open_archive(root)
    return archive, standards.check(archive.standard)


def _standard_text(path: Path | None) -> str:
    if path is None:
        return (resources.files("catalog") / "standards" / SAMPLE).read_text(encoding="utf-8")
    if not path.is_file():
        raise UsageError(f"找不到标准文件 {path}。请核对文件名和所在的文件夹。")
    if path.suffix.lower() != ".toml":
        raise UsageError(f"考评标准目前只能从 .toml 文件读入，给的是 {path.name}。格式可参照示例标准。")
    read_standard(path)
    return path.read_text(encoding="utf-8")
