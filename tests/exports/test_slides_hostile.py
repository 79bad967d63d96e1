"""Text that comes from files and people stays text, and never breaks the deck."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from kkb.briefing.model import BarsBody, Briefing, FindingsBody, choose_slides
from kkb.exports.slides import write_pptx
from kkb.exports.slides.text import clean
from kkb.figures.facts import KecamatanBar
from kkb.region import Region
from kkb.schema import Tahap
from tests.support.briefing_builders import make_slides, make_step
from tests.support.builders import REGION
from tests.support.pptx_reading import Package, package_faults, read_numbers

HTML = "<script>alert(1)</script><a:t>&amp;]]>"
FORMULA = '=HYPERLINK("http://contoh.invalid","klik")'
CONTROLS = "Dendang\x00\x08\x0b\x1f\x85\ufffe\ud800\udc00\udfff"
TURNED = "\u202eTerbentuk\u2066\u200f"
LONG = "Panjang" * 4_681
ESCAPED = "_x0041_ {{x}} {0} %s \\u0041"
SURROGATES = re.compile("[\ud800-\udfff]")
"""No frame can hold them; a sentence can."""
NASTY = (HTML, FORMULA, CONTROLS, TURNED, LONG, ESCAPED, "+1", "@SUM(A1)", "-2+3", "\t\r\n", "🏝️🇮🇩", "ا\u0301مانجار")


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    few = [desa for desa in REGION.desa if desa.kecamatan in ("Dendang", "Damar", "Simpang Pesak")]
    region = Region(
        replace(
            desa,
            desa=SURROGATES.sub("", NASTY[place % len(NASTY)]),
            kecamatan=SURROGATES.sub("", NASTY[int(desa.kode_kecamatan[-2:]) % 3]),
        )
        for place, desa in enumerate(few)
    )
    steps = [make_step(place, text, penanggung_jawab=text) for place, text in enumerate(NASTY, start=1)]
    return make_slides(
        3, formed_before=1, region=region, region_name=f"{HTML}{TURNED}", rungs=(Tahap.MERINTIS,) * 2, steps=steps
    )


@pytest.fixture(scope="module")
def deck(briefing) -> bytes:
    return write_pptx(briefing)


def test_nothing_to_repair(deck):
    assert package_faults(deck) == []


def test_it_is_shown_as_it_is_written(deck):
    words = "\n".join(text for sheet in read_numbers(deck) for text in sheet.texts)
    tables = {cell for sheet in read_numbers(deck) for table in sheet.tables for row in table for cell in row}
    assert HTML in words and {FORMULA, "Dendang", "Terbentuk", ESCAPED, "+1", "@SUM(A1)", "-2+3"} <= tables


def test_what_is_endless_does_not_make_an_endless_deck(briefing, deck):
    assert len(read_numbers(deck)) < 6 * len(briefing.slides)
    assert len(deck) < 1_000_000
    assert len(clean(LONG)) == 2_000 and clean(LONG).endswith("…")


def test_a_part_is_named_even_behind_an_endless_title(briefing):
    steps = choose_slides(briefing, ("tindak-lanjut",))
    (slide,) = steps.slides
    slide = replace(slide, title=LONG, body=FindingsBody(slide.body.table, "Daftar", ()))
    titles = [sheet.title for sheet in read_numbers(write_pptx(replace(steps, slides=(slide,))))]
    assert titles[1].endswith(f"… (lanjutan 2 dari {len(titles)})")


def test_no_formula_in_the_workbook_of_a_chart(briefing):
    bars = tuple(KecamatanBar(text, 1, 2, 50.0) for text in NASTY if clean(text))
    slide = replace(choose_slides(briefing, ("kecamatan",)).slides[0], body=BarsBody(bars), table=None)
    data = write_pptx(replace(briefing, slides=(slide,)))
    assert package_faults(data) == []
    package = Package(data)
    books = [content for name, content in package.parts.items() if name.endswith(".xlsx")]
    cells = [cell for book in books for row in openpyxl.load_workbook(BytesIO(book)).active.iter_rows() for cell in row]
    assert FORMULA[:20] in " ".join(str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells} == {"s", "n"}


@pytest.mark.parametrize("text", NASTY)
def test_clean_text_is_one_line_without_letters_that_act(text):
    cleaned = clean(text)
    assert cleaned == clean(cleaned)
    assert "\n" not in cleaned and "\u202e" not in cleaned
    cleaned.encode("utf-8")
