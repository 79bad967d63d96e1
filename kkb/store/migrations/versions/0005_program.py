"""Rows of the sheets beside the recap of status: commitments, steps, activities, evaluations."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

APPEND_ONLY = ("baris_program",)


def upgrade() -> None:
    op.create_table(
        "baris_program",
        sa.Column("unggahan", sa.Integer, sa.ForeignKey("unggahan.nomor"), primary_key=True, autoincrement=False),
        sa.Column("urutan", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("lembar", sa.String(20), nullable=False),
        sa.Column("kode_desa", sa.String(20)),
        sa.Column("kunci", sa.Text, nullable=False),
        sa.Column("isi", sa.Text, nullable=False),
        sa.Column("sheet", sa.String(255), nullable=False),
        sa.Column("baris_ke", sa.Integer, nullable=False),
        sa.Column("sel", sa.Text, nullable=False),
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
