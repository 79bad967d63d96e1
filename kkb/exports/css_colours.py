"""The colours of the house as variables of a style sheet, for the pages that are drawn without Streamlit."""

from __future__ import annotations

from collections.abc import Mapping

from kkb.theme import Palette


def css_colours(palette: Palette, rungs: Mapping[str, str]) -> str:
    """The colours of a theme; `rungs` names the variables of a rung's fill ("m") and of the letters on it ("mi")."""
    values = {
        "bg": palette.background,
        "soft": palette.surface,
        "ink": palette.text,
        "mute": palette.muted,
        "grid": palette.grid,
        "edge": palette.outline,
        "shade": palette.shade,
        "blue": palette.focus,
        "formed": palette.tahap["Terbentuk"],
        "goal": palette.target,
        "other": palette.other,
    }
    for tahap, name in rungs.items():
        values |= {name: palette.tahap[tahap], f"{name}i": palette.ink(tahap)}
    return "".join(f"--{name}:{value};" for name, value in values.items())
