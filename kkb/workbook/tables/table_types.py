"""What the finder knows of the fields of a recap of status, and of those of each sheet of the programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kkb.programme import Lembar
from kkb.programme.columns import KOLOM, Isi
from kkb.recap_columns import COLUMNS, FACTS, Kind


@dataclass(frozen=True, slots=True)
class TableType:
    """One type of table. All but `repeatable` are fields of it.

    `days` hold dates, `texts` words, where a percentage is shown as Excel shows it. Of `counted` each cell counts once:
    a merged one lends its value to no other row. In `repeatable` a mark may mean "as above". `lends_desa`: a desa that
    is named once goes on in the rows below.
    """

    days: frozenset[str]
    repeatable: tuple[str, ...]
    texts: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    lends_desa: bool = False


_MEASURES = frozenset({"sebelum", "sesudah"})


def _of_programme(lembar: Lembar) -> TableType:
    fields = {isi: frozenset(column.name for column in KOLOM[lembar] if column.isi is isi) for isi in Isi}
    counts = fields[Isi.JUMLAH] | fields[Isi.RUPIAH]
    return TableType(
        days=fields[Isi.TANGGAL],
        repeatable=tuple(column.name for column in KOLOM[lembar] if column.name not in counts),
        texts=fields[Isi.TEKS] | fields[Isi.ANJURAN],
        counted=counts | _MEASURES,
        lends_desa=True,
    )


TABLE_TYPES: Mapping[str, TableType] = {
    "": TableType(
        days=frozenset(column.name for column in COLUMNS if column.kind is Kind.DATE),
        repeatable=("kecamatan", *FACTS),
    ),
    **{lembar.value: _of_programme(lembar) for lembar in Lembar},
}
"""By the name of the sheet of the programme; "" is a recap of status."""
