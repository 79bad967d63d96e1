"""Where the figures come from, in one line that stands under all of them."""

from __future__ import annotations

from kkb.formatting import drop_direction, format_date, format_numbers
from kkb.overview import Overview
from kkb.schema import Tahap
from kkb.store import UploadRecord

_NAMED = 2


def sources_of(overview: Overview) -> list[UploadRecord]:
    """The uploads that a figure of the desa chosen rests on, recaps of status first, newest number first; all if there
    is none.

    Those are all that tell of these desa up to the day, since what is not known of a date follows from the reports that
    did not have it; and of a desa that is formed on the day also those for later days that tell of it.
    """
    formed = set(overview.desa.loc[overview.desa["terbentuk"], "kode_desa"])
    rests = {
        seen.unggahan
        for seen in overview.snapshot.observations
        if seen.row.kode_desa in overview.codes
        and (seen.tanggal_data <= overview.day or (seen.row.status is Tahap.TERBENTUK and seen.row.kode_desa in formed))
    }
    rests |= {
        told.unggahan
        for told in overview.snapshot.programme
        if told.tanggal_data <= max(overview.days)
        and (told.row.kode_desa is None or told.row.kode_desa in overview.codes)
    }
    uploads = [upload for upload in overview.active_uploads if upload.nomor in rests]
    return sorted(uploads or overview.active_uploads, key=lambda upload: not _tells_status(upload))


def _tells_status(upload: UploadRecord) -> bool:
    """True for an upload with a recap of status: it stands before those of the other sheets alone."""
    return any(upload.ringkasan.get("counts", {}).values())


def source_words(overview: Overview) -> str:
    """ "Keadaan per 10 Mei 2023 · Kecamatan Manggar · Sumber: unggahan 9 (rekap.xlsx), 8 (lama.xlsx) serta 1 dan 3–7 ·
    data contoh": every upload by its number, the first ones with the names of their files."""
    parts = [f"Keadaan per {format_date(overview.day)}"]
    if overview.kecamatan:
        parts.append("Kecamatan " + ", ".join(overview.kecamatan))
    parts.append(upload_words(overview))
    if overview.samples:
        parts.append("data contoh")
    return " · ".join(parts)


def upload_words(overview: Overview, *, named: int = _NAMED) -> str:
    """The uploads alone; the first ones, `named` in number, with the names of their files."""
    uploads = sources_of(overview)
    shown = ", ".join(f"{upload.nomor} ({drop_direction(upload.nama_berkas)})" for upload in uploads[:named])
    others = format_numbers(upload.nomor for upload in uploads[named:])
    rest = f" serta {others}" if others else ""
    return f"Sumber: unggahan {shown}{rest}" if uploads else "Belum ada unggahan"
