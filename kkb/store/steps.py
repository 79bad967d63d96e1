"""Next steps agreed in meetings (rencana tindak lanjut), carried from meeting to meeting until they are done.

A change is a new row under the same number, with the next revision; the row with the highest revision says how the
step stands. Nothing is deleted: one that is dropped is listed no more, and may be brought back.

In one meeting several people write at once, about different steps. So a write may name the revision of the step that
its caller saw (`expected_revision`) instead of the version of all data (`expected_version`): only somebody else's
change of this very step is in its way.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from kkb.schema import TindakLanjut
from kkb.store import queries
from kkb.store.engine import read, write
from kkb.store.errors import OutdatedStep, StoreRefusal
from kkb.store.right import require_desa, require_kecamatan
from kkb.store.tables import JenisPeristiwa, tindak_lanjut
from kkb.store.writing import add_event, insert_rows, require_version

_CONTENT = ("uraian", "penanggung_jawab", "tenggat", "kode_kecamatan", "kode_desa")


class StepStore:
    """The part of the store that holds next steps; see `kkb.store.store.Store` for what all share.

    Every write returns the step's revision after it. Those that change a step raise StoreRefusal if there is none of
    that number or it was dropped, OutdatedStep if another revision holds than `expected_revision` (None: whatever
    holds), and OutdatedVersion.
    """

    engine: Engine

    def steps(self) -> list[TindakLanjut]:
        """The steps that stand: open ones by their day (those without one last), then those done, newest first."""
        with read(self.engine) as connection:
            return queries.read_steps(connection)

    def add_step(
        self,
        *,
        uraian: str,
        penanggung_jawab: str,
        tenggat: date | None,
        kode_kecamatan: str | None,
        dicatat: date,
        by: str,
        at: datetime,
        kode_desa: str | None = None,
        expected_version: int | None = None,
    ) -> int:
        """Note a step and return its number.

        Raises OutdatedVersion, StoreRefusal (a blank text, text too long, the same one is open already).
        """
        content = _content(uraian, penanggung_jawab, tenggat, kode_kecamatan, kode_desa)
        with write(self.engine) as connection:
            require_version(connection, expected_version)
            for step in queries.read_steps(connection):
                if step.selesai is None and all(getattr(step, name) == content[name] for name in _CONTENT):
                    raise StoreRefusal("Tindak lanjut yang sama sudah tercatat dan masih terbuka.")
            nomor = queries.next_number(connection, tindak_lanjut)
            values = {"nomor": nomor, "revisi": 1, "dicatat": dicatat, "selesai": None, "dihapus": False}
            _insert(connection, values | content, by=by, at=at, reason=uraian)
            return nomor

    def change_step(
        self,
        nomor: int,
        *,
        uraian: str,
        penanggung_jawab: str,
        tenggat: date | None,
        kode_kecamatan: str | None,
        by: str,
        at: datetime,
        kode_desa: str | None = None,
        expected_revision: int | None = None,
        expected_version: int | None = None,
    ) -> int:
        """Say a step differently. What says the same already changes nothing. Raises StoreRefusal for a blank text."""
        content = _content(uraian, penanggung_jawab, tenggat, kode_kecamatan, kode_desa)
        with write(self.engine) as connection:
            require_version(connection, expected_version)
            row = _require_step(connection, nomor)
            _require_revision(row, expected_revision)
            if all(row._mapping[name] == content[name] for name in _CONTENT):
                return int(row.revisi)
            return _append(connection, row, content, by=by, at=at, reason=uraian)

    def finish_step(
        self,
        nomor: int,
        *,
        selesai: date,
        by: str,
        at: datetime,
        expected_revision: int | None = None,
        expected_version: int | None = None,
    ) -> int:
        """Mark an open step as done on a day. Raises StoreRefusal if it is done already."""
        with write(self.engine) as connection:
            require_version(connection, expected_version)
            row = _require_step(connection, nomor)
            if row.selesai is not None:
                raise StoreRefusal(f"Tindak lanjut ini sudah ditandai selesai oleh {row.oleh}.")
            _require_revision(row, expected_revision)
            return _append(connection, row, {"selesai": selesai}, by=by, at=at, reason=f"selesai: {row.uraian}")

    def reopen_step(
        self,
        nomor: int,
        *,
        by: str,
        at: datetime,
        expected_revision: int | None = None,
        expected_version: int | None = None,
    ) -> int:
        """Let a step that is done or dropped be open again. Raises StoreRefusal if it is open."""
        with write(self.engine) as connection:
            require_version(connection, expected_version)
            row = _require_step(connection, nomor, may_be_dropped=True)
            if row.selesai is None and not row.dihapus:
                raise StoreRefusal("Tindak lanjut ini masih terbuka.")
            _require_revision(row, expected_revision)
            changes = {"selesai": None, "dihapus": False}
            return _append(connection, row, changes, by=by, at=at, reason=f"dibuka lagi: {row.uraian}")

    def drop_step(
        self,
        nomor: int,
        *,
        by: str,
        at: datetime,
        expected_revision: int | None = None,
        expected_version: int | None = None,
    ) -> int:
        """List a step no more; its rows stay."""
        with write(self.engine) as connection:
            require_version(connection, expected_version)
            row = _require_step(connection, nomor)
            _require_revision(row, expected_revision)
            return _append(connection, row, {"dihapus": True}, by=by, at=at, reason=f"dihapus: {row.uraian}")


def _content(
    uraian: str, penanggung_jawab: str, tenggat: date | None, kode_kecamatan: str | None, kode_desa: str | None
) -> dict[str, str | date | None]:
    if not uraian.strip():
        raise StoreRefusal("Isi uraian tindak lanjut: apa yang akan dikerjakan.")
    if not penanggung_jawab.strip():
        raise StoreRefusal("Isi penanggung jawab: siapa yang mengerjakannya.")
    return dict(zip(_CONTENT, (uraian, penanggung_jawab, tenggat, kode_kecamatan, kode_desa), strict=True))


def _require_step(connection: Connection, nomor: int, *, may_be_dropped: bool = False) -> Row[Any]:
    """The newest row of a step."""
    query = select(tindak_lanjut).where(tindak_lanjut.c.nomor == nomor).order_by(tindak_lanjut.c.revisi.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise StoreRefusal(f"Tindak lanjut {nomor} tidak ada.")
    if row.dihapus and not may_be_dropped:
        raise StoreRefusal(f"Tindak lanjut ini sudah dihapus oleh {row.oleh}.")
    return row


def _require_revision(row: Row[Any], expected: int | None) -> None:
    # After what makes the request senseless whatever was seen: "done already" says more than "changed meanwhile".
    if expected is not None and row.revisi != expected:
        raise OutdatedStep(row.revisi, row.oleh)


def _require_place(connection: Connection, step: Mapping[str, Any]) -> None:
    """Raises StoreRefusal where the writer has no right for the place of a step; one for all may be anybody's."""
    require_desa(connection, {step["kode_desa"]} - {None})
    require_kecamatan(connection, {step["kode_kecamatan"]} - {None})


def _append(
    connection: Connection, row: Row[Any], changes: Mapping[str, Any], *, by: str, at: datetime, reason: str
) -> int:
    """The next row of a step; its revision."""
    _require_place(connection, dict(row._mapping))
    values = dict(row._mapping) | dict(changes) | {"revisi": row.revisi + 1}
    _insert(connection, values, by=by, at=at, reason=reason)
    return int(values["revisi"])


def _insert(connection: Connection, values: dict[str, Any], *, by: str, at: datetime, reason: str) -> None:
    _require_place(connection, values)
    insert_rows(connection, tindak_lanjut, [values | {"oleh": by, "waktu": at}])
    add_event(connection, JenisPeristiwa.TINDAK_LANJUT, by=by, at=at, reason=reason)
