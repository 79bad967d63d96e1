"""The proof of a value: the officer's own sheet around its cell, who brought it and when, and what it replaced."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from kkb.config import TIMEZONE
from kkb.exports.sheet_excerpt import excerpt_html
from kkb.formatting import format_date, format_timestamp
from kkb.problems import shorten
from kkb.schema import Observation
from kkb.state import DesaHistory
from kkb.store import StoreError, UploadRecord
from kkb.ui import cache
from kkb.ui.change_words import FIELD_WORDS
from kkb.ui.components import show_message, show_note, show_section
from kkb.ui.view import View
from kkb.workbook.excerpt import Excerpt, read_excerpt
from kkb.workbook.model import DEFAULT_LIMITS, Refused

REPORT_KEY, FIELD_KEY = "bukti", "kolom"
"""Words of the address: /desa?desa=19.06.04.2002&bukti=unggahan 2&kolom=Nomor SK."""

_LIMITS = replace(DEFAULT_LIMITS, wall_seconds=10)
"""A reader waits for a drawing less long than an officer for a check."""

_TO_THE_CELL = """<script>
for (const frame of document.querySelectorAll("[data-kkb-lembar]")) {
  const cell = frame.querySelector("[aria-current]");
  if (cell) frame.scrollLeft = cell.offsetLeft - (frame.clientWidth - cell.offsetWidth) / 2;
}
</script>"""
"""On a phone the cell may lie to the right of what is seen. All the rest of the drawing is escaped text."""

_FIELDS = {"status": "Status", "desa": "Nama desa", "kecamatan": "Kecamatan"} | FIELD_WORDS


def show_evidence(history: DesaHistory, in_force: int | None, view: View) -> None:
    """The sheet around the cell of one report and field, both of which stand in the address.

    `in_force` is the upload whose report holds on the day of the view: the first to be shown.
    """
    reports = {f"unggahan {seen.unggahan}": seen for seen in reversed(history.observations)}
    uploads = {upload.nomor: upload for upload in view.snapshot.uploads}
    show_section("Bukti: sel di rekap asli", "Lembar milik petugas, seperti di berkas yang diunggah")
    left, right = st.columns(2)
    with left:
        seen = reports[_choose("Laporan", list(reports), REPORT_KEY, f"unggahan {in_force}")]
    fields = {words: name for name, words in _FIELDS.items() if name in seen.row.sel}
    with right:
        words = _choose("Isi yang dibuktikan", list(fields), FIELD_KEY) if fields else ""
    upload = uploads.get(seen.unggahan)
    if upload is None or not words:
        show_note("Laporan ini tidak menunjuk sel dalam berkas.")
        return
    cell = seen.row.sel[fields[words]]
    show_note(_source_words(seen, upload, words, cell))
    if further := _further_words(seen, upload, cell, history):
        show_note(further)
    _draw(upload, seen.row.sheet, cell)


def _choose(label: str, options: list[str], key: str, first: str = "") -> str:
    """One of several; the address holds its words."""
    place = options.index(first) if first in options else 0
    return st.selectbox(label, options, place, key=key, bind="query-params") or options[place]


def _draw(upload: UploadRecord, sheet: str, cell: str) -> None:
    try:
        with st.spinner("Membuka berkas asli…"):
            excerpt = _excerpt(upload.nomor, upload.sha256, sheet, cell)
    except (Refused, StoreError) as refusal:
        show_message("warning", refusal.message, lead="Lembarnya tidak dapat digambar.")
        return
    st.html(
        excerpt_html(excerpt, cell, caption=f"Lembar {sheet}, sel {cell}") + _TO_THE_CELL, unsafe_allow_javascript=True
    )
    if not excerpt.has_looks:
        show_note("Berkas ini ditampilkan isinya saja, tanpa warna dan lebar kolomnya.")


@st.cache_resource(max_entries=64, show_spinner=False)
def _excerpt(number: int, sha256: str, sheet: str, cell: str) -> Excerpt:
    """The same for ever: a stored file does not change. The digest tells two databases of one process apart."""
    return read_excerpt(cache.store().original(number), sheet, cell, limits=_LIMITS)


def _source_words(seen: Observation, upload: UploadRecord, field: str, cell: str) -> str:
    when = format_timestamp(upload.disimpan_waktu.astimezone(TIMEZONE))
    sample = " · data contoh" if upload.contoh else ""
    return (
        f'{field}: {upload.nama_berkas}, lembar "{seen.row.sheet}", sel {cell} · unggahan {upload.nomor}, '
        f"disimpan oleh {upload.disimpan_oleh}, {when}{sample}"
    )


def _further_words(seen: Observation, upload: UploadRecord, cell: str, history: DesaHistory) -> str:
    """That the cell was mended on the page, what was read as what, and which report it replaced."""
    parts = []
    for mend in upload.jawaban.get("perbaikan", []):
        if (mend["sheet"], mend["cell"]) == (seen.row.sheet, cell):
            parts.append(f'di halaman Unggah diganti menjadi "{shorten(mend["new"])}"; di berkas masih seperti semula')
    row = seen.row
    if row.status_asli and cell == row.sel.get("status") and row.status_asli.casefold() != row.status.value.casefold():
        parts.append(f'tertulis "{shorten(row.status_asli)}", dibaca {row.status.value}')
    earlier = [other for other in history.observations if other.tanggal_data < seen.tanggal_data]
    if earlier:
        last = earlier[-1]
        parts.append(
            f"laporan sebelumnya: {last.row.status.value}, keadaan per {format_date(last.tanggal_data)} "
            f"(unggahan {last.unggahan})"
        )
    told = "; ".join(parts)
    return told[:1].upper() + told[1:]
