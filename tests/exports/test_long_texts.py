"""A cell of Excel may hold 32,767 letters of anybody's choice: no text takes the reader or the check long.

What costs is a pattern that begins its search anew at every letter: in the child it wastes its time, in the check it
would hold up every reader of the page.
"""

from __future__ import annotations

import functools
import hashlib
from typing import Any
from xml.sax.saxutils import escape

import pytest

from kkb.uploads.check import InputFile, Stored, check_files
from kkb.workbook.child import read
from kkb.workbook.model import DEFAULT_LIMITS, Refused
from tests.support.builders import REGION, TODAY
from tests.support.timing import least_seconds
from tests.support.workbook_fixtures import SHEET, make_xlsx, part_of, rezip

LENGTH = 32_767
MOST_SECONDS = 0.4
"""Of the processor, for reading a table with such a cell and checking it: twice of what the dearest took."""

PIECES = (
    " ", "a", "A", "1", "0", ".", ",", "-", "/", "(", ")", "_", "'", '"', ";", ":", "\n", "\u00a0", "\u200b", "é",
    "a ", "1 ", "1.", "1/", "1-", "1,", "a.", "a-", "(a", "(a) ", "a)", "/ ", "- ", ". ", "no. ", "sk ", "desa ",
    "kec ", "kecamatan ", "sudah ", "belum ", "yang ", "pokja ", "terbentuk ", "tahun ", "2018 ", "10 mei 2023 ",
    "mei ", "per ", "keadaan per ", "tanggal ", "jumlah ", "nomor ", "0812", "+62 ", "nip ", "<", "&amp;", "_x000D_",
    "[", "ii. ", "v ", "x", "http://a.", "a@", "pokja sudah ", "kecamatan (", "per 1 ", "sk no. 1/", "1/2/",
    "sabtu (", "a\n", "ya, ", "Panjang ", "(20", "17/1/", "3 Oktober 2017 ", "hp ..", "paling lambat ", "iv. ",
    "\u202e", "İ", "Terbentuk ", "kecamatan :", "2023 - ", "tgl. ", "= ",
)  # fmt: skip

PLACES = (("title", "header", "keterangan", "below"), ("kecamatan",), ("desa",), ("status",), ("tanggal",), ("sk",))
"""Together what keeps no other from being read: each place once."""


MARK = "xSisipanx"
"""What is put in place of this is the long text."""


def recap(piece: str, places: tuple[str, ...]) -> bytes:
    """A small recap with texts as long as a cell can be; words at both ends, so that they are not trimmed."""
    long = ("x" + piece * LENGTH)[: LENGTH - 1] + "x"
    xml = part_of(marked_recap(places)).replace(MARK, escape(long))
    return rezip(marked_recap(places), replace={SHEET: xml.encode("ascii", "xmlcharrefreplace")})


@functools.cache
def marked_recap(places: tuple[str, ...]) -> bytes:
    row: dict[str, Any] = {
        "kecamatan": "Dendang", "desa": "Nyuruk", "status": "Terbentuk", "tanggal": "3 Oktober 2017", "sk": "12",
        "keterangan": "-",
    }  # fmt: skip
    header = ["Kecamatan", "Desa", "Status", "Tanggal Pembentukan", "Nomor SK", "Keterangan"]
    spoilt = row | {place: MARK for place in places if place in row}
    return make_xlsx(
        [
            ["Keadaan per 10 Mei 2023", *([MARK] if "title" in places else [])],
            [*header, *([MARK] if "header" in places else [])],
            list(spoilt.values()),
            ["Dendang", "Balok", "Belum"],
            ["Dendang", "Jangkang", "Belum"],
            [],
            ["Manggar, 10 Mei 2023", *([MARK] if "below" in places else [])],
        ]
    )


def seconds(data: bytes, name: str = "rekap.xlsx") -> float:
    """Processor time of reading a file and checking it, both in this process."""

    def read_and_check() -> None:
        try:
            known = {hashlib.sha256(data).hexdigest(): read(data, DEFAULT_LIMITS)}
        except Refused:
            return
        file = InputFile(name, data)
        check_files([file], region=REGION, region_name="Beltim", stored=Stored(), today=TODAY, workbooks=known)

    return least_seconds(read_and_check, bound=MOST_SECONDS)


@pytest.mark.slow
@pytest.mark.parametrize("places", PLACES, ids=" ".join)
def test_no_long_text_takes_long(places: tuple[str, ...]) -> None:
    spent = {piece: seconds(recap(piece, places)) for piece in PIECES}
    assert {piece: round(one, 2) for piece, one in spent.items() if one > MOST_SECONDS} == {}


@pytest.mark.slow
def test_no_long_name_takes_long() -> None:
    data = recap("a", ("keterangan",))
    spent = {piece: seconds(data, f"x{piece * 1000}.xlsx") for piece in PIECES}
    assert {piece: round(one, 2) for piece, one in spent.items() if one > MOST_SECONDS} == {}
