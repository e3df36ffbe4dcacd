"""The built wheel works on its own: in another environment and folder, without the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.commands.conftest import NOTICE, write_docx

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own that borrows only the dependencies."""
    place = tmp_path_factory.mktemp("venv")
    venv.create(place, with_pip=False)
    binaries = place / ("Scripts" if os.name == "nt" else "bin")
    install = [sys.executable, "-m", "pip", "--python", str(binaries / "python"), "install", "--no-deps", "--no-index"]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    (site,) = place.rglob("site-packages")
    # A plain path: the .pth files inside it, the checkout's own among them, are not followed.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return binaries / "archiver"


def test_the_wheel_holds_code_templates_standards_and_samples_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"archiver", "catalog", "index", "ocr"}
    for wanted in (
        "archiver/_shipped/templates/cover.typ",
        "archiver/_shipped/samples/truth.json",
        "archiver/locale/zh_CN/LC_MESSAGES/messages.mo",
        "catalog/standards/sample-county-2023.toml",
    ):
        assert wanted in names
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests/")]


def test_the_installed_program_takes_a_file_in_and_binds_it(program: Path, tmp_path: Path) -> None:
    write_docx(tmp_path / "来件" / "八一慰问通知.docx", NOTICE)

    def run(*words: str) -> str:
        done = subprocess.run(
            [str(program), *words], cwd=tmp_path, check=False, capture_output=True, text=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("init")
    run("add", "来件")
    (record,) = json.loads(run("records", "--json"))
    assert record["title"] == NOTICE[2]
    run("bind")
    assert (tmp_path / "归档" / "binders" / "catalogue.pdf").exists()


def test_the_program_runs_from_the_wheel_and_not_from_the_checkout(program: Path) -> None:
    python = program.with_name("python")
    asked = "import archiver, catalog, index, ocr; print(*(m.__file__ for m in (archiver, catalog, index, ocr)))"
    done = subprocess.run([str(python), "-c", asked], cwd="/", check=True, capture_output=True, text=True)
    assert all("site-packages" in path for path in done.stdout.split())
    assert str(ROOT / "archiver") not in done.stdout
