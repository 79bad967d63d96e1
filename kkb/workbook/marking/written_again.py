"""What openpyxl does not write again: results of formulas and sizes of notes are put back, the rest is told.

A workbook written by openpyxl has formulas without results until somebody opens it in Excel; whoever uploads it
before that would be told that every formula lacks its result.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from kkb.workbook.xlsx.xml_pass import LocalNames, parse_xml

Results = Mapping[str, tuple[str, str]]
"""Address of a cell with a formula → (type as in the XML, "" for a number; stored result)."""

# An empty element ends as the XML library that openpyxl finds writes it: "<v />", "<v/>", "<v></v>".
_EMPTY_RESULT = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*)>(<f\b[^>]*?(?:/>|>[^<]*</f>))<v(?: ?/>|></v>)</c>')
_NOTE = re.compile(rb"<(?:\w+:)?shape .*?</(?:\w+:)?shape>", re.DOTALL)
_NOTE_SIDE = re.compile(rb"(?<![\w-])(width|height):([\d.]+)(pt|px)")
_NOTE_PLACE = re.compile(rb"<(?:\w+:)?(Row|Column)>(\d+)<")
_PX_PER_PT = 96 / 72
_SHAPE = re.compile(rb"<(?:\w+:)?(?:sp|grpSp|cxnSp)[ >]")
_CHUNK = 64 * 1024

_IN_SHEETS = (
    (b"x14:dataValidation", "pilihan isian"),
    (b"x14:conditionalFormatting", "format bersyarat"),
    (b"x14:sparkline", "grafik mini"),
)
_AS_PARTS = (
    ("xl/charts/", "grafik"),
    ("xl/slicers/", "pemotong data"),
    ("xl/ctrlprops/", "tombol"),
    ("xl/activex/", "tombol"),
    ("xl/threadedcomments/", "percakapan komentar"),
)


def stored_results(data: bytes, part: str) -> dict[str, tuple[str, str]]:
    """The stored results of all formulas of one worksheet part."""
    results: dict[str, tuple[str, str]] = {}
    local = LocalNames()
    address = kind = tag = ""
    has_formula = False
    text: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal address, kind, tag, has_formula
        tag = local[name]
        if tag == "c":
            address, kind, has_formula = attributes.get("r", ""), attributes.get("t", ""), False
            text.clear()
        elif tag == "f":
            has_formula = True

    def end(name: str) -> None:
        nonlocal tag
        tag = ""
        if local[name] == "c" and has_formula and text:
            results[address] = (kind, "".join(text))

    def take(value: str) -> None:
        if tag == "v":
            text.append(value)

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parse_xml(_chunks(archive, part), start=start, end=end, text=take)
    return results


def put_results(data: bytes, results: Sequence[Results]) -> bytes:
    """A workbook as openpyxl wrote it, with `results` for its worksheets, in their order."""
    by_part = {f"xl/worksheets/sheet{n}.xml": found for n, found in enumerate(results, start=1) if found}
    if not by_part:
        return data
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, _fill(content, by_part[name]) if name in by_part else content)
    return stream.getvalue()


def _fill(xml: bytes, results: Results) -> bytes:
    def with_result(match: re.Match[bytes]) -> bytes:
        found = results.get(match[2].decode())
        if found is None:
            return match[0]
        kind, value = found
        type_of = f' t="{escape(kind)}"'.encode() if kind else b""
        return match[1] + type_of + b">" + match[3] + b"<v>" + escape(value, quote=False).encode() + b"</v></c>"

    return _EMPTY_RESULT.sub(with_result, xml)


def note_sizes(data: bytes, part: str) -> dict[tuple[int, int], tuple[float, float]]:
    """(row, column), from 1 → (width, height) in pixels of the notes drawn in one VML part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        drawing = archive.read(part)
    sizes = {}
    for shape in _NOTE.findall(drawing):
        place = {name: int(number) + 1 for name, number in _NOTE_PLACE.findall(shape)}
        sides = {
            name: float(size) * (_PX_PER_PT if unit == b"pt" else 1) for name, size, unit in _NOTE_SIDE.findall(shape)
        }
        if len(place) == 2 and len(sides) == 2:
            sizes[place[b"Row"], place[b"Column"]] = sides[b"width"], sides[b"height"]
    return sizes


def list_lost(before: bytes, after: bytes) -> tuple[str, ...]:
    """What of `before` may not be in `after` as it was, in Indonesian, each once."""
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        names = {name.casefold(): name for name in old.namelist()}
        lost = [word for folder, word in _AS_PARTS if any(name.startswith(folder) for name in names)]
        if _count_pictures(old) > _count_pictures(new):
            lost.append("gambar")
        drawings = (name for key, name in names.items() if re.fullmatch(r"xl/drawings/[^/]+\.xml", key))
        if any(_SHAPE.search(old.read(name)) for name in drawings):
            lost.append("bentuk dan kotak teks")
        sheets = [old.read(name) for key, name in names.items() if key.startswith("xl/worksheets/sheet")]
        lost += [word for sign, word in _IN_SHEETS if any(sign in sheet for sheet in sheets)]
    return tuple(dict.fromkeys(lost))


def _count_pictures(archive: zipfile.ZipFile) -> int:
    return sum(name.casefold().startswith("xl/media/") for name in archive.namelist())


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            yield chunk
