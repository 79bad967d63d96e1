"""Words of the page Kegiatan that stand in cells and cards: short, and with what they rest on. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from kkb.formatting import MISSING, format_count, format_percent, join_words
from kkb.narrative import Card
from kkb.narrative.programme import cost_base, people_number, uncounted_words
from kkb.narrative.programme_lists import change_words, short_difference
from kkb.outcomes.activity_count import FEW, ActivityCount
from kkb.outcomes.evaluasi import ProgramVerdict
from kkb.outcomes.in_force import as_evaluasi
from kkb.outcomes.kegiatan import ProgramSummary
from kkb.problems import shorten
from kkb.programme import KegiatanRow, Putusan
from kkb.programme.measures import FEW_WORDS, Difference, compare
from kkb.programme.small_counts import Few

BLANK = "kosong"
"""What a cell says that was left blank in the sheet."""

FORMULAS = (
    "Mencantumkan kebutuhan = kegiatan yang kolom kebutuhannya terisi ÷ semua kegiatannya; mitra dihitung sama. Rp per "
    "orang = realisasi ÷ peserta, hanya dari kegiatan yang menyebut keduanya. Sebelum → sesudah dibandingkan hanya "
    f"bila keduanya satu angka bersatuan sama. Angka kecil: kurang dari {FEW} kegiatan. Peserta: seorang yang ikut dua "
    "kegiatan dihitung dua kali."
)

_NO_BREAK = "\N{NO-BREAK SPACE}"
_RESULTS_SHOWN = 2


def count_cards(count: ActivityCount, where: str) -> list[Card]:
    """The four figures of activities; `where` is the note of the first ("di 14 dari 15 Pokja")."""
    n = count.kegiatan
    blank = count.peserta_kosong
    people = MISSING if n and blank == n else people_number(count)
    return [
        Card("Kegiatan", format_count(n), f"{where}; angka kecil" if count.is_few else where),
        Card("Peserta", people, uncounted_words(blank, count.peserta_samar) or "dari semua kegiatan"),
        Card(
            "Mencantumkan kebutuhan",
            format_percent(count.kebutuhan_pct),
            f"{share_words(count.kebutuhan, n)} kegiatan{_but(n - count.kebutuhan, 'kosong')}",
        ),
        Card(
            "Sebelum → sesudah",
            format_count(count.sebanding),
            f"dari {format_count(n)} dapat dibandingkan{_but(count.tak_sebanding, 'tidak')}",
        ),
    ]


def _but(count: int, words: str) -> str:
    return f"; {_unbroken(f'{format_count(count)} {words}')}" if count else ""


def share_words(part: int, whole: int) -> str:
    """ "9 dari 12", in one line."""
    return _unbroken(f"{format_count(part)} dari {format_count(whole)}")


def _unbroken(words: str) -> str:
    return words.replace(" ", _NO_BREAK)


def held_words(program: ProgramSummary) -> str:
    """ "12 kegiatan di 8 desa"; small numbers are called so."""
    where = program.desa[0][1] if len(program.desa) == 1 else f"{format_count(len(program.desa))} desa"
    words = f"{format_count(program.count.kegiatan)} kegiatan di {where}"
    return f"{words} · angka kecil" if program.count.is_few else words


def people_cell(count: ActivityCount) -> tuple[str, str]:
    """Persons reached, and how many activities do not say it."""
    if count.peserta_kosong == count.kegiatan:
        return MISSING, "tidak dilaporkan"
    rest = [(count.peserta_kosong, "kosong"), (count.peserta_samar if count.peserta_tahu else 0, FEW_WORDS)]
    blanks = (_unbroken(f"{format_count(number)} {words}") for number, words in rest if number)
    return people_number(count), ", ".join(blanks)


def people_or_blank(peserta: int | Few | None) -> str:
    """Persons of one activity, "kurang dari 5" of a few; "kosong" where the sheet does not say."""
    if isinstance(peserta, Few):
        return peserta.value
    return format_count(peserta) if peserta is not None else BLANK


def cost_cell(count: ActivityCount) -> tuple[str, str]:
    """Rupiah per person, and what it rests on: ("Rp 12.500", "dari 8 dari 9 kegiatan")."""
    if count.rupiah_per_orang is None:
        return MISSING, "tidak diketahui"
    return rupiah(count.rupiah_per_orang), cost_base(count)


def rupiah(value: float | None) -> str:
    """Money in whole rupiah: "Rp 2.500.000"; None is "–"."""
    return MISSING if value is None else _unbroken(f"Rp {format_count(value)}")


def results_cell(program: ProgramSummary) -> tuple[str, str]:
    """The newest results, which of how many they are, and of how many activities: ("8 → 6 balita; 9 → 8 balita",
    "terbaru 2 dari 4; 1 tidak dapat dibandingkan")."""
    newest = [difference for _, difference in program.results[-_RESULTS_SHOWN:]][::-1]
    words = "; ".join(_unbroken(short_difference(one)) for one in newest)
    count = program.count
    if count.sebanding <= len(newest):
        return words or MISSING, f"{share_words(count.sebanding, count.kegiatan)} dapat dibandingkan"
    shown = f"terbaru {share_words(len(newest), count.sebanding)}"
    return words, shown + _but(count.tak_sebanding, "tidak dapat dibandingkan")


def before_after(row: KegiatanRow) -> tuple[str, str]:
    """Before and after of one activity: with the difference, or as written and why they do not compare."""
    found = compare(row.sebelum, row.sesudah)
    if isinstance(found, Difference):
        return _unbroken(short_difference(found)), change_words(found)
    if not (row.sebelum or row.sesudah):
        return MISSING, found.value
    written = f"{shorten(row.sebelum) or BLANK} → {shorten(row.sesudah) or BLANK}"
    return written, f"tidak dapat dibandingkan: {found.value}"


def cost_of(row: KegiatanRow) -> tuple[str, str]:
    """What one activity cost: spent, and per person with its division; or what was planned."""
    if row.realisasi is None:
        return MISSING, f"anggaran {rupiah(row.anggaran)}" if row.anggaran is not None else ""
    each = cost_per_person(row)
    return rupiah(row.realisasi), f"{each.division} = {each.cost}" if each is not None else ""


class CostPerPerson(NamedTuple):
    """The cost per person in words, and the division behind what was spent: "Rp 100.000 per orang", "÷ 20 orang"."""

    cost: str
    division: str


def cost_per_person(row: KegiatanRow) -> CostPerPerson | None:
    """None where the money spent or the people are not known: the price of each would tell how few they are."""
    if row.realisasi is None or not row.peserta or isinstance(row.peserta, Few):
        return None
    division = _unbroken(f"÷ {format_count(row.peserta)} orang")
    return CostPerPerson(f"{rupiah(row.realisasi / row.peserta)} per orang", division)


def factor_words(row: KegiatanRow) -> str:
    """The factors considered: "Sosial: …; Budaya: …"; "kosong" where none is named."""
    factors = (("Sosial", row.faktor_sosial), ("Budaya", row.faktor_budaya), ("Lingkungan", row.faktor_lingkungan))
    return "; ".join(f"{name}: {shorten(text)}" for name, text in factors if text) or BLANK


def verdict_counts(verdict: ProgramVerdict) -> str:
    """How often each decision was taken: "Lanjutkan 3 · Perbaiki 1"."""
    counts = Counter(as_evaluasi(reported).putusan for reported in verdict.rows)
    reported = (f"{putusan.value} {format_count(counts[putusan])}" for putusan in Putusan if counts[putusan])
    return " · ".join(map(_unbroken, reported))


def names_words(names: Iterable[str], limit: int = 3) -> str:
    """ "A, B dan 4 lainnya"."""
    return join_words(list(names), limit)
