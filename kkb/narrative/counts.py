"""Counts over a time in words, for every sentence about time: what is certain and what possible, gross and net."""

from __future__ import annotations

from kkb.formatting import format_count, format_decimal, format_month
from kkb.spans import Count, Gain, Standstill


def count_words(count: Count) -> str:
    """ "3", or "3 sampai 15" where only that much is certain."""
    return _range(count, " sampai ")


def count_short(count: Count) -> str:
    """The same where it stands big and alone: "3–15"."""
    return _range(count, "–")


def gain_words(gain: Gain, *, noun: str = "desa") -> str:
    """ "3 desa terbentuk"; with a dissolution gross and net: "9 desa terbentuk, 1 bubar, bersih 8"."""
    formed = f"{count_words(gain.formed)} {noun} terbentuk"
    if not gain.ended:
        return formed
    return f"{formed}, {format_count(gain.ended)} bubar, bersih {count_words(gain.net)}"


def with_ended(words: str, ended: int) -> str:
    """A count of desa that are Belum, and of how many of them the Pokja was dissolved: "5 belum (termasuk 2 bubar)"."""
    return f"{words} (termasuk {format_count(ended)} bubar)" if ended else words


def pace_words(least: float, most: float) -> str:
    """A net pace in desa per month: "0,4", or "0 sampai 1,3" where the days are not known."""
    words = [f"{'−' if pace < 0 else ''}{format_decimal(abs(pace)) if pace else '0'}" for pace in (least, most)]
    return words[0] if words[0] == words[1] else " sampai ".join(words)


def standstill_months(span: Standstill) -> str:
    """ "60 bulan", or "sedikitnya 40 bulan" where a formation before or after it has no certain day."""
    return f"{'' if span.is_exact else 'sedikitnya '}{format_count(span.months)} bulan"


def since_words(span: Standstill) -> str:
    """Since when: "Mei 2018", or "akhir 2018" where of the last one before only the year is known."""
    year_end = (span.begin.month, span.begin.day) == (12, 31)
    return f"akhir {span.begin.year}" if year_end and not span.is_exact else format_month(span.begin)


def undated_words(count: int) -> str:
    """How many have no certain day: "12 tanpa tanggal pasti"."""
    return f"{format_count(count)} tanpa tanggal pasti"


def _range(count: Count, between: str) -> str:
    return between.join(map(_signed, [count.certain] if count.is_exact else [count.certain, count.possible]))


def _signed(value: int) -> str:
    return f"{'−' if value < 0 else ''}{format_count(abs(value))}"
