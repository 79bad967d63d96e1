"""Promises, steps, activities and evaluations as sentences: a title per view, a line each for Ringkasan.

A title always says something ("Belum ada laporan kegiatan"); a line is None where nothing is reported. The day of the
four sheets may be another than that of the status figures beside them (`status_day`): then titles and lines say it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kkb.formatting import format_count, format_date
from kkb.narrative.programme_lists import nearest_words
from kkb.outcomes.activity_count import ActivityCount
from kkb.outcomes.evaluasi import EvaluasiSummary, PutusanCount
from kkb.outcomes.kegiatan import KegiatanSummary
from kkb.outcomes.komitmen import KomitmenCount, KomitmenSummary
from kkb.outcomes.langkah import LangkahCount, LangkahSummary
from kkb.outcomes.together import Outcomes
from kkb.programme import Lembar
from kkb.programme.columns import SHEET_NAMES
from kkb.programme.measures import FEW_WORDS

NO_KOMITMEN = "Belum ada laporan komitmen."
NO_LANGKAH = "Belum ada laporan langkah."
NO_KEGIATAN = "Belum ada laporan kegiatan."
NO_EVALUASI = "Belum ada laporan evaluasi."


@dataclass(frozen=True, slots=True)
class SheetSentence:
    """A sentence about one sheet; `name`, its first words, opens the page of that sheet where it can be opened.

    >>> str(SheetSentence(Lembar.EVALUASI, "Evaluasi per 31 Desember 2023", "12 lanjutkan"))
    'Evaluasi per 31 Desember 2023: 12 lanjutkan.'
    """

    sheet: Lembar
    name: str
    words: str

    def __str__(self) -> str:
        return f"{self.name}: {self.words}."


def komitmen_title(komitmen: KomitmenSummary, status_day: date | None = None) -> str:
    """The heading of the page and of the slide Komitmen, without a full stop: "17 dari 39 penanda tangan belum
    dilaporkan membentuk Pokja"."""
    total = komitmen.total
    if not komitmen.is_reported:
        return NO_KOMITMEN.removesuffix(".")
    if not total.janji:
        title = "Belum ada desa yang menandatangani komitmen"
    elif total.terbuka:
        title = open_words(total)
    elif total.janji == 1:
        title = "Desa yang menandatangani sudah membentuk Pokja"
    else:
        title = f"Semua {format_count(total.janji)} desa yang menandatangani sudah membentuk Pokja"
    return title + _per(komitmen.day, status_day)


def langkah_title(langkah: LangkahSummary, status_day: date | None = None) -> str:
    """The finding of the view Langkah: "3 dari 24 desa tanpa Pokja sudah mengambil langkah"."""
    if not langkah.is_reported:
        return NO_LANGKAH.removesuffix(".")
    start = "Semua desa sudah membentuk Pokja" if not langkah.total.tanpa_pokja else _steps_words(langkah.total)
    return start + _per(langkah.day, status_day)


def kegiatan_title(kegiatan: KegiatanSummary, status_day: date | None = None) -> str:
    """The finding of the view Kegiatan: "120 kegiatan di 14 dari 15 Pokja, 80 mencantumkan kebutuhan"."""
    if not kegiatan.is_reported:
        return NO_KEGIATAN.removesuffix(".")
    count = kegiatan.count
    few = " (angka kecil)" if count.is_few else ""
    needs = f"{format_count(count.kebutuhan)} mencantumkan kebutuhan"
    return f"{_held(kegiatan)}, {needs}{few}{_per(kegiatan.day, status_day)}"


def evaluasi_title(evaluasi: EvaluasiSummary, status_day: date | None = None) -> str:
    """The finding of the view Evaluasi: "12 dari 15 Pokja sudah menilai programnya: 12 lanjutkan, 3 perbaiki, …"."""
    if not evaluasi.is_reported:
        return NO_EVALUASI.removesuffix(".")
    total = evaluasi.total
    reviewed = f"{format_count(total.pokja_menilai)} dari {format_count(total.pokja)} Pokja sudah menilai programnya"
    words = decision_words(total)
    title = f"{reviewed}: {words}" if total.pokja else f"Putusan evaluasi: {words}"
    return title + _per(evaluasi.day, status_day)


def komitmen_line(komitmen: KomitmenSummary, status_day: date | None = None) -> SheetSentence | None:
    """ "Komitmen: 39 desa menandatangani. 15 sudah punya Pokja sebelumnya, 7 membentuknya sesudah komitmen, 17 belum
    dilaporkan membentuk Pokja." """
    words = promise_words(komitmen.total)
    return _sentence(Lembar.KOMITMEN, komitmen.day, status_day, words)


def langkah_line(langkah: LangkahSummary, status_day: date | None = None) -> SheetSentence | None:
    """ "Langkah: 3 dari 24 desa tanpa Pokja sudah mengambil langkah. Terdekat: Lilangan dan Jangkang." """
    words = step_words(langkah.total)
    if words is None:
        return None
    near = nearest_words(langkah)
    return _sentence(Lembar.LANGKAH, langkah.day, status_day, f"{words}. {near}" if near else words)


def kegiatan_line(kegiatan: KegiatanSummary, status_day: date | None = None) -> SheetSentence | None:
    """ "Kegiatan: 120 kegiatan di 14 dari 15 Pokja, 4.310 peserta. 80 kegiatan mencantumkan kebutuhan." """
    words = activity_words(kegiatan.count)
    return _sentence(Lembar.KEGIATAN, kegiatan.day, status_day, f"{_held(kegiatan)}, {words}" if words else None)


def evaluasi_line(evaluasi: EvaluasiSummary, status_day: date | None = None) -> SheetSentence | None:
    """ "Evaluasi: 12 lanjutkan, 3 perbaiki, 1 hentikan. 3 dari 15 Pokja belum menilai programnya." """
    return _sentence(Lembar.EVALUASI, evaluasi.day, status_day, review_words(evaluasi.total))


def programme_lines(outcomes: Outcomes, status_day: date | None = None) -> tuple[SheetSentence, ...]:
    """A line for each sheet that is reported, for Ringkasan and the first slide; () where none is."""
    lines = (
        komitmen_line(outcomes.komitmen, status_day),
        langkah_line(outcomes.langkah, status_day),
        kegiatan_line(outcomes.kegiatan, status_day),
        evaluasi_line(outcomes.evaluasi, status_day),
    )
    return tuple(line for line in lines if line is not None)


def open_words(count: KomitmenCount) -> str:
    """What is asked of those who signed: "6 dari 9 penanda tangan belum dilaporkan membentuk Pokja"."""
    share = f"{format_count(count.terbuka)} dari {format_count(count.janji)}"
    return f"{share} penanda tangan belum dilaporkan membentuk Pokja"


def promise_words(count: KomitmenCount) -> str | None:
    """Who signed and what became of it, of any group of desa; None where nothing is reported."""
    if count.tidak_dilaporkan == count.jumlah:
        return None
    partly = f" ({format_count(count.sebagian)} baru sebagian)" if count.sebagian else ""
    kept = [
        (count.sudah_ada, "sudah punya Pokja sebelumnya"),
        (count.ditepati, "membentuknya sesudah komitmen"),
        (count.tanpa_tanggal, "punya Pokja dengan urutan tanggal yang tidak diketahui"),
        (count.terbuka, "belum dilaporkan membentuk Pokja"),
    ]
    others = [(count.tidak, "tidak menandatangani"), (count.tidak_dilaporkan, "belum dilaporkan tanda tangannya")]
    parts = [f"{format_count(count.janji)} desa menandatangani{partly}", _counted(kept), _counted(others)]
    return ". ".join(part for part in parts if part)


def step_words(count: LangkahCount) -> str | None:
    """Who has taken a step, of any group of desa; None where nothing is reported."""
    if not count.entri:
        return None
    if count.tanpa_pokja:
        return _steps_words(count)
    return f"{format_count(count.entri)} langkah tercatat. Semua desa sudah membentuk Pokja"


def activity_words(count: ActivityCount) -> str | None:
    """People reached and needs named, with blanks and small numbers said; None without activities."""
    if not count.kegiatan:
        return None
    few = " (angka kecil)" if count.is_few else ""
    needs = f"{format_count(count.kebutuhan)} dari {format_count(count.kegiatan)} kegiatan mencantumkan kebutuhan{few}"
    return f"{people_words(count)}. {needs}"


def review_words(count: PutusanCount) -> str | None:
    """What was decided and how many Pokja have not judged, of any group of desa; None without evaluations."""
    if not count.jumlah:
        return None
    rest = count.pokja - count.pokja_menilai
    words = decision_words(count)
    if not rest:
        return words
    return f"{words}. {format_count(rest)} dari {format_count(count.pokja)} Pokja belum menilai programnya"


def decision_words(count: PutusanCount) -> str:
    """ "12 lanjutkan, 3 perbaiki, 1 hentikan"; what nobody decided is left out."""
    return _counted([(count.lanjutkan, "lanjutkan"), (count.perbaiki, "perbaiki"), (count.hentikan, "hentikan")])


def people_words(count: ActivityCount) -> str:
    """ "4.310 peserta (5 kegiatan tanpa jumlah, 1 kurang dari 5)", or that nobody counted them."""
    if count.peserta_kosong == count.kegiatan:
        return "jumlah peserta tidak diisi"
    rest = uncounted_words(count.peserta_kosong, count.peserta_samar)
    return f"{people_number(count)} peserta{f' ({rest})' if rest else ''}"


def people_number(count: ActivityCount) -> str:
    """The persons reached, as far as they are known: "4.310"; "kurang dari 5" where no more is known of any."""
    return format_count(count.peserta) if count.peserta_tahu else FEW_WORDS


def uncounted_words(kosong: int, samar: int) -> str:
    """Whose people are not in a sum: "5 kegiatan tanpa jumlah, 1 kurang dari 5"; "" if there are none."""
    blank = f"{format_count(kosong)} kegiatan tanpa jumlah" if kosong else ""
    few = f"{format_count(samar)} {'' if kosong else 'kegiatan '}{FEW_WORDS}" if samar else ""
    return ", ".join(filter(None, (blank, few)))


def held_words(kegiatan: int, *, active: int, pokja: int) -> str:
    """ "120 kegiatan di 14 dari 15 Pokja": `active` of the `pokja` with any; without a Pokja the number alone."""
    where = f" di {format_count(active)} dari {format_count(pokja)} Pokja" if pokja else ""
    return f"{format_count(kegiatan)} kegiatan{where}"


def few_words(count: ActivityCount) -> str | None:
    """ "hanya 2 kegiatan: angka kecil" where figures rest on fewer than three; else None."""
    if not count.is_few:
        return None
    return f"hanya {format_count(count.kegiatan)} kegiatan: angka kecil"


def blank_words(count: ActivityCount) -> str | None:
    """What is blank: "5 kegiatan tanpa jumlah peserta, 40 tanpa kebutuhan, 12 tanpa mitra"; None if nothing is."""
    n = count.kegiatan
    blanks = [
        (count.peserta_kosong, "tanpa jumlah peserta"),
        (n - count.kebutuhan, "tanpa kebutuhan"),
        (n - count.mitra, "tanpa mitra"),
    ]
    found = [(format_count(blank), word) for blank, word in blanks if blank]
    # The first says what is counted.
    words = [f"{blank} {'' if place else 'kegiatan '}{word}" for place, (blank, word) in enumerate(found)]
    return ", ".join(words) or None


def cost_words(count: ActivityCount) -> str:
    """ "Rp 12.500 per orang, dari 8 dari 9 kegiatan (Rp 2.500.000 ÷ 200 peserta)"; else that it is not known."""
    each = count.rupiah_per_orang
    if each is None:
        return "biaya per orang tidak diketahui: tidak ada kegiatan yang mencatat realisasi dan peserta"
    spent, people = format_count(count.biaya_realisasi), format_count(count.biaya_peserta)
    return f"Rp {format_count(each)} per orang, {cost_base(count)} (Rp {spent} ÷ {people} peserta)"


def cost_base(count: ActivityCount) -> str:
    """What the cost per person rests on: "dari 8 dari 9 kegiatan", those that name both money spent and people."""
    return f"dari {format_count(count.berbiaya)} dari {format_count(count.kegiatan)} kegiatan"


def _steps_words(count: LangkahCount) -> str:
    taken, without = format_count(count.ada_langkah), format_count(count.tanpa_pokja)
    return f"{taken} dari {without} desa tanpa Pokja sudah mengambil langkah"


def _held(kegiatan: KegiatanSummary) -> str:
    return held_words(kegiatan.count.kegiatan, active=kegiatan.pokja_berkegiatan, pokja=len(kegiatan.pokja))


def _counted(counts: list[tuple[int, str]]) -> str:
    return ", ".join(f"{format_count(count)} {word}" for count, word in counts if count)


def _sentence(sheet: Lembar, day: date, status_day: date | None, words: str | None) -> SheetSentence | None:
    return SheetSentence(sheet, f"{SHEET_NAMES[sheet]}{_per(day, status_day)}", words) if words else None


def _per(day: date, status_day: date | None) -> str:
    return f" per {format_date(day)}" if status_day is not None and status_day != day else ""
