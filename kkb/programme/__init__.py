"""What is known of a Pokja beside its rung: who promised, what was done to form it, what it does, what was judged.

Four sheets of a workbook, each optional: komitmen, langkah, kegiatan, evaluasi. A row of one is a frozen record;
`kunci` says which rows speak of the same thing, so that the newest report of it holds. None moves a rung.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from kkb.programme.small_counts import Few, stands_for
from kkb.schema import Tanggal


class Lembar(StrEnum):
    """The sheets beside the recap of status, in the order in which a desa meets them."""

    KOMITMEN = "komitmen"
    LANGKAH = "langkah"
    KEGIATAN = "kegiatan"
    EVALUASI = "evaluasi"


class JenisLangkah(StrEnum):
    """Steps on the way to a Pokja, in the order of Peraturan BKKBN 20/2023; `LAINNYA` is none of them."""

    SOSIALISASI = "Sosialisasi"
    KOORDINASI = "Koordinasi"
    KEBIJAKAN = "Penetapan kebijakan"
    SDM = "Penyiapan SDM"
    PEMBENTUKAN = "Pembentukan Pokja"
    LAINNYA = "Lainnya"


LADDER_OF_STEPS = tuple(jenis for jenis in JenisLangkah if jenis is not JenisLangkah.LAINNYA)
"""The five steps of formation, first to last."""


class Putusan(StrEnum):
    """What an evaluation decides about a programme of a Pokja."""

    LANJUTKAN = "Lanjutkan"
    PERBAIKI = "Perbaiki"
    HENTIKAN = "Hentikan"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRow:
    """Where a row stands and whom it is about. `kode_desa` is None only for a signer of the regency.

    `sel` maps a field to its cell ("peserta" → "G14"), as in `schema.RecapRow`.
    """

    kode_desa: str | None
    kecamatan: str
    desa: str
    sheet: str = field(default="", compare=False)
    row: int = field(default=0, compare=False)
    sel: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def kunci(self) -> str:
        """What the row is about; of two rows with the same one the newer holds."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class KomitmenRow(ProgrammeRow):
    """Who signed the Komitmen Bersama: of a desa its head and the chair of its BPD; of the regency one office.

    True: signed, False: not signed, None: not reported (three different things). `penanda_tangan` is the office
    ("Bupati") of a row of the regency, else None. `tanggal` is the day of signing.
    """

    kepala_desa: bool | None = None
    ketua_bpd: bool | None = None
    tanggal: Tanggal | None = None
    penanda_tangan: str | None = None
    keterangan: str | None = None

    @property
    def kunci(self) -> str:
        return self.kode_desa or f"kabupaten|{programme_key(self.penanda_tangan or '')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LangkahRow(ProgrammeRow):
    """One step taken in a desa towards its Pokja."""

    tanggal: Tanggal
    jenis: JenisLangkah
    catatan: str | None = None

    @property
    def kunci(self) -> str:
        # Of several other steps on one day the notes tell which is which.
        told = f"|{programme_key(self.catatan or '')}" if self.jenis is JenisLangkah.LAINNYA else ""
        return f"{self.kode_desa}|{self.tanggal.iso()}|{self.jenis.value}{told}"


@dataclass(frozen=True, slots=True, kw_only=True)
class KegiatanRow(ProgrammeRow):
    """One activity of a Pokja. `peserta` in persons, `anggaran` and `realisasi` in whole rupiah.

    `sebelum` and `sesudah` are kept as written ("35 anak", "banyak"): `measures.compare` says whether they can be
    compared. None: left blank. `Few` and "kurang dari 5 anak" stand for small numbers where they are not to be known.
    """

    tanggal: Tanggal
    nama: str
    kebutuhan: str | None = None
    mitra: str | None = None
    peserta: int | Few | None = None
    sebelum: str | None = None
    sesudah: str | None = None
    seksi: str | None = None
    tujuan: str | None = None
    sumber_dana: str | None = None
    anggaran: int | None = None
    realisasi: int | None = None
    sasaran: str | None = None
    cara_kebutuhan: str | None = None
    faktor_sosial: str | None = None
    faktor_budaya: str | None = None
    faktor_lingkungan: str | None = None
    keterangan: str | None = None

    @property
    def kunci(self) -> str:
        return f"{self.kode_desa}|{self.tanggal.iso()}|{programme_key(self.nama)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluasiRow(ProgrammeRow):
    """What somebody (`oleh`: an office or a forum) judged of a programme of a Pokja on a day, and why.

    `program` is the name of its activities (`KegiatanRow.nama`).
    """

    tanggal: Tanggal
    program: str
    putusan: Putusan
    alasan: str | None = None
    oleh: str | None = None

    @property
    def kunci(self) -> str:
        return f"{self.kode_desa}|{self.tanggal.iso()}|{programme_key(self.program)}"


R = TypeVar("R", bound=ProgrammeRow)

ROW_TYPES: Mapping[Lembar, type[ProgrammeRow]] = {
    Lembar.KOMITMEN: KomitmenRow,
    Lembar.LANGKAH: LangkahRow,
    Lembar.KEGIATAN: KegiatanRow,
    Lembar.EVALUASI: EvaluasiRow,
}
_LEMBAR_OF = {kind: lembar for lembar, kind in ROW_TYPES.items()}


def lembar_of(row: ProgrammeRow) -> Lembar:
    """The sheet that a row is of."""
    return _LEMBAR_OF[type(row)]


def fill_blanks(newer: R, older: R) -> R:
    """The newer of two rows about the same thing, with what it leaves blank as the older told it: blank is not "no".

    So it is with what the newer has only as a reader saw it ("kurang dari 5").
    """
    told = {
        name: before
        for name in _OWN_FIELDS[type(newer)]
        if (before := getattr(older, name)) is not None
        and ((now := getattr(newer, name)) is None or stands_for(name, now, before))
    }
    return replace(newer, **told) if told else newer


_OWN_FIELDS = {kind: tuple(one.name for one in fields(kind) if one.compare) for kind in ROW_TYPES.values()}
"""Type of row → its fields that say something, not where it stands."""


@lru_cache(maxsize=4096)
def programme_key(name: str) -> str:
    """A name as it is compared: two activities with the same one belong to the same programme."""
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """A stored row with the upload that tells it: `unggahan` is its number, `tanggal_data` its day.

    `urutan` is its place among such rows of the file, from 1: with the number of the upload it names the row.
    """

    unggahan: int
    tanggal_data: date
    row: ProgrammeRow
    urutan: int = field(default=0, compare=False)
