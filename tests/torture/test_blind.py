"""Recaps as offices send them: expectations written before the program was asked, and without a look at its code."""

from __future__ import annotations

import pytest

from tests.torture.blind.cases import CASES
from tests.torture.blind.commands import COMMANDS, try_command
from tests.torture.loose import Kind, try_case

pytestmark = pytest.mark.slow

DIFFERENT = {
    "t_m_s_b_sebagai_huruf_petak": "M, S and B in the same column prove what T means; an info says so",
    "tanggal_tersimpan_tidak_hilang": '"tidak tahu" is no date that is unreadable, but none; the stored one stays',
    "nama_dengan_kurung": "a long remark in brackets behind a name is only suggested",
}
"""Where the program does otherwise than was expected, and why it stays so."""


@pytest.mark.parametrize("name", CASES)
def test_it_is_read_or_asked_as_a_careful_person_would(name: str) -> None:
    outcome = try_case(CASES[name]())
    # How long a case took is measured by the command, on a quiet machine.
    notes = [note for note in outcome.notes if not note.startswith("took ")]
    if name in DIFFERENT:
        assert outcome.kind is not Kind.RIGHT, "as expected now: take it off the list"
    else:
        assert notes == []


@pytest.mark.parametrize("name", COMMANDS)
def test_load_tells_what_it_did(name: str) -> None:
    assert try_command(name) == []
