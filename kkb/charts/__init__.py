"""Charts: a frame in, a figure out. No fetching, no filtering, no drawing to a screen.

Every figure says "Belum ada data" for an empty frame, labels its marks instead of using a legend, and writes
numbers and dates in Indonesian. Titles are text of the page, made by `kkb.narrative`.
"""

from kkb.charts.base import CONFIG, empty_figure
from kkb.charts.kecamatan import bullet_per_kecamatan, ladder_per_kecamatan
from kkb.charts.multiples import SmallLine, small_multiple
from kkb.charts.periods import new_per_period
from kkb.charts.polygon_map import polygon_map
from kkb.charts.target_line import line_to_target
from kkb.charts.tile_map import tile_map

__all__ = [
    "CONFIG",
    "SmallLine",
    "bullet_per_kecamatan",
    "empty_figure",
    "ladder_per_kecamatan",
    "line_to_target",
    "new_per_period",
    "polygon_map",
    "small_multiple",
    "tile_map",
]
