"""Accounts: who is there, the last pengelola, what ends a session, and that no copy of the data holds a password."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from kkb import sessions
from kkb.access import Account, Peran, Right
from kkb.sessions import Session
from kkb.store import Cause, Store, StoreRefusal, StoreUnavailable, open_store
from kkb.store.accounts import account_metadata
from kkb.store.backup import back_up, restore
from kkb.store.daily import keep_daily_copy
from kkb.store.engine import read, write
from kkb.store.right import Writer
from kkb.store.tables import metadata
from tests.support.store_fixtures import MORNING, commit, make_settings

HASH = "$argon2id$made-up-for-the-test"


def add(store: Store, nama_akun: str = "sari", peran: Peran = Peran.PENGELOLA, **changes: object) -> Account:
    values: dict[str, object] = {"nama": f"Nama {nama_akun}", "sandi_hash": HASH, "by": "Uji", "at": MORNING}
    values["must_change"] = False
    return store.add_account(nama_akun=nama_akun, peran=peran, **(values | changes))  # type: ignore[arg-type]


def begin(account: Account) -> Session:
    return sessions.begin(account.nomor, account.versi_sesi, at=MORNING)


def test_an_account_is_as_it_was_made(store: Store) -> None:
    assert not store.has_accounts()
    assert store.session_key() is None
    add(store)
    area = ["19.06.04", "19.06.01"]
    made = add(store, " Budi.S ", Peran.PETUGAS, nama="  Budi   Santoso ", kecamatan=area, must_change=True)
    expected = Account(2, "budi.s", "Budi Santoso", Peran.PETUGAS, frozenset({"19.06.01", "19.06.04"}), True, True, 1)
    assert made == expected == store.find_account("BUDI.S")
    assert [one.nama_akun for one in store.accounts()] == ["budi.s", "sari"]
    credentials = store.credentials("budi.s")
    assert credentials is not None and credentials[1:] == (HASH, MORNING)
    assert store.has_accounts()
    key = store.session_key()
    assert key is not None and len(key) >= 40


def test_only_a_petugas_has_an_area(store: Store) -> None:
    assert add(store, kecamatan=["19.06.01"]).kecamatan is None
    budi = add(store, "budi", Peran.PETUGAS, kecamatan=["19.06.01"])
    assert store.change_account(budi.nomor, by="Sari", at=MORNING, everywhere=True).kecamatan is None
    assert store.change_account(budi.nomor, by="Sari", at=MORNING, kecamatan=["19.06.02"]).kecamatan == {"19.06.02"}
    assert store.change_account(budi.nomor, by="Sari", at=MORNING, nama="Budi S").kecamatan == {"19.06.02"}
    with pytest.raises(StoreRefusal, match="sedikitnya satu kecamatan"):
        store.change_account(budi.nomor, by="Sari", at=MORNING, kecamatan=[])
    assert store.change_account(budi.nomor, by="Sari", at=MORNING, peran=Peran.PEMBACA).kecamatan is None


@pytest.mark.parametrize("name", ["ab", "a" * 41, "Ny. Sari", "sari@beltim", ".sari", "sari-", "sári", "", "sari\n b"])
def test_an_account_name_is_plain(store: Store, name: str) -> None:
    with pytest.raises(StoreRefusal, match="Nama akun terdiri"):
        add(store, name)
    assert store.credentials(name) is None


def test_names_are_of_one_account_only(store: Store) -> None:
    add(store, nama="Sari Wulandari")
    with pytest.raises(StoreRefusal, match="sudah dipakai"):
        add(store, "SARI", nama="Orang Lain")
    with pytest.raises(StoreRefusal, match="sudah dipakai akun lain"):
        add(store, "sari2", nama="sari  wulandari")
    with pytest.raises(StoreRefusal, match="nama lengkap"):
        add(store, "sari2", nama="  ")
    other = add(store, "sari2", nama="Sari Utami")
    with pytest.raises(StoreRefusal, match="sudah dipakai akun lain"):
        store.change_account(other.nomor, by="x", at=MORNING, nama="SARI WULANDARI")
    assert store.change_account(other.nomor, by="x", at=MORNING, nama="Sari Utami").nama == "Sari Utami"


@pytest.mark.parametrize(
    ("name", "words"),
    [("Sari\u200b Wulandari", "tidak terlihat"), ("\u202eSari", "tidak terlihat"), ("\u200b", "tidak terlihat"),
     ("S\u0430ri Wulandari", "bukan huruf Latin"), ("\uff33ari Wulandari", "sudah dipakai akun lain"),
     ("program", "dipakai program"), ("Tanpa  Akun", "dipakai program"), ("baris perintah", "dipakai program"),
     ("lainnya", "dipakai program")],
)  # fmt: skip
def test_a_full_name_looks_like_no_other(store: Store, name: str, words: str) -> None:
    add(store, nama="Sari Wulandari")
    with pytest.raises(StoreRefusal, match=words):
        add(store, "sari2", nama=name)
    assert add(store, "sari3", nama="Dr. José D'Arc-Noor, S.E., 2").nama == "Dr. José D'Arc-Noor, S.E., 2"


def test_the_first_account_is_a_pengelola_and_the_last_one_stays(store: Store) -> None:
    with pytest.raises(StoreRefusal, match="haruslah pengelola"):
        add(store, peran=Peran.PETUGAS)
    first, second = add(store), add(store, "budi")
    store.close_account(second.nomor, by="x", at=MORNING)
    for attempt in (
        lambda: store.close_account(first.nomor, by="x", at=MORNING),
        lambda: store.change_account(first.nomor, by="x", at=MORNING, peran=Peran.PETUGAS),
    ):
        with pytest.raises(StoreRefusal, match="pengelola terakhir"):
            attempt()
    store.open_account(second.nomor, by="x", at=MORNING)
    assert store.change_account(first.nomor, by="x", at=MORNING, peran=Peran.PETUGAS).peran is Peran.PETUGAS


def test_what_makes_no_sense_is_refused(store: Store) -> None:
    sari, budi = add(store), add(store, "budi", Peran.PETUGAS)
    with pytest.raises(StoreRefusal, match="tidak ada"):
        store.end_sessions(9, by="x", at=MORNING)
    with pytest.raises(StoreRefusal, match="tidak ditutup"):
        store.open_account(sari.nomor, by="x", at=MORNING)
    store.close_account(budi.nomor, by="x", at=MORNING)
    with pytest.raises(StoreRefusal, match="sudah ditutup"):
        store.close_account(budi.nomor, by="x", at=MORNING)


def test_what_ends_a_session(store: Store) -> None:
    account = add(store)
    add(store, "budi")
    session, other = begin(account), begin(account)
    assert store.account_of(session) == account
    store.end_session(session, at=MORNING)
    store.end_session(session, at=MORNING)
    assert store.account_of(session) is None
    assert store.account_of(other) == account
    for end in (
        lambda: store.end_sessions(account.nomor, by="x", at=MORNING),
        lambda: store.set_password(account.nomor, "new", by="x", at=MORNING, must_change=False),
        lambda: store.close_account(account.nomor, by="x", at=MORNING),
    ):
        found = store.find_account("sari")
        assert found is not None
        held = begin(found)
        assert store.account_of(held) == found
        end()
        assert store.account_of(held) is None
    # Opened again it begins anew.
    store.open_account(account.nomor, by="x", at=MORNING)
    assert store.account_of(other) is None


def test_a_session_that_logged_out_is_remembered_until_it_would_have_ended(store: Store) -> None:
    account = add(store)
    old = begin(account)
    store.end_session(old, at=MORNING)
    store.end_session(begin(account), at=MORNING + sessions.ABSOLUTE + timedelta(seconds=1))
    with read(store.engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM sesi_keluar")) == 1


def test_a_stronger_hash_takes_the_place_of_the_same_password_only(store: Store) -> None:
    account = add(store)
    store.refresh_hash(account.nomor, "another", "stronger")
    assert store.credentials("sari")[1] == HASH  # type: ignore[index]
    store.refresh_hash(account.nomor, HASH, "stronger")
    assert store.credentials("sari")[1] == "stronger"  # type: ignore[index]
    assert store.find_account("sari").versi_sesi == account.versi_sesi  # type: ignore[union-attr]


def test_an_office_account_is_that_of_one_account_and_of_one_person(store: Store) -> None:
    by = {"by": "x", "at": MORNING}
    sari, budi = add(store, surel=" Sari@Kantor.GO.ID "), add(store, "budi")
    assert store.office_addresses() == {1: "sari@kantor.go.id"}
    for wrong, words in (("sari@kantor.go.id", "sudah dipakai"), ("sari", "seperti alamat surel"), ("ſ@a.id", "surel")):
        with pytest.raises(StoreRefusal, match=words):
            store.change_account(budi.nomor, surel=wrong, **by)  # type: ignore[arg-type]
        with pytest.raises(StoreRefusal, match=words):
            add(store, "tono", surel=wrong)
    assert [one.nama_akun for one in store.accounts()] == ["budi", "sari"]
    me, other, address = "a" * 64, "b" * 64, "sari@kantor.go.id"
    assert store.office_account(me, "lain@kantor.go.id") is None
    assert store.office_account(me, address) == (sari, False)
    assert store.settle_office(me, address, sandi_hash="y", at=MORNING) == sari
    assert store.office_account(me, "lain@kantor.go.id") == (sari, True)
    assert store.office_account(other, address) is None
    with pytest.raises(StoreRefusal, match="dilepas"):
        store.settle_office(other, address, sandi_hash="y", at=MORNING)
    # Unchanged it stays, and another ends the sessions that the one before began.
    assert store.change_account(1, surel=address, nama="Sari", **by).versi_sesi == sari.versi_sesi  # type: ignore[arg-type]
    assert store.office_account(me, address) is not None
    assert store.change_account(1, surel="", **by).versi_sesi == sari.versi_sesi + 1  # type: ignore[arg-type]
    assert store.office_account(me, address) is None
    assert store.change_account(budi.nomor, surel=address, **by).versi_sesi == budi.versi_sesi  # type: ignore[arg-type]


def test_accounts_are_no_data(store: Store) -> None:
    before = store.data_version()
    add(store)
    assert store.data_version() == before
    assert not set(account_metadata.tables) & set(metadata.tables)


# --- copies of the data -----------------------------------------------------------------------------------------------


def bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_no_backup_holds_an_account(store: Store, tmp_path: Path) -> None:
    add(store, nama="Nama Rahasia")
    key = store.session_key()
    assert key is not None
    commit(store)
    folder = tmp_path / "cadangan"
    folder.mkdir()
    back_up(store, folder / "satu.sqlite3", at=MORNING)
    keep_daily_copy(store, folder, keep=3, at=MORNING)
    found = bytes_in(folder)
    assert b"rekap k1.xlsx" in found
    for secret in (HASH, key, "Nama Rahasia"):
        assert secret.encode() not in found


def test_restored_on_another_machine_there_are_no_accounts(store: Store, tmp_path: Path) -> None:
    add(store)
    commit(store)
    back_up(store, tmp_path / "satu.sqlite3", at=MORNING)
    other = open_store(make_settings(tmp_path / "lain"))
    restore(other, tmp_path / "satu.sqlite3", replace=False, at=MORNING)
    assert len(other.uploads()) == 1
    assert not other.has_accounts()
    other.close()


def test_restored_over_a_file_the_accounts_that_are_there_stay(tmp_path: Path) -> None:
    here = open_store(make_settings(tmp_path / "data"))
    here.prepare()
    commit(here)
    back_up(here, tmp_path / "satu.sqlite3", at=MORNING)
    account, key = add(here), here.session_key()
    session = begin(account)
    here.end_session(begin(account), at=MORNING)
    commit(here, "k2")
    restore(here, tmp_path / "satu.sqlite3", replace=True, at=MORNING)
    again = open_store(make_settings(tmp_path / "data"))
    assert [one.nomor for one in again.uploads()] == [1]
    assert again.account_of(session) == account
    assert again.session_key() == key
    again.close()


def test_where_the_old_file_is_damaged_the_backup_is_restored_without_accounts(tmp_path: Path) -> None:
    settings = make_settings(tmp_path / "data")
    here = open_store(settings)
    here.prepare()
    commit(here)
    back_up(here, tmp_path / "satu.sqlite3", at=MORNING)
    add(here)
    here.close()
    settings.sqlite_path.write_bytes(b"no database" * 1_000)
    here = open_store(settings)
    restore(here, tmp_path / "satu.sqlite3", replace=True, at=MORNING)
    again = open_store(settings)
    assert not again.has_accounts()
    assert len(again.uploads()) == 1
    again.close()


# --- the right, inside the transaction --------------------------------------------------------------------------------


def test_a_write_asks_for_the_right_before_it_does_anything(store: Store) -> None:
    account = add(store)
    add(store, "budi")
    writer = Writer(begin(account), Right.SAVE, {})
    writing = store.for_writer(writer)
    assert commit(writing) == 1
    store.close_account(account.nomor, by="x", at=MORNING)
    with pytest.raises(StoreRefusal, match="Belum ada yang disimpan"):
        commit(writing, "k2")
    assert len(store.uploads()) == 1


def test_nobody_writes_only_until_there_is_an_account(store: Store) -> None:
    writing = store.for_writer(Writer(None, Right.SAVE, {}))
    assert commit(writing) == 1
    add(store)
    with pytest.raises(StoreRefusal, match="belum masuk"):
        commit(writing, "k2")


@pytest.mark.parametrize(("area", "may"), [(["19.06.04"], True), (["19.06.01"], False), (None, True)])
def test_every_desa_of_a_save_is_held_against_the_area(store: Store, area: list[str] | None, may: bool) -> None:
    add(store)
    petugas = add(store, "budi", Peran.PETUGAS, kecamatan=area)
    writer = Writer(begin(petugas), Right.SAVE, {"19.06.04.2002": "19.06.04"})
    if may:
        assert commit(store.for_writer(writer)) == 1
    else:
        with pytest.raises(StoreRefusal, match="kecamatan lain"):
            commit(store.for_writer(writer))
        assert store.uploads() == []


def test_a_desa_that_no_list_knows_is_of_no_area(store: Store) -> None:
    add(store)
    petugas = add(store, "budi", Peran.PETUGAS, kecamatan=["19.06.04"])
    with pytest.raises(StoreRefusal, match="seluruh kabupaten"):
        commit(store.for_writer(Writer(begin(petugas), Right.SAVE, {})))


def test_an_outage_is_no_refusal(tmp_path: Path) -> None:
    settings = make_settings(tmp_path / "data")
    store = open_store(settings)
    store.prepare()
    account = add(store)
    writing = store.for_writer(Writer(begin(account), Right.SAVE, {}))
    blocker = sqlite3.connect(settings.sqlite_path, isolation_level=None)
    settings.sqlite_path.unlink()
    with pytest.raises(StoreUnavailable) as outage, write(writing.engine):
        pass
    assert outage.value.cause in (Cause.VANISHED, Cause.REPLACED)
    blocker.close()
    store.close()
