"""A reading child that has its imports behind it: forked anew for every file, with the limits of a real one.

Starting Python and loading the readers is most of the time of a small file. `python -m bench.ready_child` loads them
once and forks for each request, so that ten thousand files take minutes; what a fork does is what
`kkb.workbook.child` does after its imports.
"""

from __future__ import annotations

import gc
import io
import os
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from dataclasses import fields
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, BinaryIO

import kkb.workbook
from kkb.config import PROJECT_DIR
from kkb.workbook.child import answer, forgo_numpy, limit_process
from kkb.workbook.model import Limits, refuse

_HEAD = struct.Struct("<Q")
_NUMBERS = struct.Struct("<idQQ")


class _Pipe(io.BytesIO):
    """Takes what is written until it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self._is_closed = threading.Event()
        self._data = b""

    def close(self) -> None:
        """Nothing more comes."""
        if not self.closed:
            self._data = self.getvalue()
        super().close()
        self._is_closed.set()

    def read_all(self) -> bytes:
        """All that was written, once the pipe is closed."""
        self._is_closed.wait()
        return self._data


class ReadyChild:
    """Stands in for `subprocess.Popen` where a child is started; all share the one server of this process."""

    spent = 0.0
    """Processor time of all children so far, in seconds."""

    _server: subprocess.Popen[bytes] | None = None
    _start = subprocess.Popen

    def __init__(self, command: list[str], **_: Any) -> None:
        self._limits = command[-len(fields(Limits)) :]
        self.returncode = 0
        self.stdin: _Pipe | None = _Pipe()
        self._input = self.stdin

    def communicate(self, timeout: float | None = None) -> tuple[bytes, bytes]:
        """What the child wrote to its output and to its errors, however long it takes. Raises Refused if too long."""
        del timeout
        data = self._input.read_all()
        server = self._serve()
        assert server.stdin is not None
        assert server.stdout is not None
        request = " ".join(self._limits).encode()
        for part in (request, data):
            server.stdin.write(_HEAD.pack(len(part)) + part)
        server.stdin.flush()
        head = _NUMBERS.unpack(_exactly(server.stdout, _NUMBERS.size))
        self.returncode, spent, length, errors_length = head
        ReadyChild.spent += spent
        output, errors = _exactly(server.stdout, length), _exactly(server.stdout, errors_length)
        if self.returncode == -signal.SIGALRM:
            raise refuse("too_slow")
        return output, errors

    def poll(self) -> int:
        """The code it ended with: there is never a process to end, since the server ends its forks by itself."""
        return self.returncode

    @classmethod
    def _serve(cls) -> subprocess.Popen[bytes]:
        if cls._server is None:
            cls._server = cls._start(
                [sys.executable, "-m", "bench.ready_child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=PROJECT_DIR,
            )
        return cls._server

    @classmethod
    def close(cls) -> None:
        """End the server."""
        if cls._server is not None:
            cls._server.communicate()
            cls._server = None


def _exactly(stream: BinaryIO | Any, length: int) -> bytes:
    data: bytes = stream.read(length)
    if len(data) != length:
        raise RuntimeError("the server of children ended")
    return data


def main() -> None:
    """Serve requests until the input ends."""
    forgo_numpy()
    # Whatever a reader imports when it needs it: left to the forks, each would import it anew.
    for name in ("encodings.cp437", "encodings.utf_8_sig", "heapq", "openpyxl"):
        import_module(name)
    for module in walk_packages(kkb.workbook.__path__, "kkb.workbook."):
        import_module(module.name)
    gc.collect()
    gc.freeze()

    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while head := source.read(_HEAD.size):
        values = [int(value) for value in _exactly(source, _HEAD.unpack(head)[0]).split()]
        (length,) = _HEAD.unpack(_exactly(source, _HEAD.size))
        data = _exactly(source, length)
        limits = Limits(**dict(zip((item.name for item in fields(Limits)), values, strict=True)))
        code, spent, output, errors = _in_fork(data, limits)
        sink.write(_NUMBERS.pack(code, spent, len(output), len(errors)) + output + errors)
        sink.flush()


def _in_fork(data: bytes, limits: Limits) -> tuple[int, float, bytes, bytes]:
    """The code a child ended with, its processor time, its output and its errors."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        child = os.fork()
        if not child:
            code = 1
            try:
                os.dup2(errors.fileno(), 2)
                signal.alarm(int(limits.wall_seconds))
                limit_process(limits)
                gc.disable()
                output.write(answer(data, limits))
                output.flush()
                code = 0
            except BaseException:  # noqa: BLE001 - as a program that ends with what it did not expect
                sys.excepthook(*sys.exc_info())
                sys.stderr.flush()
            finally:
                os._exit(code)
        _, status, used = os.wait4(child, 0)
        output.seek(0)
        errors.seek(0)
        return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, output.read(), errors.read()


if __name__ == "__main__":
    main()
