"""The colours of the house as variables of a style sheet, for the pages that are drawn without Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kkb.theme import LIGHT, Palette

_PARTS = {
    "bg": "background",
    "soft": "surface",
    "ink": "text",
    "mute": "muted",
    "grid": "grid",
    "edge": "outline",
    "shade": "shade",
    "blue": "focus",
    "goal": "target",
    "other": "other",
}
"""Name of a variable, and the part of the palette that it is."""

_VARIABLES: dict[str, Any] = {part: f"var(--{name})" for name, part in _PARTS.items()}
CSS_PALETTE = replace(LIGHT, tahap={"Terbentuk": "var(--formed)", "Belum": "var(--b)"}, **_VARIABLES)
"""Colours for a still that follows the reader's theme; of the rungs it has those of line and bars alone."""


def css_colours(palette: Palette, rungs: Mapping[str, str]) -> str:
    """The colours of a theme; `rungs` names the variables of a rung's fill ("m") and of the letters on it ("mi")."""
    values = {name: getattr(palette, part) for name, part in _PARTS.items()}
    values["formed"] = palette.tahap["Terbentuk"]
    for tahap, name in rungs.items():
        values |= {name: palette.tahap[tahap], f"{name}i": palette.ink(tahap)}
    return "".join(f"--{name}:{value};" for name, value in values.items())
