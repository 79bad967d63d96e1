"""Files told by their content, whatever their names say; what is not read is named as what it seems to be."""

from __future__ import annotations

import pytest

from kkb.workbook.formats.opening import open_recap
from kkb.workbook.kind import Kind, check_size, kind_of
from kkb.workbook.model import Limits, Refused
from tests.support.format_fixtures import old_excel, open_workbook
from tests.support.workbook_fixtures import make_xlsx, zip_of

ROWS = (("Kecamatan", "Desa", "Status"), ("Manggar", "Padang", "Belum"))
CSV = "Kecamatan;Desa;Status\nManggar;Padang;Belum\n"
PAGE = "<table><tr><td>Kecamatan<td>Desa<td>Status<tr><td>Manggar<td>Padang<td>Belum</table>"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (make_xlsx(), Kind.XLSX),
        (old_excel(ROWS), Kind.XLS),
        (open_workbook(ROWS), Kind.ODS),
        (CSV.encode(), Kind.CSV),
        (b"\xef\xbb\xbf\r\n" + CSV.encode(), Kind.CSV),
        (CSV.replace(";", "\t").encode("utf-16"), Kind.CSV),
        (CSV.replace(";", "\t").encode("utf-16-le"), Kind.CSV),
        (b"sep=#\nDesa#Status\n", Kind.CSV),
        (b"a;b\n", Kind.CSV),
        (b"[Sementara] Rekap;;\n" + CSV.encode(), Kind.CSV),
        (PAGE.encode(), Kind.HTML),
        (b"<html><head>" + PAGE.encode(), Kind.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html><html>' + PAGE.encode(), Kind.HTML),
        (f"Rekap {PAGE}".encode(), Kind.HTML),
        (b"Rekap desa belum ada", Kind.OTHER),
        (b'<?xml version="1.0"?><Workbook>' + PAGE.encode(), Kind.OTHER),
        (b"", Kind.OTHER),
        (bytes(500), Kind.OTHER),
    ],
)
def test_the_content_tells_the_kind(data: bytes, kind: Kind) -> None:
    assert kind_of(data) is kind


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n\x00", "dokumen PDF"),
        (b"\x89PNG\r\n\x1a\n", "gambar"),
        (b"GIF89a\x01", "gambar"),
        (b"\xff\xd8\xff\xe0", "foto"),
        (b"\x00\x00\x00\x18ftypheic", "foto atau video"),
        (b"RIFF\x00\x00\x00\x00WEBP", "gambar"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"\x1f\x8b\x08\x00", "GZIP"),
        (b"{\\rtf1 rekap", "Word"),
        (b'{"type": "FeatureCollection",\n"features": []}', "JSON"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", ".mht"),
        (b"ID;PWXL;N;E\n", "SYLK"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "sebelum Excel 97"),
        (b"Rekap desa belum ada", "teks biasa"),
        (bytes(range(256)), "tidak dikenali"),
        (zip_of({"Index/Document.iwa": b"x", "preview.jpg": b"x"}), "Numbers"),
        (zip_of({"rekap manggar.xlsx": make_xlsx()}), "arsip ZIP"),
        (zip_of({"xl/workbook.bin": b"\x83", "[Content_Types].xml": b"<Types/>"}), "Simpan Sebagai"),
        (zip_of({"xl/workbook.bin": b"\x83", "[Content_Types].xml": b"<Types/>"}), ".xlsb"),
        (zip_of({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<Types/>"}), "Word"),
        (zip_of({"ppt/presentation.xml": b"<a/>", "[Content_Types].xml": b"<Types/>"}), "PowerPoint"),
        (zip_of({"mimetype": b"application/vnd.oasis.opendocument.text"}), "rusak"),
    ],
)
def test_what_is_not_read_is_named_with_its_mend(data: bytes, words: str) -> None:
    with pytest.raises(Refused) as caught:
        open_recap(data, Limits())
    assert words in caught.value.message
    assert "unggah" in caught.value.message or "Pastikan" in caught.value.message


@pytest.mark.parametrize(("data", "reason"), [(b"", "empty"), (bytes(2**20 + 1), "too_large")])
def test_size_is_asked_first(data: bytes, reason: str) -> None:
    with pytest.raises(Refused) as caught:
        check_size(data, Limits(file_bytes=2**20))
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("data", "sheet", "form"),
    [
        (make_xlsx(), "Rekap", None),
        (old_excel(ROWS), "Rekap", None),
        (open_workbook(ROWS), "Rekap", None),
        (CSV.encode(), "CSV", "csv"),
        (PAGE.encode(), "HTML", "html"),
    ],
)
def test_every_kind_becomes_grids(data: bytes, sheet: str, form: str | None) -> None:
    opened = open_recap(data, Limits())
    assert [grid.sheet for grid in opened.inspected.grids] == [sheet] == [one.name for one in opened.inspected.sheets]
    assert (opened.text_form.kind if opened.text_form else None) == form


@pytest.mark.parametrize("text", ["Data contoh\n" + CSV, "<p>DATA CONTOH</p>" + PAGE])
def test_a_text_has_no_property_so_its_title_tells_a_sample(text: str) -> None:
    assert open_recap(text.encode(), Limits()).inspected.is_sample
    assert not open_recap(CSV.encode(), Limits()).inspected.is_sample
