"""Where desa that are Belum are counted, how many of them had a Pokja that was dissolved is said beside it."""

from __future__ import annotations

from kkb import charts, narrative
from kkb.briefing.build import make_briefing
from kkb.exports.drawing import Frame, draw_ladder
from kkb.exports.page_links import PageLinks
from kkb.figures import facts
from kkb.narrative import alt
from kkb.narrative.tables import ladder_table
from kkb.schema import Keputusan, Tahap
from kkb.theme import LIGHT
from tests.support.builders import DATA_DAY, make_observation
from tests.support.recap_builders import all_belum, formed, overview_of

ENDED = make_observation(2, DATA_DAY.isoformat(), Tahap.BELUM, desa="Nyuruk", keputusan=Keputusan.BUBAR)
OVERVIEW = overview_of([*all_belum(Nyuruk=formed("Nyuruk", "2017-10-03"), Balok=formed("Balok", "2018-05-02")), ENDED])
PLAIN = overview_of(all_belum(Balok=formed("Balok", "2018-05-02")))
EVERY = "38 belum (termasuk 1 bubar)"


def test_the_numbers_stay_and_those_that_ended_are_a_part_of_them() -> None:
    capaian = OVERVIEW.capaian.set_index("kecamatan")
    assert (capaian.loc["Dendang", "belum_desa"], capaian.loc["Dendang", "belum_bubar_desa"]) == (3, 1)
    assert (OVERVIEW.ringkasan.belum_desa, OVERVIEW.ringkasan.belum_bubar_desa) == (38, 1)


def test_words_that_count_them_say_so() -> None:
    assert narrative.without_pokja_title(OVERVIEW.ringkasan) == f"38 desa tanpa Pokja: {EVERY}"
    assert narrative.cards(OVERVIEW.ringkasan)[2].note == EVERY
    assert "Dendang: 1 terbentuk, 3 belum (termasuk 1 bubar)." in alt.ladder_alt(OVERVIEW.capaian)
    assert "Belum 38 desa (termasuk 1 bubar): " in alt.map_alt(OVERVIEW.desa)


def test_figures_say_so_at_their_marks() -> None:
    figure = charts.ladder_per_kecamatan(OVERVIEW.capaian, palette=LIGHT)
    (belum,) = (trace for trace in figure.data if trace.name == "Belum")
    assert "Kecamatan Dendang: 3 desa belum (termasuk 1 bubar)." in belum.hovertext
    links = PageLinks(desa=str, listed=lambda *_: "", komitmen=str, program=str)
    drawn = draw_ladder(facts.ladder_rows(OVERVIEW.capaian), Frame(900, 500, 20, links=links))
    assert "Dendang, Belum: 3 desa (termasuk 1 bubar)" in drawn
    table = ladder_table(OVERVIEW.capaian).frame.set_index("Kecamatan")
    assert table.loc["Dendang", "Termasuk bubar (desa)"] == 1


def test_slides_say_so_on_wall_paper_and_powerpoint() -> None:
    """Their subtitles and titles are one description that all three draw."""
    briefing = make_briefing(OVERVIEW)
    said = {slide.key: f"{slide.title} {slide.subtitle}" for slide in briefing.slides}
    assert [key for key in ("tahap", "peta", "belum") if EVERY not in said[key]] == []
    (group,) = facts.rung_groups(OVERVIEW.desa)
    assert ("Dendang", ("Dendang", "Jangkang", "Nyuruk (bubar)")) in group.desa


def test_without_any_not_a_word_is_said() -> None:
    briefing = make_briefing(PLAIN)
    said = [f"{slide.title} {slide.subtitle} {slide.alt}" for slide in briefing.slides]
    assert not any("bubar" in words for words in said)
    assert "Termasuk bubar (desa)" not in ladder_table(PLAIN.capaian).frame
