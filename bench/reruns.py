"""What a rerun costs the server, browser apart."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

from bench.pages import CHOICES, FILTER_LABEL
from bench.session import Session
from bench.usage import processor_ms
from kkb import sessions
from kkb.config import load_settings
from kkb.startup import prepare
from kkb.ui.frame import cache
from tests.support.login_steps import add_account
from tests.support.serving import Server, launch

_ROUNDS, _RERUNS = 15, 4
"""The system counts in steps of 10 ms: a round is long enough that a step matters little."""


def rerun_costs(server: Server) -> list[float]:
    """Milliseconds of processor time of a rerun with another choice in the filter, one figure a round.

    Each choice was made before: what is kept for the next reader of it is kept.
    """
    return asyncio.run(_rerun_costs(server))


async def _rerun_costs(server: Server) -> list[float]:
    session = await Session.open(server.url)
    try:
        await _choose_all(session)
        found = []
        for _ in range(_ROUNDS):
            before = processor_ms(server)
            for _ in range(_RERUNS):
                await _choose_all(session)
            found.append((processor_ms(server) - before) / (_RERUNS * len(CHOICES)))
        return found
    finally:
        await session.close()


def logged_in_costs(folder: Path) -> tuple[list[float], list[float]]:
    """The same of a reader who is logged in, and of one who is not, in turn on one server with accounts."""
    data = folder / "accounts-data"
    with closing(prepare(load_settings({"KKB_DATA_DIR": str(data)}), now=cache.now())) as store:
        account = add_account(store)
        key = store.session_key()
    assert key is not None
    server = launch(data, mode="server")
    try:
        server.wait_until_healthy()
        login = sessions.sign(sessions.begin(account.nomor, account.versi_sesi, at=cache.now()), key)
        return asyncio.run(_costs_in_turn(server, {"Cookie": f"kkb_masuk_{server.port}={login}"}))
    finally:
        server.stop()


async def _costs_in_turn(server: Server, login: dict[str, str]) -> tuple[list[float], list[float]]:
    pages = [await Session.open(server.url, headers=login), await Session.open(server.url)]
    costs: tuple[list[float], list[float]] = ([], [])
    try:
        # Whoever is logged in is named in the menu: a login that does not hold would measure nothing.
        assert [any("Akun saya" in text for text in page.texts) for page in pages] == [True, False]
        for page in pages:
            await _choose_all(page)
        for _ in range(_ROUNDS):
            for page, found in zip(pages, costs, strict=True):
                before = processor_ms(server)
                for _ in range(_RERUNS):
                    await _choose_all(page)
                found.append((processor_ms(server) - before) / (_RERUNS * len(CHOICES)))
    finally:
        for page in pages:
            await page.close()
    return costs


async def _choose_all(session: Session) -> None:
    for choice in CHOICES:
        session.choose(FILTER_LABEL, [choice])
        await session.rerun()
