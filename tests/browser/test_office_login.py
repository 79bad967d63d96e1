"""Logging in with an account of the office, as a browser meets it: to another site and back, and out of both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kkb.access import Peran
from kkb.config import load_settings
from kkb.startup import prepare
from kkb.ui.frame import cache
from tests.support.browser_fixtures import browser_test
from tests.support.browser_steps import FRAME
from tests.support.identity_provider import CLIENT_ID, CLIENT_SECRET, IdentityProvider, serve_identities
from tests.support.login_steps import add_account
from tests.support.serving import Server, free_port, launch, wait_ready

pytestmark = browser_test


@pytest.fixture
def provider() -> Iterator[IdentityProvider]:
    with serve_identities() as found:
        # To a browser another site than 127.0.0.1.
        found.host, found.asks = "localhost", True
        yield found


@pytest.fixture
def office(provider: IdentityProvider, tmp_path: Path) -> Iterator[Server]:
    """A server of an office where nothing is read before a login, with its identity provider named in secrets.toml."""
    data_dir, port = tmp_path / "data", free_port()
    with closing(prepare(load_settings({"KKB_DATA_DIR": str(data_dir)}), now=cache.now())) as store:
        add_account(store, "tuti", nama="Tuti")
        account = add_account(store, "sari", Peran.PETUGAS, nama="Sari Wulandari")
        store.change_account(account.nomor, by="Tuti", at=cache.now(), surel="sari@beltim.go.id")
    secrets = tmp_path / ".streamlit/secrets.toml"
    secrets.parent.mkdir()
    secrets.write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\nclient_id = "{CLIENT_ID}"\n'
        f'client_secret = "{CLIENT_SECRET}"\nserver_metadata_url = "{provider.metadata_url}"\n',
        encoding="utf-8",
    )
    server = launch(data_dir, mode="server", env={"KKB_BACA": "masuk", "HOME": str(tmp_path)}, port=port)
    try:
        server.wait_until_healthy()
        yield server
    finally:
        server.stop()


def test_one_goes_to_the_provider_and_comes_back_to_the_page_that_was_asked_for(
    own_page: Any, office: Server, provider: IdentityProvider
) -> None:
    own_page.goto(f"{office.url}/tren?kec=Manggar")
    own_page.get_by_role("link", name="Masuk dengan akun kantor").click()
    own_page.get_by_role("link", name="Ini saya").click()
    own_page.wait_for_url(f"{office.url}/tren?kec=Manggar")
    wait_ready(own_page)
    own_page.locator(FRAME).get_by_text("Sari Wulandari, petugas").wait_for()
    assert {one["sameSite"] for one in own_page.context.cookies() if one["name"].startswith("kkb_masuk")} == {"Strict"}

    own_page.goto(f"{office.url}/akun")
    own_page.get_by_role("button", name="Keluar dari peramban ini").click()
    own_page.wait_for_url(f"{office.url}/masuk")
    assert provider.asked[-1] == "keluar"

    provider.claims |= {"sub": "99", "email": "asing@beltim.go.id"}
    own_page.get_by_role("link", name="Masuk dengan akun kantor").click()
    own_page.get_by_role("link", name="Ini saya").click()
    own_page.get_by_role("alert").get_by_text("asing@beltim.go.id belum dihubungkan").wait_for()
    assert own_page.locator("#sandi").is_visible()
