"""What is sent on and laid side by side, in a real browser: the chat message, and two days compared."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.browser_fixtures import StartServer, browser_test
from tests.support.browser_steps import heading, kkb, turn_to, wait_for_text
from tests.support.recaps import LATER
from tests.support.serving import Server

pytestmark = browser_test


@pytest.fixture(scope="module")
def later_server(start_module_server: StartServer) -> Server:
    """A server with the later sample beside the first."""
    server = start_module_server()
    kkb(server, "load", str(LATER), "--by", "Sari")
    return server


def test_the_message_is_copied_in_one_press(tab: Any, later_server: Server) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn_to(tab, later_server, "/")
    tab.get_by_role("button", name="Salin untuk WhatsApp").click()
    tab.get_by_text("Tersalin. Tempel di grup.").wait_for()
    lines = tab.evaluate("navigator.clipboard.readText()").splitlines()
    # This server can be opened on this machine alone: its address is of no use to the group.
    assert len(lines) == 9
    first = "Belum ada data sesudah tenggat: Pokja Kampung KB Kabupaten Belitung Timur, keadaan per 30 Juni 2024"
    assert lines[0] == f"{first} (DATA CONTOH)"
    assert lines[1] == "Terbentuk: 22 dari 39 desa (56,4%)"
    assert lines[3].startswith("Sejak 10 Mei 2023: 7 desa membentuk Pokja (")
    assert [line.split(":")[0] for line in lines[5:9]] == ["Komitmen", "Langkah", "Kegiatan", "Evaluasi"]


def test_two_days_are_chosen_and_compared(tab: Any, later_server: Server) -> None:
    turn_to(tab, later_server, "/banding")
    heading(tab).filter(has_text="Sejak 10 Mei 2023: 7 desa membentuk Pokja").wait_for()
    box = tab.get_by_role("combobox", name="Dari")
    box.click()
    box.fill("31 Desember 2016")
    tab.keyboard.press("Enter")
    heading(tab).filter(has_text="Sejak 31 Desember 2016: 21 desa membentuk Pokja").wait_for()
    assert "dari=31+Desember+2016" in tab.url
    wait_for_text(tab, "desa berubah")
