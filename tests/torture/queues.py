"""Several files together, as seven kecamatan offices send them, each in a shape of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kkb.formatting import format_date
from tests.torture.case import Case, accept, ask, flag, reject, torture, warn
from tests.torture.kabupaten import DENDANG, HEADER, KABUPATEN, SAYS, TITLE, dendang, of, recap, says, stored
from tests.torture.writing import Rows, sheet

ALL = "ONE_KECAMATAN"
_SHORT = ["No", "Nama Desa", "Status Pokja", "Tanggal Pembentukan"]


def _short(kecamatan: str) -> list[list[Any]]:
    return [[number, *line[1:]] for number, line in enumerate(of(kecamatan), start=1)]


def _seven() -> dict[str, Rows]:
    """Seven offices: plain, title block and column B, ticks, words in capitals, columns turned round, names in one
    cell with the kecamatan, a footer that alone names the day."""
    ticks = [
        [number, line.desa, *("v" if line.status == rung else None for rung in ("Belum", "Merintis", "Terbentuk")),
         format_date(line.tanggal) if line.tanggal else None]
        for number, line in enumerate(of("Dendang"), start=1)
    ]  # fmt: skip
    return {
        "manggar.xlsx": [[TITLE], [], HEADER, *([n, *line] for n, line in enumerate(of("Manggar"), start=1))],
        "gantung.xlsx": [
            [None, *row]
            for row in (["PEMERINTAH KABUPATEN"], ["KECAMATAN GANTUNG"], [TITLE], [], _SHORT, [1, 2, 3, 4],
                        *_short("Gantung"), ["Jumlah", None, 3])
        ],
        "dendang.xlsx": [
            ["Kecamatan Dendang"], [TITLE], [],
            ["No", "Desa", "Status Pokja", None, None, "Tanggal Pembentukan"],
            [None, None, "Belum", "Merintis", "Terbentuk", None],
            *ticks,
        ],
        "kelapa kampit.xlsx": [
            ["KECAMATAN KELAPA KAMPIT"], [TITLE.upper()],
            ["NO", "DESA", "STATUS POKJA", "TGL PEMBENTUKAN"],
            *([n, f"DESA {line.desa.upper()}", line.status.upper(),
               f"{line.tanggal:%d/%m/%Y}" if line.tanggal else "-"]
              for n, line in enumerate(of("Kelapa Kampit"), start=1)),
        ],
        "damar.xlsx": [
            [TITLE], ["Tanggal Pembentukan", "Status", "Desa", "Kecamatan"],
            *([line.tanggal, line.status, line.desa, "Damar"] for line in of("Damar")),
        ],
        "simpang renggiang.xlsx": [
            [TITLE], ["Desa/Kecamatan", "Status", "Tanggal Pembentukan"],
            *([f"{line.desa}, Kec. {line.kecamatan}", line.status, line.tanggal] for line in of("Simpang Renggiang")),
        ],
        "simpang pesak.xlsx": [
            ["KECAMATAN SIMPANG PESAK"], _SHORT, *_short("Simpang Pesak"), [],
            [None, None, "Simpang Pesak, 10 Mei 2023"], [None, None, "Camat Simpang Pesak"],
        ],
    }  # fmt: skip


def _files(rows: Mapping[str, Rows]) -> dict[str, bytes]:
    return {name: sheet(one) for name, one in rows.items()}


@torture
def tujuh_kantor_tujuh_bentuk() -> Case:
    return Case(files=_files(_seven()), first=accept(SAYS), in_child=True)


@torture
def enam_dari_tujuh_kantor() -> Case:
    files = _seven()
    del files["damar.xlsx"]
    told = says([line for line in KABUPATEN if line.kecamatan != "Damar"])
    return Case(files=_files(files), first=accept(told, ALL))


@torture
def tujuh_kantor_satu_salah_ketik() -> Case:
    files = _seven()
    files["damar.xlsx"][3][1] = "Terbentk"  # type: ignore[index]
    told = says(Mempaya=None)
    return Case(files=_files(files), first=flag(told, "STATUS_UNKNOWN B4"))


@torture
def antrean_desa_ganda_isi_sama() -> Case:
    files = {"satu.xlsx": sheet(dendang()), "dua.xlsx": sheet(dendang()[:3])}
    return Case(files=files, first=warn(DENDANG, ALL, "ROW_DUP_SAME B3"))


@torture
def antrean_desa_ganda_bertentangan() -> Case:
    other = dendang({"Dendang": ["Merintis"]})[:3]
    files = {"satu.xlsx": sheet(dendang()), "dua.xlsx": sheet(other)}
    told = says(of("Dendang"), Dendang=None)
    return Case(files=files, first=flag(told, ALL, "ROW_DUP_CONFLICT B3", "ROW_DUP_CONFLICT B3"))


_NO_BALOK = [line._replace(status="Belum", tanggal=None) if line.desa == "Balok" else line for line in KABUPATEN]


def _both(*, first: str | None, second: str | None) -> dict[str, str]:
    """What two files of the whole kabupaten say, where they differ in Balok alone."""
    told = {f"{desa}@{number}": text for number in (1, 2) for desa, text in SAYS.items()}
    if first is None or second is None:
        told |= {"Balok": first or second or ""}
        return {desa: text for desa, text in told.items() if not desa.startswith("Balok@")}
    return told | {"Balok@1": first, "Balok@2": second}


@torture
def antrean_dengan_hari_berbeda() -> Case:
    """Each file speaks for its own day; they are judged in the order of their days, not of the queue."""
    files = {"mei.xlsx": sheet(recap()), "maret.xlsx": sheet(recap(_NO_BALOK, title="Keadaan per 31 Maret 2023"))}
    return Case(files=files, first=accept(_both(first=SAYS["Balok"], second="Belum")))


@torture
def antrean_dengan_hari_berbeda_yang_mundur() -> Case:
    """In May Balok is called Belum, which March called formed: the same question as if March were stored."""
    files = {"mei.xlsx": sheet(recap(_NO_BALOK)), "maret.xlsx": sheet(recap(title="Keadaan per 31 Maret 2023"))}
    row = 4 + [line.desa for line in KABUPATEN].index("Balok")
    told = _both(first=None, second=SAYS["Balok"])
    question = {"status_regression:19.06.03.2008": "tetap"}
    return Case(
        files=files,
        first=ask(told, f"STATUS_REGRESSION D{row}", questions=question),
        suggested=accept(told),
    )


@torture
def antrean_tanpa_tanggal_keadaan() -> Case:
    """Two offices forgot the day: it is asked once."""
    files = {"satu.xlsx": sheet(dendang(title="Kecamatan Dendang")),
             "dua.xlsx": sheet([["Kecamatan Damar"], _SHORT, *_short("Damar")])}  # fmt: skip
    told = says(of("Dendang")) | says(of("Damar"))
    return Case(
        files=files,
        first=ask({}, ALL, "TANGGAL_DATA", "TANGGAL_DATA", questions={"tanggal_data": "2023-06-01"}, day=None),
        suggested=accept(told, ALL, day="2023-06-01"),
    )


@torture
def antrean_dengan_berkas_yang_bukan_rekap() -> Case:
    files = {"satu.xlsx": sheet(dendang()), "surat.xlsx": sheet([["Surat undangan"], ["Rapat 10 Mei 2023"]])}
    return Case(files=files, first=reject())


@torture
def antrean_mengulang_yang_tersimpan() -> Case:
    """One file says what is stored for a newer day; the other brings something."""
    lines = [line._replace(status="Belum", tanggal=None) if line.kecamatan == "Damar" else line for line in KABUPATEN]
    files = {
        "dendang.xlsx": sheet(dendang()),
        "damar.xlsx": sheet([[TITLE], ["Kecamatan Damar"], _SHORT, *_short("Damar")]),
    }
    told = says(of("Dendang")) | says(of("Damar"))
    return Case(files=files, first=accept(told, ALL), stored=stored(lines))


def _more_of_dendang(*header: str, nyuruk: Sequence[Any], balok: Sequence[Any]) -> bytes:
    """What another office writes of the two Pokja of Dendang."""
    told = {"Nyuruk": nyuruk, "Balok": balok}
    rows = [["Dendang", desa, "Terbentuk", *cells] for desa, cells in told.items()]
    return sheet([[TITLE], ["Kecamatan", "Desa", "Status", *header], *rows])


@torture
def antrean_satu_berkas_lebih_lengkap() -> Case:
    """The other file knows the years alone, within the dates of the first: those hold, and nothing contradicts."""
    years = _more_of_dendang("Tahun", nyuruk=[2017], balok=[2018])
    first = accept(DENDANG, ALL, "ROW_DUP_LESS B3")
    return Case(files={"tanggal.xlsx": sheet(dendang()), "tahun.xlsx": years}, first=first)


@torture
def antrean_yang_saling_melengkapi() -> Case:
    """One file has the dates, the other the numbers of the SK beside the years: both are true, and both are stored."""
    decrees = _more_of_dendang("Tahun", "Nomor SK", nyuruk=[2017, "140/7"], balok=[2018, "140/8"])
    told = says(of("Dendang"), Nyuruk=None, Balok=None) | {
        "Nyuruk@1": SAYS["Nyuruk"], "Nyuruk@2": "Terbentuk 2017 SK 140/7",
        "Balok@1": SAYS["Balok"], "Balok@2": "Terbentuk 2018 SK 140/8",
    }  # fmt: skip
    first = accept(told, ALL, "ROW_DUP_ADDS B3")
    return Case(files={"tanggal.xlsx": sheet(dendang()), "sk.xlsx": decrees}, first=first)


@torture
def antrean_dengan_catatan_yang_berbeda() -> Case:
    """Two notes on one desa that is still Merintis: one is kept, and the other is named with its cell."""
    noted = dendang({"Jangkang": ["Merintis", None, "menunggu SK"]}, header=["Keterangan"])
    other = [*noted[:2], ["Dendang", "Jangkang", "Merintis", None, "rapat bulan Juni"]]
    files = {"satu.xlsx": sheet(noted), "dua.xlsx": sheet(other)}
    return Case(files=files, first=warn(DENDANG, ALL, "ROW_DUP_LEFT E3"))


@torture
def antrean_dengan_revisi_yang_mengeluarkan_desa() -> Case:
    """A revision has all rows of the first report but one: that one may have been taken out, and is named."""
    title, *rows = dendang()
    revised = [title, *[row for row in rows if row[1] != "Nyuruk"]]
    files = {"rekap.xlsx": sheet([title, *rows]), "rekap rev.xlsx": sheet(revised)}
    same = ("ROW_DUP_SAME B3", "ROW_DUP_SAME B4", "ROW_DUP_SAME B5")
    return Case(files=files, first=warn(DENDANG, ALL, *same, "ROW_ONLY_HERE B5"))
