"""The words of the data: the ladder, dates with their precision, row types and the columns of every frame.

Codes are text (leading zeros and dots matter). A missing value is None in rows and NA in frames, never "".
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from kkb.formatting import format_date, format_date_short, format_month
from kkb.recap_columns import ATTRIBUTES


class Tahap(StrEnum):
    """What a recap says of a desa, lowest first.

    Komitmen is a fact beside the ladder (who signed): a status cell may say so, but it moves no rung.
    """

    BELUM = "Belum"
    SOSIALISASI = "Sosialisasi"
    KOMITMEN = "Komitmen"
    MERINTIS = "Merintis"
    TERBENTUK = "Terbentuk"


BUBAR = "Bubar"
"""What stands in the place of a rung where a Pokja was dissolved and nothing is begun anew."""

RUNGS = (Tahap.BELUM, Tahap.SOSIALISASI, Tahap.MERINTIS, Tahap.TERBENTUK)
"""The rungs of the ladder, lowest first (Komitmen is none)."""

RUNGS_BETWEEN = RUNGS[1:-1]
"""Those between Belum and Terbentuk."""


class Presisi(StrEnum):
    """How precise a date is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class TanggalDasar(StrEnum):
    """What a date of formation rests on. The national portal knows only launches, from 2016 on."""

    PEMBENTUKAN = "pembentukan"
    PENCANANGAN = "pencanangan"


class Keputusan(StrEnum):
    """What an officer decided about a row that lowers a formed desa."""

    BUBAR = "bubar"
    KOREKSI = "koreksi"


FIRST_YEAR = 2014
"""The first Pokja of the regency (Senyubuk) dates from 2014; no date of formation is earlier."""


@dataclass(frozen=True, slots=True, order=True)
class Tanggal:
    """A day, a month or a year, as written: `first` is the first day of the span."""

    first: date
    presisi: Presisi = Presisi.DAY

    @property
    def last(self) -> date:
        """The last day of the span."""
        if self.presisi is Presisi.YEAR:
            return date(self.first.year, 12, 31)
        if self.presisi is Presisi.MONTH:
            return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])
        return self.first

    def by(self, day: date) -> date:
        """The earlier of its last day and `day`, but not before its first day: from when it counts if told on `day`."""
        return max(self.first, min(self.last, day))

    def contains(self, other: Tanggal) -> bool:
        """True if `other` lies inside this span (equal spans contain each other)."""
        return self.first <= other.first and other.last <= self.last

    def iso(self) -> str:
        """ISO 8601 at the precision known: "2014", "2014-05" or "2014-05-10"."""
        text = self.first.isoformat()
        return text if self.presisi is Presisi.DAY else text[: 4 if self.presisi is Presisi.YEAR else 7]

    def words(self) -> str:
        """As an officer writes it: "2014", "Mei 2014" or "10 Mei 2014"."""
        if self.presisi is Presisi.YEAR:
            return str(self.first.year)
        return format_month(self.first) if self.presisi is Presisi.MONTH else format_date(self.first)

    def words_short(self) -> str:
        """The same for a narrow place: "2014", "Mei 2014" or "27 Feb 2014"."""
        return format_date_short(self.first) if self.presisi is Presisi.DAY else self.words()

    def day_or_words(self) -> date | str:
        """As a cell of a workbook holds it: a whole day as a date, a month or a year in words; no day is invented."""
        return self.first if self.presisi is Presisi.DAY else self.words()

    @classmethod
    def from_iso(cls, text: str) -> Tanggal:
        """The inverse of `iso`. Raises ValueError on anything else."""
        presisi = {4: Presisi.YEAR, 7: Presisi.MONTH, 10: Presisi.DAY}.get(len(text))
        if presisi is None:
            raise ValueError(f"not an ISO date: {text!r}")
        return cls(date.fromisoformat((text + "-01-01")[:10]), presisi)


def plain_value(value: Any) -> Any:
    """A value of a row as JSON and the store hold it: dates at the precision known, words of a list as text."""
    if isinstance(value, Tanggal):
        return value.iso()
    return value.value if isinstance(value, StrEnum) else value


@dataclass(frozen=True, slots=True)
class RecapRow:
    """One desa as a checked recap says it: what a commit stores. One row per desa and upload.

    `tanggal` is the date of formation (None: not known), `tanggal_dasar` what it rests on (None without a date);
    `tanggal_bubar` is when a Pokja that ended (`keputusan` bubar) did, None where that is not known. `attributes` maps
    the name of each plain column that is filled to its text ("klasifikasi" → "Dasar";
    `kkb.recap_columns.ATTRIBUTES`). `sel` maps a field to the cell it came from ("status" → "E14"). `keputusan` is set
    where an officer decided that a formed Pokja ended (bubar) or never was (koreksi), `alasan` why.
    """

    kode_desa: str
    kecamatan: str
    desa: str
    status: Tahap
    tanggal: Tanggal | None = None
    tanggal_dasar: TanggalDasar | None = None
    no_sk: str | None = None
    tanggal_sk: Tanggal | None = None
    tanggal_pencanangan: Tanggal | None = None
    tanggal_bubar: Tanggal | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    status_asli: str | None = None
    sheet: str = ""
    row: int = 0
    sel: Mapping[str, str] = field(default_factory=dict)
    keputusan: Keputusan | None = None
    alasan: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A stored row together with the upload that says it: `unggahan` is its number, `tanggal_data` its day."""

    unggahan: int
    tanggal_data: date
    row: RecapRow

    @property
    def ended(self) -> date | None:
        """The day from which the Pokja counts as ended, where the row says so: that of the data if it tells none.

        A month or a year counts from its last day, or from the day of the data within it.
        """
        if self.row.keputusan is not Keputusan.BUBAR:
            return None
        return self.row.tanggal_bubar.by(self.tanggal_data) if self.row.tanggal_bubar else self.tanggal_data


@dataclass(frozen=True, slots=True)
class TargetRow:
    """`jumlah_desa` desa of a kecamatan are to have a Pokja by `tanggal`."""

    kode_kecamatan: str
    tanggal: date
    jumlah_desa: int


@dataclass(frozen=True, slots=True)
class Rencana:
    """A target plan: named, dated, signed for. The regency's target is always the sum of its rows.

    `ditetapkan` is the day it was decided, `berlaku_sejak` that from which it is in force.
    """

    nomor: int
    nama: str
    ditetapkan: date
    oleh: str
    alasan: str
    targets: tuple[TargetRow, ...]
    berlaku_sejak: date

    @property
    def tanggal_akhir(self) -> date | None:
        """The last day of the plan; None if it has no rows."""
        return max((t.tanggal for t in self.targets), default=None)


class JenisTonggak(StrEnum):
    """Kinds of milestones drawn beside the figures."""

    KOMITMEN = "komitmen"
    PENJELASAN = "penjelasan"
    PERISTIWA = "peristiwa"


@dataclass(frozen=True, slots=True)
class Tonggak:
    """A dated fact with a source that explains the line: a signing, the reason of a standstill, any other event.

    `jumlah_pokja` is the count of Pokja that it speaks of ("Pembinaan 15 Pokja": 15), None if it speaks of none.
    `nomor`, `oleh` and `waktu` (aware) are set once it is stored by somebody; what came with the program has no `oleh`.
    They are no part of what is said, so two that say the same are equal.
    """

    jenis: JenisTonggak
    mulai: date
    selesai: date | None
    judul: str
    sumber: str
    jumlah_pokja: int | None = None
    nomor: int | None = field(default=None, compare=False)
    oleh: str | None = field(default=None, compare=False)
    waktu: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Rapat:
    """A meeting whose day can be chosen to compare with: noted by `oleh` at `waktu` (aware)."""

    nomor: int
    tanggal: date
    judul: str
    oleh: str
    waktu: datetime


@dataclass(frozen=True, slots=True)
class TindakLanjut:
    """A next step that a meeting agreed on (rencana tindak lanjut), as it stands now.

    `nomor` stays the same through its changes. `tenggat` None: no day was agreed. `kode_kecamatan` None: it is for the
    whole region; `kode_desa` None: for no single desa. `dicatat` is the day on which it was first noted, `selesai` the
    day on which it was done (None: it is open). `oleh` and `waktu` (aware) are those of its last change; `revisi` rises
    with each, from 1.
    """

    nomor: int
    uraian: str
    penanggung_jawab: str
    tenggat: date | None
    kode_kecamatan: str | None
    dicatat: date
    selesai: date | None
    oleh: str
    waktu: datetime
    revisi: int = 1
    kode_desa: str | None = None


@dataclass(frozen=True, slots=True)
class Peta:
    """A map of the office's own, without its bytes. `resmi`: the office says that its borders are the official ones."""

    nomor: int
    nama_berkas: str
    resmi: bool
    sumber: str
    oleh: str
    waktu: datetime


# Columns of the frames, name → unit and meaning. Tests hold every producer to its list.

DESA_FRAME = {
    "kode_kecamatan": "code",
    "kecamatan": "name",
    "kode_desa": "code",
    "desa": "name",
    "tahap": "rung on the day; NA: nobody has reported this desa",
    "terbentuk": "bool: counts as formed on the day",
    "bubar": "bool: a Pokja was dissolved by the day, and none stands on it",
    "berakhir": "bool: so, and nothing is begun anew: the desa is called Bubar",
    "tanggal_bubar_iso": "when that Pokja ended, at its precision; NA if not known",
    "bubar_dibentuk_iso": "when that Pokja had been formed, at its precision; NA if not known, or only its launch is",
    "dihitung_sejak": "day from which the formation counts; NA if not formed",
    "rentang_awal": "first day on which it may have been formed; NA if not formed",
    "tanggal_iso": "date of formation at its precision (2014, 2014-05, 2014-05-10); NA if not known",
    "presisi": "day, month, year; NA if no date is known",
    "tanggal_dasar": "pembentukan or pencanangan",
    "no_sk": "number of the SK, also of a Pokja that ended (`berakhir`)",
    "tanggal_sk_iso": "date of that SK at its precision",
    "tanggal_pencanangan_iso": "date of the launch at its precision",
    "komitmen": "bool: a status cell said Komitmen on or before the day",
    **{column.name: f"text: {column.label or column.header}; NA if not told" for column in ATTRIBUTES},
    "unggahan": "number of the upload that the rung rests on",
    "dilaporkan_per": "day that upload speaks for",
    "petak_kolom": "tile column, from the west",
    "petak_baris": "tile row, from the north",
}

FORMATION_FRAME = {
    "kode_kecamatan": "code",
    "kecamatan": "name",
    "kode_desa": "code",
    "desa": "name",
    "mulai": "day from which the formation counts",
    "selesai": "day on which it was dissolved; NaT while it stands",
    "rentang_awal": "first day on which it may have been formed",
    "rentang_akhir": "last day on which it may have been formed",
    "tanggal_iso": "date at its precision; NA if not known",
    "presisi": "day, month, year; NA if no date is known",
    "tanggal_dasar": "pembentukan or pencanangan",
    "unggahan": "number of the newest upload that reports it",
}

TANGGA_FRAME = {
    "tanggal": "day on which the count changed (the first row: the start; the last row: the day)",
    "kumulatif_desa": "desa formed from that day on",
    "desa": "names of the desa that changed, joined; a dissolved one is marked (bubar)",
    "rentang": "(first day, last day, name) of each of them whose day of formation is not known",
}

KUMULATIF_FRAME = {
    "periode": "first day of the period",
    "baru_desa": "desa certainly formed in the period (up to the day)",
    "berakhir_desa": "desa whose Pokja was dissolved in the period",
    "tanpa_tanggal_desa": "desa that begin to count in the period and may have been formed in another",
    "kumulatif_desa": "desa formed at the end of the period (or on the day, if earlier)",
}

PERUBAHAN_FRAME = {
    "kode_kecamatan": "code",
    "kecamatan": "name",
    "kode_desa": "code",
    "desa": "name",
    "tahap_lama": "rung before; NA: not reported",
    "tahap_baru": "rung after; NA: not reported",
    "tanggal_iso_lama": "date of formation before, at its precision; NA if not formed or not known",
    "tanggal_iso_baru": "the same after",
    "jenis": "kind of change: terbentuk, maju, mundur, bubar, baru dilaporkan, dikoreksi, mulai dilaporkan, tetap",
    "catatan_lain": "bool: rung and date stayed, another column changed",
    "petak_kolom": "tile column, from the west",
    "petak_baris": "tile row, from the north",
}

CAPAIAN_FRAME = {
    "kode_kecamatan": "code",
    "kecamatan": "name",
    "jumlah_desa": "desa",
    "terbentuk_desa": "desa formed on the day",
    "ber_sk_desa": "of those, desa with an SK number",
    "merintis_desa": "desa",
    "sosialisasi_desa": "desa",
    "belum_desa": "desa reported as Belum",
    "belum_bubar_desa": "of those, desa whose Pokja was dissolved (`berakhir`)",
    "tidak_dilaporkan_desa": "desa nobody has reported",
    "target_desa": "desa; NA without a target",
    "sisa_desa": "target − formed, never below 0; NA without a target",
    "capaian_pct": "0–100 and beyond; NA when the target is 0 or missing",
}
