"""Find the header of a sheet of the programme, and tell it from the header of a recap of status."""

from __future__ import annotations

from kkb.programme import Lembar
from kkb.programme.columns import DEFINING, KOLOM, Perlu
from kkb.workbook.grid import Grid
from kkb.workbook.tables.header_search import (
    FEWEST_TICKS,
    Header,
    Vocabulary,
    best_header,
    header_at,
    header_rows,
)
from kkb.workbook.tables.headers import fold_space
from kkb.workbook.tables.programme_columns import counted_field, field_of, lembar_named, says_signed, says_whole
from kkb.workbook.tables.recap_header import RECAP

_FEWEST_DEFINING = 2
_SURE_OF_FORMATION = 5
"""How sure a column must be of a formation or its SK; "Tanggal" alone and "Keputusan" are not."""

_REQUIRED = {
    lembar: frozenset(column.name for column in columns if column.perlu is Perlu.WAJIB) - {"desa"}
    for lembar, columns in KOLOM.items()
}
"""What a row cannot do without, beside its desa."""

_STANDS_BACK, _IS_PART = 100, 200
"""How much less sure a header is that means something without what stands over it, and one of a part of numbers."""


class SheetVocabulary(Vocabulary):
    """The words of one of the four sheets. `is_named`: the name of the sheet says that it is this one."""

    def __init__(self, lembar: Lembar, *, is_named: bool) -> None:
        self.lembar = lembar.value
        self._sheet = lembar
        self._is_named = is_named

    def recognise(self, text: str, own: str) -> tuple[str, int] | None:
        if (found := field_of(self._sheet, text)) is not None:
            is_part = text != own and text.endswith(f"({own})") and not says_whole(own)
            return found[0], -found[1] - _IS_PART * is_part
        found = field_of(self._sheet, own)
        return (found[0], -found[1] - _STANDS_BACK) if found is not None else None

    def join(self, upper: str, own: str) -> str:
        """Both; numbers in parts have the name of the part in brackets: "Jumlah Peserta (L)"."""
        both = fold_space(f"{upper} {own}")
        is_part = field_of(self._sheet, both) is None and self._is_of_numbers(own, upper)
        return f"{upper} ({own})" if is_part else both

    def _is_of_numbers(self, own: str, upper: str) -> bool:
        """True for a text that names no field but a part of the numbers over it: "Realisasi" of the persons as well."""
        whole = counted_field(self._sheet, upper)
        if whole is None:
            return False
        return field_of(self._sheet, own) is None or counted_field(self._sheet, own) not in (None, whole)

    def accepts(self, grid: Grid, header: Header) -> bool:
        """True for the name of the sheet and one field that only such a sheet has, or for two of these fields, if one
        of them is needed in every row."""
        fields = header.fields.keys()
        defining = len(fields & DEFINING[self._sheet])
        has_desa = "desa" in fields or "kode_desa" in fields
        if self._is_named:
            has_signer = self._sheet is Lembar.KOMITMEN and "penanda_tangan" in fields
            return (has_desa or has_signer) and defining > 0
        if not has_desa or defining < _FEWEST_DEFINING:
            return False
        if self._sheet is Lembar.KOMITMEN:
            # "Kepala Desa" and "Ketua BPD" alone head a list of persons as well.
            above = (text for row in range(grid.top, header.rows[0]) for _, (_, text) in grid.filled(row))
            return any(map(says_signed, header.texts.values())) or any(map(says_signed, above))
        return bool(fields & _REQUIRED[self._sheet])

    def score(self, header: Header) -> tuple[int, ...]:
        fields = header.fields.keys()
        alone = sum(-_IS_PART < sure <= -_STANDS_BACK for sure in header.sureness.values())
        is_complete = fields >= _REQUIRED[self._sheet]
        return is_complete, len(fields & DEFINING[self._sheet]), self._is_named, len(fields), -alone


def find_programme_header(grid: Grid) -> Header | None:
    """The header of one of the four sheets in the first 30 rows; None for a recap of status, and for anything else."""
    named = lembar_named(grid.sheet)
    best = best_header(grid, [SheetVocabulary(lembar, is_named=lembar in named) for lembar in Lembar])
    return best if best is not None and not _is_recap(grid, best, is_named=best.lembar in named) else None


def header_below(grid: Grid, row: int, above: Header) -> Header | None:
    """A header at a row below another: of the same sheet once more, with columns of its own, or of another sheet."""
    vocabularies = [SheetVocabulary(lembar, is_named=lembar == above.lembar) for lembar in Lembar]
    found = [(one.score(header), header) for one in vocabularies if (header := header_at(grid, row, one)) is not None]
    return max(found, key=lambda one: one[0], default=((), None))[1]


def _is_recap(grid: Grid, header: Header, *, is_named: bool) -> bool:
    """True if the sheet holds a recap of status that speaks surer than the header.

    A status makes one, unless the sheet is named and has all that its rows need: then it is the state of an activity.
    A day of formation or an SK alone makes none of a sheet that is named.
    """
    required = _REQUIRED[Lembar(header.lembar)]
    is_complete = header.fields.keys() >= required and bool(required)
    for row in header_rows(grid):
        recap = header_at(grid, row, RECAP)
        if recap is None:
            continue
        is_same = not set(recap.rows).isdisjoint(header.rows)
        if "status" in recap.fields or len(recap.ticks) >= FEWEST_TICKS or recap.years:
            speaks_surer = not (is_named and is_complete and is_same)
        else:
            speaks_surer = _is_of_formation(recap) and not (is_named and is_same)
        if speaks_surer:
            return True
    return False


def _is_of_formation(recap: Header) -> bool:
    sure = (recap.sureness.get(name, 0) >= _SURE_OF_FORMATION for name in ("tanggal", "no_sk", "tanggal_sk"))
    return "tanggal_pencanangan" in recap.fields or any(sure)
