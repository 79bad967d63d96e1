"""`python -m bench fuzz`: thousands of broken files through the real path, counted.

Each case breaks one of the good files (`bench.good_books`) in one to three ways and is checked as an upload is, by a
child process with its limits. What may be stored is stored in a throw-away database, and compared with the preview.
The same seed makes the same cases, whatever the number of workers.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from bench.fuzz_case import FAULTS, Bench, Result

_CHUNK = 20
_bench: Bench | None = None


def start_worker(seed: int, fresh: bool) -> None:
    """Prepare the bench of this process, once."""
    global _bench
    _bench = Bench(seed, fresh=fresh)


def run_chunk(numbers: Iterable[int]) -> list[Result]:
    """The results of some cases, in this worker."""
    assert _bench is not None
    return [_bench.run(number) for number in numbers]


def run_cases(numbers: range, *, seed: int, workers: int, fresh: bool = False) -> Iterator[Result]:
    """The results of all cases, as they come. A worker that dies is a death of the server, told as one."""
    waiting = [numbers[start : start + _CHUNK] for start in range(0, len(numbers), _CHUNK)]
    while waiting:
        with ProcessPoolExecutor(workers, get_context("spawn"), start_worker, (seed, fresh)) as pool:
            running = {pool.submit(run_chunk, chunk): chunk for chunk in waiting}
            waiting = []
            while running:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    chunk = running.pop(future)
                    try:
                        yield from future.result()
                    except BrokenProcessPool:
                        waiting.append(chunk)
        if waiting and len(waiting[0]) == 1:
            # One by one already: this case is what kills its worker.
            (number,) = waiting.pop(0)
            yield Result(number, "?", (), "none", faults=((FAULTS[0], "the process died"),))
        elif waiting:
            waiting = [range(number, number + 1) for chunk in waiting for number in chunk]


class Tally:
    """Counts of what became of the cases."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self.outcomes: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.died: Counter[str] = Counter()
        self.stored = 0
        self.total = 0
        self.slowest = Result(0, "", (), "")

    def add(self, result: Result) -> None:
        """Count a result; keep its files where something is to be looked into."""
        self.total += 1
        self.outcomes[result.outcome] += 1
        self.stored += result.is_stored
        self.faults.update(kind for kind, _ in result.faults)
        self.died.update(line.strip().splitlines()[-1][:160] if line.strip() else "" for line in result.died)
        self.slowest = max(self.slowest, result, key=lambda one: one.seconds)
        for kind, words in result.faults:
            _say(f"case {result.number} ({result.book}; {', '.join(result.ways)}): {kind}: {words}")
        if self._folder is not None and (result.faults or result.died):
            self._folder.mkdir(parents=True, exist_ok=True)
            for name, data in result.files.items():
                (self._folder / f"{result.number}_{name}").write_bytes(data)
            said = [*result.died, *(": ".join(fault) for fault in result.faults)]
            about = f"{result.book}; {', '.join(result.ways)}; {result.outcome}; {result.message}"
            (self._folder / f"{result.number}.txt").write_text("\n".join([about, *said]), encoding="utf-8")

    def lines(self) -> Iterator[str]:
        """The account, line by line."""
        yield f"outcomes: {', '.join(f'{word} {n}' for word, n in sorted(self.outcomes.items()))}"
        yield f"stored and compared with the preview: {self.stored}"
        yield f"slowest: {self.slowest.seconds:.1f} s (case {self.slowest.number})"
        for line, count in self.died.most_common():
            yield f"ended inside and told in one sentence, {count} times: {line}"
        for kind in FAULTS:
            yield f"{kind}: {self.faults[kind]}"


def _say(line: str) -> None:
    print(f"\r\x1b[K{line}" if sys.stdout.isatty() else line, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Exit status 1 if anything happened that must not."""
    parser = argparse.ArgumentParser(prog="python -m bench fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=1000, help="how many (default 1000)")
    parser.add_argument("--seed", type=int, default=1, help="chance begins here (default 1)")
    parser.add_argument("--first", type=int, default=0, help="number of the first case (default 0)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (default: all cores)")
    parser.add_argument("--fresh", action="store_true", help="start a new Python for each file, as the app does (slow)")
    parser.add_argument("--keep", type=Path, help="folder for the files of cases worth looking into")
    options = parser.parse_args(arguments)
    tally, began = Tally(options.keep), time.perf_counter()
    numbers = range(options.first, options.first + options.cases)
    step = max(1, options.cases // 20)
    for result in run_cases(numbers, seed=options.seed, workers=options.workers, fresh=options.fresh):
        tally.add(result)
        if tally.total % step == 0:
            faults = sum(tally.faults.values())
            _say(f"{tally.total} of {options.cases} · {time.perf_counter() - began:.0f} s · {faults} faults")
    _say(f"{tally.total} cases, seed {options.seed}, {time.perf_counter() - began:.0f} s on {options.workers} workers")
    for line in tally.lines():
        _say(line)
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
