"""What happened while a page stood open, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from kkb.formatting import format_count, format_date
from kkb.store import JenisPeristiwa, UploadRecord

_VERBS = {
    JenisPeristiwa.SIMPAN: "Data baru",
    JenisPeristiwa.TARIK: "Ditarik",
    JenisPeristiwa.KEMBALIKAN: "Dikembalikan",
    JenisPeristiwa.HAPUS_ASLI: "Isi berkas asli dihapus",
    JenisPeristiwa.MASA_HABIS: "Isi berkas asli dihapus",
}
_OTHER = "Catatan rapat, target, atau pengaturan diperbarui."


def news_since(uploads: Sequence[UploadRecord], version: int) -> str:
    """The newest thing that happened to an upload after a data version, and how many more did.

    A data version is the number of an event; events that belong to no upload are told in general.
    """
    events = [(event, upload) for upload in uploads for event in upload.riwayat if event.nomor > version]
    if not events:
        return _OTHER
    event, upload = max(events, key=lambda pair: pair[0].nomor)
    verb, day = _VERBS.get(event.jenis, "Diperbarui"), format_date(upload.tanggal_data)
    told = f"{verb}: unggahan {upload.nomor}, keadaan per {day}"
    counts = upload.ringkasan.get("changes", {})
    changed = sum(counts.get(kind, 0) for kind in ("new", "changed"))
    if event.jenis is JenisPeristiwa.SIMPAN and changed:
        is_first = upload.ringkasan.get("pertama")
        told += f"; {format_count(changed)} desa {'dilaporkan pertama kali' if is_first else 'berubah'}"
    others = len({other.nomor for _, other in events} - {upload.nomor})
    return f"{told}; juga {format_count(others)} unggahan lain." if others else f"{told}."
