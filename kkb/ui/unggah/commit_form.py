"""The decision to save: a name, a reason where one is needed, one button; and what was saved, ready to be sent on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kkb.access import Access
from kkb.checking import Outcome
from kkb.checking.message import say_counts, say_formed, say_left_out
from kkb.checking.verdict import ChangeKind, DesaCounts
from kkb.formatting import escaped, format_count, format_date, format_numbers, join_words
from kkb.problems import Severity
from kkb.programme import Lembar
from kkb.region import Region
from kkb.schema import Keputusan
from kkb.store import OutdatedDraft, OutdatedVersion, StoreRefusal, StoreUnavailable
from kkb.ui.frame import cache
from kkb.ui.frame.access import writing_store
from kkb.ui.frame.navigation import SAVE_PARAM, UPLOAD_PARAM, link_to, page_named
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import flash, show_outage
from kkb.ui.parts.components import LINE, note_html, show_message, show_note
from kkb.ui.parts.page_top import show_fault, show_from_top
from kkb.ui.parts.table import show_table
from kkb.ui.parts.writer import ask_writer
from kkb.ui.rapat.deck import Choice, wall_address
from kkb.ui.rapat.deck_view import offer_start
from kkb.ui.ringkasan.share import show_share
from kkb.ui.ringkasan.summary import summary_of
from kkb.ui.unggah import desk
from kkb.ui.unggah.area import touched_kecamatan
from kkb.ui.unggah.desk import NAME_KEY, Desk
from kkb.ui.unggah.sheet_counts import add_sheets, count_rows, rows_words, sheet_lines
from kkb.uploads.check import Checked, Stored, formed_after
from kkb.uploads.commit import CommitRefused, commit

_SAVED = "unggah_tersimpan"
_NAMED = 12
_ABREAST = 3
_MANY_HEIGHT = 170
_DECIDED = {Keputusan.BUBAR: "dinyatakan bubar", Keputusan.KOREKSI: "dikoreksi"}
_OUTDATED = "Data berubah sejak pratinjau dibuat, jadi belum ada yang disimpan. Di bawah ini pratinjau yang baru."
_CHANGED_DRAFT = "Rekan mengubah draf ini, jadi belum ada yang disimpan. Di bawah ini yang terbaru; periksa dulu."


def may_save(checked: Checked, access: Access) -> bool:
    """Whether there is something to save, and this browser may."""
    return checked.verdict.can_commit and bool(checked.to_store) and access.may_write


def advise(checked: Checked, access: Access) -> None:
    """What to know before a save: what is withdrawn by it, and what else to do about errors."""
    if not may_save(checked, access):
        return
    problems = checked.verdict.problems
    for problem in problems:
        if problem.code == "SAMPLE_WITHDRAWN":
            show_message("warning", problem.message)
    if checked.verdict.outcome is not Outcome.FLAG:
        return
    # Of a missing column nothing can be mended on the page, only in the file.
    codes = {problem.code for problem in problems if problem.severity is Severity.ERROR}
    where = "sel yang salah, di atas atau di Excel"
    if "COLUMN_MISSING" in codes:
        where = "judul kolomnya di Excel, lalu unggah lagi"
        where += "; sel lain yang salah dapat juga di atas" if len(codes) > 1 else ""
    show_note(
        f"Paling baik perbaiki dulu {where}. Bila belum bisa: simpan tanpa baris yang salah, dengan alasannya. Desa "
        "pada baris itu tetap seperti yang tersimpan."
    )


def offer_commit(on_desk: Desk, checked: Checked, stored: Stored, region: Region) -> None:
    """Name, reason where one is needed, and one button. What is wrong with them is said above them."""
    place = st.container()
    # They stay while other pages are looked at, and are those of this draft alone.
    of_draft = f"_{on_desk.record.kode}" if on_desk.record is not None else ""
    asked = {f"{key}{of_draft}": label for key, label in reason_labels(checked).items()}
    decided = {kode: f"{_reason_key(kode)}{of_draft}" for kode in _decisions(checked)}
    several = list(decided.values()) if len(decided) > 1 else []
    # With a second button Enter would press the first of them.
    with st.form("unggah_simpan", border=False, enter_to_submit=not several):
        reasons = _ask_each({key: asked[key] for key in several}, place) if several else {}
        beside = {key: label for key, label in asked.items() if key not in several}
        fields = st.columns([1, *(2.2 / len(beside) for _ in beside), 2], vertical_alignment="bottom")
        name = ask_writer(fields[0], NAME_KEY, persist_state="session")
        reasons |= {
            key: _ask_reason(field, key, label) for field, (key, label) in zip(fields[1:], beside.items(), strict=False)
        }
        if not fields[-1].form_submit_button(save_label(checked), type="primary", icon=":material/save:"):
            return
    blank = [key for key, typed in {NAME_KEY: name, **reasons}.items() if not typed.strip()]
    faulty = next((typed for key, typed in reasons.items() if key not in decided.values()), None)
    why = {kode: reasons[key] for kode, key in decided.items()}
    with place:
        _save(on_desk, checked, name, faulty, why, stored, region, at_fault=blank)


def _ask_each(asked: Mapping[str, str], place: DeltaGenerator) -> dict[str, str]:
    """A reason for each of several decisions, and a press that gives the blank ones the first that was typed."""
    reasons = {}
    # Where they are many, the bar must still leave room to read.
    with st.container(height="content" if len(asked) <= _ABREAST else _MANY_HEIGHT, border=False):
        for row in _in_rows(asked):
            for field, (key, label) in zip(st.columns(_ABREAST), row, strict=False):
                reasons[key] = _ask_reason(field, key, label)
    same = st.form_submit_button("Sama untuk semua yang kosong", key="unggah_alasan_sama", type="tertiary",
                                 on_click=_fill_blank, args=(list(asked),))  # fmt: skip
    if same and not any(typed.strip() for typed in reasons.values()):
        with place:
            show_fault("Tulis dulu satu alasan; yang kosong lalu diisi sama.", next(iter(asked)))
    return reasons


def _in_rows(asked: Mapping[str, str]) -> list[list[tuple[str, str]]]:
    fields = list(asked.items())
    return [fields[first : first + _ABREAST] for first in range(0, len(fields), _ABREAST)]


def _ask_reason(field: DeltaGenerator, key: str, label: str) -> str:
    return field.text_input(label, key=key, max_chars=500, persist_state="session") or ""


def _fill_blank(keys: Sequence[str]) -> None:
    typed = [str(st.session_state.get(key) or "") for key in keys]
    first = next((text for text in typed if text.strip()), "")
    for key, text in zip(keys, typed, strict=True):
        if not text.strip():
            st.session_state[key] = first


def reason_labels(checked: Checked) -> dict[str, str]:
    """What reasons are asked for, by the key of their field: "Alasan menyimpan tanpa baris yang salah", and for each
    decision "Alasan Senyubuk dinyatakan bubar": what is typed for the one is not said of the other."""
    asked = {"unggah_alasan_salah": "Alasan menyimpan tanpa baris yang salah"} if checked.passes_over else {}
    return asked | {_reason_key(kode): f"Alasan {words}" for kode, words in _decisions(checked).items()}


def _reason_key(kode: str) -> str:
    return f"unggah_alasan_{kode}"


def _decisions(checked: Checked) -> dict[str, str]:
    """`kode_desa` → "Senyubuk dinyatakan bubar", of each desa that a save decides about."""
    rows = checked.verdict.rows
    return {row.kode_desa: f"{row.desa} {_DECIDED[row.keputusan]}" for row in rows if row.keputusan is not None}


def save_label(checked: Checked) -> str:
    """What a press stores, and what it leaves out: "Simpan perubahan 7 desa; 1 desa tidak disimpan"."""
    counts = checked.verdict.desa_counts
    touched = counts.new + counts.changed
    beside = add_sheets(file.part for file in checked.to_store)
    rows, rejected_rows = count_rows(beside)
    if touched:
        what = f"perubahan {format_count(touched)} desa"
    else:
        what = f"rincian {format_count(counts.detailed)} desa" if counts.detailed else ""
    more = f"{format_count(rows)} baris lembar lain" if rows else ""
    label = f"Simpan {' dan '.join(filter(None, (what, more)))}" if what else f"Simpan {rows_words(beside)}"
    if not what and not rows:
        label = f"Simpan sebagai penegasan per {format_date(checked.verdict.data_date)}"
    words = say_left_out(counts, rejected_rows)
    return f"{label}; {words} tidak disimpan" if words else label


def _save(
    on_desk: Desk,
    checked: Checked,
    name: str,
    faulty: str | None,
    decided: Mapping[str, str],
    stored: Stored,
    region: Region,
    *,
    at_fault: Sequence[str],
) -> None:
    """`faulty` is the reason to pass over errors, `decided` that of each decision by `kode_desa`; `at_fault` are the
    keys of the fields that were left blank."""
    formed = formed_after(checked, stored)
    try:
        numbers = commit(
            writing_store(kecamatan=touched_kecamatan(checked, region)),
            checked,
            by=name,
            at=cache.now(),
            reason=faulty,
            decided=decided,
            accept_problems=checked.passes_over,
            draft=on_desk.record.kode if on_desk.record is not None else None,
            draft_revision=on_desk.revision if on_desk.record is not None else None,
        )
    except OutdatedDraft:
        desk.look_anew()
        flash("warning", _CHANGED_DRAFT)
        show_from_top()
        st.rerun()
    except OutdatedVersion:
        desk.forget_check()
        flash("warning", _OUTDATED)
        cache.watcher().announce()
        show_from_top()
        st.rerun()
    except (CommitRefused, StoreRefusal) as refusal:
        show_fault(refusal.message, at_fault[0] if at_fault else "")
        return
    except StoreUnavailable as outage:
        show_outage(outage)
        return
    st.session_state[_SAVED] = {
        "numbers": numbers,
        "day": checked.verdict.data_date,
        "formed": formed,
        "new": _statuses(checked, is_new=True),
        "moved": _statuses(checked, is_new=False),
        "files": [
            (file.name, file.part.data_date, len(file.part.rows), len(file.part.programme)) for file in checked.to_store
        ],
        "counts": checked.verdict.desa_counts,
        "is_first": checked.verdict.is_first,
        "lembar": add_sheets(file.part for file in checked.to_store),
    }
    desk.forget()
    show_from_top()
    st.query_params.pop(desk.DRAFT_PARAM, None)
    cache.watcher().announce()
    st.rerun()


def _statuses(checked: Checked, *, is_new: bool) -> list[str]:
    """ "Padang (Merintis)" of each desa that is new, or whose status another one replaces, as the counts call them.

    Of a desa in files of several days the last is said.
    """
    changes = [one for one in checked.verdict.changes if one.fields.get("status", (None, None))[1] is not None]
    new = {one.kode_desa for one in changes if one.kind is ChangeKind.NEW}
    told = {one.kode_desa: f"{one.desa} ({one.fields['status'][1]})" for one in changes}
    return [words for kode, words in told.items() if (kode in new) is is_new]


def forget_saved() -> None:
    """Clear the word about the last save: another file is looked at."""
    st.session_state.pop(_SAVED, None)


def is_saved() -> bool:
    """Whether `show_saved` has something to say."""
    return _SAVED in st.session_state


def saved_words(counts: DesaCounts, *, is_first: bool = False) -> str:
    """What a save did: "39 desa: 24 baru, 1 berubah, 14 tetap; 1 baris tidak disimpan."."""
    told = say_counts(asdict(replace(counts, rejected=0, rows=0)), with_noughts=True, is_first=is_first)
    stored = format_count(counts.new + counts.changed + counts.unchanged)
    left_out = say_left_out(counts)
    return f"{stored} desa: {', '.join(told)}{f'; {left_out} tidak disimpan' if left_out else ''}."


def show_saved(view: View) -> None:
    """What the last press of the button stored, where to see it, and the message for the group one press away."""
    saved: dict[str, Any] | None = st.session_state.get(_SAVED)
    if saved is None:
        return
    numbers = [str(number) for number in saved["numbers"]]
    counts: DesaCounts = saved["counts"]
    show_message(
        "success",
        f"Tersimpan sebagai unggahan {join_words(numbers)}, keadaan per {format_date(saved['day'])}.",
    )
    before, after, day = saved["formed"]
    lines = []
    if any(astuple(counts)):
        words = say_formed(before, after, of=len(view.region.desa), is_first=saved["is_first"])
        formed = f"Desa terbentuk {words} per {format_date(day)}."
        st.html(f'<p style="{LINE}"><b>{escaped(formed)}</b></p>')
        lines.append(saved_words(counts, is_first=saved["is_first"]))
    new = [] if saved["is_first"] else saved["new"]
    for words, desa in (("Yang baru", new), ("Yang berubah status", saved["moved"])):
        if desa:
            lines.append(f"{words}: {join_words(desa, _NAMED)}.")
    if beside := sheet_lines(saved["lembar"]):
        lines.append(f"{' · '.join(beside)}.")
    if lines:
        st.html("".join(map(note_html, lines)))
    with st.container(horizontal=True, gap="medium"):
        link_to("ringkasan", "Lihat Ringkasan")
        if saved["lembar"].keys() & {Lembar.KEGIATAN, Lembar.EVALUASI}:
            link_to("kegiatan", "Lihat Kegiatan")
        link_to("banding", "Lihat yang berubah")
        opens = {SAVE_PARAM if len(numbers) > 1 else UPLOAD_PARAM: numbers[0]}
        label = f"Riwayat unggahan {format_numbers(saved['numbers'])}"
        st.page_link(page_named("riwayat"), label=label, query_params=opens)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        offer_start(wall_address(view, Choice()))
        show_share(view, summary_of(view))
    if len(numbers) > 1:
        rows = [
            [number, name, format_date(day), format_count(desa), format_count(others)]
            for number, (name, day, desa, others) in zip(numbers, saved["files"], strict=True)
        ]
        headers = ["Unggahan", "Berkas", "Keadaan per", "Desa", "Baris lembar lain"]
        filled = len(headers) if any(others for *_, others in saved["files"]) else len(headers) - 1
        show_table(headers[:filled], [row[:filled] for row in rows], numbers={3, 4} & set(range(filled)))
