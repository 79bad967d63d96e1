"""One row of a sheet beside the recap of status: everything it says, and the cell of each word of it."""

from __future__ import annotations

from kkb.formatting import format_count
from kkb.narrative.programme_lists import difference_words
from kkb.outcomes.in_force import day_of
from kkb.programme import EvaluasiRow, KegiatanRow, KomitmenRow, LangkahRow, ReportedRow, lembar_of, programme_key
from kkb.programme.columns import KOLOM, SHEET_NAMES, Isi, Kolom
from kkb.programme.measures import Difference, compare
from kkb.programme.small_counts import Few
from kkb.schema import Tanggal
from kkb.ui.frame.view import View
from kkb.ui.kegiatan.addresses import list_state, program_address
from kkb.ui.kegiatan.words import BLANK, cost_per_person, rupiah
from kkb.ui.parts.addresses import desa_address
from kkb.ui.parts.components import show_message, show_note, show_section, show_title
from kkb.ui.parts.evidence import choose_row_field, find_row, show_row_evidence
from kkb.ui.parts.table import TableCell, TextCell, show_table

_PLACE = ("kecamatan", "desa", "kode_desa")


def show_row(address: str, view: View) -> None:
    """The row of an address ("2.14"), whatever is chosen at the left."""
    reported = find_row(view.snapshot.programme, address)
    if reported is None:
        show_title("Baris itu tidak ada lagi")
        show_note("Unggahannya ditarik, atau alamatnya keliru.")
        return
    row = reported.row
    sheet = f"lembar {SHEET_NAMES[lembar_of(row)]}, unggahan {reported.unggahan}"
    show_title(_name(reported), f"{_where(reported)} · {sheet}")
    if not _holds(reported, view):
        show_message(
            "info", "Pada tanggal yang dipilih baris ini tidak dihitung: ada yang lebih baru, atau belum terjadi."
        )
    if isinstance(row, KegiatanRow):
        _show_computed(row)
    show_section("Bukti: sel di berkas asli", "Pilih isi yang ingin dilihat; lembarnya seperti yang diunggah petugas")
    field = choose_row_field(reported)
    show_row_evidence(reported, field, view)
    show_section("Semua isi baris ini", f"Baris {format_count(row.row)} di lembar {row.sheet}")
    show_table(["Hal", "Isi", "Sel"], _field_rows(reported, view))


def _name(reported: ReportedRow) -> str:
    """What the title calls the row: its activity, what was decided, the step, who signed."""
    row = reported.row
    if isinstance(row, KegiatanRow):
        return row.nama
    if isinstance(row, EvaluasiRow):
        return f"{row.program}: {row.putusan.value}"
    if isinstance(row, LangkahRow):
        return f"{row.desa}: {row.jenis.value}"
    signer = row.penanda_tangan if isinstance(row, KomitmenRow) and not row.kode_desa else row.desa
    return f"{SHEET_NAMES[lembar_of(row)]} {signer or ''}".rstrip()


def _where(reported: ReportedRow) -> str:
    row = reported.row
    place = f"Desa {row.desa}, Kecamatan {row.kecamatan}" if row.kode_desa else "Kabupaten"
    tanggal = day_of(reported)
    return f"{place} · {tanggal.words()}" if tanggal is not None else place


def _holds(reported: ReportedRow, view: View) -> bool:
    """True if the row counts on the day of the view; of a desa that is not chosen nothing is said."""
    row = reported.row
    if row.kode_desa is not None and row.kode_desa not in view.codes:
        return True
    return reported in view.programme.of(lembar_of(row))


def _show_computed(row: KegiatanRow) -> None:
    """Before against after, and cost per person, each with how it is counted."""
    found = compare(row.sebelum, row.sesudah)
    result = difference_words(found) if isinstance(found, Difference) else f"tidak dapat dibandingkan: {found.value}"
    rows = [["Sebelum → sesudah", result, "selisih = sesudah − sebelum"]]
    each = cost_per_person(row)
    if row.realisasi is not None and each is not None:
        rows.append(["Biaya per orang", each.cost, f"{rupiah(row.realisasi)} {each.division}"])
    else:
        why = f"pesertanya {row.peserta}" if isinstance(row.peserta, Few) else "salah satunya kosong"
        rows.append(["Biaya per orang", "tidak diketahui", f"realisasi ÷ peserta; {why}"])
    show_table(["Dihitung", "Hasil", "Caranya"], rows)


def _field_rows(reported: ReportedRow, view: View) -> list[list[TableCell]]:
    return [
        [kolom.header, _value(kolom, reported, view), reported.row.sel.get(kolom.name, "")]
        for kolom in KOLOM[lembar_of(reported.row)]
        if kolom.name in reported.row.sel or not (kolom.name in _PLACE or _is_of_others(kolom, reported))
    ]


def _is_of_others(kolom: Kolom, reported: ReportedRow) -> bool:
    """True for the columns of a desa in the row of a signer of the regency, and the other way round."""
    return kolom.isi is Isi.TANDA if reported.row.kode_desa is None else kolom.name == "penanda_tangan"


def _value(kolom: Kolom, reported: ReportedRow, view: View) -> TableCell:
    """A field in words; the desa and the programme lead on."""
    row, value = reported.row, getattr(reported.row, kolom.name)
    if value is None or value == "":
        return "tidak dilaporkan" if kolom.isi is Isi.TANDA else BLANK
    if kolom.name == "desa" and row.kode_desa:
        return TextCell(row.desa, address=desa_address(row.kode_desa, view.filters))
    if kolom.name in ("nama", "program"):
        return TextCell(value, address=program_address(programme_key(value), view.filters, list_state()))
    if isinstance(value, Tanggal):
        return value.words()
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int):
        return rupiah(value) if kolom.isi is Isi.RUPIAH else format_count(value)
    return str(value)
