"""The register of indicators: what each is, and a form to add one or to say anew what one is."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from kkb.access import Right
from kkb.config import TIMEZONE
from kkb.formatting import format_exact, format_timestamp, join_words
from kkb.programme.register import (
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_UNIT,
    Arah,
    Indikator,
    Register,
    Tingkat,
    code_for,
    read_targets,
)
from kkb.store import Store
from kkb.ui.frame import cache
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import NO_NAME, write
from kkb.ui.parts.components import show_message, show_section
from kkb.ui.parts.table import TableCell, TextCell, show_table
from kkb.ui.parts.writer import ask_writer

_NEW = ""
_BETTER = {
    Arah.NAIK: "Makin tinggi makin baik",
    Arah.TURUN: "Makin rendah makin baik",
    Arah.TARGET: "Makin dekat targetnya makin baik",
    Arah.TIDAK_DINILAI: "Tidak dinilai (penyebut)",
}
_LEVELS = {
    Tingkat.DESA: "Desa, kecamatan, kabupaten",
    Tingkat.KECAMATAN: "Kecamatan, kabupaten",
    Tingkat.KABUPATEN: "Kabupaten saja",
}


def show_indicators(view: View, *, may_write: bool) -> None:
    """All indicators with their definitions, who wrote them, and the form."""
    register = view.snapshot.register
    show_section("Indikator", "Arti, satuan dan batas; setiap perubahan dicatat. Nilainya belum dibaca dari buku kerja")
    written = {record.indikator.kode: record for record in view.snapshot.indicator_records}
    rows: list[list[TableCell]] = []
    for one in register.indikator:
        record = written.get(one.kode)
        by = f"{record.oleh}, {format_timestamp(record.waktu.astimezone(TIMEZONE))}" if record else "bawaan"
        rows.append(
            [
                TextCell(one.nama, note=_other_names(one)),
                TextCell(one.definisi, note=one.catatan),
                TextCell(one.satuan, note=_BETTER[one.arah]),
                _LEVELS[one.tingkat],
                TextCell(bounds_words(one), note=f"target {target_words(one)}" if one.target else ""),
                TextCell(one.sumber, note=by),
            ]
        )
    headers = ["Indikator", "Definisi", "Satuan", "Tingkat", "Batas nilai", "Sumber"]
    show_table(headers, rows, widths=(20, 34, 14, 13, 11, 18))
    if may_write:
        with st.expander("Tambah atau ubah indikator"):
            _offer_writing(register)


def bounds_words(one: Indikator) -> str:
    """The bounds of a value: "0 sampai 100", "mulai 0", "tanpa batas"."""
    low, high = one.minimum, one.maksimum
    if low is None and high is None:
        return "tanpa batas"
    if high is None:
        return f"mulai {format_exact(low)}"
    return f"{format_exact(low)} sampai {format_exact(high)}" if low is not None else f"sampai {format_exact(high)}"


def target_words(one: Indikator) -> str:
    """Targets by year as they are typed: "2024: 14; 2025: 12,5"."""
    return "; ".join(f"{year}: {format_exact(value)}" for year, value in one.target)


def _other_names(one: Indikator) -> str:
    return f"juga: {join_words(list(one.sebutan), 2)}" if one.sebutan else ""


def _offer_writing(register: Register) -> None:
    names = {_NEW: "Indikator baru"} | {one.kode: one.nama for one in register.indikator}
    kode = st.selectbox("Yang ditulis", list(names), format_func=names.__getitem__, key="indikator_yang") or _NEW
    before = register.get(kode)

    def key(field: str) -> str:
        # Fields of their own for each indicator: what is written of one is not carried to another.
        return f"indikator_{field}_{kode}"

    with st.form("indikator", border=False):
        left, right = st.columns([3, 1])
        name = left.text_input("Nama", before.nama if before else "", key=key("nama"), max_chars=LONGEST_NAME)
        unit = right.text_input(
            "Satuan", before.satuan if before else "", key=key("satuan"), max_chars=LONGEST_UNIT,
            placeholder="%, orang, keluarga", disabled=before is not None,
        )  # fmt: skip
        definition = st.text_area(
            "Definisi", before.definisi if before else "", key=key("definisi"), max_chars=LONGEST_TEXT,
            placeholder="Apa di antara apa; siapa yang dihitung",
        )  # fmt: skip
        left, right = st.columns(2)
        better, levels = list(Arah), list(Tingkat)
        arah = left.selectbox(
            "Arah", better, better.index(before.arah) if before else 0, format_func=_BETTER.__getitem__, key=key("arah")
        )
        tingkat = right.selectbox(
            "Tingkat", levels, levels.index(before.tingkat) if before else 0, format_func=_LEVELS.__getitem__,
            key=key("tingkat"),
        )  # fmt: skip
        least, most = (_number(before.minimum), _number(before.maksimum)) if before else (None, None)
        low = left.number_input("Nilai terkecil yang mungkin", value=least, key=key("min"))
        high = right.number_input("Nilai terbesar yang mungkin", value=most, key=key("maks"))
        source = left.text_input("Sumber", before.sumber if before else "", key=key("sumber"), max_chars=LONGEST_TEXT)
        targets = right.text_input(
            "Target per tahun, bila ada", target_words(before) if before else "", key=key("target"),
            placeholder="2024: 14; 2025: 12,5",
        )  # fmt: skip
        others = st.text_input(
            "Nama lain di lembar, dipisah titik koma", "; ".join(before.sebutan) if before else "", key=key("sebutan")
        )
        note = st.text_input("Catatan bagi pembaca", before.catatan if before else "", key=key("catatan"))
        left, right = st.columns(2)
        reason = left.text_input("Alasan atau dasar perubahan", key=key("alasan"), max_chars=500)
        by = ask_writer(right, "indikator_oleh", "Ditulis oleh").strip()
        if not st.form_submit_button("Simpan indikator", type="primary"):
            return
    read = read_targets(targets)
    if not by:
        show_message("error", NO_NAME)
    elif read is None:
        show_message("error", "Target belum terbaca. Tulis misalnya 2024: 14; 2025: 12,5.")
    else:
        new = Indikator(
            kode=kode or code_for(name, register),
            nama=" ".join(name.split()),
            definisi=definition.strip(),
            satuan=before.satuan if before else " ".join(unit.split()),
            arah=arah,
            tingkat=tingkat,
            minimum=_bound(low),
            maksimum=_bound(high),
            sumber=source.strip(),
            catatan=note.strip(),
            sebutan=tuple(dict.fromkeys(filter(None, (" ".join(part.split()) for part in others.split(";"))))),
            target=read,
        )
        _save(new, register, reason.strip(), by)


def _save(new: Indikator, register: Register, reason: str, by: str) -> None:
    if fault := register.fault_of(new):
        show_message("error", fault)
        return

    def save(store: Store, version: int) -> int:
        return store.write_indicator(new, by=by, at=cache.now(), reason=reason, expected_version=version)

    names = ("nama", "satuan", "definisi", "sumber", "target", "sebutan", "catatan", "alasan")
    empties = [f"indikator_{name}_" for name in names] if register.get(new.kode) is None else []
    write(f'Indikator "{new.nama}" tersimpan.', save, empties=empties, right=Right.SETTINGS)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _bound(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:.6f}").normalize() + 0
