"""The folders that PaddleOCR wants its models in, made once from the packaged weights.

PaddleOCR takes a model as a folder with `inference.onnx` and `inference.yml`; those are made once in a cache folder.
The weights are copied there, not linked: an upgrade of the package in place must not change a model under a running
worker, and a link does not survive the border of a file system.
"""

import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from ocr.offline import keep_offline
from ocr.weights import (
    DETECTION,
    ORIENTATION,
    QUICK_RECOGNITION,
    RECOGNITION,
    ModelsMissing,
    Weights,
    content,
    installed,
    sha256,
)

_LAYOUT: Final = "2"
"""Part of the cache folder's name; raise it when the written settings change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelStatus:
    """Whether the models can be used; `problem` says in Chinese what is wrong and what to do, else it is empty."""

    name: str
    present: bool
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFolders:
    """The folders that PaddleOCR is given: to find lines, to read them quickly, and to read them carefully."""

    detection: Path
    quick_recognition: Path
    recognition: Path


def probe() -> ModelStatus:
    """Return whether the weights are installed and unchanged. Hashes 42 MB, loads nothing."""
    try:
        for weights in (DETECTION, RECOGNITION, QUICK_RECOGNITION, ORIENTATION):
            installed(weights)
    except ModelsMissing as missing:
        return ModelStatus(name="PP-OCRv6", present=False, problem=str(missing))
    return ModelStatus(name="PP-OCRv6", present=True)


def folders(cache: Path | None = None) -> ModelFolders:
    """Return the model folders below `cache` (or the user's cache), making what is not there yet.

    Two processes may do so at once: each builds in a folder of its own and renames it; who comes second keeps what
    the first made. ModelsMissing when the weights are absent or others than the pinned ones.
    """
    root = cache or _user_cache()
    return ModelFolders(
        detection=_folder(root, DETECTION),
        quick_recognition=_folder(root, QUICK_RECOGNITION),
        recognition=_folder(root, RECOGNITION),
    )


def _folder(root: Path, weights: Weights) -> Path:
    """Return the finished folder of one model, whose weights have just been checked."""
    folder = root / f"{weights.model}-{weights.sha256[:12]}-{_LAYOUT}"
    if not (folder / "inference.yml").is_file():
        _make(folder, weights)
    if sha256(folder / "inference.onnx") != weights.sha256:
        shutil.rmtree(folder)
        _make(folder, weights)
    return folder


def _make(folder: Path, weights: Weights) -> None:
    """Build a model folder under a temporary name beside its place, and rename it there."""
    source = installed(weights)
    folder.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    try:
        shutil.copyfile(source, building / "inference.onnx")
        keep_offline(folder.parent)
        settings = _recognition_settings(weights) if weights.characters else _detection_settings()
        # JSON is YAML too, and is read back exactly whatever character stands in the dictionary.
        (building / "inference.yml").write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
        try:
            building.rename(folder)
        except OSError:
            if not (folder / "inference.yml").is_file():
                raise
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _detection_settings() -> dict[str, Any]:
    """Return what PaddleOCR's own detection model folder says of the network's input and output."""
    return {
        "Global": {"model_name": DETECTION.model},
        "PreProcess": {
            "transform_ops": [
                {"DetResizeForTest": None},
                {
                    "NormalizeImage": {
                        "mean": [0.485, 0.456, 0.406],
                        "std": [0.229, 0.224, 0.225],
                        "scale": "1./255.",
                        "order": "hwc",
                    }
                },
                {"ToCHWImage": None},
            ]
        },
        "PostProcess": {
            "name": "DBPostProcess",
            "thresh": 0.3,
            "box_thresh": 0.6,
            "max_candidates": 1000,
            "unclip_ratio": 1.5,
        },
    }


def _recognition_settings(weights: Weights) -> dict[str, Any]:
    """Return the settings of recognition: pictures of lines at their own width, and the characters it knows."""
    characters = _characters(weights)
    if len(characters) != weights.characters:
        raise ModelsMissing(
            f"识别模型的字典有 {len(characters)} 行，应为 {weights.characters} 行。请重新运行 make setup。"
        )
    return {
        "Global": {"model_name": weights.model},
        "PreProcess": {"transform_ops": [{"RecResizeImg": {"image_shape": [3, 48, 32]}}]},
        "PostProcess": {"name": "CTCLabelDecode", "character_dict": characters},
    }


def _characters(weights: Weights) -> list[str]:
    """Return the characters that recognition knows, in the order of the network's outputs."""
    if weights.dictionary is not None:
        return content(weights.dictionary).decode("utf-8").replace("\r\n", "\n").removesuffix("\n").split("\n")
    import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415 - a command that only probes must not load it

    source = str(installed(weights))
    session: Any = cast("Any", onnxruntime).InferenceSession(source, providers=["CPUExecutionProvider"])
    known: str = session.get_modelmeta().custom_metadata_map["character"]
    return known.split("\n")


def _user_cache() -> Path:
    """Return the user's cache folder for this program, or one of the user's own below the temporary folder."""
    stated = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    try:
        cache = (Path(stated) if stated else Path.home() / ".cache") / "guidang" / "models"
        cache.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return Path(tempfile.mkdtemp(prefix="guidang-models-"))
    return cache if os.access(cache, os.W_OK) else Path(tempfile.mkdtemp(prefix="guidang-models-"))
