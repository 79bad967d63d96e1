"""The choices a reader is likely to make next are made ready while nobody waits for them."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from datetime import date

from kkb.store import StoreError
from kkb.theme import PALETTES, ThemeName
from kkb.ui.frame import cache
from kkb.ui.frame.filters import Filters
from kkb.ui.frame.view import build_view, kept
from kkb.ui.ringkasan.first_page import figures_html, finding_html, missing_html

log = logging.getLogger(__name__)

MOST_KECAMATAN = 40
"""A larger region is not prepared: it would push out of the caches what readers really use."""

_serving = threading.Event()
_started: deque[tuple[int, date, ThemeName, bool]] = deque(maxlen=4)
_WAIT_SECONDS = 2.0
_PAUSE_SECONDS = 0.02


def warm_up(version: int, today: date, theme: ThemeName, shows_few: bool = False) -> None:
    """Prepare the first page for each single kecamatan, once per data version, colours and what may be known, in the
    background."""
    key = (version, today, theme, shows_few)
    if not _serving.is_set() or key in _started:
        return
    # At worst two runs at once prepare the same.
    _started.append(key)
    if len(cache.region().kecamatan) <= MOST_KECAMATAN:
        threading.Thread(target=_prepare, args=key, name="kkb-warm-up", daemon=True).start()


def serve() -> None:
    """Tell that a server runs: only then are there readers to come."""
    _serving.set()


def _prepare(version: int, today: date, theme: ThemeName, shows_few: bool) -> None:
    # The page that is being drawn right now goes first.
    time.sleep(_WAIT_SECONDS)
    colours = PALETTES[theme]
    try:
        for kec in cache.region().kecamatan:
            view = build_view(version, Filters((kec.kecamatan,)), today, shows_few)
            for make in (finding_html, figures_html, missing_html):
                kept(make, view, colours)
            time.sleep(_PAUSE_SECONDS)
    except StoreError:
        log.debug("preparing pages stopped: the store cannot be reached", exc_info=True)
