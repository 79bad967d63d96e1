"""The names of kecamatan beside their tiles: a free place for each that finds one."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kkb.figures.letters import shorten, visible, wrap
from kkb.figures.placing import Anchor, Box, Label
from kkb.figures.tile_borders import Place, inner_gaps

_WIDEST, _WIDEST_OF_TWO = 11, 6
"""Width of a name at most, in one line and in two, in sizes of the letters."""
_GAP = 0.25
_APART = 0.3
"""Between a name and the one above it at least, in the same: nearer they would read as one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A text in its box; `anchor` is the side at which its lines begin."""

    label: Label
    box: Box
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Grid:
    """Tiles of a size (`width` × `height`) around whole numbers of columns and rows; `pad` is half of a border."""

    places: Collection[Place]
    width: float
    height: float
    pad: float

    def under(self, box: Box, apart: float) -> Iterator[Place]:
        """The tiles that lie under a box or nearer to it than `apart`."""
        columns = range(round((box.left - apart) / self.width), round((box.right + apart) / self.width) + 1)
        rows = range(round((box.top - apart) / self.height), round((box.bottom + apart) / self.height) + 1)
        return ((x, y) for x in columns for y in rows if (x, y) in self.places)

    def is_taken(self, box: Box) -> bool:
        return any(True for _ in self.under(box, self.pad))


def span_of_tiles(places: Iterable[Place], grid: Grid) -> Box:
    """What tiles cover, at least one, with the borders around them."""
    columns, rows = zip(*places, strict=True)
    return Box(
        (min(columns) - 0.5) * grid.width - grid.pad,
        (min(rows) - 0.5) * grid.height - grid.pad,
        (max(columns) + 0.5) * grid.width + grid.pad,
        (max(rows) + 0.5) * grid.height + grid.pad,
    )


def place_names(
    groups: Mapping[Place, str],
    grid: Grid,
    letters: float,
    fill: str,
    extent: Box,
    placed: Sequence[Placed] = (),
    *,
    width: float = math.inf,
    height: float = math.inf,
) -> tuple[list[Placed], Box]:
    """Names for the groups of tiles beside what is `placed`; and what all of it covers, from `extent` on.

    It grows to `width` × `height` at most; a name that finds no room is left out.
    """
    inner, gaps, found = extent, inner_gaps(groups), list(placed)
    near = _APART * letters
    own: dict[str, list[Place]] = {}
    for place in sorted(groups, key=lambda place: (place[1], place[0])):
        own.setdefault(groups[place], []).append(place)
    free = {
        name: [one for one in _candidates(name, places, grid, letters, fill) if not grid.is_taken(one.box)]
        for name, places in own.items()
    }
    # Who has the fewest places to choose from comes first.
    for name in sorted(free, key=lambda name: len(free[name])):
        costs = []
        for choice, one in enumerate(free[name]):
            whole = _union(extent, one.box)
            is_outside = whole.right - whole.left > width or whole.bottom - whole.top > height
            apart = Box(one.box.left, one.box.top - near, one.box.right, one.box.bottom + near)
            if not is_outside and not any(apart.overlaps(other.box) for other in found):
                costs.append((_cost(one, name, groups, grid, inner, gaps), choice))
        if costs:
            best = free[name][min(costs)[1]]
            found.append(best)
            extent = _union(extent, best.box)
    return found, extent


def _candidates(name: str, places: Collection[Place], grid: Grid, letters: float, fill: str) -> Iterator[Placed]:
    gap = _GAP * letters
    for lines in _forms(name, letters):
        label = Label(lines, letters, fill, bold=len(lines))
        tall = label.height

        def at(x: float, top: float, anchor: Anchor, label: Label = label) -> Placed:
            return Placed(label, label.at(x, top, anchor), anchor)

        for column, row in places:
            left, right = (column - 0.5) * grid.width, (column + 0.5) * grid.width
            top, bottom = (row - 0.5) * grid.height, (row + 0.5) * grid.height
            for y in (top - gap - tall, bottom + gap):
                yield at((left + right) / 2, y, "middle")
                yield at(left, y, "start")
                yield at(right, y, "end")
            for y in ((top + bottom - tall) / 2, top, bottom - tall):
                yield at(left - 1.4 * gap, y, "end")
                yield at(right + 1.4 * gap, y, "start")


def _forms(name: str, letters: float) -> Iterator[tuple[str, ...]]:
    """The name in one line, and in two if it has several words."""
    yield (shorten(name, _WIDEST * letters, letters, is_bold=True),)
    room = _WIDEST_OF_TWO * letters
    lines = wrap(name, room, letters, is_bold=True)
    if len(lines) > 1:
        rest = visible(name).split()[len(lines[0].split()) :]
        yield lines[0], shorten(" ".join(rest), room, letters, is_bold=True)


def _cost(
    one: Placed, name: str, groups: Mapping[Place, str], grid: Grid, inner: Box, gaps: Collection[Place]
) -> float:
    """Best is a place within the grid, in one line, that touches no other kecamatan."""
    box = one.box
    aside = max(inner.left - box.left, 0) + max(box.right - inner.right, 0)
    above = max(inner.top - box.top, 0) + max(box.bottom - inner.bottom, 0)
    near = sum(groups.get(place, name) != name for place in grid.under(box, 0.25 * min(grid.width, grid.height)))
    # An empty place inside the map has neighbours all around: whose name is it?
    is_amid = any(True for _ in Grid(gaps, grid.width, grid.height, 0).under(box, 0))
    return 3 * (aside / grid.width + above / grid.height) + near + 0.1 * len(one.label.lines) + is_amid


def _union(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left), min(one.top, other.top), max(one.right, other.right), max(one.bottom, other.bottom)
    )
