"""Messages as Outlook keeps them (.msg, [MS-OXMSG])."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta, timezone
from pathlib import Path
from typing import Final, TypeVar

from oxmsg import Message
from oxmsg.attachment import Attachment as Attached
from oxmsg.properties import Properties

from ocr import causes
from ocr.edge import decoding
from ocr.findings import DAMAGED
from ocr.hypertext import shown
from ocr.mail.headers import text_of, words
from ocr.mail.message import Attachment, Mail
from ocr.terms import Unreadable

KIND: Final = "Outlook 邮件"
_PEKING: Final = timezone(timedelta(hours=8))
_HTML: Final = 0x1013
_SHORT_NAME: Final = 0x3704
_CONTENT_ID: Final = 0x3712
"""PidTagAttachContentId: what the HTML calls a picture that stands in it."""

_DECORATION: Final = 20 * 1024
_RECIPIENTS: Final = (0x0E04, 0x0E03)
"""PidTagDisplayTo and PidTagDisplayCc."""

T = TypeVar("T")


def parsed(path: Path, *, with_text: bool = True) -> Mail:
    """Return a message. Unreadable when it is damaged."""
    with decoding(KIND):
        message = Message.load(str(path))
        body, certain = _body(message) if with_text else ("", True)
        attached = list(message.attachments)
        files = [one for place, each in enumerate(attached, 1) if (one := _file(each, place)) is not None]
        to, cc = (words(_text(message.properties, number)) for number in _RECIPIENTS)
        mail = Mail(
            subject=words(_asked(lambda: message.subject) or ""),
            sender=words(_asked(lambda: message.sender) or "").replace('"', ""),
            to=to,
            cc=cc,
            date=_date(message),
            body=body,
            attachments=tuple(files),
            unsure=not certain,
            unread=not body and _asked(lambda: message.properties.binary_prop_value(0x1009)) is not None,
            lost=len(attached) - len(files),
        )
        if not (mail.subject or mail.sender or mail.body or attached):
            raise Unreadable(DAMAGED.at(kind=KIND, reason=causes.BAD_DATA))
        return mail


def _asked(ask: Callable[[], T | None]) -> T | None:
    """Return what a property holds; None for one that is missing or damaged."""
    with suppress(Exception):  # a property that cannot be decoded must not cost the message
        return ask()
    return None


def _text(properties: Properties, number: int) -> str:
    """Return a property that is a text."""
    return _asked(lambda: properties.str_prop_value(number)) or ""


def _date(message: Message) -> str:
    at = _asked(lambda: message.sent_date)
    if at is None:
        return ""
    local = at.astimezone(_PEKING)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def _body(message: Message) -> tuple[str, bool]:
    """Return the text of a message, and whether its encoding is certain."""
    plain = (_asked(lambda: message.body) or "").replace("\r\n", "\n").strip()
    if plain:
        return plain, True
    stored = _asked(lambda: message.properties.binary_prop_value(_HTML))
    if stored:
        html, certain = text_of(stored, _asked(lambda: message.properties.body_encoding) or "")
        return shown(html)[0], certain
    return shown(_asked(lambda: message.html_body) or "")[0], True


def _file(attached: Attached, number: int) -> Attachment | None:
    """Return an attached file; None for one that is only referred to, or is an object inside the message."""
    content = _asked(lambda: attached.file_bytes)
    if content is None:
        return None
    name = _asked(lambda: attached.file_name) or _text(attached.properties, _SHORT_NAME)
    kind = _asked(lambda: attached.mime_type) or ""
    placed = bool(_text(attached.properties, _CONTENT_ID))
    inline = kind.startswith("image/") and len(content) < _DECORATION and placed
    return Attachment(name=words(name) or f"附件{number}", content=content, inline=inline)
