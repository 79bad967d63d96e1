"""The sections of Bantuan: what each says, and which of them, or of their rows, hold the words that are looked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

import streamlit as st

from kkb import narrative
from kkb.config import SAMPLE_DIR
from kkb.formatting import format_date
from kkb.narrative.programme_help import PROGRAMME_DEFINITIONS
from kkb.programme import programme_key
from kkb.recap_columns import ATTRIBUTES, LABELS
from kkb.theme import BODY_SIZE
from kkb.ui.bantuan.sheet_help import CHOICE_HEADERS, RULES, SHEET_HEADERS, choice_rows, sheet_rows
from kkb.ui.frame.cache import settings
from kkb.ui.frame.view import View
from kkb.ui.parts.addresses import link_html
from kkb.ui.parts.components import section_html
from kkb.ui.parts.table import show_table
from kkb.ui.ringkasan.ladder import show_legend

_MORE_COLUMNS = ", ".join(LABELS[column.name].lower() for column in ATTRIBUTES)

_WHY = (
    "Target dan Komitmen Bersama menjalankan Perbup Nomor 14 Tahun 2021 tentang pemberdayaan masyarakat melalui "
    "Desa Siaga KB. Pokja menyatukan layanan bagi keluarga di tingkat desa, untuk mendukung program Bangga Kencana "
    "dan penurunan stunting."
)
_STEPS = (
    "1. Buka **Unggah**, seret berkas rekap (Excel, .ods atau .csv). Program menunjukkan apa yang akan berubah.\n"
    "2. Jawab pertanyaan bila ada, tulis nama Anda bila diminta, tekan **Simpan**. Sebelum itu tidak ada yang "
    "disimpan.\n"
    "3. Semua halaman yang terbuka mengikuti dalam beberapa detik. Salah unggah? Tarik kembali di **Riwayat**."
)
_MEETING = (
    "1. Buka **Rapat**, tekan **Mulai rapat**: slide terbuka di tab baru. Panah: slide berikutnya; F: layar penuh.\n"
    "2. Di halaman **Rapat**, bagian **Catat rapat**: tulis nama Anda, tanggal dan nama rapatnya, tekan **Catat "
    "rapat**.\n"
    "3. Di bawahnya tulis tiap **tindak lanjut**: apa, siapa, tenggatnya, untuk desa mana; tekan **Tambah**. Slide "
    "yang terbuka ikut menampilkannya; **Tampilkan di layar** membuka slidenya.\n"
    "4. Yang sudah dikerjakan: tekan **Selesai** di sampingnya. Keliru? **Urungkan** di tempat yang sama, atau **Buka "
    "lagi** di daftar yang selesai, di bawahnya.\n"
    "5. Untuk dibawa pulang, di bagian **Berkas**: **PowerPoint** atau **PDF**, dan **Salin untuk WhatsApp**, yang "
    "menyebut juga tindak lanjutnya."
)
_SHAPE = (
    "- Satu baris satu desa, dengan kolom **Kecamatan**, **Desa** dan **Status**; boleh ditambah tanggal pembentukan, "
    f"nomor dan tanggal SK, {_MORE_COLUMNS}. Kolom lain tidak mengganggu.\n"
    "- Judul di atas tabel, kepala tabel satu atau dua baris, kecamatan yang digabung, baris Jumlah, baris nomor kolom "
    "dan blok tanda tangan boleh ada.\n"
    "- Tanggal: 10/05/2023, 10 Mei 2023, Mei 2023, atau tahunnya saja.\n"
    "- Tanggal keadaan data dibaca dari judul, tanda tangan atau nama berkas; bila meragukan, program bertanya."
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with `text` (Markdown of ours), a table, and what else `show_more` draws, found by the words `more`.

    A table with a `fold` is folded under these words while nothing is looked for.
    """

    title: str
    subtitle: str = ""
    text: str = ""
    headers: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    fold: str = ""
    more: str = ""
    show_more: Callable[[], None] | None = None

    @property
    def anchor(self) -> str:
        """Its place on the page, for links: "arti-angka"."""
        return re.sub("[^a-z]+", "-", self.title.lower()).strip("-")


def all_sections(view: View) -> list[Section]:
    """In the order of the page; why there are Pokja is known of the default region only."""
    why = Section("Mengapa Pokja Kampung KB", "Menurut rilis Diskominfo Beltim, 10 Mei 2023", _WHY)
    sheets = "Lembar Komitmen, Langkah, Kegiatan dan Evaluasi"
    beside, rules = "Di buku kerja yang sama, di samping lembar status", "\n".join(f"- {rule}" for rule in RULES)
    day = f"sekarang {format_date(view.day)}" if view.has_data else "yang belum ada: belum ada data yang tersimpan"
    days = f"Komitmen per {format_date(view.promise_day)}, kegiatan per {format_date(view.programme_day)}"
    ladder = " ".join(f"{tahap.value} {text}" for tahap, text in narrative.TAHAP_HELP.items())
    return [
        *[why] * settings().is_default_region,
        Section("Dari berkas ke grafik", text=_STEPS),
        Section("Mengadakan rapat", text=_MEETING),
        Section("Bentuk rekap yang terbaca", text=_SHAPE, more="unduh contoh rekap", show_more=_offer_sample),
        Section(sheets, beside, rules, SHEET_HEADERS, sheet_rows(), fold="Kolom tiap lembar"),
        Section(
            "Kolom dengan pilihan", "Di keempat lembar itu",
            headers=CHOICE_HEADERS, rows=choice_rows(), fold="Pilihan tiap kolom",
        ),
        Section("Membaca tiap halaman", headers=["Halaman", "Menjawab"], rows=[*narrative.PAGES_EXPLAINED.items()]),
        Section("Tahap dan warnanya", more=ladder, show_more=show_legend),
        Section(
            "Arti angka", f"Semua angka dihitung untuk tanggal keadaan, {day}",
            headers=["Angka", "Arti"], rows=[*narrative.DEFINITIONS.items()],
        ),
        Section(
            "Arti angka: janji, langkah, kegiatan dan evaluasi", days,
            headers=["Angka", "Arti"], rows=[*PROGRAMME_DEFINITIONS.items()], fold="Arti tiap angka",
        ),
    ]  # fmt: skip


def matching(sections: Sequence[Section], words: str) -> list[Section]:
    """The sections that hold every word in heading or text; of the others the rows that do. All without words."""
    wanted = programme_key(words).split()

    def holds(*texts: str) -> bool:
        text = programme_key(" ".join(texts))
        return all(word in text for word in wanted)

    found = []
    for section in sections:
        if holds(section.title, section.subtitle, section.text, section.more):
            found.append(replace(section, fold="") if wanted else section)
        elif rows := [row for row in section.rows if holds(*row)]:
            found.append(replace(section, text="", rows=rows, fold="", show_more=None))
    return found


def show_contents(sections: Sequence[Section]) -> None:
    """The headings as links to their places."""
    links = "".join(f"<li>{link_html(section.title, f'#{section.anchor}')}</li>" for section in sections)
    style = f"list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:0.4rem 1.5rem;font-size:{BODY_SIZE}"
    st.html(f'<nav aria-label="Isi halaman ini"><ul style="{style}">{links}</ul></nav>')


def show_help(section: Section) -> None:
    """One section, below the bar at the top when a link leads to it."""
    head = section_html(section.title, section.subtitle)
    st.html(f'<div id="{section.anchor}" style="scroll-margin-top:4.5rem">{head}</div>')
    if section.text:
        st.markdown(section.text)
    with st.expander(section.fold) if section.fold else nullcontext():
        _show_rows(section)
    if section.show_more is not None:
        section.show_more()


def _show_rows(section: Section) -> None:
    if section.rows:
        show_table(list(section.headers), section.rows)


def _offer_sample() -> None:
    sample = SAMPLE_DIR / "rekap_2023-05-10.xlsx"
    if sample.is_file():
        st.markdown("Isi contoh ini sebagian rekaan; kolom Keterangan menyebut sumber tiap tanggal dan yang rekaan.")
        st.download_button(
            "Unduh contoh rekap", sample.read_bytes(), sample.name, on_click="ignore", icon=":material/download:"
        )
