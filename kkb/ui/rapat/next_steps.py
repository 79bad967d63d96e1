"""Next steps agreed in meetings (rencana tindak lanjut): those that are open, what became of the others, the editor.

Several people may write in one meeting. So a press names the revision of the step that stood on the screen, and only
somebody else's change of this very step is in its way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from kkb.access import Right
from kkb.comparison import Base
from kkb.formatting import escaped, format_count, format_date
from kkb.narrative.meeting import by_due, due_words, is_about, is_late, shown_steps, step_place, steps_title
from kkb.schema import TindakLanjut
from kkb.store import Store
from kkb.theme import BODY_SIZE, QUIET_SIZE
from kkb.ui.frame import cache
from kkb.ui.frame.access import access_for, access_to_draw, is_own_area, offer_login
from kkb.ui.frame.navigation import STEPS_ANCHOR
from kkb.ui.frame.view import View, palette
from kkb.ui.frame.writing import NO_NAME, show_flashes, write
from kkb.ui.parts.components import section_html, show_message, show_note, show_section
from kkb.ui.parts.writer import ask_writer
from kkb.ui.rapat.meeting_form import NO_WRITER, WRITER, offer_meeting
from kkb.ui.rapat.next_step_form import (
    LIST,
    begin_change,
    end_change,
    offer_change,
    offer_new_step,
    step_in_change,
)

_PRESS, _UNDO = "tl_tekan", "tl_urungkan"
_WORDS = 5, 2
"""Width of a step's words beside that of its buttons; on a phone they stand under each other."""

_GONE = "Tindak lanjut yang sedang Anda ubah sudah ditandai selesai atau dihapus rekan; perubahan Anda belum tersimpan."

Deed = Literal["selesai", "hapus", "buka"]


@dataclass(frozen=True, slots=True)
class _Press:
    """A press on one of a step's buttons: the step as it stood on the screen."""

    deed: Deed
    step: TindakLanjut


@dataclass(frozen=True, slots=True)
class _Undo:
    """What was done last in this session and may be undone: the step before it, its revision after it."""

    deed: Deed
    step: TindakLanjut
    revisi: int


def show_next_steps(view: View, slide_address: str) -> None:
    """A form for the meeting itself; the open steps, late ones said in words, a form for one more, and those done since
    the last meeting, folded.

    With a choice of kecamatan only their steps and those for the whole region. Whoever may not write reads only.
    `slide_address`: their slide on the wall, where there is a step to show.
    """
    access = access_to_draw(Right.SAVE, "rapat")
    # What is masked must not be written back: whoever may change a step sees it word for word.
    every = (view.stored if access_for(Right.SAVE).may_write else view.snapshot).tindak_lanjut
    about = [step for step in every if is_about(step, view.kecamatan_codes)]
    base = view.base
    shown = shown_steps(about, base.day if base else None)
    by = ""
    if access.may_write:
        show_section("Catat rapat", "Hari dan nama rapatnya; yang disepakati ditulis di bawahnya, satu per satu")
        show_flashes()
        by = offer_meeting(view)
    title = steps_title(shown, view.today) if shown or not about else "Tidak ada tindak lanjut yang terbuka"
    section = section_html(title, "Rencana tindak lanjut: apa, siapa, kapan. Dibawa sampai selesai")
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        # Below the bar at the top when a link leads here.
        st.html(f'<div id="{STEPS_ANCHOR}" style="scroll-margin-top:4.5rem">{section}</div>', width="content")
        if shown:
            st.link_button("Tampilkan di layar", slide_address, icon=":material/slideshow:")
    show_flashes(LIST)
    if len(about) < len(every):
        show_note(f"{format_count(len(every) - len(about))} tindak lanjut untuk kecamatan lain tidak ditampilkan.")
    if access.may_write:
        _clear_up(every, by)
    else:
        show_note(f"{access.reason} Tindak lanjut hanya dapat dibaca.")
        offer_login("rapat")
    _show_open(view, [step for step in shown if step.selesai is None], by, may_write=access.may_write)
    if access.may_write:
        offer_new_step(view, by)
    _show_done(view, [step for step in shown if step.selesai is not None], base, by, may_write=access.may_write)


def _clear_up(every: Sequence[TindakLanjut], by: str) -> None:
    """Presses and forms whose step is no longer where it was, since somebody else was quicker."""
    still = {step.nomor for step in every if step.selesai is None}
    done = {step.nomor for step in every} - still
    press: _Press | None = st.session_state.get(_PRESS)
    if press is not None and press.step.nomor not in (done if press.deed == "buka" else still):
        _do(by)
    changing = step_in_change()
    if changing is not None and changing.nomor not in still:
        end_change()
        show_message("warning", _GONE)


def _show_open(view: View, still: Sequence[TindakLanjut], by: str, *, may_write: bool) -> None:
    """The open steps; one that was just done or dropped stays in its place, with the way back."""
    undo = _standing_undo(view) if may_write else None
    entries = [*still, *([undo.step] if undo else [])]
    entries.sort(key=by_due)
    for step in entries:
        if undo is not None and step is undo.step:
            _show_undo(undo, by)
        elif may_write and is_own_area(_area_of(step, view)):
            _show_step_to_change(view, step, by)
        else:
            st.html(_step_html(view, step))


def _area_of(step: TindakLanjut, view: View) -> list[str]:
    desa = view.region.by_code.get(step.kode_desa or "")
    kecamatan = desa.kode_kecamatan if desa is not None else step.kode_kecamatan
    return [kecamatan] if kecamatan else []


def _show_step_to_change(view: View, step: TindakLanjut, by: str) -> None:
    words, ways = st.columns(_WORDS, vertical_alignment="center")
    words.html(_step_html(view, step))
    with ways, st.container(horizontal=True, gap="small"):
        _offer_press("Selesai", _Press("selesai", step))
        st.button("Ubah", key=f"tl_ubah_{step.nomor}", on_click=begin_change, args=(step,))
        _offer_press("Hapus", _Press("hapus", step))
    changing = step_in_change()
    if changing is not None and changing.nomor == step.nomor:
        offer_change(view, changing, by)
    _do_if(step, by)


def _show_done(view: View, done: Sequence[TindakLanjut], base: Base | None, by: str, *, may_write: bool) -> None:
    if not done:
        return
    since = f" sejak {'rapat ' * base.is_meeting}{format_date(base.day)}" if base else ""
    with st.expander(f"{format_count(len(done))} tindak lanjut selesai{since}", key="tl_daftar_selesai"):
        for step in done:
            words, ways = st.columns(_WORDS, vertical_alignment="center")
            words.html(_step_html(view, step))
            if may_write and is_own_area(_area_of(step, view)):
                with ways:
                    _offer_press("Buka lagi", _Press("buka", step))
                _do_if(step, by)


def _show_undo(undo: _Undo, by: str) -> None:
    words, ways = st.columns(_WORDS, vertical_alignment="center")
    what = "Selesai" if undo.deed == "selesai" else "Dihapus"
    words.html(_lines_html(f"{what}: {undo.step.uraian}", "", "transparent"))
    if not ways.button("Urungkan", key=f"tl_urung_{undo.step.nomor}"):
        return
    if not by:
        show_message("error", NO_WRITER)
        return

    def take_back(store: Store, _version: int) -> None:
        store.reopen_step(undo.step.nomor, by=by, at=cache.now(), expected_revision=undo.revisi)
        st.session_state.pop(_UNDO, None)

    write("Diurungkan; tindak lanjut itu terbuka lagi.", take_back, place=LIST)


def _standing_undo(view: View) -> _Undo | None:
    """What may be undone: nobody has touched the step since."""
    undo: _Undo | None = st.session_state.get(_UNDO)
    if undo is None:
        return None
    current = next((step for step in view.snapshot.tindak_lanjut if step.nomor == undo.step.nomor), None)
    stands = current is None if undo.deed == "hapus" else current is not None and current.revisi == undo.revisi
    return undo if stands and is_about(undo.step, view.kecamatan_codes) else None


def _offer_press(label: str, press: _Press) -> None:
    # By a callback: its argument is the step as it stood on the screen, not as it stands in the run of the press.
    st.button(
        label,
        key=f"tl_{press.deed}_{press.step.nomor}",
        on_click=lambda: st.session_state.update({_PRESS: press}),
    )


def _do_if(step: TindakLanjut, by: str) -> None:
    press: _Press | None = st.session_state.get(_PRESS)
    if press is not None and press.step.nomor == step.nomor:
        _do(by)


def _do(by: str) -> None:
    """What the last press asked for."""
    press: _Press = st.session_state.pop(_PRESS)
    if not by:
        _ask_name(press)
        return
    nomor, seen = press.step.nomor, press.step.revisi

    def act(store: Store, _version: int) -> None:
        at = cache.now()
        if press.deed == "buka":
            store.reopen_step(nomor, by=by, at=at, expected_revision=seen)
            return
        if press.deed == "selesai":
            revisi = store.finish_step(nomor, selesai=at.date(), by=by, at=at, expected_revision=seen)
        else:
            revisi = store.drop_step(nomor, by=by, at=at, expected_revision=seen)
        st.session_state[_UNDO] = _Undo(press.deed, press.step, revisi)

    write({"selesai": "Ditandai selesai.", "hapus": "Dihapus.", "buka": "Terbuka lagi."}[press.deed], act, place=LIST)


def _ask_name(press: _Press) -> None:
    """The name is missing: say so beside the step, with a field for it, which is that of the whole page."""
    key = f"{WRITER}_{press.step.nomor}"
    with st.form(f"{key}_formulir"):
        show_message("error", NO_NAME)
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        ask_writer(left, key)
        label = {"selesai": "Tandai selesai", "hapus": "Hapus", "buka": "Buka lagi"}[press.deed]
        right.form_submit_button(label, on_click=_press_named, args=(press, key))


def _press_named(press: _Press, key: str) -> None:
    """Press once more, with the name; before the run of the press."""
    st.session_state.update({WRITER: st.session_state[key], _PRESS: press})


def _step_html(view: View, step: TindakLanjut) -> str:
    place = step_place(step, view.region)
    kind = "Desa" if step.kode_desa else "Kecamatan"
    parts = [escaped(step.penanggung_jawab), escaped(f"{kind} {place}") if place else ""]
    late, words = is_late(step, view.today), escaped(due_words(step, view.today))
    parts.append(f"<b>{words}</b>" if late else words)
    return _lines_html(step.uraian, " · ".join(filter(None, parts)), palette().target if late else "transparent")


def _lines_html(first: str, second_html: str, edge: str) -> str:
    """A step in two lines; `second_html` is escaped already."""
    return (
        f'<div style="border-left:6px solid {edge};padding:0.1rem 0 0.1rem 0.7rem;line-height:1.35;'
        f'overflow-wrap:anywhere"><div style="font-size:{BODY_SIZE};font-weight:600">{escaped(first)}</div>'
        f'<div style="font-size:{QUIET_SIZE}">{second_html}</div></div>'
    )
