"""Reading without a child process, once for the same bytes."""

from __future__ import annotations

import functools
import warnings

import pytest

from kkb.workbook import excerpt, marks, parent
from kkb.workbook.child import answer
from kkb.workbook.model import Limits, refuse

# They start children of another kind: loaded here, they hold the function that is replaced below, not the other one.
_OF_OTHER_CHILDREN = (excerpt, marks)


@functools.lru_cache(maxsize=256)
def _read_here(data: bytes, limits: Limits) -> bytes:
    """What a child would write. As its parent says of one that died: whatever else happens, the file is damaged."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return answer(data, limits)
        except Exception as error:
            raise refuse("damaged") from error


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read each recap in this process, once per session, however many tests hand it in.

    What the child answers depends on its input alone; how it is started and ended is tested in test_workbook_parent.py.
    """
    monkeypatch.setattr(parent, "run_child", _read_here)
