"""The sheets beside the recap of status, for the samples: Komitmen, Langkah, Kegiatan, Evaluasi.

That every head of desa and every chair of a BPD signed on 10 May 2023, with the bupati and heads of OPD, and that
Tanjung Kelumpang was given sosialisasi several times, comes from the regency's news release of that day. The days of
those sosialisasi, and all activities and evaluations, are invented: each such row says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

SIGNED = date(2023, 5, 10)
INVENTED = "Data contoh, rekaan"
ALL_INVENTED = "data contoh, seluruhnya rekaan"
INVENTED_DAY = "Data contoh: sosialisasinya fakta, tanggalnya rekaan"

_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FILL = PatternFill("solid", fgColor="DDE6EE")
_WRAPPED = Alignment(vertical="top", wrap_text=True)

STEPS = (
    ("Tanjung Kelumpang", date(2021, 9, 15), "Sosialisasi", INVENTED_DAY),
    ("Tanjung Kelumpang", date(2022, 6, 21), "Sosialisasi", INVENTED_DAY),
    ("Tanjung Kelumpang", date(2023, 2, 14), "Sosialisasi", INVENTED_DAY),
    ("Lilangan", date(2022, 11, 8), "Sosialisasi", INVENTED),
    ("Lilangan", date(2023, 1, 19), "Koordinasi", INVENTED),
    ("Lilangan", date(2023, 3, 28), "Penetapan kebijakan", INVENTED),
    ("Jangkang", date(2022, 12, 6), "Sosialisasi", INVENTED),
    ("Jangkang", date(2023, 4, 11), "Koordinasi", INVENTED),
    ("Mempaya", date(2023, 3, 9), "Sosialisasi", INVENTED),
    # After 10 May 2023.
    ("Lilangan", date(2023, 7, 18), "Penyiapan SDM", INVENTED),
    ("Lilangan", date(2023, 9, 14), "Pembentukan Pokja", INVENTED),
    ("Jangkang", date(2023, 8, 24), "Penetapan kebijakan", INVENTED),
    ("Jangkang", date(2023, 11, 21), "Pembentukan Pokja", INVENTED),
    ("Mempaya", date(2023, 10, 5), "Koordinasi", INVENTED),
    ("Mempaya", date(2024, 1, 30), "Pembentukan Pokja", INVENTED),
    ("Tanjung Kelumpang", date(2023, 9, 20), "Sosialisasi", INVENTED),
    ("Tanjung Kelumpang", date(2024, 3, 6), "Koordinasi", INVENTED),
    ("Padang", date(2024, 2, 13), "Sosialisasi", INVENTED),
    ("Padang", date(2024, 4, 23), "Koordinasi", INVENTED),
    ("Padang", date(2024, 6, 11), "Penetapan kebijakan", INVENTED),
    ("Dendang", date(2024, 3, 19), "Sosialisasi", INVENTED),
    ("Simpang Tiga", date(2024, 5, 16), "Sosialisasi", INVENTED),
    ("Air Kelik", date(2024, 5, 28), "Sosialisasi", INVENTED),
    ("Mekar Jaya", date(2023, 8, 10), "Sosialisasi", INVENTED),
    ("Selingsing", date(2023, 8, 15), "Sosialisasi", INVENTED),
    ("Dukong", date(2023, 10, 12), "Sosialisasi", INVENTED),
    ("Pembaharuan", date(2024, 1, 18), "Sosialisasi", INVENTED),
    ("Renggiang", date(2024, 2, 27), "Lainnya", f"Rapat kader. {INVENTED}"),
)

HEADERS = (
    "Desa", "Tanggal", "Nama Kegiatan", "Kebutuhan yang Dijawab", "Mitra", "Jumlah Peserta", "Keadaan Sebelum",
    "Keadaan Sesudah", "Seksi", "Tujuan Inpres 3/2022", "Sumber Dana", "Anggaran (Rp)", "Realisasi (Rp)", "Sasaran",
    "Cara Menemukan Kebutuhan", "Faktor Sosial", "Faktor Budaya", "Faktor Lingkungan", "Keterangan",
)  # fmt: skip

_KITCHEN, _CLASS, _GARDEN, _SERVICE, _DATA, _YOUTH, _WATER = (
    "Dapur sehat atasi stunting", "Kelas orang tua balita", "Kebun gizi pekarangan", "Pelayanan KB bergerak",
    "Pemutakhiran data keluarga", "Bina keluarga remaja", "Gotong royong air bersih",
)  # fmt: skip

_NEEDS = {
    _KITCHEN: "Balita dengan gizi kurang",
    _CLASS: "Orang tua belum tahu tumbuh kembang anak",
    _GARDEN: "Sayur sulit didapat pada musim kering",
    _SERVICE: "Pasangan yang ingin ber-KB jauh dari layanan",
    _DATA: "Data keluarga tidak lengkap",
    _YOUTH: "Remaja putus sekolah",
    _WATER: "Air sumur keruh",
}
_KINDS = {
    _KITCHEN: ("Reproduksi", "Perubahan perilaku keluarga", "Dana Desa", "Keluarga dengan balita"),
    _CLASS: ("Pendidikan", "Perubahan perilaku keluarga", "APBD", "Orang tua balita"),
    _GARDEN: ("Ekonomi", "Penataan lingkungan keluarga", "Swadaya masyarakat", "Ibu rumah tangga"),
    _SERVICE: ("Reproduksi", "Cakupan layanan dan rujukan", "APBD", "Pasangan usia subur"),
    _DATA: ("Perlindungan", "Data keluarga dan dokumen kependudukan", "Dana Desa", "Semua keluarga"),
    _YOUTH: ("Kasih sayang", "Perubahan perilaku keluarga", "APBD", "Remaja dan orang tuanya"),
    _WATER: ("Pembinaan lingkungan", "Penataan lingkungan keluarga", "Swadaya masyarakat", "Semua keluarga"),
}
_FACTORS = {
    _KITCHEN: ("Kader sudah dikenal warga", "Makanan pantangan dibahas", None),
    _CLASS: ("Waktu disesuaikan dengan jam kerja", None, None),
    _GARDEN: ("Digilir antar-RT", None, "Memakai air hujan"),
    _WATER: ("Warga bergiliran", "Dimulai dengan kenduri", "Sumber air dijaga"),
}

# desa, day, activity, partner, people, before, after, budget, spent; None is a blank, as in recaps of real life.
ACTIVITIES = (
    ("Senyubuk", date(2022, 3, 15), _KITCHEN, "Puskesmas", 34, "11 balita", "8 balita", 6_000_000, 5_850_000),
    ("Senyubuk", date(2022, 9, 20), _KITCHEN, "Puskesmas", 31, "8 balita", "6 balita", 6_000_000, 6_000_000),
    ("Senyubuk", date(2022, 10, 11), _CLASS, "TP PKK", 28, "12 orang tua", "25 orang tua", 2_500_000, 2_250_000),
    ("Senyubuk", date(2023, 2, 7), _DATA, "Kader pendata", 12, "412 keluarga", "655 keluarga", 3_000_000, 2_900_000),
    ("Burong Mandi", date(2022, 5, 17), _GARDEN, "Kelompok tani", 22, "4 pekarangan", "19 pekarangan", None, None),
    ("Burong Mandi", date(2022, 8, 9), _KITCHEN, "Puskesmas", 19, "7 balita", "5 balita", 4_500_000, 4_400_000),
    ("Burong Mandi", date(2023, 1, 24), _WATER, "Karang taruna", 47, "keruh", "jernih", None, None),
    ("Kurnia Jaya", date(2022, 6, 14), _CLASS, "TP PKK", 26, "9 orang tua", "21 orang tua", 2_000_000, 2_000_000),
    ("Kurnia Jaya", date(2022, 11, 22), _KITCHEN, "Puskesmas", 24, "9 balita", "9 balita", 5_000_000, 4_950_000),
    ("Cendil", date(2022, 4, 5), _SERVICE, "Puskesmas", 41, "18 pasangan", "39 pasangan", 7_500_000, 7_100_000),
    ("Cendil", date(2022, 10, 18), _KITCHEN, "Puskesmas", 17, "6 balita", "4 balita", 4_000_000, 3_900_000),
    ("Cendil", date(2023, 3, 14), _GARDEN, "Kelompok tani", 15, "3 pekarangan", "12 pekarangan", 1_500_000, 1_450_000),
    ("Batu Penyu", date(2022, 7, 12), _KITCHEN, "Puskesmas", 21, "10 balita", "7 balita", 5_000_000, 5_000_000),
    ("Batu Penyu", date(2023, 2, 21), _YOUTH, "Sekolah", None, "5 anak", None, 2_000_000, None),
    ("Aik Madu", date(2022, 8, 23), _DATA, "Kader pendata", 9, "120 keluarga", "65%", 1_500_000, 1_400_000),
    ("Aik Madu", date(2023, 4, 4), _CLASS, None, 18, None, None, None, None),
    ("Tanjung Batu Itam", date(2022, 9, 6), _GARDEN, "Kelompok tani", 20, "6 pekarangan", "14 pekarangan", None, None),
    ("Nyuruk", date(2021, 11, 16), _CLASS, "TP PKK", 14, "6 orang tua", "11 orang tua", 1_200_000, 1_150_000),
    ("Limbongan", date(2022, 3, 29), _SERVICE, "Puskesmas", 33, "15 pasangan", "28 pasangan", 6_000_000, 5_700_000),
    ("Limbongan", date(2022, 12, 13), _YOUTH, "Sekolah", 38, "8 anak", "3 anak", 3_000_000, 2_950_000),
    ("Lalang", date(2023, 1, 17), _KITCHEN, "Puskesmas", 25, "12 balita", "9 balita", 5_500_000, 5_400_000),
    ("Lenggang", date(2022, 11, 1), _WATER, "Karang taruna", 52, "keruh", "belum diukur", None, None),
    ("Balok", date(2022, 10, 25), _CLASS, "TP PKK", 16, "5 orang tua", "13 orang tua", 1_500_000, 1_500_000),
    ("Mayang", date(2021, 10, 12), _GARDEN, "Kelompok tani", 11, "2 pekarangan", "7 pekarangan", None, None),
    # After 10 May 2023.
    ("Senyubuk", date(2023, 9, 19), _KITCHEN, "Puskesmas", 29, "6 balita", "4 balita", 6_000_000, 5_950_000),
    ("Senyubuk", date(2024, 2, 20), _YOUTH, "Sekolah", 35, "9 anak", "6 anak", 3_000_000, 3_000_000),
    ("Burong Mandi", date(2023, 10, 10), _KITCHEN, "Puskesmas", 18, "5 balita", "4 balita", 4_500_000, 4_500_000),
    ("Cendil", date(2023, 8, 22), _SERVICE, "Puskesmas", 37, "39 pasangan", "52 pasangan", 7_500_000, 7_300_000),
    ("Batu Penyu", date(2023, 11, 14), _KITCHEN, "Puskesmas", 20, "7 balita", "6 balita", 5_000_000, 4_800_000),
    ("Kurnia Jaya", date(2024, 3, 5), _CLASS, "TP PKK", 23, "21 orang tua", "30 orang tua", 2_000_000, 1_900_000),
    ("Limbongan", date(2024, 1, 16), _SERVICE, "Puskesmas", 30, "28 pasangan", "36 pasangan", 6_000_000, 6_000_000),
    ("Lilangan", date(2023, 12, 12), _DATA, "Kader pendata", 10, "90 keluarga", "240 keluarga", 2_000_000, 1_850_000),
    ("Lilangan", date(2024, 4, 16), _GARDEN, "Kelompok tani", 17, "1 pekarangan", "9 pekarangan", None, None),
    ("Jangkang", date(2024, 3, 26), _CLASS, "TP PKK", 19, "4 orang tua", "15 orang tua", 1_500_000, 1_450_000),
    ("Lalang", date(2024, 5, 21), _KITCHEN, "Puskesmas", 22, "9 balita", "8 balita", 5_500_000, 5_500_000),
    ("Gantung", date(2024, 6, 4), _DATA, "Kader pendata", 14, "300 keluarga", "510 keluarga", 2_500_000, 2_400_000),
)  # fmt: skip

EVALUATIONS = (
    ("Senyubuk", date(2023, 4, 18), _KITCHEN, "Lanjutkan", "Balita gizi kurang berkurang dua kali berturut-turut"),
    ("Senyubuk", date(2023, 4, 18), _CLASS, "Lanjutkan", "Peserta bertambah"),
    ("Burong Mandi", date(2023, 4, 25), _GARDEN, "Lanjutkan", "Pekarangan yang ditanami bertambah"),
    ("Burong Mandi", date(2023, 4, 25), _WATER, "Perbaiki", "Hasilnya belum diukur dengan angka"),
    ("Kurnia Jaya", date(2023, 4, 27), _KITCHEN, "Perbaiki", "Jumlah balita tidak berubah; menu perlu ditinjau"),
    ("Cendil", date(2023, 4, 26), _SERVICE, "Lanjutkan", "Pasangan yang terlayani bertambah"),
    ("Cendil", date(2023, 4, 26), _KITCHEN, "Lanjutkan", "Balita gizi kurang berkurang"),
    ("Batu Penyu", date(2023, 5, 2), _YOUTH, "Hentikan", "Peserta tidak tercatat dan hasil tidak diketahui"),
    ("Limbongan", date(2023, 5, 3), _SERVICE, "Lanjutkan", "Pasangan yang terlayani bertambah"),
    # After 10 May 2023.
    ("Senyubuk", date(2024, 6, 11), _KITCHEN, "Lanjutkan", "Tetap berkurang; siap ditiru desa lain"),
    ("Burong Mandi", date(2024, 6, 12), _KITCHEN, "Lanjutkan", "Berkurang perlahan"),
    ("Kurnia Jaya", date(2024, 6, 13), _CLASS, "Lanjutkan", "Peserta bertambah"),
    ("Batu Penyu", date(2024, 6, 18), _KITCHEN, "Perbaiki", "Berkurang lebih lambat daripada tahun lalu"),
    ("Limbongan", date(2024, 6, 19), _YOUTH, "Perbaiki", "Jadwal bentrok dengan ujian"),
    ("Lilangan", date(2024, 6, 20), _DATA, "Lanjutkan", "Data lengkap dipakai untuk memilih sasaran"),
)


def add_programme(workbook: Workbook, desa: Sequence[tuple[str, str]], *, until: date) -> None:
    """Add the four sheets with all that had happened by `until`; `desa` are (kecamatan, desa) of the whole region."""
    add_komitmen(workbook.create_sheet("Komitmen"), desa, until)
    add_log(workbook.create_sheet("Langkah"), desa, until)
    add_kegiatan(workbook.create_sheet("Kegiatan"), desa, until)
    add_evaluasi(workbook.create_sheet("Evaluasi"), desa, until)


def add_komitmen(sheet: Worksheet, desa: Sequence[tuple[str, str]], until: date) -> None:
    """Every desa with both signatures, and the signers of the regency by their offices."""
    headers = ("No", "Kecamatan", "Desa", "Kepala Desa Tanda Tangan", "Ketua BPD Tanda Tangan", "Tanggal Tanda Tangan",
               "Penanda Tangan Kabupaten", "Keterangan")  # fmt: skip
    _head(sheet, "Penandatangan Komitmen Bersama Pokja Kampung KB", until, headers, "5 20 22 15 15 16 26 40")
    rows: list[tuple[object, ...]] = [
        (number, kecamatan, name, "Sudah", "Sudah", SIGNED, None, None)
        for number, (kecamatan, name) in enumerate(desa, start=1)
    ]
    for office in ("Bupati", "Kepala OPD terkait"):
        rows.append((len(rows) + 1, None, None, None, None, SIGNED, office, None))
    _write(sheet, rows)


def add_log(sheet: Worksheet, desa: Sequence[tuple[str, str]], until: date) -> None:
    """The steps in the order of their days."""
    headers = ("No", "Kecamatan", "Desa", "Tanggal", "Jenis Langkah", "Catatan")
    _head(sheet, "Langkah pembentukan Pokja Kampung KB", until, headers, "5 20 22 14 22 52")
    kecamatan = {name: of for of, name in desa}
    ordered = sorted((step for step in STEPS if step[1] <= until), key=lambda step: step[1])
    _write(sheet, [(n, kecamatan[name], name, *rest) for n, (name, *rest) in enumerate(ordered, start=1)])


def add_kegiatan(sheet: Worksheet, desa: Sequence[tuple[str, str]], until: date) -> None:
    """The activities of each desa together, in the order of the region's list."""
    headers = ("No", "Kecamatan", *HEADERS)
    _head(
        sheet,
        "Kegiatan Pokja Kampung KB",
        until,
        headers,
        "5 18 20 13 28 34 18 10 16 16 18 30 18 14 14 22 24 28 26 22 26",
        label=ALL_INVENTED,
    )
    rows = []
    for kecamatan, name in desa:
        for one in sorted((a for a in ACTIVITIES if a[0] == name and a[1] <= until), key=lambda a: a[1]):
            _, day, activity, partner, people, before, after, budget, spent = one
            seksi, tujuan, fund, group = _KINDS[activity]
            # Without a partner nothing else was noted either, as it happens.
            need = _NEEDS[activity] if partner else None
            how = "Musyawarah desa" if partner == "Puskesmas" else None
            told = (activity, need, partner, people, before, after, seksi, tujuan, fund, budget, spent, group, how)
            rows.append((len(rows) + 1, kecamatan, name, day, *told, *_FACTORS.get(activity, (None,) * 3), INVENTED))
    _write(sheet, rows)


def add_evaluasi(sheet: Worksheet, desa: Sequence[tuple[str, str]], until: date) -> None:
    """What was judged of programmes, by forums: no person is named."""
    headers = ("No", "Kecamatan", "Desa", "Tanggal", "Program", "Putusan", "Alasan", "Oleh")
    _head(sheet, "Evaluasi program Pokja Kampung KB", until, headers, "5 20 22 14 30 14 52 24", label=ALL_INVENTED)
    kecamatan = {name: of for of, name in desa}
    ordered = sorted((one for one in EVALUATIONS if one[1] <= until), key=lambda one: one[1])
    _write(
        sheet,
        [(n, kecamatan[name], name, *rest, "Rapat Pokja (rekaan)") for n, (name, *rest) in enumerate(ordered, start=1)],
    )


def _head(
    sheet: Worksheet, title: str, until: date, headers: Sequence[str], widths: str, label: str = "data contoh"
) -> None:
    sheet["A1"] = f"{title} ({label})"
    sheet["A1"].font = Font(bold=True, size=13)
    sheet["A2"] = f"Keadaan per {until:%d/%m/%Y}"
    for column, (text, width) in enumerate(zip(headers, widths.split(), strict=True), start=1):
        cell = sheet.cell(4, column, text)
        cell.font, cell.fill, cell.border = Font(bold=True), _FILL, _BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[cell.column_letter].width = int(width)
    sheet.freeze_panes = "A5"


def _write(sheet: Worksheet, rows: Sequence[Sequence[object]]) -> None:
    for number, row in enumerate(rows, start=5):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, value)
            cell.border, cell.alignment = _BOX, _WRAPPED
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
            elif isinstance(value, int) and column > 2:
                cell.number_format = "#,##0"
