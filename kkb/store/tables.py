"""The tables, as SQLAlchemy Core metadata. The migrations build them; a test holds the two together.

Those in `APPEND_ONLY` refuse changes (triggers of the migrations), `berkas_asli` all but being emptied after its event;
drafts are working papers and change, and who reported an error may be erased. Numbers are given out as max + 1 inside
the one write transaction, so they have no
gaps. Lengths are declared for PostgreSQL, which enforces them; the store refuses longer text on both databases.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
)
from sqlalchemy.types import TypeDecorator


class JenisPeristiwa(StrEnum):
    """Kinds of events. An upload is active if its latest event is `simpan` or `kembalikan`."""

    SIMPAN = "simpan"
    TARIK = "tarik"
    KEMBALIKAN = "kembalikan"
    RENCANA = "rencana"
    MULAI = "mulai"
    RAPAT = "rapat"
    TONGGAK = "tonggak"
    PETA = "peta"
    ALIAS = "alias"
    TINDAK_LANJUT = "tindak_lanjut"
    LAMBANG = "lambang"
    KOLOM = "kolom"
    LAPORAN_BUKA = "laporan_buka"
    LAPORAN_TUTUP = "laporan_tutup"
    LAPORAN = "laporan"
    HAPUS_ASLI = "hapus_asli"
    MASA_HABIS = "masa_habis"
    MASA_SIMPAN = "masa_simpan"
    INDIKATOR = "indikator"


class DraftStatus(StrEnum):
    """What became of a draft. Only an open one has bytes and answers."""

    TERBUKA = "terbuka"
    DISIMPAN = "disimpan"
    DIBUANG = "dibuang"
    KEDALUWARSA = "kedaluwarsa"


class TindakanLaporan(StrEnum):
    """What was done about a report of an error. `dihapus`: who reported it, and the photo, were erased."""

    DIJAWAB = "dijawab"
    DITUTUP = "ditutup"
    DIHAPUS = "dihapus"


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC and given back in UTC on both databases. A naive one raises ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        # SQLite keeps the digits and drops the zone.
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()

unggahan = Table(
    "unggahan",
    metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("tanggal_data", Date, nullable=False),
    Column("nama_berkas", String(255), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("ukuran", Integer, nullable=False),
    Column("kunci", String(64), nullable=False, index=True),
    Column("contoh", Boolean, nullable=False),
    Column("jawaban", Text, nullable=False),
    Column("ringkasan", Text, nullable=False),
    Column("koreksi", Boolean, nullable=False, server_default=false()),
    # The seal (`kkb.store.stored_upload`); uploads of before 0006 have none.
    Column("sidik", String(64)),
)

# The bytes of the original; NULL once they were erased, which only `kkb.store.erasure` does.
berkas_asli = Table(
    "berkas_asli",
    metadata,
    Column("unggahan", Integer, ForeignKey("unggahan.nomor"), primary_key=True, autoincrement=False),
    Column("isi", LargeBinary),
)

baris = Table(
    "baris",
    metadata,
    Column("unggahan", Integer, ForeignKey("unggahan.nomor"), primary_key=True, autoincrement=False),
    Column("kode_desa", String(20), primary_key=True),
    Column("kecamatan", String(120), nullable=False),
    Column("desa", String(120), nullable=False),
    Column("status", String(20), nullable=False),
    Column("tanggal", String(10)),
    Column("tanggal_dasar", String(20)),
    Column("no_sk", String(1000)),
    Column("tanggal_sk", String(10)),
    Column("tanggal_pencanangan", String(10)),
    Column("klasifikasi", String(20)),
    # A cell of Excel holds 32,767 characters at most.
    Column("keterangan", String(32767)),
    Column("status_asli", String(32767)),
    Column("sheet", String(255), nullable=False),
    Column("baris_ke", Integer, nullable=False),
    Column("sel", Text, nullable=False),
    Column("keputusan", String(20)),
    Column("alasan", String(2000)),
    # When a Pokja ended (`keputusan` bubar); rows of before 0016 say it in `tanggal` (`kkb.store.encoding`).
    Column("tanggal_bubar", String(10)),
    # The attributes that have no column of their own (those of after 0007), a JSON object; NULL where there is none.
    Column("isi", Text),
)

# Rows of the sheets beside the recap of status; `urutan` is the place in the file, `kunci` what the row is about,
# `isi` a JSON object of its fields.
baris_program = Table(
    "baris_program",
    metadata,
    Column("unggahan", Integer, ForeignKey("unggahan.nomor"), primary_key=True, autoincrement=False),
    Column("urutan", Integer, primary_key=True, autoincrement=False),
    Column("lembar", String(20), nullable=False),
    Column("kode_desa", String(20)),
    Column("kunci", Text, nullable=False),
    Column("isi", Text, nullable=False),
    Column("sheet", String(255), nullable=False),
    Column("baris_ke", Integer, nullable=False),
    Column("sel", Text, nullable=False),
)

rencana = Table(
    "rencana",
    metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("nama", String(200), nullable=False),
    Column("ditetapkan", Date, nullable=False),
    Column("oleh", String(120), nullable=False),
    Column("alasan", String(2000), nullable=False),
    # The day from which it is in force; plans of before 0008 have none: from `ditetapkan` on.
    Column("berlaku_sejak", Date),
)

rencana_sasaran = Table(
    "rencana_sasaran",
    metadata,
    Column("rencana", Integer, ForeignKey("rencana.nomor"), primary_key=True, autoincrement=False),
    Column("kode_kecamatan", String(20), primary_key=True),
    Column("tanggal", Date, primary_key=True),
    Column("jumlah_desa", Integer, nullable=False),
)

peristiwa = Table(
    "peristiwa",
    metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("jenis", String(20), nullable=False),
    Column("unggahan", Integer, ForeignKey("unggahan.nomor")),
    Column("rencana", Integer, ForeignKey("rencana.nomor")),
    Column("oleh", String(120), nullable=False),
    Column("waktu", UtcDateTime, nullable=False),
    Column("alasan", String(2000)),
    # Of a `simpan`: the number of the first upload that was saved with this one; those of before 0008 have none.
    Column("simpanan", Integer),
)

# The newest row of a (kode_kecamatan, ejaan) holds; one without kode_desa ends the alias.
alias_nama = Table(
    "alias_nama",
    metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("kode_kecamatan", String(20), nullable=False),
    Column("ejaan", String(255), nullable=False),
    Column("kode_desa", String(20)),
    Column("unggahan", Integer, ForeignKey("unggahan.nomor")),
    Column("oleh", String(120), nullable=False),
    Column("waktu", UtcDateTime, nullable=False),
)

# The newest row of a `judul` holds; one without `bidang`, the field it is read as, ends it.
judul_kolom = Table(
    "judul_kolom",
    metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("judul", String(255), nullable=False),
    Column("bidang", String(40)),
    Column("unggahan", Integer, ForeignKey("unggahan.nomor")),
    Column("oleh", String(120), nullable=False),
    Column("waktu", UtcDateTime, nullable=False),
)

tonggak = Table(
    "tonggak",
    metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("jenis", String(20), nullable=False),
    Column("mulai", Date, nullable=False),
    Column("selesai", Date),
    Column("judul", String(500), nullable=False),
    Column("sumber", String(500), nullable=False),
    # Missing in what came with the program.
    Column("oleh", String(120)),
    Column("waktu", UtcDateTime),
    Column("membatalkan", Integer),
    # How many Pokja the milestone speaks of, if it does.
    Column("jumlah_pokja", Integer),
)

# A row with `membatalkan` takes back the row of that number and repeats what it said.
rapat = Table(
    "rapat",
    metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("tanggal", Date, nullable=False),
    Column("judul", String(200), nullable=False),
    Column("oleh", String(120), nullable=False),
    Column("waktu", UtcDateTime, nullable=False),
    Column("membatalkan", Integer, ForeignKey("rapat.nomor")),
)

# The newest row holds; one without `isi` takes the map away.
peta = Table(
    "peta",
    metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("nama_berkas", String(255), nullable=False),
    Column("resmi", Boolean, nullable=False),
    Column("sumber", String(300), nullable=False),
    Column("oleh", String(120), nullable=False),
    Column("waktu", UtcDateTime, nullable=False),
    Column("isi", LargeBinary),
)

# A next step keeps its number through its changes; the row with the highest `revisi` says how it stands.
tindak_lanjut = Table(
    "tindak_lanjut",
    metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("revisi", Integer, primary_key=True, autoincrement=False),
    Column("uraian", String(500), nullable=False),
    Column("penanggung_jawab", String(200), nullable=False),
    Column("tenggat", Date),
    Column("kode_kecamatan", String(20)),
    Column("kode_desa", String(20)),
    Column("dicatat", Date, nullable=False),
    Column("selesai", Date),
    Column("dihapus", Boolean, nullable=False),
    Column("oleh", String(120), nullable=False),
    Column("waktu", UtcDateTime, nullable=False),
)

# The newest row holds; one without `isi` takes the logo away. Width and height are those of `isi`, in pixels.
lambang = Table(
    "lambang",
    metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("lebar", Integer, nullable=False),
    Column("tinggi", Integer, nullable=False),
    Column("oleh", String(120), nullable=False),
    Column("waktu", UtcDateTime, nullable=False),
    Column("isi", LargeBinary),
)

# The newest row holds: how many months originals are kept, NULL for ever.
masa_simpan = Table(
    "masa_simpan",
    metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("bulan", Integer),
    Column("oleh", String(120), nullable=False),
    Column("waktu", UtcDateTime, nullable=False),
)

# The newest row of a `kode` holds; `isi` is what it says of the indicator, a JSON object (`kkb.store.indicators`).
indikator = Table(
    "indikator",
    metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("kode", String(60), nullable=False),
    Column("isi", Text, nullable=False),
    Column("oleh", String(120), nullable=False),
    Column("waktu", UtcDateTime, nullable=False),
)

# `sidik` is the fingerprint of the names and bytes of all files, `jawaban` a JSON object, `unggahan` a JSON list of the
# numbers a draft was saved as, `kecamatan` one of the codes that it belongs to (NULL: the whole region).
draf = Table(
    "draf",
    metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("kode", String(20), nullable=False, index=True, unique=True),
    Column("sidik", String(64), nullable=False, index=True),
    Column("dibuat", UtcDateTime, nullable=False),
    Column("oleh", String(120), nullable=False),
    Column("diubah", UtcDateTime, nullable=False),
    Column("diubah_oleh", String(120), nullable=False),
    Column("kedaluwarsa", UtcDateTime, nullable=False),
    Column("revisi", Integer, nullable=False),
    Column("status", String(20), nullable=False),
    Column("jawaban", Text, nullable=False),
    Column("unggahan", Text, nullable=False),
    Column("kecamatan", Text),
)

# `isi` is emptied when the draft is open no more.
draf_berkas = Table(
    "draf_berkas",
    metadata,
    Column("draf", Integer, ForeignKey("draf.nomor"), primary_key=True, autoincrement=False),
    Column("urutan", Integer, primary_key=True, autoincrement=False),
    Column("nama", String(255), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("ukuran", Integer, nullable=False),
    Column("isi", LargeBinary),
)

# What readers say is wrong of a desa. Who says so stands apart, since it may be erased.
laporan = Table(
    "laporan",
    metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("kode_desa", String(20), nullable=False),
    Column("uraian", String(500), nullable=False),
    Column("waktu", UtcDateTime, nullable=False),
)

# Personal data, emptied in place when they are erased; `ukuran` is that of `foto`, in bytes.
laporan_pelapor = Table(
    "laporan_pelapor",
    metadata,
    Column("laporan", Integer, ForeignKey("laporan.nomor"), primary_key=True, autoincrement=False),
    Column("nama", String(120)),
    Column("jabatan", String(120)),
    Column("kontak", String(120)),
    Column("ukuran", Integer, nullable=False),
    Column("foto", LargeBinary),
)

# `unggahan` is what answers the report.
laporan_tindakan = Table(
    "laporan_tindakan",
    metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("laporan", Integer, ForeignKey("laporan.nomor"), nullable=False),
    Column("jenis", String(20), nullable=False),
    Column("unggahan", Integer, ForeignKey("unggahan.nomor")),
    Column("alasan", String(2000)),
    Column("oleh", String(120), nullable=False),
    Column("waktu", UtcDateTime, nullable=False),
)

APPEND_ONLY = (
    unggahan, baris, baris_program, rencana, rencana_sasaran, peristiwa, alias_nama, tonggak, rapat, peta,
    tindak_lanjut, lambang, judul_kolom, laporan, laporan_tindakan, masa_simpan,
    indikator,
)  # fmt: skip
