"""The slides of promises and benefit: which there are, what their rows open, and that a long list stays readable."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kkb.briefing.build import make_briefing
from kkb.briefing.model import Briefing, FindingsBody, Opening, Slide
from kkb.exports.report import make_file
from kkb.exports.wall import WallFrame, render_wall
from kkb.programme import JenisLangkah, ProgrammeRow, Putusan, ReportedRow
from kkb.ui.frame.filters import Filters
from kkb.ui.parts.page_links import page_links
from tests.support.builders import DATA_DAY, REGION
from tests.support.outcome_builders import activity, place_of, review, signature, step
from tests.support.pdf_reading import read_text
from tests.support.recap_builders import all_belum, formed, overview_of

KEYS = ("berikutnya", "komitmen", "belum-bergerak", "program", "evaluasi")
EARLIER = "2023-01-10"


def briefing_of(
    rows: Iterable[ProgrammeRow], *, with_pokja: bool = True, kecamatan: tuple[str, ...] = ("Dendang",)
) -> Briefing:
    """What is told of Dendang on 10 May 2023, where Nyuruk alone has its Pokja (or nobody)."""
    observations = all_belum(Nyuruk=formed("Nyuruk", "2017-10-03")) if with_pokja else all_belum()
    programme = tuple(ReportedRow(1, DATA_DAY, row, place) for place, row in enumerate(rows, start=1))
    return make_briefing(overview_of(observations, programme=programme, kecamatan=kecamatan))


def slides_of(briefing: Briefing) -> dict[str, Slide]:
    return {slide.key: slide for slide in briefing.slides if isinstance(slide.body, FindingsBody)}


def body_of(briefing: Briefing, key: str) -> FindingsBody:
    body = slides_of(briefing)[key].body
    assert isinstance(body, FindingsBody)
    return body


def column(body: FindingsBody, header: str) -> list[str]:
    place = body.table.headers.index(header)
    return [row[place] for row in body.table.rows]


ALL = (
    signature("Balok", EARLIER),
    signature("Nyuruk", EARLIER),
    step("Dendang", "2023-02-01", JenisLangkah.KOORDINASI),
    activity("Posyandu", "2023-03-01", peserta=12),
    review("Posyandu", Putusan.PERBAIKI, "2023-04-01"),
)


class TestWhichThereAre:
    def test_without_such_sheets_the_nearest_desa_alone(self) -> None:
        assert slides_of(briefing_of([])).keys() == {"berikutnya"}

    def test_all_in_the_order_of_the_questions(self) -> None:
        briefing = briefing_of(ALL)
        assert tuple(slides_of(briefing)) == KEYS
        assert all(slide.title and slide.alt for slide in slides_of(briefing).values())

    @pytest.mark.parametrize(
        ("row", "keys"),
        [
            (signature("Nyuruk", EARLIER), {"komitmen"}),
            (step("Balok", EARLIER), set()),
            (activity(tanggal=EARLIER), {"program"}),
            (review(tanggal=EARLIER), {"evaluasi"}),
        ],
    )
    def test_one_sheet_alone_has_its_own(self, row: ProgrammeRow, keys: set[str]) -> None:
        assert slides_of(briefing_of([row])).keys() == {"berikutnya", *keys}

    def test_the_nearest_desa_say_what_they_lack(self) -> None:
        rows = body_of(briefing_of([step("Balok", EARLIER, JenisLangkah.SDM)]), "berikutnya").table.rows
        assert rows[0] == (
            "Balok", "Dendang", "Belum", "Sosialisasi, Koordinasi, Penetapan kebijakan dan Pembentukan Pokja",
        )  # fmt: skip
        assert rows[1][2:] == ("Belum", "Sosialisasi")

    def test_on_the_day_of_the_signing_nobody_stands_still_yet(self) -> None:
        assert "belum-bergerak" not in slides_of(briefing_of([signature("Balok", DATA_DAY.isoformat())]))
        assert "belum-bergerak" in slides_of(briefing_of([signature("Balok", "2023-05-09")]))
        assert "belum-bergerak" in slides_of(briefing_of([signature("Balok", None)]))

    def test_the_words_without_which_they_cannot_be_read_are_defined(self) -> None:
        def defined(briefing: Briefing) -> set[str]:
            return {word for word, _ in briefing.slides[-1].body.definitions}  # type: ignore[union-attr]

        assert defined(briefing_of(ALL)) > defined(briefing_of([]))


class TestRows:
    def test_who_made_no_promise_has_a_column_only_where_there_is_one(self) -> None:
        usual = ("Kecamatan", "Berjanji", "Sudah ada", "Ditepati", "Terbuka", "Tak dilaporkan")
        assert body_of(briefing_of([signature("Balok", EARLIER)]), "komitmen").table.headers == usual
        refused = briefing_of([signature("Balok", head=False, chair=False), signature("Nyuruk", None)])
        assert set(body_of(refused, "komitmen").table.headers) - set(usual) == {"Urutan tak diketahui", "Tak berjanji"}

    @pytest.mark.parametrize("kecamatan", [(), ("Dendang",)])
    def test_every_row_opens_what_it_is_about(self, kecamatan: tuple[str, ...]) -> None:
        briefing = briefing_of(ALL, kecamatan=kecamatan)
        for key, slide in slides_of(briefing).items():
            assert len(body_of(briefing, key).openings) == len(slide.body.table.rows), key  # type: ignore[union-attr]
        codes = {desa.desa: desa.kode_desa for desa in REGION.desa}
        still, following = body_of(briefing, "belum-bergerak"), body_of(briefing, "berikutnya")
        assert still.openings == (Opening("desa", codes["Balok"]),)
        assert [Opening("desa", codes[name]) for name in column(following, "Desa")] == list(following.openings)
        promises = body_of(briefing, "komitmen")
        assert [Opening("komitmen", name) for name in column(promises, "Kecamatan")] == list(promises.openings)
        assert body_of(briefing, "program").openings == (Opening("program", "posyandu"),)

    def test_pokja_that_judged_nothing_and_that_sleep_are_named(self) -> None:
        briefing = briefing_of([activity(tanggal="2020-03-01"), review("Kebun", tanggal="2023-04-01", desa="Balok")])
        rows = body_of(briefing, "evaluasi").table.rows
        assert rows == (
            ("Lanjutkan", "Kebun", "Balok (1 dari 1; belum cukup desa untuk menilai): alasan kosong"),
            ("Belum menilai", "1 Pokja", "Nyuruk"),
            ("Tanpa laporan", "1 Pokja", "Nyuruk"),
        )

    def test_the_newest_result_stands_beside_how_many_compare(self) -> None:
        briefing = briefing_of(
            [
                activity(tanggal="2023-01-01", sebelum="3 anak", sesudah="3 anak"),
                activity(tanggal="2023-02-01", sebelum="9%", sesudah="8%"),
                activity("Kebun", "2023-02-01"),
            ]
        )
        assert column(body_of(briefing, "program"), "Sebelum → sesudah") == ["9 → 8% (2)", "– (0)"]
        assert "; 1 berubah, 1 tetap; per " in slides_of(briefing)["program"].subtitle

    def test_a_name_as_long_as_a_cell_leaves_the_slide_readable(self) -> None:
        name = "panjang " * 4_000
        briefing = briefing_of([activity(name, EARLIER), review(name, tanggal=EARLIER)])
        for key in ("program", "evaluasi"):
            (cell,) = column(body_of(briefing, key), "Program")
            assert len(cell) <= 120
            assert cell.endswith("…")


class TestWall:
    def test_names_lead_to_their_pages(self) -> None:
        frame = WallFrame(script="x.js", back="rapat", state="1", links=page_links(Filters()))
        wall = render_wall(briefing_of(ALL), frame).decode()
        balok = place_of("Balok")["kode_desa"]
        assert f'<td><a href="desa?desa={balok}">Balok</a></td>' in wall
        assert '<a href="komitmen?kec=Dendang">Dendang</a>' in wall
        assert '<a href="kegiatan?program=posyandu">Posyandu</a>' in wall

    def test_without_pages_there_are_no_links(self) -> None:
        wall = render_wall(briefing_of(ALL), WallFrame(script="x.js", back="rapat", state="1")).decode()
        assert "<td>Balok</td>" in wall


@pytest.mark.slow
class TestPaper:
    def test_the_one_sheet_has_their_lines(self) -> None:
        briefing = briefing_of(ALL)
        (page,) = read_text(make_file("pdf1", overview_of(all_belum()), briefing))
        bodies = [body_of(briefing, key) for key in slides_of(briefing)]
        lines = [body.line for body in bodies if body.line]
        assert len(lines) == 4
        assert "Janji dan manfaat" in page
        assert [line for line in lines if line not in page] == []

    def test_a_sheet_without_them_says_nothing_of_them(self) -> None:
        (page,) = read_text(make_file("pdf1", overview_of(all_belum()), briefing_of([])))
        assert "Janji dan manfaat" not in page

    def test_it_stays_one_page_where_all_stand_still(self) -> None:
        rows = [signature(desa.desa, EARLIER) for desa in REGION.desa]
        briefing = briefing_of(rows, with_pokja=False, kecamatan=())
        assert len(body_of(briefing, "belum-bergerak").table.rows) == len(REGION.desa)
        (page,) = read_text(make_file("pdf1", overview_of(all_belum()), briefing))
        assert "Komitmen: 39 desa menandatangani. 39 belum dilaporkan membentuk Pokja." in page
