"""What a commit would change, desa by desa, found by the same rule that later draws the charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kkb.checking.read_row import ReadRow
from kkb.checking.verdict import Change, ChangeKind
from kkb.formatting import format_count, format_date
from kkb.problems import Problem, Severity, make_problem
from kkb.schema import Observation, RecapRow, Tahap, Tanggal
from kkb.state import DesaHistory, DesaState, fold, state_on

_COMPARED = ("status", "tanggal", "no_sk", "klasifikasi")
_DETAILS = ("tanggal_sk", "tanggal_pencanangan", "keterangan")


States = tuple[Mapping[str, DesaState], Mapping[str, DesaState]]
"""The states on a day before and after storing rows, by kode_desa."""


def states_around(
    rows: Sequence[RecapRow],
    histories: Mapping[str, DesaHistory],
    day: date,
    before: Mapping[str, DesaState] | None = None,
) -> States:
    """The states on `day` without and with the rows, by the rule that later draws the charts.

    `before` are those without, if they are known already.
    """
    touched = {row.kode_desa: histories[row.kode_desa] for row in rows if row.kode_desa in histories}
    stored = [seen for history in touched.values() for seen in history.observations]
    number = max((seen.unggahan for seen in stored), default=0) + 1
    after = state_on(fold([*stored, *(Observation(number, day, row) for row in rows)]), day)
    return state_on(touched, day) if before is None else before, after


def list_changes(
    rows: Sequence[RecapRow],
    histories: Mapping[str, DesaHistory],
    day: date,
    file: int = 1,
    *,
    reasons: Mapping[str, str] | None = None,
    states: States | None = None,
) -> list[Change]:
    """One Change per row: the state on `day` before and after storing the rows. `reasons` are remarks by kode_desa.

    `states` are those of `states_around`, if they are known already.

    Unchanged means that status, tanggal with its precision, no_sk and klasifikasi stay equal. A date of the SK, a
    launch or a note may be told all the same: they are its details, and make no change of a desa.
    """
    before, after = states or states_around(rows, histories, day)
    remarks = reasons or {}
    return [
        _compare(row, before.get(row.kode_desa), after.get(row.kode_desa), file, remarks.get(row.kode_desa))
        for row in rows
    ]


def list_overruled(
    rows: Sequence[RecapRow],
    histories: Mapping[str, DesaHistory],
    day: date,
    file: int = 1,
    *,
    states: States | None = None,
) -> list[Problem]:
    """Rows of an older file whose formation would not hold, because a newer upload knows otherwise."""
    _, after = states or states_around(rows, histories, day)
    problems = []
    for row in rows:
        state = after.get(row.kode_desa)
        if row.status is not Tahap.TERBENTUK or row.tanggal is None or state is None:
            continue
        known = _tanggal(state)
        if known is not None and (known == row.tanggal or row.tanggal.contains(known)):
            continue
        stored = known.words() if known else f"{state.tahap.value} per {format_date(day)}"
        problems.append(
            make_problem(
                "DATE_OVERRULED",
                file=file,
                sheet=row.sheet,
                cell=row.sel.get("tanggal") or row.sel.get("status"),
                value=row.tanggal.words(),
                facts={"desa": row.desa, "stored": stored},
            )
        )
    return problems


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


def _compare(row: RecapRow, before: DesaState | None, after: DesaState | None, file: int, reason: str | None) -> Change:
    fields: dict[str, tuple[str | None, str | None]] = {}
    details: dict[str, tuple[str | None, str | None]] = {}
    if before is None or after is None or _content(before) != _content(after):
        old, new = _words(before), _words(after)
        fields = {name: (old[name], new[name]) for name in _COMPARED if old[name] != new[name]}
        details = {name: (old[name], new[name]) for name in _DETAILS if old[name] != new[name]}
    kind = _kind(before, after, fields)
    return Change(kind, row.kode_desa, row.kecamatan, row.desa, fields, row.row, row.sheet, file, reason, details)


def _content(state: DesaState) -> tuple[object, ...]:
    """All that `_words` tells of a state, as it is: most desa of a recap are unchanged, and need no words."""
    formation = state.formation
    told = (formation.tanggal, formation.no_sk, formation.tanggal_sk) if formation else None
    return state.tahap, state.komitmen, told, state.klasifikasi, state.tanggal_pencanangan, state.keterangan


def _kind(
    before: DesaState | None, after: DesaState | None, fields: Mapping[str, tuple[str | None, str | None]]
) -> ChangeKind:
    if before is None:
        return ChangeKind.NEW
    if not fields:
        return ChangeKind.UNCHANGED
    if "status" in fields:
        return ChangeKind.MOVED
    only_adds = all(old is None for name, (old, _) in fields.items() if name != "tanggal")
    is_finer = "tanggal" not in fields or _is_finer(_tanggal(before), _tanggal(after))
    return ChangeKind.REFINED if only_adds and is_finer else ChangeKind.CORRECTED


def _is_finer(old: Tanggal | None, new: Tanggal | None) -> bool:
    return new is not None and (old is None or old.contains(new))


def _tanggal(state: DesaState | None) -> Tanggal | None:
    return state.formation.tanggal if state and state.formation else None


def _words(state: DesaState | None) -> dict[str, str | None]:
    if state is None:
        return dict.fromkeys((*_COMPARED, *_DETAILS))
    tanggal, formation = _tanggal(state), state.formation
    status = state.tahap.value + (" (komitmen)" if state.komitmen else "")
    return {
        "status": status,
        "tanggal": tanggal.words() if tanggal else None,
        "no_sk": formation.no_sk if formation else None,
        "klasifikasi": state.klasifikasi.value if state.klasifikasi else None,
        "tanggal_sk": formation.tanggal_sk.words() if formation and formation.tanggal_sk else None,
        "tanggal_pencanangan": state.tanggal_pencanangan.words() if state.tanggal_pencanangan else None,
        "keterangan": state.keterangan,
    }
