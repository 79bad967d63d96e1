"""Each kind of body as one sheet or several: what does not fit goes on on the next, nothing is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kkb.briefing.model import (
    BarsBody,
    Briefing,
    ChangesBody,
    DefinitionsBody,
    FindingsBody,
    GroupsBody,
    HeadlineBody,
    KecamatanBody,
    LadderBody,
    LineBody,
    Slide,
    SlideTable,
    StepsBody,
    TilesBody,
)
from kkb.exports.sharing import share_out
from kkb.exports.slides.canvas import Canvas
from kkb.exports.slides.chart_part import add_chart
from kkb.exports.slides.charts import bullet_chart, ladder_chart, line_chart, rows_that_fit
from kkb.exports.slides.entries import draw_entries, part_entries
from kkb.exports.slides.geometry import Box
from kkb.exports.slides.groups import draw_groups, part_groups
from kkb.exports.slides.kecamatan import draw_kecamatan, kecamatan_subtitle, leaves_desa_out
from kkb.exports.slides.page import Draw, Page, body_box, numbered
from kkb.exports.slides.tables import Sheet, draw_form, draw_table, part_table
from kkb.exports.slides.text import clean
from kkb.exports.slides.texts import draw_headline, draw_sentence
from kkb.exports.slides.tiles import draw_tiles
from kkb.figures.facts import LADDER
from kkb.formatting import format_count

_TALLEST_BAR = 0.95
_BESIDES = 0.35
"""Between a chart and the table under it."""
LINE_SUBTITLE = "Batang: desa baru tiap tahun; garis: semua desa dengan Pokja"


def pages_of(slide: Slide, briefing: Briefing) -> list[Page]:
    """The sheets of a slide of the briefing."""
    body, day = slide.body, briefing.day
    match body:
        case HeadlineBody():
            return [Page(slide, slide.subtitle, lambda canvas, box: draw_headline(canvas, box, body))]
        case LineBody():
            return [_line_page(slide, body, day)]
        case BarsBody():
            return _bars_pages(slide, body, day)
        case LadderBody():
            return _ladder_pages(slide, body, day)
        case TilesBody():
            draw: Draw = lambda canvas, box: draw_tiles(canvas, box, body, alt=slide.alt)  # noqa: E731
            return [Page(slide, slide.subtitle, draw)]
        case GroupsBody():
            if not body.groups:
                return [_said(replace(slide, subtitle=""), briefing.headline)]
            return _groups_pages(slide, body)
        case ChangesBody():
            return _table_pages(slide, body.table, "Perubahan") if body.table.rows else [_said(slide, body.empty)]
        case StepsBody():
            if not body.table.rows:
                return [Page(slide, slide.subtitle, lambda canvas, box: draw_form(canvas, box, body.table.headers))]
            return _table_pages(slide, body.table, "Tindak lanjut")
        case FindingsBody():
            return _table_pages(slide, body.table, body.name)
        case KecamatanBody():
            return _kecamatan_pages(slide, body, day)
        case DefinitionsBody():
            return _definitions_pages(slide, body)


def _said(slide: Slide, sentence: str) -> Page:
    """A sheet of one sentence, unless the title has said it."""
    if clean(sentence).removesuffix(".") == clean(slide.title).removesuffix("."):
        sentence = ""
    return Page(slide, slide.subtitle, lambda canvas, box: draw_sentence(canvas, box, sentence))


def _table_pages(slide: Slide, table: SlideTable, name: str, *, kind: str = "") -> list[Page]:
    box = body_box(slide.subtitle)
    alt = _table_alt(table, name)
    draws: list[Draw] = [
        lambda canvas, box, sheet=sheet: draw_table(canvas, box, sheet, name=f"Tabel {name}", alt=alt)  # type: ignore[misc]
        for sheet in part_table(table, box.width, box.height)
    ]
    return numbered(slide, slide.subtitle, draws, kind=kind)


def _table_alt(table: SlideTable, name: str) -> str:
    return f"Tabel {name}, {format_count(len(table.rows))} baris: {', '.join(table.headers)}"


def _groups_pages(slide: Slide, body: GroupsBody) -> list[Page]:
    draws: list[Draw] = [
        lambda canvas, box, pieces=pieces: draw_groups(canvas, box, pieces)  # type: ignore[misc]
        for pieces in part_groups(body.groups, body_box(slide.subtitle))
    ]
    return numbered(slide, slide.subtitle, draws)


def _definitions_pages(slide: Slide, body: DefinitionsBody) -> list[Page]:
    entries = [*body.definitions, *(("Sumber", source) for source in body.sources)]
    draws: list[Draw] = [
        lambda canvas, box, part=part: draw_entries(canvas, box, part)  # type: ignore[misc]
        for part in part_entries(entries, body_box(slide.subtitle))
    ]
    return numbered(slide, slide.subtitle, draws)


def _line_page(slide: Slide, body: LineBody, day: date) -> Page:
    explained = LINE_SUBTITLE
    if any(year.berakhir_desa for year in body.years):
        explained += "; putus-putus: Pokja berakhir"
    if body.line.spans:
        explained += "; abu-abu: tanpa Pokja baru" + (f" ({body.line.reason})" if body.line.reason else "")

    def draw(canvas: Canvas, box: Box) -> None:
        if body.years:
            chart = line_chart(body.line, body.years, box)
            add_chart(canvas, chart, box, day=day, name="Bagan pertambahan", alt=slide.alt)
        else:
            draw_sentence(canvas, box, "")

    return Page(slide, explained if body.years else slide.subtitle, draw)


def _bars_pages(slide: Slide, body: BarsBody, day: date) -> list[Page]:
    """The bars, and their table with what the bars do not say: under them if there is room, else on sheets behind."""
    box = body_box(slide.subtitle)
    longest = max((max(bar.terbentuk_desa, bar.target_desa or 0) for bar in body.bars), default=1)

    def draw_part(part: slice, sheet: Sheet | None = None) -> Draw:
        def draw(canvas: Canvas, box: Box) -> None:
            bars = body.bars[part]
            if not bars:
                return
            # Few bars are not stretched over the whole height.
            lower = Box(box.left, box.top, box.width, min(box.height, _TALLEST_BAR * len(bars)))
            chart = bullet_chart(bars, lower, longest=longest)
            add_chart(canvas, chart, lower, day=day, name="Bagan kecamatan", alt=slide.alt)
            if sheet is not None:
                below = Box(box.left, lower.bottom + _BESIDES, box.width, sheet.height)
                draw_table(canvas, below, sheet, name="Tabel Kecamatan", alt=f"Tabel Kecamatan: {slide.alt}")

        return draw

    if slide.table is None or not slide.table.rows:
        parts = share_out(len(body.bars), rows_that_fit(box.height))
        return numbered(slide, slide.subtitle, [draw_part(part) for part in parts])
    first, *more = part_table(slide.table, box.width, box.height)
    if not more and _TALLEST_BAR * len(body.bars) + _BESIDES + first.height <= box.height:
        return [Page(slide, slide.subtitle, draw_part(slice(None), first))]
    parts = share_out(len(body.bars), rows_that_fit(box.height))
    pages = numbered(slide, slide.subtitle, [draw_part(part) for part in parts])
    return pages + _table_pages(slide, slide.table, "Kecamatan", kind="tabel")


def _ladder_pages(slide: Slide, body: LadderBody, day: date) -> list[Page]:
    box = body_box(slide.subtitle)
    longest = max((row.jumlah_desa for row in body.rows), default=1)
    rungs = [rung for place, rung in enumerate(LADDER) if any(row.counts[place] for row in body.rows)]

    def draw_part(part: slice) -> Draw:
        def draw(canvas: Canvas, box: Box) -> None:
            rows = body.rows[part]
            if rows and rungs:
                lower = Box(box.left, box.top, box.width, min(box.height, 0.45 + _TALLEST_BAR * len(rows)))
                chart = ladder_chart(rows, lower, longest=longest, rungs=rungs)
                add_chart(canvas, chart, lower, day=day, name="Bagan tahap", alt=slide.alt)

        return draw

    most = rows_that_fit(box.height, with_legend=True)
    return numbered(slide, slide.subtitle, [draw_part(part) for part in share_out(len(body.rows), most)])


def _kecamatan_pages(slide: Slide, body: KecamatanBody, day: date) -> list[Page]:
    subtitle = kecamatan_subtitle(body, body_box(""))
    draw: Draw = lambda canvas, box: draw_kecamatan(canvas, box, body, alt=slide.alt, day=day)  # noqa: E731
    first = Page(slide, subtitle, draw)
    if slide.table is None or not leaves_desa_out(body, body_box(subtitle)):
        return [first]
    listed = replace(slide, subtitle="Semua desa dan tahapnya")
    return [first, *_table_pages(listed, slide.table, "Desa", kind="daftar desa")]
