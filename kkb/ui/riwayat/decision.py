"""The decision to withdraw uploads or to bring them back, with what it would change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from kkb.access import Right
from kkb.formatting import MISSING, format_count, format_date, format_numbers
from kkb.programme.columns import SHEET_NAMES
from kkb.schema import Observation
from kkb.state import DesaHistory, DesaState, fold, state_on
from kkb.store import Store, UploadRecord
from kkb.ui.frame import cache
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import write
from kkb.ui.parts.components import show_message, show_note
from kkb.ui.parts.table import TableCell, TextCell, show_table
from kkb.ui.parts.writer import ask_writer, writer_name
from kkb.ui.riwayat.history import kecamatan_of, rows_of
from kkb.uploads.check import count_formed


def offer_decision(shown: Sequence[UploadRecord], view: View) -> None:
    """Withdraw those of the uploads that count, or bring all back where none does: with what that changes, a name and
    a reason."""
    uploads = [upload for upload in shown if upload.aktif] or list(shown)
    is_active = uploads[0].aktif
    if not is_active and uploads[0].contoh and not all(one.contoh for one in view.active_uploads):
        show_note("Data contoh tidak dapat dikembalikan selama data sungguhan berlaku: keduanya tidak dicampur.")
        return
    verb, done = ("Tarik", "ditarik") if is_active else ("Kembalikan", "dikembalikan")
    numbers = [upload.nomor for upload in uploads]
    which = f"unggahan {format_numbers(numbers)}"
    title = f"{verb} unggahan ini" if len(uploads) == 1 else f"{verb} {format_count(len(uploads))} unggahan ini"
    if len(uploads) < len(shown):
        show_note("Yang sudah ditarik dapat dikembalikan dari unggahannya sendiri.")
    known, day = _known_after(uploads, view)
    key = f"{'_'.join(map(str, numbers))}_{is_active}"
    # Folded: it changes the figures of everybody, and is seldom what somebody came for.
    with st.expander(title), st.form(f"riwayat_{key}", border=False):
        show_note(_effect_words(view, known, day))
        _show_effect(view, known, day)
        _show_rows_beside(uploads, done)
        name = ask_writer(None, "riwayat_nama", persist_state="session")
        reason = st.text_input("Alasan", key=f"riwayat_alasan_{key}", max_chars=500)
        if not st.form_submit_button(f"{verb} {which}", type="secondary" if is_active else "primary"):
            return
    if not name.strip() or not reason.strip():
        show_message("error", "Tulis nama Anda dan alasannya; keduanya dicatat.")
        return

    def act(store: Store, version: int) -> None:
        change = store.withdraw if is_active else store.restore
        change(*numbers, by=name.strip(), at=cache.now(), reason=reason.strip(), expected_version=version)

    right, touched = right_to_decide(uploads), kecamatan_of(numbers, view)
    write(f"U{which[1:]} {done}.", act, right=right, kecamatan=touched)


def right_to_decide(uploads: Sequence[UploadRecord]) -> Right:
    """What withdrawing or bringing back needs: to save for the own uploads, more for those of others."""
    name = writer_name()
    return Right.WITHDRAW_OTHERS if name and any(one.disimpan_oleh != name for one in uploads) else Right.SAVE


def _known_after(uploads: Sequence[UploadRecord], view: View) -> tuple[list[Observation], date | None]:
    """What would be known of the desa after the decision, and the newest data day then (None: nothing would count).

    As for `newest_data_day`, only without any row of status does an upload of the other sheets give the day.
    """
    after = {u.nomor for u in view.active_uploads} ^ {upload.nomor for upload in uploads}
    seen = [one for one in view.snapshot.observations if one.unggahan in after]
    seen += [row for upload in uploads if not upload.aktif for row in rows_of(upload, view)]
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


def _show_rows_beside(uploads: Sequence[UploadRecord], done: str) -> None:
    """How many rows of the other sheets go or come back with the uploads."""
    told = [upload.ringkasan.get("lembar", {}) for upload in uploads]
    stored = {
        name: sum(one.get(lembar.value, {}).get(kind, 0) for one in told for kind in ("new", "changed", "unchanged"))
        for lembar, name in SHEET_NAMES.items()
    }
    words = [f"{format_count(count)} baris {name}" for name, count in stored.items() if count]
    if words:
        show_note(f"{', '.join(words)} ikut {done}.")


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
