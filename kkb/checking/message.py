"""The verdict in one plain sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from kkb.checking.verdict import DesaCounts, Outcome, Verdict
from kkb.formatting import format_count, format_date, join_words
from kkb.problems import Severity
from kkb.schema import Tahap

_WORDS = {"new": "baru", "changed": "berubah", "unchanged": "tetap", "rejected": "tidak disimpan"}
_ALWAYS = ("new", "changed", "unchanged")
_FIRST = "dilaporkan pertama kali (data contoh ditarik)"

_ASKED_ABOUT_READING = frozenset({
    "SHEET", "STATUS_PERIOD", "NO_STATUS_COLUMN", "STATUS_COLOUR", "STATUS_LETTER", "STATUS_FINER", "TICK_BLANK",
    "CELL_STRUCK", "TANGGAL_DATA", "NAME_FUZZY", "ROW_DUP_CONFLICT", "DATE_MAYBE_SWAPPED", "DATE_DROPPED",
})  # fmt: skip
"""Only their answers tell which desa, rung, day or date is read, and so what of it contradicts what is stored."""


def say_counts(counts: Mapping[str, int], *, with_noughts: bool = False, is_first: bool = False) -> list[str]:
    """ "24 baru", "1 berubah", "1 tidak disimpan", "2 baris tidak disimpan": what is counted by these names.

    `is_first`: all of it takes the place of the sample data, so that nothing is new beside something else.
    """
    words = _WORDS | ({"new": _FIRST} if is_first else {})
    told = [
        f"{format_count(counts.get(kind, 0))} {word}"
        for kind, word in words.items()
        if counts.get(kind) or (with_noughts and not is_first and kind in _ALWAYS)
    ]
    rows = counts.get("rows", 0)
    return told + [f"{format_count(rows)} baris tidak disimpan"] * bool(rows)


def say_formed(before: int, after: int, *, of: int, is_first: bool) -> str:
    """What a save makes of the number of formed desa: "15 → 22", and of the first one beside sample data "29 dari 39
    (laporan pertama; data contoh ditarik)"."""
    if is_first:
        return f"{format_count(after)} dari {format_count(of)} (laporan pertama; data contoh ditarik)"
    return f"{format_count(before)} → {format_count(after)}"


def say_left_out(counts: DesaCounts, rows: int = 0) -> str:
    """ "2 desa dan 1 baris": what a commit leaves out, `rows` of them of the other sheets; empty for nothing."""
    left_out = [(counts.rejected, "desa"), (counts.rows + rows, "baris")]
    return join_words([f"{format_count(number)} {unit}" for number, unit in left_out if number])


def describe_verdict(verdict: Verdict) -> str:
    """What an officer reads first: how much was read, for which day, what would change or stands in the way."""
    count = len(verdict.files)
    these = "berkas ini" if count == 1 else f"{format_count(count)} berkas ini"
    if verdict.outcome is Outcome.ASK:
        more = "; jawabannya dapat memunculkan pertanyaan lain" if may_lead_on(verdict) else ""
        asked = format_count(len(verdict.questions))
        return f"Ada {asked} pertanyaan yang perlu dijawab sebelum {these} disimpan{more}."
    if verdict.outcome is Outcome.FLAG:
        return _describe_flagged(verdict)
    if verdict.nothing_to_save:
        if not verdict.desa_count and not verdict.programme:
            return f"Semua baris {these} dilewati; tidak ada yang perlu disimpan."
        told = f"sama dengan yang tersimpan per {_days(verdict)}"
        if verdict.outweighed:
            told = f"per {_days(verdict)} tidak mengubah apa pun: {_say_outweighed(verdict)}"
        return f"Isi {these} {told}; tidak ada yang perlu disimpan."
    beyond = f" U{_say_outweighed(verdict)[1:]}." if verdict.outweighed else ""
    beside = join_words([f"{words} {_WORDS[kind]}" for kind in _WORDS for words in _count_beside(verdict, kind)])
    if beside and not verdict.desa_count:
        return f"Terbaca {beside}, per {_days(verdict)}.{beyond}"
    counts = verdict.desa_counts
    formed = verdict.status_counts.get(Tahap.TERBENTUK, 0)
    read = f"{format_count(verdict.desa_count)} desa terbaca"
    if count > 1:
        read += f" dari {format_count(count)} berkas"
    told = ", ".join(say_counts(asdict(counts), with_noughts=True, is_first=verdict.is_first))
    details = f"; {format_count(counts.detailed)} dengan rincian baru" if counts.detailed else ""
    rest = f"; serta {beside}" if beside else ""
    return f"{read}, {format_count(formed)} Terbentuk, per {_days(verdict)}: {told}{details}{rest}.{beyond}"


def may_lead_on(verdict: Verdict) -> bool:
    """True if answers to the open questions may bring up others, which nobody can count before.

    Beside the answers that tell what is read these are all about a file of an earlier day: they change the state that
    the files of later days are judged against.
    """
    if any(question.code in _ASKED_ABOUT_READING for question in verdict.questions):
        return True
    newest = max((day for file in verdict.files for day in file.days), default=None)
    asked = {number for question in verdict.questions for number in question.files}
    return any(day != newest for number in asked for day in verdict.files[number - 1].days)


def _describe_flagged(verdict: Verdict) -> str:
    begin = f"Ada {format_count(verdict.weights[Severity.ERROR])} kesalahan"
    if not verdict.rows and not verdict.programme:
        return f"{begin}; tidak ada baris yang dapat disimpan."
    counts = verdict.desa_counts
    lost, kept = _count_beside(verdict, "rejected"), _count_beside(verdict, "new", "changed", "unchanged")
    if (left_out := say_left_out(counts)) or not lost:
        lost = [left_out or "0 desa", *lost]
    if stored := counts.new + counts.changed + counts.unchanged:
        kept = [f"{format_count(stored)} desa{' lainnya' if counts.rejected else ''}", *kept]
    same = "tidak mengubah yang tersimpan" if verdict.outweighed else "sama dengan yang tersimpan"
    end = same if verdict.nothing_to_save else "dapat disimpan"
    return f"{begin}; {join_words(lost)} tidak disimpan; {join_words(kept)} {end}."


def _say_outweighed(verdict: Verdict) -> str:
    count = format_count(verdict.outweighed)
    return f"untuk {count} baris yang isinya lain tetap berlaku laporan yang lebih baru"


def _count_beside(verdict: Verdict, *kinds: str) -> list[str]:
    """What the sheets beside the recap of status hold of these kinds: "12 kegiatan"."""
    numbers = {lembar: sum(getattr(count, kind) for kind in kinds) for lembar, count in verdict.lembar.items()}
    return [f"{format_count(number)} {lembar.value}" for lembar, number in numbers.items() if number]


def _days(verdict: Verdict) -> str:
    days = sorted({day for file in verdict.files for day in file.days})
    if len(days) < 2:
        return format_date(days[0] if days else None)
    return f"{format_date(days[0])} sampai {format_date(days[-1])}"
