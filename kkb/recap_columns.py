"""The columns of a recap of status: one list for reading, checking, storing, showing and writing them.

Place, status, dates and the number of the decree have rules of their own, where `Kind` says; the list holds what they
share with the others. A plain attribute is nothing but its entry: it is read, compared, stored, shown on the profile of
its desa, and written into the template and the exports by the list alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

LONGEST_NOTE = 1000
"""Letters of a note that are kept; the original file keeps all of it."""


class Kind(Enum):
    """What stands in a column, and so how it is read."""

    NUMBER = auto()
    """The running number: written, never stored."""
    CODE = auto()
    PLACE = auto()
    """With the code: `kkb/checking/rows/names.py`."""
    STATUS = auto()
    """`kkb/checking/values/status.py`."""
    DATE = auto()
    """`kkb/checking/rows/dates.py`; which of them is that of the formation, `kkb/checking/rows/settle.py`."""
    DECREE = auto()
    """The number of the SK: `kkb/checking/rows/texts.py`."""
    CHOICE = auto()
    """An attribute, one of `choices`; another word is reported and not stored."""
    TEXT = auto()
    """An attribute in a few words; words that say there is nothing (`kkb/blanks.py`) are not stored."""
    NOTE = auto()
    """An attribute in free words, kept as written: no fact of the desa, so a row with nothing else says nothing."""


@dataclass(frozen=True, slots=True)
class RecapColumn:
    """One column.

    `name` is its field, `header` what this program writes above it, `label` what the pages call it. `compared`: a
    difference is a change of the desa, and a correction by hand may state it; of other columns it is a detail.
    `width` is that in the template, `printed` the narrowest and widest in the export, in letters; `guide` tells in the
    template how to fill it in.

    For attributes only: a header names the column if it has one of `words` (or of `weaker_words`, which give way to
    them) and else only words of `other_words`. `of_pokja`: it is told of one Pokja and ends with it. `in_list`: it also
    stands in the list of all desa. `longest`: letters that are kept.
    """

    name: str
    header: str
    kind: Kind
    label: str = ""
    compared: bool = False
    width: int = 16
    printed: tuple[int, int] = (12, 24)
    guide: str = ""
    words: tuple[str, ...] = ()
    weaker_words: tuple[str, ...] = ()
    other_words: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    longest: int = 200
    of_pokja: bool = False
    in_list: bool = False

    @property
    def wraps(self) -> bool:
        """Whether long contents go on in a second line."""
        return self.kind in (Kind.PLACE, Kind.DECREE, Kind.TEXT, Kind.NOTE)

    @property
    def is_given(self) -> bool:
        """Whether the template fills it in and locks it."""
        return self.kind in (Kind.NUMBER, Kind.CODE, Kind.PLACE)


COLUMNS = (
    RecapColumn("no", "No", Kind.NUMBER, width=5, printed=(5, 6)),
    RecapColumn("kode_desa", "Kode Desa", Kind.CODE, width=15, printed=(14, 16)),
    RecapColumn("kecamatan", "Kecamatan", Kind.PLACE, width=19, printed=(15, 22)),
    RecapColumn("desa", "Desa", Kind.PLACE, "Nama desa", width=20, printed=(16, 24)),
    RecapColumn(
        "status", "Status", Kind.STATUS, compared=True, width=14, printed=(13, 13),
        guide="Pilih dari daftar: Belum, Sosialisasi, Komitmen, Merintis, Terbentuk atau Bubar. Wajib diisi: kosong "
        "berarti tidak dilaporkan, bukan Belum. Komitmen yang ditandatangani tidak mengubah tahap.",
    ),
    RecapColumn(
        "tanggal", "Tanggal Pembentukan", Kind.DATE, "Tanggal pembentukan", compared=True, printed=(15, 15),
        guide="Hanya untuk desa yang Terbentuk. Tulis 10/05/2023 (hari dulu), Mei 2023, atau 2023 saja bila hanya "
        "tahunnya yang diketahui. Paling awal {first_year}, tidak sesudah tanggal keadaan. Kosongkan bila tidak "
        "diketahui; jangan dikarang.",
    ),
    RecapColumn(
        "no_sk", "Nomor SK", Kind.DECREE, compared=True, width=24, printed=(11, 24),
        guide="Tulis seperti di suratnya. Selnya berupa teks, jadi 12/05/2018 tidak berubah menjadi tanggal.",
    ),
    RecapColumn(
        "tanggal_sk", "Tanggal SK", Kind.DATE, printed=(12, 12), guide="Ditulis seperti Tanggal Pembentukan."
    ),
    RecapColumn(
        "tanggal_pencanangan", "Tanggal Pencanangan", Kind.DATE, "Tanggal pencanangan", printed=(13, 13),
        guide="Tanggal peluncuran resmi, bila ada. Tanggal ini tidak menggantikan tanggal pembentukan.",
    ),
    # Computed by the national portal for a Kampung KB that is formed, and only read here.
    RecapColumn(
        "klasifikasi", "Klasifikasi", Kind.CHOICE, compared=True, width=15, printed=(12, 14),
        guide="Pilih dari daftar: Dasar, Berkembang, Mandiri atau Berkelanjutan, menurut portal nasional.",
        words=("klasifikasi",), weaker_words=("kategori", "strata"),
        choices=("Dasar", "Berkembang", "Mandiri", "Berkelanjutan"), of_pokja=True, in_list=True,
    ),
    RecapColumn(
        "tanggal_bubar", "Tanggal Bubar", Kind.DATE, "Tanggal bubar", printed=(12, 12),
        guide="Hanya untuk desa yang statusnya Bubar; Tanggal Pembentukannya tetap ditulis. Kosongkan bila tidak "
        "diketahui.",
    ),
    RecapColumn(
        "keterangan", "Keterangan", Kind.NOTE, width=36, printed=(13, 34),
        guide="Bebas, paling panjang {longest} huruf.", words=("ket", "keterangan"), weaker_words=("catatan",),
        other_words=("lain", "tambahan", "status"), longest=LONGEST_NOTE,
    ),
)  # fmt: skip
"""In the order in which this program writes them."""

LABELS = {column.name: column.label or column.header for column in COLUMNS}
"""What the pages call each column."""

ATTRIBUTES = tuple(column for column in COLUMNS if column.kind in (Kind.CHOICE, Kind.TEXT, Kind.NOTE))
"""The columns without rules of their own: the fields of `RecapRow.attributes`."""

COMPARED = tuple(column.name for column in COLUMNS if column.compared)
"""The fields that make a change of a desa."""

COMPARED_ATTRIBUTES = tuple(column.name for column in ATTRIBUTES if column.compared)

EVIDENCE = ("status", "tanggal", "no_sk", "tanggal_pencanangan")
"""A recap has one of these: each says of a desa whether its Pokja is formed."""

FACTS = tuple(column.name for column in COLUMNS if not column.is_given and column.kind is not Kind.NOTE)
"""The fields that say something of a desa."""

DETAILS = tuple(column.name for column in COLUMNS if not (column.is_given or column.compared))
"""The fields that are told beside a change."""
