"""What is sent on, in a real browser: the message for the group is copied in one press."""

from __future__ import annotations

from typing import Any

from tests.support.browser_fixtures import browser_test
from tests.support.browser_steps import turn_to
from tests.support.serving import Server

pytestmark = browser_test


def test_the_message_is_copied_in_one_press(tab: Any, shared_server: Server) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn_to(tab, shared_server, "/")
    tab.get_by_role("button", name="Salin untuk WhatsApp").click()
    tab.get_by_text("Tersalin. Tempel di grup.").wait_for()
    lines = tab.evaluate("navigator.clipboard.readText()").splitlines()
    # This server can be opened on this machine alone: its address is of no use to the group.
    assert not [line for line in lines if "http" in line]
    assert lines[:2] == [
        "Pokja Kampung KB Kabupaten Belitung Timur, keadaan per 10 Mei 2023 (DATA CONTOH)",
        "Terbentuk: 15 dari 39 desa (38,5%)",
    ]
