"""The verdict is one on every medium, and stands first on each."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest

from kkb import narrative
from kkb.briefing.build import make_briefing
from kkb.briefing.message import chat_message
from kkb.exports.report import make_file
from kkb.exports.wall import WallFrame, render_wall
from kkb.narrative.meeting import verdict_title
from tests.support.briefing_builders import make_state
from tests.support.pdf_reading import read_text
from tests.support.pptx_reading import read_numbers
from tests.support.recap_builders import read_tidy

pytestmark = pytest.mark.slow

STATES: dict[str, dict[str, Any]] = {
    "Belum ada data sesudah tenggat": {"today": date(2026, 11, 24)},
    "Belum dapat dinilai": {"today": date(2023, 6, 1)},
    "Tercapai": {"formed": 39},
    "Belum ada rencana": {"has_target": False},
}
_TAG = re.compile(r"<(script|style|template)\b.*?</\1>|<[^>]+>", re.DOTALL)


@pytest.mark.parametrize("verdict", STATES)
def test_the_verdict_is_one_on_every_medium(verdict: str) -> None:
    overview = make_state(**STATES[verdict])
    briefing = make_briefing(overview)
    first = narrative.headline(overview.ringkasan)
    assert first.startswith(f"{verdict}: ")
    wall = unescape(_TAG.sub(" ", render_wall(briefing, WallFrame(script="x.js", back="rapat", state="1")).decode()))
    texts = {
        "slide": " ".join(read_numbers(make_file("pptx", overview, briefing))[0].texts),
        "wall": wall,
        "pdf": " ".join(read_text(make_file("pdf", overview, briefing))),
        "pdf1": " ".join(read_text(make_file("pdf1", overview, briefing))),
    }
    # A badge on each of these, so without the colon.
    wanted = f"{verdict} {verdict_title(overview.ringkasan)}"
    assert [name for name, text in texts.items() if wanted not in " ".join(text.split())] == []
    assert texts["slide"].startswith(wanted)
    assert chat_message(overview, address="", base=overview.base).startswith(f"*{first}*")
    figures = {row["Angka"]: row["Nilai"] for row in read_tidy(make_file("xlsx", overview, briefing))["Ringkasan"]}
    assert figures["Putusan"] == verdict
