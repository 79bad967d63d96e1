"""Moving about by the menu, by links and by the keyboard: what Streamlit leaves undone in the browser."""

from __future__ import annotations

import json
from collections.abc import Sequence

_SCRIPT = """<script>
if (!document.kkbMoves) {
  document.kkbMoves = true;
  // The menu entry of the page one is on leaves what is open there (a desa, an upload) standing: it closes it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-testid=stSidebarNavLink]");
    const asked = new URLSearchParams(location.search);
    if (link?.pathname !== location.pathname || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!OPENED.some((key) => asked.has(key))) return;
    event.preventDefault();
    event.stopPropagation();
    for (const key of [...asked.keys()]) if (!FILTERS.includes(key)) asked.delete(key);
    location.assign(link.pathname + (asked.size ? `?${asked}` : ""));
  }, true);
  // A link to a place on another page: it is there only once that page is drawn, and for a while what is drawn above
  // moves it on. It is held at the top for two seconds, unless the reader moves.
  const place = decodeURIComponent(location.hash.slice(1));
  if (place) {
    let left = 300;
    const look = setInterval(() => {
      const found = document.getElementById(place);
      if (found) left = Math.min(left, 20);
      found?.scrollIntoView();
      if (--left < 0) clearInterval(look);
    }, 100);
    for (const kind of ["wheel", "pointerdown", "keydown"]) {
      addEventListener(kind, () => clearInterval(look), { once: true });
    }
  }
  // A link in a page loads the next one anew: the keyboard goes on at its heading, not before the menu.
  const how = performance.getEntriesByType("navigation")[0]?.type;
  if (how === "back_forward" || (how === "navigate" && document.referrer.startsWith(location.origin + "/"))) {
    const watch = new MutationObserver(() => {
      const heading = document.querySelector("h1");
      if (!heading) return;
      watch.disconnect();
      if (document.activeElement !== document.body) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    });
    watch.observe(document.body, { childList: true, subtree: true });
  }
}
</script>"""


def moving_script(filters: Sequence[str], opened: Sequence[str]) -> str:
    """The script of all pages as HTML. `filters` are words of an address that the menu keeps, `opened` those that name
    the one thing that a page shows."""
    return _SCRIPT.replace("FILTERS", json.dumps(filters)).replace("OPENED", json.dumps(opened))
