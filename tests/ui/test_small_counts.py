"""Who only reads is sent no small count of people, whatever they open or take along; who may write sees each."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kkb.access import Peran
from kkb.exports.report import FORMATS
from kkb.programme import Lembar
from kkb.ui.frame import cache
from kkb.ui.frame.navigation import PAGES
from kkb.uploads.check import Stored, check_file
from tests.support.login_steps import add_account, log_in
from tests.support.page_fixtures import NOW, App, keep_downloads, load, text_of, upload
from tests.support.pdf_reading import read_text
from tests.ui import test_light_route, test_wall_route
from tests.ui.test_personal_pages import sent

SENYUBUK = "19.06.04.2002"
SECRETS = (
    r"\b[1-4] baduta", r"baduta kurus: 2", r"\b[1-4] peserta", r"÷ 4 orang", r"308\.642", r"308642", r"selisih −[57]",
    r"\b4 keluarga", r"Jumlah yang Ikut\D{1,3}4\b", r"[Dd]ibaca 4\b",
    r"data-kkb-lembar.*>4</td>",
)  # fmt: skip
"""Small counts themselves, and what one could be computed from: each is of this file's rows alone."""


def make_book() -> bytes:
    """A recap, and activities with 3 of 8 baduta left, 4 people, and 2 named in a text."""
    book = Workbook()
    status = book.active
    status.title = "Rekap"
    for line in (
        ["Keadaan per 1 Agustus 2023"], [], ["Kecamatan", "Desa", "Status", "Keterangan"],
        ["Kelapa Kampit", "Senyubuk", "Terbentuk", "Ada 4 keluarga pindah"],
    ):  # fmt: skip
        status.append(line)
    sheet = book.create_sheet("Kegiatan")
    headers = ["Kecamatan", "Desa", "Tanggal", "Nama Kegiatan", "Kebutuhan yang Dijawab", "Jumlah yang Ikut"]
    for line in (
        ["Keadaan per 1 Agustus 2023"], [],
        [*headers, "Keadaan Sebelum", "Keadaan Sesudah", "Realisasi (Rp)"],
        ["Kelapa Kampit", "Senyubuk", date(2023, 7, 4), "Kelas baduta", "baduta kurus: 2", 4, "8 baduta", "3 baduta",
         1_234_568],
        ["Kelapa Kampit", "Senyubuk", date(2023, 7, 5), "Kunjungan 2 baduta", "Gizi", 30, "2 baduta", "9 baduta", None],
    ):  # fmt: skip
        sheet.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


BOOK = make_book()


@pytest.fixture
def counted(app: App) -> App:
    load(app.store, BOOK)
    app.store.add_step(
        uraian="Kunjungi 2 baduta", penanggung_jawab="Bidan", tenggat=None, kode_kecamatan=None,
        dicatat=date(2023, 8, 2), by="Budi", at=NOW,
    )  # fmt: skip
    cache.watcher.clear()
    return app


def as_nobody(app: App) -> None:
    add_account(app.store)
    log_in(app, None)


def as_account(role: Peran) -> Callable[[App], None]:
    def become(app: App) -> None:
        if role is not Peran.PENGELOLA:
            add_account(app.store)
        log_in(app, add_account(app.store, "orang", role))

    return become


def as_other_browser(app: App) -> None:
    app.has_key = False


def as_read_mode(app: App) -> None:
    app.set(KKB_MODE=None)


READERS = {
    "tanpa masuk": as_nobody,
    "pembaca": as_account(Peran.PEMBACA),
    "peramban lain": as_other_browser,
    "mode baca": as_read_mode,
}
WRITERS = {
    "petugas": as_account(Peran.PETUGAS),
    "pengelola": as_account(Peran.PENGELOLA),
    "kantor tanpa akun": lambda _app: None,
}


def addresses() -> Iterator[tuple[str, dict[str, str]]]:
    yield from ((spec.name, {}) for spec in PAGES)
    yield from (("kegiatan", {"tampil": part}) for part in ("Evaluasi", "Kegiatan"))
    yield from (("kegiatan", {"program": name}) for name in ("kelas baduta", "kunjungan kurang dari 5 baduta"))
    fields = ("Jumlah Peserta", "Keadaan Sebelum", "Keadaan Sesudah", "Kebutuhan yang Dijawab", "Nama Kegiatan")
    yield from (("kegiatan", {"baris": f"2.{place}", "isi": name}) for place in (1, 2) for name in fields)
    yield "desa", {"desa": SENYUBUK}
    yield "desa", {"desa": SENYUBUK, "bukti": "unggahan 2", "kolom": "Keterangan"}
    yield "riwayat", {"unggahan": "2"}
    yield "riwayat", {"unggahan": "2", "lembar": "Kegiatan"}
    yield "banding", {"dari": "10 Mei 2023"}
    yield "kecamatan", {"kec": "Kelapa Kampit"}


def found_in(content: bytes) -> list[str]:
    text = content.decode("utf-8", "replace").replace("\N{NO-BREAK SPACE}", " ")
    return [secret for secret in SECRETS if re.search(secret, text, re.DOTALL)]


def opened(data: bytes) -> bytes:
    """What a file says, without its wrapping."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"".join(archive.read(part) for part in archive.namelist() if part.endswith((".xml", ".csv")))
    return "".join(read_text(data)).encode() if data.startswith(b"%PDF") else data


def leaks(app: App, offered: dict[str, Callable[[], bytes]]) -> dict[str, list[str]]:
    """Address, or key of a file that is offered there → what of `SECRETS` it has."""
    found = {}
    for name, query in addresses():
        offered.clear()
        place = f"{name} {query}"
        page = app.open(name, **query)
        assert "tidak dapat ditampilkan" not in text_of(page), place
        found[place] = found_in(sent(page))
        for key, make in list(offered.items()):
            if key != "rapat_png":
                found[f"{place}: {key}"] = found_in(opened(make()))
    return {where: secrets for where, secrets in found.items() if secrets}


@pytest.mark.parametrize("who", list(READERS))
def test_no_page_and_no_file_of_a_page_tells_a_reader(
    counted: App, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    offered = keep_downloads(monkeypatch)
    READERS[who](counted)
    assert leaks(counted, offered) == {}
    assert "8 → kurang dari 5 baduta" in text_of(counted.open("kegiatan", program="kelas baduta")).replace("\xa0", " ")


@pytest.mark.parametrize("who", list(WRITERS))
def test_who_may_write_sees_each(counted: App, who: str) -> None:
    WRITERS[who](counted)
    pages = [{"program": "kelas baduta"}, {"baris": "2.1", "isi": "Jumlah Peserta"}, {"program": "kunjungan 2 baduta"}]
    found = {secret for query in pages for secret in found_in(sent(counted.open("kegiatan", **query)))}
    assert found >= set(SECRETS) - {r"\b4 keluarga", r"308642", r"Jumlah yang Ikut\D{1,3}4\b"}
    assert found_in(sent(counted.open("desa", desa=SENYUBUK, bukti="unggahan 2", kolom="Keterangan"))) != []


@pytest.mark.parametrize("who", [*READERS, *WRITERS])
def test_what_is_handed_on_tells_nobody(counted: App, monkeypatch: pytest.MonkeyPatch, who: str) -> None:
    """The wall, the light page, the files of a meeting and the message: whoever makes them, others read them."""
    offered = keep_downloads(monkeypatch)
    (READERS | WRITERS)[who](counted)
    page = counted.open("rapat")
    assert {key for key in offered if key.startswith("rapat_")} == {f"rapat_{entry.name}" for entry in FORMATS}
    for entry in FORMATS:
        if entry.name != "png":
            assert found_in(opened(offered[f"rapat_{entry.name}"]())) == [], entry.name
    messages = [one.proto for one in page.get("bidi_component") if one.proto.component_name == "kkb_salin"]
    told = b"".join(one.SerializeToString() for one in messages)
    assert b"Kunjungi kurang dari 5 baduta" in told
    assert found_in(told) == []
    for address in ("/layar", "/layar?kec=Kelapa+Kampit&sejak=10+Mei+2023"):
        assert found_in(test_wall_route.ask(address).body) == []
    for address in ("/ringkas", "/ringkas?kec=Kelapa+Kampit"):
        assert found_in(test_light_route.ask(address).body) == []


def test_a_reader_learns_nothing_by_checking_a_guess(counted: App) -> None:
    """A file that says 3 of 3 baduta must not be told from one that says 2."""
    as_read_mode(counted)
    told = []
    for guess in ("3 baduta", "2 baduta"):
        page = upload(counted.open("unggah"), "cek.xlsx", make_guess(guess))
        told.append(re.sub(guess, "?", text_of(page)))
    assert told[0] == told[1]


def make_guess(words: str) -> bytes:
    book: Any = load_workbook(io.BytesIO(BOOK))
    book["Kegiatan"]["H4"] = words
    book["Rekap"]["A1"] = book["Kegiatan"]["A1"] = "Keadaan per 2 Agustus 2023"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_that_a_reader_took_along_changes_nothing_when_it_is_uploaded(
    counted: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = keep_downloads(monkeypatch)
    as_other_browser(counted)
    counted.open("rapat")
    book = offered["rapat_xlsx"]()
    assert b"kurang dari 5 baduta" in opened(book)
    checked = check_file(
        book,
        "dibawa.xlsx",
        region=cache.region(),
        region_name=cache.settings().region_name,
        stored=Stored.of(counted.store.snapshot()),
        today=NOW.date(),
        use_suggested=True,
    )
    (file,) = checked.verdict.files
    count = file.lembar[Lembar.KEGIATAN]
    # The name of the other one is masked itself: it is another activity.
    assert (count.unchanged, count.changed, count.new) == (1, 0, 1)
