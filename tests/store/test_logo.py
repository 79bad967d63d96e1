"""The logo: what is handed in is decoded inside limits and written again; who put it there; taking it away."""

from __future__ import annotations

import struct
import zlib
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from kkb.store import LogoRefused, OutdatedVersion, Store, StoreRefusal, read_logo
from kkb.store.logo import MAX_BYTES, measure_logo
from kkb.store.records import LogoRecord
from tests.support.store_fixtures import MORNING, make_picture

LATER = MORNING + timedelta(days=30)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes whose head promises a huge picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


def chunk_names(png: bytes) -> set[bytes]:
    names, place = set(), 8
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        names.add(png[place + 4 : place + 8])
        place += 12 + length
    return names


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png), formats=("PNG",))


@pytest.mark.parametrize(
    ("data", "size", "mode"),
    [
        (make_picture((60, 80)), (60, 80), "RGB"),
        (make_picture((300, 1024), "JPEG"), (150, 512), "RGB"),
        (make_picture((300, 200), "JPEG", mode="CMYK"), (300, 200), "RGB"),
        (make_picture((4000, 40)), (1024, 10), "RGB"),
        (make_picture((60, 80), mode="RGBA", colour=(0, 0, 0, 0)), (60, 80), "RGBA"),
        (make_picture((60, 80), mode="P"), (60, 80), "RGB"),
        (make_picture((60, 80), mode="1"), (60, 80), "RGB"),
    ],
    ids=["png", "tall jpeg", "cmyk", "wide", "transparent", "palette", "black and white"],
)
def test_a_picture_becomes_a_small_png(data: bytes, size: tuple[int, int], mode: str) -> None:
    logo = read_logo(data)
    picture = opened(logo.isi)
    assert (picture.size, picture.mode, (logo.lebar, logo.tinggi)) == (size, mode, size)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (make_picture((60, 80)), ("png", 60, 80)),
        (make_picture((60, 80), "JPEG"), ("jpeg", 60, 80)),
        (make_picture((60, 80), "GIF"), None),
        (make_picture((60, 80))[:-20], None),
        (png_that_claims(40_000, 40_000), None),
        (b"", None),
    ],
    ids=["png", "jpeg", "gif", "cut off", "huge", "empty"],
)
def test_only_a_whole_picture_is_measured(data: bytes, found: tuple[str, int, int] | None) -> None:
    assert measure_logo(data) == found


def test_nothing_of_the_file_but_its_pixels_is_kept() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "seseorang")
    exif = Image.Exif()
    exif[0x010E] = "tempat dan kamera"
    profile = b"x" * 400
    png = make_picture(pnginfo=words, exif=exif, icc_profile=profile, dpi=(300, 300))
    jpeg = make_picture(kind="JPEG", exif=exif, icc_profile=profile, comment=b"catatan")
    for data in (png, jpeg):
        assert chunk_names(read_logo(data).isi) == {b"IHDR", b"IDAT", b"IEND"}


def test_a_photo_stands_as_its_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    logo = read_logo(make_picture((60, 80), "JPEG", exif=exif))
    assert (logo.lebar, logo.tinggi) == (80, 60)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kosong"),
        (make_picture() + bytes(MAX_BYTES), "lebih besar daripada 1 MB"),
        (make_picture((4001, 4)), "4.000 × 4.000 piksel"),
        (png_that_claims(10_000, 10_000), "4.000 × 4.000 piksel"),
        (png_that_claims(2**31 - 1, 2**31 - 1), "4.000 × 4.000 piksel"),
        (make_picture()[:-30], "bukan gambar PNG atau JPEG yang utuh"),
        (png_that_claims(100, 100), "bukan gambar PNG atau JPEG yang utuh"),
        (make_picture(kind="GIF", mode="P"), "bukan gambar PNG atau JPEG yang utuh"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bukan gambar PNG atau JPEG yang utuh"),
        (make_picture(mode="I;16"), "Simpan ulang sebagai PNG biasa"),
    ],
    ids=["empty", "bytes", "wide", "bomb", "huge bomb", "cut off", "too few pixels", "gif", "svg", "16 bits"],
)
def test_what_is_no_sound_picture_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(LogoRefused, match=words):
        read_logo(data)


def test_a_bomb_of_text_is_refused() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("x", "A" * 3_000_000, zip=True)
    with pytest.raises(LogoRefused):
        read_logo(make_picture(pnginfo=words))


def test_the_newest_holds_with_who_and_when(store: Store) -> None:
    assert (store.snapshot().lambang, store.snapshot().lambang_record) == (None, None)
    store.add_logo(make_picture(), by="Sari", at=MORNING)
    tall = make_picture((40, 90))
    assert store.add_logo(tall, by="Budi", at=LATER) == 2
    snapshot = store.snapshot()
    assert snapshot.lambang == read_logo(tall).isi
    assert snapshot.lambang_record == LogoRecord(2, 40, 90, "Budi", LATER)
    assert [event.jenis.value for event in store.events()] == ["lambang"] * 2
    with pytest.raises(StoreRefusal, match="sudah terpasang"):
        store.add_logo(tall, by="Sari", at=LATER)


def test_one_taken_away_leaves_none_and_a_new_one_holds_again(store: Store) -> None:
    with pytest.raises(StoreRefusal, match="Tidak ada lambang"):
        store.remove_logo(by="Sari", at=MORNING)
    store.add_logo(make_picture(), by="Sari", at=MORNING)
    store.remove_logo(by="Budi", at=LATER)
    assert (store.snapshot().lambang, store.snapshot().lambang_record) == (None, None)
    assert store.add_logo(make_picture(), by="Sari", at=LATER) == 3
    assert store.snapshot().lambang is not None


@pytest.mark.parametrize(
    ("more", "error"),
    [({"by": " "}, StoreRefusal), ({"expected_version": 5}, OutdatedVersion)],
    ids=["name", "version"],
)
def test_what_is_refused_writes_nothing(store: Store, more: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        store.add_logo(make_picture(), **({"by": "Sari", "at": MORNING} | more))
    store.add_logo(make_picture(), by="Sari", at=MORNING)
    before = store.snapshot()
    with pytest.raises(error):
        store.remove_logo(**({"by": "Sari", "at": LATER} | more))
    with pytest.raises(LogoRefused):
        store.add_logo(b"bukan gambar", by="Sari", at=LATER)
    assert store.snapshot() == before
