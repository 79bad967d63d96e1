"""Web pages that call themselves Excel: their tables as one sheet, and pages that are made to be slow."""

from __future__ import annotations

import pytest

from kkb.workbook.formats import html_table
from kkb.workbook.formats.html_table import SHEET, read_html
from kkb.workbook.grid import Grid
from kkb.workbook.model import Refused


def grid_of(page: str) -> Grid:
    return read_html(page.encode())[0]


def values(page: str) -> list[list[object]]:
    return grid_of(page).values  # type: ignore[return-value]


def refusal(page: str) -> Refused:
    with pytest.raises(Refused) as caught:
        grid_of(page)
    return caught.value


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<TD Class='a>b' hidden COLSPAN=3>x</td>", "x"),
        ("<td>a &lt; b &amp c&nbsp;d&#233;&#x41;&takada;", "a < b & c\u00a0déA&takada;"),
        ("<td>a < b", "a < b"),
        ("<td>a<!-- <td> -->b<!-- c", "ab"),
        ("<td><![if !mso]>a<![endif]><?php b ?>", "a"),
        ("<td>a<script>if (a<b) '</td>'</script>c", "ac"),
        ("<td>a<td class='", "a"),
        ("<td>a</td", "a"),
        ("<td>a</ x>b", "ab"),
    ],
)
def test_a_cell_says_what_a_browser_shows(cell: str, text: str) -> None:
    assert values(f"<table><tr>{cell}")[0][0] == text


def test_the_word_of_an_error_is_an_error() -> None:
    assert values("<table><td> #REF! <td>#1") == [[("error", "#REF!"), "#1"]]


def test_a_page_says_the_same_however_it_is_cut_into_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<p>Rekap</p><table><tr><td rowspan=2>a&amp;b&nbsp;c<td>d&#233;</td><!-- x --></tr><tr><td>e</table>f"
    whole = values(page)
    for size in range(1, len(page)):
        monkeypatch.setattr(html_table, "_CHUNK", size)
        assert values(page) == whole


class TestSheet:
    def test_lines_around_and_between_tables_are_rows(self) -> None:
        page = "<html><title>x</title><h1>Rekap</h1>per 10 Mei<br>2023<table><tr><th>Desa</table>Kepala<table><td>a"
        assert values(page) == [["Rekap"], ["per 10 Mei"], ["2023"], ["Desa"], ["Kepala"], ["a"]]
        assert grid_of(page).sheet == SHEET

    def test_spans_are_merged_ranges_and_keep_later_cells_in_their_columns(self) -> None:
        page = "<table><tr><td rowspan=2>M<td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>"
        assert values(page) == [["M", "a", "", "b"], ["", "c", "d", "e"]]
        assert grid_of(page).merged == [(1, 1, 2, 1), (1, 2, 1, 3)]

    def test_a_span_below_the_table_ends_with_it(self) -> None:
        assert grid_of("<table><tr><td rowspan=60000>a<td>b</table>").merged == [(1, 1, 1, 1)]

    def test_blanks_run_together_and_breaks_stay(self) -> None:
        assert values("<table><td>  Desa \n Padang<br> lama </table>") == [["Desa Padang\nlama"]]

    def test_a_hidden_row_is_known_and_read(self) -> None:
        page = "<table><tr style='display: none'><td>a<tr hidden><td>b<tr><td>c</table>"
        assert (grid_of(page).hidden_rows, len(values(page))) == ({1, 2}, 3)

    def test_what_no_table_shows_is_no_text(self) -> None:
        page = "<table><td>a<script>x</script><style>y</style><select><option>z</select><xml><b>q</b></xml></table>"
        assert values(page) == [["a"]]

    def test_the_encoding_that_a_page_names_is_heeded(self) -> None:
        page = "<meta charset=iso-8859-1><table><td>Café"
        grid, form = read_html(page.encode("latin-1"))
        assert (grid.values, form.encoding, form.doubts) == ([["Café"]], "Windows-1252", ())
        assert read_html(page.replace("charset", "x").encode("latin-1"))[1].doubts == ("huruf",)

    @pytest.mark.parametrize(
        ("page", "words"),
        [("<html><p>Desa", "tanpa tabel"), ("<html><frameset><frame src=sheet001.htm>", "ada di berkas lain")],
    )
    def test_a_page_without_a_table_is_named(self, page: str, words: str) -> None:
        assert words in refusal(page).message


_MEGA = 2**20


@pytest.mark.parametrize(
    "part",
    ["<", "</", "<!", "<!--", "<?", "<a", "</a ", '<a "', "<a b=", "<a b='", "<i></b>", "&", "&#9", "&ampx", "<td>"],
)
def test_a_page_that_repeats_what_is_never_closed_is_refused_at_once(part: str) -> None:
    """Parsers that look for its end anew each time take minutes for most of these."""
    page = "<html><table><tr><td>" + part * (9 * _MEGA // len(part))
    assert refusal(page).reason in ("too_big_inside", "not_excel")


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<table><tr><td>" * 100_000, id="tables 100,000 deep"),
        pytest.param("<table>" + "<tr><td colspan=16384>a" * 200, id="too many cells"),
        pytest.param("<table><tr><td colspan=16384>a<td>b", id="beyond the last column"),
        pytest.param("<table><tr>" + "<td rowspan=65534 colspan=100>a" * 160 + "<tr><td>b" * 200, id="spans to skip"),
        pytest.param("<table><tr><td " + "a=1 " * (2 * _MEGA) + ">", id="attributes"),
        pytest.param("<table><tr><td>" + "x" * 1_000_001, id="too long a text"),
    ],
)
def test_what_no_recap_needs_is_refused(page: str) -> None:
    assert refusal(page).reason == "too_big_inside"


def test_elements_within_elements_without_end_are_refused() -> None:
    assert values("<div>" * 200 + "<table><td>a") == [["a"]]
    assert refusal("<div>" * 20_000 + "<table><td>a").reason == "too_big_inside"
