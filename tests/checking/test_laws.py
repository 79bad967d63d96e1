"""A recap that is shuffled, decorated or dirtied comes back exactly, or it is asked or flagged: never differently."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kkb.checking import Baseline, Outcome, Verdict
from kkb.formatting import format_date, format_month
from kkb.recap import Cell, Table
from kkb.region import Desa
from kkb.schema import Observation, Tanggal
from tests.support.builders import REGION, Value, judge, judge_files, make_table, make_total, stored_texts

Said = dict[str, tuple[str, str | None]]
"""desa → (status, date of formation)"""

FEW = settings(max_examples=40, deadline=None)
WORDS = {
    "Belum": ("Belum", "BELUM TERBENTUK", "Tidak ada", "Belum ada Pokja", "Masih belum"),
    "Sosialisasi": ("Sosialisasi", "sudah sosialisasi", "Sosialisasi 2x", "Masih sosialisasi"),
    "Merintis": ("Merintis", "Rintisan ", "Dalam proses", "Sedang membentuk", "Masih merintis, belum ada SK"),
    "Terbentuk": ("Terbentuk", "Sudah terbentuk", "SUDAH", "v", "Baru terbentuk", "Terbentuk, belum ada SK"),
}
MERE_DIRT = ("\u200b", "\u202e", "\ufffd", "Ã©", "а")
"""What no name holds: it is an error or read rightly, never another desa."""


@dataclass(frozen=True)
class Recap:
    """Rows as written, (kecamatan, desa, status, date), and what they say."""

    rows: list[tuple[Value, ...]]
    says: Said


def write_date(draw: st.DrawFn, tanggal: Tanggal) -> Value:
    if len(tanggal.iso()) < 10:
        return draw(
            st.sampled_from(
                [tanggal.words(), tanggal.iso()[:4] if len(tanggal.iso()) == 4 else format_month(tanggal.first),
                 f"sekitar {tanggal.words()}", f"awal {tanggal.words()}", f"({tanggal.words()})"]
            )
        )
    day = tanggal.first
    typed = [f"{day:%d%m%Y}", f"{format_date(day)}.", f"Rabu ({day:%d/%m/%y})", misspelt(day)]
    return draw(st.sampled_from([day, format_date(day), *typed]))


def misspelt(day: date) -> str:
    """The day with the last letter of its month typed twice."""
    number, month, year = format_date(day).split()
    return f"{number} {month}{month[-1]} {year}"


def write_place(draw: st.DrawFn, desa: Desa) -> tuple[str | None, str]:
    """The desa and its kecamatan in one of the ways that officers use."""
    name = draw(st.sampled_from([desa.desa, desa.desa.upper(), f"Desa {desa.desa}", f" ds. {desa.desa} "]))
    kecamatan = desa.kecamatan
    return draw(
        st.sampled_from(
            [
                (kecamatan, name),
                (f"KEC. {kecamatan.upper()}", name),
                (None, f"{name} ({kecamatan})"),
                (kecamatan, f"{name}, Kec. {kecamatan}"),
                (None, f"Kec. {kecamatan} / Desa {desa.desa}"),
                (None, f"{kecamatan} - {desa.desa}"),
            ]
        )
    )


@st.composite
def recaps(draw: st.DrawFn) -> Recap:
    """A recap without a fault, in any order."""
    entries = draw(st.lists(st.sampled_from(REGION.desa), min_size=3, max_size=10, unique_by=lambda d: d.kode_desa))
    rows: list[tuple[Value, ...]] = []
    says: Said = {}
    for desa in entries:
        status = draw(st.sampled_from(list(WORDS)))
        tanggal = None
        if status == "Terbentuk" and draw(st.booleans()):
            day = date(2014, 1, 1) + timedelta(days=draw(st.integers(0, 3000)))
            tanggal = Tanggal.from_iso(day.isoformat()[: draw(st.sampled_from([4, 7, 10]))])
        written = write_date(draw, tanggal) if tanggal else draw(st.sampled_from([None, "-"]))
        rows.append((*write_place(draw, desa), draw(st.sampled_from(WORDS[status])), written))
        says[desa.desa] = (status, tanggal.iso() if tanggal else None)
    return Recap(rows, says)


def decorate(table: Table, draw: st.DrawFn) -> Table:
    """The table with honest totals, titles and a signature."""
    formed = sum(row.cells["status"].text.strip() in WORDS["Terbentuk"] for row in table.rows)
    totals = draw(
        st.sampled_from(
            [[], [{"desa": str(len(table.rows))}], [{"status": str(formed)}], [{"status": str(formed)}] * 2]
        )
    )
    above = [*table.above, Cell("A2", "text", "REKAPITULASI POKJA KAMPUNG KB")]
    below = [Cell("D40", "text", "Manggar, 10 Mei 2023")] if draw(st.booleans()) else []
    last = table.rows[-1].row
    made = [make_total(last + place, "Jumlah", **numbers) for place, numbers in enumerate(totals, start=1)]
    return replace(table, totals=made, above=above, below=below)


def kept(verdict: Verdict, says: Said) -> Said:
    """Of what is stored, that which was never said."""
    return {desa: said for desa, said in stored_texts(verdict).items() if says.get(desa) != said}


@FEW
@given(recaps(), st.data())
def test_a_clean_recap_comes_back_exactly(recap: Recap, data: st.DataObject) -> None:
    verdict = judge(data.draw(st.composite(lambda draw: decorate(make_table(recap.rows), draw))()))
    assert verdict.outcome in (Outcome.ACCEPT, Outcome.WARN), [p.message for p in verdict.problems]
    assert stored_texts(verdict) == recap.says
    assert "TOTAL_MISMATCH" not in {p.code for p in verdict.problems}


@FEW
@given(recaps(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(recap: Recap, random: object) -> None:
    shuffled = list(recap.rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert stored_texts(judge(shuffled)) == stored_texts(judge(recap.rows))


@FEW
@given(recaps(), st.data())
def test_a_dirtied_cell_is_read_rightly_or_said(recap: Recap, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(recap.rows) - 1))
    column = data.draw(st.integers(0, 3))
    row = list(recap.rows[place])
    dirt = data.draw(st.sampled_from(MERE_DIRT))
    at = data.draw(st.integers(0, 3))
    cell = row[column]
    text = format_date(cell) if isinstance(cell, date) else str(cell or "")
    row[column] = text[:at] + dirt + text[at:]
    rows = [*recap.rows[:place], tuple(row), *recap.rows[place + 1 :]]
    verdict = judge(rows)
    assert kept(verdict, recap.says) == {}
    assert any(p.cell and p.cell[1:] == str(place + 5) for p in verdict.problems) or verdict.outcome is Outcome.REJECT


@FEW
@given(recaps(), st.data())
def test_a_row_written_again_counts_once_or_is_said(recap: Recap, data: st.DataObject) -> None:
    again = list(data.draw(st.sampled_from(recap.rows)))
    if data.draw(st.booleans()):
        again[2:] = [data.draw(st.sampled_from(["Belum", "Merintis", "Terbentuk"])), None]
    verdict = judge([*recap.rows, tuple(again)])
    assert kept(verdict, recap.says) == {}
    assert {p.code for p in verdict.problems} & {"ROW_DUP_SAME", "ROW_DUP_CONFLICT"}


@FEW
@given(recaps(), st.integers(1, 9))
def test_cut_into_files_it_says_the_same(recap: Recap, size: int) -> None:
    parts = [recap.rows[start : start + size] for start in range(0, len(recap.rows), size)]
    verdict = judge_files({f"{number}.xlsx": make_table(part) for number, part in enumerate(parts)})
    assert stored_texts(verdict) == recap.says


@FEW
@given(recaps())
def test_the_same_again_changes_nothing(recap: Recap) -> None:
    first = judge(recap.rows)
    assert first.data_date is not None
    stored = [Observation(1, first.data_date, row) for row in first.rows]
    again = judge(recap.rows, baseline=Baseline(observations=stored))
    assert again.nothing_to_save
    assert {change.kind.value for change in again.changes} <= {"unchanged"}
