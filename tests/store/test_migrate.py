"""Migrations: once, all or nothing, with a copy before, and never backwards."""

from __future__ import annotations

import multiprocessing
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Engine, LargeBinary, MetaData, Table, insert, inspect, text
from sqlalchemy.exc import DBAPIError

from kkb.config import Settings
from kkb.programme import KomitmenRow
from kkb.store import Store, StoreRefusal, UploadPart, open_store, tables
from kkb.store.accounts import account_metadata
from kkb.store.content import hash_content
from kkb.store.encoding import encode_rows
from kkb.store.engine import read, write
from kkb.store.migrate import SCRIPT_DIR, VERSION_TABLE, migrate, read_revision
from kkb.store.stored_upload import make_seal
from kkb.store.tables import metadata
from tests.support.store_fixtures import MORNING, add_step, commit, make_picture, make_row, make_settings, make_upload

HEAD = sorted(path.name[:4] for path in (SCRIPT_DIR / "versions").glob("*.py"))[-1]
NEXT = f"{int(HEAD) + 1:04}"
HEADER = f"import sqlalchemy as sa\nfrom alembic import op\n\nrevision = '{NEXT}'\ndown_revision = '{HEAD}'\n\n\n"
FAILING = HEADER + (
    "def upgrade():\n"
    "    op.create_table('setengah', sa.Column('nomor', sa.Integer))\n"
    '    op.execute("INSERT INTO setengah VALUES (1)")\n'
    "    op.add_column('tonggak', sa.Column('warna', sa.String(20)))\n"
    "    raise RuntimeError('this revision fails midway')\n"
)
REBUILDING = HEADER + (
    "def upgrade():\n"
    "    with op.batch_alter_table('unggahan', recreate='always' if op.get_bind().dialect.name == 'sqlite' else 'auto')"
    " as batch:\n"
    "        batch.add_column(sa.Column('catatan', sa.String(200)))\n"
)
OLD_UNGGAHAN = Table(
    "unggahan", MetaData(), *(column._copy() for column in tables.unggahan.c), Column("isi", LargeBinary)
)
"""As it was before 0014, with the bytes in it."""

LATER = ("isi", "tanggal_bubar")
"""Columns of `baris` that came after 0006."""

OLD_ROWS: tuple[tuple[Table, dict[str, Any]], ...] = (
    (
        OLD_UNGGAHAN,
        {
            "nomor": 1,
            "tanggal_data": MORNING.date(),
            "nama_berkas": "lama.xlsx",
            "sha256": "0" * 64,
            "ukuran": 2,
            "kunci": "k1",
            "contoh": False,
            "jawaban": "{}",
            "ringkasan": "{}",
            "isi": b"\x00\xff",
        },
    ),
    (tables.baris, {name: value for name, value in encode_rows(1, [make_row()])[0].items() if name not in LATER}),
    (tables.peristiwa, {"nomor": 1, "jenis": "simpan", "unggahan": 1, "oleh": "Sari", "waktu": MORNING}),
    (
        tables.alias_nama,
        {
            "nomor": 1,
            "kode_kecamatan": "19.06.05",
            "ejaan": "selingsng",
            "kode_desa": "19.06.05.2001",
            "unggahan": 1,
            "oleh": "Sari",
            "waktu": MORNING,
        },
    ),
    (tables.rapat, {"nomor": 1, "tanggal": MORNING.date(), "judul": "Rakor", "oleh": "Sari", "waktu": MORNING}),
    (tables.peristiwa, {"nomor": 2, "jenis": "rapat", "oleh": "Sari", "waktu": MORNING, "alasan": "Rakor"}),
)
"""What a program of revision 0002 had written: none of it names a column that came later."""

ORPHAN = "INSERT INTO rencana_sasaran VALUES (9, 'x', '2024-12-31', 1)"
ORPHANING = HEADER + f'def upgrade():\n    op.execute("{ORPHAN}")\n'


def make_scripts(folder: Path, revision: str) -> Path:
    """The project's migrations and one more revision after them."""
    scripts = folder / "migrations"
    shutil.copytree(SCRIPT_DIR, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / f"{NEXT}_uji.py").write_text(revision, encoding="utf-8")
    return scripts


def scripts_through(revision: str, folder: Path) -> Path:
    """The migrations as a program of this revision had them."""
    scripts = folder / "migrations"
    shutil.copytree(SCRIPT_DIR, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (scripts / "versions").glob("*.py"):
        if path.name[:4] > revision:
            path.unlink()
    return scripts


def before_the_trail(store: Store) -> Engine:
    """To write as a program did that had no audit trail."""
    return store.engine.execution_options(kkb_actor=None)


def table_names(store: Store) -> set[str]:
    with read(store.engine) as connection:
        return set(inspect(connection).get_table_names())


def revision_of(store: Store) -> str | None:
    with read(store.engine) as connection:
        return read_revision(connection)


def copies(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.sebelum-*"))


def prepare_in_another_process(settings: Settings) -> int:
    store = open_store(settings)
    store.prepare()
    version = store.data_version()
    store.close()
    return version


@pytest.fixture(scope="module")
def processes() -> Iterator[ProcessPoolExecutor]:
    """Four, started once: that takes longer than what they do."""
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool


def test_the_migrations_build_exactly_the_tables_of_the_program(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    with read(store.engine) as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, [metadata, account_metadata]) == []  # type: ignore[arg-type]


def test_files_are_named_for_their_revisions_in_one_line() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(SCRIPT_DIR))
    revisions = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    files = [path.name[:4] for path in (SCRIPT_DIR / "versions").glob("*.py")]
    assert sorted(revisions) == sorted(files) == [f"{n:04}" for n in range(1, len(files) + 1)]


def test_preparing_again_has_nothing_to_do(store: Store) -> None:
    commit(store)
    assert migrate(store.engine) is False
    store.prepare()
    assert store.data_version() == 1


@pytest.mark.slow
def test_several_processes_may_prepare_at_once(store_settings: Settings, processes: ProcessPoolExecutor) -> None:
    assert list(processes.map(prepare_in_another_process, [store_settings] * 8)) == [0] * 8
    store = open_store(store_settings)
    assert revision_of(store) == HEAD
    assert commit(store) == 1
    store.close()


class TestFrom0002:
    """A database of the program before drafts and corrections, with data in it."""

    @pytest.fixture
    def old_store(self, bare_store: Store, tmp_path: Path) -> Store:
        migrate(bare_store.engine, scripts_through("0002", tmp_path))
        with write(before_the_trail(bare_store)) as connection:
            for table, values in OLD_ROWS:
                connection.execute(insert(table).values(values))
        return bare_store

    def test_everything_is_there_and_nothing_is_a_correction(self, old_store: Store) -> None:
        assert (revision_of(old_store), old_store.is_prepared()) == ("0002", False)
        old_store.prepare()
        (record,) = old_store.uploads()
        assert (record.nama_berkas, record.aktif, record.koreksi) == ("lama.xlsx", True, False)
        assert (record.disimpan_oleh, record.disimpan_waktu) == ("Sari", MORNING)
        assert old_store.original(1) == b"\x00\xff"
        assert [o.row.kode_desa for o in old_store.observations()] == ["19.06.04.2002"]
        assert old_store.aliases() == {("19.06.05", "selingsng"): "19.06.05.2001"}
        assert [meeting.judul for meeting in old_store.meetings()] == ["Rakor"]
        assert (old_store.data_version(), old_store.open_drafts(at=MORNING)) == (2, [])

    def test_all_that_is_new_works_on_it(self, old_store: Store) -> None:
        old_store.prepare()
        kode = old_store.create_draft([("baru.xlsx", b"baru")], by="Sari", at=MORNING)
        part = UploadPart(replace(make_upload("k2"), koreksi=True), [make_row("19.06.01.2001")])
        assert old_store.commit_uploads(
            expected_version=2, parts=[part], by="Sari", at=MORNING, reason=None, draft=kode
        ) == [2]
        old_store.end_alias("19.06.05", "selingsng", by="Sari", at=MORNING, reason="keliru")
        assert ([record.koreksi for record in old_store.uploads()], old_store.aliases()) == ([True, False], {})
        snapshot = old_store.snapshot()
        assert (snapshot.programme, snapshot.tindak_lanjut, snapshot.lambang) == ((), (), None)
        assert (add_step(old_store), old_store.add_logo(make_picture(), by="Sari", at=MORNING)) == (1, 1)
        signed = KomitmenRow(kode_desa="19.06.04.2002", kecamatan="Kelapa Kampit", desa="Senyubuk", kepala_desa=True)
        nomor = commit(old_store, "k3", programme=[signed])
        assert [(told.unggahan, told.row) for told in old_store.programme()] == [(nomor, signed)]

    @pytest.mark.parametrize("table", ["unggahan", "alias_nama"])
    def test_history_is_append_only_after_it(self, old_store: Store, table: str) -> None:
        old_store.prepare()
        with pytest.raises(DBAPIError, match="append-only"), write(old_store.engine) as connection:
            connection.execute(text(f"DELETE FROM {table}"))

    @pytest.mark.slow
    def test_several_processes_may_start_at_once(
        self, old_store: Store, store_settings: Settings, processes: ProcessPoolExecutor
    ) -> None:
        assert list(processes.map(prepare_in_another_process, [store_settings] * 8)) == [2] * 8
        assert (revision_of(old_store), len(old_store.uploads())) == (HEAD, 1)
        assert len(copies(store_settings.data_dir)) == (old_store.engine.dialect.name == "sqlite")

    def test_the_program_before_refuses_it_afterwards(self, old_store: Store, tmp_path: Path) -> None:
        old_store.prepare()
        old_scripts = tmp_path / "migrations"
        with pytest.raises(StoreRefusal, match=rf"lebih baru \(revisi {HEAD}\)"):
            migrate(old_store.engine, old_scripts)


def test_attributes_without_a_column_change_no_hash_and_no_seal_of_before(bare_store: Store, tmp_path: Path) -> None:
    migrate(bare_store.engine, scripts_through("0006", tmp_path))
    (row,) = encode_rows(1, [replace(make_row(), attributes={"klasifikasi": "Dasar"})])
    for name in LATER:
        del row[name]
    upload = OLD_ROWS[0][1] | {"koreksi": False}
    seal = make_seal({name: value for name, value in upload.items() if name != "isi"}, [row])
    with write(before_the_trail(bare_store)) as connection:
        connection.execute(insert(OLD_UNGGAHAN).values(upload | {"sidik": seal}))
        connection.execute(insert(tables.baris).values(row))
        connection.execute(insert(tables.peristiwa).values(OLD_ROWS[2][1]))
        before = hash_content(connection)
    migrate(bare_store.engine, scripts_through("0013", tmp_path / "sebelas"))
    with read(bare_store.engine) as connection:
        assert hash_content(connection) == before
    bare_store.prepare()
    assert bare_store.stored_upload(1).seal_holds is True
    assert [seen.row.attributes for seen in bare_store.observations()] == [{"klasifikasi": "Dasar"}]


def test_the_bytes_move_and_nothing_of_them_is_lost(bare_store: Store, tmp_path: Path) -> None:
    migrate(bare_store.engine, scripts_through("0013", tmp_path))
    upload = OLD_ROWS[0][1] | {"koreksi": False}
    seal = make_seal({name: value for name, value in upload.items() if name != "isi"})
    with write(bare_store.engine) as connection:
        for number, isi in ((1, b"\x00\xff"), (2, b"SELURUH ISI" * 9999)):
            values = upload | {"nomor": number, "isi": isi, "sidik": seal if number == 1 else None}
            connection.execute(insert(OLD_UNGGAHAN).values(values))
            event = OLD_ROWS[2][1] | {"nomor": number, "unggahan": number}
            connection.execute(insert(tables.peristiwa).values(event))
    bare_store.prepare()
    assert [bare_store.original(number) for number in (1, 2)] == [b"\x00\xff", b"SELURUH ISI" * 9999]
    with read(bare_store.engine) as connection:
        assert "isi" not in {column["name"] for column in inspect(connection).get_columns("unggahan")}
    assert bare_store.snapshot().masa_simpan is None


class TestFrom0007:
    """A database of the program before plans were in force from a day on and saves had a number."""

    @pytest.fixture
    def old_store(self, bare_store: Store, tmp_path: Path) -> Store:
        migrate(bare_store.engine, scripts_through("0007", tmp_path))
        day, title = MORNING.date(), "Pembinaan 15 Pokja yang sudah ada; tidak ada pembentukan baru sampai 2021"
        plan = {"nomor": 1, "nama": "Target", "ditetapkan": day, "oleh": "Bupati", "alasan": "rapat"}
        milestone = {"jenis": "penjelasan", "mulai": day, "judul": title, "sumber": "rilis"}
        own = {"nomor": 2, "oleh": "Sari", "waktu": MORNING}
        with write(before_the_trail(bare_store)) as connection:
            connection.execute(insert(tables.rencana).values(plan))
            for row in ({"nomor": 1}, own):
                connection.execute(insert(tables.tonggak).values(milestone | row))
            for number in (1, 2, 3):
                upload = OLD_ROWS[0][1] | {"nomor": number, "kunci": str(number), "koreksi": False}
                connection.execute(insert(OLD_UNGGAHAN).values(upload))
            for number, moment in ((1, MORNING), (2, MORNING), (3, MORNING + timedelta(hours=1))):
                event = OLD_ROWS[2][1] | {"nomor": number, "unggahan": number, "waktu": moment}
                connection.execute(insert(tables.peristiwa).values(event))
        bare_store.prepare()
        return bare_store

    def test_a_plan_is_in_force_from_the_day_it_was_decided(self, old_store: Store) -> None:
        assert [plan.berlaku_sejak for plan in old_store.plans()] == [MORNING.date()]

    def test_uploads_of_one_moment_and_name_were_saved_together(self, old_store: Store) -> None:
        assert [record.simpanan for record in old_store.uploads()] == [3, 1, 1]

    def test_the_programs_own_milestone_is_said_anew_with_its_count(self, old_store: Store) -> None:
        assert [(m.nomor, m.oleh, m.jumlah_pokja) for m in old_store.milestones()] == [(2, "Sari", None), (4, None, 15)]


def test_a_failing_revision_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    commit(store)
    before = table_names(store)
    with pytest.raises(RuntimeError, match="fails midway"):
        migrate(store.engine, make_scripts(tmp_path, FAILING))
    assert table_names(store) == before
    assert revision_of(store) == HEAD
    with read(store.engine) as connection:
        assert "warna" not in {column["name"] for column in inspect(connection).get_columns("tonggak")}
    assert commit(store, "k2") == 2


def test_a_first_start_that_fails_leaves_an_empty_database(bare_store: Store, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="fails midway"):
        migrate(bare_store.engine, make_scripts(tmp_path, FAILING))
    assert table_names(bare_store) == set()
    bare_store.prepare()
    assert commit(bare_store) == 1


def test_a_rebuilt_table_keeps_its_rows_and_those_that_point_to_it(store: Store, tmp_path: Path) -> None:
    commit(store)
    before = store.observations()
    assert migrate(store.engine, make_scripts(tmp_path, REBUILDING)) is True
    assert revision_of(store) == NEXT
    assert store.observations() == before
    with read(store.engine) as connection:
        assert connection.execute(text("SELECT nomor, catatan FROM unggahan")).all() == [(1, None)]


def test_foreign_keys_hold_again_after_a_migration(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"foreign key"):
        migrate(store.engine, make_scripts(tmp_path, ORPHANING))
    with pytest.raises(Exception, match=r"(?i)foreign key"), write(store.engine) as connection:
        connection.execute(text(ORPHAN))


def test_a_database_of_a_newer_program_is_refused_and_left_alone(store: Store) -> None:
    commit(store)
    with write(store.engine) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '0042'"))
    with pytest.raises(StoreRefusal, match=r"lebih baru \(revisi 0042\)"):
        store.prepare()
    with pytest.raises(StoreRefusal):
        store.is_prepared()
    assert (revision_of(store), store.data_version()) == ("0042", 1)


class TestCopy:
    """SQLite only: PostgreSQL has its own backups."""

    @pytest.fixture
    def file_store(self, tmp_path: Path) -> Store:
        store = open_store(make_settings(tmp_path / "data"))
        store.prepare()
        return store

    def test_a_new_file_needs_none(self, file_store: Store, tmp_path: Path) -> None:
        assert copies(tmp_path / "data") == []
        file_store.close()

    def test_it_holds_what_was_there_before(self, file_store: Store, tmp_path: Path) -> None:
        commit(file_store)
        migrate(file_store.engine, make_scripts(tmp_path, REBUILDING))
        file_store.close()
        assert copies(tmp_path / "data") == [f"kkb.sqlite3.sebelum-{NEXT}"]
        with sqlite3.connect(tmp_path / "data" / f"kkb.sqlite3.sebelum-{NEXT}") as copy:
            assert copy.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall() == [(HEAD,)]
            assert copy.execute("SELECT kode_desa FROM baris").fetchall() == [("19.06.04.2002",)]
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        copy.close()

    def test_an_earlier_one_is_never_overwritten(self, file_store: Store, tmp_path: Path) -> None:
        scripts = make_scripts(tmp_path, FAILING)
        for _ in range(3):
            with pytest.raises(RuntimeError):
                migrate(file_store.engine, scripts)
        file_store.close()
        assert copies(tmp_path / "data") == [f"kkb.sqlite3.sebelum-{NEXT}{end}" for end in ("", "-2", "-3")]

    def test_one_that_was_cut_off_is_not_in_the_way(self, file_store: Store, tmp_path: Path) -> None:
        (tmp_path / "data" / f"kkb.sqlite3.sebelum-{NEXT}.sebagian").write_bytes(b"half a copy")
        migrate(file_store.engine, make_scripts(tmp_path, REBUILDING))
        file_store.close()
        assert copies(tmp_path / "data") == [f"kkb.sqlite3.sebelum-{NEXT}"]


def test_a_start_with_nothing_to_migrate_loads_neither_alembic_nor_a_driver(tmp_path: Path) -> None:
    store = open_store(make_settings(tmp_path))
    store.prepare()
    store.close()
    script = (
        "import sys\nfrom pathlib import Path\nfrom kkb.store import open_store\n"
        "from tests.support.store_fixtures import make_settings\n"
        f"store = open_store(make_settings(Path({str(tmp_path)!r})))\n"
        "store.prepare(); store.data_version()\n"
        "print(sorted({'alembic', 'psycopg'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
