"""The fields of a next step (rencana tindak lanjut): empty for a new one, filled in for a change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypedDict

import streamlit as st

from kkb.checking.values.letters import clean_text
from kkb.formatting import format_date
from kkb.schema import TindakLanjut
from kkb.store import OutdatedStep, Store
from kkb.ui.frame import cache
from kkb.ui.frame.access import own_area
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import fault_of_day, read_one_day, show_flashes, write
from kkb.ui.parts.components import show_message
from kkb.ui.rapat.meeting_form import offer_missing_name, require_name, take_missing_name

LIST = "tl_daftar"
"""Where it is said what became of a step that stood there already."""
_EVERYWHERE = ""
_NEW, _CHANGING = "tl_baru", "tl_diubah"
_FIELDS = ("uraian", "penanggung_jawab", "tenggat", "tempat")


@dataclass(frozen=True, slots=True)
class _Typed:
    """What stands in the fields, without needless spaces; `tenggat` in words, `tempat` a code, "": everywhere."""

    uraian: str
    penanggung_jawab: str
    tenggat: str
    tempat: str


class _Content(TypedDict):
    """The same as the store takes it."""

    uraian: str
    penanggung_jawab: str
    tenggat: date | None
    kode_kecamatan: str | None
    kode_desa: str | None


def offer_new_step(view: View, by: str) -> None:
    """A form for one more step. It is emptied once the step is stored, and keeps the place of the keyboard."""
    show_flashes(_NEW)
    with st.form(_NEW):
        typed = _show_fields(view, _NEW, "Tindak lanjut baru", None)
        offer_missing_name(_NEW, by)
        pressed = st.form_submit_button("Tambah", type="primary", on_click=take_missing_name, args=(_NEW,))
    if not pressed:
        return
    content = _checked(typed, "Tindak lanjut baru", view)
    if content is None:
        return
    require_name(_NEW, by)

    def add(store: Store, _version: int) -> None:
        # Whatever the data version is: others write about other steps in the same meeting.
        store.add_step(**content, dicatat=view.today, by=by, at=cache.now())

    write("Tindak lanjut dicatat.", add, empties=[f"{_NEW}_{name}" for name in _FIELDS], place=_NEW)


def begin_change(step: TindakLanjut) -> None:
    """Open the form of a step, as it was seen; for the press of a button, before its run."""
    st.session_state[_CHANGING] = step


def step_in_change() -> TindakLanjut | None:
    """The step whose form is open, with what its fields were filled with."""
    step: TindakLanjut | None = st.session_state.get(_CHANGING)
    return step


def end_change() -> None:
    """Close the form."""
    st.session_state.pop(_CHANGING, None)


def offer_change(view: View, seen: TindakLanjut, by: str) -> None:
    """The form of a step as it was seen when it was opened (or when somebody else's change got in the way)."""
    with st.form(f"tl_formulir_{seen.nomor}"):
        typed = _show_fields(view, f"tl_diubah_{seen.nomor}_{seen.revisi}", "Uraian", seen)
        offer_missing_name(_CHANGING, by)
        with st.container(horizontal=True, gap="small"):
            pressed = st.form_submit_button(
                "Simpan perubahan", type="primary", on_click=take_missing_name, args=(_CHANGING,)
            )
            left = st.form_submit_button("Batal")
    if left:
        end_change()
        st.rerun()
    if not pressed:
        return
    content = _checked(typed, "Uraian", view)
    if content is None:
        return
    require_name(_CHANGING, by)

    def change(store: Store, _version: int) -> None:
        try:
            store.change_step(seen.nomor, **content, by=by, at=cache.now(), expected_revision=seen.revisi)
        except OutdatedStep:
            _take_over(store, seen, content)
            raise
        end_change()

    write("Perubahan disimpan.", change, place=LIST)


def _take_over(store: Store, seen: TindakLanjut, wanted: _Content) -> None:
    """Fill the form anew: what somebody else changed meanwhile, and over it what was changed here."""
    current = next((step for step in store.steps() if step.nomor == seen.nomor), None)
    if current is not None:
        ours: dict[str, Any] = {name: value for name, value in wanted.items() if value != getattr(seen, name)}
        begin_change(replace(current, **ours))


def _show_fields(view: View, key: str, label: str, step: TindakLanjut | None) -> _Typed:
    uraian = st.text_input(
        label,
        value=step.uraian if step else "",
        key=f"{key}_uraian",
        max_chars=500,
        placeholder="misalnya Dampingi pembentukan Pokja di tiga desa",
    )
    left, middle, right = st.columns(3)
    who = left.text_input(
        "Penanggung jawab",
        value=step.penanggung_jawab if step else "",
        key=f"{key}_penanggung_jawab",
        max_chars=200,
        placeholder="misalnya Camat",
    )
    due = middle.text_input(
        "Tenggat (bila ada)",
        value=format_date(step.tenggat) if step and step.tenggat else "",
        key=f"{key}_tenggat",
        max_chars=40,
        placeholder=f"misalnya {_example_day(view)}",
    )
    names = {_EVERYWHERE: "Seluruh wilayah"}
    area = own_area()
    own = {kec.kode_kecamatan for kec in view.region.kecamatan if area is None or kec.kode_kecamatan in area}
    names |= {k.kode_kecamatan: f"Kecamatan {k.kecamatan}" for k in view.region.kecamatan if k.kode_kecamatan in own}
    names |= {d.kode_desa: f"{d.desa}, {d.kecamatan}" for d in view.region.desa if d.kode_kecamatan in own}
    chosen = (step.kode_desa or step.kode_kecamatan or _EVERYWHERE) if step else _EVERYWHERE
    codes = list(dict.fromkeys([*names, chosen]))
    place = right.selectbox(
        "Untuk desa atau kecamatan",
        codes,
        index=codes.index(chosen),
        key=f"{key}_tempat",
        format_func=lambda code: names.get(code, code),
    )
    # Without marks that turn letters around: the words go on to slides and paper, where nothing else stops them.
    return _Typed(clean_text(uraian), clean_text(who), due.strip(), place or _EVERYWHERE)


def _checked(typed: _Typed, label: str, view: View) -> _Content | None:
    """What is to be stored; None where something stands in the way, which is said."""
    tenggat = read_one_day(typed.tenggat)
    fault = _fault_of(typed, tenggat, label, view)
    if fault:
        show_message("error", fault)
        return None
    kecamatan_of = {desa.kode_desa: desa.kode_kecamatan for desa in view.region.desa}
    return _Content(
        uraian=typed.uraian,
        penanggung_jawab=typed.penanggung_jawab,
        tenggat=tenggat,
        kode_kecamatan=kecamatan_of.get(typed.tempat, typed.tempat) or None,
        kode_desa=typed.tempat if typed.tempat in kecamatan_of else None,
    )


def _fault_of(typed: _Typed, tenggat: date | None, label: str, view: View) -> str:
    """What stands in the way of storing, as a sentence that names the field; "" if nothing does."""
    if not typed.uraian:
        return f"Kolom “{label}” masih kosong. Tulis apa yang akan dikerjakan."
    if not typed.penanggung_jawab:
        return "Kolom “Penanggung jawab” masih kosong. Tulis siapa yang mengerjakannya."
    if typed.tenggat and tenggat is None:
        return (
            f"Kolom “Tenggat” berisi “{typed.tenggat}”, yang belum terbaca sebagai tanggal. "
            f"Tulis misalnya {_example_day(view)}, atau kosongkan."
        )
    return fault_of_day("Tenggat", tenggat, tenggat, None) if tenggat is not None else ""


def _example_day(view: View) -> str:
    return format_date(view.today + timedelta(days=14))
