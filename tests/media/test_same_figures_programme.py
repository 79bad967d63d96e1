"""Promises, steps, activities and verdicts are the same numbers wherever they are told, and those of our own count.

A small state of two kecamatan, written so that a reader can count it. Every row says here what becomes of it
("terbuka"); the program that is tested has to find that out by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

import pytest

from kkb.briefing.build import make_briefing
from kkb.briefing.model import Briefing, FindingsBody
from kkb.exports.light.page import render_light_page
from kkb.exports.report import make_file
from kkb.exports.wall import WallFrame, render_wall
from kkb.overview import Overview
from kkb.programme import JenisLangkah, Putusan, ReportedRow
from kkb.schema import Tahap
from kkb.theme import LIGHT
from kkb.ui.frame.filters import Filters
from kkb.ui.frame.view import View
from kkb.ui.ringkasan.first_page import missing_html
from kkb.ui.server.light_facts import light_facts
from tests.support.builders import REGION, make_observation
from tests.support.outcome_builders import activity, review, signature, step
from tests.support.pdf_reading import read_text
from tests.support.pptx_reading import read_numbers
from tests.support.recap_builders import overview_of, read_tidy

pytestmark = pytest.mark.slow

DAY = date(2023, 12, 31)
PLACES = ("Dendang", "Kelapa Kampit")
SIGNING = "2023-05-10"
_TAG = re.compile(r"<(script|style|template)\b.*?</\1>|<[^>]+>", re.DOTALL)

FORMED = {"Nyuruk": "2017-10-03", "Cendil": "2018-05-02", "Senyubuk": "2023-08-01", "Padang": "2018-02-01"}
"""Padang stands in Manggar, which is not asked for."""

# Desa, did its head sign, did the chair of its BPD, when, and what became of it.
PROMISES: tuple[tuple[str, bool | None, bool | None, str | None, str], ...] = (
    ("Nyuruk", True, True, SIGNING, "sudah ada"),
    ("Dendang", True, False, SIGNING, "terbuka"),
    ("Balok", True, True, SIGNING, "terbuka"),
    ("Jangkang", False, False, None, "tidak"),
    ("Senyubuk", True, True, SIGNING, "ditepati"),
    ("Cendil", None, True, None, "tanpa tanggal"),
    ("Mayang", True, True, "2023-06-30", "terbuka"),
    ("Padang", True, True, SIGNING, "sudah ada"),
)
STILL = {"Balok": 235, "Mayang": 184}
"""Open promises without a step since, and the days from the signing to 31 December."""
STEPS = (
    ("Dendang", "2023-06-01", JenisLangkah.SOSIALISASI),
    ("Dendang", "2023-07-01", JenisLangkah.SOSIALISASI),
    ("Dendang", "2023-08-01", JenisLangkah.KOORDINASI),
    ("Buding", "2023-03-01", JenisLangkah.SOSIALISASI),
    ("Lalang", "2023-03-01", JenisLangkah.SOSIALISASI),
)
# Desa, programme, people, a need, before, after, rupiah spent, and whether before and after compare.
ACTIVITIES: tuple[tuple[str, str, int | None, str | None, str | None, str | None, int | None, bool], ...] = (
    ("Nyuruk", "Dapur sehat", 20, "Balita gizi kurang", "11 balita", "8 balita", 2_000_000, True),
    ("Nyuruk", "Dapur sehat", None, "Balita gizi kurang", "8 balita", "baik", 500_000, False),
    ("Senyubuk", "Dapur sehat", 30, None, "5 balita", "3 balita", None, True),
    ("Senyubuk", "Kelas remaja", 25, "Nikah dini", "10%", "7 remaja", 1_000_000, False),
    ("Nyuruk", "Kebun gizi", None, None, None, None, None, False),
    ("Cendil", "Posyandu", 40, "Gizi anak", None, None, None, False),
    ("Padang", "Dapur sehat", 99, "Air bersih", "1 desa", "2 desa", 9_000_000, True),
)
ASLEEP = ("Cendil",)
"""Its one activity was in 2021; all others are of September 2023."""
VERDICTS = (
    ("Nyuruk", "Dapur sehat", Putusan.LANJUTKAN),
    ("Senyubuk", "Dapur sehat", Putusan.PERBAIKI),
    ("Senyubuk", "Kelas remaja", Putusan.HENTIKAN),
    ("Padang", "Dapur sehat", Putusan.LANJUTKAN),
)
KECAMATAN = {desa.desa: desa.kecamatan for desa in REGION.desa}


@dataclass(frozen=True)
class Counted:
    """What the rows above say of some kecamatan, counted here."""

    kecamatan: tuple[str, ...]

    def inside(self, rows: Any) -> list[Any]:
        """The rows, or names, of desa of these kecamatan."""
        return [row for row in rows if KECAMATAN[row if isinstance(row, str) else row[0]] in self.kecamatan]

    def fates(self, kecamatan: str) -> Counter[str]:
        return Counter(row[-1] for row in PROMISES if KECAMATAN[row[0]] == kecamatan)

    @property
    def promises(self) -> dict[str, tuple[int, ...]]:
        """Kecamatan → desa that promised, had a Pokja, kept it, owe it, gave no date, made none, are not reported."""
        found = {}
        for name in self.kecamatan:
            fate = self.fates(name)
            unknown = list(KECAMATAN.values()).count(name) - fate.total()
            kinds = ("sudah ada", "ditepati", "terbuka", "tanpa tanggal", "tidak")
            found[name] = (fate.total() - fate["tidak"], *(fate[kind] for kind in kinds), unknown)
        return found

    @property
    def promised(self) -> tuple[int, ...]:
        """The same of all of them."""
        return tuple(map(sum, zip(*self.promises.values(), strict=True)))

    @property
    def programs(self) -> dict[str, tuple[str, ...]]:
        """Programme → desa, people, needs named, results that compare, rupiah per person; as they are read."""
        found = {}
        for name in dict.fromkeys(row[1] for row in self.inside(ACTIVITIES)):
            rows = [row for row in self.inside(ACTIVITIES) if row[1] == name]
            people = [row[2] for row in rows if row[2] is not None]
            paid = [(row[6], row[2]) for row in rows if row[6] is not None and row[2]]
            each = sum(money for money, _ in paid) / sum(who for _, who in paid) if paid else None
            compared = [row for row in rows if row[7]]
            newest = f"{compared[-1][4].split()[0]} → {compared[-1][5]}" if compared else "–"
            found[name] = (
                str(len({row[0] for row in rows})),
                str(sum(people)) if people else "kosong",
                f"{sum(row[3] is not None for row in rows)} dari {len(rows)}",
                f"{newest} ({len(compared)})",
                f"{each:,.0f} (dari {len(paid)} dari {len(rows)})".replace(",", ".") if each is not None else "kosong",
            )
        return found

    @property
    def verdicts(self) -> set[tuple[str, ...]]:
        found = set()
        for desa, name, putusan in self.inside(VERDICTS):
            running = {row[0] for row in self.inside(ACTIVITIES) if row[1] == name}
            compared = {row[0] for row in self.inside(ACTIVITIES) if row[1] == name and row[7]}
            is_uncontested = {row[2] for row in self.inside(VERDICTS) if row[1] == name} == {Putusan.LANJUTKAN}
            spread = "dapat disebarluaskan" if len(compared) > 2 else "belum cukup desa untuk menilai"
            told = f"; {spread}" if is_uncontested else ""
            found.add((putusan.value, name, f"{desa} (1 dari {len(running)}{told}): alasan kosong"))
        return found

    @property
    def unreviewed(self) -> list[str]:
        return [desa for desa in self.inside(FORMED) if desa not in {row[0] for row in VERDICTS}]

    @property
    def without_pokja(self) -> list[str]:
        return [desa for desa in self.inside(KECAMATAN) if desa not in FORMED]

    @property
    def on_the_way(self) -> set[str]:
        return {row[0] for row in self.inside(STEPS)} & set(self.without_pokja)

    @property
    def people(self) -> tuple[int, int]:
        """People counted, and activities where nobody counted."""
        counts = [row[2] for row in self.inside(ACTIVITIES)]
        return sum(count or 0 for count in counts), counts.count(None)

    @property
    def decided(self) -> str:
        counts = Counter(row[2] for row in self.inside(VERDICTS))
        return ", ".join(f"{counts[kind]} {kind.value.lower()}" for kind in Putusan if counts[kind])

    @property
    def lines(self) -> list[str]:
        """How the lines begin, or what must be in them, by sheet."""
        _, sudah, ditepati, terbuka, undated, tidak, unknown = self.promised
        kept = [
            (sudah, "sudah punya Pokja sebelumnya"), (ditepati, "membentuknya sesudah komitmen"),
            (undated, "punya Pokja dengan urutan tanggal yang tidak diketahui"),
            (terbuka, "belum dilaporkan membentuk Pokja"),
        ]  # fmt: skip
        others = [(tidak, "tidak menandatangani"), (unknown, "belum dilaporkan")]
        told = [". ".join(filter(None, (", ".join(f"{n} {w}" for n, w in part if n) for part in (kept, others))))]
        told.append(f"{len(self.on_the_way)} dari {len(self.without_pokja)} desa tanpa Pokja sudah mengambil langkah")
        held = self.inside(ACTIVITIES)
        pokja, busy = len(self.inside(FORMED)), len({row[0] for row in held})
        needs = sum(row[3] is not None for row in held)
        told.append(f"{len(held)} kegiatan di {busy} dari {pokja} Pokja, {self.people[0]} peserta")
        told.append(f"{needs} dari {len(held)} kegiatan mencantumkan kebutuhan")
        rest = f". {len(self.unreviewed)} dari {pokja} Pokja belum menilai" if self.unreviewed else ""
        return [*told, f"Evaluasi: {self.decided}{rest}"]

    @property
    def findings(self) -> dict[str, set[tuple[str, ...]]]:
        """Slide → rows of its table, as they are read."""
        # A column of which nobody has anything is left out.
        shown = [place for place, count in enumerate(self.promised) if count or place not in (4, 5)]
        return {
            "komitmen": {(name, *(str(counts[at]) for at in shown)) for name, counts in self.promises.items()},
            "belum-bergerak": {(desa, KECAMATAN[desa], str(STILL[desa])) for desa in self.inside(STILL)},
            "program": {(name, *cells) for name, cells in self.programs.items()},
            "evaluasi": self.verdicts
            | {
                (words, f"{len(pokja)} Pokja", ", ".join(pokja))
                for words, pokja in (("Belum menilai", self.unreviewed), ("Tanpa laporan", self.inside(ASLEEP)))
                if pokja
            },
        }


def make_told(kecamatan: tuple[str, ...]) -> Overview:
    rows = [
        *(signature(desa, when, head=head, chair=chair) for desa, head, chair, when, _ in PROMISES),
        *(step(desa, when, jenis) for desa, when, jenis in STEPS),
        *(
            activity(
                nama, "2021-05-01" if desa in ASLEEP else f"2023-09-{place + 1:02d}", desa, peserta=people,
                kebutuhan=need, sebelum=before, sesudah=after, realisasi=spent,
            )
            for place, (desa, nama, people, need, before, after, spent, _) in enumerate(ACTIVITIES)
        ),
        *(review(nama, putusan, "2023-12-01", desa) for desa, nama, putusan in VERDICTS),
    ]  # fmt: skip
    observations = [
        make_observation(1, DAY.isoformat(), Tahap.TERBENTUK, FORMED[desa.desa], desa=desa.desa)
        if desa.desa in FORMED
        else make_observation(1, DAY.isoformat(), Tahap.BELUM, desa=desa.desa)
        for desa in REGION.desa
    ]
    programme = tuple(ReportedRow(1, DAY, row, place) for place, row in enumerate(rows, start=1))
    return overview_of(observations, programme=programme, kecamatan=kecamatan)


@pytest.fixture(params=[PLACES, ("Dendang",), ("Kelapa Kampit",)], ids="-".join, scope="module")
def meeting(request: pytest.FixtureRequest) -> tuple[Counted, Overview, Briefing]:
    overview = make_told(request.param)
    return Counted(request.param), overview, make_briefing(overview)


def bodies_of(briefing: Briefing) -> dict[str, FindingsBody]:
    return {slide.key: slide.body for slide in briefing.slides if isinstance(slide.body, FindingsBody)}


def rows_of(briefing: Briefing) -> dict[str, set[tuple[str, ...]]]:
    """The rows of the slides; of those that stand still the desa, its kecamatan and the days."""
    found = {key: set(body.table.rows) for key, body in bodies_of(briefing).items()}
    found["belum-bergerak"] = {(row[0], row[1], row[-1]) for row in found.get("belum-bergerak", set())}
    return found


def test_the_slides_say_what_we_counted(meeting: tuple[Counted, Overview, Briefing]) -> None:
    counted, _, briefing = meeting
    rows = rows_of(briefing)
    assert {key: rows[key] for key in counted.findings} == counted.findings
    totals = bodies_of(briefing)["komitmen"].table.total
    shown = [str(count) for place, count in enumerate(counted.promised) if count or place not in (4, 5)]
    assert totals == (("Jumlah", *shown) if len(counted.kecamatan) > 1 else None)
    lacking = {desa: words for desa, _, _, words in rows["berikutnya"]}
    assert lacking.keys() <= set(counted.without_pokja)
    expected = {
        "Dendang": "Penetapan kebijakan, Penyiapan SDM dan Pembentukan Pokja",
        "Buding": "Koordinasi, Penetapan kebijakan, Penyiapan SDM dan Pembentukan Pokja",
    }
    assert {desa: lacking[desa] for desa in counted.on_the_way} == {d: expected[d] for d in counted.on_the_way}


def test_slides_paper_and_wall_hold_the_same_rows(meeting: tuple[Counted, Overview, Briefing]) -> None:
    _, overview, briefing = meeting
    tables = {key: body.table for key, body in bodies_of(briefing).items()}
    assert {"komitmen", "berikutnya", "program", "evaluasi"} <= tables.keys()
    deck = read_numbers(make_file("pptx", overview, briefing))
    drawn = {row for slide in deck for table in slide.tables for row in table}
    paper = " ".join(read_text(make_file("pdf", overview, briefing)))
    wall = plain(render_wall(briefing, WallFrame(script="x.js", back="rapat", state="1")))
    for key, table in tables.items():
        for row in (*table.rows, *([table.total] if table.total else [])):
            assert row in drawn, key
            assert " ".join(row) in paper, key
            assert " ".join(row) in wall, key


def test_the_recap_holds_them_as_numbers(meeting: tuple[Counted, Overview, Briefing]) -> None:
    counted, overview, briefing = meeting
    tables = read_tidy(make_file("xlsx", overview, briefing))
    promises = {row["Kecamatan"]: row for row in tables["Komitmen"] if row["Kecamatan"] != "Jumlah"}
    for name, (janji, sudah, ditepati, terbuka, *_, unknown) in counted.promises.items():
        cells = ("Berjanji", "Sudah ada", "Ditepati", "Terbuka", "Tak dilaporkan")
        assert [promises[name][cell] for cell in cells] == [janji, sudah, ditepati, terbuka, unknown]
    still = {row["Desa"]: row["Hari"] for row in tables["Tanpa langkah"]}
    assert still == {desa: STILL[desa] for desa in counted.inside(STILL)}
    assert {row["Program"]: str(row["Desa"]) for row in tables["Program dan manfaat"]} == {
        name: cells[0] for name, cells in counted.programs.items()
    }
    rows = {
        "Semua komitmen": PROMISES,
        "Semua langkah": STEPS,
        "Semua kegiatan": ACTIVITIES,
        "Semua evaluasi": VERDICTS,
    }
    for sheet, written in rows.items():
        assert Counter(row["Desa"] for row in tables[sheet]) == Counter(row[0] for row in counted.inside(written)), (
            sheet
        )
    people = [row["Jumlah Peserta"] for row in tables["Semua kegiatan"]]
    assert (sum(count or 0 for count in people), people.count(None)) == counted.people


def test_the_lines_are_the_same_everywhere(meeting: tuple[Counted, Overview, Briefing]) -> None:
    counted, overview, briefing = meeting
    parts = {field: getattr(overview, field) for field in Overview.__dataclass_fields__}
    view = View(version=1, filters=Filters(counted.kecamatan), **parts)
    light = plain(render_light_page(light_facts(view)))
    first = plain(missing_html(view, LIGHT).encode())
    paper = " ".join(read_text(make_file("pdf1", overview, briefing)))
    for line in counted.lines:
        assert line in light
        assert line in first
        assert line in paper
        assert any(line in body.line for body in bodies_of(briefing).values())


def plain(body: bytes) -> str:
    return " ".join(unescape(_TAG.sub(" ", body.decode())).split()).replace(" :", ":")
