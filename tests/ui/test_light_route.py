"""The address of the light page: the same figures as the pages, kept copies, calm refusals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.datastructures import QueryParams

from kkb import narrative
from kkb.briefing.source import source_words
from kkb.schema import TargetRow
from kkb.ui.frame import cache
from kkb.ui.frame.filters import Filters
from kkb.ui.frame.view import build_view
from kkb.ui.server import light_route
from tests.exports.test_light_page import Page
from tests.support import asking
from tests.support.page_fixtures import NOW, App, load
from tests.support.recaps import LATER, make_recap

HOSTILE_DESA = "<img src=x onerror=alert(1)>\"'&"
HOSTILE_KECAMATAN = "<script>alert(2)</script>"


@dataclass(frozen=True)
class Answer(asking.Answer):
    @property
    def page(self) -> Page:
        return Page(self.body)


def ask(address: str = "/ringkas", headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
    """One request to the route, without a server."""
    found = asking.ask_app(Starlette(routes=[light_route.light_route()]), address, headers, method)
    return Answer(found.status, found.headers, found.body)


@pytest.mark.parametrize("kecamatan", [(), ("Manggar",), ("Manggar", "Damar")])
@pytest.mark.parametrize("day", [None, date(2018, 12, 31)])
def test_the_figures_are_those_of_the_pages(app: App, kecamatan: tuple[str, ...], day: date | None) -> None:
    view = build_view(app.store.data_version(), Filters(kecamatan, day), cache.now().date())
    query = "&".join([*(f"kec={name}" for name in kecamatan), *(["per=2018"] if day else [])])
    answer = ask(f"/ringkas?{query}")
    assert answer.status == 200
    text = answer.page.text
    r = view.ringkasan
    for sentence in (
        narrative.scope_words(kecamatan, view.region_name),
        narrative.headline(r),
        narrative.pace_sentence(r),
        narrative.freshness(view.newest_day, view.today, r.target_day, r.sisa_desa, view.older_reports),
        narrative.line_title(r, view.spans),
        narrative.kecamatan_title(view.capaian),
        narrative.without_pokja_title(r),
        source_words(view),
        f"{r.terbentuk_desa} desa",
        *(f"{card.label} {card.value} {card.note}" for card in narrative.cards(r)),
    ):
        assert sentence in text
    for name in view.desa.loc[~view.desa["terbentuk"], "desa"]:
        assert name in text
    assert "DATA CONTOH" in text


def test_counts_open_the_desa_behind_them(app: App) -> None:
    body = ask("/ringkas?kec=Gantung&per=2018").body.decode()
    assert '<b><a href="desa?status=Terbentuk&amp;kec=Gantung&amp;per=31+Desember+2018">3</a></b>' in body
    assert re.search(r'<h3>.*?<a href="desa\?status=Belum\+dilaporkan&amp;kec=Gantung[^"]*">4 desa</a>', body)


def test_it_follows_new_data(app: App) -> None:
    before = ask()
    load(app.store, LATER)
    cache.watcher().announce()
    after = ask()
    assert after.headers["etag"] != before.headers["etag"]
    assert after.page.text != before.page.text
    r = build_view(app.store.data_version(), Filters(), cache.now().date()).ringkasan
    assert narrative.headline(r) in after.page.text
    assert "Sejak 10 Mei 2023:" in after.page.text


def test_a_kept_copy_is_not_sent_again(app: App) -> None:
    first = ask()
    assert first.headers["cache-control"] == "no-cache"
    for tag in (first.headers["etag"], f'"other", {first.headers["etag"]}', first.headers["etag"][2:], "*"):
        again = ask(headers={"If-None-Match": tag})
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    assert ask(headers={"If-None-Match": 'W/"other"'}).status == 200
    assert ask("/ringkas?kec=Damar", headers={"If-None-Match": first.headers["etag"]}).status == 200


def test_nothing_foreign_may_run_or_load(app: App) -> None:
    headers = ask().headers
    policy = headers["content-security-policy"].split("; ")
    assert policy[:4] == [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src 'self' data:",
        "form-action 'self'",
    ]
    assert headers["content-type"] == "text/html; charset=utf-8"


def test_only_reading(app: App) -> None:
    assert ask(method="HEAD").status == 200
    assert ask(method="POST").status == 405


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("kec=Atlantis", "Diabaikan dari alamat ini: kecamatan yang tidak dikenal."),
        ("per=kemarin", "Diabaikan dari alamat ini: tanggal yang tidak dapat dipakai."),
        ("per=2099", "Diabaikan dari alamat ini: tanggal yang tidak dapat dipakai."),
        ("kec=Atlantis&per=x", "kecamatan yang tidak dikenal dan tanggal yang tidak dapat dipakai."),
    ],
)
def test_what_is_not_known_is_ignored_and_said(app: App, query: str, notice: str) -> None:
    text = ask(f"/ringkas?{query}").page.text
    assert notice in text
    assert "15 dari 39 desa" in text
    assert "Atlantis" not in text


@pytest.mark.parametrize("query", ["", "kec=&per=", "per=Data terbaru", "kec=Manggar&kec=Manggar"])
def test_what_the_form_sends_is_understood(app: App, query: str) -> None:
    assert "Diabaikan" not in ask(f"/ringkas?{query}").page.text


def test_kecamatan_stand_in_the_order_of_the_region(app: App) -> None:
    query = QueryParams([("kec", "Damar"), ("kec", "Manggar"), ("kec", "Nihil"), ("per", "30 Juni 2018")])
    filters, notices = light_route.read_address(query, NOW.date())
    assert filters == Filters(("Manggar", "Damar"), date(2018, 6, 30))
    assert len(notices) == 1


def test_names_of_another_region_are_text(app: App, tmp_path: Path) -> None:
    csv = tmp_path / "wilayah.csv"
    rows = ["kode_kecamatan,kecamatan,kode_desa,desa", f"01,{HOSTILE_KECAMATAN},01.1,Satu"]
    rows.append(f'01,{HOSTILE_KECAMATAN},01.2,"{HOSTILE_DESA.replace(chr(34), chr(34) * 2)}"')
    csv.write_text("\n".join(rows), encoding="utf-8")
    app.set(KKB_WILAYAH=str(csv), KKB_NAMA_WILAYAH="<b>Tebal</b>")
    load(app.store, make_recap((HOSTILE_KECAMATAN, "Satu", "Belum"), contoh=False), name="<i>rekap</i>.xlsx")
    cache.watcher().announce()
    answer = ask()
    page = answer.page
    assert answer.status == 200
    assert not {tag for tag, _ in page.tags} & {"img", "script"}
    assert HOSTILE_KECAMATAN.encode() not in answer.body
    assert HOSTILE_DESA in page.text
    assert "<b>Tebal</b>" in page.text
    assert "<i>rekap</i>.xlsx" in page.text
    assert ask(f"/ringkas?kec={quote(HOSTILE_KECAMATAN)}").page.text.count("Diabaikan") == 0


def test_without_data_it_says_so(app: App) -> None:
    app.start_empty()
    answer = ask()
    assert answer.status == 200
    assert "Belum ada data" in answer.page.text


@pytest.mark.parametrize("desa", [0, 5])
def test_a_smaller_target_reads_as_the_pages_do(app: App, desa: int) -> None:
    targets = [TargetRow("19.06.01", date(2025, 12, 31), desa)]
    decided = date(2023, 5, 10)
    app.store.add_plan(nama="Baru", ditetapkan=decided, oleh="Sari", alasan="Rapat", targets=targets, at=NOW)
    cache.watcher().announce()
    r = build_view(app.store.data_version(), Filters(), cache.now().date()).ringkasan
    assert narrative.headline(r) in ask().page.text


def test_an_unreachable_database_is_told_calmly(app: App, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    broken = tmp_path / "rusak.db"
    broken.write_bytes(b"not a database, but long enough to be taken for one" * 100)
    app.set(KKB_DATABASE_URL=f"sqlite:///{broken}")
    answer = ask()
    assert answer.status == 503
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["retry-after"] == "30"
    assert "Data belum dapat dibuka" in answer.page.text
    assert "Traceback" not in answer.page.text
    assert any("unavailable" in record.message for record in caplog.records)


def test_a_fault_of_ours_becomes_a_number(
    app: App, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("secret detail")

    monkeypatch.setattr(light_route, "light_facts", fail)
    answer = ask()
    assert answer.status == 500
    assert "secret" not in answer.body.decode()
    number = answer.page.text.split("nomor ")[1].split()[0]
    assert any(number in record.getMessage() for record in caplog.records)
