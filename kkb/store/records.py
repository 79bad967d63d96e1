"""What goes into the store and what comes out of it, beside the row types of `kkb.schema`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kkb.schema import Observation, Peta, Rapat, Rencana, TargetRow, Tonggak
from kkb.store.tables import JenisPeristiwa


@dataclass(frozen=True, slots=True)
class NewUpload:
    """A checked file about to be stored.

    `isi` are the original bytes. `kunci` is the identity of bytes, answers and mends (64 hexadecimal digits).
    `jawaban` are the answers and mends, `ringkasan` the counts and changes of the verdict: both JSON objects.
    """

    tanggal_data: date
    nama_berkas: str
    isi: bytes
    kunci: str
    contoh: bool = False
    jawaban: Mapping[str, Any] = field(default_factory=dict)
    ringkasan: Mapping[str, Any] = field(default_factory=dict)

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
class NewPlan:
    """A target plan about to be stored."""

    nama: str
    ditetapkan: date
    oleh: str
    alasan: str
    targets: tuple[TargetRow, ...]


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One event: who did what to which upload or plan, when (aware, UTC) and why."""

    nomor: int
    jenis: JenisPeristiwa
    unggahan: int | None
    rencana: int | None
    oleh: str
    waktu: datetime
    alasan: str | None


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

    @property
    def map_number(self) -> int | None:
        """The number of the office's own map that holds, for `Store.map_geojson`; None if there is none."""
        return self.peta.nomor if self.peta is not None else None
