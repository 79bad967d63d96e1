"""An .xlsx looked through: what the zip is, its parts, and its sheets as grids.

Some files lie: about their size, about where a text stands, about a cell being empty. So every part is inflated here
once, counted as it comes (sizes in the headers may lie), and parsed once by expat, which refuses a DTD; of a sheet the
same pass takes the values and what other readers lose.
"""

from __future__ import annotations

import posixpath

from kkb.workbook.grid import Grid, Inspected, Sheet
from kkb.workbook.kind import GET_EXCEL, OPEN_ARCHIVE, SAVE_AS
from kkb.workbook.model import Limits, Refused, refuse
from kkb.workbook.own_sheets import OWN_NAMES
from kkb.workbook.xlsx.cell_notes import read_notes
from kkb.workbook.xlsx.cell_styles import CellStyles, read_styles
from kkb.workbook.xlsx.package import Package
from kkb.workbook.xlsx.shared_strings import read_strings
from kkb.workbook.xlsx.worksheet import parse_worksheet
from kkb.workbook.xlsx.xml_pass import LocalNames, parse_xml

_LINKS = {"ddeLink": "tautan DDE", "oleLink": "tautan OLE"}
_DIGITS_OF_PLACE = 9
_TRUE = ("1", "true", "on")
_EMBEDDED = (("/embeddings/", "objek sisipan"), ("/activex/", "tombol ActiveX"))


def inspect(data: bytes, limits: Limits) -> Inspected:
    """Look through a whole zip. Raises Refused for anything that must not be read.

    The order is that of cost: names and headers of all parts, then what the workbook says it is, then every part once.
    """
    package = Package(data, limits)
    types = _content_types(package)
    _check_workbook_kind(package, types)
    return _inspect_workbook(package, types)


def _content_types(package: Package) -> dict[str, str]:
    """Part name → content type, from the parts declared one by one."""
    if "[Content_Types].xml" not in package:
        raise _refuse_other_zip(package)
    types: dict[str, str] = {}
    local = LocalNames()

    def start(name: str, attributes: dict[str, str]) -> None:
        if local[name] == "Override":
            types[attributes.get("PartName", "").lstrip("/").casefold()] = attributes.get("ContentType", "")

    parse_xml(package.chunks("[Content_Types].xml"), start=start)
    return types


def _refuse_other_zip(package: Package) -> Refused:
    if "mimetype" in package or "content.xml" in package:
        return refuse("not_excel", seems="tampaknya berkas LibreOffice (.ods atau sejenisnya)", mend=SAVE_AS)
    return refuse("not_excel", seems="tampaknya arsip ZIP", mend=OPEN_ARCHIVE)


def _check_workbook_kind(package: Package, types: dict[str, str]) -> None:
    joined = " ".join(types.values()).casefold()
    names = package.names
    if "wordprocessingml" in joined or any(name.startswith("word/") for name in names):
        raise refuse("not_excel", seems="tampaknya dokumen Word", mend=GET_EXCEL)
    if "presentationml" in joined or any(name.startswith("ppt/") for name in names):
        raise refuse("not_excel", seems="tampaknya presentasi PowerPoint", mend=GET_EXCEL)
    # Excel declares the type of .xlsb for all names that end in ".bin", and no part by its own name.
    if "ms-excel.sheet.binary" in joined or "xl/workbook.bin" in names:
        raise refuse("not_excel", seems="berformat Excel biner (.xlsb)", mend=SAVE_AS)
    has_macros = any("vbaproject" in name or "/macrosheets/" in name for name in names)
    if has_macros or "macroenabled" in joined:
        raise refuse("macros")
    if not any("spreadsheetml" in kind and kind.endswith(".main+xml") for kind in types.values()):
        if "xl/workbook.xml" in package:
            return
        raise refuse("not_excel", seems="tampaknya arsip ZIP", mend=SAVE_AS)


def _inspect_workbook(package: Package, types: dict[str, str]) -> Inspected:
    workbook_part = next(
        (name for name, kind in types.items() if kind.endswith(".main+xml") and name in package), "xl/workbook.xml"
    )
    folder, base = posixpath.split(workbook_part)
    rels_part = f"{folder}/_rels/{base}.rels"
    if workbook_part not in package or rels_part not in package:
        raise refuse("damaged")
    done = {"[content_types].xml", workbook_part, rels_part}
    targets = _relations(package, rels_part, folder)
    listed, is_1904, own, is_uncalculated = _listed_sheets(package, workbook_part)
    strings_part = next((part for kind, part in targets.values() if kind == "sharedStrings"), "")
    strings = read_strings(package.chunks(strings_part)) if strings_part in package else None
    styles_part = next((part for kind, part in targets.values() if kind == "styles"), "")
    styles = CellStyles()
    if styles_part in package and styles_part not in done | {strings_part}:
        styles = read_styles(package.chunks(styles_part))
        done.add(styles_part)
    done.add(strings_part)
    result = Inspected()
    for name, relation, is_visible in listed:
        kind, part = targets.get(relation, ("", ""))
        if part not in package or part in done or any(name == sheet.name for sheet in result.sheets):
            raise refuse("damaged")
        grid = None
        if kind == "worksheet":
            done.add(part)
            grid = parse_worksheet(package.chunks(part), name, strings, styles, is_1904=is_1904)
            grid.notes = _notes_of(package, part, done)
        result.sheets.append(Sheet(name, is_visible, grid))
    if is_uncalculated:
        _forget_zeros([sheet.grid for sheet in result.sheets if sheet.grid is not None])
    result.sheets = [sheet for place, sheet in enumerate(result.sheets) if place not in own]
    for name in package.names:
        if name not in done:
            if name == "docprops/custom.xml":
                result.is_sample = _says_sample(package, name)
            else:
                _walk_other(package, name, result.embedded)
    return result


def _forget_zeros(grids: list[Grid]) -> None:
    """A program that calculates nothing writes a 0 as the result of each formula, and asks Excel to calculate all when
    it opens the file. Beside one other result the zeros are results, too."""
    if not any(grid.has_results for grid in grids):
        for grid in grids:
            grid.forget_results()


def _notes_of(package: Package, part: str, done: set[str]) -> dict[tuple[int, int], str]:
    """Cell → the note pinned to it, of the sheet in `part`."""
    folder, base = posixpath.split(part)
    rels = f"{folder}/_rels/{base}.rels"
    if rels not in package or rels in done:
        return {}
    done.add(rels)
    targets = _relations(package, rels, folder).values()
    notes = next((target for kind, target in targets if kind == "comments" and target in package), "")
    if not notes or notes in done:
        return {}
    done.add(notes)
    return read_notes(package.chunks(notes))


def _walk_other(package: Package, name: str, embedded: list[str]) -> None:
    """Count a part that no reader of ours opens; a DTD in it is refused all the same."""
    seen: list[str] = []
    if "/externallinks/" in name and name.endswith(".xml"):
        local = LocalNames()

        def start(tag: str, _: dict[str, str]) -> None:
            if local[tag] in _LINKS:
                seen.append(_LINKS[local[tag]])

        parse_xml(package.chunks(name), start=start)
    elif name.endswith((".xml", ".rels", ".vml")):
        parse_xml(package.chunks(name))
    else:
        for _ in package.chunks(name):
            pass
    seen += [words for folder, words in _EMBEDDED if folder in name]
    embedded += [words for words in dict.fromkeys(seen) if words not in embedded]


def _relations(package: Package, part: str, folder: str) -> dict[str, tuple[str, str]]:
    """Relation id → (last word of its type, part it points to, case folded)."""
    targets: dict[str, tuple[str, str]] = {}
    local = LocalNames()

    def start(name: str, attributes: dict[str, str]) -> None:
        if local[name] == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            targets[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], whole.casefold())

    parse_xml(package.chunks(part), start=start)
    return targets


def _listed_sheets(package: Package, part: str) -> tuple[list[tuple[str, str, bool]], bool, set[int], bool]:
    """(name, relation id, is visible) of every sheet, in order; whether days count from 1904; the places, from 0, of
    sheets that this program wrote itself; whether all formulas are still to be calculated."""
    listed: list[tuple[str, str, bool]] = []
    own: set[int] = set()
    local = LocalNames()
    is_1904 = is_uncalculated = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal is_1904, is_uncalculated
        if local[name] == "sheet":
            relation = next((value for key, value in attributes.items() if local[key] == "id"), "")
            is_visible = attributes.get("state", "visible") == "visible"
            listed.append((attributes.get("name", ""), relation, is_visible))
        elif local[name] == "workbookPr":
            is_1904 = attributes.get("date1904", "").casefold() in _TRUE
        elif local[name] == "calcPr":
            is_uncalculated = attributes.get("fullCalcOnLoad", "").casefold() in _TRUE
        elif local[name] == "definedName" and attributes.get("name", "").upper() in OWN_NAMES:
            place = attributes.get("localSheetId", "")
            if place.isascii() and place.isdecimal() and len(place) < _DIGITS_OF_PLACE:
                own.add(int(place))

    parse_xml(package.chunks(part), start=start)
    return listed, is_1904, own, is_uncalculated


def _says_sample(package: Package, part: str) -> bool:
    """True if the workbook carries the property "contoh": sample data says so itself."""
    local = LocalNames()
    values: dict[str, str] = {}
    current = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal current
        if local[name] == "property":
            current = attributes.get("name", "").strip().casefold()

    def text(value: str) -> None:
        values[current] = values.get(current, "") + value

    parse_xml(package.chunks(part), start=start, text=text)
    return values.get("contoh", "").strip().casefold() in {"true", "1", "ya"}
