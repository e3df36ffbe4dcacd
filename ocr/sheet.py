"""A sheet: a picture of a page, ready for an engine, with its scale."""

from dataclasses import dataclass

from ocr.engines import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A picture of a page, and how many points (1/72 inch) one of its pixels is wide and high.

    `stated` says that the file states its resolution; where it does not, the page is taken to be as long as A4.
    """

    picture: Picture
    points_per_pixel: float
    stated: bool = True

    @property
    def width(self) -> float:
        """Width of the page in points."""
        return float(self.picture.shape[1]) * self.points_per_pixel

    @property
    def height(self) -> float:
        """Height of the page in points."""
        return float(self.picture.shape[0]) * self.points_per_pixel
