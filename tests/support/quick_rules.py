"""Which modules `make check` leaves to `make test`: those that take seconds, beside the single tests marked slow.

And which tests follow each other, on which worker.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
    # The browser's files and those with slow tests first, so that no worker ends late.
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (not _is_browser(item.nodeid), item.path not in slow, _rank(item.path)))


_BROWSERS = 2
"""So many workers have a browser, which waits half of its time."""

_LONGEST = tuple(f"browser/test_{name}.py" for name in ("axe", "opening", "inert", "wall", "live"))
"""The files that take longest, in the order in which they begin."""


def _is_browser(nodeid: str) -> bool:
    return nodeid.startswith("tests/browser/")


def _rank(path: Path) -> int:
    file = path.relative_to(_TESTS).as_posix()
    return _LONGEST.index(file) if file in _LONGEST else len(_LONGEST)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each worker a file at a time; those of the browser to two, whose Chromium keeps what it has compiled."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return nodeid.partition("::")[0]

        def _assign_work_unit(self, node: Any) -> None:
            wants_browser = node in self.nodes[:_BROWSERS]
            wanted = (file for file in self.workqueue if _is_browser(file) == wants_browser)
            self.workqueue.move_to_end(next(wanted, next(iter(self.workqueue))), last=False)
            super()._assign_work_unit(node)

    return ByFile(config, log)
