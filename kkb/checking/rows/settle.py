"""From a row as read to a row as stored: status and dates together, against what is stored, with its questions."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kkb.checking.progress import Progress
from kkb.checking.questions import Answers
from kkb.checking.request import ReportFile
from kkb.checking.rows.corrections import contradicted_correction
from kkb.checking.rows.earlier import place_of_report, say_report
from kkb.checking.rows.questions import (
    SKIP,
    End,
    ask_if_ended,
    ask_if_inactive,
    ask_which_holds,
    choose_desa,
    describe_row,
    say_newer,
    say_status,
)
from kkb.checking.rows.read_row import NOT_WHOLE, CellProblems, ReadRow
from kkb.checking.values.dates import read_date
from kkb.checking.values.letters import clean_text
from kkb.checking.values.remarks import denies, end_in, formation_in, rung_of, says_ended
from kkb.checking.values.status import read_status
from kkb.checking.verdict import Question
from kkb.formatting import format_date
from kkb.problems import Problem, shorten
from kkb.recap import Table
from kkb.schema import (
    BUBAR,
    FIRST_YEAR,
    RUNGS_BETWEEN,
    Keputusan,
    Observation,
    RecapRow,
    Tahap,
    Tanggal,
    TanggalDasar,
)
from kkb.state import DesaHistory, DesaState, Formation, fold, merge_tanggal, state_of
from kkb.ticks import CROSSES

_KEPT_STATUS = 60
_A_DATE = "Tulis dulu tanggal itu di kolom tanggal, lalu isi di sini Belum, Sosialisasi, Merintis, Terbentuk atau Bubar"
_MEND = "Isi Belum, Sosialisasi, Merintis, Terbentuk atau Bubar"

class RowSettler:
    """Decides row by row what would be stored on `day`."""

    def __init__(
        self,
        table: Table,
        problem: CellProblems,
        answers: Answers,
        histories: Mapping[str, DesaHistory],
        day: date,
        *,
        corrections: Collection[int] = (),
        report_files: Mapping[int, ReportFile] | None = None,
    ) -> None:
        self._table = table
        self._problem = problem
        self._answers = answers
        self._histories = histories
        self._day = day
        self._corrections = corrections
        self._report_files = report_files or {}
        self._only_marks = False  # Known when all rows are, in `settle`.
        self._launch_stands_in = "tanggal" not in table.columns and "tanggal_pencanangan" in table.columns

    def ask_rivals(self, read: Sequence[ReadRow], *, names_sheet: bool = False) -> None:
        """Let the officer choose where two desa are nearly as close to a written name.

        `names_sheet`: the rows of its file stand on several sheets.
        """
        for row in read:
            if not row.rivals or row.has_error:
                continue
            if choose_desa(row, self._problem, self._answers, names_sheet=names_sheet) == SKIP:
                row.reason = "Dilewati menurut jawaban Anda."

    def settle(self, read: Sequence[ReadRow], progress: Progress) -> list[RecapRow]:
        """The rows that would be stored: no error, no open question, no repeat."""
        self._only_marks = self._knows_only_marks(read)
        rows = []
        for row in progress.over(read):
            if row.desa is None or row.is_repeat or row.is_skipped:
                continue
            settled = self._settle_row(row)
            if settled is None or row.has_error or row.is_open:
                continue
            if not self._corrections or self._settle_correction(row, settled):
                rows.append(settled)
        return rows

    def _knows_only_marks(self, read: Sequence[ReadRow]) -> bool:
        """True if the table has no word for the rungs in between."""
        if self._table.ticks:
            said = (read_status(header).tahap for header in self._table.ticks.values())
            return not any(tahap in RUNGS_BETWEEN for tahap in said)
        return all(row.status.is_mark for row in read if row.status.tahap is not None)

    def _settle_row(self, row: ReadRow) -> RecapRow | None:
        status = row.status.tahap
        if status is None:
            return self._settle_without_rung(row)
        if status is Tahap.BELUM and self._only_marks:
            status = self._keep_rung_between(row)
        return self._settle_status(row, status)

    def _settle_without_rung(self, row: ReadRow) -> RecapRow | None:
        assert row.desa is not None
        if row.status.is_inactive:
            return self._settle_inactive(row)
        if "status" in row.unchanged:
            return self._settle_unchanged(row)
        if row.status.is_blank:
            row.report(self._problem(row.source, "status", "STATUS_BLANK", desa=row.desa.desa))
        elif "status" not in row.unreadable and not row.status.is_unclear:
            self._report_unknown_status(row)
        return None

    def _settle_unchanged(self, row: ReadRow) -> RecapRow | None:
        """The status stays the stored one. While the file that is meant waits for an answer, so does the row."""
        assert row.desa is not None
        stored = self._stored(row)
        if stored is not None:
            return self._settle_status(row, stored.tahap)
        if self._answers.open:
            row.is_open = True
            return None
        word = row.unchanged["status"].text
        row.report(self._problem(row.source, "status", "STATUS_UNCHANGED", value=word, desa=row.desa.desa))
        return None

    def _report_unknown_status(self, row: ReadRow) -> None:
        near = row.status.suggestion
        hint, mend = f" Maksudnya {near.value}?" if near else "", _MEND
        word = row.text_of("status").strip()
        if self._table.ticks and " + " in word and near is None:
            hint, mend = " Lebih dari satu kolom dicentang.", "Sisakan satu tanda pada baris ini"
        elif word.casefold() in CROSSES:
            hint = " Tanda silang dapat berarti ya atau tidak."
        elif read_date(row.source.cells.get("status")).tanggal is not None:
            # A status written over it would lose it.
            hint, mend = " Itu tanggal.", _A_DATE
        row.report(
            self._problem(
                row.source, "status", "STATUS_UNKNOWN", hint=hint, mend=mend, suggestion=near.value if near else None
            )
        )

    def _stored(self, row: ReadRow) -> DesaState | None:
        history = self._histories.get(row.desa.kode_desa) if row.desa is not None else None
        return state_of(history, self._day) if history is not None else None

    def _stored_if_formed(self, row: ReadRow) -> DesaState | None:
        """What is stored of the row's desa, if that is a formed Pokja."""
        assert row.desa is not None
        stored = self._stored(row)
        return stored if stored is not None and stored.tahap is Tahap.TERBENTUK else None

    def _keep_rung_between(self, row: ReadRow) -> Tahap:
        """A yes/no mark cannot say Merintis: what is stored between Belum and Terbentuk is kept."""
        stored = self._stored(row)
        if stored is None or stored.tahap not in RUNGS_BETWEEN:
            return Tahap.BELUM
        assert row.desa is not None
        text = shorten(row.text_of("status"))
        mark = f'tanda "{text}"' if text else "sel kosong"
        kept = stored.tahap.value
        row.report(self._problem(row.source, "status", "STATUS_COARSE", mark=mark, desa=row.desa.desa, stored=kept))
        return stored.tahap

    def _settle_status(self, row: ReadRow, status: Tahap) -> RecapRow | None:
        is_formed_there = status is Tahap.BELUM and rung_of(row.remark) is Tahap.TERBENTUK
        if is_formed_there or (status is not Tahap.BELUM and denies(row.remark)):
            self._report_denial(row, status)
        if "tanggal_bubar" in row.dates and not self._asks_of_end(row, status):
            self._report_unused_end(row, f"statusnya {status.value}; tulis Bubar bila Pokja-nya bubar")
        if status is Tahap.TERBENTUK:
            tanggal, dasar = self._formation_date(row)
            self._check_formation_date(row, tanggal)
            self._say_kept_dates(row, tanggal, dasar)
            return self._build(row, status, tanggal, dasar)
        if "tanggal" in row.dates:
            assert row.desa is not None
            if status is Tahap.BELUM and says_ended(row.remark):
                return self._settle_inactive(row)
            row.report(
                self._problem(
                    row.source,
                    "tanggal",
                    "DATE_BUT_BELUM",
                    desa=row.desa.desa,
                    status=status.value,
                    value=row.dates["tanggal"].words(),
                )
            )
        if status is not Tahap.KOMITMEN and (stored := self._stored_if_formed(row)) is not None:
            return self._settle_regression(row, status, stored)
        return self._build(row, status)

    def _asks_of_end(self, row: ReadRow, status: Tahap) -> bool:
        """True if what a row of a lower rung tells of an end is offered as an answer (`_settle_regression`)."""
        return status not in (Tahap.TERBENTUK, Tahap.KOMITMEN) and self._stored_if_formed(row) is not None

    def _report_unused_end(self, row: ReadRow, why: str) -> None:
        """Report a date in the column of ends that is not stored."""
        assert row.desa is not None
        name = "tanggal_bubar"
        value = row.dates[name].words()
        row.report(self._problem(row.source, name, "DATE_END_UNUSED", desa=row.desa.desa, value=value, why=why))

    def _report_denial(self, row: ReadRow, status: Tahap) -> None:
        assert row.desa is not None
        row.report(self._problem(row.source, "keterangan", "NOTE_DENIES", desa=row.desa.desa, status=status.value))

    def _check_formation_date(self, row: ReadRow, tanggal: Tanggal | None) -> None:
        """Report a date of formation that is missing, or not after the end of the Pokja before."""
        assert row.desa is not None
        name = "tanggal_pencanangan" if self._launch_stands_in else "tanggal"
        if name in row.bad_dates:
            return
        history = self._histories.get(row.desa.kode_desa)
        ended = history.ended_before(self._day) if history else None
        if ended is not None and (tanggal is None or tanggal.first <= ended):
            row.report(self._problem(row.source, name, "DATE_REFORMED", desa=row.desa.desa, ended=format_date(ended)))
            return
        is_known = any(f.tanggal for f in (history.formations if history else ()))
        if tanggal is None and not is_known and not row.supplied & {"tanggal", name}:
            row.report(self._missing_date(row, name))

    def _say_kept_dates(self, row: ReadRow, tanggal: Tanggal | None, dasar: TanggalDasar | None) -> None:
        """Where a finer stored date within a written year or month stays, say that: the written one is not stored."""
        stored = self._stored_if_formed(row)
        formation = stored.formation if stored is not None else None
        if stored is None or formation is None:
            return
        if tanggal is not None and formation.tanggal is not None:
            known, _ = merge_tanggal(formation.tanggal, formation.tanggal_dasar, tanggal, dasar)
            self._say_kept(row, "tanggal" if "tanggal" in row.dates else "tanggal_pencanangan", tanggal, known)
        for name, known in (("tanggal_sk", formation.tanggal_sk), ("tanggal_pencanangan", stored.tanggal_pencanangan)):
            if name in row.dates:
                self._say_kept(row, name, row.dates[name], known)

    def _say_kept(self, row: ReadRow, name: str, written: Tanggal, known: Tanggal | None) -> None:
        if known is None or known == written or not written.contains(known):
            return
        kept = self._problem(row.source, name, "DATE_KEPT", stored=known.words())
        row.problems = [
            kept if problem.code in NOT_WHOLE and problem.cell == kept.cell else problem for problem in row.problems
        ]

    def _missing_date(self, row: ReadRow, name: str) -> Problem:
        """A date of formation that the remark tells is offered, if there is a cell of its own to put it into."""
        assert row.desa is not None
        told = formation_in(row.remark)
        if told is not None and not date(FIRST_YEAR, 1, 1) <= told.first <= self._day:
            told = None
        offered = told.words() if told is not None and name in self._table.column_letters else None
        since = format_date(self._counted_since(row.desa.kode_desa, self._build(row, Tahap.TERBENTUK)))
        problem = self._problem(
            row.source, name, "DATE_MISSING", suggestion=offered, desa=row.desa.desa, since=since
        )
        if told is None:
            return problem
        also = f"Keterangannya menyebut {told.words()}; tulis di kolom tanggal bila itu tanggalnya."
        return replace(problem, facts={**problem.facts, "also": also})

    def _counted_since(self, kode_desa: str, row: RecapRow) -> date:
        """The day from which a formation without a date will count: that of its first report, which may be stored."""
        history = self._histories.get(kode_desa)
        reports = [*(history.observations if history else ()), Observation(sys.maxsize, self._day, row)]
        formation = fold(reports)[kode_desa].formation_on(self._day)
        return formation.mulai if formation is not None else self._day

    def _settle_regression(self, row: ReadRow, status: Tahap, stored: DesaState) -> RecapRow | None:
        assert row.desa is not None
        newer = self._newer_report(row.desa.kode_desa)
        after, says = say_newer(newer) if newer else "", say_status(row)
        problem = self._problem(row.source, "status", "STATUS_REGRESSION", desa=row.desa.desa, newer=after, says=says)
        earlier = self._report_of_formation(row.desa.kode_desa, stored)
        end = self._end(row, stored.formation)
        question = ask_if_ended(row, formed=say_report(earlier, self._report_files), end=end, newer=newer)
        chosen = self._settle_question(row, question, problem, earlier)
        if chosen == "tetap":
            row.reason = "Tetap Terbentuk menurut jawaban Anda."
        if chosen in (None, "tetap"):
            return None
        if chosen == "koreksi":
            return self._build(row, status, keputusan=Keputusan.KOREKSI)
        return self._build_ended(row, end.of(chosen), status)

    def _report_of_formation(self, kode_desa: str, stored: DesaState) -> Observation:
        """The report from which a stored Terbentuk comes."""
        return [seen for seen in self._histories[kode_desa].observations if seen.unggahan == stored.unggahan][-1]

    def _newer_report(self, kode_desa: str) -> Observation | None:
        """The newest report for a later day that says Terbentuk."""
        history = self._histories.get(kode_desa)
        later = [
            seen
            for seen in (history.observations if history else ())
            if seen.tanggal_data > self._day and seen.row.status is Tahap.TERBENTUK
        ]
        return later[-1] if later else None

    def _settle_inactive(self, row: ReadRow) -> RecapRow | None:
        assert row.desa is not None
        history = self._histories.get(row.desa.kode_desa)
        if history is not None and (known := history.dissolved_on(self._day)) is not None:
            return self._settle_known_end(row, known)
        told_in = "status" if row.status.is_inactive else "keterangan"
        problem = self._problem(row.source, told_in, "STATUS_INACTIVE", desa=row.desa.desa)
        stored = self._stored_if_formed(row)
        earlier = self._report_of_formation(row.desa.kode_desa, stored) if stored is not None else None
        formed = say_report(earlier, self._report_files) if earlier is not None else None
        end = self._end(row, stored.formation if stored is not None else None)
        is_told = self._is_told_ended(row)
        if is_told and end.told is not None:
            return self._build_ended(row, end.told)
        question = ask_if_inactive(row, end, formed=formed, is_told=is_told)
        if not row.has_error and self._answers.join(question.id, problem):
            # Another file of the queue says so as well: what is answered there holds here.
            row.is_open = True
            return None
        chosen = self._settle_question(row, question, problem, earlier)
        if chosen is None:
            return None
        if chosen == "tidur":
            return self._settle_status(row, Tahap.TERBENTUK)
        # Whoever knew of it: what was dissolved was formed, and its end is kept.
        return self._build_ended(row, end.of(chosen))

    def _is_told_ended(self, row: ReadRow) -> bool:
        """True if an officer wrote Bubar into the status while checking: that is an answer."""
        cell = row.source.cells.get("status")
        told = self._answers.mend_of(row.sheet, cell.source_ref, row.file) if cell is not None else None
        return told is not None and told.strip().casefold() == BUBAR.casefold()

    def _settle_known_end(self, row: ReadRow, known: Formation) -> RecapRow:
        """A Pokja that is known as dissolved is said to be so once more: nothing is asked; another day corrects."""
        told = self._end(row, known).told
        formed, _ = merge_tanggal(known.tanggal, known.tanggal_dasar, *self._formation_date(row))
        if formed == known.tanggal and (told is None or (known.bubar is not None and told.contains(known.bubar))):
            return self._build(row, Tahap.BELUM)
        return self._build_ended(row, told)

    def _build_ended(self, row: ReadRow, bubar: Tanggal | None, status: Tahap = Tahap.BELUM) -> RecapRow:
        """A row that ends a Pokja, and tells of its formation what the recap does."""
        tanggal, dasar = self._formation_date(row)
        self._say_kept_dates(row, tanggal, dasar)
        return self._build(row, status, tanggal, dasar, keputusan=Keputusan.BUBAR, bubar=bubar)

    def _end(self, row: ReadRow, formation: Formation | None) -> End:
        """The day on which the Pokja ended by the status or the remark, if it can be, and when else it can have."""
        stated = row.dates.get("tanggal_bubar")
        told = stated or end_in(row.text_of("status")) or end_in(row.remark)
        is_dated = formation is not None and formation.tanggal_dasar is TanggalDasar.PEMBENTUKAN
        formed = row.dates.get("tanggal") or (formation.tanggal if formation is not None and is_dated else None)
        begun = row.dates["tanggal"].first if "tanggal" in row.dates else None
        if begun is None and formation is not None and not formation.implied:
            begun = formation.mulai
        is_possible = told is not None and date(FIRST_YEAR, 1, 1) <= told.first <= self._day
        if is_possible and told is not None and begun is not None and told.by(self._day) <= begun:
            is_possible = False
            if stated is not None:
                self._report_unused_end(row, f"tidak sesudah Pokja-nya terbentuk ({format_date(begun)})")
        cell = self._problem.cell_of(row.source, "tanggal_bubar") if stated is not None and is_possible else None
        return End(told if is_possible else None, formed, self._day, cell)

    def _settle_correction(self, row: ReadRow, settled: RecapRow) -> bool:
        """True unless the row contradicts a correction made by hand and the officer does not follow the file."""
        correction = contradicted_correction(
            settled, self._day, self._histories.get(settled.kode_desa), self._corrections
        )
        if correction is None:
            return True
        stored, said = (describe_row(one) for one in (correction.row, settled))
        problem = self._problem(
            row.source,
            "status",
            "CORRECTION_CONTRADICTED",
            desa=settled.desa,
            number=correction.unggahan,
            stored=stored,
            said=said,
        )
        question = ask_which_holds(settled, correction, stored=stored, said=said)
        chosen = self._settle_question(row, question, problem, correction)
        if chosen == "tetap":
            row.reason = f"Koreksi pada unggahan {correction.unggahan} tetap berlaku menurut jawaban Anda."
        return chosen == "ikut"

    def _settle_question(
        self, row: ReadRow, question: Question, problem: Problem, earlier: Observation | None
    ) -> str | None:
        """The officer's answer about one row, which may contradict an `earlier` report.

        A row with an error is not stored, so nothing is asked about it.
        """
        if row.has_error:
            return None
        if earlier is not None:
            question = replace(question, earlier=place_of_report(earlier, self._report_files))
        chosen = self._answers.settle(question, problem)
        row.is_open = row.is_open or chosen is None
        return chosen

    def _formation_date(self, row: ReadRow) -> tuple[Tanggal | None, TanggalDasar | None]:
        if "tanggal" in row.dates:
            return row.dates["tanggal"], TanggalDasar.PEMBENTUKAN
        if self._launch_stands_in and "tanggal_pencanangan" in row.dates:
            return row.dates["tanggal_pencanangan"], TanggalDasar.PENCANANGAN
        return None, None

    def _build(
        self,
        row: ReadRow,
        status: Tahap,
        tanggal: Tanggal | None = None,
        dasar: TanggalDasar | None = None,
        keputusan: Keputusan | None = None,
        bubar: Tanggal | None = None,
    ) -> RecapRow:
        desa, source = row.desa, row.source
        assert desa is not None
        return RecapRow(
            kode_desa=desa.kode_desa,
            kecamatan=desa.kecamatan,
            desa=desa.desa,
            status=status,
            tanggal=tanggal,
            tanggal_dasar=dasar,
            no_sk=row.no_sk,
            tanggal_sk=row.dates.get("tanggal_sk"),
            tanggal_pencanangan=row.dates.get("tanggal_pencanangan"),
            tanggal_bubar=bubar,
            attributes=row.attributes,
            status_asli=clean_text(row.text_of("status"))[:_KEPT_STATUS] or None,
            sheet=row.sheet,
            row=source.row,
            sel={
                name: cell.source_ref
                for name, cell in (source.cells | row.unchanged).items()
                if bubar or name != "tanggal_bubar"
            },
            keputusan=keputusan,
        )
