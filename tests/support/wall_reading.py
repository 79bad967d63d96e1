"""The wall in a browser without a server: a page from bytes, and what of it does not stand as it should."""

from __future__ import annotations

from typing import Any

from kkb.ui.server.wall_route import HEADERS
from tests.support.serving import PROJECT_DIR

ADDRESS = "http://layar.test/layar"
_SCRIPT = PROJECT_DIR / "kkb" / "ui" / "server" / "wall.js"
_FONT = PROJECT_DIR / "kkb" / "ui" / "static" / "fonts" / "inter-latin.woff2"

# Shows each slide in turn and lists its faults. A text is judged by the boxes of its lines, not by that of its element.
FAULTS = """
async ([most, least]) => {
  // A new size of the window reaches the page a frame later.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const faults = [];
  const apart = 0.08;
  const linesOf = (slide) => {
    const found = [];
    const walk = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!node.data.trim()) continue;
      const own = node.parentElement, range = document.createRange();
      range.selectNodeContents(node);
      const rects = own.closest("svg") ? [own.getBoundingClientRect()] : Array.from(range.getClientRects());
      const block = own.closest("p, h2, h3, td, th, li, text, .value");
      for (const r of rects) if (r.width > 1) found.push({ words: node.data, own, block, r });
    }
    return found;
  };
  const cells = Array.from(document.querySelectorAll(".cell"));
  cells.forEach((cell, place) => {
    cells.forEach((other) => other.classList.toggle("now", other === cell));
    const say = (what, ...more) => faults.push([place + 1, what, ...more].join(" | "));
    const page = document.documentElement;
    if (page.scrollWidth > innerWidth || page.scrollHeight > innerHeight) say("the page scrolls");
    const slide = cell.querySelector(".slide"), edge = slide.getBoundingClientRect();
    if (edge.left < -1 || edge.top < -1 || edge.right > innerWidth + 1 || edge.bottom > innerHeight + 1)
      say("the slide leaves the window");
    const scale = edge.width / 1920;
    for (const box of slide.querySelectorAll(".body, header, footer, .column, td, th, .label, .note, .figure"))
      if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
        say("does not fit", box.className || box.tagName, box.textContent.slice(0, 60));
    const lines = linesOf(slide);
    if (!lines.length) say("is empty");
    lines.forEach(({ words, own, r, block }, i) => {
      if (r.left < edge.left || r.right > edge.right || r.top < edge.top || r.bottom > edge.bottom)
        say("is cut", words);
      const size = parseFloat(own.closest("svg") ? own.getAttribute("font-size") : getComputedStyle(own).fontSize);
      if (size < (own.closest(".foot") ? least : most)) say("is small", size, words);
      for (const other of lines.slice(i + 1)) {
        if (other.block === block) continue;
        const o = other.r, dx = apart * Math.min(r.height, o.height);
        if (r.left + 1 < o.right && o.left + 1 < r.right && r.top + dx < o.bottom - dx && o.top + dx < r.bottom - dx)
          say("overlap", words, other.words);
      }
    });
  });
  return faults;
}
"""


def open_wall(page: Any, body: bytes, fragment: str = "") -> Any:
    """Show a rendered wall under `ADDRESS`, with its script and its typeface, and no server behind it."""

    def answer(route: Any) -> None:
        address = route.request.url
        if address.endswith(".woff2"):
            route.fulfill(body=_FONT.read_bytes(), content_type="font/woff2")
        elif ".js" in address:
            route.fulfill(body=_SCRIPT.read_bytes(), content_type="text/javascript")
        elif address.startswith(ADDRESS) and "versi" not in address:
            route.fulfill(body=body, content_type="text/html", headers=HEADERS)
        else:
            route.abort()

    page.route("**/*", answer)
    page.goto(ADDRESS + fragment)
    page.evaluate("document.fonts.ready")
    page.locator(".cell.now").wait_for()
    return page


def faults(page: Any, *, most: int = 40, least: int = 24) -> list[str]:
    """What does not fit, leaves its slide or the window, is too small or lies on something else; slide by slide."""
    return list(page.evaluate(FAULTS, [most, least]))
