"""What the four sheets tell on one day that they did not on an earlier one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kkb.outcomes.in_force import Programme, as_kegiatan, as_komitmen, began
from kkb.programme import Lembar, ReportedRow
from kkb.programme.small_counts import Few


@dataclass(frozen=True, slots=True)
class ProgrammeChanges:
    """Rows that hold on the later day and were not known on the earlier one, oldest first.

    `signatures`: commitments of desa and of signers of the regency with a signature more than before; `langkah`,
    `kegiatan`, `evaluasi`: new matters, `late` of which are dated on or before the earlier day: only told afterwards.
    `peserta`: persons reached by the new activities, `peserta_kosong` of which do not say it, `peserta_samar` only that
    they were fewer than 5. `gone`: rows that no longer hold (corrected to a later day).
    """

    before: date
    signatures: tuple[ReportedRow, ...]
    langkah: tuple[ReportedRow, ...]
    kegiatan: tuple[ReportedRow, ...]
    evaluasi: tuple[ReportedRow, ...]
    peserta: int
    peserta_kosong: int
    peserta_samar: int
    late: int
    gone: int

    @property
    def is_empty(self) -> bool:
        return not (self.signatures or self.langkah or self.kegiatan or self.evaluasi or self.gone)


def programme_changes(before: Programme, after: Programme, day_before: date) -> ProgrammeChanges:
    """What changed from `before` (as reported by and in force on `day_before`) to `after`."""
    langkah, kegiatan, evaluasi = (_new(before.of(lembar), after.of(lembar)) for lembar in _MATTERS)
    peserta = [as_kegiatan(reported).peserta for reported in kegiatan]
    return ProgrammeChanges(
        before=day_before,
        signatures=_signatures(before.komitmen, after.komitmen),
        langkah=langkah,
        kegiatan=kegiatan,
        evaluasi=evaluasi,
        peserta=sum(count for count in peserta if isinstance(count, int)),
        peserta_kosong=peserta.count(None),
        peserta_samar=peserta.count(Few.FEW),
        late=sum(1 for reported in (*langkah, *kegiatan, *evaluasi) if began(reported) <= day_before),
        gone=sum(len(_new(after.of(lembar), before.of(lembar))) for lembar in Lembar),
    )


_MATTERS = (Lembar.LANGKAH, Lembar.KEGIATAN, Lembar.EVALUASI)


def _new(before: Iterable[ReportedRow], after: Iterable[ReportedRow]) -> tuple[ReportedRow, ...]:
    known = {reported.row.kunci for reported in before}
    return tuple(reported for reported in after if reported.row.kunci not in known)


def _signatures(before: Iterable[ReportedRow], after: Iterable[ReportedRow]) -> tuple[ReportedRow, ...]:
    """Commitments of desa and signers of the regency with more signatures than before."""
    known = {reported.row.kunci: _signed(reported) for reported in before}
    return tuple(reported for reported in after if _signed(reported) - known.get(reported.row.kunci, set()))


def _signed(reported: ReportedRow) -> set[str]:
    row = as_komitmen(reported)
    signers = {"kepala desa": row.kepala_desa, "ketua BPD": row.ketua_bpd, "kabupaten": row.kode_desa is None}
    return {signer for signer, has_signed in signers.items() if has_signed}
