"""Says in Chinese what is wrong with a settings file, and in which line."""

import difflib
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

log = logging.getLogger(__name__)

_HEADER = re.compile(r"\s*\[\[?\s*(?P<name>[^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*(?P<name>(?:\"[^\"]*\"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:\"[^\"]*\"|'[^']*'|[\w-]+))*)\s*=")
_PLACE = re.compile(r"\(at line (?P<line>\d+), column \d+\)")
_FULL_WIDTH = "“”‘’＂＇＝，。．［］＃"

_EXPECTED: Mapping[str, str] = {
    "int_type": "应为整数",
    "int_from_float": "应为整数",
    "float_type": "应为数字",
    "string_type": "应为英文引号里的文字",
    "string_pattern_mismatch": "应形如 tcp://192.168.1.10:8786，或空引号",
    "date_type": "应为形如 2023-08-01 的日期，或空引号",
    "greater_than_equal": "应不小于 {ge}",
    "less_than_equal": "应不大于 {le}",
    "literal_error": "应为 {expected}",
    "model_type": "应为一节，写作 [{name}]",
    "value_error": "{error}",
}


def find_line(text: str, loc: tuple[int | str, ...]) -> int | None:
    """Return the line (from 1) of the key that a path such as ("limits", "pages") names.

    A key that stands in no line of its own (inside an inline table, or not written) is sought by its section.
    """
    lines = _key_lines(text)
    path = tuple(str(part) for part in loc)
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def describe(fault: ErrorDetails, model: type[BaseModel]) -> str:
    """Return what is wrong with one key: its name, what is expected, what was found."""
    name = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f"没有名为 {name} 的设置。{_alike(fault['loc'], model)}"
    details = {"name": name, **fault.get("ctx", {})}
    log.debug("%s: %s", name, fault["msg"])
    expected = _EXPECTED.get(fault["type"], "写法不对").format(**details).replace(" or ", " 或 ")
    return f"{name} {expected}{_found(fault['input'])}。"


def syntax_fault(path: Path, text: str, message: str) -> str:
    """Return what to tell of a file that is no TOML; `message` is the parser's, which names the place."""
    log.debug("%s: %s", path, message)
    lines = text.splitlines() or [""]
    place = _PLACE.search(message)
    line = min(int(place["line"]), len(lines)) if place else len(lines)
    written = lines[line - 1].strip()
    wide = sorted({character for character in written if character in _FULL_WIDTH})
    if wide:
        advice = f"其中 {' '.join(wide)} 是中文符号，应换成英文符号。"
    elif message.startswith("Cannot"):
        advice = "同一项或同一节写了两次，请删去一处。"
    elif place is None:
        advice = "到文件结尾引号或括号仍没有配对。"
    else:
        advice = "应写成 名称 = 值，文字加英文引号。"
    return f"设置文件 {path} 第 {line} 行写法不对：{written}\n{advice}"


def _found(value: object) -> str:
    """Return what stands in the file, as it is written there; nothing for a whole section."""
    match value:
        case dict() | list():
            return ""
        case bool():
            return f"，现为 {str(value).lower()}"
        case str():
            return f'，现为 "{value}"'
        case _:
            return f"，现为 {value}"


def _key_lines(text: str) -> dict[tuple[str, ...], int]:
    lines: dict[tuple[str, ...], int] = {}
    section: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            section = _parts(header["name"])
            lines.setdefault(section, number)
        elif key := _KEY.match(line):
            lines.setdefault(section + _parts(key["name"]), number)
    return lines


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in name.split("."))


def _alike(loc: tuple[int | str, ...], model: type[BaseModel]) -> str:
    """Return advice for an unknown key: the nearest of those there are, else all of them."""
    names = _names(loc[:-1], model)
    near = difflib.get_close_matches(str(loc[-1]), names, n=1)
    return f"是不是 {near[0]}？" if near else f"这里可用的有：{'、'.join(names)}。"


def _names(loc: tuple[int | str, ...], model: type[BaseModel]) -> tuple[str, ...]:
    inner: Any = model
    for part in loc:
        inner = inner.model_fields[str(part)].annotation
    return tuple(inner.model_fields)
