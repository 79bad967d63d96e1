"""The verdict in one plain sentence."""

from __future__ import annotations

from kkb.checking.verdict import Outcome, Verdict
from kkb.formatting import format_count, format_date
from kkb.problems import Severity
from kkb.schema import Tahap


def describe_verdict(verdict: Verdict) -> str:
    """What an officer reads first: how much was read, for which day, what would change or stands in the way."""
    counts = verdict.change_counts
    count = len(verdict.files)
    these = "berkas ini" if count == 1 else f"{format_count(count)} berkas ini"
    errors = sum(p.severity is Severity.ERROR for p in verdict.problems)
    if verdict.outcome is Outcome.ASK:
        return f"Ada {format_count(len(verdict.questions))} pertanyaan yang perlu dijawab sebelum {these} disimpan."
    formed = verdict.status_counts.get(Tahap.TERBENTUK, 0)
    if verdict.outcome is Outcome.FLAG:
        if not verdict.rows:
            return f"Ada {format_count(errors)} kesalahan; tidak ada baris yang dapat disimpan."
        faults = f"Ada {format_count(errors)} kesalahan; {format_count(counts['rejected'])} desa tidak disimpan"
        if verdict.nothing_to_save:
            return f"{faults}; {format_count(len(verdict.rows))} desa lainnya sama dengan yang tersimpan."
        return f"{faults}; {format_count(len(verdict.rows))} desa lainnya dapat disimpan."
    if verdict.nothing_to_save:
        return f"Isi {these} sama dengan yang tersimpan per {_days(verdict)}; tidak ada yang perlu disimpan."
    read = f"{format_count(verdict.desa_count)} desa terbaca"
    if count > 1:
        read += f" dari {format_count(count)} berkas"
    return (
        f"{read}, {format_count(formed)} Terbentuk, per {_days(verdict)}: {format_count(counts['new'])} baru, "
        f"{format_count(counts['changed'])} berubah, {format_count(counts['unchanged'])} tetap."
    )


def _days(verdict: Verdict) -> str:
    days = sorted({file.data_date for file in verdict.files if file.data_date is not None})
    if len(days) < 2:
        return format_date(days[0] if days else None)
    return f"{format_date(days[0])} sampai {format_date(days[-1])}"
