"""What a rerun costs the server, browser apart."""

from __future__ import annotations

import asyncio

from bench.pages import CHOICES, FILTER_LABEL
from bench.session import Session
from bench.usage import processor_ms
from tests.support.serving import Server

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


async def _choose_all(session: Session) -> None:
    for choice in CHOICES:
        session.choose(FILTER_LABEL, [choice])
        await session.rerun()
