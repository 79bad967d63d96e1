"""Rows of a recap tell when a Pokja was formed and when it ended.

Stored rows are left as they are, so their hash and the seal of their upload stay as well: one of before that ends a
Pokja tells the end in `tanggal`, and is read so.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("baris", sa.Column("tanggal_bubar", sa.String(10)))
