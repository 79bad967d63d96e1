"""A correction that names no day: that of the file which it corrects is suggested, and still asked."""

from __future__ import annotations

import pytest

from kkb.checking import Question
from kkb.recap import Table
from tests.support.builders import TODAY, dendang_rows, judge_files, make_table

MAY, MARCH = "Keadaan per 10 Mei 2023", "Keadaan per 31 Maret 2023"
RALAT = make_table([("Dendang", "Nyuruk", "Merintis")], title="RALAT rekap Kecamatan Dendang")


def asked(files: dict[str, Table], number: int) -> Question:
    (question,) = (one for one in judge_files(files).questions if one.files == (number,))
    return question


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_day_of_the_file_with_the_same_desa_is_suggested(order: tuple[int, ...]) -> None:
    files = [
        ("ralat.xlsx", RALAT),
        ("dendang.xlsx", make_table(dendang_rows(), title=MAY)),
        ("damar.xlsx", make_table([("Damar", "Mempaya", "Belum")], title=MARCH)),
    ]
    question = asked({files[place][0]: files[place][1] for place in order}, order.index(0) + 1)
    assert question.suggested == "2023-05-10"
    labels = {option.value: option.label for option in question.options}
    assert labels["2023-05-10"] == '10 Mei 2023, seperti berkas "dendang.xlsx" yang dibetulkannya'
    assert len(labels) == len(question.options)


def test_without_a_file_that_shares_a_desa_nothing_is_suggested() -> None:
    damar = make_table([("Damar", "Mempaya", "Belum")], title=MARCH)
    assert asked({"ralat.xlsx": RALAT, "damar.xlsx": damar}, 1).suggested == TODAY.isoformat()


def test_a_file_that_corrects_nothing_is_asked_as_before() -> None:
    plain = make_table([("Dendang", "Nyuruk", "Merintis")], title="Rekap Kecamatan Dendang")
    assert asked({"satu.xlsx": plain, "dendang.xlsx": make_table(dendang_rows(), title=MAY)}, 1).suggested == (
        TODAY.isoformat()
    )
