"""All content of a store: read in one fixed order, copied to another store, and hashed.

The hash says nothing of the engine, of the order in which rows were written or of the shape of the tables: of each
table that has rows, and of each row in the order of its primary key, it takes the columns that hold a value. So it is
equal on SQLite and PostgreSQL, and stays so through a migration that only adds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, LargeBinary, MetaData, String, Table, insert, select

from kkb.store.tables import metadata

_BATCH = 1_000

UNREADABLE = (ValueError, TypeError, LookupError, AttributeError)
"""What reading raises where a value is not of its column's kind: the content is damaged."""


def copy_content(source: Connection, target: Connection) -> str:
    """Write every row of one store into the empty tables of another; the hash of what was read."""
    return _hash(source, metadata, lambda table, rows: target.execute(insert(table), rows))


def hash_content(connection: Connection) -> str:
    """The hash of all that is stored, drafts included, as SHA-256 in hexadecimal. It reads every row.

    The tables are taken as the database has them: an older program's file is hashed as that program did.
    """
    return _hash(connection, _tables_there(connection), lambda table, rows: None)


def hash_rows(rows: Iterable[Mapping[str, Any]]) -> str:
    """The hash of some rows, in whatever order they come."""
    return hashlib.sha256(b"".join(sorted(map(_row_bytes, rows)))).hexdigest()


def holds_content(connection: Connection) -> bool:
    """Whether any table of the project has a row."""
    tables = _tables_there(connection).sorted_tables
    return any(connection.execute(select(table).limit(1)).first() is not None for table in tables)


def _tables_there(connection: Connection) -> MetaData:
    """The tables of the project as the database has them."""
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name in metadata.tables)
    return found


def _hash(connection: Connection, tables: MetaData, use: Callable[[Table, list[dict[str, Any]]], object]) -> str:
    """The hash of all rows, which are handed on in batches, those that others refer to first."""
    digests: dict[str, hashlib._Hash] = {}
    for table in tables.sorted_tables:
        # An original may have 10 MB: of those, one at a time.
        batch = 1 if any(isinstance(column.type, LargeBinary) for column in table.c) else _BATCH
        query = select(table).order_by(*(_in_bytes(connection, column) for column in table.primary_key))
        for part in connection.execute(query, execution_options={"yield_per": batch}).mappings().partitions():
            rows = [dict(row) for row in part]
            for row in rows:
                digests.setdefault(table.name, hashlib.sha256()).update(_row_bytes(row))
            use(table, rows)
    told = "\n".join(f"{name} {digests[name].hexdigest()}" for name in sorted(digests))
    return hashlib.sha256(told.encode()).hexdigest()


def _in_bytes(connection: Connection, column: Any) -> Any:
    """The column, ordered by its bytes: PostgreSQL would order text by the rules of a language."""
    is_text = isinstance(column.type, String) and connection.dialect.name == "postgresql"
    return column.collate("C") if is_text else column


def _row_bytes(row: Mapping[str, Any]) -> bytes:
    values = {name: _canonical(row[name]) for name in sorted(row) if row[name] is not None}
    return json.dumps(values, separators=(",", ":")).encode() + b"\n"


def _canonical(value: Any) -> Any:
    """A value in a form that both databases share; bytes by their own hash."""
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
    return value.isoformat() if isinstance(value, date) else value
