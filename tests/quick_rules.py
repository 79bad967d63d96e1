"""Which modules `make check` leaves to `make test`: those that take seconds, beside the single tests marked slow."""

from __future__ import annotations

from pathlib import Path

import pytest

SLOW_MODULES = frozenset(
    {
        "test_cli", "test_cli_backup", "test_cli_report", "test_correction", "test_daily_copies", "test_drawing",
        "test_evidence", "test_figure_set", "test_fuzz", "test_geo", "test_hostile_more", "test_indicators_laws",
        "test_inert_exports", "test_light_route", "test_next_steps", "test_page_banding", "test_page_kegiatan",
        "test_page_kegiatan_upload", "test_page_komitmen", "test_page_peta", "test_page_rapat", "test_pages",
        "test_pages_answers", "test_pages_upload", "test_pages_write", "test_paper", "test_programme_sheets",
        "test_recap_book", "test_recap_round_trip", "test_same_figures", "test_samples", "test_slides_figures",
        "test_slides_hostile", "test_slides_package", "test_store_backup", "test_torture_laws", "test_uploads_laws",
        "test_verify", "test_wall", "test_wall_route", "test_workbook_formats_marked", "test_workbook_marks",
        "test_workbook_parent", "test_workbook_template", "test_workbook_template_programme",
    }
)  # fmt: skip
"""By what they took together: the rest has a minute, and what is read, checked and counted is in it."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a module unread where all of it is left out: to rewrite and import it takes longer than most tests."""
    expression = config.getoption("markexpr", "")
    is_slow = "not slow" in expression and collection_path.stem in SLOW_MODULES
    is_browser = "not browser" in expression and collection_path.stem.startswith("test_browser_")
    return True if is_slow or is_browser else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.stem in SLOW_MODULES:
            item.add_marker(pytest.mark.slow)
