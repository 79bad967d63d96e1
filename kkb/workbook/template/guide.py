"""The sheet "Petunjuk" of the template: how to fill in each column and sheet, in the words of the program."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Alignment, Font

from kkb.formatting import format_count
from kkb.programme import JenisLangkah, Lembar, Putusan
from kkb.programme.columns import SHEET_NAMES
from kkb.recap_columns import COLUMNS
from kkb.workbook.own_sheets import GUIDE_NAME, claim_sheet
from kkb.workbook.safe_text import write_text

TITLE = "Petunjuk"

_LINES = (
    ("Keadaan per", "Tanggal yang dibicarakan isi tabel, bukan tanggal mengunggah. Ganti bila perlu; tulis tanggal "
     "lengkap, misalnya 10/05/2023."),
    ("No sampai Desa", "Sudah terisi dan dikunci, supaya setiap desa dikenali. Kuncinya tanpa kata sandi: Tinjau, Buka "
     "Proteksi Lembar."),
    *((column.header, column.guide.replace("{longest}", format_count(column.longest))) for column in COLUMNS
      if column.guide),
    ("Sel yang kosong", "Yang tersimpan tidak dihapus oleh sel kosong; kecuali Status, yang harus diisi."),
)  # fmt: skip
_SHEETS = {
    Lembar.KOMITMEN: (
        ("Isinya", "Siapa yang sudah menandatangani Komitmen Bersama. Baris desa yang dibiarkan kosong berarti tidak "
         "dilaporkan."),
        ("Tanda Tangan", "Pilih Sudah atau Belum, untuk kepala desa dan untuk ketua BPD. Tanda tangan tidak mengubah "
         "tahap desa."),
        ("Tanggal Tanda Tangan", "Ditulis seperti Tanggal Pembentukan."),
        ("Penanda Tangan Kabupaten", "Jabatannya saja, misalnya Bupati, di baris kosong di bawah daftar desa. Kolom "
         "desanya dikosongkan."),
    ),
    Lembar.LANGKAH: (
        ("Isinya", "Satu baris untuk satu langkah sebuah desa menuju Pokja. Desa, Tanggal dan Jenis Langkah wajib "
         "diisi."),
        ("Jenis Langkah", "Pilih dari daftar: {langkah}."),
        ("Catatan", "Bebas. Pada jenis Lainnya, catatan membedakan langkah di hari yang sama."),
    ),
    Lembar.KEGIATAN: (
        ("Isinya", "Satu baris untuk satu kegiatan sebuah Pokja. Desa, Tanggal dan Nama Kegiatan wajib diisi. Kegiatan "
         "dengan nama yang sama dihitung sebagai satu program."),
        ("Kebutuhan yang Dijawab", "Kebutuhan warga yang menjadi alasan kegiatan. Kosongkan bila belum diketahui."),
        ("Keadaan Sebelum, Sesudah", "Angka dengan satuan yang sama, misalnya 35 anak dan 20 anak. Yang lain tetap "
         "tersimpan, tetapi tidak dapat dibandingkan."),
        ("Jumlah Peserta, Rupiah", "Angka bulat saja, tanpa satuan dan tanpa Rp. Kosong berarti tidak diketahui, bukan "
         "nol."),
        ("Seksi, Tujuan, Sumber Dana", "Pilih dari daftar bila ada yang cocok; kata lain juga tersimpan."),
    ),
    Lembar.EVALUASI: (
        ("Isinya", "Satu baris untuk satu putusan tentang sebuah program. Desa, Tanggal, Program dan Putusan wajib "
         "diisi."),
        ("Program", "Ditulis sama seperti Nama Kegiatan di lembar Kegiatan."),
        ("Putusan", "Pilih dari daftar: {putusan}."),
        ("Alasan, Oleh", "Mengapa, dan siapa yang memutuskan: jabatan atau forum, bukan nama orang."),
    ),
}  # fmt: skip
_END = (
    ("Nama orang", "Jangan menulis nama, nomor telepon atau NIK warga di lembar mana pun."),
    ("Sesudah diisi", "Simpan sebagai .xlsx, lalu unggah di halaman Unggah. Sebelum disimpan, program menunjukkan apa "
     "yang berubah. Lembar Petunjuk ini tidak ikut dibaca."),
)  # fmt: skip


def add_guide(book: Any, *, first_year: int) -> None:
    """Put the guide behind the sheets of a workbook of openpyxl."""
    sheet = book.create_sheet(TITLE)
    claim_sheet(sheet, GUIDE_NAME)
    sheet["A1"] = "Cara mengisi"
    sheet["A1"].font = Font(bold=True, size=14)
    facts = {
        "first_year": first_year,
        "langkah": ", ".join(JenisLangkah),
        "putusan": ", ".join(Putusan),
    }
    row = 2
    for heading, lines in (
        ("", _LINES),
        *((f"Lembar {SHEET_NAMES[lembar]} (boleh dikosongkan)", lines) for lembar, lines in _SHEETS.items()),
        ("Akhirnya", _END),
    ):
        if heading:
            row += 2
            write_text(sheet.cell(row, 1), heading)
            sheet.cell(row, 1).font = Font(bold=True, size=12)
        for what, how in lines:
            row += 1
            _write_line(sheet, row, what, how.format(**facts))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 95
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write_line(sheet: Any, row: int, what: str, how: str) -> None:
    for column, text in enumerate((what, how), start=1):
        cell = sheet.cell(row, column)
        write_text(cell, text)
        cell.font = Font(bold=column == 1)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.row_dimensions[row].height = 15 * (1 + len(how) // 100)
