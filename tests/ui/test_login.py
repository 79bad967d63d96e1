"""Logging in and out: who is let in, what a cookie is worth, who is slowed down, where one goes from there."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from kkb import sessions
from kkb.access import Peran
from kkb.store import StoreRefusal
from kkb.ui.frame import cache
from kkb.ui.login import identity, pace, routes
from kkb.ui.login.door import LoginDoor
from tests.support.login_steps import NEW_SANDI, SANDI, Answer, Browser, add_account
from tests.support.page_fixtures import App

CHANGE = {"aksi": "sandi", "sandi": SANDI, "sandi_baru": NEW_SANDI, "sandi_ulang": NEW_SANDI}


@pytest.fixture(autouse=True)
def fresh_pace(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Nobody has failed yet; the seconds that attempts would wait, which pass at once here."""
    waited: list[float] = []

    async def pass_by(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(routes, "_clock", lambda: 1_000 + sum(waited))

    monkeypatch.setattr(routes, "PACE", pace.Pace())
    monkeypatch.setattr(routes.asyncio, "sleep", pass_by)
    yield waited


@pytest.fixture
def office(app: App, monkeypatch: pytest.MonkeyPatch) -> App:
    """A server of an office with three accounts."""
    app.set(KKB_MODE="server")
    add_account(app.store)
    add_account(app.store, "budi", Peran.PETUGAS)
    add_account(app.store, "tono", Peran.PEMBACA)
    return app


def is_in(browser: Browser) -> bool:
    identity.forget()
    return "Akun saya" in browser.get("/akun").words


def later(monkeypatch: pytest.MonkeyPatch, **time: float) -> None:
    """Let time pass, for all that asks the one clock of the pages."""
    moment = cache.now() + timedelta(**time)
    monkeypatch.setattr(cache, "now", lambda: moment)


# --- in ---------------------------------------------------------------------------------------------------------------


def test_the_right_password_lets_in_and_the_cookie_is_for_nobody_else(office: App) -> None:
    browser = Browser()
    page = browser.get("/masuk")
    assert page.status == 200
    assert re.search(r'<label for="sandi">Sandi</label><input id="sandi"[^>]*type="password"', page.body.decode())
    assert page.headers["cache-control"] == "no-store"
    answer = browser.log_in()
    assert (answer.status, answer.headers["location"]) == (303, "./")
    (session,) = (one for one in answer.set_cookies if one.startswith("kkb_masuk_8501="))
    assert {"HttpOnly", "Path=/", "SameSite=strict"} <= set(session.split("; "))
    assert "Secure" not in session
    assert "Sari Wulandari · sari · pengelola" in browser.get("/akun").words


def test_letters_of_any_size_are_the_same_account_and_another_password_is_not(office: App) -> None:
    assert is_in_after(Browser(), "  SARI ")
    assert not is_in_after(Browser(), "sari", SANDI.upper())


def is_in_after(browser: Browser, name: str, sandi: str = SANDI) -> bool:
    browser.log_in(name, sandi)
    return is_in(browser)


def test_by_https_the_cookie_is_secure_and_bound_to_this_host(office: App) -> None:
    browser = Browser(scheme="https")
    answer = browser.log_in()
    assert all("Secure" in one and one.startswith("__Host-") for one in answer.set_cookies)
    assert is_in(browser)


@pytest.mark.parametrize(("proxies", "is_secure"), [("10.0.0.0/24", True), (None, False), ("10.0.9.9", False)])
def test_https_ends_at_a_proxy_only_if_the_settings_name_it(office: App, proxies: str | None, is_secure: bool) -> None:
    office.set(KKB_PROKSI=proxies)
    browser = Browser(headers={"x-forwarded-proto": "https"})
    assert ("Secure" in browser.log_in().set_cookies[0]) is is_secure


@pytest.mark.parametrize(("name", "sandi"), [("sari", "salah sekali ini"), ("tiada", SANDI), ("", ""), ("sari", "")])
def test_a_wrong_name_and_a_wrong_password_are_refused_alike(office: App, name: str, sandi: str) -> None:
    browser = Browser()
    answer = browser.log_in(name, sandi)
    assert answer.status == 401
    assert "Nama akun atau sandi tidak cocok" in answer.words
    assert browser.cookies == {}


def test_an_unknown_account_costs_as_much_work(office: App, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []
    monkeypatch.setattr(routes.passwords, "matches", lambda _sandi, known: asked.append(known) or False)
    Browser().log_in("tiada")
    assert asked == [None]


def test_a_closed_account_is_told_so_to_who_knows_its_password(office: App) -> None:
    account = office.store.find_account("budi")
    assert account is not None
    browser = Browser()
    browser.log_in("budi")
    office.store.close_account(account.nomor, by="Sari", at=cache.now())
    assert not is_in(browser)
    answer = Browser().log_in("budi")
    assert (answer.status, "sudah ditutup" in answer.words) == (403, True)
    assert "sudah ditutup" not in Browser().log_in("budi", "salah sekali ini").words


def test_without_an_account_there_is_nothing_to_log_in_to(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    app.set(KKB_MODE="server")
    assert "hanya dapat dibaca" in Browser().get("/masuk").words
    assert Browser().log_in().status == 401
    # In local mode the browser that opened the printed address may write without one.
    app.set(KKB_MODE="lokal")
    words = Browser().get("/masuk").words
    assert "Tanpa akun tidak ada yang perlu masuk" in words
    assert "hanya dapat dibaca" not in words


# --- where to -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "place"),
    [("unggah?draf=abc", "./unggah?draf=abc"), ("?kec=Manggar", "./?kec=Manggar"), ("layar", "./layar"), ("", "./"),
     ("akun", "./akun"), ("//penyerang.example", "./"), ("https://penyerang.example", "./"), ("/\\penyerang", "./"),
     ("javascript:alert(1)", "./"), ("..//penyerang.example", "./"), ("a\r\nSet-Cookie: x", "./"), ("./x", "./")],
)  # fmt: skip
def test_one_goes_on_to_a_page_of_ours_and_nowhere_else(office: App, asked: str, place: str) -> None:
    assert Browser().log_in(ke=asked).headers["location"] == place
    assert ("penyerang" in Browser().get(f"/masuk?ke={asked.split(chr(13))[0]}").body.decode()) is False


# --- a cookie ---------------------------------------------------------------------------------------------------------


def test_a_forged_cookie_is_nobody(office: App) -> None:
    browser = Browser()
    browser.log_in()
    (name,) = (one for one in browser.cookies if "kkb_masuk" in one)
    good = browser.cookies[name]
    payload, _, signature = good.rpartition(".")
    other = sessions.begin(1, 1, at=cache.now())
    for forged in (
        f"{payload}.{signature[:-2]}xx",
        f"{payload[:-2]}xx.{signature}",
        sessions.sign(other, "another key"),
        payload,
        "x" * 5_000,
        "é",
    ):
        browser.cookies[name] = forged
        assert not is_in(browser)
    browser.cookies[name] = good
    assert is_in(browser)


def test_a_stolen_cookie_is_worth_nothing_after_its_owner_logged_out(office: App) -> None:
    owner = Browser()
    owner.log_in()
    other = Browser()
    other.log_in()
    thief = owner.copy()
    assert is_in(thief)
    answer = owner.post("/keluar")
    assert (answer.status, owner.session) == (303, "")
    assert not is_in(owner) and not is_in(thief)
    assert is_in(other)


def test_logging_out_everywhere_ends_every_browser_at_once(office: App) -> None:
    first, second = Browser(), Browser()
    first.log_in()
    second.log_in()
    stranger = Browser()
    stranger.log_in("budi")
    assert first.post("/akun", {"aksi": "keluar_semua"}).status == 303
    # Without waiting for what is remembered of it.
    assert second.get("/akun").status == 303
    assert not is_in(first)
    assert is_in(stranger)


def test_an_unused_session_ends_after_a_day_at_the_office(office: App, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser()
    browser.log_in()
    with pytest.MonkeyPatch.context() as clock:
        later(clock, hours=8, minutes=1)
        assert not is_in(browser)
    assert is_in(browser)


def test_a_session_that_is_used_lives_on_but_not_for_ever(office: App, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser()
    browser.log_in()
    first = browser.session
    begun = cache.now()
    for hours in range(7, 7 * 24, 7):
        monkeypatch.setattr(cache, "now", lambda hours=hours: begun + timedelta(hours=hours))
        identity.forget()
        assert browser.get("/unggah").status == 200
        assert is_in(browser)
    assert browser.session != first
    monkeypatch.setattr(cache, "now", lambda: begun + timedelta(days=7, seconds=1))
    assert not is_in(browser)


def test_a_page_that_stays_open_keeps_the_session_that_its_connection_began_with(
    office: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A WebSocket has the cookie of its beginning for as long as it lasts."""
    browser = Browser()
    browser.log_in()
    begun = cache.now()
    for hours in (5, 10, 15):
        monkeypatch.setattr(cache, "now", lambda hours=hours: begun + timedelta(hours=hours))
        identity.forget()
        assert identity.identify(browser.cookies) is not None


def test_a_login_ends_the_session_that_the_browser_had(office: App) -> None:
    browser = Browser()
    browser.log_in("budi")
    before = browser.copy()
    browser.log_in("sari")
    assert "Sari Wulandari" in browser.get("/akun").words
    assert not is_in(before)


# --- forms of others --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/masuk", "/keluar", "/akun"])
@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://penyerang.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:3000"},
     {"sec_fetch_site": "cross-site"}, {"sec_fetch_site": "same-site"}],
)  # fmt: skip
def test_a_foreign_form_does_nothing(office: App, path: str, headers: dict[str, str]) -> None:
    browser = Browser()
    browser.log_in()
    fields = CHANGE | {"nama_akun": "budi"}
    assert browser.post(path, fields, **headers).status == 403
    assert is_in(browser)
    assert Browser().log_in().status == 303


def test_a_form_that_is_too_long_is_not_read(office: App) -> None:
    assert Browser().log_in(sandi="x" * 20_000).status == 403


@pytest.mark.parametrize("path", ["/keluar"])
def test_looking_at_an_address_changes_nothing(office: App, path: str) -> None:
    browser = Browser()
    browser.log_in()
    browser.get(path)
    assert is_in(browser)


# --- pace -----------------------------------------------------------------------------------------------------------


def test_the_tenth_wrong_password_is_slow_and_the_right_one_after_it_is_welcome(
    office: App, fresh_pace: list[float]
) -> None:
    stranger = Browser()
    for _ in range(10):
        assert stranger.log_in(sandi="salah sekali ini").status == 401
    assert fresh_pace[0] == 0
    assert fresh_pace[9] == pace.MOST_SECONDS
    assert Browser(client=("10.0.0.8", 1)).log_in().status == 303
    assert fresh_pace[10] == pace.MOST_SECONDS


def test_many_at_once_are_put_off_and_the_browser_of_the_owner_is_not(
    office: App, fresh_pace: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "_clock", lambda: 1_000.0)
    owner = Browser()
    owner.log_in()
    owner.post("/keluar")
    statuses = [Browser(client=(f"10.0.1.{n}", 1)).log_in(sandi="salah sekali ini").status for n in range(30)]
    assert statuses[:6] == [401] * 6
    assert statuses[-1] == 429
    fresh_pace.clear()
    assert owner.log_in().status == 303
    assert fresh_pace == [0]


def test_others_are_not_slowed_down_by_guesses_at_one_account(office: App, fresh_pace: list[float]) -> None:
    for _ in range(10):
        Browser().log_in(sandi="salah sekali ini")
    fresh_pace.clear()
    assert Browser(client=("10.0.0.9", 1)).log_in("budi").status == 303
    assert fresh_pace == [0]


# --- the own password -------------------------------------------------------------------------------------------------


def change(browser: Browser, **fields: str) -> Answer:
    return browser.post("/akun", CHANGE | fields)


def test_changing_the_password_keeps_this_browser_and_ends_the_others(office: App) -> None:
    browser, other = Browser(), Browser()
    browser.log_in()
    other.log_in()
    answer = change(browser)
    assert (answer.status, "Sandi diganti" in answer.words) == (200, True)
    assert is_in(browser)
    assert not is_in(other)
    assert Browser().log_in().status == 401
    assert Browser().log_in(sandi=NEW_SANDI).status == 303


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"sandi": "salah sekali ini"}, 401, "Sandi sekarang tidak cocok"),
        ({"sandi_ulang": "lain"}, 422, "tidak sama"),
        ({"sandi_baru": SANDI, "sandi_ulang": SANDI}, 422, "sama dengan yang lama"),
        ({"sandi_baru": "manggar123", "sandi_ulang": "manggar123"}, 422, "mudah ditebak"),
        ({"sandi_baru": "wulandari 77", "sandi_ulang": "wulandari 77"}, 422, "memuat nama"),
        ({"sandi_baru": "pendek", "sandi_ulang": "pendek"}, 422, "paling sedikit 10"),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(
    office: App, fields: dict[str, str], status: int, words: str
) -> None:
    browser = Browser()
    browser.log_in()
    answer = change(browser, **fields)
    assert (answer.status, words in answer.words) == (status, True)
    assert SANDI not in answer.body.decode() and "manggar123" not in answer.body.decode()
    assert Browser().log_in().status == 303


def test_a_temporary_password_is_changed_before_anything_else(office: App) -> None:
    add_account(office.store, "baru", Peran.PETUGAS, nama="Orang Baru", must_change=True)
    browser = Browser()
    assert browser.log_in("baru", ke="unggah").headers["location"] == "./akun"
    for path in ("/", "/unggah", "/ringkas", "/desa?desa=1"):
        answer = browser.get(path)
        assert (answer.status, answer.headers["location"]) == (303, "./akun")
    assert browser.get("/layar/versi", accept="*/*").status == 401
    assert browser.get("/app/static/fonts/inter.woff2", accept="*/*").status == 200
    change(browser)
    identity.forget()
    assert browser.get("/unggah").status == 200


def test_a_temporary_password_is_good_for_a_week(office: App, monkeypatch: pytest.MonkeyPatch) -> None:
    add_account(office.store, "baru", Peran.PETUGAS, nama="Orang Baru", must_change=True)
    later(monkeypatch, days=7, minutes=1)
    answer = Browser().log_in("baru")
    assert (answer.status, "lewat 7 hari" in answer.words) == (403, True)
    assert Browser().log_in("sari").status == 303


def test_a_process_that_only_reads_changes_no_password_and_still_logs_out(office: App) -> None:
    office.set(KKB_MODE=None)
    cache._opened.clear()
    browser = Browser()
    browser.log_in()
    thief = browser.copy()
    assert (change(browser).status, "hanya membaca" in change(browser).words) == (403, True)
    browser.post("/keluar")
    assert not is_in(thief)


# --- reading only after a login -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/unggah", "/ringkas?kec=Manggar", "/layar", "/media/abc.xlsx", "/peta"])
def test_where_reading_needs_a_login_every_page_asks_for_one(office: App, path: str) -> None:
    assert Browser().get(path).status == 200
    office.set(KKB_BACA="masuk")
    answer = Browser().get(path)
    assert answer.status == 303
    assert answer.headers["location"].split("?")[0] in ("./masuk", "../masuk")
    assert Browser().get(path, accept="*/*").status == 401
    browser = Browser()
    browser.log_in("tono")
    assert browser.get(path).status == 200


def test_after_the_login_one_is_where_one_wanted_to_be(office: App) -> None:
    office.set(KKB_BACA="masuk")
    asked = Browser().get("/ringkas?kec=Manggar").headers["location"]
    assert asked == "./masuk?ke=ringkas%3Fkec%3DManggar"
    assert 'name="ke" value="ringkas?kec=Manggar"' in Browser().get(asked[1:]).body.decode()


@pytest.mark.parametrize(
    "path", ["/_stcore/upload_file/s/masuk", "/media/akun", "/_stcore/stream/keluar", "/layar/masuk", "/media/static/x"]
)
def test_an_address_that_ends_like_a_way_in_is_none(office: App, path: str) -> None:
    office.set(KKB_BACA="masuk")
    assert Browser().get(path, accept="*/*").status == 401
    assert Browser().post(path).status == 401


# --- the core -------------------------------------------------------------------------------------------------------


def test_the_store_asks_again_in_the_transaction(office: App) -> None:
    """Whatever a page has shown: the account was closed a moment ago."""
    from kkb.access import Right
    from kkb.store.right import Writer

    browser = Browser()
    browser.log_in("budi")
    found = identity.identify(browser.cookies)
    assert found is not None
    writer = Writer(found.session, Right.SAVE, {})
    store = office.store.for_writer(writer)
    store.add_meeting(tanggal=cache.now().date(), judul="Rakor", by="Budi Santoso", at=cache.now())
    office.store.close_account(found.account.nomor, by="Sari", at=cache.now())
    with pytest.raises(StoreRefusal, match="Belum ada yang disimpan"):
        store.add_meeting(tanggal=cache.now().date(), judul="Rapat lain", by="Budi Santoso", at=cache.now())


@pytest.mark.usefixtures("app")
def test_a_page_is_told_the_address_that_the_door_found() -> None:
    found: list[Any] = []

    async def page(scope: Any, *_: Any) -> None:
        found.append(scope["client"])

    # As uvicorn passes on what a proxy on this machine says, which the settings do not name.
    scope = {"type": "websocket", "path": "/_stcore/stream", "query_string": b"", "client": ("9.9.9.9", 0),
             "headers": [(b"x-forwarded-for", b"9.9.9.9")]}  # fmt: skip
    asyncio.run(LoginDoor(page)(scope, None, None))  # type: ignore[arg-type]
    assert found == [("127.0.0.1", 0)]
