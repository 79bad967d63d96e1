"""Spellings of desa that were confirmed by a commit: who, when, and the way to take one back."""

from __future__ import annotations

from kkb.config import TIMEZONE
from kkb.formatting import MISSING, format_timestamp
from kkb.store import Store
from kkb.ui.frame.view import View
from kkb.ui.parts.components import show_note, show_section
from kkb.ui.parts.table import show_table
from kkb.ui.pengaturan.forgetting import offer_forgetting


def show_spellings(view: View, *, may_write: bool) -> None:
    """The spellings that hold, and a form to forget one. What is stored keeps the desa it was read as."""
    show_section("Ejaan yang dibenarkan", "Dibenarkan saat menyimpan; berikutnya langsung terbaca")
    records = view.snapshot.alias_records
    if not records:
        show_note("Belum ada ejaan lain yang dibenarkan.")
        return
    kecamatan = {k.kode_kecamatan: k.kecamatan for k in view.region.kecamatan}
    desa = {kode: d.desa for kode, d in view.region.by_code.items()}
    show_table(
        ["Tertulis (tanpa spasi)", "Dibaca sebagai", "Kecamatan", "Dibenarkan oleh", "Waktu", "Unggahan"],
        [
            [
                r.ejaan,
                desa.get(r.kode_desa, r.kode_desa),
                kecamatan.get(r.kode_kecamatan, r.kode_kecamatan),
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
        "ejaan",
        "ejaan",
        "ejaan",
        [f"{r.ejaan} → {desa.get(r.kode_desa, r.kode_desa)}" for r in records],
        Store.end_alias,
        lambda place: (records[place].kode_kecamatan, records[place].ejaan),
        "Ejaan dilupakan. Yang sudah tersimpan tidak berubah; berkas berikutnya dengan ejaan itu diperiksa lagi.",
    )
