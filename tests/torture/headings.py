"""Headings of kecamatan between the rows that look like rows of desa."""

from __future__ import annotations

from typing import Any

from tests.torture.case import Case, torture
from tests.torture.kabupaten import KECAMATAN, NO_KECAMATAN, ROMAN, TITLE, formed_in, of, read_as


def _headed(heading: Any) -> list[list[Any]]:
    rows: list[list[Any]] = [[TITLE], [], NO_KECAMATAN]
    for place, name in enumerate(KECAMATAN, start=1):
        rows += [heading(place, name), *([n, *line[1:]] for n, line in enumerate(of(name), start=1))]
    return rows


@torture
def judul_kecamatan_dengan_jumlah_di_kolom_status() -> Case:
    """The heading of Simpang Pesak holds "1", the number of its Pokja: no tick of the desa of that name."""
    return read_as(_headed(lambda place, name: [ROMAN[place - 1], name.upper(), formed_in(name), None]))


@torture
def judul_kecamatan_bernomor_seperti_desa_dengan_jumlah() -> Case:
    """A plain number, capitals and a count: the three headings that bear the name of a desa stand beside it."""
    return read_as(_headed(lambda place, name: [str(place), name.upper(), formed_in(name), None]))


@torture
def judul_kecamatan_dengan_jumlah_desa_dalam_kata() -> Case:
    return read_as(_headed(lambda place, name: [None, name, f"{formed_in(name)} dari {len(of(name))} desa", None]))


@torture
def judul_kecamatan_berhuruf_a_b_c() -> Case:
    return read_as(_headed(lambda place, name: ["ABCDEFG"[place - 1], f"Kecamatan {name}", None, None]))
