"""The home of one archive: where everything lies, how a new one is made, how an existing one is found."""

import os
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from archiver.copying import sync_folder
from archiver.errors import ArchiverError


@dataclass(frozen=True, slots=True)
class Home:
    """The folders and files of one archive, under names that never change.

    `index` and `cache` are derived and may be deleted. `temporary` lies on the same file system as `originals`, so
    that a finished file moves there in one step.
    """

    root: Path

    @property
    def inbox(self) -> Path:
        """Where clerks drop files."""
        return self.root / "inbox"

    @property
    def originals(self) -> Path:
        """The files as they came in, by their hash; never changed."""
        return self.root / "originals"

    @property
    def set_aside(self) -> Path:
        """What could not be taken in, each file with a note beside it."""
        return self.root / "set-aside"

    @property
    def binders(self) -> Path:
        """The finished binders, unless another folder is asked for."""
        return self.root / "binders"

    @property
    def ledger(self) -> Path:
        """Facts and decisions."""
        return self.root / "ledger.db"

    @property
    def settings(self) -> Path:
        """The settings, for people to edit."""
        return self.root / "归档.toml"

    @property
    def standard(self) -> Path:
        """The assessment standard in force."""
        return self.root / "考评标准.toml"

    @property
    def beside(self) -> Path:
        """The standards beside the one in force, each in a file named by its mark."""
        return self.root / "standards-beside"

    @property
    def former_standards(self) -> Path:
        """The standards that were in force before, by the hash of their text."""
        return self.root / "former-standards"

    @property
    def index(self) -> Path:
        """The search index (derived)."""
        return self.root / "index"

    @property
    def cache(self) -> Path:
        """Unpacked models and typeset intermediates (derived)."""
        return self.root / "cache"

    @property
    def temporary(self) -> Path:
        """Files on their way; what a killed process left here may go."""
        return self.root / ".tmp"

    @property
    def lock(self) -> Path:
        """The lock of the one writing process."""
        return self.root / ".lock"


def create(root: Path, *, standard_text: str, fonds: str = "", fonds_name: str = "") -> Home:
    """Make the home of a new archive at `root`, all of it or nothing, and return it.

    The folder may exist and hold other files. Raises ArchiverError when it holds an archive, or a part of one.
    """
    from archiver.config import default_text  # noqa: PLC0415 - pydantic is slow to import

    home = Home(root.absolute())
    texts = {home.standard: standard_text, home.settings: default_text(fonds=fonds, fonds_name=fonds_name)}
    with _reported(root):
        _refuse_occupied(home, texts)
        _make(home, texts)
    return open_home(root)


def open_home(root: Path) -> Home:
    """Return the home at `root`, with those of its folders made again that may be empty.

    Raises ArchiverError when there is none, or when its originals are gone.
    """
    home = Home(root.absolute())
    if not home.ledger.is_file():
        raise ArchiverError(f"{root} 里没有归档。请先用 archiver init 建一个，或用 --home 指明已有归档所在的文件夹。")
    if not home.originals.is_dir():
        raise ArchiverError(f"{root} 的原件文件夹 originals 不见了。请把它放回原处，或从备份恢复。")
    with _reported(root):
        for folder in _refillable(home):
            folder.mkdir(exist_ok=True)
    return home


def _refuse_occupied(home: Home, texts: Mapping[Path, str]) -> None:
    """Raise ArchiverError when something of an archive lies there already.

    Empty folders, a filled inbox, and files that say exactly what would be written are no obstacle: a folder
    prepared by hand, or a making of this home that was killed.
    """
    if home.ledger.exists():
        raise ArchiverError(f"{home.root} 里已经有归档，没有改动。直接使用即可；要另建，请用 --home 指明别的文件夹。")
    left = [folder for folder in (home.originals, home.set_aside, home.binders) if _is_filled(folder)]
    left += [path for path, text in texts.items() if path.exists() and path.read_bytes() != text.encode()]
    if left:
        raise ArchiverError(
            f"{home.root} 里没有台账，却有归档的 {'、'.join(path.name for path in left)}，没有改动。"
            "若归档损坏，请从备份恢复；若要新建，请先移走它们，或用 --home 指明别的文件夹。"
        )


def _is_filled(folder: Path) -> bool:
    return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))


def _make(home: Home, texts: Mapping[Path, str]) -> None:
    """Make the home's pieces; what was made is removed again when one of them fails.

    The ledger comes last: where it is, the home is complete.
    """
    made: list[Path] = []
    try:
        for folder in (home.root, home.temporary):
            _add_folder(folder, made)
        with tempfile.TemporaryDirectory(prefix="new-", dir=home.temporary) as name:
            staging = Path(name)
            _stage(staging, texts, home.ledger.name)
            for folder in (home.originals, *_refillable(home)):
                _add_folder(folder, made)
            for path in (*texts, home.ledger):
                if not path.exists():
                    made.append(path)
                (staging / path.name).replace(path)
            sync_folder(home.root)
    except BaseException:
        for path in reversed(made):
            _remove(path)
        raise


def _stage(staging: Path, texts: Mapping[Path, str], ledger_name: str) -> None:
    from archiver.ledger.database import open_ledger  # noqa: PLC0415 - SQLAlchemy is slow to import

    for path, text in texts.items():
        with (staging / path.name).open("xb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
    # Closing the last connection brings everything from the write-ahead log into the one file that is moved.
    open_ledger(staging / ledger_name).dispose()


def _refillable(home: Home) -> tuple[Path, ...]:
    """Return the folders that may be found empty or missing without anything being lost."""
    return (home.inbox, home.set_aside, home.binders, home.index, home.cache, home.temporary)


def _add_folder(folder: Path, made: list[Path]) -> None:
    if folder.is_dir():
        return
    for parent in reversed(folder.parents):
        if not parent.exists():
            parent.mkdir()
            made.append(parent)
    folder.mkdir()
    made.append(folder)


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()


@contextmanager
def _reported(root: Path) -> Generator[None]:
    """Turn the system's refusal to write into advice for the operator."""
    try:
        yield
    except OSError as error:
        raise ArchiverError(
            f"归档文件夹 {root} 写不进去：{error.strerror or error}。请检查路径、文件夹权限和磁盘剩余空间。"
        ) from error
