"""What a commit would change, desa by desa, found by the same rule that later draws the charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from kkb.checking.quick_making import quickly
from kkb.checking.read_row import ReadRow
from kkb.checking.verdict import Change, ChangeKind
from kkb.formatting import format_count, format_date
from kkb.problems import Problem, Severity, make_problem
from kkb.schema import Observation, RecapRow, Tahap, Tanggal
from kkb.state import DesaState, LazyHistories, state_of

_COMPARED = ("status", "tanggal", "no_sk", "klasifikasi")
_DETAILS = ("tanggal_sk", "tanggal_pencanangan", "keterangan")

_Words = Mapping[str, str | None]
_Differences = Mapping[str, tuple[str | None, str | None]]

_NOTHING: _Differences = {}
_make_change = quickly(Change)

# A member of an enumeration is looked up by a call of Python, and here for each of 84,000 rows.
_NEW, _UNCHANGED = ChangeKind.NEW, ChangeKind.UNCHANGED


class Outlook:
    """The states of desa on `day`, without and with a row more, by the rule that later draws the charts.

    Each is worked out when it is asked for: most rows of a recap say what is stored, or are the first of their desa.
    `reports` are what is stored of each desa, in no order.
    """

    def __init__(self, histories: LazyHistories, day: date) -> None:
        self._histories = histories
        self.reports = histories.by_desa
        self.day = day

    def before(self, kode_desa: str) -> DesaState | None:
        """The state without the rows."""
        history = self._histories.get(kode_desa)
        return state_of(history, self.day) if history is not None else None

    def after(self, row: RecapRow) -> DesaState | None:
        """The state of the row's desa once the row is stored."""
        reports = self.reports.get(row.kode_desa, ())
        number = max((seen.unggahan for seen in reports), default=0) + 1
        return state_of(self._histories.with_report(Observation(number, self.day, row)), self.day)

    def is_first(self, row: RecapRow) -> bool:
        """True if nothing is stored of the desa, and all that the row says holds on `day`: it then is the state."""
        if row.kode_desa in self.reports or row.keputusan is not None:
            return False
        formed, launch = row.tanggal, row.tanggal_pencanangan
        return (formed is None or formed.first <= self.day) and (launch is None or launch.first <= self.day)

    def is_repeat(self, row: RecapRow) -> bool:
        """True if every report of the desa says the same as the row, for `day` or before: it changes nothing."""
        reports = self.reports.get(row.kode_desa, ())
        for seen in reports:
            if seen.tanggal_data > self.day or not _says_the_same(seen.row, row):
                return False
        return bool(reports)


def _says_the_same(one: RecapRow, other: RecapRow) -> bool:
    return (
        one.status is other.status
        and one.no_sk == other.no_sk
        and (one.tanggal is other.tanggal or one.tanggal == other.tanggal)
        and one.keterangan == other.keterangan
        and one.klasifikasi is other.klasifikasi
        and one.tanggal_sk == other.tanggal_sk
        and one.tanggal_pencanangan == other.tanggal_pencanangan
        and one.tanggal_dasar is other.tanggal_dasar
        and one.keputusan is None
        and other.keputusan is None
    )


def list_changes(
    rows: Sequence[RecapRow], outlook: Outlook, file: int = 1, *, reasons: Mapping[str, str] | None = None
) -> tuple[list[Change], list[Problem]]:
    """One Change per row, of which each is the only one of its desa: the state before and after storing the rows.

    Unchanged means that status, tanggal with its precision, no_sk and klasifikasi stay equal. A date of the SK, a
    launch or a note may be told all the same: they are its details, and make no change of a desa. `reasons` are remarks
    by kode_desa. The problems are rows of an older file whose formation would not hold, because a newer upload knows
    otherwise.
    """
    changes, overruled = [], []
    for row in rows:
        kode = row.kode_desa
        is_reported = kode in outlook.reports
        fields, details = _NOTHING, _NOTHING
        if not is_reported and outlook.is_first(row):
            kind, fields = _NEW, _First(row, _first_facts)
            if row.keterangan or row.tanggal_sk or row.tanggal_pencanangan:
                details = _First(row, _first_details)
        elif is_reported and outlook.is_repeat(row):
            kind = _UNCHANGED
        else:
            before, after = outlook.before(kode), outlook.after(row)
            if before is None or after is None or _content(before) != _content(after):
                fields, details = _differences(_words(before), _words(after))
            kind = _kind(before, after, fields)
            if (problem := _find_overruled(row, after, outlook.day, file)) is not None:
                overruled.append(problem)
        reason = reasons.get(kode) if reasons else None
        changes.append(
            _make_change(kind, kode, row.kecamatan, row.desa, fields, row.row, row.sheet, file, reason, details)
        )
    return changes, overruled


def _differences(old: _Words, new: _Words) -> tuple[_Differences, _Differences]:
    """What differs between two states in words, and in its details."""
    told = {name: (old[name], text) for name, text in new.items() if old[name] != text}
    details = {name: told.pop(name) for name in _DETAILS if name in told}
    return told, details or _NOTHING


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
    doubtful = [row for row in read if row.desa is None or row.remarks or row.desa.kode_desa not in stored]
    for row in doubtful:
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


def _content(state: DesaState) -> tuple[object, ...]:
    """All that `_words` tells of a state, as it is: most desa of a recap are unchanged, and need no words."""
    formation = state.formation
    told = (formation.tanggal, formation.no_sk, formation.tanggal_sk) if formation else None
    return state.tahap, state.komitmen, told, state.klasifikasi, state.tanggal_pencanangan, state.keterangan


def _kind(before: DesaState | None, after: DesaState | None, fields: _Differences) -> ChangeKind:
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


class _First(Mapping[str, tuple[str | None, str | None]]):
    """The differences that the first report of a desa makes, put into words when somebody asks."""

    __slots__ = ("_row", "_tell")

    def __init__(self, row: RecapRow, tell: Callable[[RecapRow], _Words]) -> None:
        self._row = row
        self._tell = tell

    def _told(self) -> dict[str, tuple[str | None, str | None]]:
        return {name: (None, text) for name, text in self._tell(self._row).items() if text is not None}

    def __getitem__(self, name: str) -> tuple[str | None, str | None]:
        return self._told()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._told())

    def __len__(self) -> int:
        return len(self._told())

    def __repr__(self) -> str:
        return repr(self._told())


def _first_facts(row: RecapRow) -> _Words:
    """What a row says of a desa."""
    komitmen = f"{Tahap.BELUM.value} (komitmen)" if row.status is Tahap.KOMITMEN else None
    told: dict[str, str | None] = {"status": komitmen or row.status.value}
    if row.status is Tahap.TERBENTUK:
        told["tanggal"] = row.tanggal.words() if row.tanggal else None
        told["no_sk"] = row.no_sk
        told["klasifikasi"] = row.klasifikasi.value if row.klasifikasi else None
    return told


def _first_details(row: RecapRow) -> _Words:
    """What it says beside that."""
    decreed, launched = row.tanggal_sk, row.tanggal_pencanangan
    return {
        "tanggal_sk": decreed.words() if decreed and row.status is Tahap.TERBENTUK else None,
        "tanggal_pencanangan": launched.words() if launched else None,
        "keterangan": row.keterangan,
    }


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
