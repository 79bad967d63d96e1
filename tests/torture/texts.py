"""SK numbers, notes, formulas and cells that hold no value anyone can trust."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.torture.case import Case, Expected, accept, flag, torture, warn
from tests.torture.kabupaten import DENDANG, HEADER, SAYS, TITLE, body, dendang, of, says
from tests.torture.writing import sheet, with_results

ONE = "ONE_KECAMATAN"
_NYURUK = of("Dendang")[2]
_BALOK = of("Dendang")[3]
_WITHOUT_NYURUK = says(of("Dendang"), Nyuruk=None)


def _sk_rows(value: Any, balok: Any = "12/2018") -> list[list[Any]]:
    told = {"Nyuruk": ["Terbentuk", _NYURUK.tanggal, value], "Balok": ["Terbentuk", _BALOK.tanggal, balok]}
    return dendang(told, header=["Nomor SK"])


def _sk(value: Any, first: Expected, *, balok: Any = "12/2018") -> Case:
    """Kecamatan Dendang with an SK number for Nyuruk (E5) and for Balok (E6)."""
    return Case(files={"dendang.xlsx": sheet(_sk_rows(value, balok))}, first=first)


def _with_sk(nyuruk: str | None, balok: str = "12/2018") -> dict[str, str]:
    number = f" SK {nyuruk}" if nyuruk else ""
    told = {"Nyuruk": f"Terbentuk 2017-10-03{number}", "Balok": f"Terbentuk 2018-05-02 SK {balok}"}
    return says(of("Dendang"), **told)


@torture
def sk_biasa() -> Case:
    return _sk("188.4/07/KEP/DS-NYR/2017", accept(_with_sk("188.4/07/KEP/DS-NYR/2017"), ONE))


@torture
def sk_menjadi_tanggal() -> Case:
    return _sk(date(2018, 5, 12), warn(_with_sk(None), ONE, "SK_MANGLED E5"))


@torture
def sk_menjadi_tanggal_lalu_teks() -> Case:
    return _sk("12-May-18", warn(_with_sk(None), ONE, "SK_MANGLED E5"))


@torture
def sk_kehilangan_nol_di_depan() -> Case:
    return _sk(7, warn(_with_sk(None, "012"), ONE, "SK_MANGLED E5"), balok="012")


@torture
def sk_ada_atau_tidak() -> Case:
    """The column says whether there is an SK, not which."""
    return _sk("Ada", accept(_with_sk(None), ONE))


@torture
def sk_berawal_seperti_rumus() -> Case:
    def as_text(target: Any) -> None:
        target["E5"].data_type = "s"

    data = sheet(_sk_rows("=SK/07"), change=as_text)
    return Case(files={"dendang.xlsx": data}, first=accept(_with_sk("=SK/07"), ONE, "TEXT_FORMULA_LIKE E5"))


@torture
def nomor_dan_tanggal_sk_satu_sel() -> Case:
    return _sk("7/2017 tgl 5 Oktober 2017", accept(_with_sk("7/2017"), ONE))


@torture
def nomor_sk_yang_mirip_tanggal() -> Case:
    return _sk("141/05/2018", accept(_with_sk("141/05/2018"), ONE))


@torture
def tanggal_di_nomor_sk_lain_dari_kolomnya() -> Case:
    told = {"Nyuruk": ["Terbentuk", _NYURUK.tanggal, "7/2017 tgl 5 Oktober 2017", date(2017, 10, 9)]}
    says_so = says(of("Dendang"), Nyuruk="Terbentuk 2017-10-03 SK 7/2017")
    data = sheet(dendang(told, header=["Nomor SK", "Tanggal SK"]))
    return Case(files={"dendang.xlsx": data}, first=warn(says_so, ONE, "SK_DATE_DIFFERS E5"))


def _note(value: str, first: Expected, header: str = "Keterangan") -> Case:
    rows = dendang({"Nyuruk": ["Terbentuk", _NYURUK.tanggal, value]}, header=[header])
    return Case(files={"dendang.xlsx": sheet(rows)}, first=first)


@torture
def catatan_sepanjang_halaman() -> Case:
    return _note("Sudah rapat. " * 200, warn(DENDANG, ONE, "TEXT_TOO_LONG E5"))


@torture
def catatan_dengan_nomor_telepon() -> Case:
    return _note("Ketua: 0813-6700-1122", warn(DENDANG, ONE, "TEXT_PERSONAL E5"))


@torture
def catatan_dengan_nomor_sk() -> Case:
    """A remark that tells an SK and nothing else, where no column tells one."""
    told = says(of("Dendang"), Nyuruk="Terbentuk 2017-10-03 SK 188.45/0812/2018")
    return _note("SK 188.45/0812/2018", warn(told, ONE, "SK_FROM_NOTE E5"))


@torture
def catatan_dengan_huruf_tak_terlihat() -> Case:
    """In a note, not in a name: it is read without the mark, and said."""
    return _note("SK\u200b terbit", warn(DENDANG, ONE, "TEXT_CONTROL E5"))


@torture
def status_dengan_huruf_tak_terlihat() -> Case:
    rows = dendang({"Nyuruk": ["Terben\u200btuk", _NYURUK.tanggal]})
    return Case(files={"dendang.xlsx": sheet(rows)}, first=warn(DENDANG, ONE, "TEXT_CONTROL C5"))


@torture
def klasifikasi_tak_dikenal() -> Case:
    rows = dendang(
        {"Nyuruk": ["Terbentuk", _NYURUK.tanggal, "Percontohan"], "Balok": ["Terbentuk", _BALOK.tanggal, "Dasar"]},
        header=["Klasifikasi"],
    )
    return Case(files={"dendang.xlsx": sheet(rows)}, first=warn(DENDANG, ONE, "CLASS_UNKNOWN E5"))


@torture
def klasifikasi_indeks_desa() -> Case:
    """Maju is a class of the index of desa, so the whole column is: its Mandiri is none of ours either."""
    rows = dendang(
        {"Nyuruk": ["Terbentuk", _NYURUK.tanggal, "Maju"], "Balok": ["Terbentuk", _BALOK.tanggal, "Mandiri"]},
        header=["Klasifikasi"],
    )
    return Case(files={"dendang.xlsx": sheet(rows)}, first=accept(DENDANG, ONE, "EXTRA_COLUMNS"))


@torture
def klasifikasi_dasar() -> Case:
    return _note("DASAR", accept(DENDANG, ONE), header="Klasifikasi Kampung KB")


@torture
def sel_kesalahan_di_status() -> Case:
    rows = dendang({"Nyuruk": ["#N/A", _NYURUK.tanggal]})
    return Case(files={"dendang.xlsx": sheet(rows)}, first=flag(_WITHOUT_NYURUK, ONE, "CELL_ERROR C5"))


@torture
def sel_kesalahan_di_nama() -> Case:
    rows = dendang()
    rows[4][1] = "#REF!"
    first = flag(_WITHOUT_NYURUK, ONE, "CELL_ERROR B5", "VILLAGES_MISSING")
    return Case(files={"dendang.xlsx": sheet(rows)}, first=first)


@torture
def sel_kesalahan_di_nomor_urut() -> Case:
    """A broken running number costs nothing: nobody stores it."""
    rows: list[Any] = [[TITLE], [], HEADER, *body()]
    rows[5] = ["#REF!", *rows[5][1:]]
    return Case(files={"rekap.xlsx": sheet(rows)}, first=accept(SAYS))


_FORMULA = '=IF(D5="","Belum","Terbentuk")'


@torture
def rumus_tanpa_hasil_tersimpan() -> Case:
    rows = dendang({"Nyuruk": [_FORMULA, _NYURUK.tanggal]})
    return Case(files={"dendang.xlsx": sheet(rows)}, first=flag(_WITHOUT_NYURUK, ONE, "FORMULA_NO_CACHE C5"))


@torture
def rumus_dengan_hasil_tersimpan() -> Case:
    rows = dendang({"Nyuruk": [_FORMULA, _NYURUK.tanggal]})
    data = with_results(sheet(rows), {"C5": "Terbentuk"})
    return Case(files={"dendang.xlsx": data}, first=accept(DENDANG, ONE), in_child=True)


@torture
def rumus_yang_membuka_hal_lain() -> Case:
    """A link by formula in the column of the SK: its stored result is read, and the formula is named."""
    rows = dendang({"Nyuruk": ["Terbentuk", _NYURUK.tanggal, '=HYPERLINK("sk.pdf","7/2017")']}, header=["Nomor SK"])
    data = with_results(sheet(rows), {"E5": "7/2017"})
    told = says(of("Dendang"), Nyuruk="Terbentuk 2017-10-03 SK 7/2017")
    return Case(files={"dendang.xlsx": data}, first=warn(told, ONE, "FORMULA_DANGEROUS E5"), in_child=True)


@torture
def rumus_di_nomor_dan_jumlah_tanpa_hasil() -> Case:
    """Running numbers and totals by formula without a result: no desa depends on them."""
    rows: list[Any] = [[TITLE], [], HEADER, *(["=ROW()-3", *row[1:]] for row in body())]
    rows.append(["Jumlah", None, "=COUNTA(C4:C42)", '=COUNTIF(D4:D42,"Terbentuk")'])
    return Case(files={"rekap.xlsx": sheet(rows)}, first=accept(SAYS))
