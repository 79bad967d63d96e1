"""Make the sample recaps: `python sample_data/make_samples.py` writes them beside this script.

Facts and their sources: Senyubuk 2014, fifteen Pokja, no new one up to 2021, Lilangan and Jangkang merintis and
Tanjung Kelumpang sosialisasi come from the regency's news release of 10 May 2023; the launches of 3 October 2017 from
negerilaskarpelangi.com (?p=14631) of that day; seven confirmed on 2 May 2018, of which only Limbongan is named, from
bangka.tribunnews.com of that day. Launch and confirmation stand for days of formation. The six other desa of 2018 are
picked for illustration. That 21 desa are Belum, every klasifikasi, and everything after May 2023 is invented. Each
such value says so in its note. All three workbooks carry the property `contoh`, which labels them on every page. Two of
them have the sheets beside the recap of status as well (`programme_sheets.py`).
"""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.custom import BoolProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet
from programme_sheets import add_programme

HERE = Path(__file__).resolve().parent
REGION_CSV = HERE.parent / "kkb" / "data" / "wilayah_beltim.csv"

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

FIRST = {"Senyubuk": "2014"}
OCTOBER_2017 = ("Burong Mandi", "Kurnia Jaya", "Cendil", "Batu Penyu", "Aik Madu", "Tanjung Batu Itam", "Nyuruk")
MAY_2018_KNOWN = "Limbongan"
MAY_2018_ILLUSTRATIVE = ("Lalang", "Lenggang", "Balok", "Mayang", "Mengkubang", "Lintang")
MERINTIS_2023 = ("Lilangan", "Jangkang")
SOSIALISASI_2023 = ("Tanjung Kelumpang",)

RELEASE = "rilis Diskominfo Beltim, 10 Mei 2023"
FIRST_NOTE = "Pokja pertama; sumber hanya menyebut tahun"
LAUNCH_NOTE = "Hari pencanangan menurut negerilaskarpelangi.com (?p=14631), 3 Oktober 2017; dipakai sebagai pembentukan"
CONFIRMED_NOTE = "Hari pengukuhan menurut bangka.tribunnews.com, 2 Mei 2018; dipakai sebagai pembentukan"
ILLUSTRATIVE_NOTE = "Ilustrasi: bangka.tribunnews.com, 2 Mei 2018, hanya menyebut jumlahnya, bukan nama desa ini"
UNNAMED_NOTE = f"Data contoh, rekaan: {RELEASE}, tidak menyebut desa ini"
GRADE_NOTE = "klasifikasi rekaan"
INVENTED_NOTE = "Data contoh, rekaan"

# Invented: what might have happened up to 30 June 2024.
LATER_FORMED = {
    "Lilangan": date(2023, 9, 14),
    "Jangkang": date(2023, 11, 21),
    "Mempaya": date(2024, 1, 30),
    "Gantung": date(2024, 2, 27),
    "Kelubi": date(2024, 3, 19),
    "Simpang Pesak": date(2024, 5, 14),
    "Buding": date(2024, 6, 6),
}
LATER_MERINTIS = ("Tanjung Kelumpang", "Padang", "Dendang", "Simpang Tiga", "Air Kelik")
LATER_SOSIALISASI = ("Mekar Jaya", "Selingsing", "Dukong", "Pembaharuan", "Renggiang")

_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER_FILL = PatternFill("solid", fgColor="DDE6EE")
_CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)


def load_desa() -> list[tuple[str, str]]:
    """(kecamatan, desa) in the order of the region's list."""
    with REGION_CSV.open(encoding="utf-8", newline="") as file:
        return [(row["kecamatan"], row["desa"]) for row in csv.DictReader(file)]


def make_workbook(sheet_name: str) -> tuple[Workbook, Worksheet]:
    """A workbook that says it is a sample, with one sheet."""
    workbook = Workbook()
    workbook.custom_doc_props.append(BoolProperty(name="contoh", value=True))
    workbook.properties.creator = "Data contoh"
    workbook.properties.created = workbook.properties.modified = datetime(2023, 5, 10)
    sheet = workbook.active
    sheet.title = sheet_name
    return workbook, sheet


def write_header(sheet: Worksheet, row: int, texts: list[str | None]) -> None:
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column, text)
        cell.font, cell.alignment, cell.border, cell.fill = Font(bold=True), _CENTER, _BOX, _HEADER_FILL


def write_signature(sheet: Worksheet, row: int, column: int, place_and_day: str) -> None:
    """A signature block with blanks: officials change, so none is named."""
    for offset, text in enumerate([place_and_day, "Kepala Dinas,", None, None, "( ........................ )", "NIP."]):
        sheet.cell(row + offset, column, text)


def set_widths(sheet: Worksheet, widths: str) -> None:
    for letter, width in zip("ABCDEFGHI", map(int, widths.split()), strict=False):
        sheet.column_dimensions[letter].width = width


def status_2023(desa: str) -> tuple[str, object, str | None]:
    """(status, date of formation, note) of a desa on 10 May 2023."""
    if desa in FIRST:
        return "Terbentuk", int(FIRST[desa]), FIRST_NOTE
    if desa in OCTOBER_2017:
        return "Terbentuk", date(2017, 10, 3), LAUNCH_NOTE
    if desa == MAY_2018_KNOWN:
        return "Terbentuk", date(2018, 5, 2), CONFIRMED_NOTE
    if desa in MAY_2018_ILLUSTRATIVE:
        return "Terbentuk", date(2018, 5, 2), ILLUSTRATIVE_NOTE
    if desa in MERINTIS_2023:
        return "Merintis", None, f"Menurut {RELEASE}"
    if desa in SOSIALISASI_2023:
        return "Sosialisasi", None, f"Sosialisasi sudah beberapa kali menurut {RELEASE}"
    return "Belum", None, UNNAMED_NOTE


def make_recap_2023(path: Path) -> None:
    """Shaped like a recap of the regency: title rows, a header of two rows, a numbering row, merged kecamatan,
    Jumlah rows, a signature block."""
    workbook, sheet = make_workbook("Rekap")
    titles = (
        "PEMERINTAH KABUPATEN BELITUNG TIMUR",
        "REKAPITULASI PEMBENTUKAN POKJA KAMPUNG KELUARGA BERKUALITAS",
        "KEADAAN PER 10 MEI 2023 (DATA CONTOH)",
    )
    for number, title in enumerate(titles, start=1):
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=8)
        cell = sheet.cell(number, 1, title)
        cell.font, cell.alignment = Font(bold=True, size=12), _CENTER
    write_header(sheet, 5, ["No", "Kecamatan", "Desa", "Status Pokja", "Tanggal/Tahun Pembentukan", "SK Pokja", None,
                            "Keterangan"])  # fmt: skip
    write_header(sheet, 6, [None, None, None, None, None, "Nomor", "Tanggal", None])
    sheet.merge_cells("F5:G5")
    for letter in "ABCDEH":
        sheet.merge_cells(f"{letter}5:{letter}6")
    write_header(sheet, 7, ["1", "2", "3", "4", "5", "6", "7", "8"])
    row, number, formed_in_all = 8, 0, 0
    by_kecamatan: dict[str, list[str]] = {}
    for kecamatan, desa in load_desa():
        by_kecamatan.setdefault(kecamatan, []).append(desa)
    for kecamatan, names in by_kecamatan.items():
        first, formed = row, 0
        for desa in names:
            number += 1
            status, day, note = status_2023(desa)
            formed += status == "Terbentuk"
            values = [number, kecamatan if row == first else None, desa, status, day, None, None, note]
            for column, value in enumerate(values, start=1):
                cell = sheet.cell(row, column, value)
                cell.border = _BOX
                if isinstance(value, date):
                    cell.number_format = "dd/mm/yyyy"
            row += 1
        sheet.merge_cells(start_row=first, start_column=2, end_row=row - 1, end_column=2)
        sheet.cell(first, 2).alignment = _CENTER
        write_total(sheet, row, f"Jumlah {kecamatan}", formed)
        formed_in_all += formed
        row += 1
    write_total(sheet, row, "JUMLAH KABUPATEN", formed_in_all)
    write_signature(sheet, row + 2, 6, "Manggar, 10 Mei 2023")
    set_widths(sheet, "5 20 22 14 16 16 12 48")
    sheet.freeze_panes = "A8"
    add_programme(workbook, load_desa(), until=date(2023, 5, 10))
    workbook.save(path)


def write_total(sheet: Worksheet, row: int, label: str, formed: int) -> None:
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=3)
    for column, value in ((1, label), (4, formed)):
        cell = sheet.cell(row, column, value)
        cell.font = Font(bold=True)


def later_row(desa: str) -> tuple[str, str | None, str | None, str | None, str | None]:
    """(status, date, SK, class, note) of a desa on 30 June 2024, as invented."""
    if desa in LATER_FORMED:
        day = LATER_FORMED[desa]
        words = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
        number = f"140/{list(LATER_FORMED).index(desa) + 1:02d}/SK-CONTOH/{day.year}"
        return "Terbentuk", words, number, "Dasar", INVENTED_NOTE
    status, day, note = status_2023(desa)
    if status == "Terbentuk":
        written = day.strftime("%d/%m/%Y") if isinstance(day, date) else str(day)
        grade = "Mandiri" if desa in FIRST else "Berkembang" if desa in OCTOBER_2017 else "Dasar"
        return status, written, None, grade, f"{note}; {GRADE_NOTE}"
    if desa in LATER_MERINTIS:
        return "Merintis", None, None, None, INVENTED_NOTE
    if desa in LATER_SOSIALISASI:
        return "Sosialisasi", None, None, None, INVENTED_NOTE
    return "Belum", None, None, None, note


def make_later_recap(path: Path) -> None:
    """An invented later state in another shape: from column B, kecamatan only on the first row of its block, dates
    as text, spellings that people use."""
    spellings = {"Burong Mandi": "BURUNG MANDI", "Selingsing": "Selinsing", "Tanjung Batu Itam": "Batu Itam"}
    workbook, sheet = make_workbook("Juni 2024")
    sheet["B1"] = "Rekap Status Kampung KB per Desa (data contoh, rekaan)"
    sheet["B1"].font = Font(bold=True, size=13)
    sheet["B2"] = "Posisi 30 Juni 2024"
    headers = ["No.", "Kec.", "Nama Desa", "Status", "Tgl Pembentukan", "No. SK", "Klasifikasi", "Ket."]
    for column, text in enumerate(headers, start=2):
        cell = sheet.cell(4, column, text)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEADER_FILL, _BOX
    previous = None
    for number, (kecamatan, desa) in enumerate(load_desa(), start=1):
        status, day, sk, grade, note = later_row(desa)
        shown = kecamatan if kecamatan != previous else None
        previous = kecamatan
        values = [str(number), shown, spellings.get(desa, desa), status, day, sk, grade, note]
        for column, value in enumerate(values, start=2):
            sheet.cell(4 + number, column, value).border = _BOX
    last = 4 + len(load_desa())
    sheet.cell(last + 1, 3, "Jumlah")
    sheet.cell(last + 1, 5, f'=COUNTIF(E5:E{last},"Terbentuk")')
    set_widths(sheet, "3 5 20 22 14 20 24 14 48")
    sheet.freeze_panes = "B5"
    add_programme(workbook, load_desa(), until=date(2024, 6, 30))
    workbook.save(path)


def make_faulty_recap(path: Path) -> None:
    """The recap of 10 May 2023 as somebody in a hurry might have typed it. None of the mistakes is a question."""
    workbook, sheet = make_workbook("Rekap")
    sheet["A1"] = "REKAP POKJA KAMPUNG KB (DATA CONTOH, DENGAN SALAH KETIK)"
    sheet["A2"] = "Keadaan per 10 Mei 2023"
    for column, text in enumerate(["No", "Kecamatan", "Desa", "Status", "Tanggal Pembentukan", "Keterangan"], start=1):
        cell = sheet.cell(4, column, text)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEADER_FILL, _BOX
    faults: dict[str, dict[int, object]] = {
        "Selingsing": {3: "Selingsng"},  # a likeness: shown, and storing it confirms the spelling
        "Kelubi": {4: None},  # no status
        "Padang": {4: "Blum terbentuk"},  # a word that is none
        "Cendil": {5: "31 Februari 2017"},  # no such day
        "Mayang": {5: "2o18"},  # a letter for a digit
        "Lintang": {5: "02/05/1918"},  # before the first Pokja
        "Nyuruk": {5: "3 Oktober 2027"},  # not yet
        "Mentawak": {5: "12 Maret 2019"},  # Belum, with a date
        "Dukong": {2: "Gantung"},  # the wrong kecamatan
        "Sukamandi": {3: "Sukamaju"},  # on no list
    }
    row = 5
    for number, (kecamatan, desa) in enumerate(load_desa(), start=1):
        status, day, note = status_2023(desa)
        values: list[object] = [number, kecamatan, desa, status, day, note]
        for column, value in faults.get(desa, {}).items():
            values[column - 1] = value
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column, value)
            cell.border = _BOX
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
        row += 1
    for column, value in enumerate([40, "Manggar", "Baru", "Merintis", None, None], start=1):  # twice, differently
        sheet.cell(row, column, value).border = _BOX
    sheet.cell(row + 1, 2, "Jumlah")
    sheet.cell(row + 1, 4, 17)
    set_widths(sheet, "5 20 22 16 20 48")
    workbook.save(path)


def main() -> None:
    make_recap_2023(HERE / "rekap_2023-05-10.xlsx")
    make_later_recap(HERE / "rekap_contoh_lanjutan.xlsx")
    make_faulty_recap(HERE / "rekap_salah_ketik.xlsx")


if __name__ == "__main__":
    main()
