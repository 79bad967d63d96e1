"""The zip of a workbook, believed in nothing: names, headers and sizes are compared, every part is counted as it comes.

Readers of zips disagree about a file with two names for a part, or with a header that says otherwise than the
directory; whoever makes such a file wants one reader to see what another does not.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from kkb.workbook.model import Limits, refuse

_CHUNK = 256 * 1024
_LOCAL, _END = b"PK\x03\x04", b"PK\x05\x06"
_END_LENGTH, _LONGEST_COMMENT = 22, 65_535
_ENCRYPTED, _SIZES_FOLLOW, _IN_UTF8 = 0x1, 0x8, 0x800
_LARGE = 0xFFFFFFFF
"""A size that stands in the extra field instead."""

_ODD_NAME = re.compile(r"[\\:\x00-\x1f\x7f]")
_FAILS = (
    zipfile.BadZipFile, NotImplementedError, struct.error, zlib.error, ValueError, EOFError, OverflowError, OSError,
)  # fmt: skip


class Package:
    """The parts of a zip, each inflated once and counted while it comes. Raises Refused for one that is not plain."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        self._total = 0
        stated = _check_end(data)
        try:
            entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
        except _FAILS as error:
            raise refuse("damaged") from error
        if len(entries) > limits.entries:
            raise refuse("too_big_inside")
        if stated is not None and len(entries) != stated:
            raise refuse("damaged")
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._starts: dict[str, int] = {}
        for entry in entries:
            self._admit(entry)
        self._check_overlap()

    def _admit(self, entry: zipfile.ZipInfo) -> None:
        name = entry.orig_filename
        is_odd = name.startswith("/") or _ODD_NAME.search(name) or ".." in name.split("/")
        key = name.casefold()
        if is_odd or not name or key in self._parts:
            raise refuse("damaged")
        if entry.flag_bits & _ENCRYPTED:
            raise refuse("password")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refuse("damaged")
        # A link would be followed by a program that unpacks the file.
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise refuse("damaged")
        if entry.file_size > self._limits.part_bytes:
            raise refuse("too_big_inside")
        self._starts[key] = self._start_of(entry)
        self._parts[key] = entry

    def _start_of(self, entry: zipfile.ZipInfo) -> int:
        """Where the bytes of a part begin. Its own header must say what the directory says."""
        start = entry.header_offset
        header = self._data[start : start + 30]
        if start < 0 or len(header) < 30 or not header.startswith(_LOCAL):
            raise refuse("damaged")
        flags, method, _, _, crc, packed, size, name_length, extra_length = struct.unpack("<HHHHIIIHH", header[6:])
        name = self._data[start + 30 : start + 30 + name_length]
        directory = entry.orig_filename.encode("utf-8" if entry.flag_bits & _IN_UTF8 else "cp437", "replace")
        is_other = name != directory or method != entry.compress_type or (flags ^ entry.flag_bits) & _ENCRYPTED
        if not flags & _SIZES_FOLLOW:
            is_other = is_other or crc != entry.CRC
            is_other = is_other or packed not in (entry.compress_size, _LARGE) or size not in (entry.file_size, _LARGE)
        if is_other:
            raise refuse("damaged")
        return start + 30 + int(name_length) + int(extra_length)

    def _check_overlap(self) -> None:
        """Refuse parts that share bytes: a bomb repeats one of them under many names."""
        end = 0
        for key, entry in sorted(self._parts.items(), key=lambda item: item[1].header_offset):
            if entry.header_offset < end:
                raise refuse("damaged")
            end = self._starts[key] + entry.compress_size

    @property
    def names(self) -> list[str]:
        """Names of all parts, case folded (readers look parts up without regard to case)."""
        return [key for key, entry in self._parts.items() if not entry.is_dir()]

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._parts

    def chunks(self, name: str) -> Iterator[bytes]:
        """The inflated bytes of a part. Raises Refused once they pass a limit or prove damaged."""
        key = name.casefold()
        entry = self._parts[key]
        raw = memoryview(self._data)[self._starts[key] : self._starts[key] + entry.compress_size]
        if len(raw) != entry.compress_size:
            raise refuse("damaged")
        size = crc = 0
        for chunk in _inflate(raw) if entry.compress_type == zipfile.ZIP_DEFLATED else _slices(raw):
            size += len(chunk)
            self._total += len(chunk)
            if size > self._limits.part_bytes or self._total > self._limits.unpacked_bytes:
                raise refuse("too_big_inside")
            crc = zlib.crc32(chunk, crc)
            yield chunk
        if size != entry.file_size or crc != entry.CRC:
            raise refuse("damaged")


def _check_end(data: bytes) -> int | None:
    """How many entries a zip says it has; None if it says so in another place.

    Refuses one whose end is not where it ends: with two ends there are two directories to believe.
    """
    first = max(0, len(data) - _END_LENGTH - _LONGEST_COMMENT)
    place = data.rfind(_END, first)
    if place < 0 or len(data) < place + _END_LENGTH:
        raise refuse("damaged")
    entries, size, offset, comment = struct.unpack("<HIIH", data[place + 10 : place + _END_LENGTH])
    if len(data) != place + _END_LENGTH + comment:
        raise refuse("damaged")
    is_large = entries == 0xFFFF or _LARGE in (size, offset)
    if not is_large and offset + size != place:
        raise refuse("damaged")
    return None if is_large else int(entries)


def _slices(raw: memoryview) -> Iterator[bytes]:
    for start in range(0, len(raw), _CHUNK):
        yield bytes(raw[start : start + _CHUNK])


def _inflate(raw: memoryview) -> Iterator[bytes]:
    machine = zlib.decompressobj(-15)
    try:
        for piece in _slices(raw):
            rest = piece
            while rest and not machine.eof:
                yield machine.decompress(rest, _CHUNK)
                rest = machine.unconsumed_tail
        while not machine.eof:
            chunk = machine.decompress(b"", _CHUNK)
            if not chunk:
                raise refuse("damaged")
            yield chunk
    except zlib.error as error:
        raise refuse("damaged") from error
