"""Rows of the sheets beside the recap of status, on SQLite and PostgreSQL: exact, in order, gone and back."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from kkb.programme import (
    ROW_TYPES,
    EvaluasiRow,
    JenisLangkah,
    KegiatanRow,
    KomitmenRow,
    LangkahRow,
    Lembar,
    ProgrammeRow,
    Putusan,
    ReportedRow,
)
from kkb.schema import Presisi, Tanggal
from kkb.store import Store, StoreRefusal
from kkb.store.engine import read, write
from kkb.store.programme import PROGRAMME_COLUMNS, decode_programme, encode_programme
from kkb.store.tables import baris_program
from tests.support.store_fixtures import MORNING, commit

SENYUBUK: dict[str, Any] = {"kode_desa": "19.06.04.2002", "kecamatan": "Kelapa Kampit", "desa": "Senyubuk"}
DAY = Tanggal.from_iso("2023-05-10")
FULL_KEGIATAN = KegiatanRow(
    **SENYUBUK,
    tanggal=Tanggal.from_iso("2023-03"),
    nama="Kelas ibu “hamil” ✓",
    kebutuhan="Stunting di dusun 2\nbaris kedua",
    mitra="Puskesmas; -- %s :nama",
    peserta=0,
    sebelum="35 anak",
    sesudah="banyak",
    seksi="Reproduksi",
    tujuan="Perubahan perilaku keluarga",
    sumber_dana="Dana Desa",
    anggaran=2_500_000_000,
    realisasi=10**15,
    sasaran="Ibu hamil",
    cara_kebutuhan="Musyawarah",
    faktor_sosial="x" * 32_767,
    faktor_budaya="",
    faktor_lingkungan="数据 🏝",
    keterangan="=SUM(A1)",
    sheet="Kegiatan 2023",
    row=1_048_576,
    sel={"nama": "F14", "peserta": "G14"},
)
ROWS: dict[str, ProgrammeRow] = {
    "nothing reported": KomitmenRow(**SENYUBUK),
    "one signed, one not": KomitmenRow(**SENYUBUK, kepala_desa=True, ketua_bpd=False, tanggal=DAY),
    "the regency": KomitmenRow(kode_desa=None, kecamatan="", desa="", kepala_desa=True, penanda_tangan="Bupati"),
    "a step": LangkahRow(**SENYUBUK, tanggal=Tanggal.from_iso("2022"), jenis=JenisLangkah.SOSIALISASI),
    "another step": LangkahRow(**SENYUBUK, tanggal=DAY, jenis=JenisLangkah.LAINNYA, catatan="rapat"),
    "a bare activity": KegiatanRow(**SENYUBUK, tanggal=DAY, nama="Posyandu"),
    "a full activity": FULL_KEGIATAN,
    "an evaluation": EvaluasiRow(
        **SENYUBUK, tanggal=DAY, program="Posyandu", putusan=Putusan.HENTIKAN, alasan="sepi", oleh="Musyawarah desa"
    ),
}

TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
DATES = st.builds(
    lambda day, presisi: Tanggal.from_iso(Tanggal(day, presisi).iso()),
    st.dates(min_value=date(1, 1, 1)),
    st.sampled_from(Presisi),
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "tanggal": DATES,
    "jenis": st.sampled_from(JenisLangkah),
    "putusan": st.sampled_from(Putusan),
    "kepala_desa": st.booleans(),
    "ketua_bpd": st.booleans(),
    "peserta": st.integers(0, 2**70),
    "anggaran": st.integers(0, 2**70),
    "realisasi": st.integers(0, 2**70),
    "row": st.integers(1, 1_048_576),
    "sel": st.dictionaries(TEXTS, TEXTS, max_size=3),
}
OPTIONAL = st.none()


def rows_of(kind: type[ProgrammeRow]) -> st.SearchStrategy[ProgrammeRow]:
    """Any row of a kind: what may be blank is blank now and then."""
    return st.builds(
        kind,
        **{
            one.name: VALUES.get(one.name, TEXTS) | (OPTIONAL if "None" in str(one.type) else st.nothing())
            for one in fields(kind)
        },
    )


ANY_ROW = st.one_of([rows_of(kind) for kind in ROW_TYPES.values()])


def everything(row: ProgrammeRow) -> dict[str, Any]:
    """All fields, also those in which rows are not compared."""
    return {one.name: getattr(row, one.name) for one in fields(row)}


def decoded(rows: list[ProgrammeRow]) -> list[ReportedRow]:
    records = encode_programme(1, rows)
    return decode_programme([[record[c.name] for c in PROGRAMME_COLUMNS] for record in records], {1: DAY.first})


def activity(nama: str, **changes: Any) -> KegiatanRow:
    return KegiatanRow(**(SENYUBUK | {"tanggal": DAY, "nama": nama, "sheet": "Kegiatan"} | changes))


def names(rows: list[ReportedRow] | tuple[ReportedRow, ...]) -> list[str]:
    return [told.row.nama for told in rows if isinstance(told.row, KegiatanRow)]


class TestRoundTrip:
    @pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
    def test_a_row_comes_back_as_it_was_given(self, store: Store, row: ProgrammeRow) -> None:
        nomor = commit(store, programme=[row])
        (told,) = store.programme()
        assert (type(told.row), everything(told.row)) == (type(row), everything(row))
        assert (told.unggahan, told.tanggal_data, told.urutan) == (nomor, DAY.first, 1)

    @given(st.lists(ANY_ROW, max_size=4))
    def test_whatever_a_row_holds_comes_back_with_its_type(self, rows: list[ProgrammeRow]) -> None:
        back = [told.row for told in decoded(rows)]
        assert [everything(row) for row in back] == [everything(row) for row in rows]
        assert [repr(row) for row in back] == [repr(row) for row in rows]

    @pytest.mark.parametrize("lembar", Lembar)
    def test_the_examples_cover_every_sheet(self, lembar: Lembar) -> None:
        assert any(type(row) is ROW_TYPES[lembar] for row in ROWS.values())

    def test_the_table_names_sheet_desa_and_matter(self, store: Store) -> None:
        commit(store, programme=[ROWS["an evaluation"], ROWS["the regency"]])
        with read(store.engine) as connection:
            query = text("SELECT urutan, lembar, kode_desa, kunci FROM baris_program ORDER BY urutan")
            assert connection.execute(query).all() == [
                (1, "evaluasi", "19.06.04.2002", "19.06.04.2002|2023-05-10|posyandu"),
                (2, "komitmen", None, "kabupaten|bupati"),
            ]

    def test_a_text_that_stands_in_many_rows_is_kept_once(self) -> None:
        first, second = decoded([activity("a", mitra="Puskesmas Gantung"), activity("b", mitra="Puskesmas Gantung")])
        assert isinstance(first.row, KegiatanRow)
        assert isinstance(second.row, KegiatanRow)
        assert first.row.mitra is second.row.mitra
        assert first.row.kode_desa is second.row.kode_desa

    @pytest.mark.parametrize(
        "changes",
        [{"lembar": "anggaran"}, {"isi": '{"kecamatan":"","desa":"","warna":"biru"}'}, {"isi": '{"kecamatan":""}'}],
        ids=["sheet", "field", "missing field"],
    )
    def test_what_this_program_does_not_know_is_not_passed_over(self, store: Store, changes: dict[str, str]) -> None:
        commit(store)
        (record,) = encode_programme(1, [ROWS["nothing reported"]])
        with write(store.engine) as connection:
            connection.execute(insert(baris_program), [record | changes])
        with pytest.raises((KeyError, TypeError)):
            store.programme()

    @pytest.mark.parametrize(
        ("changes", "named"),
        [
            ({"nama": "a\x00b"}, "kunci"),
            ({"kebutuhan": "a\ud800b"}, "isi"),
            ({"sheet": "x" * 256}, "sheet"),
            ({"kode_desa": "x" * 21}, "kode desa"),
        ],
    )
    def test_what_one_database_would_refuse_is_refused_on_both(
        self, store: Store, changes: dict[str, Any], named: str
    ) -> None:
        with pytest.raises(StoreRefusal, match=named):
            commit(store, programme=[replace(activity("Posyandu"), **changes)])
        assert (store.uploads(), store.programme(), store.data_version()) == ([], [], 0)


class TestWhatCounts:
    def test_rows_are_ordered_by_day_then_number_then_place_in_the_file(self, store: Store) -> None:
        commit(store, "a", day=date(2023, 7, 31), programme=[activity(f"z{n}") for n in range(12)])
        commit(store, "b", day=date(2023, 5, 10), programme=[activity("c"), activity("b")])
        commit(store, "c", day=date(2023, 5, 10), programme=[activity("a")])
        assert names(store.programme()) == ["c", "b", "a", *(f"z{n}" for n in range(12))]
        assert [(told.unggahan, told.urutan) for told in store.programme()][:4] == [(2, 1), (2, 2), (3, 1), (1, 1)]
        assert list(store.snapshot().programme) == store.programme()

    def test_an_upload_with_such_rows_alone_counts(self, store: Store) -> None:
        nomor = commit(store, rows=[], programme=[activity("Posyandu")])
        snapshot = store.snapshot()
        assert (snapshot.observations, names(snapshot.programme)) == ((), ["Posyandu"])
        assert [(record.nomor, record.aktif) for record in snapshot.uploads] == [(nomor, True)]

    def test_they_go_and_come_back_with_their_upload(self, store: Store) -> None:
        commit(store, "a", programme=[activity("a")])
        commit(store, "b", programme=[activity("b")])
        store.withdraw(1, by="Sari", at=MORNING, reason="keliru")
        assert names(store.programme()) == names(store.snapshot().programme) == ["b"]
        store.restore(1, by="Sari", at=MORNING, reason="ternyata benar")
        assert names(store.programme()) == ["a", "b"]

def test_a_row_needs_its_upload(store: Store) -> None:
    with pytest.raises(DBAPIError), write(store.engine) as connection:
        connection.execute(insert(baris_program), encode_programme(9, [activity("a")]))


def test_five_years_of_a_regency_come_back_as_they_were() -> None:
    rows: list[ProgrammeRow] = [
        replace(FULL_KEGIATAN, row=n + 2, nama=f"Kegiatan {n % 40}", faktor_sosial=f"warga dusun {n % 99}")
        for n in range(7_800)
    ]
    records = [[record[c.name] for c in PROGRAMME_COLUMNS] for record in encode_programme(1, rows)]
    assert [one.row for one in decode_programme(records, {1: DAY.first})] == rows
