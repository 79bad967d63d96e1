"""Accounts of the office's identity provider that accounts are linked with."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "akun_kantor",
        sa.Column("akun", sa.Integer, sa.ForeignKey("akun.nomor"), primary_key=True, autoincrement=False),
        sa.Column("surel", sa.String(254), nullable=False, unique=True),
        sa.Column("identitas", sa.String(64), unique=True),
    )
