"""The review of the files on the desk: the verdict, then what to do next, in that order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kkb.access import Access
from kkb.checking import Outcome
from kkb.checking.message import say_formed
from kkb.formatting import escaped, format_count, format_date, join_words
from kkb.problems import Severity
from kkb.theme import BODY_SIZE
from kkb.ui.frame import live
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import tell
from kkb.ui.parts.addresses import link_html
from kkb.ui.parts.change_words import arrow
from kkb.ui.parts.components import MessageKind, show_message, show_note, show_section
from kkb.ui.parts.writer import writer_name
from kkb.ui.unggah import desk
from kkb.ui.unggah.area import NOT_YOURS, access_to_save
from kkb.ui.unggah.cell_links import first_link
from kkb.ui.unggah.changes_table import show_changes
from kkb.ui.unggah.columns import ANCHOR as COLUMNS
from kkb.ui.unggah.columns import columns_to_tell, offer_columns
from kkb.ui.unggah.commit_form import advise
from kkb.ui.unggah.desk import Desk
from kkb.ui.unggah.desk_check import check_desk
from kkb.ui.unggah.disagreement import ANCHOR as DISAGREEMENTS
from kkb.ui.unggah.disagreement import show_disagreements
from kkb.ui.unggah.file_list import show_files
from kkb.ui.unggah.questions import ANCHOR as QUESTIONS
from kkb.ui.unggah.questions import ask_questions, questions_now, say_questions, show_answers
from kkb.ui.unggah.sheet_counts import show_sheet_counts
from kkb.ui.unggah.sheet_data import sheet_data
from kkb.ui.unggah.sheet_view import show_sheet
from kkb.ui.unggah.stored_before import show_stored_before
from kkb.uploads.check import Checked, Stored, formed_after

_OUTCOME_WORDS: dict[Outcome, tuple[str, MessageKind]] = {
    Outcome.ACCEPT: ("Tidak ada masalah", "success"),
    Outcome.WARN: ("Dapat disimpan; ada yang perlu diperhatikan", "success"),
    Outcome.ASK: ("Perlu jawaban Anda", "warning"),
    Outcome.FLAG: ("Perlu diperbaiki", "warning"),
    Outcome.REJECT: ("Berkas tidak dapat dipakai", "error"),
}


_LOWERED_NAMED = 5
_FINDINGS = "temuan"
"""The place of the sheet with what was found, for a link."""

SAVE = "simpan"
"""That of the bar with the way to save (`kkb.ui.unggah.save_bar`)."""

_STYLE = (
    "<style>[data-testid=stLayoutWrapper]:has(>[data-testid=stHorizontalBlock])"
    ":not(:has([data-testid=stElementContainer])){display:none}</style>"
)
"""An empty place takes no room."""


def review(on_desk: Desk, view: View, access: Access) -> Checked:
    """Everything about the files on the desk, from the verdict down to the last desa; what they were checked to be."""
    checked = check_desk(on_desk, view.stored)
    st.html(_STYLE)
    with st.empty():
        if by := desk.changed_by(on_desk):
            tell("info", f"{by} baru saja mengubah draf ini; yang tampil adalah yang terbaru.")
    with _place():
        show_verdict(on_desk, checked, view, access)
    # A single file and files that stand in the way come first; a list of good ones only before the save.
    is_first = len(on_desk.files) == 1 or checked.verdict.outcome is Outcome.REJECT
    with _place():
        if is_first:
            show_files(on_desk, checked, view.stored)
    with _place():
        show_disagreements(on_desk, checked)
    # Where only cells wait that nobody can read, mending them comes before a way to do without.
    mends_first = bool(questions_now(checked)) and not say_questions(checked)
    with _place():
        if not mends_first:
            ask_questions(on_desk, checked, view.stored)
            show_answers(on_desk, checked)
    with _place():
        offer_columns(on_desk, checked)
    with _place():
        show_findings(on_desk, checked)
    with _place():
        if mends_first:
            ask_questions(on_desk, checked, view.stored)
            show_answers(on_desk, checked)
    with _place():
        if not is_first:
            show_files(on_desk, checked, view.stored)
    with _place():
        advise(checked, access)
    with _place():
        show_sheet_counts(checked)
        show_changes(checked, len(view.region.desa))
    desk.note_shown(on_desk)
    return checked


def _place() -> DeltaGenerator:
    """Where something stands, or nothing.

    A container that is empty would be dropped, and all below it made anew: the focus and what is being typed were lost.
    """
    return st.columns(1)[0]


def show_verdict(on_desk: Desk, checked: Checked, view: View, access: Access) -> None:
    """The verdict in one sentence, the day, what the figure would become, and what to do next."""
    verdict = checked.verdict
    word, kind = verdict_word(checked)
    here = access_to_save(checked, view.region, access)
    if verdict.can_commit and access.may_write and not here.may_write:
        show_message("warning", here.reason, lead=f"{NOT_YOURS}.")
    else:
        show_message(kind, verdict.message, lead=f"{word}.")
    if checked.version is not None:
        live.offer_recheck(checked.version, desk.forget_check)
    show_stored_before(checked)
    lines = []
    if verdict.data_date is not None:
        source = f" (dari {verdict.data_date_source})" if verdict.data_date_source else ""
        facts = [f"Keadaan per {format_date(verdict.data_date)}{source}"]
        if told := formed_words(checked, view):
            words, day = told
            facts.insert(0, f"Desa terbentuk {words} per {format_date(day)}")
            if day == verdict.data_date:
                facts[1] = f"tanggal dari {verdict.data_date_source}" if source else ""
        facts = [fact for fact in facts if fact]
        lines.append(f"<b>{escaped(' · '.join(facts))}</b>")
    step, columns = next_step(checked, here), columns_to_tell(on_desk, checked)
    if step or columns:
        cell = [f"{first};"] if (first := first_link(checked)) and questions_now(checked) else []
        parts = [link_html(words, f"#{place}") if place else escaped(words) for words, place in step]
        steps = [*cell, "".join(parts), *[link_html(columns, f"#{COLUMNS}")] * bool(columns)]
        lines.append(f"<b>Berikutnya:</b> {' '.join(steps)}")
    if lines:
        st.html("".join(f'<p style="margin:0 0 0.3rem;font-size:{BODY_SIZE}">{line}</p>' for line in lines))


def verdict_word(checked: Checked, *, in_short: bool = False) -> tuple[str, MessageKind]:
    """The verdict in a few words, as they lead its sentence, or in fewer still."""
    verdict = checked.verdict
    word, kind = _OUTCOME_WORDS[verdict.outcome]
    if in_short and verdict.outcome is Outcome.WARN:
        word = "Dapat disimpan"
    if verdict.nothing_to_save and verdict.outcome is not Outcome.FLAG:
        word, kind = "Tidak ada yang perlu disimpan", "info"
    if verdict.outcome is Outcome.REJECT and len(checked.files) > 1:
        word = "Belum dapat diperiksa"
    lowered = [f"{one.desa} ({arrow(one.fields['status'])})" for one in verdict.changes if one.is_lowered]
    if lowered and verdict.can_commit:
        told, kind = f"{format_count(len(lowered))} desa turun tahap", "warning"
        told += "" if in_short else f": {join_words(lowered, _LOWERED_NAMED)}"
        word = f"{told}. {word}" if verdict.outcome is Outcome.FLAG else told
    return word, kind


def formed_words(checked: Checked, view: View) -> tuple[str, date] | None:
    """What a save makes of the number of formed desa (`say_formed`), and on which day; None where it stores no status.
    """
    if not checked.verdict.can_commit or not any(file.part.rows for file in checked.to_store):
        return None
    before, after, day = formed_after(checked, Stored.of(view.stored))
    return say_formed(before, after, of=len(view.region.desa), is_first=checked.verdict.is_first), day


Step = Sequence[tuple[str, str]]
"""A sentence in parts, each with the place on the page where that is done ("" for none)."""


def next_step(checked: Checked, access: Access, *, where: str = " di bawah") -> Step:
    """What somebody who has never seen the page is to do now; empty where the verdict has said it.

    `where` tells the place of what is to be done, as seen from the verdict.
    """
    verdict = checked.verdict
    errors, warnings = verdict.weights[Severity.ERROR], verdict.weights[Severity.WARNING]
    if verdict.outcome is Outcome.REJECT or (verdict.nothing_to_save and verdict.outcome is not Outcome.FLAG):
        return []
    faulty = {p.file for p in verdict.problems if p.severity in (Severity.ERROR, Severity.QUESTION)}
    in_the_way = [file.name for n, file in enumerate(checked.files, 1) if file.is_stored and n in faulty]
    if in_the_way and len(checked.files) > 1:
        return [(f"keluarkan berkas yang sudah tersimpan: {join_words(in_the_way)}.", "")]
    if verdict.disagreements:
        desa = format_count(len(verdict.disagreements))
        return [(f"pilih berkas yang dipakai untuk {desa} desa{where}.", DISAGREEMENTS)]
    if questions := say_questions(checked):
        return [(f"jawab {questions}{where}.", QUESTIONS)]
    if verdict.held:
        return [("atau ", ""), (f"jawab pertanyaannya{where}.", QUESTIONS)]
    if errors:
        mend = f"perbaiki {format_count(errors)} kesalahan{where}"
        if not (verdict.can_commit and access.may_write):
            return [(f"{mend}.", _FINDINGS)]
        return [(f"{mend};", _FINDINGS), (" atau ", ""), ("simpan tanpa baris itu, dengan alasan.", SAVE)]
    save = [("simpan." if writer_name() else "tulis nama Anda dan simpan.", SAVE)] if access.may_write else []
    if warnings:
        read = f"baca {format_count(warnings)} perhatian{where}"
        return [(f"{read},", _FINDINGS), (" lalu ", ""), *save] if save else [(f"{read}.", _FINDINGS)]
    return save


def show_findings(on_desk: Desk, checked: Checked) -> None:
    """The sheet with its findings, where values are mended; or plainly that there is nothing."""
    if checked.verdict.outcome is Outcome.REJECT:
        return
    if not checked.verdict.problems and not on_desk.mends:
        show_note("Tidak ada masalah yang ditemukan.")
        return
    found = {problem.severity for problem in checked.verdict.problems}
    # A question about files that count already is not asked.
    needs_mending = Severity.ERROR in found or (Severity.QUESTION in found and bool(questions_now(checked)))
    warns = Severity.WARNING in found
    if needs_mending or on_desk.mends or warns:
        show_section(
            "Periksa dan perbaiki di sini" if needs_mending else "Perlu diperhatikan" if warns else "Perbaikan Anda",
            "Pilih satu temuan untuk melompat ke selnya. Enter mengubah isi sel, Esc membatalkan; berkas asli Anda "
            "tidak berubah.",
            anchor=_FINDINGS,
        )
        _show_sheet(on_desk, checked, is_open=needs_mending)
    else:
        show_note("Tidak ada masalah; hanya catatan.")
        _show_sheet(on_desk, checked, is_open=False)


def _show_sheet(on_desk: Desk, checked: Checked, *, is_open: bool) -> None:
    change = show_sheet(sheet_data(checked, on_desk.mends) | {"open": is_open})
    if change is not None:
        desk.keep_mend(on_desk, change.cell, change.text, seen=change.seen)
        st.rerun()
