"""The lists a meeting goes through: who stands still, who could be next, what to spread, to mend and to end."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kkb.formatting import format_count, format_date, format_decimal, join_words
from kkb.narrative import NOT_REPORTED
from kkb.outcomes.activity_count import ActivityCount
from kkb.outcomes.evaluasi import Denyut, EvaluasiSummary, PokjaReview, ProgramVerdict, Sebaran
from kkb.outcomes.in_force import as_evaluasi
from kkb.outcomes.kegiatan import ProgramSummary
from kkb.outcomes.komitmen import DesaKomitmen, Janji, KomitmenSummary, StatusKomitmen
from kkb.outcomes.langkah import LangkahSummary, NextDesa
from kkb.problems import shorten
from kkb.programme import Putusan, ReportedRow
from kkb.programme.measures import FEW_WORDS, Difference
from kkb.schema import Tahap

NEXT_RULES = (
    "Yang tahapnya lebih tinggi lebih dulu. Bila sama, yang lebih banyak dari lima langkahnya tercatat, lalu yang "
    "komitmennya lebih lengkap, lalu menurut urutan wilayah."
)

COMMITMENT_WORDS = {
    StatusKomitmen.LENGKAP: "lengkap",
    StatusKomitmen.SEBAGIAN: "sebagian",
    StatusKomitmen.TIDAK: "tidak menandatangani",
    StatusKomitmen.REKAP: "menurut rekap status",
    StatusKomitmen.TIDAK_DILAPORKAN: NOT_REPORTED,
}
"""In a column that is called "Komitmen"."""

DENYUT_WORDS = {
    Denyut.AKTIF: "Ada laporan dalam 12 bulan",
    Denyut.BARU: "Baru terbentuk",
    Denyut.BELUM_DILAPORKAN: "Belum pernah dilaporkan",
    Denyut.TIDUR: "Tanpa laporan 12 bulan",
}

_AFTER_RUNG = {
    Tahap.MERINTIS: "Pembentukan Pokja",
    Tahap.SOSIALISASI: "Perintisan dan pembentukan Pokja",
    Tahap.BELUM: "Sosialisasi",
    None: "Laporan keadaannya",
}

_NAMES = 6
NEAREST_NAMED = 3
_MOST_DECIMALS = 2
_UNIT_LETTERS = 18


def standing_still_title(komitmen: KomitmenSummary) -> str | None:
    """ "12 desa tanpa langkah yang dilaporkan sejak penandatanganan"; None where nothing is signed."""
    if not komitmen.total.janji:
        return None
    still = len(komitmen.standing_still)
    if not still:
        today = sum(1 for one in komitmen.desa if one.janji is Janji.TERBUKA and one.days_open == 0)
        if today:
            return f"{format_count(today)} desa baru menandatangani pada hari itu, jadi belum ada yang menunggu"
        return "Semua desa yang menandatangani sudah mengambil langkah atau membentuk Pokja"
    return f"{format_count(still)} desa tanpa langkah yang dilaporkan sejak penandatanganan"


def standing_still_words(desa: DesaKomitmen) -> str:
    """ "Buku Limau: 1.025 hari sejak 10 Mei 2023, tahap Belum"; of a signing known by its year "sejak 2023"."""
    rung = f"tahap {desa.tahap.value}" if desa.tahap is not None else f"tahap {NOT_REPORTED}"
    if desa.tanggal is None:
        return f"{desa.desa}: tanggal tanda tangan kosong, {rung}"
    days = f"{format_count(desa.days_open)} hari " if desa.days_open is not None else ""
    return f"{desa.desa}: {days}sejak {desa.tanggal.words()}, {rung}"


def next_title(langkah: LangkahSummary) -> str | None:
    """ "Terdekat: Lilangan, Jangkang dan Tanjung Kelumpang"; None where every desa has a Pokja."""
    if not langkah.next:
        return None
    return nearest_words(langkah) or "Belum ada desa tanpa Pokja yang dilaporkan mulai"


def nearest_words(langkah: LangkahSummary) -> str:
    """ "Terdekat: Baru, Lilangan, Balok dan 2 lainnya": the first desa of the order that are on their way, and how many
    more are as near as the last of them; "" where none is on its way."""
    named, equal = nearest(langkah)
    names = [desa.desa for desa in (*named, *equal)]
    return f"Terdekat: {join_words(names, len(named))}" if names else ""


def nearest(langkah: LangkahSummary) -> tuple[tuple[NextDesa, ...], tuple[NextDesa, ...]]:
    """The first desa of the order, those of them that are on their way; and all others that are equal to the last."""
    named = tuple(desa for desa in langkah.next[:NEAREST_NAMED] if desa.is_on_its_way)
    others = langkah.next[len(named) :] if named else ()
    return named, tuple(desa for desa in others if desa.rank == named[-1].rank)


def lacking_words(desa: NextDesa) -> str:
    """What a desa without a Pokja lacks: the steps not yet noted, "Penyiapan SDM dan Pembentukan Pokja"; where no step
    of it is noted what follows its rung."""
    if desa.steps_done and desa.missing:
        return join_words([jenis.value for jenis in desa.missing])
    return _AFTER_RUNG[desa.tahap]


def next_step_words(desa: NextDesa) -> str:
    """The first of what it lacks: "Penyiapan SDM"."""
    return desa.missing[0].value if desa.steps_done and desa.missing else lacking_words(desa)


def repeated_sentence(langkah: LangkahSummary) -> str | None:
    """ "Berulang tanpa Pokja: Tanjung Kelumpang (3 kali Sosialisasi)."; None where nothing was repeated."""
    entries = [f"{desa.desa} ({format_count(times)} kali {jenis.value})" for desa, jenis, times in langkah.repeated]
    return f"Berulang tanpa Pokja: {join_words(entries, _NAMES)}." if entries else None


def verdict_title(evaluasi: EvaluasiSummary, putusan: Putusan) -> str | None:
    """What goes on (Lanjutkan), is to mend (Perbaiki) or to end (Hentikan): "Lanjutkan: 3 program; 1 dapat
    disebarluaskan"; None without evaluations."""
    if not evaluasi.is_reported:
        return None
    programs = verdict_programs(evaluasi, putusan)
    title = f"{putusan.value}: {f'{format_count(len(programs))} program' if programs else 'tidak ada program'}"
    if putusan is not Putusan.LANJUTKAN or not programs:
        return title
    spread = sum(1 for program in programs if program.sebaran is Sebaran.DAPAT)
    return f"{title}; {format_count(spread) if spread else 'belum ada yang'} {Sebaran.DAPAT}"


def verdict_programs(evaluasi: EvaluasiSummary, putusan: Putusan) -> tuple[ProgramVerdict, ...]:
    """The programmes under that title."""
    if putusan is Putusan.LANJUTKAN:
        return evaluasi.to_continue
    return evaluasi.to_mend if putusan is Putusan.PERBAIKI else evaluasi.to_end


def verdict_rows(program: ProgramVerdict, putusan: Putusan) -> tuple[ReportedRow, ...]:
    """The evaluations of a programme that decide so."""
    if putusan is Putusan.LANJUTKAN:
        return program.lanjutkan
    return program.perbaiki if putusan is Putusan.PERBAIKI else program.hentikan


def verdict_share(program: ProgramVerdict, putusan: Putusan) -> str:
    """How many of the desa that run a programme decided so, and what others did: "lanjutkan di 3 dari 6 desa; perbaiki
    di 2"; or whether it can be spread."""
    decided = len(verdict_rows(program, putusan))
    words = f"{putusan.value.lower()} di {format_count(decided)} dari {format_count(program.desa)} desa"
    others = [(other, len(verdict_rows(program, other))) for other in Putusan if other is not putusan]
    rest = ", ".join(f"{other.value.lower()} di {format_count(count)}" for other, count in others if count)
    return "; ".join(filter(None, (words, rest, spread_words(program))))


def spread_words(program: ProgramVerdict) -> str:
    """ "dapat disebarluaskan: hasil dari 4 desa", or that it is too early to say; "" where a desa judged otherwise."""
    if program.sebaran is None:
        return ""
    return f"{program.sebaran}: hasil dari {format_count(program.desa_hasil)} desa"


def verdict_reasons(program: ProgramVerdict, putusan: Putusan) -> tuple[str, ...]:
    """One per desa: "Senyubuk, 4 Mar 2024, musyawarah desa: alasannya"."""
    reasons = []
    for reported in verdict_rows(program, putusan):
        row = as_evaluasi(reported)
        by = f", {row.oleh}" if row.oleh else ""
        reasons.append(f"{row.desa}, {row.tanggal.words_short()}{by}: {row.alasan or 'alasan kosong'}")
    return tuple(reasons)


def newest_reason(program: ProgramVerdict, putusan: Putusan, limit: int) -> str:
    """Why the last of them decided so, in at most `limit` letters."""
    rows = [as_evaluasi(reported) for reported in verdict_rows(program, putusan)]
    newest = max(rows, key=lambda row: row.tanggal.last, default=None)
    return (shorten(newest.alasan, limit) if newest is not None else "") or "alasan kosong"


def unreviewed_sentence(evaluasi: EvaluasiSummary) -> str | None:
    """ "Belum menilai satu program pun: 3 dari 15 Pokja (A, B dan C)."; None without a Pokja."""
    if not evaluasi.pokja:
        return None
    if not evaluasi.unreviewed:
        return f"Semua {format_count(len(evaluasi.pokja))} Pokja sudah menilai programnya."
    return f"Belum menilai satu program pun: {_share(evaluasi.unreviewed, evaluasi)}."


def silent_title(evaluasi: EvaluasiSummary) -> str | None:
    """ "6 Pokja tanpa laporan dalam 12 bulan", or that there is none; None without a Pokja."""
    if not evaluasi.pokja:
        return None
    if not evaluasi.silent:
        return "Tidak ada Pokja tanpa laporan dalam 12 bulan"
    return f"{format_count(len(evaluasi.silent))} Pokja tanpa laporan dalam 12 bulan"


def silent_sentence(evaluasi: EvaluasiSummary) -> str | None:
    """Pokja of which twelve months tell nothing, and which of them were never reported; None where there is none, or
    where nothing is known of any Pokja."""
    if not evaluasi.silent or not any(pokja.last_kegiatan or pokja.last_evaluasi for pokja in evaluasi.pokja):
        return None
    words = f"Tanpa laporan dalam 12 bulan sampai {format_date(evaluasi.day)}: {_share(evaluasi.silent, evaluasi)}"
    if not evaluasi.never_reported:
        return f"{words}."
    names = join_words([pokja.desa for pokja in evaluasi.never_reported], _NAMES)
    return f"{words}; kegiatannya belum pernah dilaporkan: {format_count(len(evaluasi.never_reported))} ({names})."


def _share(chosen: Sequence[PokjaReview], evaluasi: EvaluasiSummary) -> str:
    names = join_words([pokja.desa for pokja in chosen], _NAMES)
    return f"{format_count(len(chosen))} dari {format_count(len(evaluasi.pokja))} Pokja ({names})"


def results_sentence(program: ProgramSummary) -> str:
    """How many compare, what they show, and why others do not: "4 dari 6 kegiatan dapat dibandingkan: 3 berubah,
    1 tetap; 2 tidak dapat (sesudah kosong 2)."."""
    count = program.count
    start = f"{format_count(count.sebanding)} dari {format_count(count.kegiatan)} kegiatan dapat dibandingkan"
    if count.sebanding:
        start += f": {changed_words(count)}"
    if not count.tak_sebanding:
        return f"{start}."
    reasons = ", ".join(f"{reason.value} {format_count(times)}" for reason, times in program.reasons.items())
    return f"{start}; {format_count(count.tak_sebanding)} tidak dapat ({reasons})."


def changed_words(count: ActivityCount) -> str:
    """What before and after show where they compare, without judging the way: "27 berubah, 4 tetap"."""
    parts = [(count.berubah, "berubah"), (count.tetap, "tetap"), (count.samar, f"{FEW_WORDS} sebelum dan sesudah")]
    return ", ".join(f"{format_count(number)} {words}" for number, words in parts if number)


def difference_words(difference: Difference) -> str:
    """ "35 → 20 anak (selisih −15)"; of percentages "12,5 → 8% (selisih −4,5 poin)"."""
    unit = difference.unit
    behind = unit if unit == "%" else f" {unit}".rstrip()
    return f"{_ends(difference)}{behind} ({change_words(difference)})"


def short_difference(difference: Difference) -> str:
    """ "35 → 20 anak", its unit shortened."""
    unit = shorten(difference.unit, _UNIT_LETTERS)
    words = _ends(difference)
    return f"{words}{unit}" if unit == "%" else f"{words} {unit}".rstrip()


def _ends(difference: Difference) -> str:
    return " → ".join(
        number_words(one.number) if one.number is not None else FEW_WORDS
        for one in (difference.before, difference.after)
    )


def change_words(difference: Difference) -> str:
    """ "selisih −15"; of percentages "selisih −4,5 poin"; where an end is fewer than 5, that it is not shown."""
    change = difference.change
    if change is None:
        return "selisih tidak ditunjukkan"
    sign = "+" if change > 0 else "−" if change < 0 else ""
    points = " poin" if difference.unit.startswith("%") and change else ""
    return f"selisih {sign}{number_words(abs(change))}{points}"


def number_words(number: Decimal) -> str:
    """A number with as many decimals as it has, at most two: "1.250", "12,5"."""
    exponent = number.normalize().as_tuple().exponent
    digits = min(_MOST_DECIMALS, -exponent) if isinstance(exponent, int) and exponent < 0 else 0
    words = format_decimal(float(number), digits) if digits else format_count(float(number))
    return words.replace("-", "−")
