"""The four summaries of an overview: counted when asked for, on their own day, for the kecamatan chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from kkb import overview as overviews
from kkb.comparison import Base
from kkb.outcomes.in_force import Programme
from kkb.outcomes.kegiatan import KegiatanSummary
from kkb.outcomes.scope import Scope
from kkb.overview import Overview, make_overview, programme_changes_since
from kkb.programme import ReportedRow
from kkb.schema import Observation
from kkb.store import Snapshot, UploadRecord
from kkb.ui.frame.filters import Filters
from kkb.ui.frame.view import View
from tests.support.briefing_builders import make_upload
from tests.support.builders import DATA_DAY, REGION, TODAY
from tests.support.outcome_builders import activity, review, signature, step, told
from tests.support.recap_builders import all_belum, formed

LATER = date(2023, 9, 30)
SAID = (
    told(signature("Balok")),
    told(signature("Lilangan")),
    told(activity("Posyandu", "2023-04-01", peserta=30)),
    told(activity("Senam", "2023-08-01", peserta=20), 2, "2023-09-30"),
    told(review("Posyandu", tanggal="2023-09-01"), 2, "2023-09-30"),
)


RECAP = all_belum(Nyuruk=formed("Nyuruk", "2017-10-03"))
UPLOADS = (make_upload(2, LATER), make_upload(1, DATA_DAY))


def overview(
    programme: tuple[ReportedRow, ...] = SAID,
    observations: Iterable[Observation] = RECAP,
    uploads: tuple[UploadRecord, ...] = UPLOADS,
    **parts: Any,
) -> Overview:
    """A recap of status for 10 May 2023, and an evaluation of 30 September 2023 without any row of status."""
    snapshot = Snapshot(
        version=1,
        observations=tuple(observations),
        uploads=uploads,
        plans=(),
        milestones=(),
        aliases={},
        programme=programme,
    )
    return make_overview(snapshot, REGION, "Kabupaten Belitung Timur", today=TODAY, **parts)


def test_an_evaluation_moves_the_day_of_neither_status_nor_promises() -> None:
    found = overview()

    assert (found.day, found.newest_day, found.programme_day) == (DATA_DAY, DATA_DAY, LATER)
    assert found.kegiatan.count.peserta == 50
    assert (found.kegiatan.day, found.komitmen.day, found.langkah.day) == (LATER, DATA_DAY, DATA_DAY)


def test_a_day_that_was_chosen_is_that_of_both() -> None:
    found = overview(day=date(2023, 6, 30))

    assert found.day == found.programme_day == date(2023, 6, 30)
    assert found.kegiatan.count.peserta == 30


def test_a_kecamatan_chosen_has_its_own_figures() -> None:
    found = overview(kecamatan=("Dendang",))

    assert [desa.desa for desa in found.komitmen.desa if desa.is_signed] == ["Balok"]
    assert found.komitmen.total.jumlah == 4


def test_without_any_of_the_sheets_nothing_is_reported() -> None:
    found = overview(programme=())

    assert not found.outcomes.is_reported
    assert found.programme.is_empty


def test_without_status_the_newest_upload_gives_the_day() -> None:
    found = overview((told(review(), day="2023-09-30"),), (), (make_upload(1, LATER),))

    assert (found.day, found.programme_day) == (LATER, LATER)
    assert len(found.evaluasi.latest) == 1


def test_the_rungs_of_a_day_before_the_first_recap_are_not_known_for_an_older_evaluation() -> None:
    found = overview(uploads=(make_upload(2, date(2020, 1, 1)), make_upload(1, DATA_DAY)))

    assert overviews.is_blank_on(found.snapshot, date(2022, 1, 1))
    assert not overviews.is_blank_on(found.snapshot, DATA_DAY)


def test_what_is_new_since_a_meeting() -> None:
    said = (*SAID, told(step("Balok", "2023-08-01"), 2, "2023-09-30"))
    found = programme_changes_since(overview(said), Base(DATA_DAY))

    assert (len(found.langkah), len(found.kegiatan), found.peserta, len(found.evaluasi)) == (1, 1, 20, 1)
    assert not found.signatures


def test_each_summary_is_counted_once_and_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    count = overviews.summarise_kegiatan

    def counted(programme: Programme, scope: Scope) -> KegiatanSummary:
        asked.append("kegiatan")
        return count(programme, scope)

    monkeypatch.setattr(overviews, "summarise_kegiatan", counted)

    found = overview()
    assert found.komitmen.is_reported
    assert not asked
    assert found.kegiatan is found.kegiatan
    assert found.outcomes.kegiatan is found.kegiatan
    assert asked == ["kegiatan"]


def test_the_view_of_a_page_has_them_too() -> None:
    found = overview()
    parts = {part.name: getattr(found, part.name) for part in fields(found)}

    view = View(version=1, filters=Filters(), **parts)

    assert view.outcomes == found.outcomes
