"""Where numbers open: addresses with the filters, and marks of figures that tell which desa they count."""

from __future__ import annotations

from datetime import date

import plotly.graph_objects as go
import pytest

from kkb.charts import bullet_per_kecamatan, ladder_per_kecamatan, line_to_target, new_per_period
from kkb.charts.drill_down import DrillDown, is_pressable, with_press_points, within
from kkb.figures.facts import WITHOUT_POKJA, line_facts
from kkb.indicators import Frequency, kumulatif
from kkb.theme import LIGHT
from kkb.ui.frame.filters import Filters
from kkb.ui.parts.addresses import desa_address, link_html, list_address, page_address, way_back_address
from kkb.ui.parts.pressing import pressed, pressed_desa
from tests.support.briefing_builders import make_state
from tests.support.chart_builders import CAPAIAN

MANGGAR = Filters(("Manggar",), date(2018, 6, 30))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (list_address(Filters()), "desa"),
        (list_address(Filters(), rungs=["Terbentuk"]), "desa?status=Terbentuk"),
        (list_address(Filters(), rungs=[None]), "desa?status=Belum+dilaporkan"),
        (list_address(MANGGAR, rungs=["Belum"]), "desa?status=Belum&kec=Manggar&per=30+Juni+2018"),
        (list_address(MANGGAR, kecamatan="Gantung"), "desa?di=Gantung&kec=Manggar&per=30+Juni+2018"),
        (list_address(MANGGAR, day=date(2017, 12, 31)), "desa?pada=31+Desember+2017&kec=Manggar&per=30+Juni+2018"),
        (list_address(MANGGAR, kecamatan="Manggar"), "desa?kec=Manggar&per=30+Juni+2018"),
        (desa_address("19.06.04.2002", MANGGAR), "desa?desa=19.06.04.2002&kec=Manggar&per=30+Juni+2018"),
        (desa_address("1", Filters(), [("di", "Manggar")]), "desa?desa=1&di=Manggar"),
        (way_back_address(Filters(), [("cari", "a"), ("di", "Manggar")]), "desa?cari=a&di=Manggar"),
        (page_address("tren", Filters()), "tren"),
    ],
)
def test_an_address_names_what_is_counted_and_keeps_the_filters(address: str, expected: str) -> None:
    assert address == expected


def test_those_without_a_pokja_are_all_but_the_formed() -> None:
    assert list_address(Filters(), rungs=WITHOUT_POKJA) == (
        "desa?status=Merintis&status=Sosialisasi&status=Belum&status=Belum+dilaporkan"
    )


def test_a_link_is_escaped() -> None:
    made = link_html("<b>7", 'desa?x="y', words='"><script>')
    assert "<b>" not in made
    assert "<script" not in made
    assert 'href="desa?x=&quot;y"' in made


@pytest.mark.parametrize(
    "behind",
    [
        DrillDown(),
        DrillDown("Manggar", "Terbentuk", date(2018, 5, 2)),
        DrillDown("Manggar", None),
        DrillDown(since=date(2016, 12, 31), day=date(2017, 12, 31)),
    ],
)
def test_what_lies_behind_a_mark_comes_back_from_the_browser(behind: DrillDown) -> None:
    assert pressed({"selection": {"points": [{"customdata": behind.data()}]}}) == behind


@pytest.mark.parametrize("data", [None, "x", [], ["a", "b", "c"], ["", "", "2018-13-01", ""], [1, 2, 3, 4], {"a": 1}])
def test_nothing_else_is_taken_for_a_mark(data: object) -> None:
    assert pressed({"selection": {"points": [{"customdata": data}, {}]}}) is None


def test_each_bar_tells_its_kecamatan_and_rung() -> None:
    target, formed = bullet_per_kecamatan(CAPAIAN, palette=LIGHT).data
    assert {DrillDown.read(list(data)).tahap for data in formed.customdata} == {"Terbentuk"}  # type: ignore[union-attr]
    assert [data[0] for data in target.customdata] == [data[0] for data in formed.customdata]
    rungs = [DrillDown.read(list(t.customdata[0])).tahap for t in ladder_per_kecamatan(CAPAIAN, palette=LIGHT).data]  # type: ignore[union-attr]
    assert rungs == ["Terbentuk", "Merintis", "Sosialisasi", "Belum", None]


@pytest.mark.parametrize(
    ("frequency", "first"),
    [
        ("year", DrillDown(since=date(2016, 12, 31), day=date(2017, 12, 31))),
        ("quarter", DrillDown(since=date(2017, 9, 30), day=date(2017, 12, 31))),
        ("month", DrillDown(since=date(2017, 9, 30), day=date(2017, 10, 31))),
    ],
)
def test_a_period_tells_its_days(frequency: Frequency, first: DrillDown) -> None:
    overview = make_state(15)
    periods = kumulatif(overview.formations, day=overview.day, frequency=frequency)
    place = int((periods["baru_desa"] > 0).to_numpy().argmax())
    (bars,) = new_per_period(periods, frequency=frequency, palette=LIGHT).data
    assert DrillDown.read(list(bars.customdata[place])) == first


def test_bars_are_pressed_as_they_are() -> None:
    bars = bullet_per_kecamatan(CAPAIAN, palette=LIGHT)
    assert is_pressable(bars)
    assert with_press_points(bars) is bars


def test_a_line_gets_points_to_press_that_tell_what_it_tells() -> None:
    data = [DrillDown("Manggar").data(), DrillDown("Damar").data()]
    line = go.Figure([
        go.Scatter(x=[1, 2], y=[3, 4], mode="lines", customdata=data, hovertext=["a", "b"]),
        go.Scatter(x=[1, 2], y=[0, 0], mode="lines", hovertext=["c", "d"]),
    ])  # fmt: skip
    told, untold, points = with_press_points(line).data
    assert (points.mode, list(points.x), list(points.y)) == ("markers", [1, 2], [3, 4])
    assert [DrillDown.read(list(one)) for one in points.customdata] == [DrillDown("Manggar"), DrillDown("Damar")]
    assert list(points.hovertext) == ["a", "b"]
    assert (told.hoverinfo, untold.hoverinfo) == ("skip", "skip")


def test_marks_of_one_kecamatan_among_others_open_that_one() -> None:
    made = within(ladder_per_kecamatan(CAPAIAN, palette=LIGHT), "Gantung")
    assert {DrillDown.read(list(data)).kecamatan for trace in made.data for data in trace.customdata} == {"Gantung"}  # type: ignore[union-attr]


@pytest.mark.parametrize(("data", "expected"), [("19.06.01.2007", "19.06.01.2007"), (["x"], "x"), (["x", "y"], "")])
def test_a_tile_tells_its_desa(data: object, expected: str) -> None:
    assert pressed_desa({"selection": {"points": [{}, {"customdata": data}]}}) == expected


def test_nothing_is_nearer_to_a_finger_than_a_point_that_opens() -> None:
    overview = make_state(15)
    drawn = line_to_target(line_facts(overview), palette=LIGHT)
    felt = [trace for trace in with_press_points(drawn).data if trace.hoverinfo != "skip"]
    assert {trace.mode for trace in felt} == {"markers"}
    newest = DrillDown(tahap="Terbentuk", day=overview.day)
    assert any(DrillDown.read(list(data)) == newest for data in felt[-1].customdata)
