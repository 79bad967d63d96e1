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
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import astuple
from typing import Any, TypeVar

from kkb.config import PROJECT_DIR
from kkb.recap import Workbook
from kkb.workbook.kind import check_size
from kkb.workbook.model import DEFAULT_LIMITS, Limits, Refused, from_wire, pack, refuse, unpack, unpack_json
from kkb.workbook.turns import Owner, Turns

_log = logging.getLogger(__name__)
_turns = Turns(can_pause=os.name == "posix")
_TICK_SECONDS = 0.05
_LONG_YIELDS = 15
_STDERR_SHOWN = 2000
_KEPT_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "PYTHONHOME")

Result = TypeVar("Result")

CHILD = (sys.executable, "-m", "kkb.workbook.child")


_owner_of_call: Callable[[], Owner] = Owner


def tell_owners_by(find: Callable[[], Owner]) -> None:
    """Have `find` say, in the thread that asks for a file, who asks. Without it all files have one owner."""
    global _owner_of_call
    _owner_of_call = find


def read_workbook(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """The tables of a recap's bytes, read in a child process; at most two children run at once.

    Raises Refused with a plain Indonesian sentence for anything that cannot be read, whatever the cause.
    """
    check_size(data, limits)
    return _understand(run_child(data, limits), _workbook_of)


def ask_child(
    command: Sequence[str],
    request: dict[str, Any],
    data: bytes,
    limits: Limits,
    build: Callable[[dict[str, Any], bytes], Result],
) -> Result:
    """What `build` makes of the answer of a child to a request and a file, and of the bytes behind the answer.

    Raises Refused with a plain Indonesian sentence, whatever the cause.
    """

    def build_result(output: bytes) -> Result:
        answer, body = unpack(output)
        _raise_refusal(answer)
        return build(answer, body)

    return _understand(run_child(pack(request, data), limits, command), build_result)


def run_child(data: bytes, limits: Limits, command: Sequence[str] = CHILD) -> bytes:
    """What the child wrote. Raises Refused if it is too slow, dies, or gets too little of its turn.

    `limits.wall_seconds` is for the time that the child runs, and once more for all the time that it does not: before
    its turn, and stopped for others.
    """
    owner, began = _owner_of_call(), time.monotonic()
    with _turns.turn(owner.name) as turn:

        def has_turn() -> bool:
            _turns.settle()
            if turn.used > limits.wall_seconds:
                _log.warning("workbook child passed the wall limit of %s s", limits.wall_seconds)
                raise refuse("too_slow")
            if time.monotonic() - began - turn.used > limits.wall_seconds or not owner.is_here():
                raise refuse("busy")
            return turn.runs

        while not has_turn():
            time.sleep(_TICK_SECONDS)
        process = subprocess.Popen(
            [*command, *(str(int(value)) for value in astuple(limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=PROJECT_DIR,
            env=_environment(),
            # A group to stop and to end it by. Not a session of its own: Linux shares the processors out among
            # sessions first, and the child's lower priority would count for nothing beside the server it is to yield
            # to. And a stopped group in the server's session is ended by the system when the server dies.
            process_group=0 if os.name == "posix" else None,
        )
        try:
            _feed(process, data)
            output, errors = _communicate(process, has_turn)
        finally:
            if process.poll() is None:
                _end_group(process)
    if errors or process.returncode:
        shown = errors[-_STDERR_SHOWN:].decode("utf-8", "replace").strip()
        _log.warning("workbook child ended with %s: %s", process.returncode, shown)
    if process.returncode:
        raise refuse(_cause_of_death(process.returncode, errors))
    return output


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    """Send the bytes in a thread of their own: `communicate` cannot go on sending after its timeout."""
    pipe, process.stdin = process.stdin, None
    assert pipe is not None

    def send() -> None:
        with suppress(OSError), pipe:
            pipe.write(data)

    threading.Thread(target=send, name="kkb-feed", daemon=True).start()


def _communicate(process: subprocess.Popen[bytes], has_turn: Callable[[], bool]) -> tuple[bytes, bytes]:
    """All that the child writes; it is stopped while it is not its turn."""
    runs = True
    while True:
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=_TICK_SECONDS)
        if has_turn() != runs:
            runs = not runs
            with suppress(OSError):  # It has just ended, or has no lower priority to take.
                os.killpg(process.pid, signal.SIGCONT if runs else signal.SIGSTOP)
                # A file that had to make way is a long one: from now on it also yields to those that run beside it.
                os.setpriority(os.PRIO_PGRP, process.pid, _LONG_YIELDS)


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


def _understand(output: bytes, build: Callable[[bytes], Result]) -> Result:
    """What a child's answer comes to. Raises Refused if it refuses, or is no answer at all."""
    try:
        return build(output)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        _log.warning("child answered nonsense: %s", type(error).__name__)
        raise refuse("damaged") from error


def _workbook_of(output: bytes) -> Workbook:
    answer = unpack_json(output)
    _raise_refusal(answer)
    return from_wire(answer["workbook"])


def _raise_refusal(answer: dict[str, Any]) -> None:
    if "refused" in answer:
        raise Refused(str(answer["refused"]), str(answer["message"]))
