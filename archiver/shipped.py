"""Where the files lie that are shipped beside the code: inside the installed package, or in a checkout."""

from pathlib import Path

INSTALLED = Path(__file__).parent / "_shipped"
CHECKOUT = Path(__file__).parent.parent


def folder(name: str) -> Path:
    """Return the shipped folder `templates` or `samples`."""
    installed = INSTALLED / name
    return installed if installed.is_dir() else CHECKOUT / name
