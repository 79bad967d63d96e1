"""Drafts: files under check and the answers so far, shared under an unguessable code until they are saved.

A draft is a working paper, not a fact. It changes in place, raises no data version, and is emptied when it is saved,
discarded or `DRAFT_LIFE` after the last change; its row stays, so that its address can say what became of it.

Several may work on one at once: answers are changed one by one, so that what a colleague answered meanwhile stays. A
draft belongs to the area of the account that began it, and is written by accounts whose area holds that one.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, func, null, select, update

from kkb.access import is_within
from kkb.config import TIMEZONE
from kkb.formatting import format_count, format_date, join_words
from kkb.store import queries
from kkb.store.encoding import encode_json, refuse_unstorable
from kkb.store.engine import read, write
from kkb.store.errors import OutdatedDraft, StoreRefusal
from kkb.store.records import Draft, DraftFile, DraftFileSize, DraftRecord
from kkb.store.right import area_in, require_kecamatan
from kkb.store.tables import DraftStatus, draf, draf_berkas
from kkb.store.writing import insert_rows

DRAFT_LIFE = timedelta(days=7)
"""How long a draft lives after the last change."""

MAX_OPEN_DRAFTS = 200
MAX_DRAFT_BYTES = 300_000_000
"""Of all open drafts together."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without look-alikes, and without marks that a messenger takes for the end of an address."""

_KODE_LENGTH = 14
_KODE = re.compile(r"[a-z0-9]{1,20}")
_NO_ANSWERS = "{}"


class DraftStore:
    """The part of the store that holds drafts; see `kkb.store.store.Store` for what all share."""

    engine: Engine

    def create_draft(self, files: Sequence[tuple[str, bytes]], *, by: str, at: datetime) -> str:
        """Keep files (name, bytes) as a draft and return its code; `by` may be blank.

        The same files in any order as an open draft that the writer may work on are that draft, which then lives on
        from now. Raises StoreRefusal without a file, for a name too long, and when there are too many drafts or bytes.
        """
        if not files:
            raise StoreRefusal("Pilih berkas lebih dulu.")
        rows = _file_rows(files)
        sidik = _fingerprint((row["nama"], row["sha256"]) for row in rows)
        with write(self.engine, "draf tambah") as connection:
            _expire(connection, at)
            area = area_in(connection)
            twins = connection.execute(select(draf).where(draf.c.sidik == sidik, _is_open(at)))
            twin = next((row for row in twins if is_within(_kecamatan(row), area)), None)
            if twin is not None:
                _change(connection, twin.nomor, {"kedaluwarsa": at + DRAFT_LIFE})
                return str(twin.kode)
            _require_place(connection, at)
            _require_room(connection, rows, at)
            kode = "".join(secrets.choice(_LETTERS) for _ in range(_KODE_LENGTH))
            nomor = queries.next_number(connection, draf)
            values = {
                "nomor": nomor,
                "kode": kode,
                "sidik": sidik,
                "dibuat": at,
                "oleh": by,
                "diubah": at,
                "diubah_oleh": by,
                "kedaluwarsa": at + DRAFT_LIFE,
                "revisi": 0,
                "status": DraftStatus.TERBUKA.value,
                "jawaban": _NO_ANSWERS,
                "unggahan": "[]",
                "kecamatan": None if area is None else json.dumps(sorted(area)),
            }
            insert_rows(connection, draf, [values])
            _insert_files(connection, nomor, rows, after=0)
            return kode

    def add_draft_files(
        self, kode: str, files: Sequence[tuple[str, bytes]], *, most: int, by: str, at: datetime
    ) -> int:
        """Put files (name, bytes) after those of a draft, and return the new revision; `by` may be blank.

        Its code, the order of its files and its answers stay; a file that is in it already is passed over. Raises
        StoreRefusal if the draft is not open, without a file, for a name too long, when it would hold more than `most`
        files, and when there are too many bytes.
        """
        if not files:
            raise StoreRefusal("Pilih berkas lebih dulu.")
        with write(self.engine, "draf berkas") as connection:
            row = require_open_draft(connection, kode, at)
            query = select(draf_berkas.c.nama, draf_berkas.c.sha256).where(draf_berkas.c.draf == row.nomor)
            kept = [(file.nama, file.sha256) for file in connection.execute(query)]
            new = {(file["nama"], file["sha256"]): file for file in _file_rows(files)}
            rows = [file for key, file in new.items() if key not in kept]
            if not rows:
                raise StoreRefusal("Berkas itu sudah ada dalam draf ini.")
            if len(kept) + len(rows) > most:
                room = format_count(max(0, most - len(kept)))
                raise StoreRefusal(f"Satu draf memuat paling banyak {most} berkas; masih ada tempat untuk {room}.")
            _require_room(connection, rows, at)
            _insert_files(connection, row.nomor, rows, after=len(kept))
            sidik = _fingerprint([*kept, *((file["nama"], file["sha256"]) for file in rows)])
            return _change_content(connection, row, {"sidik": sidik}, by=by, at=at)

    def draft(self, kode: str, *, at: datetime) -> Draft | None:
        """A draft with its bytes and answers; without both if it is open no more; None for an unknown code."""
        with read(self.engine) as connection:
            row = _find(connection, kode)
            if row is None:
                return None
            status = _status(row, at)
            # One whose time is over may not have been emptied yet.
            isi = draf_berkas.c.isi if status is DraftStatus.TERBUKA else null().label("isi")
            query = select(draf_berkas.c.nama, isi, draf_berkas.c.sha256).where(draf_berkas.c.draf == row.nomor)
            files = connection.execute(query.order_by(draf_berkas.c.urutan)).all()
        berkas = tuple(DraftFile(file.nama, bytes(file.isi or b""), file.sha256) for file in files)
        return Draft(berkas=berkas, **_shared_fields(row, status))

    def open_drafts(self, *, at: datetime) -> list[DraftRecord]:
        """The open drafts without their bytes, newest first."""
        with read(self.engine) as connection:
            rows = connection.execute(select(draf).where(_is_open(at)).order_by(draf.c.nomor.desc())).all()
            query = select(draf_berkas.c.draf, draf_berkas.c.nama, draf_berkas.c.ukuran)
            query = query.where(draf_berkas.c.draf.in_([row.nomor for row in rows]))
            files: dict[int, list[DraftFileSize]] = {}
            for nomor, nama, ukuran in connection.execute(query.order_by(draf_berkas.c.draf, draf_berkas.c.urutan)):
                files.setdefault(nomor, []).append(DraftFileSize(nama, ukuran))
        return [DraftRecord(berkas=tuple(files[row.nomor]), **_shared_fields(row, DraftStatus.TERBUKA)) for row in rows]

    def draft_revision(self, kode: str, *, at: datetime) -> int | None:
        """The revision of an open draft; None for one that is open no more, and for an unknown code."""
        with read(self.engine) as connection:
            row = _find(connection, kode)
        return row.revisi if row is not None and _status(row, at) is DraftStatus.TERBUKA else None

    def change_answers(
        self, kode: str, changes: Mapping[str, str | None], *, seen: Mapping[str, str], by: str, at: datetime
    ) -> int:
        """Give answers by their keys (None: none any more), and return the new revision; `by` may be blank.

        Answers to other keys stay, whoever gave them. `seen` are the answers that the caller looked at. What is
        answered so already changes nothing, not even the revision. Raises OutdatedDraft, and changes nothing, if one
        of these keys has been answered otherwise since the caller looked; StoreRefusal if the draft is not open.
        """
        with write(self.engine, "draf jawaban") as connection:
            row = require_open_draft(connection, kode, at)
            kept: dict[str, str] = json.loads(row.jawaban)
            new = {key: text for key, text in changes.items() if kept.get(key) != text}
            outdated = {key: kept.get(key) for key in new if kept.get(key) != seen.get(key)}
            if outdated:
                raise OutdatedDraft(row.revisi, outdated)
            if not new:
                return int(row.revisi)
            answers = {key: text for key, text in {**kept, **new}.items() if text is not None}
            return _change_content(connection, row, {"jawaban": encode_json(answers)}, by=by, at=at)

    def discard_draft(self, kode: str, *, by: str, at: datetime) -> None:
        """Empty a draft that is not wanted any more. Raises StoreRefusal if it is not open."""
        with write(self.engine, "draf buang") as connection:
            row = require_open_draft(connection, kode, at)
            close_draft(connection, row.nomor, DraftStatus.DIBUANG, by=by, at=at)

    def expire_drafts(self, *, at: datetime) -> int:
        """Empty the drafts whose time is over; how many there were."""
        with read(self.engine) as connection:
            # Most often there is none, and then nobody waits for the write lock.
            if not _due(connection, at):
                return 0
        with write(self.engine, "draf kedaluwarsa") as connection:
            return _expire(connection, at)


def require_open_draft(
    connection: Connection, kode: str, at: datetime, expected_revision: int | None = None
) -> Row[Any]:
    """The row of an open draft.

    Raises StoreRefusal with what became of one that is not open, and for a writer of another area; OutdatedDraft if
    another revision is expected.
    """
    row = _find(connection, kode)
    if row is None:
        raise StoreRefusal("Draf ini tidak ada. Unggah berkasnya lagi.")
    kecamatan = _kecamatan(row)
    require_kecamatan(connection, [None] if kecamatan is None else kecamatan)
    status = _status(row, at)
    if status is DraftStatus.DISIMPAN:
        numbers = [str(nomor) for nomor in json.loads(row.unggahan)]
        raise StoreRefusal(f"Draf ini sudah disimpan sebagai unggahan {join_words(numbers)}.")
    if status is DraftStatus.DIBUANG:
        raise StoreRefusal("Draf ini sudah dibuang. Unggah berkasnya lagi bila masih diperlukan.")
    if status is DraftStatus.KEDALUWARSA:
        day = format_date(row.kedaluwarsa.astimezone(TIMEZONE).date())
        raise StoreRefusal(f"Masa draf ini habis pada {day}. Unggah berkasnya lagi bila masih diperlukan.")
    if expected_revision is not None and row.revisi != expected_revision:
        raise OutdatedDraft(row.revisi)
    return row


def close_draft(
    connection: Connection, nomor: int, status: DraftStatus, *, by: str, at: datetime, uploads: Sequence[int] = ()
) -> None:
    """Empty an open draft; `uploads` are the numbers it was stored as."""
    changes = {"status": status.value, "unggahan": json.dumps(list(uploads)), "diubah": at, "diubah_oleh": by}
    _change(connection, nomor, changes)
    _empty(connection, [nomor])


def _fingerprint(files: Iterable[tuple[str, str]]) -> str:
    """One text for the same files (name, SHA-256) in any order."""
    return hashlib.sha256(json.dumps(sorted(files)).encode()).hexdigest()


def _file_rows(files: Sequence[tuple[str, bytes]]) -> list[dict[str, Any]]:
    """Files (name, bytes) as the table holds them, but for their draft and place."""
    return [
        {"nama": name, "sha256": hashlib.sha256(isi).hexdigest(), "ukuran": len(isi), "isi": isi} for name, isi in files
    ]


def _insert_files(connection: Connection, nomor: int, rows: Sequence[dict[str, Any]], *, after: int) -> None:
    placed = [{"draf": nomor, "urutan": place, **row} for place, row in enumerate(rows, after + 1)]
    insert_rows(connection, draf_berkas, placed)


def _change_content(connection: Connection, row: Row[Any], values: dict[str, Any], *, by: str, at: datetime) -> int:
    """Change what an open draft holds: it lives on from now, under a new revision, which is returned."""
    revisi: int = row.revisi + 1
    said = {"revisi": revisi, "kedaluwarsa": at + DRAFT_LIFE, "diubah": at, "diubah_oleh": by}
    _change(connection, row.nomor, values | said)
    return revisi


def _kecamatan(row: Row[Any]) -> frozenset[str] | None:
    """Codes of the kecamatan that a draft belongs to; None for the whole region."""
    return None if row.kecamatan is None else frozenset(json.loads(row.kecamatan))


def _find(connection: Connection, kode: str) -> Row[Any] | None:
    # The code comes from an address: it may be anything, also what PostgreSQL does not take for text.
    if not _KODE.fullmatch(kode):
        return None
    return connection.execute(select(draf).where(draf.c.kode == kode)).one_or_none()


def _status(row: Row[Any], at: datetime) -> DraftStatus:
    """The status at this moment: one whose time is over is so before anybody has emptied it."""
    status = DraftStatus(row.status)
    return DraftStatus.KEDALUWARSA if status is DraftStatus.TERBUKA and row.kedaluwarsa <= at else status


def _is_open(at: datetime) -> ColumnElement[bool]:
    return (draf.c.status == DraftStatus.TERBUKA.value) & (draf.c.kedaluwarsa > at)


def _due(connection: Connection, at: datetime) -> list[int]:
    """Numbers of the drafts whose time is over and that nobody has emptied yet."""
    query = select(draf.c.nomor).where(draf.c.status == DraftStatus.TERBUKA.value, draf.c.kedaluwarsa <= at)
    return list(connection.scalars(query))


def _expire(connection: Connection, at: datetime) -> int:
    numbers = _due(connection, at)
    if numbers:
        connection.execute(update(draf).where(draf.c.nomor.in_(numbers)).values(status=DraftStatus.KEDALUWARSA.value))
        _empty(connection, numbers)
    return len(numbers)


def _empty(connection: Connection, numbers: Collection[int]) -> None:
    connection.execute(update(draf).where(draf.c.nomor.in_(numbers)).values(jawaban=_NO_ANSWERS))
    connection.execute(update(draf_berkas).where(draf_berkas.c.draf.in_(numbers)).values(isi=None))


def _change(connection: Connection, nomor: int, values: dict[str, Any]) -> None:
    refuse_unstorable(draf, [values])
    connection.execute(update(draf).where(draf.c.nomor == nomor).values(values))


_MAKE_ROOM = "Simpan atau buang dulu draf yang tidak diperlukan lagi."


def _require_place(connection: Connection, at: datetime) -> None:
    """Raises StoreRefusal if one more draft would be too many."""
    count = connection.scalar(select(func.count()).select_from(draf).where(_is_open(at))) or 0
    if count >= MAX_OPEN_DRAFTS:
        raise StoreRefusal(f"Sudah ada {format_count(count)} draf yang terbuka. {_MAKE_ROOM}")


def _require_room(connection: Connection, rows: Sequence[dict[str, Any]], at: datetime) -> None:
    """Raises StoreRefusal if these files would be too many bytes beside those of the open drafts."""
    size = sum(row["ukuran"] for row in rows)
    most = f"{format_count(MAX_DRAFT_BYTES // 1_000_000)} MB"
    if size > MAX_DRAFT_BYTES:
        raise StoreRefusal(f"Berkas-berkas ini lebih dari {most}. Unggah sebagian dulu.")
    query = select(func.sum(draf_berkas.c.ukuran)).join_from(draf_berkas, draf).where(_is_open(at))
    if (connection.scalar(query) or 0) + size > MAX_DRAFT_BYTES:
        raise StoreRefusal(f"Berkas semua draf yang terbuka akan melebihi {most}. {_MAKE_ROOM}")


def _shared_fields(row: Row[Any], status: DraftStatus) -> dict[str, Any]:
    """What `Draft` and `DraftRecord` have in common."""
    names = ("kode", "dibuat", "diubah", "oleh", "kedaluwarsa", "revisi", "diubah_oleh")
    return {name: row._mapping[name] for name in names} | {
        "status": status,
        "jawaban": json.loads(row.jawaban) if status is DraftStatus.TERBUKA else {},
        "unggahan": tuple(json.loads(row.unggahan)),
        "kecamatan": _kecamatan(row),
    }
