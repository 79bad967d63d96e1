"""The tile map as a small grid of the page itself: every desa a square in its place, to point at and to press.

The figure of `kkb.charts.tile_map` is for pages about the map, pictures and slides; on the first page it would be one
more figure to be drawn at every choice, and this one costs the browser nothing. Lengths inside are in em: one em is one
tile, and that follows the width of the screen.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from html import escape
from itertools import pairwise
from typing import Any

from kkb.charts.base import faint
from kkb.charts.tile_map import Label, Tile, border_lines, place_labels
from kkb.narrative import tahap_words
from kkb.theme import TAHAP_LETTER, Palette
from kkb.ui.addresses import desa_address
from kkb.ui.view import View

# On a phone (below 640 px) the grid is as wide as the page, so that a finger finds one tile.
_TILE = "clamp(1.85rem,max(2.15vw,min(9.2vw,(640px - 100vw) * 99)),2.9rem)"
_NAME = 0.38
"""Size of a kecamatan's name, in tiles; its letters and lines take the room below."""
_NAME_LETTER, _NAME_LINE = 0.65 * _NAME, 1.15 * _NAME
_BORDER = 0.1
_CLASS = "kkb-petak"


def tile_grid_html(view: View, colours: Palette) -> str:
    """The grid as HTML, every name escaped: kecamatan named and told apart by thick lines.

    Desa without a place of their own stand in a row below.
    """
    placed = view.desa.dropna(subset=["petak_kolom", "petak_baris"]).drop_duplicates(["petak_kolom", "petak_baris"])
    rest = view.desa[~view.desa.index.isin(placed.index)]
    rows = {(int(row["petak_kolom"]), int(row["petak_baris"])): row for row in placed.to_dict("records")}
    loose = "".join(_tile(row, view, colours, "width:1.9em;height:1.9em;") for row in rest.to_dict("records"))
    ring = f"outline:3px solid {colours.focus};outline-offset:2px;position:relative;z-index:1"
    ring = f".{_CLASS}:focus-visible{{{ring}}}"
    return (
        f"<style>{ring}</style>"
        + (_grid(rows, view, colours) if rows else "")
        + (
            f'<div style="display:flex;flex-wrap:wrap;font-size:{_TILE};margin-top:0.3em">{loose}</div>'
            if loose
            else ""
        )
    )


def _grid(rows: Mapping[Tile, Mapping[Hashable, Any]], view: View, colours: Palette) -> str:
    names = {tile: str(row["kecamatan"]) for tile, row in rows.items()}
    # One kecamatan alone is named by the heading.
    several = len(set(names.values())) > 1
    labels = place_labels(names, letter=_NAME_LETTER, line=_NAME_LINE) if several else []
    # The outer edges of what is drawn; the middle of a tile has whole numbers.
    left = min([x - 0.5 for x, _ in rows] + [label.left for label in labels])
    top = min([y - 0.5 for _, y in rows] + [label.top for label in labels])
    right = max([x + 0.5 for x, _ in rows] + [label.right for label in labels])
    bottom = max([y + 0.5 for _, y in rows] + [label.bottom for label in labels])

    def box(x: float, y: float, width: float, height: float) -> str:
        return f"position:absolute;left:{x - left:.2f}em;top:{y - top:.2f}em;width:{width:.2f}em;height:{height:.2f}em;"

    tiles = "".join(
        f'<div style="{box(x - 0.5, y - 0.5, 1, 1)}background:{faint(colours.other, 0.35)};display:flex">'
        f"{_tile(row, view, colours, 'flex:1;')}</div>"
        for (x, y), row in rows.items()
    )
    # Where two kecamatan meet both outlines run; one is enough.
    edges = {_around(start, end) for line in border_lines(names) for start, end in pairwise(line)}
    lines = "".join(
        f'<div style="{box(*edge)}background:{colours.text};pointer-events:none"></div>' for edge in sorted(edges)
    )
    words = "".join(
        f'<div aria-hidden="true" style="{box(label.left, label.top, label.width, label.height)}">{_name(label)}</div>'
        for label in labels
    )
    size = f"width:{right - left:.2f}em;height:{bottom - top:.2f}em"
    return f'<div style="position:relative;font-size:{_TILE};{size}">{tiles}{lines}{words}</div>'


def _around(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float, float, float]:
    """A straight line from corner to corner as a box: left, top, width and height."""
    (x, y), (width, height) = map(min, zip(start, end, strict=True)), (abs(end[0] - start[0]), abs(end[1] - start[1]))
    half = _BORDER / 2
    return x - half, y - half, width + _BORDER, height + _BORDER


def _name(label: Label) -> str:
    lines = "<br>".join(map(escape, label.lines))
    return (
        f'<div style="font-size:{_NAME}em;line-height:1.15;white-space:nowrap;padding:0 0.2em;'
        f'text-align:{label.anchor}">{lines}</div>'
    )


def _tile(row: Mapping[Hashable, Any], view: View, colours: Palette, place: str) -> str:
    tahap = row["tahap"] if isinstance(row["tahap"], str) else ""
    edge = "dashed" if not tahap else "solid"
    words = escape(f"{row['desa']}, Kecamatan {row['kecamatan']}: {tahap_words(tahap or None)}")
    fill, ink = colours.tahap[tahap], colours.ink(tahap)
    style = f"{place}{_SQUARE}background:{fill};color:{ink};border:1px {edge} {colours.outline}"
    address = escape(desa_address(str(row["kode_desa"]), view.filters))
    return (
        f'<a class="{_CLASS}" href="{address}" target="_self" title="{words}" aria-label="{words}" style="{style}">'
        f"{TAHAP_LETTER[tahap]}</a>"
    )


# The letter is half as high as the tile.
_SQUARE = (
    "display:flex;align-items:center;justify-content:center;font-size:0.5em;margin:0.1em;"
    "font-weight:700;text-decoration:none;box-sizing:border-box;"
)
