"""What an officer does in a browser, by roles and by the words on the screen. No pytest in here."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from kkb.ui.frame.navigation import PAGES
from tests.support.serving import PROJECT_DIR, Server, app_environment, wait_ready

# Patience, not a promise: the machine may be busy with other tests.
PATIENCE_MS = 20_000

PATHS = tuple(f"/{spec.name}" if place else "/" for place, spec in enumerate(PAGES))
"""The address of every page on the menu."""

FRAME = "[data-testid=stSidebar]"
CONTENT = "[data-testid=stMain]"

# Name, width and size of each icon.
_ICONS = """() => [...document.querySelectorAll('[data-testid=stIconMaterial]')].map(icon => {
    const range = document.createRange();
    range.selectNodeContents(icon);
    return [icon.textContent, range.getBoundingClientRect().width, parseFloat(getComputedStyle(icon).fontSize)];
})"""

# Streamlit follows the browser's history: wait until it says that the page is being made. It says so to whatever page
# may surround it, which here is itself; by its state alone, a page that is made at once would go unnoticed.
_TURN = """path => {
    const began = new Promise(done => window.addEventListener("message", function hear({ data }) {
        if (data.type !== "SET_CURRENT_PAGE_NAME") return;
        window.removeEventListener("message", hear);
        done();
    }));
    history.pushState({}, "", path);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    return began;
}"""


def open_page(page: Any, server: Server, path: str = "/") -> Any:
    """Go to an address of the app and wait until its page stands, with a heading. Where anyone may write, this may."""
    if server.is_local:
        give_key(page.context, server)
    return open_to_read(page, server, path)


def give_key(profile: Any, server: Server) -> None:
    """Let a browser profile write, as if it had opened the printed address."""
    name, value = server.key
    profile.add_cookies([{"name": name, "value": value, "url": server.url, "sameSite": "Strict"}])


def open_to_read(page: Any, server: Server, path: str = "/") -> Any:
    """As `open_page`, in a browser that was not given the key."""
    page.set_default_timeout(PATIENCE_MS)
    page.goto(server.url + path)
    wait_ready(page)
    heading(page).first.wait_for()
    return page


def turn_to(page: Any, server: Server, path: str) -> Any:
    """As `open_page`, but within the open app, as by the browser's "back": the session and what was typed there stay.

    For those that look at many pages: a new document costs several times as much as a page in it.
    """
    if not page.url.startswith(server.url + "/") or page.locator(FRAME).count() == 0:
        return open_page(page, server, path)
    wait_ready(page)
    page.evaluate(_TURN, path)
    wait_ready(page)
    heading(page).first.wait_for()
    return page


def heading(page: Any) -> Any:
    """The page's heading of the first rank, as a locator."""
    return page.get_by_role("heading", level=1)


def content(page: Any) -> str:
    """The text of the page itself, without the frame, once its script has run to the end."""
    wait_ready(page)
    return str(page.locator(CONTENT).inner_text())


def wait_for_text(page: Any, words: str) -> None:
    """Wait until the page shows these words: on a busy machine a page arrives piece by piece."""
    page.locator(CONTENT).get_by_text(words).first.wait_for()


def icons(page: Any) -> tuple[set[str], list[str]]:
    """The names of all icons in sight, and of those that stand there in letters because the font lacks them."""
    page.evaluate("() => document.fonts.ready")
    found = page.evaluate(_ICONS)
    # Written out in letters, one is several times as wide.
    return {name for name, _, _ in found}, [name for name, width, size in found if width > 1.1 * size]


def put_file(page: Any, recap: Path | dict[str, Any] | list[Any]) -> None:
    """Choose files on the upload page: a path, or {"name", "mimeType", "buffer"}. Does not wait for the verdict."""
    page.locator("input[type=file]").set_input_files(recap)


def save_button(page: Any) -> Any:
    """The button that stores the recap under review, as a locator."""
    return page.get_by_role("button", name=re.compile(r"Simpan (perubahan|rincian|\d|sebagai penegasan)"))


def save(page: Any, name: str = "Sari") -> None:
    """Sign the recap under review and store it; waits until it is told to be stored."""
    wait_ready(page)
    page.get_by_label("Nama Anda").fill(name)
    save_button(page).click()
    wait_for_text(page, "Tersimpan sebagai unggahan")


def tab_to(page: Any, target: Any, at_most: int = 60) -> None:
    """Press Tab until the target (a locator) has the focus; an AssertionError if the keyboard never gets there."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        # A component's elements live in a tree of their own.
        if target.evaluate("element => element === element.getRootNode().activeElement"):
            return
    raise AssertionError(f"{at_most} times Tab did not lead to {target}")


def decide(page: Any, words: str, reason: str = "uji") -> None:
    """On the history page: give a reason and press "Tarik …" or "Kembalikan …"; waits until it is told to be done."""
    if not page.get_by_label("Nama Anda").is_visible():
        page.get_by_text(f"{words.split()[0]} unggahan ini").click()
    if not page.get_by_label("Nama Anda").input_value():
        page.get_by_label("Nama Anda").fill("Sari")
    page.get_by_role("textbox", name="Alasan").fill(reason)
    page.get_by_role("button", name=words).click()
    wait_for_text(page, "ditarik." if words.startswith("Tarik") else "dikembalikan.")


def kkb(server: Server, *arguments: str) -> str:
    """Run `python -m kkb …` on the data of a running server, as a second officer at a terminal; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "kkb", *arguments],
        cwd=PROJECT_DIR,
        env=app_environment(server.data_dir),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
