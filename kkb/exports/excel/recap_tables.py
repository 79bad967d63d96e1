"""The tables behind the recap: those of the figures and slides as they stand there, typed for Excel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import pandas as pd

from kkb import narrative
from kkb.briefing.model import (
    Briefing,
    ChangesBody,
    DefinitionsBody,
    FindingsBody,
    KecamatanBody,
    Slide,
    SlideTable,
    SlideValue,
    StepsBody,
    text_of,
)
from kkb.indicators import Ringkasan, kumulatif
from kkb.narrative import meeting, tables
from kkb.narrative.plan import plan_sentences
from kkb.narrative.programme_lists import COMMITMENT_WORDS
from kkb.narrative.tables import FigureTable
from kkb.narrative.trend import recent_title
from kkb.overview import Overview
from kkb.recap_columns import ATTRIBUTES, LABELS
from kkb.schema import Tanggal

T = TypeVar("T")

_MORE_DEFINITIONS = ("Tanggal pembentukan", "Klasifikasi", "Komitmen")
"""Of `narrative.DEFINITIONS`, those that the columns of the recap need beside those of the slides."""


@dataclass(frozen=True)
class SheetTable:
    """A sheet of the workbook: its name, what it finds, what it measures, its table."""

    sheet: str
    title: str
    note: str
    table: FigureTable


def figure_tables(overview: Overview) -> Iterator[SheetTable]:
    """The tables behind the figures, in the order of the slides."""
    r, day = overview.ringkasan, overview.day
    told = plan_sentences(overview.plan, overview.earlier_targets, overview.capaian, r)
    subtitle = "; ".join(("Angka utama dan target", *(sentence.removesuffix(".") for sentence in told)))
    yield SheetTable(
        "Ringkasan", narrative.headline(r).removesuffix("."), subtitle, FigureTable(_summary_frame(r))
    )
    years = kumulatif(overview.formations, day=day)
    yield SheetTable(
        "Per tahun",
        narrative.busiest_title(years, "year"),
        "Desa yang membentuk Pokja, per tahun",
        tables.periods_table(years, "year"),
    )
    yield SheetTable(
        "Garis",
        narrative.line_title(r, overview.spans),
        "Setiap hari saat jumlah desa dengan Pokja berubah",
        tables.line_table(overview.steps),
    )
    yield SheetTable(
        "Per kecamatan",
        narrative.kecamatan_title(overview.capaian),
        "Desa terbentuk dari target, per kecamatan",
        tables.kecamatan_table(overview.capaian),
    )
    yield SheetTable(
        "Tahap",
        meeting.started_title(r),
        "Semua desa menurut tahapnya, per kecamatan",
        tables.ladder_table(overview.capaian),
    )
    yield SheetTable("Desa", narrative.tile_title(r), "Semua desa dengan kodenya", FigureTable(_desa_frame(overview)))


def kecamatan_lines(overview: Overview, briefing: Briefing) -> Iterator[SheetTable]:
    """The lines of the slides of kecamatan, one below the other; nothing where there are no such slides."""
    bodies = [slide.body for slide in briefing.slides if isinstance(slide.body, KecamatanBody)]
    if not bodies:
        return
    steps = ((body.bar, moment, count) for body in bodies for moment, count in body.line.steps)
    # A line ends on the day; where it also rises on it, both say the same.
    rows = dict.fromkeys((bar.kecamatan, moment, count, bar.target_desa) for bar, moment, count in steps)
    frame = pd.DataFrame(list(rows), columns=["Kecamatan", "Tanggal", "Terbentuk (desa)", "Target (desa)"])
    yield SheetTable(
        "Garis kecamatan",
        recent_title([body.bar.kecamatan for body in bodies], overview.formations, overview.day),
        "Setiap hari saat jumlah desa dengan Pokja berubah, per kecamatan",
        FigureTable(frame.astype({"Target (desa)": "Int64"})),
    )


def slide_tables(briefing: Briefing) -> Iterator[SheetTable]:
    """The changes since the last meeting and the next steps, as their slides have them."""
    for slide in briefing.slides:
        if isinstance(slide.body, FindingsBody):
            yield _slide_table(slide.body.name, slide, slide.body.table)
        elif isinstance(slide.body, ChangesBody):
            yield _slide_table("Perubahan", slide, slide.body.table)
        elif isinstance(slide.body, StepsBody):
            yield _slide_table("Tindak lanjut", slide, slide.body.table)


def definition_rows(briefing: Briefing, sheets: Sequence[SheetTable]) -> pd.DataFrame:
    """What the sheets hold, how the figures are counted and where they come from: one row each, by "Bagian"."""
    body = next((slide.body for slide in briefing.slides if isinstance(slide.body, DefinitionsBody)), None)
    words = dict(body.definitions if body else ())
    words |= {word: narrative.DEFINITIONS[word] for word in (*meeting.SLIDE_DEFINITIONS, *_MORE_DEFINITIONS)}
    recap = (
        "Rekap semua desa yang dilaporkan; dapat diubah, dicetak, dan diunggah lagi, begitu pula lembar yang namanya "
        "berawal Semua. Lembar lain tidak ikut dibaca."
    )
    rows = [("Lembar", "Rekap", recap)]
    rows += [("Lembar", one.sheet, one.note) for one in sheets]
    rows += [("Tahap", tahap.value, text) for tahap, text in narrative.TAHAP_HELP.items()]
    rows += [("Cara menghitung", word, text) for word, text in words.items()]
    rows += [("Sumber", "", text) for text in (body.sources if body else ())]
    return pd.DataFrame(rows, columns=["Bagian", "Yang diterangkan", "Keterangan"])


def _summary_frame(r: Ringkasan) -> pd.DataFrame:
    """The figures of the day, one a row, each with its unit."""
    rows = [
        ("Putusan", narrative.verdict_words(r), ""),
        ("Keadaan per", r.day, ""),
        ("Desa seluruhnya", r.jumlah_desa, "desa"),
        ("Terbentuk", r.terbentuk_desa, "desa"),
        ("Ber-SK", r.ber_sk_desa, "desa"),
        ("Merintis", r.merintis_desa, "desa"),
        ("Sosialisasi", r.sosialisasi_desa, "desa"),
        ("Belum", r.belum_desa, "desa"),
        ("Belum yang Pokja-nya bubar", r.belum_bubar_desa, "desa"),
        ("Belum dilaporkan", r.tidak_dilaporkan_desa, "desa"),
        ("Target", r.target_desa, "desa"),
        ("Tenggat target", r.target_day, ""),
        ("Sisa", r.sisa_desa, "desa"),
        ("Capaian", r.capaian_pct, "persen"),
        ("Terbentuk dalam 12 bulan, pasti", r.laju_12_bulan.formed.certain, "desa"),
        ("Terbentuk dalam 12 bulan, mungkin", r.laju_12_bulan.formed.possible, "desa"),
        ("Bubar dalam 12 bulan", r.laju_12_bulan.ended, "desa"),
        ("Laju dibutuhkan", r.laju_dibutuhkan, "desa per bulan"),
    ]
    what, values, units = zip(*rows, strict=True)
    return pd.DataFrame({"Angka": what, "Nilai": _column(values), "Satuan": units})


def _desa_frame(overview: Overview) -> pd.DataFrame:
    """Columns of `schema.DESA_FRAME` as officers read them, every desa of the overview."""
    desa = overview.desa.reset_index(drop=True)
    signed = {one.kode_desa: COMMITMENT_WORDS[one.status].capitalize() for one in overview.komitmen.desa}
    return pd.DataFrame(
        {
            "Kode Kecamatan": desa["kode_kecamatan"],
            "Kecamatan": desa["kecamatan"],
            "Kode Desa": desa["kode_desa"],
            "Desa": desa["desa"],
            "Status": narrative.status_words(desa),
            "Tanggal pembentukan": _tanggal(desa["tanggal_iso"]),
            "Dasar tanggal": _column(value if isinstance(value, str) else None for value in desa["tanggal_dasar"]),
            "Dihitung sejak": desa["dihitung_sejak"],
            "Nomor SK": _column(desa["no_sk"]),
            "Tanggal SK": _tanggal(desa["tanggal_sk_iso"]),
            "Tanggal pencanangan": _tanggal(desa["tanggal_pencanangan_iso"]),
            **{LABELS[column.name]: _column(desa[column.name]) for column in ATTRIBUTES if column.compared},
            "Komitmen": desa["kode_desa"].map(signed),
            **{LABELS[column.name]: _column(desa[column.name]) for column in ATTRIBUTES if not column.compared},
            "Unggahan": desa["unggahan"],
            "Dilaporkan per": desa["dilaporkan_per"],
        }
    )


def _tanggal(column: pd.Series) -> pd.Series:
    return _column(Tanggal.from_iso(iso) if isinstance(iso, str) else None for iso in column)


def _column(values: Any) -> pd.Series:
    """A column of objects: one of which nothing is known is none of numbers."""
    return pd.Series(list(values), dtype=object)


def _slide_table(name: str, slide: Slide, table: SlideTable) -> SheetTable:
    columns = {
        header: _typed([row[place] for row in table.values], is_number=place in table.numbers)
        for place, header in enumerate(table.headers)
    }
    made = FigureTable(pd.DataFrame(columns), has_total=table.total is not None)
    return SheetTable(name, slide.title, slide.subtitle, made)


def _typed(values: Sequence[SlideValue], *, is_number: bool) -> pd.Series:
    """A column: of numbers where all are, else whole days as dates and anything else as its slide says it."""
    if is_number and all(value is None or isinstance(value, int) for value in values):
        return pd.Series(values, dtype="Int64")
    days = (value.day_or_words() if isinstance(value, Tanggal) else value for value in values)
    return pd.Series([text_of(value) if isinstance(value, int) else value for value in days], dtype=object)
