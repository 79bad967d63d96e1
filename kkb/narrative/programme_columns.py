"""How rows of the four sheets become a table: each column reads one thing of a row; the sums over activities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import pandas as pd

from kkb.narrative import tahap_words
from kkb.narrative.programme import cost_base
from kkb.narrative.tables import FigureTable
from kkb.outcomes.activity_count import ActivityCount
from kkb.schema import Tahap

T = TypeVar("T")

_COUNTED: dict[str, Callable[[ActivityCount], Any]] = {
    "Kegiatan": lambda count: count.kegiatan,
    "Peserta (orang)": lambda count: count.peserta if count.peserta_tahu else None,
    "Peserta kosong": lambda count: count.peserta_kosong,
    "Peserta kurang dari 5": lambda count: count.peserta_samar,
    "Dengan kebutuhan": lambda count: count.kebutuhan,
    "Mencantumkan kebutuhan (%)": lambda count: count.kebutuhan_pct,
    "Dengan mitra": lambda count: count.mitra,
    "Faktor sosial": lambda count: count.sosial,
    "Faktor budaya": lambda count: count.budaya,
    "Faktor lingkungan": lambda count: count.lingkungan,
    "Dapat dibandingkan": lambda count: count.sebanding,
    "Hasil berubah": lambda count: count.berubah,
    "Hasil tetap": lambda count: count.tetap,
    "Hasil kurang dari 5": lambda count: count.samar,
    "Rp per orang": lambda count: _whole(count.rupiah_per_orang),
    "Dasar Rp per orang": lambda count: cost_base(count) if count.berbiaya else None,
    "Catatan": lambda count: "Angka kecil" if count.is_few else None,
}


FEW_COLUMNS = ("Peserta kurang dari 5", "Hasil kurang dari 5")
"""Columns that only a reader's table may need: `optional` of `make_table`."""


def rung_of(tahap: Tahap | None) -> str:
    """A rung as a plain text, also where nobody reported it."""
    return tahap_words(tahap.value if tahap is not None else None)


def _whole(value: float | None) -> int | None:
    return round(value) if value is not None else None


def count_columns(count: Callable[[Any], ActivityCount]) -> dict[str, Callable[[Any], Any]]:
    """The columns of `ActivityCount` for rows that hold one."""
    return {name: _read_of(count, read) for name, read in _COUNTED.items()}


def _read_of(count: Callable[[Any], ActivityCount], read: Callable[[ActivityCount], Any]) -> Callable[[Any], Any]:
    return lambda row: read(count(row))


def make_table(
    rows: Iterable[T],
    columns: dict[str, Callable[[T], Any]],
    *,
    has_total: bool = False,
    optional: Sequence[str] = (),
) -> FigureTable:
    """The rows under the headers of `columns`; numbers with gaps stay numbers. `optional` columns go where all are 0.

    With `has_total` the last row is the sum; it is left out where it would repeat a single row, or sum none.
    """
    known = list(rows)
    if has_total and len(known) < 3:
        known = known[:-1]
    series = {name: _series([read(row) for row in known]) for name, read in columns.items()}
    frame = pd.DataFrame({name: one for name, one in series.items() if name not in optional or one.any()})
    return FigureTable(frame, has_total=has_total and len(known) > 2)


def _series(values: list[Any]) -> pd.Series[Any]:
    present = [value for value in values if value is not None]
    if present and all(isinstance(value, int) for value in present):
        return pd.Series(values, dtype="Int64")
    if present and all(isinstance(value, int | float) for value in present):
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype=object)
