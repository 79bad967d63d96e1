"""Reading without a child process, once for the same bytes."""

from __future__ import annotations

import functools
import warnings

import pytest

from kkb.workbook import parent
from kkb.workbook.child import answer
from kkb.workbook.marking import child, excerpt, excerpt_child, marks
from kkb.workbook.model import Limits, refuse

_ANSWERS = {marks.MARKER: child.answer, excerpt.EXCERPTER: excerpt_child.answer}
"""What the children of other kinds do, by the command that starts them."""


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

    What the child answers depends on its input alone; how it is started and ended is tested in workbook/test_parent.py.
    """
    start = parent.run_child

    def read(data: bytes, limits: Limits, command: tuple[str, ...] = parent.CHILD) -> bytes:
        return _read_here(data, limits) if command == parent.CHILD else start(data, limits, command)

    monkeypatch.setattr(parent, "run_child", read)


@functools.lru_cache(maxsize=64)
def _work_here(request: bytes, limits: Limits, command: tuple[str, ...]) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _ANSWERS[command](request, limits)
        except Exception as error:
            raise refuse("damaged") from error


def _answer_here(data: bytes, limits: Limits, command: tuple[str, ...] = parent.CHILD) -> bytes:
    return _read_here(data, limits) if command == parent.CHILD else _work_here(data, limits, command)


@pytest.fixture
def mark_here(read_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mark workbooks and cut pieces out of them in this process, too. That a child does the same has its own test."""
    monkeypatch.setattr(parent, "run_child", _answer_here)
