"""The child process that marks a workbook: request and file on stdin, answer and marked file on stdout.

Run as `python -m kkb.workbook.marking.child`; framing as `pack` of `kkb.workbook.marking.marks`. The answer is
{"rows", "lost", "only_faulty", "is_remade"}, or {"refused", "message"} without a file.
"""

from __future__ import annotations

import io
import sys
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kkb.problems import Severity
from kkb.recap import Table
from kkb.workbook.addresses import parse_address
from kkb.workbook.child import forgo_numpy, read, take_limits
from kkb.workbook.kind import Kind
from kkb.workbook.marking.marks import Mark, pack, unpack
from kkb.workbook.model import Limits, Refused, refuse

if TYPE_CHECKING:
    from kkb.workbook.formats.opening import Opened
    from kkb.workbook.grid import Grid

MOST_ROWS = 5_000
"""Rows of a workbook that is marked as a whole; of a larger one only the faulty rows are given back."""

MOST_XML = 8 * 2**20
"""Bytes of its sheets' XML, which is what openpyxl takes its time for."""

_NOTES_DRAWN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing"
_OPENPYXL_FAILS = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, NotImplementedError, RecursionError, SyntaxError,
    OverflowError, OSError, zipfile.BadZipFile,
)  # fmt: skip
"""What openpyxl raises at files that Excel and calamine can read."""


def mark(data: bytes, marks: Sequence[Mark], *, left_off: int, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """The answer and the marked file. Raises Refused. Imports its readers only now, inside the limits."""
    from kkb.workbook.formats.opening import open_recap

    opened = open_recap(data, limits)
    rows = len({(m.sheet, "".join(filter(str.isdigit, m.cell))) for m in marks if m.sheet and m.cell})
    if opened.kind is not Kind.XLSX:
        return _mark_foreign(data, opened, marks, left_off, limits, rows)
    if not _is_large(data):
        try:
            marked, lost = _mark_whole(data, marks, left_off)
            return {"rows": rows, "lost": lost, "only_faulty": False, "is_remade": False}, marked
        except _OPENPYXL_FAILS as error:
            print(f"openpyxl cannot write this again: {type(error).__name__}: {error}", file=sys.stderr)
    from kkb.workbook.marking.faulty_rows import write_faulty_rows

    marked = write_faulty_rows(data, _tables(data, limits), marks, left_off=left_off)
    return {"rows": rows, "lost": (), "only_faulty": True, "is_remade": False}, marked


def _mark_foreign(
    data: bytes, opened: Opened, marks: Sequence[Mark], left_off: int, limits: Limits, rows: int
) -> tuple[dict[str, Any], bytes]:
    """What was read of another format as a workbook, marked; of a large one only the faulty rows."""
    from kkb.workbook.formats.as_xlsx import sheet_names, write_as_xlsx
    from kkb.workbook.marking.faulty_rows import write_faulty_rows

    answer = {"rows": rows, "lost": (), "only_faulty": False, "is_remade": True}
    is_large = sum(len(grid.values) for grid in opened.inspected.grids) > MOST_ROWS
    tables = _tables(data, limits) if is_large else []
    names = sheet_names(grid.sheet for grid in opened.inspected.grids)
    for grid in opened.inspected.grids:
        grid.sheet = names[grid.sheet]
    for table in tables:
        table.sheet = names[table.sheet]
    marks = [replace(one, sheet=names.get(one.sheet, one.sheet) if one.sheet else None) for one in marks]
    if is_large:
        _keep_rows_of(opened.inspected.grids, tables, marks)
    remade = write_as_xlsx(opened.inspected.grids, is_sample=opened.inspected.is_sample)
    if is_large:
        return answer | {"only_faulty": True}, write_faulty_rows(remade, tables, marks, left_off=left_off)
    return answer, _mark_whole(remade, marks, left_off)[0]


def _keep_rows_of(grids: Sequence[Grid], tables: Sequence[Table], marks: Sequence[Mark]) -> None:
    """Empty all rows but those that are marked, and those down to the headers of tables."""
    wanted = {(m.sheet, parse_address(m.cell)[0]) for m in marks if m.sheet and m.cell}
    wanted |= {(t.sheet, row) for t in tables for row in range(1, max(t.header_rows) + 1)}
    for grid in grids:
        grid.values = [
            line if (grid.sheet, row) in wanted else [] for row, line in enumerate(grid.values, start=grid.top)
        ]
        grid.merged, grid.hidden_rows = [], set()


def _is_large(data: bytes) -> bool:
    from python_calamine import CalamineError, CalamineWorkbook

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    if sum(e.file_size for e in entries if e.filename.casefold().startswith("xl/worksheets/")) > MOST_XML:
        return True
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except CalamineError as error:
        raise refuse("damaged") from error
    return sum(sheet.height for sheet in sheets) > MOST_ROWS


def _mark_whole(data: bytes, marks: Sequence[Mark], left_off: int) -> tuple[bytes, tuple[str, ...]]:
    from openpyxl.reader.excel import ExcelReader

    from kkb.workbook.marking.marked_cells import put_marks, remove_marks
    from kkb.workbook.marking.problem_sheet import add_problem_sheet, remove_problem_sheets
    from kkb.workbook.marking.written_again import list_lost, note_sizes, put_results, stored_results

    # `load_workbook` does the same; the reader also tells which part holds which sheet.
    reader = ExcelReader(io.BytesIO(data), rich_text=True)
    reader.read()
    book = reader.wb
    parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    remove_problem_sheets(book)
    for sheet in book.worksheets:
        for relation in sheet._rels.find(_NOTES_DRAWN):
            for place, (width, height) in note_sizes(data, relation.target).items():
                note = sheet.cell(*place).comment
                if note is not None:
                    note.width, note.height = width, height
        remove_marks(sheet)
        put_marks(sheet, [m for m in marks if m.sheet == sheet.title])
    results = [
        stored_results(data, parts[sheet.title]) if any(c.data_type == "f" for c in sheet._cells.values()) else {}
        for sheet in book.worksheets
    ]
    if marks:
        add_problem_sheet(book, marks, left_off=left_off)
    stream = io.BytesIO()
    book.save(stream)
    marked = put_results(stream.getvalue(), results)
    return marked, list_lost(data, marked)


def is_address(cell: str) -> bool:
    """True for the address of a cell of Excel's grid ("C14")."""
    try:
        parse_address(cell)
    except Refused:
        return False
    return True


def _tables(data: bytes, limits: Limits) -> list[Table]:
    try:
        workbook = read(data, limits)
        return [*workbook.tables, *workbook.programme]
    except Refused as refusal:
        if refusal.reason == "no_table":
            return []
        raise


def _make_mark(sheet: str | None, cell: str | None, severity: str, *rest: Any) -> Mark:
    """A mark from its JSON; what is no address of a cell is left out of it."""
    return Mark(sheet, cell if cell and is_address(cell) else None, Severity(severity), *rest)


def answer(request: bytes, limits: Limits) -> bytes:
    """The packed answer to a packed request."""
    try:
        head, data = unpack(request)
        marks = [_make_mark(*parts) for parts in head["marks"]]
        result, marked = mark(data, marks, left_off=int(head["left_off"]), limits=limits)
        return pack(result, marked)
    except MemoryError:
        refusal = refuse("too_big_inside")
    except Refused as error:
        refusal = error
    return pack({"refused": refusal.reason, "message": refusal.message}, b"")


def main(arguments: list[str]) -> None:
    """Arguments: the values of `Limits`, in order."""
    limits = take_limits(arguments)
    forgo_numpy()
    warnings.simplefilter("ignore")  # What openpyxl cannot keep is told by `list_lost`.
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), limits))


if __name__ == "__main__":
    main(sys.argv[1:])
