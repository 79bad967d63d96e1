"""Facts beside the uploads on both databases: meetings, milestones, the office's own map, confirmed spellings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kkb.schema import JenisTonggak, Peta, Rapat, Tonggak
from kkb.store import NewAlias, OutdatedVersion, Store, StoreRefusal
from kkb.store.records import AliasRecord
from tests.support.store_fixtures import MORNING, commit

LATER = MORNING + timedelta(days=30)
BANJIR = Tonggak(JenisTonggak.PERISTIWA, date(2017, 7, 15), date(2017, 7, 20), "Banjir besar", "BPBD, Juli 2017")
MAP = b'{"type":"FeatureCollection","features":[]}'


def note(store: Store, day: date = date(2023, 5, 10), judul: str = "Rakor", **more: object) -> int:
    return store.add_meeting(**({"tanggal": day, "judul": judul, "by": "Sari", "at": MORNING} | more))  # type: ignore[arg-type]


def put_map(store: Store, isi: bytes = MAP, **more: object) -> int:
    values = {"nama_berkas": "desa.geojson", "isi": isi, "resmi": False, "sumber": "Bappeda", "by": "Sari"}
    return store.add_map(**(values | {"at": MORNING} | more))  # type: ignore[arg-type]


def kinds(store: Store) -> list[tuple[str, str, str | None]]:
    return [(event.jenis.value, event.oleh, event.alasan) for event in reversed(store.events())]


class TestMeetings:
    def test_newest_day_comes_first_whatever_was_noted_first(self, store: Store) -> None:
        numbers = [note(store, date(2023, month, 10), f"Rapat {month}") for month in (5, 9, 2)]
        assert numbers == [1, 2, 3]
        assert [m.judul for m in store.meetings()] == ["Rapat 9", "Rapat 5", "Rapat 2"]
        assert store.meetings()[1] == Rapat(1, date(2023, 5, 10), "Rapat 5", "Sari", MORNING)
        assert store.data_version() == 3

    def test_one_taken_back_is_gone_and_can_be_noted_again(self, store: Store) -> None:
        note(store)
        store.cancel_meeting(1, by="Budi", at=LATER, reason="salah tanggal")
        assert store.meetings() == []
        with pytest.raises(StoreRefusal, match="sudah dibatalkan"):
            store.cancel_meeting(1, by="Budi", at=LATER)
        # The row that took it back is no meeting either.
        with pytest.raises(StoreRefusal, match="Rapat 2 tidak ada"):
            store.cancel_meeting(2, by="Budi", at=LATER)
        assert note(store) == 3
        assert [m.nomor for m in store.meetings()] == [3]
        assert kinds(store) == [
            ("rapat", "Sari", "Rakor"),
            ("rapat", "Budi", "salah tanggal"),
            ("rapat", "Sari", "Rakor"),
        ]

    def test_the_same_one_twice_is_refused(self, store: Store) -> None:
        note(store)
        with pytest.raises(StoreRefusal, match="sudah tercatat"):
            note(store)
        note(store, judul="Rembuk stunting")
        assert len(store.meetings()) == 2

    @pytest.mark.parametrize(
        ("more", "words"), [({"judul": "x" * 201}, "200"), ({"by": " "}, "Nama"), ({"judul": "a\x00"}, "judul")]
    )
    def test_what_cannot_be_stored_is_refused_and_writes_nothing(
        self, store: Store, more: dict[str, object], words: str
    ) -> None:
        with pytest.raises(StoreRefusal, match=words):
            note(store, **more)
        assert (store.meetings(), store.data_version()) == ([], 0)


class TestMilestones:
    def test_one_comes_back_with_who_and_when(self, store: Store) -> None:
        store.add_milestones([BANJIR], by="Sari", at=MORNING)
        (found,) = store.milestones()
        assert found == BANJIR
        assert (found.nomor, found.oleh, found.waktu) == (1, "Sari", MORNING)
        assert kinds(store) == [("tonggak", "Sari", "Banjir besar")]

    def test_what_came_with_the_program_has_no_name(self, store: Store) -> None:
        store.seed(plan=None, milestones=[BANJIR], at=MORNING)
        (found,) = store.milestones()
        assert (found.nomor, found.oleh, found.waktu) == (1, None, None)

    def test_one_taken_back_is_gone(self, store: Store) -> None:
        other = replace(BANJIR, judul="Pilkada")
        store.add_milestones([BANJIR, other], by="Sari", at=MORNING)
        store.cancel_milestone(1, by="Budi", at=LATER)
        assert store.milestones() == [other]
        for nomor in (1, 3, 99):
            with pytest.raises(StoreRefusal, match=f"Peristiwa {nomor} tidak ada"):
                store.cancel_milestone(nomor, by="Budi", at=LATER)
        store.add_milestones([BANJIR], by="Sari", at=LATER)
        assert len(store.milestones()) == 2

    def test_the_same_one_twice_is_refused(self, store: Store) -> None:
        store.add_milestones([BANJIR], by="Sari", at=MORNING)
        with pytest.raises(StoreRefusal, match="sudah tercatat"):
            store.add_milestones([replace(BANJIR, judul="Lain"), BANJIR], by="Sari", at=MORNING)
        assert len(store.milestones()) == 1


class TestMap:
    def test_there_is_none_until_one_is_given(self, store: Store) -> None:
        assert (store.snapshot().peta, store.snapshot().map_number) == (None, None)
        with pytest.raises(StoreRefusal, match="Peta 1 tidak ada"):
            store.map_geojson(1)
        with pytest.raises(StoreRefusal, match="Tidak ada peta"):
            store.remove_map(by="Sari", at=MORNING)

    def test_the_newest_holds_and_earlier_ones_stay(self, store: Store) -> None:
        put_map(store)
        nomor = put_map(store, b"second", resmi=True, sumber="BIG 2024", at=LATER)
        assert store.snapshot().peta == Peta(nomor, "desa.geojson", True, "BIG 2024", "Sari", LATER)
        assert [store.map_geojson(n) for n in (1, 2)] == [MAP, b"second"]

    def test_one_taken_away_leaves_none_and_a_new_one_holds_again(self, store: Store) -> None:
        put_map(store)
        store.remove_map(by="Budi", at=LATER, reason="batas lama")
        assert store.snapshot().peta is None
        with pytest.raises(StoreRefusal):
            store.map_geojson(2)
        assert put_map(store) == 3
        assert store.snapshot().map_number == 3
        assert [kind for kind, _, _ in kinds(store)] == ["peta"] * 3
        assert kinds(store)[1][1:] == ("Budi", "batas lama")


class TestSpellings:
    HERE = NewAlias("19.06.05", "selingsng", "19.06.05.2001")
    OTHER = NewAlias("19.06.01", "selingsng", "19.06.01.2003")

    def test_those_that_hold_come_newest_first(self, store: Store) -> None:
        commit(store, "a", aliases=[self.HERE, self.OTHER])
        commit(store, "b", by="Budi", at=LATER, aliases=[replace(self.HERE, kode_desa="19.06.05.2002")])
        assert store.alias_records() == [
            AliasRecord("19.06.05", "selingsng", "19.06.05.2002", "Budi", LATER, 2),
            AliasRecord("19.06.01", "selingsng", "19.06.01.2003", "Sari", MORNING, 1),
        ]

    def test_an_ended_one_holds_no_more_and_may_be_confirmed_again(self, store: Store) -> None:
        commit(store, "a", aliases=[self.HERE, self.OTHER])
        store.end_alias("19.06.05", "selingsng", by="Budi", at=LATER, reason="salah desa")
        assert store.aliases() == store.snapshot().aliases == {("19.06.01", "selingsng"): "19.06.01.2003"}
        assert [record.kode_kecamatan for record in store.alias_records()] == ["19.06.01"]
        assert kinds(store)[1:] == [("alias", "Budi", "salah desa")]
        with pytest.raises(StoreRefusal, match="“selingsng” tidak ada atau sudah dilupakan"):
            store.end_alias("19.06.05", "selingsng", by="Budi", at=LATER, reason="lagi")
        commit(store, "b", at=LATER, aliases=[self.HERE])
        assert store.aliases()["19.06.05", "selingsng"] == "19.06.05.2001"
        assert store.alias_records()[0].unggahan == 2

    def test_ending_one_leaves_the_upload_it_came_from_alone(self, store: Store) -> None:
        commit(store, aliases=[self.HERE])
        before = store.uploads(), store.observations()
        store.end_alias("19.06.05", "selingsng", by="Budi", at=LATER, reason="salah desa")
        assert (store.uploads(), store.observations()) == before

    @pytest.mark.parametrize(("kecamatan", "by"), [("19.06.02", "Sari"), ("19.06.05", " ")], ids=["unknown", "no name"])
    def test_what_is_refused_writes_nothing(self, store: Store, kecamatan: str, by: str) -> None:
        commit(store, aliases=[self.HERE])
        before = store.snapshot()
        with pytest.raises(StoreRefusal):
            store.end_alias(kecamatan, "selingsng", by=by, at=LATER, reason="x")
        assert store.snapshot() == before


WRITES: dict[str, Callable[[Store, int | None], object]] = {
    "add_meeting": lambda s, v: note(s, judul="Lain", expected_version=v),
    "cancel_meeting": lambda s, v: s.cancel_meeting(1, by="Sari", at=LATER, expected_version=v),
    "add_milestones": lambda s, v: s.add_milestones(
        [replace(BANJIR, judul="Lain")], by="Sari", at=LATER, expected_version=v
    ),
    "cancel_milestone": lambda s, v: s.cancel_milestone(1, by="Sari", at=LATER, expected_version=v),
    "add_map": lambda s, v: put_map(s, expected_version=v),
    "remove_map": lambda s, v: s.remove_map(by="Sari", at=LATER, expected_version=v),
    "end_alias": lambda s, v: s.end_alias("19.06.05", "x", by="Sari", at=LATER, reason=None, expected_version=v),
}


@pytest.mark.parametrize("name", WRITES)
def test_every_write_is_an_event_and_can_be_outdated(store: Store, name: str) -> None:
    note(store)
    store.add_milestones([BANJIR], by="Sari", at=MORNING)
    put_map(store)
    commit(store, aliases=[NewAlias("19.06.05", "x", "19.06.05.2001")])
    before = store.snapshot()
    with pytest.raises(OutdatedVersion):
        WRITES[name](store, 3)
    assert store.snapshot() == before
    WRITES[name](store, 4)
    assert store.data_version() == 5
    assert store.snapshot() != before
