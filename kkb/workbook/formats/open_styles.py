"""Styles of an OpenDocument sheet: which cells show a date in part, which sheets are hidden."""

from __future__ import annotations

from dataclasses import dataclass, field

from kkb.workbook.xlsx.number_formats import shown_part

_LETTERS = {
    "number:day": "d", "number:month": "m", "number:year": "y", "number:hours": "h", "number:minutes": "h",
    "number:seconds": "s", "number:era": "g",
}  # fmt: skip
_MOST_PARENTS = 20


@dataclass(slots=True)
class OpenStyles:
    """Styles by their names, gathered from styles.xml and then content.xml, which may replace them."""

    hidden_tables: set[str] = field(default_factory=set)
    _dates: dict[str, str] = field(default_factory=dict)
    _cells: dict[str, tuple[str, str]] = field(default_factory=dict)
    _date: str = ""
    _table: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of any element; those that are no styles pass."""
        if name == "style:style":
            own, family = attributes.get("style:name", ""), attributes.get("style:family")
            self._table = own if family == "table" else ""
            if family == "table-cell":
                data_style = attributes.get("style:data-style-name", "")
                self._cells[own] = data_style, attributes.get("style:parent-style-name", "")
        elif name == "number:date-style":
            self._date = attributes.get("style:name", "")
            self._dates[self._date] = ""
        elif name in _LETTERS and self._date:
            # Blanks keep the letters of neighbours apart, as in a format of Excel.
            self._dates[self._date] += f"{_LETTERS[name]} "
        elif name == "style:table-properties" and self._table and attributes.get("table:display") == "false":
            self.hidden_tables.add(self._table)

    def end(self, name: str) -> None:
        """Take the end of any element."""
        if name == "number:date-style":
            self._date = ""

    def shown_part(self, style: str) -> str | None:
        """ "month", "year" or NO_YEAR where cells of this style show no more of a date; else None."""
        for _ in range(_MOST_PARENTS):
            data_style, parent = self._cells.get(style, ("", ""))
            if data_style:
                return shown_part(self._dates.get(data_style, ""))
            style = parent
        return None
