"""Reads on an open connection. Callers choose the transaction, so several reads can share one snapshot."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, func, select

from kkb.programme import ReportedRow
from kkb.schema import JenisTonggak, Observation, Peta, Rapat, Rencana, TargetRow, TindakLanjut, Tonggak
from kkb.store.encoding import ROW_COLUMNS, decode_observations
from kkb.store.engine import file_number
from kkb.store.programme import PROGRAMME_COLUMNS, decode_programme
from kkb.store.records import AliasRecord, ColumnRecord, EventRecord, LogoRecord, UploadRecord
from kkb.store.tables import (
    JenisPeristiwa,
    alias_nama,
    baris,
    baris_program,
    judul_kolom,
    lambang,
    masa_simpan,
    peristiwa,
    peta,
    rapat,
    rencana,
    rencana_sasaran,
    tindak_lanjut,
    tonggak,
    unggahan,
)

FILE_STEP = 2**31
"""More than any number of an event: so no version of one SQLite file is one of another that took its place."""

_UNRECORDED = ("sidik",)
"""Columns of `unggahan` that its record does without."""

ACTIVATING = (JenisPeristiwa.SIMPAN, JenisPeristiwa.KEMBALIKAN)
DECIDING = (*ACTIVATING, JenisPeristiwa.TARIK)
"""Whether an upload counts is said by the latest of these; other events leave it as it is."""


def read_version(connection: Connection) -> int:
    """The data version: the number of the newest event, 0 when there is none, counted on from file to file."""
    return file_number(connection) * FILE_STEP + highest(connection, peristiwa.c.nomor)


def has_events(connection: Connection) -> bool:
    """Whether anything has happened yet."""
    return highest(connection, peristiwa.c.nomor) > 0


def is_same_file(version: int, other: int) -> bool:
    """Whether two data versions are of one database: the SQLite file was not replaced between them."""
    return version // FILE_STEP == other // FILE_STEP


def highest(connection: Connection, column: Column[int]) -> int:
    """The highest number in a column, 0 when the table is empty."""
    return connection.scalar(select(func.max(column))) or 0


def read_events(connection: Connection) -> list[EventRecord]:
    """All events, oldest first."""
    rows = connection.execute(select(peristiwa).order_by(peristiwa.c.nomor))
    events = [
        EventRecord(
            row.nomor,
            JenisPeristiwa(row.jenis),
            row.unggahan,
            row.rencana,
            row.oleh,
            row.waktu,
            row.alasan,
            row.simpanan,
        )
        for row in rows
    ]
    return list(_with_saves(events))


def _with_saves(events: Iterable[EventRecord]) -> Iterator[EventRecord]:
    """The same events with the save of every upload: before 0008 one commit wrote its own one after the other, with one
    moment and one name."""
    for (jenis, simpanan, _, _), group in groupby(events, lambda e: (e.jenis, e.simpanan, e.waktu, e.oleh)):
        run = list(group)
        if jenis is JenisPeristiwa.SIMPAN and simpanan is None:
            run = [replace(event, simpanan=run[0].unggahan) for event in run]
        yield from run


def active_numbers(events: Sequence[EventRecord]) -> set[int]:
    """Numbers of the uploads whose latest event makes them count. `events` are oldest first."""
    latest = {event.unggahan: event.jenis for event in events if event.unggahan is not None and event.jenis in DECIDING}
    return {nomor for nomor, jenis in latest.items() if jenis in ACTIVATING}


def read_active(connection: Connection) -> set[int]:
    """Numbers of the active uploads."""
    return active_numbers(read_events(connection))


def read_uploads(connection: Connection) -> list[UploadRecord]:
    """All uploads without their bytes, newest number first."""
    events = read_events(connection)
    active = active_numbers(events)
    history: dict[int, list[EventRecord]] = {}
    for event in events:
        if event.unggahan is not None:
            history.setdefault(event.unggahan, []).append(event)
    columns = [column for column in unggahan.c if column.name not in _UNRECORDED]
    return [
        upload_record(row, aktif=row["nomor"] in active, riwayat=tuple(history[row["nomor"]]))
        for row in connection.execute(select(*columns).order_by(unggahan.c.nomor.desc())).mappings()
    ]


def upload_record(
    values: Mapping[Any, Any], *, aktif: bool = False, riwayat: tuple[EventRecord, ...] = ()
) -> UploadRecord:
    """An upload from its row of `unggahan` and what its events say."""
    known = {name: value for name, value in values.items() if name not in _UNRECORDED}
    known |= {name: json.loads(values[name]) for name in ("jawaban", "ringkasan")}
    return UploadRecord(**known, aktif=aktif, riwayat=riwayat)


def find_active(connection: Connection, kunci: str, active: Collection[int]) -> int | None:
    """The number of the active upload with this identity, None if there is none."""
    numbers = connection.scalars(select(unggahan.c.nomor).where(unggahan.c.kunci == kunci).order_by(unggahan.c.nomor))
    return next((nomor for nomor in numbers if nomor in active), None)


def read_active_days(connection: Connection) -> dict[int, date]:
    """Number → tanggal_data of the uploads that are active now."""
    query = select(unggahan.c.nomor, unggahan.c.tanggal_data).where(unggahan.c.nomor.in_(read_active(connection)))
    return {row.nomor: row.tanggal_data for row in connection.execute(query)}


def read_observations(connection: Connection, days: Mapping[int, date]) -> list[Observation]:
    """Rows of the recaps of status of some uploads, ordered by (tanggal_data, unggahan, kode_desa).

    `days`: number → tanggal_data of the uploads.
    """
    rows = connection.execute(select(*ROW_COLUMNS).where(baris.c.unggahan.in_(days)))
    return decode_observations(rows, days)


def read_programme(connection: Connection, days: Mapping[int, date]) -> list[ReportedRow]:
    """Rows of the other sheets of some uploads, ordered by (tanggal_data, unggahan, urutan); `days` as above."""
    rows = connection.execute(select(*PROGRAMME_COLUMNS).where(baris_program.c.unggahan.in_(days)))
    return decode_programme(rows, days)


def is_sample(connection: Connection, nomor: int) -> bool:
    """True if the upload is invented data."""
    return bool(connection.scalar(select(unggahan.c.contoh).where(unggahan.c.nomor == nomor)))


def has_real(connection: Connection, numbers: Collection[int]) -> bool:
    """True if one of the uploads is no sample."""
    query = select(unggahan.c.nomor).where(unggahan.c.nomor.in_(numbers), unggahan.c.contoh.is_(False)).limit(1)
    return connection.scalar(query) is not None


def read_day_of(connection: Connection, nomor: int) -> dict[int, date]:
    """Number → tanggal_data of one upload, active or not; empty for an unknown number."""
    query = select(unggahan.c.nomor, unggahan.c.tanggal_data).where(unggahan.c.nomor == nomor)
    return {row.nomor: row.tanggal_data for row in connection.execute(query)}


def read_term(connection: Connection) -> int | None:
    """How many months originals are kept; None for ever."""
    query = select(masa_simpan.c.bulan).order_by(masa_simpan.c.nomor.desc()).limit(1)
    months: int | None = connection.scalar(query)
    return months


def read_alias_records(connection: Connection, before: datetime | None = None) -> list[AliasRecord]:
    """The spellings that hold, or held before a moment, newest first: the newest row of each, unless it ends one."""
    query = select(alias_nama).order_by(alias_nama.c.nomor)
    rows = connection.execute(query if before is None else query.where(alias_nama.c.waktu < before))
    newest = {(row.kode_kecamatan, row.ejaan): row for row in rows}
    return [
        AliasRecord(row.kode_kecamatan, row.ejaan, row.kode_desa, row.oleh, row.waktu, row.unggahan)
        for row in sorted(newest.values(), key=lambda row: -row.nomor)
        if row.kode_desa is not None
    ]


def alias_codes(records: Iterable[AliasRecord]) -> dict[tuple[str, str], str]:
    """(kode_kecamatan, ejaan) → kode_desa."""
    return {(record.kode_kecamatan, record.ejaan): record.kode_desa for record in records}


def read_column_records(connection: Connection, before: datetime | None = None) -> list[ColumnRecord]:
    """The headers that are read as a field, or were before a moment, newest first, as `read_alias_records`."""
    query = select(judul_kolom).order_by(judul_kolom.c.nomor)
    rows = connection.execute(query if before is None else query.where(judul_kolom.c.waktu < before))
    newest = {row.judul: row for row in rows}
    return [
        ColumnRecord(row.judul, row.bidang, row.oleh, row.waktu, row.unggahan)
        for row in sorted(newest.values(), key=lambda row: -row.nomor)
        if row.bidang is not None
    ]


def read_plans(connection: Connection) -> list[Rencana]:
    """All target plans, oldest first; the rows of each by day and kecamatan."""
    targets: dict[int, list[TargetRow]] = {}
    for row in connection.execute(select(rencana_sasaran)):
        targets.setdefault(row.rencana, []).append(TargetRow(row.kode_kecamatan, row.tanggal, row.jumlah_desa))
    return [
        Rencana(
            row.nomor,
            row.nama,
            row.ditetapkan,
            row.oleh,
            row.alasan,
            tuple(sorted(targets.get(row.nomor, ()), key=lambda t: (t.tanggal, t.kode_kecamatan))),
            row.berlaku_sejak or row.ditetapkan,
        )
        for row in connection.execute(select(rencana).order_by(rencana.c.nomor))
    ]


def read_milestones(connection: Connection) -> list[Tonggak]:
    """All milestones that stand, by the day they begin."""
    rows = connection.execute(select(tonggak).order_by(tonggak.c.mulai, tonggak.c.nomor)).all()
    return [
        Tonggak(
            JenisTonggak(row.jenis),
            row.mulai,
            row.selesai,
            row.judul,
            row.sumber,
            row.jumlah_pokja,
            nomor=row.nomor,
            oleh=row.oleh,
            waktu=row.waktu,
        )
        for row in _standing(rows)
    ]


def read_meetings(connection: Connection) -> list[Rapat]:
    """All meetings that stand, newest day first."""
    rows = connection.execute(select(rapat).order_by(rapat.c.tanggal.desc(), rapat.c.nomor.desc())).all()
    return [Rapat(row.nomor, row.tanggal, row.judul, row.oleh, row.waktu) for row in _standing(rows)]


def _standing(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """The rows that take none back, and that no other takes back."""
    ended = {row.membatalkan for row in rows}
    return [row for row in rows if row.membatalkan is None and row.nomor not in ended]


def read_map(connection: Connection) -> Peta | None:
    """The newest map without its bytes; None if there is none or the newest row took it away."""
    columns = [column for column in peta.c if column is not peta.c.isi]
    query = select(*columns, peta.c.isi.is_not(None).label("ada")).order_by(peta.c.nomor.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    if row is None or not row.ada:
        return None
    return Peta(row.nomor, row.nama_berkas, row.resmi, row.sumber, row.oleh, row.waktu)


def read_logo(connection: Connection) -> tuple[LogoRecord, bytes] | None:
    """The newest logo and its picture; None if there is none or the newest row took it away."""
    row = connection.execute(select(lambang).order_by(lambang.c.nomor.desc()).limit(1)).one_or_none()
    if row is None or row.isi is None:
        return None
    return LogoRecord(row.nomor, row.lebar, row.tinggi, row.oleh, row.waktu), bytes(row.isi)


def read_steps(connection: Connection) -> list[TindakLanjut]:
    """The next steps that stand: open ones by their day (those without one last), then those done, newest first."""
    rows = connection.execute(select(tindak_lanjut).order_by(tindak_lanjut.c.nomor, tindak_lanjut.c.revisi))
    newest = {row.nomor: row for row in rows}
    steps = [
        TindakLanjut(**{name: value for name, value in row._mapping.items() if name != "dihapus"})
        for row in newest.values()
        if not row.dihapus
    ]
    still = [step for step in steps if step.selesai is None]
    still.sort(key=lambda step: (step.tenggat or date.max, step.nomor))
    done = [step for step in steps if step.selesai is not None]
    done.sort(key=lambda step: (step.selesai or date.min, step.nomor), reverse=True)
    return still + done


def next_number(connection: Connection, table: Table) -> int:
    """The next free number of a table; true until the commit of a write transaction, and only there."""
    return highest(connection, table.c.nomor) + 1
