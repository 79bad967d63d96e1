"""The table behind each figure, as officers read it: frames of `kkb.schema` in, Indonesian columns with units out.

The same table is shown on screen and saved as Excel, so the two never differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from kkb.formatting import (
    MISSING,
    format_count,
    format_date,
    format_date_short,
    format_decimal,
    format_percent,
    format_period,
)
from kkb.indicators import Frequency, Pace, most_left_first
from kkb.narrative.alt import end_words
from kkb.narrative.counts import gain_words, pace_words
from kkb.schema import Tanggal

PERCENT_MARK = "(%)"
"""A column whose header ends so holds percentages, 0–100."""
DESA_MARK = "(desa)"
"""A column whose header ends so counts desa."""

UNDATED = "Tanpa tanggal pasti"
"""The bar and the row of formations that may lie in more than one period."""
_PERIOD_HEADER: dict[Frequency, str] = {"year": "Tahun", "quarter": "Triwulan", "month": "Bulan"}


@dataclass(frozen=True)
class FigureTable:
    """A table for reading and for Excel. The columns of `frame` are headers in Indonesian, with units.

    With `has_total` the last row of the frame is the sum of the others.
    """

    frame: pd.DataFrame
    has_total: bool = False

    @property
    def headers(self) -> list[str]:
        """Headers for reading: without the unit, which the subtitle or the cell says."""
        return [str(name).removesuffix(PERCENT_MARK).removesuffix(DESA_MARK).rstrip() for name in self.frame.columns]

    @property
    def rows(self) -> list[list[str]]:
        """The rows as texts, without the total."""
        texts = self._texts()
        return texts[:-1] if self.has_total else texts

    @property
    def total(self) -> list[str] | None:
        return self._texts()[-1] if self.has_total else None

    @property
    def numbers(self) -> set[int]:
        """Places of the columns that hold numbers."""
        return {place for place, kind in enumerate(self.frame.dtypes) if pd.api.types.is_numeric_dtype(kind)}

    def _texts(self) -> list[list[str]]:
        is_percent = [str(name).endswith(PERCENT_MARK) for name in self.frame.columns]
        return [
            [cell_text(value, is_percent=percent) for value, percent in zip(row, is_percent, strict=True)]
            for row in self.frame.itertuples(index=False, name=None)
        ]


def cell_text(value: Any, *, is_percent: bool = False) -> str:
    """A value of a table as an officer reads it; missing is "–"."""
    if isinstance(value, Tanggal):
        return value.words()
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return MISSING
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if is_percent:
        return format_percent(float(value))
    return format_count(value) if float(value).is_integer() else format_decimal(float(value))


def kecamatan_table(capaian: pd.DataFrame) -> FigureTable:
    """Formed against target per kecamatan, most desa left first: columns of `schema.CAPAIAN_FRAME` in."""
    rows = most_left_first(capaian)
    frame = pd.DataFrame(
        {
            "Kecamatan": rows["kecamatan"],
            "Target (desa)": rows["target_desa"],
            "Terbentuk (desa)": rows["terbentuk_desa"],
            "Sisa (desa)": rows["sisa_desa"],
            "Capaian (%)": rows["capaian_pct"],
        }
    )
    return _with_total(frame, target="Target (desa)", formed="Terbentuk (desa)", share="Capaian (%)")


def ladder_table(capaian: pd.DataFrame) -> FigureTable:
    """All desa per kecamatan by rung, most desa left first: columns of `schema.CAPAIAN_FRAME` in."""
    rows = most_left_first(capaian)
    return _with_total(
        pd.DataFrame(
            {
                "Kecamatan": rows["kecamatan"],
                "Terbentuk (desa)": rows["terbentuk_desa"],
                "Merintis (desa)": rows["merintis_desa"],
                "Sosialisasi (desa)": rows["sosialisasi_desa"],
                "Belum (desa)": rows["belum_desa"],
                **({"Termasuk bubar (desa)": rows["belum_bubar_desa"]} if rows["belum_bubar_desa"].any() else {}),
                "Belum dilaporkan (desa)": rows["tidak_dilaporkan_desa"],
                "Jumlah (desa)": rows["jumlah_desa"],
            }
        )
    )


def periods_table(periods: pd.DataFrame, frequency: Frequency) -> FigureTable:
    """New desa per period and the count at its end: columns of `schema.KUMULATIF_FRAME` in, one row per period.

    Those without a certain period have a last row of their own.
    """
    columns: dict[str, list[Any]] = {
        _PERIOD_HEADER[frequency]: [format_period(moment.date(), frequency) for moment in periods["periode"]],
        "Baru (desa)": periods["baru_desa"].tolist(),
        "Berakhir (desa)": periods["berakhir_desa"].tolist(),
        "Terbentuk seluruhnya (desa)": periods["kumulatif_desa"].tolist(),
    }
    if not periods["berakhir_desa"].any():
        del columns["Berakhir (desa)"]
    frame = pd.DataFrame(columns)
    if undated := int(periods["tanpa_tanggal_desa"].sum()):
        # Each of them may be older than the period at whose end it is counted.
        certain, least = "Baru, pasti (desa)", "Terbentuk seluruhnya, sedikitnya (desa)"
        frame = frame.rename(columns={"Baru (desa)": certain, "Terbentuk seluruhnya (desa)": least})
        row = {_PERIOD_HEADER[frequency]: UNDATED, certain: undated}
        frame = pd.concat([frame, pd.DataFrame([row])], ignore_index=True)
        frame = frame.astype(dict.fromkeys(frame.columns[1:], "Int64"))
    return FigureTable(frame)


def years_per_kecamatan_table(frame: pd.DataFrame, day: date) -> FigureTable:
    """The count at the end of each year, the last one on `day`: one row per year and one column per kecamatan.

    `frame` has the columns of `indicators.kumulatif_per_kecamatan` by year.
    """
    wide = frame.pivot(index="periode", columns="kode_kecamatan", values="kumulatif_desa")
    names = frame.drop_duplicates("kode_kecamatan").set_index("kode_kecamatan")["kecamatan"]
    table = wide[list(names.index)].reset_index(drop=True)
    table.columns = pd.Index([f"{name} (desa)" for name in names])
    table.insert(0, "Tahun", year_labels([moment.year for moment in wide.index], day))
    return FigureTable(table)


def year_labels(years: Sequence[int], day: date) -> list[str]:
    """The years up to `day`; the last by its day, since it is not over, unless that is its last day."""
    is_whole = (day.month, day.day) == (12, 31)
    return [*map(str, years[:-1]), str(years[-1]) if is_whole else format_date_short(day)] if years else []


def projection_table(
    paces: Sequence[Pace],
    *,
    needed: tuple[float, date] | None = None,
    assumed: tuple[float, date | None] | None = None,
) -> FigureTable:
    """The paces behind a projection, one row each, with the day on which the rest is done at it.

    `paces` as `indicators.past_paces` gives them; `needed` is the pace in desa per month that reaches the target on
    its day, `assumed` one that the reader chose.
    """
    rows: list[tuple[str, str, str, date | str | None]] = []
    for pace in paces:
        least, most = pace.gain.per_month(pace.months)
        end = end_words(pace.fastest, pace.slowest).removeprefix("selesai ")
        rows.append((f"{pace.months} bulan terakhir", gain_words(pace.gain), pace_words(least, most), end))
    if needed is not None:
        rows.append(("Dibutuhkan sampai tenggat", "", format_decimal(needed[0]), needed[1]))
    if assumed is not None:
        rows.append(("Andaian", "", format_decimal(assumed[0]), assumed[1]))
    frame = pd.DataFrame(rows, columns=["Laju", "Bersih", "Desa per bulan", "Selesai"], dtype=object)
    return FigureTable(frame)


def line_table(steps: pd.DataFrame) -> FigureTable:
    """The days on which the count changed: columns of `schema.TANGGA_FRAME` in, each name with its own span of days."""
    return FigureTable(
        pd.DataFrame(
            {
                "Tanggal": steps["tanggal"],
                "Terbentuk (desa)": steps["kumulatif_desa"],
                "Desa yang berubah": steps["desa"],
                "Tanpa tanggal pasti": [_span_words(spans) for spans in steps["rentang"]],
            }
        )
    )


def _span_words(spans: Sequence[tuple[date, date, str]]) -> str:
    """ "Cendil (1 Januari 2017 sampai 31 Desember 2017)"; "" where every day is known."""
    return "; ".join(f"{name} ({format_date(first)} sampai {format_date(last)})" for first, last, name in spans)


def _with_total(frame: pd.DataFrame, *, target: str = "", formed: str = "", share: str = "") -> FigureTable:
    """The frame with a last row "Jumlah"; the share of the whole is that of the sums, not the sum of the shares."""
    if len(frame) < 2:
        return FigureTable(frame)
    counts = [name for name in frame.columns[1:] if name != share]
    sums: dict[str, Any] = {name: frame[name].sum(min_count=1) for name in counts}
    if share:
        whole = sums[target]
        sums[share] = pd.NA if pd.isna(whole) or whole == 0 else sums[formed] / whole * 100
    total = pd.DataFrame([{frame.columns[0]: "Jumlah", **sums}], columns=frame.columns).astype(frame.dtypes.to_dict())
    return FigureTable(pd.concat([frame, total], ignore_index=True), has_total=True)
