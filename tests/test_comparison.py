"""What changed between two states: in the world (formed, moved, ended) or only in what is known (corrected)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kkb.comparison import Perubahan, compare
from kkb.indicators import desa_frame
from kkb.schema import PERUBAHAN_FRAME, Keputusan, Observation, Tahap
from tests.support.figure_builders import DATA_DAY, REGION, dissolved, histories_of, seen

LATER = date(2024, 6, 30)


def changes_of(
    before: Sequence[Observation],
    after: Sequence[Observation],
    *,
    day_before: date = DATA_DAY,
    day_after: date = LATER,
) -> pd.DataFrame:
    """The comparison of what was known with what is known, each on its day."""
    histories = histories_of(*after)
    return compare(
        desa_frame(histories_of(*before), REGION, day_before),
        desa_frame(histories, REGION, day_after),
        day_before=day_before,
        histories_after=histories,
    )


def kind_of(changes: pd.DataFrame, desa: str = "Padang") -> Perubahan:
    return Perubahan(changes.loc[changes["desa"] == desa, "jenis"].item())


def between_days(*known: Observation, day_before: date = DATA_DAY, day_after: date = LATER) -> Perubahan:
    """What became of Padang from day to day, both seen with the same knowledge."""
    return kind_of(changes_of(known, known, day_before=day_before, day_after=day_after))


def between_uploads(known: Sequence[Observation], *added: Observation) -> Perubahan:
    """What became of Padang by the uploads that were added."""
    return kind_of(changes_of(known, [*known, *added]))


def later(status: Tahap = Tahap.TERBENTUK, tanggal: str | None = None, **more: Keputusan) -> Observation:
    """Padang in the second upload, which speaks for the later day."""
    return seen("Padang", status, tanggal, day=LATER, unggahan=2, **more)


BELUM = seen("Padang", Tahap.BELUM)
FORMED = seen("Padang", tanggal="2018-05-02")
KOREKSI = later(Tahap.BELUM, keputusan=Keputusan.KOREKSI)


# The world -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (BELUM, later(tanggal="2023-09-14"), Perubahan.TERBENTUK),
        (BELUM, later(), Perubahan.TERBENTUK),
        (BELUM, later(Tahap.SOSIALISASI), Perubahan.MAJU),
        (BELUM, later(Tahap.MERINTIS), Perubahan.MAJU),
        (seen("Padang", Tahap.MERINTIS), later(Tahap.SOSIALISASI), Perubahan.MUNDUR),
        (seen("Padang", Tahap.SOSIALISASI), later(Tahap.BELUM), Perubahan.MUNDUR),
        (FORMED, dissolved("Padang", LATER), Perubahan.BUBAR),
        (BELUM, later(Tahap.BELUM), Perubahan.TETAP),
        (FORMED, later(tanggal="2018-05-02"), Perubahan.TETAP),
        (seen("Padang"), later(), Perubahan.TETAP),
    ],
)
def test_a_change_in_the_world_is_the_same_between_days_and_between_uploads(
    first: Observation, second: Observation, kind: Perubahan
) -> None:
    assert between_days(first, second) is kind
    assert between_uploads([first], second) is kind


def test_the_first_report_of_a_desa() -> None:
    assert between_days(later(Tahap.BELUM)) is Perubahan.MULAI_DILAPORKAN
    assert between_uploads([], later(Tahap.MERINTIS)) is Perubahan.MULAI_DILAPORKAN
    assert between_uploads([], later(tanggal="2024-02-01")) is Perubahan.TERBENTUK


def test_a_desa_nobody_reports_stays_as_it_is() -> None:
    assert kind_of(changes_of([BELUM], [BELUM]), "Burong Mandi") is Perubahan.TETAP


# The knowledge ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tanggal", ["2018-05-02", "2018-05", "2018", "2023-05-10"])
def test_a_formation_known_late_did_not_happen_in_between(tanggal: str) -> None:
    second = later(tanggal=tanggal)
    assert between_uploads([BELUM], second) is Perubahan.BARU_DILAPORKAN
    assert between_days(BELUM, second) is Perubahan.TETAP


def test_what_may_have_been_formed_before_is_late_news() -> None:
    """No date, and nobody denied it for the first day: it may have stood then."""
    assert between_uploads([], later()) is Perubahan.BARU_DILAPORKAN
    assert between_uploads([BELUM], later()) is Perubahan.TERBENTUK


def test_a_formation_on_the_day_after_is_one() -> None:
    assert between_uploads([BELUM], later(tanggal="2023-05-11")) is Perubahan.TERBENTUK


def test_what_never_was_formed_did_not_end() -> None:
    assert between_uploads([FORMED], KOREKSI) is Perubahan.DIKOREKSI
    assert between_days(FORMED, KOREKSI) is Perubahan.TETAP


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2018", "2018-05-02"),
        ("2018-05-02", "2017-10-03"),
        (None, "2018-05-02"),
        # Thought to be formed before the first day; it was formed after it.
        ("2018-05-02", "2023-09-14"),
    ],
)
def test_another_date_of_the_same_formation_is_a_correction(first: str | None, second: str) -> None:
    assert between_uploads([seen("Padang", tanggal=first)], later(tanggal=second)) is Perubahan.DIKOREKSI


def test_a_coarser_date_of_the_same_formation_changes_nothing() -> None:
    assert between_uploads([FORMED], later(tanggal="2018")) is Perubahan.TETAP


# Ended and formed again ------------------------------------------------------------------------------------------

ENDED = dissolved("Padang", date(2023, 8, 1), unggahan=2)
AGAIN = seen("Padang", tanggal="2024-02-01", day=LATER, unggahan=3)


def test_ended_and_formed_again_in_between_is_formed() -> None:
    assert between_days(FORMED, ENDED, AGAIN) is Perubahan.TERBENTUK
    assert between_uploads([FORMED], ENDED, AGAIN) is Perubahan.TERBENTUK


def test_formed_again_is_formed_also_where_the_first_life_is_known_late() -> None:
    assert between_uploads([BELUM], FORMED, ENDED, AGAIN) is Perubahan.TERBENTUK


def test_one_life_that_ended_after_both_days_stays() -> None:
    days = {"day_before": date(2019, 1, 1), "day_after": DATA_DAY}
    assert between_days(FORMED, ENDED, AGAIN, **days) is Perubahan.TETAP


def test_each_step_of_it_by_itself() -> None:
    gap = date(2023, 12, 31)
    assert between_days(FORMED, ENDED, AGAIN, day_after=gap) is Perubahan.BUBAR
    assert between_days(FORMED, ENDED, AGAIN, day_before=gap) is Perubahan.TERBENTUK


# The frame -------------------------------------------------------------------------------------------------------


def test_one_row_per_desa_with_the_columns_of_the_schema() -> None:
    known = [BELUM, seen("Lalang", tanggal="2018"), later(tanggal="2023-09")]
    changes = changes_of(known, known)
    assert list(changes.columns) == list(PERUBAHAN_FRAME)
    assert list(changes["kode_desa"]) == [desa.kode_desa for desa in REGION.desa]
    padang, lalang, silent = (changes.iloc[place] for place in (0, 1, 4))
    assert (padang["tahap_lama"], padang["tahap_baru"]) == ("Belum", "Terbentuk")
    assert pd.isna(padang["tanggal_iso_lama"])
    assert padang["tanggal_iso_baru"] == "2023-09"
    assert (padang["kecamatan"], padang["petak_kolom"], padang["petak_baris"]) == ("Manggar", 5, 4)
    assert lalang["tanggal_iso_lama"] == lalang["tanggal_iso_baru"] == "2018"
    assert pd.isna(silent["tahap_lama"]) and pd.isna(silent["tahap_baru"])


def test_every_kind_is_named_in_the_schema() -> None:
    assert PERUBAHAN_FRAME["jenis"] == f"kind of change: {', '.join(Perubahan)}"


def test_nothing_known_changes_nothing() -> None:
    changes = changes_of([], [])
    assert list(changes.columns) == list(PERUBAHAN_FRAME)
    assert set(changes["jenis"]) == {Perubahan.TETAP}


def test_the_frames_given_are_untouched() -> None:
    histories = histories_of(FORMED, ENDED, AGAIN, seen("Lalang", Tahap.MERINTIS))
    before, after = desa_frame(histories, REGION, DATA_DAY), desa_frame(histories, REGION, LATER)
    copies = before.copy(deep=True), after.copy(deep=True)
    compare(before, after, day_before=DATA_DAY, histories_after=histories)
    assert_frame_equal(before, copies[0])
    assert_frame_equal(after, copies[1])


def test_frames_of_different_desa_are_refused() -> None:
    frame = desa_frame({}, REGION, DATA_DAY)
    with pytest.raises(ValueError, match="shorter"):
        compare(frame, frame.iloc[:2], day_before=DATA_DAY, histories_after={})
