"""What goes into the store and what comes out of it, beside the row types of `kkb.schema`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from kkb.programme import ProgrammeRow, ReportedRow
from kkb.programme.register import Indikator, Register, shipped
from kkb.schema import Observation, Peta, Rapat, RecapRow, Rencana, TargetRow, TindakLanjut, Tonggak
from kkb.store.tables import DraftStatus, JenisPeristiwa

ERASING = (JenisPeristiwa.HAPUS_ASLI, JenisPeristiwa.MASA_HABIS)
"""Events that say that the bytes of an original were erased: by a decision, or since its term was over."""


@dataclass(frozen=True, slots=True)
class NewUpload:
    """A checked file about to be stored.

    `isi` are the original bytes. `kunci` is the identity of bytes, answers and mends (64 hexadecimal digits).
    `jawaban` are the answers and mends, `ringkasan` the counts and changes of the verdict: both JSON objects.
    `koreksi` marks one made by hand to correct one desa.
    """

    tanggal_data: date
    nama_berkas: str
    isi: bytes
    kunci: str
    contoh: bool = False
    jawaban: Mapping[str, Any] = field(default_factory=dict)
    ringkasan: Mapping[str, Any] = field(default_factory=dict)
    koreksi: bool = False

    @property
    def sha256(self) -> str:
        """SHA-256 of the original bytes, in hexadecimal."""
        return hashlib.sha256(self.isi).hexdigest()


@dataclass(frozen=True, slots=True)
class NewAlias:
    """In this kecamatan the spelling `ejaan` (in the form of `region.name_key`) means this desa."""

    kode_kecamatan: str
    ejaan: str
    kode_desa: str


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A column under `judul` (in the form of `kkb.checking.columns.header_key`) is read as the field `bidang`."""

    judul: str
    bidang: str


@dataclass(frozen=True, slots=True)
class UploadPart:
    """One of several uploads that are stored together: the file, its rows, the spellings and headers it confirms."""

    upload: NewUpload
    rows: Sequence[RecapRow]
    aliases: Sequence[NewAlias] = ()
    programme: Sequence[ProgrammeRow] = ()
    columns: Sequence[NewColumn] = ()
    reason: str | None = None
    """The reason of this file alone, "" for none; without it, that of all of them."""


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A target plan about to be stored."""

    nama: str
    ditetapkan: date
    oleh: str
    alasan: str
    targets: tuple[TargetRow, ...]
    berlaku_sejak: date


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One event: who did what to which upload or plan, when (aware, UTC) and why.

    `simpanan` is set where an upload was saved: the number of the first upload that was saved together with it.
    """

    nomor: int
    jenis: JenisPeristiwa
    unggahan: int | None
    rencana: int | None
    oleh: str
    waktu: datetime
    alasan: str | None
    simpanan: int | None = None


@dataclass(frozen=True, slots=True)
class UploadRecord:
    """A stored upload without its bytes. `riwayat` are its events, oldest first; the first is its commit."""

    nomor: int
    tanggal_data: date
    nama_berkas: str
    sha256: str
    ukuran: int
    kunci: str
    contoh: bool
    koreksi: bool
    jawaban: dict[str, Any]
    ringkasan: dict[str, Any]
    aktif: bool
    riwayat: tuple[EventRecord, ...]

    @property
    def disimpan_oleh(self) -> str:
        """Who committed it."""
        return self.riwayat[0].oleh

    @property
    def disimpan_waktu(self) -> datetime:
        """When it was committed (aware, UTC)."""
        return self.riwayat[0].waktu

    @property
    def erasure(self) -> EventRecord | None:
        """When, by whom and why the bytes of the original were erased; None while they are there."""
        return next((event for event in reversed(self.riwayat) if event.jenis in ERASING), None)

    @property
    def simpanan(self) -> int:
        """The number of the save: that of the first upload that was committed together with this one."""
        return self.riwayat[0].simpanan or self.nomor


@dataclass(frozen=True, slots=True)
class AliasRecord:
    """A spelling that holds: who confirmed it last, when (aware, UTC), and with which upload."""

    kode_kecamatan: str
    ejaan: str
    kode_desa: str
    oleh: str
    waktu: datetime
    unggahan: int | None


@dataclass(frozen=True, slots=True)
class ColumnRecord:
    """A header that is read as a field: who said so last, when (aware, UTC), and with which upload."""

    judul: str
    bidang: str
    oleh: str
    waktu: datetime
    unggahan: int | None


@dataclass(frozen=True, slots=True)
class IndicatorRecord:
    """What was written of an indicator, by whom and when (aware, UTC). The newest of a `kode` holds."""

    nomor: int
    indikator: Indikator
    oleh: str
    waktu: datetime


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file of a draft; `isi` is empty when the draft is open no more."""

    nama: str
    isi: bytes
    sha256: str


class DraftFileSize(NamedTuple):
    """A file of a draft in a list: `ukuran` in bytes, as it was handed in."""

    nama: str
    ukuran: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFacts:
    """Files under check and the answers so far, kept until they are stored as uploads.

    `oleh` made it and `diubah_oleh` changed it last; both may be blank, since a name is asked for at the save. All
    moments are aware, in UTC. `revisi` rises with each change of the answers, from 0. `unggahan` are the numbers it
    was stored as. `kecamatan` are codes of those that it belongs to, None for the whole region. Open no more, it has
    neither bytes nor answers.
    """

    kode: str
    dibuat: datetime
    diubah: datetime
    oleh: str
    kedaluwarsa: datetime
    revisi: int
    status: DraftStatus
    jawaban: Mapping[str, str]
    unggahan: tuple[int, ...]
    diubah_oleh: str = ""
    kecamatan: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(DraftFacts):
    """A draft with its files."""

    berkas: tuple[DraftFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRecord(DraftFacts):
    """A draft in a list: its files with their sizes, without their bytes."""

    berkas: tuple[DraftFileSize, ...]


@dataclass(frozen=True, slots=True)
class LogoRecord:
    """The logo that holds, without its picture: `lebar` and `tinggi` in pixels, who put it there and when (aware)."""

    nomor: int
    lebar: int
    tinggi: int
    oleh: str
    waktu: datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything the pages need, as of one data version, in the order of the store's own methods.

    Shared between sessions: read it, never change it.
    """

    version: int
    observations: tuple[Observation, ...]
    uploads: tuple[UploadRecord, ...]
    plans: tuple[Rencana, ...]
    milestones: tuple[Tonggak, ...]
    aliases: Mapping[tuple[str, str], str]
    meetings: tuple[Rapat, ...] = ()
    peta: Peta | None = None
    alias_records: tuple[AliasRecord, ...] = ()
    tindak_lanjut: tuple[TindakLanjut, ...] = ()
    # As bytes, unlike the map: every sheet and slide carries it, they are made without a store at hand, and a logo is
    # small (`kkb.store.logo`). It is read once per data version.
    lambang: bytes | None = field(default=None, repr=False)
    lambang_record: LogoRecord | None = None
    programme: tuple[ReportedRow, ...] = ()
    column_records: tuple[ColumnRecord, ...] = ()
    # The reports themselves are asked for singly (`Store.reports`): a new one raises no data version.
    takes_reports: bool = False
    # How many months originals are kept; None for ever.
    masa_simpan: int | None = None
    indicator_records: tuple[IndicatorRecord, ...] = ()

    @property
    def register(self) -> Register:
        """The indicators: those that come with the program, and what was written of them since."""
        return shipped().with_editions(record.indikator for record in self.indicator_records)

    @property
    def map_number(self) -> int | None:
        """The number of the office's own map that holds, for `Store.map_geojson`; None if there is none."""
        return self.peta.nomor if self.peta is not None else None
