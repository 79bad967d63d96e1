"""Files that can be read, and are meant to hold up the program, to bury the officer under words, or to mislead."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest

from kkb.checking import Outcome
from kkb.checking.files.open_file import _MOST_ROWS
from kkb.problems import Problem
from kkb.region import Desa, Region
from kkb.theme import LIGHT
from kkb.ui.parts.components import message_html, note_html, plain, section_html, title_html
from kkb.workbook.child import read
from kkb.workbook.formats.csv_text import read_csv
from kkb.workbook.formats.opening import open_recap
from kkb.workbook.model import DEFAULT_LIMITS, Limits, Refused
from tests.support.attacks import LONGEST
from tests.support.builders import REGION, dendang_rows, judge, judge_files, make_table
from tests.support.workbook_fixtures import make_xlsx, table_of

MOST_WORDS = 2_500
"""Letters of a message: twelve names of sixty letters, with the sentence around them."""


class TestCrowd:
    """Thousands of rows for 39 desa: judging them took 20 s and 240 MB of the process that serves the readers."""

    @staticmethod
    def crowd(rows: int) -> list[tuple[str, str, str]]:
        names = [("Dendang", desa.desa) for desa in REGION.desa if desa.kecamatan == "Dendang"]
        return [(*names[row % len(names)], ("Belum", "Merintis")[row // 4 % 2]) for row in range(rows)]

    def test_it_is_refused_in_words_before_its_rows_are_judged(self) -> None:
        verdict = judge(self.crowd(_MOST_ROWS + 1))
        assert (verdict.outcome, verdict.problems, verdict.rows) == (Outcome.REJECT, (), ())
        assert verdict.message == (
            "Tabelnya memuat 2.001 baris desa, sedangkan Kabupaten Belitung Timur hanya punya 39 desa. "
            "Sisakan satu baris untuk tiap desa, lalu unggah lagi."
        )

    def test_a_crowd_of_all_desa_of_the_country_never_leaves_the_child(self) -> None:
        rows = [("Kecamatan", "Desa", "Status"), *self.crowd(60)]
        assert len(read(make_xlsx(rows), Limits(table_rows=60)).tables[0].rows) == 60
        with pytest.raises(Refused, match="crowd") as refusal:
            read(make_xlsx(rows), Limits(table_rows=59))
        assert refusal.value.message.startswith("Tabel di berkas ini memuat 60 baris, jauh lebih banyak")

    def test_a_queue_names_the_file(self) -> None:
        files = {"a.xlsx": make_table(dendang_rows()), "b.xlsx": make_table(self.crowd(_MOST_ROWS + 1))}
        verdict = judge_files(files)
        assert verdict.outcome is Outcome.REJECT
        assert verdict.message.startswith('Berkas "b.xlsx": Tabelnya memuat 2.001 baris desa')

    def test_repeats_within_reason_are_told_desa_by_desa(self) -> None:
        verdict = judge(self.crowd(40))
        assert verdict.outcome is Outcome.FLAG
        assert {problem.code for problem in verdict.problems} >= {"ROW_DUP_CONFLICT"}

    def test_a_region_of_many_desa_may_have_many_rows(self) -> None:
        spelt = ("".join("abcdefghij"[int(digit)] * 3 for digit in str(number)) for number in range(_MOST_ROWS + 12))
        region = Region(Desa("1", "Induk", f"1.{name}", name) for name in spelt)
        rows = [(desa.kecamatan, desa.desa, "Belum") for desa in region.desa]
        assert len(judge(rows, region=region).rows) == len(region.desa)


class TestNamesOfTheFile:
    """Headers and sheets have names as long, and as many, as the file likes."""

    @pytest.mark.parametrize("part", ["extra_columns", "hidden_columns", "year_columns"])
    def test_columns(self, part: str) -> None:
        verdict = judge(make_table(dendang_rows(), **{part: tuple(f"{n} {LONGEST}" for n in range(30))}))
        assert max(map(len, self.messages(verdict.problems))) < MOST_WORDS

    @pytest.mark.parametrize("part", ["hidden_sheets", "unread_sheets"])
    def test_sheets_and_cells(self, part: str) -> None:
        verdict = judge(dendang_rows(), workbook={part: tuple(f"{n} {LONGEST}" for n in range(190))})
        assert max(map(len, self.messages(verdict.problems))) < MOST_WORDS

    def test_sheets_of_which_no_header_is_known(self) -> None:
        verdict = judge(dendang_rows(), workbook={"unknown_sheets": {LONGEST: (LONGEST,) * 190}})
        assert max(map(len, self.messages(verdict.problems))) < MOST_WORDS

    def test_a_name_that_turns_the_direction_is_shown_with_a_box(self) -> None:
        verdict = judge(dendang_rows(), workbook={"hidden_sheets": ("kiri\u202enanak",)})
        assert any("kiri□nanak" in message for message in self.messages(verdict.problems))
        assert not any("\u202e" in message for message in self.messages(verdict.problems))

    @staticmethod
    def messages(problems: tuple[Problem, ...]) -> list[str]:
        return [problem.message for problem in problems]


class TestDirection:
    """A file called "rekap\u202exslx.exe" made the page say "napmisid tapad ased 3" behind its name."""

    NAME = "rekap \u202exslx\u202c \u2067kanan\u2069 \u200f.xlsx"

    def test_no_mark_of_direction_reaches_a_text_of_the_page(self) -> None:
        name, shown = self.NAME, "rekap xslx kanan .xlsx"
        for html in (note_html(name), section_html(name), title_html(name), message_html("info", name, LIGHT)):
            assert f">{shown}<" in unescape(html)
        assert not any(mark in plain(name) for mark in "\u202e\u202c\u2067\u2069\u200f")


class TestRowsOfAnotherSeparator:
    """A row typed by hand into a text, parted otherwise than the rest: it stood in one cell, and nobody said so."""

    TEXT = "Keadaan per 10 Mei 2023\n\nKecamatan;Desa;Status\nDendang;Balok;Belum\n{row}\n"

    @pytest.mark.parametrize(
        "row", ["Dendang,Nyuruk,Terbentuk", "Dendang\tNyuruk\tTerbentuk", '"Dendang,Nyuruk,Belum"']
    )
    def test_is_told(self, row: str) -> None:
        grid, form = read_csv(self.TEXT.format(row=row).encode())
        assert form.doubts == ("baris",)
        verdict = judge(table_of(grid.values), workbook={"text_form": form}, as_of="2023-05-10")
        told = [problem.message for problem in verdict.problems if problem.code == "TEXT_GUESSED"]
        assert told[0].startswith("Ada baris yang kolomnya tidak dipisah titik koma seperti baris lain")

    @pytest.mark.parametrize(
        "row", ["Dendang;Nyuruk;Terbentuk", "Manggar, 10 Mei 2023", "Catatan: satu, dua, tiga, empat"]
    )
    def test_a_row_like_the_others_and_a_sentence_are_not(self, row: str) -> None:
        assert read_csv(self.TEXT.format(row=row).encode())[1].doubts == ()


def test_a_sheet_whose_name_is_longer_than_any_program_writes_is_damage() -> None:
    """The store keeps the name with each row and has 255 letters for it."""
    plain_file = make_xlsx([("Kecamatan", "Desa", "Status"), *dendang_rows()])
    stream = BytesIO()
    with ZipFile(BytesIO(plain_file)) as before, ZipFile(stream, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, re.sub(rb'(<sheet [^>]*name=")[^"]*', rb"\g<1>" + b"x" * 256, part))
    with pytest.raises(Refused, match="damaged"):
        open_recap(stream.getvalue(), DEFAULT_LIMITS)
