"""The parts of the history page: uploads, one upload in full, and the decision to withdraw it or bring it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from kkb.config import TIMEZONE
from kkb.formatting import MISSING, format_count, format_date, format_numbers, format_timestamp
from kkb.personal import mask_texts
from kkb.programme import Lembar
from kkb.programme.columns import SHEET_NAMES
from kkb.schema import Keputusan, Observation
from kkb.state import DesaHistory, DesaState, fold, state_on
from kkb.store import JenisPeristiwa, Store, StoreError, UploadRecord
from kkb.ui.frame import cache
from kkb.ui.frame.access import request_access
from kkb.ui.frame.navigation import DESA_PARAM, UPLOAD_PARAM
from kkb.ui.frame.view import View, current_view
from kkb.ui.frame.writing import write
from kkb.ui.parts.addresses import link_html, page_address
from kkb.ui.parts.change_words import KIND_WORDS, describe_fields
from kkb.ui.parts.components import LINE, show_message, show_note, show_section, show_title
from kkb.ui.parts.evidence import REPORT_KEY
from kkb.ui.parts.file_button import FileToSave, show_file_button
from kkb.ui.parts.table import TableCell, TextCell, show_beginning, show_table
from kkb.ui.riwayat.sheet_rows import rows_address
from kkb.uploads.check import count_formed

ORIGINAL_KEPT = (
    "Berkas asli dapat memuat NIK, nomor telepon dan data pribadi lain, jadi hanya diberikan kepada peramban yang "
    "boleh menyimpan."
)

_OPEN = 5
"""Rows that are not folded."""
_EVENT_WORDS = {
    JenisPeristiwa.SIMPAN: "Disimpan",
    JenisPeristiwa.TARIK: "Ditarik",
    JenisPeristiwa.KEMBALIKAN: "Dikembalikan",
}


def show_heading(view: View) -> None:
    """How many uploads count, and that nothing is lost."""
    active, uploads = len(view.active_uploads), len(view.snapshot.uploads)
    counts = f"{format_count(active)} unggahan berlaku, {format_count(uploads - active)} ditarik"
    show_title(
        counts if uploads else "Belum ada unggahan",
        "Tidak ada yang dihapus: unggahan yang ditarik dapat dikembalikan, berkas aslinya tetap tersimpan.",
    )


def show_uploads(uploads: Sequence[UploadRecord], view: View) -> None:
    """All uploads in a table, newest first; the number opens one."""
    headers = ["Unggahan", "Keadaan per", "Berlaku", "Isi", "Disimpan"]
    rows: list[list[TableCell]] = [
        [
            TextCell(
                f"Unggahan {upload.nomor}",
                upload.nama_berkas,
                page_address("riwayat", view.filters, **{UPLOAD_PARAM: str(upload.nomor)}),
            ),
            format_date(upload.tanggal_data),
            _state_words(upload),
            _change_words(upload),
            TextCell(format_timestamp(upload.disimpan_waktu.astimezone(TIMEZONE)), f"oleh {upload.disimpan_oleh}"),
        ]
        for upload in uploads
    ]
    show_beginning(headers, rows, _OPEN, "unggahan sebelumnya")


def _change_words(upload: UploadRecord) -> str:
    """ "Status: 12 baru, 27 tetap. Kegiatan: 40 baru": the recap of status, then the other sheets."""
    status = _count_words(upload.ringkasan.get("changes", {}))
    beside = (line for _, line in _sheet_lines(upload))
    return ". ".join([*([f"Status: {status}"] if status else []), *beside]) or MISSING


def _sheet_lines(upload: UploadRecord) -> list[tuple[Lembar, str]]:
    """ "Kegiatan: 12 baru, 1 berubah" for each sheet beside the recap of status that brought rows."""
    counts = upload.ringkasan.get("lembar", {})
    told = [(lembar, name, _count_words(counts.get(lembar.value, {}))) for lembar, name in SHEET_NAMES.items()]
    return [(lembar, f"{name}: {words}") for lembar, name, words in told if words]


def _count_words(counts: Mapping[str, int]) -> str:
    words = (("new", "baru"), ("changed", "berubah"), ("unchanged", "tetap"), ("rejected", "tidak disimpan"))
    return ", ".join(f"{format_count(counts[name])} {word}" for name, word in words if counts.get(name))


def _state_words(upload: UploadRecord) -> str:
    words = ["berlaku" if upload.aktif else "ditarik"]
    words += ["koreksi"] * upload.koreksi + ["data contoh"] * upload.contoh
    return ", ".join(words)


def asked_upload(uploads: Sequence[UploadRecord]) -> UploadRecord | None:
    """The upload that the address names; None if it names none that is there."""
    asked = st.query_params.get(UPLOAD_PARAM, "")
    return next((upload for upload in uploads if str(upload.nomor) == asked), None)


def show_upload(upload: UploadRecord, view: View) -> None:
    """What one upload changed, what was found in it, what happened to it, and the original file."""
    together = [one.nomor for one in view.snapshot.uploads if one.simpanan == upload.simpanan and one is not upload]
    show_section(
        f"Unggahan {upload.nomor}: keadaan per {format_date(upload.tanggal_data)}",
        f"Disimpan bersama unggahan {format_numbers(together)}" if together else "",
    )
    changes = [entry for entry in upload.ringkasan.get("daftar", []) if isinstance(entry, dict)]
    if changes:
        _show_changes(changes, upload, view)
    elif not _brings_sheets_only(upload):
        show_note("Unggahan ini menegaskan yang sudah tersimpan; tidak ada desa yang berubah.")
    for lembar, line in _sheet_lines(upload):
        address = rows_address(upload, lembar, view)
        st.html(f'<p style="{LINE}">{link_html(line, address) if address else line}</p>')
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


def _show_changes(changes: Sequence[Mapping[str, Any]], upload: UploadRecord, view: View) -> None:
    """The changes, desa by desa; its name opens what this upload says of a desa, with the proof."""
    ended = {one.row.kode_desa for one in _rows_of(upload, view) if one.row.keputusan is Keputusan.BUBAR}
    rows: list[list[TableCell]] = []
    for change in changes:
        code = str(change.get("kode_desa") or "")
        proof = {DESA_PARAM: code, REPORT_KEY: f"unggahan {upload.nomor}"}
        words = describe_fields({**change["fields"], **change.get("details", {})})
        rows.append(
            [
                TextCell(change["desa"], change["kecamatan"], page_address("desa", view.filters, **proof) * bool(code)),
                "Bubar" if code in ended else KIND_WORDS.get(change["kind"], change["kind"]),
                TextCell(words, str(change.get("reason") or "")),
            ]
        )
    show_note("Tekan nama desa untuk melihat sel asalnya.")
    show_beginning(["Desa", "Jenis", "Yang berubah"], rows, _OPEN, "desa lain")


def _rows_of(upload: UploadRecord, view: View) -> list[Observation]:
    """What the upload says of desa, whether it counts or is withdrawn."""
    if upload.aktif:
        return [one for one in view.snapshot.observations if one.unggahan == upload.nomor]
    return list(mask_texts(cache.store().rows_of(upload.nomor)))


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
    # Folded: it changes the figures of everybody, and is seldom what somebody came for.
    with (
        st.expander(f"{verb} unggahan ini"),
        st.form(f"riwayat_{upload.nomor}_{upload.aktif}", border=False),
    ):
        show_note(_effect_words(view, known, day))
        _show_effect(view, known, day)
        _show_rows_beside(upload)
        name = st.text_input("Nama Anda", key="riwayat_nama", max_chars=120, persist_state="session")
        reason = st.text_input("Alasan", key=f"riwayat_alasan_{upload.nomor}_{upload.aktif}", max_chars=500)
        if not st.form_submit_button(
            f"{verb} unggahan {upload.nomor}", type="secondary" if upload.aktif else "primary"
        ):
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
        seen += _rows_of(upload, view)
    days = [one.tanggal_data for one in seen]
    return seen, max(days or [u.tanggal_data for u in view.snapshot.uploads if u.nomor in after], default=None)


def _effect_words(view: View, known: Sequence[Observation], day: date | None) -> str:
    """ "Sekarang 22 desa terbentuk per 30 Juni 2024. Setelah itu 15 desa per 10 Mei 2023."."""
    if day is None:
        return "Setelah itu tidak ada data yang berlaku."
    now = ""
    if view.newest_day is not None:
        formed = count_formed(view.snapshot.observations, view.newest_day)
        now = f"Sekarang {format_count(formed)} desa terbentuk per {format_date(view.newest_day)}. "
    then = f"Setelah itu {format_count(count_formed(known, day))} desa per {format_date(day)}."
    return now + then


def _show_effect(view: View, known: Sequence[Observation], day: date | None) -> None:
    """Desa by desa, what would be shown instead of what is shown now."""
    before, after = view.histories, fold(known)
    now = state_on(before, view.newest_day) if view.newest_day else {}
    then = state_on(after, day) if day else {}
    rows: list[list[TableCell]] = []
    for desa in view.region.desa:
        code = desa.kode_desa
        old = _state_facts(now.get(code), before.get(code), view.newest_day)
        new = _state_facts(then.get(code), after.get(code), day)
        if old != new:
            rows.append([TextCell(desa.desa, desa.kecamatan), *(_change(a, b) for a, b in zip(old, new, strict=True))])
    if not rows:
        show_note("Tidak ada desa yang keadaannya berubah karenanya.")
        return
    show_note(f"{format_count(len(rows))} desa akan berubah:")
    show_table(["Desa", "Status", "Tanggal pembentukan", "Nomor SK"], rows)


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


def _state_facts(state: DesaState | None, history: DesaHistory | None, day: date | None) -> tuple[str, str, str]:
    """Status, day and SK of a desa; one whose Pokja ended is called so."""
    if state is None:
        return ("belum dilaporkan", "", "")
    formation = state.formation
    if formation is None and history is not None and day is not None and history.ended_before(day) is not None:
        return (f"{state.tahap.value} (bubar)", "", "")
    tanggal = formation.tanggal.words() if formation and formation.tanggal else ""
    return (state.tahap.value, tanggal, (formation.no_sk or "") if formation else "")


def _change(old: str, new: str) -> str:
    return new if old == new else f"{old or MISSING} → {new or MISSING}"
