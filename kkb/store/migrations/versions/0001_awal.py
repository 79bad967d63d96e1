"""The first tables, and the triggers that keep three of them append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPEND_ONLY = ("unggahan", "baris", "peristiwa")


def upgrade() -> None:
    op.create_table(
        "unggahan",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("tanggal_data", sa.Date, nullable=False),
        sa.Column("nama_berkas", sa.String(255), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("ukuran", sa.Integer, nullable=False),
        sa.Column("kunci", sa.String(64), nullable=False, index=True),
        sa.Column("contoh", sa.Boolean, nullable=False),
        sa.Column("jawaban", sa.Text, nullable=False),
        sa.Column("ringkasan", sa.Text, nullable=False),
        sa.Column("isi", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "baris",
        sa.Column("unggahan", sa.Integer, sa.ForeignKey("unggahan.nomor"), primary_key=True, autoincrement=False),
        sa.Column("kode_desa", sa.String(20), primary_key=True),
        sa.Column("kecamatan", sa.String(120), nullable=False),
        sa.Column("desa", sa.String(120), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("tanggal", sa.String(10)),
        sa.Column("tanggal_dasar", sa.String(20)),
        sa.Column("no_sk", sa.String(1000)),
        sa.Column("tanggal_sk", sa.String(10)),
        sa.Column("tanggal_pencanangan", sa.String(10)),
        sa.Column("klasifikasi", sa.String(20)),
        sa.Column("keterangan", sa.String(32767)),
        sa.Column("status_asli", sa.String(32767)),
        sa.Column("sheet", sa.String(255), nullable=False),
        sa.Column("baris_ke", sa.Integer, nullable=False),
        sa.Column("sel", sa.Text, nullable=False),
        sa.Column("keputusan", sa.String(20)),
        sa.Column("alasan", sa.String(2000)),
    )
    op.create_table(
        "rencana",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("nama", sa.String(200), nullable=False),
        sa.Column("ditetapkan", sa.Date, nullable=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("alasan", sa.String(2000), nullable=False),
    )
    op.create_table(
        "rencana_sasaran",
        sa.Column("rencana", sa.Integer, sa.ForeignKey("rencana.nomor"), primary_key=True, autoincrement=False),
        sa.Column("kode_kecamatan", sa.String(20), primary_key=True),
        sa.Column("tanggal", sa.Date, primary_key=True),
        sa.Column("jumlah_desa", sa.Integer, nullable=False),
    )
    op.create_table(
        "peristiwa",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("jenis", sa.String(20), nullable=False),
        sa.Column("unggahan", sa.Integer, sa.ForeignKey("unggahan.nomor")),
        sa.Column("rencana", sa.Integer, sa.ForeignKey("rencana.nomor")),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("waktu", sa.DateTime(timezone=True), nullable=False),
        sa.Column("alasan", sa.String(2000)),
    )
    op.create_table(
        "alias_nama",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kode_kecamatan", sa.String(20), nullable=False),
        sa.Column("ejaan", sa.String(255), nullable=False),
        sa.Column("kode_desa", sa.String(20)),
        sa.Column("unggahan", sa.Integer, sa.ForeignKey("unggahan.nomor")),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("waktu", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "tonggak",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("jenis", sa.String(20), nullable=False),
        sa.Column("mulai", sa.Date, nullable=False),
        sa.Column("selesai", sa.Date),
        sa.Column("judul", sa.String(500), nullable=False),
        sa.Column("sumber", sa.String(500), nullable=False),
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
    op.execute(
        "CREATE FUNCTION kkb_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION kkb_append_only()"
        )
