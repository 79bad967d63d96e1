"""The slides of promises and benefit, of each sheet that is reported: who promised, who stands still, which programmes
there are, what was judged of them; and who could form next, which recaps of status tell too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kkb.briefing.model import FindingsBody, Opening, Slide, SlideTable, SlideValue, table_of
from kkb.formatting import MISSING, format_count, format_date
from kkb.narrative import NOT_REPORTED, programme, programme_lists, tahap_words
from kkb.narrative.programme_help import PROGRAMME_DEFINITIONS, PROGRAMME_SLIDE_DEFINITIONS
from kkb.outcomes.evaluasi import EvaluasiSummary, ProgramVerdict
from kkb.outcomes.kegiatan import KegiatanSummary, ProgramSummary
from kkb.outcomes.komitmen import KomitmenCount, KomitmenSummary
from kkb.outcomes.langkah import LangkahSummary
from kkb.overview import Overview
from kkb.problems import shorten
from kkb.programme import Putusan
from kkb.programme.measures import FEW_WORDS

_NEXT_SHOWN = 3
"""Desa that could form next, those of the title; the others follow on the page."""
_PROGRAMS_SHOWN = 8
_LONGEST_NAME = 120
"""Letters of a programme: a cell may hold 32,767, and a slide must be read across a room."""
_LONGEST_REASON = 60


def programme_slides(overview: Overview) -> Iterator[Slide]:
    """The slides, in the order of the regent's questions; none of a sheet of which nothing is reported."""
    komitmen, kegiatan, evaluasi = overview.komitmen, overview.kegiatan, overview.evaluasi
    if komitmen.is_reported:
        yield _komitmen(komitmen)
        if komitmen.standing_still:
            yield _standing_still(komitmen)
    if kegiatan.is_reported:
        yield _programs(kegiatan)
    if evaluasi.is_reported:
        yield _evaluasi(evaluasi)


def next_slides(overview: Overview) -> Iterator[Slide]:
    """The slide of the desa nearest to a Pokja; none where every desa has one."""
    if overview.langkah.next:
        yield _next(overview.langkah)


def programme_definitions(overview: Overview) -> Iterator[tuple[str, str]]:
    """The words without which those slides cannot be read, with their definitions."""
    if not overview.programme.is_empty:
        yield from ((word, PROGRAMME_DEFINITIONS[word]) for word in PROGRAMME_SLIDE_DEFINITIONS)


def _komitmen(summary: KomitmenSummary) -> Slide:
    columns = _komitmen_columns(summary.total)
    rows: list[tuple[SlideValue, ...]] = [
        (count.kecamatan, *(number(count) for number in columns.values()))
        for count in (*summary.per_kecamatan, summary.total)
    ]
    total = rows.pop()
    numbers = range(1, len(columns) + 1)
    return _slide(
        "komitmen",
        "Komitmen",
        programme.komitmen_title(summary),
        f"Berjanji: kepala desa atau ketua BPD menandatangani; per {format_date(summary.day)}",
        table_of(("Kecamatan", *columns), rows, total=total if len(rows) > 1 else None, numbers=numbers),
        [Opening("komitmen", count.kecamatan) for count in summary.per_kecamatan],
        line=programme.komitmen_line(summary),
    )


def _komitmen_columns(total: KomitmenCount) -> dict[str, Callable[[KomitmenCount], int]]:
    """The columns by their headers: what became of the promises, then who made none."""
    columns: dict[str, Callable[[KomitmenCount], int]] = {
        "Berjanji": lambda count: count.janji,
        "Sudah ada": lambda count: count.sudah_ada,
        "Ditepati": lambda count: count.ditepati,
        "Terbuka": lambda count: count.terbuka,
    }
    if total.tanpa_tanggal:
        columns["Urutan tak diketahui"] = lambda count: count.tanpa_tanggal
    if total.tidak:
        columns["Tak berjanji"] = lambda count: count.tidak
    return columns | {"Tak dilaporkan": lambda count: count.tidak_dilaporkan}


def _standing_still(summary: KomitmenSummary) -> Slide:
    rows = [
        (
            one.desa,
            one.kecamatan,
            one.tahap.value if one.tahap is not None else NOT_REPORTED.capitalize(),
            one.tanggal or "tidak diketahui",
            one.days_open if one.days_open is not None else "tidak diketahui",
        )
        for one in summary.standing_still
    ]
    title = programme_lists.standing_still_title(summary) or ""
    return _slide(
        "belum-bergerak",
        "Tanpa langkah",
        title,
        f"Belum punya Pokja. Hari dihitung dari penandatanganan sampai {format_date(summary.day)}",
        table_of(("Desa", "Kecamatan", "Tahap", "Tanda tangan", "Hari"), rows, numbers={4}),
        [Opening("desa", one.kode_desa) for one in summary.standing_still],
        alt="; ".join(programme_lists.standing_still_words(one) for one in summary.standing_still),
    )


def _next(langkah: LangkahSummary) -> Slide:
    shown = langkah.next[:_NEXT_SHOWN]
    rows = [(one.desa, one.kecamatan, tahap_words(one.tahap), programme_lists.lacking_words(one)) for one in shown]
    rest = len(langkah.next) - len(shown)
    more = f"; {format_count(rest)} desa lain di halaman Komitmen" if rest else ""
    return _slide(
        "berikutnya",
        "Desa berikutnya",
        programme_lists.next_title(langkah) or programme.langkah_title(langkah),
        f"Yang paling dekat membentuk Pokja{more}",
        table_of(("Desa", "Kecamatan", "Tahap", "Yang kurang"), rows),
        [Opening("desa", one.kode_desa) for one in shown],
        line=programme.langkah_line(langkah),
        alt=programme_lists.repeated_sentence(langkah),
    )


def _programs(summary: KegiatanSummary) -> Slide:
    shown = summary.programs[:_PROGRAMS_SHOWN]
    rows = []
    for program in shown:
        count = program.count
        each = count.rupiah_per_orang
        share = f"{format_count(count.kebutuhan)} dari {format_count(count.kegiatan)}"
        people = count.peserta if count.peserta_tahu else FEW_WORDS if count.peserta_samar else "kosong"
        base = f"dari {format_count(count.berbiaya)} dari {format_count(count.kegiatan)}"
        cost = f"{format_count(each)} ({base})" if each is not None else "kosong"
        rows.append((shorten(program.nama, _LONGEST_NAME), len(program.desa), people, share, _results(program), cost))
    rest = len(summary.programs) - len(shown)
    more = f"; {format_count(rest)} program lain di halaman Kegiatan" if rest else ""
    headers = ("Program", "Desa", "Peserta", "Kebutuhan", "Sebelum → sesudah", "Rp/orang (kegiatan)")
    changed = programme_lists.changed_words(summary.count)
    pairs = f"{changed}; " if changed else ""
    return _slide(
        "program",
        "Program dan manfaat",
        programme.kegiatan_title(summary),
        f"Hasil terbaru (berapa yang terbanding); {pairs}per {format_date(summary.day)}{more}",
        table_of(headers, rows, numbers={1, 2, 3}),
        [Opening("program", program.key) for program in shown],
        line=programme.kegiatan_line(summary),
    )


def _results(program: ProgramSummary) -> str:
    """The newest result and how many there are: "9 → 8 balita (11)"; "– (0)" where none compares."""
    newest = programme_lists.short_difference(program.results[-1][1]) if program.results else MISSING
    return f"{newest} ({format_count(program.count.sebanding)})"


def _evaluasi(summary: EvaluasiSummary) -> Slide:
    rows, openings = [], []
    for putusan in Putusan:
        for program in programme_lists.verdict_programs(summary, putusan):
            rows.append((putusan.value, shorten(program.nama, _LONGEST_NAME), _judged(program, putusan)))
            openings.append(Opening("program", program.key))
    for words, pokja in (("Belum menilai", summary.unreviewed), ("Tanpa laporan", summary.silent)):
        if pokja:
            rows.append((words, f"{format_count(len(pokja))} Pokja", ", ".join(one.desa for one in pokja)))
            openings.append(Opening("program", ""))
    told = (programme_lists.unreviewed_sentence(summary), programme_lists.silent_sentence(summary))
    day = format_date(summary.day)
    silent = f"tanpa laporan: dalam 12 bulan sampai {day}" if summary.silent else f"per {day}"
    return _slide(
        "evaluasi",
        "Evaluasi",
        programme.evaluasi_title(summary),
        f"Putusan terbaru; {silent}",
        table_of(("Putusan", "Program", "Desa dan alasan terbaru"), rows),
        openings,
        named_in=1,
        line=programme.evaluasi_line(summary),
        alt=" ".join(map(str, filter(None, (programme.evaluasi_line(summary), *told)))),
    )


def _judged(program: ProgramVerdict, putusan: Putusan) -> str:
    """Who decided so, of how many desa, whether it can be spread, and why the last did: "Senyubuk, Cendil (2 dari 6;
    dapat disebarluaskan): Berkurang perlahan"."""
    judged = [told.row.desa for told in programme_lists.verdict_rows(program, putusan)]
    share = f"{format_count(len(judged))} dari {format_count(program.desa)}"
    share += f"; {program.sebaran}" if program.sebaran is not None else ""
    return f"{', '.join(judged)} ({share}): {programme_lists.newest_reason(program, putusan, _LONGEST_REASON)}"


def _slide(
    key: str,
    menu: str,
    title: str,
    subtitle: str,
    table: SlideTable,
    openings: Sequence[Opening],
    *,
    named_in: int = 0,
    line: programme.SheetSentence | None = None,
    alt: str | None = None,
) -> Slide:
    """`line` says the table in one sentence, `alt` what is read aloud if that is more."""
    sentence = str(line or "")
    body = FindingsBody(table, menu, tuple(openings), named_in, sentence)
    return Slide(key, menu, title, subtitle, body, alt or sentence or title)
