"""Headings of kecamatan between the rows that look like rows of desa."""

from __future__ import annotations

from typing import Any

from tests.torture.case import Case, accept, flag, torture
from tests.torture.kabupaten import KECAMATAN, NO_KECAMATAN, ROMAN, SAYS, TITLE, formed_in, of, read_as, says
from tests.torture.writing import Rows, sheet


def _headed(heading: Any) -> list[list[Any]]:
    rows: list[list[Any]] = [[TITLE], [], NO_KECAMATAN]
    for place, name in enumerate(KECAMATAN, start=1):
        rows += [heading(place, name), *([n, *line[1:]] for n, line in enumerate(of(name), start=1))]
    return rows


def _headings_taken_for_desa(rows: Rows, *more: str) -> Case:
    """Headings that the program reports as rows of desa: unknown names, and three desa that stand twice."""
    unknown = [f"NAME_UNKNOWN B{row}" for row in (4, 27, 34, 40)]
    twice = [f"ROW_DUP_CONFLICT B{row}" for row in (14, 15, 22, 23, 45, 46)]
    told = says(Gantung=None, Dendang=None, Simpang_Pesak=None)
    return Case(
        files={"rekap.xlsx": sheet(rows)},
        first=accept(SAYS),
        meanwhile=flag(told, *unknown, *twice, *more),
        why="a heading with words or numbers like those of a row is taken for one",
    )


@torture
def judul_kecamatan_dengan_jumlah_di_kolom_status() -> Case:
    """The heading of Simpang Pesak holds "1", the number of its Pokja: no tick of the desa of that name."""
    return read_as(_headed(lambda place, name: [ROMAN[place - 1], name.upper(), formed_in(name), None]))


@torture
def judul_kecamatan_bernomor_seperti_desa_dengan_jumlah() -> Case:
    """A plain number, capitals and a count: the three headings that bear the name of a desa stand beside it."""
    rows = _headed(lambda place, name: [str(place), name.upper(), formed_in(name), None])
    return _headings_taken_for_desa(rows, "DATE_MISSING D45", "STATUS_UNKNOWN C14", "STATUS_UNKNOWN C22")


@torture
def judul_kecamatan_dengan_jumlah_desa_dalam_kata() -> Case:
    rows = _headed(lambda place, name: [None, name, f"{formed_in(name)} dari {len(of(name))} desa", None])
    return _headings_taken_for_desa(rows, "STATUS_UNKNOWN C14", "STATUS_UNKNOWN C22", "STATUS_UNKNOWN C45")


@torture
def judul_kecamatan_berhuruf_a_b_c() -> Case:
    return read_as(_headed(lambda place, name: ["ABCDEFG"[place - 1], f"Kecamatan {name}", None, None]))
