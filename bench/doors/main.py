"""The command: every module of this folder that has `try_doors`, or those named."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import signal
import sys
from pathlib import Path

NAMES = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)])
               if module.name not in ("finding", "main"))  # fmt: skip


def main(arguments: list[str]) -> int:
    """Exit status 1 if a door was found open."""
    parser = argparse.ArgumentParser(prog="python -m bench doors", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    names = parser.parse_args(arguments).names or NAMES
    if unknown := sorted(set(names) - set(NAMES)):
        parser.error(f"unknown: {', '.join(unknown)}")
    # Ended from outside, the servers end too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    is_open = False
    for name in names:
        print(f"\n{name}", flush=True)
        for finding in importlib.import_module(f"bench.doors.{name}").try_doors():
            print(finding, flush=True)
            is_open |= not finding.holds
    return int(is_open)
