"""The tables of the four sheets for reading and for Excel: `FigureTable`s, one row per what their docstring says.

Days are `Tanggal`s at the precision known; what is not known is missing ("–"), never 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from kkb.narrative import NOT_REPORTED
from kkb.narrative.programme_columns import FEW_COLUMNS, count_columns, make_table, rung_of
from kkb.narrative.programme_lists import (
    COMMITMENT_WORDS,
    DENYUT_WORDS,
    difference_words,
    verdict_programs,
    verdict_rows,
)
from kkb.narrative.tables import FigureTable
from kkb.outcomes.evaluasi import EvaluasiSummary
from kkb.outcomes.in_force import as_evaluasi, as_kegiatan, as_komitmen, as_langkah
from kkb.outcomes.kegiatan import KegiatanSummary, ProgramSummary
from kkb.outcomes.komitmen import DesaKomitmen, KomitmenSummary
from kkb.outcomes.langkah import DesaLangkah, LangkahSummary
from kkb.programme import Putusan, ReportedRow
from kkb.programme.measures import Difference, compare
from kkb.programme.small_counts import Few


def komitmen_table(komitmen: KomitmenSummary) -> FigureTable:
    """Signatures and promises: one row per kecamatan, with a total."""
    return make_table(
        [*komitmen.per_kecamatan, komitmen.total],
        {
            "Kecamatan": lambda count: count.kecamatan,
            "Masih terbuka (desa)": lambda count: count.terbuka,
            "Ditepati (desa)": lambda count: count.ditepati,
            "Sudah ada (desa)": lambda count: count.sudah_ada,
            "Urutan tidak diketahui (desa)": lambda count: count.tanpa_tanggal,
            "Lengkap (desa)": lambda count: count.lengkap,
            "Sebagian (desa)": lambda count: count.sebagian,
            "Tidak (desa)": lambda count: count.tidak,
            "Belum dilaporkan (desa)": lambda count: count.tidak_dilaporkan,
            "Jumlah (desa)": lambda count: count.jumlah,
        },
        has_total=True,
        optional=("Urutan tidak diketahui (desa)",),
    )


def komitmen_desa_table(desa: Sequence[DesaKomitmen]) -> FigureTable:
    """One row per desa: who signed, when, what became of it. Also for `KomitmenSummary.standing_still`."""
    return make_table(
        desa,
        {
            "Kecamatan": lambda one: one.kecamatan,
            "Desa": lambda one: one.desa,
            "Kepala desa": lambda one: _SIGNED[one.kepala_desa],
            "Ketua BPD": lambda one: _SIGNED[one.ketua_bpd],
            "Tanggal tanda tangan": lambda one: one.tanggal,
            "Tahap": lambda one: rung_of(one.tahap),
            "Janji": lambda one: one.janji.value.capitalize() if one.janji is not None else None,
            "Hari sejak tanda tangan": lambda one: one.days_open,
            "Gerak terakhir": lambda one: one.last_movement and one.last_movement.words(),
        },
    )


_SIGNED = {True: "Menandatangani", False: "Tidak", None: NOT_REPORTED.capitalize()}


def regency_table(komitmen: KomitmenSummary) -> FigureTable:
    """One row per signer of the regency: office and day."""
    return make_table(
        [as_komitmen(reported) for reported in komitmen.regency],
        {"Penanda tangan": lambda row: row.penanda_tangan, "Tanggal": lambda row: row.tanggal},
    )


def langkah_table(langkah: LangkahSummary) -> FigureTable:
    """Desa without a Pokja, with and without a step: one row per kecamatan, with a total."""
    return make_table(
        [*langkah.per_kecamatan, langkah.total],
        {
            "Kecamatan": lambda count: count.kecamatan,
            "Tanpa Pokja (desa)": lambda count: count.tanpa_pokja,
            "Sudah mengambil langkah (desa)": lambda count: count.ada_langkah,
            "Belum (desa)": lambda count: count.tanpa_langkah,
            "Langkah tercatat": lambda count: count.entri,
        },
        has_total=True,
    )


def next_table(langkah: LangkahSummary, limit: int | None = None) -> FigureTable:
    """Who could form a Pokja next: one row per desa, in order, with each reason."""
    return make_table(
        langkah.next[:limit],
        {
            "No": lambda one: one.place,
            "Kecamatan": lambda one: one.kecamatan,
            "Desa": lambda one: one.desa,
            "Tahap": lambda one: rung_of(one.tahap),
            "Langkah dari lima": lambda one: one.steps_done,
            "Langkah yang belum": lambda one: ", ".join(jenis.value for jenis in one.missing),
            "Komitmen": lambda one: COMMITMENT_WORDS[one.commitment].capitalize(),
            "Gerak terakhir": lambda one: one.last_movement and one.last_movement.words(),
        },
    )


def log_table(desa: Sequence[DesaLangkah]) -> FigureTable:
    """The log: one row per step, newest first within its desa."""
    return make_table(
        [as_langkah(reported) for one in desa for reported in one.log],
        {
            "Kecamatan": lambda row: row.kecamatan,
            "Desa": lambda row: row.desa,
            "Tanggal": lambda row: row.tanggal,
            "Langkah": lambda row: row.jenis.value,
            "Catatan": lambda row: row.catatan,
        },
    )


def program_table(kegiatan: KegiatanSummary) -> FigureTable:
    """One row per programme, most activities first."""
    leading = {"Program": lambda one: one.nama, "Jumlah desa": lambda one: len(one.desa)}
    return make_table(kegiatan.programs, leading | count_columns(lambda one: one.count), optional=FEW_COLUMNS)


def pokja_table(kegiatan: KegiatanSummary) -> FigureTable:
    """One row per Pokja that stands on the day."""
    leading = {
        "Kecamatan": lambda one: one.kecamatan,
        "Desa": lambda one: one.desa,
        "Kegiatan terakhir": lambda one: one.last,
    }
    return make_table(kegiatan.pokja, leading | count_columns(lambda one: one.count), optional=FEW_COLUMNS)


def results_table(program: ProgramSummary) -> FigureTable:
    """Before and after: one row per activity of the programme; where they do not compare, why."""
    return make_table(
        [as_kegiatan(reported) for reported in program.kegiatan],
        {
            "Tanggal": lambda row: row.tanggal,
            "Desa": lambda row: row.desa,
            "Sebelum": lambda row: row.sebelum,
            "Sesudah": lambda row: row.sesudah,
            "Perbandingan": lambda row: _compared(row.sebelum, row.sesudah),
        },
    )


def activities_table(rows: Sequence[ReportedRow]) -> FigureTable:
    """One row per activity: day, desa, name, need, partner, people, before, after, money."""
    return make_table(
        [as_kegiatan(reported) for reported in rows],
        {
            "Tanggal": lambda row: row.tanggal,
            "Kecamatan": lambda row: row.kecamatan,
            "Desa": lambda row: row.desa,
            "Kegiatan": lambda row: row.nama,
            "Kebutuhan": lambda row: row.kebutuhan,
            "Mitra": lambda row: row.mitra,
            "Peserta (orang)": lambda row: row.peserta.value if isinstance(row.peserta, Few) else row.peserta,
            "Sebelum": lambda row: row.sebelum,
            "Sesudah": lambda row: row.sesudah,
            "Anggaran (Rp)": lambda row: row.anggaran,
            "Realisasi (Rp)": lambda row: row.realisasi,
        },
    )


def evaluasi_table(evaluasi: EvaluasiSummary) -> FigureTable:
    """Newest decisions: one row per kecamatan, with a total."""
    return make_table(
        [*evaluasi.per_kecamatan, evaluasi.total],
        {
            "Kecamatan": lambda count: count.kecamatan,
            "Lanjutkan": lambda count: count.lanjutkan,
            "Perbaiki": lambda count: count.perbaiki,
            "Hentikan": lambda count: count.hentikan,
            "Pokja menilai": lambda count: count.pokja_menilai,
            "Pokja": lambda count: count.pokja,
        },
        has_total=True,
    )


def verdict_table(evaluasi: EvaluasiSummary) -> FigureTable:
    """What to spread, mend and end: one row per decision, programme and desa that decided so, with the reason."""
    rows = [
        (program, as_evaluasi(reported))
        for putusan in Putusan
        for program in verdict_programs(evaluasi, putusan)
        for reported in verdict_rows(program, putusan)
    ]
    return make_table(
        rows,
        {
            "Putusan": lambda pair: pair[1].putusan.value,
            "Program": lambda pair: pair[0].nama,
            "Desa yang memutuskan": lambda pair: len(verdict_rows(pair[0], pair[1].putusan)),
            "Desa yang menjalankan": lambda pair: pair[0].desa,
            "Desa dengan hasil": lambda pair: pair[0].desa_hasil,
            "Sebaran": lambda pair: pair[0].sebaran and str(pair[0].sebaran).capitalize(),
            "Desa": lambda pair: pair[1].desa,
            "Tanggal": lambda pair: pair[1].tanggal,
            "Alasan": lambda pair: pair[1].alasan,
            "Oleh": lambda pair: pair[1].oleh,
        },
    )


def review_table(evaluasi: EvaluasiSummary) -> FigureTable:
    """One row per Pokja: last activity, last evaluation, programmes judged, whether it is awake."""
    return make_table(
        evaluasi.pokja,
        {
            "Kecamatan": lambda one: one.kecamatan,
            "Desa": lambda one: one.desa,
            "Kegiatan terakhir": lambda one: one.last_kegiatan,
            "Evaluasi terakhir": lambda one: one.last_evaluasi,
            "Program dinilai": lambda one: one.dinilai,
            "Keadaan": lambda one: DENYUT_WORDS[one.denyut],
        },
    )


def _compared(before: str | None, after: str | None) -> str:
    result = compare(before, after)
    return difference_words(result) if isinstance(result, Difference) else f"Tidak dapat dibandingkan: {result.value}"
