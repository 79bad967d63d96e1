"""The end of the bytes of originals: by a decision, since their term is over, or again in a restored older backup.

`_erase` is the only thing that empties them. It notes an event per upload, which says who, when and why and stays for
ever; rows, name, size and SHA-256 stay as well. What was erased is also listed in a file beside the data, so that a
backup of before can be told of it.
"""

from __future__ import annotations

import calendar
import json
import logging
import os
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select, update

from kkb.access import Right
from kkb.config import TIMEZONE
from kkb.formatting import format_count
from kkb.store import queries
from kkb.store.drafts import close_draft
from kkb.store.engine import read, wipe_free_space, write
from kkb.store.errors import StoreError, StoreRefusal
from kkb.store.records import UploadRecord
from kkb.store.right import require_right
from kkb.store.tables import DraftStatus, JenisPeristiwa, berkas_asli, draf, draf_berkas, masa_simpan
from kkb.store.writing import add_event, insert_rows, require_version

log = logging.getLogger(__name__)

BY_TERM = "Program (masa simpan)"
LONGEST_TERM = 600
"""Months: fifty years."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """One original that was erased: which, saved when (aware), and the kind, name, moment and reason of its event."""

    sha256: str
    disimpan: datetime
    jenis: JenisPeristiwa
    oleh: str
    waktu: datetime
    alasan: str | None

    def covers(self, upload: UploadRecord) -> bool:
        """Whether it is about this upload, in whatever store: the same bytes, saved then.

        A decision is about the content: it holds for every upload of these bytes that was saved before it.
        """
        if upload.sha256 != self.sha256:
            return False
        is_decision = self.jenis is JenisPeristiwa.HAPUS_ASLI
        return upload.disimpan_waktu == self.disimpan or (is_decision and upload.disimpan_waktu <= self.waktu)


class ErasureStore:
    """The part of the store that ends originals; see `kkb.store.store.Store` for what all share."""

    engine: Engine

    def erasures(self) -> list[Erasure]:
        """All originals that were erased."""
        with read(self.engine) as connection:
            uploads = queries.read_uploads(connection)
        return [
            Erasure(one.sha256, one.disimpan_waktu, event.jenis, event.oleh, event.waktu, event.alasan)
            for one in uploads
            if (event := one.erasure) is not None
        ]

    def erase_original(
        self, nomor: int, *, by: str, at: datetime, reason: str, expected_version: int | None = None
    ) -> list[int]:
        """Empty the bytes of an upload, and of every other with the same bytes; the numbers of them all.

        Open drafts of these bytes are discarded. Raises StoreRefusal (no reason, unknown number, erased already),
        OutdatedVersion.
        """
        if not reason.strip():
            raise StoreRefusal("Tulis alasan penghapusannya; alasan itu tetap tercatat.")
        with write(self.engine) as connection:
            require_right(connection, Right.ERASE)
            require_version(connection, expected_version)
            uploads = queries.read_uploads(connection)
            asked = next((one for one in uploads if one.nomor == nomor), None)
            if asked is None:
                raise unknown_upload(nomor)
            if asked.erasure is not None:
                raise StoreRefusal(f"Isi berkas asli unggahan {nomor} sudah dihapus.")
            numbers = sorted(one.nomor for one in uploads if one.sha256 == asked.sha256 and one.erasure is None)
            for number in numbers:
                _erase(connection, number, JenisPeristiwa.HAPUS_ASLI, by=by, at=at, reason=reason.strip())
            _discard_drafts(connection, asked.sha256, by=by, at=at)
        wipe_free_space(self.engine)
        return numbers

    def erase_expired(self, *, at: datetime) -> list[int]:
        """Empty the originals whose term is over, if there is a term; their numbers."""
        with read(self.engine) as connection:
            # Most often there is none, and then nobody waits for the write lock.
            if not _due(connection, at):
                return []
        with write(self.engine) as connection:
            term, numbers = queries.read_term(connection), _due(connection, at)
            reason = f"masa simpan {format_count(term or 0)} bulan habis"
            for number in numbers:
                _erase(connection, number, JenisPeristiwa.MASA_HABIS, by=BY_TERM, at=at, reason=reason)
        wipe_free_space(self.engine)
        return numbers

    def erase_again(self, erasures: Collection[Erasure]) -> list[int]:
        """Empty what was erased before, in a store that still holds it: an older backup; the numbers.

        Each is noted as it was noted then.
        """
        with read(self.engine) as connection:
            if not _to_repeat(connection, erasures):
                return []
        with write(self.engine) as connection:
            found = _to_repeat(connection, erasures)
            for number, one in found.items():
                _erase(connection, number, one.jenis, by=one.oleh, at=one.waktu, reason=one.alasan)
        wipe_free_space(self.engine)
        return sorted(found)

    def set_term(self, bulan: int | None, *, by: str, at: datetime, expected_version: int | None = None) -> None:
        """Let originals be kept so many months after their save; None: for ever.

        Raises StoreRefusal (less than 1, more than 600, what holds already), OutdatedVersion.
        """
        if bulan is not None and not 1 <= bulan <= LONGEST_TERM:
            raise StoreRefusal(f"Masa simpan ditulis dalam bulan, 1 sampai {format_count(LONGEST_TERM)}.")
        with write(self.engine) as connection:
            require_right(connection, Right.SETTINGS)
            require_version(connection, expected_version)
            if queries.read_term(connection) == bulan:
                raise StoreRefusal("Masa simpan itu sudah berlaku.")
            nomor = queries.next_number(connection, masa_simpan)
            insert_rows(connection, masa_simpan, [{"nomor": nomor, "bulan": bulan, "oleh": by, "waktu": at}])
            words = "tanpa batas" if bulan is None else f"{format_count(bulan)} bulan"
            add_event(connection, JenisPeristiwa.MASA_SIMPAN, by=by, at=at, reason=words)


def unknown_upload(nomor: int) -> StoreRefusal:
    """The refusal of a number that no upload has."""
    return StoreRefusal(f"Unggahan {nomor} tidak ada.")


def term_end(saved: datetime, months: int) -> date:
    """The day on which the term of an original is over: so many months after its save, at most the end of a month."""
    day = saved.astimezone(TIMEZONE).date()
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def read_list(path: Path) -> list[Erasure]:
    """The erasures listed in a file, one JSON object a line; none where there is no file. Raises StoreRefusal."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [_from_json(json.loads(line)) for line in lines if line.strip()]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, KeyError) as error:
        log.error("the list of erased originals cannot be read: %s", error)
        raise StoreRefusal(
            f"Daftar berkas asli yang dihapus ({path.name}) tidak terbaca; tidak ada yang diubah. Perbaiki izinnya, "
            "atau pulihkan berkas itu."
        ) from error


def keep_list(path: Path, erasures: Iterable[Erasure]) -> list[Erasure]:
    """Add erasures to the list in a file, which is made where there is none; all that it then holds.

    Raises StoreRefusal, OSError.
    """
    known = read_list(path)
    new = [one for one in dict.fromkeys(erasures) if one not in set(known)]
    if new:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}.sebagian")
        lines = (json.dumps(asdict(one), default=datetime.isoformat, ensure_ascii=False) for one in (*known, *new))
        part.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        part.chmod(0o600)
        part.replace(path)
    return [*known, *new]


def list_erasures(store: ErasureStore, path: Path) -> None:
    """Bring the list in a file up to what a store knows. Raises nothing: the next daily run tries again."""
    try:
        keep_list(path, store.erasures())
    except (OSError, StoreError) as error:
        log.error("the list of erased originals is not up to date: %s", error)


def _from_json(told: dict[str, Any]) -> Erasure:
    moments = {name: datetime.fromisoformat(told[name]) for name in ("disimpan", "waktu")}
    return Erasure(**{**told, **moments, "jenis": JenisPeristiwa(told["jenis"])})


def _erase(
    connection: Connection, nomor: int, jenis: JenisPeristiwa, *, by: str, at: datetime, reason: str | None
) -> None:
    # The event first: the trigger of the table asks for it.
    add_event(connection, jenis, by=by, at=at, reason=reason, upload=nomor)
    connection.execute(update(berkas_asli).where(berkas_asli.c.unggahan == nomor).values(isi=None))


def _due(connection: Connection, at: datetime) -> list[int]:
    term, today = queries.read_term(connection), at.astimezone(TIMEZONE).date()
    if term is None:
        return []
    uploads = (one for one in queries.read_uploads(connection) if one.erasure is None)
    return sorted(one.nomor for one in uploads if term_end(one.disimpan_waktu, term) <= today)


def _to_repeat(connection: Connection, erasures: Collection[Erasure]) -> dict[int, Erasure]:
    """The uploads that still have bytes that were erased before, each with the erasure."""
    found = {}
    for upload in queries.read_uploads(connection):
        erasure = next((one for one in erasures if one.covers(upload)), None) if upload.erasure is None else None
        if erasure is not None:
            found[upload.nomor] = erasure
    return dict(sorted(found.items()))


def _discard_drafts(connection: Connection, sha256: str, *, by: str, at: datetime) -> None:
    query = select(draf.c.nomor).join_from(draf, draf_berkas)
    query = query.where(draf.c.status == DraftStatus.TERBUKA.value, draf_berkas.c.sha256 == sha256).distinct()
    for nomor in connection.scalars(query).all():
        close_draft(connection, nomor, DraftStatus.DIBUANG, by=by, at=at)
