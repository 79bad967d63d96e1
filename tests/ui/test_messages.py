"""Roles against messages made by hand: the fields of a page as who may see them, pressed by who may not.

What counts is what is stored. The one who may presses the same, so that a try that could not succeed is none.
"""

from __future__ import annotations

import asyncio
import http.client
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bench.session import Session
from kkb import sessions
from kkb.access import Account, Peran
from kkb.config import SQLITE_FILE, load_settings
from kkb.startup import prepare
from kkb.store import Store, open_store
from kkb.ui.frame import cache
from tests.support.login_steps import add_account
from tests.support.recaps import make_recap
from tests.support.serving import Server, launch

pytestmark = pytest.mark.slow

GANTUNG, MANGGAR = "19.06.04", "19.06.01"
RECAP = make_recap(("Manggar", "Padang", "Merintis"), contoh=False)
SAVE = "Simpan perubahan 1 desa"

LATE_SECONDS = 1.7
"""A page is drawn for who was there at most 1.5 s ago (`kkb.ui.login.identity`)."""

Fields = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Act:
    """A form of a page: what is typed into it, the button, and who may."""

    page: str
    typed: dict[str, str]
    press: str
    roles: frozenset[Peran]


ACTS = {
    "note a meeting": Act("rapat", {"Nama rapat": "Rakor"}, "Catat rapat", frozenset({Peran.PETUGAS, Peran.PENGELOLA})),
    "add an event": Act(
        "pengaturan",
        {"Dari tanggal": "2 Mei 2018", "Peristiwa": "Pelatihan", "peristiwa_sumber": "Notulen"},
        "Simpan peristiwa",
        frozenset({Peran.PENGELOLA}),
    ),
    "make an account": Act(
        "pengaturan",
        {"Nama lengkap": "Penyusup", "Nama akun": "penyusup"},
        "Buat akun",
        frozenset({Peran.PENGELOLA}),
    ),
    "withdraw what another stored": Act(
        "riwayat", {"Alasan": "coba"}, "Tarik unggahan 1", frozenset({Peran.PENGELOLA})
    ),
}


@dataclass(frozen=True)
class Office:
    """A server with accounts; `fields` are the ids of the fields of each page, as a pengelola sees them."""

    server: Server
    store: Store
    accounts: dict[str, Account]
    fields: dict[str, Fields]

    def cookie(self, who: str) -> dict[str, str]:
        """The header with the cookie of somebody, or with one that is worth nothing."""
        if who == "nobody":
            return {}
        account, at = self.accounts.get(who, self.accounts["pengelola"]), cache.now()
        session = sessions.begin(account.nomor, account.versi_sesi, at=at)
        if who == "expired":
            session = sessions.begin(account.nomor, account.versi_sesi, at=at - sessions.IDLE - timedelta(minutes=1))
        elif who == "logged out everywhere":
            session = replace(session, versi=account.versi_sesi - 1)
        elif who == "logged out":
            self.store.end_session(session, at=at)
        key = self.store.session_key()
        assert key is not None
        value = sessions.sign(session, "A" * 43 if who == "forged" else key)
        return {"Cookie": f"kkb_masuk_{self.server.port}={value}"}

    def stored(self) -> tuple[int, int]:
        """Counters of what is stored: the data version, and the accounts."""
        return self.store.data_version(), len(self.store.accounts())


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    data = tmp_path_factory.mktemp("messages") / "data"
    prepare(load_settings({"KKB_DATA_DIR": str(data)}), now=cache.now()).close()
    server = launch(data, mode="server")
    store = open_store(load_settings({"KKB_DATABASE_URL": f"sqlite:///{data / SQLITE_FILE}"}))
    with closing(store):
        accounts = {
            "pengelola": add_account(store, "pengelola", nama="Pengelola"),
            "pembaca": add_account(store, "pembaca", Peran.PEMBACA, nama="Pembaca"),
            "petugas": add_account(store, "petugas", Peran.PETUGAS, nama="Petugas"),
            "petugas of Gantung": add_account(store, "gantung", Peran.PETUGAS, nama="Gantung", kecamatan=[GANTUNG]),
            "petugas of Manggar": add_account(store, "manggar", Peran.PETUGAS, nama="Manggar", kecamatan=[MANGGAR]),
        }
        try:
            server.wait_until_healthy()
            made = Office(server, store, accounts, {})
            for page in {act.page for act in ACTS.values()}:
                made.fields[page] = asyncio.run(_fields(made, page))
            yield made
        finally:
            server.stop()


async def _fields(office: Office, page: str, query: str = "") -> Fields:
    session = await Session.open(office.server.url, page, query, headers=office.cookie("pengelola"))
    await session.close()
    return dict(session.widgets)


async def _press(office: Office, who: str, act: Act) -> None:
    session = await Session.open(office.server.url, act.page, headers=office.cookie(who))
    try:
        session.widgets |= office.fields[act.page]
        for label, text in act.typed.items():
            session.write(label, f"{text} {who}" if label == "Nama rapat" else text)
        session.press(act.press)
        await session.rerun()
    finally:
        await session.close()


INTRUDERS = ["nobody", "forged", "expired", "logged out", "logged out everywhere", "pembaca", "petugas"]


@pytest.mark.parametrize("who", INTRUDERS)
def test_what_one_may_not_is_not_stored_whatever_is_sent(office: Office, who: str) -> None:
    peran = office.accounts[who].peran if who in office.accounts else None
    for name, act in ACTS.items():
        if peran not in act.roles:
            before = office.stored()
            asyncio.run(_press(office, who, act))
            assert office.stored() == before, name


@pytest.mark.parametrize("name", ACTS)
def test_the_same_messages_of_who_may_are_stored(office: Office, name: str) -> None:
    for who in [who for who in ("petugas", "pengelola") if office.accounts[who].peran in ACTS[name].roles]:
        before = office.stored()
        asyncio.run(_press(office, who, ACTS[name]))
        assert office.stored() != before, who


async def _upload(office: Office, who: str) -> str:
    """Hand a recap in; the code of the draft that it became, "" for none."""
    before = {draft.kode for draft in office.store.open_drafts(at=cache.now())}
    session = await Session.open(office.server.url, "unggah", headers=office.cookie(who))
    await session.put_file("rekap.xlsx", RECAP)
    await session.close()
    return "".join({draft.kode for draft in office.store.open_drafts(at=cache.now())} - before)


async def _save(office: Office, who: str, draft: str, fields: Fields) -> Fields:
    """Press the save of a draft, if need be with these ids of its fields; those of the page that was sent."""
    session = await Session.open(office.server.url, "unggah", f"draf={draft}", headers=office.cookie(who))
    seen = dict(session.widgets)
    try:
        session.widgets |= fields
        session.press(SAVE)
        await session.rerun()
    finally:
        await session.close()
    return seen


def test_a_recap_of_another_kecamatan_is_not_stored_whatever_is_sent(office: Office) -> None:
    own, others = (asyncio.run(_upload(office, f"petugas of {name}")) for name in ("Manggar", "Gantung"))
    assert own and others and own != others
    before = office.stored()
    fields = asyncio.run(_fields(office, "unggah", f"draf={own}"))
    assert ("button", SAVE) in fields
    for who, draft in [("petugas of Gantung", others), ("petugas of Gantung", own), ("pembaca", own), ("nobody", own)]:
        assert ("button", SAVE) not in asyncio.run(_save(office, who, draft, fields)), (who, draft)
        assert office.stored() == before, (who, draft)
    asyncio.run(_save(office, "petugas of Manggar", own, fields))
    assert office.stored() != before


def test_who_may_not_save_keeps_no_draft(office: Office) -> None:
    assert [asyncio.run(_upload(office, who)) for who in ("nobody", "pembaca", "forged")] == ["", "", ""]


async def _shown_by_the_clock(office: Office, account: Account) -> tuple[list[str], list[str]]:
    """What the parts of an open page that run by the clock show before its account is closed, and after."""
    key = office.store.session_key()
    assert key is not None
    value = sessions.sign(sessions.begin(account.nomor, account.versi_sesi, at=cache.now()), key)
    cookie = {"Cookie": f"kkb_masuk_{office.server.port}={value}"}
    page = await Session.open(office.server.url, "tren", headers=cookie)
    try:
        page.texts = []
        await page.beat()
        before, page.texts = page.texts, []
        office.store.close_account(account.nomor, by="Uji", at=cache.now())
        await asyncio.sleep(LATE_SECONDS)
        await page.beat()
        return before, page.texts
    finally:
        await page.close()


def test_a_page_that_stands_open_is_drawn_anew_once_its_account_is_closed(office: Office) -> None:
    account = add_account(office.store, "pergi", Peran.PEMBACA, nama="Orang Pergi")
    before, after = asyncio.run(_shown_by_the_clock(office, account))
    assert before == []
    assert any(">Masuk</a>" in text for text in after)
    assert not any("Orang Pergi" in text for text in after)


def test_a_file_comes_into_a_field_from_its_own_page_alone(office: Office) -> None:
    """Whoever learns the name of a session neither puts a file into it nor takes one away."""

    async def answers(who: str) -> list[int]:
        page = await Session.open(office.server.url, "unggah", headers=office.cookie("petugas of Gantung"))
        try:
            place = (await page._file_urls("rekap.xlsx")).upload_url
            return [_send_file(office, method, place, who) for method in ("PUT", "DELETE")]
        finally:
            await page.close()

    for who in ("nobody", "pembaca", "petugas of Manggar", "logged out"):
        assert asyncio.run(answers(who)) == [403, 403], who
    assert asyncio.run(answers("petugas of Gantung")) == [204, 204]


def _send_file(office: Office, method: str, place: str, who: str) -> int:
    """The status of the answer to a file that somebody sends to a place, or takes away from there."""
    connection = http.client.HTTPConnection("127.0.0.1", office.server.port, timeout=30)
    with closing(connection):
        connection.request("GET", "/_stcore/health")
        answer = connection.getresponse()
        answer.read()
        token = answer.headers["Set-Cookie"].split(";")[0]
        cookies = "; ".join([token, *office.cookie(who).values()])
        body = b'--x\r\nContent-Disposition: form-data; name="a"; filename="a.xlsx"\r\n\r\nx\r\n--x--\r\n'
        headers = {"Cookie": cookies, "X-Xsrftoken": token.partition("=")[2]}
        connection.request(method, place, body, headers | {"Content-Type": "multipart/form-data; boundary=x"})
        return connection.getresponse().status
