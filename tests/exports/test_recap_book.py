"""The workbook of a meeting: the recap that officers print and sign, and the tables behind its figures."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from kkb.briefing.build import make_briefing
from kkb.briefing.model import KecamatanBody, choose_slides
from kkb.comparison import Base
from kkb.exports.excel.recap_book import write_recap
from kkb.overview import Overview
from kkb.recap_columns import COLUMNS
from kkb.schema import Tahap, Tanggal
from kkb.workbook.own_sheets import EXPORT_NAME, is_claimed
from kkb.workbook.safe_text import clean
from kkb.workbook.template.workbook import SAMPLE_LINE
from tests.support.briefing_builders import TARGET_DAY, make_step
from tests.support.builders import DATA_DAY, DENDANG, REGION, make_observation
from tests.support.outcome_builders import signature, told
from tests.support.recap_builders import all_belum, exported, formed, overview_of, read_tidy

HOSTILE = '=HYPERLINK("http://contoh.test")'
SHEETS = ["Rekap", "Ringkasan", "Per tahun", "Garis", "Per kecamatan", "Tahap", "Desa", "Garis kecamatan"]
BEHIND = [*SHEETS, "Desa berikutnya", "Keterangan"]


@cache
def two_formed(**parts: Any) -> Overview:
    return overview_of(all_belum(Nyuruk=formed("Nyuruk", "2017-10-03"), Senyubuk=formed("Senyubuk", "2014")), **parts)


@cache
def data_of(**parts: Any) -> bytes:
    """The workbook of `two_formed`, made once."""
    return exported(two_formed(**parts))


def opened(data: bytes, *, with_results: bool = False) -> Workbook:
    return load_workbook(BytesIO(data), data_only=with_results)


def totals(book: Workbook) -> dict[str, tuple[Any, Any]]:
    """Each Jumlah of the recap with what it says of desa and of those formed."""
    rows = book["Rekap"].iter_rows(values_only=True)
    return {str(row[0]): (row[3], row[4]) for row in rows if str(row[0]).startswith("Jumlah")}


def formulas_of(data: bytes) -> list[str]:
    """All formulas of all sheets, as they stand in the file."""
    with ZipFile(BytesIO(data)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        return [found for name in sheets for found in re.findall(r"<f>([^<]*)</f>", parts.read(name).decode())]


def feet_of(data: bytes) -> list[str]:
    """The line at the foot of the pages of each sheet, as it stands in the file: openpyxl cannot read its commands."""
    with ZipFile(BytesIO(data)) as parts:
        sheets = sorted(name for name in parts.namelist() if name.startswith("xl/worksheets/"))
        feet = [re.search(r"<oddFooter>([^<]*)</oddFooter>", parts.read(name).decode()) for name in sheets]
    return [unescape(foot[1]) if foot else "" for foot in feet]


class TestRecap:
    def test_titles_stand_above_and_one_row_for_each_desa_below(self) -> None:
        sheet = opened(data_of())["Rekap"]
        assert [sheet.cell(row, 1).value for row in (1, 2, 3, 5)] == [
            "REKAPITULASI PEMBENTUKAN POKJA KAMPUNG KELUARGA BERKUALITAS",
            "KABUPATEN BELITUNG TIMUR",
            "KEADAAN PER 10 MEI 2023",
            "Sumber: unggahan 1.",
        ]
        header_row = int(str(sheet.freeze_panes)[1:]) - 1
        assert [cell.value for cell in sheet[header_row]] == [column.header for column in COLUMNS]
        numbers = [row[0] for row in sheet.iter_rows(min_row=header_row + 1, values_only=True) if row[1]]
        assert numbers == list(range(1, 40))

    def test_each_kecamatan_has_its_jumlah_and_all_have_one(self) -> None:
        book = opened(data_of(), with_results=True)
        assert totals(book) == {
            "Jumlah Manggar": (9, 0),
            "Jumlah Gantung": (7, 0),
            "Jumlah Dendang": (4, 1),
            "Jumlah Kelapa Kampit": (6, 1),
            "Jumlah Damar": (5, 0),
            "Jumlah Simpang Renggiang": (4, 0),
            "Jumlah Simpang Pesak": (4, 0),
            "Jumlah seluruhnya": (39, 2),
        }

    def test_a_jumlah_counts_the_rows_above_it(self) -> None:
        sheet = opened(data_of())["Rekap"]
        first = int(str(sheet.freeze_panes)[1:])
        last = first + 8
        assert [sheet.cell(last + 1, column).value for column in (1, 4, 5)] == [
            "Jumlah Manggar",
            f"=COUNTA(D{first}:D{last})",
            f'=COUNTIF(E{first}:E{last},"Terbentuk")',
        ]
        bottom = next(row for row in sheet.iter_rows() if row[0].value == "Jumlah seluruhnya")
        above = bottom[0].row - 1
        assert bottom[3].value == f'=SUMIF(A{first}:A{above},"Jumlah*",D{first}:D{above})'

    def test_one_kecamatan_needs_no_second_jumlah(self) -> None:
        book = opened(data_of(kecamatan=("Dendang",)), with_results=True)
        assert totals(book) == {"Jumlah Dendang": (4, 1)}
        assert book["Rekap"]["A2"].value == "KECAMATAN DENDANG, KABUPATEN BELITUNG TIMUR"

    def test_desa_nobody_reported_are_named_below_and_counted_in_words(self) -> None:
        observations = [seen for seen in all_belum() if seen.row.desa not in ("Balok", "Nyuruk")]
        sheet = opened(exported(overview_of(observations)))["Rekap"]
        words = [row[0] for row in sheet.iter_rows(values_only=True)]
        assert "Belum dilaporkan, jadi tidak ada dalam tabel: 2 desa." in words
        assert "Kecamatan Dendang: Nyuruk dan Balok." in words
        total = next(row for row in sheet.iter_rows() if row[0].value == "Jumlah Dendang")
        assert total[3].number_format == '0" dari 4 desa"'

    def test_days_are_dates_and_less_is_words(self) -> None:
        rows = list(opened(data_of())["Rekap"].iter_rows())
        by_desa = {row[3].value: row[5] for row in rows}
        assert (by_desa["Nyuruk"].value, by_desa["Nyuruk"].is_date) == (datetime(2017, 10, 3), True)
        assert (by_desa["Senyubuk"].value, by_desa["Senyubuk"].data_type) == ("2014", "s")

    def test_only_texts_that_wrap_make_a_row_higher(self) -> None:
        overview = overview_of(
            all_belum(Nyuruk=formed("Nyuruk"), Balok=formed("Balok", keterangan="kata " * 20)), kecamatan=["Dendang"]
        )
        sheet = opened(exported(overview))["Rekap"]
        heights = {row[3].value: sheet.row_dimensions[row[0].row].height for row in sheet.iter_rows()}
        assert heights["Nyuruk"] is None
        assert heights["Balok"] > 30

    def test_the_signatures_are_blanks(self) -> None:
        words = [str(cell.value) for row in opened(data_of())["Rekap"].iter_rows() for cell in row if cell.value]
        place = words.index("Mengetahui,")
        assert all(re.fullmatch(r"Mengetahui,|NIP\. …+|\( …+ \)|…+(?:, …+)?", line) for line in words[place:])
        assert len(words[place:]) == 8

    def test_it_prints_across_a4_with_its_header_on_every_page(self) -> None:
        sheet = opened(data_of())["Rekap"]
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        header_row = int(str(sheet.freeze_panes)[1:]) - 1
        assert sheet.print_title_rows == f"${header_row}:${header_row}"
        words = "KABUPATEN BELITUNG TIMUR · KEADAAN PER 10 MEI 2023"
        assert feet_of(data_of())[0] == f"&L{words}&RHalaman &P dari &N"


class TestSheetsBehind:
    def test_one_for_each_figure(self) -> None:
        book = opened(data_of())
        assert book.sheetnames == BEHIND
        assert [is_claimed(sheet, EXPORT_NAME) for sheet in book] == [False] + [True] * (len(BEHIND) - 1)
        assert all(sheet.page_setup.orientation == "landscape" and sheet.print_title_rows for sheet in book)

    def test_the_summary_holds_the_figures_of_the_day(self) -> None:
        overview = two_formed()
        r = overview.ringkasan
        rows = {row["Angka"]: row["Nilai"] for row in read_tidy(exported(overview))["Ringkasan"]}
        assert (rows["Terbentuk"], rows["Target"], rows["Sisa"]) == (2, 39, 37)
        assert rows["Capaian"] == pytest.approx(r.capaian_pct)
        assert rows["Keadaan per"] == datetime(2023, 5, 10)
        assert rows["Tenggat target"].date() == TARGET_DAY

    def test_numbers_and_days_are_what_they_are(self) -> None:
        tables = read_tidy(data_of())
        assert tables["Per kecamatan"][-1] == {
            "Kecamatan": "Jumlah",
            "Target (desa)": 39,
            "Terbentuk (desa)": 2,
            "Sisa (desa)": 37,
            "Capaian (%)": pytest.approx(2 / 39 * 100),
        }
        assert tables["Garis"][-1]["Tanggal"] == datetime(2023, 5, 10)
        assert {row["Desa"]: row["Status"] for row in tables["Desa"]}["Nyuruk"] == "Terbentuk"
        assert len(tables["Desa"]) == 39

    def test_the_column_komitmen_says_what_the_sheet_of_promises_does(self) -> None:
        rows = (signature("Nyuruk"), signature("Balok", chair=False))
        recap = all_belum(Jangkang=make_observation(1, "2023-05-10", Tahap.KOMITMEN, desa="Jangkang"))
        overview = overview_of(recap, programme=tuple(told(row) for row in rows))
        said = {row["Desa"]: row["Komitmen"] for row in read_tidy(exported(overview))["Desa"]}
        assert [said[name] for name in ("Nyuruk", "Balok", "Jangkang", "Dendang")] == [
            "Lengkap", "Sebagian", "Menurut rekap status", "Belum dilaporkan",
        ]  # fmt: skip
        assert overview.komitmen.total.janji == 2

    def test_the_lines_of_the_kecamatan_are_those_of_their_slides(self) -> None:
        overview = two_formed()
        bodies = [slide.body for slide in make_briefing(overview).slides if isinstance(slide.body, KecamatanBody)]
        expected = [
            (body.bar.kecamatan, day, count, body.bar.target_desa) for body in bodies for day, count in body.line.steps
        ]
        rows = [tuple(row.values()) for row in read_tidy(exported(overview))["Garis kecamatan"]]
        assert [(name, day.date(), count, target) for name, day, count, target in rows] == expected

    def test_a_line_that_rises_on_its_last_day_says_so_once(self) -> None:
        overview = overview_of(all_belum(Nyuruk=formed("Nyuruk", DATA_DAY.isoformat())))
        rows = read_tidy(exported(overview))["Garis kecamatan"]
        assert [row["Terbentuk (desa)"] for row in rows if row["Kecamatan"] == "Dendang"] == [0, 1]

    def test_slides_that_were_left_out_have_no_sheet(self) -> None:
        overview = two_formed(kecamatan=("Dendang",), tindak_lanjut=(make_step(),))
        names = read_tidy(write_recap(overview, choose_slides(make_briefing(overview), ("garis",)))).keys()
        assert not {"Garis kecamatan", "Tindak lanjut", "Perubahan"} & names

    def test_changes_and_steps_are_typed(self) -> None:
        earlier = [make_observation(1, "2023-01-31", Tahap.BELUM, desa=desa.desa) for desa in REGION.desa]
        later = [make_observation(2, DATA_DAY.isoformat(), tanggal="2023-02-01", desa="Nyuruk")]
        overview = overview_of([*earlier, *later], tindak_lanjut=(make_step(tenggat=date(2023, 6, 20)),))
        tables = read_tidy(write_recap(overview, make_briefing(overview, base=Base(date(2023, 1, 31)))))
        (change,) = tables["Perubahan"]
        assert "Nyuruk" in change.values()
        (step,) = tables["Tindak lanjut"]
        assert (step["Penanggung jawab"], step["Tenggat"]) == ("Camat Dendang", datetime(2023, 6, 20))

    def test_what_stands_where_is_explained(self) -> None:
        rows = read_tidy(data_of())["Keterangan"]
        named = [row["Yang diterangkan"] for row in rows if row["Bagian"] == "Lembar"]
        assert named == BEHIND[:-1]
        assert {"Tahap", "Cara menghitung", "Sumber"} < {row["Bagian"] for row in rows}

    def test_a_wide_table_keeps_its_columns_narrow(self) -> None:
        note = "kata " * 100
        widths = opened(exported(overview_of(all_belum(Nyuruk=formed("Nyuruk", keterangan=note)))))[
            "Desa"
        ].column_dimensions
        assert max(one.width for one in widths.values()) <= 30


class TestSample:
    def test_it_says_so_on_every_sheet_and_in_its_properties(self) -> None:
        data = data_of(is_sample=True)
        book = opened(data)
        assert [(prop.name, prop.value) for prop in book.custom_doc_props.props] == [("contoh", True)]
        for sheet in book:
            assert SAMPLE_LINE in [row[0] for row in sheet.iter_rows(max_row=8, values_only=True)], sheet.title
        assert all(f"&C{SAMPLE_LINE}&R" in foot for foot in feet_of(data))

    def test_what_is_real_does_not(self) -> None:
        book = opened(data_of())
        assert book.custom_doc_props.props == []
        assert not any(SAMPLE_LINE in row for sheet in book for row in sheet.iter_rows(values_only=True))


class TestHostileText:
    def test_only_the_jumlah_are_formulas(self) -> None:
        overview = overview_of(
            all_belum(Nyuruk=formed("Nyuruk", "2017-10-03", no_sk="=1+1", keterangan=HOSTILE)),
            region_name="+Kabupaten",
            tindak_lanjut=(make_step(uraian=HOSTILE, penanggung_jawab="@SUM(A1)"),),
        )
        data = exported(overview)
        assert len(formulas_of(data)) == 2 * 8
        assert all(re.match(r"(COUNTA|COUNTIF|SUMIF)\([ADE]\d", formula) for formula in formulas_of(data))
        rows = {row["Desa"]: row for row in read_tidy(data)["Desa"]}
        assert (rows["Nyuruk"]["Nomor SK"], rows["Nyuruk"]["Keterangan"]) == ("=1+1", HOSTILE)
        assert opened(data)["Rekap"]["A2"].quotePrefix

    def test_letters_that_no_xml_holds_are_left_out(self) -> None:
        odd = "satu\x00\x0b\x1f\ufffe\uffffdua <b>&amp;</b> 😀"
        overview = overview_of(
            all_belum(Nyuruk=formed("Nyuruk", keterangan=odd)), tindak_lanjut=(make_step(uraian=odd),)
        )
        tables = read_tidy(exported(overview))
        kept = "satudua <b>&amp;</b> 😀"
        assert clean(f"{odd}\ud800") == kept
        assert [row["Keterangan"] for row in tables["Desa"] if row["Desa"] == "Nyuruk"] == [kept]
        assert tables["Tindak lanjut"][0]["Tindak lanjut"] == kept


def test_nothing_stored_is_said() -> None:
    book = opened(exported(overview_of([])))
    assert book.sheetnames == ["Rekap", "Keterangan"]
    assert book["Rekap"]["A3"].value == "BELUM ADA DATA"


def test_a_launch_stands_in_its_own_column() -> None:
    observations = all_belum(
        Nyuruk=make_observation(
            1, DATA_DAY.isoformat(), Tahap.MERINTIS, desa="Nyuruk", tanggal_pencanangan=Tanggal.from_iso("2022-03")
        )
    )
    rows = opened(exported(overview_of(observations, kecamatan=["Dendang"])))["Rekap"].iter_rows(values_only=True)
    dates = {row[3]: (row[5], row[8]) for row in rows if row[3] in DENDANG}
    assert dates["Nyuruk"] == (None, "Maret 2022")
