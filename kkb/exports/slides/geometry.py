"""Where things stand on a slide (inches), how big their letters are (points), and which colour of the theme they take.

Forty lines of 1,080 are twenty points on a slide of 7.5 inches: the least for what must be read from eight metres.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 40 / 3, 7.5
MARGIN = 0.6
_EMU = 914_400
"""Office's own unit, per inch."""

READ = 20.0
"""Points of what must be read."""
SMALL = 12.0
"""Points of the source, the number of the slide, and names inside tiles."""
AUTHOR = "Pokja Kampung KB"
"""Who made the file, as its properties and those of the workbooks in it say."""
TITLE_SIZES = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the slide."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


STRIP = Box(MARGIN, 0.3, WIDTH - 2 * MARGIN, 0.45)
"""The region's name, its logo, and the mark of sample data."""
SAMPLE_WIDTH = 2.5
TITLE = Box(MARGIN, 0.82, WIDTH - 2 * MARGIN, 1.04)
VERDICT = Box(MARGIN, TITLE.top, WIDTH - 2 * MARGIN, 0.5)
"""The badge over a title that stands lower for it."""
JUDGED_TITLE = Box(MARGIN, VERDICT.bottom + 0.1, TITLE.width, TITLE.height)
SUBTITLE = Box(MARGIN, 1.92, WIDTH - 2 * MARGIN, 0.7)
BODY_BOTTOM = 6.85
FOOT = Box(MARGIN, 6.96, 11.0, 0.42)
NUMBER = Box(WIDTH - MARGIN - 0.9, 6.96, 0.9, 0.42)

RUNG_COLOUR = {"Terbentuk": "accent1", "Merintis": "accent2", "Sosialisasi": "accent3", "Belum": "accent4", "": "bg1"}
"""The theme's colour of each rung."""
TARGET, OUTLINE = "accent5", "accent6"


def emu(inches: float) -> int:
    """The length in Office's own unit."""
    return round(inches * _EMU)
