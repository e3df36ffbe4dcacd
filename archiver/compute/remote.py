"""A Dask cluster of other machines: a scheduler that somebody started, known by its address."""

import logging
import pkgutil
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final

import distributed

from archiver.compute import chores
from archiver.compute.quiet import keep_quiet
from archiver.errors import ArchiverError

log = logging.getLogger(__name__)

_CONNECT_SECONDS: Final = 10


@contextmanager
def named_cluster(address: str) -> Generator[Any]:
    """Yield a Dask client of the scheduler at `address` (tcp://host:port, or tls:// with Dask's own settings).

    Raises ArchiverError when it does not answer.
    """
    dask: Any = distributed  # it has no types to speak of
    keep_quiet()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of other versions, which are looked at worker by worker
            client = dask.Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except Exception as error:  # Dask lets the errors of sockets, TLS and its settings through
        log.info("%s: %r", address, error)
        raise ArchiverError(
            f"连不上识别集群 {address}。请核对地址，看看调度程序（dask scheduler）是否在运行、防火墙是否放行。"
        ) from error
    with client:
        _check_scheduler(client, address)
        yield client


def _check_scheduler(client: Any, address: str) -> None:  # noqa: ANN401 - Dask's
    """Raise ArchiverError when the scheduler runs with another program: it loads what it passes on."""
    try:
        found = client.run_on_scheduler(pkgutil.resolve_name, f"{chores.__name__}:LIKENESS")
    except Exception as error:  # noqa: BLE001 - whatever is not there
        log.info("%s: %r", address, error)
        found = f"没有安装或装不全（{type(error).__name__}）"
    if found != chores.LIKENESS:
        raise ArchiverError(
            f"调度程序 {address} 上的识别程序是 {found}，应为 {chores.LIKENESS}。"
            "请在那台电脑上安装同一版本，重新启动 dask scheduler。"
        )
