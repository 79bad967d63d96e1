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
  // A link to a place on this page that stands before a field: the keyboard goes on there, or where it is folded.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const key = link && document.getElementById(link.hash.slice(1))?.dataset.kkbKe;
    const field = key && document.querySelector(`.st-key-${CSS.escape(key)} input`);
    if (!field) return;
    event.preventDefault();
    const shown = field.getClientRects().length ? field : field.closest("details").querySelector("summary");
    shown.focus({ preventScroll: true, focusVisible: true });
    shown.scrollIntoView({ block: "center" });
  });
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
  // A run may take away or make anew what had the focus: the keyboard goes on there, or at the next part that is left.
  const stops = "a[href],button,input,select,textarea,summary,[tabindex='0']", after = Node.DOCUMENT_POSITION_FOLLOWING;
  const named = (part) => [...part.classList].find((one) => one.startsWith("st-key-"));
  const isStop = (part) => !part.disabled && part.getClientRects().length > 0;
  const stopIn = (part) => [...part.querySelectorAll(stops)].find(isStop);
  let held = null;
  const hold = (part) => {
    const page = part.closest("[data-testid=stMain]");
    if (!page) return (held = null);
    const keyed = [...page.querySelectorAll("[data-testid=stElementContainer][class*=st-key-]")];
    const own = keyed.filter((one) => one.contains(part));
    const next = keyed.filter((one) => !one.contains(part) && part.compareDocumentPosition(one) & after);
    const before = keyed.filter((one) => !own.includes(one) && !next.includes(one)).reverse();
    held = { part, names: [...own, ...next, ...before].map(named) };
  };
  const giveBack = () => {
    if (!held || document.activeElement !== document.body) return;
    const left = held.names.map((name) => document.querySelector(`.${CSS.escape(name)}`)).filter(Boolean);
    const place = held.part.isConnected && !held.part.disabled ? held.part : left.map(stopIn).find(Boolean);
    if (!place) return toHeading();
    place.focus({ preventScroll: true, focusVisible: true });
    place.scrollIntoView({ block: "nearest" });
  };
  // At another page, and at another thing that a page shows, the keyboard goes on at the heading, which is read aloud;
  // so too where a link has loaded the page anew. What else is drawn then may make the heading anew as well.
  const where = () => {
    const asked = new URLSearchParams(location.search);
    return [location.pathname, ...OPENED.map((key) => asked.get(key))].join("|");
  };
  const how = performance.getEntriesByType("navigation")[0]?.type;
  let here = where();
  let isNew = how === "back_forward" || (how === "navigate" && document.referrer.startsWith(location.origin + "/"));
  const toHeading = () => {
    const heading = document.querySelector("h1");
    if (!heading) return isNew && setTimeout(goOn, 100);
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };
  const goOn = () => {
    const at = document.activeElement, pressed = at.closest("[data-testid=stSidebarNavLink]");
    if (here !== where()) isNew = true;
    here = where();
    if (isNew && (at === document.body || pressed?.pathname === location.pathname)) toHeading();
    else giveBack();
  };
  addEventListener("focusin", ({ target }) => hold(target));
  addEventListener("keydown", () => { isNew = false; }, true);
  addEventListener("pointerdown", () => { held = null; isNew = false; }, true);
  const follow = () => {
    const isOver = document.querySelector("[data-test-script-state=notRunning]");
    if (isOver) setTimeout(goOn, 100);
    else if (document.activeElement !== document.body) hold(document.activeElement);
  };
  follow();
  new MutationObserver(follow)
    .observe(document.body, { subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] });
}
</script>"""


def moving_script(filters: Sequence[str], opened: Sequence[str]) -> str:
    """The script of all pages as HTML. `filters` are words of an address that the menu keeps, `opened` those that name
    the one thing that a page shows."""
    return _SCRIPT.replace("FILTERS", json.dumps(filters)).replace("OPENED", json.dumps(opened))
