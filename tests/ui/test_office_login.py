"""Logging in with an account of the office: against an identity provider on this machine, from end to end."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import RSAKey
from streamlit import config
from streamlit.runtime.secrets import Secrets

from kkb import passwords
from kkb.access import Peran
from kkb.config import PROJECT_DIR
from kkb.store import Store
from kkb.store.audit import FAILED_LOGIN, LOGIN, TrailFilter
from kkb.ui.frame import cache
from kkb.ui.login import identity, office, pace, routes
from kkb.ui.login.office import Provider
from kkb.ui.login.office_routes import office_routes
from tests.support.identity_provider import CLIENT_ID, CLIENT_SECRET, IdentityProvider, serve_identities
from tests.support.login_steps import SANDI, Answer, Browser, add_account
from tests.support.login_steps import log_in as be
from tests.support.page_fixtures import App, alerts, button, text_of

HERE = "http://127.0.0.1:8501"
WAY = "Masuk dengan akun kantor"


@pytest.fixture(scope="module")
def served() -> Iterator[IdentityProvider]:
    with serve_identities() as found:
        yield found


@pytest.fixture
def provider(served: IdentityProvider, monkeypatch: pytest.MonkeyPatch) -> Iterator[IdentityProvider]:
    """The provider as it starts, named in the settings of this installation."""
    fresh = IdentityProvider(served.port)
    served.claims, served.is_down, served.signs_with, served.refuses = fresh.claims, False, None, False
    served.asked.clear()
    named = Provider(CLIENT_ID, CLIENT_SECRET, served.metadata_url, f"{HERE}{office.BACK_PATH}")
    monkeypatch.setattr(office, "provider", lambda: named)
    monkeypatch.setattr(routes, "PACE", pace.Pace())
    office._client.cache_clear()
    yield served
    office._client.cache_clear()


@pytest.fixture
def linked(app: App, provider: IdentityProvider) -> App:
    """A server of an office: a pengelola with a password, and a petugas who is linked with an office account."""
    app.set(KKB_MODE="server")
    add_account(app.store, "tuti", nama="Tuti")
    account = add_account(app.store, "sari", Peran.PETUGAS, nama="Sari Wulandari")
    link(app.store, account.nomor)
    # Another test's server may have looked a moment ago and seen no account.
    identity.forget()
    return app


def link(store: Store, nomor: int, surel: str = "sari@beltim.go.id") -> None:
    store.change_account(nomor, by="Tuti", at=cache.now(), surel=surel)


def number(app: App, name: str = "sari") -> int:
    account = app.store.find_account(name)
    assert account is not None
    return account.nomor


def begin(browser: Browser, provider: IdentityProvider, start: str = office.START_PATH) -> str:
    """As far as the provider and back: the address that it sends the browser to, as path and query."""
    there = browser.get(start).headers["location"]
    back = urlsplit(provider.follow(there))
    assert f"{back.scheme}://{back.netloc}{back.path}" == f"{HERE}{office.BACK_PATH}"
    return f"{back.path}?{back.query}"


def log_in(browser: Browser, provider: IdentityProvider, start: str = office.START_PATH) -> Answer:
    # The browser counts the way back as the provider's: what is SameSite=Strict stays at home.
    strict = {name: value for name, value in browser.cookies.items() if name != "kkb_kantor"}
    back = begin(browser, provider, start)
    for name in strict:
        browser.cookies.pop(name, None)
    return browser.get(back)


def is_in(browser: Browser) -> bool:
    identity.forget()
    return "Akun saya" in browser.get("/akun").words


def told(app: App, kind: str) -> list[str]:
    return [entry.perihal for entry in app.store.trail_entries(TrailFilter(tindakan=kind))]


# --- in ---------------------------------------------------------------------------------------------------------------


def test_the_login_page_shows_a_second_way_which_keeps_where_one_wanted_to_go(
    linked: App, provider: IdentityProvider
) -> None:
    page = Browser().get("/masuk?ke=tren%3Fkec%3DManggar")
    assert 'name="nama_akun"' in page.body.decode()
    found = re.search(rf'<a class="other" href="([^"]+)">{WAY}</a>', page.body.decode())
    assert found is not None and found[1] == f"{HERE}/masuk_kantor?ke=tren%3Fkec%3DManggar"
    browser = Browser()
    answer = log_in(browser, provider, found[1].removeprefix(HERE))
    assert 'content="0;url=./tren?kec=Manggar"' in answer.body.decode()


def test_a_linked_person_gets_the_session_of_the_account(linked: App, provider: IdentityProvider) -> None:
    linked.set(KKB_BACA="masuk")
    browser = Browser()
    assert browser.get("/ringkas").status == 303
    answer = log_in(browser, provider)
    # No redirect: the browser would leave the strict cookie at home, for the provider sent it here.
    assert (answer.status, "location" in answer.headers) == (200, False)
    assert '<meta http-equiv="refresh" content="0;url=./">' in answer.body.decode()
    (session,) = (one for one in answer.set_cookies if one.startswith("kkb_masuk_8501="))
    assert {"HttpOnly", "Path=/", "SameSite=strict"} <= set(session.split("; "))
    assert "kkb_kantor" not in browser.cookies
    assert browser.get("/ringkas").status == 200
    assert "Sari Wulandari · sari · petugas" in browser.get("/akun").words
    assert told(linked, LOGIN) == [f"akun {number(linked)}, dengan akun kantor"]
    assert told(linked, "akun kantor dikenali") == [f"akun {number(linked)}"]
    log_in(Browser(), provider)
    assert len(told(linked, "akun kantor dikenali")) == 1


def test_nothing_of_the_provider_is_kept(linked: App, provider: IdentityProvider) -> None:
    browser = Browser()
    log_in(browser, provider)
    assert set(browser.cookies) == {"kkb_masuk_8501", "kkb_kenal", "kkb_masuk_kantor"}
    assert browser.cookies["kkb_masuk_kantor"] == "1"


def test_lock_and_logout_everywhere_are_those_of_the_account(linked: App, provider: IdentityProvider) -> None:
    browser, other = Browser(), Browser()
    log_in(browser, provider)
    log_in(other, provider)
    linked.store.end_sessions(number(linked), by="Tuti", at=cache.now())
    assert not is_in(browser) and not is_in(other)
    log_in(browser, provider)
    linked.store.close_account(number(linked), by="Tuti", at=cache.now())
    assert not is_in(browser)
    answer = log_in(browser, provider)
    assert (answer.status, "sudah ditutup" in answer.words) == (403, True)
    assert not is_in(browser)
    assert told(linked, FAILED_LOGIN) == [f"dengan akun kantor: akun {number(linked)}, tidak boleh masuk lagi"]


def test_a_temporary_password_is_void_once_its_owner_came_another_way(linked: App, provider: IdentityProvider) -> None:
    account = add_account(linked.store, "baru", Peran.PEMBACA, nama="Orang Baru", must_change=True)
    link(linked.store, account.nomor, "baru@beltim.go.id")
    provider.claims |= {"sub": "78", "email": "baru@beltim.go.id"}
    browser = Browser()
    log_in(browser, provider)
    assert browser.get("/ringkas").status == 200
    credentials = linked.store.credentials("baru")
    assert credentials is not None
    assert not credentials.account.must_change and not passwords.matches(SANDI, credentials.sandi_hash)
    # Without a temporary one the password stays good.
    log_in(Browser(), provider)
    assert Browser().log_in("tuti").status == 303


# --- not in -----------------------------------------------------------------------------------------------------------


def refused(answer: Answer, browser: Browser, words: str, status: int = 403) -> None:
    """Calmly, on the login page, whose form still works."""
    assert (answer.status, words in answer.words) == (status, True), answer.words
    assert 'name="sandi"' in answer.body.decode() and "Traceback" not in answer.body.decode()
    assert not is_in(browser)
    assert Browser().log_in("tuti").status == 303


def test_an_unknown_person_is_told_whom_to_ask_and_gets_no_account(linked: App, provider: IdentityProvider) -> None:
    count = len(linked.store.accounts())
    provider.claims |= {"sub": "99", "email": "asing@beltim.go.id"}
    browser = Browser()
    refused(log_in(browser, provider), browser, "Akun kantor asing@beltim.go.id belum dihubungkan")
    assert len(linked.store.accounts()) == count
    assert told(linked, FAILED_LOGIN) == ["dengan akun kantor: akun kantor tidak dihubungkan"]


@pytest.mark.parametrize("said", [False, None, "false", "", 0])
def test_an_address_that_the_provider_has_not_verified_counts_for_nothing(
    linked: App, provider: IdentityProvider, said: Any
) -> None:
    provider.claims["email_verified"] = said
    browser = Browser()
    refused(log_in(browser, provider), browser, "tidak menyatakan alamat surel Anda sudah diperiksa")
    assert told(linked, FAILED_LOGIN) == ["dengan akun kantor: surel belum diperiksa penyedia"]
    assert told(linked, "akun kantor dikenali") == []


@pytest.mark.parametrize("claim", [{"email_verified": "true"}, {"email_verified": None, "xms_edov": True}])
def test_it_is_verified_in_the_words_of_other_providers_too(
    linked: App, provider: IdentityProvider, claim: dict[str, Any]
) -> None:
    provider.claims |= claim
    browser = Browser()
    log_in(browser, provider)
    assert is_in(browser)


@pytest.mark.parametrize("address", ["", "sari", "ſari@beltim.go.id", "sari@beltim.go.id\r\nx", "%@beltim.go.id"])
def test_an_address_that_is_none_or_looks_alike_is_nobodys(
    linked: App, provider: IdentityProvider, address: str
) -> None:
    provider.claims["email"] = address
    browser = Browser()
    log_in(browser, provider)
    assert not is_in(browser)


def test_the_address_of_somebody_who_left_is_not_the_account_of_who_got_it(
    linked: App, provider: IdentityProvider
) -> None:
    log_in(Browser(), provider)
    provider.claims["sub"] = "500"
    browser = Browser()
    refused(log_in(browser, provider), browser, "belum dihubungkan")
    # Who is known stays known, by whatever address.
    provider.claims |= {"sub": "77", "email": "wulandari@beltim.go.id"}
    log_in(browser, provider)
    assert is_in(browser)
    # A pengelola who writes the address anew lets the next person in, and the one before out.
    link(linked.store, number(linked), "")
    link(linked.store, number(linked))
    assert not is_in(browser)
    provider.claims |= {"sub": "500", "email": "sari@beltim.go.id"}
    log_in(browser, provider)
    assert is_in(browser)


def test_a_wrong_state_lets_nobody_in_and_asks_nobody(linked: App, provider: IdentityProvider) -> None:
    browser = Browser()
    back = begin(browser, provider)
    provider.asked.clear()
    (state,) = parse_qs(urlsplit(back).query)["state"]
    refused(browser.get(back.replace(state, "x" * len(state))), browser, "Mulai lagi")
    assert "token" not in provider.asked
    # What was begun is used up with it.
    refused(browser.get(back), browser, "Mulai lagi")
    # Somebody else's way back, in a browser that began nothing or something else.
    for other in (Browser(), Browser()):
        refused(other.get(back), other, "Mulai lagi")
        begin(other, provider)
    assert told(linked, FAILED_LOGIN)[0] == "dengan akun kantor: langkah masuk tidak cocok"


def test_a_way_back_is_good_once_also_for_who_copied_everything(linked: App, provider: IdentityProvider) -> None:
    browser = Browser()
    back = begin(browser, provider)
    thief = browser.copy()
    browser.get(back)
    assert is_in(browser)
    refused(thief.get(back), thief, "tidak mengizinkan masuk")
    refused(Browser(cookies={"kkb_kantor": "palsu"}).get(back), thief, "Mulai lagi")


def test_a_way_back_grows_old(linked: App, provider: IdentityProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    from kkb.ui.login import office_routes as module

    browser = Browser()
    back = begin(browser, provider)
    monkeypatch.setattr(module, "_MOST_SECONDS", -1)
    refused(browser.get(back), browser, "terlalu lama terbuka")


@pytest.mark.parametrize(
    "wrong",
    [{"iss": "http://127.0.0.1:1"}, {"aud": "lain"}, {"aud": "lain", "azp": CLIENT_ID}, {"exp": 1}, {"nonce": "lain"},
     {"sub": None}],
)  # fmt: skip
def test_an_answer_that_is_not_for_us_here_and_now_is_not_believed(
    linked: App, provider: IdentityProvider, wrong: dict[str, Any]
) -> None:
    provider.claims |= wrong
    browser = Browser()
    refused(log_in(browser, provider), browser, "tidak mengizinkan masuk")


def test_another_signature_is_not_believed(linked: App, provider: IdentityProvider) -> None:
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "1"})
    browser = Browser()
    refused(log_in(browser, provider), browser, "tidak mengizinkan masuk")


def test_who_is_refused_or_turns_back_there_is_told_so(linked: App, provider: IdentityProvider) -> None:
    provider.refuses = True
    browser = Browser()
    refused(log_in(browser, provider), browser, "Anda membatalkannya")


def test_a_provider_that_is_down_leaves_the_form(
    linked: App, provider: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.is_down = True
    browser = Browser()
    refused(browser.get(office.START_PATH), browser, "tidak dapat dihubungi", 503)
    provider.is_down = False
    back = begin(browser, provider)
    provider.is_down = True
    refused(browser.get(back), browser, "tidak dapat dihubungi", 503)
    gone = Provider(CLIENT_ID, CLIENT_SECRET, "http://127.0.0.1:1/x", f"{HERE}{office.BACK_PATH}")
    monkeypatch.setattr(office, "provider", lambda: gone)
    refused(browser.get(office.START_PATH), browser, "tidak dapat dihubungi", 503)


def test_a_process_that_only_reads_lets_in_who_is_known(linked: App, provider: IdentityProvider) -> None:
    linked.set(KKB_MODE=None)
    cache._opened.clear()
    browser = Browser()
    assert "hanya membaca" in log_in(browser, provider).words
    linked.set(KKB_MODE="server")
    cache._opened.clear()
    log_in(browser, provider)
    linked.set(KKB_MODE=None)
    cache._opened.clear()
    other = Browser()
    log_in(other, provider)
    assert is_in(other)


def test_without_accounts_the_way_leads_to_the_page_that_says_so(app: App, provider: IdentityProvider) -> None:
    app.set(KKB_MODE="server")
    assert Browser().get(office.START_PATH).headers["location"] == "./masuk"
    assert provider.asked == []


# --- out --------------------------------------------------------------------------------------------------------------


def test_the_logout_ends_here_and_there(linked: App, provider: IdentityProvider) -> None:
    browser = Browser()
    log_in(browser, provider)
    thief = browser.copy()
    page = browser.post("/keluar").body.decode()
    assert not is_in(browser) and not is_in(thief)
    found = re.search(r'content="0;url=([^"]+)"', page)
    assert found is not None
    back = urlsplit(provider.follow(found[1].replace("&amp;", "&")))
    assert provider.asked[-1] == "keluar"
    assert browser.get(back.path).headers["location"] == "./masuk"
    assert browser.cookies.keys() == {"kkb_kenal"}


def test_the_logout_after_a_password_or_with_the_provider_down_ends_here(
    linked: App, provider: IdentityProvider
) -> None:
    browser = Browser()
    browser.log_in("tuti")
    assert browser.post("/keluar").headers["location"] == "./"
    log_in(browser, provider)
    provider.is_down = True
    office._client.cache_clear()
    assert browser.post("/keluar").headers["location"] == "./"
    assert not is_in(browser)


# --- the page of accounts ---------------------------------------------------------------------------------------------


def test_a_pengelola_links_an_account_on_the_page(linked: App) -> None:
    (tuti,) = [one for one in linked.store.accounts() if one.nama_akun == "tuti"]
    be(linked, tuti)
    page = linked.open("pengaturan", bagian="Akun")
    assert "sari · sari@beltim.go.id" in text_of(page)
    page.text_input(key="akun_nama").input("Budi Santoso")
    page.text_input(key="akun_nama_akun").input("budi")
    page.text_input(key="akun_surel").input("Budi@beltim.go.id")
    button(page, "Buat akun").click().run()
    assert linked.store.office_addresses()[number(linked, "budi")] == "budi@beltim.go.id"
    page.selectbox(key="akun_pilihan").set_value(number(linked)).run()
    field = page.text_input(key=f"akun_{number(linked)}_1_surel")
    assert field.value == "sari@beltim.go.id"
    field.input("budi@beltim.go.id")
    button(page, "Simpan perubahan akun").click().run()
    assert any("sudah dipakai akun lain" in one for one in alerts(page))
    page.text_input(key=f"akun_{number(linked)}_1_surel").input("")
    button(page, "Simpan perubahan akun").click().run()
    assert linked.store.office_addresses() == {number(linked, "budi"): "budi@beltim.go.id"}


def test_where_no_provider_is_named_the_page_asks_for_no_address_and_keeps_it(
    linked: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "provider", lambda: None)
    (tuti,) = [one for one in linked.store.accounts() if one.nama_akun == "tuti"]
    be(linked, tuti)
    page = linked.open("pengaturan", bagian="Akun")
    page.selectbox(key="akun_pilihan").set_value(number(linked)).run()
    assert not any("akun kantor" in one.label for one in page.text_input)
    button(page, "Simpan perubahan akun").click().run()
    assert linked.store.office_addresses() == {number(linked): "sari@beltim.go.id"}


# --- where none is named ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("app")
def test_without_a_provider_there_is_no_button_no_route_and_no_import(app: App) -> None:
    add_account(app.store)
    assert office.provider() is None
    assert office_routes() == []
    page = Browser().get("/masuk").body.decode()
    assert WAY not in page and 'class="other"' not in page
    app.set(KKB_BACA="masuk")
    assert [Browser().get(path, accept="*/*").status for path in office.PATHS] == [401, 401]
    words = "import app, sys; print([m for m in sys.modules if m.split('.')[0] in ('authlib', 'httpx2', 'joserfc')])"
    done = subprocess.run(
        [sys.executable, "-c", words], cwd=PROJECT_DIR, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip().endswith("[]")


GOOD = {
    "client_id": "x", "client_secret": "y", "server_metadata_url": "https://masuk.beltim.go.id/.well-known/x",
    "redirect_uri": "https://dasbor.beltim.go.id/oauth2callback",
}  # fmt: skip


@pytest.mark.parametrize(
    ("section", "problem"),
    [
        (GOOD, ""),
        (GOOD | {"redirect_uri": "http://127.0.0.1:8501/oauth2callback"}, ""),
        (GOOD | {"client_secret": ""}, "no client_secret"),
        (GOOD | {"redirect_uri": "https://dasbor.beltim.go.id/"}, "must end with /oauth2callback"),
        (GOOD | {"redirect_uri": "http://10.0.0.5:8501/oauth2callback"}, "redirect_uri must begin with https://"),
        (GOOD | {"server_metadata_url": "http://masuk.beltim.go.id/x"}, "server_metadata_url must begin with https://"),
    ],
)
def test_what_is_written_of_the_provider_is_of_use_or_the_log_says_why_not(
    section: dict[str, str], problem: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    lines = "\n".join(f'{name} = "{value}"' for name, value in section.items())
    (tmp_path / "secrets.toml").write_text(f"[auth]\n{lines}\n", encoding="utf-8")
    secrets = Secrets()
    monkeypatch.setattr(office.st, "secrets", secrets)
    files = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(tmp_path / "secrets.toml")])
    office.provider.cache_clear()
    try:
        found = office.provider()
    finally:
        config.set_option("secrets.files", files)
        office.provider.cache_clear()
    assert (found is None, problem in caplog.text) == (bool(problem), True)
    assert "rahasia" not in repr(Provider(CLIENT_ID, CLIENT_SECRET, "", ""))
