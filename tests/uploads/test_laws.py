"""A clean recap comes back exactly, however it is shuffled and dressed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kkb.checking import Outcome, Verdict
from kkb.formatting import format_date, format_month
from kkb.region import Desa
from kkb.schema import Tanggal
from kkb.uploads.check import InputFile, Stored, check_files
from kkb.workbook.child import read
from kkb.workbook.model import DEFAULT_LIMITS
from tests.support.builders import DATA_DAY, REGION, TODAY, stored_texts
from tests.support.workbook_fixtures import make_xlsx

HEADERS = {
    "kecamatan": ("Kecamatan", "KECAMATAN", "Kec.", "Nama Kecamatan"),
    "desa": ("Desa", "Nama Desa", "DESA/KELURAHAN"),
    "status": ("Status", "Status Pokja", "Status Pembentukan"),
    "tanggal": ("Tanggal Pembentukan", "Tgl/Thn Pembentukan", "Tahun Pembentukan"),
}
WORDS = {
    "Belum": ("Belum", "BELUM", "belum terbentuk", "Tidak Ada"),
    "Sosialisasi": ("Sosialisasi", "sudah sosialisasi"),
    "Merintis": ("Merintis", "Rintisan", "Dalam Proses "),
    "Terbentuk": ("Terbentuk", "Sudah terbentuk", "SUDAH"),
}
TITLES = ("PEMERINTAH KABUPATEN", "REKAPITULASI POKJA KAMPUNG KB", "Kabupaten Belitung Timur")


@dataclass(frozen=True)
class Recap:
    """The rows of a sheet and what they say: desa → (status, date of formation)."""

    rows: list[list[Any]]
    says: dict[str, tuple[str, str | None]]


def write_date(draw: st.DrawFn, tanggal: Tanggal, *, as_text: bool) -> Any:
    """A date in one of the forms that officers use.

    Real dates and texts like "25/05/2018" in one column are what an American Excel leaves behind: they are asked about.
    """
    if len(tanggal.iso()) == 4:
        return draw(st.sampled_from([tanggal.first.year, str(tanggal.first.year)]))
    if len(tanggal.iso()) == 7:
        return draw(st.sampled_from([format_month(tanggal.first), tanggal.first.strftime("%m/%Y")]))
    day = tanggal.first
    forms = [day.strftime("%d/%m/%Y"), day.strftime("%d-%m-%y")] if as_text else [day]
    return draw(st.sampled_from([format_date(day), *forms]))


def write_name(draw: st.DrawFn, desa: Desa) -> str:
    cased = draw(st.sampled_from([desa.desa, desa.desa.upper(), desa.desa.lower()]))
    prefix = draw(st.sampled_from(["", "", "Desa ", "Ds. "]))
    return (
        prefix
        + cased.replace(" ", draw(st.sampled_from([" ", "\u00a0", "  ", "\n"])))
        + draw(st.sampled_from(["", " "]))
    )


@st.composite
def recaps(draw: st.DrawFn) -> Recap:
    """A recap without a fault: any desa, any order of rows and columns, titles, totals, a signature."""
    entries = draw(st.lists(st.sampled_from(REGION.desa), min_size=4, max_size=12, unique_by=lambda d: d.kode_desa))
    carries_down = draw(st.booleans())
    if carries_down:
        entries.sort(key=lambda d: d.kode_kecamatan)
    fields = draw(st.permutations(list(HEADERS)))
    with_number, as_text = draw(st.booleans()), draw(st.booleans())
    says: dict[str, tuple[str, str | None]] = {}
    body: list[list[Any]] = []
    previous, formed = "", 0
    for number, desa in enumerate(entries, start=1):
        status = draw(st.sampled_from(list(WORDS)))
        tanggal = None
        if status == "Terbentuk":
            formed += 1
            day = date(2014, 1, 1) + timedelta(days=draw(st.integers(0, 3000)))
            tanggal = Tanggal.from_iso(day.isoformat()[: draw(st.sampled_from([4, 7, 10]))])
        says[desa.desa] = (status, tanggal.iso() if tanggal else None)
        values = {
            "kecamatan": None if carries_down and desa.kecamatan == previous else desa.kecamatan,
            "desa": write_name(draw, desa),
            "status": draw(st.sampled_from(WORDS[status])),
            "tanggal": write_date(draw, tanggal, as_text=as_text) if tanggal else draw(st.sampled_from([None, "-"])),
        }
        previous = desa.kecamatan
        body.append([*([number] if with_number else []), *(values[name] for name in fields)])
    width = len(fields) + with_number
    above: list[list[Any]] = [[title] for title in TITLES[: draw(st.integers(0, 3))]]
    above += [["Keadaan per 10 Mei 2023"], *[[]] * draw(st.integers(0, 3))]
    header = [*(["No."] if with_number else []), *(draw(st.sampled_from(HEADERS[name])) for name in fields)]
    below: list[list[Any]] = []
    if draw(st.booleans()) and fields[0] in ("kecamatan", "desa"):
        total: list[Any] = [None] * width
        total[0], total[with_number + fields.index("status")] = "Jumlah", formed
        below.append(total)
    if draw(st.booleans()):
        below += [[], [None, None, "Manggar, 10 Mei 2023"], [None, None, "Kepala Dinas,"], [], [None, None, "NIP."]]
    left = [None] * draw(st.integers(0, 2))
    return Recap([[*left, *row] for row in (*above, header, *body, *below)], says)


def judge_rows(rows: list[list[Any]]) -> Verdict:
    """The verdict of a workbook of these rows, read in this process."""
    data = make_xlsx(rows)
    known = {sha256(data).hexdigest(): read(data, DEFAULT_LIMITS)}
    options: dict[str, Any] = {"region": REGION, "region_name": "Beltim", "stored": Stored(), "today": TODAY}
    return check_files([InputFile("rekap.xlsx", data)], workbooks=known, **options).verdict


@settings(max_examples=40, deadline=None)
@given(recaps())
def test_a_clean_recap_comes_back_exactly(recap: Recap) -> None:
    verdict = judge_rows(recap.rows)
    assert verdict.outcome in (Outcome.ACCEPT, Outcome.WARN), verdict.message
    assert verdict.data_date == DATA_DAY
    assert stored_texts(verdict) == recap.says


def test_a_title_right_above_the_header_is_read_as_a_title() -> None:
    rows = [["Keadaan per 10 Mei 2023"], ["Status", "Desa"], ["Belum", "Balok"]]
    assert judge_rows(rows).data_date == DATA_DAY
