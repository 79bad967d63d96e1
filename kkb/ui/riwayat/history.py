"""The parts of the history page: saves, the files of one save, one upload in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from kkb.access import Right
from kkb.checking.message import say_counts
from kkb.config import TIMEZONE
from kkb.formatting import MISSING, format_count, format_date, format_numbers, format_timestamp
from kkb.personal import mask_texts
from kkb.programme import Lembar
from kkb.programme.columns import SHEET_NAMES
from kkb.programme.small_counts import hide_few
from kkb.schema import Keputusan, Observation
from kkb.store import JenisPeristiwa, StoreError, UploadRecord
from kkb.store.audit import DOWNLOAD, REFUSED
from kkb.ui.frame import cache
from kkb.ui.frame.access import access_for, accounts_decide, note_act, own_area, show_why_not
from kkb.ui.frame.navigation import DESA_PARAM, SAVE_PARAM, UPLOAD_PARAM
from kkb.ui.frame.view import View, current_view
from kkb.ui.login import identity
from kkb.ui.parts.addresses import link_html, page_address
from kkb.ui.parts.change_words import KIND_WORDS, describe_fields
from kkb.ui.parts.components import LINE, show_message, show_note, show_section, show_title
from kkb.ui.parts.evidence import REPORT_KEY
from kkb.ui.parts.file_button import FileToSave, show_file_button
from kkb.ui.parts.table import TableCell, TextCell, show_beginning, show_table
from kkb.ui.riwayat.erasing import erased_day, offer_erasure, show_original_state
from kkb.ui.riwayat.mends import show_mends
from kkb.ui.riwayat.sheet_rows import rows_address

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
    JenisPeristiwa.HAPUS_ASLI: "Isi berkas asli dihapus",
    JenisPeristiwa.MASA_HABIS: "Masa simpan habis, isi dihapus",
}


def show_heading(view: View) -> None:
    """How many uploads count, and that nothing is lost."""
    active, uploads = len(view.active_uploads), len(view.snapshot.uploads)
    counts = f"{format_count(active)} unggahan berlaku, {format_count(uploads - active)} ditarik"
    show_title(
        counts if uploads else "Belum ada unggahan",
        "Unggahan yang ditarik dapat dikembalikan; berkas asli tetap tersimpan, kecuali yang isinya dihapus."
        if view.snapshot.masa_simpan is not None or any(one.erasure for one in view.snapshot.uploads)
        else "Tidak ada yang dihapus: unggahan yang ditarik dapat dikembalikan, berkas aslinya tetap tersimpan.",
    )


def show_saves(uploads: Sequence[UploadRecord], view: View) -> None:
    """All saves in a table, newest first; the number opens the upload, or the files that were saved together."""
    saves: dict[int, list[UploadRecord]] = {}
    for upload in uploads:
        saves.setdefault(upload.simpanan, []).append(upload)
    headers = ["Unggahan", "Keadaan per", "Berlaku", "Isi", "Disimpan"]
    rows = [_save_row(sorted(save, key=lambda one: one.nomor), view) for save in saves.values()]
    show_beginning(headers, rows, _OPEN, "simpanan sebelumnya")


def _save_row(save: Sequence[UploadRecord], view: View) -> list[TableCell]:
    first = save[0]
    if len(save) == 1:
        opens, note, content = {UPLOAD_PARAM: str(first.nomor)}, first.nama_berkas, _change_words(first)
    else:
        opens, note = {SAVE_PARAM: str(first.nomor)}, f"{format_count(len(save))} berkas disimpan bersama"
        content = save_words(save)
    name = f"Unggahan {format_numbers(one.nomor for one in save)}"
    return [
        TextCell(name, note, page_address("riwayat", view.filters, **opens)),
        _days_words([one.tanggal_data for one in save]),
        _states_words(save),
        content,
        TextCell(format_timestamp(first.disimpan_waktu.astimezone(TIMEZONE)), f"oleh {first.disimpan_oleh}"),
    ]


def _days_words(days: Sequence[date]) -> str:
    first, last = min(days), max(days)
    return format_date(first) if first == last else f"{format_date(first)} sampai {format_date(last)}"


def _states_words(save: Sequence[UploadRecord]) -> str:
    """ "berlaku", or "5 berlaku, 2 ditarik" where they are not the same."""
    counts = Counter(map(_state_words, save))
    return next(iter(counts)) if len(counts) == 1 else "; ".join(f"{n} {words}" for words, n in counts.items())


def save_words(save: Sequence[UploadRecord]) -> str:
    """What the files brought together, each desa counted once; of an older save only how many they were."""
    told = ", ".join(_count_words(save[0].ringkasan, "simpanan"))
    return f"Status: {told}" if told else f"{format_count(len(save))} berkas"


def _change_words(upload: UploadRecord) -> str:
    """ "Status: 12 baru, 27 tetap. Kegiatan: 40 baru": the recap of status, then the other sheets."""
    status = _status_words(upload.ringkasan)
    beside = (line for _, line in _sheet_lines(upload))
    return ". ".join([*([f"Status: {status}"] if status else []), *beside]) or MISSING


def _status_words(summary: Mapping[str, Any]) -> str:
    return ", ".join(_count_words(summary, "changes"))


def _count_words(summary: Mapping[str, Any], counts: str) -> list[str]:
    return say_counts(summary.get(counts, {}), is_first=bool(summary.get("pertama")))


def _sheet_lines(upload: UploadRecord) -> list[tuple[Lembar, str]]:
    """ "Kegiatan: 12 baru, 1 berubah" for each sheet beside the recap of status that brought rows."""
    counts = upload.ringkasan.get("lembar", {})
    told = [(lembar, name, ", ".join(say_counts(counts.get(lembar.value, {})))) for lembar, name in SHEET_NAMES.items()]
    return [(lembar, f"{name}: {words}") for lembar, name, words in told if words]


def _state_words(upload: UploadRecord) -> str:
    words = ["berlaku" if upload.aktif else "ditarik"]
    words += [told] if (told := erased_day(upload)) else []
    words += ["koreksi"] * upload.koreksi + ["data contoh"] * upload.contoh
    return ", ".join(words)


def asked_upload(uploads: Sequence[UploadRecord]) -> UploadRecord | None:
    """The upload that the address names; None if it names none that is there."""
    asked = st.query_params.get(UPLOAD_PARAM, "")
    return next((upload for upload in uploads if str(upload.nomor) == asked), None)


def asked_save(uploads: Sequence[UploadRecord]) -> list[UploadRecord]:
    """The uploads of the save that the address names, in their order; none if it names none that is there."""
    asked = st.query_params.get(SAVE_PARAM, "")
    return sorted((one for one in uploads if str(one.simpanan) == asked), key=lambda one: one.nomor)


def show_save(save: Sequence[UploadRecord], view: View) -> None:
    """The files of one save, each with a way to what it changed."""
    show_section(f"{format_count(len(save))} berkas disimpan bersama", "Tekan nomornya untuk melihat isinya.")
    headers = ["Unggahan", "Keadaan per", "Berlaku", "Isi", "Disimpan"]
    show_table(headers, [_save_row([upload], view) for upload in save])


def show_upload(upload: UploadRecord, view: View) -> None:
    """What one upload changed, what was found in it, what happened to it, and the original file."""
    together = [one.nomor for one in view.snapshot.uploads if one.simpanan == upload.simpanan and one is not upload]
    show_section(f"Unggahan {upload.nomor}: keadaan per {format_date(upload.tanggal_data)}")
    if together:
        label = f"Disimpan bersama unggahan {format_numbers(together)}: lihat semuanya"
        st.html(link_html(label, page_address("riwayat", view.filters, **{SAVE_PARAM: str(upload.simpanan)})))
    changes = [entry for entry in upload.ringkasan.get("daftar", []) if isinstance(entry, dict)]
    if changes:
        _show_changes(changes, upload, view)
    elif not _brings_sheets_only(upload):
        show_note("Unggahan ini menegaskan yang sudah tersimpan; tidak ada desa yang berubah.")
    for lembar, line in _sheet_lines(upload):
        address = rows_address(upload, lembar, view)
        st.html(f'<p style="{LINE}">{link_html(line, address) if address else line}</p>')
    show_mends(upload, view)
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
    show_original_state(upload, view)
    if upload.erasure is None:
        _offer_original(upload)
        offer_erasure(upload, view)


def _brings_sheets_only(upload: UploadRecord) -> bool:
    """True for a file without a recap of status: of that it confirms nothing."""
    return bool(_sheet_lines(upload)) and not _status_words(upload.ringkasan)


def _show_changes(changes: Sequence[Mapping[str, Any]], upload: UploadRecord, view: View) -> None:
    """The changes, desa by desa; its name opens what this upload says of a desa, with the proof."""
    ended = {one.row.kode_desa for one in rows_of(upload, view) if one.row.keputusan is Keputusan.BUBAR}
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


def rows_of(upload: UploadRecord, view: View) -> list[Observation]:
    """What the upload says of desa, whether it counts or is withdrawn."""
    if upload.aktif:
        return [one for one in view.snapshot.observations if one.unggahan == upload.nomor]
    told = mask_texts(cache.store().rows_of(upload.nomor))
    return list(told if view.shows_few else hide_few(told))


@st.fragment
def _offer_original(upload: UploadRecord) -> None:
    """The file as it was handed in, with all that stands in it, for whoever may write; asked again at the press."""
    try:
        touched = kecamatan_of([upload.nomor], current_view())
    except StoreError as error:
        show_message("error", error.message)
        return
    access = access_for(Right.ORIGINALS, touched)
    if not access.may_write:
        show_why_not(access, ORIGINAL_KEPT, "riwayat")
        return
    show_file_button("Unduh berkas asli", lambda: _original(upload.nomor), key=f"asli_{upload.nomor}")


def kecamatan_of(numbers: Iterable[int], view: View) -> frozenset[str]:
    """Codes of the kecamatan that uploads tell of, whether they count or not; "" for what is of none.

    Empty where who is logged in may write about all: nothing is asked then. Raises StoreError.
    """
    if own_area() is None:
        return frozenset()
    kecamatan = {desa.kode_desa: desa.kode_kecamatan for desa in view.region.desa}
    told = cache.store().desa_of(*numbers)
    return frozenset(kecamatan.get(kode or "", "") for kode in told)


def _original(number: int) -> FileToSave | None:
    try:
        identity.forget()
        access = access_for(Right.ORIGINALS, kecamatan_of([number], current_view()))
        if not access.may_write:
            note_act(REFUSED, f"{Right.ORIGINALS.name}, unggahan {number}")
            show_message("error", access.reason if accounts_decide() else ORIGINAL_KEPT)
            return None
        data = cache.store().original(number)
        note_act(DOWNLOAD, f"unggahan {number}")
        names = {one.nomor: one.nama_berkas for one in current_view().stored.uploads}
    except StoreError as error:
        # A press runs this part alone, outside the net of the frame.
        show_message("error", error.message)
        return None
    return FileToSave(names.get(number, f"unggahan {number}"), data, "application/octet-stream")
