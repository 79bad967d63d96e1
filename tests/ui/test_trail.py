"""The audit trail on the pages: what logins, refusals and downloads leave in it, who sees it, how it is filtered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kkb.access import Peran, Right
from kkb.store import StoreRefusal
from kkb.store.audit import FAILED_LOGIN, LOGIN, REFUSED, REFUSED_ROUTE, UNKNOWN_NAME, TrailFilter
from kkb.store.trail import TrailEntry
from kkb.ui.frame.access import writing_store
from kkb.ui.login import pace, routes
from kkb.ui.pengaturan import trail
from tests.support.login_steps import NEW_SANDI, SANDI, Browser, add_account, log_in
from tests.support.page_fixtures import App, text_of

PASSWORD_FIELD = "rahasia saya sekali"


@pytest.fixture
def office(app: App, monkeypatch: pytest.MonkeyPatch) -> App:
    """A server of an office with a pengelola and a petugas."""
    app.set(KKB_MODE="server")
    monkeypatch.setattr(routes, "PACE", pace.Pace())
    add_account(app.store)
    add_account(app.store, "budi", Peran.PETUGAS)
    return app


def told(app: App) -> list[TrailEntry]:
    return app.store.trail_entries(TrailFilter())


def test_logins_and_what_ends_them_are_entered_with_who_and_where(office: App, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser()
    browser.log_in()
    entry = told(office)[-1]
    assert (entry.akun, entry.nama, entry.alamat) == (1, "Sari Wulandari", "10.0.0.7")
    assert (entry.tindakan, entry.perihal) == (LOGIN, "akun 1")
    change = {"aksi": "sandi", "sandi": SANDI, "sandi_baru": NEW_SANDI, "sandi_ulang": NEW_SANDI}
    browser.post("/akun", change)
    assert (told(office)[-1].akun, told(office)[-1].tindakan) == (1, "akun sandi")
    browser.post("/keluar")
    assert (told(office)[-1].akun, told(office)[-1].tindakan) == (1, "keluar")
    browser.log_in("budi")
    browser.post("/akun", {"aksi": "keluar_semua"})
    assert (told(office)[-1].akun, told(office)[-1].tindakan) == (2, "keluar di semua peramban")
    assert {one.alamat for one in told(office)[-5:]} == {"10.0.0.7"}


def test_a_failed_login_is_entered_without_anything_that_was_typed(
    office: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    Browser().log_in("budi", PASSWORD_FIELD)
    entry = told(office)[-1]
    assert (entry.akun, entry.nama, entry.tindakan, entry.perihal) == (None, "tanpa akun", FAILED_LOGIN, "akun 2")
    # Somebody types the password where the name belongs.
    Browser().log_in(PASSWORD_FIELD, "x")
    assert (told(office)[-1].tindakan, told(office)[-1].perihal) == (FAILED_LOGIN, UNKNOWN_NAME)
    count = len(told(office))
    for number in range(5):
        Browser().log_in(f"{PASSWORD_FIELD}{number}", "x")
    assert len(told(office)) == count
    assert PASSWORD_FIELD not in repr(told(office))


def test_a_route_that_is_refused_is_entered_without_its_address(office: App, monkeypatch: pytest.MonkeyPatch) -> None:
    office.set(KKB_BACA="masuk")
    count = len(told(office))
    assert Browser().get("/ringkas/rahasia", accept="*/*").status == 401
    entry = told(office)[-1]
    assert (entry.tindakan, entry.perihal, entry.alamat) == (REFUSED_ROUTE, "belum masuk", "10.0.0.7")
    # To be led to the login is no refusal.
    assert Browser().get("/ringkas").status == 303
    assert len(told(office)) == count + 1
    assert Browser().post("/masuk", {}, sec_fetch_site="cross-site").status == 403
    assert told(office)[-1].perihal == "formulir dari tempat lain"


def test_only_a_pengelola_sees_the_trail(office: App, monkeypatch: pytest.MonkeyPatch) -> None:
    budi = office.store.find_account("budi")
    log_in(office, budi)
    assert "Jejak" not in [tab.label for tab in office.open("pengaturan").tabs]
    log_in(office, office.store.find_account("sari"))
    page = office.open("pengaturan")
    assert "Jejak" in [tab.label for tab in page.tabs]
    assert "akun tambah" in text_of(page)


def test_in_local_mode_without_accounts_whoever_may_write_sees_it(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Jejak" in [tab.label for tab in app.open("pengaturan").tabs]
    app.has_key = False
    assert "Jejak" not in [tab.label for tab in app.open("pengaturan").tabs]


def test_the_trail_is_filtered_and_turned(office: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "PAGE_ROWS", 2)
    log_in(office, office.store.find_account("sari"))
    page = office.open("pengaturan")
    total = len(told(office))
    assert f"1 sampai 2 dari {total} jejak" in text_of(page)
    page.button(key="jejak_lama").click().run()
    assert f"3 sampai 4 dari {total} jejak" in text_of(page)
    page.selectbox(key="jejak_tindakan").set_value("akun tambah").run()
    assert "1 sampai 2 dari 2 jejak" in text_of(page)
    page.selectbox(key="jejak_akun").set_value(2).run()
    assert "Tidak ada jejak untuk pilihan ini." in text_of(page)
    page.button(key="jejak_periksa").click().run()
    assert f"Jejak 1 sampai {total} utuh." in text_of(page)


def test_what_was_done_is_chosen_by_the_words_of_the_list(office: App, monkeypatch: pytest.MonkeyPatch) -> None:
    office.store.erase_original(1, by="Sari", at=datetime(2026, 1, 5, tzinfo=UTC), reason="permintaan")
    log_in(office, office.store.find_account("sari"))
    page = office.open("pengaturan")
    offered = page.selectbox(key="jejak_tindakan").options
    assert "hapus asli" in offered and not any("_" in words for words in offered)


def test_the_original_that_was_fetched_is_entered(office: App, monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(office, office.store.find_account("budi"))
    page = office.open("riwayat", unggahan="1")
    page.button(key="asli_1").click().run()
    entry = told(office)[-1]
    assert (entry.akun, entry.tindakan, entry.perihal) == (2, "unduh berkas asli", "unggahan 1")


def test_a_write_that_the_page_refuses_is_entered(office: App, monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(office, office.store.find_account("budi"))
    with pytest.raises(StoreRefusal):
        writing_store(Right.SETTINGS)
    entry = told(office)[-1]
    assert (entry.akun, entry.tindakan, entry.perihal) == (2, REFUSED, "SETTINGS")
