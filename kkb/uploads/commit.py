"""Commit checked files: exactly the rows of their verdict, in one transaction, or a sentence that says why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from kkb.checking import Change, ChangeKind, FileVerdict, Outcome, Verdict
from kkb.checking.verdict import count_desa, lembar_to_json
from kkb.problems import Problem, Severity
from kkb.store import AlreadyStored, NewAlias, NewColumn, NewUpload, Store, UploadPart
from kkb.uploads.check import CONTENT_KEY, Checked, CheckedFile, hash_content, identity

LISTED_CHANGES = 500
"""Changes and problems kept word for word with an upload, for the history page; the counts are always whole."""

_FILE_NAME_LIMIT = 255
_REASON_LIMIT = 2000
"""Of what the history tells of an upload; every row keeps its own reason whole."""


class CommitRefused(Exception):
    """A commit that cannot be made as asked; `message` is the Indonesian sentence for the officer."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def commit(
    store: Store,
    checked: Checked,
    *,
    by: str,
    at: datetime,
    reason: str | None = None,
    decided: Mapping[str, str] | None = None,
    accept_problems: bool = False,
    draft: str | None = None,
    draft_revision: int | None = None,
) -> list[int]:
    """Store checked files in one transaction and return the numbers of the uploads, in the order of the queue.

    What is stored is exactly `checked.to_store`: files that bring nothing are left out; one whose sheets have days of
    their own becomes an upload for each. `reason` is that of what needs one; where Pokja are decided about, `decided`
    maps each such `kode_desa` to the reason of its decision (without it, `reason` is that of all). `draft` is the
    code of the draft that they come from, at the revision that was checked; it ends with the commit. Raises
    CommitRefused (an open question, errors not accepted, no name or reason, nothing to save) and, from the store,
    OutdatedVersion if anything was stored since the check, OutdatedDraft if the draft was changed.
    """
    name, why = by.strip(), (reason or "").strip()
    codes = [row.kode_desa for row in checked.verdict.rows if row.keputusan]
    why_decided = {kode: why if decided is None else decided.get(kode, "").strip() for kode in codes}
    _refuse_if_not_ready(checked, name, why, why_decided, accept_problems)
    try:
        return store.commit_uploads(
            expected_version=checked.version,
            parts=[
                _make_part(checked, number, one, why, why_decided)
                for number, file in enumerate(checked.files, start=1)
                for one in file.to_store
            ],
            by=name,
            at=at,
            reason=why or None,
            withdraw=checked.withdraws,
            draft=draft,
            draft_revision=draft_revision,
        )
    except AlreadyStored as error:
        raise CommitRefused(error.message) from error


def _make_part(
    checked: Checked, number: int, file: CheckedFile, why: str, why_decided: Mapping[str, str]
) -> UploadPart:
    part = file.part
    assert part.data_date is not None
    upload = NewUpload(
        tanggal_data=part.data_date,
        nama_berkas=file.name[-_FILE_NAME_LIMIT:],
        isi=file.data,
        kunci=identity(file.data, part),
        contoh=checked.verdict.is_sample,
        koreksi=checked.is_correction,
        jawaban={
            "jawaban": dict(part.answers),
            "perbaikan": [{"sheet": m.sheet, "cell": m.cell, "old": m.old, "new": m.new} for m in part.mends],
        },
        ringkasan=_summary(checked.verdict, number, part)
        | ({CONTENT_KEY: hash_content(file.workbook)} if file.workbook is not None else {}),
    )
    rows = [replace(row, alasan=why_decided[row.kode_desa]) if row.keputusan else row for row in part.rows]
    aliases, columns = [NewAlias(*one) for one in part.aliases], [NewColumn(*one) for one in part.columns]
    told = why
    if checked.needs_reason and not checked.is_correction:
        told = _reason_of(checked, number, part, why, why_decided)
    return UploadPart(upload, rows, aliases, part.programme, columns, reason=told)


def _reason_of(
    checked: Checked, number: int, part: FileVerdict, why: str, why_decided: Mapping[str, str]
) -> str:
    """What of the reasons speaks of one upload: of its errors that are passed over, of its decisions about a Pokja."""
    errors = (one for one in checked.verdict.problems if one.severity is Severity.ERROR)
    is_faulty = checked.passes_over and any(map(_says_of(checked.verdict, number, part), errors))
    decided = [why_decided[row.kode_desa] for row in part.rows if row.keputusan]
    return "; ".join(dict.fromkeys([why] * is_faulty + decided))[:_REASON_LIMIT]


def _refuse_if_not_ready(
    checked: Checked, name: str, why: str, why_decided: Mapping[str, str], accept_problems: bool
) -> None:
    verdict = checked.verdict
    if verdict.outcome is Outcome.REJECT:
        raise CommitRefused(verdict.message)
    if verdict.outcome is Outcome.ASK:
        raise CommitRefused("Masih ada pertanyaan yang belum dijawab.")
    if verdict.nothing_to_save:
        raise CommitRefused(verdict.message)
    if not checked.to_store:
        raise CommitRefused("Tidak ada baris yang dapat disimpan.")
    if verdict.outcome is Outcome.FLAG and not accept_problems:
        raise CommitRefused(
            "Berkas ini memuat kesalahan. Perbaiki, atau putuskan untuk menyimpan tanpa baris yang salah."
        )
    if not name:
        raise CommitRefused("Tulis nama Anda; setiap unggahan dicatat dengan nama penyimpannya.")
    if not all(why_decided.values()) or (not why and (checked.is_correction or checked.passes_over)):
        raise CommitRefused("Tulis alasannya; keputusan ini dicatat bersama unggahan.")


def _says_of(verdict: Verdict, number: int, part: FileVerdict) -> Callable[[Problem | Change], bool]:
    """What tells whether something is said of an upload: of the file at `number`, and of no sheet of another part."""
    others = (one for one in verdict.files[number - 1].by_day if one.data_date != part.data_date)
    sheets = {table.sheet for one in others for table in one.tables}
    return lambda told: told.file is None or (told.file == number and told.sheet not in sheets)


def _summary(verdict: Verdict, number: int, part: FileVerdict) -> dict[str, Any]:
    """What the history page tells of one upload: its own part of the verdict.

    `changes` counts the desa of this upload, `simpanan` those of all that are saved together; `lembar` are the counts
    of the sheets beside the recap of status, if it has any. `pertama`: it took the place of the sample data.
    """
    says_of = _says_of(verdict, number, part)
    changes = list(filter(says_of, verdict.changes))
    noteworthy = [change for change in changes if change.kind is not ChangeKind.UNCHANGED or change.details]
    problems = list(filter(says_of, verdict.problems))
    return {
        "counts": Counter(row.status.value.lower() for row in part.rows),
        "changes": asdict(count_desa(verdict.changes, of=says_of)),
        "simpanan": asdict(verdict.desa_counts),
        "daftar": [_change_to_json(change) for change in noteworthy[:LISTED_CHANGES]],
        "masalah": [
            {"code": p.code, "severity": p.severity.value, "cell": p.cell, "message": p.message}
            for p in problems[:LISTED_CHANGES]
        ],
        "pertama": verdict.is_first,
    } | lembar_to_json(part.lembar)


def _change_to_json(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "kode_desa": change.kode_desa,
        "kecamatan": change.kecamatan,
        "desa": change.desa,
        "fields": {name: list(pair) for name, pair in change.fields.items()},
        "details": {name: list(pair) for name, pair in change.details.items()},
        "reason": change.reason,
    }
