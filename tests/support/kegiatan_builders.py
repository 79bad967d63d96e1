"""Activities and evaluations of a few Pokja for tests of the page Kegiatan: the reader can do the sums."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kkb.config import DEFAULT_REGION_CSV
from kkb.programme import EvaluasiRow, KegiatanRow, ProgrammeRow, Putusan
from kkb.region import load_region
from kkb.schema import RecapRow, Tahap, Tanggal
from kkb.store import Store, UploadPart
from tests.support.page_fixtures import NOW
from tests.support.store_fixtures import make_upload

REGION = load_region(DEFAULT_REGION_CSV)
SENYUBUK, CENDIL, LALANG = (REGION.by_code[kode] for kode in ("19.06.04.2002", "19.06.04.2003", "19.06.01.2006"))
DAY = date(2024, 6, 30)


def make_kegiatan(
    nama: str = "Dapur sehat", tanggal: str = "2024-03-05", *, desa: Any = SENYUBUK, **more: Any
) -> KegiatanRow:
    """An activity: 20 people, a need, a partner, 11 → 8 balita, Rp 2.000.000 spent; a field given replaces one."""
    values: dict[str, Any] = {
        "kebutuhan": "Balita gizi kurang", "mitra": "Puskesmas", "peserta": 20, "sebelum": "11 balita",
        "sesudah": "8 balita", "realisasi": 2_000_000,
    }  # fmt: skip
    return KegiatanRow(
        kode_desa=desa.kode_desa,
        kecamatan=desa.kecamatan,
        desa=desa.desa,
        tanggal=Tanggal.from_iso(tanggal),
        nama=nama,
        sheet="Kegiatan",
        row=5,
        sel={"nama": "E5", "peserta": "H5"},
        **(values | more),
    )


def make_evaluasi(
    program: str = "Dapur sehat", putusan: Putusan = Putusan.LANJUTKAN, *, desa: Any = SENYUBUK, **more: Any
) -> EvaluasiRow:
    """A verdict of a meeting of the Pokja on 1 June 2024; a field given replaces one."""
    values: dict[str, Any] = {
        "tanggal": Tanggal.from_iso("2024-06-01"), "alasan": "Balita bertambah sehat", "oleh": "Rapat Pokja",
    }  # fmt: skip
    return EvaluasiRow(
        kode_desa=desa.kode_desa,
        kecamatan=desa.kecamatan,
        desa=desa.desa,
        program=program,
        putusan=putusan,
        sheet="Evaluasi",
        row=5,
        **(values | more),
    )


def make_formed(*desa: Any) -> list[RecapRow]:
    """Rows of status: these desa have a Pokja since 2018."""
    return [
        RecapRow(
            kode_desa=one.kode_desa,
            kecamatan=one.kecamatan,
            desa=one.desa,
            status=Tahap.TERBENTUK,
            tanggal=Tanggal.from_iso("2018-05-02"),
            sheet="Rekap",
            row=4,
            sel={"status": "E4"},
        )
        for one in desa
    ]


def tell(
    store: Store,
    *rows: ProgrammeRow,
    kunci: str = "k1",
    day: date = DAY,
    formed: Any = (),
    more: Iterable[RecapRow] = (),
) -> int:
    """Store an upload with these rows, these formed desa and `more` rows of status, behind the back of the open pages;
    its number."""
    part = UploadPart(make_upload(kunci, day), [*make_formed(*formed), *more], [], rows)
    (nomor,) = store.commit_uploads(expected_version=None, parts=[part], by="Sari", at=NOW, reason=None)
    return nomor
