"""Reading in a child process, once for the same bytes."""

from __future__ import annotations

import functools

import pytest

from kkb.workbook import parent

# What the child answers depends on its input alone; how it is started and ended is tested in test_workbook_parent.py.
_run_once = functools.lru_cache(maxsize=256)(parent.run_child)


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a child read each recap once per session, however many tests hand it in."""
    monkeypatch.setattr(parent, "run_child", _run_once)
