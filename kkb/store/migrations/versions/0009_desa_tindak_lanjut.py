"""A next step may be for one desa; those noted before are for a kecamatan or for all."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("tindak_lanjut", sa.Column("kode_desa", sa.String(20)))
