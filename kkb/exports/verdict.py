"""The verdict on the target as a badge: one drawing for the pages, the light page and the wall."""

from __future__ import annotations

from kkb.formatting import escaped
from kkb.theme import Palette

_SIZE = 0.684
"""Of the heading's letters: what the heading of a section is to that of a page."""
_BADGE = (
    f"display:block;width:fit-content;border-radius:0.3em;padding:0 0.5em;margin-bottom:0.3em;font-size:{_SIZE}em;"
    "line-height:1.2;print-color-adjust:exact"
)
BADGE_LINES = _SIZE * (1.2 + 0.2 + 0.3)
"""How much higher a heading is with a badge, in sizes of its letters."""


def verdict_html(words: str, palette: Palette, *, is_good: bool | None) -> str:
    """The badge that begins a heading, escaped; "" without words. `palette` may hold variables of a style sheet."""
    if not words:
        return ""
    ground, ink, edge = palette.verdict(is_good)
    colours = f"background:{ground};color:{ink};border:0.1em solid {edge}"
    return f'<span data-putusan style="{colours};{_BADGE}">{escaped(words)}</span> '
