"""Each kind of body as one sheet or several: what does not fit goes on on the next, nothing is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from kkb.briefing import model
from kkb.briefing.model import Briefing, Slide, SlideTable
from kkb.exports.sharing import share_out
from kkb.exports.slides.charts import bullet_chart, ladder_chart, line_chart, rows_that_fit
from kkb.exports.slides.geometry import BODY_BOTTOM, HEIGHT, JUDGED_TITLE, MARGIN, READ, SUBTITLE, TITLE, WIDTH, Box
from kkb.exports.slides.kecamatan import draw_kecamatan, kecamatan_subtitle, leaves_desa_out
from kkb.exports.slides.native_chart import Chart, add_chart
from kkb.exports.slides.tables import Sheet, draw_table, part_table
from kkb.exports.slides.text import clean, fit, height_of, wrap
from kkb.exports.slides.texts import draw_entries, draw_groups, draw_headline, part_entries, part_groups
from kkb.exports.slides.tiles import draw_tiles
from kkb.figures.facts import LADDER
from kkb.formatting import format_count
from kkb.narrative.counts import undated_words
from kkb.narrative.plan import with_replaced

_TALLEST_BAR = 0.95
_BESIDES = 0.35
"""Between a chart and the table under it."""
_GAP = 0.16
"""Between the title or subtitle and the body."""
LINE_SUBTITLE = "Batang: desa baru tiap tahun; garis: semua desa dengan Pokja"

Draw = Callable[[Any, Box], None]
"""Puts a body into a box, on the shapes of a slide."""
MakeChart = Callable[[Box], Chart]


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet. `draw` puts the body into the box it is given; `slide` is what the sheet belongs to.

    `part` says behind the title which sheet of the slide it is ("lanjutan 2 dari 3"); "" on the first.
    """

    slide: Slide
    subtitle: str
    draw: Draw
    part: str = ""


def draw_nothing(shapes: Any, box: Box) -> None:
    """Where the title says it all."""


def body_box(subtitle: str, *, is_judged: bool = False) -> Box:
    """Where the body of a sheet with this subtitle stands; `is_judged`: with a verdict over its title."""
    above = JUDGED_TITLE if is_judged else TITLE
    top = (fit_subtitle(subtitle)[1].bottom if subtitle else above.bottom) + _GAP
    return Box(MARGIN, top, WIDTH - 2 * MARGIN, BODY_BOTTOM - top)


def fit_subtitle(subtitle: str) -> tuple[str, Box]:
    """The subtitle, shortened to its room, and its box: no higher than its lines, so that no figure lies on it."""
    text, size = fit(clean(subtitle), SUBTITLE.width, SUBTITLE.height, (READ,))
    return text, Box(SUBTITLE.left, SUBTITLE.top, SUBTITLE.width, height_of(wrap(text, SUBTITLE.width, size), size))


def pages_of(slide: Slide, briefing: Briefing) -> list[Page]:
    """The sheets of a slide of the briefing."""
    body, day = slide.body, briefing.day
    match body:
        case model.HeadlineBody():
            return [Page(slide, slide.subtitle, partial(draw_headline, body=body))]
        case model.LineBody():
            return [_line_page(slide, body, day)]
        case model.BarsBody():
            return _bars_pages(slide, body, day)
        case model.LadderBody():
            return _ladder_pages(slide, body, day)
        case model.TilesBody():
            return [Page(slide, slide.subtitle, partial(draw_tiles, body=body, alt=slide.alt))]
        case model.GroupsBody():
            parts = part_groups(body.groups, body_box(slide.subtitle))
            return _numbered(slide, [partial(draw_groups, pieces=pieces) for pieces in parts])
        case model.ChangesBody():
            return _table_pages(slide, body.table, "Perubahan")
        case model.StepsBody():
            return _table_pages(slide, body.table, "Tindak lanjut")
        case model.FindingsBody():
            return _table_pages(slide, body.table, body.name)
        case model.KecamatanBody():
            return _kecamatan_pages(slide, body, day)
        case model.DefinitionsBody():
            entries = [*body.definitions, *(("Sumber", source) for source in body.sources)]
            shown = part_entries(entries, body_box(slide.subtitle))
            return _numbered(slide, [partial(draw_entries, entries=part) for part in shown])


def _numbered(slide: Slide, draws: Sequence[Draw], *, kind: str = "") -> list[Page]:
    """Sheets that belong together, of one `kind` ("tabel"); from the second on the title says which it is."""
    places = ["", *(f"lanjutan {place} dari {len(draws)}" for place in range(2, len(draws) + 1))]
    return [
        Page(slide, slide.subtitle, draw, ", ".join(filter(None, (kind, place))))
        for place, draw in zip(places, draws, strict=True)
    ]


def _table_pages(slide: Slide, table: SlideTable, name: str, *, kind: str = "") -> list[Page]:
    box = body_box(slide.subtitle)
    alt = f"Tabel {name}, {format_count(len(table.rows))} baris: {', '.join(table.headers)}"
    sheets = part_table(table, box.width, box.height)
    draws = [partial(draw_table, sheet=sheet, name=f"Tabel {name}", alt=alt) for sheet in sheets]
    return _numbered(slide, draws, kind=kind)


def _line_page(slide: Slide, body: model.LineBody, day: date) -> Page:
    if not body.years:
        return Page(slide, slide.subtitle, draw_nothing)
    explained = LINE_SUBTITLE
    if any(year.berakhir_desa for year in body.years):
        explained += "; putus-putus: Pokja berakhir"
    if body.line.spans:
        explained += "; abu-abu: tanpa Pokja baru"
    if undated := sum(year.tanpa_tanggal_desa for year in body.years):
        explained += f"; garis: sedikitnya, {undated_words(undated)}"
    reason = f" ({body.line.reason})" if body.line.spans and body.line.reason else ""
    # The reason stands among the sources as well: it gives way before a target is cut in two.
    texts = [with_replaced(f"{explained}{part}", body.line.replaced) for part in (reason, "")]
    explained = next((text for text in texts if fit_subtitle(text)[0] == clean(text)), texts[-1])
    chart = partial(line_chart, body.line, body.years)
    return Page(slide, explained, _chart_draw(slide, day, "Bagan pertambahan", chart))


def _chart_draw(
    slide: Slide, day: date, name: str, chart: MakeChart, tallest: float = HEIGHT, sheet: Sheet | None = None
) -> Draw:
    """Draws a chart no taller than `tallest`, and a table under it."""

    def draw(shapes: Any, box: Box) -> None:
        upper = Box(box.left, box.top, box.width, min(box.height, tallest))
        add_chart(shapes, chart(upper), upper, day=day, name=name, alt=slide.alt)
        if sheet is not None:
            below = Box(box.left, upper.bottom + _BESIDES, box.width, sheet.height)
            draw_table(shapes, below, sheet, name="Tabel Kecamatan", alt=f"Tabel Kecamatan: {slide.alt}")

    return draw


def _bars_pages(slide: Slide, body: model.BarsBody, day: date) -> list[Page]:
    """The bars, and their table with what the bars do not say: under them if they fit, else on hidden sheets behind."""
    box = body_box(slide.subtitle)
    longest = max((max(bar.terbentuk_desa, bar.target_desa or 0) for bar in body.bars), default=1)

    def draw(part: slice, sheet: Sheet | None = None) -> Draw:
        bars = body.bars[part]
        # Few bars are not stretched over the whole height.
        chart, tallest = partial(bullet_chart, bars, longest=longest), _TALLEST_BAR * len(bars)
        return _chart_draw(slide, day, "Bagan kecamatan", chart, tallest, sheet)

    parts = share_out(len(body.bars), rows_that_fit(box.height)) if body.bars else []
    pages = _numbered(slide, [draw(part) for part in parts] or [draw_nothing])
    if slide.table is None or not slide.table.rows:
        return pages
    first, *more = part_table(slide.table, box.width, box.height)
    if not more and _TALLEST_BAR * len(body.bars) + _BESIDES + first.height <= box.height:
        return [Page(slide, slide.subtitle, draw(slice(None), first))]
    return pages + _table_pages(replace(slide, is_appendix=True), slide.table, "Kecamatan", kind="tabel")


def _ladder_pages(slide: Slide, body: model.LadderBody, day: date) -> list[Page]:
    longest = max((row.jumlah_desa for row in body.rows), default=1)
    rungs = [rung for place, rung in enumerate(LADDER) if any(row.counts[place] for row in body.rows)]
    draws = []
    for part in share_out(len(body.rows), rows_that_fit(body_box(slide.subtitle).height, with_legend=True)):
        rows = body.rows[part]
        chart = partial(ladder_chart, rows, longest=longest, rungs=rungs)
        tallest = 0.45 + _TALLEST_BAR * len(rows)
        draws.append(_chart_draw(slide, day, "Bagan tahap", chart, tallest) if rungs else draw_nothing)
    return _numbered(slide, draws)


def _kecamatan_pages(slide: Slide, body: model.KecamatanBody, day: date) -> list[Page]:
    subtitle = kecamatan_subtitle(body, body_box(""))
    first = Page(slide, subtitle, partial(draw_kecamatan, body=body, alt=slide.alt, day=day))
    if slide.table is None or not leaves_desa_out(body, body_box(subtitle)):
        return [first]
    listed = replace(slide, subtitle="Semua desa dan tahapnya")
    return [first, *_table_pages(listed, slide.table, "Desa", kind="daftar desa")]
