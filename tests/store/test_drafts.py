"""Drafts on both databases: shared, changed against a revision, and emptied when they are open no more."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from kkb import sessions
from kkb.access import Peran, Right
from kkb.store import (
    AlreadyStored,
    DraftStatus,
    NewAlias,
    OutdatedDraft,
    OutdatedVersion,
    Store,
    StoreRefusal,
    UploadPart,
    drafts,
)
from kkb.store.drafts import DRAFT_LIFE
from kkb.store.engine import read
from kkb.store.records import Draft, DraftFile, DraftFileSize
from kkb.store.right import Writer
from kkb.store.tables import draf, draf_berkas
from tests.support.login_steps import add_account
from tests.support.store_fixtures import MORNING, commit, make_row, make_upload

ONE = ("rekap Mei.xlsx", b"\x00\xff mei")
TWO = ("rekap Juni ✓.xlsx", b"juni")
HOUR = timedelta(hours=1)
END = MORNING + DRAFT_LIFE
UNKNOWN = ["tidakada", "", "x" * 300, "a\x00b", "ab' OR 1=1"]


def begin(store: Store, *files: tuple[str, bytes], by: str = "Sari", at=MORNING) -> str:  # type: ignore[no-untyped-def]
    return store.create_draft(files or (ONE, TWO), by=by, at=at)


def look(store: Store, kode: str, at=MORNING) -> Draft:  # type: ignore[no-untyped-def]
    found = store.draft(kode, at=at)
    assert found is not None
    return found


def answer(  # type: ignore[no-untyped-def]
    store: Store,
    kode: str,
    *,
    seen: Mapping[str, str] | None = None,
    by: str = "Budi",
    at=MORNING + HOUR,
    **changes: str | None,
) -> int:
    return store.change_answers(kode, changes, seen=seen or {}, by=by, at=at)


def kept_bytes(store: Store) -> int:
    """How many files the database holds the bytes of."""
    with read(store.engine) as connection:
        return connection.scalar(select(func.count(draf_berkas.c.isi))) or 0


class TestOpen:
    def test_it_comes_back_as_it_was_given(self, store: Store) -> None:
        kode = begin(store)
        assert store.draft(kode, at=MORNING) == Draft(
            kode=kode,
            dibuat=MORNING,
            diubah=MORNING,
            oleh="Sari",
            kedaluwarsa=END,
            revisi=0,
            status=DraftStatus.TERBUKA,
            berkas=tuple(DraftFile(nama, isi, hashlib.sha256(isi).hexdigest()) for nama, isi in (ONE, TWO)),
            jawaban={},
            unggahan=(),
            diubah_oleh="Sari",
        )

    def test_a_code_fits_an_address_and_is_not_counted_up(self, store: Store) -> None:
        codes = [begin(store, (f"{n}.xlsx", b"x")) for n in range(5)]
        assert len(set(codes)) == 5
        assert all(kode.isalnum() and kode.isascii() and len(kode) >= 12 for kode in codes)

    @pytest.mark.parametrize("kode", UNKNOWN)
    def test_an_unknown_code_is_no_draft(self, store: Store, kode: str) -> None:
        assert store.draft(kode, at=MORNING) is None
        with pytest.raises(StoreRefusal, match="tidak ada"):
            store.discard_draft(kode, by="Sari", at=MORNING)

    def test_a_name_is_not_needed_yet(self, store: Store) -> None:
        kode = begin(store, by="")
        answer(store, kode, by="", a="1")
        assert (look(store, kode).oleh, look(store, kode).jawaban) == ("", {"a": "1"})

    def test_it_is_no_fact(self, store: Store) -> None:
        before = store.snapshot()
        kode = begin(store)
        answer(store, kode, a="1")
        store.discard_draft(kode, by="Sari", at=MORNING)
        assert store.snapshot() == before
        assert (store.data_version(), store.events()) == (0, [])

    @pytest.mark.parametrize(
        ("files", "words"),
        [([], "Pilih berkas"), ([("x" * 256, b"")], "255"), ([ONE, ("a\x00", b"")], "nama")],
        ids=["none", "long name", "nul"],
    )
    def test_what_cannot_be_kept_is_refused(self, store: Store, files: list[tuple[str, bytes]], words: str) -> None:
        with pytest.raises(StoreRefusal, match=words):
            store.create_draft(files, by="Sari", at=MORNING)
        assert store.open_drafts(at=MORNING) == []

    def test_the_list_is_newest_first_and_without_bytes(self, store: Store) -> None:
        first, second = begin(store, ONE), begin(store, TWO, ONE)
        answer(store, first, a="1")
        records = store.open_drafts(at=MORNING)
        assert [(record.kode, record.berkas) for record in records] == [
            (second, (DraftFileSize(TWO[0], 4), DraftFileSize(ONE[0], 6))),
            (first, (DraftFileSize(ONE[0], 6),)),
        ]
        assert (records[1].jawaban, records[1].revisi, records[1].diubah_oleh) == ({"a": "1"}, 1, "Budi")


class TestSameFiles:
    def test_in_any_order_they_are_the_same_draft_which_lives_on(self, store: Store) -> None:
        kode = begin(store, ONE, TWO)
        assert begin(store, TWO, ONE, by="Budi", at=MORNING + HOUR) == kode
        (record,) = store.open_drafts(at=MORNING)
        assert (record.oleh, record.revisi, record.kedaluwarsa) == ("Sari", 0, END + HOUR)

    @pytest.mark.parametrize(
        "files",
        [[ONE], [ONE, TWO, TWO], [ONE, (TWO[0], b"JUNI")], [ONE, ("Juni.xlsx", TWO[1])], [(ONE[0], TWO[1]), TWO]],
        ids=["fewer", "more", "other bytes", "other name", "swapped"],
    )
    def test_other_files_are_another_draft(self, store: Store, files: list[tuple[str, bytes]]) -> None:
        assert begin(store, ONE, TWO) != begin(store, *files)

    def test_after_it_is_closed_they_are_a_new_one(self, store: Store) -> None:
        discarded = begin(store)
        store.discard_draft(discarded, by="Sari", at=MORNING)
        expired = begin(store)
        renewed = begin(store, at=END)
        assert len({discarded, expired, renewed}) == 3
        assert [record.kode for record in store.open_drafts(at=END)] == [renewed]


class TestAnswers:
    def test_they_take_the_place_of_those_before_and_renew_the_draft(self, store: Store) -> None:
        kode = begin(store)
        assert answer(store, kode, a="1", b="2") == 1
        assert answer(store, kode, seen={"a": "1", "b": "2"}, at=MORNING + 2 * HOUR, a="“✓”", b=None) == 2
        found = look(store, kode)
        assert (found.jawaban, found.revisi, found.oleh, found.diubah_oleh) == ({"a": "“✓”"}, 2, "Sari", "Budi")
        assert (found.dibuat, found.diubah, found.kedaluwarsa) == (MORNING, MORNING + 2 * HOUR, END + 2 * HOUR)
        assert [file.isi for file in found.berkas] == [ONE[1], TWO[1]]

    def test_what_a_colleague_answered_meanwhile_stays(self, store: Store) -> None:
        kode = begin(store)
        answer(store, kode, a="1", c="3")
        assert answer(store, kode, by="Tono", b="2") == 2
        assert (look(store, kode).jawaban, look(store, kode).diubah_oleh) == ({"a": "1", "b": "2", "c": "3"}, "Tono")

    @pytest.mark.parametrize(
        ("seen", "wanted", "stands"),
        [({}, "2", "1"), ({"a": "0"}, None, "1"), ({"a": "0"}, "2", "1"), ({"gone": "0"}, "2", None)],
        ids=["given", "taken back", "changed", "taken back by the colleague"],
    )
    def test_an_answer_of_a_colleague_to_the_same_is_not_overwritten(
        self, store: Store, seen: dict[str, str], wanted: str | None, stands: str | None
    ) -> None:
        kode = begin(store)
        answer(store, kode, a="1")
        key = next(iter(seen), "a")
        with pytest.raises(OutdatedDraft) as refusal:
            answer(store, kode, seen=seen, by="Tono", at=MORNING + 2 * HOUR, b="2", **{key: wanted})
        assert (refusal.value.current, refusal.value.answers) == (1, {key: stands})
        assert (look(store, kode).jawaban, look(store, kode).diubah_oleh) == ({"a": "1"}, "Budi")

    def test_the_same_answer_again_is_no_change_whoever_gave_it(self, store: Store) -> None:
        kode = begin(store)
        answer(store, kode, a="1")
        assert answer(store, kode, by="Tono", a="1") == 1
        assert answer(store, kode, by="Tono", b=None) == 1
        assert look(store, kode).diubah_oleh == "Budi"

    def test_the_revision_tells_of_changes_and_of_the_end(self, store: Store) -> None:
        kode = begin(store)
        answer(store, kode, a="1")
        assert store.draft_revision(kode, at=MORNING) == 1
        assert store.draft_revision("tidakada", at=MORNING) is None
        assert store.draft_revision(kode, at=END + HOUR) is None
        store.discard_draft(kode, by="Sari", at=MORNING)
        assert store.draft_revision(kode, at=MORNING) is None

    def test_text_that_one_database_would_refuse_is_refused_on_both(self, store: Store) -> None:
        kode = begin(store)
        with pytest.raises(StoreRefusal, match="rusak"):
            answer(store, kode, a="x\ud800")
        assert answer(store, kode, a="nul \x00 di dalam") == 1
        assert look(store, kode).jawaban == {"a": "nul \x00 di dalam"}


class TestMoreFiles:
    THREE = ("a.xlsx", b"tiga")

    def add(self, store: Store, kode: str, *files: tuple[str, bytes]) -> int:
        return store.add_draft_files(kode, files, most=3, by="Budi", at=MORNING + HOUR)

    def test_they_follow_those_before_and_leave_code_and_answers(self, store: Store) -> None:
        kode = begin(store, ONE)
        answer(store, kode, a="1")
        assert self.add(store, kode, self.THREE, TWO) == 2
        found = look(store, kode)
        assert [(file.nama, file.isi) for file in found.berkas] == [ONE, self.THREE, TWO]
        assert (found.jawaban, found.revisi, found.diubah_oleh) == ({"a": "1"}, 2, "Budi")
        assert (found.diubah, found.kedaluwarsa) == (MORNING + HOUR, END + HOUR)
        # From now on it is the draft of these files.
        assert begin(store, TWO, ONE, self.THREE) == kode
        assert begin(store, ONE) != kode

    def test_one_that_is_there_already_is_passed_over_and_too_many_are_refused(self, store: Store) -> None:
        kode = begin(store, ONE)
        assert self.add(store, kode, TWO, ONE, TWO) == 1
        with pytest.raises(StoreRefusal, match="sudah ada"):
            self.add(store, kode, TWO)
        with pytest.raises(StoreRefusal, match="paling banyak 3 berkas; masih ada tempat untuk 1"):
            self.add(store, kode, ("b", b"b"), self.THREE)
        assert [file.nama for file in look(store, kode).berkas] == [ONE[0], TWO[0]]

    def test_only_their_own_bytes_need_room(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(drafts, "MAX_OPEN_DRAFTS", 1)
        monkeypatch.setattr(drafts, "MAX_DRAFT_BYTES", 2_000_000)
        kode = begin(store, ("a", b"x" * 1_200_000))
        with pytest.raises(StoreRefusal, match="akan melebihi 2 MB"):
            self.add(store, kode, ("b", b"x" * 800_001))
        with pytest.raises(StoreRefusal, match="Pilih berkas"):
            self.add(store, kode)
        assert self.add(store, kode, ("b", b"x" * 800_000)) == 1


class TestArea:
    """A draft belongs to the kecamatan of the account that began it."""

    def writers(self, store: Store) -> dict[str, Store]:
        areas = {"gantung": {"19.06.04"}, "manggar": {"19.06.01"}, "both": {"19.06.01", "19.06.04"}, "all": None}
        accounts = {
            "pengelola": add_account(store, "pengelola", nama="Pengelola"),
            **{
                name: add_account(store, name, Peran.PETUGAS, nama=f"Petugas {name}", kecamatan=area)
                for name, area in areas.items()
            },
        }
        begun = {name: sessions.begin(one.nomor, one.versi_sesi, at=MORNING) for name, one in accounts.items()}
        return {name: store.for_writer(Writer(session, Right.SAVE, {})) for name, session in begun.items()}

    def test_who_works_for_its_area_changes_it_and_nobody_else(self, store: Store) -> None:
        writers = self.writers(store)
        kode = begin(writers["gantung"], ONE)
        assert look(store, kode).kecamatan == {"19.06.04"}
        for name in ("gantung", "both", "all", "pengelola"):
            answer(writers[name], kode, seen=look(store, kode).jawaban, a=name)
        for act in (
            lambda: answer(writers["manggar"], kode, b="1"),
            lambda: writers["manggar"].add_draft_files(kode, [TWO], most=9, by="x", at=MORNING),
            lambda: writers["manggar"].discard_draft(kode, by="x", at=MORNING),
        ):
            with pytest.raises(StoreRefusal, match="kecamatan"):
                act()
        assert (look(store, kode).jawaban, look(store, kode).status) == ({"a": "pengelola"}, DraftStatus.TERBUKA)

    @pytest.mark.parametrize("name", ["all", "pengelola"])
    def test_one_of_the_whole_region_is_not_for_who_works_for_a_part(self, store: Store, name: str) -> None:
        writers = self.writers(store)
        kode = begin(writers[name], ONE)
        assert look(store, kode).kecamatan is None
        with pytest.raises(StoreRefusal, match="seluruh kabupaten"):
            answer(writers["both"], kode, a="1")

    def test_the_same_files_of_another_area_are_another_draft(self, store: Store) -> None:
        writers = self.writers(store)
        kode = begin(writers["gantung"], ONE)
        assert begin(writers["manggar"], ONE) != kode
        assert begin(writers["gantung"], ONE) == kode


class TestClosed:
    """One that was discarded, expired or saved has neither bytes nor answers, and says what became of it."""

    CLOSE: dict[str, tuple[Callable[[Store, str], object], DraftStatus, str]] = {  # noqa: RUF012
        "discarded": (
            lambda store, kode: store.discard_draft(kode, by="Tono", at=MORNING + 2 * HOUR),
            DraftStatus.DIBUANG,
            "sudah dibuang",
        ),
        "expired": (
            lambda store, _kode: store.expire_drafts(at=END + HOUR),
            DraftStatus.KEDALUWARSA,
            "habis pada 17 Mei 2023",
        ),
        "saved": (
            lambda store, kode: save(store, kode, "a", "b"),
            DraftStatus.DISIMPAN,
            "sudah disimpan sebagai unggahan 1 dan 2",
        ),
    }

    @pytest.mark.parametrize("way", CLOSE)
    def test_it_is_emptied_and_nothing_more_can_be_done(self, store: Store, way: str) -> None:
        close, status, words = self.CLOSE[way]
        kode = begin(store)
        answer(store, kode, a="1")
        close(store, kode)
        found = look(store, kode)
        assert (found.status, found.jawaban, [file.isi for file in found.berkas]) == (status, {}, [b"", b""])
        assert [file.nama for file in found.berkas] == [ONE[0], TWO[0]]
        assert (kept_bytes(store), store.open_drafts(at=MORNING)) == (0, [])
        after = store.snapshot()
        for action in (
            lambda: answer(store, kode, b="2"),
            lambda: store.discard_draft(kode, by="Sari", at=MORNING),
            lambda: save(store, kode, "x"),
        ):
            with pytest.raises(StoreRefusal, match=words):
                action()
        assert (look(store, kode), store.snapshot()) == (found, after)

    def test_one_whose_time_is_over_is_closed_before_it_is_emptied(self, store: Store) -> None:
        kode = begin(store)
        answer(store, kode, a="1")
        end = END + HOUR
        assert look(store, kode, at=end - timedelta(seconds=1)).status is DraftStatus.TERBUKA
        found = look(store, kode, at=end)
        assert (found.status, found.jawaban, found.berkas[0].isi) == (DraftStatus.KEDALUWARSA, {}, b"")
        assert (store.open_drafts(at=end), kept_bytes(store)) == ([], 2)
        with pytest.raises(StoreRefusal, match="habis pada 17 Mei 2023"):
            answer(store, kode, at=end, b="2")

    def test_only_those_whose_time_is_over_are_emptied(self, store: Store) -> None:
        old, young = begin(store, ONE), begin(store, TWO, at=MORNING + HOUR)
        assert store.expire_drafts(at=END - HOUR) == 0
        assert store.expire_drafts(at=END) == 1
        assert store.expire_drafts(at=END) == 0
        assert (look(store, old, at=END).status, look(store, young, at=END).berkas[0].isi) == (
            DraftStatus.KEDALUWARSA,
            TWO[1],
        )

    def test_a_new_one_empties_those_whose_time_is_over(self, store: Store) -> None:
        begin(store, ONE)
        begin(store, TWO, at=END)
        assert kept_bytes(store) == 1
        with read(store.engine) as connection:
            statuses = connection.scalars(select(draf.c.status).order_by(draf.c.nomor)).all()
        assert statuses == ["kedaluwarsa", "terbuka"]


class TestRoom:
    def test_too_many_are_refused_until_one_is_closed(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(drafts, "MAX_OPEN_DRAFTS", 2)
        first = begin(store, ONE)
        begin(store, TWO)
        with pytest.raises(StoreRefusal, match="Sudah ada 2 draf yang terbuka"):
            begin(store, ONE, TWO)
        # The same files are no more.
        assert begin(store, ONE) == first
        store.discard_draft(first, by="Sari", at=MORNING)
        begin(store, ONE, TWO)
        assert len(store.open_drafts(at=MORNING)) == 2

    def test_too_many_bytes_are_refused_until_there_is_room(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(drafts, "MAX_DRAFT_BYTES", 2_000_000)
        begin(store, ("a", b"x" * 1_500_000))
        with pytest.raises(StoreRefusal, match="akan melebihi 2 MB"):
            begin(store, ("b", b"x" * 500_001))
        with pytest.raises(StoreRefusal, match="lebih dari 2 MB"):
            begin(store, ("c", b"x" * 1_500_000), ("d", b"x" * 500_001))
        assert len(store.open_drafts(at=MORNING)) == 1
        # At the end of the first one its bytes no longer count.
        begin(store, ("b", b"x" * 500_001), at=END)
        assert len(store.open_drafts(at=END)) == 1


def save(  # type: ignore[no-untyped-def]
    store: Store,
    kode: str | None,
    *kunci: str,
    version: int | None = None,
    revision: int | None = None,
    at=MORNING + HOUR,
) -> list[int]:
    parts = [
        UploadPart(make_upload(name), [make_row()], [NewAlias("19.06.04", name, "19.06.04.2002")]) for name in kunci
    ]
    return store.commit_uploads(
        expected_version=version, parts=parts, by="Tono", at=at, reason="rakor", draft=kode, draft_revision=revision
    )


class TestSaved:
    def test_it_keeps_the_numbers_and_who_saved_it(self, store: Store) -> None:
        commit(store, "earlier")
        kode = begin(store)
        assert save(store, kode, "a", "b", version=1) == [2, 3]
        found = look(store, kode, at=END + HOUR)
        assert (found.status, found.unggahan) == (DraftStatus.DISIMPAN, (2, 3))
        assert (found.oleh, found.diubah_oleh, found.diubah) == ("Sari", "Tono", MORNING + HOUR)

    @pytest.mark.parametrize(
        ("error", "kunci", "version"),
        [(AlreadyStored, ("a", "earlier"), 1), (OutdatedVersion, ("a",), 0), (StoreRefusal, (), 1)],
    )
    def test_a_save_that_is_refused_leaves_it_open(
        self, store: Store, error: type[Exception], kunci: tuple[str, ...], version: int
    ) -> None:
        commit(store, "earlier")
        kode = begin(store)
        before = store.snapshot()
        with pytest.raises(error):
            save(store, kode, *kunci, version=version)
        assert (look(store, kode).status, kept_bytes(store), store.snapshot()) == (DraftStatus.TERBUKA, 2, before)

    def test_only_the_revision_that_was_seen_is_saved(self, store: Store) -> None:
        kode = begin(store)
        answer(store, kode, a="1")
        with pytest.raises(OutdatedDraft):
            save(store, kode, "a", revision=0)
        assert (store.uploads(), look(store, kode).status) == ([], DraftStatus.TERBUKA)
        assert save(store, kode, "a", revision=1) == [1]

    def test_an_unknown_one_stores_nothing(self, store: Store) -> None:
        with pytest.raises(StoreRefusal, match="Draf ini tidak ada"):
            save(store, "tidakada", "a")
        assert store.uploads() == []
