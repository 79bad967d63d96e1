"""Judge a programme from the page: what is decided and why, what a save would change, by whom; and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from kkb.access import Right
from kkb.checking.values.letters import clean_text
from kkb.formatting import format_date
from kkb.outcomes.in_force import as_kegiatan
from kkb.problems import Severity
from kkb.programme import Putusan
from kkb.store import Store
from kkb.ui.frame import cache
from kkb.ui.frame.access import access_to_draw, own_area, show_why_not
from kkb.ui.frame.navigation import page_named
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import check_options, fault_of_day, read_one_day, save_checked, show_flashes, write
from kkb.ui.parts.components import choose_text, show_message, show_note, show_section
from kkb.ui.parts.table import show_table
from kkb.ui.parts.writer import ask_writer
from kkb.ui.unggah.sheet_counts import add_sheets, sheet_lines
from kkb.uploads.check import Checked
from kkb.uploads.evaluation import Evaluation, check_evaluation

_PENDING, _UNDO = "evaluasi_diperiksa", "evaluasi_urungkan"
_DECISIONS = {
    Putusan.LANJUTKAN.value: "Lanjutkan: hasilnya baik dan bermanfaat",
    Putusan.PERBAIKI.value: "Perbaiki: diteruskan, dengan perubahan",
    Putusan.HENTIKAN.value: "Hentikan: tidak diteruskan",
}
_LONGEST = 500
_OTHER = ""
"""Chosen for a programme that is in no list. Streamlit's own field for new words speaks English."""


@dataclass(frozen=True, slots=True)
class _Pending:
    """An evaluation with the verdict that the officer has seen."""

    evaluation: Evaluation
    checked: Checked


@dataclass(frozen=True, slots=True)
class _Undo:
    """What was saved last in this session and may be taken back."""

    unggahan: int
    by: str
    words: str


def offer_evaluation(view: View) -> None:
    """The form under the evaluations; nothing is stored before it was shown and confirmed."""
    show_flashes()
    _offer_undo(view)
    pending: _Pending | None = st.session_state.get(_PENDING)
    with st.expander("Tulis evaluasi sebuah program", expanded=pending is not None, icon=":material/edit:"):
        access = access_to_draw(Right.SAVE, "kegiatan")
        if not access.may_write:
            words = "Dari sini data hanya dapat dibaca; evaluasi dicatat dari peramban yang boleh menyimpan."
            show_why_not(access, words, "kegiatan")
            return
        if not _own_pokja(view):
            show_note("Belum ada Pokja pada pilihan ini yang dapat menilai programnya.")
            return
        show_note(
            "Dicatat sebagai unggahan dengan satu baris Evaluasi; dapat ditarik kapan saja."
            + (" Selama yang berlaku data contoh, evaluasi ini pun data contoh." if view.samples else "")
        )
        _ask(view)
        if (pending := st.session_state.get(_PENDING)) is not None:
            _confirm(pending, view)


def _own_pokja(view: View) -> dict[str, str]:
    """The Pokja that may be judged here by who is logged in: code of the desa → its name and kecamatan."""
    area, kecamatan_of = own_area(), {desa.kode_desa: desa.kode_kecamatan for desa in view.region.desa}
    return {
        pokja.kode_desa: f"{pokja.desa}, {pokja.kecamatan}"
        for pokja in view.evaluasi.pokja
        if area is None or kecamatan_of.get(pokja.kode_desa) in area
    }


def _ask(view: View) -> None:
    names = _own_pokja(view)
    codes = list(names)
    left, right = st.columns(2)
    kode = left.selectbox("Pokja desa", codes, key="evaluasi_desa", format_func=lambda code: names.get(code, code))
    # Outside the form: the programmes are those of the Pokja chosen.
    program = right.selectbox(
        "Program",
        [*programs_of(kode, view), _OTHER],
        index=None,
        key=f"evaluasi_program_{kode}",
        format_func=lambda name: name or "Program lain, ditulis di bawah",
        placeholder="Pilih dari kegiatannya",
    )
    with st.form("evaluasi_formulir", border=False):
        if program == _OTHER:
            program = st.text_input("Nama program", key="evaluasi_nama_program", max_chars=_LONGEST)
        putusan = choose_text("Putusan", _DECISIONS, "evaluasi_putusan", index=None)
        alasan = st.text_input(
            "Alasan", key="evaluasi_alasan", max_chars=_LONGEST, placeholder="hasil apa, manfaat bagi siapa"
        )
        first, second = st.columns(2)
        oleh = first.text_input(
            "Dinilai oleh (jabatan atau forum, bukan nama orang)",
            key="evaluasi_oleh",
            max_chars=120,
            placeholder="misalnya musyawarah desa",
        )
        day = second.text_input("Tanggal evaluasi", value=format_date(view.today), key="evaluasi_tanggal")
        if not st.form_submit_button("Periksa evaluasi"):
            return
    desa = view.region.by_code.get(kode or "")
    tanggal = read_one_day(day)
    program, alasan, oleh = (clean_text(text or "") for text in (program, alasan, oleh))
    fault = fault_of(program, alasan, oleh, putusan, tanggal, view.today)
    if fault or desa is None or tanggal is None or putusan is None:
        show_message("error", fault or "Pilih Pokja yang menilai.")
        return
    evaluation = Evaluation(desa, program, Putusan(putusan), alasan, oleh, tanggal)
    st.session_state[_PENDING] = _Pending(evaluation, check_evaluation(evaluation, **check_options(view)))
    st.rerun()


def programs_of(kode_desa: str | None, view: View) -> list[str]:
    """Names of the activities of a Pokja, newest first, each once."""
    pokja = next((one for one in view.kegiatan.pokja if one.kode_desa == kode_desa), None)
    rows = reversed(pokja.kegiatan) if pokja else ()
    return list(dict.fromkeys(as_kegiatan(reported).nama for reported in rows))


def fault_of(program: str, alasan: str, oleh: str, putusan: str | None, tanggal: date | None, today: date) -> str:
    """What stands in the way of checking, as a sentence that names the field; "" if nothing does."""
    if not program:
        return "Pilih programnya, atau tulis namanya."
    if putusan is None:
        return "Pilih putusannya: lanjutkan, perbaiki atau hentikan."
    if not alasan:
        return "Tulis alasannya: hasil apa, dan manfaat bagi siapa."
    if not oleh:
        return "Tulis siapa yang menilai: jabatan atau forum, misalnya musyawarah desa."
    if tanggal is None:
        return "Tanggal evaluasi belum terbaca. Tulis misalnya 10 Mei 2023."
    return fault_of_day("Tanggal evaluasi", tanggal, tanggal, today)


def _confirm(pending: _Pending, view: View) -> None:
    """What would be stored, what was found in it, and the button that stores it."""
    is_outdated = pending.checked.version != view.version
    if is_outdated:
        pending = _Pending(pending.evaluation, check_evaluation(pending.evaluation, **check_options(view)))
        st.session_state[_PENDING] = pending
        show_message("warning", "Data berubah sejak evaluasi diperiksa. Di bawah ini pratinjau yang baru.")
    evaluation, checked = pending.evaluation, pending.checked
    verdict = checked.verdict
    show_section("Yang akan disimpan", "; ".join(sheet_lines(add_sheets(verdict.files))))
    rows = [
        ["Desa", evaluation.desa.desa],
        ["Program", evaluation.program],
        ["Putusan", evaluation.putusan.value],
        ["Alasan", evaluation.alasan],
        ["Oleh", evaluation.oleh],
        ["Tanggal", format_date(evaluation.tanggal)],
    ]
    show_table(["Hal", "Isi"], rows)
    for problem in verdict.problems:
        is_error = problem.severity in (Severity.ERROR, Severity.QUESTION)
        show_message("error" if is_error else "info", problem.message)
    if not verdict.can_commit:
        show_note(verdict.message)
        st.button("Batalkan evaluasi", on_click=_forget)
        return
    with st.form("evaluasi_simpan", border=False):
        by = ask_writer(None, "evaluasi_nama", persist_state="session")
        with st.container(horizontal=True, gap="small"):
            wants_save = st.form_submit_button("Simpan evaluasi", type="primary", icon=":material/save:")
            wants_cancel = st.form_submit_button("Batalkan evaluasi", type="tertiary")
    if wants_cancel:
        _forget()
        st.rerun()
    # Pressed under a preview that has just been replaced: it must be seen first.
    if wants_save and not is_outdated:
        _save(checked, by, evaluation)


def _forget() -> None:
    st.session_state.pop(_PENDING, None)


def _save(checked: Checked, by: str, evaluation: Evaluation) -> None:
    words = f"Evaluasi {evaluation.program} di {evaluation.desa.desa}"

    def note_saved(number: int) -> None:
        _forget()
        st.session_state[_UNDO] = _Undo(number, by.strip(), words)

    save_checked(words, checked, note_saved, by=by, kecamatan=[evaluation.desa.kode_kecamatan])


def _offer_undo(view: View) -> None:
    """One press takes back what was just saved; its history stays."""
    undo: _Undo | None = st.session_state.get(_UNDO)
    if undo is None or not any(upload.nomor == undo.unggahan for upload in view.active_uploads):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        is_pressed = st.button("Urungkan", key="evaluasi_urung")
        st.page_link(
            page_named("riwayat"),
            label=f"Riwayat unggahan {undo.unggahan}",
            query_params={"unggahan": str(undo.unggahan)},
        )
    if not is_pressed:
        return

    def take_back(store: Store, version: int) -> None:
        store.withdraw(
            undo.unggahan, by=undo.by, at=cache.now(), reason="Diurungkan di halaman Kegiatan", expected_version=version
        )
        st.session_state.pop(_UNDO, None)

    write(f"{undo.words} diurungkan.", take_back)
