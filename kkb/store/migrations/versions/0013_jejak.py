"""The audit trail: who did what, each entry sealed with the one before it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "jejak",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("waktu", sa.DateTime(timezone=True), nullable=False),
        sa.Column("akun", sa.Integer),
        sa.Column("nama", sa.String(120), nullable=False),
        sa.Column("alamat", sa.String(60), nullable=False),
        sa.Column("tindakan", sa.String(60), nullable=False),
        sa.Column("perihal", sa.String(300), nullable=False),
        sa.Column("banyak", sa.Integer, nullable=False),
        sa.Column("peristiwa", sa.Integer, nullable=False),
        sa.Column("sidik", sa.String(64), nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER jejak_tanpa_{verb.lower()} BEFORE {verb} ON jejak"
                " BEGIN SELECT RAISE(ABORT, 'jejak is append-only'); END"
            )
        # A replaced row is deleted without a DELETE trigger (0006); the key is the rowid.
        op.execute(
            "CREATE TRIGGER jejak_tanpa_ganti BEFORE INSERT ON jejak"
            " WHEN EXISTS (SELECT 1 FROM jejak WHERE nomor = NEW.nomor)"
            " BEGIN SELECT RAISE(ABORT, 'jejak is append-only'); END"
        )
        return
    # The function is that of the first migration.
    op.execute(
        "CREATE TRIGGER jejak_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON jejak"
        " FOR EACH STATEMENT EXECUTE FUNCTION kkb_append_only()"
    )
