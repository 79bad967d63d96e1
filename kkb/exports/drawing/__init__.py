"""Figures as stills: drawn once for the first page, the light page, the wall, the paper and the picture.

Facts in, SVG text out. Only attributes, no styles, scripts or references, so that Chromium, typst and LibreOffice
draw the same.
"""

from kkb.exports.drawing.areas import draw_areas
from kkb.exports.drawing.bars import draw_bars, left_words
from kkb.exports.drawing.base import Frame
from kkb.exports.drawing.heat import draw_heat
from kkb.exports.drawing.ladder import draw_ladder
from kkb.exports.drawing.line import draw_line
from kkb.exports.drawing.outlook import draw_outlook
from kkb.exports.drawing.periods import draw_periods
from kkb.exports.drawing.tiles import draw_tiles

__all__ = [
    "Frame",
    "draw_areas",
    "draw_bars",
    "draw_heat",
    "draw_ladder",
    "draw_line",
    "draw_outlook",
    "draw_periods",
    "draw_tiles",
    "left_words",
]
