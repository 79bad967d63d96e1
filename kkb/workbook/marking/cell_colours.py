"""Colours of a workbook's cells as a page writes them: "#RRGGBB". Given, from the theme with its tint, or by number."""

from __future__ import annotations

import colorsys
from typing import Any

from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.xml.functions import fromstring

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFFICE_THEME = (
    "FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1",
    "954F72",
)  # fmt: skip
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
"""Cells count the theme's colours with light and dark exchanged (ECMA-376, 18.8.3)."""

_HEX = frozenset("0123456789abcdefABCDEF")


def theme_colours(theme: bytes | None) -> tuple[str, ...]:
    """The twelve colours of a theme as RRGGBB, in the order cells count them; Office's own where there is none."""
    if not theme:
        return _OFFICE_THEME
    try:
        scheme = next(fromstring(theme).iter(f"{_DRAWING}clrScheme"))
    except (StopIteration, ValueError, SyntaxError):
        return _OFFICE_THEME
    found = {}
    for entry in scheme:
        name = str(entry.tag).rpartition("}")[2]
        colour = next(iter(entry), None)
        if colour is not None:
            found[name] = colour.get("lastClr") or colour.get("val") or ""
    return tuple(
        found.get(name, "") if _is_colour(found.get(name, "")) else kept
        for name, kept in zip(_THEME_ORDER, _OFFICE_THEME, strict=True)
    )


def web_colour(colour: Any, theme: tuple[str, ...]) -> str:
    """ "#RRGGBB" of an openpyxl colour; "" for none, or for one that cannot be told."""
    if colour is None:
        return ""
    code = ""
    if colour.type == "rgb" and isinstance(colour.rgb, str):
        code = colour.rgb[-6:]
    elif colour.type == "theme" and isinstance(colour.theme, int) and 0 <= colour.theme < len(theme):
        code = theme[colour.theme]
    elif colour.type == "indexed" and isinstance(colour.indexed, int) and 0 <= colour.indexed < len(COLOR_INDEX):
        code = COLOR_INDEX[colour.indexed][-6:]
    return f"#{_tinted(code, float(colour.tint or 0))}" if _is_colour(code) else ""


def _is_colour(code: str) -> bool:
    return len(code) == 6 and set(code) <= _HEX


def _tinted(code: str, tint: float) -> str:
    """Lighter for a positive tint, darker for a negative one (ECMA-376, 18.8.19)."""
    if not -1 <= tint <= 1 or not tint:
        return code.upper()
    red, green, blue = (int(code[start : start + 2], 16) / 255 for start in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))
