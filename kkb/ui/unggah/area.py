"""What a file touches, held against the area of who is logged in: which desa are of others."""

from __future__ import annotations

from kkb.access import Access
from kkb.formatting import format_count, join_words
from kkb.region import Region
from kkb.ui.frame.access import own_area
from kkb.uploads.check import Checked

NOT_YOURS = "Tidak dapat disimpan dengan akun Anda"

_NAMED = 5


def touched_kecamatan(checked: Checked, region: Region) -> set[str]:
    """Codes of the kecamatan that a save would write about; "" for what is of none but of the whole region."""
    kecamatan = {desa.kode_desa: desa.kode_kecamatan for desa in region.desa}
    return {kecamatan.get(kode or "", "") for kode in _touched_desa(checked)} | {
        kode for file in checked.to_store for kode, _, _ in file.part.aliases
    }


def access_to_save(checked: Checked, region: Region, access: Access) -> Access:
    """`access`, refused with the names of what is outside the area of who is logged in."""
    area = own_area()
    if not access.may_write or area is None or touched_kecamatan(checked, region) <= area:
        return access
    own = join_words([kec.kecamatan for kec in region.kecamatan if kec.kode_kecamatan in area])
    return Access(
        False,
        f"Akun Anda hanya untuk Kecamatan {own}, sedangkan yang akan disimpan menyangkut juga "
        f"{_words_of_others(checked, region, area)}. Belum ada yang disimpan. Keluarkan baris itu dari berkasnya, atau "
        "minta petugas di sana.",
    )


def _words_of_others(checked: Checked, region: Region, area: frozenset[str]) -> str:
    """"Desa Balok (Kecamatan Dendang), …": what a save would write about outside of an area."""
    codes = _touched_desa(checked)
    names = [
        f"Desa {desa.desa} (Kecamatan {desa.kecamatan})"
        for desa in region.desa
        if desa.kode_desa in codes and desa.kode_kecamatan not in area
    ]
    names += ["seluruh kabupaten"] * any(kode not in region.by_code for kode in codes)
    if not names:
        others = touched_kecamatan(checked, region) - area
        names = [f"ejaan desa di Kecamatan {kec.kecamatan}" for kec in region.kecamatan if kec.kode_kecamatan in others]
    rest = len(names) - _NAMED
    return join_words([*names[:_NAMED], f"{format_count(rest)} lainnya"] if rest > 0 else names)


def _touched_desa(checked: Checked) -> set[str | None]:
    parts = [file.part for file in checked.to_store]
    return {row.kode_desa for part in parts for row in part.rows} | {
        row.kode_desa for part in parts for row in part.programme
    }
