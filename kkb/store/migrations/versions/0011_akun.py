"""Accounts, the key that signs their sessions, and the sessions that were ended by logging out."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "akun",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("nama_akun", sa.String(40), nullable=False, unique=True, index=True),
        sa.Column("nama_lengkap", sa.String(120), nullable=False),
        sa.Column("peran", sa.String(20), nullable=False),
        sa.Column("kecamatan", sa.Text),
        sa.Column("sandi_hash", sa.Text, nullable=False),
        sa.Column("sandi_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("harus_ganti", sa.Boolean, nullable=False),
        sa.Column("versi_sesi", sa.Integer, nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dibuat_oleh", sa.String(120), nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("diubah_oleh", sa.String(120), nullable=False),
        sa.Column("ditutup_pada", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "kunci_sesi",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kunci", sa.String(120), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "sesi_keluar",
        sa.Column("kode", sa.String(40), primary_key=True),
        sa.Column("akun", sa.Integer, sa.ForeignKey("akun.nomor"), nullable=False),
        sa.Column("kedaluwarsa", sa.DateTime(timezone=True), nullable=False),
    )
