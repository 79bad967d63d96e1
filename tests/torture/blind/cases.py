"""Recaps whose expectations were written before the program was asked, and without a look at its code.

python -m tests.torture.blind.cases            asks the program about every one of them
python -m tests.torture.blind.cases --build    only makes the files, and holds the expectations to the list of desa
python -m tests.torture.blind.cases WORD …     those whose name or group holds one of the words
python -m tests.torture.blind.cases --write DIR [WORD …]    writes the files into a folder, to be looked at
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.support.builders import REGION
from tests.torture.blind.commands import COMMANDS, try_command
from tests.torture.loose import BLIND, GROUPS, Kind, try_case

# Each file beside this one adds its cases as it is imported.
for _module in pkgutil.iter_modules([str(Path(__file__).parent)]):
    if _module.name != "cases":
        importlib.import_module(f"tests.torture.blind.{_module.name}")
CASES = BLIND


def build(names: Sequence[str]) -> list[str]:
    """Make every file; what is wrong with the expectations themselves."""
    known = {desa.desa for desa in REGION.desa}
    lines = []
    for name in names:
        case = CASES[name]()
        lines += [f"{name}: no desa {desa}" for desa in case.expected.says if desa not in known]
        lines += [f"{name}: {file} is empty" for file, data in case.files.items() if not data]
    return lines


def write(names: Sequence[str], folder: Path) -> None:
    """Put every file into a folder of its case."""
    for name in names:
        for file, data in CASES[name]().files.items():
            path = folder / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def report(names: Sequence[str], commands: Sequence[str]) -> int:
    """Ask about every case, print what is not right, then the sums by group; how many are silently wrong."""
    counts: dict[str, Counter[Kind]] = {}
    for name in names:
        outcome = try_case(CASES[name]())
        counts.setdefault(GROUPS[name], Counter())[outcome.kind] += 1
        if outcome.kind is not Kind.RIGHT:
            print(f"{outcome.kind.value.upper()}: {name} ({GROUPS[name]})")
            print("".join(f"    {line}\n" for line in outcome.notes), end="")
    for name in commands:
        notes = try_command(name)
        kind = Kind.ASKED_IN_VAIN if notes else Kind.RIGHT
        counts.setdefault("load with nothing left to save", Counter())[kind] += 1
        print("".join(f"{name}: {line}\n" for line in notes), end="")
    print(f"\n{'group':44}" + "".join(f"{kind.value:>24}" for kind in Kind))
    for group, of_group in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
        print(f"{group:44}" + "".join(f"{of_group[kind]:>24}" for kind in Kind))
    return sum(of_group[Kind.SILENT] for of_group in counts.values())


def main(arguments: Sequence[str]) -> int:
    """The command; exit status 1 where something is silently wrong or an expectation cannot be."""
    words = list(arguments)
    only_build = "--build" in words
    if only_build:
        words.remove("--build")
    folder = None
    if "--write" in words:
        place = words.index("--write")
        folder = Path(words[place + 1])
        del words[place : place + 2]
    names = [name for name in CASES if not words or any(word in f"{name} {GROUPS[name]}" for word in words)]
    if folder is not None:
        write(names, folder)
        return 0
    if only_build:
        faults = build(names)
        print("\n".join([*faults, f"{len(names)} cases", *(f"{n:4} {g}" for g, n in _group_sizes(names).items())]))
        return bool(faults)
    commands = [name for name in COMMANDS if not words or any(word in name for word in words)]
    return bool(report(names, commands))


def _group_sizes(names: Sequence[str]) -> dict[str, int]:
    return dict(Counter(GROUPS[name] for name in names))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
