"""Sheets that this program writes itself, and how a reader knows them again: by a hidden name of Excel.

The name belongs to the sheet, not to its title, so it stays where somebody renames, moves or copies the sheet, and
saves it in another program. Such a sheet is never read as a recap, nor reported as one that was not read.
"""

from __future__ import annotations

from typing import Any

PROBLEMS_NAME = "KKB_MASALAH"
"""Marks the list of findings in a marked workbook."""

GUIDE_NAME = "KKB_PETUNJUK"
"""Marks the guide in the template."""

EXPORT_NAME = "KKB_EKSPOR"
"""Marks the sheets behind the recap in an exported workbook: tables of figures, changes, definitions."""

OWN_NAMES = frozenset({PROBLEMS_NAME, GUIDE_NAME, EXPORT_NAME})


def quote_sheet(title: str) -> str:
    """A sheet's title as it stands in a reference: "Rekap '23" → "'Rekap ''23'"."""
    return "'" + title.replace("'", "''") + "'"


def claim_sheet(sheet: Any, name: str) -> None:
    """Mark a worksheet of openpyxl as ours."""
    from openpyxl.workbook.defined_name import DefinedName

    sheet.defined_names.add(DefinedName(name, attr_text=f"{quote_sheet(sheet.title)}!$A$1", hidden=True))


def is_claimed(sheet: Any, name: str) -> bool:
    """True if a worksheet of openpyxl is marked as ours."""
    return name in sheet.defined_names
