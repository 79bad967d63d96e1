"""Problems as data: a code, a place, a value and the facts; the Indonesian sentence is written last.

Every code of the catalogue has a severity, a template, an example and a line in docs/panduan.md (a test holds
them together). Codes are part of the contract of `check`: add to them, never rename.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kkb.personal import mask_personal_numbers


class Severity(StrEnum):
    """How much a problem weighs. A row with an error is not stored; a question must be answered first."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    QUESTION = "question"


SEVERITY_WORDS = {
    Severity.QUESTION: "Tanya",
    Severity.ERROR: "Salah",
    Severity.WARNING: "Perhatian",
    Severity.INFO: "Catatan",
}
"""How much a problem weighs, in one word."""


@dataclass(frozen=True, slots=True)
class Template:
    """What one code says. `sentence` is filled from the problem's value, suggestion and facts."""

    severity: Severity
    sentence: str
    example: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about one cell, row or file. `cell` is the cell to be mended ("C14"), None for a whole file.

    `value` is the text as it stands in the cell, `suggestion` what the officer may write instead. `file` is the
    number of the file in the queue, from 1; None for a finding about all files together. A fact "also" is a sentence
    to be added, as one that names other cells of which the same is to be said; "others" is how many they are.
    """

    code: str
    severity: Severity
    file: int | None = None
    sheet: str | None = None
    cell: str | None = None
    column: str | None = None
    value: str | None = None
    suggestion: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many cells it speaks of."""
        return 1 + int(self.facts.get("others", 0))

    @property
    def place(self) -> str:
        """Where it is, in words: 'Baris 14, kolom "Tahun"'; empty for a whole file.

        Where a fact "lembar" tells that the rows of the workbook stand on several sheets, its own comes first.
        """
        row = "".join(ch for ch in self.cell or "" if ch.isdigit())
        return say_place(row, self.column, shorten(self.facts["lembar"]) if "lembar" in self.facts else None)

    @property
    def message(self) -> str:
        """The whole sentence for the officer: where, what, how to mend it. Personal numbers are masked."""
        return mask_personal_numbers(f"{self.place}: {self._sentence}") if self.place else self.sentence

    @property
    def sentence(self) -> str:
        """The same without its place."""
        sentence = mask_personal_numbers(self._sentence)
        return sentence[:1].upper() + sentence[1:]

    @property
    def _sentence(self) -> str:
        # Masked before it is cut: of half a number nobody could tell what it is.
        value = shorten(mask_personal_numbers(self.value or ""))
        names = {"value": value, "suggestion": self.suggestion or ""} | dict(self.facts)
        sentence = CATALOGUE[self.code].sentence.format_map(names)
        return f"{sentence} {self.facts['also']}" if "also" in self.facts else sentence


def say_place(row: int | str, column: str | None, sheet: str | None = None) -> str:
    """The place in words: 'Lembar Damar, baris 14, kolom "Tahun"'; what is not given or empty is left out."""
    parts = [f"Lembar {sheet}"] if sheet is not None else []
    if row:
        parts.append(f"{'baris' if parts else 'Baris'} {row}")
    if column:
        parts.append(f'kolom "{column}"')
    return ", ".join(parts)


def shorten(text: str | None, limit: int = 60) -> str:
    """A cell's text, short enough to stand inside a sentence; letters that cannot be seen are shown as □."""
    clean = " ".join((text or "").split())
    short = clean if len(clean) <= limit else f"{clean[: limit - 1]}…"
    return short if short.isprintable() else "".join(ch if ch.isprintable() else "□" for ch in short)


def make_problem(code: str, *, severity: Severity | None = None, **parts: Any) -> Problem:
    """A problem with the severity of its code unless told otherwise.

    Raises KeyError for a code that is not in the catalogue.
    """
    return Problem(code=code, severity=severity or CATALOGUE[code].severity, **parts)


_I, _W, _E, _Q = Severity.INFO, Severity.WARNING, Severity.ERROR, Severity.QUESTION

CATALOGUE: dict[str, Template] = {
    # the file as a whole
    "TANGGAL_DATA": Template(
        _Q,
        "{reason} Pilih atau tulis tanggal keadaan data ini.",
        "Judul menyebut 10 Mei 2023, nama berkas 11 Mei 2023.",
    ),
    "SIGNED_LATER": Template(
        _I,
        "data dibaca keadaan per {day} menurut {title}; {signed} ditandatangani {later}.",
        "Judul 'Keadaan per 30 September 2026', tanda tangan 'Gantung, 1 Oktober 2026'.",
    ),
    "SHEET": Template(
        _Q,
        "ada {count} lembar yang berisi tabel: {names}. Pilih lembar yang dipakai.",
        "Lembar 'Rekap' dan 'Rekap (2)' sama-sama berisi tabel.",
    ),
    "STATUS_PERIOD": Template(
        _Q,
        "status tertulis untuk beberapa masa berdampingan: {names}. Pilih masa yang dipakai.",
        "Kolom 'Status 2022' dan 'Status 2023'.",
    ),
    "ASOF_OLDER": Template(
        _Q,
        "{subject} berbicara untuk {day}, lebih lama daripada data terakhir yang tersimpan ({stored}). "
        "Simpan sebagai riwayat, atau berhenti.",
        "Rekap Desember 2022 diunggah setelah rekap Mei 2023.",
    ),
    "VILLAGES_MISSING": Template(
        _W,
        "{count} desa tidak ada dalam {subject}: {names}; {rest}.",
        "Rekap kabupaten memuat 37 dari 39 desa.",
    ),
    "ONE_KECAMATAN": Template(
        _I,
        "{subject} hanya memuat Kecamatan {kecamatan}; {count} desa di kecamatan lain {rest}.",
        "Rekap dari satu kecamatan.",
    ),
    "SHEET_REPEATS": Template(
        _I,
        "lembar {names} memuat hal yang sama dengan lembar {used}; dihitung satu kali.",
        "Lembar 'Rekap' memuat lagi isi lembar tiap kecamatan.",
    ),
    "NO_STATUS_COLUMN": Template(
        _Q,
        "tabel ini tidak punya kolom status. Tentukan desa mana yang dianggap Terbentuk.",
        "Daftar desa yang sudah membentuk Pokja, dengan tanggal dan nomor SK.",
    ),
    "CORRECTION_CONTRADICTED": Template(
        _Q,
        "desa {desa} dikoreksi lewat halaman desa pada unggahan {number} ({stored}); berkas ini menulis {said}.",
        "Koreksi menyatakan Merintis, rekap berikutnya menulis Terbentuk sejak 2018.",
    ),
    "WIDE_LAYOUT": Template(
        _W,
        "satu kolom per tahun ({names}); tahun bertanda yang pertama dibaca sebagai tahun pembentukan.",
        "Kolom 2014 sampai 2023 dengan tanda centang.",
    ),
    "TICK_X": Template(
        _W,
        "tanda x dibaca sebagai centang ({count} sel: {cells}).",
        "Kolom Sudah dan Belum diisi x.",
    ),
    "CROSS_NO": Template(
        _W,
        "tanda x dibaca sebagai Belum, karena di kolom yang sama v berarti sudah ({count} sel: {cells}).",
        "Satu kolom berisi v dan x.",
    ),
    "ROWS_ELSEWHERE": Template(
        _I,
        "{count} baris bukan tentang Pokja ({kinds}) dan tidak dibaca.",
        "Tiap desa punya baris Pokja dan baris Rumah DataKu.",
    ),
    "EXTRA_COLUMNS": Template(
        _I,
        "kolom yang tidak disimpan ke tabel: {names}.{personal} Berkas asli disimpan utuh, termasuk kolom ini.",
        "Kolom NIK atau nomor telepon.",
    ),
    "COLUMN_UNREAD": Template(
        _W,
        'kolom ini tidak dibaca karena judulnya tidak dikenal, padahal isinya {looks} (misalnya "{value}"). Bila itu '
        "{meant}, pilih artinya di halaman Unggah, atau ganti judulnya di Excel menjadi {header} dan unggah lagi.",
        "Kolom 'Dikukuhkan' yang berisi tanggal, tanpa kolom Tanggal Pembentukan.",
    ),
    "COLUMN_ASSIGNED": Template(
        _I,
        "kolom ini {words}, menurut pilihan Anda pada berkas ini.",
        "Kolom 'Dikukuhkan' yang dipilih sebagai Tanggal pembentukan.",
    ),
    "COLUMN_REMEMBERED": Template(
        _W,
        "kolom ini dibaca sebagai {field}, karena judulnya diingat dari {by}, {day}. Bila keliru, pilih isi yang benar "
        "di bagian Kolom yang tidak dikenal; lupakan judulnya di Pengaturan.",
        "Kolom 'Dikukuhkan' pada berkas berikutnya.",
    ),
    "TEXT_FILE": Template(
        _I,
        "{seems}{details}. {lacks}.",
        "Berkas CSV, kolom dipisah titik koma.",
    ),
    "TEXT_GUESSED": Template(
        _W,
        "{doubts}. Bila isinya tampak keliru, buka di Excel, simpan sebagai .xlsx, lalu unggah yang itu.",
        "Berkas CSV yang tanda kutipnya tidak berpasangan.",
    ),
    "HIDDEN_SHEET": Template(
        _W,
        "lembar tersembunyi tidak dibaca: {names}. Tampilkan lembarnya di Excel bila perlu dibaca.",
        "Lembar 'Data lama' disembunyikan.",
    ),
    "HIDDEN_COLUMNS": Template(
        _W,
        "kolom tersembunyi ikut dibaca: {names}. Tampilkan kolomnya di Excel dan pastikan isinya masih berlaku.",
        "Kolom Status disembunyikan.",
    ),
    "HIDDEN_ROWS": Template(
        _W,
        "{count} baris tersembunyi (misalnya oleh filter) ikut dibaca: baris {rows}.",
        "Filter Excel menyembunyikan baris 12–18.",
    ),
    "SHEET_UNREAD": Template(
        _I,
        "lembar yang tanpa tabel desa yang terisi, atau tidak dipilih, tidak dibaca: {names}.",
        "Lembar 'Grafik' hanya berisi gambar.",
    ),
    "SHEET_LEFT": Template(
        _W,
        'lembar "{name}" tidak dipilih, dan {count} desa hanya ada di sana: {names}. Desa itu tidak dibaca dari berkas '
        "ini; bila lembarnya berlaku, pilih jawaban lain atau salin ke buku kerja tersendiri.",
        "Lembar 'Gantung' tidak dipilih, padahal desanya tidak ada di lembar yang dipakai.",
    ),
    "SHEET_NO_STATUS": Template(
        _W,
        'lembar "{name}" memuat {count} baris desa dengan kolom {headers}, tetapi tanpa status, jadi tidak dibaca. '
        "Bila isinya berlaku, salin kolom itu ke lembar {used}, di baris desanya, lalu unggah lagi.",
        "Lembar 'Lampiran SK' dengan kolom Desa, Nomor SK dan Tanggal SK di samping lembar 'Rekap'.",
    ),
    "SHEET_UNKNOWN": Template(
        _W,
        'lembar "{name}" berisi desa, tetapi judul kolomnya tidak dikenal: {headers}. Bila itu Komitmen, Langkah, '
        "Kegiatan atau Evaluasi, ganti judulnya di Excel menurut templat, lalu unggah lagi.",
        "Lembar 'Penilaian' dengan kolom Desa, Hari H dan Ulasan.",
    ),
    "SAMPLE_WITHDRAWN": Template(
        _I,
        "data contoh (unggahan {numbers}) ditarik pada saat berkas ini disimpan; mulai saat itu hanya data sungguhan "
        "yang dihitung.",
        "Rekap sungguhan pertama menggantikan data contoh.",
    ),
    "TOTAL_MISMATCH": Template(
        _W,
        'baris jumlah menulis {stated}, isi barisnya {counted}. Periksa baris "{label}" di berkas.',
        "Jumlah di bawah tabel 16, desa terbentuk yang terhitung 15.",
    ),
    # names
    "NAME_FUZZY": Template(
        _W,
        '"{value}" dibaca sebagai {suggestion}. Bila barisnya disimpan, ejaan itu dibenarkan.',
        "Selingsng dibaca sebagai Selingsing.",
    ),
    "NAME_UNKNOWN": Template(
        _E,
        '"{value}" tidak ada dalam daftar {what}.{hint} Perbaiki namanya di berkas.',
        "Desa Sukamaju tidak ada di kabupaten ini.",
    ),
    "NAME_AMBIGUOUS": Template(
        _E,
        '"{value}" cocok dengan beberapa desa: {candidates}. Tulis nama lengkap atau kecamatannya.',
        "Nama desa yang sama ada di dua kecamatan dan kolom kecamatan kosong.",
    ),
    "NAME_HOMOGLYPH": Template(
        _E,
        '"{value}" memuat huruf dari aksara lain yang mirip huruf Latin ({letters}). Ketik ulang namanya.',
        "Huruf a dari aksara Kiril dalam nama desa.",
    ),
    "ROW_NO_NAME": Template(
        _E,
        "ada isi tetapi nama desanya kosong. Tulis nama desa pada baris ini.",
        "Status terisi, kolom desa kosong.",
    ),
    "KEC_MISMATCH": Template(
        _E,
        "desa {desa} termasuk Kecamatan {actual}, bukan {stated}. Perbaiki nama desa atau kecamatannya.",
        "Desa Dukong ditulis di Kecamatan Gantung.",
    ),
    "CODE_MISMATCH": Template(
        _E,
        'kode "{value}" {reason}. Perbaiki kode atau nama desanya.',
        "Kode 19.06.01.2001 di samping nama Gantung.",
    ),
    "ROW_DUP_SAME": Template(
        _W,
        "{subject} tertulis dua kali dengan isi yang sama (juga baris {rows}); dihitung satu kali.",
        "Padang pada baris 9 dan 31, isinya sama.",
    ),
    "ROW_DUP_CONFLICT": Template(
        _E,
        "{subject} tertulis lebih dari sekali dengan isi berbeda (juga baris {rows}). Sisakan satu baris.",
        "Padang Terbentuk pada baris 9 dan Belum pada baris 31.",
    ),
    "ROW_DUP_LESS": Template(
        _I,
        "{count} desa ({names}) tertulis juga di {where}, lebih lengkap; yang lebih lengkap itu yang dipakai.",
        "Padang Terbentuk 2019 di satu berkas, Terbentuk 12 Maret 2019 dengan nomor SK di berkas lain.",
    ),
    "ROW_DUP_ADDS": Template(
        _I,
        "{count} desa ({names}) tertulis juga di {where}; isinya saling melengkapi, jadi tidak perlu dipilih.",
        "Padang Terbentuk 12 Maret 2019 di satu berkas, Terbentuk dengan nomor SK di berkas lain.",
    ),
    "ROW_DUP_LEFT": Template(
        _W,
        "desa {desa} tertulis lebih dari sekali; yang dipakai baris {rows}. Yang hanya ada di sini tidak ikut: {lost}. "
        "Tulis itu di baris yang dipakai bila perlu.",
        "Padang Merintis di dua berkas, dengan keterangan yang berbeda.",
    ),
    "ROW_ONLY_HERE": Template(
        _W,
        '{count} desa ({names}) hanya tertulis di sini, tidak di berkas "{other}" yang desanya hampir sama; ikut '
        "disimpan. Bila berkas itu penggantinya dan desanya memang dikeluarkan, lewati baris {rows}.",
        "Rekap Damar dan revisinya dalam satu antrean; revisinya tidak lagi memuat Mengkubang.",
    ),
    # status
    "STATUS_BLANK": Template(
        _E,
        "status desa {desa} kosong. Isi Belum, Sosialisasi, Merintis, Terbentuk atau Bubar.",
        "Sel status tidak diisi; kosong tidak sama dengan Belum.",
    ),
    "STATUS_UNCHANGED": Template(
        _E,
        'status desa {desa} tertulis "{value}", padahal belum ada laporan sebelumnya. Tulis statusnya, atau unggah '
        "bersama berkas yang diralat.",
        "ttp di berkas ralat, tetapi berkas yang diralat belum diunggah.",
    ),
    "VALUE_UNCHANGED": Template(
        _I,
        '"{value}" pada {count} sel ({desa} desa) dibaca tetap: yang berlaku isi berkas yang diralat atau yang '
        "tersimpan.",
        "Berkas ralat hanya menulis yang berubah, selebihnya ttp.",
    ),
    "STATUS_UNKNOWN": Template(
        _E,
        '"{value}" bukan status.{hint} {mend}.',
        "Terbentk.",
    ),
    "STATUS_REGRESSION": Template(
        _Q,
        "desa {desa} tersimpan Terbentuk, berkas ini {says}.{newer} Pilih mana yang benar.",
        "Desa yang sudah terbentuk ditulis Belum.",
    ),
    "STATUS_INACTIVE": Template(
        _Q,
        'desa {desa} ditulis "{value}": Pokja-nya bubar, atau masih ada tetapi tidak aktif?',
        "Status 'Tidak Aktif' atau 'Dihapus'.",
    ),
    "STATUS_COLOUR": Template(
        _Q,
        "status {count} desa hanya ditandai warna ({colour}), tanpa kata. Pilih arti warna itu.",
        "Kolom status kosong; desa yang sudah membentuk Pokja diwarnai hijau.",
    ),
    "STATUS_LETTER": Template(
        _Q,
        "kode di kolom status ({cells}) {told}.",
        "Status hanya tertulis 'T': Terbentuk, atau Tidak.",
    ),
    "STATUS_LADDER": Template(
        _I,
        "status dibaca dari {names}: tahap tertinggi yang sudah; Belum bila tidak satu pun.",
        "Kolom Sosialisasi, Merintis dan Terbentuk, masing-masing diisi Sudah atau Belum.",
    ),
    "TICK_BLANK": Template(
        _Q,
        "{count} desa tidak dicentang; itu {told}.",
        "Satu kolom 'Sudah terbentuk' berisi v atau kosong.",
    ),
    "STATUS_FINER": Template(
        _Q,
        "{count} desa berstatus Belum, sedangkan {where} menyebut tahap ({names}). Pilih mana yang dipakai.",
        "Status Belum dengan keterangan 'Sudah sosialisasi'.",
    ),
    "STATUS_NEWER_LOWER": Template(
        _W,
        "desa {desa} Terbentuk menurut berkas lama ini, {status} menurut {newer}. Pokja-nya ikut terhitung, juga "
        "sesudah itu; bila ia sudah bubar, koreksi di halaman desanya.",
        "Rekap 2022 menulis Terbentuk, rekap 2023 yang sudah tersimpan menulis Belum.",
    ),
    "NOTE_DENIES": Template(
        _W,
        'keterangan "{value}" tampak membantah status {status} desa {desa}. Yang disimpan statusnya; betulkan '
        "statusnya bila keterangan itu yang benar.",
        "Terbentuk, dengan keterangan 'Batal'.",
    ),
    "STATUS_COARSE": Template(
        _W,
        "{mark} tidak dapat membedakan tahap; desa {desa} tetap {stored}.",
        "Kolom 'Sudah/Belum' untuk desa yang tersimpan Merintis.",
    ),
    # dates
    "DATE_FROM_LAUNCH": Template(
        _W,
        "berkas ini hanya memuat tanggal pencanangan; tanggal itu dipakai sebagai tanggal pembentukan, kecuali bila "
        "tanggal pembentukan sudah tersimpan.",
        "Kolom 'Tanggal Pencanangan' tanpa kolom pembentukan.",
    ),
    "DATE_FROM_DECREE": Template(
        _Q,
        "tabel ini tidak memuat tanggal pembentukan; {count} desa Terbentuk hanya bertanggal SK. Pakai tanggal SK "
        "sebagai tanggal pembentukan, atau biarkan tanpa tanggal.",
        "Kolom 'Nomor SK' dan 'Tanggal SK' tanpa tanggal pembentukan.",
    ),
    "DATE_YEAR_ONLY": Template(
        _W,
        'hanya tahun ("{value}"); disimpan sebagai tahun, tanggalnya tidak dikarang.',
        "2014.",
    ),
    "DATE_MONTH_ONLY": Template(
        _W,
        'hanya bulan dan tahun ("{value}"); disimpan sebagai bulan, tanggalnya tidak dikarang.',
        "Mei 2018.",
    ),
    "DATE_KEPT": Template(
        _I,
        '"{value}" kurang lengkap; tanggal tersimpan {stored} tetap.',
        "Mei 2019 untuk desa yang tersimpan 10 Mei 2019.",
    ),
    "DATE_SERIAL": Template(
        _W,
        'angka seri Excel "{value}" dibaca sebagai {suggestion}.',
        "43010 dibaca 2 Oktober 2017.",
    ),
    "DATE_READ_AS": Template(
        _I,
        '"{value}" dibaca sebagai {kept}.',
        "Akhir 2017 dibaca 2017, 3 Agst 2018 dibaca 3 Agustus 2018.",
    ),
    "DATE_UNREADABLE": Template(
        _E,
        '"{value}" bukan tanggal. Tulis misalnya 10/05/2023, 10 Mei 2023, atau tahunnya saja.',
        "20l9.",
    ),
    "DATE_DROPPED": Template(
        _Q,
        'pada {count} baris ada tanggal yang tidak terbaca, misalnya "{value}". Simpan baris itu tanpa tanggalnya, '
        "atau perbaiki dulu tanggalnya.",
        "Tanggal tertulis '20l9' atau '31 Februari 2018'.",
    ),
    "DATE_IMPOSSIBLE": Template(
        _E,
        'tanggal "{value}" tidak ada dalam kalender. Perbaiki hari atau bulannya.',
        "31 Februari 2018.",
    ),
    "DATE_OUT_OF_RANGE": Template(
        _E,
        'tanggal "{value}" di luar kalender yang dapat dibaca. Tulis misalnya 10/05/2023.',
        "Tahun 20230.",
    ),
    "DATE_TOO_OLD": Template(
        _E,
        '"{value}" lebih awal daripada {first_year}, tahun Pokja pertama. Periksa tahunnya.',
        "10/05/1923.",
    ),
    "DATE_FUTURE": Template(
        _E,
        '"{value}" belum terjadi (hari ini {today}).{hint} Periksa tanggalnya.',
        "10/05/2203.",
    ),
    "DATE_AFTER_ASOF": Template(
        _E,
        '"{value}" sesudah {data_date}, tanggal keadaan berkas ini.{hint} Periksa tanggalnya atau tanggal keadaan.',
        "Rekap per 10 Mei 2023 memuat pembentukan 1 Juni 2023.",
    ),
    "DATE_PLANNED": Template(
        _W,
        '"{value}" dibaca sebagai rencana, sebab statusnya {status}; baris ini disimpan tanpa tanggal itu.',
        "Merintis dengan tanggal pembentukan bulan depan.",
    ),
    "DATE_MAYBE_SWAPPED": Template(
        _Q,
        "hari dan bulan pada {count} tanggal mungkin tertukar (misalnya {value}: {first} atau {second}?), "
        "karena {reason}.",
        "Kolom berisi 05/10/2018 sebagai tanggal dan 25/05/2018 sebagai teks.",
    ),
    "DATE_MISSING": Template(
        _W,
        "desa {desa} Terbentuk tanpa tanggal. Disimpan tanpa tanggal dan dihitung sejak {since}.",
        "Kolom tanggal kosong.",
    ),
    "DATE_BUT_BELUM": Template(
        _E,
        'desa {desa} berstatus {status} tetapi ada tanggal pembentukan "{value}". Perbaiki salah satunya.',
        "Belum, dengan tanggal 2 Mei 2018.",
    ),
    "DATE_END_UNUSED": Template(
        _W,
        'desa {desa}: tanggal bubar "{value}" tidak disimpan: {why}.',
        "Terbentuk, dengan tanggal bubar 14 Oktober 2026.",
    ),
    "DATE_OVERRULED": Template(
        _W,
        'desa {desa}: berkas lama ini menulis "{value}", laporan yang lebih baru menyatakan {stored}; yang lebih baru '
        "tetap berlaku.",
        "Rekap 2018 menulis pembentukan 2016, rekap 2023 menulis 2022.",
    ),
    "DATE_REFORMED": Template(
        _E,
        "Pokja desa {desa} tercatat bubar per {ended}. Bila dibentuk lagi, tulis tanggal yang baru, sesudah "
        "tanggal itu; bila tidak, isi statusnya Bubar.",
        "Desa yang bubar ditulis Terbentuk tanpa tanggal baru.",
    ),
    # other values
    "SK_MANGLED": Template(
        _W,
        'nomor SK "{value}" tampaknya sudah diubah Excel menjadi tanggal atau angka; nomor ini tidak disimpan. '
        "Ketik ulang sebagai teks.",
        "Nomor 12/05/2018 menjadi tanggal.",
    ),
    "SK_FROM_NOTE": Template(
        _W,
        'SK dibaca dari keterangan "{value}", karena kolom SK tidak ada atau kosong.',
        'Keterangan "SK 09/BLK/2026 tgl 12-10-2026".',
    ),
    "SK_DATE_DIFFERS": Template(
        _W,
        "nomor SK menyebut tanggal {written}, kolom tanggal SK {stated}; yang disimpan {stated}. Periksa SK-nya.",
        "Nomor '12/2018 tgl 2 Mei 2018' di samping tanggal SK 5 Mei 2018.",
    ),
    "NUM_BAD": Template(
        _W,
        '"{value}" {told}. Tulis bilangan biasa, misalnya {example}.',
        "Jumlah -3.",
    ),
    "CLASS_UNKNOWN": Template(
        _W,
        '"{value}" bukan {what} ({known}); tidak disimpan.',
        "Klasifikasi 'Maju'.",
    ),
    "CELL_ERROR": Template(
        _E,
        'sel berisi kesalahan Excel "{value}". Perbaiki rumusnya atau tulis nilainya.',
        "#REF!",
    ),
    "CELL_BROKEN": Template(
        _E,
        'isi sel ini rusak di dalam berkas (tertulis "{value}"), sehingga tidak dapat dipercaya. Ketik ulang isinya di '
        "Excel, simpan sebagai .xlsx, lalu unggah lagi.",
        "Angka di dalam berkas tertulis NaN.",
    ),
    "CELL_STRUCK": Template(
        _Q,
        "{count} sel dicoret ({cells}), sedangkan tulisannya masih ada. Pilih apakah isinya masih berlaku.",
        "Satu baris dicoret karena pembentukannya batal.",
    ),
    "CELL_NOTE": Template(
        _W,
        'ada catatan yang ditempel pada sel ini dan tidak dibaca: "{value}"{more}. Pastikan catatan itu tidak '
        "mengubah isi barisnya.",
        "Catatan 'batal, lihat SK baru' pada sel status.",
    ),
    "FORMULA_NO_CACHE": Template(
        _E,
        "sel berisi rumus tanpa hasil tersimpan. Buka di Excel, simpan, lalu unggah lagi.",
        "Berkas dibuat program lain tanpa menghitung rumus.",
    ),
    "FORMULA_DANGEROUS": Template(
        _W,
        "rumus {reach} mengambil atau membuka sesuatu di luar berkas ini ({cells}). Yang dibaca hanya hasil yang "
        "tersimpan; rumusnya tidak dijalankan.",
        "Rumus HYPERLINK atau WEBSERVICE.",
    ),
    "EXTERNAL_LINK": Template(
        _W,
        "ada nilai yang diambil dari buku kerja lain: {cells}. Yang dibaca hasil yang terakhir tersimpan; pastikan "
        "masih sama dengan sumbernya.",
        "Rumus ='[Rekap 2022.xlsx]Rekap'!D7.",
    ),
    "EMBEDDED_OBJECT": Template(
        _W,
        "berkas ini memuat {names}. Isinya tidak dibuka dan tidak dibaca.",
        "Dokumen Word yang disisipkan ke lembar.",
    ),
    "TEXT_CONTROL": Template(
        _E,
        "ada huruf kendali atau tanda arah yang tidak terlihat. {mend}.",
        "Tanda arah kanan-ke-kiri di dalam nama.",
    ),
    "TEXT_ENCODING": Template(
        _E,
        '"{value}" memuat huruf yang rusak karena pernah disimpan dengan pengodean yang salah. Ketik ulang isinya.',
        "Café terbaca CafÃ©.",
    ),
    "TEXT_FORMULA_LIKE": Template(
        _I,
        '"{value}" berawal seperti rumus; disimpan sebagai teks biasa.',
        "Keterangan yang dimulai dengan tanda sama dengan.",
    ),
    "TEXT_PERSONAL": Template(
        _W,
        'ada nomor telepon, NIK atau NIP; yang disimpan ke tabel menulis "{placeholder}" di tempatnya. Berkas asli '
        "disimpan utuh, termasuk nomor itu: hapus di Excel bila tidak perlu.",
        "Keterangan 'Ketua: 0813-6700-1122'.",
    ),
    "TEXT_TOO_LONG": Template(
        _W,
        "isi lebih dari {limit} huruf; {mend}.",
        "Keterangan sepanjang satu halaman.",
    ),
    # the four sheets beside the recap of status
    "FIELD_BLANK": Template(
        _E,
        "{told}; {effect}.",
        "Tanggal sebuah kegiatan tidak diisi.",
    ),
    "COLUMN_MISSING": Template(
        _E,
        "kolom {names} tidak ada; {effect}.",
        "Lembar Kegiatan tanpa kolom Tanggal.",
    ),
    "KIND_UNKNOWN": Template(
        _E,
        '"{value}" bukan salah satu pilihan kolom ini.{hint} {mend}.',
        "Putusan 'Ditinjau' di lembar Evaluasi.",
    ),
    "SPENT_OVER_BUDGET": Template(
        _W,
        "realisasi Rp{spent} lebih besar daripada anggaran Rp{budget}. Disimpan seperti tertulis; periksa keduanya.",
        "Anggaran 1.500.000, realisasi 15.000.000.",
    ),
    "UNIT_DIFFERS": Template(
        _I,
        "keadaan sebelum dan sesudah pada {count} baris tidak dapat dibandingkan ({cells}): bukan bilangan dengan "
        "satuan yang sama. Yang dapat dibandingkan misalnya 35 anak dan 20 anak.",
        "Sebelum '35 anak', sesudah 'berkurang'.",
    ),
    "ACTIVITY_NO_POKJA": Template(
        _E,
        "desa {desa} {told}. Perbaiki nama desanya, atau laporkan dulu pembentukan Pokja-nya.",
        "Kegiatan desa yang masih Merintis.",
    ),
    "ACTIVITY_BEFORE_POKJA": Template(
        _W,
        '"{value}" sebelum Pokja desa {desa} terbentuk ({formed}). Disimpan seperti tertulis; periksa tanggalnya.',
        "Kegiatan 3 Mei 2016, Pokja terbentuk 3 Oktober 2017.",
    ),
    "SIGNED_TOO_EARLY": Template(
        _E,
        '"{value}" lebih awal daripada {first_year}, tahun program ini dimulai. Periksa tahun tanda tangannya.',
        "Komitmen bertanggal 10/05/1923.",
    ),
    "SIGNED_NO_DATE": Template(
        _W,
        "{count} baris ditandatangani tanpa tanggal ({cells}); dihitung sejak tanggal keadaan berkas ini. Isi bila "
        "diketahui.",
        "Kepala desa 'Sudah', tanggal tanda tangan kosong.",
    ),
    "SIGNED_NOT_BUT_DATED": Template(
        _W,
        "{count} baris bertanggal tanda tangan tetapi tertulis belum ditandatangani ({cells}). Yang disimpan: belum; "
        "tulis Sudah bila memang ditandatangani, atau kosongkan tanggalnya.",
        "Kepala desa dan ketua BPD 'Belum', tanggal 10 Mei 2023.",
    ),
    "SIGNER_WITH_DESA": Template(
        _W,
        "{count} baris desa juga menyebut penanda tangan kabupaten ({cells}); jabatan itu tidak disimpan. Tulis "
        "pejabat kabupaten di baris tersendiri tanpa nama desa.",
        "'Bupati' di baris desa Padang.",
    ),
    "EVALUATION_NO_ACTIVITY": Template(
        _W,
        'belum ada kegiatan bernama "{value}" di desa {desa}.{hint} Disimpan seperti tertulis; samakan namanya bila '
        "kegiatan itu yang dimaksud.",
        "Evaluasi 'Posyandu Lansia', kegiatannya tertulis 'Posyandu lanjut usia'.",
    ),
}
