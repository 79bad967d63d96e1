"""The proof of a value: the officer's own sheet around its cell, who brought it and when, and what it replaced.

A value is a field of a report about a desa, or of a row of the sheets beside the recap of status (`ReportedRow`).
Need: no table of Streamlit shows merged cells, fills and the letters and numbers of a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from functools import partial

import streamlit as st

from kkb.checking.questions import alone
from kkb.config import TIMEZONE
from kkb.exports.sheet_excerpt import excerpt_html
from kkb.formatting import MISSING, format_count, format_date, format_timestamp
from kkb.personal import is_masked, mask_personal_numbers
from kkb.problems import shorten
from kkb.programme import ReportedRow, lembar_of
from kkb.programme.columns import DEFINING, KOLOM
from kkb.programme.measures import FEW_WORDS
from kkb.programme.small_counts import COUNTS
from kkb.recap_columns import COMPARED, DETAILS, LABELS
from kkb.schema import Observation, Tanggal
from kkb.state import DesaHistory
from kkb.store import StoreError, UploadRecord
from kkb.ui.frame import cache
from kkb.ui.frame.view import View
from kkb.ui.parts.components import show_message, show_note, show_section
from kkb.workbook.marking.excerpt import Excerpt, read_excerpt
from kkb.workbook.model import DEFAULT_LIMITS, Refused

REPORT_KEY, FIELD_KEY = "bukti", "kolom"
"""Words of the address: /desa?desa=19.06.04.2002&bukti=unggahan 2&kolom=Nomor SK."""

ROW_KEY, ROW_FIELD_KEY = "baris", "isi"
"""Words of the address of a `ReportedRow`: ?baris=3.17&isi=Jumlah Peserta, the seventeenth row of unggahan 3."""

_ROW_PARAM = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})")

_LIMITS = replace(DEFAULT_LIMITS, wall_seconds=10)
"""A reader waits for a drawing less long than an officer for a check."""

_TO_THE_CELL = """<script>
for (const frame of document.querySelectorAll("[data-kkb-lembar]")) {
  const cell = frame.querySelector("[aria-current]");
  if (cell) frame.scrollLeft = cell.offsetLeft + cell.offsetWidth + 16 - frame.clientWidth;
}
</script>"""
"""The cell may lie to the right of what is seen: no further than needed, since the name of the desa stands left of it.
All the rest of the drawing is escaped text."""

_FIELDS = {name: LABELS[name] for name in ("status", "desa", "kecamatan", *COMPARED, *DETAILS)}


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
    _show_cell(upload, seen.row.sheet, cell, words, _further_words(seen, upload, cell, history), view)


def row_param(reported: ReportedRow) -> str:
    """The value of `ROW_KEY` for a row."""
    return f"{reported.unggahan}.{reported.urutan}"


def row_query(reported: ReportedRow, field: str = "") -> dict[str, str]:
    """What an address says of a row, and of the `field` ("peserta") whose cell is to be shown, if one is named."""
    return {ROW_KEY: row_param(reported), **({ROW_FIELD_KEY: _titles(reported)[field]} if field else {})}


def find_row(rows: Iterable[ReportedRow], address: str) -> ReportedRow | None:
    """The row of an address; None if it is none of these (its upload was withdrawn, or somebody typed)."""
    named = _ROW_PARAM.fullmatch(address)
    if named is None:
        return None
    place = (int(named[1]), int(named[2]))
    return next((reported for reported in rows if (reported.unggahan, reported.urutan) == place), None)


def choose_row_field(reported: ReportedRow) -> str:
    """A field of the row that has a cell; the address holds its title. "" if there is none.

    First the one that says most: what was promised, done or judged, not where.
    """
    fields = {title: name for name, title in _titles(reported).items() if name in reported.row.sel}
    defining = DEFINING[lembar_of(reported.row)]
    first = next((title for title, name in fields.items() if name in defining), "")
    return fields[_choose("Isi yang dibuktikan", list(fields), ROW_FIELD_KEY, first)] if fields else ""


def show_row_evidence(reported: ReportedRow, field: str, view: View) -> None:
    """The sheet around the cell of one field ("peserta") of a row, and what the row replaced. It needs no section."""
    upload = next((upload for upload in view.snapshot.uploads if upload.nomor == reported.unggahan), None)
    cell = reported.row.sel.get(field)
    if upload is None or cell is None:
        show_note("Isi ini tidak menunjuk sel dalam berkas.")
        return
    further = _further_row_words(reported, field, upload, cell, view)
    columns = _counted_columns(reported, view)
    _show_cell(upload, reported.row.sheet, cell, _titles(reported).get(field, field), further, view, columns)


def _counted_columns(reported: ReportedRow, view: View) -> tuple[str, ...]:
    """The columns of the sheet of a row that count people, as its rows were read: a header may call them anything."""
    found: dict[str, str] = {}
    for one in view.snapshot.programme:
        if one.unggahan == reported.unggahan and one.row.sheet == reported.row.sheet:
            cells = one.row.sel
            found |= {name: cells[name].rstrip("0123456789") for name in COUNTS if name in cells}
            if len(found) == len(COUNTS):
                break
    return tuple(sorted(found.values()))


def _show_cell(
    upload: UploadRecord,
    sheet: str,
    cell: str,
    field: str,
    further: list[str],
    view: View,
    counted: tuple[str, ...] = (),
) -> None:
    show_note(_source_words(upload, sheet, field, cell))
    if further:
        words = "; ".join(further)
        show_note(words[:1].upper() + words[1:])
    if upload.erasure is not None:
        show_note(erasure_words(upload))
        return
    original = partial(cache.store().original, upload.nomor)
    draw_cell(original, upload.sha256, sheet, cell, shows_few=view.shows_few, counted=counted)


def erasure_words(upload: UploadRecord) -> str:
    """That the original of an upload is gone, since when, by whom and why; "" while it is there."""
    event = upload.erasure
    if event is None:
        return ""
    day, why = format_date(event.waktu.astimezone(TIMEZONE).date()), mask_personal_numbers(event.alasan or MISSING)
    return (
        f"Isi berkas asli unggahan {upload.nomor} dihapus {day} oleh {event.oleh} ({why}); lembarnya tidak dapat "
        "dilihat lagi. Baris dan angkanya tetap tersimpan."
    )


def forget_excerpts() -> None:
    """Keep no drawn piece of any sheet in memory."""
    _excerpt.clear()


def _choose(label: str, options: list[str], key: str, first: str = "") -> str:
    """One of several; the address holds its words."""
    place = options.index(first) if first in options else 0
    # Streamlit takes the default out of the address, which adds a step to the browser's history: a value that a link
    # names must not be the default.
    index = None if key in st.query_params else place
    chosen = st.selectbox(
        label, options, index, key=key, placeholder=options[place], filter_mode=None, bind="query-params"
    )
    return chosen or options[place]


def draw_cell(
    original: Callable[[], bytes],
    sha256: str,
    sheet: str,
    cell: str,
    *,
    shows_few: bool,
    counted: tuple[str, ...] = (),
) -> None:
    """The sheet around a cell, or why it cannot be drawn. `original` gives the file, unless its piece is known.

    `shows_few` as in `View`, `counted` as in `read_excerpt`.
    """
    try:
        with st.spinner("Membuka berkas asli…"):
            excerpt = _excerpt(sha256, sheet, cell, shows_few, counted, original)
    except (Refused, StoreError) as refusal:
        show_message("warning", refusal.message, lead="Lembarnya tidak dapat digambar.")
        return
    html = excerpt_html(excerpt, cell, caption=f"Lembar {sheet}, sel {cell}")
    st.html(html + _TO_THE_CELL, unsafe_allow_javascript=True)
    if is_masked(html):
        show_note("NIK, nomor telepon dan data pribadi lain disamarkan; lengkapnya hanya di berkas asli.")
    if FEW_WORDS in html and not shows_few:
        show_note("Jumlah anak, keluarga atau orang di bawah 5 ditulis kurang dari 5.")
    if not excerpt.has_looks:
        show_note("Berkas ini ditampilkan isinya saja, tanpa warna dan lebar kolomnya.")


@st.cache_resource(max_entries=64, show_spinner=False)
def _excerpt(
    sha256: str, sheet: str, cell: str, shows_few: bool, counted: tuple[str, ...], _original: Callable[[], bytes]
) -> Excerpt:
    """The same for ever: the digest names the bytes. Streamlit does not look at what begins with an underscore."""
    return read_excerpt(_original(), sheet, cell, shows_few=shows_few, counted=counted, limits=_LIMITS)


def _source_words(upload: UploadRecord, sheet: str, field: str, cell: str) -> str:
    when = format_timestamp(upload.disimpan_waktu.astimezone(TIMEZONE))
    sample = " · data contoh" if upload.contoh else ""
    return (
        f'{field}: {upload.nama_berkas}, lembar "{sheet}", sel {cell} · unggahan {upload.nomor}, '
        f"disimpan oleh {upload.disimpan_oleh}, {when}{sample}"
    )


def _further_words(seen: Observation, upload: UploadRecord, cell: str, history: DesaHistory) -> list[str]:
    """That the cell was mended on the page, what was read as what, and which report it replaced."""
    row = seen.row
    parts = _mend_words(upload, row.sheet, cell)
    if row.status_asli and cell == row.sel.get("status") and row.status_asli.casefold() != row.status.value.casefold():
        parts.append(f'tertulis "{shorten(row.status_asli)}", dibaca {row.status.value}')
    earlier = [other for other in history.observations if other.tanggal_data < seen.tanggal_data]
    if earlier:
        last = earlier[-1]
        parts.append(
            f"laporan sebelumnya: {last.row.status.value}, keadaan per {format_date(last.tanggal_data)} "
            f"(unggahan {last.unggahan})"
        )
    return parts


def _further_row_words(reported: ReportedRow, field: str, upload: UploadRecord, cell: str, view: View) -> list[str]:
    """That the cell was mended, what it was read as, which row it replaced and which replaced it."""
    parts = _mend_words(upload, reported.row.sheet, cell)
    value = getattr(reported.row, field, None)
    # A text stands in the cell as it was read.
    if value is not None and type(value) is not str:
        parts.append(f"dibaca {_value_words(value)}")
    same = _same_matter(reported, view.snapshot.programme)
    place = next(i for i, one in enumerate(same) if row_param(one) == row_param(reported))
    if place > 0:
        other = getattr(same[place - 1].row, field, None)
        words = "sama" if other == value else _value_words(other)
        parts.append(f"laporan sebelumnya: {words}, {_told_by(same[place - 1])}")
    if place < len(same) - 1:
        other = getattr(same[-1].row, field, None)
        parts.append(
            f"ditegaskan laporan {_told_by(same[-1])}"
            if other == value
            else f"diganti laporan {_told_by(same[-1])}: {_value_words(other)}"
        )
    return parts


def _told_by(reported: ReportedRow) -> str:
    return f"keadaan per {format_date(reported.tanggal_data)} (unggahan {reported.unggahan})"


def _same_matter(reported: ReportedRow, rows: Iterable[ReportedRow]) -> list[ReportedRow]:
    """All rows about the same thing, the one given among them, oldest first."""
    row, kunci = reported.row, reported.row.kunci
    # The key is made of several texts: asked only of rows of the same desa and sheet.
    near = (one for one in rows if one.row.kode_desa == row.kode_desa and type(one.row) is type(row))
    same = [one for one in near if one.row.kunci == kunci]
    if not any(row_param(one) == row_param(reported) for one in same):
        same.append(reported)
    return sorted(same, key=lambda one: (one.tanggal_data, one.unggahan, one.urutan))


def _titles(reported: ReportedRow) -> dict[str, str]:
    """Field → its title, in the order of the sheet."""
    return {column.name: column.header for column in KOLOM[lembar_of(reported.row)]}


def _value_words(value: object) -> str:
    """A value as it was read: signed or not, a day, a number, a text."""
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return "ditandatangani" if value else "belum ditandatangani"
    if isinstance(value, Tanggal):
        return value.words()
    if isinstance(value, int):
        return format_count(value)
    return value.value if isinstance(value, StrEnum) else f'"{shorten(str(value))}"'


def _mend_words(upload: UploadRecord, sheet: str, cell: str) -> list[str]:
    return [
        f'di halaman Unggah diganti menjadi "{shorten(mend["new"])}"; di berkas masih seperti semula'
        for mend in upload.jawaban.get("perbaikan", [])
        if mend["sheet"] == sheet and mend["cell"] in (cell, alone(cell))
    ]
