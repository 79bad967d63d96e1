"""The address of the wall: what it asks for, what is shown, kept copies, the number it compares, calm refusals."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.datastructures import QueryParams

from kkb.ui.frame import cache
from kkb.ui.frame.filters import Filters
from kkb.ui.server import wall_route
from kkb.ui.server.wall_route import WallAddress, read_wall_address
from tests.exports.test_wall import words_of
from tests.support import asking
from tests.support.page_fixtures import NOW, App, load
from tests.support.recaps import LATER

TODAY = NOW.date()
IGNORED = "Sebagian pilihan dalam alamat ini tidak dikenal dan diabaikan."


def ask(address: str = "/layar", headers: Mapping[str, str] | None = None, method: str = "GET") -> asking.Answer:
    """One request to the routes, without a server."""
    return asking.ask_app(Starlette(routes=wall_route.wall_routes()), address, headers, method)


def keys_of(answer: asking.Answer) -> list[str]:
    """The slides shown, each once, in their order."""
    return list(dict.fromkeys(re.findall(r'data-key="([^"]*)"', answer.body.decode())))


def text_of(answer: asking.Answer) -> str:
    return words_of(answer.body.decode().partition("<body>")[2])


class TestAddress:
    def test_nothing_is_everything(self, app: App) -> None:
        assert read_wall_address(QueryParams(""), TODAY) == WallAddress(Filters())

    def test_all_of_it(self, app: App) -> None:
        query = QueryParams(
            "kec=Manggar&kec=Damar&per=31+Desember+2018&sejak=2017&slide=peta,garis&putar=20&tema=gelap"
        )
        assert read_wall_address(query, TODAY) == WallAddress(
            Filters(("Manggar", "Damar"), date(2018, 12, 31)),
            date(2017, 12, 31),
            ("peta", "garis"),
            20,
            "dark",
        )

    def test_slides_may_be_named_one_by_one(self, app: App) -> None:
        assert read_wall_address(QueryParams("slide=peta&slide=garis,,kec"), TODAY).slides == ("peta", "garis", "kec")

    @pytest.mark.parametrize("word", ["4", "601", "-20", "2e1", "dua", "١٢", "0020"])
    def test_seconds_out_of_bounds_are_ignored_and_said(self, app: App, word: str) -> None:
        address = read_wall_address(QueryParams({"putar": word}), TODAY)
        assert (address.seconds, address.unknown) == (None, (IGNORED,))

    @pytest.mark.parametrize("query", ["tema=merah", "sejak=kemarin"])
    def test_unknown_words_are_ignored_and_said(self, app: App, query: str) -> None:
        address = read_wall_address(QueryParams(query), TODAY)
        assert (address.theme, address.base, address.unknown) == ("light", None, (IGNORED,))


class TestWall:
    def test_chosen_slides_in_their_order(self, app: App) -> None:
        assert keys_of(ask("/layar?slide=peta,ringkasan")) == ["peta", "ringkasan"]
        answer = ask("/layar?slide=kec")
        assert len(keys_of(answer)) == 7 and all(key.startswith("kec-") for key in keys_of(answer))

    def test_a_slide_that_is_none_is_left_out_and_said(self, app: App) -> None:
        answer = ask("/layar?slide=peta,tidakada")
        assert keys_of(answer) == ["peta"]
        assert "Sebagian slide dalam alamat ini tidak ada dan dilewati." in text_of(answer)
        assert "tidakada" not in text_of(answer)

    def test_filter_and_day_are_those_of_the_pages(self, app: App) -> None:
        answer = ask("/layar?kec=Damar&per=2018")
        assert "Kecamatan Damar · 31 Desember 2018" in text_of(answer)
        addresses = re.findall(r'<a href="([^"]*)"', answer.body.decode())
        assert "rapat?kec=Damar&amp;per=31%20Desember%202018" in addresses
        assert "desa?status=Terbentuk&amp;kec=Damar&amp;per=31+Desember+2018" in addresses
        # A step of the line opens the desa of its own day; the filter stays.
        assert [address for address in addresses if "kec=Damar&amp;per=31" not in address] == []
        days = {found[1] for address in addresses if (found := re.search(r"pada=([^&]*)", address))}
        assert days == {"1+Januari+2014", "3+Oktober+2017", "2+Mei+2018"}

    def test_tiles_bars_and_rungs_open_their_desa(self, app: App) -> None:
        body = ask("/layar?slide=peta,kecamatan,belum,kec-19.06.02").body.decode()
        assert '<a href="desa?desa=19.06.01.2007" aria-label="Baru, Kecamatan Manggar: Belum">' in body
        assert '<a href="desa?di=Gantung" aria-label="Gantung: 3 dari 7 · 42,9%">' in body
        assert '<a href="desa?status=Merintis"><i class="badge m"' in body
        assert '<a href="desa?status=Terbentuk&amp;di=Gantung"><b>Terbentuk, 3 desa:</b></a>' in body

    def test_it_asks_nothing_of_a_reader(self, app: App, caplog: pytest.LogCaptureFixture) -> None:
        # It is drawn outside any run of a page: Streamlit warns at each look for the reader's address or theme.
        warner = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
        caplog.set_level(logging.WARNING, logger=warner.name)
        warner.addHandler(caplog.handler)
        body = ask().body.decode()
        warner.removeHandler(caplog.handler)
        assert 'href="kegiatan?program=' in body
        assert [record.getMessage() for record in caplog.records] == []

    def test_a_day_to_compare_with_must_be_before(self, app: App) -> None:
        assert "Sejak 31 Desember 2016" in text_of(ask("/layar?slide=perubahan&sejak=2016"))
        assert "Tanggal pembanding dalam alamat ini tidak dapat dipakai" in text_of(ask("/layar?sejak=10+Mei+2023"))

    def test_theme_and_advance(self, app: App) -> None:
        head = ask("/layar?tema=gelap&putar=30").body.decode()[:200]
        assert 'data-tema="gelap" data-putar="30"' in head

    def test_words_of_the_address_are_never_repeated(self, app: App) -> None:
        word = quote('"><script>alert(1)</script>')
        body = ask(f"/layar?kec={word}&per={word}&sejak={word}&slide={word}&putar={word}&tema={word}").body
        assert b"alert(1)" not in body

    def test_it_says_data_contoh_and_its_title(self, app: App) -> None:
        answer = ask()
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        title = "DATA CONTOH · Kabupaten Belitung Timur · Belum ada data sesudah tenggat: 15 dari 39 desa"
        assert f"<title>{title}" in answer.body.decode()

    def test_without_data_it_says_so_and_goes_on_asking(self, app: App) -> None:
        app.start_empty()
        answer = ask("/layar?slide=peta")
        assert answer.status == 200
        assert "Belum ada data" in text_of(answer)
        assert "tidak ada dan dilewati" not in text_of(answer)
        assert "layar.js" in answer.body.decode()


class TestFollowing:
    def test_the_number_changes_with_the_data_and_the_page_carries_it(self, app: App) -> None:
        def state() -> str:
            return re.findall(r'data-versi="([^"]*)"', ask().body.decode())[0]

        before = ask("/layar/versi")
        assert before.headers["cache-control"] == "no-store"
        first = state()
        assert "|".join(map(str, json.loads(before.body).values())) == first
        load(app.store, LATER)
        cache.watcher().announce()
        assert ask("/layar/versi").body != before.body
        assert state() != first
        assert "22 dari 39 desa" in text_of(ask())

    def test_a_kept_copy_is_not_sent_again(self, app: App) -> None:
        first = ask()
        assert first.headers["cache-control"] == "no-cache"
        again = ask(headers={"If-None-Match": first.headers["etag"]})
        assert (again.status, again.body) == (304, b"")
        assert ask("/layar?tema=gelap", headers={"If-None-Match": first.headers["etag"]}).status == 200

    def test_the_script_has_an_address_for_each_of_its_versions(self, app: App) -> None:
        (address,) = re.findall(r'<script src="(layar\.js\?v=\w{16})">', ask().body.decode())
        answer = ask(f"/{address}")
        assert answer.headers["content-type"].startswith("text/javascript")
        assert "immutable" in answer.headers["cache-control"]
        assert answer.body == (Path(wall_route.__file__).parent / "wall.js").read_bytes()

    def test_nothing_foreign_may_run_or_load(self, app: App) -> None:
        policy = ask().headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; ")
        assert "http" not in policy

    @pytest.mark.parametrize("address", ["/layar", "/layar/versi", "/layar.js"])
    def test_only_reading(self, app: App, address: str) -> None:
        assert ask(address, method="HEAD").status == 200
        assert ask(address, method="POST").status == 405


class TestFaults:
    def test_an_unreachable_database_is_told_calmly(self, app: App, tmp_path: Path) -> None:
        broken = tmp_path / "rusak.db"
        broken.write_bytes(b"not a database, but long enough to be taken for one" * 100)
        app.set(KKB_DATABASE_URL=f"sqlite:///{broken}")
        answer = ask()
        assert answer.status == 503
        assert (answer.headers["cache-control"], answer.headers["retry-after"]) == ("no-store", "30")
        assert "Data belum dapat dibuka" in text_of(answer)
        # It goes on asking: no state of data is this one.
        assert 'data-versi="-"' in answer.body.decode()
        assert ask("/layar/versi").status == 503

    def test_a_fault_of_ours_becomes_a_number(
        self, app: App, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail(*_: object) -> None:
            raise ValueError("secret detail")

        monkeypatch.setattr(wall_route, "render_wall", fail)
        answer = ask()
        assert answer.status == 500
        assert "secret" not in answer.body.decode()
        number = text_of(answer).split("nomor ")[1].split()[0]
        assert any(number in record.getMessage() for record in caplog.records)
