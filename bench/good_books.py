"""Good files of honest offices, to be broken: the shapes and the formats that are read, each with its 39 desa."""

from __future__ import annotations

import html
import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping

from kkb.config import DEFAULT_REGION_NAME
from kkb.state import fold, state_on
from kkb.workbook.template.workbook import make_template
from tests.support.builders import DATA_DAY, REGION, make_observation
from tests.support.recap_builders import all_belum
from tests.support.recaps import FAULTY, FIRST, LATER
from tests.torture.all_cases import CASES
from tests.torture.kabupaten import KABUPATEN, TITLE

_HEADER = ("Kecamatan", "Desa", "Status", "Tanggal Pembentukan", "Keterangan")


def _rows() -> list[tuple[str, ...]]:
    body = [(k.kecamatan, k.desa, k.status, k.tanggal.isoformat() if k.tanggal else "", "") for k in KABUPATEN]
    return [(TITLE,), _HEADER, *body]


def _from_torture(name: str) -> Callable[[], dict[str, bytes]]:
    return lambda: dict(CASES[name]().files)


def make_csv() -> bytes:
    """The recap as Excel of an Indonesian machine saves it as text: semicolons, a mark of byte order."""
    return "\ufeff".encode() + "\r\n".join(";".join(row) for row in _rows()).encode()


def make_html() -> bytes:
    """A web page that calls itself .xls, as many an application of an office writes it."""
    cells = ("".join(f"<td>{html.escape(text)}</td>" for text in row) for row in _rows())
    return f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>".encode()


def make_ods() -> bytes:
    """The recap as an OpenDocument spreadsheet."""
    spaces = ("office", "table", "text")
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in spaces)
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = ("".join(cell.format(html.escape(text)) for text in row) for row in _rows())
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.3"><office:body>'
        f'<office:spreadsheet><table:table table:name="Rekap">{body}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", kind), ("content.xml", "text/xml"))
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = f'<manifest:manifest xmlns:manifest="{space}">{listed}</manifest:manifest>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def make_xls() -> bytes:
    """The recap as an old workbook (BIFF8), texts only."""
    head = [(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)), (0x0042, struct.pack("<H", 1200))]
    name = b"Rekap"
    # The list of sheets tells where the sheet begins: after these three records and the end of the globals.
    start = sum(4 + len(body) for _, body in head) + 4 + 8 + len(name) + 4
    globals_ = _records([*head, (0x0085, struct.pack("<IBBBB", start, 0, 0, len(name), 0) + name), (0x000A, b"")])
    rows = _rows()
    cells = [
        (0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode("latin-1"))
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
        if text
    ]
    sheet = _records(
        [
            (0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0)),
            (0x0200, struct.pack("<IIHHH", 0, len(rows), 0, len(_HEADER), 0)),
            *cells,
            (0x000A, b""),
        ]
    )
    return _compound("Workbook", globals_ + sheet)


def _filled_template() -> bytes:
    states = state_on(fold(all_belum(Nyuruk=make_observation(tanggal="2017-10-03"))), DATA_DAY)
    return make_template(REGION, region_name=DEFAULT_REGION_NAME, as_of=DATA_DAY, states=states)


def _records(records: Iterable[tuple[int, bytes]]) -> bytes:
    return b"".join(struct.pack("<HH", number, len(body)) + body for number, body in records)


def _compound(name: str, stream: bytes) -> bytes:
    """A container (MS-CFB, version 3) with one stream: the table of sectors, the directory, then the stream."""
    end, free, table = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    stream = stream.ljust(-(-max(len(stream), 4096) // 512) * 512, b"\x00")
    count = len(stream) // 512
    chain = [table, end, *range(3, count + 2), end]
    chain += [free] * (128 - len(chain))
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)

    def entry(title: str, kind: int, child: int, first: int, size: int) -> bytes:
        letters = (title + "\x00").encode("utf-16-le")
        return (
            letters.ljust(64, b"\x00")
            + struct.pack("<HBBIII", len(letters), kind, 1, free, free, child)
            + bytes(36)
            + struct.pack("<III", first, size, 0)
        )

    listing = entry("Root Entry", 5, 1, end, 0) + entry(name, 2, free, 2, len(stream))
    listing += (bytes(68) + struct.pack("<III", free, free, free) + bytes(48)) * 2
    return header + struct.pack("<128I", *chain) + listing + stream


BOOKS: Mapping[str, Callable[[], dict[str, bytes]]] = {
    "contoh": lambda: {FIRST.name: FIRST.read_bytes()},
    "contoh lanjutan": lambda: {LATER.name: LATER.read_bytes()},
    "salah ketik": lambda: {FAULTY.name: FAULTY.read_bytes()},
    "templat": lambda: {"templat.xlsx": _filled_template()},
    "kecamatan gabungan": _from_torture("kecamatan_gabungan"),
    "lembar per kecamatan": _from_torture("lembar_per_kecamatan"),
    "centang": _from_torture("centang_tiga_kolom"),
    "rumus": _from_torture("semua_formula_dengan_hasil"),
    "kalender 1904": _from_torture("buku_kerja_kalender_1904"),
    "antrean": _from_torture("antrean_dengan_hari_berbeda"),
    "ods": lambda: {"rekap.ods": make_ods()},
    "xls": lambda: {"rekap.xls": make_xls()},
    "csv": lambda: {"rekap.csv": make_csv()},
    "html": lambda: {"rekap_html.xls": make_html()},
}
"""Name → files as they are handed in; "antrean" is a queue of several."""


def make_books() -> dict[str, dict[str, bytes]]:
    """All of them, made once."""
    return {name: make() for name, make in BOOKS.items()}
