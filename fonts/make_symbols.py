"""Make the font of icons: `python -m fonts.make_symbols`, after an icon was added or Streamlit upgraded.

Takes Material Symbols Rounded out of the installed Streamlit, keeps what `icon_names.py` finds, and writes font and
list into kkb/ui/static/fonts. Raises KeyError for a name that the font does not know.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from fonts.icon_names import LIST, our_icons, streamlit_icons


def ligatures(font: TTFont) -> dict[str, str]:
    """Name of each icon, as it is written, to its glyph."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    return {
        "".join(letters[glyph] for glyph in (first, *ligature.Component)): ligature.LigGlyph
        for lookup in font["GSUB"].table.LookupList.Lookup
        for subtable in lookup.SubTable
        for first, found in getattr(subtable, "ExtSubTable", subtable).ligatures.items()
        for ligature in found
    }


def make_subset(font: TTFont, names: list[str]) -> None:
    """Leave in the font these icons and the letters of their names, nothing else."""
    glyph_of = ligatures(font)
    letters = font.getBestCmap()
    # Without closure: every name is made of the same letters, so these would bring all icons back.
    options = Options(layout_closure=False, layout_features=["*"], notdef_outline=True, drop_tables=["STAT"])
    subsetter = Subsetter(options)
    subsetter.populate(
        glyphs=[*(glyph_of[name] for name in names), *(letters[ord(letter)] for letter in set("".join(names)))],
        unicodes=[ord(letter) for letter in set("".join(names))],
    )
    subsetter.subset(font)


def main() -> None:
    names = sorted(our_icons() | streamlit_icons())
    (source,) = (Path(st.__file__).parent / "static/static/media").glob("MaterialSymbols-Rounded.*.woff2")
    # The day of making would make each run another file.
    font = TTFont(source, recalcTimestamp=False)
    make_subset(font, names)
    font.flavor = "woff2"
    target = LIST.with_suffix(".woff2")
    font.save(target)
    LIST.write_text("\n".join(names) + "\n", encoding="utf-8")
    print(f"{len(names)} icons, {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
