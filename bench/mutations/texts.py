"""Breaking a text: values nobody expects, tags and attributes of XML, lines and separators of CSV, encodings."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from bench.mutations.zips import Mutation, read_parts, write_parts

TextMutation = Callable[[random.Random, str], str]

VALUES = (
    "", "0", "-1", "1", "2958466", "99999999999", "-99999999999", "1e308", "1e999", "-1e-999", "NaN", "nan", "INF",
    "-inf", "0x10", "1_000", "٣", "1,5", "TRUE", "b", "s", "str", "inlineStr", "e", "d", "n", "zz", "A0", "A1",
    "A1048577", "XFD1048576", "XFE1", "ZZZZZZ9", "a1", "$A$1", "A1:XFD1048576", "B2:A1", "A1:", "1:1048576", "A:A",
    "Sheet2!A1", "2018-05-02", "0000-00-00", "99999-12-31T99:99:99", "rId1", "rId999", "../../x.xml",
    "/xl/workbook.xml", "http://evil.example/x.xml", "file:///etc/passwd", "&#0;", "&#xD800;", "&#x110000;", "&bang;",
    "&amp;amp;", "]]>", "_x000D_", "_x0000_", "_xD800_", "\u202eetnedroT", "\ufeff", "\u200b", "\u0000", "\ufffe",
    "=1+1", "=cmd|' /C calc'!A0", "Terbentuk", "Belum", "Lilangan", "10/05/2023", "31 Februari 2023", "Jumlah",
    "Desa", "Status", "Keadaan per 1 Mei 2023", "x" * 32_767, "9" * 400, "#REF!", "#N/A", "hidden", "veryHidden",
    "shared", "array", "dataTable",
)  # fmt: skip
"""What takes the place of an attribute's value or of a text."""

_BLOCKS = (
    "<f>1/0</f>", "<v>NaN</v>", "<is><t>x</t></is>", "<!-- x -->", "<?x y?>", "<![CDATA[x]]>",
    '<c r="A1" t="s"><v>-1</v></c>', '<c><v>1</v></c>', '<row r="0"/>', '<row r="1048577"/>',
    '<mergeCell ref="A1:XFD1048576"/>', '<f t="array" ref="A1">x</f>',
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>', "&b;", "<x:y/>", "<", ">", "&", "\x00",
    "</sheetData>", '<f>HYPERLINK("http://evil.example","x")</f>', '<c r="B3" t="e"><v>#BUSY!</v></c>',
    "<rPh><t>x</t></rPh>", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
    "<row><c/><c/><c t='s'/></row>",
)  # fmt: skip

_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)=("[^"]*"|'[^']*')""")
_TEXT = re.compile(r">([^<>]+)<")
_ELEMENT = re.compile(
    r"<(\w+:)?(row|c|v|is|si|t|xf|sheet|mergeCell|col|Relationship|Override|table-row|table-cell|p)\b"
)


def change_attribute(rng: random.Random, text: str) -> str:
    """Another value for one to three attributes, none at all, the same twice, or a new one."""
    for _ in range(rng.choice((1, 1, 2, 3))):
        found = _pick(rng, _ATTRIBUTE, text)
        if found is None:
            return text
        new = rng.choice((f'{found[1]}="{rng.choice(VALUES)}"', "", f"{found[0]} {found[0]}", f'{found[0]} t="s"'))
        text = text[: found.start()] + new + text[found.end() :]
    return text


def change_text(rng: random.Random, text: str) -> str:
    """Another text in one to three elements; one of the file's own, or one of ours."""
    for _ in range(rng.choice((1, 1, 2, 3))):
        found, other = _pick(rng, _TEXT, text), _pick(rng, _TEXT, text)
        if found is None or other is None:
            return text
        new = other[1] if rng.random() < 0.4 else rng.choice(VALUES)
        text = text[: found.start(1)] + new + text[found.end(1) :]
    return text


def drop_tag(rng: random.Random, text: str) -> str:
    """Leave one tag out: what it opened is never closed, or the other way round."""
    found = _pick(rng, _TAG, text)
    return text if found is None else text[: found.start()] + text[found.end() :]


def drop_element(rng: random.Random, text: str) -> str:
    """Leave an element out with all that is in it."""
    found = _whole_element(rng, text)
    return text if found is None else text[: found[0]] + text[found[1] :]


def double_element(rng: random.Random, text: str) -> str:
    """Write an element twice, or many times."""
    found = _whole_element(rng, text)
    if found is None:
        return text
    copy = text[found[0] : found[1]]
    times = rng.choice((1, 1, 2, 50, max(1, min(20_000, 2_000_000 // len(copy)))))
    return text[: found[1]] + copy * times + text[found[1] :]


def move_element(rng: random.Random, text: str) -> str:
    """Put an element elsewhere: between two others, or into one."""
    found = _whole_element(rng, text)
    if found is None:
        return text
    element, rest = text[found[0] : found[1]], text[: found[0]] + text[found[1] :]
    place = _pick(rng, _TAG, rest)
    return text if place is None else rest[: place.end()] + element + rest[place.end() :]


def nest(rng: random.Random, text: str) -> str:
    """Wrap a place in elements, a few or a hundred thousand deep."""
    depth = rng.choice((2, 20, 300, 5000, 100_000))
    name = rng.choice(("c", "row", "si", "r", "x"))
    place = _pick(rng, _TAG, text)
    at = len(text) if place is None else place.end()
    return f"{text[:at]}{f'<{name}>' * depth}{f'</{name}>' * depth}{text[at:]}"


def many_attributes(rng: random.Random, text: str) -> str:
    """One tag with more attributes than anybody writes."""
    found = _pick(rng, _TAG, text)
    if found is None:
        return text
    extra = "".join(f' a{number}="1"' for number in range(rng.choice((10, 200, 20_000))))
    at = found.end() - (2 if found[0].endswith("/>") else 1)
    return text[:at] + extra + text[at:]


def insert_block(rng: random.Random, text: str) -> str:
    """Something between two tags that does not belong there."""
    place = _pick(rng, _TAG, text)
    at = 0 if place is None or rng.random() < 0.1 else place.end()
    return text[:at] + rng.choice(_BLOCKS) + text[at:]


def change_prefix(rng: random.Random, text: str) -> str:
    """Another namespace, another prefix, or none."""
    return rng.choice(
        (
            lambda: re.sub(r'xmlns="[^"]*"', f'xmlns="{rng.choice(VALUES[:40])}"', text, count=1),
            lambda: re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", text),
            lambda: re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", text),
            lambda: text.replace("schemas.openxmlformats.org/spreadsheetml/2006/main", "purl.oclc.org/x/main"),
        )
    )()  # fmt: skip


def shuffle_lines(rng: random.Random, text: str) -> str:
    """Rows in another order; of a text without rows, its lines."""
    rows = re.findall(r"<row\b.*?</row>", text, re.DOTALL)
    if len(rows) > 1:
        start, end = text.find(rows[0]), text.rfind(rows[-1]) + len(rows[-1])
        rng.shuffle(rows)
        return text[:start] + "".join(rows) + text[end:]
    lines = text.splitlines(keepends=True)
    rng.shuffle(lines)
    return "".join(lines)


def change_letters(rng: random.Random, text: str) -> str:
    """Single letters replaced, dropped or added, anywhere: separators, quotes, brackets, controls."""
    for _ in range(rng.choice((1, 3, 10))):
        at = rng.randrange(len(text) + 1)
        new = rng.choice((*";,\t|\"'<>&=/\n\r\x00\x1a\ufeff\u202e\u2028é", "", "\r\n", "sep=,\n", '"' * 99, "\n" * 500))
        text = text[:at] + new + text[at + rng.randrange(2) :]
    return text


def wrong_encoding(rng: random.Random, data: bytes) -> bytes:
    """The text in another encoding than it says, or saying another than it is in; a piece of it in a third."""
    text = data.decode("utf-8", "replace")
    encoding = rng.choice(("utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-7", "cp037", "utf-8-sig"))
    named = re.sub(r'encoding="[^"]*"', f'encoding="{encoding}"', text, count=1)
    way = rng.randrange(3)
    if way == 0:
        return text.encode(encoding, "replace")
    if way == 1:
        return named.encode()
    at = rng.randrange(len(data) + 1)
    return (
        data[:at]
        + rng.choice((b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\xe9", b"\x81", b"\xf4\x90\x80\x80"))
        + data[at:]
    )


XML: tuple[TextMutation, ...] = (
    change_attribute, change_attribute, change_attribute, change_text, change_text, change_text, drop_tag, drop_element,
    double_element, move_element, nest, many_attributes, insert_block, insert_block, change_prefix, shuffle_lines,
    change_letters,
)  # fmt: skip
PLAIN: tuple[TextMutation, ...] = (change_letters, change_letters, shuffle_lines, change_text, insert_block, nest)


def mutate_part(rng: random.Random, data: bytes) -> bytes:
    """Break the text of one part of a zip; a part that holds cells is chosen oftener than one that does not."""
    parts = read_parts(data)
    weights = [_weight(name) for name, _ in parts]
    if not parts or not any(weights):
        return data
    place = rng.choices(range(len(parts)), weights)[0]
    name, content = parts[place]
    parts[place] = (name, mutate_text(rng, content, XML))
    return write_parts(parts)


def mutate_text(rng: random.Random, data: bytes, ways: tuple[TextMutation, ...]) -> bytes:
    """Break a text in one way, now and then in its encoding."""
    if rng.random() < 0.08:
        return wrong_encoding(rng, data)
    return rng.choice(ways)(rng, data.decode("utf-8", "replace")).encode("utf-8", "surrogatepass")


PARTS_XML: tuple[Mutation, ...] = (mutate_part,)


def _weight(name: str) -> int:
    if not name.endswith((".xml", ".rels", ".vml")):
        return 0
    return 12 if "/sheet" in name or name in ("xl/sharedStrings.xml", "content.xml") else 2


def _pick(rng: random.Random, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """A match at a place chosen by chance, without looking for all of them in a long text."""
    for start in (rng.randrange(len(text) + 1), 0):
        found = pattern.search(text, start)
        if found is not None:
            return found
    return None


def _whole_element(rng: random.Random, text: str) -> tuple[int, int] | None:
    """Where an element of the telling kinds begins and ends."""
    found = _pick(rng, _ELEMENT, text)
    if found is None:
        return None
    opened = text.find(">", found.start())
    if opened < 0:
        return None
    if text[opened - 1] == "/":
        return found.start(), opened + 1
    closing = f"</{found[1] or ''}{found[2]}>"
    end = text.find(closing, opened)
    return None if end < 0 else (found.start(), end + len(closing))
