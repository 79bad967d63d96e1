"""The parts of the history page: uploads, one upload in full, and the decision to withdraw it or bring it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from kkb.config import TIMEZONE
from kkb.formatting import MISSING, format_count, format_date, format_numbers, format_timestamp
from kkb.personal import mask_texts
from kkb.programme.columns import SHEET_NAMES
from kkb.schema import Observation
from kkb.state import DesaState, fold, state_on
from kkb.store import JenisPeristiwa, Store, StoreError, UploadRecord
from kkb.ui.frame import cache
from kkb.ui.frame.access import request_access
from kkb.ui.frame.navigation import open_desa
from kkb.ui.frame.view import View, current_view
from kkb.ui.frame.writing import write
from kkb.ui.parts.change_words import KIND_WORDS, describe_fields
from kkb.ui.parts.components import show_message, show_note, show_section
from kkb.ui.parts.evidence import REPORT_KEY
from kkb.ui.parts.file_button import FileToSave, show_file_button
from kkb.ui.parts.pressing import pressed_row
from kkb.ui.parts.table import show_table
from kkb.uploads.check import count_formed

ORIGINAL_KEPT = (
    "Berkas asli dapat memuat NIK, nomor telepon dan data pribadi lain, jadi hanya diberikan kepada peramban yang "
    "boleh menyimpan."
)

_FEW_DESA = 10
_TURN_KEY = "riwayat_giliran"
_EVENT_WORDS = {
    JenisPeristiwa.SIMPAN: "Disimpan",
    JenisPeristiwa.TARIK: "Ditarik",
    JenisPeristiwa.KEMBALIKAN: "Dikembalikan",
}


def show_uploads(uploads: Sequence[UploadRecord]) -> None:
    """All uploads in a table, newest first."""
    frame = pd.DataFrame(
        {
            "Nomor": [str(u.nomor) for u in uploads],
            "Keadaan per": [format_date(u.tanggal_data) for u in uploads],
            # What is cut off on a narrow screen stands last.
            "Berlaku": [_state_words(u) for u in uploads],
            "Berkas": [u.nama_berkas for u in uploads],
            "Oleh": [u.disimpan_oleh for u in uploads],
            "Disimpan": [format_timestamp(u.disimpan_waktu.astimezone(TIMEZONE)) for u in uploads],
            "Isi": [_change_words(u) for u in uploads],
        }
    )
    st.dataframe(frame, hide_index=True, height="content" if len(frame) <= 12 else 460, key="riwayat_tabel")


def _change_words(upload: UploadRecord) -> str:
    """ "12 baru, 27 tetap; Kegiatan: 40 baru": the recap of status, then the other sheets."""
    status = _count_words(upload.ringkasan.get("changes", {}))
    return "; ".join([*([status] if status else []), *_sheet_lines(upload)]) or MISSING


def _sheet_lines(upload: UploadRecord) -> list[str]:
    """ "Kegiatan: 12 baru, 1 berubah" for each sheet beside the recap of status that brought rows."""
    counts = upload.ringkasan.get("lembar", {})
    told = [(name, _count_words(counts.get(lembar.value, {}))) for lembar, name in SHEET_NAMES.items()]
    return [f"{name}: {words}" for name, words in told if words]


def _count_words(counts: Mapping[str, int]) -> str:
    words = (("new", "baru"), ("changed", "berubah"), ("unchanged", "tetap"), ("rejected", "tidak disimpan"))
    return ", ".join(f"{format_count(counts[name])} {word}" for name, word in words if counts.get(name))


def _state_words(upload: UploadRecord) -> str:
    words = ["berlaku" if upload.aktif else "ditarik"]
    words += ["koreksi"] * upload.koreksi + ["data contoh"] * upload.contoh
    return ", ".join(words)


def choose_upload(uploads: Sequence[UploadRecord]) -> UploadRecord:
    """The upload looked at; its number is in the address."""
    by_number = {str(upload.nomor): upload for upload in uploads}
    chosen = st.selectbox("Lihat unggahan", list(by_number), key="unggahan", bind="query-params")
    return by_number[chosen or next(iter(by_number))]


def show_upload(upload: UploadRecord, uploads: Sequence[UploadRecord]) -> None:
    """What one upload changed, what was found in it, what happened to it, and the original file."""
    together = [one.nomor for one in uploads if one.simpanan == upload.simpanan and one is not upload]
    show_section(
        f"Unggahan {upload.nomor}: keadaan per {format_date(upload.tanggal_data)}",
        f"Disimpan bersama unggahan {format_numbers(together)}" if together else "",
    )
    changes = [entry for entry in upload.ringkasan.get("daftar", []) if isinstance(entry, dict)]
    if changes:
        frame = pd.DataFrame(
            {
                "Kecamatan": [c["kecamatan"] for c in changes],
                "Desa": [c["desa"] for c in changes],
                "Jenis": [KIND_WORDS.get(c["kind"], c["kind"]) for c in changes],
                "Yang berubah": [describe_fields({**c["fields"], **c.get("details", {})}) for c in changes],
                "Sebab": [c.get("reason") or "" for c in changes],
            }
        )
        if not frame["Sebab"].any():
            frame = frame.drop(columns="Sebab")
        _show_changes(frame, [str(c.get("kode_desa") or "") for c in changes], upload)
    elif not _brings_sheets_only(upload):
        show_note("Unggahan ini menegaskan yang sudah tersimpan; tidak ada desa yang berubah.")
    for line in _sheet_lines(upload):
        show_note(line)
    problems = upload.ringkasan.get("masalah", [])
    if problems:
        with st.expander(f"{format_count(len(problems))} temuan saat diperiksa"):
            show_table(["Sel", "Temuan"], [[p.get("cell") or MISSING, p["message"]] for p in problems])
    show_table(
        ["Peristiwa", "Oleh", "Waktu", "Alasan"],
        [
            [
                _EVENT_WORDS.get(event.jenis, event.jenis.value),
                event.oleh,
                format_timestamp(event.waktu.astimezone(TIMEZONE)),
                event.alasan or MISSING,
            ]
            for event in upload.riwayat
        ],
    )
    _offer_original(upload)


def _brings_sheets_only(upload: UploadRecord) -> bool:
    """True for a file without a recap of status: of that it confirms nothing."""
    return bool(_sheet_lines(upload)) and not _count_words(upload.ringkasan.get("changes", {}))


def _show_changes(frame: pd.DataFrame, codes: list[str], upload: UploadRecord) -> None:
    """The changes, desa by desa; a row opens what this upload says of its desa, with the proof."""
    # A new key after each choice: back on the page, the old one would still hold it.
    turn = st.session_state.setdefault(_TURN_KEY, 0)
    event = st.dataframe(
        frame,
        hide_index=True,
        height="content" if len(frame) <= _FEW_DESA else 380,
        key=f"riwayat_perubahan_{turn}",
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
    )
    show_note("Tekan satu baris untuk melihat sel asalnya.")
    row = pressed_row(event)
    if row is not None and codes[row]:
        st.session_state[_TURN_KEY] = turn + 1
        open_desa(codes[row], **{REPORT_KEY: f"unggahan {upload.nomor}"})


@st.fragment
def _offer_original(upload: UploadRecord) -> None:
    """The file as it was handed in, with all that stands in it, for whoever may write; asked again at the press."""
    if not request_access().may_write:
        show_note(ORIGINAL_KEPT)
        return
    show_file_button("Unduh berkas asli", lambda: _original(upload.nomor), key=f"asli_{upload.nomor}")


def _original(number: int) -> FileToSave | None:
    if not request_access().may_write:
        show_message("error", ORIGINAL_KEPT)
        return None
    try:
        data = cache.store().original(number)
        names = {one.nomor: one.nama_berkas for one in current_view().stored.uploads}
    except StoreError as error:
        # A press runs this part alone, outside the net of the frame.
        show_message("error", error.message)
        return None
    return FileToSave(names.get(number, f"unggahan {number}"), data, "application/octet-stream")


def offer_decision(upload: UploadRecord, view: View) -> None:
    """Withdraw or bring back, with what that changes now, a name and a reason."""
    if upload.contoh and not upload.aktif and not all(one.contoh for one in view.active_uploads):
        show_note("Data contoh tidak dapat dikembalikan selama data sungguhan berlaku: keduanya tidak dicampur.")
        return
    verb = "Tarik" if upload.aktif else "Kembalikan"
    known, day = _known_after(upload, view)
    show_section(f"{verb} unggahan {upload.nomor}", _effect_words(view, known, day))
    _show_effect(view, known, day)
    _show_rows_beside(upload)
    with st.form(f"riwayat_{upload.nomor}_{upload.aktif}"):
        name = st.text_input("Nama Anda", key="riwayat_nama", max_chars=120, persist_state="session")
        reason = st.text_input("Alasan", key=f"riwayat_alasan_{upload.nomor}_{upload.aktif}", max_chars=500)
        if not st.form_submit_button(f"{verb} unggahan {upload.nomor}", type="primary"):
            return
    if not name.strip() or not reason.strip():
        show_message("error", "Tulis nama Anda dan alasannya; keduanya dicatat.")
        return
    done = "ditarik" if upload.aktif else "dikembalikan"

    def act(store: Store, version: int) -> None:
        change = store.withdraw if upload.aktif else store.restore
        change(upload.nomor, by=name.strip(), at=cache.now(), reason=reason.strip(), expected_version=version)

    write(f"Unggahan {upload.nomor} {done}.", act)


def _known_after(upload: UploadRecord, view: View) -> tuple[list[Observation], date | None]:
    """What would be known of the desa after the decision, and the newest data day then (None: nothing would count).

    As for `newest_data_day`, only without any row of status does an upload of the other sheets give the day.
    """
    after = {u.nomor for u in view.active_uploads} ^ {upload.nomor}
    seen = [one for one in view.snapshot.observations if one.unggahan in after]
    if not upload.aktif:
        seen += mask_texts(cache.store().rows_of(upload.nomor))
    days = [one.tanggal_data for one in seen]
    return seen, max(days or [u.tanggal_data for u in view.snapshot.uploads if u.nomor in after], default=None)


def _effect_words(view: View, known: Sequence[Observation], day: date | None) -> str:
    """ "Sekarang 22 desa terbentuk per 30 Juni 2024; setelah itu 15 per 10 Mei 2023."."""
    if day is None:
        return "Setelah itu tidak ada data yang berlaku."
    now = ""
    if view.newest_day is not None:
        formed = count_formed(view.snapshot.observations, view.newest_day)
        now = f"Sekarang {format_count(formed)} desa terbentuk per {format_date(view.newest_day)}; "
    then = f"setelah itu {format_count(count_formed(known, day))} desa per {format_date(day)}."
    return (now + then)[:1].upper() + (now + then)[1:]


def _show_effect(view: View, known: Sequence[Observation], day: date | None) -> None:
    """Desa by desa, what would be shown instead of what is shown now."""
    now = state_on(view.histories, view.newest_day) if view.newest_day else {}
    then = state_on(fold(known), day) if day else {}
    rows = []
    for desa in view.region.desa:
        old, new = (_state_facts(states.get(desa.kode_desa)) for states in (now, then))
        if old != new:
            rows.append([desa.kecamatan, desa.desa, *(_change(a, b) for a, b in zip(old, new, strict=True))])
    if not rows:
        show_note("Tidak ada desa yang keadaannya berubah karenanya.")
        return
    with st.expander(f"{format_count(len(rows))} desa akan berubah", expanded=len(rows) <= _FEW_DESA):
        frame = pd.DataFrame(rows, columns=["Kecamatan", "Desa", "Status", "Tanggal pembentukan", "Nomor SK"])
        st.dataframe(frame, hide_index=True, height="content" if len(rows) <= _FEW_DESA else 380, key="riwayat_akibat")


def _show_rows_beside(upload: UploadRecord) -> None:
    """How many rows of the other sheets go or come back with the upload."""
    told = upload.ringkasan.get("lembar", {})
    stored = {
        name: sum(told.get(lembar.value, {}).get(kind, 0) for kind in ("new", "changed", "unchanged"))
        for lembar, name in SHEET_NAMES.items()
    }
    words = [f"{format_count(count)} baris {name}" for name, count in stored.items() if count]
    if words:
        show_note(f"{', '.join(words)} ikut {'ditarik' if upload.aktif else 'kembali'}.")


def _state_facts(state: DesaState | None) -> tuple[str, str, str]:
    if state is None:
        return ("belum dilaporkan", "", "")
    formation = state.formation
    tanggal = formation.tanggal.words() if formation and formation.tanggal else ""
    return (state.tahap.value, tanggal, (formation.no_sk or "") if formation else "")


def _change(old: str, new: str) -> str:
    return new if old == new else f"{old or MISSING} → {new or MISSING}"
