"""The short way of plain rows says what the long way says, and takes no row that asks for a closer look."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkb.checking.decrees import split_decree
from kkb.checking.letters import clean_text
from kkb.checking.read_row import ReadRow
from kkb.checking.row_texts import are_plain_decrees
from kkb.checking.rows import RowReader
from kkb.recap import Cell, Table, TableRow
from kkb.region import Desa, MatchKind, Region
from tests.builders import DATA_DAY, HEADERS, REGION, TODAY, code_of, make_table

LETTERS = {name: chr(ord("A") + place) for place, name in enumerate(HEADERS)}

ODD = (
    "",
    "-",
    "?",
    "Belum",
    " Nyuruk ",
    "Nyuruk\u202e",
    "Desa Nyuruk",
    "=1+1",
    "1" * 300,
    "é",
    "#REF!",
    " " * 40_000 + "a",
)
TEXTS = {
    "no": ("1", "x"),
    "kode_desa": (code_of("Nyuruk"), code_of("Balok"), "1", *ODD),
    "kecamatan": ("Dendang", "DENDANG", "Kec. Dendang", "Dendng", "Gantung", *ODD),
    "desa": ("Nyuruk", "Nyuruk", "Balok", "NYURUK", "Balo\u212a", "Nyruk", "Padang", "Dendang", *ODD),
    "status": ("Terbentuk", "Belum", "Merintis", "v", "1", "0", "x", "Bubar", "Terbentuk 3 Oktober 2017", *ODD),
    "tanggal": ("2017-10-03", "2018-05", "2024-01-01", "1999-01-01", "3 Oktober 2017", "43010", "20230", *ODD),
    "tanggal_sk": ("2017-10-03", "12-5-2018", "2018", *ODD),
    "tanggal_pencanangan": ("2017-10-03", "Mei 2018", *ODD),
    "no_sk": (
        "188.45/12/KEP/2018", "12/2018 tgl 2 Mei 2018", "140/7", "12-May-18", "1/2", "n/a", "SK/1 tanggal 5/6/2018",
        "-1/2", "12/05/2018", "0012", "No. 12 Tahun 2018", "140/22 tgl", "140/22,14 Juni 2024",
        "140/7-tgl.3-10-2017", *ODD,
    ),
    "klasifikasi": ("Dasar", "berkembang", "Maju", *ODD),
    "keterangan": ("Rutin", "Ketua 0813-6700-1122", "batal", "-5", "x" * 1001, *ODD),
}  # fmt: skip
KINDS = ("text", "text", "text", "number", "date", "bool", "error", "no_cache", "broken")


def reader_of(table: Table, **options: object) -> RowReader:
    return RowReader(table, REGION, {}, data_date=DATA_DAY, today=TODAY, **options)  # type: ignore[arg-type]


def both_ways(reader: RowReader, source: TableRow) -> tuple[ReadRow | None, ReadRow | None]:
    return next(iter(reader.read([source])), None), reader.read_closely(source)


@st.composite
def lines(draw: st.DrawFn) -> TableRow:
    cells = {}
    for name, texts in TEXTS.items():
        if name in ("desa", "status") or draw(st.booleans()):
            cells[name] = Cell(f"{LETTERS[name]}5", draw(st.sampled_from(KINDS)), draw(st.sampled_from(texts)))
    return TableRow(5, cells)


class TestTheSameEitherWay:
    @given(lines(), st.booleans(), st.booleans())
    def test_any_row(self, line: TableRow, is_open: bool, crosses: bool) -> None:
        table = make_table([], columns=tuple(HEADERS), crosses_say_no=crosses)
        table.rows = [line]
        reader = reader_of(table, open_cells=frozenset({f"{LETTERS['tanggal']}5"} if is_open else ()))
        short, long = both_ways(reader, line)
        assert short == long

    @pytest.mark.parametrize("name", TEXTS)
    def test_each_text_of_each_column_in_a_row_that_is_plain_otherwise(self, name: str) -> None:
        plain = {"kecamatan": "Dendang", "desa": "Nyuruk", "status": "Terbentuk", "no_sk": "140/7"}
        table = make_table([], columns=tuple(HEADERS))
        reader = reader_of(table)
        for text, kind in product(TEXTS[name], sorted(set(KINDS))):
            cells = {n: Cell(f"{LETTERS[n]}5", "text", words) for n, words in plain.items()}
            short, long = both_ways(reader, TableRow(5, cells | {name: Cell(f"{LETTERS[name]}5", kind, text)}))
            assert short == long, (kind, text)

    def test_a_field_that_stands_in_another_column_from_row_to_row(self) -> None:
        """As the cell of a status does that is put together from columns of ticks, or that of a year."""
        rows = [
            TableRow(
                number,
                {
                    "desa": Cell(f"C{number}", "text", desa),
                    "status": Cell(f"{status}{number}", "text", word),
                    "tanggal": Cell(f"{dated}{number}", "date", "2017-10-03"),
                },
            )
            for number, (desa, status, word, dated) in enumerate(
                (("Nyuruk", "D", "Sudah", "F"), ("Balok", "E", "Belum", "G"), ("Dendang", "D", "Sudah", "G")), start=5
            )
        ]
        table = make_table([], columns=("desa", "status", "tanggal"))
        table.rows = rows
        reader = reader_of(table)
        assert reader.read(rows) == [reader.read_closely(row) for row in rows]
        assert [row.status_text for row in reader.read(rows)] == ["Sudah", "Belum", "Sudah"]

    def test_a_plain_row_with_two_dates(self) -> None:
        words = ("Dendang", "Nyuruk", "Terbentuk", date(2017, 10, 3), date(2017, 10, 2))
        table = make_table([words], columns=("kecamatan", "desa", "status", "tanggal", "tanggal_sk"))
        short, long = both_ways(reader_of(table), table.rows[0])
        assert short == long
        assert short is not None
        assert {name: tanggal.iso() for name, tanggal in short.dates.items()} == {
            "tanggal": "2017-10-03",
            "tanggal_sk": "2017-10-02",
        }
        assert short.remarks is None

    @given(st.lists(st.sampled_from([*TEXTS["no_sk"], "140/7/TGL", "a\nb/1", "a/1\nb/2", "1/ſ"]), max_size=4))
    def test_numbers_of_decrees_that_are_looked_at_together(self, texts: list[str]) -> None:
        if are_plain_decrees(texts):
            assert all(clean_text(text) == text and split_decree(text) is None for text in texts)
        assert are_plain_decrees(texts) == all(are_plain_decrees([text]) for text in texts)

    def test_most_numbers_of_decrees_show_at_a_glance(self) -> None:
        assert are_plain_decrees(["188.45/12/KEP/2018", "140/7", "SK-1/2020"])


class TestRemarks:
    def test_what_is_set_is_there_and_only_that(self) -> None:
        row, other = ReadRow(TableRow(5), "Rekap"), ReadRow(TableRow(5), "Rekap")
        row.is_open, row.reason = True, "Dilewati."
        assert (row.is_open, row.reason, row.is_repeat, row.problems) == (True, "Dilewati.", False, ())
        assert (other.is_open, other.reason, other.remarks) == (False, None, None)
        assert row != other

    def test_a_row_whose_remarks_are_taken_back_is_as_one_that_never_had_any(self) -> None:
        row = ReadRow(TableRow(5), "Rekap")
        row.bad_dates |= {"tanggal"}
        row.bad_dates = frozenset()
        assert row.remarks is None
        assert row == ReadRow(TableRow(5), "Rekap")


def test_an_everyday_row_goes_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = ("no", "kode_desa", "kecamatan", "desa", "status", "tanggal", "no_sk", "klasifikasi", "keterangan")
    words = (1, code_of("Nyuruk"), "Dendang", "Nyuruk", "Terbentuk", date(2017, 10, 3), "140/7/2017", "Dasar", "Rutin")
    table = make_table([words], columns=columns)
    reader = reader_of(table)
    monkeypatch.setattr(reader, "read_closely", lambda source: pytest.fail("not the short way"))
    (row,) = reader.read(table.rows)
    assert row.remarks is None
    assert (row.desa and row.desa.desa, row.no_sk, row.keterangan) == ("Nyuruk", "140/7/2017", "Rutin")


class TestSureNames:
    def test_each_is_what_the_match_says(self) -> None:
        for kode in (None, *(kecamatan.kode_kecamatan for kecamatan in REGION.kecamatan)):
            names = REGION.sure_names(kode)
            assert names
            for name, desa in names.items():
                assert name == desa.desa.lower()
                for text in (name, name.upper(), desa.desa):
                    match = REGION.match_desa(text, kode)
                    assert (match.kind, match.desa) == (MatchKind.EXACT, desa)

    def test_namesakes_and_names_that_look_like_something_else_are_not_sure(self) -> None:
        region = Region(
            Desa(kec, f"Kec{kec}", code, name)
            for kec, code, name in (
                ("1", "1.1", "Sukamaju"), ("2", "2.1", "Suka Maju"), ("1", "1.2", "Kab Lama"), ("1", "1.3", "Café"),
                ("2", "2.2", "Baru"), ("2", "2.3", "BARU"),
            )
        )  # fmt: skip
        assert region.sure_names(None) == {}
        assert list(region.sure_names("1")) == ["sukamaju"]
        assert list(region.sure_names("2")) == ["suka maju"]
        assert region.sure_names("3") == {}
