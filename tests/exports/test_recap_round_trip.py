"""What is exported can be uploaded again and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kkb.checking import Outcome, Verdict
from kkb.config import SAMPLE_DIR
from kkb.exports.excel.recap_csv import write_csv
from kkb.problems import Severity
from kkb.region import Desa, Region
from kkb.schema import Keputusan, Observation, Tahap, Tanggal, TanggalDasar
from kkb.startup import FIRST_SAMPLE
from kkb.state import fold, state_on
from kkb.uploads.check import Stored, check_file
from kkb.workbook.template.workbook import FILLED_FILE_NAME, make_template
from tests.support.briefing_builders import TODAY
from tests.support.builders import DATA_DAY, DENDANG, REGION, make_observation
from tests.support.end_rows import ends
from tests.support.recap_builders import all_belum, come_back, exported, formed, overview_of, read_tidy

DAY = DATA_DAY.isoformat()


def told(verdict: Verdict) -> set[str]:
    """The codes of all findings, notes left out."""
    return {problem.code for problem in verdict.problems if problem.severity is not Severity.INFO}


def assert_unchanged(verdict: Verdict, count: int = len(REGION.desa)) -> None:
    assert verdict.questions == (), verdict.questions
    assert verdict.change_counts == {"new": 0, "changed": 0, "unchanged": count, "rejected": 0}
    assert verdict.detail_count == 0
    assert verdict.nothing_to_save


def test_the_sample_comes_back_as_the_sample_it_is() -> None:
    data = (SAMPLE_DIR / FIRST_SAMPLE).read_bytes()
    first = check_file(data, FIRST_SAMPLE, region=REGION, region_name="Beltim", stored=Stored(), today=TODAY)
    overview = overview_of([Observation(1, DATA_DAY, row) for row in first.verdict.rows], is_sample=True)
    verdict = come_back(overview).verdict
    assert_unchanged(verdict)
    assert verdict.is_sample
    assert (verdict.data_date, verdict.data_date_source) == (DATA_DAY, "Rekap!A3")
    # Senyubuk is known by its year alone, and the reader says so of any file.
    assert (verdict.outcome, told(verdict)) == (Outcome.WARN, {"DATE_YEAR_ONLY"})
    assert verdict.status_counts[Tahap.TERBENTUK] == 15


def test_a_sample_is_refused_beside_real_data() -> None:
    sample = exported(overview_of(all_belum(), is_sample=True))
    assert come_back(overview_of(all_belum()), sample).verdict.outcome is Outcome.REJECT


def test_whole_days_come_back_without_a_word() -> None:
    overview = overview_of(all_belum(Nyuruk=formed("Nyuruk", "2017-10-03"), Balok=formed("Balok", "2018-05-02")))
    verdict = come_back(overview).verdict
    assert_unchanged(verdict)
    assert (verdict.outcome, verdict.problems) == (Outcome.ACCEPT, ())


def test_everything_that_is_known_of_a_desa_comes_back() -> None:
    observations = all_belum(
        Senyubuk=formed("Senyubuk", "2014"),
        Balok=formed("Balok", "2018-05", klasifikasi="Berkembang"),
        Nyuruk=formed(
            "Nyuruk", "2017-10-03", no_sk="12/05/2018", tanggal_sk=Tanggal.from_iso("2017-10"), keterangan="=1+1"
        ),
        Padang=formed("Padang", "2017-10-03", no_sk="001", tanggal_sk=Tanggal.from_iso("2017-10-09")),
        Dendang=formed(
            "Dendang", "2016-02-01", tanggal_dasar=TanggalDasar.PENCANANGAN,
            tanggal_pencanangan=Tanggal.from_iso("2016-02-01"),
        ),
        Jangkang=formed("Jangkang"),
        Lilangan=make_observation(
            1, DAY, Tahap.MERINTIS, desa="Lilangan", tanggal_pencanangan=Tanggal.from_iso("2022"), keterangan="- lama"
        ),
        Dukong=make_observation(1, DAY, Tahap.KOMITMEN, desa="Dukong"),
    )  # fmt: skip
    verdict = come_back(overview_of(observations)).verdict
    assert_unchanged(verdict)
    assert told(verdict) == {"DATE_YEAR_ONLY", "DATE_MONTH_ONLY", "DATE_MISSING"}


def test_a_dissolved_pokja_stays_dissolved() -> None:
    ended = make_observation(2, "2023-05-20", Tahap.BELUM, desa="Nyuruk", keputusan=Keputusan.BUBAR)
    overview = overview_of([*all_belum(Nyuruk=formed("Nyuruk", "2017-10-03")), ended])
    checked = come_back(overview)
    assert checked.verdict.questions == ()
    assert checked.verdict.change_counts == {"new": 0, "changed": 0, "unchanged": 39, "rejected": 0}
    assert checked.verdict.outcome is Outcome.ACCEPT


def test_a_dissolved_pokja_comes_back_with_both_its_days() -> None:
    told: dict[str, Any] = {"tanggal": "2017-10-03", "tanggal_bubar": Tanggal.from_iso("2023-04")}
    ended = make_observation(1, DAY, Tahap.BELUM, desa="Nyuruk", keputusan=Keputusan.BUBAR, **told)
    overview = overview_of(all_belum(Nyuruk=ended))
    for name, data in (("rekap.xlsx", exported(overview)), ("rekap.csv", write_csv(overview))):
        assert_unchanged(come_back(overview, data, name=name).verdict)
    # Where nobody knows of it the question offers what the file tells, and the answer stores it whole.
    (question,) = come_back(overview_of([]), exported(overview)).verdict.questions
    assert (question.suggested, question.options[1].label[:21]) == ("bubar", "Bubar per April 2023 ")
    answered = come_back(overview_of([]), exported(overview), answers={question.id: "bubar"}).verdict
    (row,) = (row for row in answered.rows if row.desa == "Nyuruk")
    assert (row.tanggal, row.tanggal_bubar) == (ended.row.tanggal, ended.row.tanggal_bubar)


@pytest.mark.parametrize("is_told_at_its_end", [True, False])
def test_the_sk_of_a_dissolved_pokja_comes_back(is_told_at_its_end: bool) -> None:
    sk: dict[str, Any] = {"no_sk": "140/7/2017", "tanggal_sk": Tanggal.from_iso("2017-10-09")}
    at_end, before = (sk, {}) if is_told_at_its_end else ({}, sk)
    ended = make_observation(
        2, DAY, Tahap.BELUM, desa="Nyuruk", keputusan=Keputusan.BUBAR,
        tanggal_bubar=Tanggal.from_iso("2023-04-02"), **at_end,
    )  # fmt: skip
    overview = overview_of([*all_belum(Nyuruk=formed("Nyuruk", "2017-10-03", **before)), ended])
    for name, data in (("rekap.xlsx", exported(overview)), ("rekap.csv", write_csv(overview))):
        verdict = come_back(overview, data, name=name).verdict
        (row,) = (row for row in verdict.rows if row.desa == "Nyuruk")
        assert (row.no_sk, row.tanggal_sk) == (sk["no_sk"], sk["tanggal_sk"])
        assert_unchanged(verdict)
    (line,) = (line for line in read_tidy(exported(overview))["Desa"] if line["Desa"] == "Nyuruk")
    assert line["Nomor SK"] == sk["no_sk"]
    assert int(overview.capaian["ber_sk_desa"].sum()) == 0


def test_one_formed_again_stays_formed_again() -> None:
    ended = make_observation(2, "2023-05-20", Tahap.BELUM, desa="Nyuruk", keputusan=Keputusan.BUBAR)
    again = make_observation(3, "2023-05-31", tanggal="2023-05-25", desa="Nyuruk")
    overview = overview_of([*all_belum(Nyuruk=formed("Nyuruk", "2017-10-03", no_sk="1/2017")), ended, again])
    verdict = come_back(overview).verdict
    # Nothing changes, though it confirms for the day of the last upload what an earlier one said of the others.
    assert (verdict.change_counts["unchanged"], verdict.detail_count, verdict.questions) == (39, 0, ())


def test_a_desa_nobody_reported_stays_so() -> None:
    """A blank status would come back as a forgotten one: such a desa has no row, and is named below the table."""
    observations = [seen for seen in all_belum() if seen.row.desa not in ("Balok", "Nyuruk")]
    checked = come_back(overview_of(observations))
    assert_unchanged(checked.verdict, 37)
    assert (checked.verdict.outcome, told(checked.verdict)) == (Outcome.WARN, {"VILLAGES_MISSING"})


def test_a_date_that_was_left_open_is_not_asked_about_again() -> None:
    observations = all_belum(Nyuruk=formed("Nyuruk", no_sk="1/2017", tanggal_sk=Tanggal.from_iso("2017-10-09")))
    verdict = come_back(overview_of(observations)).verdict
    assert_unchanged(verdict)
    assert told(verdict) == {"DATE_MISSING"}


@pytest.mark.parametrize("status", [Tahap.BELUM, Tahap.MERINTIS])
def test_one_kecamatan_alone_comes_back(status: Tahap) -> None:
    observations = all_belum(Nyuruk=make_observation(1, DAY, status, desa="Nyuruk"))
    verdict = come_back(overview_of(observations, kecamatan=["Dendang"])).verdict
    assert_unchanged(verdict, len(DENDANG))
    assert told(verdict) <= {"ONE_KECAMATAN"}


def test_several_uploads_come_back_as_one_day() -> None:
    """The names of their files, which name other days, stand on sheets that are not read."""
    earlier = [replace(seen, tanggal_data=date(2022, 12, 31)) for seen in all_belum()]
    later = [make_observation(2, DAY, tanggal="2023-01-05", desa=desa) for desa in DENDANG]
    verdict = come_back(overview_of([*earlier, *later])).verdict
    assert (verdict.data_date, verdict.questions) == (DATA_DAY, ())
    assert verdict.change_counts["unchanged"] == 39


def test_an_earlier_day_is_asked_about_and_then_changes_nothing() -> None:
    observations = all_belum(
        Senyubuk=formed("Senyubuk", "2014"),
        Balok=formed("Balok", "2017-10-03", no_sk="9/2019", tanggal_sk=Tanggal.from_iso("2019-02-01")),
        Nyuruk=formed("Nyuruk", "2020-01-01"),
    )
    first = [make_observation(2, "2018-06-30", Tahap.BELUM, desa=desa) for desa in (*DENDANG, "Senyubuk")]
    overview = overview_of([*observations, *first], day=date(2018, 12, 31))
    asked = come_back(overview).verdict
    assert ([question.id for question in asked.questions], asked.data_date) == (["asof_older"], date(2018, 12, 31))
    history = come_back(overview, answers={"asof_older": "riwayat"}).verdict
    # Thirty-four desa had not been reported by then, and have no row.
    assert history.questions == ()
    assert history.change_counts == {"new": 0, "changed": 0, "unchanged": len(first), "rejected": 0}


def test_another_region_comes_back() -> None:
    """Two desa of one name in a kecamatan, a name like a formula, a name that begins like a signature."""
    names = ["Suka Maju", "Suka Maju", '=HYPERLINK("x")', "Sumber Agung, Kec. Lain", "Kepala Desa 3", "1 Ulu"]
    desa = [Desa("88.01", "Kec. Hulu & Hilir", f"88.01.01.2{place:03d}", name) for place, name in enumerate(names)]
    desa += [Desa("88.02", "Jenderal", "88.02.01.2001", "Belum")]
    region = Region(desa)
    observations = [
        replace(
            make_observation(
                1, DAY, Tahap.TERBENTUK if place % 2 else Tahap.BELUM, "2020-01-02" if place % 2 else None
            ),
        )
        for place in range(len(desa))
    ]
    observations = [
        replace(seen, row=replace(seen.row, kode_desa=one.kode_desa, kecamatan=one.kecamatan, desa=one.desa))
        for seen, one in zip(observations, desa, strict=True)
    ]
    verdict = come_back(overview_of(observations, region=region, region_name='+Kabupaten "Antah" & Berantah')).verdict
    assert_unchanged(verdict, len(desa))
    assert verdict.outcome is Outcome.ACCEPT, verdict.problems


def test_saved_again_in_another_program_the_other_sheets_stay_unread() -> None:
    import io

    import openpyxl

    overview = overview_of(all_belum(Nyuruk=formed("Nyuruk", "2017-10-03")))
    book = openpyxl.load_workbook(io.BytesIO(exported(overview)))
    book["Desa"].title = "Desa semua"
    stream = io.BytesIO()
    book.save(stream)
    verdict = come_back(overview, stream.getvalue()).verdict
    assert_unchanged(verdict)
    assert verdict.problems == ()


_DAYS = (date(2018, 6, 30), date(2021, 3, 1), date(2023, 5, 10))
_NOTES = ("lama", "=1+1", "-5", "@x", "'=1+1", "'lama", 'kata "mereka"; 2019', "Jumlah", "Mengetahui, Camat", "")


@st.composite
def dates(draw: st.DrawFn, last: date) -> Tanggal:
    day = date.fromordinal(draw(st.integers(date(2014, 1, 1).toordinal(), last.toordinal())))
    return Tanggal.from_iso(day.isoformat()[: draw(st.sampled_from([4, 7, 10]))])


@st.composite
def histories(draw: st.DrawFn) -> list[Observation]:
    """What up to three uploads say of two kecamatan, as a check could have let it in."""
    kecamatan = ("Dendang", "Simpang Pesak")
    seen = []
    for number, day in enumerate(_DAYS[: draw(st.integers(1, 3))], start=1):
        for desa in REGION.desa:
            if desa.kecamatan not in kecamatan or draw(st.integers(0, 4)) == 0:
                continue
            status = draw(
                st.sampled_from(
                    [Tahap.BELUM, Tahap.SOSIALISASI, Tahap.MERINTIS, Tahap.KOMITMEN, *[Tahap.TERBENTUK] * 3]
                )
            )
            parts: dict[str, Any] = {}
            told = {"keterangan": draw(st.sampled_from(_NOTES))}
            if draw(st.booleans()):
                parts["tanggal_pencanangan"] = draw(dates(day))
            if status is Tahap.TERBENTUK:
                parts |= {
                    "no_sk": draw(st.sampled_from([None, "1/2017", "12/05/2018", "007", "-9/KEP"])),
                    "tanggal_sk": draw(st.none() | dates(day)),
                }
                told["klasifikasi"] = draw(st.sampled_from(["", "Dasar", "Berkelanjutan"]))
                if draw(st.booleans()):
                    parts |= {"tanggal": draw(dates(day)), "tanggal_dasar": TanggalDasar.PEMBENTUKAN}
            elif status is Tahap.BELUM:
                parts["keputusan"] = draw(st.sampled_from([None, *Keputusan]))
                if parts["keputusan"] is Keputusan.BUBAR:
                    parts |= draw(ends(day))
            row = replace(make_observation(desa=desa.desa).row, status=status, tanggal_dasar=None)
            attributes = {name: text for name, text in told.items() if text}
            seen.append(Observation(number, day, replace(row, attributes=attributes, **parts)))
    return seen


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(histories(), st.sampled_from([None, *_DAYS, date(2019, 12, 31)]), st.sampled_from([(), ("Dendang",)]))
def test_whatever_is_stored_its_recap_changes_nothing(
    observations: list[Observation], day: date | None, kecamatan: tuple[str, ...]
) -> None:
    overview = overview_of(observations, day=day, kecamatan=kecamatan)
    reported = int(overview.desa["tahap"].notna().sum())
    if not reported:
        return
    for name, data in (("rekap.xlsx", exported(overview)), ("rekap.csv", write_csv(overview))):
        verdict = come_back(overview, data, name=name).verdict
        if any(question.id == "asof_older" for question in verdict.questions):
            verdict = come_back(overview, data, name=name, answers={"asof_older": "riwayat"}).verdict
        assert verdict.questions == ()
        assert verdict.data_date == overview.day
        assert verdict.change_counts == {"new": 0, "changed": 0, "unchanged": reported, "rejected": 0}
        assert verdict.detail_count == 0
        assert not {"TOTAL_MISMATCH", "NUM_BAD", "DATE_OVERRULED", "SHEET_UNREAD"} & told(verdict)


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(histories())
def test_whatever_is_stored_the_filled_template_changes_nothing(observations: list[Observation]) -> None:
    overview = overview_of(observations)
    states = state_on(fold(observations), overview.day)
    data = make_template(REGION, region_name="Beltim", as_of=overview.day, states=states)
    verdict = come_back(overview, data, name=FILLED_FILE_NAME).verdict
    assert verdict.questions == ()
    counts = verdict.change_counts
    assert (counts["new"], counts["changed"], counts["unchanged"]) == (0, 0, len(states))
    assert verdict.detail_count == 0
    # A blank keeps what is stored, so the rows must hold it: of a Pokja that ended as of one that stands.
    pokja = {kode: one.formation or (one.dissolved if one.is_ended else None) for kode, one in states.items()}
    held = {row.kode_desa: (row.no_sk, row.tanggal_sk) for row in verdict.rows}
    assert held == {kode: (one.no_sk, one.tanggal_sk) if one else (None, None) for kode, one in pokja.items()}
