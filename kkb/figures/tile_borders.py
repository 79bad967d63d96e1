"""The outlines of kecamatan on a map of tiles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from itertools import pairwise

Place = tuple[int, int]
"""Column from the west and row from the north."""
Corner = tuple[float, float]


def outlines(tiles: Collection[Place]) -> list[list[Corner]]:
    """The outline of a group of tiles as closed lines, clockwise; around a hole the other way."""
    ahead: dict[Corner, list[Corner]] = defaultdict(list)
    for x, y in tiles:
        corners = [(x - 0.5, y - 0.5), (x + 0.5, y - 0.5), (x + 0.5, y + 0.5), (x - 0.5, y + 0.5)]
        neighbours = [(x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y)]
        for side, neighbour in enumerate(neighbours):
            if neighbour not in tiles:
                ahead[corners[side]].append(corners[(side + 1) % 4])
    loops = []
    while ahead:
        loop = [next(iter(ahead))]
        while len(loop) == 1 or loop[-1] != loop[0]:
            here = loop[-1]
            loop.append(ahead[here].pop())
            if not ahead[here]:
                del ahead[here]
        loops.append(loop)
    return loops


def borders(names: Mapping[Place, str]) -> list[list[Corner]]:
    """The outline of every kecamatan as closed lines; where two meet, both run along the same corners."""
    return [loop for group in _by_kecamatan(names) for loop in outlines(group)]


def border_lines(names: Mapping[Place, str]) -> list[list[Corner]]:
    """The same as open lines, without the sides of empty places inside the map: boxed in they would look like desa."""
    gaps = inner_gaps(names)
    lines = []
    for loop in borders(names):
        line = loop[:1]
        for start, end in pairwise(loop):
            if _sides(start, end) & gaps:
                lines.append(line)
                line = [end]
            else:
                line.append(end)
        lines.append(line)
    return [line for line in lines if len(line) > 1]


def inner_gaps(tiles: Collection[Place]) -> set[Place]:
    """The empty places from which no way across sides leads out of the map."""
    if not tiles:
        return set()
    columns, rows = [x for x, _ in tiles], [y for _, y in tiles]
    left, right, top, bottom = min(columns) - 1, max(columns) + 1, min(rows) - 1, max(rows) + 1
    empty = {(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)} - set(tiles)
    reached = [(left, top)]
    while reached:
        x, y = reached.pop()
        empty.discard((x, y))
        reached += {(x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y)} & empty
    return empty


def _sides(start: Corner, end: Corner) -> set[Place]:
    """The two places on either side of a step along a line."""
    (x0, y0), (x1, y1) = start, end
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    across = [(x - 0.5, y), (x + 0.5, y)] if x0 == x1 else [(x, y - 0.5), (x, y + 0.5)]
    return {(round(a), round(b)) for a, b in across}


def _by_kecamatan(names: Mapping[Place, str]) -> list[set[Place]]:
    groups: dict[str, set[Place]] = defaultdict(set)
    for tile, name in names.items():
        groups[name].add(tile)
    return list(groups.values())
