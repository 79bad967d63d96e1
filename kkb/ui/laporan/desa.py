"""What a desa's page says of reports of errors: that one is looked into, and where a reader reports another."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from kkb.access import Right
from kkb.config import TIMEZONE
from kkb.formatting import format_count, format_date
from kkb.region import Desa
from kkb.store import ReportStatus
from kkb.ui.frame import cache
from kkb.ui.frame.access import access_for
from kkb.ui.frame.view import View
from kkb.ui.laporan.routes import form_address
from kkb.ui.parts.addresses import link_html
from kkb.ui.parts.components import show_note

_SAID_FOR = timedelta(days=30)
"""How long it is said that a report was answered."""


def show_reports_of(desa: Desa, view: View) -> None:
    """How many reports of a desa are open or when one was answered, never what they say; then the way to report.

    Whoever may correct the desa is not asked to report. Nothing where reports are not taken.
    """
    if not view.snapshot.takes_reports or not cache.settings().may_write:
        return
    reports = cache.store().reports(desa.kode_desa)
    still = sum(report.status is ReportStatus.TERBUKA for report in reports)
    answers = [report.selesai for report in reports if report.status is ReportStatus.DIJAWAB and report.selesai]
    if still:
        show_note(f"{format_count(still)} laporan kekeliruan sedang diperiksa.")
    elif answers and cache.now() - max(answers) < _SAID_FOR:
        show_note(f"Laporan kekeliruan dijawab {format_date(max(answers).astimezone(TIMEZONE).date())}.")
    if not access_for(Right.SAVE, [desa.kode_kecamatan]).may_write:
        words = "Laporkan kekeliruan data desa ini, tanpa akun"
        st.html(link_html("Laporkan kekeliruan", form_address(desa), words=words))
