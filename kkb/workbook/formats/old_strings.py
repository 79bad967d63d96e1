"""The texts that the cells of an old workbook (.xls) name by number, read a second time beside its reader."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08
_COUNTS = 8


def read_old_strings(records: Sequence[bytes]) -> list[str]:
    """The texts of a table of strings (SST) and the records that continue it; those that are cut off are left out.

    How many it says there are is not believed.
    """
    cursor = _Cursor(records, _COUNTS)
    strings: list[str] = []
    try:
        while not cursor.is_at_end:
            strings.append(cursor.read_string())
    except (struct.error, IndexError, ValueError):
        pass
    return strings


class _Cursor:
    """A place in records that follow each other. Raises IndexError or struct.error beyond the last of them."""

    def __init__(self, records: Sequence[bytes], place: int) -> None:
        self._records = records
        self._number, self._place = 0, place

    @property
    def is_at_end(self) -> bool:
        return self._number == len(self._records) - 1 and self._place >= len(self._records[self._number])

    def read_string(self) -> str:
        length, flags = struct.unpack("<HB", self._take(3))
        (runs,) = struct.unpack("<H", self._take(2)) if flags & _RICH else (0,)
        (extension,) = struct.unpack("<I", self._take(4)) if flags & _EXTENDED else (0,)
        parts = []
        while True:
            size = 2 if flags & _WIDE else 1
            here = min(length, (len(self._records[self._number]) - self._place) // size)
            parts.append(self._take(here * size).decode("utf-16-le" if size == 2 else "latin-1", "replace"))
            length -= here
            if not length:
                break
            self._go_on()
            (flags,) = self._take(1)  # In the next record the letters may be of another width.
        self._skip(4 * runs + extension)
        return "".join(parts)

    def _go_on(self) -> None:
        self._number, self._place = self._number + 1, 0
        self._records[self._number]  # IndexError where nothing follows.

    def _take(self, count: int) -> bytes:
        if count and self._place >= len(self._records[self._number]):
            self._go_on()
        taken = self._records[self._number][self._place : self._place + count]
        self._place += count
        return taken

    def _skip(self, count: int) -> None:
        while count > (rest := max(0, len(self._records[self._number]) - self._place)):
            count -= rest
            self._go_on()
        self._place += count
