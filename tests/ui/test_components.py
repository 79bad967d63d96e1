"""Text of files and people on a page: labels in which nothing takes effect, boxes that read no Markdown."""

from __future__ import annotations

import re

import pytest

from kkb.config import PROJECT_DIR
from kkb.theme import DARK, LIGHT, Palette
from kkb.ui.parts.components import MessageKind, message_html, plain
from tests.support.page_fixtures import plain_html, unescape_markdown

# What Streamlit's page looks for in a label after unescaping it: links, addresses, icons, emoji, directives, arrows.
TOKENS = (
    re.compile(r"https?://", re.IGNORECASE),
    re.compile(r"www\.", re.IGNORECASE),
    re.compile(r"\w@[\w-]"),
    re.compile(r":material[_/]\w+:"),
    re.compile(r":[a-z0-9+_-]+:"),
    re.compile(r":[a-z-]+\["),
    re.compile(r"(?:^|\s)(?:<->|->|<-|--|>=|<=|~=)(?:\s|$)"),
)


@pytest.mark.parametrize(
    "text",
    [
        "http://evil.example/x.png HTTPS://evil.example",
        "www.evil.example WWW.evil.example xwww.evil.example",
        "a@evil.example mailto:a@evil.example",
        ":material/home: :material_home: :streamlit: :smile: :+1: :red[x]",
        "<-> -> <- -- >= <= ~=",
    ],
)
def test_a_label_holds_no_token_and_stands_as_written(text: str) -> None:
    made = plain(text)
    assert [token for token in TOKENS if not token.search(text)] != list(TOKENS)
    assert [token.pattern for token in TOKENS if token.search(re.sub(r"\\(.)", r"\1", made))] == []
    assert unescape_markdown(made) == text


@pytest.mark.parametrize("text", ["Rekap 2023-05-10.xlsx", "SK 12/2018 <Gantung> = ya", "Sudah: 4 dari 6"])
def test_an_ordinary_label_is_only_escaped(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", plain(text)) == text


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("kind", "role"), [("error", "alert"), ("warning", "alert"), ("info", "status"), ("success", "status")]
)
def test_a_message_is_escaped_and_has_its_role(kind: MessageKind, role: str, colours: Palette) -> None:
    body = message_html(kind, "<img src=x> **b** & www.evil.example", colours, lead="<b>Awas.")
    assert body.startswith(f'<div role="{role}"')
    assert "<img" not in body
    assert plain_html(body) == "<b>Awas. <img src=x> **b** & www.evil.example"


def test_boxes_that_read_markdown_are_used_nowhere() -> None:
    sources = [*(PROJECT_DIR / "kkb/ui").rglob("*.py"), *(PROJECT_DIR / "pages").glob("*.py")]
    found = [p.name for p in sources if re.search(r"\bst\.(error|warning|info|success|toast)\b", p.read_text("utf-8"))]
    # Toasts only: there of numbers and days, here of a text made plain.
    assert sorted(found) == ["live.py", "writing.py"]
