"""The sample recaps, and small recaps of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kkb.config import SAMPLE_DIR
from tests.support.workbook_fixtures import make_xlsx

FIRST = SAMPLE_DIR / "rekap_2023-05-10.xlsx"
LATER = SAMPLE_DIR / "rekap_contoh_lanjutan.xlsx"
FAULTY = SAMPLE_DIR / "rekap_salah_ketik.xlsx"


def make_recap(*rows: Sequence[Any], title: str = "Keadaan per 1 Agustus 2023", contoh: bool = True) -> bytes:
    """A recap that speaks for a day; a row is (kecamatan, desa, status, date, note), shorter where it is blank."""
    header = ("Kecamatan", "Desa", "Status", "Tanggal Pembentukan", "Keterangan")
    return make_xlsx(((title,), header, *rows), contoh=contoh)
