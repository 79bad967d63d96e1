"""The store on SQLite and PostgreSQL: what goes in comes out, events decide what counts, refusals write nothing."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, UniqueConstraint, select, text
from sqlalchemy.exc import DBAPIError

from kkb.config import Settings
from kkb.programme import KomitmenRow
from kkb.schema import (
    JenisTonggak,
    Keputusan,
    RecapRow,
    Tahap,
    Tanggal,
    TanggalDasar,
    TargetRow,
    Tonggak,
)
from kkb.store import (
    Cause,
    JenisPeristiwa,
    NewAlias,
    NewColumn,
    NewPlan,
    Store,
    StoreRefusal,
    StoreUnavailable,
    open_store,
)
from kkb.store.engine import read, write
from kkb.store.tables import APPEND_ONLY
from kkb.store.writing import insert_milestones
from tests.support.store_fixtures import (
    MORNING,
    add_report,
    add_step,
    commit,
    make_indicator,
    make_picture,
    make_row,
    make_settings,
    make_upload,
)

FULL_ROW = RecapRow(
    kode_desa="19.06.04.2002",
    kecamatan="Kelapa Kampit",
    desa="Senyubuk",
    status=Tahap.TERBENTUK,
    tanggal=Tanggal.from_iso("2014"),
    tanggal_dasar=TanggalDasar.PENCANANGAN,
    no_sk="141/007/KEP-SYB/2014",
    tanggal_sk=Tanggal.from_iso("2014-03"),
    tanggal_pencanangan=Tanggal.from_iso("2016-05-10"),
    attributes={"klasifikasi": "Berkelanjutan", "keterangan": "“Pokja” ✓ 数据 🏝\nbaris kedua\t' ; -- %s :nama"},
    status_asli="SUDAH",
    sheet="Rekap Juli",
    row=21,
    sel={"status": "E21", "tanggal": "F21"},
    keputusan=Keputusan.KOREKSI,
    alasan="salah catat",
)
PLAN = NewPlan(
    nama="Semua desa 2024",
    ditetapkan=date(2023, 5, 10),
    oleh="Bupati",
    alasan="Komitmen Bersama",
    targets=(
        TargetRow("19.06.01", date(2024, 12, 31), 9),
        TargetRow("19.06.04", date(2024, 12, 31), 6),
        TargetRow("19.06.01", date(2023, 12, 31), 5),
    ),
    berlaku_sejak=date(2023, 1, 1),
)
MILESTONES = (
    Tonggak(JenisTonggak.KOMITMEN, date(2023, 5, 10), None, "Komitmen Bersama", "rilis"),
    Tonggak(JenisTonggak.PENJELASAN, date(2018, 5, 2), date(2021, 12, 31), "Pembinaan 15 Pokja", "rilis", 15),
)


def kinds(store: Store) -> list[str]:
    return [event.jenis.value for event in reversed(store.events())]


class TestCommit:
    def test_an_empty_store_has_version_0_and_nothing_in_it(self, store: Store) -> None:
        assert store.data_version() == 0
        assert store.uploads() == store.observations() == store.plans() == store.milestones() == store.events() == []
        assert store.aliases() == {}

    @pytest.mark.parametrize(
        "row",
        [
            FULL_ROW,
            RecapRow("19.06.01.2001", "Manggar", "Lalang", Tahap.BELUM),
            replace(FULL_ROW, attributes={"keterangan": "x" * 32_767}, status_asli="Ω" * 32_767),
            replace(FULL_ROW, keputusan=Keputusan.BUBAR, status=Tahap.KOMITMEN, tanggal=None, no_sk="", alasan=None),
            replace(FULL_ROW, attributes={"klasifikasi": "Dasar", "belum_punya_kolom": "“Isi”\n✓"}),
        ],
        ids=["full", "bare", "long", "odd", "attribute without a column"],
    )
    def test_a_row_comes_back_as_it_was_given(self, store: Store, row: RecapRow) -> None:
        nomor = commit(store, rows=[row])
        (observation,) = store.observations()
        assert observation.row == row
        assert (observation.unggahan, observation.tanggal_data) == (nomor, date(2023, 5, 10))

    def test_an_upload_comes_back_with_its_bytes_and_its_commit(self, store: Store) -> None:
        isi = bytes(range(256)) * 300
        upload = replace(
            make_upload(), isi=isi, nama_berkas="Rekap – Juli ✓.xlsx", jawaban={"cell:Rekap!C14": "Selingsing"}
        )
        nomor = commit(store, upload=upload, reason="rakor Juli")
        (record,) = store.uploads()
        assert store.original(nomor) == isi
        assert (record.nomor, record.nama_berkas, record.ukuran) == (1, "Rekap – Juli ✓.xlsx", len(isi))
        assert record.sha256 == hashlib.sha256(isi).hexdigest()
        assert (record.kunci, record.contoh, record.aktif) == ("k1", False, True)
        assert record.jawaban == {"cell:Rekap!C14": "Selingsing"}
        assert record.ringkasan == {"counts": {"desa": 1}}
        assert (record.disimpan_oleh, record.disimpan_waktu) == ("Sari", MORNING)
        assert [(event.jenis, event.alasan) for event in record.riwayat] == [(JenisPeristiwa.SIMPAN, "rakor Juli")]

    def test_numbers_and_versions_count_up_together(self, store: Store) -> None:
        assert [commit(store, f"k{n}") for n in range(3)] == [1, 2, 3]
        assert store.data_version() == 3
        assert [record.nomor for record in store.uploads()] == [3, 2, 1]

    def test_observations_are_ordered_by_day_then_number_then_desa(self, store: Store) -> None:
        late, early = date(2023, 5, 10), date(2017, 10, 3)
        commit(store, "a", day=late, rows=[make_row("19.06.04.2002"), make_row("19.06.01.2001")])
        commit(store, "b", day=early)
        commit(store, "c", day=early)
        assert [(o.tanggal_data, o.unggahan, o.row.kode_desa[6:8]) for o in store.observations()] == [
            (early, 2, "04"),
            (early, 3, "04"),
            (late, 1, "01"),
            (late, 1, "04"),
        ]

    def test_the_moment_comes_back_in_utc_whatever_zone_it_was_given_in(self, store: Store) -> None:
        jakarta = datetime(2023, 5, 10, 0, 15, 30, 123456, tzinfo=timezone(timedelta(hours=7)))
        commit(store, at=jakarta)
        (event,) = store.events()
        assert event.waktu == jakarta
        assert (event.waktu.tzinfo, event.waktu.day, event.waktu.hour) == (UTC, 9, 17)

    def test_a_moment_without_a_zone_is_our_mistake(self, store: Store) -> None:
        with pytest.raises(Exception, match="time zone"):
            commit(store, at=datetime(2023, 5, 10))
        assert store.data_version() == 0

    def test_two_rows_of_one_desa_are_our_mistake_and_nothing_is_written(self, store: Store) -> None:
        with pytest.raises(DBAPIError):
            commit(store, rows=[make_row(), make_row()])
        assert (store.uploads(), store.data_version()) == ([], 0)

    @pytest.mark.parametrize(
        ("changes", "named"),
        [
            ({"rows": [replace(FULL_ROW, alasan="x" * 2001)]}, "2.000"),
            ({"rows": [replace(FULL_ROW, attributes={"keterangan": "a\x00b"})]}, "keterangan"),
            ({"rows": [replace(FULL_ROW, attributes={"keterangan": "a\ud800b"})]}, "keterangan"),
            ({"upload": replace(make_upload(), nama_berkas="x" * 256)}, "nama berkas"),
            ({"by": "x" * 121}, "120"),
            ({"by": "  "}, "Nama"),
        ],
        ids=["long", "nul", "surrogate", "file name", "long name", "no name"],
    )
    def test_what_one_database_would_refuse_is_refused_on_both(
        self, store: Store, changes: dict[str, object], named: str
    ) -> None:
        with pytest.raises(StoreRefusal) as refusal:
            commit(store, **changes)
        assert named in refusal.value.message
        assert (store.uploads(), store.observations(), store.data_version()) == ([], [], 0)

    def test_the_newest_alias_of_a_spelling_holds(self, store: Store) -> None:
        here = NewAlias("19.06.05", "selingsng", "19.06.05.2001")
        there = NewAlias("19.06.05", "selingsng", "19.06.05.2002")
        commit(store, "a", aliases=[here, NewAlias("19.06.01", "selingsng", "19.06.01.2003")])
        commit(store, "b", aliases=[there])
        expected = {("19.06.05", "selingsng"): "19.06.05.2002", ("19.06.01", "selingsng"): "19.06.01.2003"}
        assert store.aliases() == expected
        store.withdraw(2, by="Sari", at=MORNING, reason="keliru")
        assert store.aliases() == expected


class TestPlans:
    def test_a_plan_comes_back_and_a_revision_stands_beside_it(self, store: Store) -> None:
        store.seed(plan=PLAN, milestones=MILESTONES, at=MORNING)
        nomor = store.add_plan(
            nama="Revisi",
            ditetapkan=date(2025, 1, 7),
            oleh="Sekda",
            alasan="tenggat lewat",
            targets=[TargetRow("19.06.01", date(2026, 12, 31), 9)],
            at=MORNING,
            expected_version=1,
        )
        first, second = store.plans()
        assert (first.nama, first.oleh, first.ditetapkan) == ("Semua desa 2024", "Bupati", date(2023, 5, 10))
        assert [(t.tanggal.year, t.kode_kecamatan, t.jumlah_desa) for t in first.targets] == [
            (2023, "19.06.01", 5),
            (2024, "19.06.01", 9),
            (2024, "19.06.04", 6),
        ]
        assert (second.nomor, second.alasan, second.tanggal_akhir) == (nomor, "tenggat lewat", date(2026, 12, 31))
        # Without a word about it a plan is in force from the day it was decided.
        assert [plan.berlaku_sejak for plan in (first, second)] == [date(2023, 1, 1), date(2025, 1, 7)]
        assert [(e.jenis.value, e.rencana, e.oleh) for e in store.events()] == [
            ("rencana", 2, "Sekda"),
            ("mulai", 1, "Bupati"),
        ]

    def test_milestones_are_ordered_by_their_first_day(self, store: Store) -> None:
        store.add_milestones(MILESTONES, by="Sari", at=MORNING)
        store.add_milestones(
            [replace(MILESTONES[0], mulai=date(2020, 1, 1), judul="tengah")], by="Sari", at=MORNING, expected_version=1
        )
        assert [row.judul for row in store.milestones()] == ["Pembinaan 15 Pokja", "tengah", "Komitmen Bersama"]
        assert store.milestones()[0] == MILESTONES[1]
        assert store.data_version() == 2

    def test_seeding_happens_once_and_never_into_a_used_store(self, store: Store) -> None:
        assert store.seed(plan=None, milestones=MILESTONES, at=MORNING)
        assert not store.seed(plan=PLAN, milestones=MILESTONES, at=MORNING)
        assert (store.plans(), len(store.milestones()), kinds(store)) == ([], 2, ["mulai"])


class TestSnapshot:
    def test_its_parts_are_those_of_the_store(self, store: Store) -> None:
        store.seed(plan=PLAN, milestones=MILESTONES, at=MORNING)
        commit(store, aliases=[NewAlias("19.06.05", "selingsng", "19.06.05.2001")])
        store.add_meeting(tanggal=MORNING.date(), judul="Rakor", by="Sari", at=MORNING)
        snapshot = store.snapshot()
        assert snapshot.version == store.data_version() == 3
        assert list(snapshot.observations) == store.observations()
        assert list(snapshot.uploads) == store.uploads()
        assert list(snapshot.plans) == store.plans()
        assert list(snapshot.milestones) == store.milestones()
        assert snapshot.aliases == store.aliases() != {}
        assert list(snapshot.alias_records) == store.alias_records()
        assert list(snapshot.tindak_lanjut) == store.steps() == []
        assert list(snapshot.meetings) == store.meetings() != []

    def test_a_commit_in_the_middle_of_reading_is_not_seen(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        from kkb.store import queries

        signed = KomitmenRow(kode_desa=None, kecamatan="", desa="")
        commit(store, "a", programme=[signed])
        read_uploads = queries.read_uploads

        def read_after_a_commit(connection):  # type: ignore[no-untyped-def]
            monkeypatch.undo()
            commit(store, "b", programme=[signed])
            return read_uploads(connection)

        monkeypatch.setattr(queries, "read_uploads", read_after_a_commit)
        snapshot = store.snapshot()
        read = (snapshot.version, len(snapshot.observations), len(snapshot.uploads), len(snapshot.programme))
        assert read == (1, 1, 1, 1)
        assert store.data_version() == 2


CHANGES = (
    "UPDATE {table} SET {key} = {key}",
    "DELETE FROM {table}",
    "INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT ({keys}) DO UPDATE SET {key} = excluded.{key}",
)
SQLITE_CHANGES = (
    "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    "REPLACE INTO {table} (rowid, {all}) SELECT rowid, {moved} FROM {table}",
    "UPDATE OR REPLACE {table} SET {key} = {key}",
    "INSERT OR IGNORE INTO {table} SELECT * FROM {table}",
)


class TestAppendOnly:
    @pytest.fixture
    def full_store(self, store: Store) -> Store:
        """A row in every table of `APPEND_ONLY`."""
        aliases = [NewAlias("19.06.05", "selingsng", "19.06.05.2001")]
        programme = [KomitmenRow(kode_desa=None, kecamatan="", desa="")]
        commit(store, aliases=aliases, programme=programme, columns=[NewColumn("dikukuhkan", "tanggal")])
        store.add_meeting(tanggal=MORNING.date(), judul="Rakor", by="Sari", at=MORNING)
        store.add_map(nama_berkas="p.geojson", isi=b"{}", resmi=False, sumber="Bappeda", by="Sari", at=MORNING)
        add_step(store)
        store.set_term(12, by="Sari", at=MORNING)
        store.add_logo(make_picture(), by="Sari", at=MORNING)
        targets = [TargetRow("19.06.01", MORNING.date(), 9)]
        store.add_plan(nama="x", ditetapkan=MORNING.date(), oleh="Sari", alasan="x", targets=targets, at=MORNING)
        store.switch_reports(True, by="Sari", at=MORNING)
        add_report(store)
        store.close_report(1, reason="bukan kekeliruan", by="Sari", at=MORNING)
        store.write_indicator(make_indicator(), by="Sari", at=MORNING)
        with write(store.engine) as connection:
            insert_milestones(connection, [Tonggak(JenisTonggak.KOMITMEN, MORNING.date(), None, "x", "x")])
        return store

    @pytest.mark.parametrize("table", APPEND_ONLY, ids=str)
    def test_the_database_itself_refuses_to_change_history(self, full_store: Store, table: Table) -> None:
        columns = [column.name for column in table.c]
        key, *_ = keys = [column.name for column in table.primary_key]
        words = {
            "table": table.name,
            "key": key,
            "keys": ", ".join(keys),
            "all": ", ".join(columns),
            # Another key under the same rowid, where the key is not the rowid itself.
            "moved": ", ".join(f"{name} || 'x'" if name == keys[-1] and len(keys) > 1 else name for name in columns),
        }
        is_sqlite = full_store.engine.dialect.name == "sqlite"
        for change in CHANGES + (SQLITE_CHANGES if is_sqlite else ()):
            before = self._rows(full_store, table)
            with pytest.raises(DBAPIError, match="append-only"), write(full_store.engine) as connection:
                connection.execute(text(change.format(**words)))
            assert before
            assert self._rows(full_store, table) == before, change

    def _rows(self, store: Store, table: Table) -> list[Any]:
        with read(store.engine) as connection:
            return list(connection.execute(select(table)))

    def test_the_primary_key_is_the_only_unique_one(self) -> None:
        # What a trigger of the migrations looks for before a row is put in the place of another.
        for table in APPEND_ONLY:
            assert not [index for index in table.indexes if index.unique]
            assert not [made for made in table.constraints if isinstance(made, UniqueConstraint)]

    @pytest.mark.postgresql
    def test_no_table_of_history_can_be_emptied_on_postgresql(
        self, new_postgresql_url: str, tmp_path: Path
    ) -> None:
        store = open_store(make_settings(tmp_path, new_postgresql_url))
        store.prepare()
        for table in APPEND_ONLY:
            with pytest.raises(DBAPIError, match="append-only"), write(store.engine) as connection:
                connection.execute(text(f"TRUNCATE {table} CASCADE"))
        store.close()

    def test_a_row_needs_the_row_it_belongs_to(self, store: Store) -> None:
        with pytest.raises(DBAPIError), write(store.engine) as connection:
            connection.execute(text("INSERT INTO rencana_sasaran VALUES (9, '19.06.01', '2024-12-31', 9)"))


class TestOpening:
    def test_opening_makes_nothing_and_preparing_makes_all(self, store_settings: Settings) -> None:
        store = open_store(store_settings)
        assert not store.is_prepared()
        with pytest.raises(StoreUnavailable) as outage:
            store.data_version()
        assert outage.value.cause is Cause.UNPREPARED
        assert not store_settings.sqlite_path.exists()
        store.prepare()
        assert (store.is_prepared(), store.data_version()) == (True, 0)
        store.close()

    def test_what_was_stored_is_there_when_it_is_opened_again(self, store: Store, store_settings: Settings) -> None:
        commit(store, rows=[FULL_ROW])
        store.close()
        again = open_store(store_settings)
        again.prepare()
        assert [o.row for o in again.observations()] == [FULL_ROW]
        again.close()
