"""What an open page may send: nothing that our pages do not need, and no part of a page for who has lost a right."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from kkb import sessions
from kkb.access import Account, Peran
from kkb.ui.frame import cache
from kkb.ui.login import identity
from kkb.ui.login.messages import TAKEN, OpenPage
from tests.support.login_steps import add_account, log_in
from tests.support.page_fixtures import App


class Page:
    """One connection of a page."""

    def __init__(self, cookies: Mapping[str, str]) -> None:
        self._page = OpenPage(cookies)

    def send(self, data: bytes) -> list[bytes]:
        """What is passed on in place of this message; nothing for one that is passed over."""
        taken = asyncio.run(self._page.take(data))
        return [] if taken is None else [taken]

    def run(self, part: str = "", *, by_the_clock: bool = False) -> str:
        """Ask for a run of the page, or of a part of it; the part that is run, "" for the whole page."""
        told = BackMsg()
        told.rerun_script.page_name = "tren"
        told.rerun_script.fragment_id = part
        told.rerun_script.is_auto_rerun = by_the_clock
        (arrived,) = self.send(told.SerializeToString())
        found = BackMsg.FromString(arrived).rerun_script
        assert found.page_name == "tren"
        assert found.is_auto_rerun is (by_the_clock and bool(found.fragment_id))
        return found.fragment_id

    def ask_for_file(self) -> bool:
        told = BackMsg()
        told.backend_operation_request.request_id = "1"
        return bool(self.send(told.SerializeToString()))


def page_of(app: App, account: Account) -> Page:
    """A page of who is logged in with an account, not drawn yet."""
    log_in(app, account)
    return Page(app.session)


@pytest.mark.parametrize("kind", list(BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields), ids=lambda field: field.name)
def test_only_what_our_pages_need_is_passed_on(app: App, kind: Any) -> None:
    told = BackMsg()
    if kind.message_type is None:
        setattr(told, kind.name, True)
    else:
        getattr(told, kind.name).SetInParent()
    page = Page({})
    page.run()
    assert bool(page.send(told.SerializeToString())) is (kind.name in TAKEN)
    # It would empty the caches of all readers, and forget who has logged out.
    assert "clear_cache" not in TAKEN


def test_what_is_no_message_is_left_to_streamlit(app: App) -> None:
    assert Page({}).send(b"\xff\xff") == [b"\xff\xff"]


def test_a_part_runs_alone_for_whom_the_page_was_drawn(app: App) -> None:
    page = page_of(app, add_account(app.store))
    assert page.run() == ""
    assert [page.run("bagian"), page.run("bagian", by_the_clock=True)] == ["bagian", "bagian"]
    assert page.ask_for_file()


def test_before_the_page_was_drawn_no_part_runs_alone(app: App) -> None:
    page = Page({})
    assert not page.ask_for_file()
    assert [page.run("bagian"), page.run("bagian")] == ["", "bagian"]


@pytest.mark.parametrize("change", ["closed", "logged out", "role", "area"])
def test_once_a_right_is_gone_the_whole_page_runs_and_asks_anew(app: App, change: str) -> None:
    add_account(app.store)
    account = add_account(app.store, "budi", Peran.PETUGAS)
    page = page_of(app, account)
    page.run()
    by: dict[str, Any] = {"by": "Uji", "at": cache.now()}
    if change == "closed":
        app.store.close_account(account.nomor, **by)
    elif change == "logged out":
        app.store.end_sessions(account.nomor, **by)
    else:
        changed = {"role": {"peran": Peran.PEMBACA}, "area": {"kecamatan": ["19.06.04"]}}[change]
        app.store.change_account(account.nomor, **changed, **by)
    identity.forget()
    assert not page.ask_for_file()
    assert page.run("bagian", by_the_clock=True) == ""
    # Drawn for who it is now, its parts run again.
    assert page.run("bagian", by_the_clock=True) == "bagian"


def test_from_the_first_account_on_a_page_of_before_is_drawn_anew(app: App) -> None:
    page = Page({})
    page.run()
    add_account(app.store)
    identity.forget()
    assert page.run("bagian") == ""


def test_what_a_page_sends_by_the_clock_is_no_use_of_a_session(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(app, add_account(app.store))
    page.run()
    start = cache.now()
    monkeypatch.setattr(cache, "now", lambda: start + sessions.IDLE - timedelta(minutes=1))
    identity.forget()
    assert page.run("bagian", by_the_clock=True) == "bagian"
    monkeypatch.setattr(cache, "now", lambda: start + sessions.IDLE + timedelta(minutes=1))
    identity.forget()
    assert page.run("bagian", by_the_clock=True) == ""
