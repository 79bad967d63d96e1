"""How soon an open page shows what somebody else has stored, by itself."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kkb.formatting import format_date
from tests.support.browser_steps import heading, kkb, open_page
from tests.support.recaps import make_recap
from tests.support.serving import Server

_FIRST_DAY = date(2023, 8, 1)


def seconds_until_shown(browser: Any, server: Server, folder: Path, rounds: int) -> list[float]:
    """From the end of the command that stored a recap until Ringkasan says its day, once a round."""
    context = browser.new_context(locale="id-ID")
    try:
        page = open_page(context.new_page(), server)
        return [_one_round(page, server, folder, _FIRST_DAY + timedelta(days=number)) for number in range(rounds)]
    finally:
        context.close()


def _one_round(page: Any, server: Server, folder: Path, day: date) -> float:
    recap = folder / f"rekap_{day}.xlsx"
    recap.write_bytes(make_recap(("Gantung", "Lilangan", "Merintis"), title=f"Keadaan per {format_date(day)}"))
    kkb(server, "load", str(recap), "--by", "Bench")
    began = time.perf_counter()
    heading(page).filter(has_text=format_date(day)).wait_for()
    return time.perf_counter() - began
