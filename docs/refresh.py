"""Runs every `console` block of docs/commands on a fresh archive of the samples and writes what it really prints.

    python docs/refresh.py

The pages are taken in the order of docs/commands/README.md. A block of another kind is left as it is.
"""

import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).resolve().parent / "commands"
SAMPLES = DOCS.parent.parent / "samples"
BLOCK = re.compile(r"```console\n\$ (archiver [^\n]+)\n.*?```", re.DOTALL)
LINES_AT_MOST = 36


def main() -> None:
    """Rewrite the pages."""
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
