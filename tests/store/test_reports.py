"""Reports of errors on both databases: taken only while switched on, bounded, answered by uploads, erasable."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from kkb.access import Peran, Right
from kkb.sessions import begin
from kkb.store import (
    PhotoRefused,
    Report,
    ReportLimit,
    ReportStatus,
    Store,
    StoreRefusal,
    open_store,
    pictures,
    report_photo,
    reports,
)
from kkb.store.backup import back_up, find_damage
from kkb.store.engine import read, write
from kkb.store.report_photo import read_photo
from kkb.store.right import Writer
from kkb.store.tables import laporan, laporan_pelapor, laporan_tindakan
from tests.store.test_logo import png_that_claims
from tests.support.store_fixtures import MORNING, commit, make_picture, make_row, make_settings
from tests.support.store_fixtures import add_report as report

DESA, OTHER = "19.06.04.2002", "19.06.01.2001"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BUDI = {"by": "Budi", "at": MORNING + 2 * HOUR}


@pytest.fixture
def taking(store: Store) -> Store:
    store.switch_reports(True, by="Kepala", at=MORNING)
    return store


def only(store: Store) -> Report:
    (found,) = store.reports()
    return found


def test_nothing_is_taken_before_somebody_has_switched_it_on(store: Store) -> None:
    assert (store.takes_reports(), store.snapshot().takes_reports) == (False, False)
    with pytest.raises(StoreRefusal, match="sedang tidak diterima"):
        report(store)
    with pytest.raises(StoreRefusal, match="sudah tidak diterima"):
        store.switch_reports(False, by="Kepala", at=MORNING)
    store.switch_reports(True, by="Kepala", at=MORNING)
    assert (store.takes_reports(), store.snapshot().takes_reports) == (True, True)
    assert report(store) == 1
    store.switch_reports(False, by="Kepala", at=MORNING)
    with pytest.raises(StoreRefusal, match="sedang tidak diterima"):
        report(store, "Yang lain lagi")
    assert [one.nomor for one in store.reports()] == [1]


def test_a_report_comes_back_and_makes_no_data_version_old(taking: Store) -> None:
    version = taking.data_version()
    assert report(taking, " SK kami\r\nnomor 12 \r\n") == 1
    assert only(taking) == Report(
        1, DESA, "SK kami\nnomor 12", MORNING + HOUR, ReportStatus.TERBUKA, "Tono", "Kepala desa",
        "tono@desa.example", 0,
    )  # fmt: skip
    assert taking.data_version() == version
    assert taking.reports(OTHER) == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"uraian": " \n "}, "Tulis apa yang keliru"),
        ({"uraian": "\u200b" * 20}, "Tulis apa yang keliru"),
        ({"uraian": "x" * 501}, "terlalu panjang: paling banyak 500"),
        ({"uraian": "rusak \x00 rusak"}, "huruf yang rusak"),
        ({"nama": " "}, "Isi nama dan jabatan"),
        ({"nama": "\u202e\u200b"}, "Isi nama dan jabatan"),
        ({"jabatan": ""}, "Isi nama dan jabatan"),
        ({"kontak": "x" * 121}, "“kontak” terlalu panjang"),
        ({"foto": b"bukan foto"}, "bukan foto JPEG atau PNG"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_leaves_nothing(taking: Store, more: dict[str, Any], words: str) -> None:
    with pytest.raises(StoreRefusal, match=words):
        report(taking, **more)
    assert taking.reports() == []
    with read(taking.engine) as connection:
        assert connection.execute(select(laporan)).first() is None


def test_the_same_text_is_taken_once_while_it_is_open(taking: Store) -> None:
    report(taking)
    with pytest.raises(StoreRefusal, match="sudah diterima dan sedang diperiksa"):
        report(taking, "sk KAMI  nomor 12\ntahun 2014")
    assert report(taking, kode_desa=OTHER) == 2
    taking.close_report(1, reason="bukan kekeliruan", **BUDI)
    assert report(taking) == 3


def test_a_day_takes_so_many_of_a_desa_and_of_all(taking: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "PER_DESA", 2)
    monkeypatch.setattr(reports, "PER_DAY", 3)
    report(taking, "Laporan pertama")
    report(taking, "Laporan kedua")
    with pytest.raises(ReportLimit, match="2 laporan tentang desa ini"):
        report(taking, "Laporan ketiga")
    report(taking, "Laporan ketiga", kode_desa=OTHER)
    with pytest.raises(ReportLimit, match="Hari ini sudah ada 3 laporan"):
        report(taking, "Laporan keempat", kode_desa=OTHER)
    # 10 May 23:00 in Jakarta is the same day, an hour later it is not.
    with pytest.raises(ReportLimit):
        report(taking, "Laporan keempat", at=MORNING.replace(hour=16))
    assert report(taking, "Laporan keempat", at=MORNING.replace(hour=17)) == 4


def test_officers_and_the_disk_take_so_many(taking: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = make_picture()
    monkeypatch.setattr(reports, "MAX_PHOTO_BYTES", len(read_photo(photo)))
    report(taking, "Laporan pertama", foto=photo)
    with pytest.raises(ReportLimit, match="Tempat untuk foto sudah penuh"):
        report(taking, "Laporan kedua", foto=photo)
    report(taking, "Laporan kedua")
    monkeypatch.setattr(reports, "MAX_OPEN", 2)
    with pytest.raises(ReportLimit, match="belum diperiksa"):
        report(taking, "Laporan ketiga")
    taking.close_report(1, reason="bukan kekeliruan", **BUDI)
    report(taking, "Laporan ketiga")


def test_an_upload_that_tells_of_the_desa_answers_until_it_is_withdrawn(taking: Store) -> None:
    commit(taking, "sebelum")
    report(taking)
    after = commit(taking, "sesudah", at=MORNING + 2 * HOUR)
    of_other = commit(taking, "lain", rows=[make_row(OTHER)], at=MORNING + 2 * HOUR)
    assert taking.answers_of(1) == [after]
    for number in (1, of_other, 99):
        with pytest.raises(StoreRefusal, match=f"Unggahan {number} tidak menjawab laporan 1"):
            taking.answer_report(1, unggahan=number, **BUDI)
    taking.answer_report(1, unggahan=after, **BUDI)
    found = only(taking)
    assert (found.status, found.unggahan, found.oleh, found.selesai) == (
        ReportStatus.DIJAWAB, after, "Budi", MORNING + 2 * HOUR,
    )  # fmt: skip
    with pytest.raises(StoreRefusal, match="Laporan 1 sudah dijawab oleh Budi"):
        taking.close_report(1, reason="bukan kekeliruan", **BUDI)
    taking.withdraw(after, reason="keliru", **BUDI)
    assert only(taking).status is ReportStatus.TERBUKA
    assert taking.events()[1].alasan == f"laporan 1 dijawab oleh unggahan {after}"


def test_a_report_is_closed_with_a_reason_only(taking: Store) -> None:
    report(taking)
    with pytest.raises(StoreRefusal, match="Tulis alasan"):
        taking.close_report(1, reason=" ", **BUDI)
    with pytest.raises(StoreRefusal, match="Laporan 2 tidak ada"):
        taking.close_report(2, reason="bukan kekeliruan", **BUDI)
    taking.close_report(1, reason="bukan kekeliruan", **BUDI)
    assert (only(taking).status, only(taking).alasan) == (ReportStatus.DITUTUP, "bukan kekeliruan")


def test_who_reported_and_the_photo_are_erased_and_the_report_stays(taking: Store) -> None:
    report(taking, foto=make_picture())
    assert only(taking).has_personal
    assert Image.open(BytesIO(taking.report_photo(1))).format == "JPEG"
    taking.erase_reporter(1, **BUDI)
    found = only(taking)
    assert (found.uraian, found.status) == ("SK kami nomor 12 tahun 2014", ReportStatus.TERBUKA)
    assert (found.nama, found.jabatan, found.kontak, found.ukuran_foto, found.has_personal) == ("", "", "", 0, False)
    for act in (lambda: taking.report_photo(1), lambda: taking.erase_reporter(1, **BUDI)):
        with pytest.raises(StoreRefusal, match="tidak memuat"):
            act()
    assert "Tono" not in repr([taking.events(), taking.reports()])


def test_in_the_file_nothing_of_an_erased_reporter_is_left(tmp_path: Path) -> None:
    taking = open_store(make_settings(tmp_path / "data"))
    taking.prepare()
    taking.switch_reports(True, by="Kepala", at=MORNING)
    out = BytesIO()
    Image.effect_noise((300, 300), 90).save(out, "PNG")
    # While somebody reads, the log grows; what stands in it is written over only from its beginning on.
    with read(taking.engine) as other:
        other.execute(select(laporan)).all()
        report(taking, kontak="0812-RAHASIA-SEKALI", foto=out.getvalue())
    middle = taking.report_photo(1)[9_000:9_020]

    def is_there(secret: bytes) -> bool:
        folder = Path(taking.engine.url.database or "").parent
        return any(secret in path.read_bytes() for path in folder.glob("kkb.sqlite3*"))

    assert is_there(b"RAHASIA-SEKALI") and is_there(middle)
    taking.erase_reporter(1, **BUDI)
    assert not is_there(b"RAHASIA-SEKALI")
    assert not is_there(middle)
    taking.close()


@pytest.mark.parametrize("table", [laporan, laporan_tindakan], ids=str)
def test_what_was_reported_and_done_changes_no_more(taking: Store, table: Any) -> None:
    report(taking)
    taking.close_report(1, reason="bukan kekeliruan", **BUDI)
    with pytest.raises(DBAPIError, match="append-only"), taking.engine.begin() as connection:
        connection.execute(update(table).values(nomor=7))


def test_a_backup_holds_reports_and_photos(taking: Store, tmp_path: Path) -> None:
    report(taking, foto=make_picture())
    target = tmp_path / "cadangan.sqlite3"
    back_up(taking, target, at=MORNING + DAY)
    assert b"SK kami nomor 12" in target.read_bytes()
    assert find_damage(taking) == []


ACTS: dict[str, tuple[Right, Callable[[Store], object]]] = {
    "close": (Right.SAVE, lambda store: store.close_report(1, reason="bukan kekeliruan", **BUDI)),
    "answer": (Right.SAVE, lambda store: store.answer_report(1, unggahan=1, **BUDI)),
    "erase": (Right.SETTINGS, lambda store: store.erase_reporter(1, **BUDI)),
    "switch": (Right.SETTINGS, lambda store: store.switch_reports(False, **BUDI)),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("peran", [Peran.PETUGAS, Peran.PENGELOLA])
def test_an_officer_acts_in_the_own_area_and_settings_are_for_the_head(taking: Store, act: str, peran: Peran) -> None:
    report(taking)
    commit(taking, at=MORNING + 2 * HOUR)
    taking.add_account(
        nama_akun="kepala", nama="Kepala", peran=Peran.PENGELOLA, sandi_hash="x", by="Uji", at=MORNING
    )
    account = taking.add_account(
        nama_akun="budi", nama="Budi", peran=peran, sandi_hash="x", by="Uji", at=MORNING,
        kecamatan=["19.06.01"], must_change=False,
    )  # fmt: skip
    right, does = ACTS[act]
    session = begin(account.nomor, account.versi_sesi, at=MORNING)
    own = taking.for_writer(Writer(session, right, {DESA: "19.06.04", OTHER: "19.06.01"}))
    if peran is Peran.PENGELOLA:
        does(own)
    else:
        with pytest.raises(StoreRefusal, match="Belum ada yang disimpan"):
            does(own)
        assert only(taking).status is ReportStatus.TERBUKA


# --- the photo --------------------------------------------------------------------------------------------------------


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Kamera Rahasia", 6
    return make_picture((60, 80), "JPEG", exif=exif.tobytes(), comment=b"Catatan Rahasia")


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (make_picture((60, 80)), (60, 80)),
        (with_exif(), (80, 60)),
        (make_picture((4000, 1000), "JPEG"), (2000, 500)),
        (make_picture((2500, 100)), (2000, 80)),
        (make_picture((30, 20), "JPEG", mode="CMYK"), (30, 20)),
        (make_picture((30, 20), mode="P"), (30, 20)),
        (make_picture((30, 20), mode="1"), (30, 20)),
        (make_picture((30, 20), mode="LA", colour=(0, 0)), (30, 20)),
    ],
    ids=["png", "turned", "large jpeg", "wide", "cmyk", "palette", "black and white", "transparent"],
)
def test_a_photo_becomes_a_jpeg_of_pixels_alone(data: bytes, size: tuple[int, int]) -> None:
    written = read_photo(data)
    picture = Image.open(BytesIO(written), formats=("JPEG",))
    assert (picture.size, picture.mode, dict(picture.getexif())) == (size, "RGB", {})
    assert b"Rahasia" not in written


def test_what_is_transparent_is_white() -> None:
    written = read_photo(make_picture((8, 8), mode="RGBA", colour=(0, 0, 0, 0)))
    assert Image.open(BytesIO(written)).getpixel((4, 4)) == (255, 255, 255)


def zipped() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("jahat.html", "<script>alert(1)</script>")
    return out.getvalue()


@pytest.mark.parametrize("tail", [zipped(), b"<script>alert(1)</script>", b"%PDF-1.7 %%EOF"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_of_a_file_that_is_two_things_the_picture_remains(kind: str, tail: bytes) -> None:
    written = read_photo(make_picture((60, 80), kind) + tail)
    assert tail not in written
    assert not zipfile.is_zipfile(BytesIO(written))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "bukan foto"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "bukan foto"),
        (make_picture((20, 20), "GIF", mode="P"), "bukan foto"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bukan foto"),
        (zipped() + make_picture(), "bukan foto"),
        (make_picture((200, 200), "JPEG")[:400], "bukan foto"),
        (png_that_claims(5_001, 5_000), "25 juta piksel"),
        (png_that_claims(2**31 - 1, 2**31 - 1), "25 juta piksel"),
        (make_picture() + b"\0" * 5_000_000, "5 MB"),
        (make_picture((20, 20), mode="I;16"), "Warna"),
    ],
)
def test_what_is_no_photo_or_too_large_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(PhotoRefused, match=words):
        read_photo(data)


def jpeg_of_scans(more: int, tail: bytes = b"") -> bytes:
    """A progressive JPEG with so many scans more, each of a few bytes that say of all blocks: nothing new."""
    picture = make_picture((64, 64), "JPEG", mode="L", progressive=True)
    assert picture.endswith(b"\xff\xd9")
    table = b"\xff\xc4\x00\x14\x10\x01" + bytes(15) + b"\xe0"
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x01\x3f\x10" + b"\x00\x00"
    return picture[:-2] + table + more * scan + b"\xff\xd9" + tail


def test_a_jpeg_that_draws_its_picture_again_and_again_is_refused() -> None:
    with pytest.raises(PhotoRefused, match="bukan foto"):
        read_photo(jpeg_of_scans(pictures.MAX_SCANS))


def test_only_scans_of_the_picture_itself_count() -> None:
    many = b"\xff\xda" * 2 * pictures.MAX_SCANS
    # A phone writes the film of a moment behind its picture.
    read_photo(jpeg_of_scans(20, many))
    read_photo(make_picture((64, 64), "JPEG", comment=many))


def test_a_dense_photo_is_written_more_coarsely(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = Image.effect_noise((900, 900), 90).convert("RGB")
    out = BytesIO()
    noise.save(out, "JPEG", quality=90)
    fine = len(read_photo(out.getvalue()))
    monkeypatch.setattr(report_photo, "_ENOUGH_BYTES", fine - 1)
    assert len(read_photo(out.getvalue())) < fine


def test_the_tables_hold_what_is_declared(taking: Store) -> None:
    report(taking, foto=make_picture())
    with write(taking.engine) as connection:
        row = connection.execute(select(laporan_pelapor)).one()
    assert row.ukuran == len(row.foto)
