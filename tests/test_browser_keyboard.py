"""Without a mouse: a recap is uploaded and a meeting is held; where the keyboard is can always be seen."""

from __future__ import annotations

import re
from typing import Any

from tests.browser_fixtures import browser_test
from tests.browser_steps import PATIENCE_MS, open_page, save_button, tab_to, wait_for_text
from tests.recaps import LATER
from tests.serving import Server, wait_ready

pytestmark = browser_test

BOX = """
() => {
  let element = document.activeElement;
  while (element.shadowRoot && element.shadowRoot.activeElement) element = element.shadowRoot.activeElement;
  // The box of an input is drawn around it.
  const box = (element.closest("[data-baseweb]") || element).getBoundingClientRect();
  return {x: Math.max(box.x - 8, 0), y: Math.max(box.y - 8, 0), width: box.width + 16, height: box.height + 16};
}
"""
LEAVE = "document.activeElement.blur()"


def arrive(page: Any, target: Any, at_most: int = 60) -> None:
    """Tab to an element, and see that it looks otherwise there than without the focus."""
    tab_to(page, target, at_most)
    page.wait_for_timeout(250)  # a frame that grows
    here = page.evaluate(BOX)
    with_focus = page.screenshot(clip=here)
    handle = target.element_handle()
    page.evaluate(LEAVE)
    page.wait_for_timeout(250)
    assert page.screenshot(clip=here) != with_focus, f"the focus on {target} cannot be seen"
    handle.evaluate("element => element.focus({focusVisible: true})")


def test_a_recap_is_uploaded_by_keyboard(page: Any, app_server: Server) -> None:
    # Listening from the start: switched on only at the press, Chromium may be too late to catch the dialog.
    page.on("filechooser", lambda _chooser: None)
    open_page(page, app_server, "/")
    arrive(page, page.get_by_role("link", name="Unggah"))
    page.keyboard.press("Enter")
    wait_for_text(page, "Unggah rekap")
    wait_ready(page)
    arrive(page, page.get_by_role("button", name=re.compile("Upload")))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(LATER)
    wait_for_text(page, "Desa terbentuk 15 → 22 per 30 Juni 2024")
    wait_ready(page)
    arrive(page, page.get_by_label("Nama Anda"))
    page.keyboard.type("Sari")
    arrive(page, save_button(page))
    page.keyboard.press("Enter")
    wait_for_text(page, "Tersimpan sebagai unggahan 2")


def test_a_meeting_is_held_by_keyboard(page: Any, shared_server: Server) -> None:
    open_page(page, shared_server, "/rapat")
    for name in ("Perubahan sejak", "Putar otomatis"):
        arrive(page, page.get_by_role("combobox", name=name))
    arrive(page, page.get_by_role("switch", name="Latar gelap").or_(page.get_by_role("checkbox", name="Latar gelap")))
    arrive(page, page.get_by_role("button", name="PowerPoint"))
    arrive(page, page.get_by_label(re.compile("Apa yang")).or_(page.get_by_label("Tindak lanjut")).first, at_most=90)
    page.keyboard.type("Dampingi Lilangan")
    page.keyboard.press("Tab")
    page.keyboard.type("Camat Gantung")

    start = page.get_by_role("link", name="Mulai rapat")
    open_page(page, shared_server, "/rapat")
    arrive(page, start, at_most=90)
    with page.context.expect_page() as opening:
        page.keyboard.press("Enter")
    wall = opening.value
    wall.set_default_timeout(PATIENCE_MS)
    wall.locator("html.show").wait_for(state="attached")
    wall.keyboard.press("End")
    last = wall.locator(".cell.now .number").inner_text()
    wall.keyboard.press("Home")
    assert wall.locator(".cell.now .number").inner_text().startswith("1 dari")
    assert last.split()[0] == last.split()[-1]
    # A number of the slide opens from the keyboard as well.
    arrive(wall, wall.locator(".cell.now").get_by_role("link").first)
    wall.keyboard.press("Enter")
    wall.wait_for_url("**/desa?*")
