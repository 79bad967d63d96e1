"""Who may write, as a browser meets it: whoever opened the address that the program printed, and nobody else."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kkb.access import NO_KEY, OPEN_TO_NETWORK
from tests.support.browser_fixtures import StartServer, browser_test
from tests.support.browser_steps import FRAME, heading, open_to_read, put_file, save_button, turn_to, wait_for_text
from tests.support.recaps import make_recap
from tests.support.serving import Server, wait_ready

pytestmark = browser_test

RECAP = {
    "name": "rekap.xlsx",
    "mimeType": "",
    "buffer": make_recap(("Gantung", "Lilangan", "Terbentuk", "20 Juli 2023")),
}


@pytest.fixture(scope="module")
def local_server(start_module_server: StartServer) -> Server:
    """One at the machine itself, on which nothing is stored."""
    return start_module_server()


def assert_read_only(page: Any, server: Server, reason: str) -> None:
    """Each page that could write says why it does not, and has no button that would."""
    open_to_read(page, server, "/unggah")
    put_file(page, RECAP)
    wait_for_text(page, f"{reason} Berkas tetap dapat diperiksa; menyimpannya tidak dapat dari sini.")
    wait_for_text(page, "Perubahan desa demi desa")
    page.locator(FRAME).get_by_text(f"Mode baca. {reason}").wait_for()
    wait_ready(page)
    assert save_button(page).count() == 0
    for path, verb in (("/riwayat", "Tarik"), ("/pengaturan", "Simpan")):
        turn_to(page, server, path)
        wait_for_text(page, reason)
        wait_ready(page)
        assert page.get_by_role("button", name=verb).count() == 0


def test_the_printed_address_writes_in_one_browser_and_leaves_the_address(
    page: Any, own_page: Any, local_server: Server
) -> None:
    address = local_server.key_address()
    # A program that only looks whether an address is good does not use it up.
    with urllib.request.urlopen(urllib.request.Request(address, method="HEAD")) as looked:
        assert looked.status == 200
    page.goto(address)
    wait_ready(page)
    assert page.url == f"{local_server.url}/"
    assert "kunci" not in page.evaluate("document.cookie + location.href + document.referrer")
    (cookie,) = [one for one in page.context.cookies() if one["name"].startswith("kkb")]
    assert cookie["name"] == f"kkb_{local_server.port}"
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    page.goto(f"{local_server.url}/unggah")
    put_file(page, RECAP)
    save_button(page).wait_for()

    # The same address in another browser reads only, and says where a new one is.
    answer = own_page.goto(address)
    assert answer.status == 403
    heading(own_page).get_by_text("sudah dipakai").wait_for()
    assert_read_only(own_page, local_server, NO_KEY)
    # Whoever holds the key and opens the old address again is simply let in.
    page.goto(address)
    wait_ready(page)
    assert page.url == f"{local_server.url}/"
    assert local_server.key_address() != address


def test_a_second_process_for_the_network_reads_only_whatever_its_mode(
    page: Any, local_server: Server, launch_beside: Any
) -> None:
    assert local_server.key
    assert_read_only(page, launch_beside(local_server.data_dir), OPEN_TO_NETWORK)


@pytest.fixture
def launch_beside(tmp_path: Path) -> Any:
    """Start an app on the same data that listens on every address of the machine, in local mode by mistake."""
    from tests.support.serving import launch

    started: list[Server] = []

    def start(data_dir: Path) -> Server:
        server = launch(data_dir, address="0.0.0.0", log=tmp_path / "jaringan.log")
        started.append(server)
        server.wait_until_healthy()
        return server

    yield start
    for server in started:
        server.stop()


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [("Host", "penyerang.example", 421), ("Origin", "https://penyerang.example", 403), ("Origin", "null", 403)],
)
def test_other_names_and_pages_of_other_sites_are_not_answered(
    shared_server: Server, header: str, value: str, status: int
) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(shared_server.url, headers={header: value}))
    assert refused.value.code == status


def frame(address: str) -> str:
    return f'<iframe src="{address}"></iframe>'


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A folder and the port at which it is served: a page that the test only makes up may frame nothing of ours."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, server.server_port
    server.shutdown()
    server.server_close()


def test_a_frame_of_another_site_stays_empty(page: Any, shared_server: Server, other_site: tuple[Path, int]) -> None:
    folder, port = other_site
    ours, theirs = f"{shared_server.url}/riwayat", f"http://127.0.0.1:{port}/halaman.html"
    (folder / "halaman.html").write_text("<p>Halaman")
    (folder / "bingkai.html").write_text(frame(ours) + frame(theirs))
    page.goto(f"http://localhost:{port}/bingkai.html")
    assert [one.url for one in page.frames[1:]] == ["chrome-error://chromewebdata/", theirs]
    page.route(f"{shared_server.url}/bingkai", lambda route: route.fulfill(content_type="text/html", body=frame(ours)))
    page.goto(f"{shared_server.url}/bingkai")
    assert page.frames[1].url == ours
