"""A message as a value, whichever program kept it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that came with a message. `inline` is a small picture in the text, such as a logo."""

    name: str
    content: bytes
    inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A message: its header in words, its text in lines, its attachments in their order.

    `unsure` tells that the text was in no encoding that could be proven, `unread` that there is a text which cannot
    be read, `lost` counts attachments that are only referred to.
    """

    subject: str
    sender: str
    to: str
    cc: str
    date: str
    body: str
    attachments: tuple[Attachment, ...] = ()
    unsure: bool = False
    unread: bool = False
    lost: int = 0

    @property
    def files(self) -> tuple[Attachment, ...]:
        """The attachments that are files of their own."""
        return tuple(one for one in self.attachments if not one.inline)
