"""The files under review: each with its day and rows, or why it is of no use; and a way to take one out."""

from __future__ import annotations

import streamlit as st

from kkb.checking import Outcome
from kkb.checking.message import say_left_out
from kkb.checking.verdict import count_desa
from kkb.formatting import escaped, format_count, format_date, join_words
from kkb.store import Snapshot
from kkb.theme import QUIET_SIZE
from kkb.ui.frame.writing import flash, show_flashes
from kkb.ui.parts.components import note_html, spoken
from kkb.ui.parts.page_top import show_next_at
from kkb.ui.unggah import desk
from kkb.ui.unggah.columns import files_to_tell
from kkb.ui.unggah.desk import Desk
from kkb.ui.unggah.desk_check import faults_of_files, kin_of
from kkb.ui.unggah.marked_files import offer_marked_file
from kkb.uploads.check import Checked, InputFile

_ROWS, _NEWS = "unggah_daftar", "unggah_daftar_kabar"
_STYLE = (
    "<style>"
    f".st-key-{_ROWS} [data-testid=stHorizontalBlock],.st-key-{_ROWS}>*>*{{flex-wrap:nowrap}}"
    f".st-key-{_ROWS}>*{{border-bottom:1px solid rgba(128,138,148,0.3);padding:0.1rem 0}}"
    f".st-key-{_ROWS} button{{white-space:nowrap;min-height:2.25rem}}"
    f".st-key-{_ROWS} button p{{text-decoration:underline dotted 1px;text-underline-offset:0.2em}}"
    # On a phone a sign stands for its words, which are still read aloud.
    "@media (max-width:800px){"
    f".st-key-{_ROWS} button:has([data-testid=stIconMaterial]) p{{font-size:0}}"
    f".st-key-{_ROWS} b{{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}}"
    f".st-key-{_ROWS} [data-testid=stElementContainer]:has(b){{min-width:0}}.st-key-{_ROWS} i{{display:none}}"
    "}</style>"
)


def show_files(on_desk: Desk, checked: Checked, snapshot: Snapshot) -> None:
    """The list, with the marked workbooks to download."""
    faults = faults_of_files(on_desk, checked, snapshot)
    if len(on_desk.files) == 1:
        words, marked = st.columns([4, 1.3], vertical_alignment="center")
        words.html(note_html(f"{checked.files[0].name} · {_state(checked, 1, faults)}"))
        with marked.container(horizontal=True, horizontal_alignment="right"), st.container(width="content"):
            offer_marked_file(checked, 1)
        return
    used = [place for place, _ in on_desk.used]
    with st.expander(_list_title(on_desk, faults), expanded=True):
        with st.container(key=_NEWS):
            show_flashes(_NEWS)
        if 0 < len(faults) < len(used):
            label = f"Keluarkan {len(faults)} berkas yang ditolak, periksa yang lain"
            # A file that a press below mends is not to be thrown out by the press that draws the eye.
            can_be_mended = not files_to_tell(on_desk, checked).isdisjoint(faults)
            if st.button(label, key="keluarkan_ditolak", type="secondary" if can_be_mended else "primary"):
                is_done = desk.take_out(on_desk, [used[number - 1] for number in faults])
                _say(is_done, f"{format_count(len(faults))} berkas yang ditolak dikeluarkan; tidak ikut diperiksa")
        with st.container(key=_ROWS, gap=None):
            st.html(_STYLE)
            for place, file in enumerate(on_desk.files, 1):
                is_used = place in used
                number = used.index(place) + 1 if is_used else 0
                state = _state(checked, number, faults) if is_used else _state_outside(file, snapshot)
                with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                    st.html(_row_html(f"{place}. {file.name}", state), width="stretch")
                    if is_used:
                        with st.container(width="content"):
                            offer_marked_file(checked, number, in_a_row=True)
                    _offer_way(on_desk, place, file.name, is_used=is_used)


def _row_html(name: str, state: str) -> str:
    style = f"margin:0;font-size:{QUIET_SIZE};line-height:1.4;overflow-wrap:anywhere"
    return f'<p style="{style}"><b style="font-weight:600">{escaped(name)}</b><i> · </i>{escaped(state)}</p>'


def _offer_way(on_desk: Desk, place: int, name: str, *, is_used: bool) -> None:
    """Out of the list, or back into it; the last file stays."""
    if not is_used:
        if st.button(f"Masukkan lagi{spoken(name)}", key=f"masukkan_{place}", type="tertiary"):
            _say(desk.put_back(on_desk, place), f"{name} masuk lagi dan ikut diperiksa")
        return
    key, icon = f"keluarkan_{place}", ":material/close:"
    if len(on_desk.used) > 1 and st.button(f"Keluarkan{spoken(name)}", key=key, type="tertiary", icon=icon):
        _say(desk.take_out(on_desk, [place]), f"{name} dikeluarkan; tidak ikut diperiksa")


def _say(is_done: bool, words: str) -> None:
    """Say above the list what became of a press, and lead there: the button at its place now does the opposite. Ends
    this run."""
    if is_done:
        flash("success", f"{words}.", _NEWS)
        show_next_at(_NEWS)
    st.rerun()


def _list_title(on_desk: Desk, faults: dict[int, str]) -> str:
    parts = [f"{format_count(len(on_desk.files))} berkas"]
    if faults:
        parts.append(f"{format_count(len(faults))} tidak dapat dipakai")
    if on_desk.answers.left_out:
        parts.append(f"{format_count(len(on_desk.answers.left_out))} dikeluarkan")
    return " · ".join(parts)


def _state_outside(file: InputFile, snapshot: Snapshot) -> str:
    kin = kin_of(file, snapshot)
    told = f"sudah tersimpan sebagai unggahan {kin.nomor}" if kin is not None and kin.aktif else "dikeluarkan"
    return f"{told}; tidak ikut diperiksa"


def _state(checked: Checked, number: int, faults: dict[int, str]) -> str:
    file = checked.files[number - 1]
    if number in faults:
        # The verdict above it may be this very sentence.
        is_told = checked.verdict.message in (faults[number], f'Berkas "{file.name}": {faults[number]}')
        return "tidak dapat dipakai" if is_told else f"tidak dapat dipakai: {faults[number]}"
    if checked.verdict.outcome is Outcome.REJECT:
        return "terbaca" if faults else "belum diperiksa"
    days = join_words(list(map(format_date, file.part.days)))
    words = [f"keadaan per {days}" if days else "tanggal belum jelas"]
    if file.is_stored and file.twin is not None:
        return f"{words[0]} · sudah tersimpan sebagai unggahan {file.twin.nomor}"
    if file.part.nothing_to_save:
        same = "berlaku laporan yang lebih baru" if file.part.outweighed else "sama dengan yang tersimpan"
        return f"{words[0]} · {same}"
    if checked.verdict.outcome is Outcome.ASK:
        # A table of several periods is read once for each.
        rows = sum({(table.sheet, table.header_rows): len(table.rows) for table in file.tables}.values())
        words.append(f"{format_count(rows)} baris terbaca")
    else:
        found = [(len(file.part.rows), "desa"), (len(file.part.programme), "baris lembar lain")]
        told = " dan ".join(f"{format_count(n)} {unit}" for n, unit in found if n)
        words.append(f"{told or '0 desa'} dapat disimpan")
    left_out = say_left_out(count_desa(checked.verdict.changes, of=lambda change: change.file == number))
    if left_out:
        words.append(f"{left_out} tidak disimpan")
    asked = sum(number in question.files for question in checked.verdict.questions)
    if asked:
        words.append(f"{format_count(asked)} pertanyaan")
    return " · ".join(words)
