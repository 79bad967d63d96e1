"""Kecamatan beside their targets: what is formed fills the outline of what is meant to be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kkb.exports.drawing.base import Canvas, Frame, empty_figure
from kkb.exports.drawing.rows import MIDDLE, draw_name, fit_rows, say_left_out
from kkb.figures.facts import KecamatanBar
from kkb.figures.letters import ASCENT, shorten, visible, width_of
from kkb.figures.placing import Box
from kkb.formatting import format_count, format_share

_LEAST_BAR = 5
"""Width that the longest bar needs to be worth drawing, in sizes of the letters."""

_BELOW = 2.4
"""Height of a row whose bar stands below its name, in the same."""
_SHORT = 0.4
"""A bar beside its name that has less of the width than this stands below it, where there is the height."""

_Say = Callable[[KecamatanBar], str]


def share_words(bar: KecamatanBar) -> str:
    """ "2 dari 9 · 22,2%"; without a target "2 desa"."""
    return format_share(bar.terbentuk_desa, bar.target_desa, bar.capaian_pct)


def left_words(bar: KecamatanBar) -> str:
    """ "sisa 7"; without a target its count."""
    if bar.target_desa is None:
        return share_words(bar)
    return f"sisa {format_count(max(0, bar.target_desa - bar.terbentuk_desa))}"


def draw_bars(
    bars: Sequence[KecamatanBar],
    frame: Frame,
    *,
    among: Sequence[KecamatanBar] = (),
    say: _Say = share_words,
) -> str:
    """The bars as SVG text, in the order given; those that find no room are counted in the last line.

    Name, bar and number stand in one line; in a narrow frame the bar stands below the other two. `among` are all bars
    of a figure in several parts: each part keeps their scale and their columns. `say` makes the number of a bar.
    """
    if not bars:
        return empty_figure(frame)
    canvas, letters = Canvas(frame), frame.letters
    every = among or bars
    names = max(width_of(visible(bar.kecamatan), letters, is_bold=True) for bar in every)
    numbers = max(width_of(say(bar), letters) for bar in every)
    # What is left of a line for a name when number and bar have theirs.
    beside = frame.width - numbers - (1.3 + _LEAST_BAR) * letters
    fits_below = not among and len(bars) * _BELOW * letters <= frame.height
    is_short = beside + _LEAST_BAR * letters - names < _SHORT * frame.width
    if beside >= 4 * letters and not (fits_below and (names > beside or is_short)):
        _draw_beside(canvas, bars, min(names, beside, 0.45 * frame.width), numbers, _widest(every), say)
    else:
        _draw_below(canvas, bars, numbers, _widest(every), say)
    return canvas.svg()


def _widest(bars: Sequence[KecamatanBar]) -> int:
    return max(1, *(max(bar.target_desa or 0, bar.terbentuk_desa) for bar in bars))


def _draw_beside(
    canvas: Canvas, bars: Sequence[KecamatanBar], names: float, numbers: float, widest: int, say: _Say
) -> None:
    frame, letters = canvas.frame, canvas.frame.letters
    rows = fit_rows(bars, frame.height, 1.45 * letters, 3.6 * letters)
    left, right = names + 0.6 * letters, frame.width - numbers - 0.7 * letters
    thick = min(rows.height * 0.6, 2 * letters)
    for place, bar in enumerate(rows.shown):
        middle = rows.height * (place + 0.5)
        address = frame.links.listed(bar.kecamatan, ()) if frame.links else None
        with canvas.link(address, f"{bar.kecamatan}: {share_words(bar)}"):
            canvas.feel(Box(0, middle - rows.height / 2, frame.width, middle + rows.height / 2))
            draw_name(canvas, bar.kecamatan, 0, middle, names, rows.height)
            canvas.text(frame.width, middle + MIDDLE * letters, say(bar), anchor="end")
            _bar(canvas, bar, left, middle - thick / 2, (right - left) / widest, thick)
    say_left_out(canvas, rows.left_out, 0, rows.height * (len(rows.shown) + 0.5))


def _draw_below(canvas: Canvas, bars: Sequence[KecamatanBar], numbers: float, widest: int, say: _Say) -> None:
    frame, letters = canvas.frame, canvas.frame.letters
    rows = fit_rows(bars, frame.height, _BELOW * letters, 3.6 * letters)
    edge, links = 0.05 * letters, frame.links
    names = frame.width - numbers - 0.6 * letters
    thick = min(rows.height - 1.75 * letters, 1.2 * letters)
    for place, bar in enumerate(rows.shown):
        top = rows.height * place
        name = shorten(bar.kecamatan, names, letters, is_bold=True)
        address = links.listed(bar.kecamatan, ()) if links else None
        with canvas.link(address, f"{bar.kecamatan}: {share_words(bar)}"):
            canvas.feel(Box(0, top, frame.width, top + rows.height))
            canvas.text(0, top + ASCENT * letters, name, is_bold=True)
            canvas.text(frame.width, top + ASCENT * letters, say(bar), anchor="end")
            _bar(canvas, bar, edge, top + 1.2 * letters, (frame.width - 2 * edge) / widest, thick)
    say_left_out(canvas, rows.left_out, 0, rows.height * (len(rows.shown) + 0.5))


def _bar(canvas: Canvas, bar: KecamatanBar, left: float, top: float, per_desa: float, thick: float) -> None:
    palette, letters = canvas.palette, canvas.frame.letters
    line = 0.06 * letters
    target = bar.target_desa
    if target is not None:
        whole = Box(left, top, left + target * per_desa, top + thick)
        canvas.rect(whole, palette.tahap["Belum"])
    if bar.terbentuk_desa:
        canvas.rect(Box(left, top, left + bar.terbentuk_desa * per_desa, top + thick), palette.tahap["Terbentuk"])
    most = max(target or 0, bar.terbentuk_desa)
    if per_desa >= 0.5 * letters and most > 1:
        # One part a desa: the eye counts them.
        places = (left + desa * per_desa for desa in range(1, most))
        canvas.lines([[(x, top), (x, top + thick)] for x in places], palette.background, 0.05 * letters)
    if target and bar.terbentuk_desa > target:
        # The target lies inside of the bar: a mark across it.
        x, over = left + target * per_desa, 0.14 * thick
        canvas.line([(x, top - over), (x, top + thick + over)], palette.text, 0.12 * letters)
    elif target:
        canvas.rect(Box(left, top, left + target * per_desa, top + thick), "none", stroke=palette.outline, line=line)
    else:
        canvas.line([(left, top), (left, top + thick)], palette.outline, line)
