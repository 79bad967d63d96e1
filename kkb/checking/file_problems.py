"""What concerns files as a whole: missing desa, extra columns, hidden and unread parts, samples that end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from string import digits
from typing import Any

from kkb.checking.files.data_day import DataDay
from kkb.checking.judge import Reading
from kkb.checking.request import NamedWorkbook, Source
from kkb.checking.values.letters import visible
from kkb.formatting import format_count, format_date, join_words
from kkb.personal import is_personal_header
from kkb.problems import Problem, make_problem, shorten
from kkb.recap import OutwardFormula, Table, TextForm
from kkb.region import Region
from kkb.schema import Observation
from kkb.ticks import CROSSES

_NAMES_SHOWN = 12
_NOTES_SHOWN = 40
"""Enough for a note on each desa of a regency; a sheet may have thousands."""

_UNREAD = {
    "tanggal": ("tampak seperti tanggal", "tanggal pembentukan Pokja", "Tanggal Pembentukan"),
    "no_sk": ("tampak seperti nomor SK", "SK Pokja", "Nomor SK"),
    "tahap": ("ya atau belum di antara kolom status", "tahap menuju Pokja", "Sosialisasi atau Merintis"),
}
"""What the cells of a column look like, what they may be, and the header to give it then."""

_FACTS_ALONE = frozenset({"tanggal", "no_sk", "tanggal_sk", "tanggal_pencanangan"})
_KEPT = "keadaan yang tersimpan untuk desa itu tetap berlaku"
_UNKNOWN = "untuk desa itu belum ada laporan yang tersimpan"


def list_missing_desa(
    region: Region,
    readings: Sequence[Reading],
    named: Container[str],
    observations: Sequence[Observation],
    *,
    file_count: int,
) -> list[Problem]:
    """Desa that the files together should cover and do not: their codes are not among those `named`.

    A file of one kecamatan is judged on that kecamatan; several of them on their kecamatan together. `observations` are
    what stays stored.
    """
    by_file: dict[int, set[str]] = defaultdict(set)
    for reading in readings:
        by_file[reading.source.file] |= {
            row.desa.kode_kecamatan
            for row in reading.rows
            # A desa under the wrong kecamatan does not make the file one of two kecamatan.
            if row.desa is not None and not row.is_doubtful
        }
    kecamatan = [codes for codes in by_file.values() if codes]
    covered = set().union(*kecamatan)
    is_partial = bool(kecamatan) and all(len(codes) == 1 for codes in kecamatan)
    expected = [d for d in region.desa if d.kode_kecamatan in covered] if is_partial else region.desa
    missing = [d for d in expected if d.kode_desa not in named]
    others = [d for d in region.desa if d.kode_kecamatan not in covered] if is_partial else []
    stored = {seen.row.kode_desa for seen in observations} if missing or others else ()
    subject = "berkas ini" if file_count == 1 else f"{format_count(file_count)} berkas ini"
    file = 1 if file_count == 1 else None
    problems = []
    if missing:
        facts = {
            "subject": subject,
            "count": format_count(len(missing)),
            "names": join_words([d.desa for d in missing], _NAMES_SHOWN),
            "rest": _KEPT if any(d.kode_desa in stored for d in missing) else _UNKNOWN,
        }
        problems.append(make_problem("VILLAGES_MISSING", file=file, sheet=_only_sheet(readings), facts=facts))
    if others:
        is_kept = any(d.kode_desa in stored for d in others)
        facts = {
            "subject": subject,
            "kecamatan": join_words([k.kecamatan for k in region.kecamatan if k.kode_kecamatan in covered]),
            "count": format_count(len(others)),
            "rest": "tidak berubah" if is_kept else "belum dilaporkan",
        }
        problems.append(make_problem("ONE_KECAMATAN", file=file, sheet=_only_sheet(readings), facts=facts))
    return problems


def _only_sheet(readings: Sequence[Reading]) -> str | None:
    sheets = {(one.source.file, one.source.table.sheet) for one in readings if one.rows}
    return sheets.pop()[1] if len(sheets) == 1 else None


def list_table_problems(source: Source) -> list[Problem]:
    """What is to be said of a table that is used."""
    return [*_list_of_status(source), *_list_unread(source)]


def _list_of_status(source: Source) -> Iterator[Problem]:
    """How status and date were read, where that is not plain."""
    table = source.table
    below_letter = f"{{}}{table.header_rows[-1]}".format
    if "tanggal" not in table.columns and any("tanggal_pencanangan" in row.cells for row in table.rows):
        cell = below_letter(table.column_letters["tanggal_pencanangan"])
        yield source.problem("DATE_FROM_LAUNCH", cell=cell, column=table.columns["tanggal_pencanangan"])
    if table.crosses_say_no:
        told = [row.cells["status"] for row in table.rows if "status" in row.cells]
        crosses = [cell.source_ref for cell in told if cell.text.casefold() in CROSSES]
        yield source.problem("CROSS_NO", column=table.columns["status"], **_name_cells(crosses))
    if table.elsewhere:
        title, *kinds = table.elsewhere
        count = format_count(table.rows_elsewhere)
        yield source.problem("ROWS_ELSEWHERE", column=title, count=count, kinds=_quote(kinds))
    if table.year_columns:
        yield source.problem("WIDE_LAYOUT", names=_quote(table.year_columns))
    if table.is_ladder:
        names = _quote(table.columns["status"].split(" | "))
        yield source.problem("STATUS_LADDER", cell=below_letter(table.column_letters["status"]), names=names)
    if table.tick_x:
        yield source.problem("TICK_X", **_name_cells(table.tick_x))


def _list_unread(source: Source) -> Iterator[Problem]:
    """Its columns that mean nothing, notes, what is hidden, and sheets that say the same."""
    table = source.table
    if table.extra_columns:
        names, personal = _quote(table.extra_columns), _say_personal(table.extra_columns)
        yield source.problem("EXTRA_COLUMNS", names=names, personal=personal)
    for cell, (header, fact, value) in table.unread_columns.items():
        looks, meant, words = _UNREAD[fact]
        column = shorten(visible(header))
        yield source.problem(
            "COLUMN_UNREAD", cell=cell, column=column, value=value, looks=looks, meant=meant, header=words
        )
    yield from _list_notes(source)
    if table.hidden_columns:
        yield source.problem("HIDDEN_COLUMNS", names=_quote(table.hidden_columns))
    if table.hidden_rows:
        rows = join_words([str(row) for row in table.hidden_rows], _NAMES_SHOWN)
        yield source.problem("HIDDEN_ROWS", count=format_count(len(table.hidden_rows)), rows=rows)
    if source.repeats:
        yield source.problem("SHEET_REPEATS", names=_quote(source.repeats), used=_quote([table.sheet]))
    for sheet, desa in source.left_out.items():
        names = join_words(list(desa), _NAMES_SHOWN)
        yield source.problem("SHEET_LEFT", name=shorten(visible(sheet)), count=format_count(len(desa)), names=names)


def _name_cells(cells: Sequence[str]) -> dict[str, Any]:
    """How many cells, and the first of them."""
    return {"count": format_count(len(cells)), "cells": join_words(list(cells), _NAMES_SHOWN)}


def _list_notes(source: Source) -> Iterator[Problem]:
    """The notes pinned to cells, one by one; the last one listed says how many more there are."""
    notes = source.table.notes
    shown = list(notes.items())[:_NOTES_SHOWN]
    for place, (cell, text) in enumerate(shown, start=1):
        rest = len(notes) - len(shown) if place == len(shown) else 0
        more = f"; masih ada {format_count(rest)} catatan lain di lembar ini" if rest else ""
        yield source.problem("CELL_NOTE", cell=cell, value=text, more=more)


def _list_outward(code: str, formulas: Sequence[OutwardFormula], file: int) -> list[Problem]:
    """Formulas that reach out, at their cell; those of one column that do the same together, at the first of them."""
    columns: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for sheet, cell, reach in formulas:
        columns[sheet, cell.rstrip(digits), reach].append(cell)
    return [
        make_problem(code, file=file, sheet=sheet, cell=cells[0], facts={"reach": reach, "cells": _list_names(cells)})
        for (sheet, _, reach), cells in columns.items()
    ]


def _list_names(names: Sequence[str]) -> str:
    """Names that a file gives, in a sentence: each may have 32,767 letters, and there may be thousands."""
    return join_words([shorten(visible(name)) for name in names], _NAMES_SHOWN)


def _quote(names: Sequence[str]) -> str:
    """The same, each within quotation marks."""
    return join_words([f'"{shorten(visible(name))}"' for name in names], _NAMES_SHOWN)


def _say_personal(headers: Sequence[str]) -> str:
    """A sentence that names columns of personal data; "" if there are none."""
    personal = [header for header in headers if is_personal_header(header)]
    if not personal:
        return ""
    names = _quote(personal)
    return f" Data pribadi ({names}) tidak pernah disimpan ke tabel; hapus kolomnya dari berkas bila tidak diperlukan."


def list_day_problems(day: DataDay, file: int) -> list[Problem]:
    """That the file was signed on a later day than the one that its title tells."""
    if day.day is None or day.signed is None:
        return []
    signed, later = day.signed
    facts = {"day": format_date(day.day), "title": day.source, "signed": signed, "later": format_date(later)}
    return [make_problem("SIGNED_LATER", file=file, sheet=day.sheet, cell=day.cell, facts=facts)]


def list_workbook_problems(
    named: NamedWorkbook, sources: Sequence[Source], file: int, day_sheet: str | None
) -> list[Problem]:
    """What is to be said of the sheets of a file that are not read; `day_sheet` told the day of the data."""
    workbook = named.workbook
    problems = _list_text_problems(workbook.text_form, file) if workbook.text_form else []
    if workbook.hidden_sheets:
        names = _list_names(workbook.hidden_sheets)
        problems.append(make_problem("HIDDEN_SHEET", file=file, facts={"names": names}))
    problems += _list_outward("FORMULA_DANGEROUS", workbook.dangerous_formulas, file)
    problems += _list_outward("EXTERNAL_LINK", workbook.external_links, file)
    if workbook.embedded:
        problems.append(
            make_problem("EMBEDDED_OBJECT", file=file, facts={"names": join_words(list(workbook.embedded))})
        )
    known = {source.table.sheet for source in sources}.union(*(source.repeats for source in sources))
    others = [other for other in workbook.tables if other.sheet not in known]
    without_status = [other for other in others if sources and other.rows and _tells_facts_alone(other)]
    problems += [_describe_facts(other, sources, file) for other in without_status]
    others_read = dict.fromkeys(other.sheet for other in others if other not in without_status)
    # Of a cover the day is all that there was to read; a sheet of desa that told its day is still not read.
    read = {day_sheet} & workbook.covers.keys()
    if unread := [name for name in (*workbook.unread_sheets, *others_read) if name not in read]:
        problems.append(make_problem("SHEET_UNREAD", file=file, facts={"names": _list_names(unread)}))
    for sheet, headers in workbook.unknown_sheets.items():
        facts = {"name": shorten(visible(sheet)), "headers": _quote(headers)}
        problems.append(make_problem("SHEET_UNKNOWN", file=file, facts=facts))
    return problems


def _tells_facts_alone(table: Table) -> bool:
    """True for a list of decrees or dates that tells no status: "Lampiran SK" beside the recap."""
    return "status" not in table.columns and not _FACTS_ALONE.isdisjoint(table.columns)


def _describe_facts(table: Table, sources: Sequence[Source], file: int) -> Problem:
    headers = [header for name, header in table.columns.items() if name in _FACTS_ALONE]
    facts = {
        "name": shorten(visible(table.sheet)),
        "count": format_count(len(table.rows)),
        "headers": _quote(headers),
        "used": _quote(list(dict.fromkeys(source.table.sheet for source in sources))),
    }
    return make_problem("SHEET_NO_STATUS", file=file, sheet=table.sheet, facts=facts)


_SEPARATOR_WORDS = {";": "titik koma", ",": "koma", "\t": "tabulator", "|": "garis tegak"}
_KINDS = {
    "csv": (
        "berkas ini teks (CSV), bukan buku kerja: ",
        "Yang tersembunyi atau digabung di Excel tidak terlihat di sini",
    ),
    "html": (
        "berkas ini halaman web (HTML), bukan buku kerja: ",
        "Tabel dan baris di sekitarnya dibaca sebagai satu lembar, dari atas ke bawah",
    ),
}
_DOUBT_WORDS = {
    "pemisah": "pemisah kolom ditebak {separator}",
    "huruf": "jenis huruf ditebak {encoding}; periksa huruf khusus dalam nama dan keterangan",
    "baris": "ada baris yang kolomnya tidak dipisah {separator} seperti baris lain, sehingga isinya tidak terbaca",
    "kutip": "tanda kutip tidak berpasangan, sehingga setiap baris dibaca tersendiri",
}


def _list_text_problems(form: TextForm, file: int) -> list[Problem]:
    """How a text or a web page was read, and what of it is but a guess."""
    seems, lacks = _KINDS[form.kind]
    separator = _SEPARATOR_WORDS.get(form.separator, f'"{form.separator}"')
    details = [f"kolom dipisah {separator}"] if form.separator else []
    facts = {"seems": seems, "details": ", ".join([*details, f"huruf {form.encoding}"]), "lacks": lacks}
    problems = [make_problem("TEXT_FILE", file=file, facts=facts)]
    if form.doubts:
        words = [_DOUBT_WORDS[one].format(separator=separator, encoding=form.encoding) for one in form.doubts]
        problems.append(make_problem("TEXT_GUESSED", file=file, facts={"doubts": "; ".join(words)}))
    return problems


def sample_problem(sample_numbers: Sequence[int]) -> Problem:
    """That a commit of real data ends the samples."""
    numbers = join_words([str(number) for number in sample_numbers])
    return make_problem("SAMPLE_WITHDRAWN", facts={"numbers": numbers})
