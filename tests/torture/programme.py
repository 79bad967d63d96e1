"""The sheets beside the recap of status: signatures, steps, activities, evaluations, and what only looks like them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.torture.case import Case, accept, flag, torture, warn
from tests.torture.kabupaten import HEADER, KABUPATEN, SAYS, TITLE, body, of, recap, stored
from tests.torture.writing import Rows, book, sheet

KOMITMEN = ["Kecamatan", "Desa", "Kepala Desa Tanda Tangan", "Ketua BPD Tanda Tangan", "Tanggal Tanda Tangan",
            "Penanda Tangan Kabupaten"]  # fmt: skip
LANGKAH = ["Kecamatan", "Desa", "Tanggal", "Jenis Langkah", "Catatan"]
KEGIATAN = ["Desa", "Tanggal", "Nama Kegiatan", "Kebutuhan yang Dijawab", "Mitra", "Jumlah Peserta", "Keadaan Sebelum",
            "Keadaan Sesudah"]  # fmt: skip
EVALUASI = ["Desa", "Tanggal", "Program", "Putusan", "Alasan", "Oleh"]
SIGNED = date(2023, 5, 10)
MAY = date(2021, 5, 3)
POSYANDU = ["Nyuruk", MAY, "Posyandu", "gizi balita", "Puskesmas", 25, "35 anak", "20 anak"]
SAID = "kegiatan Nyuruk 2021-05-03 Posyandu 25 (35 anak > 20 anak)"


def _with_recap(name: str, rows: Rows) -> dict[str, bytes]:
    return {"rekap.xlsx": book({"Rekap": recap(), name: rows})}


def _alone(name: str, rows: Rows) -> dict[str, bytes]:
    return {"rekap.xlsx": book({name: [[TITLE], *rows]})}


def _activity(desa: str | None, day: date, name: str, count: int | None = 20, **other: Any) -> list[Any]:
    return [
        desa,
        day,
        name,
        "gizi balita",
        "Puskesmas",
        count,
        other.get("before", "3 anak"),
        other.get("after", "1 anak"),
    ]


@torture
def empat_lembar_di_samping_rekap() -> Case:
    sheets: dict[str, Rows] = {
        "Rekap": recap(),
        "Komitmen": [
            KOMITMEN,
            ["Dendang", "Nyuruk", "Sudah", "Belum", SIGNED],
            ["Dendang", "Balok", "v", "v", "10/05/2023"],
            ["Dendang", "Dendang"],
            [None, None, None, None, SIGNED, "Bupati"],
        ],
        "Langkah": [LANGKAH, ["Simpang Pesak", "Tanjung Kelumpang", date(2022, 3, 1), "Sosialisasi", "balai desa"]],
        "Kegiatan": [KEGIATAN, POSYANDU],
        "Evaluasi": [EVALUASI, ["Nyuruk", SIGNED, "Posyandu", "Lanjutkan", "balita naik berat", "Forum desa"]],
    }
    said = [
        "komitmen Nyuruk 2023-05-10 kades ya BPD tidak",
        "komitmen Balok 2023-05-10 kades ya BPD ya",
        "komitmen Bupati 2023-05-10",
        "langkah Tanjung Kelumpang 2022-03-01 Sosialisasi balai desa",
        SAID,
        "evaluasi Nyuruk 2023-05-10 Posyandu Lanjutkan Forum desa",
    ]
    return Case(files={"rekap.xlsx": book(sheets)}, first=accept(SAYS, told=said))


@torture
def lembar_rekap_komitmen_tetap_rekap() -> Case:
    """A sheet named like the signatures, whose columns tell the status."""
    return Case(files={"rekap.xlsx": sheet(recap(), name="Rekap Komitmen")}, first=accept(SAYS))


@torture
def kolom_komitmen_dan_kegiatan_di_rekap() -> Case:
    header = [*HEADER, "Komitmen", "Kegiatan", "Jumlah Peserta"]
    rows = [[*row, "Sudah", "Posyandu", 20] for row in body()]
    return Case(files={"rekap.xlsx": sheet([[TITLE], [], header, *rows])}, first=accept(SAYS, "EXTRA_COLUMNS"))


@torture
def daftar_kepala_desa_bukan_komitmen() -> Case:
    """Names of persons below "Kepala Desa" and "Ketua BPD": a list of addresses, and no signature."""
    rows = [["Desa", "Kepala Desa", "Ketua BPD", "Alamat"],
            *[[line.desa, "Kades A", "Ketua B", "Jalan Raya"] for line in KABUPATEN]]  # fmt: skip
    return Case(files=_with_recap("Data Desa", rows), first=accept(SAYS, "SHEET_UNREAD"))


@torture
def kegiatan_menyebut_desa_sekali() -> Case:
    """As offices write it: numbers, a two-row header, the desa once for its rows, headings, sums, a signature."""

    def join(target: Worksheet) -> None:
        for place in ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:F4", "G3:H3"):
            target.merge_cells(place)

    rows = [
        ["DAFTAR KEGIATAN POKJA KAMPUNG KB"],
        [],
        ["No", "Desa", "Tgl.", "Kegiatan*", "Kebutuhan", "Mitra", "Keadaan", None, "Peserta\n(orang)"],
        [None, None, None, None, None, None, "Sebelum", "Sesudah"],
        [1, 2, 3, 4, 5, 6, 7, 8, 9],
        ["KECAMATAN DENDANG"],
        [1, "Nyuruk", MAY, "Posyandu", "gizi", "Puskesmas", "35 anak", "20 anak", 25],
        [2, None, date(2021, 6, 3), "Kelas ibu", "gizi", "Puskesmas", "4 ibu", "9 ibu", 9],
        [3, "Balok", MAY, "Camat membuka kelas", "gizi", "Puskesmas", "4 ibu", "9 ibu", 12],
        ["Jumlah", None, None, None, None, None, None, None, 46],
        ["KECAMATAN MANGGAR"],
        [1, "Padang", MAY, "Posyandu", "gizi", "sda", "4 anak", "1 anak", 7],
        [2, None, date(2021, 7, 3), "sda", "gizi", "Bidan", "4 anak", "2 anak", 8],
        [],
        [None, None, None, None, None, None, "Manggar, 12 Mei 2023"],
        [None, None, None, None, None, None, "Kepala Dinas"],
    ]
    said = [
        SAID,
        "kegiatan Nyuruk 2021-06-03 Kelas ibu 9 (4 ibu > 9 ibu)",
        "kegiatan Balok 2021-05-03 Camat membuka kelas 12 (4 ibu > 9 ibu)",
        "kegiatan Padang 2021-05-03 Posyandu 7 (4 anak > 1 anak)",
        "kegiatan Padang 2021-07-03 Posyandu 8 (4 anak > 2 anak)",
    ]

    def change(made: openpyxl.Workbook) -> None:
        join(made["Kegiatan"])

    files = {"rekap.xlsx": book({"Rekap": recap(), "Kegiatan": rows}, change=change)}
    return Case(files=files, first=accept(SAYS, told=said))


@torture
def kegiatan_dengan_kolom_status() -> Case:
    """The status is that of the activity."""
    rows = [[*KEGIATAN, "Status"], [*POSYANDU, "Selesai"]]
    return Case(files=_with_recap("Kegiatan 2021", rows), first=accept(SAYS, "EXTRA_COLUMNS", told=[SAID]))


@torture
def kegiatan_dengan_cacat() -> Case:
    """Each row but the last lacks something or contradicts what is known of its Pokja."""
    rows = [
        [*KEGIATAN, "Anggaran (Rp)", "Realisasi (Rp)"],
        _activity("Jangkang", MAY, "Posyandu"),
        _activity("Nyuruk", date(2016, 5, 3), "Kelas ibu"),
        _activity("Nyuruk", date(2021, 5, 4), "Kelas ayah", after="berkurang"),
        _activity("Balok", MAY, "Rapat", before="2 rumah"),
        _activity("Balok", None, "Panen"),  # type: ignore[arg-type]
        _activity("Padang", MAY, "Lomba"),
        _activity("Balik", MAY, "Lomba"),
        POSYANDU,
    ]
    rows[3] += [1_500_000, 15_000_000]
    rows[6][5] = "banyak"
    said = [
        "kegiatan Nyuruk 2016-05-03 Kelas ibu 20 (3 anak > 1 anak)",
        "kegiatan Nyuruk 2021-05-04 Kelas ayah 20 (3 anak > berkurang)",
        "kegiatan Balok 2021-05-03 Rapat 20 (2 rumah > 1 anak)",
        "kegiatan Padang 2021-05-03 Lomba (3 anak > 1 anak)",
        SAID,
    ]
    first = flag(
        SAYS, "ACTIVITY_NO_POKJA A2", "ACTIVITY_BEFORE_POKJA B3", "SPENT_OVER_BUDGET J4", "UNIT_DIFFERS H4",
        "FIELD_BLANK B6", "NUM_BAD F7", "NAME_UNKNOWN A8", told=said,
    )  # fmt: skip
    return Case(files=_with_recap("Kegiatan", rows), first=first)


@torture
def komitmen_dengan_cacat() -> Case:
    rows = [
        KOMITMEN[:5],
        ["Dendang", "Nyuruk", "Sudah", "Sudah", "10/05/1923"],
        ["Dendang", "Balok", "Sudah", "Belum", None],
        ["Dendang", "Jangkang", "diwakili", "Sudah", SIGNED],
        ["Dendang", "Dendang", "tidak", None, None],
    ]
    said = ["komitmen Balok kades ya BPD tidak", "komitmen Dendang kades tidak BPD ?"]
    first = flag(
        SAYS, "SIGNED_TOO_EARLY E2", "SIGNED_NO_DATE E3", "KIND_UNKNOWN C4", "FIELD_BLANK D5", told=said
    )  # fmt: skip
    return Case(files=_with_recap("Komitmen", rows), first=first)


@torture
def komitmen_belum_tetapi_bertanggal() -> Case:
    """A day of signing where nobody signed."""
    rows = [
        KOMITMEN[:5],
        ["Dendang", "Nyuruk", "Belum", "Belum", SIGNED],
        ["Dendang", "Balok", "Belum", "Sudah", SIGNED],
    ]
    said = ["komitmen Nyuruk 2023-05-10 kades tidak BPD tidak", "komitmen Balok 2023-05-10 kades tidak BPD ya"]
    return Case(files=_with_recap("Komitmen", rows), first=warn(SAYS, "SIGNED_NOT_BUT_DATED E2", told=said))


@torture
def bupati_di_baris_desa() -> Case:
    """The regency's signer beside a desa, in whose row only its own two may sign."""
    rows = [KOMITMEN, ["Dendang", "Nyuruk", "Sudah", "Sudah", SIGNED, "Bupati"]]
    said = ["komitmen Nyuruk 2023-05-10 kades ya BPD ya"]
    return Case(files=_with_recap("Komitmen", rows), first=warn(SAYS, "SIGNER_WITH_DESA F2", told=said))


@torture
def langkah_tanpa_jenis() -> Case:
    """The sheet is named, and lacks what each of its rows needs."""
    rows = [["Kecamatan", "Desa", "Tanggal", "Catatan"], ["Dendang", "Dendang", MAY, "rapat di balai desa"]]
    return Case(files=_with_recap("Log Langkah", rows), first=flag(SAYS, "COLUMN_MISSING"))


@torture
def kegiatan_dengan_kata_kantor() -> Case:
    """The words of an office for the columns, abbreviated, and none of them a word of the template."""
    rows = [
        ["No", "Tgl Giat", "Desa", "Nama Giat", "Masalah warga yg dijawab", "Kerja sama dgn", "Jml Hadir",
         "Kondisi Awal", "Kondisi Akhir", "Dana dari", "Bidang"],
        [1, MAY, "Nyuruk", "Posyandu", "gizi balita", "Puskesmas", 25, "35 anak", "20 anak", "Dana Desa", "Ekonomi"],
    ]  # fmt: skip
    return Case(files=_with_recap("Lembar2", rows), first=accept(SAYS, told=[SAID]))


@torture
def lembar_yang_judulnya_tidak_dikenal() -> Case:
    """Something is told of desa, in words that mean nothing here: it must not be lost in silence."""
    rows = [
        ["No", "Desa", "Hari H", "Nama Acara", "Ulasan"],
        [1, "Nyuruk", MAY, "Posyandu", "teruskan"],
        [2, "Balok", MAY, "Bank sampah", "teruskan"],
    ]
    return Case(files=_with_recap("Catatan", rows), first=warn(SAYS, "SHEET_UNKNOWN"))


@torture
def kegiatan_tanpa_nama_yang_dikenal() -> Case:
    """The needed column is there under a word that is not known: the finding stands at that word."""
    rows = [["Desa", "Tanggal", "Judul Acara", "Jumlah Peserta", "Mitra"], ["Nyuruk", MAY, "Posyandu", 25, "PKK"]]
    first = flag(SAYS, "COLUMN_MISSING C1", "COLUMN_MISSING", "EXTRA_COLUMNS")
    return Case(files=_with_recap("Kegiatan", rows), first=first)


@torture
def kegiatan_kecamatan_hanya_di_baris_pertama() -> Case:
    """The blank below "Dendang" is no repetition of it where the desa stands elsewhere."""
    rows = [
        ["Kecamatan", *KEGIATAN],
        ["Dendang", *POSYANDU],
        [None, "Balok", MAY, "Bank sampah", "sampah", "DLH", 12, "5 karung", "2 karung"],
        [None, "Kurnia Jaya", MAY, "Bank sampah", "sampah", "DLH", 12, "5 karung", "2 karung"],
    ]
    said = [f"kegiatan {desa} 2021-05-03 Bank sampah 12 (5 karung > 2 karung)" for desa in ("Balok", "Kurnia Jaya")]
    return Case(files=_with_recap("Kegiatan", rows), first=accept(SAYS, told=[SAID, *said]))


@torture
def langkah_di_bawah_judul_tahapan() -> Case:
    """ "Tahapan" heads a status elsewhere; in a log it is the kind of step."""
    rows = [
        ["Desa", "Tgl.", "Tahapan", "Ket."],
        ["Tanjung Kelumpang", "3 Mei 2021", "sosialisasi", "balai desa"],
        ["", "12-06-2022", "Sosialisasi", ""],
        ["Dendang", "2022", "Lainnya", "rapat"],
    ]
    said = [
        "langkah Tanjung Kelumpang 2021-05-03 Sosialisasi balai desa",
        "langkah Tanjung Kelumpang 2022-06-12 Sosialisasi",
        "langkah Dendang 2022 Lainnya rapat",
    ]
    return Case(files=_with_recap("Log Langkah", rows), first=warn(SAYS, "DATE_YEAR_ONLY B4", told=said))


@torture
def evaluasi_saja() -> Case:
    """A workbook that says nothing of the status; one program is of no known activity, one word no decision."""
    rows = [
        EVALUASI,
        ["Nyuruk", SIGNED, "Posyandu", "lanjutkan", "membantu", "Forum desa"],
        ["Nyuruk", SIGNED, "Kelas ibu", "Ditinjau", "sepi", "Forum desa"],
    ]
    first = flag(
        {}, "EVALUATION_NO_ACTIVITY C3", "KIND_UNKNOWN D4",
        told=["evaluasi Nyuruk 2023-05-10 Posyandu Lanjutkan Forum desa"],
    )  # fmt: skip
    return Case(files=_alone("Evaluasi", rows), first=first, stored=stored())


@torture
def kegiatan_sama_dan_berlawanan() -> Case:
    """The same activity twice alike counts once; twice otherwise it does not count."""
    other = _activity("Balok", MAY, "Panen", 30)
    rows = [KEGIATAN, POSYANDU, POSYANDU, _activity("Balok", MAY, "Panen", 20), other]
    return Case(
        files=_with_recap("Kegiatan", rows),
        first=flag(SAYS, "ROW_DUP_SAME C3", "ROW_DUP_CONFLICT C4", "ROW_DUP_CONFLICT C5", told=[SAID]),
    )


@torture
def baris_contoh_di_lembar_kegiatan() -> Case:
    """An example stands in front of the rows; nothing of it is a report, and its desa goes on nowhere."""
    rows = [["No", *KEGIATAN], ["Contoh", *_activity("Balok", MAY, "Panen")], [1, *POSYANDU]]
    return Case(files=_with_recap("Kegiatan", rows), first=accept(SAYS, told=[SAID]))


@torture
def kegiatan_sesudah_baris_kosong_tanpa_desa() -> Case:
    """After a blank row nobody knows whose activity it is."""
    rows = [KEGIATAN, POSYANDU, [], _activity(None, MAY, "Panen")]
    return Case(files=_with_recap("Kegiatan", rows), first=flag(SAYS, "ROW_NO_NAME A4", told=[SAID]))


@torture
def peserta_di_sel_gabungan() -> Case:
    """One number merged over two activities is counted once."""
    rows = [KEGIATAN, POSYANDU, [None, None, "Kelas ibu", "gizi", "Bidan", None, "1 ibu", "2 ibu"]]

    def change(made: openpyxl.Workbook) -> None:
        for letter in "ABF":
            made["Kegiatan"].merge_cells(f"{letter}2:{letter}3")

    said = [SAID, "kegiatan Nyuruk 2021-05-03 Kelas ibu (1 ibu > 2 ibu)"]
    files = {"rekap.xlsx": book({"Rekap": recap(), "Kegiatan": rows}, change=change)}
    return Case(files=files, first=warn(SAYS, "FIELD_BLANK F3", told=said))


@torture
def lembar_kegiatan_per_kecamatan() -> Case:
    """A sheet for each kecamatan, and in one of them a second table with other columns."""
    swapped: list[Sequence[Any]] = [
        KEGIATAN,
        POSYANDU,
        [],
        [KEGIATAN[1], KEGIATAN[0], *KEGIATAN[2:]],
        [MAY, "Balok", *_activity("Balok", MAY, "Panen")[2:]],
    ]
    sheets: dict[str, Rows] = {
        "Rekap": recap(),
        "Kegiatan Dendang": swapped,
        "Kegiatan Manggar": [KEGIATAN, _activity("Padang", MAY, "Lomba")],
    }
    said = [
        SAID,
        "kegiatan Balok 2021-05-03 Panen 20 (3 anak > 1 anak)",
        "kegiatan Padang 2021-05-03 Lomba 20 (3 anak > 1 anak)",
    ]
    assert {line.desa for line in of("Dendang")} >= {"Nyuruk", "Balok"}
    return Case(files={"rekap.xlsx": book(sheets)}, first=accept(SAYS, told=said))
