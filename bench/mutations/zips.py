"""Breaking a zip: bytes, headers, entries and parts, as damage on the way or a person with intent would do it."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable

Mutation = Callable[[random.Random, bytes], bytes]

_LOCAL, _DIRECTORY, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_NUMBERS = (0, 1, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_ODD_NAMES = (
    "/xl/x.xml", "..\\x.xml", "../../etc/x.xml", "C:/x.xml", "xl/./../x.xml", "", "xl/\x00.xml", "xl/\u202etxt.xml",
    "word/document.xml", "xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/embeddings/oleObject1.bin", "a" * 5000,
    "xl/externalLinks/externalLink1.xml", "mimetype", "content.xml", "[CONTENT_TYPES].XML", "xl/worksheets/sheet1.xml",
)  # fmt: skip


def truncate(rng: random.Random, data: bytes) -> bytes:
    """Cut the end off."""
    return data[: rng.randrange(len(data) + 1)]


def flip_bytes(rng: random.Random, data: bytes) -> bytes:
    """Change one byte or up to twenty, anywhere."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20)) if out else 0):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def cut_or_insert(rng: random.Random, data: bytes) -> bytes:
    """Take a block out, or put one in: noise, or bytes from elsewhere in the file."""
    place, length = rng.randrange(len(data) + 1), rng.choice((1, 4, 64, 1000))
    if rng.random() < 0.5:
        return data[:place] + data[place + length :]
    start = rng.randrange(len(data) + 1)
    block = rng.randbytes(length) if rng.random() < 0.5 else data[start : start + length]
    return data[:place] + block + data[place:]


def change_header(rng: random.Random, data: bytes) -> bytes:
    """Put a telling number into one field of a local header, the directory or the end record: sizes, flags, places."""
    kind = rng.choice((_LOCAL, _DIRECTORY, _END))
    places = _places(data, kind)
    if not places:
        return flip_bytes(rng, data)
    length = {_LOCAL: 30, _DIRECTORY: 46, _END: 22}[kind]
    width = rng.choice((2, 4))
    place = rng.choice(places) + rng.randrange(4, length - width + 1, 2)
    number = rng.choice(_NUMBERS) if rng.random() < 0.7 else rng.randrange(1 << (8 * width))
    packed = struct.pack("<I", number & 0xFFFFFFFF)[:width]
    return data[:place] + packed + data[place + width :]


def pad(rng: random.Random, data: bytes) -> bytes:
    """Bytes before the beginning or after the end, or another zip there."""
    extra = rng.choice((rng.randbytes(50), data, b"\x00" * 70_000, b"<!DOCTYPE html>", b"MZ"))
    return extra + data if rng.random() < 0.5 else data + extra


def drop_part(rng: random.Random, data: bytes) -> bytes:
    """Leave one part out."""
    parts = read_parts(data)
    if parts:
        parts.pop(rng.randrange(len(parts)))
    return write_parts(parts)


def swap_parts(rng: random.Random, data: bytes) -> bytes:
    """Let two parts change places."""
    parts = read_parts(data)
    if len(parts) > 1:
        a, b = rng.sample(range(len(parts)), 2)
        (name_a, one), (name_b, other) = parts[a], parts[b]
        parts[a], parts[b] = (name_a, other), (name_b, one)
    return write_parts(parts)


def double_part(rng: random.Random, data: bytes) -> bytes:
    """Write one part twice, the second time with what another holds; in the same letters or in capitals."""
    parts = read_parts(data)
    if parts:
        name = rng.choice(parts)[0]
        parts.insert(rng.randrange(len(parts) + 1), (rng.choice((name, name.upper())), rng.choice(parts)[1]))
    return write_parts(parts)


def rename_part(rng: random.Random, data: bytes) -> bytes:
    """Give one part another name, or add one under a name that means something."""
    parts = read_parts(data)
    if parts:
        place = rng.randrange(len(parts))
        name = rng.choice((*_ODD_NAMES, parts[place][0].upper(), parts[place][0].replace("/", "\\")))
        if rng.random() < 0.5:
            parts[place] = (name, parts[place][1])
        else:
            parts.append((name, rng.choice((parts[place][1], b"", rng.randbytes(500)))))
    return write_parts(parts)


def blow_up(rng: random.Random, data: bytes) -> bytes:
    """Many entries, a part that inflates to more than it says, or one that never ends in rows."""
    parts = read_parts(data)
    way = rng.randrange(4)
    if way == 0:
        parts += [(f"xl/x{number}.xml", b"<x/>") for number in range(rng.choice((100, 199, 201, 5000)))]
    elif way == 1 and parts:
        place = rng.randrange(len(parts))
        parts[place] = (parts[place][0], parts[place][1] + b" " * rng.choice((10**6, 61 * 10**6)))
    elif way == 2:
        sheets = [place for place, (name, _) in enumerate(parts) if "sheet" in name and name.endswith(".xml")]
        if sheets:
            place = rng.choice(sheets)
            row = b'<row r="9"><c r="A9"><v>1</v></c></row>'
            body = row * rng.choice((1000, 200_000))
            parts[place] = (parts[place][0], parts[place][1].replace(b"<sheetData>", b"<sheetData>" + body, 1))
    else:
        parts.append(("xl/media/image1.png", bytes(rng.choice((10**7, 11 * 10**7)))))
    return write_parts(parts)


BYTES: tuple[Mutation, ...] = (truncate, flip_bytes, flip_bytes, cut_or_insert, change_header, change_header, pad)
"""Damage to the container alone: what such a file says, if it is read at all, is what it said before."""

PARTS: tuple[Mutation, ...] = (drop_part, swap_parts, double_part, rename_part, blow_up)
"""A whole zip with other parts in it."""


def read_parts(data: bytes) -> list[tuple[str, bytes]]:
    """Name and content of every part that can still be read, in order."""
    parts = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                try:
                    parts.append((entry.filename, archive.read(entry)))
                except Exception:  # noqa: BLE001 - damaged by an earlier mutation in a way of its own
                    continue
    except Exception:  # noqa: BLE001
        return []
    return parts


def write_parts(parts: list[tuple[str, bytes]]) -> bytes:
    """A zip of these parts, doubles and all, the same bytes each time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        seen = archive.NameToInfo
        for name, content in parts:
            # A name that is there already would be warned of.
            seen.pop(name, None)
            archive.writestr(zipfile.ZipInfo(name, (2023, 5, 10, 0, 0, 0)), content, zipfile.ZIP_DEFLATED, 1)
    return stream.getvalue()


def _places(data: bytes, mark: bytes) -> list[int]:
    places, start = [], data.find(mark)
    while start >= 0:
        places.append(start)
        start = data.find(mark, start + 1)
    return places
