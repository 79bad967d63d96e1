"""Every problem code: a template, an example, a sentence that can be written, a line in the officer's guide."""

from __future__ import annotations

import re
import string

import pytest

from kkb.config import PROJECT_DIR
from kkb.problems import CATALOGUE, Problem, Severity, make_problem, shorten

GUIDE = PROJECT_DIR / "docs" / "panduan.md"
SOURCES = [path for path in (PROJECT_DIR / "kkb").rglob("*.py") if path.name != "problems.py"]


def fact_names(code: str) -> set[str]:
    fields = {name for _, name, _, _ in string.Formatter().parse(CATALOGUE[code].sentence) if name}
    return fields - {"value", "suggestion"}


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_has_a_template_an_example_and_a_line_in_the_guide(code: str) -> None:
    template = CATALOGUE[code]
    assert re.fullmatch(r"[A-Z]+(_[A-Z]+)*", code)
    assert template.sentence.rstrip().endswith((".", "?"))
    assert template.example.endswith((".", "!", "?"))
    assert f"`{code}`" in GUIDE.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_sentence_is_written_from_its_facts_alone(code: str) -> None:
    facts = {name: f"<{name}>" for name in fact_names(code)}
    problem = make_problem(code, sheet="Rekap", cell="C14", column="Desa", value="Slngsng", facts=facts)
    assert problem.message.startswith('Baris 14, kolom "Desa": ')
    assert all(f"<{name}>" in problem.message for name in facts)
    assert "{" not in problem.message
    assert problem.severity is CATALOGUE[code].severity


def test_every_code_of_the_catalogue_is_given_by_some_check() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    quoted = set(re.findall(r'"([A-Z]+(?:_[A-Z]+)+|SHEET)"', text))
    assert set(CATALOGUE) <= quoted


def test_a_problem_of_the_whole_file_begins_with_a_capital_and_has_no_place() -> None:
    facts = {"subject": "berkas ini", "count": "2", "names": "Padang", "rest": "…"}
    problem = make_problem("VILLAGES_MISSING", facts=facts)
    assert problem.place == ""
    assert problem.message.startswith("2 desa tidak ada")
    assert make_problem("HIDDEN_SHEET", facts={"names": "Lama"}).message.startswith("Lembar tersembunyi")


def test_a_cell_without_a_header_is_told_by_its_row() -> None:
    assert Problem("STATUS_BLANK", Severity.ERROR, cell="AB120").place == "Baris 120"


def test_where_a_workbook_has_several_kinds_of_sheets_its_own_comes_first() -> None:
    facts = {"told": "sel ini kosong", "effect": "barisnya tidak disimpan", "lembar": "Kegiatan"}
    problem = make_problem("FIELD_BLANK", sheet="Kegiatan", cell="B7", column="Tanggal", facts=facts)
    assert problem.message.startswith('Lembar Kegiatan, baris 7, kolom "Tanggal": sel ini kosong;')
    assert make_problem("FIELD_BLANK", facts=facts).message.startswith("Lembar Kegiatan: sel ini kosong;")


def test_a_finding_may_speak_of_other_cells_too() -> None:
    alone = make_problem("DATE_YEAR_ONLY", cell="B7", value="2021")
    facts = {"also": "Begitu juga 2 sel lain: B8 dan B9.", "others": 2}
    among = make_problem("DATE_YEAR_ONLY", cell="B7", value="2021", facts=facts)
    assert (among.message, among.count) == (f"{alone.message} Begitu juga 2 sel lain: B8 dan B9.", 3)
    assert alone.count == 1


def test_braces_in_a_cell_are_text() -> None:
    facts = {"hint": "", "what": "desa"}
    assert '"{0.__class__}"' in make_problem("NAME_UNKNOWN", value="{0.__class__}", facts=facts).message


def test_a_long_value_is_cut_in_the_sentence_and_whole_in_the_problem() -> None:
    problem = make_problem("STATUS_UNKNOWN", value="x" * 500, facts={"hint": "", "mend": "Isi"})
    assert problem.value == "x" * 500
    assert "x" * 59 + "…" in problem.message
    assert "x" * 60 not in problem.message
    assert shorten("a\n  b") == "a b"
    assert shorten(None) == ""


def test_the_severity_of_a_code_can_be_raised_and_an_unknown_code_is_our_mistake() -> None:
    assert make_problem("NAME_FUZZY", severity=Severity.QUESTION).severity is Severity.QUESTION
    with pytest.raises(KeyError):
        make_problem("NO_SUCH_CODE")


def test_the_guide_names_no_code_that_does_not_exist() -> None:
    rows = re.findall(r"^\|\s*`([A-Z_]+)`", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(rows) <= set(CATALOGUE)
