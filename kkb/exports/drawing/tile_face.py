"""One tile: its rung, its letter and, where there is room, the name of its desa."""

from __future__ import annotations

from collections.abc import Sequence

from kkb.exports.drawing.base import Canvas
from kkb.exports.drawing.rows import MIDDLE
from kkb.exports.drawing.rungs import rung_box
from kkb.figures.facts import Tile
from kkb.figures.letters import LINE, shorten, visible, wrap
from kkb.figures.placing import Box
from kkb.narrative import tahap_words
from kkb.theme import TAHAP_LETTER

_MOST_LINES = 3
_NEARLY_ALL = 0.9
_ALONE = 1.4
"""Size of a letter that has a tile for itself, at most, in sizes of the others."""
_EDGE = 0.1
"""Beside a name at least, in sizes of the letters."""
_LEAST = 0.5
"""In a crowded region the letter gives way, down to this part of its size; smaller ones nobody reads."""


def draw_tile(canvas: Canvas, tile: Tile, box: Box, *, has_name: bool) -> None:
    """A tile that fills `box`."""
    links = canvas.frame.links
    words = f"{tile.desa}, Kecamatan {tile.kecamatan}: {tahap_words(tile.tahap or None)}"
    with canvas.pale(tile.is_pale), canvas.link(links.desa(tile.kode_desa) if links else None, words):
        _draw_face(canvas, tile, box, has_name=has_name)


def _draw_face(canvas: Canvas, tile: Tile, box: Box, *, has_name: bool) -> None:
    letters = canvas.frame.letters
    rung_box(canvas, box, tile.tahap)
    ink = canvas.palette.ink(tile.tahap)
    width, height = box.right - box.left, box.bottom - box.top
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    lines = _name(tile.desa, width, height, letters) if has_name else []
    side = min(width, height)
    size = min(letters, 0.72 * side)
    if not lines:
        size = max(size, min(_ALONE * letters, 0.5 * side))
    first = y - len(lines) * LINE * letters / 2 + MIDDLE * size
    if size >= _LEAST * letters:
        canvas.text(x, first, TAHAP_LETTER[tile.tahap], fill=ink, anchor="middle", size=size, is_bold=True)
    for i, line in enumerate(lines):
        canvas.text(x, first + (i + 1) * LINE * letters, line, fill=ink, anchor="middle")


def names_fit(tiles: Sequence[Tile], width: float, height: float, letters: float) -> bool:
    """True if tiles of this size have room for nearly all names in full; the others are shortened."""
    if _lines(height, letters) < 1:
        return False
    whole = sum("…" not in "".join(_name(tile.desa, width, height, letters)) for tile in tiles)
    return whole >= _NEARLY_ALL * len(tiles)


def _lines(height: float, letters: float) -> int:
    """How many lines of a name stand below the letter of a tile."""
    return min(int((height - 1.45 * letters) / (LINE * letters)), _MOST_LINES)


def _name(name: str, width: float, height: float, letters: float) -> list[str]:
    room, most = width - 2 * _EDGE * letters, _lines(height, letters)
    lines = wrap(name, room, letters)
    if len(lines) <= most:
        return lines
    # What is cut off shows at the end of the last line, though its words would have gone on in the next.
    kept = lines[: most - 1]
    rest = visible(name).split()[sum(len(line.split()) for line in kept) :]
    return [*kept, shorten(" ".join(rest), room, letters)]
