"""The documentation says what the program does: every command, option and finding, and nothing that is gone."""

import re
from collections import Counter
from pathlib import Path

import click
import pytest

import archiver.cli
from archiver.cli import COMMANDS
from docs.refresh import every_kind

DOCS = Path(__file__).resolve().parents[2] / "docs"


def _page(command: str) -> str:
    return (DOCS / "commands" / f"{command}.md").read_text(encoding="utf-8")


def test_no_code_of_a_finding_is_used_twice() -> None:
    codes = Counter(kind.code for kind in every_kind())
    assert [code for code, count in codes.items() if count > 1] == []
    assert len(codes) > 60


def test_every_finding_has_its_line() -> None:
    lines = (DOCS / "findings.md").read_text(encoding="utf-8").splitlines()
    rows = {line.split("|")[1].strip(): line for line in lines if re.match(r"\| [A-Z]\d{3} ", line)}
    assert set(rows) == {kind.code for kind in every_kind()}
    for kind in every_kind():
        assert f"| {kind.severity} | {kind.template} |" in rows[kind.code], kind.code


def test_every_command_has_a_page_and_a_line_in_the_list() -> None:
    pages = {path.stem for path in (DOCS / "commands").glob("*.md")} - {"README"}
    assert pages == set(COMMANDS)
    listed = re.findall(r"\[`(\w+)`\]\(\1\.md\)", _page("README"))
    assert listed == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_page_names_the_options_of_its_command_and_no_others(name: str) -> None:
    command = archiver.cli.archiver.get_command(click.Context(archiver.cli.archiver), name)
    assert command is not None
    commands = [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
    options = {
        option for one in commands for parameter in one.params for option in parameter.opts if option.startswith("--")
    }
    named = set(re.findall(r"--[a-z-]+", _page(name))) - {"--home", "--help"}
    assert named == options
