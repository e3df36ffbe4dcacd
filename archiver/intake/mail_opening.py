"""Takes the attachments out of a message into a workspace, as members are taken out of a zip archive.

The message itself stays a record of its own; what it cannot give is told of by name.
"""

import zlib
from collections import Counter
from pathlib import Path
from typing import Final

from archiver.intake import findings as kinds
from archiver.intake import ignoring, source_names
from archiver.intake.inbox import tally
from archiver.intake.unpacking import Member, Unpacked, safe_suffix, unique
from archiver.intake.zip_admission import MEBI, Limits, too_many
from ocr.kinds import EML, MSG
from ocr.mail.document import opened
from ocr.mail.message import Attachment
from ocr.terms import Unreadable

Mark = tuple[int, int]
"""A file's length and CRC-32."""

MAILS: Final = frozenset({EML, MSG})


def _files(mail: Path, media_type: str, *, small: bool) -> tuple[Attachment, ...]:
    """Return the files that came with a message, with the small pictures in its text or without."""
    message = opened(mail, media_type, with_text=False)
    return message.attachments if small else message.files


def marks(mail: Path, media_type: str) -> frozenset[Mark]:
    """Return the marks of all that came with a message; none for one that cannot be read."""
    try:
        return frozenset((len(one.content), zlib.crc32(one.content)) for one in _files(mail, media_type, small=True))
    except Unreadable:
        return frozenset()


def take_out(mail: Path, media_type: str, into: Path, *, name: str, limits: Limits) -> Unpacked:
    """Write the attachments of the message called `name` into the empty folder `into` and return what came out.

    Nothing comes out of a message that cannot be read; reading it says why. Raises OSError when the workspace cannot
    be written to.
    """
    try:
        files = _files(mail, media_type, small=False)
    except Unreadable:
        return Unpacked()
    total = sum(len(one.content) for one in files)
    if len(files) > limits.members:
        return Unpacked(stopped=too_many(name, f"{len(files)} 个", limits))
    if total > limits.total_bytes:
        found, expected = f"{total // MEBI} MB", f"{limits.total_bytes // MEBI} MB"
        return Unpacked(stopped=kinds.ZIP_TOO_LARGE.at(name=name, found=found, expected=expected))
    members: list[Member] = []
    ignored: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for number, one in enumerate(files, 1):
        # A name may pretend to be a path; its last part is the name.
        clean = source_names.clean(one.name.replace("\\", "/").rpartition("/")[2])
        reason = ignoring.reason(clean)
        if reason:
            ignored[reason] += 1
            continue
        path = into / f"{number:06d}{safe_suffix(clean)}"
        path.write_bytes(one.content)
        members.append(Member(path=path, name=unique(clean, taken)))
    return Unpacked(members=tuple(members), ignored=tally(ignored))
