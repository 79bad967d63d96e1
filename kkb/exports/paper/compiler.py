"""The one typst compiler of the process: templates and values in, bytes of a PDF or PNG out.

Values reach a template as JSON that it reads, never as source, so no text of a file or an officer is ever program.
Everything is in memory; the only folder that can be read from is that of the templates. Fonts are our own alone.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal, cast

import typst

from kkb.config import PACKAGE_DATA_DIR

log = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent
FONTS = PACKAGE_DATA_DIR / "fonts"
_NO_PACKAGES = TEMPLATES / "packages"
"""A folder that does not exist: templates bring nothing in."""

# A compiler refuses to be used by two threads at once. It gives up the GIL while it works: pages go on meanwhile.
_LOCK = Lock()


class PaperError(Exception):
    """The sheet could not be made; `message` is fit for an officer. What happened is in the log."""

    def __init__(
        self, message: str = "Berkas belum dapat dibuat. Coba lagi; bila tetap gagal, beri tahu pengelola."
    ) -> None:
        super().__init__(message)
        self.message = message


def compile_sheet(
    template: str,
    values: Mapping[str, Any],
    *,
    format: Literal["pdf", "png"],
    day: date,
) -> bytes:
    """The sheet of `template` ("long.typ") with these values; a PDF is PDF/UA-1, a PNG one pixel for each point.

    `day` is written into a PDF as the day of its making. The same values give the same bytes. Raises PaperError.
    """
    sources = {path.name: path.read_bytes() for path in TEMPLATES.glob("*.typ")}
    project = {
        **sources,
        "main.typ": sources[template],
        "values.json": json.dumps(values, ensure_ascii=False).encode(),
    }
    moment = datetime.combine(day, time(), UTC)
    standard: Literal["ua-1"] | None = "ua-1" if format == "pdf" else None
    with _LOCK:
        try:
            # Files in memory are taken too, which the types of the package do not say.
            made = _compiler().compile(
                cast(bytes, project), format=format, ppi=72, pdf_standards=standard, timestamp=moment
            )
        except RuntimeError as error:
            # A fault in a template (TypstError) or in what it was given. Its message may name folders of this machine.
            log.error("typst: %s\n%s", error, getattr(error, "diagnostic", ""))
            raise PaperError from None
        except BaseException as error:
            _compiler.cache_clear()
            if type(error).__name__ != "PanicException":
                raise
            # A panic of Rust is no Exception and would take the whole session along.
            log.exception("typst panicked")
            raise PaperError from None
    return made if isinstance(made, bytes) else b"".join(made or [])


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(root=TEMPLATES, font_paths=fonts, package_path=_NO_PACKAGES, package_cache_path=_NO_PACKAGES)
