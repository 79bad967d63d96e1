"""What is said on an open page when the data changes under it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kkb.narrative.news import news_since
from kkb.store import EventRecord, JenisPeristiwa, UploadRecord
from tests.support.briefing_builders import MOMENT, make_upload


def with_events(nomor: int, *events: tuple[int, JenisPeristiwa], changed: int = 0) -> UploadRecord:
    told = tuple(EventRecord(number, kind, nomor, None, "Sari", MOMENT, None) for number, kind in events)
    upload = make_upload(nomor, date(2024, 6, 30))
    return replace(upload, riwayat=told, ringkasan={"changes": {"new": 0, "changed": changed}})


SAVED = with_events(2, (5, JenisPeristiwa.SIMPAN), changed=37)
WITHDRAWN = with_events(2, (5, JenisPeristiwa.SIMPAN), (6, JenisPeristiwa.TARIK), changed=37)
EARLIER = with_events(1, (1, JenisPeristiwa.SIMPAN), changed=39)


@pytest.mark.parametrize(
    ("uploads", "version", "words"),
    [
        ([SAVED, EARLIER], 4, "Data baru: unggahan 2, keadaan per 30 Juni 2024; 37 desa berubah."),
        ([WITHDRAWN, EARLIER], 5, "Ditarik: unggahan 2, keadaan per 30 Juni 2024."),
        (
            [SAVED, EARLIER],
            0,
            "Data baru: unggahan 2, keadaan per 30 Juni 2024; 37 desa berubah; juga 1 unggahan lain.",
        ),
        ([EARLIER], 1, "Catatan rapat, target, atau pengaturan diperbarui."),
        ([], 0, "Catatan rapat, target, atau pengaturan diperbarui."),
    ],
)
def test_the_newest_event_is_told(uploads: list[UploadRecord], version: int, words: str) -> None:
    assert news_since(uploads, version) == words
