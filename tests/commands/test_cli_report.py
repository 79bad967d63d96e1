"""The files of a meeting from the command line: what a timetable leaves in a folder, and what it is told."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from kkb.__main__ import REPORT_FORMATS
from kkb.commands.report import FORMAT_NAMES
from kkb.config import SAMPLE_DIR
from tests.support.terminal import OK, REJECTED, USAGE, Terminal

pytestmark = pytest.mark.usefixtures("read_once")

LATER = str(SAMPLE_DIR / "rekap_contoh_lanjutan.xlsx")
SIGNS = {".pptx": b"PK\x03\x04", ".pdf": b"%PDF-", ".xlsx": b"PK\x03\x04", ".zip": b"PK\x03\x04"}


@pytest.fixture
def filled(terminal: Terminal, first_start: Path) -> Terminal:
    """With the first sample stored, as a new program has it."""
    shutil.copytree(first_start, terminal.folder / "data")
    return terminal


class TestOneFile:
    def test_the_message_is_printed(self, filled: Terminal) -> None:
        done = filled.run("report", "--format", "txt", "-o", "-")
        assert (done.status, done.err) == (OK, "")
        assert done.out.startswith("*Belum ada data sesudah tenggat: 15 dari 39 desa (38,5%)")

    def test_small_counts_of_people_are_not_handed_on(self, filled: Terminal) -> None:
        target = filled.folder / "rekap.xlsx"
        assert filled.run("report", "--format", "xlsx", "-o", str(target)).status == OK
        with zipfile.ZipFile(target) as book:
            words = b"".join(book.read(name) for name in book.namelist()).decode("utf-8", "replace")
        # Limbongan, 13 December 2022: of 8 anak 3 were left.
        assert "8 anak" in words
        assert "kurang dari 5 anak" in words
        assert ">3 anak<" not in words

    def test_a_file_that_is_there_is_replaced(self, filled: Terminal) -> None:
        target = filled.folder / "pesan.txt"
        target.write_text("lama", encoding="utf-8")
        assert filled.run("report", "--format", "txt", "-o", str(target)).status == OK
        assert target.read_text(encoding="utf-8").startswith("*Belum ada data sesudah tenggat: ")
        assert [path.name for path in filled.folder.iterdir() if path.suffix == ".tmp"] == []

    def test_a_kecamatan_alone_counts_its_own_desa(self, filled: Terminal) -> None:
        done = filled.run("report", "--format", "txt", "-o", "-", "--kecamatan", "manggar")
        assert "dari 9 desa" in done.out

    def test_since_says_what_changed(self, filled: Terminal) -> None:
        filled.run("load", LATER, "--by", "Sari", "--suggested", "--reason", "uji")
        done = filled.run("report", "--format", "txt", "-o", "-", "--since", "2023-05-10")
        assert "Sejak" in done.out

    def test_slides_come_in_the_order_named(self, filled: Terminal) -> None:
        target = filled.folder / "rapat.pptx"
        assert filled.run("report", "--format", "pptx", "-o", str(target), "--slide", "peta,garis").status == OK
        with zipfile.ZipFile(target) as package:
            slides = [name for name in package.namelist() if name.startswith("ppt/slides/slide")]
        assert len(slides) == 2

    def test_the_picture_of_one_slide_is_no_archive(self, filled: Terminal) -> None:
        folder = filled.folder / "laporan"
        assert filled.run("report", "--all", str(folder), "--slide", "garis").status == OK
        assert (folder / "gambar_2023-05-10.png").read_bytes().startswith(b"\x89PNG")


class TestAll:
    def test_every_format_lies_in_the_folder_under_a_name_with_the_day(self, filled: Terminal) -> None:
        folder = filled.folder / "laporan"
        done = filled.run("report", "--all", str(folder))
        assert done.status == OK
        written = sorted(path.name for path in folder.iterdir())
        assert sorted(done.out.split()) == written
        assert len(written) == len(FORMAT_NAMES)
        for path in folder.iterdir():
            assert "2023-05-10" in path.name
            assert path.read_bytes().startswith(SIGNS.get(path.suffix, b"")), path.name


class TestRefused:
    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            ((), "Sebut berkasnya dengan -o"),
            (("-o", "a.pdf"), "Sebut jenis berkasnya"),
            (("--format", "pdf", "-o", "-"), "Hanya txt"),
            (("--format", "txt", "-o", "-", "--kecamatan", "Manggr"), "Kecamatan tidak dikenal: Manggr"),
            (("--format", "txt", "-o", "-", "--slide", "petta"), "Slide tidak dikenal: petta"),
            (("--format", "txt", "-o", "-", "--since", "2023-05-10"), "--since harus sebelum"),
            (("--format", "txt", "-o", "-", "--as-of", "1999-01-01"), "--as-of: tanggalnya"),
        ],
    )
    def test_what_is_asked_wrongly_is_named(self, filled: Terminal, arguments: tuple[str, ...], words: str) -> None:
        done = filled.run("report", *arguments)
        assert (done.status, done.out) == (USAGE, "")
        assert words in done.err

    def test_without_data_nothing_is_made(self, filled: Terminal) -> None:
        filled.run("undo", "1", "--by", "Sari", "--reason", "uji")
        target = filled.folder / "rapat.pdf"
        done = filled.run("report", "--format", "pdf", "-o", str(target))
        assert (done.status, done.out) == (REJECTED, "")
        assert "Belum ada data" in done.err
        assert not target.exists()

    def test_a_folder_that_is_a_file_is_left_alone(self, filled: Terminal) -> None:
        taken = Path(filled.folder / "laporan")
        taken.write_text("catatan", encoding="utf-8")
        done = filled.run("report", "--all", str(taken))
        assert (done.status, taken.read_text(encoding="utf-8")) == (USAGE, "catatan")
        assert "Folder laporan tidak dapat dibuat" in done.err

    def test_a_file_that_cannot_be_written_is_named_without_its_path(self, filled: Terminal) -> None:
        done = filled.run("report", "--format", "txt", "-o", str(filled.folder / "tidak ada" / "pesan.txt"))
        assert done.status != OK
        assert "pesan.txt" in done.err


def test_the_command_line_offers_every_format() -> None:
    assert sorted(REPORT_FORMATS) == sorted(FORMAT_NAMES)
