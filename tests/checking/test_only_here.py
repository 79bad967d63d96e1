"""A report and its revision in one queue: what the revision has no longer is said, and nothing else."""

from __future__ import annotations

import pytest

from kkb.problems import Problem
from kkb.recap import Table
from tests.support.builders import DENDANG, judge_files, make_table

DAMAR = ("Mengkubang", "Sukamandi", "Burong Mandi", "Air Kelik", "Mempaya")


def of(kecamatan: str, *desa: str) -> Table:
    return make_table([(kecamatan, one, "Belum") for one in desa])


def said(files: dict[str, Table], **options: dict[str, str]) -> list[Problem]:
    return [one for one in judge_files(files, **options).problems if one.code == "ROW_ONLY_HERE"]


def test_a_desa_that_the_revision_has_no_longer_is_named() -> None:
    (one,) = said({"rekap.xlsx": of("Damar", *DAMAR), "rev.xlsx": of("Damar", *DAMAR[1:])})
    assert (one.file, one.cell) == (1, "B5")
    assert '1 desa (Mengkubang) hanya tertulis di sini, tidak di berkas "rev.xlsx"' in one.message
    assert one.message.endswith("lewati baris 5.")


def test_it_is_silent_once_the_row_is_left_out_and_stays_when_others_are() -> None:
    files = {"rekap.xlsx": of("Damar", *DAMAR), "rev.xlsx": of("Damar", *DAMAR[1:])}
    assert said(files, answers={"cell:Rekap!A5:D5": "lewati"}) == []
    (one,) = said(files, answers={f"cell:Rekap!A{row}:D{row}": "lewati" for row in (6, 7, 8)})
    assert one.facts["names"] == "Mengkubang"


@pytest.mark.parametrize(
    "files",
    [
        {"satu.xlsx": of("Damar", *DAMAR), "ralat.xlsx": of("Damar", *DAMAR[:2])},
        {"damar.xlsx": of("Damar", *DAMAR), "dendang.xlsx": of("Dendang", *DENDANG)},
        {"satu.xlsx": of("Dendang", *DENDANG[:2]), "dua.xlsx": of("Dendang", *DENDANG[1:3])},
    ],
    ids=["ralat", "other_kecamatan", "few"],
)
def test_files_that_merely_share_some_desa_are_no_revisions(files: dict[str, Table]) -> None:
    assert said(files) == []
