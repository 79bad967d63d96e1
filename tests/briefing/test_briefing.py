"""The slides of a meeting: which there are, what they say, which are chosen."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from kkb.briefing.build import make_briefing
from kkb.briefing.message import chat_message
from kkb.briefing.model import (
    BarsBody,
    Briefing,
    ChangesBody,
    GroupsBody,
    HeadlineBody,
    KecamatanBody,
    LadderBody,
    LineBody,
    StepsBody,
    TilesBody,
    choose_slides,
    table_of,
)
from kkb.comparison import Base
from kkb.figures.facts import LADDER
from kkb.overview import make_overview
from kkb.schema import Keputusan, Presisi, Tahap, Tanggal
from tests.support.briefing_builders import make_plan, make_slides, make_state, make_step

BRIEFING = make_slides(15)
SLIDES = {slide.key: slide for slide in BRIEFING.slides}
MAIN = ["ringkasan", "garis", "kecamatan", "peta", "berikutnya"]


def keys_of(briefing: Briefing, *, is_appendix: bool) -> list[str]:
    return [slide.key for slide in briefing.slides if slide.is_appendix is is_appendix]


def body_of(slide_key: str, **parts: object) -> object:
    return next(slide.body for slide in make_slides(**parts).slides if slide.key == slide_key)  # type: ignore[arg-type]


def test_a_few_slides_in_the_order_of_a_meeting_and_the_others_behind_them() -> None:
    appendix = keys_of(BRIEFING, is_appendix=True)
    assert keys_of(BRIEFING, is_appendix=False) == MAIN
    assert appendix == ["belum", "tahap", *(f"kec-19.06.0{n}" for n in keys_by_rest()), "definisi"]
    assert [slide.key for slide in BRIEFING.slides] == MAIN + appendix


def test_where_every_desa_has_one_there_is_no_slide_of_those_without() -> None:
    assert not {"belum", "berikutnya"} & {slide.key for slide in make_slides(39).slides}


def keys_by_rest() -> list[int]:
    """The last digit of the kecamatan codes, most desa left first."""
    capaian = make_state(15).capaian.sort_values(["sisa_desa", "jumlah_desa"], ascending=False, kind="stable")
    return [int(kode[-1]) for kode in capaian["kode_kecamatan"]]


def test_every_slide_says_what_it_found_and_can_be_read_aloud() -> None:
    for slide in BRIEFING.slides:
        assert slide.title and not slide.title.endswith("."), slide.key
        notes = BRIEFING.notes(slide)
        assert slide.title in notes.split("\n")[:2]
        assert "Keadaan per 10 Mei 2023 · Sumber: unggahan 1 (rekap.xlsx)" in notes


def test_bodies_hold_the_same_count() -> None:
    keys = ("ringkasan", "garis", "kecamatan", "tahap", "peta", "belum")
    head, line, bars, ladder, tiles, groups = (SLIDES[key].body for key in keys)
    assert isinstance(head, HeadlineBody) and SLIDES["ringkasan"].title.startswith("15 dari 39 desa")
    assert isinstance(line, LineBody) and line.line.steps[-1][1] == line.years[-1].kumulatif_desa == 15
    assert isinstance(bars, BarsBody) and sum(bar.terbentuk_desa for bar in bars.bars) == 15
    assert isinstance(ladder, LadderBody)
    assert [sum(row.counts[place] for row in ladder.rows) for place in range(len(LADDER))] == [15, 2, 1, 21, 0]
    assert isinstance(tiles, TilesBody) and sum(tile.tahap == "Terbentuk" for tile in tiles.tiles) == 15
    assert tiles.legend[0] == ("Terbentuk", "Terbentuk", 15)
    assert isinstance(groups, GroupsBody) and [group.count for group in groups.groups] == [2, 1, 21]


def test_a_kecamatan_is_shown_as_if_it_were_chosen_alone() -> None:
    body = SLIDES["kec-19.06.03"].body
    assert isinstance(body, KecamatanBody)
    assert (body.bar.kecamatan, body.line.steps[-1][1], len(body.desa)) == ("Dendang", body.bar.terbentuk_desa, 4)
    alone = make_slides(15, kecamatan=("Dendang",))
    assert keys_of(alone, is_appendix=False) == ["belum" if key == "kecamatan" else key for key in MAIN]
    assert keys_of(alone, is_appendix=True) == ["kecamatan", "tahap", "definisi"]
    assert SLIDES["kec-19.06.03"].title.removeprefix("Dendang: ").partition(" membentuk")[0] in alone.headline


def test_changes_are_there_when_there_is_something_to_compare_with() -> None:
    assert "perubahan" not in SLIDES
    body = body_of("perubahan", formed=15, formed_before=13, meeting=date(2023, 1, 5))
    assert isinstance(body, ChangesBody)
    # 13 formed then, two more now: they and those that moved on are listed.
    assert [row[2] for row in body.table.rows].count("Baru dilaporkan") == 2
    chosen = make_slides(15, formed_before=13)
    titles = {slide.key: slide.title for slide in chosen.slides}
    assert titles["perubahan"].startswith("Unggahan terakhir: ")
    assert keys_of(chosen, is_appendix=False) == [*MAIN[:4], "perubahan", *MAIN[4:]]


def test_that_nothing_changed_is_a_sentence_and_no_slide() -> None:
    briefing = make_slides(15, rungs=(), meeting=date(2023, 5, 9), formed_before=15)
    slides = {slide.key: slide for slide in briefing.slides}
    headline = slides["ringkasan"].body
    assert isinstance(headline, HeadlineBody) and "perubahan" not in slides
    assert "Sejak rapat 9 Mei 2023: tidak ada perubahan tahap yang dilaporkan." in headline.sentences


def test_another_day_to_compare_with_may_be_chosen() -> None:
    state = make_state(15, formed_before=13, meeting=date(2023, 1, 5))
    assert state.base == Base(date(2023, 1, 5), is_meeting=True)
    slides = make_briefing(state, base=state.base_on(date(2016, 1, 1))).slides
    (changes,) = [slide for slide in slides if slide.key == "perubahan"]
    assert changes.title.startswith("Sejak 1 Januari 2016: 15 desa membentuk Pokja")


def test_a_revised_plan_says_what_it_replaced_on_both_slides_of_the_target() -> None:
    first = make_state(15)
    plans = (make_plan(), make_plan(day=date(2027, 12, 31), nomor=2))
    state = make_overview(
        replace(first.snapshot, plans=plans), first.region, first.region_name, today=first.today
    )
    slides = {slide.key: slide for slide in make_briefing(state).slides}
    words = "Target 2027 menggantikan Target 2024 (39 desa, 31 Desember 2024)"
    assert slides["garis"].subtitle.endswith(f". {words}")
    headline = slides["ringkasan"].body
    assert isinstance(headline, HeadlineBody) and f"{words}." in headline.sentences


class TestSteps:
    STEPS = (
        make_step(1, "Kunjungi Jangkang", kode_kecamatan="19.06.03"),
        make_step(2, "Kirim surat", tenggat=None),
        make_step(3, "Undang BPD", selesai=date(2023, 5, 12)),
        make_step(4, "Sudah lama", selesai=date(2022, 1, 1)),
    )

    def test_open_ones_and_those_done_since_the_last_meeting(self) -> None:
        slides = {s.key: s for s in make_slides(15, steps=self.STEPS, meeting=date(2023, 1, 5)).slides}
        body = slides["tindak-lanjut"].body
        assert isinstance(body, StepsBody)
        assert body.table.rows == (
            ("Dendang: Kunjungi Jangkang", "Camat Dendang", "20 Mei 2023", "lewat 12 hari"),
            ("Kirim surat", "Camat Dendang", "–", "terbuka"),
            ("Undang BPD", "Camat Dendang", "20 Mei 2023", "selesai 12 Mei 2023"),
        )
        assert slides["tindak-lanjut"].title == "2 tindak lanjut terbuka, 1 lewat tenggat; 1 selesai"
        assert slides["tindak-lanjut"].subtitle.startswith("Rakor, 5 Januari 2023. ")

    def test_a_kecamatan_sees_its_own_and_those_for_all(self) -> None:
        def seen(*kecamatan: str) -> list[str]:
            body = body_of("tindak-lanjut", formed=15, steps=self.STEPS[:2], kecamatan=kecamatan)
            assert isinstance(body, StepsBody)
            return [row[0] for row in body.table.rows]

        assert seen("Dendang") == ["Dendang: Kunjungi Jangkang", "Kirim surat"]
        assert seen("Manggar") == ["Kirim surat"]

    def test_it_stands_on_the_slide_of_its_kecamatan(self) -> None:
        body = body_of("kec-19.06.03", formed=15, steps=self.STEPS[:1])
        assert isinstance(body, KecamatanBody)
        assert body.sentences[-1] == "Kunjungi Jangkang (Camat Dendang, lewat 12 hari)"

    def test_one_for_a_desa_names_it(self) -> None:
        steps = (make_step(1, "Siapkan SK", kode_kecamatan="19.06.01", kode_desa="19.06.01.2001"),)
        body, own = (body_of(key, formed=15, steps=steps) for key in ("tindak-lanjut", "kec-19.06.01"))
        assert isinstance(body, StepsBody) and body.table.rows[0][0] == "Lalang Jaya: Siapkan SK"
        assert isinstance(own, KecamatanBody) and own.sentences[-1].startswith("Lalang Jaya: Siapkan SK (")


def test_nothing_stored_gives_no_slide() -> None:
    briefing = make_slides(0, has_data=False)
    assert (briefing.has_data, briefing.slides) == (False, ())


@pytest.mark.parametrize(
    ("formed", "rungs", "title"),
    [
        (15, [Tahap.MERINTIS], "1 dari 24 desa tanpa Pokja sudah mulai: 1 merintis"),
        (15, [], "24 desa tanpa Pokja, belum ada yang dilaporkan mulai"),
        (39, [], "Semua desa sudah membentuk Pokja"),
    ],
)
def test_how_many_have_begun(formed: int, rungs: list[Tahap], title: str) -> None:
    slides = {slide.key: slide for slide in make_slides(formed, rungs=rungs).slides}
    assert slides["tahap"].title == title


class TestChoosing:
    def test_in_the_order_asked_for(self) -> None:
        chosen = choose_slides(BRIEFING, ("peta", "definisi", "peta"))
        # What is chosen is no appendix.
        assert keys_of(chosen, is_appendix=False) == ["peta", "definisi"]

    def test_kec_means_every_kecamatan(self) -> None:
        chosen = choose_slides(BRIEFING, ("definisi", "kec"))
        assert len(chosen.slides) == 8 and chosen.slides[0].key == "definisi"

    def test_what_is_not_known_is_left_out_and_nothing_known_means_all(self) -> None:
        assert [slide.key for slide in choose_slides(BRIEFING, ("lama", "garis")).slides] == ["garis"]
        assert choose_slides(BRIEFING, ("lama",)) == BRIEFING
        assert choose_slides(BRIEFING, ()) == BRIEFING


def test_a_table_says_its_values_and_keeps_them() -> None:
    row = ("Balok", 1_294, date(2023, 6, 20), Tanggal(date(2017, 10, 1), Presisi.MONTH), None)
    table = table_of(("Desa", "Hari", "Tenggat", "Sejak", "Putusan"), [row], total=("Jumlah", 1_294, None, None, ""))
    assert table.rows == (("Balok", "1.294", "20 Jun 2023", "Oktober 2017", "–"),)
    assert table.total == ("Jumlah", "1.294", "–", "–", "")
    assert table.values[0] == row


@pytest.mark.parametrize("today", [date(2023, 6, 1), date(2026, 11, 24)], ids=["before the deadline", "after it"])
def test_the_first_slide_says_no_figure_twice(today: date) -> None:
    slide = make_slides(15, today=today).slides[0]
    assert isinstance(slide.body, HeadlineBody)
    texts = [slide.title, *slide.body.sentences, *(f"{card.value} {card.note}" for card in slide.body.cards)]
    numbers = re.findall(r"\d[\d,]*%?", " ".join(texts))
    assert "38,5%" in numbers
    assert sorted(numbers) == sorted(set(numbers))


def test_open_steps_come_first_late_ones_before_the_others() -> None:
    steps = (
        make_step(1, "Selesai", selesai=date(2023, 5, 12)), make_step(2, "Nanti", tenggat=date(2023, 7, 1)),
        make_step(3, "Lewat", tenggat=date(2023, 5, 20)),
    )  # fmt: skip
    body = body_of("tindak-lanjut", formed=15, steps=steps)
    assert isinstance(body, StepsBody)
    assert [row[0] for row in body.table.rows] == ["Lewat", "Nanti", "Selesai"]


def test_the_message_names_the_desa_that_nobody_has_reported() -> None:
    overview = make_state(15)
    left_out = {"Balok", "Dukong"}
    told = tuple(seen for seen in overview.snapshot.observations if seen.row.desa not in left_out)
    partly = make_overview(
        replace(overview.snapshot, observations=told), overview.region, overview.region_name, today=overview.today
    )
    assert "2 desa belum pernah dilaporkan: " in chat_message(partly, address="")
    assert "belum pernah" not in chat_message(overview, address="")


def test_the_message_names_the_pokja_that_ended() -> None:
    overview = make_state(15)
    told = [seen for seen in overview.snapshot.observations if seen.row.status is Tahap.TERBENTUK]
    first, second = told[0].row, told[1].row
    ended = [
        replace(
            seen, unggahan=9, row=replace(seen.row, status=Tahap.BELUM, keputusan=Keputusan.BUBAR, tanggal_bubar=day)
        )
        for seen, day in ((told[0], Tanggal.from_iso("2023-04")), (told[1], None))
    ]
    snapshot = replace(overview.snapshot, observations=(*overview.snapshot.observations, *ended))
    found = make_overview(snapshot, overview.region, overview.region_name, today=overview.today)
    (line,) = [one for one in chat_message(found, address="").split("\n") if one.startswith("Bubar: ")]
    assert sorted(line.removeprefix("Bubar: ").split(" dan ")) == sorted([f"{first.desa} (April 2023)", second.desa])
    assert "Bubar: " not in chat_message(overview, address="")
