"""The log as files: one JSON object a line, the number that a page names, nothing of anybody, of a bounded size."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kkb.ui.frame.faults import note_fault
from kkb.ui.server import log_file
from kkb.ui.server.log_file import FILE_NAME, end_log, keep_log

log = logging.getLogger("kkb.uji")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "log"
    end_log()
    assert logging.getLogger("kkb").level == logging.NOTSET


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / FILE_NAME).read_text(encoding="utf-8").splitlines()]


def test_a_fault_is_found_by_the_number_that_the_page_names(folder: Path) -> None:
    assert keep_log(folder)
    try:
        raise ValueError("NIK 1906041203800001 di sel C7")
    except ValueError:
        number = note_fault(log, "page failed")
    (line,) = lines(folder)
    assert (line["nomor"], line["galat"], line["tingkat"]) == (number, "ValueError", "ERROR")
    assert line["pesan"] == f"page failed, fault {number}"
    assert any("test_log_file.py" in place for place in line["tempat"])  # type: ignore[attr-defined]
    assert "1906041203800001" not in (folder / FILE_NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "address", ["10.0.0.7", "2001:db8:1:2::/64", "fe80::1", "::1", "2001:db8:85a3:0:0:8a2e:370:7334"]
)
def test_neither_an_address_nor_a_personal_number_is_in_it(folder: Path, address: str) -> None:
    keep_log(folder)
    log.warning("login refused, from %s", address)
    log.warning("a text with 0812 3456 7890\nand another line")
    first, second = (str(line["pesan"]) for line in lines(folder))
    assert first == "login refused, from (alamat)"
    assert "3456" not in second and "\n" not in second


def test_a_moment_and_a_revision_are_no_address(folder: Path) -> None:
    keep_log(folder)
    log.warning("at 10:45:12 revision 0012, cell Rekap!E21, 10.5 seconds")
    assert lines(folder)[0]["pesan"] == "at 10:45:12 revision 0012, cell Rekap!E21, 10.5 seconds"


def test_files_take_turns_and_the_oldest_goes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_file, "FILE_BYTES", 2_000)
    monkeypatch.setattr(log_file, "OLD_FILES", 2)
    keep_log(folder)
    for number in range(200):
        log.warning("line %s", number)
    names = sorted(path.name for path in folder.iterdir())
    assert names == [FILE_NAME, f"{FILE_NAME}.1", f"{FILE_NAME}.2"]
    assert all(path.stat().st_size <= 2_000 for path in folder.iterdir())
    assert lines(folder)[-1]["pesan"] == "line 199"


def test_without_a_place_for_it_the_program_goes_on(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    assert not keep_log(tmp_path / "berkas" / "log")


def test_the_window_goes_on_telling_what_it_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    held, root.handlers = root.handlers, []
    try:
        keep_log(folder)
        log.info("quiet")
        log.warning("loud")
    finally:
        root.handlers = held
    assert capsys.readouterr().err == "loud\n"
