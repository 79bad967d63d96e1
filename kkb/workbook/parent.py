"""Start a child process for one upload, wait for it within limits, and turn whatever happens into one sentence.

No reader of Excel runs in this process: a panic would hang a session and an abort would end the server.
"""

from __future__ import annotations

import atexit
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
from functools import partial

from kkb.collector import paused_collector
from kkb.config import PROJECT_DIR
from kkb.recap import Workbook
from kkb.workbook.kind import check_size
from kkb.workbook.model import DEFAULT_LIMITS, Limits, Refused, from_wire, refuse, unpack_json
from kkb.workbook.turns import Owner, State, Turn, Turns

_log = logging.getLogger(__name__)
_turns = Turns(can_pause=os.name == "posix")
_TICK_SECONDS = 0.1
_LONG_YIELDS = 15
_STDERR_SHOWN = 2000
_KEPT_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "PYTHONHOME")

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
    return _understand(run_child(data, limits))


def run_child(data: bytes, limits: Limits, command: Sequence[str] = CHILD) -> bytes:
    """What the child wrote. Raises Refused if it is too slow, dies, or gets too little of its turn.

    `limits.wall_seconds` is for the time that the child runs, and once more for all the time that it does not:
    before its turn, paused for others, or in a child that was ended for them.
    """
    owner = _owner_of_call()
    began = time.monotonic()
    turn = _turns.join(owner.name)

    def check_patience() -> None:
        if time.monotonic() - began - turn.used > limits.wall_seconds or not owner.is_here():
            raise refuse("busy")

    try:
        while True:
            while turn.state is not State.RUNNING:
                check_patience()
                _turns.settle(_TICK_SECONDS)
            output = _run(data, limits, command, turn, check_patience)
            if output is not None:
                return output
    finally:
        _turns.leave(turn)


def _run(
    data: bytes, limits: Limits, command: Sequence[str], turn: Turn, check_patience: Callable[[], None]
) -> bytes | None:
    """What the child wrote; None if it had to make way, so that it must be started again."""
    process = subprocess.Popen(
        [*command, *(str(int(value)) for value in astuple(limits))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=PROJECT_DIR,
        env=_environment(),
        # A group to stop and to end it by. Not a session of its own: Linux shares the processors out among sessions
        # first, and the child's lower priority would count for nothing beside the server it is to yield to. And a
        # stopped group in the server's session is ended by the system when the server dies.
        process_group=0 if os.name == "posix" else None,
    )
    try:
        _turns.attach(turn, partial(_tell_group, process))
        _feed(process, data)
        output, errors = _communicate(process, limits, turn, check_patience)
    finally:
        if process.poll() is None:
            _end_group(process)
        is_whole = _turns.detach(turn)
    if not is_whole:
        return None
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


def _communicate(
    process: subprocess.Popen[bytes], limits: Limits, turn: Turn, check_patience: Callable[[], None]
) -> tuple[bytes, bytes]:
    while True:
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=_TICK_SECONDS)
        _turns.settle()
        if turn.used > limits.wall_seconds:
            _log.warning("workbook child passed the wall limit of %s s", limits.wall_seconds)
            raise refuse("too_slow")
        check_patience()


def _tell_group(process: subprocess.Popen[bytes], state: State) -> None:
    """Continue, stop or end the child and all it may have started."""
    if process.returncode is not None:
        return
    if os.name == "posix":
        numbers = {State.RUNNING: signal.SIGCONT, State.PAUSED: signal.SIGSTOP, State.WAITING: signal.SIGKILL}
        with suppress(OSError):  # It has just ended, or has no lower priority to take.
            os.killpg(process.pid, numbers[state])
            if state is State.PAUSED:
                # A file that had to make way is a long one: from now on it also yields to those that run beside it.
                os.setpriority(os.PRIO_PGRP, process.pid, _LONG_YIELDS)
    elif state is State.WAITING:
        process.kill()


# A reading thread does not outlive the server, and its child must not either.
atexit.register(_turns.end_all)


def _cause_of_death(returncode: int, errors: bytes) -> str:
    """The reason to give for a child that died: out of time, out of memory (as Python or Rust says it), damage."""
    if os.name == "posix" and returncode == -signal.SIGXCPU:
        return "too_slow"
    return "too_big_inside" if b"MemoryError" in errors or b"memory allocation" in errors else "damaged"


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Kill the child and all it may have started, and reap it."""
    _tell_group(process, State.WAITING)
    process.communicate()


def _environment() -> dict[str, str]:
    """A minimal environment: nothing of ours (addresses, secrets) is within reach of the child."""
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    # openpyxl takes lxml where it finds it; without, it takes defusedxml, and one kind of XML is enough to look after.
    return kept | {"PYTHONPATH": str(PROJECT_DIR), "PYTHONIOENCODING": "utf-8", "OPENPYXL_LXML": "False"}


def _understand(output: bytes) -> Workbook:
    """The workbook in the child's answer. Raises Refused if it refuses, or is no answer at all."""
    try:
        with paused_collector():
            answer = unpack_json(output)
            if "refused" in answer:
                raise Refused(str(answer["refused"]), str(answer["message"]))
            return from_wire(answer["workbook"])
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        _log.warning("workbook child answered nonsense: %s", type(error).__name__)
        raise refuse("damaged") from error
