"""Bring the tables to the newest revision, all or nothing, once, whoever comes first.

Alembic runs on the store's own connection inside one write transaction, and is imported only when there is
something to do: at a normal start one query decides that there is not.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from kkb.store.engine import file_of, is_writable, outside_transaction, read, wipe_free_space, write
from kkb.store.errors import StoreRefusal
from kkb.store.sqlite_file import free_path

log = logging.getLogger(__name__)

SCRIPT_DIR = Path(__file__).resolve().parent / "migrations"
VERSION_TABLE = "versi_skema"


def migrate(engine: Engine, script_dir: Path = SCRIPT_DIR) -> bool:
    """Upgrade to the newest revision of `script_dir`; True if there was something to do.

    A SQLite file that is not there is made, unless it was there before. One that holds anything is copied beside itself
    before (kkb.sqlite3.sebelum-0002) and the copy is kept. If a revision fails, its exception passes and the database
    is as it was. Raises StoreRefusal for a database of a newer program, StoreUnavailable.
    """
    file = file_of(engine)
    if file is not None and is_writable(engine):
        file.create()
    if is_current(engine, script_dir):
        return False
    with write(engine, f"skema {_revisions(script_dir)[-1]}", foreign_keys=False) as connection:
        # Another process may have been faster while this one waited for the lock.
        if _is_current(connection, script_dir):
            return False
        had_rows = bool(inspect(connection).get_table_names())
        _keep_copy(engine, connection, _revisions(script_dir)[-1])
        _upgrade(connection, script_dir)
        _require_foreign_keys(connection)
    if file is not None and had_rows:
        # What a migration moved lies in free pages and in the log.
        wipe_free_space(engine)
    log.info("store migrated to revision %s", _revisions(script_dir)[-1])
    return True


def is_current(engine: Engine, script_dir: Path = SCRIPT_DIR) -> bool:
    """True if the database is at the newest revision. Raises StoreRefusal for one of a newer program."""
    with read(engine) as connection:
        return _is_current(connection, script_dir)


def read_revision(connection: Connection) -> str | None:
    """The revision of the database, None if there is none yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    revision: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
    return revision


def _is_current(connection: Connection, script_dir: Path) -> bool:
    revisions = _revisions(script_dir)
    revision = read_revision(connection)
    if revision is not None and revision not in revisions:
        raise StoreRefusal(
            f"Data ini ditulis oleh versi program yang lebih baru (revisi {revision}). Pasang versi program yang baru."
        )
    return revision == revisions[-1]


def _revisions(script_dir: Path) -> list[str]:
    """Revisions in order: files are named for theirs, 0001_….py, so that alembic need not be asked."""
    names = (file.name for file in (script_dir / "versions").glob("*.py"))
    return sorted(match[1] for name in names if (match := re.match(r"(\d{4})_", name)))


def _keep_copy(engine: Engine, connection: Connection, revision: str) -> None:
    """Copy the SQLite file as it is under the lock this transaction holds: readers may read beside it."""
    database = engine.url.database
    if engine.dialect.name != "sqlite" or not database or not inspect(connection).get_table_names():
        return
    copy = free_path(Path(f"{database}.sebelum-{revision}"))
    unfinished = copy.with_name(copy.name + ".sebagian")
    unfinished.unlink(missing_ok=True)
    with outside_transaction(engine) as reader:
        reader.exec_driver_sql("VACUUM INTO ?", (str(unfinished),))
    unfinished.chmod(0o600)
    unfinished.replace(copy)
    log.info("store copied to %s before migrating", copy)


def _upgrade(connection: Connection, script_dir: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    # A percent sign of a path would be read as an interpolation.
    config.set_main_option("script_location", str(script_dir).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["version_table"] = VERSION_TABLE
    command.upgrade(config, "head")


def _require_foreign_keys(connection: Connection) -> None:
    """On SQLite the keys are off while tables are rebuilt: look once before the commit."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"migration broke {len(broken)} foreign keys, first in table {broken[0][0]}")
