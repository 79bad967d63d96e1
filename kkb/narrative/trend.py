"""What the page Tren finds: when the Pokja were formed, what is left to do, and when that might be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from kkb.formatting import (
    format_count,
    format_date,
    format_date_short,
    format_decimal,
    join_words,
)
from kkb.indicators import Ringkasan, gain_in, months_before
from kkb.narrative import line_title, overdue_span, perkiraan_words, reached_pace
from kkb.narrative.counts import count_words, gain_words, since_words, standstill_months, undated_words
from kkb.narrative.statement import Claim, Statement, formed_in, nothing_in
from kkb.schema import FIRST_YEAR, Tanggal
from kkb.spans import Count, Standstill
from kkb.state import Formation

_MOST_YEARS = 3
"""More years than these are no peak."""
_MOSTLY = 2 / 3
"""From this share of all formations on, a few years are told as when it happened."""


def formation_title(formations: pd.DataFrame, r: Ringkasan, spans: Sequence[Standstill]) -> Statement:
    """When it happened: "14 dari 15 Pokja terbentuk pada 2017 dan 2018. Sejak Mei 2018 tidak ada lagi".

    `formations` has the columns of `schema.FORMATION_FRAME`. Where no few years stand out, the last 12 months are
    compared with the 12 before. Those that may lie in two years belong to none.
    """
    begun = formations[formations["mulai"] <= pd.Timestamp(r.day)]
    if begun.empty:
        return Statement(f"Belum satu pun dari {format_count(r.jumlah_desa)} desa tercatat membentuk Pokja")
    title = _when_formed(begun, formations, r, spans)
    # Those formed are more than those that stand below it.
    return Statement(f"{title}. {format_count(r.bubar_desa)} sudah bubar", title.claims) if r.bubar_desa else title


def _when_formed(begun: pd.DataFrame, formations: pd.DataFrame, r: Ringkasan, spans: Sequence[Standstill]) -> Statement:
    first, last = begun["rentang_awal"].dt.year, begun["rentang_akhir"].dt.year
    dated = first[first == last]
    total = format_count(len(begun))
    if dated.empty:
        return Statement(f"{total} Pokja dilaporkan terbentuk, tanggalnya belum diketahui")
    years = _peak(dated.tolist(), len(begun))
    a_year_ago = months_before(r.day, 12)
    last_year = gain_in(formations, a_year_ago, r.day)
    if not years:
        before = gain_in(formations, months_before(r.day, 24), a_year_ago)
        if not (last_year.formed.is_exact and before.formed.is_exact):
            known = f"{format_count(len(dated))} dari {total} Pokja diketahui tahunnya"
            return Statement(f"{known}, {undated_words(len(begun) - len(dated))}")
        if not last_year.formed.possible + before.formed.possible:
            nothing = formed_in(months_before(r.day, 24), r.day, Count(0, 0))
            return Statement(f"{total} Pokja terbentuk, tidak satu pun dalam 24 bulan terakhir", [nothing])
        return Statement(
            f"12 bulan terakhir {gain_words(last_year, noun='Pokja')}, "
            f"12 bulan sebelumnya {gain_words(before, noun='Pokja')}",
            [
                formed_in(a_year_ago, r.day, last_year.formed),
                formed_in(months_before(r.day, 24), a_year_ago, before.formed),
            ],
        )
    inside = int(dated.isin(years).sum())
    count = total if inside == len(begun) else f"{format_count(inside)} dari {total}"
    title = f"{count} Pokja terbentuk pada {join_words([str(year) for year in years])}"
    claims = [Claim(date(year - 1, 12, 31), date(year, 12, 31), int((dated == year).sum())) for year in years]
    if undated := len(begun) - len(dated):
        title = f"{title}, {undated_words(undated)}"
    if spans and spans[-1].end == r.day:
        since = f"Sejak {since_words(spans[-1])} tidak ada lagi"
        return Statement(f"{title}. {since}", [*claims, nothing_in(spans[-1])])
    if years[-1] >= r.day.year:
        return Statement(title, claims)
    lately = count_words(last_year.formed) if last_year.formed.possible else "tidak ada"
    return Statement(f"{title}. 12 bulan terakhir: {lately}", [*claims, formed_in(a_year_ago, r.day, last_year.formed)])


def _peak(years: Sequence[int], total: int) -> list[int]:
    """The fewest years in which most formations lie, ties together; [] where they are spread."""
    counts = pd.Series(years).value_counts()
    for most in counts.unique():
        chosen = counts[counts >= most]
        if len(chosen) > _MOST_YEARS:
            break
        if chosen.sum() >= _MOSTLY * total:
            return sorted(int(year) for year in chosen.index)
    return []


def way_title(r: Ringkasan, spans: Sequence[Standstill]) -> Statement:
    """How it goes and what it takes: "Tidak ada Pokja baru sejak …. Perlu 1,2 desa per bulan sampai …"."""
    title = line_title(r, spans)
    if not r.sisa_desa or r.tidak_dilaporkan_desa == r.jumlah_desa:
        return title
    if over := overdue_span(r):
        return Statement(f"{title}. Tenggat lewat {over}", title.claims)
    if r.laju_dibutuhkan is None:
        return title
    needed = f"Perlu {format_decimal(r.laju_dibutuhkan)} desa per bulan sampai {format_date(r.target_day)}"
    return Statement(f"{title}. {needed}, 12 bulan terakhir {reached_pace(r)}", title.claims)


def outlook_title(r: Ringkasan) -> str:
    """When the rest might be done at the net paces of three windows, or why that cannot be told."""
    if r.target_desa is None:
        return "Belum dapat diperkirakan kapan selesai: target belum ditetapkan"
    if not r.sisa_desa:
        return f"Tidak ada yang perlu diperkirakan: target {format_count(r.target_desa)} desa tercapai"
    rest, words = f"{format_count(r.sisa_desa)} desa", perkiraan_words(r.perkiraan)
    if r.perkiraan is None or r.perkiraan.paling_cepat is None:
        return f"Kapan sisa {rest} selesai {words}"
    return f"Dengan laju 12, 24 dan 36 bulan terakhir sisa {rest} selesai {words}"


def assumed_sentence(r: Ringkasan, desa_per_bulan: float, done: date | None) -> str:
    """What would be at an assumed pace: "Dengan 2,0 desa per bulan sejak 10 Mei 2023, sisa 24 desa selesai …"."""
    start = f"Dengan {format_decimal(desa_per_bulan)} desa per bulan sejak {format_date(r.day)}"
    rest = f"sisa {format_count(r.sisa_desa)} desa"
    if done is None:
        return f"{start}, selesainya {rest} terlalu jauh untuk disebut tanggalnya."
    return f"{start}, {rest} selesai {format_date(done)}."


def recent_title(names: Sequence[str], formations: pd.DataFrame, day: date) -> str:
    """Where something happened lately: "3 dari 7 kecamatan membentuk Pokja dalam 12 bulan sampai 10 Mei 2023".

    `names` are the kecamatan shown; of a single one its last formation is told.
    """
    own = formations[formations["kecamatan"].isin(list(names))]
    until = f"dalam 12 bulan sampai {format_date(day)}"
    if len(names) == 1:
        (name,) = names
        begun = own[own["mulai"] <= pd.Timestamp(day)]
        if begun.empty:
            return f"{name} belum membentuk Pokja"
        last = begun.sort_values("rentang_akhir").iloc[-1]
        if last["rentang_awal"] < last["rentang_akhir"]:
            return f"{name}: Pokja terakhir tanpa tanggal pasti"
        return f"{name}: Pokja terakhir terbentuk {format_date(last['rentang_awal'].date())}"
    gains = [gain_in(part, months_before(day, 12), day).formed for _, part in own.groupby("kode_kecamatan")]
    certain = sum(formed.certain > 0 for formed in gains)
    unsure = sum(formed.possible > 0 for formed in gains) - certain
    if certain == 0 and unsure:
        return f"{format_count(unsure)} kecamatan melaporkan Pokja tanpa tanggal pasti"
    total, more = format_count(len(names)), f", {format_count(unsure)} lagi tanpa tanggal pasti" if unsure else ""
    if certain == 0:
        return f"Tidak satu pun dari {total} kecamatan membentuk Pokja {until}"
    if certain == len(names):
        return f"Semua {total} kecamatan membentuk Pokja {until}"
    return f"{format_count(certain)} dari {total} kecamatan membentuk Pokja {until}{more}"


def imprecise_words(formations: pd.DataFrame, limit: int) -> str:
    """Formations without a certain day (`schema.FORMATION_FRAME`) by name: those without a certain year, whom the title
    counts as "tanpa tanggal pasti" (`formation_title`), apart from those of which the year is known.
    """
    has_year = formations["rentang_awal"].dt.year == formations["rentang_akhir"].dt.year
    sentences = []
    for part, words in ((formations[~has_year], undated_words), (formations[has_year], _year_words)):
        if part.empty:
            continue
        named = [
            f"{row['desa']} ({when_words(row['tanggal_iso'], row['rentang_awal'].date(), row['rentang_akhir'].date())})"
            for row in part.to_dict("records")
        ]
        sentences.append(f"{words(len(part))}: {join_words(named, limit)}.")
    return " ".join(sentences)


def _year_words(count: int) -> str:
    return f"{format_count(count)} diketahui tahunnya, harinya tidak"


def when_words(iso: object, first: date, last: date) -> str:
    """What is known of a day of formation: as it was told ("2017"), or between which days reports put it."""
    if isinstance(iso, str):
        return Tanggal.from_iso(iso).words()
    if first <= date(FIRST_YEAR, 1, 1):
        return "tanggal tidak diketahui"
    return f"antara {format_date_short(first)} dan {format_date_short(last)}"


def contradicted_words(formation: Formation) -> str:
    """A stated date beside the report that contradicts it, both days in words; "" where none does."""
    if (day := formation.contradicted_per) is None or formation.tanggal is None:
        return ""
    said = "sudah" if day == formation.earliest else "belum"
    return f"{formation.tanggal.words()}, padahal laporan per {format_date(day)} menyebut {said} terbentuk"


def standstills_words(spans: Sequence[Standstill]) -> str:
    """How often nothing was formed, and how long at most: "2 masa sedikitnya 24 bulan, yang terlama 60 bulan"."""
    longest = standstill_months(max(spans, key=lambda span: span.months))
    if len(spans) == 1:
        return f"1 masa, {longest}"
    return f"{format_count(len(spans))} masa sedikitnya 24 bulan, yang terlama {longest}"
