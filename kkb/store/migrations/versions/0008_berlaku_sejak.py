"""Plans are in force from a day on, milestones may speak of a count of Pokja, uploads know with which they were saved.

No stored row changes: what older ones lack follows from them when they are read. The one milestone of the program that
speaks of a count is taken back and said anew, with it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

TITLE = "Pembinaan 15 Pokja yang sudah ada; tidak ada pembentukan baru sampai 2021"


def upgrade() -> None:
    op.add_column("rencana", sa.Column("berlaku_sejak", sa.Date))
    op.add_column("tonggak", sa.Column("jumlah_pokja", sa.Integer))
    op.add_column("peristiwa", sa.Column("simpanan", sa.Integer))
    connection = op.get_bind()
    tonggak = sa.Table("tonggak", sa.MetaData(), autoload_with=connection)
    rows = [dict(row) for row in connection.execute(sa.select(tonggak)).mappings()]
    ended = {row["membatalkan"] for row in rows}
    next_number = max((row["nomor"] for row in rows), default=0) + 1
    for row in rows:
        is_told = row["oleh"] is None and row["membatalkan"] is None and row["nomor"] not in ended
        if is_told and row["judul"] == TITLE:
            end = row | {"nomor": next_number, "membatalkan": row["nomor"]}
            connection.execute(sa.insert(tonggak), [end, row | {"nomor": next_number + 1, "jumlah_pokja": 15}])
            return
