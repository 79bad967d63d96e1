"""Data folders for the tests of pages: what only looks shares one, what writes leaves none."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st

from kkb.config import load_settings
from kkb.startup import prepare
from kkb.ui.frame import cache


class Installations:
    """Data folders as after a first start: one after the other, each for as long as nothing in it changes."""

    def __init__(self, first_start: Path, new_folder: Callable[[], Path]) -> None:
        self._first_start = first_start
        self._new_folder = new_folder
        self._known = _contents(first_start)
        self._folder: Path | None = None

    def take(self) -> Path:
        """The folder of the test before, or a new one, of which the app knows nothing yet."""
        if self._folder is None:
            forget()
            self._folder = self._new_folder()
            shutil.copytree(self._first_start, self._folder)
        return self._folder

    @functools.cached_property
    def empty_file(self) -> Path:
        """The SQLite file of a first start without the sample."""
        path = self._new_folder() / "kosong.sqlite3"
        environment = {"KKB_DATA_DIR": str(path.parent), "KKB_DATABASE_URL": f"sqlite:///{path}"}
        prepare(load_settings(environment), now=cache.now()).close()
        return path

    def empty(self) -> None:
        """Take what is in the folder away, and out of the app's memory."""
        if self._folder is not None and any(self._folder.rglob("*.sqlite3")):
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("KKB_DATA_DIR", str(self._folder))
                patch.delenv("KKB_DATABASE_URL", raising=False)
                cache.close_store()
            shutil.rmtree(self._folder)
        forget()

    def leave(self) -> None:
        """The next test gets a new one."""
        self.empty()
        self._folder = None

    def is_untouched(self) -> bool:
        """Whether no test has changed the folder so far."""
        return self._folder is not None and _contents(self._folder) == self._known


def forget() -> None:
    """Take everything out of the app's memory, as in a new process."""
    st.cache_resource.clear()


def _contents(folder: Path) -> dict[str, bytes]:
    """What the files hold. Who only reads of SQLite leaves an empty log and its index."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith("-shm"))
    return {path.name: content for path in files if (content := path.read_bytes())}
