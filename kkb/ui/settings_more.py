"""The parts of the settings page beside the target: meetings, events and the office's own map."""

from __future__ import annotations

from datetime import date

import streamlit as st

from kkb.checking.dates import read_date_text
from kkb.config import TIMEZONE
from kkb.formatting import MISSING, format_count, format_date, format_timestamp
from kkb.geo import MapReading, MapRefused, read_map
from kkb.schema import JenisTonggak, Rapat, Tonggak
from kkb.store import Store
from kkb.ui import cache
from kkb.ui.components import choose_text, plain, show_note, show_section, show_table
from kkb.ui.view import View
from kkb.ui.writing import write

_KINDS = {
    JenisTonggak.PERISTIWA: "Peristiwa",
    JenisTonggak.PENJELASAN: "Penjelasan masa tanpa Pokja baru",
    JenisTonggak.KOMITMEN: "Komitmen bersama",
}
_NO_NAME = "Tulis nama Anda; setiap perubahan dicatat dengan nama."
_MAP_ROUND = "peta_putaran"


# --- meetings -------------------------------------------------------------------------------------------------------


def show_meetings(view: View, *, may_write: bool) -> None:
    """Meetings noted, and a form for one more; a later page compares with their days."""
    show_section("Tanggal rapat", "Dipakai untuk membandingkan: apa yang berubah sejak rapat terakhir")
    meetings = view.snapshot.meetings
    if meetings:
        show_table(["Tanggal", "Rapat", "Dicatat oleh"], [[format_date(m.tanggal), m.judul, m.oleh] for m in meetings])
    else:
        show_note("Belum ada rapat yang dicatat.")
    if not may_write:
        return
    with st.form("rapat_baru", border=False):
        left, middle, right = st.columns([2, 3, 2])
        day_words = left.text_input("Tanggal rapat", placeholder="misalnya 10 Mei 2023")
        title = middle.text_input("Nama rapat", max_chars=200, placeholder="misalnya Rakor TPPS triwulan II")
        by = right.text_input("Dicatat oleh", key="rapat_oleh", max_chars=120)
        pressed = st.form_submit_button("Catat rapat")
    if pressed:
        _add_meeting(view, day_words, title.strip(), by.strip())
    if meetings:
        _offer_cancel_meeting(view, list(meetings))


def _add_meeting(view: View, day_words: str, title: str, by: str) -> None:
    day = _one_day(day_words)
    if day is None:
        st.error("Tanggal rapat belum terbaca. Tulis misalnya 10 Mei 2023.")
    elif not title or not by:
        st.error("Isi nama rapat dan siapa yang mencatat.")
    else:
        write(
            "Rapat dicatat.",
            lambda store, version: store.add_meeting(
                tanggal=day, judul=title, by=by, at=cache.now(), expected_version=version
            ),
        )


def _offer_cancel_meeting(view: View, meetings: list[Rapat]) -> None:
    with st.expander("Batalkan rapat"), st.form("rapat_batal", border=False):
        labels = {str(m.nomor): f"{format_date(m.tanggal)}, {m.judul}" for m in meetings}
        chosen = choose_text("Rapat yang dibatalkan", labels, "rapat_batal_pilihan")
        by = st.text_input("Dibatalkan oleh", key="rapat_batal_oleh", max_chars=120).strip()
        if not st.form_submit_button("Batalkan rapat ini"):
            return
    if not by or chosen is None:
        st.error(_NO_NAME)
        return
    nomor = int(chosen)
    write(
        "Rapat dibatalkan.",
        lambda store, version: store.cancel_meeting(nomor, by=by, at=cache.now(), expected_version=version),
    )


def _one_day(words: str) -> date | None:
    """A single day; a month or a year is not one."""
    tanggal = read_date_text(words).tanggal
    return tanggal.first if tanggal is not None and tanggal.first == tanggal.last else None


# --- events ---------------------------------------------------------------------------------------------------------


def show_milestones(view: View, *, may_write: bool) -> None:
    """Events drawn beside the line, each with its source, and a form for one more."""
    show_section("Peristiwa di garis waktu", "Tergambar di grafik Ringkasan, selalu dengan sumbernya")
    milestones = view.snapshot.milestones
    if milestones:
        rows = [
            [format_date(m.mulai), format_date(m.selesai), _KINDS[m.jenis], m.judul, m.sumber, m.oleh or "bawaan"]
            for m in milestones
        ]
        show_table(["Dari", "Sampai", "Jenis", "Peristiwa", "Sumber", "Dicatat oleh"], rows)
    else:
        show_note("Belum ada peristiwa.")
    if not may_write:
        return
    with st.expander("Tambah peristiwa"), st.form("peristiwa_baru", border=False):
        kind = choose_text("Jenis", {kind.value: words for kind, words in _KINDS.items()}, "peristiwa_jenis")
        left, right = st.columns(2)
        begin_words = left.text_input("Dari tanggal", placeholder="misalnya 2 Mei 2018")
        end_words = right.text_input("Sampai tanggal (bila ada)", placeholder="misalnya 31 Desember 2021")
        title = st.text_input("Peristiwa", max_chars=500, placeholder="misalnya Pelatihan kader di tujuh kecamatan")
        left, right = st.columns(2)
        source = left.text_input("Sumber", max_chars=500, placeholder="misalnya Notulen rakor, 2 Mei 2018")
        by = right.text_input("Dicatat oleh", key="peristiwa_oleh", max_chars=120)
        pressed = st.form_submit_button("Simpan peristiwa")
    if pressed:
        _add_milestone(view, kind, begin_words, end_words, title.strip(), source.strip(), by.strip())
    if milestones:
        _offer_cancel_milestone(view)


def _add_milestone(
    view: View, kind: str | None, begin_words: str, end_words: str, title: str, source: str, by: str
) -> None:
    begin, end = _one_day(begin_words), _one_day(end_words)
    if begin is None or (end_words.strip() and end is None):
        st.error("Tanggal belum terbaca. Tulis misalnya 2 Mei 2018.")
    elif end is not None and end < begin:
        st.error("Tanggal akhir lebih awal daripada tanggal mulai.")
    elif not title or not source or not by:
        st.error("Isi peristiwa, sumbernya, dan siapa yang mencatat.")
    else:
        milestone = Tonggak(JenisTonggak(kind or JenisTonggak.PERISTIWA), begin, end, title, source)
        write(
            "Peristiwa dicatat.",
            lambda store, version: store.add_milestones([milestone], by=by, at=cache.now(), expected_version=version),
        )


def _offer_cancel_milestone(view: View) -> None:
    with st.expander("Batalkan peristiwa"), st.form("peristiwa_batal", border=False):
        labels = {str(m.nomor): f"{format_date(m.mulai)}, {m.judul}" for m in view.snapshot.milestones}
        chosen = choose_text("Peristiwa yang dibatalkan", labels, "peristiwa_batal_pilihan")
        by = st.text_input("Dibatalkan oleh", key="peristiwa_batal_oleh", max_chars=120).strip()
        if not st.form_submit_button("Batalkan peristiwa ini"):
            return
    if not by or chosen is None:
        st.error(_NO_NAME)
        return
    nomor = int(chosen)
    write(
        "Peristiwa dibatalkan.",
        lambda store, version: store.cancel_milestone(nomor, by=by, at=cache.now(), expected_version=version),
    )


# --- the map --------------------------------------------------------------------------------------------------------


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
        _offer_remove_map(view)


def _offer_map(view: View, name: str, data: bytes) -> None:
    try:
        reading = read_map(data, view.region)
    except MapRefused as refusal:
        st.error(plain(str(refusal)))
        return
    _show_reading(view, reading)
    with st.form("peta_baru", border=False):
        left, right = st.columns(2)
        source = left.text_input("Sumber peta", max_chars=300, placeholder="misalnya Bappeda, peta desa 2022")
        by = right.text_input("Diunggah oleh", key="peta_oleh", max_chars=120)
        official = st.checkbox("Batas pada peta ini adalah batas resmi", key="peta_resmi")
        pressed = st.form_submit_button("Simpan peta", type="primary")
    if not pressed:
        return
    source, by = source.strip(), by.strip()
    if not source or not by:
        st.error("Isi sumber peta dan siapa yang mengunggah.")
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

    write("Peta tersimpan. Pilih “Peta” pada halaman Peta.", add)


def _show_reading(view: View, reading: MapReading) -> None:
    found, total = len(reading.areas), len(view.region.desa)
    st.info(plain(f"{format_count(found)} dari {format_count(total)} desa dikenali di peta ini."))
    for note in reading.notes:
        show_note(note)
    rows = []
    for kecamatan in view.region.kecamatan:
        desa = view.region.desa_of(kecamatan.kode_kecamatan)
        lacking = [d.desa for d in desa if d.kode_desa not in reading.areas]
        share = f"{format_count(len(desa) - len(lacking))} dari {format_count(len(desa))}"
        rows.append([kecamatan.kecamatan, share, ", ".join(lacking) or MISSING])
    show_table(["Kecamatan", "Desa dikenali", "Tidak ada di peta"], rows)


def _offer_remove_map(view: View) -> None:
    with st.expander("Lepas peta ini"), st.form("peta_lepas", border=False):
        by = st.text_input("Dilepas oleh", key="peta_lepas_oleh", max_chars=120).strip()
        if not st.form_submit_button("Lepas peta"):
            return
    if not by:
        st.error(_NO_NAME)
        return
    write(
        "Peta dilepas; desa digambar sebagai petak.",
        lambda store, version: store.remove_map(by=by, at=cache.now(), expected_version=version),
    )
