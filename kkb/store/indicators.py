"""The register of indicators as offices write it: one row for each time that something was said of one."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Engine, select

from kkb.access import Right
from kkb.programme.register import Arah, Indikator, Tingkat, shipped
from kkb.store import queries
from kkb.store.encoding import encode_json
from kkb.store.engine import read, write
from kkb.store.errors import StoreRefusal
from kkb.store.records import IndicatorRecord
from kkb.store.right import require_right
from kkb.store.tables import JenisPeristiwa, indikator
from kkb.store.writing import add_event, insert_rows, require_version


class IndicatorStore:
    """The part of the store that holds the register; see `kkb.store.store.Store` for what all parts share."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def indicator_records(self) -> list[IndicatorRecord]:
        """All that was written of indicators, oldest first."""
        with read(self.engine) as connection:
            return read_indicators(connection)

    def write_indicator(
        self, new: Indikator, *, by: str, at: datetime, reason: str = "", expected_version: int | None = None
    ) -> int:
        """Add an indicator, or say anew what one is; the number of the row.

        Raises OutdatedVersion, and StoreRefusal for one that `Register.fault_of` finds a fault of.
        """
        with write(self.engine) as connection:
            require_right(connection, Right.SETTINGS)
            require_version(connection, expected_version)
            register = shipped().with_editions(record.indikator for record in read_indicators(connection))
            if fault := register.fault_of(new):
                raise StoreRefusal(fault)
            nomor = queries.next_number(connection, indikator)
            values = {"nomor": nomor, "kode": new.kode, "isi": encode_json(_encode(new)), "oleh": by, "waktu": at}
            insert_rows(connection, indikator, [values])
            words = f"{new.nama}: {reason}" if reason else new.nama
            add_event(connection, JenisPeristiwa.INDIKATOR, by=by, at=at, reason=words)
            return nomor


def read_indicators(connection: Connection) -> list[IndicatorRecord]:
    """All that was written of indicators, oldest first. Raises for a value that this program does not know."""
    rows = connection.execute(select(indikator).order_by(indikator.c.nomor))
    return [IndicatorRecord(row.nomor, _decode(row.kode, json.loads(row.isi)), row.oleh, row.waktu) for row in rows]


def _encode(one: Indikator) -> dict[str, Any]:
    return {
        "nama": one.nama,
        "definisi": one.definisi,
        "satuan": one.satuan,
        "arah": one.arah.value,
        "tingkat": one.tingkat.value,
        "minimum": None if one.minimum is None else str(one.minimum),
        "maksimum": None if one.maksimum is None else str(one.maksimum),
        "sumber": one.sumber,
        "catatan": one.catatan,
        "sebutan": list(one.sebutan),
        "target": [[year, str(value)] for year, value in one.target],
    }


def _decode(kode: str, said: dict[str, Any]) -> Indikator:
    bounds = {name: None if said[name] is None else Decimal(said[name]) for name in ("minimum", "maksimum")}
    own = {
        "arah": Arah(said["arah"]),
        "tingkat": Tingkat(said["tingkat"]),
        "sebutan": tuple(said["sebutan"]),
        "target": tuple((year, Decimal(value)) for year, value in said["target"]),
    }
    return Indikator(kode=kode, **{**said, **own, **bounds})
