"""The torture set read by this program and by a few lines of pandas. Run as `python -m bench.torture`.

The plain reader does what a quick script does: `pandas.read_excel` with the first row as header (or, the kinder
variant, the first row that names a desa), the columns by their names, dates day first, rows without a desa dropped.
It cannot ask: it gives rows, or it stops with an error. A value in the last cell of a sheet makes it hold every cell
before, so the memory of this process is bounded; .xls, .ods and .csv are none of its formats.
"""

from __future__ import annotations

import io
import resource
import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from tests.torture.all_cases import CASES
from tests.torture.case import Case, Expected, differences, is_silently_wrong, judge_case

_WORDS = {
    "Terbentuk": {"terbentuk", "sudah", "sudah terbentuk", "ya", "ada", "aktif", "v", "✓", "1", "true"},
    "Belum": {"belum", "belum terbentuk", "tidak", "tidak ada", "0", "false"},
    "Merintis": {"merintis", "rintisan", "proses", "dalam proses"},
    "Sosialisasi": {"sosialisasi", "sudah sosialisasi"},
    "Komitmen": {"komitmen"},
}
_RUNG = {word: rung for rung, words in _WORDS.items() for word in words}


_MOST_MEMORY = 4 * 2**30


class _Stopped(Exception):
    """The plain reader gave up."""


def read_plainly(data: bytes, *, finds_header: bool) -> dict[str, str]:
    """Desa → status and date, as a quick script would read them. Raises whatever pandas raises."""
    frame = pd.read_excel(io.BytesIO(data), header=None if finds_header else 0)
    if finds_header:
        rows = enumerate(frame.itertuples(index=False, name=None))
        top = next((place for place, row in rows if any("desa" in str(value).lower() for value in row)), None)
        if top is None:
            raise _Stopped("no header")
        frame = frame.iloc[top + 1 :].set_axis(frame.loc[top].astype(str), axis=1)
    columns = {word: next((name for name in frame if word in str(name).lower()), None)
               for word in ("desa", "status", "tanggal")}  # fmt: skip
    if columns["desa"] is None or columns["status"] is None:
        raise _Stopped("no column")
    said = {}
    for _, row in frame.dropna(subset=[columns["desa"]]).iterrows():
        name = str(row[columns["desa"]]).strip().title()
        status = _RUNG.get(str(row[columns["status"]]).strip().lower(), str(row[columns["status"]]).strip())
        day = pd.to_datetime(row[columns["tanggal"]], dayfirst=True, errors="coerce") if columns["tanggal"] else pd.NaT
        said[name] = status if pd.isna(day) else f"{status} {day.date().isoformat()}"
    return said


def judge_plainly(case: Case, *, finds_header: bool) -> str:
    """ "right", "stopped" or "wrong": what a plain reader makes of a case.

    Stopping is right where the file is refused. A question or an error it cannot raise, so there it is right if its
    rows are those that may be stored, before or after the suggested answers. SK numbers are left out of account.
    """
    said: dict[str, str] = {}
    try:
        for data in case.files.values():
            said |= read_plainly(data, finds_header=finds_header)
    except Exception:  # noqa: BLE001 - a quick script may die of anything
        return "right" if case.first.outcome == "reject" else "stopped"
    fair = [_without_sk(one) for one in (case.first, case.suggested) if one is not None and one.outcome != "reject"]
    return "right" if said in fair else "wrong"


def _without_sk(expected: Expected) -> Mapping[str, str]:
    return {desa.partition("@")[0]: text.partition(" SK ")[0] for desa, text in expected.says.items()}


def judge_program(case: Case) -> str:
    """ "right", "honest" (it asks, reports or refuses what a careful reader could read) or "wrong"."""
    verdict = judge_case(case)
    if is_silently_wrong(case.first, verdict):
        return "wrong"
    return "honest" if differences(case.first, verdict) else "right"


def main() -> None:
    """Print how many cases each reader gets right, and what becomes of the others."""
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    cases = {name: make() for name, make in CASES.items()}
    wanted = Counter(case.first.outcome for case in cases.values())
    print(f"{len(cases)} cases; a careful reader would: {', '.join(f'{k} {n}' for k, n in sorted(wanted.items()))}")
    readers: tuple[tuple[str, Callable[[Case], str]], ...] = (
        ("this program", judge_program),
        ("pandas, first row as header", partial(judge_plainly, finds_header=False)),
        ("pandas, header searched", partial(judge_plainly, finds_header=True)),
    )
    for title, judge in readers:
        found = Counter(judge(case) for case in cases.values())
        print(f"{title}: {', '.join(f'{word} {n}' for word, n in sorted(found.items()))}")


if __name__ == "__main__":
    main()
