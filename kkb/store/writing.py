"""What every write is made of, inside the caller's write transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert

from kkb.schema import Tonggak
from kkb.store import queries
from kkb.store.encoding import refuse_unstorable
from kkb.store.errors import OutdatedVersion, StoreRefusal
from kkb.store.tables import JenisPeristiwa, peristiwa, tonggak


def require_version(connection: Connection, expected: int | None) -> None:
    """Raises OutdatedVersion if another data version holds than the caller looked at (None: whatever it is)."""
    current = queries.read_version(connection)
    if expected is not None and expected != current:
        raise OutdatedVersion(current)


def add_event(
    connection: Connection,
    jenis: JenisPeristiwa,
    *,
    by: str,
    at: datetime,
    reason: str | None,
    upload: int | None = None,
    plan: int | None = None,
    save: int | None = None,
) -> None:
    """Note who did what, which raises the data version; `save` is the number of a save of several uploads.

    Raises StoreRefusal without a name.
    """
    if not by.strip():
        raise StoreRefusal("Nama Anda belum diisi. Setiap perubahan dicatat dengan nama.")
    event = {
        "nomor": queries.next_number(connection, peristiwa),
        "jenis": jenis.value,
        "unggahan": upload,
        "rencana": plan,
        "oleh": by,
        "waktu": at,
        "alasan": reason,
        "simpanan": save,
    }
    insert_rows(connection, peristiwa, [event])


def insert_milestones(
    connection: Connection,
    rows: Sequence[Tonggak],
    *,
    by: str | None = None,
    at: datetime | None = None,
    cancels: int | None = None,
) -> None:
    """Milestones as rows: noted by somebody, or (without `by`) come with the program.

    `cancels` is the number of a milestone that the one row given takes back.
    """
    first = queries.next_number(connection, tonggak)
    values = [
        asdict(row) | {"nomor": nomor, "jenis": row.jenis.value, "oleh": by, "waktu": at, "membatalkan": cancels}
        for nomor, row in enumerate(rows, first)
    ]
    insert_rows(connection, tonggak, values)


def insert_rows(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows, if any. Raises StoreRefusal for text that one of the databases would refuse."""
    if rows:
        refuse_unstorable(table, rows)
        connection.execute(insert(table), rows)
