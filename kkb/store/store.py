"""The store: what was uploaded, what happened to it, and the target plans.

Facts beside them come from `FactStore`, next steps from `StepStore`, the logo from `LogoStore`, drafts from
`DraftStore`, reports of errors from `ReportStore`, accounts from `AccountStore`, the end of originals from
`ErasureStore`, the register of indicators from `IndicatorStore`. Drafts, accounts, those originals and who reported an
error apart, nothing is changed or deleted: an upload is committed, withdrawn and brought back by events. Each write is
one transaction under the store's only write lock; a moment is passed in as an aware datetime, never read from a clock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import URL, Connection, Engine, Select, select

from kkb.access import Right
from kkb.config import Settings
from kkb.programme import ReportedRow
from kkb.schema import Observation, Rencana, TargetRow, Tonggak
from kkb.store import queries
from kkb.store.accounts import AccountStore
from kkb.store.audit import AuditStore, Notes
from kkb.store.drafts import DraftStore, close_draft, require_open_draft
from kkb.store.encoding import encode_json, encode_rows
from kkb.store.engine import (
    file_of,
    fold_in_log,
    for_actor,
    for_file,
    for_reading,
    for_writer,
    is_writable,
    keeps_trail,
    make_engine,
    read,
    write,
)
from kkb.store.erasure import ErasureStore, unknown_upload
from kkb.store.errors import AlreadyStored, StoreRefusal
from kkb.store.facts import FactStore
from kkb.store.indicators import IndicatorStore, read_indicators
from kkb.store.logo import LogoStore
from kkb.store.migrate import is_current, migrate
from kkb.store.programme import encode_programme
from kkb.store.records import EventRecord, NewPlan, NewUpload, Snapshot, UploadPart, UploadRecord
from kkb.store.reports import ReportStore, reads_taken
from kkb.store.right import Writer, require_desa, require_kecamatan, require_own, require_right
from kkb.store.sqlite_file import write_mark
from kkb.store.steps import StepStore
from kkb.store.stored_upload import StoredUpload, make_seal, read_stored_upload
from kkb.store.tables import (
    DraftStatus,
    JenisPeristiwa,
    alias_nama,
    baris,
    baris_program,
    berkas_asli,
    judul_kolom,
    peristiwa,
    rencana,
    rencana_sasaran,
    unggahan,
)
from kkb.store.trail import PROGRAM, Actor
from kkb.store.writing import add_event, insert_milestones, insert_rows, require_version

SAMPLES_END = "data sungguhan dimulai"
"""The reason noted when a commit withdraws other uploads: the first real one ends the samples."""

_LARGEST_NUMBER = 2**31 - 1
"""What a column of whole numbers holds in every database; a larger one is an error before it is looked for."""


def open_store(settings: Settings, *, writable: bool = True, actor: Actor = PROGRAM) -> Store:
    """The store of an installation; makes no file and does not migrate. Raises StoreRefusal.

    Without `writable` every write through it is refused. `actor` is who writes, where no other is named.
    """
    # Not as text: a folder's name may hold a "?", which would end the path of an address.
    embedded = URL.create("sqlite", database=str(settings.sqlite_path))
    return Store(for_actor(make_engine(settings.database_url or embedded, writable=writable), actor))


class Store(
    FactStore, StepStore, LogoStore, DraftStore, ReportStore, AccountStore, AuditStore, ErasureStore, IndicatorStore
):
    """Queries and writes, usable from many threads. Every method may raise StoreUnavailable.

    Writes take `expected_version`: the data version the caller looked at. If another holds at the moment of
    writing, OutdatedVersion is raised and nothing is written; None writes whatever the version is.
    """

    def __init__(self, engine: Engine, notes: Notes | None = None) -> None:
        super().__init__(engine)
        self.notes = notes or Notes()

    def prepare(self) -> None:
        """Bring the tables up to date, and leave the mark beside a SQLite file. Safe from several processes at once.

        Raises StoreRefusal if the database was written by a newer program, StoreUnavailable also where the file is
        missing or empty though its mark is there.
        """
        migrate(self.engine)
        file = file_of(self.engine)
        if file is not None:
            write_mark(file.path)

    def begin_anew(self) -> None:
        """Let `prepare` make a new SQLite file where one was lost; for PostgreSQL nothing.

        Raises StoreRefusal where there are data.
        """
        file = file_of(self.engine)
        if file is not None:
            file.begin_anew()

    def is_new(self) -> bool:
        """True if there is no SQLite file and never was one. A PostgreSQL database is never new."""
        file = file_of(self.engine)
        return file is not None and file.is_new() and file.identify() is None

    @property
    def is_writable(self) -> bool:
        """False for a store that was opened to be read only."""
        return is_writable(self.engine)

    @property
    def keeps_trail(self) -> bool:
        """Whether there is an audit trail here; a backup has none."""
        return keeps_trail(self.engine)

    def for_reading(self) -> Store:
        """The same store, whose writes raise StoreRefusal."""
        return Store(for_reading(self.engine), self.notes)

    def for_version(self, version: int) -> Store:
        """The same store for who looked at a data version: writes raise StoreUnavailable where another SQLite file
        has taken the place of the one it was of."""
        return Store(for_file(self.engine, version // queries.FILE_STEP), self.notes)

    def for_writer(self, writer: Writer) -> Store:
        """The same store for who writes by a right: each write asks for it again, and raises StoreRefusal without."""
        return Store(
            for_writer(self.engine, writer, lambda refusal: self.note_refusal(refusal, writer.alamat)), self.notes
        )

    def for_actor(self, actor: Actor) -> Store:
        """The same store for who writes without being asked for a right: the trail names them."""
        return Store(for_actor(self.engine, actor), self.notes)

    def look_at_file(self) -> int:
        """Look what stands at the path: a number that rises when it is no longer the SQLite file that was opened.

        What was prepared or read under another number is not what stands there now. Always 0 for PostgreSQL.
        """
        file = file_of(self.engine)
        if file is None:
            return 0
        if file.look() is not None:
            self.engine.dispose()
        return file.number

    def is_prepared(self) -> bool:
        """True if the tables are those of this program. Raises StoreRefusal as `prepare` does."""
        return not self.is_new() and is_current(self.engine)

    def close(self) -> None:
        """Give back all connections; SQLite's log is taken into the file, so that a copy of the file alone is whole."""
        self.enter_counted(is_end=True)
        fold_in_log(self.engine)
        self.engine.dispose()

    # Reads

    def data_version(self) -> int:
        """A counter that rises with each event; 0 when nothing has happened. Much higher in a file that took the
        place of another, so that no version of the one is one of the other."""
        with read(self.engine) as connection:
            return queries.read_version(connection)

    def uploads(self) -> list[UploadRecord]:
        """All uploads, active or not, newest number first."""
        with read(self.engine) as connection:
            return queries.read_uploads(connection)

    def original(self, nomor: int) -> bytes:
        """The bytes as they were uploaded. Raises StoreRefusal for an unknown number, and where they were erased."""
        with read(self.engine) as connection:
            row = connection.execute(select(berkas_asli.c.isi).where(berkas_asli.c.unggahan == nomor)).first()
        if row is None:
            raise unknown_upload(nomor)
        if row.isi is None:
            raise StoreRefusal(f"Isi berkas asli unggahan {nomor} sudah dihapus. Barisnya tetap tersimpan.")
        return bytes(row.isi)

    def stored_upload(self, nomor: int) -> StoredUpload:
        """One upload as its rows stand in the tables, to be verified. Raises one of `kkb.store.content.UNREADABLE`."""
        with read(self.engine) as connection:
            return read_stored_upload(connection, nomor)

    def observations(self) -> list[Observation]:
        """Rows of the active uploads, ordered by (tanggal_data, unggahan, kode_desa)."""
        with read(self.engine) as connection:
            return queries.read_observations(connection, queries.read_active_days(connection))

    def desa_of(self, *numbers: int) -> set[str | None]:
        """Codes of the desa that uploads tell of, active or not; None for rows of no desa."""
        with read(self.engine) as connection:
            return _read_desa(connection, numbers)

    def rows_of(self, nomor: int) -> list[Observation]:
        """The rows of one upload, active or not; empty for an unknown number."""
        with read(self.engine) as connection:
            return queries.read_observations(connection, queries.read_day_of(connection, nomor))

    def programme_of(self, nomor: int) -> list[ReportedRow]:
        """The rows of the other sheets of one upload, active or not; empty for an unknown number."""
        with read(self.engine) as connection:
            return queries.read_programme(connection, queries.read_day_of(connection, nomor))

    def programme(self) -> list[ReportedRow]:
        """Rows of the sheets beside the recap of status, of the active uploads, by (tanggal_data, unggahan, urutan)."""
        with read(self.engine) as connection:
            return queries.read_programme(connection, queries.read_active_days(connection))

    def plans(self) -> list[Rencana]:
        """All target plans, oldest first."""
        with read(self.engine) as connection:
            return queries.read_plans(connection)

    def events(self, limit: int | None = None) -> list[EventRecord]:
        """The events, newest first; at most `limit`."""
        with read(self.engine) as connection:
            return queries.read_events(connection)[::-1][:limit]

    def snapshot(self) -> Snapshot:
        """Everything the pages need, read in one transaction, so that its parts agree."""
        with read(self.engine) as connection:
            alias_records = queries.read_alias_records(connection)
            days = queries.read_active_days(connection)
            logo_record, logo = queries.read_logo(connection) or (None, None)
            return Snapshot(
                version=queries.read_version(connection),
                observations=tuple(queries.read_observations(connection, days)),
                uploads=tuple(queries.read_uploads(connection)),
                plans=tuple(queries.read_plans(connection)),
                milestones=tuple(queries.read_milestones(connection)),
                aliases=queries.alias_codes(alias_records),
                meetings=tuple(queries.read_meetings(connection)),
                peta=queries.read_map(connection),
                alias_records=tuple(alias_records),
                tindak_lanjut=tuple(queries.read_steps(connection)),
                lambang=logo,
                lambang_record=logo_record,
                programme=tuple(queries.read_programme(connection, days)),
                column_records=tuple(queries.read_column_records(connection)),
                takes_reports=reads_taken(connection),
                masa_simpan=queries.read_term(connection),
                indicator_records=tuple(read_indicators(connection)),
            )

    # Writes

    def commit_uploads(
        self,
        *,
        expected_version: int | None,
        parts: Sequence[UploadPart],
        by: str,
        at: datetime,
        reason: str | None,
        withdraw: Sequence[int] = (),
        draft: str | None = None,
        draft_revision: int | None = None,
    ) -> list[int]:
        """Store checked files together, all or none, and return their numbers in order.

        Those of `withdraw` that are active still are withdrawn; `draft`, the code of the draft they come from, is
        marked as saved, `draft_revision` is what the caller saw of it (None: whatever it is). Raises, in this order:
        StoreRefusal for a draft that is not open; OutdatedDraft; AlreadyStored if an active upload or an earlier part
        has the same `kunci` (also when the version is outdated, so that pressing twice is told the number);
        OutdatedVersion; StoreRefusal (no part, no name, unknown number, text too long).
        """
        with write(self.engine) as connection:
            draft_row = None
            if draft is not None:
                draft_row = require_open_draft(connection, draft, at, draft_revision)
            active = queries.read_active(connection)
            _refuse_twins(connection, parts, active)
            require_version(connection, expected_version)
            if not parts:
                raise StoreRefusal("Tidak ada berkas untuk disimpan.")
            for part in parts:
                _require_right(connection, part)
            _withdraw_active(connection, withdraw, active, by, at, SAMPLES_END)
            save = queries.next_number(connection, unggahan)
            told = [reason if part.reason is None else part.reason or None for part in parts]
            numbers = [
                _insert_upload(connection, part, by, at, why, save) for part, why in zip(parts, told, strict=True)
            ]
            if draft_row is not None:
                close_draft(connection, draft_row.nomor, DraftStatus.DISIMPAN, by=by, at=at, uploads=numbers)
            return numbers

    def withdraw(
        self, *numbers: int, by: str, at: datetime, reason: str, expected_version: int | None = None
    ) -> None:
        """Let uploads count no longer, all or none.

        Raises StoreRefusal if one is unknown or withdrawn, OutdatedVersion.
        """
        with write(self.engine) as connection:
            require_version(connection, expected_version)
            _require_decision(connection, numbers)
            for nomor in dict.fromkeys(numbers):
                if nomor not in queries.read_active(connection):
                    raise StoreRefusal(f"Unggahan {nomor} sudah ditarik.")
                add_event(connection, JenisPeristiwa.TARIK, by=by, at=at, reason=reason, upload=nomor)

    def restore(self, *numbers: int, by: str, at: datetime, reason: str, expected_version: int | None = None) -> None:
        """Let withdrawn uploads count again, all or none.

        Raises StoreRefusal if one is unknown or active, if the same file counts under another number, or if it is a
        sample beside real data; OutdatedVersion.
        """
        with write(self.engine) as connection:
            require_version(connection, expected_version)
            _require_decision(connection, numbers)
            for nomor in dict.fromkeys(numbers):
                _refuse_restoring(connection, nomor)
                add_event(connection, JenisPeristiwa.KEMBALIKAN, by=by, at=at, reason=reason, upload=nomor)

    def add_plan(
        self,
        *,
        nama: str,
        ditetapkan: date,
        oleh: str,
        alasan: str,
        targets: Sequence[TargetRow],
        at: datetime,
        berlaku_sejak: date | None = None,
        by: str = "",
        expected_version: int | None = None,
    ) -> int:
        """Store a target plan beside the earlier ones and return its number.

        It is in force from `berlaku_sejak` on (None: from the day it was decided). `oleh` decided it, `by` notes it
        ("": the same).

        Raises OutdatedVersion, and StoreRefusal if the plan that was recorded last says the same already.
        """
        since = berlaku_sejak or ditetapkan
        with write(self.engine) as connection:
            require_right(connection, Right.SETTINGS)
            require_version(connection, expected_version)
            for plan in queries.read_plans(connection)[-1:]:
                if (plan.nama, plan.berlaku_sejak, set(plan.targets)) == (nama, since, set(targets)):
                    raise StoreRefusal(f'Rencana "{nama}" dengan sasaran yang sama sudah berlaku.')
            nomor = _insert_plan(connection, NewPlan(nama, ditetapkan, oleh, alasan, tuple(targets), since))
            add_event(connection, JenisPeristiwa.RENCANA, by=by or oleh, at=at, reason=alasan, plan=nomor)
            return nomor

    def seed(self, *, plan: NewPlan | None, milestones: Sequence[Tonggak], at: datetime) -> bool:
        """Write the default plan and the milestones into a store in which nothing has happened yet.

        Returns True if it did. Of several processes at once exactly one does. Where something has happened the write
        lock is not waited for.
        """
        with read(self.engine) as connection:
            if queries.has_events(connection):
                return False
        with write(self.engine) as connection:
            if queries.has_events(connection):
                return False
            nomor = _insert_plan(connection, plan) if plan is not None else None
            insert_milestones(connection, milestones)
            by, reason = (plan.oleh, plan.alasan) if plan is not None else ("sistem", None)
            add_event(connection, JenisPeristiwa.MULAI, by=by, at=at, reason=reason, plan=nomor)
            return True


def _require_upload(connection: Connection, nomor: int) -> str:
    """The `kunci` of a stored upload. A number that no database could hold is unknown like any other."""
    if abs(nomor) > _LARGEST_NUMBER:
        raise unknown_upload(nomor)
    kunci: str | None = connection.scalar(select(unggahan.c.kunci).where(unggahan.c.nomor == nomor))
    if kunci is None:
        raise unknown_upload(nomor)
    return kunci


def _refuse_restoring(connection: Connection, nomor: int) -> None:
    """Raises StoreRefusal for an upload that cannot count again."""
    kunci = _require_upload(connection, nomor)
    active = queries.read_active(connection)
    if nomor in active:
        raise StoreRefusal(f"Unggahan {nomor} masih berlaku; tidak ada yang perlu dikembalikan.")
    twin = queries.find_active(connection, kunci, active)
    if twin is not None:
        raise StoreRefusal(f"Berkas yang sama sudah berlaku sebagai unggahan {twin}.")
    if queries.is_sample(connection, nomor) and queries.has_real(connection, active):
        raise StoreRefusal(
            "Unggahan ini data contoh, sedangkan data sungguhan sudah berlaku; keduanya tidak dicampur."
        )


def _withdraw_active(
    connection: Connection, numbers: Iterable[int], active: Collection[int], by: str, at: datetime, reason: str
) -> None:
    for nomor in dict.fromkeys(numbers):
        _require_upload(connection, nomor)
        if nomor in active:
            add_event(connection, JenisPeristiwa.TARIK, by=by, at=at, reason=reason, upload=nomor)


def _refuse_twins(connection: Connection, parts: Sequence[UploadPart], active: Collection[int]) -> None:
    """Raises AlreadyStored for a part that is an active upload, or that comes twice."""
    seen: set[str] = set()
    for part in parts:
        kunci = part.upload.kunci
        stored = queries.find_active(connection, kunci, active)
        if stored is not None or kunci in seen:
            raise AlreadyStored(stored, part.upload.nama_berkas if len(parts) > 1 else None)
        seen.add(kunci)


def _require_right(connection: Connection, part: UploadPart) -> None:
    """Raises StoreRefusal if the writer has no right for a desa or kecamatan that would be written about."""
    require_desa(connection, {row.kode_desa for row in part.rows} | {row.kode_desa for row in part.programme})
    require_kecamatan(connection, {alias.kode_kecamatan for alias in part.aliases})


def _require_decision(connection: Connection, numbers: Collection[int]) -> None:
    """Raises StoreRefusal if one is unknown, or if the writer may not withdraw it or bring it back."""
    for nomor in numbers:
        _require_upload(connection, nomor)
    require_own(connection, connection.scalars(_saver_query(numbers)))
    require_desa(connection, _read_desa(connection, numbers))


def _read_desa(connection: Connection, numbers: Collection[int]) -> set[str | None]:
    queries_of = (select(table.c.kode_desa).where(table.c.unggahan.in_(numbers)) for table in (baris, baris_program))
    return {kode for query in queries_of for kode in connection.scalars(query.distinct())}


def _saver_query(numbers: Collection[int]) -> Select[tuple[str]]:
    """Who saved these uploads."""
    is_save = peristiwa.c.jenis == JenisPeristiwa.SIMPAN.value
    return select(peristiwa.c.oleh).where(is_save & peristiwa.c.unggahan.in_(numbers))


def _insert_upload(
    connection: Connection, part: UploadPart, by: str, at: datetime, reason: str | None, save: int
) -> int:
    """One upload with its rows, spellings, headers and event; its number."""
    nomor = queries.next_number(connection, unggahan)
    values, rows = _upload_values(nomor, part.upload), encode_rows(nomor, part.rows)
    programme = encode_programme(nomor, part.programme)
    said = {"unggahan": nomor, "oleh": by, "waktu": at}
    sealed: tuple[tuple[Any, Sequence[Any]], ...] = ((alias_nama, part.aliases), (judul_kolom, part.columns))
    aliases, columns = (
        [
            asdict(one) | {"nomor": number} | said
            for number, one in enumerate(new, queries.next_number(connection, table))
        ]
        for table, new in sealed
    )
    values["sidik"] = make_seal(values, rows, programme, aliases, columns)
    original = {"unggahan": nomor, "isi": part.upload.isi}
    inserted = {unggahan: [values], berkas_asli: [original], baris: rows, baris_program: programme}
    inserted |= {alias_nama: aliases, judul_kolom: columns}
    for table, new_rows in inserted.items():
        insert_rows(connection, table, new_rows)
    add_event(connection, JenisPeristiwa.SIMPAN, by=by, at=at, reason=reason, upload=nomor, save=save)
    return nomor


def _insert_plan(connection: Connection, plan: NewPlan) -> int:
    nomor = queries.next_number(connection, rencana)
    values = asdict(plan)
    targets = values.pop("targets")
    insert_rows(connection, rencana, [values | {"nomor": nomor}])
    insert_rows(connection, rencana_sasaran, [target | {"rencana": nomor} for target in targets])
    return nomor


def _upload_values(nomor: int, upload: NewUpload) -> dict[str, Any]:
    values = {one.name: getattr(upload, one.name) for one in fields(upload) if one.name != "isi"}
    values |= {name: encode_json(values[name]) for name in ("jawaban", "ringkasan")}
    return values | {"nomor": nomor, "sha256": upload.sha256, "ukuran": len(upload.isi)}
