"""Links from the words of a review to the cell that is to be mended: the sheet opens there, ready to be typed in."""

from __future__ import annotations

from urllib.parse import quote

from kkb.formatting import escaped
from kkb.personal import mask_personal_numbers
from kkb.problems import Problem, shorten
from kkb.ui.parts.addresses import link_html
from kkb.uploads.check import Checked

_PREFIX = "#sel="
"""Begins the address that sheet_view.js listens for: the number of the file, the sheet and the cell."""

_LINKED = 5


def first_link(checked: Checked) -> str:
    """The link to the first cell that a question asks about because it cannot be read, as HTML; "" where there is none.
    """
    held = checked.verdict.held
    return _link(checked, held[0]) if held else ""


def links(checked: Checked, file: int | None = None) -> str:
    """The links to all such cells, with what stands in them, as HTML."""
    held = [one for one in checked.verdict.held if file in (None, one.file)]
    told = [f'{_link(checked, one)}: "{escaped(_shown(one))}"' for one in held[:_LINKED]]
    rest = len(held) - len(told)
    return " · ".join([*told, *([f"dan {rest} sel lain"] if rest > 0 else [])])


def _link(checked: Checked, problem: Problem) -> str:
    address = _PREFIX + quote(f"{problem.file or 1}/{problem.sheet}!{problem.cell}", safe="")
    return link_html(f"Perbaiki {_place(checked, problem)}", address)


def _shown(problem: Problem) -> str:
    return shorten(mask_personal_numbers(problem.value or ""))


def _place(checked: Checked, problem: Problem) -> str:
    """ "sel E19 (Lenggang, baris 19)", of several files "sel E19 (Lenggang, baris 19, berkas Gantung.xlsx)"."""
    file = checked.files[(problem.file or 1) - 1]
    row = "".join(ch for ch in problem.cell or "" if ch.isdigit())
    sheets = {table.sheet for table in file.tables}
    named = (
        line.text_of("desa")
        for table in file.tables
        if table.sheet == problem.sheet
        for line in table.rows
        if any(cell.source_ref == problem.cell for cell in line.cells.values())
    )
    parts = [next(named, ""), f"baris {row}"]
    parts += [f"lembar {problem.sheet}"] * (len(sheets) > 1) + [f"berkas {file.name}"] * (len(checked.files) > 1)
    return mask_personal_numbers(f"sel {problem.cell} ({', '.join(filter(None, map(shorten, parts)))})")
