"""Rows read without the XML parser tell the very same as with it, whatever stands between, within or behind them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from kkb.workbook import row_sifter, shared_strings
from kkb.workbook.cell_styles import CellStyles
from kkb.workbook.model import Refused
from kkb.workbook.plain_rows import PlainRows
from kkb.workbook.row_shapes import Shape
from kkb.workbook.shared_strings import read_strings
from kkb.workbook.sheet_scan import SheetFacts, scan_sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = f'<worksheet xmlns="{MAIN}" xmlns:x14ac="urn:x"><sheetData>'
END = "</sheetData></worksheet>"
STRINGS = ["Nol", "Satu", "", "Tiga"]
LOOK = CellStyles(
    partial={"5": "month"}, days={"1", "5"}, durations={"2"}, percents={"7"}, fills={"3": "00B050"}, struck={"6"}
)
LOOSE = (
    "<!-- -->", "<!--", "-->", "<![CDATA[", "]]>", "<?a?>", '<row r="3">', "</row>", "<row/>", "<c>", "</c>", "<v>",
    "</v>", "<v>5</v>", "<f>A1</f>", "</sheetData>", "<sheetData>", ' xmlns="urn:q"', '<x xmlns="urn:q">', "</x>",
    "&amp;", "&#49;", " ", "\n", "\x00", '"', "<", ">", "/", "0", ' t="s"', ' s="1"', "<is><t>q</t></is>",
    ' hidden="1"', "<t>", "</t>", "é", "<si>", "</si>", "<si><t>k</t></si>", "_x0041_", "<rPh>", "</rPh>", "<r>",
    "</sst>", "\ufffe", "<!DOCTYPE a>", "\x85",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _learn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_sifter, "ROWS_BEFORE", 0)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the rows that were read without the parser."""
    numbers: list[int] = []
    take = PlainRows.take

    def note(self: PlainRows, shapes: list[Shape]) -> tuple[int, int]:
        numbers.extend(number for shape in shapes for number in shape.numbers)
        return take(self, shapes)

    monkeypatch.setattr(PlainRows, "take", note)
    return numbers


def scan(xml: str | bytes, *, look: CellStyles = LOOK, size: int = 2**16, is_1904: bool = False) -> SheetFacts:
    return scan_sheet(_chunks(xml, size), STRINGS, look, is_1904=is_1904)


def _chunks(xml: str | bytes, size: int) -> list[bytes]:
    data = xml.encode() if isinstance(xml, str) else xml
    return [data[place : place + size] for place in range(0, len(data), size)]


def _told(read: Callable[[], Any]) -> Any:
    """All that was read, but for blanks at the ends of rows; the reason of a refusal."""
    try:
        found = read()
    except Refused as refusal:
        return refusal.reason
    if not isinstance(found, SheetFacts):
        return list(found), found.struck
    facts = {name: getattr(found, name) for name in SheetFacts.__slots__ if name != "rows"}
    rows = {
        number: [(first + x, type(value), value) for x, value in enumerate(line) if value != ""]
        for number, (first, line) in (found.rows or {}).items()
    }
    return facts, rows


def _whole(_: Any, chunks: Iterable[bytes], *__: Any) -> Iterator[bytes]:
    return iter(chunks)


def assert_same(xml: str | bytes, **options: Any) -> None:
    sifted = _told(lambda: scan(xml, **options))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_sifter.Sifter, "sift", _whole)
        assert sifted == _told(lambda: scan(xml, **options)), xml


def row(number: int, text: int = 1, *, style: str = "") -> str:
    return (
        f'<row r="{number}" spans="1:3"><c r="A{number}"><v>{number}</v></c><c r="B{number}" t="s"><v>{text}</v></c>'
        f'<c r="C{number}"{style}><v>{43_000 + number}</v></c></row>'
    )


def test_rows_like_the_first_are_read_without_the_parser(taken: list[int]) -> None:
    facts = scan(HEAD + "".join(row(n, n % 2, style=' s="1"') for n in range(1, 40)) + END)
    assert taken == list(range(2, 40))
    assert facts.rows is not None
    assert facts.rows[39][1][:2] == [39.0, "Satu"]


def test_cells_in_percent_are_known_without_the_parser(taken: list[int]) -> None:
    facts = scan(HEAD + "".join(row(n, style=' s="7"') for n in range(1, 9)) + END)
    assert facts.percent == {(n, 3) for n in range(1, 9)}
    assert len(taken) == 7


def test_rows_that_lack_cells_are_read_alike(taken: list[int]) -> None:
    short = [f'<row r="{n}" spans="1:3"><c r="B{n}" t="s"><v>3</v></c></row>' for n in range(3, 9)]
    xml = HEAD + row(1) + row(2) + "".join(short) + row(9) + row(10) + END
    assert_same(xml)
    assert {2, 4, 8, 9, 10} <= set(taken)


def test_a_sheet_of_other_letters_is_left_to_the_parser(taken: list[int]) -> None:
    rows = "".join(map(row, range(1, 9)))
    for xml in (
        f'<?xml version="1.0" encoding="ISO-8859-1"?>{HEAD}{rows}{END}'.encode(),
        f'<?xml version="1.0" encoding="UTF-16"?>{HEAD}{rows}{END}'.encode("utf-16"),
        f'<x:worksheet xmlns:x="{MAIN}"><sheetData>{rows}</sheetData></x:worksheet>',
        HEAD.replace(MAIN, "urn:other") + rows + END,
    ):
        assert_same(xml)
    assert not taken


@pytest.mark.parametrize(
    "odd",
    [
        '<row r="3" spans="1:3"><c r="A3"><v>1</v></c><c r="A3"><v>2</v></c></row>',
        row(2),
        row(1).replace("<v>1</v></c></row>", "<v>99999999</v></c></row>"),
        row(3, 9),
        row(3).replace('r="C3"', 'r="C4"'),
        row(3).replace("<v>3</v>", "<v>1,5</v>"),
        row(3).replace("<v>3</v>", "<v></v>"),
        row(3).replace("<v>3</v>", "<v>" + "9" * 400 + "</v>"),
        row(3) + "4",
        row(3) + "<is><t>q</t></is>",
        row(3) + "<!-- " + row(4) + " -->",
        row(3) + "</sheetData><sheetData>",
        '<row r="3" spans="1:3"/></sheetData><y xmlns="urn:q">' + row(4) + "</y><sheetData>",
        '<row r="1048576" spans="1:3"/><row><c><v>1</v></c></row>',
        '<row r="4" spans="1:3"><c r="A4" s="3"/></row>' * 2,
        '<row r="3" spans="1:3"><c r="B3" t="inlineStr"><is><t>é_x0041_</t></is></c></row>',
    ],
)
def test_what_stands_among_plain_rows_is_told_as_by_the_parser(odd: str) -> None:
    for size in (50, 2**16):
        assert_same(HEAD + row(1) + row(2) + odd + "".join(map(row, range(5, 12))) + END, size=size)
        assert_same(HEAD + row(1) + row(2) + odd + odd.replace("3", "4") + row(11, style=' s="5"') + END, size=size)


def test_bytes_that_are_no_letters_are_refused() -> None:
    texts = [b"abc", b"abc", b"\xff\xfe", b"abc"]
    rows = b"".join(b'<row><c t="inlineStr"><is><t>' + text + b"</t></is></c></row>" for text in texts)
    assert_same(HEAD.encode() + rows + END.encode())
    with pytest.raises(Refused, match="damaged"):
        scan(HEAD.encode() + rows + END.encode())


def _random_sheet(chance: random.Random) -> str:
    """Rows of few shapes, with a slip now and then."""
    has_numbers, has_addresses = chance.random() < 0.7, chance.random() < 0.7
    kinds = [chance.choice(("", ' t="s"', ' t="n"', ' t="inlineStr"')) for _ in "ABCDE"]
    styles = [chance.choice(("", ' s="1"', ' s="2"', ' s="3"', ' s="5"', ' s="6"', ' s="7"')) for _ in "ABCDE"]
    rows, number = [], 0
    for _ in range(chance.randrange(3, 25)):
        number += chance.choice((1, 1, 1, 4)) if has_numbers else 1
        cells = []
        for place, letter in enumerate("ABCDE"):
            kind = kinds[place] if chance.random() < 0.97 else ""
            start = "<c" + (f' r="{letter}{number}"' if has_numbers and has_addresses else "") + styles[place]
            value = chance.choice(("1", "3", "12", "60", "43000.25", "2958466", "-1", "1E5"))
            if chance.random() < 0.1:
                cells.append(f"{start}/>")
            elif kind.endswith('Str"'):
                cells.append(f"{start}{kind}><is><t>{chance.choice(('a b', ' ', '_x0041_', 'é'))}</t></is></c>")
            elif chance.random() < 0.9:
                cells.append(f"{start}{kind}><v>{chance.choice('0123') if 's' in kind else value}</v></c>")
        given = f' r="{number}"' if has_numbers else ""
        rows.append(f"<row{given}>{''.join(cells)}</row>")
    return HEAD + "".join(rows) + END


def _spoil(xml: str, chance: random.Random) -> str:
    for _ in range(chance.randrange(3)):
        place = chance.randrange(len(xml))
        at = xml.find(chance.choice(("<", ">", "<row", "<v>", "<si>")), place)
        place = at if at >= 0 else place
        xml = xml[:place] + chance.choice((*LOOSE, "")) + xml[place + chance.choice((0, 0, 1)) :]
    return xml


@pytest.mark.parametrize("seed", range(40))
def test_spoilt_sheets_are_told_as_by_the_parser(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(3):
        xml = _spoil(_random_sheet(chance), chance)
        assert_same(xml, size=chance.choice((97, 2**16)), is_1904=chance.random() < 0.2)


@pytest.mark.parametrize("seed", range(40))
def test_spoilt_texts_are_told_as_by_the_parser(seed: int) -> None:
    chance = random.Random(seed)
    kinds = (
        "<si><t>abc</t></si>", '<si><t xml:space="preserve"> q </t></si>', "<si><r><t>a</t></r><r><t>b</t></r></si>",
        "<si><t/></si>", "<si><t></t></si>", "<si><t>a&amp;b_x0041_</t></si>", "<si><t>é_x0042_</t></si>",
        "<si><r><rPr><strike/></rPr><t>x</t></r></si>",
    )  # fmt: skip
    for _ in range(3):
        texts = "".join(chance.choices(kinds, weights=(9, 2, 1, 1, 1, 1, 2, 1), k=20))
        xml = _spoil(f'<sst xmlns="{MAIN}">{texts}</sst>', chance)
        chunks = _chunks(xml, chance.choice((61, 2**16)))
        sifted = _told(lambda chunks=chunks: read_strings(chunks))  # type: ignore[misc]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(shared_strings, "sift_strings", lambda chunks, *_: iter(chunks))
            assert sifted == _told(lambda chunks=chunks: read_strings(chunks)), xml  # type: ignore[misc]
