"""Roles and areas on the pages: who may what is asked of the account behind the request, at every write anew."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from kkb.access import NO_ACCOUNTS, READ_MODE, Account, Peran, Right
from kkb.store import Cause, Store, StoreRefusal, StoreUnavailable
from kkb.ui.frame import access, cache
from kkb.ui.frame.access import access_for, who_writes, writing_store
from kkb.ui.login import identity
from tests.support.login_steps import Browser, add_account, log_in
from tests.support.page_fixtures import App, heading, load
from tests.support.recaps import make_recap

MATRIX = {
    Right.READ: {Peran.PEMBACA, Peran.PETUGAS, Peran.PENGELOLA},
    Right.SAVE: {Peran.PETUGAS, Peran.PENGELOLA},
    Right.ORIGINALS: {Peran.PETUGAS, Peran.PENGELOLA},
    Right.WITHDRAW_OTHERS: {Peran.PENGELOLA},
    Right.SETTINGS: {Peran.PENGELOLA},
    Right.BACKUP: {Peran.PENGELOLA},
    Right.ACCOUNTS: {Peran.PENGELOLA},
    Right.AUDIT: {Peran.PENGELOLA},
    Right.ERASE: {Peran.PENGELOLA},
}


@pytest.fixture
def office(app: App, monkeypatch: pytest.MonkeyPatch) -> App:
    """A server of an office with a pengelola."""
    app.set(KKB_MODE="server")
    monkeypatch.setattr(access, "seen_version", lambda: app.store.data_version())
    add_account(app.store)
    return app


def be(office: App, peran: Peran, **account: object) -> Account:
    made = add_account(office.store, f"akun-{peran.value}", peran, nama=f"Nama {peran.value}", **account)  # type: ignore[arg-type]
    log_in(office, made)
    return made


def write_as(right: Right) -> None:
    """One write by a right, in the core."""
    store, at = writing_store(right), cache.now()
    if right is Right.SETTINGS:
        store.add_plan(nama="Baru", ditetapkan=at.date(), oleh="x", alasan="y", targets=[], at=at)
    elif right is Right.WITHDRAW_OTHERS:
        store.withdraw(1, by="x", at=at, reason="y")
    elif right is Right.ERASE:
        store.erase_original(1, by="x", at=at, reason="y")
    elif right is Right.ACCOUNTS:
        store.end_sessions(1, by="x", at=at)
    else:
        store.add_meeting(tanggal=at.date(), judul="Rapat", by="x", at=at)


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("peran", [None, *Peran])
def test_every_role_has_exactly_its_rights(office: App, right: Right, peran: Peran | None) -> None:
    if peran is not None:
        be(office, peran)
    may = peran in MATRIX[right] or right is Right.READ
    assert access_for(right).may_write is may
    if right in (Right.READ, Right.ORIGINALS, Right.BACKUP, Right.AUDIT):
        return
    if may:
        write_as(right)
    else:
        with pytest.raises(StoreRefusal, match=r"Belum ada yang disimpan\.$"):
            write_as(right)


@pytest.mark.parametrize("peran", [Peran.PEMBACA, Peran.PETUGAS])
@pytest.mark.parametrize("right", [Right.SETTINGS, Right.WITHDRAW_OTHERS])
def test_the_store_holds_a_write_against_its_own_right(office: App, peran: Peran, right: Right) -> None:
    """By a page that asked for less: whatever it asked for, targets are for a pengelola."""
    be(office, peran)
    at = cache.now()
    with pytest.raises(StoreRefusal):
        store = writing_store(Right.SAVE)
        if right is Right.SETTINGS:
            store.add_plan(nama="Baru", ditetapkan=at.date(), oleh="x", alasan="y", targets=[], at=at)
        else:
            store.withdraw(1, by="x", at=at, reason="y")
    assert office.store.uploads()[0].aktif


def test_where_reading_is_open_nobody_need_log_in_and_where_not_everybody(office: App) -> None:
    assert access_for(Right.READ).may_write
    page = office.open()
    assert "Masuk dahulu" not in heading(page)
    office.set(KKB_BACA="masuk")
    page = office.open()
    assert heading(page) == "Masuk dahulu"
    assert "Terbentuk" not in str(page)
    log_in(office, add_account(office.store, "tono", Peran.PEMBACA))
    assert heading(office.open()) != "Masuk dahulu"


@pytest.mark.parametrize("word", ["masuk", "MASUK", "ya", "tertutup"])
def test_only_the_word_that_opens_opens(office: App, word: str) -> None:
    office.set(KKB_BACA=word)
    assert not access_for(Right.READ).may_write


def test_the_menu_says_who_is_logged_in_and_where_to_log_in(office: App) -> None:
    def told() -> str:
        return " ".join(element.proto.body for element in office.open("tren", kec="Manggar").sidebar.get("html"))

    assert re.search(r'<a href="masuk\?ke=tren%3Fkec%3DManggar" target="_self"[^>]*>Masuk</a>', told())
    be(office, Peran.PETUGAS)
    assert re.search(r'Nama petugas, petugas<br><a href="akun"', told())


def test_who_saves_is_who_is_logged_in(office: App) -> None:
    assert who_writes() == ""
    be(office, Peran.PETUGAS)
    assert who_writes() == "Nama petugas"


def test_without_an_account_a_server_only_reads_and_says_how_to_get_one(app: App) -> None:
    app.set(KKB_MODE="server")
    assert access_for(Right.SAVE).reason == NO_ACCOUNTS
    assert access_for(Right.READ).may_write


def test_from_the_first_account_on_the_key_of_the_start_writes_no_more(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "seen_version", lambda: app.store.data_version())
    assert access_for(Right.SAVE).may_write
    before = writing_store()
    add_account(app.store)
    with pytest.raises(StoreRefusal, match="belum masuk"):
        before.add_meeting(tanggal=cache.now().date(), judul="Rapat", by="x", at=cache.now())
    with pytest.raises(StoreRefusal, match="belum masuk"):
        writing_store()


def test_a_process_that_only_reads_stays_so_whoever_logs_in(office: App) -> None:
    be(office, Peran.PENGELOLA)
    office.set(KKB_MODE=None)
    assert access_for(Right.SAVE).reason == READ_MODE
    with pytest.raises(StoreRefusal):
        writing_store()


# --- the area of a petugas --------------------------------------------------------------------------------------------


def recap_of(*kecamatan: str) -> bytes:
    desa = [one for one in cache.region().desa if one.kecamatan in kecamatan]
    return make_recap(*((one.kecamatan, one.desa, "Sosialisasi") for one in desa), contoh=False)


def save_recap(office: App, *kecamatan: str) -> int:
    """Save a recap that names desa of these kecamatan, as a page would: checked on what is stored, written by right."""
    return load(writing_store(), recap_of(*kecamatan), by="Nama petugas")


def test_a_petugas_saves_for_the_own_kecamatan_only(office: App) -> None:
    be(office, Peran.PETUGAS, kecamatan=[kode_of("Manggar")])
    before = len(office.store.uploads())
    for named in (("Gantung",), ("Manggar", "Gantung")):
        with pytest.raises(StoreRefusal, match="kecamatan lain"):
            save_recap(office, *named)
    assert len(office.store.uploads()) == before
    save_recap(office, "Manggar")
    assert len(office.store.uploads()) == before + 1


def kode_of(name: str) -> str:
    found = cache.region().kecamatan_named(name)
    assert found is not None
    return found.kode_kecamatan


def test_rights_for_some_kecamatan_are_asked_by_their_codes(office: App) -> None:
    manggar, gantung = kode_of("Manggar"), kode_of("Gantung")
    be(office, Peran.PETUGAS, kecamatan=[manggar])
    assert access_for(Right.SAVE, [manggar]).may_write
    assert not access_for(Right.SAVE, [manggar, gantung]).may_write
    assert not access_for(Right.ORIGINALS, [gantung]).may_write
    assert access_for(Right.READ, [gantung]).may_write
    with pytest.raises(StoreRefusal, match="kecamatan lain"):
        writing_store(kecamatan=[gantung])


def test_a_next_step_for_another_kecamatan_is_refused_and_one_for_all_is_not(office: App) -> None:
    be(office, Peran.PETUGAS, kecamatan=[kode_of("Manggar")])
    day = cache.now().date()

    def note(kode_kecamatan: str | None, kode_desa: str | None = None) -> int:
        return writing_store().add_step(
            uraian=f"Dampingi {kode_kecamatan} {kode_desa}",
            penanggung_jawab="Camat",
            tenggat=day + timedelta(days=30),
            kode_kecamatan=kode_kecamatan,
            kode_desa=kode_desa,
            dicatat=day,
            by="Nama petugas",
            at=cache.now(),
        )

    note(None)
    note(kode_of("Manggar"))
    elsewhere = cache.region().desa_of(kode_of("Gantung"))[0].kode_desa
    for place in ((kode_of("Gantung"), None), (kode_of("Gantung"), elsewhere), (None, elsewhere)):
        with pytest.raises(StoreRefusal, match="kecamatan lain"):
            note(*place)
    # Nor one that stands there be called done or moved away.
    other = office.store.add_step(
        uraian="Di sana", penanggung_jawab="Camat", tenggat=None, kode_kecamatan=kode_of("Gantung"), dicatat=day,
        by="Sari", at=cache.now(),
    )  # fmt: skip
    with pytest.raises(StoreRefusal, match="kecamatan lain"):
        writing_store().finish_step(other, selesai=day, by="Nama petugas", at=cache.now())


def test_a_petugas_withdraws_the_own_upload_and_no_other(office: App) -> None:
    be(office, Peran.PETUGAS)
    own = save_recap(office, "Manggar")
    writing_store().withdraw(own, by="Nama petugas", at=cache.now(), reason="keliru")
    writing_store().restore(own, by="Nama petugas", at=cache.now(), reason="benar")
    other = load(office.store, recap_of("Gantung"), by="Rekan")
    with pytest.raises(StoreRefusal, match="unggahan orang lain"):
        writing_store().withdraw(other, by="Nama petugas", at=cache.now(), reason="keliru")
    with pytest.raises(StoreRefusal, match="unggahan orang lain"):
        writing_store().withdraw(own, other, by="Nama petugas", at=cache.now(), reason="keliru")
    assert {upload.nomor for upload in office.store.uploads() if upload.aktif} >= {own, other}


def test_a_right_that_was_taken_is_gone_with_the_next_write(office: App) -> None:
    made = be(office, Peran.PETUGAS)
    store = writing_store()
    office.store.change_account(made.nomor, by="Sari", at=cache.now(), peran=Peran.PEMBACA)
    with pytest.raises(StoreRefusal, match="pembaca"):
        store.add_meeting(tanggal=cache.now().date(), judul="Rapat", by="x", at=cache.now())


# --- when the store cannot be asked -----------------------------------------------------------------------------------


def test_where_the_region_cannot_be_read_the_page_says_so_calmly(office: App, tmp_path: Path) -> None:
    office.set(KKB_WILAYAH=str(tmp_path / "tiada.csv"))
    assert heading(office.open()) == "Data belum dapat dibuka"
    office.set(KKB_BACA="masuk")
    assert heading(office.open()) == "Masuk dahulu"


def test_where_the_store_cannot_be_asked_reading_that_needs_a_login_stays_shut(
    office: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.set(KKB_BACA="masuk")
    be(office, Peran.PENGELOLA)
    assert access_for(Right.READ).may_write

    def fail() -> Store:
        raise StoreUnavailable(Cause.UNREACHABLE)

    monkeypatch.setattr(cache, "store", fail)
    identity.forget()
    assert not access_for(Right.READ).may_write
    assert Browser().get("/ringkas").status == 303
