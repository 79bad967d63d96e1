"""Where the names of kecamatan stand on the tile map, where a pointer finds an area, and how events make room."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, pairwise

from kkb.config import DEFAULT_REGION_CSV
from kkb.figures.placing import Box
from kkb.figures.tile_borders import Place, border_lines, borders, inner_gaps, outlines
from kkb.figures.tile_names import Grid, Placed, place_names, span_of_tiles
from kkb.geo import grid_points
from kkb.region import load_region

REGION = load_region(DEFAULT_REGION_CSV)
TILES: dict[Place, str] = {
    (desa.petak_kolom, desa.petak_baris): desa.kecamatan
    for desa in REGION.desa
    if desa.petak_kolom is not None and desa.petak_baris is not None
}


GRID = Grid(TILES, 40, 40, 1.4)


def names_of(tiles: Mapping[Place, str], grid: Grid = GRID) -> list[Placed]:
    return place_names(tiles, grid, 14, "#000", span_of_tiles(tiles, grid))[0]


def named(labels: list[Placed]) -> list[str]:
    return [" ".join(one.label.lines) for one in labels]


def around(x: float, y: float, half: float) -> Box:
    """The square around a tile, `half` a tile wide each way."""
    return Box((x - half) * 40, (y - half) * 40, (x + half) * 40, (y + half) * 40)


def sides(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """The middles of the two tiles on either side of a step along a line."""
    (x0, y0), (x1, y1) = start, end
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return [(x - 0.5, y), (x + 0.5, y)] if x0 == x1 else [(x, y - 0.5), (x, y + 0.5)]


class TestNames:
    def test_every_kecamatan_of_the_regency_has_a_place_of_its_own(self) -> None:
        labels = names_of(TILES)
        assert sorted(named(labels)) == sorted({kec.kecamatan for kec in REGION.kecamatan})
        assert [one for one in labels if any(one.box.overlaps(around(x, y, 0.5)) for x, y in TILES)] == []
        for one, other in combinations(labels, 2):
            assert not one.box.overlaps(other.box)

    def test_they_stand_inside_the_grid_where_they_can(self) -> None:
        columns = [x for x, _ in TILES]
        left, right = (min(columns) - 0.6) * 40, (max(columns) + 1.3) * 40
        assert all(one.box.left > left and one.box.right < right for one in names_of(TILES))

    def test_a_name_stands_beside_its_own_tiles(self) -> None:
        for one in names_of(TILES):
            name = " ".join(one.label.lines)
            assert any(other == name and one.box.overlaps(around(x, y, 1)) for (x, y), other in TILES.items()), name

    def test_a_kecamatan_shut_in_on_all_sides_goes_without(self) -> None:
        tiles = {(x, y): "Luar" for x in range(-3, 4) for y in range(-3, 4)} | {(0, 0): "Dalam"}
        assert named(names_of(tiles, Grid(tiles, 40, 40, 1.4))) == ["Luar"]


class TestLines:
    def test_every_kecamatan_is_one_closed_line_around_its_own_tiles(self) -> None:
        lines = borders(TILES)
        assert len(lines) == len(REGION.kecamatan)
        assert all(line[0] == line[-1] for line in lines)
        between = [
            {TILES.get((round(x), round(y))) for x, y in sides(a, b)} for line in lines for a, b in pairwise(line)
        ]
        assert all(len(names) == 2 for names in between)

    def test_an_outline_goes_once_around_and_around_each_hole(self) -> None:
        ring = [(x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1)]
        assert sorted(len(loop) for loop in outlines(ring)) == [5, 13]

    def test_an_empty_place_inside_the_map_is_not_boxed_in(self) -> None:
        ring = {(x, y): "Barat" if x == 0 else "Timur" for x in range(3) for y in range(3) if (x, y) != (1, 1)}
        assert inner_gaps(ring) == {(1, 1)}
        steps = [step for line in border_lines(ring) for step in pairwise(line)]
        # Twelve steps around, two between the kecamatan from either side; none around the gap.
        assert len(steps) == 12 + 2 * 2
        assert not [step for step in steps if (1.0, 1.0) in sides(*step)]

    def test_a_bay_is_open_and_the_map_of_the_regency_has_five_gaps(self) -> None:
        assert inner_gaps({(0, 0), (2, 0), (0, 1), (1, 1), (2, 1)}) == set()
        assert len(inner_gaps(TILES)) == 5


class TestPointing:
    def test_points_lie_inside_and_fill_the_area(self) -> None:
        square = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
        points = grid_points(square, 0.25)
        assert len(points) >= 9
        assert all(0 <= x < 1 and 0 <= y < 1 for x, y in points)

    def test_a_bay_is_not_part_of_the_area(self) -> None:
        horseshoe = ((0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3), (0, 0))
        points = grid_points(tuple((float(x), float(y)) for x, y in horseshoe), 0.1)
        assert not any(1.01 < x < 1.99 and y > 1.01 for x, y in points)
        assert any(x < 1 and y > 2 for x, y in points)

    def test_one_smaller_than_the_step_has_its_middle(self) -> None:
        tiny = ((0.1, 0.1), (0.2, 0.1), (0.2, 0.2), (0.1, 0.2), (0.1, 0.1))
        assert grid_points(tiny, 5.0) == [(0.15, 0.15)]
