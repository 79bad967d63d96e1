"""What a row below the header is: numbering, total, heading of a kecamatan, data, or already the signatures."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import lru_cache

from kkb.calendar_words import MONTH_BY_WORD, any_of
from kkb.recap import CellKind, TableRow
from kkb.recap_columns import FACTS
from kkb.workbook.addresses import column_of
from kkb.workbook.grid import Described
from kkb.workbook.tables.headers import fold_space, words_of

_TOTAL = re.compile(
    r"((?:sub[\s.-]*|grand\s*)?(?:total|jumlah|jml|jlh)|pindahan|dipindahkan|rata\s*[-–]?\s*rata)\b", re.IGNORECASE
)
_TOTAL_BEHIND = re.compile(r"[^\W\d_].{1,40}\s(?:sub[\s-]*)?total", re.IGNORECASE)
"""As Excel's own subtotals are called: "Manggar Total"."""

_SHARE = re.compile(r"(?:pe?r[eo]?sentase|prosentase|persen|capaian)\b.{0,20}|%", re.IGNORECASE)
_NUMBERING = re.compile(r"\(?(\d{1,2})\)?\s*([=:].*)?")
_COUNT = re.compile(r"\d{1,3}")
_ROMAN = re.compile(r"(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})[.)]*", re.IGNORECASE)
COUNT_BEHIND = re.compile(
    r"(?:[\s(:=,;–-]+\d{1,3}\s*(?:buah\s+)?(?:desa|kel|pokja)\b(?P<rest>.*)|\s*[(:=,;–-]+\s*\d{1,3}\s*\)?)$",
    re.IGNORECASE,
)
"""What a heading counts: "(9 desa, 3 Pokja)", ": 15", with what follows it."""

_AMOUNT = re.compile(r"[\d.,\s%–-]*+(?:desa|pokja)?(?:\s*(?:dari|/)\s*\d{1,3}\s*(?:desa|pokja)?)?", re.IGNORECASE)
"""15, 38,5%, "9 desa", "3 dari 9 desa"."""

_KECAMATAN = re.compile(r"(?:[ivxlc]{1,6}|[a-z]|\d{1,2})?[.)]?\s*kec(?:amatan)?\b[\s.:]*(\w.*)", re.IGNORECASE)
_COUNTED = re.compile(r"(\D{3,40}\(\d{1,3} ?desa\))", re.IGNORECASE)
_BARE_KECAMATAN = re.compile(r"kec(?:amatan)?[\s.:]*", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"(mengetahui|menyetujui|disetujui|diketahui|dibuat oleh|yang membuat|yang melaporkan|pelapor\b|"
    r"a\.?\s?n\.?\s|an\.|plt\b|plh\b|pj\.|kepala (dinas|bidang|seksi|badan|upt|sub|bagian|desa)|ketua tim|camat\b|"
    r"bupati\b|wakil bupati|sekretaris\b|pembina\b|penata\b|nip\b|nip\.|tembusan|catatan\s*:|sumber\b|"
    r"keterangan\s*:|\*)"
    rf"|[a-z .]{{3,40}},\s*(tanggal\s+)?[\d.…_\s]*({any_of(MONTH_BY_WORD)}|[\d.…]+[/-][\d.…]+[/-])[\s\d.…]*$",
    re.IGNORECASE,
)
_STATUS_WORD = re.compile(
    r"(belum|blm|sudah|sdh|telah|tdk|msh|sdg|dlm|br|terbentuk|dibentuk|merintis|rintisan|proses|sosialisasi|komitmen|ada|tidak|ya|aktif|bubar|"
    r"dihapus)(\W|$)|[vx√✓✔01-]$",
    re.IGNORECASE,
)
_RUNG = re.compile(r"\b(?:terbentuk|dibentuk|membentuk|merintis|rintisan|sosialisasi)\b", re.IGNORECASE)
_RECAP_CORE = frozenset(
    "terbentuk membentuk dibentuk belum merintis rintisan sosialisasi komitmen proses persentase prosentase capaian "
    "target sisa".split()
)
_RECAP = _RECAP_CORE | frozenset("sudah telah tidak ada dalam yang di desa pokja kampung kb kkb tahun status".split())
_LETTERS = frozenset("tmsbvx")
"""Letters that a legend explains."""

_REMARK = re.compile(
    r"(?:catatan|keterangan|ket|sumber|nb)\b\.?\s*[:=]|\*|(?:demikian|terima ?kasih)\b", re.IGNORECASE
)
_LONGEST_PLACE = 8
"""Words of the longest way to name a desa: "Desa Simpang Tiga (Kecamatan Simpang Renggiang, Kab. Belitung Timur)"."""

_LONGEST_LINE = 300
"""Letters of a line of the signatures, or of a heading, that are looked at: patterns take their time on more."""

_DIGITS_OF_CODE = 10
"""Digits of a whole code of a desa (19.06.01.2001); the code of a kecamatan has six."""

_FACTS = dict.fromkeys((*FACTS, "kode_desa"))
_NO_DATA = frozenset({"no", "kecamatan", "tahapan"})
_UNSIGNED = frozenset({"keterangan", "penanda_tangan"})


@dataclass(slots=True)
class Row(TableRow):
    """One row below a header: beside its `cells` by field `others`, those in no recognised column, by column number.

    `crosses` are the addresses of the cells where an x was taken as a tick, `counted` the cells of a field that
    stands in several columns, by column.
    """

    others: dict[int, Described] = field(default_factory=dict)
    crosses: list[str] = field(default_factory=list)
    counted: dict[str, dict[int, Described]] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        return not self.cells and not self.others

    @property
    def is_data(self) -> bool:
        """True if the row says something of a desa, even of one whose name is missing."""
        return not self.cells.keys() <= _NO_DATA

    @property
    def has_facts(self) -> bool:
        return not self.cells.keys().isdisjoint(_FACTS)

    @property
    def has_only_amounts(self) -> bool:
        """True if its facts, if any, are numbers: what a heading or a recap counts, not what is said of a desa."""
        facts: list[Described] = []
        for name in (*_FACTS, "keterangan"):
            if name in self.counted:
                facts += self.counted[name].values()
            elif name in self.cells:
                facts.append((self.cells[name].kind, self.cells[name].text))
        if "kode_desa" in self.cells and sum(map(str.isdigit, self.cells["kode_desa"].text)) >= _DIGITS_OF_CODE:
            return False
        return all(kind == "number" or (kind == "text" and _AMOUNT.fullmatch(text)) for kind, text in facts)

    @property
    def own_texts(self) -> dict[int, str]:
        """Column → text in every column that a field is read from."""
        texts = {column_of(c.ref): c.text for name, c in self.cells.items() if name not in self.counted}
        for cells in self.counted.values():
            texts |= {column: text for column, (_, text) in cells.items()}
        return texts

    @property
    def has_only_words(self) -> bool:
        """True if nothing but texts stands in it."""
        return all(cell.kind == "text" for cell in self.cells.values()) and all(
            kind == "text" for kind, _ in self.others.values()
        )

    @property
    def is_filled_only(self) -> bool:
        """True if all it has was filled in from merged cells that begin above it."""
        return bool(self.cells) and not self.others and all(cell.merged_from for cell in self.cells.values())

    @property
    def is_mere_number(self) -> bool:
        """True if nothing stands in it but its running number, as where that was drawn on far below the table."""
        return len(self.cells) == 1 and not self.others and self.kind("no") == "number"

    @property
    def seems_evident(self) -> bool:
        """True if it says a word of status or a date, or numbers a desa of which it says something."""
        status = self.cells.get("status")
        if status is not None and (
            status.kind in ("bool", "error", "no_cache", "broken") or _STATUS_WORD.match(status.text)
        ):
            return True
        if "desa" not in self.cells:
            return self.kind("tanggal") == "date" and "no" in self.cells
        if any(self.kind(name) in ("date", "number") for name in ("tanggal", "tanggal_pencanangan")):
            return True
        return self.has_facts and self.kind("no") == "number"

    def texts(self, *, without: Collection[str] = ()) -> list[str]:
        """The texts of its cells, but for those of the fields `without`."""
        own = [cell.text for name, cell in self.cells.items() if cell.kind == "text" and name not in without]
        return own + [text for kind, text in self.others.values() if kind == "text"]

    def kind(self, name: str) -> CellKind | None:
        """The kind of the cell of a field; None if it is blank."""
        cell = self.cells.get(name)
        return cell.kind if cell is not None else None

    def words(self, columns: dict[str, int]) -> list[tuple[int, str]]:
        """(column, text) of the cells that hold text, from the left."""
        own = [(columns[name], cell.text) for name, cell in self.cells.items() if cell.kind == "text"]
        return sorted(own + [(column, text) for column, (kind, text) in self.others.items() if kind == "text"])


def is_numbering(row: Row) -> bool:
    """True for the row of column numbers under a header: 1 2 3, (1) (2) (3), or a b c."""
    desa = row.cells.get("desa")
    # Nearly every row is told by its name alone.
    if desa is None or not (len(desa.text) == 1 or _NUMBERING.fullmatch(desa.text)):
        return False
    by_column = row.own_texts | {column: text for column, (_, text) in row.others.items()}
    if len(by_column) < 2:
        return False
    texts = [by_column[column] for column in sorted(by_column)]
    if all(len(text) == 1 and text.isalpha() for text in texts):
        return texts == sorted(set(texts))
    matches = [_NUMBERING.fullmatch(text) for text in texts]
    numbers = [int(match[1]) for match in matches if match is not None]
    return len(numbers) == len(texts) and numbers == sorted(set(numbers))


def reads_like_status(text: str) -> bool:
    """True for a text that begins like a known word of status."""
    return _STATUS_WORD.match(text) is not None


def names_rung(text: str) -> bool:
    """True for a text that says of what it speaks: a formation or a step towards it, and not only yes or no."""
    return _RUNG.search(text) is not None


@lru_cache(maxsize=4096)
def reads_like_total(text: str) -> bool:
    """True for a text that begins like the words of a Jumlah row, or ends like those of Excel's subtotals."""
    return _TOTAL.match(text) is not None or _TOTAL_BEHIND.fullmatch(text) is not None


def total_label(row: Row, columns: dict[str, int]) -> tuple[int, str] | None:
    """(column, words) of a Jumlah, Total, Rata-rata or Persentase row; None for any other row.

    The words stand up to the column of desa, or in the column of kecamatan where that is further right.
    """
    last = max(columns["desa"], columns.get("kecamatan", 0))
    for column, text in row.words(columns):
        if column <= last and (reads_like_total(text) or (column < columns["desa"] and _SHARE.fullmatch(text))):
            return column, text
    return None


def counts_only(row: Row) -> bool:
    """True for a row without a desa that says nothing but numbers, among them how many have a status: below the last
    desa it is a total that nobody called one, or that is called by its kecamatan."""
    if not row.cells.keys().isdisjoint(("desa", "kode_desa")) or row.kind("no") == "number":
        return False
    counts = row.counted.get("status", {})
    told = [*counts.values()] or [(cell.kind, cell.text) for cell in (row.cells.get("status"),) if cell is not None]
    # 0 and 1 may be the marks of a row that lacks its name.
    is_count = any(_COUNT.fullmatch(text) and int(text) > 1 for _, text in told)
    return is_count and row.has_only_amounts


def kecamatan_heading(row: Row, columns: dict[str, int], *, is_merged: bool) -> tuple[int, str] | None:
    """(column, name) of a row that only announces a kecamatan; None for any other row.

    It says "Kecamatan …", or fills the column of kecamatan alone, or is a merged line across a table that has no
    such column. A row with any fact beside the name is never a heading, but for the amounts beside a "Kecamatan …"
    or a "Manggar (9 desa)" in the column of desa.
    """
    if row.has_facts or "keterangan" in row.cells:
        text = fold_space(row.text_of("desa"))
        match = _KECAMATAN.fullmatch(text) or _COUNTED.fullmatch(text)
        is_heading = match is not None and row.has_only_amounts
        return (columns["desa"], _without_count(match[1])) if match is not None and is_heading else None
    words = heading_words(row, columns)
    said = says_kecamatan(row, columns)
    if said is not None:
        return said
    if "desa" not in row.cells and row.kind("kecamatan") == "text":
        return columns["kecamatan"], row.cells["kecamatan"].text
    if is_merged and len(words) == 1 and not row.others and "kecamatan" not in columns:
        return words[0]
    return None


def heading_words(row: Row, columns: dict[str, int]) -> list[tuple[int, str]]:
    """The words of a heading without its numeral and its amounts."""
    return [
        (column, text)
        for column, text in row.words(columns)
        if len(text.strip(".)")) > 2 and not _ROMAN.fullmatch(text) and not _AMOUNT.fullmatch(text)
    ]


def says_kecamatan(row: Row, columns: dict[str, int]) -> tuple[int, str] | None:
    """(column, name) of a row that says nothing but "Kecamatan …"."""
    words = heading_words(row, columns)
    if len(words) == 2 and _BARE_KECAMATAN.fullmatch(words[0][1]):
        return words[1][0], _without_count(words[1][1].lstrip(": "))
    match = _KECAMATAN.fullmatch(fold_space(words[0][1])) if len(words) == 1 else None
    return (words[0][0], _without_count(match[1])) if match is not None else None


def looks_signed(text: str) -> bool:
    """True for a text of a signature block: place and date, Mengetahui, Kepala Dinas, NIP."""
    return _SIGNATURE.match(text[:_LONGEST_LINE]) is not None


def _without_count(name: str) -> str:
    """ "Manggar (9 desa)" → "Manggar"."""
    return COUNT_BEHIND.sub("", fold_space(name)[:_LONGEST_LINE])


def is_recap(row: Row) -> bool:
    """True for a line of a small recap or a legend under the table: "Terbentuk" 15, "Persentase" 38%, T "Terbentuk".

    Its words stand in the columns of kecamatan and desa. With another kecamatan, or a fact that is no number, it is a
    row, but for a letter of a status where the desa should be and its meaning beside it.
    """
    desa = row.text_of("desa").casefold()
    if desa in _LETTERS and row.cells.keys() == {"desa", "status"}:
        return row.cells["status"].kind == "text" and reads_like_status(row.text_of("status"))
    if not row.has_only_amounts:
        return False
    words = words_of(f"{row.text_of('kecamatan')} {desa}")
    letters = _LETTERS if "kecamatan" in row.cells else ()
    return bool(words & _RECAP_CORE) and all(w in _RECAP or w.isdigit() or w in letters for w in words)


def is_remark(row: Row) -> bool:
    """True for a row that holds nothing but one text which says that it is a note, or is too long for a name."""
    if len(row.cells) + len(row.others) != 1:
        return False
    text = next(iter(row.texts()), None)
    if text is None:
        return False
    return _REMARK.match(text) is not None or len(text.split()) > _LONGEST_PLACE


def end_of_table(rows: list[Row], is_evident: Callable[[Row], bool], *, ends_at_remark: bool = False) -> int:
    """How many of `rows` belong to the table; what follows is the signature block, or notes.

    The table never ends before a row that is evidently data. After the last of those it ends at the first row
    that looks like a signature, or that follows a gap and names no desa. `ends_at_remark`: or that is a remark.
    """
    last_evident = _last(rows, is_evident)
    if last_evident < 0 and not any(row.is_data for row in rows):
        return len(rows)
    first_signature = next(
        (i for i in range(last_evident + 1, len(rows)) if _is_signed(rows, i)),
        len(rows),
    )
    last_named = _last(rows[:first_signature], lambda row: "desa" in row.cells and len(row.cells) > 1)
    last_kept = max(last_evident, last_named)
    for i in range(last_kept + 1, len(rows)):
        row = rows[i]
        is_last = i == first_signature or ("desa" not in row.cells and _is_gap(rows, i))
        if (is_last and not row.is_blank and not _is_total(row)) or (ends_at_remark and is_remark(row)):
            return i
    return len(rows)


def _last(rows: list[Row], is_one: Callable[[Row], bool]) -> int:
    """Index of the last row of a kind; -1 if there is none."""
    return next((i for i in range(len(rows) - 1, -1, -1) if is_one(rows[i])), -1)


def _is_gap(rows: list[Row], index: int) -> bool:
    """True if the row before is blank or a total."""
    return index > 0 and (rows[index - 1].is_blank or _is_total(rows[index - 1]))


def _is_total(row: Row) -> bool:
    return any(_TOTAL.match(text) for text in row.texts())


def is_evident(row: Row) -> bool:
    """True for a row that can be nothing but data: a known word of status, a real date, a numbered desa."""
    return row.seems_evident and not _is_total(row) and not is_recap(row)


def _is_signed(rows: list[Row], index: int) -> bool:
    """True if some cell reads like a signature block (place and date, Mengetahui, Kepala Dinas, NIP).

    A remark may read like that too, and the office of who signed for the regency, so their columns have no say; a row
    that names a desa with a status is only taken for a signature after a gap.
    """
    row = rows[index]
    if "desa" in row.cells and "status" in row.cells and not _is_gap(rows, index):
        return False
    return any(map(looks_signed, row.texts(without=_UNSIGNED)))
