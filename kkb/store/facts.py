"""Facts beside the uploads: meetings, milestones, the office's own map, confirmed spellings and headers.

Each is a row with who and when. Nothing is deleted: taking one back is a row of its own. Every write is an event, so
that open pages follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import Engine, select

from kkb.schema import Rapat, Tonggak
from kkb.store import queries
from kkb.store.engine import read, write
from kkb.store.errors import StoreRefusal
from kkb.store.records import AliasRecord, ColumnRecord
from kkb.store.tables import JenisPeristiwa, alias_nama, judul_kolom, peta, rapat
from kkb.store.writing import add_event, insert_milestones, insert_rows, require_version


class FactStore:
    """The part of the store that holds facts beside the uploads; see `kkb.store.store.Store` for what all share."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    # Meetings

    def meetings(self) -> list[Rapat]:
        """The meetings that stand, newest day first."""
        with read(self.engine) as connection:
            return queries.read_meetings(connection)

    def add_meeting(
        self, *, tanggal: date, judul: str, by: str, at: datetime, expected_version: int | None = None
    ) -> int:
        """Note a meeting and return its number. Raises OutdatedVersion, StoreRefusal (the same one stands already)."""
        with write(self.engine) as connection:
            require_version(connection, expected_version)
            if any((m.tanggal, m.judul) == (tanggal, judul) for m in queries.read_meetings(connection)):
                raise StoreRefusal("Rapat dengan tanggal dan nama itu sudah tercatat.")
            nomor = queries.next_number(connection, rapat)
            values = {"nomor": nomor, "tanggal": tanggal, "judul": judul, "oleh": by, "waktu": at}
            insert_rows(connection, rapat, [values | {"membatalkan": None}])
            add_event(connection, JenisPeristiwa.RAPAT, by=by, at=at, reason=judul)
            return nomor

    def cancel_meeting(
        self, nomor: int, *, by: str, at: datetime, reason: str | None = None, expected_version: int | None = None
    ) -> None:
        """Take a meeting back. Raises StoreRefusal if none of that number stands, OutdatedVersion."""
        with write(self.engine) as connection:
            require_version(connection, expected_version)
            meeting = next((m for m in queries.read_meetings(connection) if m.nomor == nomor), None)
            if meeting is None:
                raise StoreRefusal(f"Rapat {nomor} tidak ada atau sudah dibatalkan.")
            said = {"nomor": queries.next_number(connection, rapat), "oleh": by, "waktu": at, "membatalkan": nomor}
            insert_rows(connection, rapat, [asdict(meeting) | said])
            add_event(connection, JenisPeristiwa.RAPAT, by=by, at=at, reason=reason or "dibatalkan")

    # Milestones

    def milestones(self) -> list[Tonggak]:
        """The milestones that stand, by the day they begin."""
        with read(self.engine) as connection:
            return queries.read_milestones(connection)

    def add_milestones(
        self, rows: Sequence[Tonggak], *, by: str, at: datetime, expected_version: int | None = None
    ) -> None:
        """Note milestones, as one event. Raises OutdatedVersion, StoreRefusal (one stands already, text too long)."""
        with write(self.engine) as connection:
            require_version(connection, expected_version)
            known = queries.read_milestones(connection)
            if any(row in known for row in rows):
                raise StoreRefusal("Peristiwa yang sama sudah tercatat.")
            insert_milestones(connection, rows, by=by, at=at)
            add_event(connection, JenisPeristiwa.TONGGAK, by=by, at=at, reason="; ".join(r.judul for r in rows)[:2000])

    def cancel_milestone(
        self, nomor: int, *, by: str, at: datetime, reason: str | None = None, expected_version: int | None = None
    ) -> None:
        """Take a milestone back. Raises StoreRefusal if none of that number stands, OutdatedVersion."""
        with write(self.engine) as connection:
            require_version(connection, expected_version)
            milestone = next((m for m in queries.read_milestones(connection) if m.nomor == nomor), None)
            if milestone is None:
                raise StoreRefusal(f"Peristiwa {nomor} tidak ada atau sudah dibatalkan.")
            insert_milestones(connection, [milestone], by=by, at=at, cancels=nomor)
            add_event(connection, JenisPeristiwa.TONGGAK, by=by, at=at, reason=reason or "dibatalkan")

    # The map

    def map_geojson(self, nomor: int) -> bytes:
        """The bytes of a map as they were checked. Raises StoreRefusal for a number without a map."""
        with read(self.engine) as connection:
            isi = connection.scalar(select(peta.c.isi).where(peta.c.nomor == nomor))
        if isi is None:
            raise StoreRefusal(f"Peta {nomor} tidak ada.")
        return bytes(isi)

    def add_map(
        self,
        *,
        nama_berkas: str,
        isi: bytes,
        resmi: bool,
        sumber: str,
        by: str,
        at: datetime,
        expected_version: int | None = None,
    ) -> int:
        """Store a checked GeoJSON as the map that holds; its number. Raises OutdatedVersion, StoreRefusal."""
        with write(self.engine) as connection:
            require_version(connection, expected_version)
            values = {"nama_berkas": nama_berkas, "resmi": resmi, "sumber": sumber, "oleh": by, "waktu": at, "isi": isi}
            nomor = queries.next_number(connection, peta)
            insert_rows(connection, peta, [{"nomor": nomor} | values])
            add_event(connection, JenisPeristiwa.PETA, by=by, at=at, reason=sumber)
            return nomor

    def remove_map(
        self, *, by: str, at: datetime, reason: str | None = None, expected_version: int | None = None
    ) -> None:
        """Let no map hold. Raises StoreRefusal if none does, OutdatedVersion."""
        with write(self.engine) as connection:
            require_version(connection, expected_version)
            current = queries.read_map(connection)
            if current is None:
                raise StoreRefusal("Tidak ada peta yang berlaku.")
            said = {"nomor": queries.next_number(connection, peta), "oleh": by, "waktu": at, "isi": None}
            insert_rows(connection, peta, [asdict(current) | said])
            add_event(connection, JenisPeristiwa.PETA, by=by, at=at, reason=reason or "dihapus")

    # Spellings

    def aliases(self, *, before: datetime | None = None) -> dict[tuple[str, str], str]:
        """(kode_kecamatan, ejaan) → kode_desa, for the spellings that hold, or that held before a moment."""
        with read(self.engine) as connection:
            return queries.alias_codes(queries.read_alias_records(connection, before))

    def alias_records(self) -> list[AliasRecord]:
        """The spellings that hold, the one confirmed last first."""
        with read(self.engine) as connection:
            return queries.read_alias_records(connection)

    def end_alias(
        self,
        kode_kecamatan: str,
        ejaan: str,
        *,
        by: str,
        at: datetime,
        reason: str | None,
        expected_version: int | None = None,
    ) -> None:
        """Let a spelling mean no desa any more, until it is confirmed again. Uploads keep the rows they were read to.

        Raises StoreRefusal if it does not hold, OutdatedVersion.
        """
        with write(self.engine) as connection:
            require_version(connection, expected_version)
            if (kode_kecamatan, ejaan) not in queries.alias_codes(queries.read_alias_records(connection)):
                raise StoreRefusal(f"Ejaan “{ejaan}” tidak ada atau sudah dilupakan.")
            values = {
                "nomor": queries.next_number(connection, alias_nama),
                "kode_kecamatan": kode_kecamatan,
                "ejaan": ejaan,
                "kode_desa": None,
                "unggahan": None,
                "oleh": by,
                "waktu": at,
            }
            insert_rows(connection, alias_nama, [values])
            # Without the upload it came from: the latest event of an upload decides whether it counts.
            add_event(connection, JenisPeristiwa.ALIAS, by=by, at=at, reason=reason)

    # Headers of columns

    def column_records(self, *, before: datetime | None = None) -> list[ColumnRecord]:
        """The headers that are read as a field, or that were before a moment, the one said last first."""
        with read(self.engine) as connection:
            return queries.read_column_records(connection, before)

    def end_column(
        self, judul: str, *, by: str, at: datetime, reason: str | None, expected_version: int | None = None
    ) -> None:
        """Let a header mean no field any more, until it is said again. Uploads keep the rows they were read to.

        Raises StoreRefusal if it means none, OutdatedVersion.
        """
        with write(self.engine) as connection:
            require_version(connection, expected_version)
            if judul not in {record.judul for record in queries.read_column_records(connection)}:
                raise StoreRefusal(f"Judul kolom “{judul}” tidak ada atau sudah dilupakan.")
            nomor = queries.next_number(connection, judul_kolom)
            ended = {"nomor": nomor, "judul": judul, "bidang": None, "unggahan": None, "oleh": by, "waktu": at}
            insert_rows(connection, judul_kolom, [ended])
            add_event(connection, JenisPeristiwa.KOLOM, by=by, at=at, reason=reason)
