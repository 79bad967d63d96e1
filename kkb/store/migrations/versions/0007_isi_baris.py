"""Rows of a recap take attributes that have no column of their own: a JSON object, NULL where there is none.

Stored rows are left as they are, so their hash and the seal of their upload stay as well.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("baris", sa.Column("isi", sa.Text))
