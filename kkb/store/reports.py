"""Reports of errors by readers: open until a correction answers them, or an officer closes them with a reason.

What is said and what was done about it is append-only. Who said it, and the photo, are personal data: they stand apart
and can be erased. A new report is no event: strangers must not make a data version old that an officer is saving on.
Whether reports are taken is said by the events. While none are, nobody can write one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, select, union, update

from kkb.access import Right
from kkb.config import TIMEZONE
from kkb.store import queries
from kkb.store.engine import read, wipe_free_space, write
from kkb.store.errors import StoreRefusal
from kkb.store.report_photo import read_photo
from kkb.store.right import require_desa, require_right
from kkb.store.tables import (
    JenisPeristiwa,
    TindakanLaporan,
    baris,
    baris_program,
    laporan,
    laporan_pelapor,
    laporan_tindakan,
    peristiwa,
    unggahan,
)
from kkb.store.writing import add_event, insert_rows

LONGEST_TEXT = 500
PER_DESA, PER_DAY = 10, 50
"""Reports a day, in Asia/Jakarta, of one desa and of all."""

MAX_OPEN = 300
MAX_PHOTO_BYTES = 200_000_000
"""Of all photos that are kept."""

_SWITCH = (JenisPeristiwa.LAPORAN_BUKA.value, JenisPeristiwa.LAPORAN_TUTUP.value)
_SHORTEST_TEXT = 10


class ReportLimit(StoreRefusal):
    """Too many reports, for now; the message says of what and until when."""


class ReportStatus(StrEnum):
    """How a report stands."""

    TERBUKA = "terbuka"
    DIJAWAB = "dijawab"
    DITUTUP = "ditutup"


@dataclass(frozen=True, slots=True)
class Report:
    """One report, without its photo, of which `ukuran_foto` is the size in bytes (0: none).

    `nama`, `jabatan` and `kontak` are "" once they were erased (`has_personal` is False then). `selesai` (aware, UTC),
    `oleh`, `unggahan` and `alasan` are of what answered or closed it.
    """

    nomor: int
    kode_desa: str
    uraian: str
    waktu: datetime
    status: ReportStatus
    nama: str
    jabatan: str
    kontak: str
    ukuran_foto: int
    selesai: datetime | None = None
    oleh: str = ""
    unggahan: int | None = None
    alasan: str = ""

    @property
    def has_personal(self) -> bool:
        """Whether it still says who reported, or has a photo."""
        return bool(self.nama or self.jabatan or self.kontak or self.ukuran_foto)


class ReportStore:
    """The part of the store that holds reports of errors; see `kkb.store.store.Store` for what all share.

    What changes a report asks how it stands, not for a data version: only somebody else's act on it is in the way.
    """

    engine: Engine

    def takes_reports(self) -> bool:
        """Whether reports are taken; not before somebody has said so."""
        with read(self.engine) as connection:
            return reads_taken(connection)

    def reports(self, kode_desa: str | None = None) -> list[Report]:
        """All reports, or those of a desa, newest first."""
        with read(self.engine) as connection:
            return _read_reports(connection, kode_desa)

    def report_photo(self, nomor: int) -> bytes:
        """The photo of a report, as a JPEG. Raises StoreRefusal where there is none."""
        with read(self.engine) as connection:
            query = select(laporan_pelapor.c.foto).where(laporan_pelapor.c.laporan == nomor)
            foto = connection.scalar(query) if abs(nomor) < 2**31 else None
        if foto is None:
            raise StoreRefusal(f"Laporan {nomor} tidak memuat foto.")
        return bytes(foto)

    def switch_reports(self, is_taken: bool, *, by: str, at: datetime) -> None:
        """Take reports from now on, or take none. Raises StoreRefusal where it is so already."""
        with write(self.engine) as connection:
            require_right(connection, Right.SETTINGS)
            if reads_taken(connection) is is_taken:
                raise StoreRefusal(f"Laporan kekeliruan sudah {'diterima' if is_taken else 'tidak diterima'}.")
            jenis = JenisPeristiwa.LAPORAN_BUKA if is_taken else JenisPeristiwa.LAPORAN_TUTUP
            add_event(connection, jenis, by=by, at=at, reason=None)

    def add_report(
        self, *, kode_desa: str, uraian: str, nama: str, jabatan: str, kontak: str, foto: bytes, at: datetime
    ) -> int:
        """Keep a report of a reader, who needs no right for it, and return its number. `foto` b"": none.

        Raises StoreRefusal (reports are not taken, a text is missing or too long, the same one is open already),
        PhotoRefused and ReportLimit.
        """
        said, who = _clean(uraian), {"nama": _clean(nama), "jabatan": _clean(jabatan), "kontak": _clean(kontak)}
        if len(said) < _SHORTEST_TEXT:
            raise StoreRefusal("Tulis apa yang keliru, dan apa yang benar.")
        if not who["nama"] or not who["jabatan"]:
            raise StoreRefusal("Isi nama dan jabatan Anda, agar petugas tahu siapa yang melapor.")
        # Before the write lock: others would wait for it.
        picture = read_photo(foto) if foto else None
        with write(self.engine) as connection:
            if not reads_taken(connection):
                raise StoreRefusal("Laporan kekeliruan sedang tidak diterima.")
            _refuse_too_many(connection, kode_desa, said, at, picture)
            nomor = queries.next_number(connection, laporan)
            insert_rows(
                connection, laporan, [{"nomor": nomor, "kode_desa": kode_desa, "uraian": said, "waktu": at}]
            )
            values = {"laporan": nomor, "ukuran": len(picture or b""), "foto": picture}
            insert_rows(connection, laporan_pelapor, [{**who, **values}])
            return nomor

    def answer_report(self, nomor: int, *, unggahan: int, by: str, at: datetime) -> None:
        """Say that an upload answers an open report. When it is withdrawn, the report is open again.

        Raises StoreRefusal for a report that is not open, and for an upload that does not count, does not tell of the
        desa, or was saved before the report.
        """
        with write(self.engine) as connection:
            report = _require_open(connection, nomor)
            if unggahan not in _answering(connection, report):
                raise StoreRefusal(
                    f"Unggahan {unggahan} tidak menjawab laporan {nomor}: pilih yang berlaku, menyebut desa itu, dan "
                    "disimpan sesudah laporannya."
                )
            _act(connection, nomor, TindakanLaporan.DIJAWAB, by=by, at=at, upload=unggahan)

    def answers_of(self, nomor: int) -> list[int]:
        """Numbers of the uploads that could answer a report, newest first. Raises StoreRefusal if it is not open."""
        with read(self.engine) as connection:
            return _answering(connection, _find_open(connection, nomor))

    def close_report(self, nomor: int, *, reason: str, by: str, at: datetime) -> None:
        """Close an open report without a correction. Raises StoreRefusal without a reason, or if it is not open."""
        if not reason.strip():
            raise StoreRefusal("Tulis alasan laporan ini ditutup.")
        with write(self.engine) as connection:
            _require_open(connection, nomor)
            _act(connection, nomor, TindakanLaporan.DITUTUP, by=by, at=at, reason=reason.strip())

    def erase_reporter(self, nomor: int, *, by: str, at: datetime) -> None:
        """Erase who reported, and the photo; what was reported stays. Raises StoreRefusal where nothing is left."""
        with write(self.engine) as connection:
            require_right(connection, Right.SETTINGS)
            report = next((one for one in _read_reports(connection) if one.nomor == nomor), None)
            if report is None or not report.has_personal:
                raise StoreRefusal(f"Laporan {nomor} tidak memuat data pribadi.")
            nothing = {"nama": None, "jabatan": None, "kontak": None, "foto": None, "ukuran": 0}
            connection.execute(update(laporan_pelapor).where(laporan_pelapor.c.laporan == nomor).values(nothing))
            _act(connection, nomor, TindakanLaporan.DIHAPUS, by=by, at=at)
        wipe_free_space(self.engine)


def reads_taken(connection: Connection) -> bool:
    """Whether reports are taken: the newest event that says so decides."""
    query = select(peristiwa.c.jenis).where(peristiwa.c.jenis.in_(_SWITCH)).order_by(peristiwa.c.nomor.desc()).limit(1)
    return connection.scalar(query) == JenisPeristiwa.LAPORAN_BUKA.value


def _clean(text: str) -> str:
    """Text of a form with the line ends of here, without the space around it and without letters that nobody sees."""
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def _refuse_too_many(
    connection: Connection, kode_desa: str, said: str, at: datetime, picture: bytes | None
) -> None:
    """Raises StoreRefusal for what is open already, ReportLimit for more than a day, the officers or the disk take."""
    still = [one for one in _read_reports(connection) if one.status is ReportStatus.TERBUKA]
    if any(one.kode_desa == kode_desa and _key(one.uraian) == _key(said) for one in still):
        raise StoreRefusal("Laporan yang sama untuk desa ini sudah diterima dan sedang diperiksa.")
    if len(still) >= MAX_OPEN:
        raise ReportLimit("Terlalu banyak laporan yang belum diperiksa. Hubungi petugas langsung.")
    day = datetime.combine(at.astimezone(TIMEZONE).date(), time(), TIMEZONE)
    is_today = (laporan.c.waktu >= day) & (laporan.c.waktu < day + timedelta(days=1))
    days = list(connection.scalars(select(laporan.c.kode_desa).where(is_today)))
    if days.count(kode_desa) >= PER_DESA:
        raise ReportLimit(f"Hari ini sudah ada {PER_DESA} laporan tentang desa ini. Coba lagi besok.")
    if len(days) >= PER_DAY:
        raise ReportLimit(f"Hari ini sudah ada {PER_DAY} laporan. Coba lagi besok.")
    kept = connection.scalar(select(func.sum(laporan_pelapor.c.ukuran))) or 0
    if picture is not None and kept + len(picture) > MAX_PHOTO_BYTES:
        raise ReportLimit("Tempat untuk foto sudah penuh. Kirim laporannya tanpa foto.")


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _read_reports(connection: Connection, kode_desa: str | None = None) -> list[Report]:
    who = [column for column in laporan_pelapor.c if column is not laporan_pelapor.c.foto]
    query = select(laporan, *who).join(laporan_pelapor).order_by(laporan.c.nomor.desc())
    rows = connection.execute(query if kode_desa is None else query.where(laporan.c.kode_desa == kode_desa)).all()
    if not rows:
        return []
    # The last that answers or closes a report says how it stands.
    is_end = laporan_tindakan.c.jenis != TindakanLaporan.DIHAPUS.value
    acts = connection.execute(select(laporan_tindakan).where(is_end).order_by(laporan_tindakan.c.nomor))
    ends = {act.laporan: act for act in acts}
    active = queries.read_active(connection) if ends else set()
    return [_make_report(row, ends.get(row.nomor), active) for row in rows]


def _make_report(row: Row[Any], end: Row[Any] | None, active: Collection[int]) -> Report:
    told = (row.nomor, row.kode_desa, row.uraian, row.waktu)
    who = (row.nama or "", row.jabatan or "", row.kontak or "", row.ukuran)
    # What answered it counts no more: nothing has answered it.
    if end is None or (end.jenis == TindakanLaporan.DIJAWAB.value and end.unggahan not in active):
        return Report(*told, ReportStatus.TERBUKA, *who)
    status = ReportStatus.DIJAWAB if end.jenis == TindakanLaporan.DIJAWAB.value else ReportStatus.DITUTUP
    return Report(*told, status, *who, end.waktu, end.oleh, end.unggahan, end.alasan or "")


def _find_open(connection: Connection, nomor: int) -> Report:
    report = next((one for one in _read_reports(connection) if one.nomor == nomor), None)
    if report is None:
        raise StoreRefusal(f"Laporan {nomor} tidak ada.")
    if report.status is not ReportStatus.TERBUKA:
        raise StoreRefusal(f"Laporan {nomor} sudah {report.status} oleh {report.oleh}.")
    return report


def _require_open(connection: Connection, nomor: int) -> Report:
    """An open report of a desa that the writer may write about. Raises StoreRefusal."""
    report = _find_open(connection, nomor)
    require_desa(connection, {report.kode_desa})
    return report


def _answering(connection: Connection, report: Report) -> list[int]:
    """Uploads that count, tell of the desa and were saved after the report, newest first."""
    telling = union(
        *(select(table.c.unggahan).where(table.c.kode_desa == report.kode_desa) for table in (baris, baris_program))
    )
    is_save = (peristiwa.c.jenis == JenisPeristiwa.SIMPAN.value) & (peristiwa.c.waktu >= report.waktu)
    saved = select(peristiwa.c.unggahan).where(is_save)
    query = select(unggahan.c.nomor).where(unggahan.c.nomor.in_(telling) & unggahan.c.nomor.in_(saved))
    active = queries.read_active(connection)
    return sorted((nomor for nomor in connection.scalars(query) if nomor in active), reverse=True)


def _act(
    connection: Connection,
    nomor: int,
    jenis: TindakanLaporan,
    *,
    by: str,
    at: datetime,
    upload: int | None = None,
    reason: str | None = None,
) -> None:
    values = {"laporan": nomor, "jenis": jenis.value, "unggahan": upload, "alasan": reason, "oleh": by, "waktu": at}
    insert_rows(
        connection, laporan_tindakan, [{"nomor": queries.next_number(connection, laporan_tindakan), **values}]
    )
    # Without the upload: the latest event of an upload decides whether it counts.
    by_what = f" oleh unggahan {upload}" if upload is not None else ""
    why = f": {reason}" if reason else ""
    what = "data pribadi dihapus" if jenis is TindakanLaporan.DIHAPUS else jenis.value
    add_event(connection, JenisPeristiwa.LAPORAN, by=by, at=at, reason=f"laporan {nomor} {what}{by_what}{why}")
