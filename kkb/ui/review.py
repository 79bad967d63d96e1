"""The review of an uploaded file: verdict, questions, changes, problems, and the decision to save.

Session state holds the checked file as it was shown. What is saved is that, never a newer check nobody has seen.
"""

from __future__ import annotations

import hashlib
import logging
from html import escape

import pandas as pd
import streamlit as st

from kkb.access import Access
from kkb.checking import ChangeKind, Outcome, Question, UnknownAnswer, Verdict
from kkb.checking.dates import read_date_text
from kkb.formatting import MISSING, format_count, format_date, join_words
from kkb.problems import Severity
from kkb.schema import Presisi
from kkb.store import OutdatedVersion, Snapshot, StoreRefusal
from kkb.ui import cache, live
from kkb.ui.access import request_access
from kkb.ui.components import plain, show_note, show_section, show_table
from kkb.ui.navigation import link_to
from kkb.ui.view import View
from kkb.uploads.check import Checked, Stored, check_file, describe_twin, formed_after
from kkb.uploads.commit import CommitRefused, commit

log = logging.getLogger(__name__)

_CHECKED, _ANSWERS, _SAVED, _ROUND = "unggah_checked", "unggah_answers", "unggah_saved", "unggah_round"
_NAME = "unggah_nama"

_OUTCOME_WORDS = {
    Outcome.ACCEPT: ("Tidak ada masalah", "success", ":material/check_circle:"),
    Outcome.WARN: ("Dapat disimpan; ada yang perlu diperhatikan", "success", ":material/check_circle:"),
    Outcome.ASK: ("Perlu jawaban Anda", "warning", ":material/help:"),
    Outcome.FLAG: ("Ada kesalahan dalam berkas", "warning", ":material/error:"),
    Outcome.REJECT: ("Berkas tidak dapat dipakai", "error", ":material/block:"),
}
_KIND_WORDS = {
    ChangeKind.NEW: "Baru",
    ChangeKind.MOVED: "Berubah tahap",
    ChangeKind.CORRECTED: "Diperbaiki",
    ChangeKind.REFINED: "Dilengkapi",
    ChangeKind.UNCHANGED: "Tetap",
    ChangeKind.REJECTED: "Tidak disimpan",
}
_KIND_ORDER = list(_KIND_WORDS)
_SEVERITY_WORDS = {
    Severity.QUESTION: "Tanya",
    Severity.ERROR: "Salah",
    Severity.WARNING: "Perhatian",
    Severity.INFO: "Catatan",
}
_PROBLEMS_SHOWN = 200


def uploader_key() -> str:
    """A key that changes after each save, so that the field is empty again."""
    return f"unggah_berkas_{st.session_state.get(_ROUND, 0)}"


def forget() -> None:
    """Forget the file that was under review."""
    st.session_state.pop(_CHECKED, None)
    st.session_state.pop(_ANSWERS, None)


def check_upload(file_name: str, data: bytes, snapshot: Snapshot) -> Checked:
    """The verdict on this file and these answers; checked once and kept until one of them changes."""
    digest = hashlib.sha256(data).hexdigest()
    if st.session_state.get(_ANSWERS, {}).get("file") != digest:
        st.session_state[_ANSWERS] = {"file": digest, "given": {}}
    answers = st.session_state[_ANSWERS]["given"]
    key = (digest, file_name, tuple(sorted(answers.items())))
    kept = st.session_state.get(_CHECKED)
    if kept is not None and kept[0] == key:
        checked: Checked = kept[1]
        return checked
    with st.spinner("Membaca dan memeriksa berkas …"):
        try:
            checked = _check(file_name, data, answers, snapshot)
        except UnknownAnswer:
            # The data changed and a question is gone: ask afresh rather than guess.
            st.session_state[_ANSWERS]["given"] = {}
            key = (digest, file_name, ())
            checked = _check(file_name, data, {}, snapshot)
    st.session_state[_CHECKED] = (key, checked)
    return checked


def _check(file_name: str, data: bytes, answers: dict[str, str], snapshot: Snapshot) -> Checked:
    return check_file(
        data,
        file_name,
        region=cache.region(),
        region_name=cache.settings().region_name,
        stored=Stored.of(snapshot),
        today=cache.now().date(),
        answers=answers,
    )


def show_verdict(checked: Checked, view: View) -> None:
    """The verdict in one sentence, the day, and what the figure would become."""
    verdict = checked.verdict
    word, kind, icon = _OUTCOME_WORDS[verdict.outcome]
    box = {"success": st.success, "warning": st.warning, "error": st.error}[kind]
    if verdict.nothing_to_save and verdict.outcome is not Outcome.FLAG:
        word, box, icon = "Tidak ada yang perlu disimpan", st.info, ":material/done_all:"
    box(f"**{word}.** {plain(verdict.message)}", icon=icon)
    if checked.version is not None and checked.version != view.version:
        live.mention_stale()
    if verdict.data_date is None:
        return
    facts = [f"Keadaan per {format_date(verdict.data_date)} (dari {verdict.data_date_source})"]
    effect = formed_after(checked, Stored.of(view.snapshot)) if verdict.can_commit else None
    if effect is not None:
        before, after, day = effect
        facts.append(f"Desa terbentuk {format_count(before)} → {format_count(after)} per {format_date(day)}")
    show_note(" · ".join(facts))


def ask_questions(checked: Checked) -> None:
    """One form with all open questions; the suggested answers are chosen beforehand."""
    questions = checked.verdict.questions
    if not questions:
        return
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
    answers = st.session_state[_ANSWERS]
    answers["given"] = answers["given"] | {key: value for key, value in chosen.items() if value is not None}
    answers["said"] = answers.get("said", []) + [(q.text, _label_of(q, chosen[q.id] or "")) for q in questions]
    st.rerun()


def _label_of(question: Question, value: str) -> str:
    return next((option.label for option in question.options if option.value == value), value)


def show_answers() -> None:
    """What the officer has answered so far, and the way to answer again."""
    said = st.session_state.get(_ANSWERS, {}).get("said", [])
    if not said:
        return
    with st.expander(f"Jawaban Anda ({format_count(len(said))})"):
        show_table(["Pertanyaan", "Jawaban"], [list(pair) for pair in said])
        if st.button("Ubah jawaban", key="unggah_ubah"):
            st.session_state.pop(_ANSWERS, None)
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


def offer_commit(checked: Checked, view: View, access: Access) -> None:
    """Name, reason where one is needed, and one button; or why there is nothing to press."""
    verdict = checked.verdict
    if checked.twin is not None and not verdict.questions:
        show_note(describe_twin(checked.twin))
        if not checked.twin.aktif:
            link_to("riwayat", f"Buka riwayat unggahan {checked.twin.nomor}")
    if not verdict.can_commit or not access.may_write:
        return
    flagged = verdict.outcome is Outcome.FLAG
    if any(p.code == "SAMPLE_WITHDRAWN" for p in verdict.problems):
        st.warning(plain(next(p.message for p in verdict.problems if p.code == "SAMPLE_WITHDRAWN")))
    with st.form("unggah_simpan"):
        name = st.text_input("Nama Anda", key=_NAME, max_chars=120, persist_state="session")
        reason = ""
        if checked.needs_reason:
            reason = st.text_input(
                "Alasan menyimpan tanpa baris yang salah" if flagged else "Alasan keputusan", max_chars=500
            )
        if not st.form_submit_button(_save_label(verdict), type="primary", icon=":material/save:"):
            return
    _save(checked, name, reason, accept_problems=flagged)


def _save_label(verdict: Verdict) -> str:
    counts = verdict.change_counts
    touched = counts["new"] + counts["changed"]
    if not touched:
        return f"Simpan sebagai penegasan per {format_date(verdict.data_date)}"
    label = f"Simpan {format_count(touched)} perubahan"
    return f"{label}; {format_count(counts['rejected'])} desa tidak disimpan" if counts["rejected"] else label


def _save(checked: Checked, name: str, reason: str, *, accept_problems: bool) -> None:
    # Asked again here: the page may have been drawn under other circumstances.
    if not request_access().may_write:
        st.error("Halaman ini hanya dapat dibaca.")
        return
    try:
        numbers = commit(
            cache.store(), checked, by=name, at=cache.now(), reason=reason, accept_problems=accept_problems
        )
    except OutdatedVersion:
        st.session_state.pop(_CHECKED, None)
        st.session_state[_SAVED] = ("outdated", "")
        cache.watcher().announce()
        st.rerun()
    except (CommitRefused, StoreRefusal) as refusal:
        st.error(plain(refusal.message))
        return
    day = format_date(checked.verdict.data_date)
    st.session_state[_SAVED] = ("saved", f"Tersimpan sebagai unggahan {join_words(list(map(str, numbers)))}, keadaan per {day}.")
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    forget()
    cache.watcher().announce()
    st.rerun()


def show_saved() -> None:
    """What became of the last press of the button."""
    kind, message = st.session_state.pop(_SAVED, (None, ""))
    if kind == "saved":
        st.success(message, icon=":material/check_circle:")
        link_to("ringkasan", "Lihat Ringkasan")
    elif kind == "outdated":
        st.warning(
            "Data berubah sejak pratinjau dibuat, jadi belum ada yang disimpan. Di bawah ini pratinjau yang baru."
        )


def show_changes(checked: Checked) -> None:
    """Desa by desa: old → new. Unchanged desa are counted and shown on demand."""
    changes = checked.verdict.changes
    if not changes:
        return
    counts = checked.verdict.change_counts
    show_section(
        "Perubahan desa demi desa",
        f"{format_count(counts['new'])} baru · {format_count(counts['changed'])} berubah · "
        f"{format_count(counts['unchanged'])} tetap · {format_count(counts['rejected'])} tidak disimpan",
    )
    has_unchanged = counts["unchanged"] > 0
    show_all = has_unchanged and st.toggle("Tampilkan juga yang tetap", key="unggah_tetap")
    listed = [c for c in changes if show_all or c.kind is not ChangeKind.UNCHANGED]
    listed.sort(key=lambda c: _KIND_ORDER.index(c.kind))
    if not listed:
        show_note("Tidak ada yang berubah.")
        return
    frame = pd.DataFrame(
        {
            "Kecamatan": [c.kecamatan for c in listed],
            "Desa": [c.desa for c in listed],
            "Jenis": [_KIND_WORDS[c.kind] for c in listed],
            "Status": [_arrow(c.fields.get("status")) for c in listed],
            "Tanggal pembentukan": [_arrow(c.fields.get("tanggal")) for c in listed],
            "Nomor SK": [_arrow(c.fields.get("no_sk")) for c in listed],
            "Klasifikasi": [_arrow(c.fields.get("klasifikasi")) for c in listed],
            "Baris": [str(c.row or "") for c in listed],
        }
    )
    st.dataframe(frame, hide_index=True, height="content" if len(frame) <= 12 else 460, key="unggah_perubahan")


def _arrow(pair: tuple[str | None, str | None] | None) -> str:
    if pair is None:
        return ""
    old, new = pair
    return new or MISSING if old is None else f"{old} → {new or MISSING}"


def show_problems(checked: Checked) -> None:
    """Everything found, the weightiest first, with its place; or plainly that there is nothing."""
    problems = checked.verdict.problems
    if checked.verdict.outcome is Outcome.REJECT:
        return
    if not problems:
        show_note("Tidak ada masalah yang ditemukan dalam berkas ini.")
        return
    show_section("Yang ditemukan dalam berkas", f"{format_count(len(problems))} temuan")
    rows = "".join(
        "<tr>"
        f'<td style="{_CELL}font-weight:600;white-space:nowrap">{_SEVERITY_WORDS[p.severity]}</td>'
        f'<td style="{_CELL}white-space:nowrap">{escape(_place(p.sheet, p.cell))}</td>'
        f'<td style="{_CELL}">{escape(p.message)}</td>'
        "</tr>"
        for p in problems[:_PROBLEMS_SHOWN]
    )
    st.html(
        f'<div style="overflow-x:auto"><table style="border-collapse:collapse;font-size:0.95rem">{rows}</table></div>'
    )
    if len(problems) > _PROBLEMS_SHOWN:
        show_note(f"dan {format_count(len(problems) - _PROBLEMS_SHOWN)} temuan lain")


_CELL = "padding:0.3rem 0.7rem 0.3rem 0;vertical-align:top;border-bottom:1px solid rgba(128,138,148,0.3);"


def _place(sheet: str | None, cell: str | None) -> str:
    return f"{sheet}!{cell}" if sheet and cell else sheet or "berkas"
