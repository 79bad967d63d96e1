"""Meetings, the office's own map, and who noted a milestone."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

APPEND_ONLY = ("rapat", "peta")


def upgrade() -> None:
    op.create_table(
        "rapat",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("tanggal", sa.Date, nullable=False),
        sa.Column("judul", sa.String(200), nullable=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("waktu", sa.DateTime(timezone=True), nullable=False),
        sa.Column("membatalkan", sa.Integer, sa.ForeignKey("rapat.nomor")),
    )
    op.create_table(
        "peta",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("nama_berkas", sa.String(255), nullable=False),
        sa.Column("resmi", sa.Boolean, nullable=False),
        sa.Column("sumber", sa.String(300), nullable=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("waktu", sa.DateTime(timezone=True), nullable=False),
        sa.Column("isi", sa.LargeBinary),
    )
    op.add_column("tonggak", sa.Column("oleh", sa.String(120)))
    op.add_column("tonggak", sa.Column("waktu", sa.DateTime(timezone=True)))
    op.add_column("tonggak", sa.Column("membatalkan", sa.Integer))
    _forbid_changes()


def _forbid_changes() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in APPEND_ONLY:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_tanpa_{verb.lower()} BEFORE {verb} ON {table}"
                    f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        return
    # The function is that of the first migration.
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION kkb_append_only()"
        )
