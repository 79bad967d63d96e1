"""The questions about files under review: one form, the suggested answers chosen; and what was answered so far."""

from __future__ import annotations

from datetime import date

import streamlit as st

from kkb.checking import Question
from kkb.checking.questions import question_key
from kkb.checking.values.dates import read_date_text
from kkb.formatting import format_count, join_words
from kkb.personal import mask_personal_numbers, mask_texts
from kkb.schema import Presisi, Tanggal
from kkb.store import Snapshot
from kkb.ui.frame import cache
from kkb.ui.frame.writing import fault_of_day
from kkb.ui.parts.components import LINE, plain, show_note, show_section
from kkb.ui.parts.page_top import show_fault, show_from_top
from kkb.ui.parts.table import show_table
from kkb.ui.unggah.asked_cells import show_asked_cells
from kkb.ui.unggah.cell_links import links
from kkb.ui.unggah.desk import Desk, drop_replies, keep_replies
from kkb.uploads.check import Checked

_NAME_THE_DAY = {"STATUS_REGRESSION", "STATUS_INACTIVE", "CORRECTION_CONTRADICTED"}

_MENDED_FIRST = {"DATE_DROPPED"}
"""Asked about cells that are better mended: nothing is asked about them then."""

_CHOSEN_BY_HAND = {"NO_STATUS_COLUMN"}
"""One press would give every desa of a list a status that stands nowhere in it: the page chooses nothing beforehand."""

ANCHOR = "pertanyaan"
"""The place of the questions on the page, for a link (#pertanyaan)."""

_TYPED_COUNTS = "yang ditulis di sini berlaku, bukan pilihan di atas"

_UNREADABLE = "?"
"""What was typed is no day, nor a month or a year where one answers."""


def ask_questions(desk: Desk, checked: Checked, snapshot: Snapshot) -> None:
    """One form with all open questions; none where the files count already."""
    questions = questions_now(checked)
    if not questions:
        return
    today = cache.now().date()
    is_all_chosen = all(_preselected(question, today) is not None for question in questions)
    chosen_words = "Jawaban yang disarankan sudah terpilih; bacalah sebelum menekan tombol."
    title = "Jawab dulu" if say_questions(checked) else "Bila belum dapat diperbaiki"
    show_section(title, chosen_words if is_all_chosen else "Bacalah sebelum menekan tombol.", anchor=ANCHOR)
    later = len(checked.verdict.questions) - len(questions)
    if later:
        show_note(f"{format_count(later)} pertanyaan lain menyusul sesudah tanggal keadaannya jelas.")
    chosen, places = [], []
    with st.form("unggah_pertanyaan"):
        for question in questions:
            if question.code in _MENDED_FIRST and (cells := links(checked)):
                st.html(f'<p style="{LINE}">{cells}</p>')
            elif where := where_asked(question, checked):
                show_note(where)
            if question.code == "NO_STATUS_COLUMN" and _has_unknown_columns(question, checked):
                show_note("Bila statusnya ada di kolom lain, pilih artinya di “Kolom yang tidak dikenal” di bawah.")
            chosen.append((question, _ask(question, today)))
            places.append(st.container())
            fold_key, is_open = f"sel_{_key_of(question)}", len(questions) == 1
            show_asked_cells(question, checked, snapshot, key=fold_key, is_open=is_open)
        if not st.form_submit_button("Jawab dan periksa lagi", type="primary"):
            return
    # What is left to be mended needs no answer, if another question has one.
    answered = [(question, value) for question, value in chosen if value is not None]
    faults = [
        "" if answered and value is None and question.code in _MENDED_FIRST else fault_of(question, value, today)
        for question, value in chosen
    ]
    first = next((number for number, fault in enumerate(faults) if fault), None)
    for number, (place, fault) in enumerate(zip(places, faults, strict=True)):
        if fault:
            with place:
                show_fault(fault, _field_at_fault(*chosen[number]) if number == first else "")
    if first is not None:
        return
    keep_replies(desk, answered)
    show_from_top()
    st.rerun()


def questions_now(checked: Checked) -> list[Question]:
    """The questions to be answered next; none where the files count already.

    One whose options name the day waits until the day is known: it would read otherwise then, and be asked again.
    """
    if checked.verdict.nothing_to_save:
        return []
    undated = {n for q in checked.verdict.questions if q.code == "TANGGAL_DATA" for n in q.files}
    return [q for q in checked.verdict.questions if q.code not in _NAME_THE_DAY or undated.isdisjoint(q.files)]


def say_questions(checked: Checked) -> str:
    """ "5 pertanyaan", or "5 dari 6 pertanyaan" where others wait for the day: the verdict has counted them all.
    "" where mending cells answers every one."""
    now, every = len(questions_now(checked)), len(checked.verdict.questions)
    if all(question.code in _MENDED_FIRST for question in questions_now(checked)):
        return ""
    return f"{format_count(now)}{'' if now == every else f' dari {format_count(every)}'} pertanyaan"


def where_asked(question: Question, checked: Checked) -> str:
    """ "Berkas Manggar.xlsx, lembar Rekap": the files of the queue that a question is about, not of a single file.

    The sheet is named where one file of several sheets waits; what is found in each file, where the question says so:
    "Berkas Manggar.xlsx: 3 desa; Damar.xlsx: 1 desa", and "3 desa" of a single file.
    """
    told: dict[int, list[str]] = {}
    for place in question.asked_at:
        if place.found and place.file is not None:
            told.setdefault(place.file, []).append(place.found)
    if told:
        is_alone = len(checked.files) == 1
        heads = {number: "" if is_alone else f"{checked.files[number - 1].name}: " for number in told}
        lines = "; ".join(f"{heads[number]}{join_words(words)}" for number, words in told.items())
        return mask_personal_numbers(lines if is_alone else f"Berkas {lines}")
    if len(checked.files) < 2:
        return ""
    names = join_words([checked.files[number - 1].name for number in question.files])
    sheets = {
        problem.sheet
        for problem in checked.verdict.problems
        if problem.code == question.code and problem.file in question.files and problem.sheet
    }
    workbook = checked.files[question.files[0] - 1].workbook if len(question.files) == 1 else None
    several = workbook is not None and len({table.sheet for table in workbook.tables}) > 1
    return f"Berkas {names}" + (f", lembar {next(iter(sheets))}" if several and len(sheets) == 1 else "")


def fault_of(question: Question, value: str | None, today: date) -> str:
    """Why a day that was typed cannot be taken; empty if it can."""
    if value is None and question.code in _CHOSEN_BY_HAND:
        return "Belum dijawab. Pilih salah satu."
    if value is None and not question.free:
        return "Belum dijawab. Perbaiki selnya, atau pilih salah satu."
    if value is None:
        return "Belum dijawab. Pilih salah satu, atau tulis tanggalnya."
    if value == _UNREADABLE:
        other = " atau 10/05/2023" if question.day is None else ", Mei 2023, atau tahunnya saja"
        return f"Tanggal belum terbaca. Tulis misalnya 10 Mei 2023{other}."
    if not question.free or value in {option.value for option in question.options}:
        return ""
    told = Tanggal.from_iso(value)
    fault = fault_of_day("Tanggal", told.first, told.last, today)
    if question.day is None:
        return f"{fault} Tulis tanggal keadaan datanya." if fault else ""
    if not fault and (why := question.day.fault_of(told)):
        fault = f"Tanggal itu {why}."
    return f"{fault} Tulis kapan bubarnya, atau kosongkan dan pilih jawaban di atas." if fault else ""


def _has_unknown_columns(question: Question, checked: Checked) -> bool:
    workbooks = [checked.files[number - 1].workbook for number in question.files]
    return any(table.spare for workbook in workbooks if workbook is not None for table in workbook.tables)


def _is_mere_today(question: Question, today: date) -> bool:
    """True where nothing in the file suggests a day: today is no answer to be given by one press."""
    return question.free and question.suggested == today.isoformat()


def _preselected(question: Question, today: date) -> str | None:
    """The answer that is chosen beforehand; None where somebody has to choose."""
    if _is_mere_today(question, today) or question.code in _CHOSEN_BY_HAND:
        return None
    return question.preselected if question.suggested is not None else question.options[0].value


def _key_of(question: Question) -> str:
    """Ids go from file to file as the queue changes: a choice made for one question must not stand under another."""
    return f"{question_key(question)}_{'_'.join(map(str, question.files))}"


def _field_at_fault(question: Question, value: str | None) -> str:
    """The key of the field to go on at: the choices where nothing is chosen, the day that was typed."""
    key = f"tanya_{_key_of(question)}"
    return key if value is None else f"{key}_lain"


def _ask(question: Question, today: date) -> str | None:
    # What is stored stands in it as well, and a file may be checked by whoever only reads.
    text = plain(mask_personal_numbers(question.text))
    labels = {option.value: mask_personal_numbers(option.label) for option in question.options}
    values, first = list(labels), _preselected(question, today)
    key = f"tanya_{_key_of(question)}"
    chosen = st.radio(
        text,
        values,
        index=values.index(first) if first is not None else None,
        key=key,
        format_func=lambda v: plain(labels[v]),
    )
    if not question.free:
        return chosen
    # A field of its own: a list that takes new words says so in English.
    label = "Atau tulis tanggal lain, misalnya 10 Mei 2023" if question.day is None else question.day.label
    typed = st.text_input(f"{label}; {_TYPED_COUNTS}", key=f"{key}_lain", max_chars=60).strip()
    if not typed:
        return chosen
    tanggal = read_date_text(typed).tanggal
    is_taken = tanggal is not None and (question.day is not None or tanggal.presisi is Presisi.DAY)
    return tanggal.iso() if tanggal is not None and is_taken else _UNREADABLE


def show_answers(desk: Desk, checked: Checked) -> None:
    """What has been answered so far, and the way to answer again."""
    settled = checked.verdict.settled
    told = [[question.text, words] for question, words in settled]
    columns = [problem for problem in checked.verdict.problems if problem.code == "COLUMN_ASSIGNED"]
    told += [[f'Kolom "{problem.column}"', str(problem.facts["words"])] for problem in columns]
    if not told:
        return
    with st.expander(f"Jawaban Anda ({format_count(len(told))})"):
        show_table(["Pertanyaan", "Jawaban"], mask_texts(told))
        if columns:
            show_note("Arti kolom diubah di daftar kolom yang tidak dikenal.")
        if settled and st.button("Ubah jawaban", key="unggah_ubah"):
            drop_replies(desk)
            show_from_top()
            st.rerun()
