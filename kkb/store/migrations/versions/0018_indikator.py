"""The register of indicators, as offices add to it and say anew what stands in it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

APPEND_ONLY = ("indikator",)


def upgrade() -> None:
    op.create_table(
        "indikator",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kode", sa.String(60), nullable=False),
        sa.Column("isi", sa.Text, nullable=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("waktu", sa.DateTime(timezone=True), nullable=False),
    )
    _forbid_changes()


def _forbid_changes() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in APPEND_ONLY:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_tanpa_{verb.lower()} BEFORE {verb} ON {table}"
                    f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
            # A replaced row is deleted without a DELETE trigger (0006); the key is the rowid.
            op.execute(
                f"CREATE TRIGGER {table}_tanpa_ganti BEFORE INSERT ON {table}"
                f" WHEN EXISTS (SELECT 1 FROM {table} WHERE nomor = NEW.nomor)"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    # The function is that of the first migration.
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION kkb_append_only()"
        )
