"""The child process: a recap's bytes on stdin, one JSON object on stdout. Run as `python -m kkb.workbook.child`.

It limits itself before it imports a reader, so that a hostile file can cost this process only. The JSON is
{"workbook": …} or {"refused": reason, "message": sentence}; whatever else happens, the parent says it plainly.
"""

from __future__ import annotations

import gc
import itertools
import os
import sys
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from kkb.formatting import format_count
from kkb.recap import OutwardFormula, Workbook
from kkb.workbook.model import Limits, Refused, pack, pack_json, refuse, to_wire, unpack

Work = Callable[[dict[str, Any], bytes, Limits], tuple[dict[str, Any], bytes]]
"""What a child does with a request and a file: its answer, and the bytes that belong to it."""

_MOST_NAMED = 100
"""Cells with formulas that are named: a hostile file may hold millions."""

_YIELDS = 5
"""How far this process stands behind the server: readers who wait for a page come first."""


def limit_process(limits: Limits) -> None:
    """Limit memory, processor time and priority of this process and forbid core dumps, where the platform can."""
    if sys.platform == "win32":
        return
    import resource

    os.nice(_YIELDS)
    for kind, soft, hard in (
        (resource.RLIMIT_AS, limits.address_space_bytes, limits.address_space_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        try:
            resource.setrlimit(kind, (soft, hard))
        except (ValueError, OSError) as error:
            print(f"limit {kind} not set: {error}", file=sys.stderr)


def take_limits(arguments: list[str]) -> Limits:
    """The `Limits` whose values are the arguments of a child process, in order; from here on they bind it."""
    values = [int(argument) for argument in arguments]
    limits = Limits(**dict(zip((item.name for item in fields(Limits)), values, strict=True)))
    limit_process(limits)
    gc.disable()  # A short life with millions of small objects and no cycles: collecting costs a third of it.
    return limits


def forgo_numpy() -> None:
    """Hide numpy from openpyxl, which imports it where it finds it, for nothing we use.

    It would take half of the time, and on a machine with many processors more address space than the limit gives.
    """
    sys.modules["numpy"] = None  # type: ignore[assignment]


def read(data: bytes, limits: Limits) -> Workbook:
    """The tables of a workbook. Raises Refused. Imports its readers only now, inside the limits."""
    from kkb.workbook.addresses import column_letters
    from kkb.workbook.beside_tables import find_covers, find_moments
    from kkb.workbook.formats.opening import open_recap
    from kkb.workbook.tables.layout import bare_tables_of_sheet, tables_of_sheet
    from kkb.workbook.tables.no_table import describe_missing_table, describe_turned, unknown_headers

    opened = open_recap(data, limits)
    inspected, grids = opened.inspected, opened.inspected.grids
    no_status = ""
    found = [table for grid in grids for table in tables_of_sheet(grid)]
    if not found:
        if turned := describe_turned(grids):
            raise Refused("turned", turned)
        hidden = [sheet.name for sheet in inspected.sheets if not sheet.is_visible]
        no_status = describe_missing_table(grids, hidden)
        found = [table for grid in grids for table in bare_tables_of_sheet(grid)]
        if not found:
            raise Refused("no_table", no_status)
    # Taking them over would hold up the process that serves the readers.
    if (rows := sum(len(table.rows) for table in found)) > limits.table_rows:
        raise refuse("crowd", rows=format_count(rows))
    read_sheets = {table.sheet for table in found}
    by_name = {grid.sheet: grid for grid in grids}
    for table in found:
        table.moments = find_moments(by_name[table.sheet], table)
    is_filled = {grid.sheet for grid in grids} | {sheet.name for sheet in inspected.sheets if sheet.grid is None}
    unknown = {
        grid.sheet: headers for grid in grids if grid.sheet not in read_sheets and (headers := unknown_headers(grid))
    }
    dangerous = (
        OutwardFormula(grid.sheet, f"{column_letters(column)}{row}", name)
        for grid in grids
        for (row, column), name in grid.dangerous.items()
    )
    linked = (
        OutwardFormula(grid.sheet, f"{column_letters(column)}{row}", "")
        for grid in grids
        for row, column in sorted(grid.linked)
    )
    return Workbook(
        is_sample=inspected.is_sample,
        tables=[table for table in found if not table.lembar],
        programme=[table for table in found if table.lembar],
        dangerous_formulas=tuple(itertools.islice(dangerous, _MOST_NAMED)),
        hidden_sheets=tuple(sheet.name for sheet in inspected.sheets if not sheet.is_visible),
        unread_sheets=tuple(
            sheet.name
            for sheet in inspected.sheets
            if sheet.is_visible and sheet.name in is_filled and sheet.name not in read_sheets | unknown.keys()
        ),
        unknown_sheets=dict(itertools.islice(unknown.items(), _MOST_NAMED)),
        text_form=opened.text_form,
        external_links=tuple(itertools.islice(linked, _MOST_NAMED)),
        embedded=tuple(inspected.embedded),
        covers=find_covers(grids, read_sheets | unknown.keys()),
        no_status=no_status,
    )


def answer(data: bytes, limits: Limits) -> bytes:
    """The one JSON object for the parent, never larger than the limit of unpacked bytes."""
    try:
        wire = pack_json({"workbook": to_wire(read(data, limits))})
        if len(wire) > limits.unpacked_bytes:
            raise refuse("too_big_inside")
    except Refused as refusal:
        wire = pack_json(refusal.to_wire())
    except MemoryError:
        wire = pack_json(refuse("too_big_inside").to_wire())
    return wire


def answer_request(packed: bytes, limits: Limits, work: Work) -> bytes:
    """The packed answer of `work` to a packed request and its file, or the refusal."""
    try:
        request, data = unpack(packed)
        return pack(*work(request, data, limits))
    except Refused as refusal:
        return pack(refusal.to_wire(), b"")
    except MemoryError:
        return pack(refuse("too_big_inside").to_wire(), b"")


def serve(answer: Callable[[bytes, Limits], bytes], arguments: list[str]) -> None:
    """Answer what comes on stdin, within limits. Arguments: the values of `Limits`, in order."""
    limits = take_limits(arguments)
    forgo_numpy()
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), limits))


if __name__ == "__main__":
    serve(answer, sys.argv[1:])
    sys.stdout.flush()
    os._exit(0)  # To take a million objects apart, one by one, would be of no use to anybody.
