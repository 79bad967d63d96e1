"""The child process: answers, refusals, limits, and every way to die."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kkb.config import PROJECT_DIR
from kkb.workbook import parent
from kkb.workbook.model import MESSAGES, Limits, Refused
from kkb.workbook.parent import read_workbook
from kkb.workbook.turns import Owner
from tests.support.workbook_fixtures import make_xlsx, with_sheet_xml


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def refusal_of(code: str, limits: Limits | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        parent._understand(parent.run_child(b"x", limits or Limits(), python(code)), parent._workbook_of)
    return caught.value


def test_a_recap_is_read_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    book = read_workbook(make_xlsx())
    assert [row.cells["desa"].text for row in book.tables[0].rows] == ["Padang", "Lalang"]
    assert not book.is_sample


def test_a_refusal_of_the_child_arrives_as_it_is() -> None:
    with pytest.raises(Refused) as caught:
        read_workbook(make_xlsx([["Halo"]]))
    assert caught.value.reason == "no_table"
    assert caught.value.message == MESSAGES["no_table"]


@pytest.mark.parametrize(("data", "reason"), [(b"", "empty"), (bytes(11 * 2**20), "too_large")])
def test_a_file_of_the_wrong_size_starts_no_child(data: bytes, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "CHILD", ("/no/such/program",))
    with pytest.raises(Refused) as caught:
        read_workbook(data)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(3)",
        "import os; os.abort()",
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        "print('not json')",
        "print('[1]')",
        "print('{}')",
        'print(\'{"workbook": {"tables": [1]}}\')',
        "import sys; sys.stdout.buffer.write(bytes(range(256)))",
        "pass",
    ],
)
def test_however_a_child_dies_there_is_one_plain_sentence(code: str) -> None:
    refused = refusal_of(code)
    assert (refused.reason, refused.message) == ("damaged", MESSAGES["damaged"])


def test_what_a_child_complains_of_is_logged_and_not_shown(caplog: pytest.LogCaptureFixture) -> None:
    refused = refusal_of("import sys; sys.exit('thread panicked at ' + 'x' * 9000)")
    assert "panicked" not in refused.message
    assert "xxx" in caplog.text
    assert len(caplog.text) < 3000


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_child_past_the_wall_limit_is_ended_with_all_it_started(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    code = (
        "import os, subprocess, sys, time\n"
        "other = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{other.pid}}')\n"
        "time.sleep(60)"
    )
    assert refusal_of(code, Limits(wall_seconds=2)).reason == "too_slow"
    for pid in pids.read_text().split():
        wait_until_gone(int(pid))


def wait_until_gone(pid: int) -> None:
    """A killed process ends when the system gets to it; one that goes on for half a minute was not killed."""
    until = time.monotonic() + 30
    while is_running(pid):
        assert time.monotonic() < until, f"{pid} goes on"
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    """True unless the process is gone or only waits to be reaped."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] not in "ZX"


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are a matter of POSIX")
def test_a_sheet_the_child_cannot_hold_is_refused() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>{"x" * 2_000}</v></c></row>' for n in range(1, 29_001))
    with pytest.raises(Refused) as caught:
        read_workbook(with_sheet_xml(rows), limits=Limits(address_space_bytes=80 * 2**20))
    assert caught.value.reason == "too_big_inside"


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are a matter of POSIX")
def test_a_child_that_computes_for_too_long_is_refused() -> None:
    code = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass"
    assert refusal_of(code).reason == "too_slow"


def test_the_child_gets_no_settings_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KKB_DATABASE_URL", "postgresql://user:secret@host/db")
    output = parent.run_child(b"x", Limits(), python("import json, os; print(json.dumps(dict(os.environ)))"))
    assert "secret" not in output.decode()
    assert "PYTHONPATH" in json.loads(output)


def test_the_child_reads_xml_with_defusedxml() -> None:
    code = "import openpyxl.xml as xml; print('\\n'.join(map(str, (xml.LXML, xml.DEFUSEDXML))))"
    assert parent.run_child(b"x", Limits(), python(code)).split() == [b"False", b"True"]


def test_two_children_run_at_once_and_a_third_waits(tmp_path: Path) -> None:
    running = (
        "import pathlib, sys, time\n"
        f"folder = pathlib.Path({str(tmp_path)!r}); mine = folder / (str(time.time_ns()) + '.run'); mine.touch()\n"
        "while not (folder / 'go').exists(): time.sleep(0.02)\n"
        "print('done')"
    )
    outputs: list[bytes] = []

    def run() -> None:
        outputs.append(parent.run_child(b"x", Limits(), python(running)))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    while len(list(tmp_path.glob("*.run"))) < 2:
        threading.Event().wait(0.02)
    with pytest.raises(Refused) as caught:
        parent.run_child(b"x", Limits(wall_seconds=0.2), python("print(1)"))
    assert caught.value.reason == "busy"
    (tmp_path / "go").touch()
    for thread in threads:
        thread.join()
    assert outputs == [b"done\n", b"done\n"]
    assert parent.run_child(b"x", Limits(), python("print(1)")) == b"1\n"


def test_the_child_imports_nothing_heavy() -> None:
    code = (
        "import io, sys\n"
        "import kkb.workbook.child as child\n"
        "from kkb.workbook.model import Limits\n"
        "child.answer(sys.stdin.buffer.read(), Limits())\n"
        "print(sorted(sys.modules.keys() & {'pandas', 'numpy', 'streamlit', 'sqlalchemy', 'openpyxl', 'babel', "
        "'subprocess', 'logging'}))"
    )
    done = subprocess.run(python(code), input=make_xlsx(), capture_output=True, check=True, cwd=PROJECT_DIR)
    assert done.stdout.strip() == b"[]"


def test_a_child_gets_all_of_a_file_that_it_takes_long_to_take() -> None:
    """More than a pipe holds, from a child that first computes for longer than the parent waits at a time."""
    code = "import sys, time; time.sleep(0.5); print(len(sys.stdin.buffer.read()))"
    assert parent.run_child(bytes(3 * 2**20), Limits(), python(code)) == b"3145728\n"


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
BUSY = "import os, pathlib, sys; pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))\nwhile True: pass"

SERVER = f"""
import signal, sys, threading, time
# A test run that was itself started with nohup would hand on that a hangup is ignored.
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from kkb.workbook import parent
from kkb.workbook.model import Limits
from kkb.workbook.turns import Owner
here = threading.local()
parent.tell_owners_by(lambda: Owner(here.name))
def read(name):
    here.name = name
    parent.run_child(b"x", Limits(), (sys.executable, "-c", {BUSY!r}, sys.argv[1] + "/" + name))
for name in ("a", "b", "c"):
    threading.Thread(target=read, args=(name,), daemon=True).start()
    time.sleep(0.7)
print("ready", flush=True)
sys.stdin.read()
"""


def state_of(pid: int) -> str:
    stat = Path(f"/proc/{pid}/stat")
    return stat.read_text().rpartition(")")[2].split()[0] if stat.exists() else "X"


@on_linux
@pytest.mark.parametrize("ends", ["stopped", "killed"])
def test_no_paused_child_stays_behind_the_server(tmp_path: Path, ends: str) -> None:
    server = subprocess.Popen(
        [*python(SERVER), str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT_DIR
    )
    assert server.stdin is not None
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"
    pids = [int(file.read_text()) for file in tmp_path.iterdir()]
    paused = [pid for pid in pids if state_of(pid) == "T"]
    assert (len(pids), len(paused)) == (3, 1)
    if ends == "killed":
        server.kill()
    server.stdin.close()
    server.wait(20)
    server.stdout.close()
    # The system ends a stopped group, and the limits of a child itself the others.
    for pid in paused:
        wait_until_gone(pid)
    for pid in set(pids) - set(paused):
        if is_running(pid):
            os.kill(pid, 9)


@on_linux
def test_a_child_ends_with_the_one_who_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pid = tmp_path / "pid"
    monkeypatch.setattr(parent, "_owner_of_call", lambda: Owner("a", lambda: not pid.exists()))
    with pytest.raises(Refused):
        parent.run_child(b"x", Limits(), (sys.executable, "-c", BUSY, str(pid)))
    wait_until_gone(int(pid.read_text()))


@pytest.mark.skipif(os.name != "posix", reason="a child pauses on POSIX alone")
def test_a_file_that_was_paused_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two that compute for a second make way for others for a while; what they say is whole."""
    here = threading.local()
    monkeypatch.setattr(parent, "_owner_of_call", lambda: Owner(getattr(here, "name", "good")))
    code = "import sys, time\nwhile time.process_time() < 1: pass\nprint(sys.stdin.read() * 100000)"
    outputs: dict[str, bytes] = {}

    def read(name: str) -> None:
        here.name = name
        outputs[name] = parent.run_child(name.encode(), Limits(wall_seconds=300), python(code))

    threads = [threading.Thread(target=read, args=(name,)) for name in "abcde"]
    for thread in threads:
        thread.start()
    time.sleep(0.7)
    assert parent.run_child(b"x", Limits(), python("print(1)")) == b"1\n"
    for thread in threads:
        thread.join()
    assert outputs == {name: name.encode() * 100000 + b"\n" for name in "abcde"}
