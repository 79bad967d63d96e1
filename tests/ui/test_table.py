"""A table of texts as it is drawn: where it breaks, and what becomes of its rows on a phone."""

from __future__ import annotations

import re

import pytest

from kkb.theme import LIGHT
from kkb.ui.parts import table
from kkb.ui.parts.table import TableCell, TextCell, show_table

HEADERS = ["Program", "Peserta & <b>", "Tanggal"]
ROWS: list[list[TableCell]] = [[TextCell("Dapur sehat", "11 kegiatan", "kegiatan?program=x"), "260", "5 Maret 2024"]]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The HTML that tables bring to the page."""
    bodies: list[str] = []
    monkeypatch.setattr(table, "palette", lambda: LIGHT)
    monkeypatch.setattr(table.st, "html", bodies.append)
    return bodies


class TestStacking:
    def test_each_value_carries_its_header_for_the_block_that_it_becomes(self, drawn: list[str]) -> None:
        show_table(HEADERS, ROWS, numbers={1})
        (html,) = drawn
        assert re.findall(r'<td data-kkb-judul="([^"]*)"', html) == ["Program", "Peserta &amp; &lt;b&gt;", "Tanggal"]
        assert "content:attr(data-kkb-judul)" in html
        assert "@media screen and (max-width:640px)" in html
        assert 'class="kkb-tabel kkb-tumpuk"' in html

    def test_what_a_cell_is_in_the_block(self, drawn: list[str]) -> None:
        show_table(HEADERS, [["Baru", "–", "Data keluarga tidak lengkap dan lama tidak diperbarui"]])
        assert re.findall(r'<td data-kkb-judul="[^"]*" class="([^"]*)"', drawn[0]) == ["", "kkb-kosong", "kkb-kalimat"]

    @pytest.mark.parametrize(("numbers", "beside"), [(set(), 2), ({1}, 2), ({1, 2}, 3)])
    def test_numbers_alone_stand_three_beside_each_other(
        self, drawn: list[str], numbers: set[int], beside: int
    ) -> None:
        show_table(HEADERS, ROWS, numbers=numbers)
        assert f"--kkb-lajur:{beside};" in drawn[0]

    def test_two_columns_stay_beside_each_other(self, drawn: list[str]) -> None:
        show_table(HEADERS[:2], [ROWS[0][:2]], numbers={1})
        (html,) = drawn
        assert "data-kkb-judul" not in html
        assert "kkb-tumpuk" not in html
        assert 'overflow-x:auto;' in html

    @pytest.mark.parametrize("columns", [2, 3])
    def test_paper_does_neither(self, drawn: list[str], columns: int) -> None:
        show_table(HEADERS[:columns], [ROWS[0][:columns]])
        assert "@media print" in drawn[0]


class TestWidths:
    def test_columns_of_tables_below_each_other_have_the_same_shares(self, drawn: list[str]) -> None:
        show_table(HEADERS, ROWS, widths=(2, 1, 1))
        assert re.findall(r'<col style="width:(\d+)%">', drawn[0]) == ["50", "25", "25"]
        assert "table-layout:fixed" in drawn[0]

    def test_a_rung_stands_with_colour_and_letter_before_its_word(self, drawn: list[str]) -> None:
        show_table(["Status"], [[TextCell("Merintis", tahap="Merintis")], [TextCell("belum dilaporkan", tahap="")]])
        assert re.findall(r">([A-Z?])</span>(.*?)</span>", drawn[0]) == [("M", "Merintis"), ("?", "belum dilaporkan")]
        assert LIGHT.tahap["Merintis"] in drawn[0]


class TestBreaking:
    """What of a cell decides how narrow its column may become."""

    @pytest.mark.parametrize(
        ("cell", "style"),
        [
            ("5 Maret 2024", "white-space:nowrap;"),
            ("Balita gizi", ""),
            ("Pemutakhiran data keluarga", "min-width:min(9rem,28vw);"),
            ("Data keluarga tidak lengkap dan lama tidak diperbarui", "min-width:14rem;"),
            (TextCell("9 → 8 balita", "selisih −1"), ""),
            (TextCell("9 → 8 balita", "tidak dapat dibandingkan: bukan satu angka"), "min-width:14rem;"),
            (TextCell("Senyubuk", "Simpang Renggiang · Sosialisasi"), "min-width:min(9rem,28vw);"),
            (TextCell("10 Mei 2023", "kepala desa dan ketua BPD menandatangani"), "white-space:nowrap;"),
        ],
    )
    def test_a_day_stays_whole_and_a_sentence_keeps_its_width(
        self, drawn: list[str], cell: TableCell, style: str
    ) -> None:
        show_table(["Hal"], [[cell]])
        (found,) = re.findall(r'<td style="text-align:left;padding:0.35rem 0.6rem;(.*?)border-bottom', drawn[0])
        assert found == style

    def test_a_note_of_a_day_may_break_all_the_same(self, drawn: list[str]) -> None:
        show_table(["Hal"], [[TextCell("10 Mei 2023", "kepala desa dan ketua BPD")]])
        assert 'opacity:0.8;white-space:normal">kepala desa dan ketua BPD</div>' in drawn[0]
