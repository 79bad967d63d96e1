"""Old and foreign files as bytes, record by record and tag by tag, so that each can be broken in one place."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from tests.support.workbook_fixtures import zip_of

FREE, END, IN_FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NUMBER, LABEL_SST, LABEL, FORMULA, STRING, BOOL_OR_ERROR = 0x0203, 0x00FD, 0x0204, 0x0006, 0x0207, 0x0205
MULBLANK = 0x00BE
ROW, COLINFO, MERGED, DIMENSIONS, EOF, FILEPASS, SUPBOOK = 0x0208, 0x007D, 0x00E5, 0x0200, 0x000A, 0x002F, 0x01AE
FORMATS = {1: 14, 2: 17, 3: 9}
"""Style of a cell → built-in number format: 1 shows a whole date, 2 month and year, 3 a percentage."""

_SECTOR = 512


def ole(
    streams: Mapping[str, bytes],
    *,
    fat: Mapping[int, int] | None = None,
    mini_start: int = END,
    names: Sequence[str] = (),
) -> bytes:
    """A container whose streams stand in sectors of their own, one after another; `fat` breaks links of its table.

    The first sector is the table itself, the next ones the directory. A stream is filled up to the size below which
    it would stand elsewhere. `names` stand in the directory instead of their own.
    """
    names = names or list(streams)
    directory_count = -(-(1 + len(names)) * 128 // _SECTOR)
    contents = [data.ljust(4096, b"\0") for data in streams.values()]
    counts = [-(-len(data) // _SECTOR) for data in contents]
    links = [IN_FAT, *_chain(1, directory_count)]
    starts = []
    for count in counts:
        starts.append(len(links))
        links += _chain(len(links), count)
    assert len(links) <= _SECTOR // 4, "one sector of links is enough for tests"
    for place, link in (fat or {}).items():
        links[place] = link
    table = struct.pack(f"<{_SECTOR // 4}I", *links, *[FREE] * (_SECTOR // 4 - len(links)))
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    # In the tree of names each hangs to the right of the one before.
    entries += [
        _entry(name, 2, start, len(data), right=place if place <= len(names) else FREE)
        for place, (name, start, data) in enumerate(zip(names, starts, contents, strict=True), start=2)
    ]
    directory = b"".join(entries).ljust(directory_count * _SECTOR, b"\0")
    body = b"".join(data.ljust(count * _SECTOR, b"\0") for data, count in zip(contents, counts, strict=True))
    return _header(mini_start) + table + directory + body


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), END]


def _header(mini_start: int) -> bytes:
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, mini_start, 0 if mini_start == END else 1, END, 0)
    return head + struct.pack("<109I", 0, *[FREE] * 108)


def _entry(name: str, kind: int, start: int, size: int, *, right: int = FREE, child: int = FREE) -> bytes:
    written = name.encode("utf-16-le")
    entry = written.ljust(64, b"\0") + struct.pack("<HBB3I", len(written) + 2, kind, 1, FREE, right, child)
    return entry.ljust(116, b"\0") + struct.pack("<IQ", start, size)


Record = tuple[int, bytes]


def record(number: int, body: bytes = b"") -> bytes:
    """One record of an old workbook."""
    return struct.pack("<HH", number, len(body)) + body


def at(row: int, column: int, style: int = 0) -> bytes:
    """How a cell begins: its place, counted from 1 as in Excel, and its style."""
    return struct.pack("<HHH", row - 1, column - 1, style)


def number(row: int, column: int, value: float, style: int = 0) -> Record:
    """A cell with a number."""
    return NUMBER, at(row, column, style) + struct.pack("<d", value)


def text(row: int, column: int, value: str) -> Record:
    """A cell with a text of its own."""
    return LABEL, at(row, column) + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")


def formula(row: int, column: int, result: bytes, flags: int = 0) -> Record:
    """A cell with a formula whose tokens are left out; `result` are the eight bytes of what it gave."""
    return FORMULA, at(row, column) + result + struct.pack("<HI", flags, 0) + struct.pack("<H", 0)


def cells(rows: Iterable[Sequence[str | float | None]]) -> list[Record]:
    """Rows of texts and numbers from A1 on."""
    made = []
    for y, line in enumerate(rows, start=1):
        for x, value in enumerate(line, start=1):
            if value is not None:
                made.append(text(y, x, value) if isinstance(value, str) else number(y, x, value))
    return made


def old_stream(
    sheets: Mapping[str, Sequence[Record]],
    *,
    version: int = 0x0600,
    before: Sequence[Record] = (),
    states: Mapping[str, int] | None = None,
    kinds: Mapping[str, int] | None = None,
) -> bytes:
    """The stream of an old workbook: `before` are further records of the workbook itself."""
    begin = record(0x0809, struct.pack("<HHHHII", version, 5, 0, 0, 0, 0))
    styles = [record(0x00E0, struct.pack("<HH16x", 0, FORMATS.get(style, 0))) for style in range(4)]
    parts = {
        name: record(0x0809, struct.pack("<HHHHII", version, 0x10, 0, 0, 0, 0))
        + b"".join(record(*one) for one in content)
        + record(EOF)
        for name, content in sheets.items()
    }
    globals_ = [record(*one) for one in before] + styles
    length = len(begin) + sum(map(len, globals_)) + sum(4 + 8 + len(name) for name in sheets) + len(record(EOF))
    listed = []
    for name, part in parts.items():
        state, kind = (states or {}).get(name, 0), (kinds or {}).get(name, 0)
        listed.append(record(0x0085, struct.pack("<IBBBB", length, state, kind, len(name), 0) + name.encode("latin-1")))
        length += len(part)
    return begin + b"".join([*globals_, *listed, record(EOF), *parts.values()])


def old_excel(rows: Iterable[Sequence[str | float | None]], more: Sequence[Record] = ()) -> bytes:
    """An old workbook with one sheet "Rekap" of these rows, and `more` records behind them."""
    return ole({"Workbook": old_stream({"Rekap": [*cells(rows), *more]}), "\x05SummaryInformation": b""})


NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{"datastyle" if name == "number" else name}:1.0"'
    for name in ("office", "table", "text", "style", "number")
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def open_cell(value: str | float | None, *, attributes: str = "", inside: str | None = None) -> str:
    """One cell: a text or a number, or with `attributes` of its own."""
    shown = f"<text:p>{escape(str(value))}</text:p>" if inside is None and value is not None else inside or ""
    kind = "" if value is None or "value-type" in attributes else ' office:value-type="string"'
    if isinstance(value, int | float):
        kind = f' office:value-type="float" office:value="{value}"'
    return f"<table:table-cell{kind} {attributes}>{shown}</table:table-cell>"


def open_row(line: Sequence[str | float | None], attributes: str = "") -> str:
    """One row of such cells."""
    return f"<table:table-row {attributes}>{''.join(map(open_cell, line))}</table:table-row>"


def open_sheet(rows: str, *, name: str = "Rekap", attributes: str = "") -> str:
    """One sheet of an OpenDocument."""
    return f'<table:table table:name="{escape(name)}" {attributes}>{rows}</table:table>'


def open_document(
    sheets: str,
    *,
    styles: str = "",
    before: str = "",
    parts: Mapping[str, bytes] | None = None,
    body: str = "spreadsheet",
) -> bytes:
    """An OpenDocument of these sheets; `before` stands before the root, `parts` are further parts of the zip."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {NAMESPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{body}>{sheets}</office:{body}></office:body></office:document-content>"
    )
    return zip_of({"mimetype": MIMETYPE, "content.xml": content.encode(), **(parts or {})})


def open_workbook(rows: Iterable[Sequence[str | float | None]]) -> bytes:
    """An OpenDocument with one sheet "Rekap" of these rows."""
    return open_document(open_sheet("".join(map(open_row, rows))))
