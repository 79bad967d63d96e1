"""Where the figures come from, in one line that stands under all of them."""

from __future__ import annotations

from kkb.formatting import format_count, format_date
from kkb.overview import Overview
from kkb.store import UploadRecord

_NAMED = 2


def sources_of(overview: Overview) -> list[UploadRecord]:
    """The uploads that speak for the day or one before it, newest number first; all if none does."""
    uploads = [upload for upload in overview.active_uploads if upload.tanggal_data <= overview.day]
    return uploads or overview.active_uploads


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
