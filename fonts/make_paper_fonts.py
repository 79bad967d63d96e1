"""Make the fonts of paper and picture: `python -m fonts.make_paper_fonts`, after a letter was added to its list.

Takes the variable Inter out of the installed package fontpkg-inter, makes one plain font of each weight, keeps the
letters of kkb/exports/paper/letters.py, and writes them with their licence into kkb/data/fonts. Raises ValueError for
a letter that Inter does not have.
"""

from __future__ import annotations

import fontpkg_inter
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from kkb.config import PACKAGE_DATA_DIR
from kkb.exports.paper.letters import RANGES

TARGET = PACKAGE_DATA_DIR / "fonts"
WEIGHTS = {"Regular": 400, "SemiBold": 600}
OPTICAL_SIZE = 14
"""Inter for text, as on the pages, whose font has no other."""
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]


def make_font(weight: int) -> TTFont:
    """Inter of one weight with the letters of the list."""
    # The day of making would make each run another file.
    font = TTFont(fontpkg_inter.ROOT / "files/Inter[opsz,wght].ttf", recalcTimestamp=False)
    letters = [code for first, last in RANGES for code in range(first, last + 1)]
    missing = sorted(set(letters) - set(font.getBestCmap()))
    if missing:
        raise ValueError(f"not in Inter: {', '.join(f'{code:04X}' for code in missing)}")
    font = instantiateVariableFont(font, {"wght": weight, "opsz": OPTICAL_SIZE}, updateFontNames=True)
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True, drop_tables=["STAT"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, weight in WEIGHTS.items():
        target = TARGET / f"Inter-{name}.ttf"
        make_font(weight).save(target)
        print(f"{target.name}: {target.stat().st_size / 1000:.0f} kB")
    licence = (fontpkg_inter.ROOT / "LICENSE").read_text(encoding="utf-8")
    (TARGET / "LICENSE-Inter.txt").write_text(licence, encoding="utf-8")


if __name__ == "__main__":
    main()
