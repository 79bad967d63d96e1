"""Whether readers may report errors, and the personal data in what they reported."""

from __future__ import annotations

import streamlit as st

from kkb.access import Right
from kkb.config import TIMEZONE
from kkb.formatting import format_count, format_date
from kkb.store import Report, Store
from kkb.ui.frame import cache
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import NO_NAME, write
from kkb.ui.parts.components import show_message, show_note, show_section
from kkb.ui.parts.writer import ask_writer


def show_report_settings(view: View) -> None:
    """The switch of the reports, and a form that erases who reported, which is there while they are off as well."""
    is_taken = view.snapshot.takes_reports
    show_section(
        "Laporkan kekeliruan",
        "Siapa pun yang membuka halaman sebuah desa dapat melaporkan data yang keliru, tanpa akun; petugas membacanya "
        "di halaman Unggah",
    )
    show_note("Laporan diterima." if is_taken else "Laporan tidak diterima; halaman desa tidak menyebutnya.")
    with st.form("laporan_saklar", border=False):
        by = ask_writer(None, "laporan_saklar_oleh", "Diatur oleh").strip()
        is_pressed = st.form_submit_button("Berhenti menerima laporan" if is_taken else "Terima laporan")
    if is_pressed and not by:
        show_message("error", NO_NAME)
    elif is_pressed:
        write(
            "Laporan kekeliruan tidak diterima lagi." if is_taken else "Laporan kekeliruan kini diterima.",
            lambda store, _version: store.switch_reports(not is_taken, by=by, at=cache.now()),
            right=Right.SETTINGS,
        )
    _offer_erasure(view)


def _offer_erasure(view: View) -> None:
    personal = [report for report in cache.store().reports() if report.has_personal]
    if not personal:
        return
    show_section(
        "Data pribadi pelapor",
        f"{format_count(len(personal))} laporan memuat nama, kontak atau foto. Yang dihapus tidak dapat dikembalikan, "
        "kecuali dari cadangan lama",
    )
    labels = {report.nomor: _label(report, view) for report in personal}
    with st.form("laporan_hapus", border=False):
        chosen = int(st.selectbox("Laporan", list(labels), format_func=lambda n: labels[n], key="laporan_hapus_nomor"))
        by = ask_writer(None, "laporan_hapus_oleh", "Data dihapus oleh").strip()
        if not st.form_submit_button("Hapus nama, kontak dan foto"):
            return
    if not by:
        show_message("error", NO_NAME)
        return

    def erase(store: Store, _version: int) -> None:
        store.erase_reporter(chosen, by=by, at=cache.now())

    write(f"Nama, kontak dan foto laporan {chosen} dihapus.", erase, right=Right.SETTINGS)


def _label(report: Report, view: View) -> str:
    desa = view.region.by_code.get(report.kode_desa)
    day = format_date(report.waktu.astimezone(TIMEZONE).date())
    return f"laporan {report.nomor}, {desa.desa if desa is not None else report.kode_desa}, {day}, {report.status}"
