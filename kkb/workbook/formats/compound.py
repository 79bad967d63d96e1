"""The container around old files of Office (OLE, MS-CFB): names and streams, every step bounded by the file itself."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from kkb.workbook.model import refuse

_HEADER = 512
_ENTRY = 128
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on are no sectors but marks: the end of a chain, a free sector."""
_MOST_ENTRIES = 20_000
_SHIFTS = (9, 12)
"""Sectors of 512 or 4,096 bytes; there are no others."""

_MINI_SHIFT = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in the container; `start` is its first sector, `size` its length in bytes."""

    name: str
    kind: int
    start: int
    size: int

    @property
    def is_stream(self) -> bool:
        """True for bytes, False for a folder."""
        return self.kind == _STREAM


class CompoundFile:
    """A container. Raises Refused ("damaged") for chains that leave the file or come back to themselves."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            (self._shift,) = struct.unpack_from("<H", data, 30)
            fat_count, start = struct.unpack_from("<I", data, 44)[0], struct.unpack_from("<I", data, 48)[0]
            self._cutoff, self._mini_start, _, more, _ = struct.unpack_from("<5I", data, 56)
            if self._shift not in _SHIFTS:
                raise refuse("damaged")
            self._most = len(data) >> self._shift
            self._fat = self._read_fat(fat_count, more)
            self.entries = self._read_entries(start)
            # Readers take both in before they are asked for a stream, so a chain that never ends must be found here.
            self._mini_fat, self._mini_stream = self._read_mini_fat(), self._read_mini_stream()
        except struct.error as error:
            raise refuse("damaged") from error

    def find(self, name: str) -> list[Entry]:
        """All streams of that name, wherever they stand, in the order in which readers meet them."""
        return [entry for entry in self.entries if entry.is_stream and entry.name == name]

    def read(self, entry: Entry) -> bytes:
        """The bytes of a stream."""
        if entry.size > len(self._data):
            raise refuse("damaged")
        if entry.size >= self._cutoff:
            content = self._chain(entry.start)
        else:
            content = self._mini_chain(entry.start, entry.size)
        if len(content) < entry.size:
            raise refuse("damaged")
        return content[: entry.size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) << self._shift
        sector = self._data[start : start + (1 << self._shift)]
        if not sector or number >= self._most:
            raise refuse("damaged")
        return sector

    def _chain(self, start: int) -> bytes:
        parts: list[bytes] = []
        number = start
        while number < _LAST_SECTOR:
            if number >= len(self._fat) or len(parts) > self._most:
                raise refuse("damaged")
            parts.append(self._sector(number))
            number = self._fat[number]
        return b"".join(parts)

    def _read_fat(self, count: int, more: int) -> list[int]:
        numbers = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        a_sector = (1 << self._shift) // 4
        steps = 0
        while more < _LAST_SECTOR:
            steps += 1
            if steps > self._most:
                raise refuse("damaged")
            *further, more = struct.unpack(f"<{a_sector}I", self._sector(more))
            numbers += further
        fat: list[int] = []
        for number in [number for number in numbers if number < _LAST_SECTOR][:count]:
            if len(fat) > self._most + a_sector:
                raise refuse("damaged")
            fat += struct.unpack(f"<{a_sector}I", self._sector(number))
        return fat

    def _read_entries(self, start: int) -> list[Entry]:
        listing = self._chain(start)
        if len(listing) // _ENTRY > _MOST_ENTRIES:
            raise refuse("too_big_inside")
        entries = []
        for place in range(0, len(listing) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", listing, place + 64)
            first, size = struct.unpack_from("<II", listing, place + 116)
            if kind in (_STORAGE, _STREAM, _ROOT) and 2 <= length <= 64:
                name = listing[place : place + length - 2].decode("utf-16-le", "replace")
                entries.append(Entry(name, kind, first, size))
        return entries

    def _read_mini_fat(self) -> list[int]:
        table = self._chain(self._mini_start) if self._mini_start < _LAST_SECTOR else b""
        return list(struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4]))

    def _read_mini_stream(self) -> bytes:
        root = next((entry for entry in self.entries if entry.kind == _ROOT), None)
        return self._chain(root.start) if root is not None and root.start < _LAST_SECTOR else b""

    def _mini_chain(self, start: int, size: int) -> bytes:
        parts: list[bytes] = []
        number = start
        while number < _LAST_SECTOR and len(parts) << _MINI_SHIFT < size:
            if number >= len(self._mini_fat):
                raise refuse("damaged")
            parts.append(self._mini_stream[number << _MINI_SHIFT : (number + 1) << _MINI_SHIFT])
            number = self._mini_fat[number]
        return b"".join(parts)
