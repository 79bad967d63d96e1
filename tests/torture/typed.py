"""Single cells as people type them: letters for a status, remarks beside it, names in short, words before a number."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.support.builders import code_of
from tests.torture.case import Case, accept, ask, torture, warn
from tests.torture.kabupaten import (
    DENDANG,
    HEADER,
    KABUPATEN,
    SAYS,
    TITLE,
    body,
    dendang,
    marked,
    of,
    read_as,
    recap,
    says,
    stored,
)
from tests.torture.writing import book, sheet

ONE = "ONE_KECAMATAN"
_LETTER = {"Belum": "B", "Sosialisasi": "S", "Merintis": "M", "Terbentuk": "T"}
_OCTOBER = date(2017, 10, 3)


def _dendang(**told: list[Any]) -> bytes:
    return sheet(dendang(told, header=["Keterangan"]))


@torture
def status_huruf_t_saja() -> Case:
    """Terbentuk, as on the tiles, or Tidak: nothing in the file tells, but its date suggests."""
    return Case(
        files={"dendang.xlsx": sheet(dendang({"Nyuruk": ["T", _OCTOBER]}))},
        first=ask(
            says(of("Dendang"), Nyuruk=None), ONE, "STATUS_LETTER C5", questions={"status_letter": "Terbentuk"}
        ),
        suggested=accept(DENDANG, ONE),
    )


@torture
def status_huruf_y_dan_t() -> Case:
    rows = [[*row[:3], "Y" if row[4] else "T", row[4]] for row in body()]
    return read_as([[TITLE], [], HEADER, *rows], "STATUS_LETTER D4", told=marked())


@torture
def status_huruf_seperti_di_petak() -> Case:
    rows = [[*row[:3], _LETTER[row[3]], row[4]] for row in body()]
    first = next(n for n, row in enumerate(rows, start=4) if row[3] == "T")
    return read_as([[TITLE], [], HEADER, *rows], f"STATUS_LETTER D{first}")


@torture
def status_terbentuk_belum_ada_sk() -> Case:
    words = {"Terbentuk": "Terbentuk, belum ada SK", "Merintis": "Masih merintis", "Sosialisasi": "Sosialisasi 2x"}
    rows = [[*row[:3], words.get(row[3], row[3]), row[4]] for row in body()]
    return read_as([[TITLE], [], HEADER, *rows])


@torture
def status_baru_dan_mulai() -> Case:
    """ "Baru terbentuk" is formed, "Mulai membentuk" is not yet."""
    words = {"Terbentuk": "Baru terbentuk", "Merintis": "Mulai membentuk", "Belum": "Masih belum"}
    rows = [[*row[:3], words.get(row[3], row[3]), row[4]] for row in body()]
    return read_as([[TITLE], [], HEADER, *rows])


@torture
def keterangan_menyebut_tahap() -> Case:
    """Belum, and "Sudah sosialisasi" beside it: which of the two is asked once."""
    data = _dendang(Nyuruk=["Belum", None, "Sudah sosialisasi"], Jangkang=["Belum", None, "masih dalam proses"])
    told = says(of("Dendang"), Jangkang=None, Nyuruk=None)
    return Case(
        files={"dendang.xlsx": data},
        first=ask(told, ONE, "STATUS_FINER E4", questions={"status_finer": "pakai"}),
        suggested=accept(says(of("Dendang"), Jangkang="Merintis", Nyuruk="Sosialisasi"), ONE),
    )


@torture
def keterangan_terbentuk_di_samping_belum() -> Case:
    data = _dendang(Nyuruk=["Belum", None, "Sudah terbentuk 2017"])
    return Case(
        files={"dendang.xlsx": data}, first=warn(says(of("Dendang"), Nyuruk="Belum"), ONE, "NOTE_DENIES E5")
    )


@torture
def nama_pendek_dari_dua_desa() -> Case:
    """ "Tanjung" begins two desa of Simpang Pesak."""
    lines = of("Simpang Pesak")
    place = next(n for n, line in enumerate(lines) if line.desa == "Tanjung Kelumpang")
    rows = recap(lines)
    rows[3 + place][2] = "Tanjung"
    rows = [row for row in rows if row[2:3] != ["Tanjung Batu Itam"]]
    cell = f"C{next(n for n, row in enumerate(rows, start=1) if row[2:3] == ['Tanjung'])}"
    first = code_of("Tanjung Batu Itam")
    told = says(lines, Tanjung_Kelumpang=None, Tanjung_Batu_Itam=None)
    return Case(
        files={"rekap.xlsx": sheet(rows)},
        first=ask(told, "VILLAGES_MISSING", ONE, f"NAME_FUZZY {cell}", questions={f"name_fuzzy:Rekap!{cell}": first}),
        suggested=warn(told | {"Tanjung Batu Itam": "Sosialisasi"}, "VILLAGES_MISSING", ONE),
    )


@torture
def nama_disingkat_menurut_katanya() -> Case:
    """ "Klp. Kampit", "Sp. 3", "Tj. B. Itam": no list of the region has them. The desa prove the kecamatan."""
    short = {"Kelapa Kampit": "Klp. Kampit"}
    desa = {"Simpang Tiga": "Sp. 3", "Tanjung Batu Itam": "Tj. B. Itam", "Buku Limau": "Buku Limau (Pulau)"}
    rows = [
        [n, short.get(line.kecamatan, line.kecamatan), desa.get(line.desa, line.desa), line.status, line.tanggal]
        for n, line in enumerate(KABUPATEN, start=1)
    ]
    found = [f"NAME_FUZZY C{n}" for n, row in enumerate(rows, start=4) if row[2] in ("Sp. 3", "Tj. B. Itam")]
    return Case(files={"rekap.xlsx": sheet([[TITLE], [], HEADER, *rows])}, first=warn(SAYS, *found))


@torture
def nama_dengan_huruf_lebar() -> Case:
    wide = {ord(letter): ord(letter) + 0xFEE0 for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    rows = [[row[0], row[1].translate(wide), row[2].translate(wide), *row[3:]] for row in body()]
    return read_as([[TITLE], [], HEADER, *rows])


@torture
def nomor_sk_dengan_kata_di_depan() -> Case:
    """The words are no part of the number, so that a later recap without them changes nothing."""
    nyuruk, balok = (_OCTOBER, "SK Kades No. 12/2017"), (date(2018, 5, 2), "Nomor: 7")
    rows = dendang({"Nyuruk": ["Terbentuk", *nyuruk], "Balok": ["Terbentuk", *balok]}, header=["Nomor SK"])
    told = says(of("Dendang"), Nyuruk="Terbentuk 2017-10-03 SK 12/2017", Balok="Terbentuk 2018-05-02 SK 7")
    return Case(files={"dendang.xlsx": sheet(rows)}, first=accept(told, ONE))


@torture
def tanda_tidak_di_semua_kolom_tahap() -> Case:
    steps = ("Sosialisasi", "Merintis", "Terbentuk")
    rows = [[*row[:3], *("v" if row[3] == step else "-" for step in steps), row[4]] for row in body()]
    return read_as([[TITLE], [], [*HEADER[:3], *steps, HEADER[4]], *rows])


@torture
def angka_seri_teks_dalam_kalender_1904() -> Case:
    def mac(made: Any) -> None:
        made.epoch = CALENDAR_MAC_1904

    data = book({"Rekap": dendang({"Nyuruk": ["Terbentuk", "41549"]})}, change=mac)
    return Case(files={"dendang.xlsx": data}, first=warn(DENDANG, ONE, "DATE_SERIAL D5"))


@torture
def tanggal_tak_terbaca_pada_desa_yang_bertanggal() -> Case:
    """The date that is stored stays."""
    data = sheet(dendang({"Nyuruk": ["Terbentuk", "2o17"]}))
    problems = (ONE, "DATE_UNREADABLE D5")
    return Case(
        files={"dendang.xlsx": data},
        stored=stored(of("Dendang")),
        first=ask(says(of("Dendang"), Nyuruk=None), *problems, "DATE_DROPPED D5", questions={"date_dropped": "tanpa"}),
        suggested=warn(says(of("Dendang"), Nyuruk="Terbentuk"), *problems),
    )
