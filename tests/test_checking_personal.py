"""Numbers of persons in a note are not stored, and nothing else is touched."""

from __future__ import annotations

import re

import pytest

from kkb.checking.personal import PLACEHOLDER, without_personal_numbers
from tests.builders import COLUMNS, dendang_rows, found, judge


@pytest.mark.parametrize(
    "text",
    [
        "Ketua: {0813-6700-1122}",
        "Ketua {0813 6700 1122} (Ani), Sek.{081367001123}",
        "{+62 813-6700-1122}",
        "{6281367001122}",
        "Telp. {0719-91234}",
        "kontak {(0719) 91234}",
        "wa no. {0813.6700.1122}",
        "NIK {1906041203800001}",
        "NIK: {1906 0412 0380 0001}",
        "{190604.120380.0001}",
        "NIP. {19700101 199803 1 001}",
    ],
)
def test_telephone_numbers_and_identities_are_replaced(text: str) -> None:
    written = text.replace("{", "").replace("}", "")
    assert without_personal_numbers(written) == re.sub(r"\{.*?\}", PLACEHOLDER, text)


@pytest.mark.parametrize(
    "text",
    [
        "SK 188.45/0812/2018",
        "Nomor 140/081234567/2018",
        "SK No. 140/22/SP/2024 tgl 14 Juni 2024",
        "anggaran 2023 2024 2025 2026",
        "tahun 2018, 2019, 2020 dan 2021",
        "Rp 1.500.000.000",
        "10-05-2023 sampai 12-05-2023",
        "HP ketua menyusul",
        "kode 19.06.03.2005",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert without_personal_numbers(text) == text


def test_the_number_is_in_no_row_and_in_no_sentence() -> None:
    rows = dendang_rows(Nyuruk=("Terbentuk", "2018-05-02", "=HP 0813-6700-1122"))
    verdict = judge(rows, columns=(*COLUMNS, "keterangan"))
    assert found(verdict) == [("TEXT_PERSONAL", "E7")]
    assert [row.keterangan for row in verdict.rows if row.keterangan] == [f"=HP {PLACEHOLDER}"]
    assert "6700" not in str(verdict)
