"""Names of desa and kecamatan cut short, with something in brackets, in full-width letters, or fitting two desa."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.torture.blind.writing import read_right
from tests.torture.kabupaten import HEADER, KABUPATEN, SAYS, TITLE, of, says
from tests.torture.loose import Asks, BlindCase, Readings, blind, or_asked

SHORT = "abbreviated names"
TWO = "a short name that begins two desa"


def wide(text: str) -> str:
    """The same in full-width letters, as some keyboards of phones write them."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in text)


def _renamed(
    names: Mapping[str, str], *, kecamatan: Mapping[str, str] | None = None, asks: Asks = Asks.NO
) -> BlindCase:
    """The 39 desa, some under other names."""
    places = kecamatan or {}
    rows: list[Any] = [[TITLE], [], HEADER]
    rows += [[n, places.get(line.kecamatan, line.kecamatan), names.get(line.desa, line.desa), *line[2:]]
             for n, line in enumerate(KABUPATEN, start=1)]  # fmt: skip
    return read_right(rows, SAYS, asks=asks)


@blind(SHORT)
def klp_kampit_sp_3_buku_limau_pulau() -> BlindCase:
    return _renamed(
        {"Simpang Tiga": "Sp. 3", "Buku Limau": "Buku Limau (Pulau)"}, kecamatan={"Kelapa Kampit": "Klp. Kampit"}
    )


@blind(SHORT)
def kata_nama_disingkat() -> BlindCase:
    return _renamed(
        {
            "Tanjung Batu Itam": "Tjg. Batu Itam",
            "Tanjung Kelumpang": "Tg Kelumpang",
            "Simpang Tiga": "Spg. Tiga",
            "Burong Mandi": "Br. Mandi",
            "Jangkar Asam": "Jangkar A.",
            "Batu Penyu": "Bt. Penyu",
            "Bentaian Jaya": "Bentaian J.",
        },
        kecamatan={"Simpang Pesak": "Spg. Pesak", "Simpang Renggiang": "Sp Renggiang"},
        asks=Asks.MAY,
    )


@blind(SHORT)
def nama_dengan_kurung() -> BlindCase:
    return _renamed(
        {
            "Aik Madu": "Aik Madu (Air Madu)",
            "Pembaharuan": "Pembaharuan (Kelapa Kampit)",
            "Burong Mandi": "Burong Mandi (pantai)",
            "Lalang": "Lalang (Induk)",
        },
        asks=Asks.MAY,
    )


@blind(SHORT)
def nama_huruf_lebar() -> BlindCase:
    names = {line.desa: wide(line.desa.upper()) for line in KABUPATEN}
    assert all(unicodedata.normalize("NFKC", wide_) == name.upper() for name, wide_ in names.items())
    return _renamed(names, kecamatan={line.kecamatan: wide(line.kecamatan) for line in KABUPATEN})


@blind(SHORT)
def angka_dan_huruf_dalam_nama() -> BlindCase:
    """ "Simpang 3", "Simpang III", and words run together."""
    names = {"Simpang Tiga": "Simpang III", "Mekar Jaya": "MekarJaya", "Kurnia Jaya": "Kurnia-Jaya"}
    return _renamed(names | {"Air Kelik": "A. Kelik", "Tanjung Batu Itam": "TJ.BATU ITAM"})


def _two(told: Mapping[str, tuple[str, Readings]], *, kecamatan: str | None, place: str) -> BlindCase:
    """One kecamatan's desa, some under a short name. Formed in 2018, so that a mistake shows."""
    rows: list[Any] = [[TITLE], ["Kecamatan", "Desa", "Status", "Tanggal Pembentukan"]]
    wanted: dict[str, Readings] = {}
    for line in of(place):
        written, readings = told.get(line.desa, (line.desa, line.says))
        rows.append([kecamatan, written, line.status, line.tanggal])
        wanted[line.desa] = readings
    return read_right(rows, wanted, asks=Asks.MAY)


@blind(TWO)
def tanjung_saja() -> BlindCase:
    """Tanjung Batu Itam and Tanjung Kelumpang both begin so: asked, whatever is suggested."""
    rows: list[Any] = [[TITLE], ["Kecamatan", "Desa", "Status", "Tanggal Pembentukan"]]
    rows += [["Simpang Pesak", "Tanjung", "Terbentuk", date(2018, 5, 2)], ["Simpang Pesak", "Dukong", "Belum", None]]
    told: dict[str, Readings] = {"Dukong": "Belum"}
    told |= {desa: or_asked("Terbentuk 2018-05-02") for desa in ("Tanjung Batu Itam", "Tanjung Kelumpang")}
    return read_right(rows, told, asks=Asks.MUST)


@blind(TWO)
def jangkar_saja_tanpa_kecamatan() -> BlindCase:
    """Jangkar Asam or, with one letter wrong, Jangkang."""
    rows: list[Any] = [[TITLE], ["Desa", "Status", "Tanggal Pembentukan"], ["Jangkar", "Terbentuk", date(2018, 5, 2)]]
    rows += [[line.desa, *line[2:]] for line in of("Damar")]
    told: dict[str, Readings] = dict(says(of("Damar")))
    told |= {desa: or_asked("Terbentuk 2018-05-02") for desa in ("Jangkar Asam", "Jangkang")}
    return read_right(rows, told, asks=Asks.MUST)


@blind(TWO)
def simpang_saja_tanpa_kecamatan() -> BlindCase:
    """Simpang Tiga or Simpang Pesak."""
    rows: list[Any] = [[TITLE], ["Desa", "Status", "Tanggal Pembentukan"], ["Simpang", "Terbentuk", date(2018, 5, 2)]]
    rows += [[line.desa, *line[2:]] for line in of("Damar")]
    told: dict[str, Readings] = dict(says(of("Damar")))
    told |= {desa: or_asked("Terbentuk 2018-05-02") for desa in ("Simpang Tiga", "Simpang Pesak")}
    return read_right(rows, told, asks=Asks.MUST)


@blind(TWO)
def aik_saja_di_damar() -> BlindCase:
    """In Damar only Air Kelik, which is also written Aik Kelik, begins so."""
    return _two({"Air Kelik": ("Aik", or_asked("Belum"))}, kecamatan="Damar", place="Damar")


@blind(TWO)
def lalang_saja_adalah_desa() -> BlindCase:
    """Lalang begins Lalang Jaya, too, and is a desa of its own: no question."""
    case = _two({}, kecamatan="Manggar", place="Manggar")
    return read_right([], case.expected.says, data=case.files["rekap.xlsx"])
