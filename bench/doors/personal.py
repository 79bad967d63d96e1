"""What whoever only reads is sent of personal numbers, and of originals.

A process that may write and one on all addresses that only reads share a data folder. In it is a recap of all desa with
NIK and telephone numbers: in columns of their own, in notes, in a status that cannot be read, in the name of the file
and in the reason. All that the second process sends is searched for them. The same search finds the
numbers and the offer where they must be: in what is stored, and in what is sent to whoever may write.
"""

from __future__ import annotations

import asyncio
import io
import os
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from bench.doors.finding import Finding
from bench.session import Session
from kkb.config import TIMEZONE, load_settings
from kkb.region import Region, load_region
from kkb.startup import prepare
from kkb.store import open_store
from kkb.ui.frame.cache import now
from kkb.ui.frame.navigation import PAGES
from kkb.uploads.check import Stored, check_file
from kkb.uploads.commit import commit
from tests.support.pdf_reading import read_text
from tests.support.serving import Server, app_environment, launch

_OFFER = b"Unduh berkas asli"
_PROOFS = ("Status", "Nomor SK", "Keterangan")
_DESA_LOOKED_AT = 8


def try_doors() -> Iterator[Finding]:
    """Pages with their proofs, the light page, the wall, files of a meeting; originals."""
    with tempfile.TemporaryDirectory(prefix="kkb-personal-") as folder:
        data_dir = Path(folder) / "data"
        region = load_region(load_settings({}).region_csv)
        numbers = _Numbers(region)
        _fill(data_dir, region, numbers)
        writer = launch(data_dir)
        reader = launch(data_dir, mode=None, address="0.0.0.0")
        try:
            for server in (writer, reader):
                server.wait_until_healthy()
            yield from _find_them(writer, numbers)
            yield from _look(reader, region, numbers)
        finally:
            reader.stop()
            writer.stop()
        yield _judge("files of a meeting (report --all)", numbers.count_in(_make_report(Path(folder), data_dir)))


class _Numbers:
    """A NIK and a mobile number for each desa, none of which begins like anything else in the data."""

    def __init__(self, region: Region) -> None:
        self.nik = {desa.kode_desa: f"190604{i % 28 + 1:02}0398{i + 7000}" for i, desa in enumerate(region.desa)}
        self.phone = {desa.kode_desa: f"0813-67{i:02}-1122" for i, desa in enumerate(region.desa)}

    def count_in(self, content: bytes) -> int:
        """How often one of them stands there, in one of the ways they were written."""
        written = [*self.nik.values(), *self.phone.values(), *(p.replace("-", "")[1:] for p in self.phone.values())]
        return sum(content.count(number.encode()) for number in written)


def _fill(data_dir: Path, region: Region, numbers: _Numbers) -> None:
    settings = load_settings({"KKB_DATA_DIR": str(data_dir)})
    store = prepare(settings, now=now())
    kode, secret = next(iter(numbers.nik.items()))
    checked = check_file(
        _make_recap(region, numbers),
        f"rekap {secret} per 1 Agustus 2023.xlsx",
        region=region,
        region_name=settings.region_name,
        stored=Stored.of(store.snapshot()),
        today=now().astimezone(TIMEZONE).date(),
        use_suggested=True,
    )
    commit(store, checked, by=f"Ani {secret}", at=now(), reason=f"HP {numbers.phone[kode]}", accept_problems=True)
    store.add_meeting(tanggal=date(2023, 7, 1), judul=f"Rapat, NIK {secret}", by="Ani", at=now())
    store.close()


def _make_recap(region: Region, numbers: _Numbers) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(["Keadaan per 1 Agustus 2023"])
    sheet.append([])
    sheet.append(["Kecamatan", "Desa", "Status", "Nomor SK", "NIK Ketua", "No. HP", "Keterangan"])
    for place, desa in enumerate(region.desa):
        nik, phone = numbers.nik[desa.kode_desa], numbers.phone[desa.kode_desa]
        # Every tenth status cannot be read, and is repeated in a message.
        status = f"Terbentk {nik}" if place % 10 == 9 else "Terbentuk"
        note = f"Ketua: {nik}, HP {phone}"
        sheet.append([desa.kecamatan, desa.desa, status, f"140/{place}", int(nik), int(phone.replace("-", "")), note])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _look(reader: Server, region: Region, numbers: _Numbers) -> Iterator[Finding]:
    pages = asyncio.run(_open_all(reader.url, [(spec.name, "") for spec in PAGES] + [("riwayat", "unggahan=2")]))
    yield _judge(f"{len(PAGES) + 1} pages of a process that only reads", numbers.count_in(pages))
    asked = [
        ("desa", f"desa={desa.kode_desa}&bukti=unggahan+2&kolom={title.replace(' ', '+')}")
        for desa in region.desa[:_DESA_LOOKED_AT]
        for title in _PROOFS
    ]
    proofs = asyncio.run(_open_all(reader.url, asked))
    drawn = proofs.count(b"<div data-kkb-lembar")
    yield _judge(f"{len(asked)} proofs, {drawn} sheets drawn", numbers.count_in(proofs), drawn > 0)
    for path in ("/ringkas", "/layar?sejak=1+Juli+2023"):
        yield _judge(path, numbers.count_in(urllib.request.urlopen(reader.url + path, timeout=30).read()))
    offered = (pages + proofs).count(_OFFER)
    yield Finding("originals offered by a process that only reads", str(offered), "0", offered == 0)


def _find_them(writer: Server, numbers: _Numbers) -> Iterator[Finding]:
    """Or nothing below could fail: the numbers are stored, and the offer of an original bears the label looked for."""
    with closing(open_store(load_settings({"KKB_DATA_DIR": str(writer.data_dir)}))) as store:
        stored = numbers.count_in(repr(store.uploads()).encode() + _unpack(store.original(2)))
    yield Finding("control: personal numbers in what is stored", f"{stored} seen", "> 0", stored > 0)
    cookie = {"Cookie": "=".join(writer.key)}
    offered = asyncio.run(_open_all(writer.url, [("riwayat", "unggahan=2")], cookie)).count(_OFFER)
    yield Finding("control: originals offered to whoever may write", str(offered), "> 0", offered > 0)


async def _open_all(url: str, asked: list[tuple[str, str]], headers: Mapping[str, str] | None = None) -> bytes:
    """All that is sent for these pages, one after the other."""
    sent = b""
    for page, query in asked:
        session = await Session.open(url, page, query, headers=headers)
        sent += session.sent
        await session.close()
    return sent


def _make_report(folder: Path, data_dir: Path) -> bytes:
    """All files of a meeting, unpacked."""
    command = [sys.executable, "-m", "kkb", "report", "--all", str(folder / "laporan")]
    subprocess.run(command, env=app_environment(data_dir), check=True, capture_output=True, timeout=300)
    content = b""
    for path in sorted((folder / "laporan").iterdir()):
        data = path.read_bytes()
        if data.startswith(b"PK"):
            data = _unpack(data)
        elif data.startswith(b"%PDF"):
            data = "".join(read_text(data)).encode()
        content += os.fsencode(path.name) + data
    return content


def _unpack(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def _judge(what: str, seen: int, is_tried: bool = True) -> Finding:
    return Finding(f"personal numbers in {what}", f"{seen} seen", "0", seen == 0 and is_tried)
