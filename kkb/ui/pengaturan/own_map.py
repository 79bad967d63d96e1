"""The office's own map: which one holds, a new one with a preview, and taking it away."""

from __future__ import annotations

import streamlit as st

from kkb.access import Right
from kkb.config import TIMEZONE
from kkb.formatting import MISSING, format_count, format_timestamp
from kkb.geo import MapReading, MapRefused, read_map
from kkb.store import Store
from kkb.ui.frame import cache
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import NO_NAME, write
from kkb.ui.parts.components import show_message, show_note, show_section
from kkb.ui.parts.table import show_table
from kkb.ui.parts.writer import ask_writer

_MAP_ROUND = "peta_putaran"


def show_map_settings(view: View, *, may_write: bool) -> None:
    """The office's own map: which one holds, a new one with a preview, and taking it away."""
    show_section("Peta wilayah", "Tanpa peta sendiri, desa digambar sebagai petak. Berkas: GeoJSON, paling banyak 5 MB")
    peta = view.snapshot.peta
    if peta is None:
        show_note("Belum ada peta sendiri.")
    else:
        when = format_timestamp(peta.waktu.astimezone(TIMEZONE))
        row = [peta.nama_berkas, "Resmi" if peta.resmi else "Bukan batas resmi", peta.sumber, peta.oleh, when]
        show_table(["Berkas", "Batas", "Sumber", "Diunggah oleh", "Waktu"], [row])
    if not may_write:
        return
    number = st.session_state.setdefault(_MAP_ROUND, 0)
    upload = st.file_uploader(
        "Pilih atau seret berkas GeoJSON", type=["geojson", "json"], key=f"peta_berkas_{number}", max_upload_size=5
    )
    if upload is not None:
        _offer_map(view, upload.name, upload.getvalue())
    if peta is not None:
        _offer_remove_map()


def _offer_map(view: View, name: str, data: bytes) -> None:
    try:
        reading = read_map(data, view.region)
    except MapRefused as refusal:
        show_message("error", str(refusal))
        return
    _show_reading(view, reading)
    with st.form("peta_baru", border=False):
        left, right = st.columns(2)
        source = left.text_input("Sumber peta", max_chars=300, placeholder="misalnya Bappeda, peta desa 2022")
        by = ask_writer(right, "peta_oleh", "Diunggah oleh")
        official = st.checkbox("Batas pada peta ini adalah batas resmi", key="peta_resmi")
        pressed = st.form_submit_button("Simpan peta", type="primary")
    if not pressed:
        return
    source, by = source.strip(), by.strip()
    if not source or not by:
        show_message("error", "Isi sumber peta dan siapa yang mengunggah.")
        return

    def add(store: Store, version: int) -> None:
        store.add_map(
            nama_berkas=name[-255:],
            isi=data,
            resmi=official,
            sumber=source,
            by=by,
            at=cache.now(),
            expected_version=version,
        )
        # A new round empties the uploader.
        st.session_state[_MAP_ROUND] += 1

    write("Peta tersimpan. Pilih “Peta” pada halaman Peta.", add, right=Right.SETTINGS)


def _show_reading(view: View, reading: MapReading) -> None:
    found, total = len(reading.areas), len(view.region.desa)
    show_message("info", f"{format_count(found)} dari {format_count(total)} desa dikenali di peta ini.")
    for note in reading.notes:
        show_note(note)
    rows = []
    for kecamatan in view.region.kecamatan:
        desa = view.region.desa_of(kecamatan.kode_kecamatan)
        lacking = [d.desa for d in desa if d.kode_desa not in reading.areas]
        share = f"{format_count(len(desa) - len(lacking))} dari {format_count(len(desa))}"
        rows.append([kecamatan.kecamatan, share, ", ".join(lacking) or MISSING])
    show_table(["Kecamatan", "Desa dikenali", "Tidak ada di peta"], rows)


def _offer_remove_map() -> None:
    with st.expander("Lepas peta ini"), st.form("peta_lepas", border=False):
        by = ask_writer(None, "peta_lepas_oleh", "Dilepas oleh").strip()
        if not st.form_submit_button("Lepas peta"):
            return
    if not by:
        show_message("error", NO_NAME)
        return
    write(
        "Peta dilepas; desa digambar sebagai petak.",
        lambda store, version: store.remove_map(by=by, at=cache.now(), expected_version=version),
        right=Right.SETTINGS,
    )
