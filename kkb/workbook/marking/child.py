"""The child process that marks a workbook: request and file on stdin, answer and marked file on stdout.

Run as `python -m kkb.workbook.marking.child`; framed as `pack` of `kkb.workbook.model`. The answer is
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
from kkb.workbook.addresses import parse_address
from kkb.workbook.child import answer_request, serve
from kkb.workbook.kind import Kind
from kkb.workbook.marking.marks import Mark
from kkb.workbook.model import Limits, Refused

if TYPE_CHECKING:
    from kkb.workbook.formats.opening import Opened

MOST_ROWS = 5_000
"""Rows of a workbook that is marked as a whole; of a larger one only the faulty rows are given back."""

MOST_XML = 8 * 2**20
"""Bytes of its sheets' XML, which is what openpyxl takes its time for."""

_NOTES_DRAWN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing"
_OPENPYXL_FAILS = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, NotImplementedError, RecursionError, SyntaxError,
    OverflowError, OSError, zipfile.BadZipFile,
)  # fmt: skip
"""What openpyxl raises at files that Excel can read."""


def mark(data: bytes, marks: Sequence[Mark], *, left_off: int, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """The answer and the marked file. Raises Refused. Imports its readers only now, inside the limits."""
    from kkb.workbook.formats.as_xlsx import sheet_names, write_as_xlsx
    from kkb.workbook.formats.opening import open_recap
    from kkb.workbook.marking.faulty_rows import write_faulty_rows

    opened = open_recap(data, limits)
    grids = opened.inspected.grids
    rows = len({(m.sheet, "".join(filter(str.isdigit, m.cell))) for m in marks if m.sheet and m.cell})
    is_large = _is_large(data, opened)
    answer = {"rows": rows, "lost": (), "only_faulty": False, "is_remade": opened.kind is not Kind.XLSX}
    if opened.kind is not Kind.XLSX:
        names = sheet_names(grid.sheet for grid in grids)
        for grid in grids:
            grid.sheet = names[grid.sheet]
        marks = [replace(one, sheet=names.get(one.sheet, one.sheet) if one.sheet else None) for one in marks]
        data = b"" if is_large else write_as_xlsx(grids, is_sample=opened.inspected.is_sample)
    if not is_large:
        try:
            marked, lost = _mark_whole(data, marks, left_off)
            return answer | {"lost": lost}, marked
        except _OPENPYXL_FAILS as error:
            print(f"openpyxl cannot write this again: {type(error).__name__}: {error}", file=sys.stderr)
    return answer | {"only_faulty": True}, write_faulty_rows(grids, marks, left_off=left_off)


def _is_large(data: bytes, opened: Opened) -> bool:
    if opened.kind is Kind.XLSX:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if part.filename.casefold().startswith("xl/worksheets/")]
        if sum(part.file_size for part in parts) > MOST_XML:
            return True
    return sum(len(sheet.grid.values) for sheet in opened.inspected.sheets if sheet.grid is not None) > MOST_ROWS


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


def _make_mark(sheet: str | None, cell: str | None, severity: str, *rest: Any) -> Mark:
    """A mark from its JSON; what is no address of a cell is left out of it."""
    return Mark(sheet, cell if cell and is_address(cell) else None, Severity(severity), *rest)


def answer(packed: bytes, limits: Limits) -> bytes:
    """The packed answer to a packed request."""
    return answer_request(packed, limits, _mark)


def _mark(request: dict[str, Any], data: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
    marks = [_make_mark(*parts) for parts in request["marks"]]
    return mark(data, marks, left_off=int(request["left_off"]), limits=limits)


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # What openpyxl cannot keep is told by `list_lost`.
    serve(answer, sys.argv[1:])
