"""Runs every `console` block of docs/commands on a fresh archive of the samples and writes what it really prints.

    python docs/refresh.py [--findings]     with --findings: only docs/findings.md, from the message tables

The pages are taken in the order of docs/commands/README.md. A block of another kind is left as it is.
"""

import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from itertools import groupby
from pathlib import Path

import archiver
import catalog
import index
import ocr
from ocr.finding import Kind

DOCS = Path(__file__).resolve().parent / "commands"
SAMPLES = DOCS.parent.parent / "samples"
BLOCK = re.compile(r"```console\n\$ (archiver [^\n]+)\n.*?```", re.DOTALL)
LINES_AT_MOST = 36


GROUPS = {
    "B": "装订（binding）",
    "D": "著录（describing）",
    "F": "归类（filing）",
    "I": "收件（intake）",
    "K": "运行与核对（running, checks）",
    "R": "识别（reading）",
    "S": "考评标准（standard）",
}


def main() -> None:
    """Rewrite the pages."""
    findings = DOCS.parent / "findings.md"
    text = findings.read_text(encoding="utf-8")
    findings.write_text(text.partition("\n## ")[0] + "".join(_tables()), encoding="utf-8")
    if "--findings" not in sys.argv:
        _commands()


def _tables() -> Iterator[str]:
    """Yield a heading and a table for each letter that codes begin with."""
    for letter, kinds in groupby(every_kind(), key=lambda kind: kind.code[0]):
        yield f"\n## {letter}：{GROUPS[letter]}\n\n| 代码 | 级别 | 说什么、怎么办 |\n| --- | --- | --- |\n"
        yield from (f"| {kind.code} | {kind.severity} | {kind.template} |\n" for kind in kinds)


def every_kind() -> list[Kind]:
    """Return every kind of finding that a message table of ours defines, by code."""
    names = [
        module.name
        for package in (archiver, catalog, index, ocr)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if "findings" in module.name
    ]
    values = [value for name in names for value in vars(import_module(name)).values() if isinstance(value, Kind)]
    return sorted({id(kind): kind for kind in values}.values(), key=lambda kind: kind.code)


def _commands() -> None:
    names = re.findall(r"\]\((\w+)\.md\)", (DOCS / "README.md").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        shutil.copytree(SAMPLES / "inbox", desk / "samples" / "inbox")
        for name in names:
            page = DOCS / f"{name}.md"
            text = page.read_text(encoding="utf-8")
            if name == "run":
                shutil.copytree(SAMPLES / "inbox", desk / "归档" / "inbox", dirs_exist_ok=True)
            page.write_text(BLOCK.sub(lambda block: _answer(block[1], desk), text), encoding="utf-8")


def _answer(words: str, desk: Path) -> str:
    """Return the block with what the command prints now."""
    print(words)
    command = [sys.executable, "-m", "archiver", *shlex.split(words)[1:]]
    done = subprocess.run(command, cwd=desk, capture_output=True, check=False)
    lines = [line.rstrip() for line in done.stdout.decode().replace(str(desk), "").splitlines()]
    if len(lines) > LINES_AT_MOST:
        lines = [*lines[:LINES_AT_MOST], f"……（其余 {len(lines) - LINES_AT_MOST} 行从略）"]
    body = "\n".join(lines).strip("\n")
    return f"```console\n$ {words}\n{body}\n```"


if __name__ == "__main__":
    main()
