"""The verdict of `check`: what pages, command line and other programs are told of a file (docs/kontrak.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from kkb.problems import Problem
from kkb.schema import RecapRow, Tahap, Tanggal


class Outcome(StrEnum):
    """What may happen to the file, mildest first."""

    ACCEPT = "accept"
    WARN = "warn"
    FLAG = "flag"
    ASK = "ask"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: `value` is what programs send, `label` what the officer reads."""

    value: str
    label: str
    needs_reason: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Something the file does not say. `suggested` is the value of the option a careful reader would choose.

    `free` allows an answer that is not among the options (a day, as ISO text).
    """

    id: str
    code: str
    text: str
    options: tuple[Option, ...]
    suggested: str | None
    free: bool = False


class ChangeKind(StrEnum):
    """How a row compares with what is stored."""

    NEW = "new"
    REFINED = "refined"
    CORRECTED = "corrected"
    MOVED = "moved"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit would do to one desa: `fields` maps a field to (old, new) texts as an officer writes them."""

    kind: ChangeKind
    kode_desa: str | None
    kecamatan: str
    desa: str
    fields: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Mend:
    """A cell whose text an officer replaced while checking: `old` is None for a blank cell."""

    sheet: str
    cell: str
    old: str | None
    new: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `check` found.

    `rows` is what a commit would store; under `ask`, only rows that depend on no open question. `aliases` are the
    spellings a commit would confirm: (kode_kecamatan, name key, kode_desa). `desa_count` counts the desa the file
    names, `status_counts` what it says of them, each rung by itself.
    """

    outcome: Outcome
    message: str
    data_date: date | None = None
    data_date_source: str | None = None
    desa_count: int = 0
    status_counts: Mapping[Tahap, int] = field(default_factory=dict)
    rows: tuple[RecapRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    changes: tuple[Change, ...] = ()
    aliases: tuple[tuple[str, str, str], ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    mends: tuple[Mend, ...] = ()
    is_sample: bool = False
    nothing_to_save: bool = False

    @property
    def can_commit(self) -> bool:
        """True if a commit would be accepted now (a flagged file only by a decision)."""
        return (
            self.outcome in (Outcome.ACCEPT, Outcome.WARN, Outcome.FLAG)
            and bool(self.rows)
            and not self.nothing_to_save
        )

    def count(self, *kinds: ChangeKind) -> int:
        """How many desa changed in one of these ways."""
        return sum(change.kind in kinds for change in self.changes)

    @property
    def change_counts(self) -> dict[str, int]:
        """new + changed + unchanged = rows that would be stored."""
        return {
            "new": self.count(ChangeKind.NEW),
            "changed": self.count(ChangeKind.REFINED, ChangeKind.CORRECTED, ChangeKind.MOVED),
            "unchanged": self.count(ChangeKind.UNCHANGED),
            "rejected": self.count(ChangeKind.REJECTED),
        }

    def to_json(self) -> dict[str, Any]:
        """The verdict as the contract has it: JSON-ready, with ISO dates."""
        counts = {"desa": self.desa_count} | {
            tahap.value.lower(): self.status_counts.get(tahap, 0) for tahap in reversed(Tahap)
        }
        return {
            "outcome": self.outcome.value,
            "message": self.message,
            "data_date": self.data_date.isoformat() if self.data_date else None,
            "data_date_source": self.data_date_source,
            "counts": counts,
            "changes": self.change_counts,
            "rows": [row_to_json(row) for row in self.rows],
            "problems": [
                {
                    "code": p.code,
                    "severity": p.severity.value,
                    "sheet": p.sheet,
                    "cell": p.cell,
                    "column": p.column,
                    "value": p.value,
                    "suggestion": p.suggestion,
                    "message": p.message,
                }
                for p in self.problems
            ],
            "questions": [
                {
                    "id": q.id,
                    "code": q.code,
                    "text": q.text,
                    "options": [{"value": o.value, "label": o.label} for o in q.options],
                    "suggested": q.suggested,
                }
                for q in self.questions
            ],
            "nothing_to_save": self.nothing_to_save,
            "contoh": self.is_sample,
        }


def row_to_json(row: RecapRow) -> dict[str, Any]:
    """One row as the contract has it: `tanggal` is the first day of its span, `presisi` says how precise it is."""
    return {
        "kode_desa": row.kode_desa,
        "kecamatan": row.kecamatan,
        "desa": row.desa,
        "status": row.status.value,
        "tanggal": row.tanggal.first.isoformat() if row.tanggal else None,
        "presisi": row.tanggal.presisi.value if row.tanggal else None,
        "tanggal_dasar": row.tanggal_dasar.value if row.tanggal and row.tanggal_dasar else None,
        "no_sk": row.no_sk,
        "tanggal_sk": _iso(row.tanggal_sk),
        "tanggal_pencanangan": _iso(row.tanggal_pencanangan),
        "klasifikasi": row.klasifikasi.value if row.klasifikasi else None,
        "keterangan": row.keterangan,
        "sheet": row.sheet,
        "row": row.row,
    }


def _iso(tanggal: Tanggal | None) -> str | None:
    return tanggal.iso() if tanggal else None
