"""What a row that ends a Pokja may tell, drawn at random."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from kkb.schema import Tanggal, TanggalDasar


@st.composite
def ends(draw: st.DrawFn, day: date) -> dict[str, Any]:
    """The fields of a row for `day`: when the Pokja ended and when, before that, it was formed, each as a day, a month,
    a year or not at all; the number and the date of its SK, or neither of them."""
    ended = day - timedelta(days=draw(st.integers(0, 400)))
    formed = ended - timedelta(days=draw(st.integers(1, 900)))
    end, begin = (
        draw(st.sampled_from([None, *(one.isoformat()[:n] for n in (4, 7, 10))])) for one in (ended, formed)
    )
    return {
        "tanggal": Tanggal.from_iso(begin) if begin else None,
        "tanggal_dasar": TanggalDasar.PEMBENTUKAN if begin else None,
        "tanggal_bubar": Tanggal.from_iso(end) if end else None,
        "no_sk": draw(st.sampled_from([None, "1/2017", "007"])),
        "tanggal_sk": Tanggal.from_iso(begin) if begin and draw(st.booleans()) else None,
    }
