"""Orientation: which way up a page lies, as a small network sees it (PP-LCNet, classes 0, 90, 180, 270).

The network is seldom wrong about a level page with text and says so when a page is sparse; what it says is a guess
that `turning` proves before a page is turned. One session is kept per process.
"""

from dataclasses import dataclass
from typing import Any, Final, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.preparing.draft import Grey
from ocr.weights import ORIENTATION, content

_SIDE: Final = 224
_SHORT: Final = 256
_MEAN: Final = np.array([0.485, 0.456, 0.406], np.float32)
_DEVIATION: Final = np.array([0.229, 0.224, 0.225], np.float32)
_SURE: Final = 0.85
"""The network gives at most about 0.93; on pages of text both views of it are above 0.9."""

_kept: list[Any] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """How a page probably came: turned clockwise by so many quarters; the likeliest first, all four.

    `sure` says that two views of the page agree on the first.
    """

    turns: tuple[int, ...]
    sure: bool


def guess(grey: Grey) -> Guess:
    """Return the guess for a level page."""
    middle, whole = (_chances(view) for view in (_middle(grey), _whole(grey)))
    first = int(middle.argmax())
    sure = first == int(whole.argmax()) and min(float(middle.max()), float(whole.max())) >= _SURE
    return Guess(turns=tuple(int(turn) for turn in np.argsort(-(middle + whole), kind="stable")), sure=sure)


def _middle(grey: Grey) -> Grey:
    """Return the middle of the page, its shorter edge scaled as the network was taught."""
    scale = _SHORT / min(grey.shape)
    size = (max(_SHORT, round(grey.shape[1] * scale)), max(_SHORT, round(grey.shape[0] * scale)))
    small = cast("Grey", cv2.resize(grey, size, interpolation=cv2.INTER_AREA))
    left, top = (size[0] - _SIDE) // 2, (size[1] - _SIDE) // 2
    return small[top : top + _SIDE, left : left + _SIDE]


def _whole(grey: Grey) -> Grey:
    """Return the whole page pressed into a square."""
    return cast("Grey", cv2.resize(grey, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA))


def _chances(view: Grey) -> NDArray[np.float32]:
    """Return the chance of each number of quarter turns."""
    colours = np.repeat(view[:, :, np.newaxis], 3, axis=2).astype(np.float32) / 255.0
    planes = ((colours - _MEAN) / _DEVIATION).transpose(2, 0, 1)[np.newaxis]
    session = _session()
    (chances,) = session.run(None, {session.get_inputs()[0].name: np.ascontiguousarray(planes)})
    return cast("NDArray[np.float32]", chances[0])


def _session() -> Any:  # noqa: ANN401 - ONNX Runtime has no types
    """Return this process's session. ModelsMissing when the packaged weights are not there."""
    if not _kept:
        import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415 - only pages with pictures need it

        options = cast("Any", onnxruntime).SessionOptions()
        options.intra_op_num_threads = 1
        weights = content(ORIENTATION)
        _kept.append(cast("Any", onnxruntime).InferenceSession(weights, options, providers=["CPUExecutionProvider"]))
    return _kept[0]
