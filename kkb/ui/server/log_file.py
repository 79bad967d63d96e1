"""The program's log as a file: one JSON object on a line, in files that take turns, without personal data.

What is printed in the window of the program stays as it is. In the file an address is left out and a personal number is
masked, and of an exception there are its kind and the places it passed through, not its words: they may quote a cell.
"""

from __future__ import annotations

import ipaddress
import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from kkb.personal import mask_personal_numbers

FILE_NAME = "kkb.log"
FILE_BYTES, OLD_FILES = 1_000_000, 9
_MOST_LETTERS = 500
_handlers: list[logging.Handler] = []
_MOST_PLACES = 30
_MAYBE_ADDRESS = re.compile(r"(?<![\w.:])(?:[\d.]{7,15}|(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4})(?:/\d{1,3})?")


class JsonLines(logging.Formatter):
    """A record as a line: `waktu` (UTC), `tingkat`, `modul`, `pesan`; of a fault `nomor`, `galat` and `tempat`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "waktu": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "tingkat": record.levelname,
            "modul": record.name,
            "pesan": _clean(record.getMessage()),
        }
        if number := getattr(record, "nomor", None):
            # What the calm sentence on the page names.
            line["nomor"] = number
        if record.exc_info and record.exc_info[0] is not None:
            line["galat"] = record.exc_info[0].__name__
            places = traceback.extract_tb(record.exc_info[2])[-_MOST_PLACES:]
            line["tempat"] = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in places]
        return json.dumps(line, ensure_ascii=False)


def keep_log(folder: Path) -> bool:
    """Write what the program logs from now on into files of a folder as well; False where that cannot be."""
    log = logging.getLogger("kkb")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = RotatingFileHandler(
            folder / FILE_NAME, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8", errors="replace"
        )
    except OSError as error:
        log.error("no log file: %s", error.strerror)
        return False
    end_log()
    file.setFormatter(JsonLines())
    _handlers.append(file)
    log.setLevel(logging.INFO)
    if not logging.getLogger().handlers:
        # With a handler of its own a logger is no longer printed by Python's last resort.
        window = logging.StreamHandler(sys.stderr)
        window.setLevel(logging.WARNING)
        _handlers.append(window)
    for handler in _handlers:
        log.addHandler(handler)
    return True


def end_log() -> None:
    """Close what `keep_log` opened; the log is as it was before."""
    log = logging.getLogger("kkb")
    while _handlers:
        handler = _handlers.pop()
        log.removeHandler(handler)
        handler.close()
        log.setLevel(logging.NOTSET)


def _clean(message: str) -> str:
    line = " ".join(message.split())
    return _MAYBE_ADDRESS.sub(_without_address, mask_personal_numbers(line[:_MOST_LETTERS]))


def _without_address(found: re.Match[str]) -> str:
    try:
        ipaddress.ip_address(found[0].partition("/")[0])
    except ValueError:
        # The time of a day, or the number of a version.
        return found[0]
    return "(alamat)"
