"""A piece of an officer's sheet as HTML: letters and row numbers at its edges, merged cells, fills, one cell marked.

It is drawn as Excel shows it, on white in both themes. Every text is escaped, every colour was read as a number.
"""

from __future__ import annotations

from html import escape

from kkb.workbook.excerpt import Excerpt, ExcerptCell, ExcerptRow

_LETTER_PX = 8.5
_EDGE = "background:#EEF1F4;color:#4A5560;font-weight:400;text-align:center;padding:0.1rem 0.4rem"
_FRAME = "border:1px solid #C9CFD6;background:#FFFFFF"
_STAYS = "position:sticky;left:0;z-index:1"
"""The numbers of rows stay in sight where the sheet is moved sideways."""
_CELL = "border:1px solid #C9CFD6;padding:0.15rem 0.45rem;vertical-align:middle;overflow-wrap:anywhere"
_MARK = "outline:3px solid #D55E00;outline-offset:-2px;font-weight:700;scroll-margin:6rem"
_TABLE = "border-collapse:collapse;background:#FFFFFF;color:#1B1F23;font-size:0.95rem;line-height:1.3"


def excerpt_html(excerpt: Excerpt, cell: str, *, caption: str) -> str:
    """The piece with `cell` ("D32") marked; `caption` is read aloud and shown above. Scrolls by itself sideways.

    A cell under a merged range is marked where the range begins.
    """
    target = _anchor(excerpt, cell)
    letters = "".join(
        f'<th scope="col" style="{_EDGE};min-width:{width * _LETTER_PX:.0f}px">{name}</th>'
        for name, width in excerpt.columns
    )
    lines = "".join(_line(row, target, len(excerpt.columns)) for row in excerpt.rows)
    return (
        f'<div data-kkb-lembar role="region" tabindex="0" aria-label="{escape(caption, quote=True)}" '
        f'style="overflow:auto;max-height:70vh;max-width:100%;border-radius:4px;{_FRAME}">'
        f'<table style="{_TABLE}"><thead><tr><th style="{_EDGE}"></th>{letters}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def _anchor(excerpt: Excerpt, cell: str) -> str:
    """The cell itself if it is drawn; otherwise the merged one over it."""
    names = [name for name, _ in excerpt.columns]
    numbers = [row.number for row in excerpt.rows]
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    for row in excerpt.rows:
        for drawn in row.cells:
            column = names.index(drawn.ref.rstrip("0123456789"))
            is_across = letters in names[column : column + drawn.columns]
            place = numbers.index(row.number)
            if is_across and digits.isdecimal() and int(digits) in numbers[place : place + drawn.rows]:
                return drawn.ref
    return cell


def _line(row: ExcerptRow, target: str, width: int) -> str:
    gap = f'<tr><td colspan="{width + 1}" style="{_EDGE}">⋮</td></tr>' if row.after_gap else ""
    cells = "".join(_cell(cell, target, is_header=row.is_header) for cell in row.cells)
    return f'{gap}<tr><th scope="row" style="{_EDGE};{_STAYS}">{row.number}</th>{cells}</tr>'


def _cell(cell: ExcerptCell, target: str, *, is_header: bool) -> str:
    style = [_CELL, f"text-align:{cell.align}"]
    style += [f"background:{cell.fill}"] if cell.fill else []
    style += [f"color:{cell.colour}"] if cell.colour else []
    style += ["font-weight:700"] if cell.is_bold or is_header else []
    style += ["text-decoration:line-through"] if cell.is_struck else []
    style += [_MARK] if cell.ref == target else []
    spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
        f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    )
    here = ' aria-current="true"' if cell.ref == target else ""
    return f'<td{spans}{here} style="{";".join(style)}">{escape(cell.text)}</td>'
