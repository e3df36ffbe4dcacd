"""Messages as they travel (.eml, RFC 5322 and MIME)."""

import email
import mimetypes
from collections.abc import Iterator
from email.message import Message
from email.policy import Compat32
from pathlib import Path
from typing import Any, Final, cast

from ocr.edge import decoding
from ocr.findings import PASSWORD
from ocr.format_findings import TOO_MANY_PARTS
from ocr.hypertext import shown
from ocr.mail.headers import moment, parameter, text_of, words
from ocr.mail.message import Attachment, Mail
from ocr.terms import Unreadable

KIND: Final = "邮件"
_MOST_PARTS: Final = 2000
_DECORATION: Final = 20 * 1024
"""Bytes: a picture in the text that is smaller is a logo or a rule."""

_SIGNATURES: Final = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
)
_SCAFFOLD: Final = ("/css", "/javascript", "/x-javascript", "/ecmascript")
"""What a saved web page brings along to be shown by."""

_LOCKED: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"})


class _AsStored(Compat32):
    """Gives headers as they are stored: the usual policy loses the bytes that no header may hold."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return the value."""
        del name
        return value


def parsed(path: Path, *, with_text: bool = True) -> Mail:
    """Return a message. Unreadable when it is damaged or encrypted."""
    with decoding(KIND):
        # The newer policies of `email` raise at headers that real programs write; this one gives them as they are.
        message = email.message_from_bytes(path.read_bytes(), policy=_AsStored())
        if message.get_content_type() in _LOCKED and "signed" not in str(message.get_param("smime-type") or ""):
            raise Unreadable(PASSWORD.at(kind=KIND))
        return _mail(message, with_text=with_text)


def _mail(message: Message, *, with_text: bool) -> Mail:
    texts: list[tuple[str, str]] = []
    attachments: list[Attachment] = []
    certain = True
    for place, part in enumerate(_parts(message)):
        if place > _MOST_PARTS:
            raise Unreadable(TOO_MANY_PARTS.at(limit=_MOST_PARTS))
        kind = part.get_content_type()
        if kind in {"text/plain", "text/html"} and not _is_attached(part):
            text, sure = _text(part)
            texts.append((kind, text))
            certain = certain and sure
        elif not kind.endswith((*_SIGNATURES, *_SCAFFOLD)):
            attachments.append(_attachment(part, len(attachments) + 1))
    return Mail(
        subject=words(message["Subject"]),
        sender=words(message["From"]),
        to=words(message["To"]),
        cc=words(message["Cc"]),
        date=moment(message["Date"]),
        body=_body(texts) if with_text else "",
        attachments=tuple(attachments),
        unsure=not certain,
    )


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts that hold something themselves; messages inside a message are not opened."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        inside = _messages(part)
        if part.get_content_maintype() == "multipart" and inside:
            waiting[:0] = inside
        else:
            yield part


def _messages(part: Message) -> list[Message]:
    """Return the parts directly inside a part."""
    payload: Any = part.get_payload()
    listed = cast("list[object]", payload) if isinstance(payload, list) else []
    return [one for one in listed if isinstance(one, Message)]


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or _name(part) != ""


def _name(part: Message) -> str:
    """Return the name of an attached file."""
    for key, header in (("filename", "content-disposition"), ("name", "content-type")):
        found = part.get_param(key, header=header)
        if found:
            return parameter(found)
    return ""


def _text(part: Message) -> tuple[str, bool]:
    """Return a part of the text, and whether its encoding is certain."""
    content = part.get_payload(decode=True)
    text, sure = text_of(content if isinstance(content, bytes) else b"", str(part.get_param("charset") or ""))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if part.get_content_type() == "text/plain" and str(part.get_param("format") or "").casefold() == "flowed":
        text = text.replace(" \n", " ")
    return text, sure


def _body(texts: list[tuple[str, str]]) -> str:
    """Return the text of a message: what is plain, unless the HTML beside it says much more."""
    plain = "\n".join(text for kind, text in texts if kind == "text/plain").strip()
    html = "\n".join(shown(text)[0] for kind, text in texts if kind == "text/html").strip()
    return html if len("".join(html.split())) > 2 * len("".join(plain.split())) else plain


def _attachment(part: Message, number: int) -> Attachment:
    """Return an attached file; a message inside the message as a file of its own."""
    kind = part.get_content_type()
    name = _name(part)
    inside = _messages(part)
    if kind == "message/rfc822" and inside:
        subject = words(inside[0]["Subject"])
        return Attachment(name=name or f"{subject or f'邮件{number}'}.eml", content=inside[0].as_bytes())
    decoded = part.get_payload(decode=True)
    content = decoded if isinstance(decoded, bytes) else b""
    decoration = kind.startswith("image/") and part.get_content_disposition() != "attachment"
    suffix = mimetypes.guess_extension(kind) or ""
    return Attachment(
        name=name or f"附件{number}{suffix}", content=content, inline=decoration and len(content) < _DECORATION
    )
