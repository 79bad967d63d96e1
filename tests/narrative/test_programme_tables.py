"""The tables of the four sheets and what they say of one kecamatan, of one desa and since a meeting."""

from __future__ import annotations

from datetime import date

from kkb.exports.excel.frame import frame_to_xlsx
from kkb.narrative.programme_news import programme_change_sentence, programme_changes_table
from kkb.narrative.programme_places import desa_programme_lines, kecamatan_programme_lines
from kkb.narrative.programme_tables import (
    activities_table,
    evaluasi_table,
    komitmen_desa_table,
    komitmen_table,
    langkah_table,
    log_table,
    next_table,
    pokja_table,
    program_table,
    regency_table,
    results_table,
    review_table,
    verdict_table,
)
from kkb.narrative.tables import FigureTable
from kkb.outcomes.between import programme_changes
from kkb.outcomes.in_force import Programme
from kkb.outcomes.together import Outcomes
from kkb.programme import KomitmenRow
from tests.support.builders import REGION, code_of
from tests.support.outcome_builders import (
    NYURUK,
    activity,
    formed,
    outcomes_of,
    programme_of,
    review,
    signature,
    step,
)

ROWS = (
    KomitmenRow(kode_desa=None, kecamatan="", desa="", penanda_tangan="Bupati"),
    signature("Nyuruk"),
    signature("Balok", chair=False),
    step("Balok", "2023-06-01"),
    activity("Posyandu", "2023-06-01", peserta=30, kebutuhan="anemia", sebelum="3 anak", sesudah="2 anak"),
    activity("Posyandu", "2023-08-01", sebelum="3 anak"),
    review("Posyandu", alasan="anemia turun"),
)
DENDANG = next(desa.kode_kecamatan for desa in REGION.desa if desa.desa == "Balok")


def found(desa: list[str] | None = None) -> Outcomes:
    """The summaries of those rows; by default for the whole region."""
    return outcomes_of(*ROWS, desa=desa)


def column(table: FigureTable, name: str) -> list[str]:
    """A column as it is read, with the total."""
    place = table.headers.index(name)
    return [row[place] for row in [*table.rows, *([table.total] if table.total else [])]]


def row_of(table: FigureTable, first: str) -> dict[str, str]:
    """The row that begins so."""
    row = next(row for row in [*table.rows, table.total or []] if row[0] == first)
    return dict(zip(table.headers, row, strict=True))


def test_commitments_per_kecamatan_with_their_sum() -> None:
    table = komitmen_table(found().komitmen)

    assert row_of(table, "Dendang") | {"Masih terbuka": "1", "Sudah ada": "1", "Lengkap": "1"} == row_of(
        table, "Dendang"
    )
    assert row_of(table, "Jumlah")["Jumlah"] == "39"
    assert sum(map(int, column(table, "Belum dilaporkan")[:-1])) == 37
    # A column that is needed where the dates do not tell what came first, and only there.
    assert "Urutan tidak diketahui" not in table.headers
    undated = komitmen_table(outcomes_of(signature("Nyuruk", None)).komitmen)
    assert row_of(undated, "Dendang")["Urutan tidak diketahui"] == "1"


def test_one_kecamatan_needs_no_sum() -> None:
    table = komitmen_table(found(["Balok", "Nyuruk"]).komitmen)

    assert (len(table.rows), table.total) == (1, None)


def test_a_desa_says_who_signed_and_what_became_of_it() -> None:
    table = komitmen_desa_table(found(["Balok"]).komitmen.desa)

    assert table.rows == [
        [
            "Dendang",
            "Balok",
            "Menandatangani",
            "Tidak",
            "10 Mei 2023",
            "Belum dilaporkan",
            "Terbuka",
            "235",
            "langkah 1 Juni 2023",
        ]
    ]
    assert regency_table(found().komitmen).rows == [["Bupati", "–"]]


def test_the_next_desa_stand_with_their_reasons() -> None:
    table = next_table(found().langkah, 1)

    assert row_of(table, "1") | {"Desa": "Balok", "Langkah dari lima": "1", "Komitmen": "Sebagian"} == row_of(
        table, "1"
    )
    assert langkah_table(found().langkah).total == ["Jumlah", "38", "1", "37", "1"]
    assert [row[1:4] for row in log_table(found().langkah.desa).rows] == [["Balok", "1 Juni 2023", "Sosialisasi"]]


def test_activities_per_programme_pokja_kecamatan_and_year() -> None:
    kegiatan = found().kegiatan

    wanted = {"Kegiatan": "2", "Peserta (orang)": "30", "Peserta kosong": "1", "Mencantumkan kebutuhan": "50,0%"}
    for table, first in (
        (program_table(kegiatan), "Posyandu"),
        (pokja_table(kegiatan), "Dendang"),
    ):
        row = row_of(table, first)
        assert {name: row[name] for name in wanted} == wanted
        assert row["Catatan"] == "Angka kecil"


def test_rupiah_per_person_stand_with_what_they_rest_on() -> None:
    paid = outcomes_of(activity(peserta=10, realisasi=50_000), activity("Posyandu", "2023-08-01"))
    row = row_of(program_table(paid.kegiatan), "Posyandu")

    assert (row["Rp per orang"], row["Dasar Rp per orang"]) == ("5.000", "dari 1 dari 2 kegiatan")
    assert row_of(program_table(found().kegiatan), "Posyandu")["Dasar Rp per orang"] == "–"


def test_a_pokja_without_activities_has_no_small_number_but_none() -> None:
    both = outcomes_of(activity(desa="Nyuruk"), observations=(NYURUK, formed("Balok", "2018-01-01")))
    table = pokja_table(both.kegiatan)
    row = dict(zip(table.headers, next(row for row in table.rows if row[1] == "Balok"), strict=True))

    wanted = ("Kegiatan", "Peserta (orang)", "Mencantumkan kebutuhan", "Catatan")
    assert [row[name] for name in wanted] == ["0", "–", "–", "–"]


def test_before_and_after_compare_or_say_why_not() -> None:
    (program,) = found().kegiatan.programs

    assert column(results_table(program), "Perbandingan") == [
        "3 → 2 anak (selisih −1)",
        "Tidak dapat dibandingkan: sesudah kosong",
    ]
    assert column(activities_table(program.kegiatan), "Tanggal") == ["1 Juni 2023", "1 Agustus 2023"]


def test_decisions_with_their_reasons() -> None:
    evaluasi = found().evaluasi

    assert evaluasi_table(evaluasi).total == ["Jumlah", "1", "0", "0", "1", "1"]
    few = "Belum cukup desa untuk menilai"
    assert verdict_table(evaluasi).rows == [
        ["Lanjutkan", "Posyandu", "1", "1", "1", few, "Nyuruk", "1 Juli 2023", "anemia turun", "–"]
    ]
    assert review_table(evaluasi).rows == [
        ["Dendang", "Nyuruk", "1 Agustus 2023", "1 Juli 2023", "1", "Ada laporan dalam 12 bulan"]
    ]


def test_every_table_can_be_written_to_excel_also_an_empty_one() -> None:
    for all_found in (found(), outcomes_of()):
        tables = [
            komitmen_table(all_found.komitmen),
            komitmen_desa_table(all_found.komitmen.desa),
            next_table(all_found.langkah),
            program_table(all_found.kegiatan),
            review_table(all_found.evaluasi),
        ]
        for table in tables:
            assert frame_to_xlsx(table.frame, title="T", note="n", source="s", has_total=table.has_total)


def test_one_kecamatan_in_lines() -> None:
    assert kecamatan_programme_lines(DENDANG, found()) == (
        "Komitmen: 2 desa menandatangani (1 baru sebagian). 1 sudah punya Pokja sebelumnya, "
        "1 belum dilaporkan membentuk Pokja. 2 belum dilaporkan tanda tangannya.",
        "Langkah: 1 dari 3 desa tanpa Pokja sudah mengambil langkah.",
        "Kegiatan: 2 kegiatan di 1 dari 1 Pokja, 30 peserta (1 kegiatan tanpa jumlah). "
        "1 dari 2 kegiatan mencantumkan kebutuhan (angka kecil).",
        "Evaluasi: 1 lanjutkan.",
    )
    manggar = next(desa.kode_kecamatan for desa in REGION.desa if desa.kecamatan == "Manggar")
    assert kecamatan_programme_lines(manggar, found()) == ()


def test_one_desa_in_lines() -> None:
    assert desa_programme_lines(code_of("Nyuruk"), found()) == (
        "Komitmen: kepala desa dan ketua BPD menandatangani 10 Mei 2023. Pokja sudah ada saat itu.",
        "Kegiatan: 2 kegiatan, 30 peserta (1 kegiatan tanpa jumlah). "
        "1 dari 2 kegiatan mencantumkan kebutuhan (angka kecil). Terakhir 1 Agustus 2023.",
        "Evaluasi: 1 lanjutkan. Terakhir 1 Juli 2023.",
    )
    assert desa_programme_lines(code_of("Balok"), found()) == (
        "Komitmen: kepala desa menandatangani, ketua BPD tidak menandatangani (10 Mei 2023). "
        "Belum punya Pokja, sudah 235 hari.",
        "Langkah: 1 dari 5 langkah (belum: Koordinasi, Penetapan kebijakan, Penyiapan SDM dan Pembentukan Pokja). "
        "Terakhir: Sosialisasi, 1 Juni 2023.",
    )
    assert desa_programme_lines(code_of("Lilangan"), found()) == ()


def test_a_promise_kept_names_the_day() -> None:
    kept = outcomes_of(signature("Balok"), observations=[NYURUK, formed("Balok", "2023-08-01")])

    assert desa_programme_lines(code_of("Balok"), kept) == (
        "Komitmen: kepala desa dan ketua BPD menandatangani 10 Mei 2023. Pokja terbentuk sesudahnya, 1 Agustus 2023.",
    )


def test_what_is_new_since_a_meeting() -> None:
    changes = programme_changes(Programme(), programme_of(*ROWS), date(2023, 6, 30))

    # The step and the first activity are dated before the meeting.
    assert programme_change_sentence(changes, "Sejak rapat 30 Juni 2023") == (
        "Sejak rapat 30 Juni 2023: 3 komitmen, 1 langkah, 2 kegiatan (30 peserta, 1 tanpa jumlah), 1 evaluasi baru; "
        "2 di antaranya terjadi lebih dulu dan baru dilaporkan."
    )
    table = programme_changes_table(changes)
    assert column(table, "Isi") == [
        "kepala desa dan ketua BPD",
        "kepala desa",
        "Bupati",
        "Sosialisasi",
        "Posyandu",
        "Posyandu",
        "Posyandu: Lanjutkan",
    ]
    assert programme_change_sentence(programme_changes(Programme(), Programme(), date(2023, 6, 30)), "Sejak") is None
