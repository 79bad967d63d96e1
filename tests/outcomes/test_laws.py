"""Laws of the figures of the four sheets, over rows nobody would think of."""

from __future__ import annotations

import random
from dataclasses import fields
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kkb.outcomes.activity_count import ActivityCount, add_counts
from kkb.outcomes.evaluasi import Denyut, summarise_evaluasi
from kkb.outcomes.in_force import in_force, of_desa
from kkb.outcomes.kegiatan import summarise_kegiatan
from kkb.outcomes.komitmen import summarise_komitmen
from kkb.outcomes.langkah import summarise_langkah
from kkb.outcomes.scope import Scope, make_scope
from kkb.outcomes.together import Outcomes
from kkb.programme import JenisLangkah, ProgrammeRow, Putusan, ReportedRow
from kkb.schema import Observation, Tahap
from kkb.state import fold
from tests.support.builders import REGION, make_observation
from tests.support.outcome_builders import activity, review, signature, step, told

NAMES = ("Senyubuk", "Nyuruk", "Balok", "Dendang", "Lilangan")
DESA = st.sampled_from(NAMES)
ISO = st.dates(date(2019, 1, 1), date(2024, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)
SIGNED = st.sampled_from([True, False, None])
MEASURES = st.sampled_from([None, "3 anak", "5 anak", "5 %", "banyak"])
REPORT_DAYS = st.sampled_from(["2020-12-31", "2023-05-10", "2023-12-31"])
ROWS: st.SearchStrategy[ProgrammeRow] = st.one_of(
    st.builds(signature, DESA, st.none() | ISO, head=SIGNED, chair=SIGNED),
    st.builds(step, DESA, ISO, st.sampled_from(JenisLangkah)),
    st.builds(
        activity,
        st.sampled_from(["Posyandu", "posyandu", "Senam"]),
        ISO,
        DESA,
        peserta=st.none() | st.integers(0, 50),
        realisasi=st.none() | st.integers(0, 9),
        kebutuhan=st.none() | st.just("anemia"),
        sebelum=MEASURES,
        sesudah=MEASURES,
    ),
    st.builds(review, st.sampled_from(["Posyandu", "Senam"]), st.sampled_from(Putusan), ISO, DESA),
)
TOLD = st.lists(st.builds(told, ROWS, st.integers(1, 4), REPORT_DAYS), max_size=25)
FORMED = st.lists(st.builds(lambda desa, day: make_observation(1, "2023-12-31", tanggal=day, desa=desa), DESA, ISO))
DAYS = st.dates(date(2019, 1, 1), date(2025, 6, 30))


def summed(
    rows: list[ReportedRow], observations: list[Observation], day: date, kecamatan: tuple[str, ...] = ()
) -> Outcomes:
    """The four summaries of a region or of some kecamatan."""
    scope: Scope = make_scope(REGION, fold(observations), day, kecamatan)
    programme = of_desa(in_force(rows, day), scope.codes)
    komitmen = summarise_komitmen(programme, scope)
    return Outcomes(
        komitmen,
        summarise_langkah(programme, scope, komitmen),
        summarise_kegiatan(programme, scope),
        summarise_evaluasi(programme, scope),
    )


def numbers(count: object) -> dict[str, int]:
    """The counts of a summary, without the name of the place."""
    return {
        field.name: getattr(count, field.name)
        for field in fields(count)  # type: ignore[arg-type]
        if field.name not in ("kode_kecamatan", "kecamatan", "count")
    }


def total_of(counts: tuple[object, ...]) -> dict[str, int]:
    """Field by field the sum."""
    rows = [numbers(count) for count in counts]
    return {name: sum(row[name] for row in rows) for name in rows[0]}


@settings(deadline=None, max_examples=30)
@given(TOLD, FORMED, DAYS)
def test_kecamatan_add_up_to_the_regency(rows: list[ReportedRow], observations: list[Observation], day: date) -> None:
    found = summed(rows, observations, day)

    for part in (found.komitmen, found.langkah, found.evaluasi):
        assert total_of(part.per_kecamatan) == numbers(part.total)
    assert add_counts(one.count for one in found.kegiatan.per_kecamatan) == found.kegiatan.count
    assert add_counts(count for _, count in found.kegiatan.per_year) == found.kegiatan.count
    assert add_counts(program.count for program in found.kegiatan.programs) == found.kegiatan.count
    assert sum(one.pokja for one in found.kegiatan.per_kecamatan) == len(found.kegiatan.pokja)


@settings(deadline=None, max_examples=20)
@given(TOLD, FORMED, DAYS)
def test_one_kecamatan_alone_says_what_it_says_among_all(
    rows: list[ReportedRow], observations: list[Observation], day: date
) -> None:
    among, alone = summed(rows, observations, day), summed(rows, observations, day, ("Dendang",))

    def of_dendang(entries: tuple) -> list:  # type: ignore[type-arg]
        return [one for one in entries if one.kecamatan == "Dendang"]

    assert of_dendang(among.komitmen.per_kecamatan) == list(alone.komitmen.per_kecamatan)
    assert of_dendang(among.langkah.per_kecamatan) == list(alone.langkah.per_kecamatan)
    assert of_dendang(among.kegiatan.per_kecamatan) == list(alone.kegiatan.per_kecamatan)
    assert of_dendang(among.evaluasi.per_kecamatan) == list(alone.evaluasi.per_kecamatan)
    assert of_dendang(among.komitmen.desa) == list(alone.komitmen.desa)


@settings(deadline=None, max_examples=30)
@given(TOLD, FORMED, DAYS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_is_irrelevant(
    rows: list[ReportedRow], observations: list[Observation], day: date, rng: random.Random
) -> None:
    # Two rows of one matter in one upload cannot be stored; which of them would hold is nobody's question.
    unique = list({(one.row.kunci, type(one.row), one.unggahan, one.tanggal_data): one for one in rows}.values())
    shuffled = list(unique)
    rng.shuffle(shuffled)

    assert summed(unique, observations, day) == summed(shuffled, observations, day)


@settings(deadline=None, max_examples=30)
@given(TOLD, DAYS)
def test_of_each_matter_at_most_one_row_holds_and_it_has_begun(rows: list[ReportedRow], day: date) -> None:
    holding = in_force(rows, day)

    for entries in (holding.komitmen, holding.langkah, holding.kegiatan, holding.evaluasi):
        matters = [one.row.kunci for one in entries]
        assert len(matters) == len(set(matters))
        for one in entries:
            tanggal = getattr(one.row, "tanggal", None)
            assert (tanggal.first if tanggal is not None else one.tanggal_data) <= day


@settings(deadline=None, max_examples=30)
@given(TOLD, FORMED, DAYS)
def test_promises_add_up_and_every_pokja_is_in_one_state(
    rows: list[ReportedRow], observations: list[Observation], day: date
) -> None:
    found = summed(rows, observations, day)

    for count in found.komitmen.per_kecamatan:
        assert count.lengkap + count.sebagian + count.tidak + count.tidak_dilaporkan == count.jumlah
        assert count.ditepati + count.sudah_ada + count.terbuka + count.tanpa_tanggal == count.janji
    assert {one.desa for one in found.komitmen.standing_still} <= {
        one.desa for one in found.komitmen.desa if one.is_signed and one.formed is None
    }
    awake = [one for one in found.evaluasi.pokja if one.denyut in (Denyut.AKTIF, Denyut.BARU)]
    assert len(awake) + len(found.evaluasi.silent) == len(found.evaluasi.pokja)
    assert len(found.langkah.next) == found.langkah.total.tanpa_pokja


@settings(deadline=None, max_examples=30)
@given(TOLD, FORMED, DAYS)
def test_what_compares_and_what_does_not_are_all(
    rows: list[ReportedRow], observations: list[Observation], day: date
) -> None:
    kegiatan = summed(rows, observations, day).kegiatan

    assert sum(kegiatan.reasons.values()) == kegiatan.count.tak_sebanding
    for program in kegiatan.programs:
        assert len(program.results) + sum(program.reasons.values()) == len(program.kegiatan)
    assert ActivityCount() == add_counts([])


def test_a_formation_is_needed_for_a_pokja() -> None:
    assert not summed(
        [], [make_observation(1, "2023-12-31", Tahap.MERINTIS, desa="Balok")], date(2024, 1, 1)
    ).kegiatan.pokja
