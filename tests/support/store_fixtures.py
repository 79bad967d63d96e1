"""Stores for the tests: a fresh SQLite file, and a database of a throw-away PostgreSQL cluster.

`store` runs a test on both. Without a PostgreSQL server its half is skipped, and says so; under CI=true it fails.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, text

from kkb.config import Settings
from kkb.programme.register import Arah, Indikator, Tingkat
from kkb.schema import RecapRow, Tahap, Tanggal
from kkb.store import NewUpload, Store, UploadPart, open_store
from tests.support.clusters import find_server, running_cluster

MORNING = datetime(2023, 5, 10, 2, 45, tzinfo=UTC)
BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))

_database_numbers = itertools.count(1)


def make_settings(data_dir: Path, database_url: str | None = None) -> Settings:
    """Settings of an installation in local mode; the region list is not looked at by the store."""
    return Settings(data_dir, database_url, data_dir / "wilayah.csv", "Kabupaten Belitung Timur", True)


def make_row(
    kode_desa: str = "19.06.04.2002", status: Tahap = Tahap.TERBENTUK, tanggal: str | None = "2014"
) -> RecapRow:
    """A row of a recap with the fields that most tests look at."""
    return RecapRow(
        kode_desa=kode_desa,
        kecamatan="Kelapa Kampit",
        desa="Senyubuk",
        status=status,
        tanggal=Tanggal.from_iso(tanggal) if tanggal else None,
        sheet="Rekap",
        row=21,
        sel={"status": "E21"},
    )


def make_upload(kunci: str = "k1", day: date = date(2023, 5, 10), *, contoh: bool = False) -> NewUpload:
    """An upload whose bytes differ with its identity."""
    return NewUpload(
        tanggal_data=day,
        nama_berkas=f"rekap {kunci}.xlsx",
        isi=f"bytes of {kunci}".encode(),
        kunci=kunci,
        contoh=contoh,
        jawaban={"sheet": "Rekap"},
        ringkasan={"counts": {"desa": 1}},
    )


def commit(store: Store, kunci: str = "k1", *, day: date = date(2023, 5, 10), **changes: object) -> int:
    """Commit one upload with one row.

    `changes` replace a part of it (`upload`, `rows`, `aliases`, `programme`, `columns`) or an argument of
    `commit_uploads`.
    """
    part = {"upload": make_upload(kunci, day), "rows": [make_row()], "aliases": [], "programme": [], "columns": []}
    arguments = {"expected_version": None, "by": "Sari", "at": MORNING, "reason": None}
    part |= {name: value for name, value in changes.items() if name in part}
    arguments |= {name: value for name, value in changes.items() if name not in part}
    (nomor,) = store.commit_uploads(parts=[UploadPart(**part)], **arguments)  # type: ignore[arg-type]
    return nomor


def add_step(store: Store, uraian: str = "Dampingi tiga desa", **changes: object) -> int:
    """Note a next step for the whole region, due in June 2023."""
    values: dict[str, object] = {"penanggung_jawab": "Camat", "tenggat": date(2023, 6, 1), "kode_kecamatan": None}
    values |= {"dicatat": date(2023, 5, 10), "by": "Sari", "at": MORNING}
    return store.add_step(uraian=uraian, **(values | changes))  # type: ignore[arg-type]


def add_report(store: Store, uraian: str = "SK kami nomor 12 tahun 2014", **changes: Any) -> int:
    """Report an error of Senyubuk an hour after MORNING; reports have to be switched on."""
    values = {"kode_desa": "19.06.04.2002", "nama": "Tono", "jabatan": "Kepala desa", "kontak": "tono@desa.example"}
    return store.add_report(uraian=uraian, **(values | {"foto": b"", "at": MORNING + timedelta(hours=1)} | changes))


def make_indicator(nama: str = "Cakupan PMT", **changes: Any) -> Indikator:
    """An indicator that does not come with the program: a share of children, with a target."""
    values: dict[str, Any] = {
        "kode": "cakupan_pmt",
        "nama": nama,
        "definisi": "Balita gizi kurang yang menerima PMT",
        "satuan": "%",
        "arah": Arah.NAIK,
        "tingkat": Tingkat.DESA,
        "minimum": Decimal(0),
        "maksimum": Decimal(100),
        "sumber": "Dinas Kesehatan",
        "sebutan": ("PMT",),
        "target": ((2025, Decimal("82.5")),),
    }
    return Indikator(**(values | changes))


def make_picture(
    size: tuple[int, int] = (60, 80), kind: str = "PNG", *, mode: str = "RGB", colour: object = None, **saved: Any
) -> bytes:
    """The bytes of a picture in one colour, as somebody would hand it in."""
    from PIL import Image

    out = BytesIO()
    Image.new(mode, size, colour if colour is not None else 90).save(out, kind, **saved)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The maintenance database of a cluster that lives as long as the session (one for each xdist worker)."""
    if find_server() is None:
        reason = "NO POSTGRESQL SERVER: half of the store is untested. Install one: apt-get install postgresql"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with running_cluster() as cluster:
        yield cluster.url


@pytest.fixture
def new_postgresql_url(request: pytest.FixtureRequest, postgresql_url: str) -> Iterator[str]:
    """A database of its own, dropped after the test: empty, or prepared where the test asks for a prepared store."""
    name = f"kkb_{next(_database_numbers)}"
    template = request.getfixturevalue("prepared_database") if "store" in request.fixturenames else "template1"
    with _maintained(postgresql_url) as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield postgresql_url.removesuffix("postgres") + name
    with _maintained(postgresql_url) as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="session")
def prepared_database(postgresql_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with an empty, prepared store, made once: the others are copies of it."""
    with _maintained(postgresql_url) as connection:
        connection.execute(text("CREATE DATABASE kkb_siap"))
    store = open_store(
        make_settings(tmp_path_factory.mktemp("siap"), postgresql_url.removesuffix("postgres") + "kkb_siap")
    )
    store.prepare()
    store.close()
    return "kkb_siap"


@contextmanager
def _maintained(postgresql_url: str) -> Iterator[Connection]:
    """A connection for whole databases, outside any transaction."""
    server = create_engine(postgresql_url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        yield connection
    server.dispose()


@pytest.fixture(params=BOTH)
def store_settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings for a store that does not exist yet, on either database."""
    database_url = request.getfixturevalue("new_postgresql_url") if request.param == "postgresql" else None
    return make_settings(tmp_path / "data", database_url)


@pytest.fixture
def bare_store(store_settings: Settings) -> Iterator[Store]:
    """A store that was opened and not prepared."""
    store = open_store(store_settings)
    yield store
    store.close()


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file of an empty, prepared store: made once, copied for each test."""
    settings = make_settings(tmp_path_factory.mktemp("siap"))
    store = open_store(settings)
    store.prepare()
    store.close()
    return settings.sqlite_path


@pytest.fixture
def store(store_settings: Settings, prepared_file: Path) -> Iterator[Store]:
    """An empty, prepared store."""
    if store_settings.database_url is None:
        store_settings.data_dir.mkdir()
        shutil.copyfile(prepared_file, store_settings.sqlite_path)
    store = open_store(store_settings)
    store.prepare()
    yield store
    store.close()
