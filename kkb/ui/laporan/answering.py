"""Which open report a correction of a desa answers: chosen beside its reason, noted once it is saved."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from kkb.personal import mask_personal_numbers
from kkb.region import Desa
from kkb.store import Report, ReportStatus, StoreError
from kkb.ui.frame import cache
from kkb.ui.frame.access import writing_store
from kkb.ui.frame.navigation import REPORT_PARAM
from kkb.ui.frame.view import View

_NONE = "tidak menjawab laporan"
_SHOWN = 80


def open_reports(desa: Desa, view: View) -> list[Report]:
    """The open reports of a desa, newest first; none where reports are not taken."""
    if not view.snapshot.takes_reports:
        return []
    return [one for one in cache.store().reports(desa.kode_desa) if one.status is ReportStatus.TERBUKA]


def asked_report(desa: Desa, view: View) -> int | None:
    """The number of the open report that the address names, if it is of this desa."""
    word = st.query_params.get(REPORT_PARAM, "")
    found = (report.nomor for report in (open_reports(desa, view) if word else ()) if str(report.nomor) == word)
    return next(found, None)


def choose_answered(desa: Desa, view: View) -> int | None:
    """The field beside a correction; the number of the report that it answers. Not drawn where none is open."""
    still = open_reports(desa, view)
    if not still:
        return None
    labels: dict[int | None, str] = {None: _NONE}
    labels |= {report.nomor: f"laporan {report.nomor}: {short_text(report)}" for report in still}
    numbers = list(labels)
    asked = asked_report(desa, view)
    place = numbers.index(asked) if asked is not None else 0
    chosen: int | None = st.selectbox(
        "Menjawab laporan", numbers, index=place, format_func=lambda number: labels[number], key="koreksi_laporan"
    )
    return chosen


def answer_after_save(nomor: int | None, unggahan: int, *, by: str, kecamatan: Collection[str]) -> str:
    """Note that an upload that has just been saved answers a report (None: it answers none), and say what became of it.

    The correction is saved whatever happens here.
    """
    if nomor is None:
        return ""
    try:
        store = writing_store(kecamatan=kecamatan)
        store.answer_report(nomor, unggahan=unggahan, by=by, at=cache.now())
    except StoreError as error:
        return f"Laporan {nomor} belum ditandai dijawab: {error.message} Tandai di halaman Unggah."
    st.query_params.pop(REPORT_PARAM, None)
    return f"Laporan {nomor} dijawab."


def short_text(report: Report) -> str:
    """What a report says, on one line, cut."""
    text = " ".join(mask_personal_numbers(report.uraian).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
