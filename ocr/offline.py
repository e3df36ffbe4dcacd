"""Keeps the libraries of the engine from talking to anybody: papers of this archive are nobody else's business.

ONNX Runtime's official builds since 1.3x send usage events to Microsoft over HTTPS and keep a device identifier in
the user's home (Privacy.md in its package). It does so from native code, out of reach of Python's own sockets, and
decides when it is loaded; so this has to be called first.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_SETTINGS: Final[Mapping[str, str]] = {
    "ORT_DISABLE_TELEMETRY": "1",
    # PaddleX asks at start which model store answers.
    "PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK": "True",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}


def keep_offline(cache: Path) -> None:
    """Turn off what the engine's libraries would send or ask for, and let PaddleX keep its files below `cache`."""
    os.environ.update(_SETTINGS)
    os.environ.setdefault("PADDLE_PDX_CACHE_HOME", str(cache / "paddlex"))
