"""Check files: read them in child processes, judge them against what is stored. Nothing is written.

Loads neither pandas nor the database library, so that a check from the command line answers at once.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kkb.checking import Baseline, FileVerdict, NamedWorkbook, Outcome, Request, UnknownAnswer, Verdict, check
from kkb.checking.progress import OnProgress, Progress
from kkb.checking.request import Asked, KnownColumn, ReportFile
from kkb.config import TIMEZONE
from kkb.formatting import format_date, join_words
from kkb.programme import ReportedRow
from kkb.region import Region
from kkb.schema import Observation
from kkb.state import fold
from kkb.workbook.model import DEFAULT_LIMITS, Limits, Refused, pack_json, to_wire
from kkb.workbook.parent import read_workbook

if TYPE_CHECKING:
    from kkb.recap import Table, Workbook
    from kkb.store import ColumnRecord, Snapshot, UploadRecord


log = logging.getLogger(__name__)

OnRead = Callable[[int, "Workbook | None"], object]

MOST_FILES = 20
"""Files in one queue."""

CONTENT_KEY = "isi"
"""Where the summary of an upload keeps its `hash_content`; uploads of older versions of the program have none."""

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
    programme: tuple[ReportedRow, ...] = ()
    columns: Mapping[str, KnownColumn] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Snapshot) -> Stored:
        return cls(
            snapshot.observations,
            snapshot.uploads,
            snapshot.aliases,
            snapshot.version,
            snapshot.programme,
            known_columns(snapshot.column_records),
        )

    @property
    def active(self) -> list[UploadRecord]:
        """The uploads that count."""
        return [upload for upload in self.uploads if upload.aktif]

    @property
    def samples(self) -> tuple[int, ...]:
        """The numbers of the sample uploads that count."""
        return tuple(upload.nomor for upload in self.active if upload.contoh)


def known_columns(records: Iterable[ColumnRecord]) -> dict[str, KnownColumn]:
    """Headers that are remembered, as a check needs them: with the day in Asia/Jakarta."""
    return {one.judul: KnownColumn(one.bidang, one.waktu.astimezone(TIMEZONE).date(), one.oleh) for one in records}


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file as it came: `name` is text to show and to read a day from, never a path."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file of a check with what it brings.

    `workbook` is what was read, before any mend (None: it could not be read, and `refusal` says why). `twin` is the
    upload with the same bytes, data day, answers and mends, if there is one; otherwise `kin` is that of the same bytes,
    or of a file in which the same is read. `by_day` are the parts of a file whose sheets have days of their own, each
    an upload; the twin of the file is then that of its newest part, if all of them have one that counts.
    """

    name: str
    data: bytes
    part: FileVerdict
    workbook: Workbook | None = None
    refusal: str | None = None
    twin: UploadRecord | None = None
    kin: UploadRecord | None = None
    by_day: tuple[CheckedFile, ...] = ()

    @property
    def to_store(self) -> list[CheckedFile]:
        """What a commit stores of it, as an upload each: what brings something and does not count already."""
        return [
            one
            for one in self.by_day or (self,)
            if (one.part.rows or one.part.programme) and not one.part.nothing_to_save and not one.is_stored
        ]

    @property
    def tables(self) -> Sequence[Table]:
        """What was read, with the columns that were named by hand; without these where the files were rejected."""
        if self.part.tables or self.workbook is None:
            return self.part.tables
        return [*self.workbook.tables, *self.workbook.programme]

    @property
    def is_stored(self) -> bool:
        """True if this very file counts already."""
        return self.twin is not None and self.twin.aktif

    @property
    def stored_as(self) -> UploadRecord | None:
        """The upload that counts and holds this file, perhaps with other answers or mends."""
        upload = self.twin or self.kin
        return upload if upload is not None and upload.aktif else None


@dataclass(frozen=True, slots=True)
class Checked:
    """Files with their verdict. `version` is the data version they were judged against.

    `withdraws` are the sample uploads that a commit ends. `is_correction`: made by hand on a desa's page.
    """

    files: tuple[CheckedFile, ...]
    verdict: Verdict
    version: int | None
    withdraws: tuple[int, ...] = ()
    is_correction: bool = False

    @property
    def needs_reason(self) -> bool:
        """True if a commit must say why: errors are passed over, or a formed Pokja is ended or was an error."""
        return self.is_correction or self.passes_over or self.decides

    @property
    def passes_over(self) -> bool:
        """True if a commit leaves out rows with errors."""
        return self.verdict.outcome is Outcome.FLAG

    @property
    def decides(self) -> bool:
        """True if a commit ends a formed Pokja, or calls it an error."""
        return any(row.keputusan for row in self.verdict.rows)

    @property
    def to_store(self) -> list[CheckedFile]:
        """What a commit stores as an upload each, in the order of the queue."""
        return [one for file in self.files for one in file.to_store]

    @property
    def twin(self) -> UploadRecord | None:
        """The upload that the only file already is."""
        return self.files[0].twin if len(self.files) == 1 else None

    @property
    def kin(self) -> UploadRecord | None:
        """The upload that the only file was before, with other answers or mends."""
        return self.files[0].kin if len(self.files) == 1 else None

    def to_json(self) -> dict[str, Any]:
        """The verdict of the contract, with `same_as`: the number of an active upload of the same file."""
        same = [file.twin.nomor if file.twin and file.twin.aktif else None for file in self.files]
        made = self.verdict.to_json()
        for file, number in zip(made["files"], same, strict=True):
            file["same_as"] = number
        return made | {"same_as": same[0] if len(same) == 1 else None}


def check_file(data: bytes, file_name: str, **options: Any) -> Checked:
    """`check_files` for one file."""
    return check_files([InputFile(file_name, data)], **options)


def check_files(
    files: Sequence[InputFile],
    *,
    region: Region,
    region_name: str,
    stored: Stored,
    today: date,
    as_of: date | None = None,
    answers: Mapping[str, str] | None = None,
    replies: Mapping[Asked, str] | None = None,
    use_suggested: bool = False,
    is_correction: bool = False,
    limits: Limits | None = None,
    workbooks: Mapping[str, Workbook] | None = None,
    on_read: OnRead | None = None,
    progress: OnProgress | None = None,
) -> Checked:
    """Read and judge files together; nothing is written.

    `today` is the day in Asia/Jakarta; `answers` and `replies` are those of `kkb.checking.Request`. `workbooks` holds
    files that were read before, by the SHA-256 of their bytes; `on_read` is told of every file once it is read: its
    place from 0, and the workbook or None; `progress` of the rows that are checked and of how many there are, where
    these are thousands.
    Raises `kkb.checking.UnknownAnswer` for an answer that fits no question.
    """
    if len(files) > MOST_FILES:
        return _refused(files, {}, f"Paling banyak {MOST_FILES} berkas sekaligus. Unggah sebagian dahulu.", stored)
    named, refusals = _read_all(files, limits or DEFAULT_LIMITS, workbooks or {}, on_read)
    if refusals:
        return _refused(files, refusals, _name_unread(files, refusals), stored)
    ended = () if any(one.workbook.is_sample for one in named) else stored.samples
    request = Request(
        today=today,
        region_name=region_name,
        as_of=as_of,
        answers=answers or {},
        replies=replies or {},
        use_suggested=use_suggested,
        is_correction=is_correction,
        progress=Progress(progress),
    )
    try:
        verdict = check(named, region=region, baseline=_baseline(stored, ended), request=request)
    except UnknownAnswer:
        raise
    except Exception:
        # Whatever a file holds, it ends in one sentence; the log has the rest.
        log.exception("check failed")
        return _refused(files, {}, _NOT_CHECKED, stored)
    parts = [
        _checked_file(file, part, one.workbook, stored)
        for file, part, one in zip(files, verdict.files, named, strict=True)
    ]
    checked = Checked(tuple(parts), verdict, stored.version, ended, is_correction)
    return checked if verdict.outcome is Outcome.REJECT else _without_twins(checked)


def _baseline(stored: Stored, ended: tuple[int, ...]) -> Baseline:
    """What the files are judged against: what is stored without the sample uploads that a commit ends."""
    return Baseline(
        observations=[seen for seen in stored.observations if seen.unggahan not in ended],
        aliases=stored.aliases,
        sample_numbers=ended,
        has_real_data=len(stored.active) > len(stored.samples),
        corrections=frozenset(one.nomor for one in stored.active if one.koreksi and one.nomor not in ended),
        report_files={one.nomor: ReportFile(one.nama_berkas) for one in stored.active},
        programme=[told for told in stored.programme if told.unggahan not in ended],
        columns=stored.columns,
    )


def _read_all(
    files: Sequence[InputFile], limits: Limits, known: Mapping[str, Workbook], on_read: OnRead | None
) -> tuple[list[NamedWorkbook], dict[int, str]]:
    """The workbooks of the files, and by place the sentence about each that cannot be read."""
    named, refusals = [], {}
    for place, file in enumerate(files):
        workbook = None
        try:
            workbook = known.get(hashlib.sha256(file.data).hexdigest()) or read_workbook(file.data, limits=limits)
        except Refused as refusal:
            refusals[place] = refusal.message
        else:
            named.append(NamedWorkbook(file.name, workbook))
        if on_read is not None:
            on_read(place, workbook)
    return named, refusals


def _name_unread(files: Sequence[InputFile], refusals: Mapping[int, str]) -> str:
    """The sentence about the files that cannot be read: of the only one its own."""
    if len(files) == 1:
        return refusals[0]
    names = join_words([f'"{files[place].name}"' for place in refusals])
    return f"{names} tidak dapat dibaca. Keluarkan dari daftar, lalu periksa lagi."


def _refused(files: Sequence[InputFile], refusals: Mapping[int, str], message: str, stored: Stored) -> Checked:
    parts = tuple(FileVerdict(file.name) for file in files)
    verdict = Verdict(Outcome.REJECT, message, files=parts)
    checked = [
        CheckedFile(file.name, file.data, part, refusal=refusals.get(place))
        for place, (file, part) in enumerate(zip(files, parts, strict=True))
    ]
    return Checked(tuple(checked), verdict, stored.version)


def _without_twins(checked: Checked) -> Checked:
    """The verdict where nothing is left to store because every file counts already."""
    twins = [file.twin.nomor for file in checked.files if file.twin is not None and file.twin.aktif]
    if not twins or len(twins) < len(checked.files):
        return checked
    subject = "Berkas ini" if len(twins) == 1 else "Berkas-berkas ini"
    message = f"{subject} sudah tersimpan sebagai unggahan {join_words(list(map(str, twins)))}; tidak ada yang berubah."
    return replace(checked, verdict=replace(checked.verdict, nothing_to_save=True, message=message))


def _checked_file(file: InputFile, part: FileVerdict, workbook: Workbook, stored: Stored) -> CheckedFile:
    by_day = tuple(_checked_file(file, replace(one, by_day=()), workbook, stored) for one in part.by_day)
    is_new = any(not one.is_stored for one in by_day)
    twin = None if is_new else _find_twin(file.data, part, stored)
    kin = None if twin is not None else find_kin(file.data, workbook, stored)
    return CheckedFile(file.name, file.data, part, workbook, twin=twin, kin=kin, by_day=by_day)


def _find_twin(data: bytes, part: FileVerdict, stored: Stored) -> UploadRecord | None:
    if part.data_date is None:
        return None
    own = identity(data, part)
    return _newest([upload for upload in stored.uploads if upload.kunci == own])


def find_kin(data: bytes, workbook: Workbook | None, stored: Stored) -> UploadRecord | None:
    """The upload of the same bytes, otherwise that of a file in which the same is read (as one saved again by Excel).
    """
    own = hashlib.sha256(data).hexdigest()
    if found := _newest([upload for upload in stored.uploads if upload.sha256 == own]):
        return found
    known = [upload for upload in stored.uploads if CONTENT_KEY in upload.ringkasan]
    if workbook is None or not known:
        return None
    read = hash_content(workbook)
    return _newest([upload for upload in known if upload.ringkasan[CONTENT_KEY] == read])


def hash_content(workbook: Workbook) -> str:
    """The same for two files in which the same is read, whatever else they hold: 64 hexadecimal digits."""
    return hashlib.sha256(pack_json(to_wire(workbook))).hexdigest()


def _newest(uploads: Sequence[UploadRecord]) -> UploadRecord | None:
    """The last of the uploads that count, or of all if none does."""
    return max(uploads, key=lambda upload: (upload.aktif, upload.nomor), default=None)


def identity(data: bytes, part: FileVerdict) -> str:
    """What makes an upload the same upload: bytes, data day, answers and mends."""
    parts = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "tanggal_data": part.data_date.isoformat() if part.data_date else None,
        # The day is already told; asking for it again under another file name makes no other upload.
        "jawaban": {key: value for key, value in part.answers.items() if key != "tanggal_data"},
        "perbaikan": sorted((m.sheet, m.cell, m.new) for m in part.mends),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def formed_after(checked: Checked, stored: Stored) -> tuple[int, int, date]:
    """Desa formed before and after a commit, and the day both are counted for: the newest day of a recap after it.

    What tells no status moves that day only where nothing else tells one.
    """
    kept = [seen for seen in stored.observations if seen.unggahan not in checked.withdraws]
    days = [file.part.data_date or date.min for file in checked.to_store if file.part.rows]
    others = (file.part.data_date or date.min for file in checked.to_store)
    day = max([*days, *(seen.tanggal_data for seen in kept)], default=max(others, default=date.min))
    number = max((upload.nomor for upload in stored.uploads), default=0)
    new = [
        Observation(number + place, file.part.data_date or date.min, row)
        for place, file in enumerate(checked.to_store, start=1)
        for row in file.part.rows
    ]
    return count_formed(stored.observations, day), count_formed([*kept, *new], day), day


def count_formed(observations: Iterable[Observation], day: date) -> int:
    """Desa with a Pokja on `day`, as far as these observations know."""
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


def describe_kin(kin: UploadRecord) -> str:
    """A sentence about the upload of the same bytes, which was stored with other answers or mends."""
    day = f"keadaan per {format_date(kin.tanggal_data)}"
    if kin.aktif:
        return (
            f"Isi berkas ini sudah tersimpan sebagai unggahan {kin.nomor} ({day}), dengan jawaban atau perbaikan lain. "
            "Bila disimpan lagi, ia menjadi unggahan baru."
        )
    return (
        f"Isi berkas ini pernah disimpan sebagai unggahan {kin.nomor} ({day}), dengan jawaban atau perbaikan lain, "
        f"lalu ditarik. Kembalikan unggahan {kin.nomor}, atau simpan sebagai unggahan baru."
    )
