"""Events that are drawn beside the line to the target."""

from __future__ import annotations

from datetime import date

import streamlit as st

from kkb.access import Right
from kkb.formatting import format_count, format_date
from kkb.schema import JenisTonggak, Tonggak
from kkb.store import Store
from kkb.ui.frame import cache
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import fault_of_day, read_one_day, write
from kkb.ui.parts.cancel_form import offer_cancel
from kkb.ui.parts.components import choose_text, show_message, show_note, show_section
from kkb.ui.parts.table import show_table
from kkb.ui.parts.writer import ask_writer

_KINDS = {
    JenisTonggak.PERISTIWA: "Peristiwa",
    JenisTonggak.PENJELASAN: "Penjelasan masa tanpa Pokja baru",
    JenisTonggak.KOMITMEN: "Komitmen bersama",
}


def show_milestones(view: View, *, may_write: bool) -> None:
    """Events drawn beside the line, each with its source, and a form for one more."""
    show_section("Peristiwa di garis waktu", "Tergambar di grafik Ringkasan, selalu dengan sumbernya")
    milestones = view.snapshot.milestones
    if milestones:
        rows = [
            [
                format_date(m.mulai),
                format_date(m.selesai),
                _KINDS[m.jenis],
                m.judul,
                format_count(m.jumlah_pokja),
                m.sumber,
                m.oleh or "bawaan",
            ]
            for m in milestones
        ]
        show_table(["Dari", "Sampai", "Jenis", "Peristiwa", "Pokja", "Sumber", "Dicatat oleh"], rows, numbers={4})
    else:
        show_note("Belum ada peristiwa.")
    if not may_write:
        return
    with st.expander("Tambah peristiwa"), st.form("peristiwa_baru", border=False):
        kind = choose_text("Jenis", {kind.value: words for kind, words in _KINDS.items()}, "peristiwa_jenis")
        left, right = st.columns(2)
        begin_words = left.text_input("Dari tanggal", key="peristiwa_dari", placeholder="misalnya 2 Mei 2018")
        end_words = right.text_input(
            "Sampai tanggal (bila ada)", key="peristiwa_sampai", placeholder="misalnya 31 Desember 2021"
        )
        title = st.text_input(
            "Peristiwa", key="peristiwa_judul", max_chars=500, placeholder="misalnya Pelatihan kader di tujuh kecamatan"
        )
        left, middle, right = st.columns(3)
        count = middle.number_input(
            "Jumlah Pokja yang disebut",
            min_value=0,
            value=None,
            step=1,
            key="peristiwa_pokja",
            placeholder="bila ada, misalnya 15",
        )
        source = left.text_input(
            "Sumber", key="peristiwa_sumber", max_chars=500, placeholder="misalnya Notulen rakor, 2 Mei 2018"
        )
        by = ask_writer(right, "peristiwa_oleh", "Dicatat oleh")
        pressed = st.form_submit_button("Simpan peristiwa")
    if pressed:
        _add_milestone(
            view.today, kind, begin_words, end_words, title.strip(), source.strip(), by.strip(), count
        )
    if milestones:
        labels = {str(m.nomor): f"{format_date(m.mulai)}, {m.judul}" for m in milestones}
        offer_cancel("peristiwa", labels, Store.cancel_milestone, right=Right.SETTINGS)


def _add_milestone(
    today: date,
    kind: str | None,
    begin_words: str,
    end_words: str,
    title: str,
    source: str,
    by: str,
    count: int | None,
) -> None:
    begin, end = read_one_day(begin_words), read_one_day(end_words)
    if begin is None or (end_words.strip() and end is None):
        show_message("error", "Tanggal belum terbaca. Tulis misalnya 2 Mei 2018.")
    elif fault := fault_of_day("Dari tanggal", begin, begin, today):
        show_message("error", fault)
    elif end is not None and end < begin:
        show_message("error", "Tanggal akhir lebih awal daripada tanggal mulai.")
    elif not title or not source or not by:
        show_message("error", "Isi peristiwa, sumbernya, dan siapa yang mencatat.")
    else:
        milestone = Tonggak(JenisTonggak(kind or JenisTonggak.PERISTIWA), begin, end, title, source, count)
        write(
            "Peristiwa tersimpan.",
            lambda store, version: store.add_milestones([milestone], by=by, at=cache.now(), expected_version=version),
            empties=["peristiwa_dari", "peristiwa_sampai", "peristiwa_judul", "peristiwa_sumber", "peristiwa_pokja"],
            right=Right.SETTINGS,
        )
