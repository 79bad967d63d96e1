"""Whom a row names: its kecamatan and its desa, by name and by code."""

from __future__ import annotations

from collections.abc import Mapping

from kkb.checking.rows.read_row import CellProblems, ReadRow
from kkb.formatting import join_words
from kkb.problems import Severity
from kkb.recap import Table
from kkb.region import LONGEST_NAME, Desa, DesaMatch, Kecamatan, MatchKind, Region, foreign_letters, name_key


class RowNames:
    """Finds the desa of the rows of one table in a region. `aliases`: spellings that officers have confirmed."""

    def __init__(
        self, table: Table, region: Region, aliases: Mapping[tuple[str, str], str], problem: CellProblems
    ) -> None:
        self._region = region
        self._aliases = aliases
        self._problem = problem
        self._kecamatan: dict[str, tuple[Kecamatan | None, bool]] = {}
        self._has_column = "kecamatan" in table.columns
        names_none = not any("kecamatan" in row.cells for row in table.rows)
        self._likely = region.kecamatan_named(table.sheet) if names_none else None

    def identify(self, row: ReadRow) -> None:
        """Find the row's desa, or say why there is none."""
        # Faults of other cells do not keep a row from being known: a repeat of its desa must still be noticed.
        other_problems = len(row.problems)
        for name, text in (("kecamatan", row.kecamatan_text), ("desa", row.desa_text)):
            if len(text) > LONGEST_NAME:
                row.report(self._problem(row.source, name, "NAME_UNKNOWN", what=name, hint=""))
            elif letters := foreign_letters(text):
                row.report(self._problem(row.source, name, "NAME_HOMOGLYPH", letters=letters))
        if len(row.problems) > other_problems:
            return
        kecamatan, by_likeness = self._identify_kecamatan(row)
        self._identify_in(kecamatan, row, other_problems)
        if kecamatan is not None and by_likeness and not self._proves(kecamatan, row):
            row.report(
                self._problem(row.source, "kecamatan", "NAME_FUZZY", suggestion=f"Kecamatan {kecamatan.kecamatan}")
            )

    def _identify_in(self, kecamatan: Kecamatan | None, row: ReadRow, other_problems: int) -> None:
        by_code = self._identify_by_code(row)
        found = row.problems[other_problems:]
        if any(p.severity is Severity.ERROR for p in found) or not row.desa_text.strip():
            row.desa = by_code
            return
        self._identify_desa(row, kecamatan, by_code)
        if by_code is not None and row.desa is not None and row.desa.kode_desa != by_code.kode_desa:
            reason = f"milik desa {by_code.desa}, bukan {row.desa.desa}"
            row.report(self._problem(row.source, "kode_desa", "CODE_MISMATCH", reason=reason))

    def _proves(self, kecamatan: Kecamatan, row: ReadRow) -> bool:
        """True if the row names a desa of a kecamatan that is known without it, so that no spelling is in doubt."""
        alone = self._region.match_desa(row.desa_text, None, self._aliases)
        is_sure = alone.kind in (MatchKind.EXACT, MatchKind.ALIAS) and alone.desa == row.desa
        return is_sure and row.desa is not None and row.desa.kode_kecamatan == kecamatan.kode_kecamatan

    def _identify_kecamatan(self, row: ReadRow) -> tuple[Kecamatan | None, bool]:
        """The kecamatan of the row, and True if it was found by likeness only."""
        if not row.kecamatan_text.strip():
            return None, False
        if row.kecamatan_text not in self._kecamatan:
            self._kecamatan[row.kecamatan_text] = self._region.match_kecamatan(row.kecamatan_text)
        kecamatan, by_likeness = self._kecamatan[row.kecamatan_text]
        if kecamatan is None:
            row.report(self._problem(row.source, "kecamatan", "NAME_UNKNOWN", what="kecamatan", hint=""))
        return kecamatan, by_likeness

    def _identify_by_code(self, row: ReadRow) -> Desa | None:
        code = row.text_of("kode_desa").strip()
        if not code:
            return None
        desa = self._region.find_code(code)
        if desa is None:
            row.report(self._problem(row.source, "kode_desa", "CODE_MISMATCH", reason="tidak ada dalam daftar desa"))
        return desa

    def _identify_desa(self, row: ReadRow, kecamatan: Kecamatan | None, by_code: Desa | None) -> None:
        match, kecamatan = self._match(row.desa_text, kecamatan)
        if match.kind is MatchKind.AMBIGUOUS and by_code in match.candidates:
            # Namesakes: only the code tells them apart.
            match = DesaMatch(MatchKind.EXACT, by_code)
        row.desa = match.desa
        if match.kind is MatchKind.FUZZY and match.desa is not None:
            row.alias = (match.desa.kode_kecamatan, name_key(row.desa_text), match.desa.kode_desa)
            row.report(self._problem(row.source, "desa", "NAME_FUZZY", suggestion=match.desa.desa))
        elif match.kind is MatchKind.RIVALS:
            row.rivals = match.candidates
        elif match.kind is MatchKind.AMBIGUOUS:
            names = join_words([f"{d.desa} (Kecamatan {d.kecamatan})" for d in match.candidates])
            row.report(self._problem(row.source, "desa", "NAME_AMBIGUOUS", candidates=names))
        elif match.kind is MatchKind.ELSEWHERE and match.desa is not None and kecamatan is not None:
            row.report(
                self._problem(
                    row.source,
                    "desa",
                    "KEC_MISMATCH",
                    desa=match.desa.desa,
                    actual=match.desa.kecamatan,
                    stated=kecamatan.kecamatan,
                    suggestion=self._name_both(match.desa),
                )
            )
        elif match.kind is MatchKind.UNKNOWN:
            near = match.candidates[0] if match.candidates else None
            what = f"desa Kecamatan {kecamatan.kecamatan}" if kecamatan else "desa"
            hint = f" Maksudnya {near.desa}?" if near else ""
            row.report(
                self._problem(
                    row.source, "desa", "NAME_UNKNOWN", what=what, hint=hint, suggestion=near.desa if near else None
                )
            )

    def _name_both(self, desa: Desa) -> str:
        """What puts a desa under its own kecamatan: text for the column, or for the cell of a desa that has none."""
        return desa.kecamatan if self._has_column else f"{desa.desa} (Kec. {desa.kecamatan})"

    def _match(self, text: str, kecamatan: Kecamatan | None) -> tuple[DesaMatch, Kecamatan | None]:
        """The desa of a written name and the kecamatan that it is read in: that of its column, or of its own cell."""
        kode = kecamatan.kode_kecamatan if kecamatan else None
        match = self._region.match_desa(text, kode, self._aliases)
        if match.kind not in (MatchKind.EXACT, MatchKind.ALIAS) and (pair := self._region.find_pair(text)):
            # A cell that names both is heard before a heading or a title that says the kecamatan of all rows.
            contradicts = (
                self._has_column and kecamatan is not None and pair.desa.kode_kecamatan != kecamatan.kode_kecamatan
            )
            if pair.agree and not contradicts:
                return DesaMatch(MatchKind.EXACT, pair.desa), pair.kecamatan
            return DesaMatch(MatchKind.ELSEWHERE, pair.desa), kecamatan if contradicts else pair.kecamatan
        if match.kind is MatchKind.UNKNOWN and self._likely is not None:
            # The name of the sheet is no proof, but among its desa a smaller likeness may be suggested.
            there = self._region.match_desa(text, self._likely.kode_kecamatan, self._aliases)
            if there.kind in (MatchKind.ALIAS, MatchKind.FUZZY, MatchKind.RIVALS):
                return there, self._likely
        return match, kecamatan
