"""The bytes of originals in a table of their own, which only a recorded erasure empties; the term they are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

ERASING = "('hapus_asli', 'masa_habis')"
"""Kinds of events that let the bytes of their upload be emptied."""


def upgrade() -> None:
    op.create_table(
        "berkas_asli",
        sa.Column("unggahan", sa.Integer, sa.ForeignKey("unggahan.nomor"), primary_key=True, autoincrement=False),
        sa.Column("isi", sa.LargeBinary),
    )
    op.execute("INSERT INTO berkas_asli (unggahan, isi) SELECT nomor, isi FROM unggahan")
    # Not rebuilt by alembic: that would lose the triggers of the table. Both databases can drop a column.
    op.drop_column("unggahan", "isi")
    op.create_table(
        "masa_simpan",
        sa.Column("nomor", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("bulan", sa.Integer),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("waktu", sa.DateTime(timezone=True), nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        _guard_on_sqlite()
    else:
        _guard_on_postgresql()


def _guard_on_sqlite() -> None:
    for table, verbs in (("berkas_asli", ("DELETE",)), ("masa_simpan", ("UPDATE", "DELETE"))):
        key = "unggahan" if table == "berkas_asli" else "nomor"
        for verb in verbs:
            op.execute(
                f"CREATE TRIGGER {table}_tanpa_{verb.lower()} BEFORE {verb} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        # A replaced row is deleted without a DELETE trigger (0006); the key is the rowid.
        op.execute(
            f"CREATE TRIGGER {table}_tanpa_ganti BEFORE INSERT ON {table}"
            f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    op.execute(
        "CREATE TRIGGER berkas_asli_hanya_kosong BEFORE UPDATE ON berkas_asli"
        " WHEN NEW.isi IS NOT NULL OR NEW.unggahan <> OLD.unggahan OR NOT EXISTS"
        f" (SELECT 1 FROM peristiwa WHERE unggahan = OLD.unggahan AND jenis IN {ERASING})"
        " BEGIN SELECT RAISE(ABORT, 'berkas_asli is only emptied, after its event'); END"
    )


def _guard_on_postgresql() -> None:
    # The dropped column still lies in the rows that were written with it, until they are written anew.
    op.execute("CLUSTER unggahan USING unggahan_pkey")
    op.execute(
        "CREATE FUNCTION kkb_hanya_kosong() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF NEW.isi IS NOT NULL OR NEW.unggahan <> OLD.unggahan OR NOT EXISTS"
        f" (SELECT 1 FROM peristiwa WHERE unggahan = OLD.unggahan AND jenis IN {ERASING}) THEN"
        " RAISE EXCEPTION 'berkas_asli is only emptied, after its event'; END IF;"
        " RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER berkas_asli_hanya_kosong BEFORE UPDATE ON berkas_asli"
        " FOR EACH ROW EXECUTE FUNCTION kkb_hanya_kosong()"
    )
    # The function is that of the first migration.
    for table, verbs in (("berkas_asli", "DELETE OR TRUNCATE"), ("masa_simpan", "UPDATE OR DELETE OR TRUNCATE")):
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE {verbs} ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION kkb_append_only()"
        )
