"""Messages as pages: subject, header and text, with the names of what came with them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ocr.finding import Finding
from ocr.format_findings import ATTACHMENTS_LOST, MAIL_TOO_LARGE, MAIL_UNREAD, MAIL_UNSURE, SMALL_PICTURES
from ocr.kinds import MSG
from ocr.mail import internet, outlook
from ocr.mail.message import Mail
from ocr.page import Line
from ocr.terms import Limits, Unreadable
from ocr.written import Written, bounded, text_pages

_MEGABYTE: Final = 1024 * 1024
_MOST: Final = 200 * _MEGABYTE
"""Bytes of a message; it is held in memory several times over."""


def opened(path: Path, kind: str, *, with_text: bool = True) -> Mail:
    """Return the message in a file of this kind. Unreadable when it is damaged, encrypted or too large.

    Its text may cost minutes where it is hostile; whoever wants the attachments alone leaves it out.
    """
    size = path.stat().st_size
    if size > _MOST:
        raise Unreadable(MAIL_TOO_LARGE.at(found=-(-size // _MEGABYTE), limit=_MOST // _MEGABYTE))
    parsed = outlook.parsed if kind == MSG else internet.parsed
    return parsed(path, with_text=with_text)


def told(path: Path, kind: str, limits: Limits) -> Written:
    """Return a message by pages."""
    mail = opened(path, kind)
    lines = [Line(text=line.expandtabs(4).rstrip()) for line in _lines(mail)]
    return Written(pages=bounded(text_pages(lines), limits), findings=tuple(_remarks(mail)))


def _lines(mail: Mail) -> Iterator[str]:
    yield mail.subject or "（无主题）"
    yield ""
    names = "；".join(one.name for one in mail.files)
    for label, value in (
        ("发件人", mail.sender),
        ("收件人", mail.to),
        ("抄送", mail.cc),
        ("时间", mail.date),
        ("主题", mail.subject),
        ("附件", names),
    ):
        if value:
            yield f"{label}：{value}"
    yield ""
    yield from mail.body.split("\n")


def _remarks(mail: Mail) -> Iterator[Finding]:
    if mail.unsure:
        yield MAIL_UNSURE.at()
    if mail.unread:
        yield MAIL_UNREAD.at()
    small = len(mail.attachments) - len(mail.files)
    if small:
        yield SMALL_PICTURES.at(count=small)
    if mail.lost:
        yield ATTACHMENTS_LOST.at(count=mail.lost)
