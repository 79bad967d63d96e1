"""OpenDocument sheets (.ods) by one pass of expat over the parts of a guarded zip."""

from __future__ import annotations

from kkb.workbook.formats.open_content import ContentReader, OpenTable
from kkb.workbook.grid import Grid, Value
from kkb.workbook.kind import GET_EXCEL
from kkb.workbook.model import Limits, refuse
from kkb.workbook.xlsx.guard import Inspected, Sheet
from kkb.workbook.xlsx.package import Package
from kkb.workbook.xlsx.worksheet import MAX_AREA
from kkb.workbook.xlsx.xml_pass import parse_xml

_NO_MODULES = ("script-lb.xml", "script-lc.xml", "dialog-lb.xml", "dialog-lc.xml")


def read_open_document(data: bytes, limits: Limits) -> Inspected:
    """What is known of a workbook, with the grids of its sheets. Raises Refused."""
    package = Package(data, limits)
    _check_parts(package)
    reader = ContentReader()
    if "styles.xml" in package:
        parse_xml(package.chunks("styles.xml"), start=reader.styles.start, end=reader.styles.end)
    parse_xml(package.chunks("content.xml"), start=reader.start, end=reader.end, text=reader.text)
    if not reader.is_spreadsheet:
        raise refuse("not_excel", seems="tampaknya dokumen LibreOffice yang bukan lembar kerja", mend=GET_EXCEL)
    result = Inspected(is_sample="meta.xml" in package and _says_sample(package))
    result.embedded += ["tautan DDE"] if reader.has_dde else []
    area = 0
    for table in reader.tables:
        if any(table.name == sheet.name for sheet in result.sheets):
            raise refuse("damaged")
        grid = _make_grid(table)
        area += grid.area
        if area > MAX_AREA:
            raise refuse("too_big_inside")
        if not table.is_own:
            result.sheets.append(Sheet(table.name, table.is_visible, grid))
    return result


def _check_parts(package: Package) -> None:
    names = package.names
    if "encrypted-package" in names:
        raise refuse("password")
    if "meta-inf/manifest.xml" in names:
        parse_xml(package.chunks("META-INF/manifest.xml"), start=_refuse_encrypted)
    has_modules = any(name.startswith("basic/") and not name.endswith(_NO_MODULES) for name in names)
    if has_modules or any(name.startswith("scripts/") for name in names):
        raise refuse("macros")
    if "content.xml" not in names:
        raise refuse("damaged")


def _refuse_encrypted(name: str, _: dict[str, str]) -> None:
    if name.rpartition(":")[2] == "encryption-data":
        raise refuse("password")


def _make_grid(table: OpenTable) -> Grid:
    """The box around what is filled in a sheet."""
    if not table.rows:
        return Grid(table.name, [])
    top, bottom = min(table.rows), max(table.rows)
    left = min(min(values) for values in table.rows.values())
    right = max(max(values) for values in table.rows.values())
    facts = table.facts
    if (bottom - top + 1) * (right - left + 1) > MAX_AREA:
        raise refuse("too_big_inside")
    for first, last in table.hidden:
        facts.hidden_rows.update(range(max(first, top), min(last, bottom) + 1))
    columns = range(left, right + 1)
    lines: list[list[Value]] = []
    for row in range(top, bottom + 1):
        values = table.rows.get(row)
        lines.append([values.get(column) for column in columns] if values else [])
    return Grid(
        sheet=table.name,
        values=lines,
        top=top,
        left=left,
        merged=facts.merged,
        hidden_rows=facts.hidden_rows,
        hidden_columns=facts.hidden_columns,
        formulas=facts.formulas,
        percent=facts.percent,
        dangerous=facts.dangerous,
        linked=facts.linked,
    )


def _says_sample(package: Package) -> bool:
    """True if the workbook carries the property "contoh"."""
    name, texts = "", dict[str, str]()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal name
        name = attributes.get("meta:name", "").strip().casefold() if tag == "meta:user-defined" else ""

    def text(value: str) -> None:
        texts[name] = texts.get(name, "") + value

    parse_xml(package.chunks("meta.xml"), start=start, text=text)
    return texts.get("contoh", "").strip().casefold() in {"true", "1", "ya"}
