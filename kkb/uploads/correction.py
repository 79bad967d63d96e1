"""A correction of one desa by hand: a recap of one row, through the same check and the same commit as any file."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kkb.checking.request import Asked
from kkb.formatting import format_date
from kkb.recap_columns import ATTRIBUTES, COLUMNS
from kkb.region import Desa
from kkb.schema import BUBAR, Keputusan, Tahap, Tanggal
from kkb.uploads.check import Checked, InputFile, Stored, check_files

SHEET = "Koreksi"
_HEADER_ROW = 3


@dataclass(frozen=True, slots=True)
class Correction:
    """What is right of one desa as of `as_of`. A field that is None keeps what is stored, as does an attribute that is
    not among `attributes`.

    `keputusan` says what a lower rung than Terbentuk means: that the Pokja ended (`bubar` is when, None where nobody
    knows: then it counts from `as_of`), or never was. With the rung Belum it also corrects the days of a Pokja that is
    known to have ended.
    """

    desa: Desa
    as_of: date
    status: Tahap
    tanggal: Tanggal | None = None
    no_sk: str | None = None
    tanggal_sk: Tanggal | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    keputusan: Keputusan | None = None
    bubar: Tanggal | None = None

    @property
    def is_end(self) -> bool:
        """True if it says of the desa that its Pokja ended and nothing is begun anew."""
        return self.keputusan is Keputusan.BUBAR and self.status is Tahap.BELUM


def check_correction(correction: Correction, *, stored: Stored, today: date, **options: Any) -> Checked:
    """Judge a correction against what is stored. While only samples count, it is a sample too, and keeps them."""
    desa = correction.desa
    is_sample = bool(stored.active) and all(upload.contoh for upload in stored.active)
    file = InputFile(
        f"koreksi_{desa.desa.lower().replace(' ', '_')}_{correction.as_of.isoformat()}.xlsx",
        correction_workbook(correction, is_sample=is_sample),
    )
    # A reply, not an answer: it is asked only where something newer is stored of this desa.
    replies = {Asked("asof_older", 1): "riwayat"}
    checked = check_files([file], stored=stored, today=today, replies=replies, is_correction=True, **options)
    question = f"{'status_inactive' if correction.is_end else 'status_regression'}:{desa.kode_desa}"
    asked = next((one for one in checked.verdict.questions if one.id == question), None)
    # Where a newer report says Terbentuk, "never formed" is no answer: the finding says what to do.
    if asked is None or correction.keputusan not in {option.value for option in asked.options}:
        return checked
    answers = {question: correction.keputusan.value}
    return check_files(
        [file], stored=stored, today=today, answers=answers, replies=replies, is_correction=True, **options
    )


def correction_workbook(correction: Correction, *, is_sample: bool) -> bytes:
    """The correction as a workbook that any other reader of Excel can open, too."""
    # Loaded at the first correction: the writer of Excel files would slow each start.
    from openpyxl import Workbook
    from openpyxl.packaging.custom import BoolProperty

    workbook = Workbook()
    workbook.properties.created = datetime.combine(correction.as_of, datetime.min.time())
    if is_sample:
        workbook.custom_doc_props.append(BoolProperty(name="contoh", value=True))
    sheet = workbook.active
    sheet.title = SHEET
    sheet["A1"] = f"Koreksi data desa, keadaan per {format_date(correction.as_of)}"
    desa = correction.desa
    values: Mapping[str, object] = {
        "kode_desa": desa.kode_desa,
        "kecamatan": desa.kecamatan,
        "desa": desa.desa,
        "status": BUBAR if correction.is_end else correction.status.value,
        "tanggal": _written(correction.tanggal),
        "no_sk": correction.no_sk,
        "tanggal_sk": _written(correction.tanggal_sk),
        "tanggal_bubar": _written(correction.bubar),
        **{column.name: correction.attributes.get(column.name) for column in ATTRIBUTES if column.compared},
    }
    for place, column in enumerate((column for column in COLUMNS if column.name in values), start=1):
        sheet.cell(_HEADER_ROW, place, column.header)
        value = values[column.name]
        cell = sheet.cell(_HEADER_ROW + 1, place, value)
        if isinstance(value, str):
            # What looks like a formula stays the text it is.
            cell.data_type = "s"
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _written(tanggal: Tanggal | None) -> date | str | None:
    return tanggal.day_or_words() if tanggal is not None else None
