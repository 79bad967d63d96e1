"""Where things stand on a slide: nothing lies on another thing, and what must be read is big enough."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import combinations

import pytest
from pptx import Presentation
from pptx.util import Emu

from kkb.briefing.model import SlideTable
from kkb.exports.sharing import cut_evenly, share_out
from kkb.exports.slides import write_pptx
from kkb.exports.slides.geometry import BODY_BOTTOM, FOOT, READ, STRIP, TITLE, Box
from kkb.exports.slides.tables import part_table
from kkb.exports.slides.text import clean, fit, shorten, width_of, wrap
from kkb.exports.slides.texts import part_entries
from kkb.region import Region
from kkb.schema import Tahap
from tests.support.briefing_builders import make_slides, make_step
from tests.support.builders import REGION
from tests.support.pptx_reading import package_faults, read_numbers

RUNGS = (Tahap.MERINTIS,) * 5 + (Tahap.SOSIALISASI,) * 4
STEPS = [
    make_step(
        number, f"Kunjungi desa ke-{number} " + 12 * "bersama ", kode_kecamatan="19.06.01" if number < 5 else None
    )
    for number in range(1, 9)
]
LONG = Region(
    replace(d, desa=f"{d.desa} Persiapan Pemekaran Timur Laut", kecamatan=f"{d.kecamatan} Bersatu Maju Sejahtera")
    for d in REGION.desa
)
HOMELESS = Region(replace(d, petak_kolom=None, petak_baris=None) for d in REGION.desa)


def assert_nothing_overlaps(data: bytes) -> None:
    presentation = Presentation(BytesIO(data))
    for number, slide in enumerate(presentation.slides, start=1):
        boxes = {shape.name: box_of(shape) for shape in slide.shapes}
        assert len(boxes) == len(slide.shapes), "two shapes bear one name"
        for (name, box), (other, second) in combinations(boxes.items(), 2):
            assert not overlap(box, second), f"slide {number}: {name} lies on {other}"
        for name, box in boxes.items():
            if name not in ("Kaki", "Nomor"):
                assert box.bottom <= FOOT.top + 1e-3, f"slide {number}: {name} reaches the foot"


def box_of(shape) -> Box:
    return Box(*(Emu(length).inches for length in (shape.left, shape.top, shape.width, shape.height)))


def overlap(one: Box, other: Box) -> bool:
    slack = 0.002
    return (
        one.left + slack < other.right
        and other.left + slack < one.right
        and one.top + slack < other.bottom
        and other.top + slack < one.bottom
    )


def test_nothing_lies_on_another_thing():
    briefing = make_slides(15, formed_before=12, rungs=RUNGS, steps=STEPS, is_sample=True)
    assert_nothing_overlaps(write_pptx(briefing))


@pytest.mark.slow
@pytest.mark.parametrize(
    "parts",
    [
        {"formed": 0},
        {"formed": 39, "rungs": ()},
        {"formed": 15, "region": LONG, "region_name": "Kabupaten Kepulauan Belitung Timur Raya dan Sekitarnya"},
        {"formed": 15, "region": HOMELESS},
        {"formed": 15, "has_target": False},
        {"formed": 15, "kecamatan": ("Manggar",)},
    ],
    ids=["none", "all", "long names", "no places", "no target", "one kecamatan"],
)
def test_nothing_lies_on_another_thing_and_nothing_is_to_be_repaired_in_any_state(parts):
    briefing = make_slides(**{"formed_before": 0, "rungs": RUNGS, "steps": STEPS, "is_sample": True} | parts)
    data = write_pptx(briefing)
    assert_nothing_overlaps(data)
    assert package_faults(data) == []
    assert {slide.title for slide in briefing.slides} <= {slide.title for slide in read_numbers(data)}


def test_the_places_of_the_frame_do_not_overlap():
    assert STRIP.bottom <= TITLE.top and FOOT.top >= BODY_BOTTOM and FOOT.bottom <= 7.5


@pytest.mark.parametrize(
    ("text", "bold", "arial"),
    [("2011", False, 2.22), ("1.111", False, 2.50), ("Simpang Renggiang", False, 9.06), ("Sisa 24 desa", True, 6.00)],
)
def test_a_width_is_at_least_that_of_the_face(text: str, bold: bool, arial: float) -> None:
    # Advance widths of Arial, at 72 points an inch high.
    assert arial <= width_of(text, 72, bold=bold) * 1.01 <= arial * 1.25


def test_a_wide_letter_is_wider():
    assert width_of("il", 72) < width_of("MW", 72) / 3
    assert width_of("Target", 20, bold=True) > width_of("Target", 20)


def test_text_is_wrapped_between_words_and_cut_only_where_a_word_is_too_long():
    assert wrap("satu dua tiga", 1.3, 20) == ["satu dua", "tiga"]
    assert "".join(wrap("x" * 100, 1.0, 20)) == "x" * 100
    assert max(width_of(line, 20) for line in wrap("x" * 100, 1.0, 20)) <= 1.0


def test_what_does_not_fit_gets_smaller_and_then_shorter():
    assert fit("satu", 5.0, 0.4, (20.0, 16.0)) == ("satu", 20.0)
    assert fit("satu dua tiga", 1.1, 0.3, (20.0, 12.0)) == ("satu dua tiga", 12.0)
    text, size = fit("satu dua tiga empat lima", 1.1, 0.3, (20.0, 16.0))
    assert (text.endswith("…"), size) == (True, 16.0)
    assert shorten("Kelapa Kampit", 10, 20) == "Kelapa Kampit"


@pytest.mark.parametrize(
    ("rows", "most", "lengths"), [(7, 12, [7]), (13, 12, [7, 6]), (25, 12, [9, 8, 8]), (0, 12, [0])]
)
def test_rows_are_shared_out_evenly(rows, most, lengths):
    slices = share_out(rows, most)
    assert [part.stop - part.start for part in slices] == lengths
    assert slices[-1].stop == rows


def test_cuts_fill_the_fewest_sheets_about_evenly():
    assert cut_evenly([1.0] * 10, 6.0) == [(0, 5), (5, 10)]
    assert cut_evenly([9.0, 1.0, 1.0], 3.0) == [(0, 1), (1, 3)]


def test_a_table_keeps_its_numbers_on_one_line_and_its_total_last():
    table = SlideTable(
        ("Kecamatan", "Target"),
        tuple((f"Kecamatan {n}", "1.234") for n in range(30)),
        ("Jumlah", "9.999"),
        frozenset({1}),
    )
    sheets = part_table(table, 12.0, 4.0)
    assert [row for sheet in sheets for row in sheet.rows] == [*table.rows, table.total]
    assert [sheet.has_total for sheet in sheets] == [False] * (len(sheets) - 1) + [True]
    for sheet in sheets:
        assert sum(sheet.heights) <= 4.0 and sum(sheet.widths) == pytest.approx(12.0)
        assert sheet.widths[1] >= width_of("Target", READ, bold=True)


def test_a_row_taller_than_a_sheet_goes_on_on_the_next():
    words = " ".join(f"kata{n}" for n in range(300))
    sheets = part_table(SlideTable(("Desa", "Uraian"), (("Lalang", words),)), 6.0, 3.0)
    assert len(sheets) > 1
    assert " ".join(row[1] for sheet in sheets for row in sheet.rows) == clean(words)
    assert all(sum(sheet.heights) <= 3.0 + 1e-6 for sheet in sheets)


def test_entries_run_on_over_sheets():
    entries = [(f"Kata {n}", "arti " * 40) for n in range(12)]
    parts = part_entries(entries, Box(0, 0, 12, 4))
    assert [entry for part in parts for entry in part] == entries
    assert len(parts) > 1
