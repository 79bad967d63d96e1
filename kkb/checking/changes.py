"""What a commit would change, desa by desa, found by the same rule that later draws the charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kkb.checking.request import ReportFile
from kkb.checking.rows.earlier import say_report
from kkb.checking.rows.read_row import ReadRow
from kkb.checking.values.decrees import bare_number
from kkb.checking.verdict import Change, ChangeKind
from kkb.formatting import format_count, format_date
from kkb.problems import Problem, Severity, make_problem
from kkb.recap_columns import COMPARED, DETAILS
from kkb.schema import Observation, RecapRow, Tahap, Tanggal
from kkb.state import DesaHistory, DesaState, Formation, fold, state_of

_Differences = dict[str, tuple[str | None, str | None]]


def list_changes(
    rows: Sequence[RecapRow],
    histories: Mapping[str, DesaHistory],
    day: date,
    file: int = 1,
    *,
    reasons: Mapping[str, str] | None = None,
    report_files: Mapping[int, ReportFile] | None = None,
) -> tuple[list[Change], list[Problem]]:
    """One Change per row, of which each is the only one of its desa: the state on `day` before and after storing it.

    Unchanged means that the compared columns stay equal, tanggal with its precision. A date of the SK, a launch, a note
    or a komitmen may be told all the same: they are its details, and make no change of a desa. `reasons` are remarks by
    kode_desa. The problems are rows of an older file of which a newer upload says otherwise: a formation that would not
    hold, and one that holds although the newer upload called the desa less.
    """
    changes, problems = [], []
    for row in rows:
        history = histories.get(row.kode_desa)
        before = state_of(history, day) if history is not None else None
        history_after = history_with(row, histories, day)
        after = state_of(history_after, day)
        fields, details = _differences(before, after)
        changes.append(
            Change(
                kind=_kind(before, after, fields),
                kode_desa=row.kode_desa,
                kecamatan=row.kecamatan,
                desa=row.desa,
                fields=fields,
                row=row.row,
                sheet=row.sheet,
                file=file,
                reason=reasons.get(row.kode_desa) if reasons else None,
                details=details,
            )
        )
        if (problem := _find_overruled(row, after, day, file)) is not None:
            problems.append(problem)
        if (newer := _find_newly_corrected(history, history_after, day)) is not None:
            told = {"desa": row.desa, "status": newer.row.status.value, "newer": say_report(newer, report_files or {})}
            problems.append(
                make_problem(
                    "STATUS_NEWER_LOWER",
                    file=file,
                    sheet=row.sheet,
                    cell=row.sel.get("status") or row.sel.get("desa"),
                    value=row.status_asli,
                    facts=told,
                )
            )
    return changes, problems


def history_with(row: RecapRow, histories: Mapping[str, DesaHistory], day: date) -> DesaHistory:
    """What is known of the row's desa once the row is stored as the newest upload."""
    history = histories.get(row.kode_desa)
    reports = history.observations if history is not None else ()
    number = max((seen.unggahan for seen in reports), default=0) + 1
    return fold([*reports, Observation(number, day, row)])[row.kode_desa]


def _find_newly_corrected(before: DesaHistory | None, after: DesaHistory, day: date) -> Observation | None:
    """The newest report for a day after `day` whose lower rung the formation outranks only now."""
    known = [seen for seen, _ in before.corrected()] if before is not None else []
    newly = [seen for seen, _ in after.corrected() if seen.tanggal_data > day and seen not in known]
    return newly[-1] if newly else None


def _differences(before: DesaState | None, after: DesaState | None) -> tuple[_Differences, _Differences]:
    """What differs between two states in words: field → (old, new), and the same for its details."""
    old, new = _words(before), _words(after)
    fields, details = (
        {name: (old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)}
        for names in (COMPARED, DETAILS)
    )
    if before is None or after is None or before.tahap is not after.tahap or "status" not in fields:
        return fields, details
    if not _is_dissolved_otherwise(before, after):
        details["status"] = fields.pop("status")  # A komitmen, which moves no rung.
    return fields, details


def _find_overruled(row: RecapRow, state: DesaState | None, day: date, file: int) -> Problem | None:
    if row.status is not Tahap.TERBENTUK or row.tanggal is None or state is None:
        return None
    known = _tanggal(state)
    if known is not None and (known == row.tanggal or row.tanggal.contains(known)):
        return None
    stored = known.words() if known else f"{state.tahap.value} per {format_date(day)}"
    return make_problem(
        "DATE_OVERRULED",
        file=file,
        sheet=row.sheet,
        cell=row.sel.get("tanggal") or row.sel.get("status"),
        value=row.tanggal.words(),
        facts={"desa": row.desa, "stored": stored},
    )


def list_rejected(read: Sequence[ReadRow], rows: Sequence[RecapRow]) -> list[Change]:
    """One Change per desa that the file names and that is not among `rows`; a row that names none counts singly.

    A row that waits for an answer is not rejected (yet).
    """
    stored = {row.kode_desa for row in rows}
    rejected: dict[str, Change] = {}
    for row in read:
        desa = None if row.is_doubtful else row.desa
        waits = row.is_open and not row.has_error
        if waits or row.is_repeat or (desa is not None and desa.kode_desa in stored):
            continue
        rejected.setdefault(
            desa.kode_desa if desa else f"{row.file}/{row.sheet}!{row.source.row}",
            Change(
                ChangeKind.REJECTED,
                kode_desa=row.desa.kode_desa if row.desa else None,
                kecamatan=row.desa.kecamatan if row.desa else row.kecamatan_text,
                desa=row.desa.desa if row.desa else row.desa_text,
                row=row.source.row,
                sheet=row.sheet,
                file=row.file,
                reason=_why_rejected(row),
            ),
        )
    return list(rejected.values())


def _why_rejected(row: ReadRow) -> str | None:
    """The first error of the row in words, from the left, or what was answered."""
    faults = sorted(
        (problem for problem in row.problems if problem.severity is Severity.ERROR),
        key=lambda problem: (len(problem.cell or ""), problem.cell or ""),
    )
    errors = [problem.sentence for problem in faults]
    if not errors:
        return row.reason
    rest = len(errors) - 1
    return f"{errors[0]} Ada {format_count(rest)} kesalahan lain pada baris ini." if rest else errors[0]


def _kind(before: DesaState | None, after: DesaState | None, fields: _Differences) -> ChangeKind:
    if before is None:
        return ChangeKind.NEW
    if not fields:
        return ChangeKind.UNCHANGED
    if "status" in fields:
        return ChangeKind.MOVED
    only_adds = all(was is None for name, (was, _) in fields.items() if name != "tanggal")
    old, new = (one.pokja.tanggal if one and one.pokja else None for one in (before, after))
    is_finer = "tanggal" not in fields or _is_finer(old, new)
    return ChangeKind.REFINED if only_adds and is_finer else ChangeKind.CORRECTED


def _is_finer(old: Tanggal | None, new: Tanggal | None) -> bool:
    return new is not None and (old is None or old.contains(new))


def _end_words(dissolved: Formation | None) -> str:
    """ " (bubar 2 November 2026)", without the day where it is not known; "" where no Pokja was dissolved."""
    if dissolved is None:
        return ""
    return f" (bubar{f' {dissolved.bubar.words()}' if dissolved.bubar else ''})"


def _is_dissolved_otherwise(before: DesaState, after: DesaState) -> bool:
    return _end_words(before.dissolved) != _end_words(after.dissolved)


def _tanggal(state: DesaState | None) -> Tanggal | None:
    return state.formation.tanggal if state and state.formation else None


def _words(state: DesaState | None) -> dict[str, str]:
    if state is None:
        return {}
    told = {name: value.words() if isinstance(value, Tanggal) else value for name, value in state.told.items()}
    del told["tanggal_bubar"]  # The status says it.
    told["status"] = state.tahap.value + (" (komitmen)" if state.komitmen else "") + _end_words(state.dissolved)
    if state.pokja and state.pokja.no_sk:
        told["no_sk"] = bare_number(state.pokja.no_sk)
    return {name: words for name, words in told.items() if words is not None}
