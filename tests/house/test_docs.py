"""The pages of README.md, CHANGELOG.md and docs/ say nothing that the project does not do."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kkb.__main__ import main
from kkb.checking.files.data_day import QUESTION_ID
from kkb.config import DEFAULT_REGION_CSV, DEFAULT_REGION_NAME, PROJECT_DIR, SAMPLE_DIR
from kkb.narrative import PAGES_EXPLAINED
from kkb.problems import CATALOGUE, Severity
from kkb.programme import ROW_TYPES, Lembar, ProgrammeRow
from kkb.region import load_region
from kkb.ui.frame.navigation import PAGES as NAVIGATION
from kkb.uploads.check import Stored, check_file
from tests.support.builders import dendang_rows, judge
from tests.support.sheet_builders import judge_sheets, make_sheet

PAGES = [PROJECT_DIR / "README.md", PROJECT_DIR / "CHANGELOG.md", *sorted((PROJECT_DIR / "docs").glob("*.md"))]
TEXTS = {path: path.read_text(encoding="utf-8") for path in PAGES}
README, PANDUAN, ARSITEKTUR, KONTRAK, KEPUTUSAN = (
    (PROJECT_DIR / name).read_text(encoding="utf-8")
    for name in ("README.md", "docs/panduan.md", "docs/arsitektur.md", "docs/kontrak.md", "docs/keputusan.md")
)

COMMANDS = (
    "check", "load", "template", "report", "backup", "restore", "verify", "hapus-asli", "undo", "redo", "init", "akun",
)  # fmt: skip
WEIGHTS = {
    Severity.QUESTION: "Tanya",
    Severity.ERROR: "Salah",
    Severity.WARNING: "Perhatian",
    Severity.INFO: "Catatan",
}

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_SPAN = re.compile(r"`([^`\n]+)`")
_MAKE = re.compile(r"\bmake ([a-z]+)")
_FLAG = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_CODE = re.compile(r"`([A-Z][A-Z_]+)`")
_GUARD = re.compile(r"`(tests/[\w/]+\.py(?:::\w+)+)`")
# A path of the project in a code span; one with <…> in it is a pattern.
_PATH = re.compile(r"`((?:kkb|pages|tests|docs|bench|fonts|slide_template|sample_data|\.ci|\.streamlit)/[\w./-]*)`")


def fences(text: str, language: str) -> list[str]:
    return [body for name, body in _FENCE.findall(text) if name == language]


def code_of(text: str) -> list[str]:
    """What is set as code: the bodies of fences, and spans outside them."""
    return [body for _, body in _FENCE.findall(text)] + _SPAN.findall(_FENCE.sub("", text))


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


def links() -> list[tuple[Path, str]]:
    return [
        (path, target)
        for path, text in TEXTS.items()
        for target in _LINK.findall(_FENCE.sub("", text))
        if not re.match(r"[a-z]+:", target)
    ]


@pytest.mark.parametrize(("page", "target"), links(), ids=lambda value: getattr(value, "name", value))
def test_every_link_leads_somewhere(page: Path, target: str) -> None:
    name, _, anchor = target.partition("#")
    linked = page.parent / name if name else page
    assert linked.exists()
    if anchor:
        assert anchor in [slug(heading) for heading in _HEADING.findall(linked.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_named_exists(page: Path) -> None:
    assert [name for name in _PATH.findall(TEXTS[page]) if not (PROJECT_DIR / name).exists()] == []


def test_the_map_of_the_house_is_whole() -> None:
    rooms = {p for p in (PROJECT_DIR / "kkb").iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file()}
    places = {f"`kkb/{p.name}/`" if p.is_dir() else f"`kkb/{p.name}`" for p in rooms if p.name != "__init__.py"}
    assert sorted(place for place in places if place not in README) == []


def test_the_layers_drawn_are_those_that_are_checked() -> None:
    contracts = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (layers,) = [c["layers"] for c in contracts["contracts"] if c["id"] == "layers"]
    drawn = next(body for body in fences(ARSITEKTUR, "") if body.startswith("__main__"))
    assert [re.findall(r"\w+", line) for line in drawn.splitlines()] == [
        [name for name in re.findall(r"\w+", layer)] for layer in layers
    ]


def test_the_guide_and_bantuan_tell_of_every_page_on_the_menu() -> None:
    titles = re.findall(r"^\| (\w+) \|", PANDUAN.partition("## Membaca halaman")[2].partition("\n## ")[0], re.MULTILINE)
    assert set(titles) - {"halaman"} == {page.title for page in NAVIGATION}
    assert [*PAGES_EXPLAINED, "Bantuan"] == [page.title for page in NAVIGATION]


def test_every_make_target_named_exists() -> None:
    made = set(re.findall(r"^([a-z]+):", (PROJECT_DIR / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {word for text in TEXTS.values() for code in code_of(text) for word in _MAKE.findall(code)}
    assert {"run", "test", "check"} <= named <= made


def test_settings_are_those_of_the_program() -> None:
    read = set(re.findall(r"KKB_[A-Z_]+", (PROJECT_DIR / "kkb/config.py").read_text(encoding="utf-8")))
    assert {name for text in TEXTS.values() for name in re.findall(r"KKB_[A-Z_]+", text)} <= read
    assert set(re.findall(r"^\| `(KKB_[A-Z_]+)` \|", README, re.MULTILINE)) == read


def help_of(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    return capsys.readouterr().out


def test_the_contract_names_every_command_and_flag(capsys: pytest.CaptureFixture[str]) -> None:
    flags = {flag for command in COMMANDS for flag in _FLAG.findall(help_of(command, capsys))} - {"--help"}
    assert set(_FLAG.findall(KONTRAK)) == flags
    usage = fences(KONTRAK, "")[0]
    assert {line.split()[3] for line in usage.splitlines()} == set(COMMANDS)


def test_the_usage_lines_are_those_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    for line in fences(KONTRAK, "")[0].splitlines():
        command = line.split()[3]
        if "the same" not in line:
            assert set(_FLAG.findall(line)) == set(_FLAG.findall(help_of(command, capsys))) - {"--help"}


def shape(value: Any) -> Any:
    """The keys of a JSON value, all the way down; the items of a list share one shape."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return None


def test_the_verdict_has_exactly_the_keys_of_the_contract() -> None:
    """A file name that contradicts the title asks, so a question is among what is compared."""
    region = load_region(DEFAULT_REGION_CSV)
    path = SAMPLE_DIR / "rekap_2023-05-10.xlsx"

    def verdict(name: str) -> dict[str, Any]:
        checked = check_file(
            path.read_bytes(),
            name,
            region=region,
            region_name=DEFAULT_REGION_NAME,
            stored=Stored(),
            today=date(2024, 1, 1),
        )
        made = checked.to_json()
        # The sheets beside the recap, and their keys, have a section of their own.
        files = [{key: value for key, value in file.items() if key != "lembar"} for file in made["files"]]
        return {key: value for key, value in made.items() if key not in ("lembar", "programme")} | {"files": files}

    plain, asking = verdict(path.name), verdict("rekap_2023-05-11.xlsx")
    assert plain["rows"] and plain["problems"] and asking["questions"]
    documented = fences(KONTRAK, "json")[0]
    assert shape(json.loads(documented)) == shape(plain | {"questions": asking["questions"]})


def test_the_sheets_beside_the_recap_add_exactly_the_keys_of_the_contract() -> None:
    made = judge_sheets(make_sheet("langkah", ("Tanjung Kelumpang", "Maret 2023", "Sosialisasi"))).to_json()
    plain = judge(dendang_rows()).to_json()
    _, documented = fences(KONTRAK, "json")
    assert shape(json.loads(documented)) == shape({key: made[key] for key in made.keys() - plain.keys()})
    assert made["files"][0].keys() - plain["files"][0].keys() == {"lembar"}


@pytest.mark.parametrize("lembar", ROW_TYPES)
def test_the_contract_names_every_field_of_a_sheet(lembar: Lembar) -> None:
    told = KONTRAK.partition(f"  - `{lembar.value}`: ")[2].partition("\n  - `")[0].partition("\n- ")[0]
    own = {one.name for one in fields(ROW_TYPES[lembar])} - {one.name for one in fields(ProgrammeRow)}
    assert own <= set(re.findall(r"`(\w+)`", told))


def test_both_pages_name_exactly_the_codes_of_the_catalogue() -> None:
    in_guide = re.findall(r"^\| `([A-Z_]+)` \|", PANDUAN, re.MULTILINE)
    assert sorted(in_guide) == sorted(CATALOGUE)
    in_contract = _CODE.findall(KONTRAK.partition("\n## Codes")[2])
    assert set(in_contract) == set(CATALOGUE)


def test_the_contract_names_exactly_the_questions_of_the_check() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in sorted((PROJECT_DIR / "kkb/checking").rglob("*.py")))
    asked = {name or QUESTION_ID for name in re.findall(r'\bid=(?:QUESTION_ID|f?"(\w+))', source)}
    table = KONTRAK.partition("| id | values | suggested |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)", table, re.MULTILINE)) == asked


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_code_weighs_in_the_pages_what_it_weighs_in_the_program(code: str) -> None:
    severity = CATALOGUE[code].severity
    line = re.search(rf"^\| `{code}` \| (\w+)", PANDUAN, re.MULTILINE)
    assert line is not None and line[1] == WEIGHTS[severity]
    row = re.search(rf"^\| {severity.value} \|(.*)$", KONTRAK, re.MULTILINE)
    assert row is not None and f"`{code}`" in row[1]


@pytest.mark.parametrize("guard", sorted(set(_GUARD.findall(KEPUTUSAN))))
def test_every_guard_named_is_a_test(guard: str) -> None:
    """A guard is named as pytest names it: file, class if there is one, function."""
    name, *inside = guard.split("::")
    node: ast.AST = ast.parse((PROJECT_DIR / name).read_text(encoding="utf-8"))
    for part in inside:
        node = next(child for child in ast.iter_child_nodes(node) if getattr(child, "name", None) == part)
    assert isinstance(node, ast.FunctionDef)


def test_every_decision_has_a_guard() -> None:
    """What no test can hold says so."""
    sections = [" ".join(part.split()) for part in re.split(r"^### ", KEPUTUSAN, flags=re.MULTILINE)[1:]]
    assert sections
    assert [part[:60] for part in sections if not _GUARD.search(part) and "Not guarded" not in part] == []


@pytest.mark.parametrize("code", [code for text in TEXTS.values() for code in fences(text, "python")])
def test_every_example_runs(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_DIR, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
