"""The figures of a meeting as SVG: drawn once for the wall, the paper and the picture.

Facts in, SVG text out. Only attributes, no styles, scripts or references, so that Chromium, typst and LibreOffice
draw the same.
"""

from kkb.exports.drawing.bars import draw_bars
from kkb.exports.drawing.base import Frame
from kkb.exports.drawing.ladder import draw_ladder
from kkb.exports.drawing.line import draw_line
from kkb.exports.drawing.tiles import draw_tiles
from kkb.exports.drawing.years import draw_years

__all__ = ["Frame", "draw_bars", "draw_ladder", "draw_line", "draw_tiles", "draw_years"]
