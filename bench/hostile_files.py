"""Files that want to cost a server its time and memory: a bomb, a value in the last cell, 200,000 rows of junk."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib

from tests.support.workbook_fixtures import SHEET, make_xlsx, part_of, rezip

_GIB = 2**30
_PIECE = 16 * 2**20


def make_bomb(gibibytes: int = 5) -> bytes:
    """A workbook whose sheet inflates to so many GiB while its headers say one MB: about 5 MB to send."""
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    start = machine.compress(head) + machine.flush(zlib.Z_FULL_FLUSH)
    # After a full flush nothing refers to what came before, so one piece can be repeated.
    piece = machine.compress(b" " * _PIECE) + machine.flush(zlib.Z_FULL_FLUSH)
    packed = start + piece * (gibibytes * _GIB // _PIECE) + machine.flush(zlib.Z_FINISH)
    small = rezip(make_xlsx(), replace={SHEET: b"<worksheet/>"})
    return _with_packed(small, SHEET, packed, said=2**20)


def _with_packed(data: bytes, name: str, packed: bytes, *, said: int) -> bytes:
    """The zip with other compressed bytes under `name`, whose headers say that they inflate to `said` bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry), zipfile.ZIP_DEFLATED)
        # Written as stored; then both headers are told that it is compressed, and how large it is.
        new.writestr(zipfile.ZipInfo(name), packed)
    out = bytearray(stream.getvalue())
    for mark, method, size in ((b"PK\x03\x04", 8, 22), (b"PK\x01\x02", 10, 24)):
        place = out.rfind(name.encode()) - {b"PK\x03\x04": 30, b"PK\x01\x02": 46}[mark]
        if mark == b"PK\x03\x04":
            place = out.find(name.encode()) - 30
        assert out[place : place + 4] == mark
        struct.pack_into("<H", out, place + method, 8)
        struct.pack_into("<I", out, place + size, said)
    return bytes(out)


def make_last_cell() -> bytes:
    """A recap with one more value in the last cell of the sheet."""
    data = make_xlsx()
    last = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return rezip(data, replace={SHEET: part_of(data).replace("</sheetData>", last, 1).encode()})


def make_junk_rows(rows: int = 200_000) -> bytes:
    """A recap with so many rows of words below it that are no desa."""
    data = make_xlsx()
    cells = "".join(f'<c t="inlineStr"><is><t>sampah {letter}</t></is></c>' for letter in "abcde")
    junk = "".join(f'<row r="{number}">{cells}</row>' for number in range(5, 5 + rows))
    return rezip(data, replace={SHEET: part_of(data).replace("</sheetData>", f"{junk}</sheetData>", 1).encode()})


def make_slow(rows: int = 250_000) -> bytes:
    """A recap with so many tiny rows below it, numbers and words in sixteen orders: some 15 s to read."""
    data = make_xlsx()
    kinds = ('<c r="{0}{1}"><v>{1}</v></c>', '<c r="{0}{1}" t="inlineStr"><is><t>{1}</t></is></c>')
    junk = "".join(
        f'<row r="{number}">'
        + "".join(kinds[number * 7 % 16 >> place & 1].format(letter, number) for place, letter in enumerate("ABCD"))
        + "</row>"
        for number in range(5, 5 + rows)
    )
    return rezip(data, replace={SHEET: part_of(data).replace("</sheetData>", f"{junk}</sheetData>", 1).encode()})


def make_heavy(megabytes: float = 9.9) -> bytes:
    """A good recap with a picture in it that makes it so large."""
    data = make_xlsx()
    picture = random.Random(1).randbytes(int(megabytes * 2**20) - len(data) - 300)
    with zipfile.ZipFile(stream := io.BytesIO(data), "a") as book:
        book.writestr("xl/media/image1.png", picture, zipfile.ZIP_STORED)
    return stream.getvalue()


HOSTILE = {"bom.xlsx": make_bomb, "sel_terakhir.xlsx": make_last_cell, "baris_sampah.xlsx": make_junk_rows}
"""Name → the one who makes it."""
