"""Start a child process for one upload, wait for it within limits, and turn whatever happens into one sentence.

No reader of Excel runs in this process: a panic would hang a session and an abort would end the server.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import astuple

from kkb.config import PROJECT_DIR
from kkb.recap import Workbook
from kkb.workbook.kind import check_size
from kkb.workbook.model import DEFAULT_LIMITS, Limits, Refused, from_wire, refuse, unpack_json

_log = logging.getLogger(__name__)
_AT_ONCE = 2
_slots = threading.BoundedSemaphore(_AT_ONCE)
_STDERR_SHOWN = 2000
_KEPT_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "PYTHONHOME")

CHILD = (sys.executable, "-m", "kkb.workbook.child")


def read_workbook(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """The tables of a recap's bytes, read in a child process; at most two children run at once.

    Raises Refused with a plain Indonesian sentence for anything that cannot be read, whatever the cause.
    """
    check_size(data, limits)
    return _understand(run_child(data, limits))


def run_child(data: bytes, limits: Limits, command: Sequence[str] = CHILD) -> bytes:
    """What the child wrote. Raises Refused if no child is free, or it is too slow, or it dies."""
    if not _slots.acquire(timeout=limits.wall_seconds):
        raise refuse("busy")
    try:
        return _run(data, limits, command)
    finally:
        _slots.release()


def _run(data: bytes, limits: Limits, command: Sequence[str]) -> bytes:
    process = subprocess.Popen(
        [*command, *(str(int(value)) for value in astuple(limits))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=PROJECT_DIR,
        env=_environment(),
        # A group to end it by. Not a session of its own: Linux shares the processors out among sessions first, and the
        # child's lower priority would count for nothing beside the server it is to yield to.
        process_group=0 if os.name == "posix" else None,
    )
    try:
        output, errors = process.communicate(data, timeout=limits.wall_seconds)
    except subprocess.TimeoutExpired as error:
        _log.warning("workbook child passed the wall limit of %s s", limits.wall_seconds)
        raise refuse("too_slow") from error
    finally:
        if process.poll() is None:
            _end_group(process)
    if errors or process.returncode:
        shown = errors[-_STDERR_SHOWN:].decode("utf-8", "replace").strip()
        _log.warning("workbook child ended with %s: %s", process.returncode, shown)
    if process.returncode:
        raise refuse(_cause_of_death(process.returncode, errors))
    return output


def _cause_of_death(returncode: int, errors: bytes) -> str:
    """The reason to give for a child that died: out of time, out of memory (as Python or Rust says it), damage."""
    if os.name == "posix" and returncode == -signal.SIGXCPU:
        return "too_slow"
    return "too_big_inside" if b"MemoryError" in errors or b"memory allocation" in errors else "damaged"


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Kill the child and all it may have started, and reap it."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


def _environment() -> dict[str, str]:
    """A minimal environment: nothing of ours (addresses, secrets) is within reach of the child."""
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    # openpyxl takes lxml where it finds it; without, it takes defusedxml, and one kind of XML is enough to look after.
    return kept | {"PYTHONPATH": str(PROJECT_DIR), "PYTHONIOENCODING": "utf-8", "OPENPYXL_LXML": "False"}


def _understand(output: bytes) -> Workbook:
    """The workbook in the child's answer. Raises Refused if it refuses, or is no answer at all."""
    try:
        answer = unpack_json(output)
        if "refused" in answer:
            raise Refused(str(answer["refused"]), str(answer["message"]))
        return from_wire(answer["workbook"])
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        _log.warning("workbook child answered nonsense: %s", type(error).__name__)
        raise refuse("damaged") from error
