"""Uploads are sealed; plans and milestones become append-only; INSERT OR REPLACE of SQLite passes no trigger."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

NEW_APPEND_ONLY = ("rencana", "rencana_sasaran", "tonggak")
APPEND_ONLY = (
    *NEW_APPEND_ONLY, "unggahan", "baris", "baris_program", "peristiwa", "alias_nama", "rapat", "peta", "tindak_lanjut",
    "lambang",
)  # fmt: skip
"""None of them has another unique key than its primary key."""


def upgrade() -> None:
    op.add_column("unggahan", sa.Column("sidik", sa.String(64)))
    if op.get_bind().dialect.name == "sqlite":
        for table in NEW_APPEND_ONLY:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_tanpa_{verb.lower()} BEFORE {verb} ON {table}"
                    f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        for table in APPEND_ONLY:
            _forbid_replacement(table)
        return
    # The function is that of the first migration.
    for table in NEW_APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION kkb_append_only()"
        )


def _forbid_replacement(table: str) -> None:
    """A replaced row is deleted without a DELETE trigger (recursive_triggers is off), by its key or by its rowid."""
    key = sa.inspect(op.get_bind()).get_pk_constraint(table)["constrained_columns"]
    is_there = " AND ".join(f"{column} = NEW.{column}" for column in key)
    op.execute(
        f"CREATE TRIGGER {table}_tanpa_ganti BEFORE INSERT ON {table}"
        f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {is_there})"
        f" OR EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid)"
        f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )
