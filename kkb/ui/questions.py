"""The questions about files under review: one form, the suggested answers chosen; and what was answered so far."""

from __future__ import annotations

import streamlit as st

from kkb.checking import Question
from kkb.checking.dates import read_date_text
from kkb.formatting import format_count
from kkb.schema import Presisi
from kkb.store import Snapshot
from kkb.ui import cache
from kkb.ui.components import plain, show_section, show_table
from kkb.ui.desk import Desk, keep_answers
from kkb.ui.desk_check import check_again
from kkb.uploads.check import Checked

_SAID = "unggah_terjawab"
_ROUNDS = 6
"""An answer may lead to another question; never that often."""


def ask_questions(desk: Desk, checked: Checked) -> None:
    """One form with all open questions."""
    questions = checked.verdict.questions
    if not questions:
        return
    show_section("Jawab dulu", "Jawaban yang disarankan sudah terpilih; bacalah sebelum menekan tombol.")
    with st.form("unggah_pertanyaan"):
        chosen = {question.id: _ask(question) for question in questions}
        if not st.form_submit_button("Jawab dan periksa lagi", type="primary"):
            return
    if any(chosen[q.id] is None for q in questions):
        st.error("Tanggal belum terbaca. Tulis misalnya 10 Mei 2023 atau 10/05/2023.")
        return
    if any(q.free and (chosen[q.id] or "") > cache.now().date().isoformat() for q in questions):
        st.error("Tanggal itu belum terjadi. Tulis tanggal keadaan datanya.")
        return
    keep_answers(desk, {**desk.answers, **{key: value for key, value in chosen.items() if value is not None}})
    st.rerun()


def _ask(question: Question) -> str | None:
    labels = {option.value: option.label for option in question.options}
    values = list(labels)
    index = values.index(question.suggested) if question.suggested in values else 0
    if not question.free:
        return st.radio(
            plain(question.text),
            values,
            index=index,
            key=f"tanya_{question.id}",
            format_func=lambda v: plain(labels[v]),
        )
    shown = [labels[value] for value in values]
    word = st.selectbox(
        plain(question.text),
        shown,
        index=index,
        key=f"tanya_{question.id}",
        accept_new_options=True,
        help="Pilih, atau ketik tanggal lain, misalnya 10 Mei 2023.",
    )
    tanggal = read_date_text(word or "").tanggal
    return tanggal.iso() if tanggal is not None and tanggal.presisi is Presisi.DAY else None


def show_answers(desk: Desk, snapshot: Snapshot) -> None:
    """What has been answered so far, and the way to answer again."""
    if not desk.told:
        return
    said = _said(desk, snapshot)
    with st.expander(f"Jawaban Anda ({format_count(len(said))})"):
        show_table(["Pertanyaan", "Jawaban"], [list(pair) for pair in said])
        if st.button("Ubah jawaban", key="unggah_ubah"):
            keep_answers(desk, desk.mends)
            st.rerun()


def _said(desk: Desk, snapshot: Snapshot) -> list[tuple[str, str]]:
    """(question, answer) in words. A draft keeps ids alone: what they asked is found by asking again."""
    key = (tuple(file.name for _, file in desk.used), tuple(sorted(desk.answers.items())), snapshot.version)
    kept = st.session_state.get(_SAID)
    if kept is not None and kept[0] == key:
        return list(kept[1])
    files, answers, said = [file for _, file in desk.used], desk.mends, []
    for _ in range(_ROUNDS):
        asked = [q for q in check_again(files, answers, snapshot).verdict.questions if q.id in desk.told]
        if not asked:
            break
        said += [(q.text, _label_of(q, desk.told[q.id])) for q in asked]
        answers = answers | {q.id: desk.told[q.id] for q in asked}
    st.session_state[_SAID] = (key, said)
    return said


def _label_of(question: Question, value: str) -> str:
    return next((option.label for option in question.options if option.value == value), value)
