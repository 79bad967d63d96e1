"""The sheet "Petunjuk" of the template: how to fill in each column, in the words of the program's own messages."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Alignment, Font

from kkb.formatting import format_count
from kkb.schema import LONGEST_NOTE
from kkb.workbook.own_sheets import GUIDE_NAME, claim_sheet
from kkb.workbook.safe_text import write_text

TITLE = "Petunjuk"

_LINES = (
    ("Keadaan per", "Tanggal yang dibicarakan isi tabel, bukan tanggal mengunggah. Ganti bila perlu; tulis tanggal "
     "lengkap, misalnya 10/05/2023."),
    ("No sampai Desa", "Sudah terisi dan dikunci, supaya setiap desa dikenali. Kuncinya tanpa kata sandi: Tinjau, Buka "
     "Proteksi Lembar."),
    ("Status", "Pilih dari daftar: Belum, Sosialisasi, Komitmen, Merintis atau Terbentuk. Wajib diisi: kosong berarti "
     "tidak dilaporkan, bukan Belum. Komitmen yang ditandatangani tidak mengubah tahap."),
    ("Tanggal Pembentukan", "Hanya untuk desa yang Terbentuk. Tulis 10/05/2023 (hari dulu), Mei 2023, atau 2023 saja "
     "bila hanya tahunnya yang diketahui. Paling awal {first_year}, tidak sesudah tanggal keadaan. Kosongkan bila "
     "tidak diketahui; jangan dikarang."),
    ("Nomor SK", "Tulis seperti di suratnya. Selnya berupa teks, jadi 12/05/2018 tidak berubah menjadi tanggal."),
    ("Tanggal SK", "Ditulis seperti Tanggal Pembentukan."),
    ("Tanggal Pencanangan", "Tanggal peluncuran resmi, bila ada. Tanggal ini tidak menggantikan tanggal pembentukan."),
    ("Klasifikasi", "Pilih dari daftar: Dasar, Berkembang, Mandiri atau Berkelanjutan, menurut portal nasional."),
    ("Keterangan", "Bebas, paling panjang {longest_note} huruf."),
    ("Sel yang kosong", "Yang tersimpan tidak dihapus oleh sel kosong; kecuali Status, yang harus diisi."),
    ("Sesudah diisi", "Simpan sebagai .xlsx, lalu unggah di halaman Unggah. Sebelum disimpan, program menunjukkan apa "
     "yang berubah. Lembar Petunjuk ini tidak ikut dibaca."),
)  # fmt: skip


def add_guide(book: Any, *, first_year: int) -> None:
    """Put the guide behind the sheets of a workbook of openpyxl."""
    sheet = book.create_sheet(TITLE)
    claim_sheet(sheet, GUIDE_NAME)
    sheet["A1"] = "Cara mengisi"
    sheet["A1"].font = Font(bold=True, size=14)
    for row, (what, how) in enumerate(_LINES, start=3):
        told = how.format(first_year=first_year, longest_note=format_count(LONGEST_NOTE))
        for column, text in enumerate((what, told), start=1):
            cell = sheet.cell(row, column)
            write_text(cell, text)
            cell.font = Font(bold=column == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.row_dimensions[row].height = 15 * (1 + len(how) // 85)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 95
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
