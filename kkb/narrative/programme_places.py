"""What the four sheets say of one kecamatan and of one desa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol, TypeVar

from kkb.formatting import format_count, join_words
from kkb.narrative.programme import activity_words, held_words, promise_words, review_words, step_words
from kkb.outcomes.evaluasi import Denyut, EvaluasiSummary
from kkb.outcomes.in_force import as_evaluasi, as_langkah
from kkb.outcomes.kegiatan import KecamatanKegiatan, KegiatanSummary
from kkb.outcomes.komitmen import DesaKomitmen, Janji, StatusKomitmen
from kkb.outcomes.langkah import DesaLangkah
from kkb.outcomes.together import Outcomes
from kkb.programme import LADDER_OF_STEPS, Putusan


class _OfKecamatan(Protocol):
    @property
    def kode_kecamatan(self) -> str: ...


class _OfDesa(Protocol):
    @property
    def kode_desa(self) -> str: ...


K = TypeVar("K", bound=_OfKecamatan)
D = TypeVar("D", bound=_OfDesa)


def kecamatan_programme_lines(kode_kecamatan: str, outcomes: Outcomes) -> tuple[str, ...]:
    """A line for each sheet that says something of the kecamatan; () where none does. `outcomes` may be of the whole
    region or of that kecamatan alone."""
    promises = _of_kecamatan(outcomes.komitmen.per_kecamatan, kode_kecamatan)
    steps = _of_kecamatan(outcomes.langkah.per_kecamatan, kode_kecamatan)
    activities = _of_kecamatan(outcomes.kegiatan.per_kecamatan, kode_kecamatan)
    reviews = _of_kecamatan(outcomes.evaluasi.per_kecamatan, kode_kecamatan)
    words = {
        "Komitmen": promise_words(promises) if promises is not None else None,
        "Langkah": step_words(steps) if steps is not None else None,
        "Kegiatan": _held(activities) if activities is not None else None,
        "Evaluasi": review_words(reviews) if reviews is not None else None,
    }
    return tuple(f"{sheet}: {said}." for sheet, said in words.items() if said is not None)


def desa_programme_lines(kode_desa: str, outcomes: Outcomes) -> tuple[str, ...]:
    """The same of one desa: its promise, its steps, its activities, its evaluations."""
    promise = _of_desa(outcomes.komitmen.desa, kode_desa)
    steps = _of_desa(outcomes.langkah.desa, kode_desa)
    words = {
        "Komitmen": _promise(promise) if promise is not None else None,
        "Langkah": _steps(steps) if steps is not None else None,
        "Kegiatan": _activities(kode_desa, outcomes.kegiatan, outcomes.evaluasi),
        "Evaluasi": _reviews(kode_desa, outcomes.evaluasi),
    }
    return tuple(f"{sheet}: {said}." for sheet, said in words.items() if said is not None)


def _held(count: KecamatanKegiatan) -> str | None:
    words = activity_words(count.count)
    held = held_words(count.count.kegiatan, active=count.pokja_berkegiatan, pokja=count.pokja)
    return f"{held}, {words}" if words is not None else None


def _of_kecamatan(entries: Iterable[K], kode: str) -> K | None:
    return next((one for one in entries if one.kode_kecamatan == kode), None)


def _of_desa(entries: Iterable[D], kode: str) -> D | None:
    return next((one for one in entries if one.kode_desa == kode), None)


_SIGNER_WORDS = {True: "menandatangani", False: "tidak menandatangani", None: "belum dilaporkan"}


def _promise(desa: DesaKomitmen) -> str | None:
    if desa.status is StatusKomitmen.TIDAK_DILAPORKAN:
        return None
    if desa.status is StatusKomitmen.REKAP:
        return "disebut di rekap status. Siapa yang menandatangani belum dilaporkan"
    kepala, bpd = _SIGNER_WORDS[desa.kepala_desa], _SIGNER_WORDS[desa.ketua_bpd]
    both = desa.kepala_desa is desa.ketua_bpd
    words = f"kepala desa dan ketua BPD {kepala}" if both else f"kepala desa {kepala}, ketua BPD {bpd}"
    if desa.is_signed:
        words += f" {desa.tanggal.words()}" if both and desa.tanggal is not None else ""
        words += f" ({desa.tanggal.words()})" if not both and desa.tanggal is not None else ""
        words += ", tanggal kosong" if desa.tanggal is None else ""
    became = _became(desa)
    return f"{words}. {became}" if became else words


def _became(desa: DesaKomitmen) -> str:
    if desa.janji is Janji.TERBUKA:
        return (
            f"Belum punya Pokja, sudah {format_count(desa.days_open)} hari"
            if desa.days_open is not None
            else "Belum punya Pokja"
        )
    if desa.janji is Janji.DITEPATI:
        since = desa.formation.tanggal if desa.formation is not None else None
        return f"Pokja terbentuk sesudahnya, {since.words()}" if since is not None else "Pokja terbentuk sesudahnya"
    if desa.janji is Janji.SUDAH_ADA:
        return "Pokja sudah ada saat itu"
    return "Sudah punya Pokja, tetapi urutan tanggalnya tidak diketahui" if desa.janji is Janji.TANPA_TANGGAL else ""


def _steps(desa: DesaLangkah) -> str | None:
    if desa.last is None:
        return None
    last = as_langkah(desa.last)
    done = f"{format_count(len(desa.done))} dari {format_count(len(LADDER_OF_STEPS))} langkah"
    missing = f" (belum: {join_words([jenis.value for jenis in desa.missing])})" if desa.missing else ""
    entries = f", {format_count(len(desa.log))} catatan" if len(desa.log) > len(desa.done) else ""
    return f"{done}{missing}{entries}. Terakhir: {last.jenis.value}, {last.tanggal.words()}"


def _activities(kode_desa: str, kegiatan: KegiatanSummary, evaluasi: EvaluasiSummary) -> str | None:
    pokja = _of_desa(kegiatan.pokja, kode_desa)
    if pokja is None or pokja.last is None:
        return None
    count = f"{format_count(pokja.count.kegiatan)} kegiatan"
    review = _of_desa(evaluasi.pokja, kode_desa)
    silent = " (tanpa laporan dalam 12 bulan)" if review is not None and review.denyut is Denyut.TIDUR else ""
    return f"{count}, {activity_words(pokja.count)}. Terakhir {pokja.last.words()}{silent}"


def _reviews(kode_desa: str, evaluasi: EvaluasiSummary) -> str | None:
    rows = [as_evaluasi(reported) for reported in evaluasi.latest if reported.row.kode_desa == kode_desa]
    if not rows:
        return None
    counts = Counter(row.putusan for row in rows)
    decided = ", ".join(f"{format_count(counts[kind])} {kind.value.lower()}" for kind in Putusan if counts[kind])
    last = max((row.tanggal for row in rows), key=lambda tanggal: tanggal.last)
    return f"{decided}. Terakhir {last.words()}"
