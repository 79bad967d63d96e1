"""Next steps agreed in meetings, and the logo of the region."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

APPEND_ONLY = ("tindak_lanjut", "lambang")


def upgrade() -> None:
    op.create_table(
        "tindak_lanjut",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("revisi", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("uraian", sa.String(500), nullable=False),
        sa.Column("penanggung_jawab", sa.String(200), nullable=False),
        sa.Column("tenggat", sa.Date),
        sa.Column("kode_kecamatan", sa.String(20)),
        sa.Column("dicatat", sa.Date, nullable=False),
        sa.Column("selesai", sa.Date),
        sa.Column("dihapus", sa.Boolean, nullable=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("waktu", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "lambang",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("lebar", sa.Integer, nullable=False),
        sa.Column("tinggi", sa.Integer, nullable=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("waktu", sa.DateTime(timezone=True), nullable=False),
        sa.Column("isi", sa.LargeBinary),
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
        return
    # The function is that of the first migration.
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION kkb_append_only()"
        )
