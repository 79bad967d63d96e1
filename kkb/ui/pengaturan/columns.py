"""Headers of columns that somebody said the field of: who, when, and the way to take one back."""

from __future__ import annotations

from kkb.config import TIMEZONE
from kkb.formatting import MISSING, format_timestamp
from kkb.recap_columns import LABELS
from kkb.store import Store
from kkb.ui.frame.view import View
from kkb.ui.parts.components import show_note, show_section
from kkb.ui.parts.table import show_table
from kkb.ui.pengaturan.forgetting import offer_forgetting


def show_columns(view: View, *, may_write: bool) -> None:
    """The headers that are remembered, and a form to forget one. What is stored stays as it was read."""
    show_section("Judul kolom yang diingat", "Dipilih di halaman Unggah; berikutnya langsung terbaca, dengan perhatian")
    records = view.snapshot.column_records
    if not records:
        show_note("Belum ada judul kolom yang diingat.")
        return
    show_table(
        ["Judul kolom", "Dibaca sebagai", "Dipilih oleh", "Waktu", "Unggahan"],
        [
            [
                r.judul,
                LABELS.get(r.bidang, r.bidang),
                r.oleh,
                format_timestamp(r.waktu.astimezone(TIMEZONE)),
                str(r.unggahan or MISSING),
            ]
            for r in records
        ],
    )
    if not may_write:
        return
    offer_forgetting(
        "kolom",
        "judul kolom",
        "judul",
        [f"{r.judul} → {LABELS.get(r.bidang, r.bidang)}" for r in records],
        Store.end_column,
        lambda place: (records[place].judul,),
        "Judul kolom dilupakan. Yang sudah tersimpan tidak berubah; pada berkas berikutnya kolom itu tidak dibaca.",
    )
