"""`python -m kkb report`: the files of a meeting without a browser, for a terminal or a timetable."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kkb.briefing.build import make_briefing
from kkb.briefing.message import chat_message
from kkb.briefing.model import ALL_KECAMATAN, Briefing, choose_slides
from kkb.commands.common import OK, REJECTED, USAGE, Failure, prepared_store, read_snapshot, replace_whole
from kkb.config import TIMEZONE, Settings
from kkb.exports.report import FORMATS, formats_of, make_file
from kkb.formatting import format_date, join_words
from kkb.overview import Overview, make_overview
from kkb.personal import mask_texts
from kkb.programme.small_counts import hide_few
from kkb.region import Region, load_region
from kkb.schema import FIRST_YEAR

TEXT = "txt"
FORMAT_NAMES = (*(entry.name for entry in FORMATS), TEXT)
STDOUT = "-"


def run_report(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
    """Write one file (`-o`) or all of them into a folder (`--all`). Raises Failure, StoreError, RegionError."""
    if args.all is None and args.output is None:
        raise Failure("Sebut berkasnya dengan -o, atau foldernya dengan --all.", USAGE)
    if args.output is not None and args.format is None:
        raise Failure(f"Sebut jenis berkasnya: --format {'|'.join(FORMAT_NAMES)}.", USAGE)
    if args.output == STDOUT and args.format != TEXT:
        raise Failure("Hanya txt yang dapat dicetak ke layar; sebut nama berkas sesudah -o.", USAGE)
    report = _make_report(args, settings, now)
    if args.output is not None:
        data = report.data(args.format)
        if args.output == STDOUT:
            sys.stdout.write(data.decode("utf-8"))
        else:
            _write(Path(args.output), data)
    if args.all is not None:
        folder = Path(args.all)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Failure(f"Folder {folder.name} tidak dapat dibuat.", USAGE) from error
        for name in FORMAT_NAMES:
            _write(folder / report.file_name(name), report.data(name))
    return OK


@dataclass(frozen=True)
class _Report:
    """One state, ready to be written in any format."""

    overview: Overview
    briefing: Briefing
    message: str
    logo: bytes | None

    def data(self, name: str) -> bytes:
        if name == TEXT:
            return f"{self.message}\n".encode()
        return make_file(name, self.overview, self.briefing, logo=self.logo)

    def file_name(self, name: str) -> str:
        if name == TEXT:
            return f"pesan_{self.briefing.day.isoformat()}.txt"
        (found,) = [entry for entry in formats_of(self.briefing) if entry.name == name]
        return found.file_name(self.briefing)


def _make_report(args: argparse.Namespace, settings: Settings, now: datetime) -> _Report:
    today = now.astimezone(TIMEZONE).date()
    region = load_region(settings.region_csv)
    with prepared_store(settings) as store:
        # As every reader sees it: these files are handed on.
        snapshot = hide_few(mask_texts(read_snapshot(store)))
    overview = make_overview(
        snapshot,
        region,
        settings.region_name,
        kecamatan=_known_kecamatan(args.kecamatan, region),
        day=_day("--as-of", args.as_of, today),
        today=today,
    )
    if not overview.has_data:
        raise Failure("Belum ada data: unggah rekap lebih dahulu.", REJECTED)
    since = _day("--since", args.since, today)
    if since is not None and since >= overview.day:
        raise Failure(f"--since harus sebelum tanggal keadaan, {format_date(overview.day)}.", USAGE)
    base = overview.base_on(since) if since is not None else None
    briefing = make_briefing(overview, base=base)
    if args.slide:
        unknown = [key for key in args.slide.split(",") if not _is_slide(key, briefing)]
        if unknown:
            keys = join_words([ALL_KECAMATAN, *(slide.key for slide in briefing.slides)])
            raise Failure(f"Slide tidak dikenal: {join_words(unknown)}. Yang ada: {keys}.", USAGE)
        briefing = choose_slides(briefing, tuple(args.slide.split(",")))
    address = f"{settings.public_address}/ringkas" if settings.public_address else ""
    return _Report(overview, briefing, chat_message(overview, address=address, base=base).rstrip(), snapshot.lambang)


def _is_slide(key: str, briefing: Briefing) -> bool:
    return key == ALL_KECAMATAN or any(slide.key == key for slide in briefing.slides)


def _day(option: str, day: date | None, today: date) -> date | None:
    if day is not None and not date(FIRST_YEAR, 1, 1) <= day <= today:
        raise Failure(f"{option}: tanggalnya harus antara tahun {FIRST_YEAR} dan hari ini.", USAGE)
    return day


def _known_kecamatan(names: list[str], region: Region) -> tuple[str, ...]:
    known = {kec.kecamatan.casefold(): kec.kecamatan for kec in region.kecamatan}
    unknown = [name for name in names if name.casefold() not in known]
    if unknown:
        listed = join_words([kec.kecamatan for kec in region.kecamatan])
        raise Failure(f"Kecamatan tidak dikenal: {join_words(unknown)}. Yang ada: {listed}.", USAGE)
    chosen = {known[name.casefold()] for name in names}
    return tuple(kec.kecamatan for kec in region.kecamatan if kec.kecamatan in chosen)


def _write(path: Path, data: bytes) -> None:
    replace_whole(path, data)
    print(path.name)
