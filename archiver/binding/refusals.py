"""How the steps that prepare a record say that it cannot be bound. It does not leave `preparing`."""

from ocr.finding import Finding


class CannotBind(Exception):  # noqa: N818 - it is an answer, not an error: `preparing` turns it into a value
    """A record cannot be bound; `finding` names it, the reason and what to do."""

    def __init__(self, finding: Finding) -> None:
        """Keep the finding."""
        super().__init__(finding.message)
        self.finding = finding
