"""Open reports of errors on top of Unggah: what they say, the way to the correction, and how to close one."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from kkb.access import Access
from kkb.config import TIMEZONE
from kkb.formatting import escaped, format_count, format_timestamp
from kkb.personal import mask_personal_numbers
from kkb.region import Desa
from kkb.store import Report, ReportStatus, Store
from kkb.theme import BODY_SIZE
from kkb.ui.frame import cache
from kkb.ui.frame.access import is_own_area
from kkb.ui.frame.navigation import DESA_PARAM, REPORT_PARAM
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import NO_NAME, write
from kkb.ui.laporan.routes import photo_address
from kkb.ui.parts.addresses import link_html
from kkb.ui.parts.components import note_html, show_message
from kkb.ui.parts.writer import ask_writer

_SHOWN = 20
_CLOSE = "Tutup dengan alasan"


def show_open_reports(view: View, access: Access) -> None:
    """The open reports of the desa that who looks may write about, oldest first; nothing where there are none."""
    if not access.may_write or not view.snapshot.takes_reports:
        return
    desa_of = view.region.by_code
    waiting = [
        (report, desa_of[report.kode_desa])
        for report in reversed(cache.store().reports())
        if report.status is ReportStatus.TERBUKA
        and report.kode_desa in desa_of
        and is_own_area([desa_of[report.kode_desa].kode_kecamatan])
    ]
    if not waiting:
        return
    with st.expander(f"{format_count(len(waiting))} laporan kekeliruan terbuka", icon=":material/report:"):
        for report, desa in waiting[:_SHOWN]:
            _show(report, desa)
        if len(waiting) > _SHOWN:
            st.html(note_html(f"Dan {format_count(len(waiting) - _SHOWN)} lagi, sesudah yang di atas ditangani."))


def _show(report: Report, desa: Desa) -> None:
    """One report, all of it text, with its links; then the form that ends it."""
    when = format_timestamp(report.waktu.astimezone(TIMEZONE))
    who = ", ".join(part for part in (report.nama, report.jabatan, report.kontak) if part) or "pelapor sudah dihapus"
    links = [link_html("Koreksi desa ini", _correction_address(report))]
    if report.ukuran_foto:
        links.append(link_html("Lihat foto", photo_address(report.nomor), words=f"Foto laporan {report.nomor}"))
    st.html(
        f'<div style="font-size:{BODY_SIZE};line-height:1.4;overflow-wrap:anywhere">'
        f"<b>Laporan {report.nomor} · {escaped(desa.desa)}, {escaped(desa.kecamatan)}</b>"
        f'<p style="margin:0.2rem 0;white-space:pre-line">{escaped(mask_personal_numbers(report.uraian))}</p>'
        f"{note_html(f'{who} · {when}')}{' · '.join(links)}</div>"
    )
    with st.popover("Jawab atau tutup"):
        _offer_end(report, desa)


def _correction_address(report: Report) -> str:
    return f"desa?{urlencode({DESA_PARAM: report.kode_desa, REPORT_PARAM: report.nomor})}"


def _offer_end(report: Report, desa: Desa) -> None:
    key = f"laporan_{report.nomor}"
    uploads = cache.store().answers_of(report.nomor)
    labels = {0: _CLOSE, **{number: f"Dijawab oleh unggahan {number}" for number in uploads}}
    with st.form(key, border=False):
        upload = int(st.selectbox("Yang terjadi", list(labels), format_func=lambda n: labels[n], key=f"{key}_oleh"))
        reason = st.text_input(
            "Alasan", key=f"{key}_alasan", max_chars=500, placeholder="misalnya bukan kekeliruan; SK-nya desa lain"
        ).strip()
        by = ask_writer(None, f"{key}_nama").strip()
        if not st.form_submit_button("Simpan"):
            return
    if not by:
        show_message("error", NO_NAME)
        return

    def end(store: Store, _version: int) -> None:
        if upload:
            store.answer_report(report.nomor, unggahan=upload, by=by, at=cache.now())
        else:
            store.close_report(report.nomor, reason=reason, by=by, at=cache.now())

    done = f"Laporan {report.nomor} {'dijawab' if upload else 'ditutup'}."
    write(done, end, kecamatan=[desa.kode_kecamatan])
