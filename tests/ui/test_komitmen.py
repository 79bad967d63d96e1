"""Bars, cards and words of the page Komitmen without a page."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from kkb.formatting import MISSING
from kkb.outcomes.together import Outcomes
from kkb.programme import JenisLangkah, Lembar
from kkb.programme.columns import KOLOM, Perlu
from kkb.theme import DARK, LIGHT, Palette
from kkb.ui.bantuan.sheet_help import choice_rows, sheet_rows
from kkb.ui.frame.filters import Filters
from kkb.ui.komitmen.bars import PROMISE_OUTCOMES, komitmen_bars_html, promise_outcome
from kkb.ui.komitmen.langkah_log import search_steps
from kkb.ui.komitmen.langkah_next import step_marks, without_repeats
from kkb.ui.komitmen.overview import promise_cards, where_open_title
from kkb.ui.komitmen.waiting import signers_words
from tests.support.outcome_builders import NYURUK, formed, outcomes_of, signature, step, told


def some(**more: Any) -> Outcomes:
    """Nyuruk had its Pokja, Balok formed one since, Jangkang waits (half signed), of Dendang nothing is reported."""
    rows = [signature("Nyuruk"), signature("Balok"), signature("Jangkang", chair=False)]
    return outcomes_of(*rows, observations=(NYURUK, formed("Balok", "2023-09-01")), **more)


def html_of(outcomes: Outcomes, colours: Palette = LIGHT) -> str:
    view = SimpleNamespace(komitmen=outcomes.komitmen, filters=Filters((), None))
    return komitmen_bars_html(view, colours)  # type: ignore[arg-type]


class TestBars:
    def test_one_part_a_fate_in_their_order_with_count_and_word(self) -> None:
        html = html_of(some())
        labels = re.findall(r"<b>(\d+)</b><span>([^<]*)</span>", html)
        assert labels == [("1", "sudah ada"), ("1", "sesudah"), ("1", "belum"), ("1", "belum dilaporkan")]
        assert re.findall(r"width:([\d.]+)%", html) == ["25.000"] * 4
        assert "1 dari 3 belum dilaporkan membentuk Pokja" in html

    def test_every_desa_is_a_link_that_says_what_became_of_it(self) -> None:
        html = html_of(some())
        found = re.findall(r'href="desa\?desa=([\d.]+)"[^>]* aria-label="([^"]*)"', html)
        assert len(found) == 4
        words = " | ".join(words for _, words in found)
        assert "Balok, Kecamatan Dendang: membentuk sesudah komitmen" in words
        waiting = "belum dilaporkan membentuk Pokja, 235 hari sejak penandatanganan, baru sebagian"
        assert f"Jangkang, Kecamatan Dendang: {waiting}" in words
        assert "Dendang, Kecamatan Dendang: belum dilaporkan" in words

    @pytest.mark.parametrize("colours", [LIGHT, DARK])
    def test_what_is_not_reported_has_a_dashed_edge(self, colours: Palette) -> None:
        html = html_of(some(), colours)
        assert "dashed" in html
        assert colours.tahap["Merintis"] not in html, "that is a rung"

    def test_a_no_and_an_unknown_day_have_a_part_of_their_own(self) -> None:
        rows = [signature("Nyuruk", None), signature("Balok", head=False, chair=False)]
        outcomes = outcomes_of(*rows)
        words = {one.desa: promise_outcome(one).words for one in outcomes.komitmen.desa}
        assert words["Nyuruk"] == "punya Pokja, urutan tanggal tidak diketahui"
        assert words["Balok"] == "tidak menandatangani"
        assert len({id(fate) for fate in PROMISE_OUTCOMES.values()}) == 6

    def test_most_open_promises_on_top(self) -> None:
        html = html_of(outcomes_of(signature("Padang"), signature("Baru"), signature("Balok"), desa=None))
        names = re.findall(r'<b><a href="komitmen\?kec=([^"]*)"', html)
        assert names[:2] == ["Manggar", "Dendang"]


class TestWords:
    def test_cards(self) -> None:
        cards = {card.label: (card.value, card.note) for card in promise_cards(some().komitmen)}
        assert cards == {
            "Menandatangani": ("3", "dari 4 desa, 1 baru sebagian"),
            "Sesudah komitmen": ("1", "1 desa sudah punya Pokja sebelumnya"),
            "Belum membentuk Pokja": ("1", "menurut yang dilaporkan"),
            "Tanpa langkah": ("1", "yang dilaporkan sejak penandatanganan, terlama 235 hari"),
        }

    def test_where_most_are_open(self) -> None:
        assert where_open_title(some().komitmen) == "Belum membentuk Pokja: Jangkang"
        two = outcomes_of(signature("Padang"), signature("Balok"), desa=None).komitmen
        assert where_open_title(two) == "Paling banyak belum membentuk di 2 kecamatan, masing-masing 1 desa"
        kept = outcomes_of(signature("Nyuruk")).komitmen
        assert where_open_title(kept) == "Semua penanda tangan sudah membentuk Pokja"

    @pytest.mark.parametrize(
        ("head", "chair", "words"),
        [
            (True, True, "kepala desa dan ketua BPD"),
            (True, False, "kepala desa, ketua BPD tidak"),
            (None, True, "ketua BPD, kepala desa belum dilaporkan"),
        ],
    )
    def test_who_signed(self, head: bool | None, chair: bool | None, words: str) -> None:
        desa = {one.desa: one for one in outcomes_of(signature("Balok", head=head, chair=chair)).komitmen.desa}
        assert signers_words(desa["Balok"]) == words


class TestSteps:
    def test_what_is_the_same_of_all_is_said_once_below_the_table(self) -> None:
        rows = [["1 Padang", "Koordinasi", "lengkap", MISSING], ["2 Baru", "Penyiapan SDM", "lengkap", MISSING]]
        headers = ["Desa", "Langkah berikutnya", "Komitmen", "Gerak terakhir"]
        assert without_repeats(headers, rows, kept_columns=1) == (
            ["Desa", "Langkah berikutnya"],
            [["1 Padang", "Koordinasi"], ["2 Baru", "Penyiapan SDM"]],
            "Sama untuk semua desa ini: komitmen lengkap.",
        )
        assert without_repeats(headers, rows[:1], kept_columns=1) == (headers, rows[:1], "")

    def test_marks_stand_in_the_order_of_the_steps(self) -> None:
        taken = [step("Balok", "2023-06-01", JenisLangkah.SDM), step("Balok", "2023-06-02", JenisLangkah.KOORDINASI)]
        first = outcomes_of(*taken).langkah.next[0]
        assert (first.desa, step_marks(first)) == ("Balok", "○●○●○")

    def test_every_word_must_stand_somewhere(self) -> None:
        one, two = told(step("Balok")), told(step("Jangkang"))
        rows = [("sosialisasi balok", one), ("sosialisasi jangkang", two)]
        assert search_steps(rows, "") == [one, two]
        assert search_steps(rows, " Sosialisasi  JANG") == [two]
        assert search_steps(rows, "balok jangkang") == []


class TestHelp:
    def test_every_column_of_every_sheet_is_named_once(self) -> None:
        rows = {row[0]: row[2:] for row in sheet_rows()}
        for lembar in Lembar:
            named = ", ".join(rows[lembar.value.capitalize()])
            assert all(kolom.header in named for kolom in KOLOM[lembar])
        assert rows["Langkah"][0] == "Desa, Tanggal, Jenis Langkah"
        assert len(list(Perlu)) == 3

    def test_a_suggestion_is_told_from_a_choice(self) -> None:
        others = {row[0]: row[2] for row in choice_rows()}
        assert others["Langkah: Jenis Langkah"] == "ditolak"
        assert others["Kegiatan: Seksi"] == "ikut tersimpan"
