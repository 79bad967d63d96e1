"""Who may write: a person at the machine that runs the program, and nobody else."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kkb.access import FORWARDING_HEADERS, Access, decide_access

LOCAL = {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}


def decide(
    *,
    is_local: bool = True,
    server_address: str | None = "127.0.0.1",
    headers: Mapping[str, str] = LOCAL,
    more: Mapping[str, str] | None = None,
) -> Access:
    everything = {**headers, **(more or {})}
    return decide_access(
        is_local=is_local,
        server_address=server_address,
        header_names=everything,
        headers={name.lower(): value for name, value in everything.items()},
    )


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "LOCALHOST", "[::1]:8501"])
def test_on_this_machine_one_may_write(address: str, host: str) -> None:
    headers = {"host": host, "origin": f"http://{host}"}
    assert decide(server_address=address, headers=headers) == Access(True)


def test_a_request_without_an_origin_may_write() -> None:
    assert decide(headers={"host": "localhost:8501"}).may_write


def test_without_the_local_mode_nobody_may_and_is_told_why() -> None:
    access = decide(is_local=False)
    assert not access.may_write
    assert "mode baca" in access.reason


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "192.168.1.4", "dasbor.example.go.id"])
def test_open_to_the_network_it_is_read_only(address: str | None) -> None:
    access = decide(server_address=address)
    assert not access.may_write
    assert "jaringan" in access.reason


@pytest.mark.parametrize(
    "name",
    [
        *sorted(FORWARDING_HEADERS),
        "X-Forwarded-For",
        "x-forwarded-host",
        "X-FORWARDED-PROTO",
        "X-Forwarded-Server",
        "X-Forwarded",
        "Via",
    ],
)
def test_through_a_proxy_it_is_read_only(name: str) -> None:
    access = decide(more={name: "127.0.0.1"})
    assert not access.may_write
    assert "perantara" in access.reason


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": ""},
        {"host": "dasbor.example.go.id"},
        {"host": "127.0.0.1.example.org"},
        {"host": "localhost.example.org:8501"},
        {"host": "127.0.0.1@example.org"},
        {"host": "[::1"},
        {"host": "127.0.0.1:8501", "origin": "https://example.org"},
        {"host": "127.0.0.1:8501", "origin": "null"},
        {"host": "127.0.0.1:8501", "origin": "http://[::1"},
    ],
)
def test_a_page_of_another_machine_or_site_is_read_only(headers: Mapping[str, str]) -> None:
    access = decide(headers=headers)
    assert not access.may_write
    assert "tidak dibuka dari komputer" in access.reason


def test_every_refusal_has_a_sentence_and_a_permission_has_none() -> None:
    assert decide().reason == ""
    for refused in (decide(is_local=False), decide(server_address=None), decide(headers={})):
        assert refused.reason.endswith(".")
