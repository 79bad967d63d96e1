"""Drafts, which may change and are no history; corrections by hand; confirmed spellings become append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

APPEND_ONLY = ("alias_nama",)


def upgrade() -> None:
    op.create_table(
        "draf",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kode", sa.String(20), nullable=False, index=True, unique=True),
        sa.Column("sidik", sa.String(64), nullable=False, index=True),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("diubah", sa.DateTime(timezone=True), nullable=False),
        sa.Column("diubah_oleh", sa.String(120), nullable=False),
        sa.Column("kedaluwarsa", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revisi", sa.Integer, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("jawaban", sa.Text, nullable=False),
        sa.Column("unggahan", sa.Text, nullable=False),
    )
    op.create_table(
        "draf_berkas",
        sa.Column("draf", sa.Integer, sa.ForeignKey("draf.nomor"), primary_key=True, autoincrement=False),
        sa.Column("urutan", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("nama", sa.String(255), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("ukuran", sa.Integer, nullable=False),
        sa.Column("isi", sa.LargeBinary),
    )
    # Added in place: a rebuilt table would lose the triggers of the first migration.
    op.add_column("unggahan", sa.Column("koreksi", sa.Boolean, nullable=False, server_default=sa.false()))
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
