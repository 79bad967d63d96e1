"""The figures as Indonesian sentences: headline, cards, titles of figures, definitions.

One source for screen, slide, paper and message, so that they never differ. Pure: the day of today comes as an
argument and is named only beside the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from kkb.formatting import (
    format_ago,
    format_count,
    format_date,
    format_date_short,
    format_decimal,
    format_month,
    format_percent,
    format_period,
    format_span,
    join_words,
)
from kkb.indicators import (
    OLDEST_MONTHS,
    PERIOD_CODE,
    Frequency,
    Perkiraan,
    Ringkasan,
    TanpaPerkiraan,
    explain_standstill,
    months_before,
    most_left_first,
)
from kkb.narrative.counts import (
    count_short,
    count_words,
    gain_words,
    pace_words,
    since_words,
    standstill_months,
    undated_words,
    with_ended,
)
from kkb.narrative.statement import Claim, Statement, formed_in, nothing_in
from kkb.schema import Tahap, Tanggal, Tonggak
from kkb.spans import Standstill

SAMPLE_NOTICE = "Data contoh: sebagian rekaan, bukan laporan resmi."
SAMPLE_MARK = "DATA CONTOH"
SAMPLE_WORDS = SAMPLE_NOTICE.removeprefix("Data contoh: ").capitalize()
"""What stands behind the mark, where it stands beside it."""
NOT_REPORTED = "belum dilaporkan"
_LONGEST_NUMBER = 8


@dataclass(frozen=True, slots=True)
class Card:
    """One figure: what it is, how much, and a short note under it."""

    label: str
    value: str
    note: str

    @property
    def is_words(self) -> bool:
        """True for a value of several words, "1 tahun 10 bulan", which is set smaller than a number."""
        return len(self.value) > _LONGEST_NUMBER


def scope_words(kecamatan: tuple[str, ...], region_name: str) -> str:
    """The area the figures speak of: the region, or the kecamatan chosen."""
    return f"Kecamatan {join_words(list(kecamatan))}" if kecamatan else region_name


def verdict_words(r: Ringkasan) -> str:
    """Whether the target is met, as the badge says it: "Tertinggal", "Tidak tercapai"."""
    return r.putusan.value.capitalize()


def headline(r: Ringkasan) -> str:
    """Where we are, in one sentence behind the verdict.

    "Tertinggal: 15 dari 39 desa (38,5%) sudah membentuk Pokja per 10 Mei 2023; sisa 24 desa."
    """
    return f"{verdict_words(r)}: {count_sentence(r)}"


def count_sentence(r: Ringkasan, *, is_bare: bool = False) -> str:
    """The headline without its verdict, for where that is a badge before it; `is_bare`: without share and rest too,
    for where these stand beside it."""
    day = format_date(r.day)
    if r.tidak_dilaporkan_desa == r.jumlah_desa:
        return f"belum ada laporan tentang {format_count(r.jumlah_desa)} desa per {day}."
    # One that was dissolved was formed as well.
    have = "punya Pokja" if r.bubar_desa else "sudah membentuk Pokja"
    if not r.target_desa:
        count = f"{format_count(r.terbentuk_desa)} dari {format_count(r.jumlah_desa)} desa"
        return f"{count} {have} per {day}{'; targetnya 0 desa' if r.target_desa == 0 else ''}."
    # A target of fewer desa than there are must not read as their number.
    whole = "" if r.target_desa == r.jumlah_desa else "target "
    share = f"{format_count(r.terbentuk_desa)} dari {whole}{format_count(r.target_desa)} desa"
    if is_bare:
        return f"{share} {have} per {day}"
    start = f"{share} ({format_percent(r.capaian_pct)}) {have} per {day}"
    return f"{start}; sisa {format_count(r.sisa_desa)} desa." if r.sisa_desa else f"{start}."


def pace_sentence(r: Ringkasan) -> str:
    """What is still needed, or by how much the target day has passed; "" without a target."""
    if r.target_day is None or not r.sisa_desa:
        return ""
    if over := overdue_span(r):
        return f"Tenggat {format_date(r.target_day)} lewat {over}."
    if r.day == r.target_day:
        return f"Tanggal keadaan ini adalah tenggatnya, {format_date(r.target_day)}."
    rest, until = f"{format_count(r.sisa_desa)} desa", format_date(r.target_day)
    if r.laju_dibutuhkan is None:
        # Today the day of the target has passed; what came after the data nobody has told.
        return f"Sisa {rest} per {format_date(r.day)}; tenggatnya {until}."
    past = f"12 bulan terakhir {reached_pace(r)} desa per bulan"
    if r.laju_dibutuhkan < 1:
        # A third of a desa each month tells nobody anything.
        return f"Sisa {rest} sampai {until}; {past}: {gain_words(r.laju_12_bulan)}."
    return f"Perlu {format_decimal(r.laju_dibutuhkan)} desa per bulan sampai {until}; {past}."


def overdue_span(r: Ringkasan) -> str:
    """How long the target day had passed on the day of the figures, with desa left: "1 tahun 10 bulan"; "" else.

    Counted to no other day: what came after the figures nobody has told. Where they are of before the target day,
    `freshness` says how long ago that was.
    """
    if not r.sisa_desa or r.target_day is None or r.day <= r.target_day:
        return ""
    return format_span(r.target_day, r.day)


def reached_pace(r: Ringkasan) -> str:
    """The net pace of the last 12 months in the unit of the pace needed, desa per month: "0,4"."""
    return pace_words(*r.laju_12_bulan.per_month(12))


OLD_DAYS = 92
"""From here on data is no longer taken for the present."""


def freshness(
    newest_day: date | None,
    today: date,
    target_day: date | None,
    sisa_desa: int | None,
    older: tuple[int, date] | None = None,
    day: date | None = None,
    *,
    is_bare: bool = False,
) -> str:
    """How old the data is, seen from today; the only sentence in which today appears.

    That nobody has told of today is said of data older than a quarter: recaps come by the month or the quarter.
    `older`: how many desa were last reported for an earlier day than others, and the oldest such day, both as of `day`,
    that of the figures (None: the newest one). `is_bare`: without the newest day and the target, which stand beside it.
    A target that had passed on the day of the figures is told with them (`overdue_span`), and not to another day here.
    """
    if newest_day is None:
        return "Belum ada data."
    is_newest = day is None or day >= newest_day
    dated = "" if is_bare and is_newest else f"{format_date(newest_day)}, "
    parts = [f"Data terakhir {dated}{format_ago(newest_day, today)}"]
    if older is not None:
        words = f"{format_count(older[0])} desa lebih lama, sejak {format_date(older[1])}"
        parts[0] += f" ({words})" if is_newest else f"; per {format_date(day)} {words}"
    if not is_bare and target_day is not None and today > target_day >= (day or newest_day) and sisa_desa:
        parts.append(f"target {target_day.year} lewat {format_span(target_day, today)}")
    if (today - newest_day).days > OLD_DAYS:
        parts.append("belum ada laporan terbaru")
    return "; ".join(parts) + "."


def first_cards(r: Ringkasan) -> list[Card]:
    """Those that nothing on the first page says again, with their units alone: its heading counts the formed, the title
    of the line tells what the last 12 months brought."""
    share, rest, pace = (replace(card, note="") for card in cards(r)[1:])
    if r.laju_dibutuhkan is not None:
        return [share, rest, replace(pace, note="desa per bulan")]
    return [share, rest, pace] if overdue_span(r) else [share, rest]


def cards(r: Ringkasan) -> list[Card]:
    """The four figures that stand below the headline."""
    result = [
        Card("Desa sudah terbentuk", f"{format_count(r.terbentuk_desa)}", _decree_note(r)),
        Card("Capaian terhadap target", format_percent(r.capaian_pct), _target_note(r)),
        Card("Sisa desa", format_count(r.sisa_desa), _rest_note(r)),
    ]
    return [*result, _pace_card(r)]


def _decree_note(r: Ringkasan) -> str:
    """Of how many formed desa the number of the SK is known."""
    if not r.terbentuk_desa:
        return "belum ada yang dilaporkan"
    if not r.ber_sk_desa:
        return f"{format_count(r.terbentuk_desa)} dilaporkan terbentuk; nomor SK belum dilaporkan"
    rest = r.terbentuk_desa - r.ber_sk_desa
    lacking = f", {format_count(rest)} tanpa nomor SK" if rest else ""
    return f"{format_count(r.ber_sk_desa)} dengan nomor SK{lacking}"


def _target_note(r: Ringkasan) -> str:
    if r.target_desa is None or r.target_day is None:
        return "target belum ditetapkan"
    return f"target {format_count(r.target_desa)} desa, {format_date_short(r.target_day)}"


def _rest_note(r: Ringkasan) -> str:
    counts = [*_rungs_below(r), (r.tidak_dilaporkan_desa, NOT_REPORTED)]
    words = _words_of(counts) or "semua sudah terbentuk"
    # Of a target of fewer desa than there are, more than those left have no Pokja.
    is_whole = r.sisa_desa in (None, sum(count for count, _ in counts))
    return words if is_whole else f"di semua desa: {words}"


def _rungs_below(r: Ringkasan) -> list[tuple[int, str]]:
    belum = with_ended("belum", r.belum_bubar_desa)
    return [(r.merintis_desa, "merintis"), (r.sosialisasi_desa, "sosialisasi"), (r.belum_desa, belum)]


def _words_of(counts: list[tuple[int, str]]) -> str:
    return ", ".join(f"{format_count(count)} {word}" for count, word in counts if count)


def _pace_card(r: Ringkasan) -> Card:
    gain = r.laju_12_bulan
    if (over := overdue_span(r)) and r.target_day is not None:
        return Card("Tenggat lewat", over, f"dari {format_date(r.target_day)}, per tanggal data")
    if r.laju_dibutuhkan is None:
        label = "Bersih dalam 12 bulan" if gain.ended else "Terbentuk dalam 12 bulan"
        return Card(label, count_short(gain.net), _gain_note(r))
    # The day is named: seen later, it may have passed.
    note = f"desa per bulan sampai {format_date_short(r.target_day)}; 12 bulan terakhir {reached_pace(r)}"
    return Card("Laju dibutuhkan", format_decimal(r.laju_dibutuhkan), note)


def _gain_note(r: Ringkasan) -> str:
    gain, until = r.laju_12_bulan, f"sampai {format_date_short(r.day)}"
    if gain.ended:
        return f"desa, {until}: {count_words(gain.formed)} terbentuk, {format_count(gain.ended)} bubar"
    if not gain.formed.is_exact:
        return f"desa, {until}; {undated_words(gain.formed.unsure)}"
    return f"desa, {until}"


def perkiraan_words(perkiraan: Perkiraan | None) -> str:
    """The projection as a range: "paling cepat …, paling lambat …", or why it cannot be told.

    None stands both for nothing left and for no target.
    """
    if perkiraan is None:
        return "tidak ada yang perlu diperkirakan"
    if perkiraan.paling_cepat is None:
        return f"belum dapat diperkirakan: {NO_PROJECTION[perkiraan.alasan or TanpaPerkiraan.TANPA_LAJU]}"
    soonest = f"paling cepat {format_month(perkiraan.paling_cepat)}"
    if perkiraan.paling_lambat is None:
        return soonest
    if format_month(perkiraan.paling_cepat) == format_month(perkiraan.paling_lambat):
        return f"sekitar {format_month(perkiraan.paling_cepat)}"
    return f"{soonest}, paling lambat {format_month(perkiraan.paling_lambat)}"


NO_PROJECTION = {
    TanpaPerkiraan.DATA_LAMA: f"keadaan ini lebih dari {OLDEST_MONTHS} bulan yang lalu",
    TanpaPerkiraan.TANPA_LAJU: "tidak ada desa terbentuk dalam 36 bulan terakhir",
    TanpaPerkiraan.TANPA_TANGGAL: "tidak diketahui berapa desa terbentuk dalam 36 bulan terakhir",
    TanpaPerkiraan.SUDAH_LEWAT: "menurut laju sebelumnya hari selesainya sudah lewat",
}


def line_title(r: Ringkasan, spans: Sequence[Standstill]) -> Statement:
    """The finding of the line to the target."""
    day = format_date(r.day)
    if r.tidak_dilaporkan_desa == r.jumlah_desa:
        return Statement(f"Belum ada laporan per {day}")
    if r.terbentuk_desa == 0:
        # Who has not been reported may have formed one.
        ended = f"; {format_count(r.bubar_desa)} sudah bubar" if r.bubar_desa else ""
        reported = "dilaporkan " if r.tidak_dilaporkan_desa else ""
        return Statement(f"Belum ada Pokja yang {reported}terbentuk per {day}{ended}")
    if r.terbentuk_desa == r.jumlah_desa:
        return Statement(f"Semua {format_count(r.jumlah_desa)} desa sudah membentuk Pokja")
    if r.target_desa and r.sisa_desa == 0:
        return Statement(f"Target {format_count(r.target_desa)} desa tercapai")
    if spans and spans[-1].end == r.day:
        since = f"sejak {since_words(spans[-1])}, {standstill_months(spans[-1])}"
        return Statement(f"Tidak ada Pokja baru {since}", [nothing_in(spans[-1])])
    title = _last_year_title(r, f"dalam 12 bulan sampai {day}")
    return Statement(title, [formed_in(months_before(r.day, 12), r.day, r.laju_12_bulan.formed)])


def _last_year_title(r: Ringkasan, when: str) -> str:
    """What the last year brought: nothing is said to have been formed in it that was not for certain."""
    gain, formed = r.laju_12_bulan, r.laju_12_bulan.formed
    if formed.certain == 0 and formed.possible == r.terbentuk_desa:
        return f"{format_count(formed.possible)} Pokja dilaporkan sudah terbentuk, tanggalnya tidak pasti"
    if formed.certain == 0 and formed.possible:
        return f"{gain_words(gain)} {when}"
    if gain.ended:
        start = f"{format_count(formed.certain)} terbentuk" if formed.certain else "Tidak ada Pokja baru"
        title = f"{start}, {format_count(gain.ended)} bubar, bersih {count_words(gain.net)} {when}"
    else:
        start = f"{format_count(formed.certain)} desa membentuk Pokja" if formed.certain else "Tidak ada Pokja baru"
        title = f"{start} {when}"
    return title if formed.is_exact else f"{title}; {format_count(formed.unsure)} lagi tanpa tanggal pasti"


def kecamatan_title(capaian: pd.DataFrame, *, is_bare: bool = False) -> str:
    """Who has most left: "Manggar paling banyak tersisa: 7 dari 9 desa"; `is_bare`: without the numbers."""
    rest = capaian.dropna(subset=["sisa_desa"])
    if rest.empty:
        return "Desa yang sudah terbentuk per kecamatan"
    most = int(rest["sisa_desa"].max())
    if most == 0:
        return "Semua kecamatan mencapai target" if len(rest) > 1 else f"{rest['kecamatan'].iloc[0]} mencapai target"
    worst = rest[rest["sisa_desa"] == most]
    names = join_words(worst["kecamatan"].tolist(), limit=3)
    if len(rest) == 1:
        return f"{names}: sisa {format_count(most)} dari target {format_count(rest['target_desa'].iloc[0])} desa"
    if is_bare:
        return f"{names} paling banyak tersisa"
    if len(worst) > 1:
        return f"{names} paling banyak tersisa: masing-masing {format_count(most)} desa"
    target = int(worst["target_desa"].iloc[0])
    return f"{names} paling banyak tersisa: {format_count(most)} dari {format_count(target)} desa"


def tile_title(r: Ringkasan) -> str:
    """What the map shows: "24 desa belum membentuk Pokja"; what nobody reported is told apart."""
    rest = r.jumlah_desa - r.terbentuk_desa - r.tidak_dilaporkan_desa
    if r.tidak_dilaporkan_desa:
        known = f"{format_count(rest)} belum, " if rest else ""
        return (
            f"{format_count(r.terbentuk_desa)} terbentuk, {known}{format_count(r.tidak_dilaporkan_desa)} {NOT_REPORTED}"
        )
    return f"{format_count(rest)} desa {_without(r)}" if rest else "Semua desa sudah membentuk Pokja"


def _without(r: Ringkasan) -> str:
    """What those without a Pokja are called: of one that was dissolved nobody says that it was never formed."""
    return "tanpa Pokja" if r.bubar_desa else "belum membentuk Pokja"


def without_pokja_title(r: Ringkasan) -> str:
    """How many desa have none: "24 desa belum membentuk Pokja: 2 merintis, 1 sosialisasi, 21 belum".

    Desa without any report are counted apart: nobody knows whether they have one.
    """
    unknown = f"{format_count(r.tidak_dilaporkan_desa)} desa belum dilaporkan"
    rest = r.jumlah_desa - r.terbentuk_desa - r.tidak_dilaporkan_desa
    if rest == 0:
        return unknown if r.tidak_dilaporkan_desa else "Tidak ada desa tanpa Pokja"
    known = f"{format_count(rest)} desa {_without(r)}: {_words_of(_rungs_below(r))}"
    return f"{known}; {unknown}" if r.tidak_dilaporkan_desa else known


def with_ended_note(what: str, r: Ringkasan) -> str:
    """What a figure of the rungs measures (`what`), and of how many desa that are Belum the Pokja was dissolved."""
    if not r.belum_bubar_desa:
        return what
    return f"{what}; {with_ended(f'{format_count(r.belum_desa)} belum', r.belum_bubar_desa)}"


def listed_title(r: Ringkasan, count: int, rungs: Sequence[str]) -> str:
    """What a list of desa shows: of all of them who has no Pokja; of rungs chosen (in words) how many stand on them."""
    below = {word for word in TAHAP_CHOICES if word != "Terbentuk"}
    if not rungs or set(rungs) == below:
        return without_pokja_title(r)
    if list(rungs) == ["Terbentuk"]:
        return f"{format_count(count)} desa sudah membentuk Pokja"
    return f"{format_count(count)} desa {join_words([rung.lower() for rung in rungs])}"


def tahap_words(tahap: str | None) -> str:
    """A rung on screen; a desa without any report is "belum dilaporkan", which is not Belum."""
    return tahap if isinstance(tahap, str) else NOT_REPORTED.capitalize()


def end_words(is_ended: object, iso: object) -> str:
    """Behind the name or the rung of a desa whose Pokja was dissolved: " (bubar 5 November 2026)"; "" of any other.

    `is_ended` and `iso` are `berakhir` and `tanggal_bubar_iso` of `schema.DESA_FRAME`.
    """
    if not is_ended:
        return ""
    return f" (bubar {Tanggal.from_iso(iso).words()})" if isinstance(iso, str) else " (bubar)"


def status_words(desa: pd.DataFrame) -> list[str]:
    """The status of each desa (`schema.DESA_FRAME`): "Terbentuk", "Belum (bubar 5 November 2026)"."""
    columns = (desa[name] for name in ("tahap", "berakhir", "tanggal_bubar_iso"))
    return [tahap_words(tahap) + end_words(is_ended, iso) for tahap, is_ended, iso in zip(*columns, strict=True)]


IMPRECISE_NOTE = (
    "Pembentukan yang hanya diketahui tahunnya dihitung sejak akhir tahun itu, atau sejak pertama kali dilaporkan bila "
    "lebih awal. Yang tanpa tanggal dihitung sejak pertama kali dilaporkan. Keduanya tidak dianggap terbentuk pada "
    "hari itu."
)

FREQUENCIES: dict[str, Frequency] = {"Tahun": "year", "Triwulan": "quarter", "Bulan": "month"}
"""How periods are named on the page."""

TAHAP_CHOICES = ["Terbentuk", "Merintis", "Sosialisasi", "Belum", NOT_REPORTED.capitalize()]


def busiest_title(periods: pd.DataFrame, frequency: Frequency) -> Statement:
    """When most desa certainly formed their Pokja: "2017 dan 2018 paling banyak: 7 desa baru".

    Said only where those without a certain date could not make another period the busiest.
    """
    undated = int(periods["tanpa_tanggal_desa"].sum())
    counts = periods["baru_desa"].to_numpy()
    most = int(counts.max()) if len(periods) else 0
    if most == 0:
        if undated:
            return Statement(f"{format_count(undated)} desa terbentuk, tanggalnya tidak pasti")
        return Statement("Belum ada Pokja yang dilaporkan terbentuk")
    best = [format_period(moment.date(), frequency) for moment in periods.loc[periods["baru_desa"] == most, "periode"]]
    each = "masing-masing " if len(best) > 1 else ""
    others = int(counts[counts < most].max(initial=0))
    if undated and others + undated >= most:
        total = int(counts.sum())
        return Statement(f"{format_count(total)} desa terbentuk pada waktu yang diketahui, {undated_words(undated)}")
    title = f"Paling banyak terbentuk pada {join_words(best, limit=3)}: {each}{format_count(most)} desa"
    claims = [_busiest_claim(moment.date(), frequency, most) for moment in periods.loc[counts == most, "periode"]]
    ended = int(periods["berakhir_desa"].sum())
    more = [undated_words(undated)] * bool(undated) + [f"{format_count(ended)} sudah bubar"] * bool(ended)
    return Statement(". ".join([title, *more]), claims)


def _busiest_claim(first: date, frequency: Frequency, count: int) -> Claim:
    last = pd.Period(first, freq=PERIOD_CODE[frequency]).end_time.date()
    return Claim(date.fromordinal(first.toordinal() - 1), last, count)


def standstill_rows(spans: Sequence[Standstill], milestones: Sequence[Tonggak]) -> list[list[str]]:
    """Rows of (from, to, months, explanation with its source) for spans without a new Pokja.

    Explanations that end before the span does are not stretched over the rest of it: the row says so.
    """
    rows = []
    for span in spans:
        reasons = explain_standstill(span, milestones)
        words = [f"{t.judul} ({t.sumber})" for t in reasons]
        until = max((t.selesai or t.mulai for t in reasons), default=span.end)
        if until < span.end:
            words.append(f"Sesudah {format_date(until)} belum ada penjelasan")
        row = [format_date(span.begin), format_date(span.end), standstill_months(span).removesuffix(" bulan")]
        rows.append([*row, ". ".join(words) or "Belum ada penjelasan"])
    return rows


def reason_words(spans: Sequence[Standstill], milestones: Sequence[Tonggak]) -> str:
    """Why the last standstill that has a reason was one: "Pembinaan 15 Pokja yang sudah ada, sampai 2021"; or "".

    In short: the first clause; the whole is in the table of standstills. A reason that ended before the standstill
    did says until when it held, or it would seem to explain all of it.
    """
    for span in reversed(spans):
        for reason in explain_standstill(span, milestones)[:1]:
            until = f", sampai {reason.selesai.year}" if reason.selesai and reason.selesai < span.end else ""
            return f"{reason.judul.partition(';')[0].strip()}{until}"
    return ""


def line_subtitle(spans: Sequence[Standstill], milestones: Sequence[Tonggak], *, what: str) -> str:
    """What the line to the target measures (`what`), and what its grey bands are where there are any."""
    if not spans:
        return what
    reason = reason_words(spans, milestones)
    return f"{what}. Bidang abu-abu: masa tanpa Pokja baru" + (f" ({reason})" if reason else "")


def with_way(what: str, r: Ringkasan) -> str:
    """What a line measures (`what`), and the way to the target where there is one."""
    return what if r.target_desa is None else f"{what} dan jalur ke target"


def ranking_rows(capaian: pd.DataFrame) -> tuple[list[str], list[list[str]], list[str]]:
    """Headers, rows and total of the ranking of kecamatan, most desa left first; what matters most is on the left."""
    headers = ["Kecamatan", "Sisa", "Terbentuk", "Target", "Capaian", "Merintis", "Sosialisasi"]
    rows = [
        [
            str(row["kecamatan"]),
            format_count(_or_none(row["sisa_desa"])),
            format_count(row["terbentuk_desa"]),
            format_count(_or_none(row["target_desa"])),
            format_percent(_or_none(row["capaian_pct"])),
            format_count(row["merintis_desa"]),
            format_count(row["sosialisasi_desa"]),
        ]
        for row in most_left_first(capaian).to_dict("records")
    ]
    target, formed = capaian["target_desa"].sum(), capaian["terbentuk_desa"].sum()
    has_target = capaian["target_desa"].notna().any()
    total = [
        "Jumlah",
        format_count(capaian["sisa_desa"].sum() if has_target else None),
        format_count(formed),
        format_count(target if has_target else None),
        format_percent(formed / target * 100 if has_target and target else None),
        format_count(capaian["merintis_desa"].sum()),
        format_count(capaian["sosialisasi_desa"].sum()),
    ]
    return headers, rows, total


def _or_none(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


TAHAP_HELP = {
    Tahap.BELUM: "Rekap menyebut Belum; langkah yang tercatat tidak mengubahnya.",
    Tahap.SOSIALISASI: "Sosialisasi sudah dilakukan, Pokja belum dirintis.",
    Tahap.MERINTIS: "Pokja sedang dirintis, belum terbentuk.",
    Tahap.TERBENTUK: "Pokja sudah terbentuk; nomor SK-nya disebut bila sudah dilaporkan.",
}

PAGES_EXPLAINED = {
    "Ringkasan": "Di mana kita, apakah di jalur, siapa yang belum, apa yang berubah dan apa berikutnya. Garis biru: "
    "desa terbentuk. Garis putus-putus jingga: jalur ke target. Bidang abu-abu: masa tanpa Pokja baru.",
    "Tren": "Kapan desa membentuk Pokja, kapan tidak ada, dan kapan sisanya kira-kira selesai.",
    "Kecamatan": "Siapa yang sisanya paling banyak; satu kecamatan, atau dua berdampingan.",
    "Desa": "Semua desa untuk dicari dan disaring. Tekan nama desa untuk profilnya, sampai ke sel rekapnya. Di "
    "bawahnya kecamatan yang belum atau sudah lama tidak dilaporkan.",
    "Peta": "Tiap desa satu petak di tempatnya, pada saat yang dipilih dengan penggeser. Petak putus-putus: pada saat "
    "itu belum ada laporan.",
    "Komitmen": "Siapa yang menandatangani, janji mana yang masih terbuka, desa mana yang berikutnya, dan semua "
    "langkah.",
    "Kegiatan": "Apa yang dikerjakan Pokja, untuk kebutuhan apa, hasil dan biayanya, dan apa putusannya.",
    "Banding": "Apa yang berubah di antara dua hari atau dua unggahan. Baru dilaporkan: sudah terbentuk, tidak pasti "
    "di antara kedua hari. Dikoreksi: catatannya yang berubah.",
    "Rapat": "Slide untuk dinding, PowerPoint, PDF dan Excel dari hari dan saringan yang dipilih; mencatat rapat dan "
    "tindak lanjutnya, yang dibawa ke rapat berikutnya.",
    "Unggah": "Memeriksa rekap, melihat perubahannya, lalu menyimpannya.",
    "Riwayat": "Semua unggahan, siapa dan kapan; menarik dan mengembalikan.",
    "Pengaturan": "Target, peristiwa, peta dari kantor; membatalkan rapat yang salah catat.",
}
"""What Bantuan says of each other page, by its title on the menu."""

DEFINITIONS = {
    "Target": "Jumlah sasaran semua kecamatan menurut rencana yang berlaku pada tanggal keadaan, sampai tenggatnya; "
    "lihat Pengaturan.",
    "Capaian": "Desa terbentuk dibagi target, dalam persen. Tidak ada bila targetnya nol atau belum ditetapkan.",
    "Sisa desa": "Target dikurangi desa terbentuk, dihitung per kecamatan; tidak pernah di bawah nol.",
    "Terbentuk dalam 12 bulan": "Desa yang membentuk Pokja dalam 12 bulan sampai tanggal keadaan, dikurangi Pokja yang "
    "bubar. Yang tanggalnya tidak pasti membuatnya rentang: yang pasti sampai yang mungkin.",
    "Laju dibutuhkan": "Sisa desa dibagi bulan yang tersisa sampai tenggat (satu bulan = 30,4375 hari). "
    "Tidak ada bila tenggatnya sudah tiba.",
    "Perkiraan selesai": "Kapan sisanya selesai dengan laju bersih 12, 24 dan 36 bulan terakhir: yang paling cepat dan "
    "yang paling lambat. Tidak ada dari keadaan lebih dari enam bulan yang lalu.",
    "Putusan": "Yang pertama berlaku, menurut keadaan pada tanggalnya: belum ada rencana; tercapai (tidak ada sisa); "
    "tidak tercapai (tenggat tiba, masih ada sisa); belum ada data sesudah tenggat; belum dapat dinilai; sesuai jalur; "
    "tertinggal.",
    "Sesuai jalur": "Desa terbentuk tidak kurang dari garis lurus: dari jumlah pada hari komitmen sampai target pada "
    "tenggat. Kurang dari itu: tertinggal. Belum dapat dinilai sampai dengan hari komitmen, atau bila jumlahnya "
    "pada hari itu tidak cukup pasti.",
    "Nomor SK": "Desa terbentuk dihitung dengan atau tanpa nomor SK; yang belum dilaporkan nomornya disebut.",
    "Tanpa Pokja baru": "Masa 24 bulan atau lebih, sejak Pokja yang pertama, yang pasti tanpa satu pun Pokja baru.",
    "Tanggal pembentukan": "Yang dihitung dan digambar. Tanggal pencanangan dipakai hanya bila rekap tidak memuatnya, "
    f"dan disebut begitu. {IMPRECISE_NOTE}",
    "Komitmen": "Janji yang ditandatangani: sebuah fakta bertanggal yang tidak mengubah tahap.",
    "Klasifikasi": "Dasar, Berkembang, Mandiri atau Berkelanjutan, dibaca dari rekap; program tidak menghitungnya.",
    "Keadaan per": "Tanggal data terbaru yang berlaku, kecuali bila tanggal lain dipilih. Bukan hari ini.",
}
