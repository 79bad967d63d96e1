"""The command line in this process, against a data folder of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kkb.__main__ import main
from kkb.config import PROJECT_DIR
from tests.support.workbook_fixtures import make_xlsx

HEADER = ("Kecamatan", "Desa", "Status", "Tanggal Pembentukan")
OK, NEEDS_DECISION, REJECTED, USAGE, CHANGED = 0, 1, 2, 3, 4


@dataclass(frozen=True)
class Done:
    """What a command left: its exit status and what it printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Terminal:
    """Runs commands in this process against a data folder of their own, and writes recaps to disk."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def run(self, *arguments: str) -> Done:
        try:
            status = main(arguments)
        except SystemExit as end:
            status = int(end.code or 0)
        out, err = self._capsys.readouterr()
        assert "Traceback" not in out + err
        assert str(self.folder) not in out + err
        assert str(PROJECT_DIR) not in out + err
        return Done(status, out, err)

    def write(self, rows: Sequence[Sequence[Any]], *, day: str = "10 Mei 2023", name: str = "rekap.xlsx") -> str:
        path = self.folder / name
        path.write_bytes(make_xlsx([(f"Keadaan per {day}",), (), HEADER, *rows]))
        return str(path)


@pytest.fixture
def terminal(
    tmp_path: Path, read_once: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    for name in ("KKB_DATABASE_URL", "KKB_WILAYAH", "KKB_NAMA_WILAYAH", "KKB_MODE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KKB_DATA_DIR", str(tmp_path / "data"))
    return Terminal(tmp_path, capsys)
