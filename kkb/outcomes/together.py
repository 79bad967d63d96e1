"""The four summaries of one day side by side, for whoever says a line of each."""

from __future__ import annotations

from dataclasses import dataclass

from kkb.outcomes.evaluasi import EvaluasiSummary
from kkb.outcomes.kegiatan import KegiatanSummary
from kkb.outcomes.komitmen import KomitmenSummary
from kkb.outcomes.langkah import LangkahSummary


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the sheets beside the recap of status say of one scope on one day."""

    komitmen: KomitmenSummary
    langkah: LangkahSummary
    kegiatan: KegiatanSummary
    evaluasi: EvaluasiSummary

    @property
    def is_reported(self) -> bool:
        """True if any of the four sheets says something of a desa of the scope."""
        return any(part.is_reported for part in (self.komitmen, self.langkah, self.kegiatan, self.evaluasi))
