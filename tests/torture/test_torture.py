"""Every case of the torture set against the verdict that a careful reader would give (docs/keandalan.md)."""

from __future__ import annotations

import re

import pytest

from kkb.config import PROJECT_DIR
from kkb.problems import CATALOGUE
from tests.torture.all_cases import CASES, MODULES, SLOW
from tests.torture.case import differences, is_silently_wrong, judge_case


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in CASES]
)
def test_the_verdict_is_the_expected_one(name: str) -> None:
    case = CASES[name]()
    verdict = judge_case(case)
    assert not is_silently_wrong(case.first, verdict), differences(case.first, verdict)
    assert not differences(case.meanwhile or case.first, verdict)
    if case.suggested is not None:
        assert not differences(case.suggested, judge_case(case, use_suggested=True))


def test_the_page_gives_the_figures() -> None:
    page = (PROJECT_DIR / "docs/keandalan.md").read_text(encoding="utf-8")
    honest = sum(make().meanwhile is not None for name, make in CASES.items() if name not in SLOW)
    assert f"\n{len(CASES)} cases." in page
    assert f"| this program | {len(CASES) - honest} | {honest} | 0 |" in page
    counts = re.findall(r"^\| (?:this program|pandas, .+?) \| (\d+) \| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    assert [sum(map(int, row)) for row in counts] == [len(CASES)] * 3


def test_the_page_names_every_file_of_cases() -> None:
    page = (PROJECT_DIR / "docs/keandalan.md").read_text(encoding="utf-8")
    assert [path for module in MODULES if (path := f"`{module.__name__.replace('.', '/')}.py`") not in page] == []


def test_every_code_of_the_catalogue_occurs() -> None:
    cases = [make() for name, make in CASES.items() if name not in SLOW]
    expected = [one for case in cases for one in (case.first, case.suggested) if one is not None]
    found = {problem.split()[0] for one in expected for problem in one.problems}
    # What an officer said of a column: no file says it by itself (`tests/checking/test_columns.py`).
    assert found == CATALOGUE.keys() - {"COLUMN_ASSIGNED", "COLUMN_REMEMBERED"}
