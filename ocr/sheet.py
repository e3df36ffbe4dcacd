"""A sheet: a picture of a page, ready for an engine, with its scale."""

from dataclasses import dataclass

from ocr.engines import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An upright picture of a page, and how many points (1/72 inch) one of its pixels is wide and high."""

    picture: Picture
    points_per_pixel: float

    @property
    def width(self) -> float:
        """Width of the page in points."""
        return float(self.picture.shape[1]) * self.points_per_pixel

    @property
    def height(self) -> float:
        """Height of the page in points."""
        return float(self.picture.shape[0]) * self.points_per_pixel
