"""Check one file: read it in the child process, judge it against what is stored. Nothing is written.

Loads neither pandas nor the database library, so that a check from the command line answers at once.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kkb.checking import Baseline, Outcome, Request, UnknownAnswer, Verdict, check
from kkb.formatting import format_date
from kkb.region import Region
from kkb.schema import Observation
from kkb.state import fold
from kkb.workbook.model import Limits, Refused
from kkb.workbook.parent import read_workbook

if TYPE_CHECKING:
    from kkb.store import Snapshot, UploadRecord


log = logging.getLogger(__name__)

_NOT_CHECKED = (
    "Berkas ini memuat isi yang tidak dapat diperiksa. Salin tabel rekapnya saja ke buku kerja baru, simpan sebagai "
    ".xlsx, lalu unggah lagi."
)


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored, as far as a check needs it. `version` is the data version it was read at (None: no store)."""

    observations: tuple[Observation, ...] = ()
    uploads: tuple[UploadRecord, ...] = ()
    aliases: Mapping[tuple[str, str], str] = field(default_factory=dict)
    version: int | None = None

    @classmethod
    def of(cls, snapshot: Snapshot) -> Stored:
        return cls(snapshot.observations, snapshot.uploads, snapshot.aliases, snapshot.version)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file with its verdict. `version` is the data version it was judged against.

    `twin` is the upload with the same bytes, answers and mends, if there is one; `withdraws` are the sample uploads
    that a commit ends.
    """

    file_name: str
    data: bytes
    verdict: Verdict
    version: int | None
    twin: UploadRecord | None = None
    withdraws: tuple[int, ...] = ()

    @property
    def needs_reason(self) -> bool:
        """True if a commit must say why: errors are passed over, or a formed Pokja is ended or was an error."""
        return self.verdict.outcome is Outcome.FLAG or any(row.keputusan for row in self.verdict.rows)

    def to_json(self) -> dict[str, Any]:
        """The verdict of the contract, with `same_as`: the number of an active upload of the same file."""
        same = self.twin.nomor if self.twin and self.twin.aktif else None
        return self.verdict.to_json() | {"same_as": same}


def check_file(
    data: bytes,
    file_name: str,
    *,
    region: Region,
    region_name: str,
    stored: Stored,
    today: date,
    as_of: date | None = None,
    answers: Mapping[str, str] | None = None,
    use_suggested: bool = False,
    limits: Limits | None = None,
) -> CheckedFile:
    """Read and judge one file; nothing is written.

    `today` is the day in Asia/Jakarta. Raises `kkb.checking.UnknownAnswer` for an answer that fits no question.
    """
    try:
        workbook = read_workbook(data, limits=limits or Limits())
    except Refused as refusal:
        return CheckedFile(file_name, data, Verdict(Outcome.REJECT, refusal.message), stored.version)
    active = [upload for upload in stored.uploads if upload.aktif]
    samples = tuple(upload.nomor for upload in active if upload.contoh)
    ended = () if workbook.is_sample else samples
    baseline = Baseline(
        observations=[seen for seen in stored.observations if seen.unggahan not in ended],
        aliases=stored.aliases,
        sample_numbers=ended,
        has_real_data=len(active) > len(samples),
    )
    request = Request(
        file_name=file_name,
        today=today,
        region_name=region_name,
        as_of=as_of,
        answers=answers or {},
        use_suggested=use_suggested,
    )
    try:
        verdict = check(workbook, region=region, baseline=baseline, request=request)
    except UnknownAnswer:
        raise
    except Exception:
        # Whatever a file holds, it ends in one sentence; the log has the rest.
        log.exception("check failed")
        return CheckedFile(file_name, data, Verdict(Outcome.REJECT, _NOT_CHECKED), stored.version)
    twin = _find_twin(data, verdict, stored)
    if twin is not None and twin.aktif and verdict.outcome is not Outcome.REJECT:
        message = f"Berkas ini sudah tersimpan sebagai unggahan {twin.nomor}; tidak ada yang berubah."
        verdict = replace(verdict, nothing_to_save=True, message=message)
    return CheckedFile(file_name, data, verdict, stored.version, twin, ended)


def _find_twin(data: bytes, verdict: Verdict, stored: Stored) -> UploadRecord | None:
    if verdict.data_date is None:
        return None
    own = identity(data, verdict)
    same = [upload for upload in stored.uploads if upload.kunci == own]
    return max(same, key=lambda upload: (upload.aktif, upload.nomor), default=None)


def identity(data: bytes, verdict: Verdict) -> str:
    """What makes an upload the same upload: bytes, data day, answers and mends."""
    parts = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "tanggal_data": verdict.data_date.isoformat() if verdict.data_date else None,
        # The day is already told; asking for it again under another file name makes no other upload.
        "jawaban": {key: value for key, value in verdict.answers.items() if key != "tanggal_data"},
        "perbaikan": sorted((m.sheet, m.cell, m.new) for m in verdict.mends),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def formed_after(checked: CheckedFile, stored: Stored) -> tuple[int, int, date]:
    """Desa formed before and after a commit, and the day both are counted for: the newest data day after it."""
    kept = [seen for seen in stored.observations if seen.unggahan not in checked.withdraws]
    data_date = checked.verdict.data_date or date.min
    day = max([data_date, *(seen.tanggal_data for seen in kept)])
    number = max((upload.nomor for upload in stored.uploads), default=0) + 1
    new = [Observation(number, data_date, row) for row in checked.verdict.rows]
    return _count_formed(stored.observations, day), _count_formed([*kept, *new], day), day


def _count_formed(observations: Iterable[Observation], day: date) -> int:
    return sum(history.formation_on(day) is not None for history in fold(observations).values())


def describe_twin(twin: UploadRecord) -> str:
    """A sentence about the upload that this file already is."""
    if twin.aktif:
        return (
            f"Berkas ini sudah tersimpan sebagai unggahan {twin.nomor} (keadaan per {format_date(twin.tanggal_data)})."
        )
    return (
        f"Berkas ini pernah disimpan sebagai unggahan {twin.nomor} lalu ditarik. Kembalikan unggahan {twin.nomor}, "
        "atau simpan sebagai unggahan baru."
    )
