"""`python -m kkb template`: a recap to fill in, blank or with what is stored."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from pathlib import Path

from kkb.commands.common import OK, USAGE, Failure, prepared_store, read_snapshot, write_new
from kkb.config import TIMEZONE, Settings
from kkb.formatting import format_date
from kkb.region import load_region
from kkb.schema import FIRST_YEAR
from kkb.state import fold, state_on
from kkb.workbook.template.workbook import make_template


def write_template(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
    """Write the template. Raises Failure, StoreError, RegionError."""
    today = now.astimezone(TIMEZONE).date()
    as_of: date = args.as_of or today
    region = load_region(settings.region_csv)
    states, is_sample = None, False
    snapshot = None
    if args.filled:
        with prepared_store(settings) as store:
            snapshot = read_snapshot(store)
    if snapshot is not None and not args.as_of:
        # What is stored speaks for its own day: today would vouch for what nobody has looked at since.
        as_of = max((seen.tanggal_data for seen in snapshot.observations), default=today)
    if not date(FIRST_YEAR, 1, 1) <= as_of <= today:
        raise Failure(f"Tanggal keadaan harus antara tahun {FIRST_YEAR} dan hari ini.", USAGE)
    if snapshot is not None:
        states = state_on(fold(snapshot.observations), as_of)
        is_sample = any(upload.aktif and upload.contoh for upload in snapshot.uploads)
    data = make_template(
        region,
        region_name=settings.region_name,
        as_of=as_of,
        states=states,
        programme=snapshot.programme if snapshot is not None else (),
        is_sample=is_sample,
    )
    path = Path(args.output)
    write_new(path, data, may_replace=args.force)
    print(f"Templat tersimpan: {path.name} ({len(region.desa)} desa, keadaan per {format_date(as_of)}).")
    if is_sample:
        print("Isinya data contoh dan ditandai begitu; untuk rekap sungguhan pakai templat tanpa --filled.")
    return OK
