"""Spelling: what a recognition network makes of the picture of one line, character by character.

Drives one PaddleOCR recognition module: its loaded network and its characters. The last
step is done here, because PaddleOCR tells only the mean of how sure it is, and one doubtful character in a long line
does not show in that.
"""

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines import Picture

_HEIGHT: Final = 48
"""Pixels; the height of line that the networks were taught."""

_NARROWEST: Final = 16
_TAUGHT: Final = 320
"""Pixels; shorter lines are set on grey of this width, as when the networks were taught."""

_WIDEST: Final = 3200
"""Pixels; longer lines are narrowed, so that none takes without bounds."""

_GREY: Final = 127.5
"""Of 255; the level that is nothing to a network, white is 1 and black -1."""

_BLANK: Final = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """The characters of a line, how sure the network is of each (0 to 1), and where along the line each stands.

    Places run from 0 (the line's beginning) to 1.
    """

    text: str
    chances: tuple[float, ...]
    places: tuple[float, ...]

    @property
    def confidence(self) -> float:
        """The mean of how sure the characters are; 0 for an empty line."""
        return sum(self.chances) / len(self.chances) if self.chances else 0.0


class Speller:
    """Spells pictures of lines with one recognition module of PaddleOCR.

    `width` is how wide a character is shown to the network, as a share of its true width. Its time goes with the
    width of the picture, and Chinese characters, which are as wide as high, bear being narrowed.
    """

    def __init__(self, module: Any, width: float) -> None:  # noqa: ANN401 - PaddleOCR has no types
        """Take a loaded module."""
        predictor = module.paddlex_predictor
        self._network = predictor.runner
        self._characters: list[str] = predictor.post_op.character
        self._width = width

    def spell(self, line: Picture) -> Spelling:
        """Return what stands on the level picture of a line."""
        height, width = line.shape[:2]
        across = max(_NARROWEST, min(_WIDEST, round(_HEIGHT * width / height * self._width)))
        planes = cv2.dnn.blobFromImage(cv2.resize(line, (across, _HEIGHT)), 1 / _GREY, mean=(_GREY, _GREY, _GREY))
        if across < _TAUGHT:
            planes = np.pad(planes, ((0, 0), (0, 0), (0, 0), (0, _TAUGHT - across)))
        (chances,) = self._network(x=planes)
        return self._spelling(chances[0])

    def _spelling(self, chances: NDArray[np.float32]) -> Spelling:
        """Return the likeliest characters of (steps along the line) x (characters): repeats are one, blanks none."""
        likeliest = chances.argmax(axis=1)
        new = likeliest != _BLANK
        new[1:] &= likeliest[1:] != likeliest[:-1]
        steps = np.flatnonzero(new)
        found = [(int(step), int(likeliest[step])) for step in steps]
        return Spelling(
            text="".join(self._characters[character] for _, character in found),
            chances=tuple(float(chances[step, character]) for step, character in found),
            places=tuple((step + 0.5) / len(likeliest) for step, _ in found),
        )
