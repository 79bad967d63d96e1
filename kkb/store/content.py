"""All content of a store: read in one fixed order, copied to another store, and hashed.

The hash says nothing of the engine, of the order in which rows were written or of the shape of the tables: of each
table that has rows, and of each row in the order of its primary key, it takes the columns that hold a value. So it is
equal on SQLite and PostgreSQL, and stays so through a migration that only adds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, LargeBinary, MetaData, String, Table, insert, select

from kkb.store.tables import metadata

_BATCH = 1_000


def copy_content(source: Connection, target: Connection) -> str:
    """Write every row of one store into the empty tables of another; the hash of what was read."""
    digests: dict[str, str] = {}
    for table, rows in _read_all(source, metadata, digests):
        target.execute(insert(table), rows)
    return _combine(digests)


def hash_content(connection: Connection) -> str:
    """The hash of all that is stored, drafts included, as SHA-256 in hexadecimal. It reads every row.

    The tables are taken as the database has them: an older program's file is hashed as that program did.
    """
    digests: dict[str, str] = {}
    for _ in _read_all(connection, _tables_there(connection), digests):
        pass
    return _combine(digests)


def hash_rows(rows: Iterable[Mapping[str, Any]]) -> str:
    """The hash of some rows as they come."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(_row_bytes(row))
    return digest.hexdigest()


def holds_content(connection: Connection) -> bool:
    """Whether any table of the project has a row."""
    tables = _tables_there(connection).sorted_tables
    return any(connection.execute(select(table).limit(1)).first() is not None for table in tables)


def _tables_there(connection: Connection) -> MetaData:
    """The tables of the project as the database has them."""
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name in metadata.tables)
    return found


def _read_all(
    connection: Connection, tables: MetaData, digests: dict[str, str]
) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """Batches of rows, those that others refer to first; `digests` is filled with the hash of each table."""
    for table in tables.sorted_tables:
        digest, is_empty = hashlib.sha256(), True
        # An original may have 10 MB: of those, one at a time.
        batch = 1 if any(isinstance(column.type, LargeBinary) for column in table.c) else _BATCH
        query = select(table).order_by(*(_in_bytes(connection, column) for column in table.primary_key))
        for part in connection.execute(query, execution_options={"yield_per": batch}).mappings().partitions():
            rows = [dict(row) for row in part]
            for row in rows:
                digest.update(_row_bytes(row))
            is_empty = False
            yield table, rows
        if not is_empty:
            digests[table.name] = digest.hexdigest()


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


def _combine(digests: Mapping[str, str]) -> str:
    return hashlib.sha256("\n".join(f"{name} {digests[name]}" for name in sorted(digests)).encode()).hexdigest()
