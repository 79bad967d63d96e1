"""The kecamatan that a draft belongs to."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    # Drafts that were begun before belong to the whole region.
    op.add_column("draf", sa.Column("kecamatan", sa.Text))
