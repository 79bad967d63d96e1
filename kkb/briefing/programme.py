"""The slides of promises and benefit, one for each sheet that is reported: who promised and who stands still, who
could form next, which programmes there are, what was judged of them."""

from __future__ import annotations

from collections.abc import Iterator

from kkb.briefing.model import FindingsBody, Slide, SlideTable
from kkb.formatting import format_count, format_date
from kkb.narrative import NOT_REPORTED, programme, programme_lists
from kkb.narrative.programme_help import PROGRAMME_DEFINITIONS, PROGRAMME_SLIDE_DEFINITIONS
from kkb.narrative.programme_lists import COMMITMENT_WORDS
from kkb.outcomes.evaluasi import EvaluasiSummary
from kkb.outcomes.komitmen import KomitmenCount
from kkb.outcomes.langkah import LangkahSummary
from kkb.overview import Overview
from kkb.programme import LADDER_OF_STEPS, Putusan

_NEXT_SHOWN = 8
"""Desa that could form next; the others follow on the page."""
_PROGRAMS_SHOWN = 8


def programme_slides(overview: Overview) -> Iterator[Slide]:
    """The slides, in the order of the regent's questions; none of a sheet of which nothing is reported."""
    komitmen, langkah = overview.komitmen, overview.langkah
    kegiatan, evaluasi = overview.kegiatan, overview.evaluasi
    if komitmen.is_reported:
        yield _komitmen(overview)
        if komitmen.standing_still:
            yield _standing_still(overview)
    if langkah.is_reported and langkah.next:
        yield _next(overview, langkah)
    if kegiatan.is_reported:
        yield _programs(overview)
    if evaluasi.is_reported:
        yield _evaluasi(overview, evaluasi)


def programme_definitions(overview: Overview) -> Iterator[tuple[str, str]]:
    """The words without which those slides cannot be read, with their definitions."""
    if not overview.programme.is_empty:
        yield from ((word, PROGRAMME_DEFINITIONS[word]) for word in PROGRAMME_SLIDE_DEFINITIONS)


def _komitmen(overview: Overview) -> Slide:
    summary = overview.komitmen
    counts = [_komitmen_cells(count) for count in summary.per_kecamatan]
    headers = ("Kecamatan", "Berjanji", "Sudah ada", "Ditepati", "Terbuka", "Tak dilaporkan")
    total = _komitmen_cells(summary.total)
    table = SlideTable(headers, tuple(counts), total if len(counts) > 1 else None, frozenset(range(1, len(headers))))
    return _slide(
        "komitmen",
        "Komitmen",
        programme.komitmen_title(summary),
        f"Janji: kepala desa atau ketua BPD menandatangani; terbuka: belum berpokja per {format_date(summary.day)}",
        table,
        programme.komitmen_line(summary),
    )


def _komitmen_cells(count: KomitmenCount) -> tuple[str, ...]:
    numbers = (count.janji, count.sudah_ada + count.tanpa_tanggal, count.ditepati, count.terbuka)
    return (count.kecamatan or "Jumlah", *map(format_count, numbers), format_count(count.tidak_dilaporkan))


def _standing_still(overview: Overview) -> Slide:
    summary = overview.komitmen
    rows = tuple(
        (
            one.desa,
            one.kecamatan,
            one.tahap.value if one.tahap is not None else NOT_REPORTED.capitalize(),
            one.tanggal.words_short() if one.tanggal is not None else "tidak diketahui",
            format_count(one.days_open) if one.days_open is not None else "tidak diketahui",
        )
        for one in summary.standing_still
    )
    title = programme_lists.standing_still_title(summary) or ""
    return _slide(
        "belum-bergerak",
        "Belum bergerak",
        title,
        f"Menandatangani, belum berpokja, tanpa langkah sejak itu; hari sampai {format_date(summary.day)}",
        SlideTable(("Desa", "Kecamatan", "Tahap", "Tanda tangan", "Hari"), rows, numbers=frozenset({4})),
        "; ".join(programme_lists.standing_still_words(one) for one in summary.standing_still),
    )


def _next(overview: Overview, langkah: LangkahSummary) -> Slide:
    shown = langkah.next[:_NEXT_SHOWN]
    rows = tuple(
        (
            format_count(one.place),
            one.desa,
            one.kecamatan,
            f"{one.steps_done} dari {len(LADDER_OF_STEPS)}",
            COMMITMENT_WORDS[one.commitment],
            one.last_movement.words_short() if one.last_movement is not None else "belum ada",
        )
        for one in shown
    )
    rest = len(langkah.next) - len(shown)
    more = f"; {format_count(rest)} desa lain di halaman Komitmen" if rest else ""
    return _slide(
        "berikutnya",
        "Desa berikutnya",
        programme_lists.next_title(langkah) or programme.langkah_title(langkah),
        f"Urut: langkah, komitmen, gerak terakhir; per {format_date(langkah.day)}{more}",
        SlideTable(("No", "Desa", "Kecamatan", "Langkah", "Komitmen", "Gerak terakhir"), rows, numbers=frozenset({0})),
        programme_lists.repeated_sentence(langkah) or programme.langkah_line(langkah),
    )


def _programs(overview: Overview) -> Slide:
    summary = overview.kegiatan
    shown = summary.programs[:_PROGRAMS_SHOWN]
    rows = []
    for program in shown:
        count = program.count
        each = count.rupiah_per_orang
        share = f"{format_count(count.kebutuhan)} dari {format_count(count.kegiatan)}"
        compared = f"{format_count(count.sebanding)} dari {format_count(count.kegiatan)}"
        people = "kosong" if count.peserta_kosong == count.kegiatan else format_count(count.peserta)
        cost = format_count(each) if each is not None else "kosong"
        rows.append((program.nama, format_count(len(program.desa)), people, share, compared, cost))
    rest = len(summary.programs) - len(shown)
    more = f"; {format_count(rest)} program lain di halaman Kegiatan" if rest else ""
    headers = ("Program", "Desa", "Peserta", "Kebutuhan", "Terbanding", "Rp/orang")
    return _slide(
        "program",
        "Program dan manfaat",
        programme.kegiatan_title(summary),
        f"Kegiatan yang menjawab kebutuhan, dan yang hasilnya terbanding; per {format_date(summary.day)}{more}",
        SlideTable(headers, tuple(rows), numbers=frozenset({1, 2, 3, 4, 5})),
        programme.kegiatan_line(summary),
    )


def _evaluasi(overview: Overview, summary: EvaluasiSummary) -> Slide:
    rows = tuple(
        (
            _DECISION_WORDS[putusan],
            program.nama,
            ", ".join(told.row.desa for told in programme_lists.verdict_rows(program, putusan)),
        )
        for putusan in Putusan
        for program in programme_lists.verdict_programs(summary, putusan)
    )
    told = (programme_lists.unreviewed_sentence(summary), programme_lists.asleep_sentence(summary))
    alt = " ".join(filter(None, (programme.evaluasi_line(summary), *told)))
    without, silent = format_count(len(summary.unreviewed)), format_count(len(summary.asleep))
    aside = f"{without} Pokja belum menilai, {silent} tanpa laporan 12 bulan"
    return _slide(
        "evaluasi",
        "Evaluasi",
        programme.evaluasi_title(summary),
        f"{aside}; per {format_date(summary.day)}",
        SlideTable(("Putusan", "Program", "Desa"), rows),
        alt,
    )


_DECISION_WORDS = {
    Putusan.LANJUTKAN: "Sebarkan",
    Putusan.PERBAIKI: "Perbaiki",
    Putusan.HENTIKAN: "Hentikan",
}


def _slide(key: str, menu: str, title: str, subtitle: str, table: SlideTable, alt: str | None) -> Slide:
    return Slide(key, menu, title, subtitle, FindingsBody(table, menu), alt or title)
