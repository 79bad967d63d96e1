"""The common filters: kecamatan and the day of the figures. Chosen once, kept in the address, passed on frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from kkb.checking.values.dates import read_date_text
from kkb.formatting import format_date
from kkb.region import Region
from kkb.schema import FIRST_YEAR
from kkb.ui.frame.day_field import choose_day

KECAMATAN_KEY = "kec"
DAY_KEY = "per"
NEWEST = "Data terbaru"
_CARRIED = "saringan_dibawa"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader chose: `kecamatan` names (none: all) and `day` (None: the newest data day)."""

    kecamatan: tuple[str, ...] = ()
    day: date | None = None


def choose_filters(region: Region, data_days: list[date], today: date) -> Filters:
    """Draw the filters. A day is chosen from the data days and the ends of years, by the browser's field for days, or
    named in the address ("30 Juni 2018")."""
    for key, value in st.session_state.pop(_CARRIED, {}).items():
        st.session_state[key] = value
    names = [kec.kecamatan for kec in region.kecamatan]
    chosen = st.multiselect(
        "Kecamatan", names, key=KECAMATAN_KEY, bind="query-params", placeholder="Semua", select_all=False
    )
    usual = [NEWEST, *day_options(data_days)]
    word = choose_day_word("Keadaan per", DAY_KEY, usual, until=today, help="Angka dihitung untuk tanggal ini.")
    day = parse_day(word, today)
    if day is None and word not in (None, NEWEST):
        st.caption("Tanggal itu tidak dapat dipakai. Yang ditampilkan: data terbaru.")
    return Filters(tuple(sorted(set(chosen), key=names.index)), day)


def choose_day_word(label: str, key: str, usual: Sequence[str], *, until: date, help: str) -> str | None:
    """A day in words: one of the `usual` ones, that of the address, or one of the browser's field, up to `until`."""
    asked = [word for word in (st.session_state.get(key), st.query_params.get(key)) if word]
    options = list(dict.fromkeys([*usual, *asked]))
    word = st.selectbox(label, options, key=key, bind="query-params", help=help)
    if other := choose_day(f"{key}_lain", date(FIRST_YEAR, 1, 1), until):
        carry_filters({key: format_date(other)})
        st.rerun()
    return word


def carry_filters(chosen: Mapping[str, object] | None = None) -> None:
    """Keep the choice through a change of page that starts with an empty address (`st.switch_page`).

    `chosen` are keys of widgets, there or on the page to come, and what is to stand in them instead.
    """
    st.session_state[_CARRIED] = {key: st.session_state[key] for key in (KECAMATAN_KEY, DAY_KEY)} | dict(chosen or {})


def day_options(data_days: list[date]) -> list[str]:
    """Days worth choosing, newest first: the data days and the ends of years before the newest."""
    newest = max(data_days, default=None)
    ends = [date(year, 12, 31) for year in range(FIRST_YEAR, newest.year)] if newest else []
    return [format_date(day) for day in sorted({*data_days, *ends}, reverse=True)]


def parse_day(word: str | None, today: date) -> date | None:
    """A typed or chosen day; a month or year means its last day. None for the newest, for nonsense and the future."""
    if not word or word == NEWEST:
        return None
    tanggal = read_date_text(word).tanggal
    if tanggal is None or tanggal.first > today or tanggal.first.year < FIRST_YEAR:
        return None
    return min(tanggal.last, today)
