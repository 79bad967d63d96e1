"""The audit trail: every write leaves an entry, a chain that was touched says where, and nobody can fill the disk."""

from __future__ import annotations

import csv
import inspect
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from kkb import sessions
from kkb.access import Account, Peran, Right
from kkb.exports.excel.trail_csv import write_trail
from kkb.schema import JenisTonggak, Tonggak
from kkb.store import NewAlias, NewColumn, NewPlan, Store, StoreRefusal, audit, open_store
from kkb.store.audit import FAILED_LOGIN, MOST_AN_HOUR, MOST_OF_ALL, REFUSED, Act, Notes, TrailFilter
from kkb.store.backup import back_up, restore
from kkb.store.engine import write
from kkb.store.erasure import Erasure
from kkb.store.errors import RightRefusal
from kkb.store.right import Writer
from kkb.store.tables import JenisPeristiwa
from kkb.store.trail import COMMAND_LINE, Actor, TrailEntry
from tests.support.store_fixtures import (
    MORNING,
    add_report,
    add_step,
    commit,
    make_indicator,
    make_picture,
    make_settings,
)

SOMEBODY = Actor(7, "Nama Orang", "10.0.0.7")


def add(store: Store, nama_akun: str = "sari", peran: Peran = Peran.PENGELOLA) -> Account:
    return store.add_account(
        nama_akun=nama_akun, nama=f"Nama {nama_akun}", peran=peran, sandi_hash="x", by="Uji", at=MORNING,
        must_change=False,
    )  # fmt: skip


def entries(store: Store) -> list[TrailEntry]:
    return store.trail_entries(TrailFilter())


def last(store: Store) -> tuple[str, str]:
    entry = entries(store)[-1]
    return entry.tindakan, entry.perihal


# --- every write ------------------------------------------------------------------------------------------------------


def _meeting(store: Store) -> int:
    return store.add_meeting(tanggal=MORNING.date(), judul="Rakor", by="Sari", at=MORNING)


def _milestone(store: Store) -> None:
    store.add_milestones([Tonggak(JenisTonggak.KOMITMEN, MORNING.date(), None, "x", "x")], by="Sari", at=MORNING)


def _map(store: Store) -> int:
    return store.add_map(nama_berkas="p.geojson", isi=b"{}", resmi=False, sumber="x", by="Sari", at=MORNING)


def _draft(store: Store) -> str:
    return store.create_draft([("a.xlsx", b"a")], by="Sari", at=MORNING)


def _taught(store: Store) -> None:
    aliases = [NewAlias("19.06.05", "selingsng", "19.06.05.2001")]
    commit(store, aliases=aliases, columns=[NewColumn("dikukuhkan", "tanggal")])


def _plan(store: Store) -> None:
    day = MORNING.date()
    store.add_plan(nama="x", ditetapkan=day, oleh="Sari", alasan="x", targets=[], at=MORNING)


def _done(store: Store) -> None:
    add_step(store)
    store.finish_step(1, selesai=MORNING.date(), by="Sari", at=MORNING)


def _take_reports(store: Store) -> None:
    store.switch_reports(True, by="Sari", at=MORNING)


def _reported(store: Store) -> None:
    _take_reports(store)
    add_report(store)


def _term_of_a_month(store: Store) -> None:
    commit(store)
    store.set_term(1, by="Sari", at=MORNING)


def _erased(store: Store) -> list[Erasure]:
    """What another store, with the same upload, has erased."""
    (upload,) = store.uploads()
    return [Erasure(upload.sha256, upload.disimpan_waktu, JenisPeristiwa.HAPUS_ASLI, "Sari", MORNING, "x")]


def _nothing(_store: Store) -> None:
    pass


BY = {"by": "Sari", "at": MORNING}
WHY = {**BY, "reason": "x"}
STEP = {"uraian": "baru", "penanggung_jawab": "Camat", "tenggat": None, "kode_kecamatan": None}
_SINCE = MORNING + timedelta(days=30)
WRITES: dict[str, tuple[Callable[[Store], object], Callable[[Store], object], str, str]] = {
    "commit_uploads": (_nothing, commit, "simpan", "unggahan 1"),
    "withdraw": (commit, lambda s: s.withdraw(1, **WHY), "tarik", "unggahan 1"),
    "restore": (
        lambda s: (commit(s), s.withdraw(1, **WHY)), lambda s: s.restore(1, **WHY), "kembalikan", "unggahan 1",
    ),
    "add_plan": (_nothing, _plan, "rencana", "rencana 1"),
    "seed": (_nothing, lambda s: s.seed(plan=None, milestones=[], at=MORNING), "mulai", ""),
    "add_meeting": (_nothing, _meeting, "rapat", "rapat 1"),
    "cancel_meeting": (_meeting, lambda s: s.cancel_meeting(1, **BY), "rapat", "rapat 2"),
    "add_milestones": (_nothing, _milestone, "tonggak", "tonggak 1"),
    "cancel_milestone": (_milestone, lambda s: s.cancel_milestone(1, **BY), "tonggak", "tonggak 2"),
    "add_map": (_nothing, _map, "peta", "peta 1"),
    "remove_map": (_map, lambda s: s.remove_map(**BY), "peta", "peta 2"),
    "end_alias": (
        _taught, lambda s: s.end_alias("19.06.05", "selingsng", **WHY), "alias", "alias_nama 2",
    ),
    "end_column": (_taught, lambda s: s.end_column("dikukuhkan", **WHY), "kolom", "judul_kolom 2"),
    "add_logo": (_nothing, lambda s: s.add_logo(make_picture(), **BY), "lambang", "lambang 1"),
    "remove_logo": (
        lambda s: s.add_logo(make_picture(), **BY), lambda s: s.remove_logo(**BY), "lambang", "lambang 2",
    ),
    "add_step": (_nothing, add_step, "tindak_lanjut", "tindak_lanjut 1"),
    "change_step": (add_step, lambda s: s.change_step(1, **STEP, **BY), "tindak_lanjut", "tindak_lanjut 1"),
    "finish_step": (
        add_step, lambda s: s.finish_step(1, selesai=MORNING.date(), **BY), "tindak_lanjut", "tindak_lanjut 1",
    ),
    "reopen_step": (_done, lambda s: s.reopen_step(1, **BY), "tindak_lanjut", "tindak_lanjut 1"),
    "drop_step": (add_step, lambda s: s.drop_step(1, **BY), "tindak_lanjut", "tindak_lanjut 1"),
    "create_draft": (_nothing, _draft, "draf tambah", "draf 1"),
    "add_draft_files": (
        _draft,
        lambda s: s.add_draft_files(s.open_drafts(at=MORNING)[0].kode, [("b", b"b")], most=9, **BY),
        "draf berkas", "draf 1",
    ),
    "change_answers": (
        _draft,
        lambda s: s.change_answers(s.open_drafts(at=MORNING)[0].kode, {"a": "b"}, seen={}, **BY),
        "draf jawaban", "draf 1",
    ),
    "discard_draft": (
        _draft, lambda s: s.discard_draft(s.open_drafts(at=MORNING)[0].kode, **BY), "draf buang", "draf 1",
    ),
    "expire_drafts": (_draft, lambda s: s.expire_drafts(at=_SINCE), "draf kedaluwarsa", "draf 1"),
    "add_account": (_nothing, add, "akun tambah", "akun 1"),
    "change_account": (add, lambda s: s.change_account(1, nama="Lain", **BY), "akun ubah", "akun 1"),
    "set_password": (add, lambda s: s.set_password(1, "y", must_change=True, **BY), "akun sandi", "akun 1"),
    "refresh_hash": (add, lambda s: s.refresh_hash(1, "x", "y"), "akun sandi diperkuat", "akun 1"),
    "settle_office": (
        lambda s: (add(s), s.change_account(1, surel="a@b.id", **BY)),
        lambda s: s.settle_office("f" * 64, "a@b.id", sandi_hash="y", at=MORNING), "akun kantor dikenali", "akun 1",
    ),
    "close_account": (
        lambda s: (add(s), add(s, "budi")), lambda s: s.close_account(2, **BY), "akun tutup", "akun 2",
    ),
    "open_account": (
        lambda s: (add(s), add(s, "budi"), s.close_account(2, **BY)),
        lambda s: s.open_account(2, **BY), "akun buka", "akun 2",
    ),
    "end_sessions": (add, lambda s: s.end_sessions(1, **BY), "keluar di semua peramban", "akun 1"),
    "end_session": (
        add, lambda s: s.end_session(sessions.begin(1, 1, at=MORNING), at=MORNING), "keluar", "akun 1",
    ),
    "erase_original": (commit, lambda s: s.erase_original(1, **WHY), "hapus_asli", "unggahan 1"),
    "set_term": (commit, lambda s: s.set_term(1, **BY), "masa_simpan", "masa_simpan 1"),
    "erase_expired": (
        _term_of_a_month, lambda s: s.erase_expired(at=MORNING + timedelta(days=60)), "masa_habis", "unggahan 1",
    ),
    "erase_again": (commit, lambda s: s.erase_again(_erased(s)), "hapus_asli", "unggahan 1"),
    "write_indicator": (
        _nothing, lambda s: s.write_indicator(make_indicator(), **BY), "indikator", "indikator 1",
    ),
    "switch_reports": (_nothing, lambda s: s.switch_reports(True, **BY), "laporan_buka", ""),
    "add_report": (_take_reports, add_report, "laporan tambah", "laporan 1"),
    "answer_report": (
        lambda s: (_reported(s), commit(s, at=_SINCE)),
        lambda s: s.answer_report(1, unggahan=1, **BY),
        "laporan", "laporan 1; unggahan 1",
    ),
    "close_report": (_reported, lambda s: s.close_report(1, **WHY), "laporan", "laporan 1"),
    "erase_reporter": (_reported, lambda s: s.erase_reporter(1, **BY), "laporan", "laporan 1"),
}  # fmt: skip
"""Of each method that writes: what goes before, a call, and the entry that it leaves."""


def test_every_method_that_writes_is_held_against_the_trail() -> None:
    methods = inspect.getmembers(Store, inspect.isfunction)
    writing = {name for name, method in methods if name[0] != "_" and "with write(" in inspect.getsource(method)}
    assert writing == set(WRITES)


@pytest.mark.parametrize("name", WRITES)
def test_every_write_leaves_one_entry(store: Store, name: str) -> None:
    before, call, tindakan, perihal = WRITES[name]
    before(store)
    count = len(entries(store))
    call(store.for_actor(SOMEBODY))
    told = entries(store)
    assert len(told) == count + 1
    entry = told[-1]
    assert (entry.akun, entry.nama, entry.alamat) == (7, "Nama Orang", "10.0.0.7")
    assert (entry.tindakan, entry.perihal) == (tindakan, perihal)
    assert abs(entry.waktu - datetime.now(UTC)) < timedelta(minutes=1)
    assert store.trail_breaks() == []


def test_a_write_that_is_undone_or_changes_nothing_leaves_none(store: Store) -> None:
    kode = _draft(store)
    store.change_answers(kode, {"a": "b"}, seen={}, **BY)
    count = len(entries(store))
    with pytest.raises(StoreRefusal):
        store.withdraw(9, **WHY)
    with pytest.raises(RuntimeError), write(store.engine) as connection:
        connection.execute(text("SELECT 1"))
        raise RuntimeError
    store.change_answers(kode, {"a": "b"}, seen={}, **BY)
    assert len(entries(store)) == count


def test_a_table_that_nobody_has_told_the_trail_of_is_entered(store: Store) -> None:
    from sqlalchemy import Column, Integer, MetaData, Table, delete, insert

    table = Table("usulan", MetaData(), Column("nomor", Integer, primary_key=True))
    with write(store.engine) as connection:
        table.create(connection)
        connection.execute(insert(table), [{"nomor": number} for number in range(1, 12)])
    assert last(store) == ("usulan tambah", "usulan 1 sampai 11 (11)")
    with write(store.engine) as connection:
        connection.execute(delete(table).where(table.c.nomor == 3))
    assert last(store) == ("usulan hapus", "usulan 3")


def test_who_writes_without_accounts_is_told_apart_from_the_command_line(store: Store) -> None:
    writer = Writer(None, Right.SAVE, {}, "10.0.0.9")
    _meeting(store.for_writer(writer))
    assert entries(store)[-1].nama == "tanpa akun" and entries(store)[-1].alamat == "10.0.0.9"
    add_step(store.for_actor(COMMAND_LINE))
    assert entries(store)[-1].nama == "baris perintah"


def test_who_writes_by_a_session_is_its_account(store: Store) -> None:
    account = add(store)
    session = sessions.begin(account.nomor, account.versi_sesi, at=MORNING)
    commit(store.for_writer(Writer(session, Right.SAVE, {"19.06.04.2002": "19.06.04"}, "10.0.0.9")))
    entry = entries(store)[-1]
    assert (entry.akun, entry.nama, entry.alamat) == (1, "Nama sari", "10.0.0.9")


# --- refusals and what is no write ------------------------------------------------------------------------------------


def test_a_refusal_is_entered_though_nothing_was_written(store: Store) -> None:
    add(store)
    budi = add(store, "budi", Peran.PEMBACA)
    session = sessions.begin(budi.nomor, budi.versi_sesi, at=MORNING)
    version = store.data_version()
    with pytest.raises(RightRefusal):
        _meeting(store.for_writer(Writer(session, Right.SAVE, {}, "10.0.0.9")))
    entry = entries(store)[-1]
    assert (entry.akun, entry.alamat, entry.tindakan, entry.perihal) == (2, "10.0.0.9", REFUSED, "SAVE")
    with pytest.raises(RightRefusal):
        _meeting(store.for_writer(Writer(None, Right.SAVE, {}, "10.0.0.9")))
    assert entries(store)[-1].nama == "tanpa akun"
    assert store.data_version() == version and store.meetings() == []
    assert store.trail_breaks() == []


def test_equal_ones_within_a_minute_are_counted_together(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = [0.0]
    monkeypatch.setattr(audit, "_clock", lambda: seconds[0])
    count = len(entries(store))
    for _ in range(40):
        store.note(SOMEBODY, FAILED_LOGIN, "akun 1")
    assert [one.banyak for one in entries(store)[count:]] == [1]
    seconds[0] = 61
    store.note(SOMEBODY, FAILED_LOGIN, "akun 1")
    assert [one.banyak for one in entries(store)[count:]] == [1, 39, 1]
    store.note(SOMEBODY, FAILED_LOGIN, "akun 1")
    store.enter_counted(is_end=True)
    assert [one.banyak for one in entries(store)[count:]] == [1, 39, 1, 1]
    assert store.trail_breaks() == []


def test_an_hour_has_only_so_many_refusals_and_one_that_counts_the_rest() -> None:
    notes = Notes()
    acts = [Act(Actor(None, "x", f"10.0.{n // 250}.{n % 250}"), REFUSED, "SAVE") for n in range(5_000)]
    entered = [one for n, act in enumerate(acts) for one in notes.take(act, n / 10)]
    assert len(entered) == MOST_OF_ALL
    # Another kind has room of its own, and what is no refusal is never left out.
    assert notes.take(Act(SOMEBODY, FAILED_LOGIN, "akun 1"), 500)
    assert len([one for n in range(300) for one in notes.take(Act(SOMEBODY, "unduh", str(n)), 500)]) == 300
    (rest, *more) = notes.due(3_601)
    assert (rest.tindakan, rest.banyak, more) == ("ditolak, lainnya", 5_000 - MOST_OF_ALL, [])
    assert notes.take(acts[0], 3_602) == [acts[0]]


def test_who_floods_the_trail_from_an_address_hides_no_other() -> None:
    notes = Notes()
    acts = [Act(Actor(None, "x", "10.0.0.9"), FAILED_LOGIN, f"akun {n}") for n in range(5_000)]
    assert len([one for act in acts for one in notes.take(act, 1)]) == MOST_AN_HOUR
    other = Act(Actor(None, "y", "10.0.0.10"), FAILED_LOGIN, "akun 1")
    assert notes.take(other, 2) == [other]
    (rest,) = notes.due(3_601)
    assert (rest.actor.alamat, rest.banyak) == ("10.0.0.9", 5_000 - MOST_AN_HOUR)


def test_what_is_noted_in_a_store_that_only_reads_is_left_out(store: Store) -> None:
    count = len(entries(store))
    store.for_reading().note(SOMEBODY, REFUSED, "SAVE")
    assert len(entries(store)) == count


# --- a chain that was touched -----------------------------------------------------------------------------------------


def without_triggers(store: Store) -> Engine:
    """As somebody with the database in their hands, who leaves no entry."""
    engine = store.engine.execution_options(kkb_actor=None)
    with write(engine) as connection:
        if engine.dialect.name == "sqlite":
            for name in ("update", "delete", "ganti"):
                connection.execute(text(f"DROP TRIGGER jejak_tanpa_{name}"))
        else:
            connection.execute(text("DROP TRIGGER jejak_append_only ON jejak"))
    return engine


@pytest.mark.parametrize(
    ("statements", "breaks"),
    [
        (["UPDATE jejak SET nama = 'Lain' WHERE nomor = 3"], ["Jejak 3 berubah"]),
        (["UPDATE jejak SET banyak = 2 WHERE nomor = 1"], ["Jejak 1 berubah"]),
        (["UPDATE jejak SET sidik = 'x' WHERE nomor = 3"], ["Jejak 3 berubah", "Jejak 4 berubah"]),
        (["DELETE FROM jejak WHERE nomor = 2"], ["Jejak 2 tidak ada"]),
        (["DELETE FROM jejak WHERE nomor IN (2, 3)"], ["Jejak 2 sampai 3 tidak ada"]),
        (["DELETE FROM jejak WHERE nomor = 1"], ["Jejak 1 tidak ada"]),
        (
            ["UPDATE jejak SET nomor = nomor + 100 WHERE nomor > 2",
             "UPDATE jejak SET nomor = nomor - 99 WHERE nomor > 99",
             "INSERT INTO jejak SELECT 3, waktu, akun, nama, alamat, 'palsu', perihal, banyak, peristiwa, sidik"
             " FROM jejak WHERE nomor = 2"],
            ["Jejak 3 berubah", "Jejak 4 berubah", "Jejak 5 berubah", "Jejak 6 berubah"],
        ),
        (["DELETE FROM jejak WHERE nomor = 5"], ["Jejak berakhir sebelum peristiwa 4"]),
        (["DELETE FROM jejak"], ["Jejak berakhir sebelum peristiwa 4"]),
    ],
)  # fmt: skip
def test_a_chain_that_was_touched_says_where(store: Store, statements: list[str], breaks: list[str]) -> None:
    for number in range(4):
        commit(store, f"k{number}")
    assert [one.nomor for one in entries(store)] == [1, 2, 3, 4, 5]
    assert store.trail_breaks() == []
    with write(without_triggers(store)) as connection:
        for statement in statements:
            connection.execute(text(statement))
    found = store.trail_breaks()
    assert len(found) == len(breaks)
    assert all(words.startswith(start) for words, start in zip(found, breaks, strict=True)), found


def test_the_database_itself_refuses_to_change_the_trail(store: Store) -> None:
    for words in ("UPDATE jejak SET nama = 'x'", "DELETE FROM jejak"):
        with pytest.raises(Exception, match="append-only"), write(store.engine) as connection:
            connection.execute(text(words))


def test_no_backup_has_it_and_a_restore_keeps_it_and_says_so(tmp_path: Path) -> None:
    with closing(open_store(make_settings(tmp_path / "data"))) as store:
        store.prepare()
        commit(store)
        back_up(store, tmp_path / "cadangan.sqlite3", at=MORNING)
        commit(store, "k2")
        before = entries(store)
        restore(store, tmp_path / "cadangan.sqlite3", replace=True, at=MORNING)
        told = entries(store)
        assert told[:-1] == before
        assert (told[-1].tindakan, told[-1].nama, told[-1].peristiwa) == ("pulih", "baris perintah", 1)
        assert store.trail_breaks() == []
        commit(store, "k3")
        assert store.trail_breaks() == []
    assert b"10.0.0" not in (tmp_path / "cadangan.sqlite3").read_bytes()


# --- reading ----------------------------------------------------------------------------------------------------------


def test_what_is_asked_for_is_found_newest_first(store: Store) -> None:
    for number in range(3):
        commit(store.for_actor(SOMEBODY), f"k{number}")
    add_step(store)
    page = store.trail_page(TrailFilter(akun=7), first=0, count=2)
    assert (page.total, [one.perihal for one in page.entries]) == (3, ["unggahan 3", "unggahan 2"])
    assert store.trail_page(TrailFilter(tindakan="tindak_lanjut"), first=0, count=9).total == 1
    assert store.trail_page(TrailFilter(day=date(2000, 1, 1)), first=0, count=9) == ([], 0)
    assert {"simpan", "tindak_lanjut"} <= set(store.trail_kinds())
    assert store.trail_end().nomor == entries(store)[-1].nomor


def test_the_file_holds_all_and_nothing_that_excel_would_run(store: Store) -> None:
    store.note(Actor(3, '=HYPERLINK("x")', "10.0.0.7"), "+masuk", "@akun;\n-1")
    text = write_trail(entries(store)).decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    told = entries(store)
    assert [row["sidik"] for row in rows] == [one.sidik for one in told]
    assert (rows[-1]["nama"], rows[-1]["tindakan"], rows[-1]["perihal"]) == (
        "'=HYPERLINK(\"x\")", "'+masuk", "'@akun; -1",
    )  # fmt: skip
    assert datetime.fromisoformat(rows[-1]["waktu"]) == told[-1].waktu


def test_an_entry_costs_a_write_three_statements(store: Store) -> None:
    """The last entry, the newest event, the new row: a fraction of a millisecond each."""
    count = [0]
    event.listen(store.engine, "before_cursor_execute", lambda *_: count.__setitem__(0, count[0] + 1))

    def cost(target: Store, judul: str) -> int:
        count[0] = 0
        target.add_meeting(tanggal=MORNING.date(), judul=judul, by="Sari", at=MORNING)
        return count[0]

    plain = Store(store.engine.execution_options(kkb_actor=None))
    assert cost(store, "a") - cost(plain, "b") == 3


def test_a_plan_that_the_program_brings_is_entered_by_the_program(store: Store) -> None:
    plan = NewPlan("x", MORNING.date(), "x", "x", (), MORNING.date())
    store.seed(plan=plan, milestones=[], at=MORNING)
    assert entries(store)[-1].nama == "program"
