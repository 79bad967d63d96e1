"""The figures of a meeting: nothing overlaps or leaves its frame, whatever is drawn; numbers and colours hold."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kkb.exports.drawing import (
    Frame,
    draw_areas,
    draw_bars,
    draw_heat,
    draw_ladder,
    draw_line,
    draw_outlook,
    draw_periods,
    draw_tiles,
)
from kkb.figures.facts import (
    LADDER,
    Area,
    KecamatanBar,
    LadderRow,
    LineFacts,
    PeriodCount,
    Tile,
    UndatedStep,
    YearsOfKecamatan,
    kecamatan_bars,
    ladder_rows,
    tiles,
    year_counts,
)
from kkb.figures.outlook import OutlookFacts, outlook_of
from kkb.figures.placing import Box
from kkb.indicators import Perkiraan, TanpaPerkiraan
from kkb.overview import Overview
from kkb.schema import Tahap
from kkb.spans import Standstill
from kkb.theme import DARK, LIGHT
from tests.support.briefing_builders import make_state
from tests.support.drawing_reading import Drawing, check_drawing

WALL = Frame(1760, 760, 40)
WALL_DARK = Frame(1760, 760, 40, DARK)
HALF = Frame(1000, 620, 40)
SMALL = Frame(700, 380, 24)
PAPER = Frame(480, 250, 10, family="Inter")
SHEET = Frame(760, 430, 9)
FRAMES = {"wall": WALL, "half": HALF, "small": SMALL, "paper": PAPER, "sheet": SHEET}
ALL_FRAMES = pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)

EXPLAINED = "Pembinaan 15 Pokja yang sudah ada, sampai 2021"
LONG = "Simpang Renggiang Pesak Kelapa Kampit Tanjung Batu Itam Lalang Jaya Wonosari"
HOSTILE = 'x"/><script>alert(1)</script>&amp;\x00\x1b\u202e<image href="//evil"/>'
RUNGS = (Tahap.MERINTIS, Tahap.MERINTIS, Tahap.SOSIALISASI)
DAY, TARGET_DAY, START = date(2023, 5, 10), date(2024, 12, 31), date(2014, 1, 1)


@functools.cache
def state(formed: int = 15, **parts: Any) -> Overview:
    return make_state(formed, rungs=RUNGS[: max(39 - formed, 0)], **parts)


STANDSTILLS = (Standstill(date(2014, 12, 31), date(2017, 10, 3)), Standstill(date(2018, 5, 2), DAY))


def line_of(count: int = 15, **parts: Any) -> LineFacts:
    """A line like the region's: 1 desa in 2014 (the year alone), a standstill, `count` in 2018, a standstill."""
    steps = [
        (START, 0),
        (date(2014, 12, 31), min(count, 1)),
        (date(2017, 10, 3), count // 2),
        (date(2018, 5, 2), count),
    ]
    facts: dict[str, Any] = {
        "title": "Tidak ada Pokja baru sejak Mei 2018, 60 bulan",
        "day": DAY,
        "steps": (*steps, (DAY, count)),
        "target": (TARGET_DAY, 39),
        "start_of_path": (DAY, count),
        "spans": STANDSTILLS if count else (),
        "undated": (UndatedStep(1, START, date(2014, 12, 31), ("Senyubuk",), 0),) if count else (),
    }
    facts |= parts
    return LineFacts(**({"reasons": ("", EXPLAINED)[-len(facts["spans"]) :] if facts["spans"] else ()} | facts))


def outlook(perkiraan: Perkiraan | None, **changes: Any) -> OutlookFacts:
    """From 15 desa on the day to a target of 39 by the end of 2024."""
    facts: dict[str, Any] = {"day": DAY, "formed_desa": 15, "target_desa": 39, "target_day": TARGET_DAY} | changes
    return outlook_of(perkiraan, **facts)


REFORMED = date(2021, 6, 1)
TOUCHING = line_of(
    11,
    steps=((START, 0), (date(2018, 5, 2), 10), (REFORMED, 11), (DAY, 11)),
    spans=(Standstill(date(2018, 5, 2), REFORMED), Standstill(REFORMED, date(2024, 6, 30))),
    day=date(2024, 6, 30),
)

LINES = {
    **{f"{count} formed": line_of(count) for count in (0, 1, 8, 15, 24, 38, 39)},
    "more than the target": line_of(45),
    "no target": line_of(target=None, start_of_path=None),
    "no target, commitment": line_of(target=None),
    "no commitment": line_of(start_of_path=None),
    "target before the day": line_of(target=(date(2022, 12, 31), 39), start_of_path=(date(2020, 5, 10), 15)),
    "target on the day": line_of(target=(DAY, 39)),
    "target reached before the day": line_of(39, target=(date(2022, 12, 31), 39), start_of_path=(date(2020, 1, 1), 39)),
    "target far away": line_of(target=(date(2045, 12, 31), 39)),
    "small target": line_of(2, target=(TARGET_DAY, 4)),
    "target of 0": line_of(0, target=(TARGET_DAY, 0)),
    "large": line_of(1500, target=(TARGET_DAY, 3900)),
    "revised": line_of(target=(date(2026, 12, 31), 39), earlier_targets=((TARGET_DAY, 39),)),
    "revised three times": line_of(
        target=(date(2027, 12, 31), 39),
        earlier_targets=((date(2022, 12, 31), 39), (TARGET_DAY, 39), (date(2025, 6, 30), 30)),
    ),
    "commitment early": line_of(start_of_path=(date(2014, 1, 2), 0)),
    "commitment after the day": line_of(start_of_path=(date(2024, 1, 10), 15)),
    "one day": LineFacts("", DAY, ((DAY, 0), (DAY, 3), (DAY, 3))),
    "no reason": line_of(reasons=("", "")),
    "long reason": line_of(reasons=("", LONG * 3)),
    "hostile": line_of(reasons=("", HOSTILE), title=HOSTILE),
    "one standstill after the other": TOUCHING,
    "fell": line_of(steps=((START, 0), (date(2017, 1, 1), 20), (date(2020, 1, 1), 5), (DAY, 5))),
    "every month": line_of(
        steps=(*((date(2014 + m // 12, m % 12 + 1, 1), m // 3) for m in range(112)), (DAY, 38)), spans=()
    ),
}


def bars_of(count: int, name: str = "Kecamatan {}", **parts: Any) -> list[KecamatanBar]:
    return [
        KecamatanBar(name.format(i + 1), i % 5, 4 + i % 9, 100 * (i % 5) / (4 + i % 9), **parts) for i in range(count)
    ]


BARS = {
    "none formed": kecamatan_bars(state(0).capaian),
    "the region": kecamatan_bars(state().capaian),
    "all formed": kecamatan_bars(state(39).capaian),
    "no target": kecamatan_bars(state(has_target=False).capaian),
    "one": bars_of(1),
    "forty": bars_of(40),
    "long names": bars_of(7, LONG + " {}"),
    "hostile": bars_of(3, HOSTILE),
    "target of 0": [KecamatanBar("Damar", 0, 0, None), KecamatanBar("Manggar", 2, 0, None)],
    "beyond the target": [KecamatanBar("Damar", 12, 4, 300.0), KecamatanBar("Manggar", 1, 9, 11.1)],
    "large": [KecamatanBar("Damar", 1294, 13000, 9.9538), KecamatanBar("Manggar", 0, 1, 0.0)],
}


def rows_of(count: int, name: str = "Kecamatan {}") -> list[LadderRow]:
    return [LadderRow(name.format(i + 1), (i % 5, i % 3, (i + 1) % 2, 3, i % 4)) for i in range(count)]


ROWS = {
    "none formed": ladder_rows(state(0).capaian),
    "the region": ladder_rows(state().capaian),
    "all formed": ladder_rows(state(39).capaian),
    "nothing reported": ladder_rows(state(has_data=False).capaian),
    "one": rows_of(1),
    "forty": rows_of(40),
    "long names": rows_of(7, LONG + " {}"),
    "hostile": rows_of(3, HOSTILE),
    "one of many": [LadderRow("Damar", (140, 1, 1, 1, 1)), LadderRow("Manggar", (1, 0, 2, 0, 0))],
    "no desa": [LadderRow("Damar", (0, 0, 0, 0, 0))],
}

YEARS = {
    **{f"{count} formed": year_counts(state(count)) for count in (0, 15, 39)},
    "one year": (PeriodCount(2023, 3, 0, 3),),
    "forty years": tuple(PeriodCount(1984 + i, i % 7 * 3, 0, 10 * i) for i in range(40)),
    "ended": tuple(PeriodCount(2014 + i, i, int(i == 5), 10 * i) for i in range(10)),
    "large": tuple(PeriodCount(2014 + i, 1200 * i, 3, 123456 + i) for i in range(10)),
}


def without_places(found: Sequence[Tile]) -> list[Tile]:
    return [Tile(t.kode_desa, t.desa, t.kecamatan, t.tahap, None, None) for t in found]


def tiles_of(kecamatan: int, desa: int, name: str = "Kecamatan {}", *, is_placed: bool = False) -> list[Tile]:
    found = []
    for k in range(kecamatan):
        for d in range(desa):
            place = (k % 8 * desa + d, k // 8) if is_placed else (None, None)
            tahap = LADDER[(k + d) % 5]
            found.append(Tile(f"{k:02d}.{d:04d}", f"Desa {d + 1}", name.format(k + 1), tahap, *place))
    return found


REGION_TILES = tiles(state().desa)
TILES = {
    "the region": REGION_TILES,
    "one kecamatan": [tile for tile in REGION_TILES if tile.kecamatan == "Dendang"],
    "one desa": [tile for tile in REGION_TILES if tile.desa == "Balok"],
    "nothing reported": tiles(state(has_data=False).desa),
    "without places": without_places(REGION_TILES),
    "half without places": [*REGION_TILES[:20], *without_places(REGION_TILES[20:])],
    "two in one place": [*REGION_TILES, Tile("x", "Baru", "Manggar", "Belum", 6, 5)],
    "forty kecamatan": tiles_of(40, 9),
    "forty placed": tiles_of(40, 3, is_placed=True),
    "a big kecamatan": tiles_of(2, 60),
    "long names": tiles_of(7, 5, LONG + " {}"),
    "long names placed": tiles_of(4, 3, LONG + " {}", is_placed=True),
    "hostile": tiles_of(3, 4, HOSTILE),
    "hostile placed": tiles_of(3, 4, HOSTILE, is_placed=True),
    "one without places": without_places(REGION_TILES[:1]),
}


OUTLOOKS = {
    "a range": outlook(Perkiraan(date(2026, 1, 9), date(2027, 5, 10))),
    "an open range": outlook(Perkiraan(date(2026, 1, 9), None)),
    "an assumed pace": outlook(None, what_if=date(2024, 5, 9)),
    "all at once": outlook(Perkiraan(date(2024, 11, 1), date(2025, 1, 9)), what_if=date(2024, 10, 1)),
    "far": outlook(Perkiraan(date(2026, 1, 9), date(2099, 1, 1)), formed_desa=1),
    "both far": outlook(Perkiraan(date(2088, 1, 9), date(2099, 1, 1)), target_day=date(2022, 12, 31)),
    "no target day": outlook(Perkiraan(date(2026, 1, 9), None), target_day=None, formed_desa=0),
}

HEATS = {
    "the region": [YearsOfKecamatan(bar.kecamatan, tuple(range(10)), 9, 9) for bar in BARS["the region"]],
    "forty": [YearsOfKecamatan(f"Kecamatan {k}", (0, 12345), 20000, None) for k in range(40)],
    "forty years": [YearsOfKecamatan("Damar", tuple(range(40)), 40, 40)],
    "hostile": [YearsOfKecamatan(HOSTILE, (1,), 4, 0)],
}


def square(x: float, y: float, side: float = 0.8) -> tuple[tuple[float, float], ...]:
    return ((x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y))


AREAS = {
    "squares": [Area(tahap, place == 2, (square(108 + place, -2.8),)) for place, tahap in enumerate(LADDER)],
    "one in another": [Area("Belum", False, (square(108, -3, 2),)), Area("", True, (square(108.9, -2.1, 0.2),))],
    "crowded": [Area("Merintis", False, (square(108 + i % 30 * 0.01, -3 + i // 30, 0.01),)) for i in range(90)],
    "two parts": [Area("Belum", False, (square(108, -3), square(110, -3, 0.1)))],
}


def drawn(draw: Any, facts: Any, frame: Frame, **options: Any) -> Drawing:
    return check_drawing(draw(facts, frame, **options), frame)


# --- nothing overlaps, nothing leaves the frame ---------------------------------------------------------------------


@ALL_FRAMES
@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_line_keeps_its_labels_apart(line: LineFacts, frame: Frame) -> None:
    found = drawn(draw_line, line, frame)
    # The number that counts is always there.
    assert [text.words for text in found.texts if text.words.endswith(" desa") and text.fill == LIGHT.focus]
    if line.target:
        assert any(text.fill == LIGHT.target and text.words.startswith("Target") for text in found.texts)


@ALL_FRAMES
@pytest.mark.parametrize("bars", BARS.values(), ids=BARS)
def test_bars_keep_their_labels_apart(bars: Sequence[KecamatanBar], frame: Frame) -> None:
    drawn(draw_bars, bars, frame)


@ALL_FRAMES
@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_ladder_keeps_its_labels_apart(rows: Sequence[LadderRow], frame: Frame) -> None:
    drawn(draw_ladder, rows, frame)


@ALL_FRAMES
@pytest.mark.parametrize("years", YEARS.values(), ids=YEARS)
def test_years_keep_their_labels_apart(years: Sequence[PeriodCount], frame: Frame) -> None:
    drawn(draw_periods, years, frame)


@ALL_FRAMES
@pytest.mark.parametrize("found", TILES.values(), ids=TILES)
def test_tiles_keep_their_labels_apart(found: Sequence[Tile], frame: Frame) -> None:
    drawn(draw_tiles, found, frame)
    if frame in (SMALL, PAPER):
        drawn(draw_tiles, found, frame, is_named=False)


@ALL_FRAMES
@pytest.mark.parametrize("facts", OUTLOOKS.values(), ids=OUTLOOKS)
def test_an_outlook_keeps_its_labels_apart_and_says_where_it_starts(facts: OutlookFacts, frame: Frame) -> None:
    words = drawn(draw_outlook, facts, frame).words
    assert facts.start_words in words
    assert [end for end in facts.ends if not any(word.startswith(end.words) for word in words)] == []


@ALL_FRAMES
@pytest.mark.parametrize("rows", HEATS.values(), ids=HEATS)
def test_cells_keep_their_labels_apart(rows: Sequence[YearsOfKecamatan], frame: Frame) -> None:
    years = [*(str(2014 + i) for i in range(len(rows[0].counts) - 1)), "10 Mei 2023"]
    assert "Target" in drawn(draw_heat, rows, frame, years=years).words


@ALL_FRAMES
@pytest.mark.parametrize("found", AREAS.values(), ids=AREAS)
def test_areas_keep_their_letters_apart(found: Sequence[Area], frame: Frame) -> None:
    assert "bukan batas resmi" in drawn(draw_areas, found, frame).words


@ALL_FRAMES
def test_a_part_of_a_figure_keeps_its_labels_apart(frame: Frame) -> None:
    for bars in BARS.values():
        drawn(draw_bars, bars[:2], frame, among=bars)
    for rows in ROWS.values():
        drawn(draw_ladder, rows[:2], frame, among=rows)


# --- what is drawn is what is said -----------------------------------------------------------------------------------


def test_the_line_says_count_target_commitment_and_standstill() -> None:
    words = drawn(draw_line, line_of(), WALL).words
    assert {"15 desa", "Target 39 desa, 31 Des 2024", "Komitmen", "10 Mei 2023"} <= set(words)
    assert "60 bulan tanpa Pokja baru" in words
    assert "Pembinaan 15 Pokja yang sudah ada, sampai 2021" in " ".join(words)


def bands(found: Drawing) -> list[Box]:
    return [box for box, attributes in found.rects if attributes["fill"] == LIGHT.shade]


def test_standstills_that_touch_are_parted_and_each_says_its_own_reason() -> None:
    first, second = bands(drawn(draw_line, TOUCHING, WALL))
    assert 0.15 * WALL.letters < second.left - first.right < 0.3 * WALL.letters
    line = replace(TOUCHING, reasons=("Pandemi", ""))
    found = drawn(draw_line, line, SHEET)
    (told,) = [text.box for text in found.texts if text.words == line.reason == "Pandemi"]
    assert bands(found)[0].left < told.left < told.right < bands(found)[0].right


def test_a_standstill_between_others_keeps_its_width() -> None:
    begin, end = bands(drawn(draw_line, line_of(), WALL))
    assert end.left - begin.right > WALL.letters


def test_a_narrow_standstill_says_what_its_months_are_without() -> None:
    assert {"36 bulan", "tanpa", "Pokja baru"} <= set(drawn(draw_line, TOUCHING, SMALL).words)


FORMED = (date(2016, 4, 20), date(2018, 12, 31), date(2022, 1, 10), date(2022, 6, 25), date(2025, 3, 31))
SMALL_KECAMATAN = line_of(
    4,
    steps=((START, 0), *((day, count) for count, day in enumerate(FORMED[:4], 1)), (FORMED[4], 4)),
    spans=(Standstill(*FORMED[0:2]), Standstill(*FORMED[1:3]), Standstill(*FORMED[3:5])),
    reasons=("", "", ""),
    undated=(UndatedStep(2, date(2018, 1, 1), FORMED[1], ("Senyubuk",), 1),),
    day=FORMED[4],
    target=(TARGET_DAY, 5),
    start_of_path=(DAY, 4),
)
"""Standstills on either side of a rising line, of which the last ends beside the count."""


@pytest.mark.parametrize("width", range(500, 1800, 60))
def test_months_never_stand_without_their_unit(width: int) -> None:
    words = set(drawn(draw_line, SMALL_KECAMATAN, Frame(width, 400, 40)).words)
    assert not words & {"31", "32", "33", "36"}
    assert any("bulan" in one for one in words) or width < 1200


def test_words_on_a_standstill_keep_off_the_count_beside_them() -> None:
    gaps = []
    for line in (SMALL_KECAMATAN, LINES["target before the day"], LINES["8 formed"]):
        for frame in (*FRAMES.values(), Frame(1000, 400, 40), Frame(1440, 400, 40)):
            found = drawn(draw_line, line, frame)
            (count,) = [text.box for text in found.texts if text.words in ("4 desa", "8 desa", "15 desa")]
            beside = [
                text.box for text in found.texts
                if "bulan" in text.words and text.box.top < count.bottom and count.top < text.box.bottom
            ]  # fmt: skip
            gaps += [max(count.left - box.right, box.left - count.right) / frame.letters for box in beside]
    assert gaps and min(gaps) >= 0.99


def test_the_staircase_climbs_to_the_count() -> None:
    found = drawn(draw_line, line_of(), WALL)
    (path,) = [points for colour, points in found.strokes if colour == LIGHT.focus]
    assert [y for _, y in path] == sorted((y for _, y in path), reverse=True)
    ticks = {text.words: (text.box.top + text.box.bottom) / 2 for text in found.texts if text.words in ("0", "30")}
    per_desa = (ticks["0"] - ticks["30"]) / 30
    assert (path[0][1] - path[-1][1]) / per_desa == pytest.approx(15, abs=0.1)


def test_a_commitment_below_other_labels_stands_at_the_foot_of_its_mark() -> None:
    formed = date(2018, 5, 2)
    spans = (Standstill(formed, DAY),)
    line = line_of(9, steps=((START, 0), (formed, 9), (DAY, 9)), spans=spans, target=(TARGET_DAY, 9))
    found = drawn(draw_line, line, Frame(840, 500, 40))
    boxes = {text.words: text.box for text in found.texts}
    assert boxes["Komitmen"].top - boxes["9 desa"].bottom > 2 * 40


def test_each_bar_is_as_long_as_its_count() -> None:
    bars = BARS["the region"]
    found = drawn(draw_bars, bars, WALL)
    filled = [box for box, attributes in found.rects if attributes["fill"] == LIGHT.tahap["Terbentuk"]]
    wholes = [box for box, attributes in found.rects if attributes["fill"] == LIGHT.tahap["Belum"]]
    per_desa = (wholes[0].right - wholes[0].left) / (bars[0].target_desa or 1)
    formed = [bar.terbentuk_desa for bar in bars if bar.terbentuk_desa]
    assert [round((box.right - box.left) / per_desa, 2) for box in filled] == formed
    for bar in bars:
        assert bar.kecamatan in found.words
        assert any(words.startswith(f"{bar.terbentuk_desa} dari {bar.target_desa} · ") for words in found.words)


def test_parts_have_one_scale() -> None:
    bars = BARS["the region"]
    whole, part = drawn(draw_bars, bars, WALL), drawn(draw_bars, bars[4:], WALL, among=bars)
    ends = [max(box.right for box, _ in found.rects) for found in (whole, part)]
    left = min(box.left for box, _ in whole.rects)
    targets = [bar.target_desa or 0 for bar in bars]
    assert (ends[1] - left) / (ends[0] - left) == pytest.approx(max(targets[4:]) / max(targets), abs=0.01)


def test_the_ladder_counts_every_desa_once() -> None:
    rows = ROWS["the region"]
    found = drawn(draw_ladder, rows, WALL)
    parts = [words.split() for words in found.words if words[:2] in ("T ", "M ", "S ", "B ")]
    assert sum(int(count) for _, count in parts) == 39
    assert {"Terbentuk 15", "Merintis 2", "Sosialisasi 1", "Belum 21"} <= set(found.words)
    assert {"Terbentuk 15", "Belum 21"} <= set(drawn(draw_ladder, rows[:2], WALL, among=rows).words)


def test_every_desa_has_a_tile_with_its_letter() -> None:
    words = drawn(draw_tiles, REGION_TILES, WALL).words
    assert [words.count(letter) for letter in "TMSB"] == [15, 2, 1, 21]
    names = " ".join(words)
    assert all(part in names for name in {tile.kecamatan for tile in REGION_TILES} for part in name.split())


def test_official_areas_say_nothing_of_their_borders() -> None:
    assert "bukan batas resmi" not in drawn(draw_areas, AREAS["squares"], WALL, is_official=True).words


def test_the_years_say_how_many_and_how_many_in_all() -> None:
    words = drawn(draw_periods, YEARS["15 formed"], WALL).words
    years = YEARS["15 formed"]
    assert str(years[-1].year) in words and str(years[-1].kumulatif_desa) in words
    assert {str(year.baru_desa) for year in years} <= set(words)


def test_the_first_quarter_of_a_year_has_its_name() -> None:
    quarters = [PeriodCount(2020 + i // 4, i % 3, 0, i) for i in range(12)]
    words = drawn(draw_periods, quarters, WALL).words
    assert [words.count(year) for year in ("2020", "2021", "2022")] == [1, 1, 1]


def test_a_cell_is_as_deep_as_its_year_is_full_and_no_target_is_a_dash() -> None:
    row = YearsOfKecamatan("Damar", (1, 2, 6), 4, None)
    found = drawn(draw_heat, [row], WALL, years=["2021", "2022", "2023"])
    depths = [float(attributes["fill-opacity"]) for _, attributes in found.rects]
    assert depths == pytest.approx([share * LIGHT.deepest_tint for share in (0.25, 0.5, 1)], abs=0.01)
    assert "–" in found.words


def test_desa_that_nobody_looks_at_are_pale() -> None:
    focus = {tile.kode_desa for tile in REGION_TILES if tile.kecamatan == "Manggar"}
    assert draw_tiles(tiles(state().desa, focus), WALL).count("<g opacity") == 30
    assert draw_tiles(REGION_TILES, WALL).count("<g opacity") == 0


def test_nothing_to_project_is_said() -> None:
    (words,) = drawn(draw_outlook, outlook(Perkiraan(alasan=TanpaPerkiraan.TANPA_LAJU)), WALL).words
    assert words == "Belum dapat diperkirakan: tidak ada desa terbentuk dalam 36 bulan terakhir"
    (words,) = drawn(draw_outlook, outlook(None, formed_desa=39), WALL).words
    assert words == "Tidak ada yang tersisa untuk diperkirakan"


@pytest.mark.parametrize("draw", [draw_bars, draw_ladder, draw_tiles, draw_periods])
def test_without_facts_a_figure_says_so(draw: Any) -> None:
    assert drawn(draw, (), WALL).words == ["Belum ada data"]


def test_a_line_without_steps_says_so() -> None:
    assert drawn(draw_line, line_of(steps=()), WALL).words == ["Belum ada data"]


def test_the_dark_palette_has_its_own_colours() -> None:
    formed = DARK.tahap["Terbentuk"]
    for draw, facts, colour in (
        (draw_line, line_of(), DARK.tahap["Terbentuk"]),
        (draw_bars, BARS["the region"], formed),
        (draw_ladder, ROWS["the region"], formed),
    ):
        svg = draw(facts, WALL_DARK)
        assert colour in svg
        assert LIGHT.text not in svg.replace(DARK.ink("Terbentuk"), "")
