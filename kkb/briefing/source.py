"""Where the figures come from, in one line that stands under all of them."""

from __future__ import annotations

from kkb.formatting import format_count, format_date
from kkb.overview import Overview
from kkb.store import UploadRecord

_NAMED = 2


def sources_of(overview: Overview) -> list[UploadRecord]:
    """The uploads that speak for the days of the figures or before, recaps of status first, newest number first; all if
    none does."""
    until = max(overview.day, overview.review_day)
    uploads = [upload for upload in overview.active_uploads if upload.tanggal_data <= until]
    return sorted(uploads or overview.active_uploads, key=lambda upload: not _tells_status(upload))


def _tells_status(upload: UploadRecord) -> bool:
    """True for an upload with a recap of status: it stands before those of the other sheets alone."""
    return any(upload.ringkasan.get("counts", {}).values())


def source_words(overview: Overview) -> str:
    """ "Keadaan per 10 Mei 2023 · Kecamatan Manggar · Sumber: unggahan 1 (rekap.xlsx) · data contoh"."""
    uploads = sources_of(overview)
    shown = ", ".join(f"{upload.nomor} ({upload.nama_berkas})" for upload in uploads[:_NAMED])
    rest = f" dan {format_count(len(uploads) - _NAMED)} lainnya" if len(uploads) > _NAMED else ""
    parts = [f"Keadaan per {format_date(overview.day)}"]
    if overview.kecamatan:
        parts.append("Kecamatan " + ", ".join(overview.kecamatan))
    parts.append(f"Sumber: unggahan {shown}{rest}" if uploads else "Belum ada unggahan")
    if overview.samples:
        parts.append("data contoh")
    return " · ".join(parts)
