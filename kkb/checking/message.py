"""The verdict in one plain sentence."""

from __future__ import annotations

from kkb.checking.verdict import ChangeKind, Outcome, Verdict
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
    rejected = counts["rejected"]
    if verdict.outcome is Outcome.FLAG:
        if not verdict.rows:
            return f"Ada {format_count(errors)} kesalahan; tidak ada baris yang dapat disimpan."
        # Over several days a desa stands in several rows.
        rest = f"{format_count(len({row.kode_desa for row in verdict.rows}))} desa lainnya"
        faults = f"Ada {format_count(errors)} kesalahan; {format_count(_count_rejected(verdict))} desa tidak disimpan"
        return f"{faults}; {rest} {'sama dengan yang tersimpan' if verdict.nothing_to_save else 'dapat disimpan'}."
    if verdict.nothing_to_save:
        return f"Isi {these} sama dengan yang tersimpan per {_days(verdict)}; tidak ada yang perlu disimpan."
    read = f"{format_count(verdict.desa_count)} desa terbaca"
    if count > 1:
        read += f" dari {format_count(count)} berkas"
    kinds = [(counts["new"], "baru"), (counts["changed"], "berubah"), (counts["unchanged"], "tetap")]
    if rejected:
        kinds.append((rejected, "tidak disimpan"))
    told = ", ".join(f"{format_count(number)} {word}" for number, word in kinds)
    details = f"; {format_count(verdict.detail_count)} dengan rincian baru" if verdict.detail_count else ""
    return f"{read}, {format_count(formed)} Terbentuk, per {_days(verdict)}: {told}{details}."


def _count_rejected(verdict: Verdict) -> int:
    """Desa that are not stored from any file; a row whose desa cannot be told counts singly."""
    stored = {row.kode_desa for row in verdict.rows}
    rejected = [change for change in verdict.changes if change.kind is ChangeKind.REJECTED]
    named = {change.kode_desa for change in rejected if change.kode_desa} - stored
    return len(named) + sum(change.kode_desa is None for change in rejected)


def _days(verdict: Verdict) -> str:
    days = sorted({file.data_date for file in verdict.files if file.data_date is not None})
    if len(days) < 2:
        return format_date(days[0] if days else None)
    return f"{format_date(days[0])} sampai {format_date(days[-1])}"
