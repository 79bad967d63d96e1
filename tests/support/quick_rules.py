"""Which modules `make check` leaves to `make test`: those that take seconds, beside the single tests marked slow.

And in which order all are run: those first, with the browser among them, so that no worker ends late.
"""

from __future__ import annotations

from pathlib import Path

import pytest

_TESTS = Path(__file__).resolve().parents[1]

SLOW_MODULES = frozenset(
    {
        "commands/cli", "commands/cli_backup", "commands/cli_report", "exports/drawing",
        "exports/inert_exports", "exports/paper", "exports/recap_book", "exports/recap_round_trip",
        "exports/slides_figures", "exports/slides_hostile", "exports/slides_package", "exports/wall",
        "house/fuzz", "house/hostile_more", "house/samples", "media/same_figures", "programme/sheets",
        "store/backup", "store/verify", "geo", "indicators_laws", "torture/laws", "ui/correction",
        "ui/daily_copies", "ui/evidence", "ui/figure_set", "ui/light_route", "ui/next_steps",
        "ui/page_banding", "ui/page_kegiatan", "ui/page_kegiatan_upload", "ui/page_komitmen", "ui/page_peta",
        "ui/page_rapat", "ui/pages", "ui/pages_answers", "ui/pages_upload", "ui/pages_write", "ui/wall_route",
        "uploads/laws", "workbook/formats_marked", "workbook/marks", "workbook/parent", "workbook/template",
        "workbook/template_programme",
    }
)  # fmt: skip
"""By what they took together: the rest has a minute, and what is read, checked and counted is in it."""


def _is_slow(path: Path) -> bool:
    return path.relative_to(_TESTS).with_suffix("").as_posix().replace("test_", "") in SLOW_MODULES


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a module unread where all of it is left out: to rewrite and import it takes longer than most tests."""
    expression = config.getoption("markexpr", "")
    if not collection_path.is_relative_to(_TESTS):
        return None
    is_slow = "not slow" in expression and _is_slow(collection_path)
    is_browser = "not browser" in expression and collection_path == _TESTS / "browser"
    return True if is_slow or is_browser else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _is_slow(item.path):
            item.add_marker(pytest.mark.slow)
    places = {path: place for place, path in enumerate(_mixed(items))}
    items.sort(key=lambda item: places[item.path])


def _mixed(items: list[pytest.Item]) -> list[Path]:
    """All files: before every few with slow tests one of the browser, which waits half of its time; the quick last."""
    long = {item.path for item in items if item.get_closest_marker("slow")}
    browser: list[Path] = []
    slow: list[Path] = []
    quick: list[Path] = []
    for path in dict.fromkeys(item.path for item in items):
        (browser if path.parent == _TESTS / "browser" else slow if path in long else quick).append(path)
    share = max(1, len(slow) // max(1, len(browser)))
    mixed = [one for place, path in enumerate(browser) for one in (path, *slow[place * share : (place + 1) * share])]
    return [*mixed, *slow[len(browser) * share :], *quick]
