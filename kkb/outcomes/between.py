"""What the four sheets tell on one day that they did not on an earlier one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kkb.outcomes.in_force import Programme, as_kegiatan, as_komitmen, began
from kkb.programme import Lembar, Told


@dataclass(frozen=True, slots=True)
class ProgrammeChanges:
    """Rows that hold on the later day and were not known on the earlier one, oldest first.

    `signatures`: commitments of desa and of signers of the regency with a signature more than before; `langkah`,
    `kegiatan`, `evaluasi`: new matters, `late` of which are dated on or before the earlier day: only told afterwards.
    `peserta`: persons reached by the new activities, `peserta_kosong` of which do not say it. `gone`: rows that no
    longer hold (corrected to a later day).
    """

    before: date
    signatures: tuple[Told, ...]
    langkah: tuple[Told, ...]
    kegiatan: tuple[Told, ...]
    evaluasi: tuple[Told, ...]
    peserta: int
    peserta_kosong: int
    late: int
    gone: int

    @property
    def is_empty(self) -> bool:
        return not (self.signatures or self.langkah or self.kegiatan or self.evaluasi or self.gone)


def programme_changes(before: Programme, after: Programme, day_before: date) -> ProgrammeChanges:
    """What changed from `before` (as reported by and in force on `day_before`) to `after`."""
    langkah, kegiatan, evaluasi = (_new(before.of(lembar), after.of(lembar)) for lembar in _MATTERS)
    peserta = [as_kegiatan(told).peserta for told in kegiatan]
    return ProgrammeChanges(
        before=day_before,
        signatures=_signatures(before.komitmen, after.komitmen),
        langkah=langkah,
        kegiatan=kegiatan,
        evaluasi=evaluasi,
        peserta=sum(count or 0 for count in peserta),
        peserta_kosong=peserta.count(None),
        late=sum(1 for told in (*langkah, *kegiatan, *evaluasi) if began(told) <= day_before),
        gone=sum(len(_new(after.of(lembar), before.of(lembar))) for lembar in Lembar),
    )


_MATTERS = (Lembar.LANGKAH, Lembar.KEGIATAN, Lembar.EVALUASI)


def _new(before: Iterable[Told], after: Iterable[Told]) -> tuple[Told, ...]:
    known = {told.row.kunci for told in before}
    return tuple(told for told in after if told.row.kunci not in known)


def _signatures(before: Iterable[Told], after: Iterable[Told]) -> tuple[Told, ...]:
    """Commitments of desa and signers of the regency with more signatures than before."""
    known = {told.row.kunci: _signed(told) for told in before}
    return tuple(told for told in after if _signed(told) - known.get(told.row.kunci, set()))


def _signed(told: Told) -> set[str]:
    row = as_komitmen(told)
    signers = {"kepala desa": row.kepala_desa, "ketua BPD": row.ketua_bpd, "kabupaten": row.kode_desa is None}
    return {signer for signer, has_signed in signers.items() if has_signed}
