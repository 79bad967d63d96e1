"""What somebody decided about one programme of a Pokja, told on a page: a sheet of one row, as any file is checked."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kkb.formatting import format_date
from kkb.programme import Lembar, Putusan
from kkb.programme.columns import KOLOM, SHEET_NAMES
from kkb.region import Desa
from kkb.uploads.check import Checked, InputFile, Stored, check_files

SHEET = SHEET_NAMES[Lembar.EVALUASI]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A decision of `tanggal` about the activities named `program`. `oleh` is an office or a forum, never a person."""

    desa: Desa
    program: str
    putusan: Putusan
    alasan: str
    oleh: str
    tanggal: date


def check_evaluation(evaluation: Evaluation, *, stored: Stored, today: date, **options: Any) -> Checked:
    """Judge an evaluation against what is stored. While only samples count, it is a sample too, and keeps them."""
    is_sample = bool(stored.active) and all(upload.contoh for upload in stored.active)
    name = evaluation.desa.desa.lower().replace(" ", "_")
    file = InputFile(
        f"evaluasi_{name}_{evaluation.tanggal.isoformat()}.xlsx",
        evaluation_workbook(evaluation, is_sample=is_sample),
    )
    return check_files([file], stored=stored, today=today, **options)


def evaluation_workbook(evaluation: Evaluation, *, is_sample: bool) -> bytes:
    """The evaluation as a workbook that any other reader of Excel can open, too."""
    # Loaded at the first evaluation: the writer of Excel files would slow each start.
    from openpyxl import Workbook
    from openpyxl.packaging.custom import BoolProperty

    workbook = Workbook()
    workbook.properties.created = datetime.combine(evaluation.tanggal, datetime.min.time())
    if is_sample:
        workbook.custom_doc_props.append(BoolProperty(name="contoh", value=True))
    sheet = workbook.active
    sheet.title = SHEET
    sheet["A1"] = f"Evaluasi program, keadaan per {format_date(evaluation.tanggal)}"
    desa = evaluation.desa
    values = {
        "kecamatan": desa.kecamatan,
        "desa": desa.desa,
        "kode_desa": desa.kode_desa,
        "tanggal": evaluation.tanggal,
        "program": evaluation.program,
        "putusan": evaluation.putusan.value,
        "alasan": evaluation.alasan,
        "oleh": evaluation.oleh,
    }
    for column, kolom in enumerate(KOLOM[Lembar.EVALUASI], start=1):
        sheet.cell(3, column, kolom.header)
        value = values[kolom.name] or None
        cell = sheet.cell(4, column, value)
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"
        elif value is not None:
            # What looks like a formula stays the text it is.
            cell.data_type = "s"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()
