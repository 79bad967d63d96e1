"""A case of the torture set: files, what is stored before, and the exact verdict that a careful reader expects."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

from kkb.checking import Verdict
from kkb.programme import EvaluasiRow, KegiatanRow, KomitmenRow, LangkahRow, ProgrammeRow, lembar_of
from kkb.recap import Workbook
from kkb.region import Region
from kkb.schema import Observation, RecapRow, TanggalDasar
from kkb.store import UploadRecord
from kkb.uploads.check import InputFile, Stored, check_files
from kkb.workbook.child import read
from kkb.workbook.model import DEFAULT_LIMITS, Refused, from_wire, pack_json, to_wire, unpack_json
from tests.support.builders import REGION, TODAY

DAY = "2023-05-10"


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A verdict in words. `says`: desa → "Terbentuk 2017-10-03 SK 12/2018", the rows that a commit would store.

    The date stands at its precision; " (pencanangan)" after it where a launch stands in. `problems` are "CODE CELL",
    each as often as it occurs (without a cell: "CODE"). `questions`: id → suggested answer. `told` are the rows of the
    other sheets that would be stored: "kegiatan Nyuruk 2021-05-03 Posyandu 25 (35 anak > 20 anak)".
    """

    outcome: str
    says: Mapping[str, str]
    problems: Collection[str] = ()
    questions: Mapping[str, str] = field(default_factory=dict)
    day: str | None = DAY
    told: Collection[str] = ()


@dataclass(frozen=True, kw_only=True)
class Case:
    """Files by the names they come with. `suggested`: the verdict when every question is answered as suggested.

    `meanwhile`: where the program does not read what a careful reader would (`first`), its honest way out: a question,
    an error or a refusal. `why` says what it lacks.
    """

    files: Mapping[str, bytes] = field(repr=False)
    first: Expected
    suggested: Expected | None = None
    meanwhile: Expected | None = None
    why: str = ""
    stored: Sequence[Observation] = ()
    corrections: Collection[int] = ()
    samples: Collection[int] = ()
    region: Region = REGION
    today: date = TODAY
    in_child: bool = False

    def __post_init__(self) -> None:
        asks = any(one.outcome == "ask" for one in (self.first, self.meanwhile) if one is not None)
        assert asks == (self.suggested is not None), "what is asked has a verdict after the suggested answers"
        assert (self.meanwhile is None) == (self.why == ""), "a way out says what is lacking"


CASES: dict[str, Callable[[], Case]] = {}
"""Every case by the name of its shape or fault."""


def torture(make: Callable[[], Case]) -> Callable[[], Case]:
    """Add a case to the set."""
    assert make.__name__ not in CASES, make.__name__
    CASES[make.__name__] = cache(make)
    return make


SLOW: set[str] = set()
"""Names of the cases that take longer than a second or two."""


def slow_torture(make: Callable[[], Case]) -> Callable[[], Case]:
    """Add a case that only a long run of the tests looks at."""
    SLOW.add(make.__name__)
    return torture(make)


def accept(says: Mapping[str, str], *problems: str, **parts: object) -> Expected:
    """Read without doubt; `problems` are notes."""
    return Expected(outcome="accept", says=says, problems=problems, **parts)  # type: ignore[arg-type]


def warn(says: Mapping[str, str], *problems: str, **parts: object) -> Expected:
    """Read, and something is to be looked at first."""
    return Expected(outcome="warn", says=says, problems=problems, **parts)  # type: ignore[arg-type]


def flag(says: Mapping[str, str], *problems: str, **parts: object) -> Expected:
    """Some rows are not stored."""
    return Expected(outcome="flag", says=says, problems=problems, **parts)  # type: ignore[arg-type]


def ask(says: Mapping[str, str], *problems: str, questions: Mapping[str, str], **parts: object) -> Expected:
    """Something is to be answered first."""
    return Expected(outcome="ask", says=says, problems=problems, questions=questions, **parts)  # type: ignore[arg-type]


def reject() -> Expected:
    """Of no use as a whole."""
    return Expected(outcome="reject", says={}, day=None)


def judge_case(case: Case, *, use_suggested: bool = False) -> Verdict:
    """The program's verdict. Files are read in this process, unless the case asks for the real child."""
    files = [InputFile(name, data) for name, data in case.files.items()]
    return check_files(
        files,
        region=case.region,
        region_name="Kabupaten Belitung Timur",
        stored=_stored(case),
        today=case.today,
        use_suggested=use_suggested,
        workbooks={} if case.in_child else _read_here(files),
    ).verdict


def _read_here(files: Sequence[InputFile]) -> dict[str, Workbook]:
    """Workbooks by the SHA-256 of their bytes; refused ones left out."""
    books = {hashlib.sha256(file.data).hexdigest(): _read(file.data) for file in files}
    return {sha256: book for sha256, book in books.items() if book is not None}


@lru_cache(maxsize=8)
def _read(data: bytes) -> Workbook | None:
    """A workbook through the wire, as a child would send it; None for a refused one.

    The last ones are kept for the verdict after the suggested answers.
    """
    try:
        return from_wire(unpack_json(pack_json(to_wire(read(data, DEFAULT_LIMITS)))))
    except Refused:
        return None


def _stored(case: Case) -> Stored:
    days = {seen.unggahan: seen.tanggal_data for seen in case.stored}
    uploads = tuple(
        UploadRecord(
            nomor=number,
            tanggal_data=day,
            nama_berkas=f"unggahan {number}.xlsx",
            sha256="",
            ukuran=1,
            kunci=f"kunci {number}",
            contoh=number in case.samples,
            koreksi=number in case.corrections,
            jawaban={},
            ringkasan={},
            aktif=True,
            riwayat=(),
        )
        for number, day in days.items()
    )
    return Stored(tuple(case.stored), uploads, {}, max(days, default=0))


def describe(verdict: Verdict) -> Expected:
    """A verdict in the words of an expectation."""
    return Expected(
        outcome=verdict.outcome.value,
        says=_says(verdict),
        problems=sorted(" ".join(filter(None, (p.code, p.cell))) for p in verdict.problems),
        questions={question.id: question.suggested or "" for question in verdict.questions},
        day=verdict.data_date.isoformat() if verdict.data_date else None,
        told=sorted(describe_told(row) for row in verdict.programme),
    )


def _says(verdict: Verdict) -> dict[str, str]:
    """Desa → what would be stored of it; "desa@2" for the second file, where several files speak of one desa."""
    times = Counter(row.kode_desa for row in verdict.rows)
    return {
        f"{row.desa}@{number}" if times[row.kode_desa] > 1 else row.desa: describe_row(row)
        for number, file in enumerate(verdict.files, start=1)
        for row in file.rows
    }


def describe_row(row: RecapRow) -> str:
    """Status, date of formation at its precision, number of the SK."""
    launched = row.tanggal is not None and row.tanggal_dasar is TanggalDasar.PENCANANGAN
    parts = (
        row.status.value,
        row.tanggal.iso() if row.tanggal else "",
        "(pencanangan)" if launched else "",
        f"SK {row.no_sk}" if row.no_sk else "",
    )
    return " ".join(part for part in parts if part)


def describe_told(row: ProgrammeRow) -> str:
    """Sheet, desa (or the office that signed), day, and what is said of it."""
    parts: list[object] = [lembar_of(row).value, row.desa]
    match row:
        case KomitmenRow():
            signed = {True: "ya", False: "tidak", None: "?"}
            parts += [row.penanda_tangan, row.tanggal and row.tanggal.iso()]
            parts += [f"kades {signed[row.kepala_desa]} BPD {signed[row.ketua_bpd]}"] if row.desa else []
        case LangkahRow():
            parts += [row.tanggal.iso(), row.jenis.value, row.catatan]
        case KegiatanRow():
            parts += [row.tanggal.iso(), row.nama, row.peserta]
            parts += [f"({row.sebelum} > {row.sesudah})"] if row.sebelum or row.sesudah else []
        case EvaluasiRow():
            parts += [row.tanggal.iso(), row.program, row.putusan.value, row.oleh]
    return " ".join(str(part) for part in parts if part)


def differences(expected: Expected, verdict: Verdict) -> list[str]:
    """What the program says otherwise than a careful reader, one line each; empty if it agrees."""
    got = describe(verdict)
    wanted = sorted(expected.problems)
    lines = []
    if got.outcome != expected.outcome:
        lines.append(f"outcome {expected.outcome} -> {got.outcome}: {verdict.message}")
    if got.day != expected.day:
        lines.append(f"day {expected.day} -> {got.day}")
    for desa in sorted(expected.says.keys() | got.says.keys()):
        if expected.says.get(desa) != got.says.get(desa):
            lines.append(f"{desa}: {expected.says.get(desa)} -> {got.says.get(desa)}")
    if wanted != list(got.problems):
        lines.append(f"problems {wanted} -> {list(got.problems)}")
    if sorted(expected.told) != list(got.told):
        lines.append(f"told {sorted(expected.told)} -> {list(got.told)}")
    if dict(expected.questions) != dict(got.questions):
        lines.append(f"questions {dict(expected.questions)} -> {dict(got.questions)}")
    return lines


def is_silently_wrong(expected: Expected, verdict: Verdict) -> bool:
    """True if a commit without any question, error or refusal would store something else than the file says.

    A row that is left out while an error or a question names the trouble is honest; a wrong one never is.
    """
    got = describe(verdict)
    if got.outcome == "reject":
        return False
    wrong = any(said != expected.says.get(desa) for desa, said in got.says.items())
    missing = any(desa not in got.says for desa in expected.says)
    wrong |= any(said not in expected.told for said in got.told)
    missing |= any(said not in got.told for said in expected.told)
    wrong_day = got.day is not None and expected.day is not None and got.day != expected.day
    return wrong or wrong_day or (missing and got.outcome in ("accept", "warn"))
