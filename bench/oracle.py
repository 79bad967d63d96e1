"""What is said of random histories, held to an independent model: `python -m bench.oracle --cases 300 --seed 0`.

Prints each seed of which something is said that the model does not allow, and what it is.
"""

from __future__ import annotations

import argparse

from tests.support.oracle_laws import faults_of


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.oracle", description=__doc__)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    seeds = range(wanted.seed, wanted.seed + wanted.cases)
    wrong = 0
    for seed in seeds:
        if faults := faults_of(seed):
            wrong += 1
            print(f"seed {seed}:", *faults, sep="\n  ")
    print(f"seeds {seeds[0]}-{seeds[-1]}: {wrong} of {len(seeds)} histories with a fault")
    return min(wrong, 1)


if __name__ == "__main__":
    raise SystemExit(main())
