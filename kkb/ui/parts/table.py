"""A small table of texts that is read, not sorted or picked from: `st.dataframe` has the other tables.

Need: links in cells, a quiet line under a text, rows that stack on a phone, paper, words for a screen reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from kkb.charts.base import faint
from kkb.formatting import MISSING, escaped, format_count
from kkb.theme import BODY_SIZE, QUIET_SIZE, Palette
from kkb.ui.frame.view import palette
from kkb.ui.parts.addresses import link_html
from kkb.ui.parts.components import badge

_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
_LONG_NAME, _LONGEST_NAME = 24, 40
"""Letters: a name that long is not broken word by word; a longer text is a sentence."""

_LONG_WORD, _BREAK = re.compile(r"\S{41,}"), "\N{ZERO WIDTH SPACE}"
_LETTERS_A_LINE = 20

_FRAME, _STACK, _SENTENCE, _NOTHING = "kkb-tabel", "kkb-tumpuk", "kkb-kalimat", "kkb-kosong"
_WIDEST_UNSTACKED = 2
"""Columns that stand beside each other on a phone."""
_PRINTED = (
    f"<style>@media print{{.{_FRAME}{{overflow:visible!important;background:none!important}}"
    f".{_FRAME} table{{min-width:0!important;font-size:0.75rem!important}}.{_FRAME} tr{{break-inside:avoid}}"
    f".{_FRAME} td{{min-width:0!important;white-space:normal!important}}}}</style>"
)
"""Paper does not scroll: there a wide table is set smaller and breaks its lines."""

_STACKED = (
    f"<style>@media screen and (max-width:640px){{.{_STACK}{{overflow:visible!important;background:none!important}}"
    f".{_STACK} table{{display:block;min-width:0!important}}.{_STACK} tbody,.{_STACK} tfoot{{display:block}}"
    f".{_STACK} thead{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}"
    f".{_STACK} tr{{display:grid;grid-template-columns:repeat(var(--kkb-lajur),1fr);gap:0.4rem 1rem;padding:0.6rem 0;"
    "border-bottom:1px solid rgba(128,138,148,0.6)}"
    f".{_STACK} td{{padding:0!important;border:0!important;min-width:0!important;text-align:left!important;"
    "white-space:normal!important;overflow-wrap:anywhere}"
    f".{_STACK} :is(td:first-child,.{_SENTENCE}){{grid-column:1/-1}}"
    f".{_STACK} .{_NOTHING}{{display:none}}"
    f".{_STACK} td:first-child{{font-weight:600}}.{_STACK} td:first-child div{{font-weight:400}}"
    f".{_STACK} td:not(:first-child)::before{{content:attr(data-kkb-judul);display:block;font-size:{QUIET_SIZE};"
    "opacity:0.8}"
    "}</style>"
)
"""On a phone each row of a table that stacks is a block: its first cell over it, the others under their headers.

Two stand beside each other, three where all are numbers; a sentence has a line of its own, what is unknown none.
"""


@dataclass(frozen=True, slots=True)
class TextCell:
    """A text of a table, with a quiet line under it, the address it opens and the mark of a rung, if it has them.

    The `tahap` "" is one that nobody has reported.
    """

    text: str
    note: str = ""
    address: str = ""
    tahap: str | None = None


TableCell = str | TextCell


def show_table(
    headers: list[str],
    rows: Sequence[Sequence[TableCell]],
    *,
    numbers: set[int] | None = None,
    total: Sequence[TableCell] | None = None,
    widths: Sequence[int] = (),
) -> None:
    """A small table of texts that prints and reads well: `numbers` are columns set to the right, `total` stands apart.

    `widths` are shares of the whole for the columns: tables below each other then align.

    On a phone each row of more than two columns is a block. A table that is wider than its frame scrolls inside it; a
    shadow at the edge says that there is more.
    """
    right = numbers or set()
    stacks = len(headers) > _WIDEST_UNSTACKED

    def line(cells: Sequence[TableCell], tag: str, style: str) -> str:
        parts = []
        for index, cell in enumerate(cells):
            side = "right;font-variant-numeric:tabular-nums" if index in right else "left"
            is_head = tag == "th"
            label = ' scope="col"' if is_head else ""
            if stacks and not is_head:
                label = f' data-kkb-judul="{escaped(headers[index])}" class="{_kind(cell)}"'
            parts.append(
                f'<{tag}{label} style="text-align:{side};padding:0.35rem 0.6rem;{_breaking(cell)}{style}">'
                f"{_cell_html(cell)}</{tag}>"
            )
        return f"<tr>{''.join(parts)}</tr>"

    edge = "border-bottom:1px solid rgba(128,138,148,0.35);"
    head = line(headers, "th", "font-weight:600;border-bottom:2px solid rgba(128,138,148,0.6);")
    body = "".join(line(row, "td", edge) for row in rows)
    foot = f"<tfoot>{line(total, 'td', 'font-weight:700;')}</tfoot>" if total else ""
    # A frame that scrolls can be reached by the keyboard; one with links is, by them.
    is_linked = any(not isinstance(cell, str) for row in rows for cell in row)
    reach = "" if is_linked else f' tabindex="0" role="region" aria-label="{escaped(", ".join(headers))}"'
    columns = "".join(f'<col style="width:{width / sum(widths):.0%}">' for width in widths)
    style, name = (_PRINTED + _STACKED, f"{_FRAME} {_STACK}") if stacks else (_PRINTED, _FRAME)
    beside = 3 if len(right) == len(headers) - 1 else 2
    st.html(
        f'{style}<div{reach} class="{name}" style="--kkb-lajur:{beside};overflow-x:auto;{_edge_shadows(palette())}">'
        f'<table style="width:100%;min-width:{len(headers) * 5.5}rem;{"table-layout:fixed;" if widths else ""}'
        f'border-collapse:collapse;font-size:{BODY_SIZE}">'
        f"<colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody>{foot}</table></div>"
    )


def show_beginning(
    headers: list[str],
    rows: Sequence[Sequence[TableCell]],
    opened: int,
    what: str,
    *,
    numbers: set[int] | None = None,
    widths: Sequence[int] = (),
) -> None:
    """A table of which the first rows are `opened`, the others folded under their number: "12 desa lain"."""
    show_table(headers, rows[:opened], numbers=numbers, widths=widths)
    if folded := rows[opened:]:
        with st.expander(f"{format_count(len(folded))} {what}"):
            show_table(headers, folded, numbers=numbers, widths=widths)


def _cell_html(cell: TableCell) -> str:
    if isinstance(cell, str):
        return escaped(_breakable(cell))
    text = _breakable(cell.text)
    html = link_html(text, cell.address) if cell.address else escaped(text)
    if cell.tahap is not None:
        html = f'<span style="white-space:nowrap">{badge(cell.tahap, palette())}{html}</span>'
    note = _breakable(cell.note)
    quiet = f"font-size:{QUIET_SIZE};opacity:0.8;white-space:normal"
    return f'{html}<div style="{quiet}">{escaped(note)}</div>' if note else html


def _breakable(text: str) -> str:
    """A word longer than any of the language may break, so that it does not push the other columns out of sight."""
    return _LONG_WORD.sub(lambda word: _BREAK.join(re.findall(f".{{1,{_LETTERS_A_LINE}}}", word[0])), text)


def _breaking(cell: TableCell) -> str:
    """A day stays in one line, and a sentence is not squeezed beside short columns; the table scrolls instead."""
    if _DAY.fullmatch(cell if isinstance(cell, str) else cell.text):
        return "white-space:nowrap;"
    letters = _letters(cell)
    if letters > _LONGEST_NAME:
        return "min-width:14rem;"
    return "min-width:min(9rem,28vw);" if letters > _LONG_NAME else ""


def _kind(cell: TableCell) -> str:
    """What a cell is in a block on a phone."""
    if cell in (MISSING, TextCell(MISSING)):
        return _NOTHING
    return _SENTENCE if _letters(cell) > _LONGEST_NAME else ""


def _letters(cell: TableCell) -> int:
    return len(cell) if isinstance(cell, str) else max(len(cell.text), len(cell.note))


def _edge_shadows(colours: Palette) -> str:
    """Shadows at the left and right edge of a frame that scrolls, each covered once its end is reached."""
    ground, shade = colours.background, faint(colours.text, 0.35)
    return (
        f"background:linear-gradient(to right,{ground} 40%,transparent) left,"
        f"linear-gradient(to left,{ground} 40%,transparent) right,"
        f"linear-gradient(to right,{shade},transparent) left,linear-gradient(to left,{shade},transparent) right;"
        "background-repeat:no-repeat;background-size:3rem 100%,3rem 100%,0.9rem 100%,0.9rem 100%;"
        "background-attachment:local,local,scroll,scroll"
    )
