"""Correct one desa by hand, from its page: what is right, what that would change, why and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from kkb.access import Right
from kkb.checking.values.dates import read_date_text
from kkb.formatting import MISSING, format_date
from kkb.problems import Severity
from kkb.recap_columns import ATTRIBUTES, LABELS, RecapColumn
from kkb.region import Desa
from kkb.schema import RUNGS, Keputusan, Tahap, Tanggal
from kkb.state import DesaState, state_on
from kkb.ui.frame.access import access_to_draw, show_why_not
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import check_options, fault_of_day, flash, save_checked, show_flashes
from kkb.ui.laporan.answering import answer_after_save, asked_report, choose_answered
from kkb.ui.parts.components import choose_text, show_message, show_note, show_section
from kkb.ui.parts.page_top import lead_to
from kkb.ui.parts.table import show_table
from kkb.ui.parts.writer import ask_writer
from kkb.uploads.check import Checked
from kkb.uploads.correction import Correction, check_correction

_PENDING, _NEWS = "koreksi_diperiksa", "koreksi_kabar"
_KEEP = "tetap seperti tersimpan"
_DECISIONS = {
    Keputusan.BUBAR.value: "Pokja bubar; riwayatnya tetap ada",
    Keputusan.KOREKSI.value: "Pokja tidak pernah terbentuk; catatan lama keliru",
}
_DECISION_WORDS = "bubar, atau tidak pernah terbentuk"


@dataclass(frozen=True, slots=True)
class _Pending:
    """A correction with the verdict that the officer has seen."""

    correction: Correction
    checked: Checked


@dataclass(frozen=True, slots=True)
class _Typed:
    """What is in the form. Of a field that holds what was shown "" is kept: a correction says what the officer changed,
    and guards no more."""

    status: str | None
    as_of: str
    formed: str
    number: str
    decree: str
    ended: str
    attributes: Mapping[str, str]
    decision: str | None


def offer_correction(desa: Desa, view: View) -> None:
    """The form under a desa's profile; nothing is stored before the change was shown and confirmed."""
    with st.container(key=_NEWS):
        if show_flashes():
            # The form with the press is gone.
            lead_to(_NEWS)
    pending: _Pending | None = st.session_state.get(_PENDING)
    is_pending = pending is not None and pending.correction.desa.kode_desa == desa.kode_desa
    is_asked = asked_report(desa, view) is not None
    with st.expander("Koreksi desa ini", expanded=is_pending or is_asked, icon=":material/edit:"):
        access = access_to_draw(Right.SAVE, "desa", [desa.kode_kecamatan])
        if not access.may_write:
            words = "Dari sini data hanya dapat dibaca; koreksi dicatat dari peramban yang boleh menyimpan."
            show_why_not(access, words, "desa")
            return
        show_note(
            "Untuk satu desa yang tersimpan keliru. Isi yang benar; yang dikosongkan tetap seperti tersimpan. Koreksi "
            "dicatat sebagai unggahan, dapat ditarik, dan rekap berikutnya yang berbeda akan bertanya dahulu."
            + (" Selama yang berlaku data contoh, koreksi ini pun data contoh." if view.samples else "")
        )
        history = view.histories.get(desa.kode_desa)
        state = state_on({desa.kode_desa: history}, view.newest_day or view.today) if history else {}
        _take(desa, state.get(desa.kode_desa), view)
        if is_pending and (pending := st.session_state.get(_PENDING)) is not None:
            _confirm(pending, view)


def _take(desa: Desa, state: DesaState | None, view: View) -> None:
    """Check what is sent, for the next run to show."""
    typed = _ask(desa, state, view)
    if typed is None:
        return
    correction = _read(typed, desa, state, view)
    if isinstance(correction, str):
        show_message("error", correction)
        return
    st.session_state[_PENDING] = _Pending(correction, check_correction(correction, **check_options(view)))
    st.rerun()


def _ask(desa: Desa, state: DesaState | None, view: View) -> _Typed | None:
    """The form; what is in it once it is sent."""
    formation, pokja = (state.formation, state.pokja) if state else (None, None)
    words = [rung.value for rung in RUNGS]
    # Of a desa that nobody reported none is chosen beforehand: one careless press would make a Pokja.
    current = words.index(state.tahap.value) if state and state.tahap.value in words else None
    key = f"koreksi_{desa.kode_desa}"
    with st.form(key, border=False):
        left, right = st.columns(2)
        status = left.selectbox("Status yang benar", words, index=current, key=f"{key}_status", placeholder="Pilih")
        as_of = right.text_input("Keadaan per", value=format_date(view.newest_day or view.today), key=f"{key}_per")
        known = pokja.tanggal.words() if pokja and pokja.tanggal else ""
        formed = left.text_input(
            "Tanggal pembentukan", value=known, key=f"{key}_tanggal", placeholder="2 Mei 2018, Mei 2018 atau 2018"
        )
        known_number = (formation.no_sk or "") if formation else ""
        number = right.text_input("Nomor SK", value=known_number, key=f"{key}_sk", max_chars=120)
        signed = formation.tanggal_sk.words() if formation and formation.tanggal_sk else ""
        decree = left.text_input("Tanggal SK", value=signed, key=f"{key}_tanggal_sk", placeholder="2 Mei 2018")
        attributes = {
            column.name: _ask_attribute(right, column, state.attributes if state else {}, key)
            for column in ATTRIBUTES
            if column.compared
        }
        decision, ended, known_end = None, "", pokja.bubar.words() if pokja and pokja.bubar else ""
        if pokja is not None:
            ended = left.text_input(
                "Bubar pada", value=known_end, key=f"{key}_bubar", placeholder="kosong bila tidak bubar atau tidak tahu"
            )
        if formation is not None:
            decision = choose_text("Bila statusnya bukan lagi Terbentuk", _DECISIONS, f"{key}_keputusan", index=None)
        if not st.form_submit_button("Periksa koreksi"):
            return None
    shown = ((formed, known), (number, known_number), (decree, signed), (ended, known_end))
    formed, number, decree, ended = (_changed(text, before) for text, before in shown)
    return _Typed(status, as_of, formed, number, decree, ended, attributes, decision)


def _read(typed: _Typed, desa: Desa, state: DesaState | None, view: View) -> Correction | str:
    """The correction that was typed, or the sentence that says what is wrong with it."""
    if typed.status is None:
        return "Pilih dahulu status yang benar."
    day = read_date_text(typed.as_of).tanggal
    if day is None or day.first != day.last:
        return "Tanggal keadaan belum terbaca. Tulis misalnya 10 Mei 2023."
    if fault := fault_of_day("Tanggal keadaan", day.first, day.last, view.today):
        return fault
    status = Tahap(typed.status)
    is_formed, is_below = status is Tahap.TERBENTUK, status is Tahap.BELUM
    if state is not None and state.formation is not None and not is_formed and typed.decision is None:
        return f"Pilih dahulu mengapa statusnya bukan lagi Terbentuk: {_DECISION_WORDS}."
    is_known_end = state is not None and state.is_ended and is_below and bool(typed.formed or typed.ended)
    decided = Keputusan(typed.decision) if typed.decision and not is_formed else None
    if is_known_end:
        decided = Keputusan.BUBAR
    is_end = decided is Keputusan.BUBAR
    dates = _read_dates({
        "Tanggal pembentukan": typed.formed if is_formed or (is_end and is_below) else "",
        "Tanggal SK": typed.decree if is_formed else "",
        "Bubar pada": typed.ended if is_end else "",
    }, view.today)  # fmt: skip
    if isinstance(dates, str):
        return dates
    formed, decree, ended = dates
    begun = formed or (state.pokja.tanggal if state and state.pokja else None)
    if begun is not None and ended is not None and ended.by(day.first) <= begun.first:
        return f"Bubar pada {ended.words()} tidak sesudah Pokja-nya terbentuk ({begun.words()})."
    return Correction(
        desa=desa,
        as_of=day.first,
        status=status,
        tanggal=formed,
        no_sk=(typed.number or None) if is_formed else None,
        tanggal_sk=decree,
        attributes={name: text for name, text in typed.attributes.items() if text and is_formed},
        keputusan=decided,
        bubar=ended,
    )


def _read_dates(texts: Mapping[str, str], today: date) -> list[Tanggal | None] | str:
    """The date in each field, by its label (None: blank), or the sentence about the first that is none."""
    dates: list[Tanggal | None] = []
    for label, text in texts.items():
        tanggal = read_date_text(text).tanggal if text else None
        if text and tanggal is None:
            return f"{label} belum terbaca. Tulis misalnya 2 Mei 2018, Mei 2018, atau tahunnya saja."
        if tanggal is not None and (fault := fault_of_day(label, tanggal.first, tanggal.last, today)):
            return fault
        dates.append(tanggal)
    return dates


def _ask_attribute(place: Any, column: RecapColumn, known: Mapping[str, str], key: str) -> str:
    """The field of an attribute; returns what the officer changed it to, "" where it stays."""
    label, key = LABELS[column.name], f"{key}_{column.name}"
    if column.choices:
        chosen = str(place.selectbox(label, [_KEEP, *column.choices], key=key))
        return "" if chosen == _KEEP else chosen
    shown = known.get(column.name, "")
    return _changed(str(place.text_input(label, value=shown, key=key, max_chars=column.longest)), shown)


def _changed(text: str, shown: str) -> str:
    """What was written into a field, "" where it still holds what was shown."""
    written = text.strip()
    return "" if written == shown.strip() else written


def _confirm(pending: _Pending, view: View) -> None:
    """What the correction would change, and the button that stores it: what is saved is what was shown."""
    is_outdated = pending.checked.version != view.version
    if is_outdated:
        pending = _Pending(pending.correction, check_correction(pending.correction, **check_options(view)))
        st.session_state[_PENDING] = pending
        show_message("warning", "Data berubah sejak koreksi diperiksa. Di bawah ini pratinjau yang baru.")
    correction, checked = pending.correction, pending.checked
    verdict = checked.verdict
    show_section("Yang akan berubah", f"Keadaan per {format_date(correction.as_of)}")
    rows = [
        [LABELS[name], old or MISSING, new or MISSING]
        for change in verdict.changes
        for name, (old, new) in {**change.fields, **change.details}.items()
    ]
    if not rows and verdict.can_commit:
        rows = _only_the_day(correction, view)
        if not rows:
            show_note("Tidak ada yang berubah; laporan desa ini yang lebih baru tetap berlaku.")
            _offer_cancel()
            return
    if rows:
        show_table(["Hal", "Tersimpan", "Menjadi"], rows)
    for problem in verdict.problems:
        if problem.severity in (Severity.ERROR, Severity.QUESTION):
            show_message("error", problem.message)
    if not verdict.can_commit:
        show_note("Tidak ada yang berubah." if verdict.nothing_to_save else verdict.message)
        _offer_cancel()
        return
    with st.form("koreksi_simpan", border=False):
        answered = choose_answered(correction.desa, view)
        left, right = st.columns([2, 3])
        by = ask_writer(left, "nama_koreksi")
        reason = right.text_input(
            "Alasan koreksi", key="alasan_koreksi", max_chars=500, placeholder="misalnya SK salah dibaca di rekap Mei"
        )
        save, cancel = st.columns([2, 3])
        wants_save = save.form_submit_button("Simpan koreksi", type="primary", icon=":material/save:")
        wants_cancel = cancel.form_submit_button("Batalkan koreksi", type="tertiary")
    if wants_cancel:
        _cancel()
    # Pressed under a preview that has just been replaced: it must be seen first.
    if wants_save and not is_outdated:
        words, touched = f"Koreksi desa {correction.desa.desa}", [correction.desa.kode_kecamatan]

        def finish(number: int) -> str:
            _forget()
            return answer_after_save(answered, number, by=by, kecamatan=touched)

        save_checked(words, checked, finish, by=by, reason=reason, kecamatan=touched)


def _only_the_day(correction: Correction, view: View) -> list[list[str]]:
    """The row of a correction that says of a later day what is stored already; none where its day is no later one."""
    history = view.histories.get(correction.desa.kode_desa)
    last = max((seen.tanggal_data for seen in history.observations), default=None) if history else None
    if last is None or correction.as_of <= last:
        return []
    return [["Keadaan per (yang lain tetap)", format_date(last), format_date(correction.as_of)]]


def _offer_cancel() -> None:
    if st.button("Batalkan koreksi"):
        _cancel()


def _cancel() -> None:
    """Forget the correction and say so where the next run leads to: the button is gone then. Ends this run."""
    _forget()
    flash("success", "Koreksi dibatalkan; tidak ada yang disimpan.")
    st.rerun()


def _forget() -> None:
    st.session_state.pop(_PENDING, None)
