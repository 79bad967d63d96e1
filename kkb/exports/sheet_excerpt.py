"""A piece of an officer's sheet as HTML: letters and row numbers at its edges, merged cells, fills, one cell marked.

It is drawn as Excel shows it, on white in both themes: a text too long for its cell runs over the blank ones beside it.
Every text is escaped, every colour was read as a number.
"""

from __future__ import annotations

from collections.abc import Sequence

from kkb.formatting import escaped
from kkb.workbook.marking.excerpt import Excerpt, ExcerptCell, ExcerptRow

_LETTER_PX = 8.5
_EDGE = "background:#EEF1F4;color:#4A5560;font-weight:400;text-align:center;padding:0.1rem 0.4rem"
_FRAME = "border:1px solid #C9CFD6;background:#FFFFFF"
_STAYS = "position:sticky;left:0;z-index:1"
"""The numbers of rows stay in sight where the sheet is moved sideways."""
_CELL = "border:1px solid #C9CFD6;padding:0.15rem 0.45rem;vertical-align:middle;overflow-wrap:anywhere"
_MARK = "outline:3px solid #D55E00;outline-offset:-2px;font-weight:700;scroll-margin:6rem"
_MOST_LINES = 4
"""A text that needs more is shown in one line, and cut; the cell that is the proof is widened and shown whole."""
_PROOF_LETTERS = 24
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
    lines = "".join(_line(row, target, excerpt.columns) for row in excerpt.rows)
    return (
        f'<div data-kkb-lembar role="region" tabindex="0" aria-label="{escaped(caption)}" '
        f'style="overflow:auto;max-height:70vh;max-width:100%;border-radius:4px;{_FRAME}">'
        f'<table style="{_TABLE}"><thead><tr><th style="{_EDGE};{_STAYS}"></th>{letters}</tr></thead>'
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


def _line(row: ExcerptRow, target: str, columns: Sequence[tuple[str, float]]) -> str:
    gap = f'<tr><td colspan="{len(columns) + 1}" style="{_EDGE}">⋮</td></tr>' if row.after_gap else ""
    room = _rooms(row, columns)
    cells = "".join(_cell(cell, target, room[cell.ref], is_header=row.is_header) for cell in row.cells)
    return f'{gap}<tr><th scope="row" style="{_EDGE};{_STAYS}">{row.number}</th>{cells}</tr>'


def _rooms(row: ExcerptRow, columns: Sequence[tuple[str, float]]) -> dict[str, tuple[float, float]]:
    """Cell → its width in letters, and that with the blank cells to its right."""
    places = {name: place for place, (name, _) in enumerate(columns)}
    rooms: dict[str, tuple[float, float]] = {}
    # From the right: the place where the blank cells end that a text may run over, and their width.
    after, blank = len(columns), 0.0
    for cell in reversed(row.cells):
        place = places[cell.ref.rstrip("0123456789")]
        end = place + cell.columns
        own = sum(width for _, width in columns[place:end])
        free = blank if end == after else 0.0
        rooms[cell.ref] = (own, own + free)
        is_blank = not cell.text and cell.columns == cell.rows == 1
        after, blank = place, own + free if is_blank else 0.0
    return rooms


def _cell(cell: ExcerptCell, target: str, room: tuple[float, float], *, is_header: bool) -> str:
    is_target = cell.ref == target
    own, with_blanks = room
    length = len(cell.text)
    is_long = length > own and cell.align != "right" and not is_header and "\n" not in cell.text
    is_tall = is_long and length > own * _MOST_LINES
    runs = is_long and ((own < with_blanks and length <= with_blanks) or (is_tall and not is_target))
    style = [_CELL, f"text-align:{'left' if runs else cell.align}"]
    style += [f"min-width:{_PROOF_LETTERS * _LETTER_PX:.0f}px"] if is_tall and not runs else []
    style += [f"background:{cell.fill}"] if cell.fill else []
    style += [f"color:{cell.colour}"] if cell.colour else []
    style += ["font-weight:700"] if cell.is_bold or is_header else []
    style += ["text-decoration:line-through"] if cell.is_struck else []
    style += [_MARK] if is_target else []
    spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
        f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    )
    here = ' aria-current="true"' if is_target else ""
    text = _running(cell, with_blanks) if runs else escaped(cell.text)
    return f'<td{spans}{here} style="{";".join(style)}">{text}</td>'


def _running(cell: ExcerptCell, room: float) -> str:
    """The text in one line over `room` letters, as a box that takes no width, so that the column keeps its own."""
    inner = f"width:{room * _LETTER_PX:.0f}px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis"
    # A ground of its own hides the lines between the cells it runs over.
    text = f'<span style="background:{cell.fill or "#FFFFFF"}">{escaped(cell.text)}</span>'
    return f'<div style="width:0"><div style="{inner}" title="{escaped(cell.text)}">{text}</div></div>'
