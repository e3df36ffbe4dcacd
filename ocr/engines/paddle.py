"""The real engine: PaddleOCR with PP-OCRv6 on ONNX Runtime, from packaged weights, without a network.

PaddleOCR is not safe for threads and grows over thousands of pages; its owner keeps one per process and recycles
the process.
"""

import logging
import warnings
from typing import Any, cast

import numpy as np

from ocr.engines import Picture, Point, Reading
from ocr.models import DETECTION, RECOGNITION, folders
from ocr.offline import keep_offline
from ocr.terms import Recipe

_RECOGNITION_BATCH = 1
"""Lines recognised at once. Six cost 0.4 GB more and sixteen 1.2 GB, and neither is faster on a CPU."""

_SMALLEST_SIDE = 8
"""Pictures thinner than this hold no text, and the detector's resizing fails on some of them."""


class PaddleEngine:
    """Recognises Chinese and Latin print. Building one takes about three seconds."""

    def __init__(self, recipe: Recipe) -> None:
        """Load the models that the recipe names. ModelsMissing when the packaged weights are not there."""
        if recipe.model != "PP-OCRv6_small":
            raise ValueError(f"no weights are packaged for the model {recipe.model!r}")
        self._pipeline = _pipeline(recipe)

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        """Return the readings of a picture."""
        if min(picture.shape[:2]) < _SMALLEST_SIDE:
            return ()
        # PaddleOCR takes arrays as OpenCV keeps them: blue, green, red.
        reversed_channels = np.ascontiguousarray(picture[:, :, ::-1])
        (result,) = self._pipeline.predict(reversed_channels)
        rows = zip(result["rec_polys"], result["rec_texts"], result["rec_scores"], strict=True)
        return tuple(
            Reading(quad=_quad(polygon), text=str(text), confidence=float(score)) for polygon, text, score in rows
        )


def _quad(polygon: Any) -> tuple[Point, Point, Point, Point]:  # noqa: ANN401 - an array of an untyped library
    """Return PaddleOCR's four corners as plain numbers."""
    corners = [(float(x), float(y)) for x, y in polygon]
    return cast("tuple[Point, Point, Point, Point]", tuple(corners))


def _pipeline(recipe: Recipe) -> Any:  # noqa: ANN401 - PaddleOCR has no types
    """Return the loaded PaddleOCR object."""
    models = folders(recipe.model_cache)
    keep_offline(models.detection.parent)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import paddleocr  # type: ignore[import-untyped]  # noqa: PLC0415 - the environment has to be set before

        logging.getLogger("paddlex").setLevel(logging.ERROR)
        return cast("Any", paddleocr).PaddleOCR(
            text_detection_model_name=DETECTION.model,
            text_detection_model_dir=str(models.detection),
            text_recognition_model_name=RECOGNITION.model,
            text_recognition_model_dir=str(models.recognition),
            text_recognition_batch_size=_RECOGNITION_BATCH,
            use_doc_orientation_classify=False,
            use_doc_unwarping=False,
            use_textline_orientation=False,
            engine="onnxruntime",
            engine_config={"intra_op_num_threads": recipe.threads},
            text_det_limit_side_len=recipe.detection_side,
            text_det_limit_type="max",
        )
