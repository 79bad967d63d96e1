"""What is sent on, in a real browser: a message is copied in one press, the light page works without scripts."""

from __future__ import annotations

import gzip
from typing import Any

from tests.support.browser_fixtures import browser_test
from tests.support.browser_steps import turn_to
from tests.support.serving import Server, assert_only_local

pytestmark = browser_test


def test_the_message_is_copied_in_one_press(tab: Any, shared_server: Server) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn_to(tab, shared_server, "/")
    tab.get_by_role("button", name="Salin untuk WhatsApp").click()
    tab.get_by_text("Tersalin. Tempel di grup.").wait_for()
    lines = tab.evaluate("navigator.clipboard.readText()").splitlines()
    # This server can be opened on this machine alone: its address is of no use to the group.
    assert not [line for line in lines if "http" in line]
    assert "15 dari 39 desa (38,5%)" in lines[0]
    assert lines[0].endswith("* Pokja Kampung KB Kabupaten Belitung Timur, DATA CONTOH.")


def test_a_phone_without_scripts_chooses_a_kecamatan(browser: Any, shared_server: Server) -> None:
    """The real server: the route is wired, packs its answer, stays quiet, and the form works with scripts off."""
    seen: list[str] = []
    phone = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    phone.on("request", lambda request: seen.append(request.url))
    page = phone.new_page()
    answer = page.goto(f"{shared_server.url}/ringkas")
    assert answer.headers["content-encoding"] == "gzip"
    assert len(gzip.compress(answer.body())) < 6_000
    assert "15 dari 39 desa" in page.inner_text("h1")
    page.select_option("select[name=kec]", "Simpang Pesak")
    page.select_option("select[name=per]", "10 Mei 2023")
    page.click("button")
    page.wait_for_url("**/ringkas?kec=Simpang+Pesak&per=10+Mei+2023")
    assert "1 dari 4 desa" in page.inner_text("h1")
    assert page.input_value("select[name=kec]") == "Simpang Pesak"
    assert page.get_by_text("Buka dasbor lengkap").get_attribute("href") == "./?kec=Simpang%20Pesak&per=10%20Mei%202023"
    phone.close()
    assert_only_local(seen)
    assert "ScriptRunContext" not in shared_server.log.read_text(encoding="utf-8")
