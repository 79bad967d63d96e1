"""Commit a checked file: exactly the rows of its verdict, in one transaction, or a sentence that says why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from kkb.checking import Change, ChangeKind, Outcome, Verdict
from kkb.store import AlreadyStored, NewAlias, NewUpload, Store
from kkb.uploads.check import CheckedFile, identity

LISTED_CHANGES = 500
"""Changes and problems kept word for word with an upload, for the history page; the counts are always whole."""

_FILE_NAME_LIMIT = 255


class CommitRefused(Exception):
    """A commit that cannot be made as asked; `message` is the Indonesian sentence for the officer."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def commit(
    store: Store,
    checked: CheckedFile,
    *,
    by: str,
    at: datetime,
    reason: str | None = None,
    accept_problems: bool = False,
) -> int:
    """Store a checked file in one transaction and return its number.

    What is stored is exactly `checked.verdict.rows`. Raises CommitRefused (an open question, errors not accepted, no
    name or reason, nothing to save) and, from the store, OutdatedVersion if anything was stored since the check.
    """
    verdict = checked.verdict
    name, why = by.strip(), (reason or "").strip()
    _refuse_if_not_ready(checked, name, why, accept_problems)
    assert verdict.data_date is not None
    rows = [replace(row, alasan=why) if row.keputusan else row for row in verdict.rows]
    upload = NewUpload(
        tanggal_data=verdict.data_date,
        nama_berkas=checked.file_name[-_FILE_NAME_LIMIT:],
        isi=checked.data,
        kunci=identity(checked.data, verdict),
        contoh=verdict.is_sample,
        jawaban={
            "jawaban": dict(verdict.answers),
            "perbaikan": [{"sheet": m.sheet, "cell": m.cell, "old": m.old, "new": m.new} for m in verdict.mends],
        },
        ringkasan=_summary(verdict),
    )
    try:
        return store.commit_upload(
            expected_version=checked.version,
            upload=upload,
            rows=rows,
            aliases=[NewAlias(*alias) for alias in verdict.aliases],
            by=name,
            at=at,
            reason=why or None,
            withdraw=checked.withdraws,
        )
    except AlreadyStored as error:
        raise CommitRefused(f"Berkas ini sudah tersimpan sebagai unggahan {error.nomor}.") from error


def _refuse_if_not_ready(checked: CheckedFile, name: str, why: str, accept_problems: bool) -> None:
    verdict = checked.verdict
    if verdict.outcome is Outcome.REJECT:
        raise CommitRefused(verdict.message)
    if verdict.outcome is Outcome.ASK:
        raise CommitRefused("Masih ada pertanyaan yang belum dijawab.")
    if verdict.nothing_to_save:
        raise CommitRefused(verdict.message)
    if not verdict.rows or verdict.data_date is None:
        raise CommitRefused("Tidak ada baris yang dapat disimpan.")
    if verdict.outcome is Outcome.FLAG and not accept_problems:
        raise CommitRefused(
            "Berkas ini memuat kesalahan. Perbaiki, atau putuskan untuk menyimpan tanpa baris yang salah."
        )
    if not name:
        raise CommitRefused("Tulis nama Anda; setiap unggahan dicatat dengan nama penyimpannya.")
    if checked.needs_reason and not why:
        raise CommitRefused("Tulis alasannya; keputusan ini dicatat bersama unggahan.")


def _summary(verdict: Verdict) -> dict[str, Any]:
    """What the history page tells of an upload."""
    json_ready = verdict.to_json()
    noteworthy = [change for change in verdict.changes if change.kind is not ChangeKind.UNCHANGED]
    return {
        "counts": json_ready["counts"],
        "changes": json_ready["changes"],
        "daftar": [_change_to_json(change) for change in noteworthy[:LISTED_CHANGES]],
        "masalah": [
            {"code": p.code, "severity": p.severity.value, "cell": p.cell, "message": p.message}
            for p in verdict.problems[:LISTED_CHANGES]
        ],
    }


def _change_to_json(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "kode_desa": change.kode_desa,
        "kecamatan": change.kecamatan,
        "desa": change.desa,
        "fields": {name: list(pair) for name, pair in change.fields.items()},
    }
