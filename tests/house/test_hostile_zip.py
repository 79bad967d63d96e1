"""Zips that are made to be read in two ways, or to be much larger than they look; and honest ones that look like it."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
import zlib
from dataclasses import astuple

import pytest

from kkb.config import PROJECT_DIR
from kkb.workbook.child import read
from kkb.workbook.model import Limits, Refused
from kkb.workbook.parent import CHILD, read_workbook
from kkb.workbook.xlsx import worksheet
from kkb.workbook.xlsx.guard import inspect
from kkb.workbook.xlsx.xml_pass import MAX_ATTRIBUTES, MAX_DEPTH
from tests.support.workbook_fixtures import HEADER, SHEET, make_xlsx, part_of, rezip, with_sheet_xml

LOCAL, DIRECTORY, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
MIB = 2**20


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as caught:
        inspect(data, limits or Limits())
    return caught.value.reason


def patched(data: bytes, header: bytes, place: int, value: bytes) -> bytes:
    """A zip with some bytes of its last header of a kind replaced."""
    changed = bytearray(data)
    start = changed.rindex(header) + place
    changed[start : start + len(value)] = value
    return bytes(changed)


def with_part(name: str = "xl/media/image1.png", content: bytes = b"isi" * 50) -> bytes:
    return rezip(make_xlsx(), add=[(name, content)])


class TestTwoReadings:
    """What one reader of zips sees and another does not."""

    def test_the_zip_that_is_broken_below_is_read_as_long_as_it_is_whole(self) -> None:
        assert inspect(with_part(), Limits()).sheets

    @pytest.mark.parametrize(
        ("place", "value"),
        [
            (6, struct.pack("<H", 1)),  # flags: encrypted
            (8, struct.pack("<H", 0)),  # method: stored
            (14, b"\0\0\0\0"),  # CRC
            (18, struct.pack("<I", 3)),  # packed size
            (22, struct.pack("<I", 3)),  # size
            (26, struct.pack("<H", 3)),  # length of the name
            (30, b"xl/media/image2.png"),  # the name
        ],
    )
    def test_a_part_whose_own_header_says_otherwise_than_the_directory(self, place: int, value: bytes) -> None:
        assert refusal(patched(with_part(), LOCAL, place, value)) == "damaged"

    @pytest.mark.parametrize(
        ("place", "value"),
        [
            (10, struct.pack("<H", 12)),  # a method (bzip2) that no workbook uses
            (16, b"\0\0\0\0"),  # CRC
            (20, struct.pack("<I", 3)),  # packed size
            (42, struct.pack("<I", 7)),  # where the part begins
            (42, struct.pack("<I", 0xFFFFFFF0)),
        ],
    )
    def test_a_directory_that_says_otherwise_than_the_part(self, place: int, value: bytes) -> None:
        assert refusal(patched(with_part(), DIRECTORY, place, value)) == "damaged"

    def test_a_link(self) -> None:
        stream = io.BytesIO(make_xlsx())
        with zipfile.ZipFile(stream, "a") as archive:
            link = zipfile.ZipInfo("xl/media/image1.png")
            link.external_attr = 0o120777 << 16
            archive.writestr(link, "/etc/passwd")
        assert refusal(stream.getvalue()) == "damaged"

    def test_two_names_for_the_same_bytes(self) -> None:
        """As the bombs of David Fifield: one kernel of bytes under many names."""
        second = rezip(with_part("xl/media/image1.png"), add=[("xl/media/image2.png", b"isi" * 50)])
        first_start = second.index(b"xl/media/image1.png") - 30
        assert refusal(patched(second, DIRECTORY, 42, struct.pack("<I", first_start))) == "damaged"

    def test_a_second_directory_behind_the_first(self) -> None:
        other = make_xlsx([HEADER, (1, "Manggar", "Lalang", "Belum")])
        assert refusal(make_xlsx() + other) == "damaged"

    def test_bytes_behind_the_end(self) -> None:
        assert refusal(make_xlsx() + b"x") == "damaged"

    def test_a_second_end_inside_the_comment(self) -> None:
        data = make_xlsx()
        end = data[data.rindex(END) :]
        with_comment = data[:-2] + struct.pack("<H", len(end)) + end
        assert refusal(with_comment) == "damaged"

    def test_a_number_of_entries_that_is_a_lie(self) -> None:
        assert refusal(patched(make_xlsx(), END, 10, struct.pack("<H", 2))) == "damaged"


class TestBombs:
    def test_five_gibibytes_are_refused_in_two_seconds_and_a_hundred_megabytes(self) -> None:
        bomb = bomb_of(5 * 1024)
        assert len(bomb) < Limits().file_bytes
        seconds, peak_mb, output = run_child(bomb)
        assert '"too_big_inside"' in output
        assert seconds < 2
        assert peak_mb < 100

    def test_headers_that_claim_little_do_not_help_a_bomb(self) -> None:
        assert refusal(bomb_of(120, claimed=100)) == "too_big_inside"

    def test_a_size_that_is_claimed_is_refused_before_it_is_inflated(self) -> None:
        assert refusal(bomb_of(1, claimed=61 * MIB)) == "too_big_inside"

    @pytest.mark.parametrize("part", [SHEET, "xl/styles.xml", "docProps/core.xml"])
    def test_a_part_of_xml_may_not_be_a_bomb_either(self, part: str) -> None:
        xml = part_of(make_xlsx(), part)
        close = xml.rindex("</")
        long = xml[:close] + " " * (3 * MIB) + xml[close:]
        assert (
            refusal(rezip(make_xlsx(), replace={part: long.encode()}), Limits(part_bytes=2 * MIB)) == "too_big_inside"
        )

    def test_an_honest_ratio_is_no_bomb(self) -> None:
        """Formats down to the last row, or a scanned picture of white paper, are packed 69 to 1 and more."""
        blank = "".join(f'<row r="{n}"/>' for n in range(4, 9_000)) + " " * 2 * MIB
        data = rezip(with_rows(blank), add=[("xl/media/image1.bmp", bytes(2 * MIB))])
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            ratios = [entry.file_size / entry.compress_size for entry in archive.infolist()]
        assert sum(ratio > 69 for ratio in ratios) == 2
        assert len(read(data, Limits()).tables[0].rows) == 1

    @pytest.mark.slow
    def test_a_million_formatted_rows_without_cells_are_read(self) -> None:
        data = with_rows("".join(f'<row r="{n}" ht="15"/>' for n in range(4, 1_048_577)))
        assert len(read_workbook(data).tables[0].rows) == 1


class TestXml:
    def test_depth_and_attributes_at_the_bound_are_read_and_beyond_it_refused(self) -> None:
        inside = MAX_DEPTH - 2  # worksheet and sheetData stand around
        assert look("<a>" * inside + "</a>" * inside)
        assert refusal(with_sheet_xml("<a>" * (inside + 1) + "</a>" * (inside + 1))) == "too_big_inside"
        many = " ".join(f'a{n}="1"' for n in range(MAX_ATTRIBUTES))
        assert look(f"<a {many}/>")
        assert refusal(with_sheet_xml(f'<a {many} b="1"/>')) == "too_big_inside"

    @pytest.mark.parametrize("part", ["xl/styles.xml", "docProps/core.xml", "xl/theme/theme1.xml"])
    def test_no_part_may_nest_without_end(self, part: str) -> None:
        deep = "<a>" * 100_000 + "</a>" * 100_000
        assert refusal(rezip(make_xlsx(), replace={part: deep.encode()})) == "too_big_inside"

    @pytest.mark.parametrize("ref", ["A1:XFE2", "A1:B1048577", "A0:B2", "A1:", ":", "", "A1:B2:C3", "1:2", "A:B"])
    def test_merged_ranges_outside_the_grid_are_damage(self, ref: str) -> None:
        assert refusal(with_merged(ref)) == "damaged"

    def test_merged_ranges_beyond_number_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(worksheet, "MAX_MERGED", 50)
        assert inspect(with_merged(*["A1:B2"] * 50), Limits()).sheets
        assert refusal(with_merged(*["A1:B2"] * 51)) == "too_big_inside"

    @pytest.mark.parametrize("span", ['min="0" max="3"', 'min="1" max="16385"', 'min="x" max="3"', 'min="5" max="3"'])
    def test_hidden_columns_outside_the_grid_are_damage(self, span: str) -> None:
        assert refusal(with_head(f'<cols><col {span} hidden="1"/></cols>')) == "damaged"

    def test_broken_cells_beyond_number_are_damage(self) -> None:
        rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>-1</v></c></row>' for n in range(1, 20_100))
        assert refusal(with_sheet_xml(rows)) == "damaged"

    @pytest.mark.parametrize("text", ["-2", "x", "9" * 30, "1e3", ""])
    def test_a_name_that_belongs_to_no_sheet_is_no_stumbling_block(self, text: str) -> None:
        """The place of a defined name may be any text; int() of a foreign file ends the child."""
        data = make_xlsx()
        named = f'<definedNames><definedName name="KKB_MASALAH" localSheetId="{text}">Rekap!$A$1</definedName>'
        book = part_of(data, "xl/workbook.xml").replace("<definedNames/>", named + "</definedNames>")
        assert "KKB_MASALAH" in book
        sheets = inspect(rezip(data, replace={"xl/workbook.xml": book.encode()}), Limits()).sheets
        assert [sheet.name for sheet in sheets] == ["Rekap"]


class TestWhatLiesInside:
    @pytest.mark.parametrize(
        ("name", "content", "word"),
        [
            ("xl/embeddings/oleObject1.bin", b"x", "objek sisipan"),
            ("xl/activeX/activeX1.bin", b"x", "tombol ActiveX"),
            ("xl/externalLinks/externalLink1.xml", b"<externalLink><ddeLink/></externalLink>", "tautan DDE"),
            ("xl/externalLinks/externalLink1.xml", b"<externalLink><oleLink/></externalLink>", "tautan OLE"),
        ],
    )
    def test_what_is_never_opened_is_named(self, name: str, content: bytes, word: str) -> None:
        assert inspect(with_part(name, content), Limits()).embedded == [word]

    def test_a_picture_is_nothing_to_speak_of(self) -> None:
        assert inspect(with_part(), Limits()).embedded == []

    @pytest.mark.parametrize("name", ["xl/vbaProject.bin", "XL/VBAPROJECT.BIN", "xl/macrosheets/sheet1.xml"])
    def test_macros_under_any_name_are_refused(self, name: str) -> None:
        assert refusal(with_part(name, b"<a/>")) == "macros"


def look(sheet_data: str) -> bool:
    return bool(inspect(with_sheet_xml(sheet_data), Limits()).sheets)


def with_rows(rows: str) -> bytes:
    """A recap of one desa with further rows of XML below it."""
    head = '<row r="1"><c r="A1" t="str"><v>Desa</v></c><c r="B1" t="str"><v>Status</v></c></row>'
    one = '<row r="2"><c r="A2" t="str"><v>Padang</v></c><c r="B2" t="str"><v>Belum</v></c></row>'
    return with_sheet_xml(head + one + rows)


def with_merged(*refs: str) -> bytes:
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs)
    data = make_xlsx()
    sheet = part_of(data).replace("</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>")
    return rezip(data, replace={SHEET: sheet.encode()})


def with_head(xml: str) -> bytes:
    data = make_xlsx()
    return rezip(data, replace={SHEET: part_of(data).replace("<sheetData>", xml + "<sheetData>").encode()})


def bomb_of(mebibytes: int, claimed: int | None = None) -> bytes:
    """A workbook with a part of zeros, `mebibytes` of them; `claimed` is the size that its headers name."""
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    # After a full flush a block stands for itself: one of them, many times, is as good as all of them.
    block = machine.compress(bytes(MIB)) + machine.flush(zlib.Z_FULL_FLUSH)
    packed = block * mebibytes + machine.flush()
    mark = b"TANDA" * 9
    stream = io.BytesIO(make_xlsx())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(zipfile.ZipInfo("xl/media/image1.png"), mark)
    data = stream.getvalue()
    start = data.rindex(LOCAL)
    directory = data.index(DIRECTORY)
    size = struct.pack("<II", len(packed), 59 * MIB if claimed is None else claimed)
    local = bytearray(data[start:directory])
    local[8:10], local[18:26] = struct.pack("<H", 8), size
    entries = bytearray(data[directory : data.rindex(END)])
    own = entries.rindex(DIRECTORY)
    entries[own + 10 : own + 12], entries[own + 20 : own + 28] = struct.pack("<H", 8), size
    head = data[:start] + bytes(local).replace(mark, packed)
    end = bytearray(data[data.rindex(END) :])
    end[12:20] = struct.pack("<II", len(entries), len(head))
    return head + bytes(entries) + bytes(end)


MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdin=sys.stdin, capture_output=True, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, done.stdout.decode())
"""
"""A small process between this one and the child: a child is born as large as its parent. Seconds of the processor."""


def run_child(data: bytes) -> tuple[float, float, str]:
    """Seconds and peak memory in MB of a reading child of its own, and its answer."""
    if sys.platform != "linux":
        pytest.skip("elsewhere memory is counted in other units, or not at all")
    command = [sys.executable, "-c", MEASURE, *CHILD, *(str(int(value)) for value in astuple(Limits()))]
    done = subprocess.run(command, input=data, capture_output=True, check=True, cwd=PROJECT_DIR)
    seconds, peak, output = done.stdout.decode().split(" ", 2)
    return float(seconds), float(peak), output
