"""The colours can be told apart: by contrast (WCAG 2.2, relative luminance) and in grey, on screen and on paper."""

from __future__ import annotations

from dataclasses import fields
from itertools import pairwise

import pytest

from kkb.schema import RUNGS
from kkb.theme import PALETTES, TAHAP_LETTER, Palette

LADDER = ("Terbentuk", "Merintis", "Sosialisasi", "Belum", "")
"""The rungs from the highest down; "" is a desa nobody has reported."""

both_palettes = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
every_rung = pytest.mark.parametrize("tahap", LADDER)


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB", 0 (black) to 1 (white)."""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_gives_the_ratios_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@both_palettes
@pytest.mark.parametrize("role", ["text", "muted", "target"])
@pytest.mark.parametrize("ground", ["background", "surface", "shade"])
def test_text_can_be_read_on_every_ground(palette: Palette, role: str, ground: str) -> None:
    """Labels stand on the page, in a tooltip, or on the shade of a standstill."""
    assert contrast(getattr(palette, role), getattr(palette, ground)) >= 4.5


@both_palettes
def test_the_number_at_the_end_of_the_line_can_be_read(palette: Palette) -> None:
    assert contrast(palette.tahap["Terbentuk"], palette.background) >= 4.5


@both_palettes
@every_rung
def test_the_letter_can_be_read_on_its_rung(palette: Palette, tahap: str) -> None:
    assert contrast(palette.ink(tahap), palette.tahap[tahap]) >= 4.5


@both_palettes
@every_rung
def test_a_rung_stands_out_from_the_page_by_fill_or_outline(palette: Palette, tahap: str) -> None:
    by_fill = contrast(palette.tahap[tahap], palette.background)
    by_outline = contrast(palette.outline, palette.background)
    assert max(by_fill, by_outline) >= 3
    # An outline that is needed must also stand out from what it encloses.
    assert by_fill >= 3 or contrast(palette.outline, palette.tahap[tahap]) >= 3


@both_palettes
@pytest.mark.parametrize("role", ["focus", "other", "target", "outline"])
def test_lines_stand_out_from_the_page(palette: Palette, role: str) -> None:
    assert contrast(getattr(palette, role), palette.background) >= 3


@both_palettes
def test_the_ladder_is_strictly_ordered_in_grey(palette: Palette) -> None:
    """The higher the rung, the more it stands out: darker on white, lighter on black."""
    greys = [luminance(palette.tahap[tahap]) for tahap in LADDER]
    assert greys in (sorted(greys), sorted(greys, reverse=True))
    assert len(set(greys)) == len(greys)
    prominence = [contrast(palette.tahap[tahap], palette.background) for tahap in LADDER]
    assert all(higher > lower for higher, lower in pairwise(prominence))


@both_palettes
def test_every_rung_is_told_from_the_next_in_grey(palette: Palette) -> None:
    """A print without colour keeps the ladder apart; the empty tile of who is not reported has a dashed edge too."""
    *steps, last = (contrast(palette.tahap[a], palette.tahap[b]) for a, b in pairwise(LADDER))
    assert min(steps) >= 1.5
    assert last >= 1.2


@both_palettes
def test_a_count_can_be_read_on_the_deepest_tint(palette: Palette) -> None:
    ground, blue, share = palette.background, palette.focus, palette.deepest_tint
    mixed = "".join(
        f"{round(int(ground[i : i + 2], 16) * (1 - share) + int(blue[i : i + 2], 16) * share):02X}" for i in (1, 3, 5)
    )
    assert contrast(palette.text, f"#{mixed}") >= 4.5


@both_palettes
def test_not_reported_has_no_fill_of_its_own(palette: Palette) -> None:
    assert palette.tahap[""] == palette.background


def test_every_rung_has_a_colour_and_a_letter_of_its_own() -> None:
    assert set(LADDER) == {*RUNGS, ""} == set(TAHAP_LETTER)
    assert len(set(TAHAP_LETTER.values())) == len(LADDER)
    for palette in PALETTES.values():
        assert set(palette.tahap) == set(LADDER)


@both_palettes
def test_colours_are_written_in_full(palette: Palette) -> None:
    """Tints are made by cutting the six digits."""
    single = [getattr(palette, field.name) for field in fields(palette) if field.type == "str"]
    for colour in [*single, *palette.tahap.values()]:
        assert len(colour) == 7
        assert int(colour.removeprefix("#"), 16) >= 0


def test_no_rung_is_red_or_green() -> None:
    """Blue, sky, amber, grey: never red for bad and green for good. In amber red leads without green falling away."""
    for palette in PALETTES.values():
        for colour in palette.tahap.values():
            red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
            assert not (green > red and green > blue)
            assert not (red > 2 * green)
