"""Rows as the reader of workbooks hands them over, in the check."""

from __future__ import annotations

import pytest

from kkb.checking import Baseline, NamedWorkbook, Request, Verdict, check
from kkb.schema import Tanggal
from kkb.workbook.child import read
from kkb.workbook.model import DEFAULT_LIMITS
from tests.support.builders import REGION, TODAY
from tests.support.workbook_fixtures import make_xlsx

HEADER = ["Kecamatan", "Desa", "Status", "Tanggal Pembentukan", "Nomor SK"]


def judge_rows(*rows: list[str]) -> Verdict:
    workbook = read(make_xlsx([["Keadaan per 10 Mei 2023"], HEADER, *rows]), DEFAULT_LIMITS)
    return check(
        [NamedWorkbook("rekap.xlsx", workbook)], region=REGION, baseline=Baseline(), request=Request(TODAY, "Beltim")
    )


@pytest.mark.parametrize(
    ("status", "day", "decree"),
    [
        pytest.param("Terbentuk", "\u200b3 Oktober 2017", "12", id="a letter that cannot be seen"),
        pytest.param("Terbentuk", "3 Oktober 2017", "12 tgl 3 Mei 2018", id="a decree with its date"),
        pytest.param("Terbentuk, 3 Oktober 2017", "-", "12", id="a status with its date"),
        pytest.param("Sudah (SK no 12)", "3 Oktober 2017", "-", id="a status with its decree"),
        pytest.param("Sdh terbentuk kmrn, SK No. 12", "3 Oktober 2017", "-", id="a status of late with its decree"),
        pytest.param("Terbentuk, SK No 5/2018", "3 Oktober 2017", "12", id="a decree with a column of its own"),
    ],
)
def test_a_cell_is_read_as_another_one(status: str, day: str, decree: str) -> None:
    verdict = judge_rows(["Dendang", "Nyuruk", status, day, decree], ["Dendang", "Balok", "Belum"])
    row = next(row for row in verdict.rows if row.desa == "Nyuruk")
    assert (row.tanggal, row.no_sk) == (Tanggal.from_iso("2017-10-03"), "12")
