"""A figure of a page as a picture 1600 pixels wide, with its finding and its source on it; always on white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kkb.exports.drawing import Frame
from kkb.exports.drawing.still import Still
from kkb.exports.paper.compiler import compile_sheet
from kkb.exports.paper.letters import breakable, printable, printable_parts
from kkb.exports.paper.values import Values, sheet_values

WIDTH = 1504.0
"""Pixels between the margins, as in figure.typ."""
_GUTTER = 28.0
_HEIGHT, _ROW, _LETTERS = 640.0, 78.0, 28.0
"""Height of a figure, or of each row of a longer list, and size of its letters."""
_COLUMNS, _SMALL_HEIGHT, _SMALL_LETTERS = 4, 250.0, 20.0
"""How many of several figures stand side by side, and how big they are."""


@dataclass(frozen=True, slots=True)
class PictureWords:
    """What stands around a figure: finding, what is measured, day · filter · source, and the label of samples."""

    title: str
    subtitle: str
    foot: str
    sample: str
    region: str
    day: date


def write_figure_png(stills: Sequence[Still], words: PictureWords) -> bytes:
    """The picture of one figure, or of several in rows of four. Raises PaperError."""
    columns = min(len(stills), _COLUMNS)
    width = (WIDTH - _GUTTER * (columns - 1)) / columns
    words = printable_parts(words)
    values = sheet_values(
        breakable(words.title), words.region, foot=words.foot, sample=words.sample, made=words.day
    )
    values |= {
        "subtitle": breakable(words.subtitle),
        "columns": columns,
        "figures": [_figure(still, width, is_small=len(stills) > 1) for still in stills],
    }
    return compile_sheet("figure.typ", values, format="png", day=words.day)


def _figure(still: Still, width: float, *, is_small: bool) -> Values:
    letters = _SMALL_LETTERS if is_small else _LETTERS
    height = _SMALL_HEIGHT if is_small else max(_HEIGHT, still.rows * _ROW)
    # No other typeface than the paper's own is there to fall back on.
    svg = still.draw(printable_parts(still.facts), Frame(width, height, letters, family="Inter"))
    return {"svg": svg, "title": breakable(printable(still.title)), "note": printable(still.note), "alt": still.title}
