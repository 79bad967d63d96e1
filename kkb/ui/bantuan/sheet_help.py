"""How the four sheets beside the recap of status are filled in, from the columns that the reader knows."""

from __future__ import annotations

from kkb.formatting import MISSING, join_words
from kkb.programme import Lembar
from kkb.programme.columns import KOLOM, SHEET_NAMES, Isi, Kolom, Perlu

SHEET_HEADERS = ["Lembar", "Satu baris", "Wajib diisi", "Sebaiknya diisi", "Boleh diisi"]

CHOICE_HEADERS = ["Kolom dengan pilihan", "Pilihannya", "Kata lain"]

_ONE_ROW = {
    Lembar.KOMITMEN: "Satu desa: siapa menandatangani. Baris tanpa desa: satu jabatan kabupaten yang menandatangani.",
    Lembar.LANGKAH: "Satu langkah sebuah desa menuju Pokja.",
    Lembar.KEGIATAN: "Satu kegiatan sebuah Pokja. Yang bernama sama dihitung sebagai satu program.",
    Lembar.EVALUASI: "Satu putusan tentang satu program sebuah Pokja.",
}

RULES = (
    "Keempatnya boleh dikosongkan, dan boleh diunggah tanpa lembar status. Templat di Unggah sudah memuatnya.",
    "Kode Desa boleh menggantikan nama desa dan kecamatan.",
    "Sel yang kosong berarti tidak diketahui, bukan nol dan bukan tidak.",
    "Mengunggah lembar yang sama lagi tidak menggandakan baris: laporan yang terbaru tentang hal yang sama berlaku.",
    "Keadaan Sebelum dan Sesudah: satu angka dengan satuan yang sama, misalnya 35 anak dan 20 anak.",
    "Tulis jabatan atau forum, bukan nama orang; jangan menulis nomor telepon atau NIK.",
)


def sheet_rows() -> list[list[str]]:
    """One row per sheet: what one of its rows is, and which columns are needed, wanted and allowed."""
    return [[SHEET_NAMES[lembar], _ONE_ROW[lembar], *(_columns(lembar, perlu) for perlu in Perlu)] for lembar in Lembar]


def choice_rows() -> list[list[str]]:
    """One row per column that is chosen from a list, and whether another word is kept."""
    return [
        [f"{SHEET_NAMES[lembar]}: {kolom.header}", join_words(list(kolom.choices)), _others(kolom)]
        for lembar, columns in KOLOM.items()
        for kolom in columns
        if kolom.choices
    ]


def _others(kolom: Kolom) -> str:
    return "ditolak" if kolom.isi is Isi.PILIHAN else "ikut tersimpan"


def _columns(lembar: Lembar, perlu: Perlu) -> str:
    return ", ".join(kolom.header for kolom in KOLOM[lembar] if kolom.perlu is perlu) or MISSING
