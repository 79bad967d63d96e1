"""A recap that meets what is stored: regressions, marks, corrections, older days, samples."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kkb.schema import Keputusan, Observation, Tahap
from tests.support.builders import code_of, make_observation
from tests.torture.case import Case, Expected, accept, ask, flag, torture, warn
from tests.torture.kabupaten import DENDANG, KABUPATEN, SAYS, dendang, of, recap, says, stored
from tests.torture.writing import book, sheet

ONE = "ONE_KECAMATAN"
NYURUK = code_of("Nyuruk")
_NYURUK = of("Dendang")[2]
_WITHOUT_NYURUK = says(of("Dendang"), Nyuruk=None)


def _before(*other: Observation, lines: Sequence[Any] = of("Dendang")) -> list[Observation]:
    """Kecamatan Dendang as stored for the end of 2022; `other` replaces what is stored of its desa."""
    replaced = {seen.row.desa for seen in other if seen.unggahan == 1}
    return [*(seen for seen in stored(lines) if seen.row.desa not in replaced), *other]


def _formed(tanggal: str | None, **parts: Any) -> Observation:
    return make_observation(1, "2022-12-31", Tahap.TERBENTUK, tanggal, desa="Nyuruk", **parts)


def _dendang(nyuruk: Sequence[Any] | None, seen: Sequence[Observation], first: Expected, **parts: Any) -> Case:
    rows = dendang({"Nyuruk": nyuruk} if nyuruk is not None else None)
    return Case(files={"dendang.xlsx": sheet(rows)}, first=first, stored=seen, **parts)


@torture
def penegasan_tanpa_perubahan() -> Case:
    return Case(files={"rekap.xlsx": sheet(recap())}, first=accept(SAYS), stored=stored())


@torture
def tersimpan_terbentuk_ditulis_belum() -> Case:
    return _dendang(
        ["Belum"],
        _before(),
        ask(_WITHOUT_NYURUK, ONE, "STATUS_REGRESSION C5", questions={f"status_regression:{NYURUK}": "tetap"}),
        suggested=accept(_WITHOUT_NYURUK, ONE),
    )


@torture
def tersimpan_terbentuk_ditulis_dihapus() -> Case:
    return _dendang(
        ["Dihapus"],
        _before(),
        ask(_WITHOUT_NYURUK, ONE, "STATUS_INACTIVE C5", questions={f"status_inactive:{NYURUK}": "bubar"}),
        suggested=accept(says(of("Dendang"), Nyuruk="Belum"), ONE),
    )


@torture
def tersimpan_merintis_ditulis_tidak() -> Case:
    """A recap of yes and no cannot say Merintis, so it takes none away."""
    rows = dendang({"Dendang": ["Tidak"], "Jangkang": ["Tidak"], "Nyuruk": ["Ya", _NYURUK.tanggal],
                    "Balok": ["Ya", date(2018, 5, 2)]})  # fmt: skip
    return Case(files={"dendang.xlsx": sheet(rows)}, first=warn(DENDANG, ONE, "STATUS_COARSE C4"), stored=_before())


@torture
def tersimpan_merintis_ditulis_belum_dengan_kata() -> Case:
    """A recap of words that can say Merintis and says Belum does mean it."""
    rows = dendang({"Jangkang": ["Belum"], "Dendang": ["Sosialisasi"]})
    told = says(of("Dendang"), Jangkang="Belum", Dendang="Sosialisasi")
    return Case(files={"dendang.xlsx": sheet(rows)}, first=accept(told, ONE), stored=_before())


@torture
def tanggal_lebih_kasar_daripada_yang_tersimpan() -> Case:
    told = says(of("Dendang"), Nyuruk="Terbentuk 2017")
    return _dendang(["Terbentuk", 2017], _before(), accept(told, ONE, "DATE_KEPT D5"))


@torture
def tanggal_kosong_sedangkan_tersimpan() -> Case:
    """A blank keeps what is stored: no word about a missing date."""
    return _dendang(["Terbentuk", None], _before(), accept(says(of("Dendang"), Nyuruk="Terbentuk"), ONE))


@torture
def rekap_lebih_lama_daripada_yang_tersimpan() -> Case:
    return Case(
        files={"rekap.xlsx": sheet(recap(title="Keadaan per 31 Desember 2021"))},
        first=ask({}, "ASOF_OLDER A1", questions={"asof_older": "riwayat"}, day="2021-12-31"),
        suggested=accept(SAYS, day="2021-12-31"),
        stored=stored(),
    )


@torture
def rekap_lama_menulis_tanggal_lain() -> Case:
    rows = dendang({"Nyuruk": ["Terbentuk", date(2016, 9, 20)]}, title="Keadaan per 31 Desember 2021")
    told = says(of("Dendang"), Nyuruk="Terbentuk 2016-09-20")
    return Case(
        files={"dendang.xlsx": sheet(rows)},
        first=ask({}, ONE, "ASOF_OLDER A1", questions={"asof_older": "riwayat"}, day="2021-12-31"),
        suggested=warn(told, ONE, "DATE_OVERRULED D5", day="2021-12-31"),
        stored=_before(),
    )


@torture
def rekap_lama_mengenal_pokja_yang_ditulis_belum_oleh_yang_baru() -> Case:
    """What an older recap tells of a Pokja holds, although a newer one said Belum: that is said, and no more."""
    denied = make_observation(1, "2022-12-31", Tahap.BELUM, desa="Nyuruk")
    return Case(
        files={"dendang.xlsx": sheet(dendang(title="Keadaan per 31 Desember 2021"))},
        first=ask({}, ONE, "ASOF_OLDER A1", questions={"asof_older": "riwayat"}, day="2021-12-31"),
        suggested=warn(says(of("Dendang")), ONE, "STATUS_NEWER_LOWER C5", day="2021-12-31"),
        stored=_before(denied),
    )


def _ended() -> list[Observation]:
    end = make_observation(2, "2023-01-31", Tahap.BELUM, desa="Nyuruk", keputusan=Keputusan.BUBAR, alasan="bubar")
    return [*_before(), end]


@torture
def yang_bubar_ditulis_terbentuk_dengan_tanggal_lama() -> Case:
    return _dendang(None, _ended(), flag(_WITHOUT_NYURUK, ONE, "DATE_REFORMED D5"))


@torture
def yang_bubar_terbentuk_lagi() -> Case:
    told = says(of("Dendang"), Nyuruk="Terbentuk 2023-03-20")
    return _dendang(["Terbentuk", date(2023, 3, 20)], _ended(), accept(told, ONE))


@torture
def tanggal_bubar_di_samping_terbentuk() -> Case:
    """The status holds: nothing ends by a date alone, and that it is not stored is said at its cell."""
    told = {line.desa: [line.status, line.tanggal, None] for line in of("Dendang")}
    rows = dendang({**told, "Nyuruk": ["Terbentuk", _NYURUK.tanggal, date(2023, 1, 31)]}, header=["Tanggal Bubar"])
    return Case(files={"dendang.xlsx": sheet(rows)}, first=warn(DENDANG, ONE, "DATE_END_UNUSED E5"))


def _corrected(status: Tahap, tanggal: str | None = None) -> list[Observation]:
    """Unggahan 2 is a correction by hand, for 31 March 2023."""
    lines = [line._replace(status="Belum", tanggal=None) for line in of("Dendang")]
    return [*stored(lines), make_observation(2, "2023-03-31", status, tanggal, desa="Nyuruk")]


_CONTRADICTED = ask(
    _WITHOUT_NYURUK,
    ONE,
    "CORRECTION_CONTRADICTED C5",
    questions={f"correction_contradicted:{NYURUK}": "tetap"},
)


@torture
def koreksi_status_dibantah() -> Case:
    """Corrected by hand to Merintis; the recap says that it was formed long before."""
    return _dendang(
        None,
        _corrected(Tahap.MERINTIS),
        _CONTRADICTED,
        suggested=accept(_WITHOUT_NYURUK, ONE),
        corrections=(2,),
    )


@torture
def koreksi_tanggal_dibantah() -> Case:
    return _dendang(
        None,
        _corrected(Tahap.TERBENTUK, "2018-02-20"),
        _CONTRADICTED,
        suggested=accept(_WITHOUT_NYURUK, ONE),
        corrections=(2,),
    )


@torture
def koreksi_lalu_kabar_baru() -> Case:
    """Corrected to Merintis in March; formed in April: news, and no contradiction."""
    told = says(of("Dendang"), Nyuruk="Terbentuk 2023-04-20")
    return _dendang(["Terbentuk", date(2023, 4, 20)], _corrected(Tahap.MERINTIS), accept(told, ONE), corrections=(2,))


@torture
def koreksi_ditegaskan() -> Case:
    return _dendang(None, _corrected(Tahap.TERBENTUK, "2017-10-03"), accept(DENDANG, ONE), corrections=(2,))


@torture
def rekap_sungguhan_pertama_sesudah_contoh() -> Case:
    """Samples are no facts: what they say of Nyuruk is neither kept nor asked about."""
    return Case(
        files={"rekap.xlsx": sheet(recap())},
        first=accept(SAYS, "SAMPLE_WITHDRAWN"),
        stored=[make_observation(1, "2023-12-31", Tahap.TERBENTUK, "2015-01-20", desa="Nyuruk")],
        samples=(1,),
    )


@torture
def berkas_contoh_sesudah_data_sungguhan() -> Case:
    return Case(
        files={"contoh.xlsx": book({"Rekap": recap()}, contoh=True)},
        first=Expected(outcome="reject", says={}, day=None),
        stored=stored(),
        in_child=True,
    )


@torture
def sk_tersimpan_dan_kolom_sk_tidak_ada() -> Case:
    """A recap without a column of SK numbers takes none away, and claims none."""
    seen = [*stored([line for line in KABUPATEN if line.desa != "Nyuruk"]), _formed("2017-10-03", no_sk="07/2017")]
    return Case(files={"rekap.xlsx": sheet(recap())}, first=accept(SAYS), stored=seen)
