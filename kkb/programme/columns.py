"""The columns of the four sheets: one list for the reader, the checks, the template and the help page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from kkb.programme import JenisLangkah, Lembar, Putusan


class Isi(Enum):
    """What stands in a column."""

    TEKS = auto()
    TANGGAL = auto()
    JUMLAH = auto()
    RUPIAH = auto()
    TANDA = auto()
    """Signed or not: yes/no words and ticks."""
    PILIHAN = auto()
    """One of `choices`; another word is an error."""
    ANJURAN = auto()
    """One of `choices` where it fits; another word is kept as it is written, and said."""


class Perlu(Enum):
    """How much a column is needed."""

    WAJIB = auto()
    """Without it the row says nothing: a blank cell is an error, a missing column makes the sheet unreadable."""
    DIHARAPKAN = auto()
    """A blank is kept and said."""
    BOLEH = auto()


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: `name` is the field of the row type, `header` what the template writes, `words` what officers write
    instead (lower case, single spaces)."""

    name: str
    header: str
    isi: Isi
    perlu: Perlu = Perlu.BOLEH
    words: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    width: int = 16


TUJUAN_INPRES = (
    "Data keluarga dan dokumen kependudukan",
    "Perubahan perilaku keluarga",
    "Cakupan layanan dan rujukan",
    "Penataan lingkungan keluarga",
)
"""The four aims of Inpres 3/2022."""

SEKSI = (
    "Keagamaan", "Pendidikan", "Reproduksi", "Ekonomi", "Perlindungan", "Kasih sayang", "Sosial budaya",
    "Pembinaan lingkungan",
)  # fmt: skip
"""The eight family functions after which the older structure names its seksi."""

SUMBER_DANA = ("APBN", "APBD", "Dana Desa", "CSR", "Hibah/donasi", "Swadaya masyarakat")

_DESA = (
    Kolom("kecamatan", "Kecamatan", Isi.TEKS, width=18),
    Kolom("desa", "Desa", Isi.TEKS, Perlu.WAJIB, ("nama desa", "desa/kelurahan"), width=20),
    Kolom("kode_desa", "Kode Desa", Isi.TEKS, words=("kode", "kode wilayah"), width=15),
)

KOLOM: Mapping[Lembar, tuple[Kolom, ...]] = {
    Lembar.KOMITMEN: (
        *_DESA,
        Kolom("kepala_desa", "Kepala Desa Tanda Tangan", Isi.TANDA, Perlu.DIHARAPKAN,
              ("kepala desa", "kades", "kades tanda tangan", "tanda tangan kepala desa", "tanda tangan kades",
               "ttd kepala desa", "ttd kades", "kepala desa ttd", "kades ttd"), width=14),
        Kolom("ketua_bpd", "Ketua BPD Tanda Tangan", Isi.TANDA, Perlu.DIHARAPKAN,
              ("ketua bpd", "bpd", "bpd tanda tangan", "tanda tangan ketua bpd", "tanda tangan bpd", "ttd ketua bpd",
               "ttd bpd", "ketua bpd ttd"), width=14),
        Kolom("tanggal", "Tanggal Tanda Tangan", Isi.TANGGAL, Perlu.DIHARAPKAN,
              ("tanggal", "tgl", "tanggal ttd", "tanggal penandatanganan", "tgl tanda tangan", "tanggal komitmen")),
        Kolom("penanda_tangan", "Penanda Tangan Kabupaten", Isi.TEKS,
              words=("penanda tangan", "jabatan", "penandatangan", "penandatangan kabupaten"), width=26),
        Kolom("keterangan", "Keterangan", Isi.TEKS, words=("ket", "catatan"), width=32),
    ),
    Lembar.LANGKAH: (
        *_DESA,
        Kolom("tanggal", "Tanggal", Isi.TANGGAL, Perlu.WAJIB,
              ("tgl", "tanggal langkah", "tanggal pelaksanaan", "waktu")),
        Kolom("jenis", "Jenis Langkah", Isi.PILIHAN, Perlu.WAJIB,
              ("jenis", "langkah", "tahapan", "jenis kegiatan", "langkah yang dilakukan", "kegiatan yang dilakukan",
               "langkah yang diambil"), tuple(JenisLangkah), width=22),
        Kolom("catatan", "Catatan", Isi.TEKS, words=("keterangan", "ket", "uraian", "hasil"), width=44),
    ),
    Lembar.KEGIATAN: (
        *_DESA,
        Kolom("tanggal", "Tanggal", Isi.TANGGAL, Perlu.WAJIB,
              ("tgl", "tanggal kegiatan", "tanggal pelaksanaan", "waktu")),
        Kolom("nama", "Nama Kegiatan", Isi.TEKS, Perlu.WAJIB,
              ("kegiatan", "nama program", "program", "program/kegiatan", "nama", "program kegiatan",
               "kegiatan yang dilakukan", "kegiatan yang dilaksanakan"), width=30),
        Kolom("kebutuhan", "Kebutuhan yang Dijawab", Isi.TEKS, Perlu.DIHARAPKAN,
              ("kebutuhan", "kebutuhan masyarakat", "kebutuhan warga", "masalah yang dijawab", "masalah",
               "masalah yang diatasi", "masalah yang ditangani", "permasalahan"), width=34),
        Kolom("mitra", "Mitra", Isi.TEKS, Perlu.DIHARAPKAN,
              ("mitra kerja", "kerja sama", "kerjasama", "kolaborasi", "bekerja sama", "pihak yang bekerja sama",
               "mitra yang terlibat"), width=22),
        Kolom("peserta", "Jumlah Peserta", Isi.JUMLAH, Perlu.DIHARAPKAN,
              ("peserta", "jumlah orang", "jml peserta", "warga yang ikut", "jumlah hadir", "jumlah yang hadir",
               "warga yang hadir", "jumlah kehadiran", "peserta yang hadir", "banyaknya peserta", "jumlah yang ikut"),
              width=10),
        Kolom("sebelum", "Keadaan Sebelum", Isi.TEKS, Perlu.DIHARAPKAN, ("sebelum", "kondisi sebelum", "kondisi awal"),
              width=18),
        Kolom("sesudah", "Keadaan Sesudah", Isi.TEKS, Perlu.DIHARAPKAN,
              ("sesudah", "setelah", "kondisi sesudah", "keadaan setelah", "kondisi akhir", "hasil"), width=18),
        Kolom("seksi", "Seksi", Isi.ANJURAN,
              words=("fungsi keluarga", "seksi/fungsi keluarga", "bidang", "seksi/bidang"), choices=SEKSI),
        Kolom("tujuan", "Tujuan Inpres 3/2022", Isi.ANJURAN, words=("tujuan", "tujuan inpres"), choices=TUJUAN_INPRES,
              width=28),
        Kolom("sumber_dana", "Sumber Dana", Isi.ANJURAN, words=("sumber", "sumber anggaran", "dana", "asal dana"),
              choices=SUMBER_DANA),
        Kolom("anggaran", "Anggaran (Rp)", Isi.RUPIAH, words=("anggaran", "pagu", "anggaran rp")),
        Kolom("realisasi", "Realisasi (Rp)", Isi.RUPIAH, words=("realisasi", "realisasi anggaran", "realisasi rp",
                                                               "terpakai")),
        Kolom("sasaran", "Sasaran", Isi.TEKS, words=("kelompok sasaran", "sasaran kegiatan"), width=22),
        Kolom("cara_kebutuhan", "Cara Menemukan Kebutuhan", Isi.TEKS,
              words=("cara", "asal kebutuhan", "cara kebutuhan ditemukan"), width=24),
        Kolom("faktor_sosial", "Faktor Sosial", Isi.TEKS, words=("sosial",), width=22),
        Kolom("faktor_budaya", "Faktor Budaya", Isi.TEKS, words=("budaya",), width=22),
        Kolom("faktor_lingkungan", "Faktor Lingkungan", Isi.TEKS, words=("lingkungan",), width=22),
        Kolom("keterangan", "Keterangan", Isi.TEKS, words=("ket", "catatan"), width=32),
    ),
    Lembar.EVALUASI: (
        *_DESA,
        Kolom("tanggal", "Tanggal", Isi.TANGGAL, Perlu.WAJIB,
              ("tgl", "tanggal evaluasi", "waktu", "tanggal nilai", "tanggal penilaian", "tanggal dinilai",
               "tanggal putusan", "tanggal keputusan")),
        Kolom("program", "Program", Isi.TEKS, Perlu.WAJIB, ("nama program", "kegiatan", "nama kegiatan",
                                                           "program/kegiatan"), width=30),
        Kolom("putusan", "Putusan", Isi.PILIHAN, Perlu.WAJIB,
              ("keputusan", "hasil evaluasi", "rekomendasi", "kesimpulan", "simpulan", "hasil penilaian"),
              tuple(Putusan), width=14),
        Kolom("alasan", "Alasan", Isi.TEKS, Perlu.DIHARAPKAN, ("sebab", "pertimbangan", "keterangan"), width=44),
        Kolom("oleh", "Oleh", Isi.TEKS, Perlu.DIHARAPKAN,
              ("penilai", "dinilai oleh", "evaluator", "forum", "yang menilai", "diputuskan oleh"), width=24),
    ),
}  # fmt: skip
"""In the order of the template. `kode_desa` stands for the names where they are missing."""

SHEET_NAMES: Mapping[Lembar, str] = {lembar: lembar.value.capitalize() for lembar in Lembar}
"""The sheets as the template names them."""

DEFINING: Mapping[Lembar, frozenset[str]] = {
    Lembar.KOMITMEN: frozenset({"kepala_desa", "ketua_bpd"}),
    Lembar.LANGKAH: frozenset({"jenis", "tanggal"}),
    Lembar.KEGIATAN: frozenset({"nama", "kebutuhan", "peserta", "sebelum", "sesudah"}),
    Lembar.EVALUASI: frozenset({"program", "putusan"}),
}
"""Fields that tell a sheet from another and from a recap of status, if its header names them."""
