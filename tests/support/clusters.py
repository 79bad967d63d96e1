"""A throw-away PostgreSQL cluster on loopback, for the tests and for bench/. No pytest in here."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_SERVER_DIRS = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql*/bin")


@dataclass(frozen=True)
class Cluster:
    """A running cluster; `url` is that of its maintenance database."""

    url: str
    control: Callable[..., None]
    """`control("stop", "-m", "immediate")`, `control("start")`: pg_ctl on this cluster, with the options it had."""


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """A new cluster in a temporary folder, ended and thrown away afterwards. Raises RuntimeError without a server."""
    bin_dir = find_server()
    if bin_dir is None:
        raise RuntimeError("no PostgreSQL server")
    home = Path(tempfile.mkdtemp(prefix="kkbpg"))
    prefix: list[str] = []
    if os.geteuid() == 0:
        # initdb refuses root. The module is not on Windows, where nobody is root.
        import pwd

        owner = pwd.getpwnam("postgres")
        os.chown(home, owner.pw_uid, owner.pw_gid)
        prefix = ["runuser", "-u", "postgres", "--"]
    data = home / "data"

    def run(command: str, *arguments: str) -> None:
        done = subprocess.run(
            [*prefix, str(bin_dir / command), *arguments], cwd=home, capture_output=True, text=True, timeout=120
        )
        if done.returncode:
            raise RuntimeError(f"{command} failed: {done.stdout}{done.stderr}")

    options: list[str] = []

    def control(action: str, *arguments: str) -> None:
        started = ["-w", "-l", str(home / "server.log"), "-o", options[-1]] if action == "start" else []
        run("pg_ctl", "-D", str(data), *started, *arguments, action)

    try:
        run("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        port = _start(control, options, home)
        try:
            yield Cluster(f"postgresql://postgres@127.0.0.1:{port}/postgres", control)
        finally:
            control("stop", "-m", "immediate")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def find_server() -> Path | None:
    """The directory of initdb and pg_ctl: on the PATH, or the newest where packages put it."""
    initdb = shutil.which("initdb")
    if initdb:
        return Path(initdb).resolve().parent
    found = [initdb.parent for pattern in _SERVER_DIRS for initdb in Path("/").glob(f"{pattern}/initdb")]
    return max(found, key=lambda bin_dir: [int(part) for part in re.findall(r"\d+", bin_dir.parent.name)], default=None)


def _start(control: Callable[..., None], options: list[str], home: Path) -> int:
    """Start the server on a free port; another program may take it first, so try a few.

    The server's own time zone is not UTC, so that a moment that loses its zone is noticed.
    """
    for attempt in range(3):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        options.append(
            f"-p {port} -k {home} -h 127.0.0.1 -c fsync=off -c full_page_writes=off -c timezone=Asia/Jakarta"
        )
        try:
            control("start")
            return port
        except RuntimeError:
            if attempt == 2:
                raise
    raise AssertionError("unreachable")
