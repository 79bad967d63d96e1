"""Colours, letters and type, once for screen, slide and paper.

The ladder runs from the rung that stands out most to the one that stands out least, so that it also reads in grey:
dark to light on white, light to dark on black, each step at least 1.5:1. Its hues are the colour-blind-safe ones of
Okabe and Ito, whose sky blue and amber are shifted because they are one grey. The rungs below Terbentuk reach 3:1 by
outline and letter where the fill alone does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FONT_FAMILY = "Inter, 'Segoe UI', Roboto, Arial, sans-serif"

QUIET_SIZE = "clamp(0.875rem,1.02vw,1.3rem)"
BODY_SIZE = "clamp(1rem,1.15vw,1.45rem)"
SECTION_SIZE = "clamp(1.1rem,1.3vw,1.7rem)"
TITLE_SIZE = "clamp(1.4rem,1.9vw,2.6rem)"
BIG_SIZE = "clamp(2.1rem,3vw,4rem)"
"""All sizes of type on a page and on the light page (CSS); the smallest is that of Streamlit's own labels and buttons.

They follow the width of the screen: read from a chair at a laptop, from the back of the room on the wall.
"""

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme. `tahap` maps a rung ("Terbentuk" …, or "" for not reported) to its fill.

    `deepest_tint` is how much of `focus` (0–1) a ground may have for text on it to be read.
    """

    background: str
    surface: str
    text: str
    muted: str
    grid: str
    outline: str
    shade: str
    focus: str
    target: str
    other: str
    tahap: dict[str, str]
    dark_fills: frozenset[str]
    deepest_tint: float

    def ink(self, tahap: str) -> str:
        """The colour of a letter on a rung's fill: light on the dark fills, dark on the light ones."""
        return "#FFFFFF" if tahap in self.dark_fills else "#16202A"

    def verdict(self, is_good: bool | None) -> tuple[str, str, str]:
        """The colours of a verdict's badge: ground, letters, edge; filled where it says yes or no (None: neither)."""
        if is_good is None:
            return self.background, self.text, self.outline
        ground = self.focus if is_good else self.target
        return ground, self.background, ground


LIGHT = Palette(
    background="#FFFFFF",
    surface="#F4F6F8",
    text="#16202A",
    muted="#55616D",
    grid="#E6E9EC",
    outline="#4A5560",
    shade="#EFF2F4",
    focus="#0072B2",
    target="#B84E00",
    other="#87929D",
    tahap={
        "Terbentuk": "#0072B2",
        "Merintis": "#3A9BD9",
        "Sosialisasi": "#F0AE1E",
        "Belum": "#E1E5E9",
        "": "#FFFFFF",
    },
    dark_fills=frozenset({"Terbentuk"}),
    deepest_tint=0.8,
)

DARK = Palette(
    background="#11161C",
    surface="#1A222B",
    text="#EDF1F5",
    muted="#A7B3BF",
    grid="#2A343F",
    outline="#C3CCD5",
    shade="#20262D",
    focus="#4BA3E3",
    target="#FF8A4C",
    other="#6E7B88",
    tahap={
        "Terbentuk": "#7FC0F2",
        "Merintis": "#4A9CC9",
        "Sosialisasi": "#9A6A00",
        "Belum": "#38414A",
        "": "#11161C",
    },
    dark_fills=frozenset({"Sosialisasi", "Belum", ""}),
    deepest_tint=0.62,
)

PALETTES: dict[ThemeName, Palette] = {"light": LIGHT, "dark": DARK}

TAHAP_LETTER = {"Terbentuk": "T", "Merintis": "M", "Sosialisasi": "S", "Belum": "B", "": "?"}
