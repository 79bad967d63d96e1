"""The small store that cases are checked against: opened as it was again and again."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from kkb.config import DEFAULT_REGION_CSV, DEFAULT_REGION_NAME, Settings
from kkb.schema import Tahap
from kkb.store import NewUpload, Store, UploadPart, open_store
from tests.support.builders import DENDANG, make_recap_row


class TrialStore:
    """Dendang as reported at the end of 2022: so that a file may repeat, refine, contradict and add.

    In a folder of its own, which `close` throws away.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="kkb-fuzz-")
        self._pristine = Path(self._folder.name) / "pristine.sqlite3"
        self._settings = Settings(
            Path(self._folder.name) / "data", None, DEFAULT_REGION_CSV, DEFAULT_REGION_NAME, is_local=True
        )
        self.store = self._first()

    def close(self) -> None:
        """Throw it away."""
        self.store.close()
        self._folder.cleanup()

    def renew(self) -> None:
        """Forget whatever was stored since the beginning."""
        # Written over page by page: a store that is opened anew makes all its statements anew.
        path = self._settings.sqlite_path
        with closing(sqlite3.connect(self._pristine)) as old, closing(sqlite3.connect(path)) as new:
            old.backup(new)
            new.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def hash(self) -> str:
        """Of all bytes of the database, and of what waits to be written into it."""
        total = hashlib.sha256()
        for suffix in ("", "-wal"):
            path = Path(f"{self._settings.sqlite_path}{suffix}")
            total.update(path.read_bytes() if path.exists() else b"")
        return total.hexdigest()

    def _first(self) -> Store:
        store = open_store(self._settings)
        store.prepare()
        upload = NewUpload(date(2022, 12, 31), "rekap.xlsx", b"x", "k", contoh=False, jawaban={}, ringkasan={})
        rows = [make_recap_row("Nyuruk", tanggal="2017")]
        rows += [make_recap_row(desa, Tahap.BELUM) for desa in DENDANG if desa != "Nyuruk"]
        store.commit_uploads(
            parts=[UploadPart(upload, rows, [])],
            by="Uji",
            at=datetime(2023, 1, 1, tzinfo=UTC),
            reason=None,
            expected_version=None,
        )
        store.close()
        shutil.copyfile(self._settings.sqlite_path, self._pristine)
        return open_store(self._settings)
