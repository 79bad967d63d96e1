"""Overviews and briefings of a state that a reader can count: so many desa formed, the rest Belum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from kkb.briefing.build import make_briefing
from kkb.briefing.model import Briefing
from kkb.overview import Overview, make_overview
from kkb.region import Region
from kkb.schema import (
    JenisTonggak,
    Observation,
    Rapat,
    RecapRow,
    Rencana,
    Tahap,
    Tanggal,
    TanggalDasar,
    TargetRow,
    TindakLanjut,
    Tonggak,
)
from kkb.store import EventRecord, Snapshot, UploadRecord
from kkb.store.tables import JenisPeristiwa
from tests.support.builders import DATA_DAY, REGION

TODAY = date(2023, 6, 1)
TARGET_DAY = date(2024, 12, 31)
COMMITMENT = Tonggak(JenisTonggak.KOMITMEN, DATA_DAY, None, "Komitmen Bersama", "Rilis Diskominfo Beltim")
MOMENT = datetime(2023, 5, 10, 2, 45, tzinfo=UTC)


def make_plan(region: Region = REGION, day: date = TARGET_DAY, *, nomor: int = 1) -> Rencana:
    """Every desa of the region by `day`."""
    rows = tuple(
        TargetRow(kec.kode_kecamatan, day, sum(d.kode_kecamatan == kec.kode_kecamatan for d in region.desa))
        for kec in region.kecamatan
    )
    return Rencana(nomor, f"Target {day.year}", DATA_DAY, "Bupati", "", rows, DATA_DAY)


def make_step(nomor: int = 1, uraian: str = "Kunjungi Jangkang", **parts: object) -> TindakLanjut:
    """A next step, open and for the whole region unless said otherwise."""
    values: dict[str, object] = {
        "penanggung_jawab": "Camat Dendang",
        "tenggat": date(2023, 5, 20),
        "kode_kecamatan": None,
        "dicatat": DATA_DAY,
        "selesai": None,
        "oleh": "Operator",
        "waktu": MOMENT,
    }
    return TindakLanjut(nomor, uraian, **(values | parts))  # type: ignore[arg-type]


def make_upload(
    nomor: int = 1,
    day: date = DATA_DAY,
    *,
    is_sample: bool = False,
    name: str = "rekap.xlsx",
    save: int | None = None,
) -> UploadRecord:
    """An active upload that speaks for `day`; `save` is the number of the first one saved with it (None: alone)."""
    stored = EventRecord(nomor, JenisPeristiwa.SIMPAN, nomor, None, "Operator", MOMENT, None, save)
    return UploadRecord(nomor, day, name, "0" * 64, 1, str(nomor), is_sample, False, {}, {}, True, (stored,))


def make_rows(region: Region, formed: int, rungs: Iterable[Tahap] = ()) -> list[RecapRow]:
    """All desa of the region: the first `formed` Terbentuk (October 2017, later ones 2018), then `rungs`, then Belum.

    They are taken from all kecamatan in turn, so that each is partly formed.
    """
    in_turn = sorted(region.desa, key=lambda desa: (desa.kode_desa[-4:], desa.kode_kecamatan))
    after = list(rungs)
    rows = []
    for place, desa in enumerate(in_turn):
        if place < formed:
            tanggal = Tanggal.from_iso(f"{2017 + place // 28}-10-{1 + place % 28:02d}")
            rows.append(
                RecapRow(
                    desa.kode_desa,
                    desa.kecamatan,
                    desa.desa,
                    Tahap.TERBENTUK,
                    tanggal=tanggal,
                    tanggal_dasar=TanggalDasar.PEMBENTUKAN,
                )
            )
        else:
            rung = after[place - formed] if place - formed < len(after) else Tahap.BELUM
            rows.append(RecapRow(desa.kode_desa, desa.kecamatan, desa.desa, rung))
    return rows


def make_state(
    formed: int = 15,
    *,
    region: Region = REGION,
    region_name: str = "Kabupaten Belitung Timur",
    rungs: Sequence[Tahap] = (Tahap.MERINTIS, Tahap.MERINTIS, Tahap.SOSIALISASI),
    formed_before: int | None = None,
    steps: Sequence[TindakLanjut] = (),
    meeting: date | None = None,
    has_target: bool = True,
    is_sample: bool = False,
    kecamatan: Sequence[str] = (),
    day: date | None = None,
    today: date = TODAY,
    has_data: bool = True,
) -> Overview:
    """The overview on 10 May 2023. With `formed_before` an upload of 31 December 2022 said so many."""
    known = []
    uploads = []
    if has_data and formed_before is not None:
        earlier = date(2022, 12, 31)
        uploads.append(make_upload(1, earlier, is_sample=is_sample, name="rekap_2022.xlsx"))
        known += [Observation(1, earlier, row) for row in make_rows(region, formed_before)]
    if has_data:
        number = len(uploads) + 1
        uploads.append(make_upload(number, DATA_DAY, is_sample=is_sample))
        known += [Observation(number, DATA_DAY, row) for row in make_rows(region, formed, rungs)]
    snapshot = Snapshot(
        version=1,
        observations=tuple(known),
        uploads=tuple(reversed(uploads)),
        plans=(make_plan(region),) if has_target else (),
        milestones=(COMMITMENT,),
        aliases={},
        meetings=(Rapat(1, meeting, "Rakor", "Operator", MOMENT),) if meeting else (),
        tindak_lanjut=tuple(steps),
    )
    return make_overview(snapshot, region, region_name, kecamatan=kecamatan, day=day, today=today)


def make_slides(formed: int = 15, **parts: object) -> Briefing:
    """The briefing of `make_state`."""
    return make_briefing(make_state(formed, **parts))  # type: ignore[arg-type]
