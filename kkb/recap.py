"""A recap as read from a workbook: tables of text, every text with the cell it stands in.

What the reader hands to the checker. Nothing here is interpreted yet: a date is the text of a date, a status is
the officer's word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

CellKind = Literal["text", "number", "date", "bool", "error", "no_cache", "broken"]

MOMENT_HEADERS = frozenset(
    {"timestamp", "cap waktu", "stempel waktu", "waktu pengiriman", "completion time", "_submission_time"}
)
"""Headers of the moment at which a row was sent, as the programs write them that make forms, in small letters."""


class Cell(NamedTuple):
    """One filled cell. Blank cells are absent.

    `ref` is the address ("C14"). `text`: a number without a trailing ".0", a date in ISO form (with the time only
    if there is one; only "2018-05" or "2018" where Excel shows no day, or neither day nor month), "TRUE" or "FALSE",
    an error's name ("#REF!"), "" for a formula without a stored result (`no_cache`), what stands in the file
    for a value that no reader can be trusted with (`broken`). `merged_from` is the address of the cell whose value was
    filled into this one: a merged range, a block's kecamatan, or a ditto mark.
    """

    ref: str
    kind: CellKind
    text: str
    merged_from: str | None = None

    @property
    def source_ref(self) -> str:
        """The address of the cell that holds the value."""
        return self.merged_from or self.ref


class SpareColumn(NamedTuple):
    """A column of a recap that no field is read from: its header, the address of that, and its filled cells.

    `struck`, `is_hidden` and `crosses_say_no` are told as of a `Table`, which has them of the columns that are read.
    """

    header: str
    cell: str
    cells: tuple[Cell, ...]
    struck: tuple[str, ...] = ()
    is_hidden: bool = False
    crosses_say_no: bool = False


@dataclass(slots=True)
class TableRow:
    """One row of a table: `row` is its number in the sheet, `cells` maps a field ("desa", "status" …) to its cell."""

    row: int
    cells: dict[str, Cell] = field(default_factory=dict)

    def text_of(self, name: str) -> str:
        """The text of a field, "" where it is blank."""
        cell = self.cells.get(name)
        return cell.text if cell is not None else ""


@dataclass(slots=True)
class Table:
    """A table found in a sheet, with the texts around it.

    `columns` maps a field to the header as written, `column_letters` to the column ("E"); `extra_columns` are
    headers that mean no field. "tahapan" is what tells the status once more beside it ("Progres"); it is not stored.
    Where the kecamatan stands in heading rows of its own, the rows have a cell "kecamatan" although no such column
    exists. Where the status does ("A. SUDAH TERBENTUK"), `columns["status"]` is "Status (baris judul)" and there is no
    letter for it. `totals` are the Jumlah rows (their words under "label"), `above` and `below` the texts outside the
    table (title, signature block), `hidden_rows` the rows that Excel does not show. Several tables of one sheet have
    the same `sheet` and are told apart by `part` (0, 1, ...).

    `ticks` maps letter to header of the tick columns that "status" was put together from: then its cell is the ticked
    one, its text the header of that column ("Sudah"; "Sudah + Belum" for two ticks), `columns["status"]` the joined
    headers and `column_letters["status"]` the first of them. `is_ladder`: those columns are steps answered in words
    (Sudah, Belum), of which the text is the highest. `tick_x` are the cells where an x was taken as a tick.
    `year_columns` are the headers of a layout with one column a year: "tanggal" is then the first marked cell, its
    text that year. `hidden_columns` are the headers of fields read from columns that Excel does not show.
    `crosses_say_no`: in a column of v and x alone the x is the other choice. `elsewhere` are a header and the words
    under it that say of `rows_elsewhere` rows that they are not about the Pokja; those are not among the rows.

    What is not in the text of a cell: `struck` are cells that are crossed out, wholly or in part; `notes` maps a cell
    to the note that somebody pinned to it. Where the fills of rows without a word of status tell them apart, `colours`
    maps each of them to its fill ("00B050", "theme 4", "" for none), and `legend` a fill to the words beside it
    elsewhere.

    `lembar` names the sheet of the programme that the table is ("kegiatan", see `kkb.programme`), with that sheet's own
    fields; "" is a recap of status. Of such a sheet alone it is told which rows leave the kecamatan blank, so that it
    is that of a row above (`carried`). `extra_cells` is where the `extra_columns` have their headers ("E4"). `period`
    is the header of the status ("Status 2023") of a table that was read once for each of several periods side by side.
    `spare` maps the letters of a column that no field is read from to what stands there, so that somebody may say what
    it is. `unread_columns` are those of the `extra_columns` that seem to tell a fact of the Pokja: the cell of the
    header → the header, the fact ("tanggal", "no_sk", "tahap") and the text of one cell. `moments` are the cells that
    tell when the last rows were sent, where the rows are the answers to a form.
    """

    sheet: str
    header_rows: tuple[int, ...]
    columns: dict[str, str]
    column_letters: dict[str, str]
    rows: list[TableRow] = field(default_factory=list)
    extra_columns: tuple[str, ...] = ()
    totals: list[TableRow] = field(default_factory=list)
    above: list[Cell] = field(default_factory=list)
    below: list[Cell] = field(default_factory=list)
    hidden_rows: tuple[int, ...] = ()
    ticks: dict[str, str] = field(default_factory=dict)
    is_ladder: bool = False
    tick_x: tuple[str, ...] = ()
    year_columns: tuple[str, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    part: int = 0
    crosses_say_no: bool = False
    elsewhere: tuple[str, ...] = ()
    rows_elsewhere: int = 0
    struck: tuple[str, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)
    colours: dict[int, str] = field(default_factory=dict)
    legend: dict[str, str] = field(default_factory=dict)
    lembar: str = ""
    extra_cells: tuple[str, ...] = ()
    carried: frozenset[int] = frozenset()
    period: str = ""
    unread_columns: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    moments: tuple[Cell, ...] = ()
    spare: dict[str, SpareColumn] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a file without cells of its own was read: a text with separators, or a web page.

    `encoding` as officers know it ("UTF-8", "Windows-1252"); `doubts` are what is but a guess: "pemisah" (the
    separator), "huruf" (the encoding), "kutip" (quotation marks that do not pair), "baris" (rows that
    another separator parts).
    """

    kind: Literal["csv", "html"]
    encoding: str
    separator: str = ""
    doubts: tuple[str, ...] = ()


class OutwardFormula(NamedTuple):
    """A cell whose formula reaches outside the workbook; `reach` says how ("WEBSERVICE"), "" for another workbook."""

    sheet: str
    cell: str
    reach: str


@dataclass(slots=True)
class Workbook:
    """All tables of the visible sheets: of status in `tables`, of the sheets beside it in `programme`.

    `is_sample` is the property that marks invented data ("contoh"). `unread_sheets` are visible and filled, but hold no
    table of desa; `unknown_sheets` hold one whose other headers mean nothing: sheet → those headers.
    `covers` are the words and days of short sheets without a table: sheet → those cells.
    `dangerous_formulas` are cells of visible sheets whose formula fetches, opens or starts something, `external_links`
    those whose value was taken from another workbook. `text_form` is None for a workbook proper. `embedded` names what
    lies in the file and is never opened ("objek sisipan"). `no_status` says that no table has a status, date or decree:
    `tables` are then those of desa of which somebody may still say which column it is.
    """

    is_sample: bool = False
    tables: list[Table] = field(default_factory=list)
    hidden_sheets: tuple[str, ...] = ()
    unread_sheets: tuple[str, ...] = ()
    unknown_sheets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dangerous_formulas: tuple[OutwardFormula, ...] = ()
    text_form: TextForm | None = None
    external_links: tuple[OutwardFormula, ...] = ()
    embedded: tuple[str, ...] = ()
    programme: list[Table] = field(default_factory=list)
    covers: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)
    no_status: str = ""
