"""The target in words: which plan it replaced, and why the desa left are not target less formed."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.indicators import capaian_per_kecamatan, desa_frame, formation_frame, ringkas
from kkb.narrative.plan import plan_sentences, replaced_sentence, surplus_sentence, with_replaced
from kkb.schema import Rencana
from kkb.state import fold
from tests.support.figure_builders import BY_NAME, DAMAR, DATA_DAY, MANGGAR, REGION, TARGET_DAY, seen

FIRST, SECOND = ("Target 2024", date(2024, 12, 31), 39), ("Target 2026", date(2026, 12, 31), 38)
PLAN = Rencana(3, "Target 2027", DATA_DAY, "Bupati", "", (), DATA_DAY)


@pytest.mark.parametrize(
    ("earlier", "words"),
    [
        ([], ""),
        ([FIRST], "Target 2027 menggantikan Target 2024 (39 desa, 31 Desember 2024)."),
        (
            [FIRST, SECOND],
            "Target 2027 menggantikan Target 2026 (38 desa, 31 Desember 2026) dan Target 2024 (39 desa, 31 Desember "
            "2024).",
        ),
    ],
)
def test_a_revision_says_what_it_replaced(earlier: list[tuple[str, date, int]], words: str) -> None:
    assert replaced_sentence(PLAN, earlier) == words
    assert with_replaced("Desa dengan Pokja", words) == ". ".join(
        filter(None, ("Desa dengan Pokja", words.removesuffix(".")))
    )


def test_without_a_plan_in_force_nothing_was_replaced() -> None:
    assert replaced_sentence(None, [FIRST]) == ""


@pytest.mark.parametrize(
    ("formed", "target", "words"),
    [
        (["Padang"], {MANGGAR: 3, DAMAR: 2}, ""),
        (
            ["Padang", "Mengkubang", "Burong Mandi"],
            {MANGGAR: 3, DAMAR: 1},
            "Sisa dihitung per kecamatan: 2 desa, bukan 1, karena Damar melebihi targetnya 1 desa.",
        ),
        (
            ["Mengkubang", "Burong Mandi"],
            {MANGGAR: 1, DAMAR: 0},
            "Sisa dihitung per kecamatan: 1 desa, karena Damar melebihi targetnya 2 desa.",
        ),
        (["Padang", "Mengkubang", "Burong Mandi"], {MANGGAR: 1, DAMAR: 1}, "Damar melebihi targetnya 1 desa."),
        (
            ["Mengkubang"],
            {MANGGAR: 2},
            "Sisa dihitung per kecamatan: 2 desa, bukan 1, karena Damar melebihi targetnya 1 desa.",
        ),
        (["Padang"], {}, ""),
    ],
)
def test_a_rest_that_is_not_target_less_formed_says_why(
    formed: list[str], target: dict[str, int], words: str
) -> None:
    histories = fold([seen(desa.desa, tanggal="2019") for desa in BY_NAME.values() if desa.desa in formed])
    capaian = capaian_per_kecamatan(desa_frame(histories, REGION, DATA_DAY), target)
    formations = formation_frame(histories, REGION)
    days = {"day": DATA_DAY, "today": DATA_DAY, "newest_day": DATA_DAY}
    r = ringkas(capaian, formations, target_day=TARGET_DAY if target else None, commitment_day=None, **days)
    assert surplus_sentence(capaian, r) == words
    assert plan_sentences(PLAN, [], capaian, r) == ([words] if words else [])
