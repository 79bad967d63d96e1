"""Hold what is stored against the originals: each is read and checked again, as it was when it was saved.

Uploads that were saved together are judged together, on the day of the save, with the answers and mends that were
given, against what was stored before them. The seal of an upload tells rows that were damaged from rows that this
program merely reads otherwise.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from kkb.checking import FileVerdict, Outcome, UnknownAnswer
from kkb.checking.columns import column_id, read_column_id
from kkb.checking.files.data_day import QUESTION_ID
from kkb.checking.files.sheet_days import PER_SHEET
from kkb.checking.progress import OnProgress
from kkb.checking.questions import mend_id
from kkb.checking.request import Asked
from kkb.config import TIMEZONE
from kkb.formatting import format_date
from kkb.programme import ReportedRow
from kkb.region import Region
from kkb.schema import Keputusan, Observation
from kkb.store import EventRecord, JenisPeristiwa, Store, StoreError, UploadRecord
from kkb.store.backup import find_damage
from kkb.store.content import UNREADABLE
from kkb.store.encoding import encode_rows, move_old_end
from kkb.store.programme import encode_programme
from kkb.store.queries import active_numbers
from kkb.store.records import ERASING
from kkb.store.stored_upload import Row, StoredUpload, spread_row
from kkb.uploads.check import InputFile, Stored, check_files

log = logging.getLogger(__name__)


class Finding(Enum):
    """How grave a finding is: the Indonesian word for it, and what to do.

    DAMAGED is not what was stored; TRAIL is a break of the audit trail; UNSURE differs from its original, and no seal
    tells why; READ_OTHERWISE is as it was stored, and this program would read the original otherwise; ERASED has no
    original any more, by a recorded erasure.
    """

    DAMAGED = "Rusak", "Yang tersimpan bukan lagi yang dulu disimpan. Pulihkan cadangan dari sebelum rusak."
    TRAIL = (
        "Terputus",
        "Jejak diubah di luar program, atau diskanya rusak; data lain tidak tersentuh olehnya. Simpan salinan basis "
        "data ini, dan bandingkan dengan CSV jejak yang dulu diunduh.",
    )
    UNSURE = (
        "Tidak pasti",
        "Disimpan oleh versi lama, tanpa sidik jari: rusak, atau kini dibaca lain. Bandingkan aslinya.",
    )
    READ_OTHERWISE = (
        "Dibaca lain",
        "Tersimpan utuh, hanya dibaca lain oleh versi program ini, dengan daftar desa lain, atau tanpa berkas yang "
        "dulu diperiksa bersamanya. Unggah lagi bila bacaan ini lebih benar.",
    )
    ERASED = (
        "Dihapus",
        "Isi berkas aslinya dihapus dan penghapusannya tercatat; itu bukan kerusakan. Barisnya diperiksa dengan sidik "
        "jarinya saja.",
    )

    def __init__(self, word: str, remedy: str) -> None:
        self.word, self.remedy = word, remedy


class Found(NamedTuple):
    """One finding; `words` is an Indonesian sentence."""

    kind: Finding
    words: str


def verify(store: Store, *, region: Region, region_name: str, progress: OnProgress | None = None) -> list[Found]:
    """All that is wrong with a store: the database itself, its audit trail, then each upload against its original.

    What comes from no file (plans, meetings, next steps) is checked by the database alone. Raises StoreUnavailable.
    """
    found = [Found(Finding.DAMAGED, f"Basis data: {words}.") for words in find_damage(store)]
    found += _trail_breaks(store)
    try:
        events = store.events()[::-1]
    except (StoreError, *UNREADABLE) as error:
        log.error("the events cannot be read: %s", error)
        return [*found, Found(Finding.DAMAGED, "Daftar peristiwa tidak terbaca; unggahan tidak dapat diperiksa.")]
    if [event.nomor for event in events] != list(range(1, len(events) + 1)):
        found.append(Found(Finding.DAMAGED, "Daftar peristiwa tidak lengkap."))
    saves = [event for event in events if event.jenis is JenisPeristiwa.SIMPAN]
    again, done = _Again(store, events, region, region_name), 0
    for _, group in groupby(saves, key=lambda event: event.simpanan):
        together = list(group)
        found += again.verify_commit(together)
        done += len(together)
        if progress is not None:
            progress(done, len(saves))
    return found


def _trail_breaks(store: Store) -> list[Found]:
    """Where the audit trail is not as it was written; a backup has none."""
    if not store.keeps_trail:
        return []
    try:
        return [Found(Finding.TRAIL, words) for words in store.trail_breaks()]
    except (StoreError, *UNREADABLE) as error:
        log.error("the audit trail cannot be read: %s", error)
        return [Found(Finding.TRAIL, "Jejak tidak terbaca.")]


class _Again:
    """Reads the uploads again in the order in which they were saved, and keeps what their originals tell."""

    def __init__(self, store: Store, events: Sequence[EventRecord], region: Region, region_name: str) -> None:
        self._store, self._events = store, events
        self._region, self._region_name = region, region_name
        self._erased = {event.unggahan: event for event in events if event.jenis in ERASING}
        self._told: dict[int, tuple[UploadRecord, list[Observation], list[ReportedRow]]] = {}

    def verify_commit(self, saves: Sequence[EventRecord]) -> Iterator[Found]:
        """The findings about the uploads of one commit."""
        uploads: dict[EventRecord, StoredUpload] = {}
        for event in saves:
            try:
                uploads[event] = self._store.stored_upload(event.unggahan or 0)
            except (StoreError, *UNREADABLE) as error:
                log.error("upload %s cannot be read: %s", event.unggahan, error)
                yield Found(Finding.DAMAGED, f"Unggahan {event.unggahan}: catatannya tidak terbaca.")
        if any(event.unggahan in self._erased for event in uploads):
            # Files of one commit are judged together: without one of them the others would be read otherwise.
            for upload in uploads.values():
                yield from self._judge_by_seal(upload)
            return
        read = self._read(uploads) if uploads else {}
        for event, upload in uploads.items():
            part = read.get(event)
            yield from _judge(upload, list(_differences(event, upload, part)))
            # What the original tells: what is stored may be damaged.
            number, day = upload.record.nomor, upload.record.tanggal_data
            rows = [Observation(number, day, row) for row in part.rows] if part else []
            told = [ReportedRow(number, day, row, place) for place, row in enumerate(part.programme, 1)] if part else []
            self._told[number] = upload.record, rows, told

    def _judge_by_seal(self, upload: StoredUpload) -> Iterator[Found]:
        """The findings about an upload that cannot be read again; its rows are taken as they are stored."""
        number = upload.record.nomor
        erasure = self._erased.get(number)
        if erasure is not None:
            day = format_date(erasure.waktu.astimezone(TIMEZONE).date())
            yield Found(Finding.ERASED, f"Unggahan {number}: isi berkas aslinya dihapus {day}.")
        elif _is_original_damaged(upload):
            yield Found(Finding.DAMAGED, f"Unggahan {number}: {_ORIGINAL_DAMAGED}")
        else:
            yield Found(
                Finding.ERASED, f"Unggahan {number}: disimpan bersama berkas yang isinya dihapus; tidak dibaca ulang."
            )
        if upload.seal_holds is False:
            yield Found(Finding.DAMAGED, f"Unggahan {number}: catatannya berubah sejak disimpan.")
        with suppress(StoreError, *UNREADABLE):  # said by the seal
            self._told[number] = upload.record, self._store.rows_of(number), self._store.programme_of(number)

    def _read(self, uploads: Mapping[EventRecord, StoredUpload]) -> dict[EventRecord, FileVerdict]:
        """The files as this program checks them, against what was stored before; none if it refuses them."""
        first = next(iter(uploads))
        answers: dict[str, str] = {}
        replies: dict[Asked, str] = {}
        files = _files_of(uploads)
        for number, (upload, *_) in enumerate(files, start=1):
            given = upload.record.jawaban.get("jawaban", {})
            if QUESTION_ID in given and len(files) == 1:
                # It may have been told without being asked for.
                answers[QUESTION_ID] = given[QUESTION_ID]
            if given.get(QUESTION_ID) != PER_SHEET:
                given = {**given, QUESTION_ID: upload.record.tanggal_data.isoformat()}
            for name, value in given.items():
                if (place := read_column_id(name)) is not None:
                    answers[column_id(place.sheet, place.letters, number)] = value
                else:
                    replies[Asked(name, number)] = value
            mends = upload.record.jawaban.get("perbaikan", ())
            answers |= {mend_id(mend["sheet"], mend["cell"], number): mend["new"] for mend in mends}
        try:
            checked = check_files(
                [InputFile(upload.record.nama_berkas, upload.isi or b"") for upload, *_ in files],
                region=self._region,
                region_name=self._region_name,
                stored=self._stored_before(first),
                today=first.waktu.astimezone(TIMEZONE).date(),
                answers=answers,
                replies=replies,
                is_correction=any(upload.record.koreksi for upload in uploads.values()),
            )
        except UnknownAnswer:
            return {}
        if checked.verdict.outcome is Outcome.REJECT:
            return {}
        read = [
            (upload.record.nomor, part)
            for of_file, file in zip(files, checked.verdict.files, strict=True)
            for upload in of_file
            for part in file.parts
            if len(file.parts) == 1 or part.data_date == upload.record.tanggal_data
        ]
        parts = dict(read)
        return {event: parts[one.record.nomor] for event, one in uploads.items() if one.record.nomor in parts}

    def _stored_before(self, save: EventRecord) -> Stored:
        """What was stored when an upload was checked: before its commit, which may first have ended the samples."""
        own = (JenisPeristiwa.TARIK, save.waktu, save.oleh)
        before = [event for event in self._events[: save.nomor - 1] if (event.jenis, event.waktu, event.oleh) != own]
        active = active_numbers(before)
        counted = [told for nomor, told in self._told.items() if nomor in active]
        rows = [seen for _, own, _ in counted for seen in own]
        programme = [told for _, _, own in counted for told in own]
        aliases: dict[tuple[str, str], str] = {}
        with suppress(StoreError, *UNREADABLE):  # said of the upload they came with
            aliases = self._store.aliases(before=save.waktu)
        return Stored(
            observations=tuple(sorted(rows, key=lambda seen: (seen.tanggal_data, seen.unggahan, seen.row.kode_desa))),
            uploads=tuple(replace(record, aktif=nomor in active) for nomor, (record, _, _) in self._told.items()),
            aliases=aliases,
            programme=tuple(sorted(programme, key=lambda told: (told.tanggal_data, told.unggahan, told.urutan))),
        )


def _files_of(uploads: Mapping[EventRecord, StoredUpload]) -> list[list[StoredUpload]]:
    """The uploads of one commit by the file that they came in: one whose sheets have days of their own became several.
    """
    files: list[list[StoredUpload]] = []
    for upload in uploads.values():
        is_part = upload.record.jawaban.get("jawaban", {}).get(QUESTION_ID) == PER_SHEET
        if is_part and files and files[-1][0].record.sha256 == upload.record.sha256:
            files[-1].append(upload)
        else:
            files.append([upload])
    return files


def _judge(upload: StoredUpload, differences: Sequence[str]) -> Iterator[Found]:
    """The findings about one upload."""
    name = f"Unggahan {upload.record.nomor}"
    if _is_original_damaged(upload):
        yield Found(Finding.DAMAGED, f"{name}: {_ORIGINAL_DAMAGED}")
        if upload.seal_holds:
            return  # the rows are as they were stored; a damaged original proves nothing against them
    kind = {True: Finding.READ_OTHERWISE, False: Finding.DAMAGED, None: Finding.UNSURE}[upload.seal_holds]
    if kind is Finding.DAMAGED and not differences:
        yield Found(kind, f"{name}: catatannya berubah sejak disimpan; barisnya cocok dengan aslinya.")
    yield from (Found(kind, f"{name}, {words}") for words in differences)


_ORIGINAL_DAMAGED = "berkas aslinya rusak (SHA-256 tidak cocok)."


def _is_original_damaged(upload: StoredUpload) -> bool:
    return upload.isi is None or hashlib.sha256(upload.isi).hexdigest() != upload.record.sha256


_ALIAS = ("kode_kecamatan", "ejaan", "kode_desa")
_COLUMN = ("judul", "bidang")


def _differences(event: EventRecord, upload: StoredUpload, part: FileVerdict | None) -> Iterator[str]:
    """What is stored otherwise than the original says when it is read again, with the cell where it says so."""
    if part is None:
        yield "berkas asli: tidak terbaca lagi."
        return
    number, day = upload.record.nomor, upload.record.tanggal_data
    # The reason of a decision is that of the save (`kkb.uploads.commit`).
    rows = [replace(row, alasan=event.alasan) if row.keputusan else row for row in part.rows]
    names = [{name: row[name] for name in _ALIAS} for row in upload.aliases]
    headers = [{name: row[name] for name in _COLUMN} for row in upload.columns]
    pairs: tuple[tuple[str, tuple[str, ...], Sequence[Row], Sequence[Row]], ...] = (
        ("catatan unggahan", (), [{"tanggal_data": day}], [{"tanggal_data": part.data_date}]),
        ("desa {desa} ({kecamatan})", ("kode_desa",), *_as_once_told(upload, encode_rows(number, rows))),
        (
            "{lembar}, lembar {sheet} baris {baris_ke}",
            ("urutan",),
            upload.programme,
            encode_programme(number, part.programme),
        ),
        ("ejaan “{ejaan}”", _ALIAS[:2], names, [dict(zip(_ALIAS, one, strict=True)) for one in part.aliases]),
        ("judul kolom “{judul}”", _COLUMN[:1], headers, [dict(zip(_COLUMN, one, strict=True)) for one in part.columns]),
    )
    for subject, keys, stored, original in pairs:
        old = {tuple(row[key] for key in keys): row for row in stored}
        new = {tuple(row[key] for key in keys): spread_row(row) for row in original}
        for key in new | old:
            before, now = old.get(key, {}), new.get(key, {})
            told = subject.format_map(now or before)
            if not before or not now:
                yield f"{told}: {'tidak ada di berkas aslinya' if before else 'tidak tersimpan'}."
                continue
            for name in sorted(name for name in before | now if before.get(name) != now.get(name)):
                cell = f" (sel {now['sheet']}!{now[f'sel {name}']})" if f"sel {name}" in now else ""
                values = f"tersimpan {_quoted(before.get(name))}, menurut aslinya {_quoted(now.get(name))}{cell}"
                yield f"{told}, {name.replace('_', ' ')}: {values}."


def _as_once_told(upload: StoredUpload, original: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows as stored and as read again, so that a difference is one of what was told.

    Before 0016 a row that ended a Pokja had room for one date, its end, and no column told it: such a row is held
    against what could be stored of it then. Of a row whose seal is broken nothing is left out.
    """
    if upload.seal_holds is False:
        return upload.rows, list(original)
    only_end = {
        row["kode_desa"]: row["tanggal"]
        for row in upload.rows
        if row["keputusan"] == Keputusan.BUBAR and row["tanggal_dasar"] is None and row["tanggal_bubar"] is None
    }
    told = []
    for row in original:
        if row["kode_desa"] in only_end and row["keputusan"] == Keputusan.BUBAR:
            end = row["tanggal_bubar"] if only_end[row["kode_desa"]] is not None else None
            cells = {name: cell for name, cell in json.loads(row["sel"]).items() if name != "tanggal_bubar"}
            row = {**row, "tanggal": None, "tanggal_dasar": None, "tanggal_bubar": end, "sel": json.dumps(cells)}
        told.append(row)
    return [move_old_end(row) for row in upload.rows], told


def _quoted(value: object) -> str:
    return "tidak ada" if value is None else f"“{value}”"
