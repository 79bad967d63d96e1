"""Steps in columns of their own, a column that tells more than the status, and ticks with blanks between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.torture.case import Case, accept, ask, flag, torture, warn
from tests.torture.kabupaten import DENDANG, FORMED, KABUPATEN, SAYS, TITLE, marked, of
from tests.torture.writing import Rows, sheet

_LADDER = ["Kecamatan", "Desa", "Sosialisasi", "Rintisan", "Terbentuk", "Tanggal"]
_RUNGS = ("Belum", "Sosialisasi", "Merintis", "Terbentuk")


def _steps(told: Mapping[str, Sequence[Any]], header: Sequence[str] = tuple(_LADDER)) -> Rows:
    lines = of("Dendang")
    return [[TITLE], header, *([d.kecamatan, d.desa, *told[d.desa], d.tanggal] for d in lines)]


@torture
def tahap_sebagai_kolom() -> Case:
    """Yes up to the rung of the desa, no above it, in words."""
    rows: list[Any] = [[TITLE], _LADDER]
    for d in KABUPATEN:
        reached = _RUNGS.index(d.status)
        rows.append([d.kecamatan, d.desa, *("Telah" if reached >= n else "Tidak" for n in (1, 2, 3)), d.tanggal])
    return Case(files={"rekap.xlsx": sheet(rows)}, first=accept(SAYS, "STATUS_LADDER C2"))


@torture
def tahap_sebagai_kolom_kosong_di_atasnya() -> Case:
    """Only what was done is written; one desa has words of its own, which nobody guesses."""
    told = {"Dendang": ("Belum", None, None), "Jangkang": ("Sudah", "Ya", None), "Nyuruk": (None, None, "Sudah"),
            "Balok": ("Sudah", "cek lagi", "Sudah")}  # fmt: skip
    return Case(files={"rekap.xlsx": sheet(_steps(told))}, first=accept(DENDANG, "STATUS_LADDER C2", "ONE_KECAMATAN"))


@torture
def tahap_sebagai_kolom_kata_lain() -> Case:
    told = {"Dendang": ("Belum", "Belum", "Belum"), "Jangkang": ("Sudah", "hampir", "Belum"),
            "Nyuruk": ("Sudah",) * 3, "Balok": ("Sudah",) * 3}  # fmt: skip
    says = {desa: text for desa, text in DENDANG.items() if desa != "Jangkang"}
    problems = ("STATUS_LADDER C2", "ONE_KECAMATAN", "STATUS_UNKNOWN D4")
    return Case(files={"rekap.xlsx": sheet(_steps(told))}, first=flag(says, *problems))


@torture
def belum_di_samping_kolom_sosialisasi() -> Case:
    """Ticks under Sudah and Belum, and a column that says who had a sosialisasi."""
    header = ["Kecamatan", "Desa", "Sudah", "Belum", "Sosialisasi", "Tanggal"]
    told = {"Dendang": (None, "v", "Belum"), "Jangkang": (None, "v", "Sudah"), "Nyuruk": ("v", None, "Sudah"),
            "Balok": ("v", None, "Sudah")}  # fmt: skip
    waits = {desa: text for desa, text in DENDANG.items() if desa != "Jangkang"}
    return Case(
        files={"rekap.xlsx": sheet(_steps(told, header))},
        first=ask(waits, "STATUS_FINER E4", "ONE_KECAMATAN", questions={"status_finer": "pakai"}),
        suggested=accept(DENDANG | {"Jangkang": "Sosialisasi"}, "ONE_KECAMATAN"),
    )


@torture
def belum_di_samping_kolom_progres() -> Case:
    header = ["Kecamatan", "Desa", "Status Pokja", "Progres", "Ket", "Tanggal"]
    told = {"Dendang": ("Belum", "-", None), "Jangkang": ("Belum", "Merintis", "SK belum"),
            "Nyuruk": ("Sudah", "Selesai", None), "Balok": ("Sudah", None, None)}  # fmt: skip
    waits = {desa: text for desa, text in DENDANG.items() if desa != "Jangkang"}
    return Case(
        files={"rekap.xlsx": sheet(_steps(told, header))},
        first=ask(waits, "STATUS_FINER D4", "ONE_KECAMATAN", questions={"status_finer": "pakai"}),
        suggested=accept(DENDANG, "ONE_KECAMATAN"),
    )


@torture
def satu_kolom_centang_terbukti_tanggal() -> Case:
    """Every ticked desa is dated and no other one is."""
    rows: list[Any] = [[TITLE], ["Kecamatan", "Desa", "Sudah ada Pokja (beri tanda ✓)", "Tanggal"]]
    rows += [[d.kecamatan, d.desa, "✓" if d.tanggal else None, d.tanggal] for d in KABUPATEN]
    return Case(files={"rekap.xlsx": sheet(rows)}, first=accept(marked(), "TICK_BLANK C3"))


@torture
def satu_kolom_centang_tanpa_bukti() -> Case:
    """One ticked desa has no date: one question, not 24 errors."""
    rows: list[Any] = [[TITLE], ["Kecamatan", "Desa", "Terbentuk", "Tanggal"]]
    rows += [
        [d.kecamatan, d.desa, "v" if d.tanggal else None, None if d.desa == "Balok" else d.tanggal] for d in KABUPATEN
    ]
    formed = {d.desa: d.says for d in FORMED} | {"Balok": "Terbentuk"}
    undated = next(f"DATE_MISSING D{row}" for row, line in enumerate(rows, start=1) if "Balok" in line)
    return Case(
        files={"rekap.xlsx": sheet(rows)},
        first=ask(formed, "TICK_BLANK C3", undated, questions={"tick_blank": "Belum"}),
        suggested=warn({d.desa: formed.get(d.desa, "Belum") for d in KABUPATEN}, undated),
    )
