"""What a browser measures on a page: time to the first chart, bytes of a first visit, time of a redraw."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from tests.support.serving import CHART, READY, Server, wait_ready

# The filter that our page and the bare one have in common, and what is chosen in it.
FILTER_LABEL = "Kecamatan"
CHOICES = ("Manggar", "Gantung", "Kelapa Kampit", "Damar", "Dendang", "Simpang Renggiang", "Simpang Pesak")
VIEWPORT = {"width": 1366, "height": 768}

# Resolves once nothing in the page's main part (charts are no longer all figures of Plotly) has changed for `quiet` ms
# and the script is at rest: the time from the key to the last change there, or to the end of that script where it is
# later. Later runs of fragments are not ours to count: they change nothing there.
WATCH = """
([ready, quiet, patience]) => {
  window.benchRedraw = new Promise((resolve, reject) => {
    const main = document.querySelector('[data-testid=stMain]');
    let start = null, change = null, ran = null, running = false, timer = null;
    const isReady = () => document.querySelector(ready) !== null;
    const giveUp = setTimeout(
      () => reject(new Error(`no redraw: key ${start}, change ${change}, script ${ran}`)), patience);
    const settle = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (!isReady()) return settle();
        observer.disconnect();
        clearTimeout(giveUp);
        resolve(Math.max(change, ran ?? 0) - start);
      }, quiet);
    };
    const observer = new MutationObserver((mutations) => {
      if (start === null) return;
      const now = performance.now();
      if (!isReady()) running = true;
      else if (running && ran === null) ran = now;
      if (mutations.some((m) => main.contains(m.target))) {
        change = now;
        settle();
      }
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && start === null) start = performance.now();
    }, { capture: true });
  });
}
"""


@dataclass(frozen=True)
class Target:
    """One of the pages that are compared; `chart` finds its charts."""

    name: str
    path: str = "/"
    chart: str = CHART

    def wait_chart(self, page: Any) -> None:
        """Wait until a chart is to be seen."""
        page.locator(self.chart).first.wait_for(state="visible")


@dataclass(frozen=True)
class Visit:
    """Bytes over the line, as they were sent (compressed where they were).

    `again`: the static files of a return. One is asked for anew each time, since its address does not change with what
    it holds (`kkb.ui.frame.typefaces`): the answer "not modified" has some 150 bytes of headers and nothing else.
    """

    fonts: int
    rest: int
    again: int


def first_chart(browser: Any, server: Server, target: Target, started: float) -> float:
    """Seconds from `started` (a `time.perf_counter`) until a chart of the page is visible, in a cold profile."""
    server.wait_until_healthy(poll=0.01)
    context = browser.new_context(viewport=VIEWPORT, locale="id-ID")
    try:
        page = context.new_page()
        page.goto(server.url + target.path, wait_until="commit")
        target.wait_chart(page)
        return time.perf_counter() - started
    finally:
        context.close()


def first_visit(browser: Any, server: Server, target: Target) -> Visit:
    """What a first visit fetches in a cold profile: all requests, and the frames of the open connection; then again."""
    server.wait_until_healthy()
    context = browser.new_context(viewport=VIEWPORT, locale="id-ID")
    try:
        page = context.new_page()
        watch = context.new_cdp_session(page)
        fonts: set[str] = set()
        static: set[str] = set()
        sizes: dict[str, float] = {}
        frames: list[int] = []

        def note(event: dict[str, Any]) -> None:
            if event["type"] == "Font":
                fonts.add(event["requestId"])
            if "/static/" in event["response"]["url"]:
                static.add(event["requestId"])

        watch.on("Network.responseReceived", note)
        watch.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
        watch.on("Network.webSocketFrameReceived", lambda e: frames.append(_frame_bytes(e["response"])))
        watch.send("Network.enable")

        def visit() -> None:
            page.goto(server.url + target.path)
            wait_ready(page)
            target.wait_chart(page)
            page.wait_for_timeout(1500)  # what a page fetches late

        visit()
        of_fonts = sum(size for name, size in sizes.items() if name in fonts)
        rest = sum(sizes.values()) - of_fonts + sum(frames)
        sizes.clear()
        visit()
        assert static & set(sizes), "a return asks for static files; whether they are sent is the question"
        return Visit(int(of_fonts), int(rest), int(sum(size for name, size in sizes.items() if name in static)))
    finally:
        context.close()


def _frame_bytes(frame: dict[str, Any]) -> int:
    """Bytes of a frame of a WebSocket; a binary one is told in base64."""
    size = len(frame["payloadData"])
    return size * 3 // 4 if frame["opcode"] == 2 else size


class FilterPage:
    """An open page whose filter is used again and again."""

    def __init__(self, browser: Any, server: Server, target: Target) -> None:
        self._context = browser.new_context(viewport=VIEWPORT, locale="id-ID")
        self._page = self._context.new_page()
        self._page.goto(server.url + target.path)
        wait_ready(self._page)
        target.wait_chart(self._page)
        self._page.wait_for_timeout(500)

    def redraw(self, choice: str) -> float:
        """Milliseconds from choosing `choice` until the script has run and the charts stand still; then unchosen."""
        field = self._page.get_by_role("combobox", name=FILTER_LABEL).first
        field.click()
        field.fill(choice)
        self._page.get_by_role("option", name=choice, exact=True).wait_for()
        self._page.evaluate(WATCH, [READY, 300, 10_000])
        field.press("Enter")
        elapsed = float(self._page.evaluate("window.benchRedraw"))
        field.press("Backspace")
        self._page.wait_for_timeout(700)
        wait_ready(self._page)
        self._page.wait_for_timeout(300)
        return elapsed

    def close(self) -> None:
        self._context.close()
