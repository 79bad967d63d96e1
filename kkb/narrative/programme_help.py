"""How the figures of the four sheets are counted: (word, definition) for the help page and the slide of definitions."""

from __future__ import annotations

from kkb.narrative.programme_lists import NEXT_RULES
from kkb.outcomes.activity_count import FEW
from kkb.outcomes.evaluasi import DESA_TO_SPREAD, Sebaran

PROGRAMME_DEFINITIONS: dict[str, str] = {
    "Yang berlaku": "Dari beberapa laporan tentang hal yang sama dihitung yang terbaru (tanggal data, lalu nomor "
    "unggahan); yang dikosongkannya tetap seperti laporan sebelumnya. Sebuah baris dihitung sejak tanggalnya sendiri; "
    "tanda tangan tanpa tanggal sejak tanggal data unggahannya.",
    "Menandatangani": "Kepala desa dan ketua BPD (lengkap), atau salah satunya (sebagian). Kosong bukan tidak: yang "
    "tidak disebut adalah belum dilaporkan.",
    "Janji": "Setiap desa yang menandatangani berjanji membentuk Pokja. Sudah ada: Pokja terbentuk sebelum atau pada "
    "hari penandatanganan. Ditepati: terbentuk sesudahnya. Terbuka: belum dilaporkan membentuk Pokja. Urutan tidak "
    "diketahui: tanggalnya tidak cukup pasti.",
    "Tanpa langkah sejak penandatanganan": "Desa yang menandatangani dan belum punya Pokja, dan sejak itu tidak "
    "dilaporkan mengambil langkah atau naik tahap. Desa yang menandatangani pada hari itu juga belum termasuk. Hari "
    "dihitung dari penandatanganan sampai tanggal keadaan.",
    "Lima langkah": "Sosialisasi, Koordinasi, Penetapan kebijakan, Penyiapan SDM, Pembentukan Pokja. Langkah yang "
    "berulang dihitung satu kali. Langkah tidak mengubah tahap.",
    "Desa berikutnya": f"Desa tanpa Pokja, juga yang tahapnya belum dilaporkan. {NEXT_RULES}",
    "Gerak terakhir": "Langkah yang tercatat, dengan tanggalnya; atau kenaikan tahap, dengan tanggal laporan yang "
    "pertama menyebutnya. Kapan tahap itu sendiri naik tidak diketahui.",
    "Mencantumkan kebutuhan": "Kegiatan yang kolom kebutuhannya terisi, dibagi semua kegiatan; apakah kebutuhan itu "
    "terjawab tidak diketahui. Begitu pula mitra dan faktor sosial, budaya, lingkungan.",
    "Peserta": "Jumlah peserta semua kegiatan yang mengisinya; orang yang sama dapat terhitung beberapa kali. Yang "
    "kosong disebut.",
    "Biaya per orang": "Jumlah realisasi dibagi jumlah peserta, hanya dari kegiatan yang mencatat keduanya; berapa "
    "kegiatan itu selalu disebut.",
    "Sebelum dan sesudah": "Dibandingkan hanya bila keduanya satu angka dengan satuan yang sama; selisih = sesudah "
    "dikurangi sebelum. Berubah: selisihnya bukan nol, ke arah mana pun. Program tidak menilai mana yang lebih baik.",
    "Kurang dari 5": "Bagi pembaca 1 sampai 4 anak, keluarga atau orang lain ditulis kurang dari 5, agar tak seorang "
    "pun dikenali; 0 tetap 0. Selisihnya tidak ditunjukkan, dan jumlah tidak memuatnya. Petugas melihat angkanya.",
    "Angka kecil": f"Kurang dari {FEW} kegiatan.",
    "Putusan": "Evaluasi terbaru untuk setiap program di setiap desa: lanjutkan, perbaiki, hentikan.",
    "Dapat disebarluaskan": "Program yang dilanjutkan, tidak diperbaiki atau dihentikan di desa mana pun, dan hasilnya "
    f"sebelum → sesudah dapat dibandingkan di {DESA_TO_SPREAD} desa atau lebih. Kurang dari itu: "
    f"{Sebaran.BELUM_CUKUP}.",
    "Tanpa laporan 12 bulan": "Pokja yang tidak punya kegiatan atau evaluasi bertanggal dalam 12 bulan sampai "
    "tanggal keadaan, juga yang kegiatannya belum pernah dilaporkan. Yang terbentuk dalam 12 bulan itu tidak termasuk.",
}

PROGRAMME_SLIDE_DEFINITIONS: tuple[str, ...] = (
    "Janji",
    "Desa berikutnya",
    "Mencantumkan kebutuhan",
    "Biaya per orang",
    "Dapat disebarluaskan",
    "Tanpa laporan 12 bulan",
)
"""Those of `PROGRAMME_DEFINITIONS` without which the slides of the four sheets cannot be read."""
