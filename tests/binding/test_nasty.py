"""Every odd and hostile file is either bound and proven, or a failure by name; none crashes or hangs the service."""

import shutil
import time
from pathlib import Path

import pytest

from archiver.binding.proving import verify
from archiver.binding.values import BindingSettings, Source
from archiver.binding.workshop import Workshop
from tests.binding.material import DOCX, bind_all, record
from tests.shared_data import shared_data

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".mpo": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".bmp": "image/bmp",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".docx": DOCX,
}
LIMIT_SECONDS = 60.0


@pytest.mark.slow
@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_every_file_is_bound_and_proven_or_named(suffix: str, tmp_path: Path) -> None:
    root = shared_data("nasty")
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.suffix.lower() == suffix)
    assert files
    settings = BindingSettings(record_seconds=LIMIT_SECONDS, system_fonts=False)
    bound = 0
    with Workshop() as shop:
        for number, path in enumerate(files, start=1):
            out = tmp_path / "binders"
            shutil.rmtree(out, ignore_errors=True)
            source = Source(path=path, media_type=MEDIA_TYPES[suffix])
            begun = time.monotonic()
            one = record(number, path.name, title=path.stem)
            result = bind_all(
                root, [one], out=out, settings=settings, prepare=shop.prepare, find=lambda _, source=source: source
            )
            assert time.monotonic() - begun < 2 * LIMIT_SECONDS, path
            if result.failures:
                assert {failure.record for failure in result.failures} == {one.id}, path
                assert result.manifest.binders == (), path
            else:
                bound += 1
                assert len(result.manifest.binders) == 1, path
                assert verify(out) == (), path
    assert bound > len(files) * 0.7
