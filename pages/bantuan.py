"""How to read the pages, what the figures mean, what a recap may look like."""

import streamlit as st

from kkb import narrative
from kkb.config import SAMPLE_DIR
from kkb.formatting import format_date
from kkb.narrative.programme_help import PROGRAMME_DEFINITIONS
from kkb.recap_columns import ATTRIBUTES, LABELS
from kkb.ui.bantuan.sheet_help import CHOICE_HEADERS, RULES, SHEET_HEADERS, choice_rows, sheet_rows
from kkb.ui.frame.cache import settings
from kkb.ui.frame.view import current_view
from kkb.ui.parts.components import show_section, show_title
from kkb.ui.parts.table import show_table
from kkb.ui.ringkasan.ladder import show_legend

view = current_view()
more_columns = ", ".join(LABELS[column.name].lower() for column in ATTRIBUTES)
show_title("Bantuan", "Arti angka, tahap dan warna, serta bentuk rekap yang terbaca")

if settings().is_default_region:
    show_section("Mengapa Pokja Kampung KB", "Menurut rilis Diskominfo Beltim, 10 Mei 2023")
    st.markdown(
        "Target dan Komitmen Bersama menjalankan Perbup Nomor 14 Tahun 2021 tentang pemberdayaan masyarakat melalui "
        "Desa Siaga KB. Pokja menyatukan layanan bagi keluarga di tingkat desa, untuk mendukung program Bangga Kencana "
        "dan penurunan stunting."
    )
show_section("Dari berkas ke grafik")
st.markdown(
    "1. Buka **Unggah**, seret berkas rekap (Excel, .ods atau .csv). Program menunjukkan apa yang akan berubah.\n"
    "2. Jawab pertanyaan bila ada, tulis nama Anda, tekan **Simpan**. Sebelum itu tidak ada yang disimpan.\n"
    "3. Semua halaman yang terbuka mengikuti dalam beberapa detik. Salah unggah? Tarik kembali di **Riwayat**."
)
show_section("Bentuk rekap yang terbaca")
st.markdown(
    "- Satu baris satu desa, dengan kolom **Kecamatan**, **Desa** dan **Status**; boleh ditambah tanggal pembentukan, "
    f"nomor dan tanggal SK, {more_columns}. Kolom lain tidak mengganggu.\n"
    "- Judul di atas tabel, kepala tabel satu atau dua baris, kecamatan yang digabung, baris Jumlah, baris nomor kolom "
    "dan blok tanda tangan boleh ada.\n"
    "- Tanggal: 10/05/2023, 10 Mei 2023, Mei 2023, atau tahunnya saja.\n"
    "- Tanggal keadaan data dibaca dari judul, tanda tangan atau nama berkas; bila meragukan, program bertanya."
)
sample = SAMPLE_DIR / "rekap_2023-05-10.xlsx"
if sample.is_file():
    st.markdown("Isi contoh ini sebagian rekaan; kolom Keterangan menyebut sumber tiap tanggal dan yang rekaan.")
    st.download_button(
        "Unduh contoh rekap", sample.read_bytes(), sample.name, on_click="ignore", icon=":material/download:"
    )
show_section("Lembar Komitmen, Langkah, Kegiatan dan Evaluasi", "Di buku kerja yang sama, di samping lembar status")
st.markdown("\n".join(f"- {rule}" for rule in RULES))
show_table(SHEET_HEADERS, sheet_rows())
show_table(CHOICE_HEADERS, choice_rows())
show_section("Membaca tiap halaman")
show_table(["Halaman", "Menjawab"], [[name, text] for name, text in narrative.PAGES_EXPLAINED.items()])
show_section("Tahap dan warnanya")
show_legend()
show_section(
    "Arti angka", f"Semua angka dihitung untuk tanggal keadaan, sekarang {format_date(view.day)}, bukan hari ini"
)
show_table(["Angka", "Arti"], [[name, text] for name, text in narrative.DEFINITIONS.items()])
show_section(
    "Arti angka: janji, langkah, kegiatan dan evaluasi",
    f"Komitmen per {format_date(view.promise_day)}, kegiatan per {format_date(view.programme_day)}",
)
show_table(["Angka", "Arti"], [[name, text] for name, text in PROGRAMME_DEFINITIONS.items()])
