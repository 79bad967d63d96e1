"""The list of desa as officers read it: texts in Indonesian, one row per desa, whose name opens its profile."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from kkb.formatting import MISSING, format_count, format_date_short
from kkb.narrative import status_words, tahap_words
from kkb.narrative.tables import FigureTable
from kkb.recap_columns import ATTRIBUTES, LABELS
from kkb.region import name_key
from kkb.schema import Tanggal
from kkb.ui.frame.filters import Filters, parse_day
from kkb.ui.frame.navigation import LIST_DAY_PARAM, LIST_KECAMATAN_PARAM, SEARCH_KEY, STATUS_KEY
from kkb.ui.frame.view import View, build_view
from kkb.ui.parts.addresses import desa_address
from kkb.ui.parts.components import show_note
from kkb.ui.parts.table import TableCell, TextCell, show_beginning

_ROWS_SHOWN = 120
"""Of a bigger region the others are folded."""
_ATTRIBUTES = tuple(column for column in ATTRIBUTES if column.in_list)
_COLUMNS = (
    "Desa", "Status", "Kecamatan", "Tanggal pembentukan", "Nomor SK", *(LABELS[a.name] for a in _ATTRIBUTES),
)  # fmt: skip
"""Of the list, in their order on the page; the profile says which upload says so."""

ListQuery = list[tuple[str, str]]
"""What the address says of the list: what is searched for, rungs, kecamatan and day of its own."""


@dataclass(frozen=True, slots=True)
class DesaList:
    """The list of desa that an address asks for: `view` is what it shows, `query` leads back to it."""

    view: View
    query: ListQuery
    is_own: bool
    """It is of another kecamatan or day than the filters: a number led here."""


def asked_list(view: View) -> DesaList:
    """The list that the address names; of the filters, unless it names a kecamatan or a day of its own."""
    keys = (SEARCH_KEY, STATUS_KEY, LIST_KECAMATAN_PARAM, LIST_DAY_PARAM)
    query = [(key, value) for key in keys for value in st.query_params.get_all(key)]
    asked = st.query_params.get(LIST_KECAMATAN_PARAM, "")
    names = tuple(kec.kecamatan for kec in view.region.kecamatan if kec.kecamatan == asked)
    day = parse_day(st.query_params.get(LIST_DAY_PARAM), view.today)
    filters = Filters(names or view.filters.kecamatan, day or view.filters.day)
    if filters == view.filters:
        return DesaList(view, query, is_own=False)
    return DesaList(build_view(view.version, filters, view.today, view.shows_few), query, is_own=True)


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


def show_desa_list(listed: DesaList, words: str, rungs: list[str], filters: Filters) -> None:
    """How many desa fit, and a table of them whose names open the profile; the `filters` are those of all pages."""
    found = search_desa(listed.view.desa, words, rungs)
    if found.empty:
        show_note("Tidak ada desa yang cocok; ubah pencarian atau status.")
        return
    show_note(f"{format_count(len(found))} desa. Tekan nama desa untuk membuka profilnya.")
    rows = _missing_first(found)
    table = desa_table(rows)
    headers = [name for name in _COLUMNS if name not in _empty_columns(listed.view.desa)]
    cells: list[list[TableCell]] = [
        [
            TextCell(desa, address=desa_address(kode, filters, listed.query)),
            TextCell(status, tahap=tahap),
            *rest,
        ]
        for desa, kode, tahap, status, rest in zip(
            rows["desa"],
            rows["kode_desa"],
            rows["tahap"].fillna(""),
            table["Status"],
            table[headers[2:]].to_numpy(),
            strict=True,
        )
    ]
    show_beginning(headers, cells, _ROWS_SHOWN, "desa lain")


def _missing_first(desa: pd.DataFrame) -> pd.DataFrame:
    """The kecamatan in their order; in each the desa without a Pokja first, nearest to one on top, then those with."""
    order = {tahap: place for place, tahap in enumerate(("Merintis", "Sosialisasi", "Belum", "", "Terbentuk"))}
    rank = desa["tahap"].fillna("").map(order)
    return desa.assign(urut=rank).sort_values(["kode_kecamatan", "urut"], kind="stable").drop(columns="urut")


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
            "Status": status_words(desa),
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
