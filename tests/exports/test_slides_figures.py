"""The numbers of the deck are those of the briefing, in charts, tables and texts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_MARKER_STYLE
from pptx.enum.dml import MSO_FILL

from kkb.briefing.model import BarsBody, Briefing, KecamatanBody, LineBody, Slide, choose_slides, part_lists
from kkb.exports.slides import write_pptx
from kkb.exports.slides.charts import SHADE
from kkb.figures.facts import PeriodCount, UndatedStep
from kkb.narrative import tahap_words
from kkb.schema import Tahap
from kkb.spans import Standstill
from tests.support.briefing_builders import make_slides, make_step
from tests.support.pptx_reading import SlideNumbers, package_faults, read_numbers

RUNGS = (Tahap.MERINTIS,) * 5 + (Tahap.SOSIALISASI,) * 4
STEPS = [make_step(number, f"Kunjungi desa ke-{number}") for number in range(1, 30)]


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return make_slides(15, formed_before=12, rungs=RUNGS, steps=STEPS, is_sample=True)


@pytest.fixture(scope="module")
def sheets(briefing) -> list[SlideNumbers]:
    return read_numbers(write_pptx(briefing))


def slide_of(briefing: Briefing, key: str) -> Slide:
    return next(slide for slide in briefing.slides if slide.key == key)


def sheets_of(sheets: list[SlideNumbers], slide: Slide) -> list[SlideNumbers]:
    return [sheet for sheet in sheets if sheet.title == slide.title or sheet.title.startswith(f"{slide.title} (")]


def test_the_title_of_every_slide_is_its_finding_in_the_order_of_the_meeting(briefing, sheets):
    first = [sheet.title for sheet in sheets if "lanjutan" not in sheet.title and "(tabel)" not in sheet.title]
    assert first == [slide.title for slide in part_lists(briefing.slides)]


def test_every_sheet_says_day_filter_source_and_that_data_is_a_sample(briefing, sheets):
    assert "data contoh" in briefing.foot and "10 Mei 2023" in briefing.foot
    for number, sheet in enumerate(sheets, start=1):
        assert sheet.texts[-2:] == (briefing.foot, str(number))
        assert "DATA CONTOH" in sheet.texts


def test_the_mark_of_a_sample_stands_only_where_the_data_is_one():
    (sheet,) = read_numbers(write_pptx(choose_slides(make_slides(), ("ringkasan",))))
    assert "DATA CONTOH" not in sheet.texts


def test_notes_are_sentence_source_and_day(briefing, sheets):
    for slide in part_lists(briefing.slides):
        for sheet in sheets_of(sheets, slide):
            assert sheet.notes == briefing.notes(slide)
            assert slide.title in sheet.notes and briefing.foot in sheet.notes


def test_the_headline_has_every_card_and_sentence(briefing, sheets):
    body = slide_of(briefing, "ringkasan").body
    texts = sheets[0].texts
    for card in body.cards:
        assert {card.label, card.value, card.note} <= set(texts)
    assert set(body.sentences) <= set(texts)


def test_the_line_is_years_and_target(briefing, sheets):
    slide = slide_of(briefing, "garis")
    (sheet,) = sheets_of(sheets, slide)
    body = slide.body
    new, total = sheet.series("Desa baru"), sheet.series("Desa dengan Pokja")
    known = len(body.years)
    assert [*new.values] == [count.baru_desa for count in body.years] + [None]
    assert [*total.values] == [count.kumulatif_desa for count in body.years] + [None]
    assert (new.kind, total.kind) == ("bar", "line")
    assert new.categories[:3] == ("2014", "2015", "2016") and new.categories[known - 1 :] == ("10 Mei 2023", "2024")
    target = sheet.series("Target 39 desa, 31 Des 2024")
    assert (target.kind, set(target.values)) == ("line", {39})
    shade = sheet.series(SHADE)
    assert [value is not None for value in shade.values] == [year in range(2018, 2024) for year in range(2014, 2025)]
    assert sheet.alts.count(slide.alt) == 1


def test_pokja_that_ended_stand_on_the_new_ones_and_the_shade_fills_the_rest(briefing):
    slide = slide_of(briefing, "garis")
    years = (PeriodCount(2020, 4, 0, 4), PeriodCount(2021, 0, 3, 1), PeriodCount(2022, 0, 0, 1))
    line = replace(slide.body.line, day=date(2022, 12, 31), spans=(Standstill(date(2021, 1, 1), date(2022, 12, 31)),))
    changed = replace(slide, body=LineBody(line, years))
    data = write_pptx(replace(briefing, slides=(changed,)))
    assert package_faults(data) == []
    (sheet,) = read_numbers(data)
    assert sheet.series("Pokja berakhir").values[:3] == (0, 3, 0)
    assert sheet.series(SHADE).values[:3] == (None, 50 - 3, 50)
    assert any("putus-putus: Pokja berakhir" in text for text in sheet.texts)


def test_those_without_a_certain_date_stand_behind_the_years(briefing):
    slide = slide_of(briefing, "garis")
    years = (PeriodCount(2022, 4, 0, 4), PeriodCount(2023, 0, 0, 11, tanpa_tanggal_desa=7))
    changed = replace(slide, body=LineBody(slide.body.line, years))
    data = write_pptx(replace(briefing, slides=(changed,)))
    assert package_faults(data) == []
    (sheet,) = read_numbers(data)
    undated = sheet.series("Tanpa tanggal pasti")
    assert (undated.categories[-1], undated.values[-1], {*undated.values[:-1]}) == ("tanpa tanggal", 7, {None})
    assert sheet.series("Desa baru").values[:2] == (4, 0)
    # The target is no level of theirs.
    assert sheet.series("Target 39 desa, 31 Des 2024").values[-1] is None
    assert any("garis: sedikitnya, 7 tanpa tanggal pasti" in text for text in sheet.texts)


@pytest.mark.parametrize(
    ("earlier", "position", "words"),
    [
        ((date(2022, 12, 31), 30), "b", "semula 31 Des 2022"),
        ((date(2022, 12, 31), 18), "t", "semula 31 Des 2022"),
        ((date(2025, 12, 31), 39), "l", "semula 31 Des 2025"),
        ((date(2024, 12, 31), 33), "l", "semula 33 desa"),
    ],
    ids=["above the line of all desa", "close above it", "after the target", "another number for the same day"],
)
def test_a_revised_plan_stands_as_a_hollow_mark_at_its_year(briefing, earlier, position, words):
    slide = slide_of(briefing, "garis")
    changed = replace(slide, body=replace(slide.body, line=replace(slide.body.line, earlier_targets=(earlier,))))
    data = write_pptx(replace(briefing, slides=(changed,)))
    assert package_faults(data) == []
    (sheet,) = read_numbers(data)
    day, desa = earlier
    mark = sheet.series(f"Target semula {desa} desa, 31 Des {day.year}")
    assert mark.kind == "line"
    assert {year: value for year, value in zip(mark.categories, mark.values, strict=True) if value} == {
        str(day.year): desa
    }
    (frame,) = [shape for shape in Presentation(BytesIO(data)).slides[0].shapes if shape.has_chart]
    *_, drawn = frame.chart.plots[1].series
    assert (drawn.marker.style, drawn.format.line.fill.type) == (XL_MARKER_STYLE.DIAMOND, MSO_FILL.BACKGROUND)
    (label,) = drawn._element.findall(".//{*}dLbl")
    assert label.find("{*}numFmt").get("formatCode") == f'"{words}"'
    assert label.find("{*}dLblPos").get("val") == position


def test_the_slide_of_the_line_says_what_the_plan_replaced(briefing):
    slide, words = slide_of(briefing, "garis"), "Target 2027 menggantikan Target 2024 (39 desa, 31 Desember 2024)"
    changed = replace(slide, body=replace(slide.body, line=replace(slide.body.line, replaced=f"{words}.")))
    (sheet,) = read_numbers(write_pptx(replace(briefing, slides=(changed,))))
    assert any(text.endswith(f". {words}") for text in sheet.texts)
    line = replace(slide.body.line, replaced=f"{words}.", reasons=("Pembinaan 15 Pokja yang sudah ada, sampai 2021",))
    line = replace(line, spans=(Standstill(date(2018, 5, 2), date(2022, 8, 1)),))
    (sheet,) = read_numbers(
        write_pptx(replace(briefing, slides=(replace(slide, body=replace(slide.body, line=line)),)))
    )
    assert any(text.endswith(f"; abu-abu: tanpa Pokja baru. {words}") for text in sheet.texts)


def test_a_kecamatan_shows_the_plan_that_was_revised_too(briefing):
    slide = slide_of(briefing, "kec-19.06.03")
    line = replace(slide.body.line, earlier_targets=((date(2022, 12, 31), 4),))
    data = write_pptx(replace(briefing, slides=(replace(slide, body=replace(slide.body, line=line)),)))
    assert package_faults(data) == []
    mark = read_numbers(data)[0].series("Target semula 4 desa, 31 Des 2022")
    assert [year for year, value in zip(mark.categories, mark.values, strict=True) if value] == ["2022"]


@pytest.mark.parametrize(("years", "turn"), [(10, "0"), (40, "-5400000")])
def test_labels_of_many_years_run_upwards(briefing, years, turn):
    slide = slide_of(briefing, "garis")
    counts = tuple(PeriodCount(2023 - years + place, 1, 0, place) for place in range(1, years + 1))
    data = write_pptx(replace(briefing, slides=(replace(slide, body=LineBody(slide.body.line, counts)),)))
    assert package_faults(data) == []
    with ZipFile(BytesIO(data)) as package:
        (name,) = [name for name in package.namelist() if name.startswith("ppt/charts/chart")]
        (axis,) = re.findall("<c:catAx>.*</c:catAx>", package.read(name).decode())
    assert re.findall('rot="([^"]*)"', axis) == [turn]


def test_a_single_kecamatan_has_bar_and_table_on_one_sheet(briefing):
    slide = slide_of(briefing, "kecamatan")
    table = replace(slide.table, rows=slide.table.rows[:1], total=None)
    one = replace(slide, body=BarsBody(slide.body.bars[:1]), table=table)
    (sheet,) = read_numbers(write_pptx(replace(briefing, slides=(one,))))
    assert sheet.series("Terbentuk (desa)").values == (slide.body.bars[0].terbentuk_desa,)
    assert sheet.tables == ((table.headers, *table.rows),)


def test_bars_without_a_target_say_how_many_desa():
    (chart, _) = read_numbers(write_pptx(choose_slides(make_slides(has_target=False), ("kecamatan",))))
    assert [series.name for series in chart.charts[0]] == ["Terbentuk (desa)"]


def test_the_tile_map_is_39_shapes_that_say_their_desa(briefing, sheets):
    slide = slide_of(briefing, "peta")
    (sheet,) = sheets_of(sheets, slide)
    for tile in slide.body.tiles:
        assert sheet.alts.count(f"{tile.desa}, Kecamatan {tile.kecamatan}: {tahap_words(tile.tahap or None)}") == 1
    assert {"Terbentuk: 15 desa", "Merintis: 5 desa", "Sosialisasi: 4 desa", "Belum: 15 desa"} <= set(sheet.texts)
    letters = [text for text in sheet.texts if text in ("T", "M", "S", "B")]
    assert len(letters) == 39 + 4
    words = " ".join(sheet.texts)
    assert all(tile.kecamatan in words for tile in slide.body.tiles)


def test_desa_without_a_pokja_are_named_by_rung_and_kecamatan(briefing, sheets):
    slide = slide_of(briefing, "belum")
    words = " ".join(text for sheet in sheets_of(sheets, slide) for text in sheet.texts)
    for group in slide.body.groups:
        assert f"{group.word} {group.count} desa" in words
        for kecamatan, names in group.desa:
            assert f"{kecamatan}: {', '.join(names)}" in words


@pytest.mark.parametrize("key", ["perubahan-lain", "tindak-lanjut-lain"])
def test_a_long_table_goes_on_with_its_header_on_every_sheet(briefing, sheets, key):
    slide = next(slide for slide in part_lists(briefing.slides) if slide.key == key)
    parts = sheets_of(sheets, slide)
    rows = [row for sheet in parts for row in sheet.tables[0][1:]]
    assert rows == [*slide.body.table.rows]
    assert {sheet.tables[0][0] for sheet in parts} == {slide.body.table.headers}
    assert len(parts) > 1
    expected = [f"{slide.title} (lanjutan {place} dari {len(parts)})" for place in range(2, len(parts) + 1)]
    assert [sheet.title for sheet in parts[1:]] == expected


def test_a_kecamatan_has_its_counts_its_desa_and_what_is_asked(briefing, sheets):
    for slide in briefing.slides:
        if not isinstance(slide.body, KecamatanBody):
            continue
        sheet = sheets_of(sheets, slide)[0]
        counts = sheet.series("Desa dengan Pokja")
        known = [value for value in counts.values if value is not None]
        assert known[-1] == slide.body.bar.terbentuk_desa
        assert sheet.charts[0][-1].name == f"Target {slide.body.bar.target_desa} desa, 31 Des 2024"
        words = " ".join(sheet.texts)
        assert all(tile.desa in words for tile in slide.body.desa)


def test_a_kecamatan_says_how_many_of_its_desa_have_no_certain_day(briefing):
    slide = slide_of(briefing, "kec-19.06.01")
    undated = UndatedStep(1, date(2014, 1, 1), date(2023, 5, 10), ("Lalang", "Padang"), 0)
    changed = replace(slide, body=replace(slide.body, line=replace(slide.body.line, undated=(undated,))))
    (sheet,) = read_numbers(write_pptx(replace(briefing, slides=(changed,))))
    assert any("; 2 tanpa tanggal pasti, dihitung paling lambat, dan tahap" in text for text in sheet.texts)


def test_many_years_of_a_kecamatan_are_shown_some_years_apart(briefing):
    slide = slide_of(briefing, "kec-19.06.01")
    line = replace(slide.body.line, day=date(2026, 6, 30), target=(date(2024, 12, 31), 9))
    line = replace(line, steps=((date(2014, 2, 1), 1), (date(2018, 5, 1), 2), (date(2024, 5, 1), 3)))
    changed = replace(slide, body=replace(slide.body, line=line))
    (sheet,) = read_numbers(write_pptx(replace(briefing, slides=(changed,))))
    counts = sheet.series("Desa dengan Pokja")
    assert counts.categories == ("2014", "2016", "2018", "2020", "2022", "2024", "2026")
    assert counts.values == (1, 1, 2, 2, 2, 3, 3)
    assert any("tiap 2 tahun (2026: sampai 30 Juni 2026)" in text for text in sheet.texts)


def test_definitions_and_sources_are_all_there(briefing, sheets):
    slide = slide_of(briefing, "definisi")
    parts = sheets_of(sheets, slide)
    assert len(parts) <= 2
    texts = {text for sheet in parts for text in sheet.texts}
    assert {f"{word}: {meaning}" for word, meaning in slide.body.definitions} <= texts
    assert {f"Sumber: {source}" for source in slide.body.sources} <= texts
