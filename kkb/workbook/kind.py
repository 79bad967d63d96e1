"""What kind of file some bytes are, told by their content; the name a file comes with is never asked."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from enum import StrEnum

from kkb.workbook.model import Limits, Refused, refuse

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
SAVE_AS = "Buka di Excel, pilih Simpan Sebagai, jenis Buku Kerja Excel (.xlsx), lalu unggah berkas baru itu."
GET_EXCEL = "Minta berkas Excel aslinya (.xlsx), lalu unggah yang itu."
EXPORT = "Buka di Numbers, pilih Ekspor Ke, lalu Excel (.xlsx), dan unggah berkas baru itu."
OPEN_ARCHIVE = "Buka arsipnya, lalu unggah berkas .xlsx di dalamnya."

_LEADING = (
    (b"%PDF", "tampaknya dokumen PDF", GET_EXCEL),
    (b"\x89PNG", "tampaknya gambar", GET_EXCEL),
    (b"GIF8", "tampaknya gambar", GET_EXCEL),
    (b"RIFF", "tampaknya gambar, suara atau video", GET_EXCEL),
    (b"II*\x00", "tampaknya gambar", GET_EXCEL),
    (b"MM\x00*", "tampaknya gambar", GET_EXCEL),
    (b"\x1f\x8b", "tampaknya arsip GZIP", OPEN_ARCHIVE),
    (b"\xff\xd8\xff", "tampaknya foto", GET_EXCEL),
    (b"Rar!", "tampaknya arsip RAR", OPEN_ARCHIVE),
    (b"7z\xbc\xaf", "tampaknya arsip 7z", OPEN_ARCHIVE),
    (b"{\\rtf", "tampaknya dokumen Word (RTF)", GET_EXCEL),
    (b"MIME-Version:", "sebenarnya halaman web yang disimpan utuh (.mht)", SAVE_AS),
    (b"ID;P", "berformat SYLK (.slk)", SAVE_AS),
    (b"TABLE\r\n0,1", "berformat DIF (.dif)", SAVE_AS),
)
_MEDIA = b"ftyp"
"""Stands behind the first four bytes of photographs of a telephone (HEIC) and of films."""

_NUMBERS_PART = ".iwa"
_RAW_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
"""The first record of a workbook of Excel 2 to 5 that has no container around it."""

_LOOKED_AT = 64 * 1024
_LEAST_LINES_WITH = 2
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HTML = re.compile(r"<\s*(?:html|!doctype\s+html|table|tr|body|head|meta|style|div|center)\b", re.IGNORECASE)
_TABLE_HTML = re.compile(r"<\s*(?:table|tr|td)\b", re.IGNORECASE)
_JSON = re.compile(r"[{\[]\s*[\"{\[]")
_SEPARATORS = ";,\t|"


class Kind(StrEnum):
    """The format of a file. `OTHER` is none that is read; `refuse_other` says what it seems to be."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"
    OTHER = "lain"


def check_size(data: bytes, limits: Limits) -> None:
    """Raises Refused for an empty file and for one beyond the size."""
    if not data:
        raise refuse("empty")
    if len(data) > limits.file_bytes:
        raise refuse("too_large", megabytes=limits.file_bytes // 2**20)


def kind_of(data: bytes) -> Kind:
    """The kind of a file. A zip that is nothing else counts as XLSX: the guard tells what is wrong with it."""
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(_names_in_zip(data))
    if data.startswith(OLE):
        return Kind.XLS
    if data.startswith((*(magic for magic, _, _ in _LEADING), *_RAW_BIFF)):
        return Kind.OTHER
    head = text_head(data)
    if head is None:
        return Kind.OTHER
    if head.startswith("<?xml") and not re.search(r"<\s*html\b", head, re.IGNORECASE):
        return Kind.OTHER
    if (head.startswith("<") and _HTML.search(head)) or len(_TABLE_HTML.findall(head)) > _LEAST_LINES_WITH:
        return Kind.HTML
    if head.startswith("<") or _JSON.match(head):
        return Kind.OTHER
    lines = [line for line in head.splitlines() if line.strip()]
    names_separator = bool(lines) and lines[0].casefold().startswith("sep=")
    separated = max((sum(one in line for line in lines) for one in _SEPARATORS), default=0)
    return Kind.CSV if names_separator or separated >= min(_LEAST_LINES_WITH, len(lines)) > 0 else Kind.OTHER


def refuse_other(data: bytes) -> Refused:
    """The refusal of a file of kind OTHER: what it seems to be, and the mend."""
    for magic, seems, mend in _LEADING:
        if data.startswith(magic):
            return refuse("not_excel", seems=seems, mend=mend)
    if data.startswith(b"PK\x03\x04"):
        return refuse("not_excel", seems="tampaknya berkas Numbers (Apple)", mend=EXPORT)
    if data[4:8] == _MEDIA:
        return refuse("not_excel", seems="tampaknya foto atau video", mend=GET_EXCEL)
    if data.startswith(_RAW_BIFF):
        return refuse("old_xls")
    head = text_head(data)
    if head is None:
        mend = "Pastikan yang diunggah berkas Excel (.xlsx), bukan berkas lain."
        return refuse("not_excel", seems="tidak dikenali", mend=mend)
    if head.startswith("<"):
        return refuse("not_excel", seems="berisi teks XML", mend=SAVE_AS)
    if _JSON.match(head):
        return refuse("not_excel", seems="tampaknya data JSON", mend=GET_EXCEL)
    return refuse("not_excel", seems="tampaknya teks biasa", mend=GET_EXCEL)


def text_head(data: bytes) -> str | None:
    """The beginning of a text without its mark of byte order and leading blanks; None for what is no text."""
    start = data[:_LOOKED_AT]
    encoding = utf16_of(data)
    # A letter may be cut at the end of what is looked at.
    text = start.decode(encoding, "ignore") if encoding else start.decode("latin-1")
    text = text.removeprefix("\ufeff").removeprefix("ï»¿").lstrip()
    return text if text and not _BINARY.search(text) else None


def utf16_of(data: bytes) -> str | None:
    """ "utf-16-le" or "utf-16-be" for a text in UTF-16, with or without the mark of byte order; else None."""
    if data.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if data.startswith(b"\xfe\xff"):
        return "utf-16-be"
    start = data[:_LOOKED_AT]
    half = len(start) // 2
    # Latin letters in UTF-16: every other byte is 0, and the others hardly ever.
    first, second = start[0::2].count(0), start[1::2].count(0)
    if half > 3 and second > half * 0.8 and first == 0:
        return "utf-16-le"
    return "utf-16-be" if half > 3 and first > half * 0.8 and second == 0 else None


def _names_in_zip(data: bytes) -> set[str]:
    """Names of all parts, case folded; none for a zip that is damaged."""
    try:
        return {name.casefold() for name in zipfile.ZipFile(io.BytesIO(data)).namelist()}
    except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, EOFError, OverflowError, OSError):
        return set()


def _kind_of_zip(names: set[str]) -> Kind:
    if "[content_types].xml" in names:
        return Kind.XLSX
    if "content.xml" in names or "mimetype" in names:
        return Kind.ODS
    return Kind.OTHER if any(name.endswith(_NUMBERS_PART) for name in names) else Kind.XLSX
