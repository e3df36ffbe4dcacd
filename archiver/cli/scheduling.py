"""The option that names a cluster, which all commands that read pages have in common."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def _checked(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    from archiver.config import SCHEDULER
    from archiver.errors import UsageError

    if value is not None and not re.fullmatch(SCHEDULER, value):
        raise UsageError(f"--scheduler 应形如 tcp://192.168.1.10:8786，现为 {value}。")
    return value


def scheduler_option(command: F) -> F:
    """Give a command the option `--scheduler`; None when it is left out, and the settings decide."""
    return click.option(
        "--scheduler",
        metavar="地址",
        callback=_checked,
        help="由这个识别集群（Dask）识别，如 tcp://192.168.1.10:8786；不写则按设置 reading.scheduler。",
    )(command)
