"""Which icons may appear on a page: ours, and all that Streamlit itself may draw."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import streamlit as st
from streamlit.material_icon_names import ALL_MATERIAL_ICONS

PROJECT_DIR = Path(__file__).resolve().parent.parent
LIST = PROJECT_DIR / "kkb" / "ui" / "static" / "fonts" / "material-symbols.txt"

_SHORTCODE = re.compile(r":material/(\w+):")
# In a script that draws with the icon font itself, a name may stand alone: `more_vert`.
_DRAWS_ITSELF = re.compile(r"\b(?:iconFont|materialIcons)\b")
_LITERAL = re.compile(r"""[`"']([a-z0-9_]+)[`"']""")


def our_icons() -> set[str]:
    """Names that our pages give."""
    sources = (path for room in ("kkb", "pages") for path in (PROJECT_DIR / room).rglob("*.py"))
    return _shortcodes(sources)


def streamlit_icons() -> set[str]:
    """Names in the installed Streamlit: every shortcode, and every text that could be a name where it draws icons.

    Rather too many: a word such as "table" counts too. Names that are in no font (`star_filled` is a picture) do not.
    """
    package = Path(st.__file__).parent
    found = _shortcodes(package.rglob("*.py"))
    for script in (package / "static").rglob("*.js"):
        text = script.read_text(encoding="utf-8")
        found.update(_SHORTCODE.findall(text))
        if _DRAWS_ITSELF.search(text):
            found.update(_LITERAL.findall(text))
    return found & set(ALL_MATERIAL_ICONS)


def listed_icons() -> list[str]:
    """Names in the font that is sent, as its list says."""
    return LIST.read_text(encoding="utf-8").split()


def _shortcodes(paths: Iterable[Path]) -> set[str]:
    return {name for path in paths for name in _SHORTCODE.findall(path.read_text(encoding="utf-8"))}
