"""The readers that are compared: this program, PaddleOCR as it comes, and Tesseract; each a function of one file.

All return the text and the processor seconds that it took. They run in processes of their own, whose memory is theirs.
"""

import os
import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageSequence

from ocr.documents import Limits, Recipe, inspect, read
from ocr.engines.choice import engine_for
from ocr.models import folders
from ocr.offline import keep_offline
from ocr.weights import DETECTION, RECOGNITION

Reader: TypeAlias = "Callable[[Path], Answer]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a reader made of a file.

    `networks` are the processor seconds that its neural networks alone need for the same pictures, 0 where that is
    not asked. `memory` is the most that the reader's process has held so far, in MB.
    """

    text: str
    seconds: float
    memory: float
    networks: float = 0.0


def ours(path: Path) -> Answer:
    """Return what this program reads, with the time of its networks run again on the pictures that they were given."""
    recipe = Recipe()
    engine_for(recipe)
    numbers = range(1, inspect(path, Limits()).pages + 1)
    watched = _watch()
    watched.clear()
    begun = time.process_time()
    text = "\n".join(one.page.text for one in read(path, numbers, recipe, Limits()))
    seconds = time.process_time() - begun
    memory = _peak(resource.RUSAGE_SELF)
    begun = time.process_time()
    for session, names, feeds in watched:
        session.run(names, feeds)
    return Answer(text=text, seconds=seconds, memory=memory, networks=time.process_time() - begun)


@cache
def _watch() -> list[tuple[Any, Sequence[str], dict[str, NDArray[np.float32]]]]:
    """Return a list that is filled with what every network of PaddleOCR in this process is given from now on."""
    from paddlex.inference.models.runners import ONNXRuntimeRunner  # noqa: PLC0415 - after the engine was built

    seen: list[tuple[Any, Sequence[str], dict[str, NDArray[np.float32]]]] = []
    call = cast("Any", ONNXRuntimeRunner.__call__)

    def watched(self: Any, x: Any = None, **more: Any) -> Any:  # noqa: ANN401 - PaddleX has no types
        session = self.session
        planes = x if isinstance(x, np.ndarray) else x[0]
        seen.append((session, [o.name for o in session.get_outputs()], {session.get_inputs()[0].name: planes}))
        return call(self, x, **more)

    ONNXRuntimeRunner.__call__ = watched
    return seen


def plain(path: Path) -> Answer:
    """Return what `PaddleOCR.predict` reads with PP-OCRv6 small and its defaults, one thread, lines as they come."""
    pipeline = _pipeline()
    frames = ImageSequence.Iterator(Image.open(path))
    begun = time.process_time()
    lines: list[str] = []
    for frame in frames:
        (result,) = pipeline.predict(np.ascontiguousarray(np.asarray(frame.convert("RGB"))[:, :, ::-1]))
        lines += result["rec_texts"]
    return Answer(text="\n".join(lines), seconds=time.process_time() - begun, memory=_peak(resource.RUSAGE_SELF))


@cache
def _pipeline() -> Any:  # noqa: ANN401 - PaddleOCR has no types
    models = folders()
    keep_offline(models.detection.parent)
    import paddleocr  # noqa: PLC0415 - the environment has to be set before

    return cast("Any", paddleocr).PaddleOCR(
        text_detection_model_name=DETECTION.model,
        text_detection_model_dir=str(models.detection),
        text_recognition_model_name=RECOGNITION.model,
        text_recognition_model_dir=str(models.recognition),
        use_doc_orientation_classify=False,
        use_doc_unwarping=False,
        use_textline_orientation=False,
        engine="onnxruntime",
        engine_config={"intra_op_num_threads": 1},
    )


def tesseract(path: Path, *, threads: int = 1) -> Answer:
    """Return what Tesseract reads with its simplified Chinese model; 0 threads is as it comes from Debian."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OMP_")}
    if threads:
        environment["OMP_THREAD_LIMIT"] = str(threads)
    begun = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = subprocess.run(
        ["tesseract", str(path), "-", "-l", "chi_sim"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=environment,
    )
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Answer(
        text=answer.stdout,
        seconds=ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime,
        memory=_peak(resource.RUSAGE_CHILDREN),
    )


def _peak(whose: int) -> float:
    """Return the most memory that processes have held, in MB."""
    return resource.getrusage(whose).ru_maxrss / 1024
