"""Addresses of pages for links in drawn HTML: where a number opens. They keep the filters of the view.

Need: Streamlit links a whole element (`st.page_link`), no number within a sentence, a card or a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from kkb.formatting import escaped, format_date
from kkb.narrative import tahap_words
from kkb.ui.frame.filters import DAY_KEY, KECAMATAN_KEY, Filters
from kkb.ui.frame.navigation import DESA_PARAM, LIST_DAY_PARAM, LIST_KECAMATAN_PARAM, STATUS_KEY

LINK_STYLE = "color:inherit;text-decoration:underline dotted 1px;text-underline-offset:0.2em"
"""A number that opens looks like the number, with a quiet line under it."""


def link_html(text: str, address: str, *, words: str = "", style: str = LINK_STYLE) -> str:
    """The link as HTML, escaped, in the same tab; `words` say where it leads if the text does not."""
    spoken = f' title="{escaped(words)}" aria-label="{escaped(words)}"' if words else ""
    return f'<a href="{escaped(address)}" target="_self"{spoken} style="{style}">{escaped(text)}</a>'


def page_address(name: str, filters: Filters, **asked: str) -> str:
    """A page with the filters, which may be asked for more (`program="dapur sehat"`)."""
    return _address(name, [*asked.items(), *filter_query(filters)])


def desa_address(kode_desa: str, filters: Filters, asked: Sequence[tuple[str, str]] = ()) -> str:
    """The profile of a desa; what is `asked` beside: the list to which it leads back, a report of it."""
    return _address("desa", [(DESA_PARAM, kode_desa), *asked, *filter_query(filters)])


def way_back_address(filters: Filters, listed: Sequence[tuple[str, str]]) -> str:
    """The list of desa that a profile was opened from."""
    return _address("desa", [*listed, *filter_query(filters)])


def list_address(
    filters: Filters, *, kecamatan: str = "", rungs: Sequence[str | None] = (), day: date | None = None
) -> str:
    """The list of desa behind a number: of a kecamatan (else those chosen), on these rungs ("" or None: not reported),
    on a day (else that of the view). The filters stay: kecamatan and day are of the list alone."""
    query = [(STATUS_KEY, tahap_words(rung or None)) for rung in rungs]
    if kecamatan and filters.kecamatan != (kecamatan,):
        query.append((LIST_KECAMATAN_PARAM, kecamatan))
    if day is not None and day != filters.day:
        query.append((LIST_DAY_PARAM, format_date(day)))
    return _address("desa", [*query, *filter_query(filters)])


def filter_query(filters: Filters) -> list[tuple[str, str]]:
    """What an address says of the filters: each kecamatan chosen, and the day."""
    day = [(DAY_KEY, format_date(filters.day))] if filters.day is not None else []
    return [*((KECAMATAN_KEY, name) for name in filters.kecamatan), *day]


def _address(name: str, query: list[tuple[str, str]]) -> str:
    return f"{name}?{urlencode(query)}" if query else name
