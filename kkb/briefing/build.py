"""From an overview to the slides of its meeting: every sentence and number is taken from where the pages take it."""

from __future__ import annotations

from dataclasses import replace

from kkb import narrative
from kkb.briefing.message import since_sentence
from kkb.briefing.model import (
    KECAMATAN_PREFIX,
    BarsBody,
    Briefing,
    ChangesBody,
    DefinitionsBody,
    GroupsBody,
    HeadlineBody,
    KecamatanBody,
    LadderBody,
    LineBody,
    Slide,
    SlideTable,
    StepsBody,
    TilesBody,
    table_of,
)
from kkb.briefing.programme import next_slides, programme_definitions, programme_slides
from kkb.briefing.source import source_words, sources_of, upload_words
from kkb.comparison import Base, Comparison, Perubahan
from kkb.figures import facts
from kkb.formatting import drop_direction, format_date
from kkb.narrative import alt, meeting, tables
from kkb.narrative.changes import changes_table, compared_words
from kkb.narrative.map import rung_counts
from kkb.narrative.message import change_sentence, since_words
from kkb.narrative.places import panel_title
from kkb.narrative.plan import plan_sentences, with_replaced
from kkb.overview import Overview, changes_since, make_overview
from kkb.schema import TindakLanjut

_PLAIN_CHANGES = frozenset(kind.value.capitalize() for kind in (Perubahan.TERBENTUK, Perubahan.MAJU))
"""Changes that the rungs before and after tell by themselves."""


def make_briefing(overview: Overview, *, base: Base | None = None, changes: Comparison | None = None) -> Briefing:
    """All slides of an overview: what every meeting looks at, in its order, then what is there for its questions.

    A slide without content is left out. `base` is what to compare with (None: that of the overview; without one there
    is no slide of changes). `changes` since then may be handed in where they are kept.
    """
    base = base or overview.base
    frame = Briefing(
        region_name=overview.region_name,
        scope=narrative.scope_words(overview.kecamatan, overview.region_name),
        day=overview.day,
        today=overview.today,
        is_sample=bool(overview.samples),
        has_data=overview.has_data,
        headline=narrative.headline(overview.ringkasan),
        freshness=narrative.freshness(
            overview.newest_day,
            overview.today,
            overview.ringkasan.target_day,
            overview.ringkasan.sisa_desa,
            overview.older_reports,
            overview.day,
            is_bare=True,
        ),
        foot=f"{overview.region_name} · {source_words(overview)}",
        source=upload_words(overview, named=1),
        slides=(),
    )
    if not overview.has_data:
        return frame
    about = [step for step in overview.snapshot.tindak_lanjut if meeting.is_about(step, overview.kecamatan_codes)]
    steps = meeting.in_order(meeting.shown_steps(about, base.day if base else None))
    comparison = changes or changes_since(overview, base) if base else None
    # A comparison without news is one sentence, which needs no slide of its own.
    changed = [_changes(overview, base, comparison)] if base and comparison and not comparison.news.empty else []
    nothing_changed = "" if changed else since_sentence(overview, base=base, changes=comparison, is_named=False)
    # Of a single kecamatan the bar says no more than the first slide; its desa are looked at one by one.
    groups, bars = _groups(overview), [_bars(overview)]
    first, later = (bars, groups) if len(overview.capaian) > 1 else (groups, bars)
    main = [
        _headline(overview, nothing_changed, frame.freshness),
        _line(overview),
        *first,
        _tiles(overview),
        *changed,
        *next_slides(overview),
        *([_steps(overview, steps)] if steps else []),
    ]
    appendix = [
        *later,
        _ladder(overview),
        *programme_slides(overview),
        *_kecamatan_slides(overview, steps),
        _definitions(overview),
    ]
    return replace(frame, slides=(*main, *(replace(slide, is_appendix=True) for slide in appendix)))


def _headline(overview: Overview, nothing_changed: str, freshness: str) -> Slide:
    r = overview.ringkasan
    sentences = (
        *plan_sentences(overview.plan, overview.earlier_targets, overview.capaian, r),
        nothing_changed,
        freshness,
    )
    cards = tuple(meeting.verdict_cards(r))
    return Slide(
        key="ringkasan",
        menu="Putusan",
        title=meeting.verdict_title(r),
        subtitle="",
        body=HeadlineBody(
            narrative.verdict_words(r), r.putusan.is_good, cards, tuple(sentence for sentence in sentences if sentence)
        ),
        alt="; ".join(f"{card.label}: {card.value}, {card.note}" for card in cards),
    )


def _line(overview: Overview) -> Slide:
    r, line = overview.ringkasan, facts.line_facts(overview)
    return Slide(
        key="garis",
        menu="Garis ke target",
        title=narrative.line_title(r, overview.spans),
        subtitle=with_replaced(
            narrative.line_subtitle(
                # Two lines hold no more than the plan that was replaced: the reason stands in the figure.
                overview.spans,
                () if line.replaced else overview.milestones,
                what=narrative.with_way("Desa dengan Pokja", r),
            ),
            line.replaced,
        ),
        body=LineBody(line, facts.year_counts(overview)),
        alt=alt.line_alt(
            overview.steps,
            target_desa=r.target_desa,
            target_day=r.target_day,
            spans=overview.spans,
            replaced=line.replaced,
        ),
        table=_slide_table(tables.line_table(overview.steps)),
    )


def _bars(overview: Overview) -> Slide:
    return Slide(
        key="kecamatan",
        menu="Kecamatan",
        title=narrative.kecamatan_title(overview.capaian),
        subtitle="Desa terbentuk dari target, per kecamatan" if overview.target else "Desa terbentuk, per kecamatan",
        body=BarsBody(facts.kecamatan_bars(overview.capaian)),
        alt=alt.kecamatan_alt(overview.capaian),
        table=_slide_table(tables.kecamatan_table(overview.capaian)),
    )


def _ladder(overview: Overview) -> Slide:
    return Slide(
        key="tahap",
        menu="Tahap per kecamatan",
        title=meeting.started_title(overview.ringkasan),
        subtitle=narrative.with_ended_note("Semua desa menurut tahapnya, per kecamatan", overview.ringkasan),
        body=LadderBody(facts.ladder_rows(overview.capaian)),
        alt=alt.ladder_alt(overview.capaian),
        table=_slide_table(tables.ladder_table(overview.capaian)),
    )


def _tiles(overview: Overview) -> Slide:
    counts = rung_counts(overview.desa)
    legend = tuple((rung, narrative.tahap_words(rung or None), count) for rung, count, _ in counts)
    what = "Satu petak satu desa; garis tebal membatasi kecamatan"
    return Slide(
        key="peta",
        menu="Peta petak",
        title=narrative.tile_title(overview.ringkasan),
        subtitle=narrative.with_ended_note(what, overview.ringkasan),
        body=TilesBody(facts.tiles(overview.desa), legend),
        alt=alt.map_alt(overview.desa),
    )


def _groups(overview: Overview) -> list[Slide]:
    """The slide of the desa without a Pokja; none where every desa has one."""
    groups = facts.rung_groups(overview.desa)
    if not groups:
        return []
    rows = tuple((kec, desa, group.word) for group in groups for kec, names in group.desa for desa in names)
    slide = Slide(
        key="belum",
        menu="Desa tanpa Pokja",
        title=narrative.without_pokja_title(overview.ringkasan),
        subtitle="Menurut sejauh mana langkahnya",
        body=GroupsBody(groups),
        alt="; ".join(f"{group.word}: {', '.join(n for _, names in group.desa for n in names)}" for group in groups),
        table=SlideTable(("Kecamatan", "Desa", "Tahap"), rows),
    )
    return [slide]


def _changes(overview: Overview, base: Base, comparison: Comparison) -> Slide:
    since = since_words(base, is_bare=True)
    sentence = change_sentence(comparison, since, is_named=False)
    frame = changes_table(comparison.news, is_blank_before=comparison.is_blank_before, is_narrow=True)
    if {str(kind) for kind in frame["Perubahan"]} <= _PLAIN_CHANGES:
        frame = frame.drop(columns="Perubahan")
    rows = frame.itertuples(index=False, name=None)
    return Slide(
        key="perubahan",
        menu="Perubahan",
        title=_title(sentence),
        subtitle=compared_words(base, overview.day),
        body=ChangesBody(table_of(list(frame.columns), rows)),
        alt=change_sentence(comparison, since),
    )


def _kecamatan_slides(overview: Overview, steps: list[TindakLanjut]) -> list[Slide]:
    """One slide per kecamatan, most desa left first; none where a single kecamatan is all there is to see."""
    if len(overview.capaian) < 2:
        return []
    codes = dict(zip(overview.capaian["kecamatan"], overview.capaian["kode_kecamatan"], strict=True))
    bars = facts.kecamatan_bars(overview.capaian)
    return [_kecamatan(overview, str(codes[bar.kecamatan]), bar, steps) for bar in bars]


def _kecamatan(overview: Overview, kode: str, bar: facts.KecamatanBar, steps: list[TindakLanjut]) -> Slide:
    own = make_overview(
        overview.snapshot,
        overview.region,
        overview.region_name,
        kecamatan=(bar.kecamatan,),
        day=overview.day,
        today=overview.today,
        days=overview.days,
        histories=overview.histories,
        frames=(overview.desa, overview.formations),
    )
    r = own.ringkasan
    asked = [
        f"{_in_desa(step, overview)}{step.uraian} ({step.penanggung_jawab}, {meeting.step_state(step, overview.today)})"
        for step in steps
        if step.kode_kecamatan == kode
    ]
    order = {rung: place for place, rung in enumerate(facts.LADDER)}
    desa = sorted(facts.tiles(own.desa), key=lambda tile: order.get(tile.tahap, 0))
    return Slide(
        key=f"{KECAMATAN_PREFIX}{kode}",
        menu=bar.kecamatan,
        title=panel_title(bar.kecamatan, r),
        subtitle=_kecamatan_subtitle(own),
        body=KecamatanBody(
            bar,
            facts.line_facts(own, bar.kecamatan),
            tuple(desa),
            tuple(sentence for sentence in (narrative.pace_sentence(r), *asked) if sentence),
        ),
        alt=alt.map_alt(own.desa),
        table=SlideTable(("Desa", "Tahap"), tuple((t.desa, narrative.tahap_words(t.tahap or None)) for t in desa)),
    )


def _in_desa(step: TindakLanjut, overview: Overview) -> str:
    """The desa that a step is for, where its kecamatan is told already."""
    return f"{meeting.step_place(step, overview.region)}: " if step.kode_desa else ""


def _kecamatan_subtitle(own: Overview) -> str:
    """What is measured; the grey bands of the line are too narrow here to say all of themselves."""
    way = ", jalur ke target," if own.target else ""
    grey = "; abu-abu: tanpa Pokja baru" if own.spans else ""
    return f"Desa dengan Pokja{way} dan tahap tiap desa{grey}"


def _steps(overview: Overview, steps: list[TindakLanjut]) -> Slide:
    """The slide of what was agreed, of at least one step."""
    rows = meeting.step_rows(steps, overview.region, overview.today)
    return Slide(
        key="tindak-lanjut",
        menu="Tindak lanjut",
        title=meeting.steps_title(steps, overview.today),
        subtitle=meeting.steps_subtitle(overview.snapshot.meetings, overview.today),
        body=StepsBody(table_of(meeting.STEP_HEADERS, rows)),
        alt=meeting.steps_title(steps, overview.today),
    )


def _definitions(overview: Overview) -> Slide:
    uploads = sources_of(overview)
    sources = [
        f"Unggahan {upload.nomor}: {drop_direction(upload.nama_berkas)}, keadaan per {format_date(upload.tanggal_data)}"
        + (" (data contoh)" if upload.contoh else "")
        for upload in uploads
    ]
    if overview.plan is not None:
        plan = overview.plan
        since = f"ditetapkan {format_date(plan.ditetapkan)} oleh {plan.oleh}"
        sources.append(f"Target: {plan.nama}, {since}, berlaku sejak {format_date(plan.berlaku_sejak)}")
    sources += [
        f"{milestone.judul} ({format_date(milestone.mulai)}): {milestone.sumber}"
        for milestone in overview.milestones
        if milestone.mulai <= overview.day
    ]
    return Slide(
        key="definisi",
        menu="Cara menghitung",
        title=meeting.sources_title(len(uploads), overview.day),
        subtitle="Cara menghitung dan asal angka",
        body=DefinitionsBody(
            (
                *((word, narrative.DEFINITIONS[word]) for word in meeting.SLIDE_DEFINITIONS),
                *programme_definitions(overview),
            ),
            tuple(sources),
        ),
        alt="",
    )


def _slide_table(table: tables.FigureTable) -> SlideTable:
    total = tuple(table.total) if table.total is not None else None
    return SlideTable(tuple(table.headers), tuple(map(tuple, table.rows)), total, frozenset(table.numbers))


def _title(sentence: str) -> str:
    """A sentence as a title: without its full stop."""
    return sentence.removesuffix(".")
