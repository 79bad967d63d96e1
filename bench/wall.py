"""How long a slide of the wall takes to change: from the key to the frame in which the next one stands."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from tests.support.serving import WALL

WALL_PATH = "/layar"
BARE_WALL = "data:text/html," + quote(
    "<h1 class=cell>Satu</h1><h1 class=cell hidden>Dua</h1><script>addEventListener('keydown',()=>"
    "document.querySelectorAll('h1').forEach((h)=>{h.hidden=!h.hidden}))</script>"
)

# From the moment the key went down until the task after the frame that shows what it did.
_WATCH = """
() => {
  window.benchTurns = [];
  addEventListener("keydown", (event) => {
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => window.benchTurns.push(performance.now() - event.timeStamp);
      after.port2.postMessage(null);
    });
  }, { capture: true });
}
"""


def slide_changes(browser: Any, address: str, turns: int) -> list[float]:
    """Milliseconds of each of `turns` changes, in order; from the last slide it goes back to the first."""
    context = browser.new_context(viewport={"width": WALL[0], "height": WALL[1]}, locale="id-ID")
    try:
        page = context.new_page()
        page.goto(address)
        page.locator(".cell").first.wait_for()
        page.wait_for_timeout(500)
        page.evaluate(_WATCH)
        slides = page.locator(".cell").count()
        for turn in range(1, turns + 1):
            page.keyboard.press("Home" if turn % slides == 0 else "ArrowRight")
            while page.evaluate("window.benchTurns.length") < turn:
                page.wait_for_timeout(5)
        return [float(elapsed) for elapsed in page.evaluate("window.benchTurns")]
    finally:
        context.close()
