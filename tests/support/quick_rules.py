"""Which modules `make check` leaves to `make test`: those that take seconds, beside the single tests marked slow.

And in which order all are run: the browser's and those first, so that no worker ends late.
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
    _put_together(items)


_BROWSERS = 2
"""So many workers have a browser, which waits half of its time."""


def _put_together(items: list[pytest.Item]) -> None:
    """Each file to one worker (`--dist loadgroup`): the browser's and those with slow tests first, the quick ones last.

    The browser's files follow each other on few workers, for what one Chromium has fetched and compiled it has.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    browser = list(dict.fromkeys(item.path for item in items if item.path.parent == _TESTS / "browser"))
    groups = {path: f"browser {place % _BROWSERS}" for place, path in enumerate(browser)}
    for item in items:
        item.add_marker(pytest.mark.xdist_group(groups.get(item.path, item.path.relative_to(_TESTS).as_posix())))
    items.sort(key=lambda item: (groups.get(item.path, "slow" if item.path in slow else "~quick")))
