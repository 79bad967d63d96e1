"""The list of desa as officers read it: texts in Indonesian, one row per desa."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kkb.formatting import MISSING, format_count, format_date_short
from kkb.narrative import tahap_words
from kkb.narrative.tables import FigureTable
from kkb.recap_columns import ATTRIBUTES, LABELS
from kkb.region import name_key
from kkb.schema import Tanggal
from kkb.theme import TAHAP_LETTER
from kkb.ui.frame.navigation import DESA_PARAM
from kkb.ui.frame.view import View
from kkb.ui.parts.components import show_note
from kkb.ui.parts.pressing import pressed_row

_ROWS_SHOWN = 60
_LETTER_PX = 7.2
_ATTRIBUTES = tuple(column for column in ATTRIBUTES if column.in_list)
_ON_SCREEN = {
    "Desa": st.column_config.TextColumn(width=148),
    "Status": st.column_config.TextColumn(width=150),
    "Kecamatan": st.column_config.TextColumn(width=146),
    "Tanggal pembentukan": st.column_config.TextColumn(width=160),
    "Nomor SK": st.column_config.TextColumn(width=150),
    **{
        LABELS[column.name]: st.column_config.TextColumn(width=round(column.width * _LETTER_PX))
        for column in _ATTRIBUTES
    },
    "Sumber": st.column_config.TextColumn(width=190),
}
"""Columns of the list in their order on the page; pixels, wide enough for the longest name."""


def search_desa(desa: pd.DataFrame, words: str, rungs: list[str]) -> pd.DataFrame:
    """Rows whose desa or kecamatan contains the words (case and spaces do not count) and whose rung is chosen."""
    key = name_key(words)
    wanted = desa
    if key:
        hits = wanted["desa"].map(name_key).str.contains(key, regex=False)
        hits |= wanted["kecamatan"].map(name_key).str.contains(key, regex=False)
        wanted = wanted[hits]
    if rungs:
        wanted = wanted[wanted["tahap"].map(tahap_words).isin(rungs)]
    return wanted


def show_desa_list(view: View, words: str, rungs: list[str]) -> None:
    """How many desa fit, and a table of them whose rows open the profile."""
    found = search_desa(view.desa, words, rungs)
    if found.empty:
        show_note("Tidak ada desa yang cocok; ubah pencarian atau status.")
        return
    show_note(f"{format_count(len(found))} desa. Tekan satu baris untuk membuka profilnya.")
    listed = _missing_first(found)
    event = st.dataframe(
        _on_screen(listed),
        hide_index=True,
        height="content" if len(found) <= _ROWS_SHOWN else 640,
        key="daftar_desa",
        column_order=[name for name in _ON_SCREEN if name not in _empty_columns(view.desa)],
        column_config=_ON_SCREEN,
        on_select="rerun",
        # A press anywhere in a row, or on the mark before it.
        selection_mode=["single-row", "single-cell"],
    )
    row = pressed_row(event)
    if row is not None:
        # The page stays, so that its filters stay in the address as well.
        st.query_params[DESA_PARAM] = str(listed["kode_desa"].iloc[row])
        st.rerun()


def _missing_first(desa: pd.DataFrame) -> pd.DataFrame:
    """The kecamatan in their order; in each the desa without a Pokja first, nearest to one on top, then those with."""
    order = {tahap: place for place, tahap in enumerate(("Merintis", "Sosialisasi", "Belum", "", "Terbentuk"))}
    rank = desa["tahap"].fillna("").map(order)
    return desa.assign(urut=rank).sort_values(["kode_kecamatan", "urut"], kind="stable").drop(columns="urut")


def _on_screen(desa: pd.DataFrame) -> pd.DataFrame:
    """The table with the letter of the map before each status: "B Belum"."""
    letters = desa["tahap"].fillna("").map(TAHAP_LETTER)
    return desa_table(desa).assign(Status=lambda table: letters + " " + table["Status"])


def _empty_columns(desa: pd.DataFrame) -> list[str]:
    """Columns that would hold nothing, whatever is searched for."""
    names = ("no_sk", *(column.name for column in _ATTRIBUTES))
    return [LABELS[name] for name in names if desa[name].isna().all()]


def desa_figure_table(view: View) -> FigureTable:
    """The list as the table behind the tile map."""
    return FigureTable(desa_table(view.desa))


def desa_table(desa: pd.DataFrame) -> pd.DataFrame:
    """Columns for the screen: kecamatan, desa, status, date, SK, attributes, source (more: the profile)."""
    return pd.DataFrame(
        {
            "Kecamatan": desa["kecamatan"],
            "Desa": desa["desa"],
            "Status": desa["tahap"].map(tahap_words),
            "Tanggal pembentukan": [
                formation_words(is_formed, iso, basis)
                for is_formed, iso, basis in zip(
                    desa["terbentuk"], desa["tanggal_iso"], desa["tanggal_dasar"], strict=True
                )
            ],
            # A column of which nothing is known is one of numbers to pandas.
            "Nomor SK": desa["no_sk"].astype(object).fillna(MISSING),
            **{
                LABELS[column.name]: desa[column.name].astype(object).fillna(MISSING) for column in _ATTRIBUTES
            },
            "Sumber": [
                source_words(number, day) for number, day in zip(desa["unggahan"], desa["dilaporkan_per"], strict=True)
            ],
        }
    )


def formation_words(is_formed: bool, iso: object, basis: object) -> str:
    """A date of formation at its precision; a launch that stands in says so."""
    if not is_formed:
        return MISSING
    if not isinstance(iso, str):
        return "tanggal tidak diketahui"
    words = Tanggal.from_iso(iso).words()
    return f"{words} (pencanangan)" if basis == "pencanangan" else words


def source_words(number: object, day: object) -> str:
    """Which upload says so, and for which day."""
    if pd.isna(number) or pd.isna(day):  # type: ignore[call-overload]
        return MISSING
    return f"unggahan {number}, {format_date_short(pd.Timestamp(day).date())}"  # type: ignore[arg-type]
