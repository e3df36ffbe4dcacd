"""The kinds of page that reading is measured on: how each is set, and what befell it before it became a picture.

Only values; `pages` makes the pages. Three seeds of every kind are for reporting (their truth lies in `truth/`), others
for tuning; nobody looks at the reported ones while tuning.
"""

from dataclasses import dataclass, replace

import scanning
from scanning import Look

TUNING = range(9001, 9100)
REPORTED = range(2601, 2604)

CLEAN = Look(tilt=0.15, noise=0.004, blur_dots=0.3, light=0.02, dust=2, ink=0.95, edge=0.0)
OFFICE = scanning.LOOKS["office"]
PHONE = scanning.LOOKS["phone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How a page of a kind is set and taken down; sizes in points.

    `turned` is by how many degrees clockwise the page lay on the scanner, `borders` how far the dark lid shows around
    it (a share of its width), `leaves` how many pages lie side by side on the sheet. A blank page has neither.
    """

    look: Look = CLEAN
    layout: str = "red_head"
    sealed: bool = False
    table: bool = False
    issuers: int = 1
    old_date: bool = False
    sentences: int = 4
    size: float = 14
    pitch: float = 23
    columns: int = 1
    leaves: int = 1
    turned: int = 0
    borders: float = 0.0
    blank: bool = False


KINDS: dict[str, Kind] = {
    "plain": Kind(layout="plain", sentences=7),
    "red_head": Kind(),
    "joint": Kind(issuers=2, sentences=3),
    "old_date": Kind(old_date=True),
    "letter": Kind(layout="letter", sentences=5),
    "seal": Kind(look=OFFICE, sealed=True),
    "table": Kind(look=OFFICE, layout="plain", table=True, sentences=2),
    "dense": Kind(layout="plain", sentences=14, size=12, pitch=17),
    "small_print": Kind(layout="plain", sentences=16, size=8, pitch=13),
    "dpi_150": Kind(look=replace(CLEAN, dpi=150), sealed=True),
    "dpi_300": Kind(look=replace(CLEAN, dpi=300), sealed=True),
    "tilted": Kind(look=replace(CLEAN, tilt=3.5, edge=0.5)),
    "noisy": Kind(look=replace(CLEAN, noise=0.09, dust=300)),
    "blurred": Kind(look=replace(CLEAN, blur_dots=1.8)),
    "low_light": Kind(look=replace(CLEAN, light=0.6, noise=0.03, paper=(0.62, 0.58, 0.5))),
    "bleed_through": Kind(look=replace(OFFICE, through=0.3)),
    "faded": Kind(look=scanning.LOOKS["faded"], sealed=True),
    "folded": Kind(look=scanning.LOOKS["office_folded"], sealed=True),
    "old_paper": Kind(look=scanning.LOOKS["old_paper"], sealed=True, old_date=True),
    "grey": Kind(look=scanning.LOOKS["grey"], sealed=True),
    "bitonal": Kind(look=scanning.LOOKS["bitonal"], sealed=True),
    "fax": Kind(look=scanning.LOOKS["fax"]),
    "black_borders": Kind(look=replace(OFFICE, edge=0.0), borders=0.06),
    "turned_90": Kind(look=OFFICE, turned=90),
    "turned_180": Kind(look=OFFICE, turned=180, sealed=True),
    "turned_270": Kind(look=OFFICE, layout="plain", sentences=7, turned=270),
    "two_columns": Kind(look=OFFICE, layout="plain", sentences=12, size=10.5, pitch=16, columns=2),
    "two_on_a3": Kind(look=OFFICE, layout="plain", sentences=6, leaves=2),
    "small_table": Kind(look=OFFICE, layout="plain", table=True, sentences=3, size=9, pitch=14),
    "small_print_150": Kind(look=replace(CLEAN, dpi=150), layout="plain", sentences=16, size=9, pitch=14),
    "phone": Kind(look=PHONE, sealed=True),
    "phone_dim": Kind(look=scanning.LOOKS["phone_dim"], sealed=True),
    "phone_askew": Kind(look=replace(PHONE, perspective=0.09, tilt=5.0)),
    "blank": Kind(look=OFFICE, blank=True),
}
