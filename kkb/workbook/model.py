"""What a workbook becomes: tables of text with their cells, and the plain refusals. Shared by parent and child.

The child sends a `Workbook` as one JSON value (`to_wire`), the parent rebuilds it (`from_wire`).
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, fields
from typing import Any

import orjson

from kkb.recap import Cell, OutwardFormula, SpareColumn, Table, TableRow, TextForm, Workbook

LABEL = "label"
"""Field of a total row that holds its words ("Jumlah", "Total Kecamatan Manggar")."""


FILE_MEGABYTES = 10
"""The largest file that is taken, in MB as officers read them on screen."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one upload may cost. Sizes in bytes, times in seconds.

    `table_rows` are the rows of all tables of a file: what a check takes of a recap and of the sheets beside it
    (`kkb.checking.files.open_file`), and as much again, for a file may hold tables that are not chosen.
    """

    file_bytes: int = FILE_MEGABYTES * 2**20
    unpacked_bytes: int = 100 * 2**20
    part_bytes: int = 60 * 2**20
    entries: int = 200
    table_rows: int = 40_000
    address_space_bytes: int = 768 * 2**20
    cpu_seconds: int = 20
    wall_seconds: float = 30


DEFAULT_LIMITS = Limits()


_RESAVE = "Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi."

MESSAGES = {
    "empty": "Berkas ini kosong (0 bita). Salin ulang berkas aslinya, lalu unggah lagi.",
    "too_large": "Berkas lebih besar daripada {megabytes} MB. Hapus gambar dan lembar yang tidak perlu, simpan, lalu "
    "unggah lagi.",
    "not_excel": "Berkas ini {seems}, bukan buku kerja Excel. {mend}",
    "old_xls": "Berkas ini berformat Excel yang sangat lama (sebelum Excel 97). Buka di Excel, pilih Simpan Sebagai, "
    "jenis Buku Kerja Excel (.xlsx), lalu unggah berkas baru itu.",
    "nested_xls": "Berkas Excel lama (.xls) ini memuat buku kerja lain di dalamnya, sehingga tidak pasti mana yang "
    "dimaksud. Buka di Excel, pilih Simpan Sebagai, jenis Buku Kerja Excel (.xlsx), lalu unggah berkas baru itu.",
    "password": "Berkas dikunci kata sandi. Buka di Excel, hapus kata sandinya, simpan, lalu unggah lagi.",
    "macros": "Berkas ini memuat makro (program kecil di dalam Excel). Simpan sebagai .xlsx tanpa makro, lalu unggah "
    "lagi.",
    "dtd": "Isi berkas ini memuat perintah yang tidak pernah ditulis Excel, jadi tidak dibuka. " + _RESAVE,
    "damaged": "Berkas rusak atau terpotong sehingga tidak dapat dibaca. " + _RESAVE,
    "too_big_inside": "Isi berkas terlalu besar untuk dibaca. Salin tabel rekapnya saja ke buku kerja baru, simpan, "
    "lalu unggah lagi.",
    "too_slow": "Berkas ini terlalu lama dibaca. Salin tabel rekapnya saja ke buku kerja baru, simpan, lalu unggah "
    "lagi.",
    "no_table": "Tidak ditemukan tabel dengan kolom desa beserta status, tanggal, atau nomor SK. Beri judul pada tiap "
    "kolom (misalnya Kecamatan, Desa, Status), lalu unggah lagi.",
    "no_desa": '{where} tampak seperti judul kolom ({names}), tetapi tidak ada kolom desa. Beri judul "Desa" di atas '
    "nama-nama desa, lalu unggah lagi.",
    "no_status": "{where} tampak seperti judul kolom ({names}), tetapi tidak ada kolom status, tanggal, atau nomor SK. "
    'Tambahkan kolom "Status", lalu unggah lagi. Bila itu Komitmen, Langkah, Kegiatan atau Evaluasi, ganti judulnya '
    "menurut templat.",
    "no_status_below": "{where} tampak seperti judul kolom ({names}): ada kolom desa, tetapi tidak satu pun judulnya "
    'pasti berarti status, tanggal pembentukan, atau nomor SK. Beri judul "Status" di atas kolom statusnya, lalu '
    "unggah lagi.",
    "turned": 'Lembar "{sheet}" memutar baris dan kolom: desanya berjajar ke kanan ({names}). Di Excel, salin '
    "tabelnya, klik kanan di lembar kosong, pilih Tempel Khusus (Paste Special), centang Transpose, simpan, lalu "
    "unggah lagi.",
    "no_sheet": 'Lembar "{sheet}" tidak ada lagi di berkas ini.',
    "crowd": "Tabel di berkas ini memuat {rows} baris, jauh lebih banyak daripada yang dapat berasal dari daerah ini. "
    "Sisakan satu baris untuk tiap desa, atau unggah kegiatan dan lembar lainnya per tahun, lalu unggah lagi.",
    "busy": "Komputer sedang sibuk membaca berkas lain. Tunggu sebentar, lalu coba lagi.",
}
"""Reason → the sentence an officer reads: the trouble in everyday words, then the mend. "no_desa", "no_status" and
"no_status_below" say more of "no_table"."""


class Refused(Exception):
    """The file as a whole cannot be read. `reason` is a short machine word, `message` one for the officer."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.message = message

    def to_wire(self) -> dict[str, str]:
        """What a child answers in place of a result."""
        return {"refused": self.reason, "message": self.message}


def refuse(reason: str, **facts: object) -> Refused:
    """The refusal for a reason of `MESSAGES`, its sentence filled with `facts`."""
    return Refused(reason, MESSAGES[reason].format(**facts))


def pack_json(value: Any) -> bytes:
    """A value of plain lists, strings and numbers as JSON, half letters of UTF-16 included, which files may hold."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpack_json(packed: bytes) -> Any:
    """The inverse of `pack_json`. Raises ValueError for anything else."""
    try:
        return orjson.loads(packed)
    except ValueError:
        return json.loads(packed)


def pack(head: dict[str, Any], body: bytes) -> bytes:
    """One JSON object and the bytes that belong to it: the length of the JSON (4 bytes, big end first), both."""
    text = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return struct.pack(">I", len(text)) + text + body


def unpack(packed: bytes) -> tuple[dict[str, Any], bytes]:
    """The inverse of `pack`. Raises Refused for anything else: a child that died in the middle of its answer."""
    try:
        (length,) = struct.unpack_from(">I", packed)
        head = json.loads(packed[4 : 4 + length].decode("utf-8", "surrogatepass"))
        return dict(head), packed[4 + length :]
    except (struct.error, ValueError, TypeError) as error:
        raise refuse("damaged") from error


def to_wire(workbook: Workbook) -> dict[str, Any]:
    """A workbook as plain lists, strings and numbers."""
    return _fields(workbook) | {
        "text_form": _fields(workbook.text_form) if workbook.text_form else None,
        "tables": [_table_to_wire(table) for table in workbook.tables],
        "programme": [_table_to_wire(table) for table in workbook.programme],
        "covers": {sheet: [list(cell) for cell in cells] for sheet, cells in workbook.covers.items()},
    }


def from_wire(wire: dict[str, Any]) -> Workbook:
    """The inverse of `to_wire`. Raises KeyError, TypeError, IndexError, AttributeError or ValueError for others."""
    return Workbook(
        **_with_tuples(wire)
        | {
            "unknown_sheets": {sheet: tuple(headers) for sheet, headers in wire["unknown_sheets"].items()},
            "dangerous_formulas": tuple(OutwardFormula(*cell) for cell in wire["dangerous_formulas"]),
            "external_links": tuple(OutwardFormula(*cell) for cell in wire["external_links"]),
            "text_form": TextForm(**_with_tuples(wire["text_form"])) if wire["text_form"] else None,
            "tables": [_table_from_wire(table) for table in wire["tables"]],
            "programme": [_table_from_wire(table) for table in wire["programme"]],
            "covers": {sheet: tuple(Cell(*cell) for cell in cells) for sheet, cells in wire["covers"].items()},
        }
    )


def _table_to_wire(table: Table) -> dict[str, Any]:
    return _fields(table) | {
        "rows": [_row_to_wire(row) for row in table.rows],
        "totals": [_row_to_wire(row) for row in table.totals],
        "above": [list(cell) for cell in table.above],
        "below": [list(cell) for cell in table.below],
        "moments": [list(cell) for cell in table.moments],
        "colours": list(table.colours.items()),
        "carried": sorted(table.carried),
        "spare": [
            [name, list(column._replace(cells=())), list(map(list, column.cells))]
            for name, column in table.spare.items()
        ],
    }


def _table_from_wire(wire: dict[str, Any]) -> Table:
    return Table(
        **_with_tuples(wire)
        | {
            "rows": [_row_from_wire(row) for row in wire["rows"]],
            "totals": [_row_from_wire(row) for row in wire["totals"]],
            "above": [Cell(*cell) for cell in wire["above"]],
            "below": [Cell(*cell) for cell in wire["below"]],
            "moments": tuple(Cell(*cell) for cell in wire["moments"]),
            "colours": {int(row): fill for row, fill in wire["colours"]},
            "carried": frozenset(wire["carried"]),
            "spare": {
                name: SpareColumn(*one)._replace(cells=tuple(Cell(*cell) for cell in cells), struck=tuple(one[3]))
                for name, one, cells in wire["spare"]
            },
            "unread_columns": {cell: tuple(told) for cell, told in wire["unread_columns"].items()},
        }
    )


def _row_to_wire(row: TableRow) -> list[Any]:
    """[number, field, ref, kind, text, merged_from, field, ref …]: one list a row, for a sheet may have 20,000."""
    wire: list[Any] = [row.row]
    for name, cell in row.cells.items():
        wire += (name, *cell)
    return wire


def _row_from_wire(wire: list[Any]) -> TableRow:
    names, *cells = (wire[part::5] for part in range(1, 6))
    return TableRow(int(wire[0]), dict(zip(names, map(Cell, *cells), strict=True)))


def _fields(value: Workbook | Table | TextForm) -> dict[str, Any]:
    return {item.name: getattr(value, item.name) for item in fields(value)}


def _with_tuples(wire: dict[str, Any]) -> dict[str, Any]:
    """Fields as they were before they became JSON, which has no tuples."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in wire.items()}
