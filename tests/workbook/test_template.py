"""The template is read by `check` without a question, empty or filled, and says of a desa no more than is known."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kkb.checking import Outcome, Verdict
from kkb.config import DEFAULT_REGION_NAME
from kkb.recap_columns import COLUMNS
from kkb.schema import Keputusan, Observation, Tahap, Tanggal, TanggalDasar
from kkb.state import DesaState, fold, state_on
from kkb.uploads.check import Stored, check_file
from kkb.workbook.template.workbook import AS_OF_CELL, FILE_NAME, make_template
from tests.support.builders import REGION, make_observation

pytestmark = pytest.mark.usefixtures("read_once")

DAY = date(2023, 5, 10)
TODAY = date(2023, 6, 1)
FIRST_ROW = 6
HEADERS = [column.header for column in COLUMNS]


def stored(count: int, **changes: Observation) -> list[Observation]:
    """All desa in one upload for the day, the first `count` of them formed, the rest Belum; `changes` by name."""
    seen = {
        desa.desa: make_observation(
            1, DAY.isoformat(), *((Tahap.TERBENTUK, "2017-10-03") if place < count else (Tahap.BELUM,)), desa=desa.desa
        )
        for place, desa in enumerate(REGION.desa)
    }
    return list((seen | {name.replace("_", " "): one for name, one in changes.items()}).values())


def states(observations: Sequence[Observation]) -> Mapping[str, DesaState]:
    return state_on(fold(observations), DAY)


def template(observations: Sequence[Observation] = (), **options: Any) -> bytes:
    """The template of 10 May 2023; filled from observations if there are any."""
    known = states(observations) if observations else None
    return make_template(REGION, **({"region_name": DEFAULT_REGION_NAME, "as_of": DAY, "states": known} | options))


@cache
def filled(count: int) -> bytes:
    """The template in which the first `count` desa are formed."""
    return template(stored(count))


@cache
def blank() -> Any:
    """The empty template as openpyxl reads it, to look at only."""
    return opened(template())


def judge(data: bytes, observations: Sequence[Observation] = (), *, name: str = FILE_NAME) -> Verdict:
    return check_file(
        data,
        name,
        region=REGION,
        region_name=DEFAULT_REGION_NAME,
        stored=Stored(observations=tuple(observations)),
        today=TODAY,
    ).verdict


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def row_of(data: bytes, desa: str) -> dict[str, Any]:
    """What is filled in of a desa behind its name, by header."""
    for values in opened(data).worksheets[0].iter_rows(min_row=FIRST_ROW, values_only=True):
        if values[3] == desa:
            return {header: value for header, value in list(zip(HEADERS, values, strict=True))[4:] if value is not None}
    raise LookupError(desa)


@pytest.mark.parametrize("count", [0, 15, 39])
@pytest.mark.parametrize("is_saved_again", [False, True])
def test_filled_from_what_is_stored_it_changes_nothing(count: int, is_saved_again: bool) -> None:
    observations = stored(count)
    data = filled(count)
    verdict = judge(saved(opened(data)) if is_saved_again else data, observations)
    assert (verdict.outcome, verdict.problems, verdict.questions) == (Outcome.ACCEPT, (), ())
    assert verdict.nothing_to_save
    assert verdict.status_counts.get(Tahap.TERBENTUK, 0) == count
    assert (verdict.data_date, verdict.data_date_source) == (DAY, f"Status desa!{AS_OF_CELL}")


def test_a_dissolved_pokja_keeps_its_sk() -> None:
    sk: dict[str, Any] = {"no_sk": "140/7/2017", "tanggal_sk": Tanggal.from_iso("2017-10-09")}
    ended = make_observation(
        2, DAY.isoformat(), Tahap.BELUM, desa="Nyuruk", keputusan=Keputusan.BUBAR,
        tanggal_bubar=Tanggal.from_iso("2023-04-02"),
    )  # fmt: skip
    known = stored(0, Nyuruk=make_observation(1, DAY.isoformat(), tanggal="2017-10-03", desa="Nyuruk", **sk))
    data = template([*known, ended])
    assert row_of(data, "Nyuruk") == {
        "Status": "Bubar", "Tanggal Pembentukan": "03/10/2017", "Nomor SK": "140/7/2017", "Tanggal SK": "09/10/2017",
        "Tanggal Bubar": "02/04/2023",
    }  # fmt: skip
    verdict = judge(data, [*known, ended])
    assert (verdict.questions, verdict.problems, verdict.nothing_to_save) == ((), (), True)


def test_what_is_known_stands_in_its_column_as_precisely_as_it_is_known() -> None:
    def formed(desa: str, tanggal: str | None, **parts: Any) -> Observation:
        return make_observation(1, DAY.isoformat(), tanggal=tanggal, desa=desa, **parts)

    observations = stored(
        0,
        Senyubuk=formed("Senyubuk", "2014"),
        Balok=formed("Balok", "2018-05", klasifikasi="Dasar"),
        Nyuruk=formed(
            "Nyuruk", "2017-10-03", no_sk="12/05/2018", tanggal_sk=Tanggal.from_iso("2017-10"), keterangan="lama"
        ),
        Dendang=formed(
            "Dendang", "2016-02-01", tanggal_dasar=TanggalDasar.PENCANANGAN,
            tanggal_pencanangan=Tanggal.from_iso("2016-02-01"),
        ),
        Jangkang=formed("Jangkang", None),
    )  # fmt: skip
    data = template(observations)
    is_formed = {"Status": "Terbentuk"}
    assert row_of(data, "Senyubuk") == is_formed | {"Tanggal Pembentukan": "2014"}
    assert row_of(data, "Balok") == is_formed | {"Tanggal Pembentukan": "Mei 2018", "Klasifikasi": "Dasar"}
    assert row_of(data, "Nyuruk") == is_formed | {
        "Tanggal Pembentukan": "03/10/2017", "Nomor SK": "12/05/2018", "Tanggal SK": "Oktober 2017",
        "Keterangan": "lama",
    }  # fmt: skip
    assert row_of(data, "Dendang") == is_formed | {"Tanggal Pencanangan": "01/02/2016"}
    verdict = judge(data, observations)
    assert verdict.questions == () and verdict.nothing_to_save
    assert {p.code for p in verdict.problems} == {"DATE_YEAR_ONLY", "DATE_MONTH_ONLY", "DATE_MISSING"}
    nyuruk = next(row for row in verdict.rows if row.desa == "Nyuruk")
    assert nyuruk.no_sk == "12/05/2018"


@pytest.mark.parametrize("text", ["=1+1", "-1", "@x", "+62"])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    observations = [make_observation(1, DAY.isoformat(), Tahap.BELUM, desa="Dendang", keterangan=text)]
    sheet = opened(template(observations)).worksheets[0]
    (row,) = [row for row in sheet.iter_rows(min_row=FIRST_ROW) if row[3].value == "Dendang"]
    cell = row[HEADERS.index("Keterangan")]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_untouched_and_empty_it_says_that_every_status_is_missing() -> None:
    verdict = judge(template())
    assert (verdict.outcome, verdict.rows, verdict.questions) == (Outcome.FLAG, (), ())
    assert [p.code for p in verdict.problems] == ["STATUS_BLANK"] * len(REGION.desa)
    assert verdict.problems[0].cell == f"E{FIRST_ROW}"


def test_a_desa_nobody_reported_stays_blank() -> None:
    observations = [make_observation(1, DAY.isoformat(), Tahap.MERINTIS, desa="Nyuruk")]
    data = template(observations)
    assert row_of(data, "Nyuruk") == {"Status": "Merintis"}
    assert row_of(data, "Balok") == {}


@pytest.mark.parametrize(
    ("typed", "read"),
    [("10/05/2022", "2022-05-10"), ("Mei 2022", "2022-05"), ("2022", "2022"), (date(2022, 5, 10), "2022-05-10")],
)
def test_filled_in_by_hand_it_is_stored(typed: Any, read: str) -> None:
    book = opened(filled(0))
    sheet = book.worksheets[0]
    sheet[AS_OF_CELL] = date(2023, 5, 31)
    sheet["E6"], sheet["F6"], sheet["G6"] = "Terbentuk", typed, "141/12/2022"
    if isinstance(typed, date):
        sheet["F6"].number_format = "dd/mm/yyyy"
    verdict = judge(saved(book), stored(0))
    assert (verdict.data_date, verdict.questions) == (date(2023, 5, 31), ())
    first = verdict.rows[0]
    assert (first.status, first.tanggal and first.tanggal.iso(), first.no_sk) == (Tahap.TERBENTUK, read, "141/12/2022")


@pytest.mark.parametrize("word", ["Belum", "Sosialisasi", "Komitmen", "Merintis", "Terbentuk"])
def test_every_status_of_the_list_is_read(word: str) -> None:
    (choices,) = [rule for rule in rules() if "Belum" in rule.formula1]
    assert word in choices.formula1.strip('"').split(",")
    book = opened(filled(0))
    book.worksheets[0]["E6"] = word
    assert judge(saved(book)).rows[0].status.value == word


def rules() -> list[Any]:
    return list(blank().worksheets[0].data_validations.dataValidation)


def test_each_column_checks_what_is_typed() -> None:
    by_range = {str(rule.sqref): rule for rule in rules()}
    last = FIRST_ROW + len(REGION.desa) - 1
    assert by_range.keys() == {
        f"E6:E{last}", f"J6:J{last}", AS_OF_CELL, f"F6:F{last} H6:H{last} I6:I{last} K6:K{last}",
    }  # fmt: skip
    assert by_range[f"J6:J{last}"].formula1 == '"Dasar,Berkembang,Mandiri,Berkelanjutan"'
    assert by_range[AS_OF_CELL].type == "date"
    date_rule = by_range[f"F6:F{last} H6:H{last} I6:I{last} K6:K{last}"]
    assert "2014" in date_rule.formula1 and "$C$2" in date_rule.formula1
    assert len(date_rule.formula1) < 256 and len(date_rule.error) < 226  # what Excel can hold


def test_names_are_locked_and_the_rest_is_open() -> None:
    sheet: Worksheet = blank().worksheets[0]
    assert sheet.protection.sheet and not sheet.protection.password
    assert not (sheet.protection.autoFilter or sheet.protection.formatColumns)
    assert not sheet[AS_OF_CELL].protection.locked
    assert [cell.protection.locked for cell in sheet[FIRST_ROW]] == [column.is_given for column in COLUMNS]
    assert {cell.number_format for cell in sheet[FIRST_ROW][4:]} == {"@"}


def test_it_is_ready_to_print_and_to_scroll() -> None:
    sheet: Worksheet = blank().worksheets[0]
    assert [cell.value for cell in sheet[FIRST_ROW - 1]] == HEADERS
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("E6", "$5:$5")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_guide_tells_of_every_column_and_is_not_read() -> None:
    data = filled(0)
    guide = opened(data)["Petunjuk"]
    told = {row[0] for row in guide.iter_rows(values_only=True)}
    assert set(HEADERS[4:]) <= told
    assert "SHEET_UNREAD" not in {p.code for p in judge(data).problems}


def test_what_comes_from_sample_data_says_so_and_is_no_real_report() -> None:
    data = template(stored(15), is_sample=True)
    assert opened(data).worksheets[0]["A3"].value.startswith("DATA CONTOH")
    assert judge(data).is_sample
    assert not judge(filled(15)).is_sample
