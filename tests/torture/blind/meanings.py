"""Words of status with a word beside them: what they mean, and what no suggestion may make of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.torture.blind.writing import read_right
from tests.torture.kabupaten import TITLE, of, says
from tests.torture.loose import Asks, BlindCase, Readings, blind, or_asked

MODIFIERS = "status words with a modifier"
ALONE = "T alone"
TURNED = "no suggestion turns a meaning round"
BESIDE = "status with something beside it"
UNREPORTED = "not reported"
NO_MARKS = "marks of no in every column"
QUESTION = "a date column headed by a question"


def worded(
    told: Mapping[str, tuple[str, Readings]], *, days: Mapping[str, date] | None = None, asks: Asks = Asks.NO,
    suggests: Mapping[str, Any] | None = None, header: str = "Status Pokja",
) -> BlindCase:  # fmt: skip
    """Gantung: desa → (word of status, readings); Gantung's seven desa stand in rows 4 to 10, the status in C."""
    rows: list[Any] = [["KECAMATAN GANTUNG"], [TITLE], ["No", "Desa", header, "Tanggal Pembentukan"]]
    wanted: dict[str, Readings] = {}
    for n, line in enumerate(of("Gantung"), start=1):
        word, readings = told.get(line.desa, ("Belum", "Belum"))
        rows.append([n, line.desa, word, (days or {}).get(line.desa)])
        wanted[line.desa] = readings
    return read_right(rows, wanted, asks=asks, suggests=suggests or {})


@blind(MODIFIERS)
def masih_sedang_sudah_ada_sk() -> BlindCase:
    return worded(
        {
            "Gantung": ("Masih merintis", "Merintis"),
            "Selingsing": ("Sedang sosialisasi", "Sosialisasi"),
            "Jangkar Asam": ("Sudah ada SK", "Terbentuk"),
            "Lilangan": ("Masih belum", "Belum"),
            "Lenggang": ("Masih proses", "Merintis"),
            "Batu Penyu": ("Sudah ada SK Pokja", "Terbentuk"),
        }
    )


@blind(MODIFIERS)
def masih_dalam_tahap() -> BlindCase:
    return worded(
        {
            "Gantung": ("Masih dalam proses", "Merintis"),
            "Selingsing": ("Masih tahap sosialisasi", "Sosialisasi"),
            "Jangkar Asam": ("Telah ber-SK", or_asked("Terbentuk")),
            "Lilangan": ("Masih belum terbentuk", "Belum"),
            "Lenggang": ("Sedang tahap merintis", "Merintis"),
            "Batu Penyu": ("SK sudah ada", or_asked("Terbentuk")),
        },
        asks=Asks.MAY,
    )


@blind(MODIFIERS)
def baru_juga_memang() -> BlindCase:
    return worded(
        {
            "Gantung": ("Baru merintis", "Merintis"),
            "Selingsing": ("Sampai saat ini belum", or_asked("Belum")),
            "Jangkar Asam": ("Sudah terbentuk (SK ada)", "Terbentuk"),
            "Lilangan": ("Tahap rintisan", "Merintis"),
            "Lenggang": ("Memang belum ada", or_asked("Belum")),
        },
        asks=Asks.MAY,
    )


@blind(MODIFIERS)
def belum_ada_sk_tidak_terbalik() -> BlindCase:
    """ "Belum ada SK" alone says nothing of a formed Pokja: never Terbentuk."""
    return worded(
        {
            "Gantung": ("Belum ada SK", or_asked("Belum", "Merintis")),
            "Selingsing": ("SK belum terbit", or_asked("Belum", "Merintis")),
            "Jangkar Asam": ("SK dalam proses", or_asked("Merintis")),
        },
        asks=Asks.MAY,
    )


@blind(ALONE)
def t_saja_di_samping_y() -> BlindCase:
    """Y and T as Ya and Tidak: T asks, or the Y beside it proves it."""
    return worded(
        {
            "Gantung": ("T", or_asked("Belum")),
            "Selingsing": ("Y", or_asked("Terbentuk")),
            "Lilangan": ("T", or_asked("Belum")),
        },
        asks=Asks.MAY,
    )


@blind(ALONE)
def t_m_s_b_sebagai_huruf_petak() -> BlindCase:
    """The letters of the program's own tiles: T is Terbentuk, B is Belum; never Belum without a question."""
    days = {"Gantung": date(2018, 5, 2), "Batu Penyu": date(2017, 10, 3)}
    told = {
        "Gantung": ("T", or_asked("Terbentuk 2018-05-02")),
        "Batu Penyu": ("T", or_asked("Terbentuk 2017-10-03")),
        "Lilangan": ("M", or_asked("Merintis")),
        "Lenggang": ("S", or_asked("Sosialisasi")),
    }
    rest = {line.desa: ("B", or_asked("Belum")) for line in of("Gantung") if line.desa not in told}
    return worded(told | rest, days=days, asks=Asks.MUST)


@blind(ALONE)
def satu_t_di_antara_kata() -> BlindCase:
    """One T among words: nobody can tell."""
    told: dict[str, tuple[str, Readings]] = {
        "Gantung": ("T", or_asked("Terbentuk", "Belum")),
        "Lilangan": ("Merintis", "Merintis"),
    }
    told |= {"Batu Penyu": ("Terbentuk", "Terbentuk 2017-10-03")}
    return worded(told, days={"Batu Penyu": date(2017, 10, 3)}, asks=Asks.MUST)


@blind(BESIDE)
def terbentuk_belum_ada_sk_dan_dua_kali() -> BlindCase:
    return worded(
        {
            "Gantung": ("Terbentuk, belum ada SK", "Terbentuk"),
            "Selingsing": ("Sosialisasi 2x", "Sosialisasi"),
            "Jangkar Asam": ("Terbentuk (SK belum ada)", "Terbentuk"),
            "Lilangan": ("Sosialisasi 3 kali", "Sosialisasi"),
        }
    )


@blind(BESIDE)
def sudah_terbentuk_tanpa_sk() -> BlindCase:
    return worded(
        {
            "Gantung": ("Sudah terbentuk, SK menyusul", or_asked("Terbentuk")),
            "Selingsing": ("Sosialisasi (2 kali)", "Sosialisasi"),
            "Jangkar Asam": ("Terbentuk tanpa SK", or_asked("Terbentuk")),
            "Lilangan": ("Sudah 2x sosialisasi", or_asked("Sosialisasi")),
        },
        asks=Asks.MAY,
    )


@blind(BESIDE)
def terbentuk_dengan_nomor_sk_di_belakang() -> BlindCase:
    return worded(
        {
            "Gantung": ("Terbentuk - SK proses", or_asked("Terbentuk")),
            "Selingsing": ("Sosialisasi tahap II", or_asked("Sosialisasi")),
            "Jangkar Asam": ("Terbentuk; SK belum", or_asked("Terbentuk")),
            "Lilangan": ("Sosialisasi, 12 April 2023", or_asked("Sosialisasi")),
        },
        asks=Asks.MAY,
    )


@blind(BESIDE)
def dua_kata_dan_singkatan() -> BlindCase:
    return worded(
        {
            "Gantung": ("Sudah (SK no 12/2018)", "Terbentuk SK 12/2018"),
            "Selingsing": ("Belum, masih sosialisasi", "Sosialisasi"),
            "Jangkar Asam": ("Dlm proses", "Merintis"),
            "Lilangan": ("Sdg dibentuk", "Merintis"),
            "Lenggang": ("Msh sosialisasi", "Sosialisasi"),
            "Batu Penyu": ("Ya, sudah", "Terbentuk"),
        }
    )


@blind(BESIDE)
def belum_di_depan_tahap() -> BlindCase:
    """A bare step behind a no may be what is denied."""
    return worded(
        {
            "Gantung": ("Belum - sosialisasi", or_asked("Sosialisasi")),
            "Selingsing": ("BELUM (proses)", or_asked("Merintis")),
            "Jangkar Asam": ("Belum terbentuk, sosialisasi", "Sosialisasi"),
        },
        asks=Asks.MUST,
    )


@blind(TURNED)
def usul_tidak_membalik_baru_terbentuk() -> BlindCase:
    formed = or_asked("Terbentuk")
    return worded(
        {
            "Gantung": ("Baru terbentuk", formed),
            "Selingsing": ("Mulai membentuk", or_asked("Merintis")),
            "Jangkar Asam": ("Sedang membentuk", or_asked("Merintis")),
            "Lilangan": ("Pernah terbentuk", ("",)),
            "Lenggang": ("Sudah belum terbentuk", ("",)),
        },
        asks=Asks.MUST,
        suggests={"C4": (None, "Terbentuk"), "C5": (None, "Merintis"), "C6": (None, "Merintis"), "C7": (None,),
                  "C8": (None,)},
    )  # fmt: skip


@blind(TURNED)
def usul_tidak_membalik_baru_saja_dibentuk() -> BlindCase:
    return worded(
        {
            "Gantung": ("Baru saja dibentuk", or_asked("Terbentuk")),
            "Selingsing": ("Mulai dibentuk", or_asked("Merintis")),
            "Jangkar Asam": ("Hampir terbentuk", or_asked("Merintis")),
            "Lilangan": ("Dulu pernah ada", ("",)),
            "Lenggang": ("Tidak belum terbentuk", ("",)),
        },
        asks=Asks.MUST,
        suggests={"C4": (None, "Terbentuk"), "C5": (None, "Merintis"), "C6": (None, "Merintis"), "C7": (None,),
                  "C8": (None,)},
    )  # fmt: skip


@blind(TURNED)
def usul_tidak_membalik_rencana() -> BlindCase:
    """ "Akan terbentuk" and "Segera dibentuk" are plans; "Gagal terbentuk" is none of a formed Pokja."""
    plan = or_asked("Belum", "Merintis")
    return worded(
        {
            "Gantung": ("Akan terbentuk", plan),
            "Selingsing": ("Segera dibentuk", plan),
            "Jangkar Asam": ("Gagal terbentuk", or_asked("Belum")),
            "Lilangan": ("Tidak jadi terbentuk", or_asked("Belum")),
            "Lenggang": ("Sudah pernah terbentuk", ("",)),
        },
        asks=Asks.MAY,
        suggests={"C4": (None, "Merintis", "Belum"), "C5": (None, "Merintis", "Belum"), "C6": (None, "Belum"),
                  "C7": (None, "Belum"), "C8": (None,)},
    )  # fmt: skip


@blind(UNREPORTED)
def belum_diketahui_bukan_belum() -> BlindCase:
    told = {"Gantung": ("belum diketahui", ("",)), "Selingsing": ("Belum jelas", ("",))}
    return worded(told | {"Lilangan": ("Belum terdata", ("",))}, asks=Asks.MUST)


@blind(UNREPORTED)
def belum_ada_laporan_bukan_belum() -> BlindCase:
    told = {"Gantung": ("Belum ada info", ("",)), "Selingsing": ("Belum masuk laporan", ("",))}
    return worded(told | {"Lilangan": ("Tidak ada laporan", ("",))}, asks=Asks.MUST)


@blind(UNREPORTED)
def belum_konfirmasi_bukan_belum() -> BlindCase:
    told = {"Gantung": ("Belum dikonfirmasi", ("",)), "Selingsing": ("belum menyampaikan data", ("",))}
    return worded(told | {"Lilangan": ("Data belum ada", ("",))}, asks=Asks.MUST)


def _no_marks(yes: str, no: str, header: tuple[str, ...]) -> BlindCase:
    """A mark of no in every column of a row is Belum."""
    order = ("Sosialisasi", "Merintis", "Terbentuk")
    rows: list[Any] = [[TITLE], ["Kecamatan", "Desa", *header, "Tanggal"]]
    lines = of("Simpang Pesak") + of("Gantung")
    rows += [[line.kecamatan, line.desa, *(yes if line.status == one else no for one in order), line.tanggal]
             for line in lines]  # fmt: skip
    return read_right(rows, says(lines))


@blind(NO_MARKS)
def tanda_tidak_di_semua_kolom() -> BlindCase:
    return _no_marks("v", "-", ("Sosialisasi", "Merintis", "Terbentuk"))


@blind(NO_MARKS)
def silang_di_semua_kolom() -> BlindCase:
    return _no_marks("✓", "✗", ("Tahap Sosialisasi", "Tahap Merintis", "Tahap Terbentuk"))


@blind(NO_MARKS)
def nol_di_semua_kolom() -> BlindCase:
    return _no_marks("1", "0", ("SOSIALISASI", "RINTISAN", "TERBENTUK"))


def _asked_date(header: str) -> BlindCase:
    rows: list[Any] = [[TITLE], ["Kecamatan", "Desa", "Apakah Pokja sudah terbentuk?", header]]
    rows += [[line.kecamatan, line.desa, "Sudah" if line.tanggal else "Belum", line.tanggal] for line in of("Damar")]
    return read_right(rows, says(of("Damar")))


@blind(QUESTION)
def kapan_pokja_terbentuk() -> BlindCase:
    return _asked_date("Kapan Pokja dibentuk?")


@blind(QUESTION)
def jika_sudah_kapan() -> BlindCase:
    return _asked_date("Jika sudah, kapan Pokja Kampung KB terbentuk? (tgl/bln/thn)")


@blind(QUESTION)
def pada_tanggal_berapa() -> BlindCase:
    return _asked_date("Pada tanggal berapa Pokja Kampung KB dibentuk?")
