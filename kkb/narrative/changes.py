"""Changes between two states as a table for reading."""

from __future__ import annotations

from datetime import date

import pandas as pd

from kkb.comparison import Base, Perubahan
from kkb.formatting import format_date, format_numbers
from kkb.narrative import tahap_words
from kkb.schema import Tanggal

_NOT_KNOWN, _NOT_FORMED = "Tidak diketahui", "Belum terbentuk"


def compared_words(base: Base, after: date) -> str:
    """The two states of a comparison: "31 Desember 2022, menurut laporan sampai hari itu, dan 10 Mei 2023", or "Keadaan
    per 25 November 2026 sebelum dan sesudah unggahan 12 disimpan"."""
    if base.saved:
        numbers = format_numbers(number for number, _ in base.saved)
        return f"Keadaan per {format_date(after)} sebelum dan sesudah unggahan {numbers} disimpan"
    return f"{format_date(base.day)}, menurut laporan sampai hari itu, dan {format_date(after)}"


def changes_table(changes: pd.DataFrame, *, is_blank_before: bool = False, is_narrow: bool = False) -> pd.DataFrame:
    """The changes as officers read them, the weightiest kind first: columns of `schema.PERUBAHAN_FRAME` in.

    `is_narrow`: on a slide months are short.
    """
    order = [kind.value for kind in Perubahan]
    rows = changes.assign(rank=changes["jenis"].map(order.index)).sort_values("rank", kind="stable").to_dict("records")
    return pd.DataFrame(
        {
            "Kecamatan": [row["kecamatan"] for row in rows],
            "Desa": [row["desa"] for row in rows],
            "Perubahan": [_kind_words(row["jenis"], is_blank_before) for row in rows],
            "Semula": [
                _before_words(row["tahap_lama"], row["tanggal_iso_lama"], is_blank_before, is_narrow) for row in rows
            ],
            "Menjadi": [_state_words(row["tahap_baru"], row["tanggal_iso_baru"], is_narrow) for row in rows],
        },
        dtype=str,
    )


def _kind_words(kind: str, is_blank_before: bool) -> str:
    is_first = kind == Perubahan.MULAI_DILAPORKAN.value
    return _NOT_KNOWN if is_first and is_blank_before else kind.capitalize()


def _before_words(tahap: object, iso: object, is_blank_before: bool, is_narrow: bool) -> str:
    """Of a day without reports only the formations are known: any other desa may have stood on any rung below."""
    return _NOT_FORMED if is_blank_before and not isinstance(tahap, str) else _state_words(tahap, iso, is_narrow)


def _state_words(tahap: object, iso: object, is_narrow: bool) -> str:
    rung = tahap_words(tahap if isinstance(tahap, str) else None)
    if not isinstance(iso, str):
        return rung
    tanggal = Tanggal.from_iso(iso)
    return f"{rung}, {tanggal.words_short() if is_narrow else tanggal.words()}"
