"""What a meeting takes along says the same: slides, paper, recap, message and wall against a count of our own.

The rows of the state are counted here by hand; nothing of the program that is tested counts for the test.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any

import pytest

from kkb.briefing.build import make_briefing
from kkb.briefing.message import chat_message
from kkb.briefing.model import Briefing
from kkb.exports.report import make_file
from kkb.exports.wall import WallFrame, render_wall
from kkb.formatting import format_percent
from kkb.overview import Overview
from kkb.schema import RecapRow, Tahap
from tests.support.briefing_builders import make_rows, make_state
from tests.support.builders import REGION
from tests.support.pdf_reading import read_text
from tests.support.pptx_reading import SlideNumbers, read_numbers
from tests.support.recap_builders import read_tidy

pytestmark = pytest.mark.slow

RUNGS = (Tahap.MERINTIS, Tahap.MERINTIS, Tahap.SOSIALISASI)
LADDER = (Tahap.TERBENTUK, Tahap.MERINTIS, Tahap.SOSIALISASI, Tahap.BELUM)
_TAG = re.compile(r"<(script|style|template)\b.*?</\1>|<[^>]+>", re.DOTALL)


@dataclass(frozen=True)
class Counted:
    """The desa of the places chosen, counted from the rows themselves."""

    rows: tuple[RecapRow, ...]

    @cached_property
    def desa(self) -> Counter[str]:
        return Counter(row.kecamatan for row in self.rows)

    def on(self, tahap: Tahap) -> Counter[str]:
        return Counter(row.kecamatan for row in self.rows if row.status is tahap)

    @property
    def formed(self) -> int:
        return self.on(Tahap.TERBENTUK).total()

    @property
    def sentence(self) -> str:
        """ "15 dari 39 desa (38,5%)"."""
        return f"{self.count} ({self.share})"

    @property
    def count(self) -> str:
        return f"{self.formed} dari {len(self.rows)} desa"

    @property
    def share(self) -> str:
        return format_percent(self.formed / len(self.rows) * 100)

    @property
    def shares(self) -> dict[str, str]:
        """Kecamatan → "3 dari 9 · 33,3%"."""
        formed = self.on(Tahap.TERBENTUK)
        return {
            name: f"{formed[name]} dari {desa} · {format_percent(formed[name] / desa * 100)}"
            for name, desa in self.desa.items()
        }

    @property
    def ranking(self) -> set[tuple[str, ...]]:
        """Rows of the table of kecamatan: name, target, formed, rest, percentage."""
        formed = self.on(Tahap.TERBENTUK)
        return {
            (name, str(desa), str(formed[name]), str(desa - formed[name]), format_percent(formed[name] / desa * 100))
            for name, desa in self.desa.items()
        }

    @property
    def by_year(self) -> Counter[str]:
        """Formations by year."""
        return Counter(str(row.tanggal.first.year) for row in self.rows if row.tanggal is not None)


def count(formed: int, kecamatan: tuple[str, ...]) -> Counted:
    rows = make_rows(REGION, formed, RUNGS)
    return Counted(tuple(row for row in rows if not kecamatan or row.kecamatan in kecamatan))


@pytest.fixture(
    params=[(0, ()), (15, ()), (39, ()), (15, ("Manggar",)), (15, ("Manggar", "Gantung"))],
    ids=lambda value: f"{value[0]}-{'-'.join(value[1]) or 'semua'}",
    scope="module",
)
def meeting(request: pytest.FixtureRequest) -> tuple[Counted, Overview, Briefing]:
    formed, kecamatan = request.param
    overview = make_state(formed, rungs=RUNGS, kecamatan=kecamatan, formed_before=min(formed, 12))
    return count(formed, kecamatan), overview, make_briefing(overview, base=overview.base)


def slide_of(deck: list[SlideNumbers], briefing: Briefing, key: str) -> list[SlideNumbers]:
    """The slides of the deck that belong to one of the briefing: a long one has several."""
    (wanted,) = [slide for slide in briefing.slides if slide.key == key]
    return [slide for slide in deck if slide.title.startswith(wanted.title)]


def test_slides(meeting: tuple[Counted, Overview, Briefing]) -> None:
    counted, overview, briefing = meeting
    deck = read_numbers(make_file("pptx", overview, briefing))
    assert deck[0].title.startswith(counted.count) and counted.share in deck[0].texts

    bars = slide_of(deck, briefing, "kecamatan")[0]
    formed, target = bars.series("Terbentuk (desa)"), bars.series("Target (desa)")
    names = dict(zip(formed.categories, zip(formed.values, target.values, strict=True), strict=True))
    on_top = counted.on(Tahap.TERBENTUK)
    assert names == {name: (on_top[name], desa) for name, desa in counted.desa.items()}
    listed = {row for slide in slide_of(deck, briefing, "kecamatan") for table in slide.tables for row in table}
    assert counted.ranking <= listed

    # Where every desa has its Pokja the map has the same title.
    ladder = next(slide for slide in slide_of(deck, briefing, "tahap") if slide.charts)
    drawn = {series.name for chart in ladder.charts for series in chart}
    for tahap in LADDER:
        expected = counted.on(tahap)
        if tahap.value in drawn:
            series = ladder.series(tahap.value)
            assert dict(zip(series.categories, series.values, strict=True)) == {n: expected[n] for n in counted.desa}
        else:
            assert not expected

    line = slide_of(deck, briefing, "garis")[0]
    new, total = line.series("Desa baru"), line.series("Desa dengan Pokja")
    years = [year[:4] if year[:4].isdigit() else year[-4:] for year in new.categories]
    by_year = Counter({year: int(n) for year, n in zip(years, new.values, strict=True) if n})
    assert by_year == counted.by_year
    assert max((n for n in total.values if n is not None), default=0) == counted.formed

    for kec in REGION.kecamatan:
        for slide in [s for s in briefing.slides if s.key == f"kec-{kec.kode_kecamatan}"]:
            (own,) = [s for s in deck if s.title == slide.title]
            assert f"{on_top[kec.kecamatan]} dari {counted.desa[kec.kecamatan]} desa" in own.title


def test_paper(meeting: tuple[Counted, Overview, Briefing]) -> None:
    counted, overview, briefing = meeting
    for name in ("pdf", "pdf1"):
        text = " ".join(" ".join(read_text(make_file(name, overview, briefing))).split())
        assert counted.count in text and f"Capaian terhadap target {counted.share}" in text
        assert [share for share in counted.shares.values() if share not in text] == []
        if name == "pdf":
            assert [row for row in counted.ranking if " ".join(row) not in text] == []


def test_recap(meeting: tuple[Counted, Overview, Briefing]) -> None:
    counted, overview, briefing = meeting
    tidy = read_tidy(make_file("xlsx", overview, briefing))
    on_top = counted.on(Tahap.TERBENTUK)
    assert {row["Kecamatan"]: (row["Terbentuk (desa)"], row["Target (desa)"], row["Sisa (desa)"]) for row in rows_of(
        tidy["Per kecamatan"], counted)} == {
        name: (on_top[name], desa, desa - on_top[name]) for name, desa in counted.desa.items()
    }  # fmt: skip
    for row in rows_of(tidy["Tahap"], counted):
        assert [row[f"{tahap.value} (desa)"] for tahap in LADDER] == [counted.on(t)[row["Kecamatan"]] for t in LADDER]
    assert Counter({str(row["Tahun"])[:4]: row["Baru (desa)"] for row in tidy["Per tahun"] if row["Baru (desa)"]}) == (
        counted.by_year
    )
    statuses = Counter(row["Status"] for row in tidy["Desa"])
    assert statuses == Counter(row.status.value for row in counted.rows)

    lines = list(csv.reader(io.StringIO(make_file("csv", overview, briefing).decode("utf-8-sig")), delimiter=";"))
    column = next(line.index("Status") for line in lines if "Status" in line)
    written = Counter(line[column] for line in lines if len(line) > column)
    assert {tahap: written[tahap] for tahap in statuses} == dict(statuses)


def rows_of(rows: list[dict[str, Any]], counted: Counted) -> list[dict[str, Any]]:
    """Without the total."""
    return [row for row in rows if row["Kecamatan"] in counted.desa]


def test_message_and_wall(meeting: tuple[Counted, Overview, Briefing]) -> None:
    counted, overview, briefing = meeting
    message = chat_message(overview, address="", base=overview.base)
    assert counted.sentence in message.partition("\n")[0]
    shares = [line for line in message.splitlines() if ": hubungi " in line]
    assert {line.partition(":")[0] for line in shares} == {
        f"*{kecamatan}* {counted.on(Tahap.TERBENTUK)[kecamatan]}/{count}"
        for kecamatan, count in counted.desa.items()
        if counted.on(Tahap.TERBENTUK)[kecamatan] < count
    }

    wall = plain(render_wall(briefing, WallFrame(script="x.js", back="rapat", state="1")))
    assert counted.count in wall and f"Capaian terhadap target {counted.share}" in wall
    assert [share for share in counted.shares.values() if share not in wall] == []
    assert [title for title in titles(briefing) if title not in wall] == []


def titles(briefing: Briefing) -> Mapping[str, None]:
    return dict.fromkeys(" ".join(slide.title.split()) for slide in briefing.slides)


def plain(body: bytes) -> str:
    return " ".join(unescape(_TAG.sub(" ", body.decode())).split())
