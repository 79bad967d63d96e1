"""Roles on the pages: for each role what may be pressed, and that the store refuses whatever it may not write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from kkb.access import Account, Peran, Right
from kkb.schema import JenisTonggak, Tonggak
from kkb.store import StoreRefusal
from kkb.ui.frame import access, cache
from kkb.ui.frame.access import writing_store
from kkb.ui.login import identity
from tests.support.login_steps import SANDI, Browser, add_account, log_in
from tests.support.page_fixtures import App, alerts, button, field, has_button, load, text_of, upload
from tests.support.recaps import make_recap
from tests.ui.test_rights import kode_of, recap_of

OWN, OTHER = "Manggar", "Gantung"
WHO = ("siapa pun", "pembaca", "petugas Manggar", "petugas", "pengelola")
READERS, OF_AREA, OFFICERS, HEADS = set(WHO[:2]), set(WHO[2:]), set(WHO[3:]), {"pengelola"}


@pytest.fixture
def office(app: App, monkeypatch: pytest.MonkeyPatch) -> App:
    """A server of an office with a pengelola; an upload of each kecamatan stands, and one more by "petugas"."""
    app.set(KKB_MODE="server")
    monkeypatch.setattr(access, "seen_version", lambda: app.store.data_version())
    add_account(app.store, nama="Kepala")
    return app


def be(office: App, who: str) -> Account | None:
    """Log in as one of WHO; the full name is the same words."""
    if who == "siapa pun":
        log_in(office, None)
        return None
    peran = Peran(who.split()[0])
    area = [kode_of(OWN)] if who.endswith(OWN) else None
    made = add_account(office.store, f"akun{WHO.index(who)}", peran, nama=f"Nama {who}", kecamatan=area)
    log_in(office, made)
    return made


def desa_in(kecamatan: str) -> str:
    return cache.region().desa_of(kode_of(kecamatan))[0].kode_desa


def offers_save(office: App, who: str, kecamatan: str) -> bool:
    return has_button(upload(office.open("unggah"), "rekap.xlsx", recap_of(kecamatan)), "Simpan")


def offers_withdrawal(office: App, who: str, by: str) -> bool:
    number = load(office.store, recap_of(OWN), by=by)
    return has_button(office.open("riwayat", unggahan=str(number)), f"Tarik unggahan {number}")


def offers_original(office: App, who: str, kecamatan: str) -> bool:
    number = load(office.store, recap_of(kecamatan), by="Rekan")
    return has_button(office.open("riwayat", unggahan=str(number)), "Unduh berkas asli")


def offers_spelling(office: App, who: str) -> bool:
    confirm_spelling(office)
    return has_button(office.open("pengaturan"), "Lupakan ejaan ini")


def confirm_spelling(office: App) -> None:
    recap = make_recap(("Gantung", "Lilangn", "Sosialisasi"), contoh=False)
    load(office.store, recap, by="Rekan")
    assert office.store.aliases()


def offers_picture(office: App, who: str) -> bool:
    return "Pilih atau seret gambar lambang" in [one.label for one in office.open("pengaturan").file_uploader]


ON_PAGES: dict[str, tuple[Callable[[App, str], bool], set[str]]] = {
    "save own": (lambda app, who: offers_save(app, who, OWN), OF_AREA),
    "save another's": (lambda app, who: offers_save(app, who, OTHER), OFFICERS),
    "correct own": (lambda app, who: has_button(app.open("desa", desa=desa_in(OWN)), "Periksa koreksi"), OF_AREA),
    "correct another's": (
        lambda app, who: has_button(app.open("desa", desa=desa_in(OTHER)), "Periksa koreksi"), OFFICERS,
    ),
    "meeting": (lambda app, who: has_button(app.open("rapat"), "Catat rapat"), OF_AREA),
    "follow-up": (lambda app, who: has_button(app.open("rapat"), "Tambah"), OF_AREA),
    "withdraw own": (lambda app, who: offers_withdrawal(app, who, f"Nama {who}"), OF_AREA),
    "withdraw another's": (lambda app, who: offers_withdrawal(app, who, "Rekan"), HEADS),
    "original own": (lambda app, who: offers_original(app, who, OWN), OF_AREA),
    "original another's": (lambda app, who: offers_original(app, who, OTHER), OFFICERS),
    "plan": (lambda app, who: has_button(app.open("pengaturan"), "Simpan rencana"), HEADS),
    "milestone": (lambda app, who: has_button(app.open("pengaturan"), "Simpan peristiwa"), HEADS),
    "spelling": (offers_spelling, HEADS),
    "emblem": (offers_picture, HEADS),
    "backup": (lambda app, who: has_button(app.open("pengaturan"), "Buat cadangan"), HEADS),
    "accounts": (lambda app, who: has_button(app.open("pengaturan"), "Buat akun"), HEADS),
}  # fmt: skip


@pytest.mark.parametrize("act", ON_PAGES)
@pytest.mark.parametrize("who", WHO)
def test_each_role_is_offered_what_it_may_and_nothing_else(office: App, who: str, act: str) -> None:
    be(office, who)
    offers, may = ON_PAGES[act]
    assert offers(office, who) is (who in may)


def add_step(kecamatan: str) -> None:
    day = cache.now().date()
    writing_store().add_step(
        uraian="Dampingi", penanggung_jawab="Camat", tenggat=None, kode_kecamatan=kode_of(kecamatan), dicatat=day,
        by="x", at=cache.now(),
    )  # fmt: skip


def withdraw(office: App, by: str) -> None:
    number = load(office.store, recap_of(OWN), by=by)
    writing_store().withdraw(number, by="x", at=cache.now(), reason="y")


def end_spelling(office: App) -> None:
    confirm_spelling(office)
    ((kecamatan, ejaan),) = office.store.aliases()
    writing_store().end_alias(kecamatan, ejaan, by="x", at=cache.now(), reason=None)


def plan(store: object = None) -> None:
    at = cache.now()
    writing_store().add_plan(nama="Baru", ditetapkan=at.date(), oleh="x", alasan="y", targets=[], at=at)


def milestone() -> None:
    row = Tonggak(JenisTonggak.PERISTIWA, date(2023, 5, 2), None, "Pelatihan", "Notulen", None)
    writing_store().add_milestones([row], by="x", at=cache.now())


IN_THE_STORE: dict[str, tuple[Callable[[App, str], object], set[str]]] = {
    "save own": (lambda app, who: load(writing_store(), recap_of(OWN)), OF_AREA),
    "save another's": (lambda app, who: load(writing_store(), recap_of(OTHER)), OFFICERS),
    "save both": (lambda app, who: load(writing_store(), recap_of(OWN, OTHER)), OFFICERS),
    "meeting": (
        lambda app, who: writing_store().add_meeting(tanggal=date(2023, 5, 2), judul="R", by="x", at=cache.now()),
        OF_AREA,
    ),
    "follow-up own": (lambda app, who: add_step(OWN), OF_AREA),
    "follow-up another's": (lambda app, who: add_step(OTHER), OFFICERS),
    "withdraw own": (lambda app, who: withdraw(app, f"Nama {who}"), OF_AREA),
    "withdraw another's": (lambda app, who: withdraw(app, "Rekan"), HEADS),
    "plan": (lambda app, who: plan(), HEADS),
    "milestone": (lambda app, who: milestone(), HEADS),
    "spelling": (lambda app, who: end_spelling(app), HEADS),
    "emblem": (lambda app, who: writing_store().remove_logo(by="x", at=cache.now()), set()),
    "accounts": (lambda app, who: writing_store(Right.ACCOUNTS).end_sessions(1, by="x", at=cache.now()), HEADS),
}


@pytest.mark.parametrize("act", IN_THE_STORE)
@pytest.mark.parametrize("who", WHO)
def test_the_store_takes_from_each_role_what_it_may_write_and_nothing_else(office: App, who: str, act: str) -> None:
    """However the page came to ask for it: most ask for the least right here."""
    be(office, who)
    do, may = IN_THE_STORE[act]
    if who in may:
        do(office, who)
        return
    with pytest.raises(StoreRefusal):
        do(office, who)


def test_a_recap_that_names_anothers_desa_is_refused_with_its_name(office: App) -> None:
    be(office, "petugas Manggar")
    before = len(office.store.uploads())
    recap = make_recap(
        (OWN, cache.region().desa_of(kode_of(OWN))[0].desa, "Merintis"),
        (OTHER, "Lilangan", "Merintis"),
        contoh=False,
    )
    page = upload(office.open("unggah"), "rekap.xlsx", recap)
    assert not has_button(page, "Simpan")
    (told,) = [one for one in alerts(page) if "hanya untuk" in one]
    assert "Tidak dapat disimpan dengan akun Anda" in told and "Akun Anda hanya untuk Kecamatan Manggar" in told
    assert "Dapat disimpan" not in text_of(page) and "lalu simpan" not in text_of(page)
    assert "Desa Lilangan (Kecamatan Gantung). Belum ada yang disimpan." in told
    assert len(office.store.uploads()) == before


def test_one_saves_under_the_own_name_which_is_not_typed(office: App) -> None:
    be(office, "petugas")
    page = upload(office.open("unggah"), "rekap.xlsx", recap_of(OWN))
    assert "Nama Anda" not in [one.label for one in page.text_input]
    assert "Dicatat atas nama Nama petugas" in text_of(page)
    button(page, "Simpan").click().run()
    assert office.store.uploads()[0].disimpan_oleh == "Nama petugas"


@pytest.mark.parametrize("name", ["rapat", "pengaturan", "riwayat", "kegiatan"])
def test_no_page_asks_for_a_name_of_who_is_logged_in(office: App, name: str) -> None:
    be(office, "pengelola")
    page = office.open(name)
    labels = {one.label for one in page.text_input}
    assert not labels & {"Nama Anda", "Dipasang oleh", "Dilepas oleh", "Dicatat oleh", "Dibatalkan oleh"}


def test_who_is_not_logged_in_finds_the_way_back_to_the_page(office: App) -> None:
    page = office.open("unggah", kec=OWN)
    links = [one.proto.body for one in page.get("html") if "Masuk untuk menyimpan" in one.proto.body]
    assert len(links) == 1 and 'href="masuk?ke=unggah%3Fkec%3DManggar"' in links[0]


# --- a login that ends while a page stands open -----------------------------------------------------------------------


def test_logged_out_elsewhere_the_next_press_says_so_and_what_was_typed_stays(office: App) -> None:
    made = be(office, "petugas")
    assert made is not None
    page = office.open("rapat")
    field(page, "Nama rapat").input("Rakor triwulan")
    office.store.end_sessions(made.nomor, by="x", at=cache.now())
    identity.forget()
    button(page, "Catat rapat").click().run()
    assert office.store.meetings() == []
    assert field(page, "Nama rapat").value == "Rakor triwulan"
    (told,) = [one for one in alerts(page) if "belum masuk" in one]
    assert "Belum ada yang disimpan. Yang Anda tulis masih ada di halaman ini" in told
    # Another page has no forms for nobody.
    assert not has_button(office.open("rapat"), "Catat rapat")


# --- the page of accounts ---------------------------------------------------------------------------------------------


def accounts_page(office: App) -> AppTest:
    return office.open("pengaturan", bagian="Akun")


def test_an_account_is_made_with_a_password_that_is_shown_once(office: App) -> None:
    be(office, "pengelola")
    page = accounts_page(office)
    page.text_input(key="akun_nama").input("Budi Santoso")
    page.text_input(key="akun_nama_akun").input("budi")
    page.multiselect(key="akun_baru_kecamatan").set_value([kode_of(OWN)])
    button(page, "Buat akun").click().run()
    made = office.store.find_account("budi")
    assert made is not None
    assert (made.nama, made.peran, made.kecamatan) == ("Budi Santoso", Peran.PETUGAS, frozenset({kode_of(OWN)}))
    assert made.must_change
    (told,) = [one for one in alerts(page) if one.startswith("Sandi sementara akun budi:")]
    password = told.split(": ")[1].split(".")[0]
    assert Browser().log_in("budi", password).headers["location"] == "./akun"
    button(page, "Sudah saya serahkan").click().run()
    assert password not in text_of(page)
    assert password not in text_of(accounts_page(office))


def choose(office: App, account: Account) -> AppTest:
    page = accounts_page(office)
    return page.selectbox(key="akun_pilihan").set_value(account.nomor).run()


def test_role_area_and_name_are_changed(office: App) -> None:
    be(office, "pengelola")
    budi = add_account(office.store, "budi", Peran.PETUGAS)
    page = choose(office, budi)
    key = f"akun_{budi.nomor}_{budi.versi_sesi}"
    page.multiselect(key=f"{key}_kecamatan").set_value([kode_of(OWN), kode_of(OTHER)])
    button(page, "Simpan perubahan akun").click().run()
    changed = office.store.find_account("budi")
    assert changed is not None and changed.kecamatan == {kode_of(OWN), kode_of(OTHER)}
    assert "Nama pengelola" in office.store.account_changes()[budi.nomor].by
    page.multiselect(key=f"{key}_kecamatan").set_value([])
    page.selectbox(key=f"{key}_peran").set_value(Peran.PEMBACA)
    button(page, "Simpan perubahan akun").click().run()
    changed = office.store.find_account("budi")
    assert changed is not None and (changed.peran, changed.kecamatan) == (Peran.PEMBACA, None)


def test_a_forgotten_password_is_replaced_and_the_old_one_is_worth_nothing(office: App) -> None:
    be(office, "pengelola")
    budi = add_account(office.store, "budi", Peran.PETUGAS)
    page = choose(office, budi)
    button(page, "Beri sandi sementara").click().run()
    (told,) = [one for one in alerts(page) if one.startswith("Sandi sementara akun budi:")]
    assert Browser().log_in("budi", SANDI).status == 401
    assert Browser().log_in("budi", told.split(": ")[1].split(".")[0]).status == 303


def test_an_account_is_closed_and_opened_and_logged_out(office: App) -> None:
    be(office, "pengelola")
    budi = add_account(office.store, "budi", Peran.PETUGAS)
    button(choose(office, budi), "Keluarkan dari semua peramban").click().run()
    found = office.store.find_account("budi")
    assert found is not None and found.versi_sesi == 2
    page = choose(office, budi)
    button(page, "Tutup akun").click().run()
    found = office.store.find_account("budi")
    assert found is not None and not found.is_open
    assert "ditutup" in text_of(page)
    button(choose(office, budi), "Buka akun lagi").click().run()
    found = office.store.find_account("budi")
    assert found is not None and found.is_open


def test_the_last_pengelola_stays_and_nobody_closes_the_own_account(office: App) -> None:
    (kepala,) = office.store.accounts()
    log_in(office, kepala)
    page = choose(office, kepala)
    assert not has_button(page, "Tutup akun")
    page.selectbox(key=f"akun_{kepala.nomor}_1_peran").set_value(Peran.PETUGAS)
    button(page, "Simpan perubahan akun").click().run()
    assert any("Ini pengelola terakhir" in one for one in alerts(page))
    assert office.store.accounts() == [kepala]


def test_without_accounts_there_is_no_page_of_them(app: App) -> None:
    page = app.open("pengaturan")
    assert has_button(page, "Simpan rencana")
    assert not has_button(page, "Buat akun")
