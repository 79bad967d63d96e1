"""How kecamatan and desa are written, and the ways in which a name can be wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kkb.region import Desa, Region
from tests.support.builders import code_of
from tests.torture.case import Case, Expected, accept, ask, flag, reject, torture, warn
from tests.torture.kabupaten import DENDANG, HEADER, KABUPATEN, SAYS, TITLE, Line, body, dendang, of, recap, says
from tests.torture.writing import sheet

ONE = "ONE_KECAMATAN"


def _written(write: Callable[[Line], tuple[str, str]], *problems: str) -> Case:
    """The whole recap with the names of kecamatan and desa written some way."""
    rows = [[n, *write(line), line.status, line.tanggal] for n, line in enumerate(KABUPATEN, start=1)]
    return Case(files={"rekap.xlsx": sheet([[TITLE], [], HEADER, *rows])}, first=accept(SAYS, *problems))


def _dendang(row: Sequence[Any], first: Expected) -> Case:
    """Kecamatan Dendang with one whole row put in the place of Nyuruk, row 5."""
    rows = dendang()
    rows[4] = list(row)
    return Case(files={"dendang.xlsx": sheet(rows)}, first=first)


_NYURUK = of("Dendang")[2]
_WITHOUT_NYURUK = says(of("Dendang"), Nyuruk=None)


@torture
def nama_huruf_besar_dengan_awalan() -> Case:
    return _written(lambda line: (f"KEC. {line.kecamatan.upper()}", f"DESA {line.desa.upper()}"))


@torture
def nama_dengan_ds_dan_kecamatan() -> Case:
    return _written(lambda line: (f"Kecamatan {line.kecamatan}", f"Ds. {line.desa}"))


@torture
def nama_dengan_spasi_tak_putus_dan_ganti_baris() -> Case:
    return _written(
        lambda line: (line.kecamatan.replace(" ", "\u00a0") + "\u00a0", f" {line.desa.replace(' ', chr(10))}  ")
    )


@torture
def nama_bernomor() -> Case:
    return _written(lambda line: (line.kecamatan, f"{len(line.desa)}. {line.desa}"))


@torture
def kecamatan_dengan_kabupaten_di_belakangnya() -> Case:
    return _written(lambda line: (f"{line.kecamatan}, Kab. Belitung Timur", line.desa))


@torture
def nama_dengan_tanda_bintang() -> Case:
    return _written(lambda line: (line.kecamatan, f"{line.desa} *)" if line.tanggal else line.desa))


@torture
def ejaan_yang_dikenal() -> Case:
    known = {
        "Burong Mandi": "Burung Mandi", "Selingsing": "Selinsing", "Bentaian Jaya": "Bantaian Jaya",
        "Buku Limau": "Pulau Buku Limau", "Tanjung Batu Itam": "Batu Itam", "Simpang Tiga": "Sp. Tiga",
        "Simpang Pesak": "Simpangpesak", "Tanjung Kelumpang": "Tj. Kelumpang", "Air Kelik": "Aik Kelik",
    }  # fmt: skip
    kecamatan = {
        "Simpang Renggiang": "S. Renggiang", "Kelapa Kampit": "Kelapakampit", "Simpang Pesak": "Sp. Pesak"
    }  # fmt: skip
    return _written(lambda line: (kecamatan.get(line.kecamatan, line.kecamatan), known.get(line.desa, line.desa)))


@torture
def tanda_sama_di_bawah_kecamatan() -> Case:
    """Ditto marks below the first kecamatan of each block, as several hands write them."""
    marks = {"Manggar": '"', "Gantung": "''", "Dendang": "sda", "Kelapa Kampit": "idem", "Damar": "s.d.a."}

    def write(line: Line) -> tuple[str, str]:
        is_first = of(line.kecamatan)[0].desa == line.desa
        return (line.kecamatan if is_first else marks.get(line.kecamatan, "\u3003"), line.desa)

    return _written(write)


@torture
def nama_mirip() -> Case:
    first = warn(DENDANG, ONE, "NAME_FUZZY B5")
    return _dendang(["Dendang", "Nyurukk", "Terbentuk", _NYURUK.tanggal], first)


@torture
def nama_di_antara_dua_desa() -> Case:
    """Between Lalang and Lalang Jaya a person decides."""
    rows = [[TITLE], list(HEADER[1:]), *(list(line) for line in of("Manggar"))]
    rows[2][1] = "Lalang J"
    told = says(of("Manggar"), Lalang_Jaya=None)
    question = {"name_fuzzy:Rekap!B3": code_of("Lalang Jaya")}
    return Case(
        files={"manggar.xlsx": sheet(rows)},
        first=ask(told, ONE, "NAME_FUZZY B3", "VILLAGES_MISSING", questions=question),
        suggested=accept(says(of("Manggar")), ONE),
    )


@torture
def nama_tak_dikenal() -> Case:
    first = flag(_WITHOUT_NYURUK, ONE, "NAME_UNKNOWN B5", "VILLAGES_MISSING")
    return _dendang(["Dendang", "Sukamaju", "Terbentuk", _NYURUK.tanggal], first)


@torture
def nama_desa_kecamatan_lain() -> Case:
    """Dukong belongs to Simpang Pesak, and stands under Dendang."""
    first = flag(_WITHOUT_NYURUK, ONE, "KEC_MISMATCH B5", "VILLAGES_MISSING")
    return _dendang(["Dendang", "Dukong", "Belum", None], first)


@torture
def nama_kosong() -> Case:
    first = flag(_WITHOUT_NYURUK, ONE, "ROW_NO_NAME B5", "VILLAGES_MISSING")
    return _dendang(["Dendang", None, "Terbentuk", _NYURUK.tanggal], first)


@torture
def nama_dengan_huruf_kiril() -> Case:
    first = flag(_WITHOUT_NYURUK, ONE, "NAME_HOMOGLYPH B5", "VILLAGES_MISSING")
    return _dendang(["Dendang", "Nyur\u0443k", "Terbentuk", _NYURUK.tanggal], first)


@torture
def nama_dengan_tanda_arah() -> Case:
    first = flag(_WITHOUT_NYURUK, ONE, "TEXT_CONTROL B5", "VILLAGES_MISSING")
    return _dendang(["Dendang", "Nyu\u202eruk", "Terbentuk", _NYURUK.tanggal], first)


@torture
def nama_dengan_huruf_rusak() -> Case:
    first = flag(_WITHOUT_NYURUK, ONE, "TEXT_ENCODING B5", "VILLAGES_MISSING")
    return _dendang(["Dendang", "Nyur\u00c3\u00bck", "Terbentuk", _NYURUK.tanggal], first)


@torture
def nama_sepanjang_halaman() -> Case:
    first = flag(_WITHOUT_NYURUK, ONE, "NAME_UNKNOWN B5", "VILLAGES_MISSING")
    return _dendang(["Dendang", "Nyuruk " * 200, "Terbentuk", _NYURUK.tanggal], first)


@torture
def kode_milik_desa_lain() -> Case:
    """The row names Nyuruk and bears the code of Balok: it speaks for neither."""
    header = ["Kode Desa", *HEADER[1:]]
    rows = [[TITLE], header, *([code_of(line.desa), *line] for line in of("Dendang"))]
    rows[4][0] = code_of("Balok")
    return Case(files={"dendang.xlsx": sheet(rows)}, first=flag(_WITHOUT_NYURUK, ONE, "CODE_MISMATCH A5"))


@torture
def nama_yang_ada_di_dua_kecamatan() -> Case:
    """Another region, where two desa bear one name and the recap has no column of kecamatan."""
    region = Region(
        [
            Desa("19.07.01", "Timur", "19.07.01.2001", "Sukamaju"),
            Desa("19.07.01", "Timur", "19.07.01.2002", "Jaya"),
            Desa("19.07.02", "Barat", "19.07.02.2001", "Sukamaju"),
            Desa("19.07.02", "Barat", "19.07.02.2002", "Makmur"),
        ]
    )
    rows = [[TITLE], ["Desa", "Status"], ["Sukamaju", "Belum"], ["Jaya", "Belum"], ["Makmur", "Merintis"]]
    return Case(
        files={"rekap.xlsx": sheet(rows)},
        first=flag({"Jaya": "Belum", "Makmur": "Merintis"}, "NAME_AMBIGUOUS A3", "VILLAGES_MISSING"),
        region=region,
    )


@torture
def desa_ganda_isi_sama() -> Case:
    rows = [*dendang(), list(_NYURUK)]
    return Case(files={"dendang.xlsx": sheet(rows)}, first=warn(DENDANG, ONE, "ROW_DUP_SAME B7"))


@torture
def desa_ganda_isi_berbeda() -> Case:
    rows = [*dendang(), ["Dendang", "Nyuruk", "Belum", None]]
    first = flag(_WITHOUT_NYURUK, ONE, "ROW_DUP_CONFLICT B5", "ROW_DUP_CONFLICT B7")
    return Case(files={"dendang.xlsx": sheet(rows)}, first=first)


@torture
def dua_desa_tertukar_kecamatannya() -> Case:
    """Renggiang under Gantung and Lenggang under Simpang Renggiang: close names, wrong places."""
    swapped = {"Renggiang": "Gantung", "Lenggang": "Simpang Renggiang"}
    rows = recap()
    cells = []
    for number, row in enumerate(rows, start=1):
        if number > 3 and row[2] in swapped:
            row[1] = swapped[row[2]]
            cells.append(f"KEC_MISMATCH C{number}")
    told = says(Renggiang=None, Lenggang=None)
    return Case(files={"rekap.xlsx": sheet(rows)}, first=flag(told, *cells))


@torture
def daftar_kabupaten_lain() -> Case:
    names = ("Terong", "Keciput", "Sijuk", "Tanjung Binga", "Air Saga", "Juru Seberang", "Perawas", "Buluh Tumbang")
    rows = [[TITLE], ["Kecamatan", "Desa", "Status"], *(["Sijuk", name, "Terbentuk"] for name in names)]
    return Case(files={"rekap.xlsx": sheet(rows)}, first=reject())


@torture
def tiga_desa_terlewat() -> Case:
    lines = [line for line in KABUPATEN if line.desa not in ("Baru", "Mayang", "Dukong")]
    data = sheet([[TITLE], [], HEADER, *body(lines)])
    return Case(files={"rekap.xlsx": data}, first=warn(says(lines), "VILLAGES_MISSING"))
