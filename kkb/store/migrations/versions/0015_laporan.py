"""Reports of errors by readers, who reported them, and what was done about each."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

APPEND_ONLY = ("laporan", "laporan_tindakan")


def upgrade() -> None:
    op.create_table(
        "laporan",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kode_desa", sa.String(20), nullable=False),
        sa.Column("uraian", sa.String(500), nullable=False),
        sa.Column("waktu", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "laporan_pelapor",
        sa.Column("laporan", sa.Integer, sa.ForeignKey("laporan.nomor"), primary_key=True, autoincrement=False),
        sa.Column("nama", sa.String(120)),
        sa.Column("jabatan", sa.String(120)),
        sa.Column("kontak", sa.String(120)),
        sa.Column("ukuran", sa.Integer, nullable=False),
        sa.Column("foto", sa.LargeBinary),
    )
    op.create_table(
        "laporan_tindakan",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("laporan", sa.Integer, sa.ForeignKey("laporan.nomor"), nullable=False),
        sa.Column("jenis", sa.String(20), nullable=False),
        sa.Column("unggahan", sa.Integer, sa.ForeignKey("unggahan.nomor")),
        sa.Column("alasan", sa.String(2000)),
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
