"""Pages without a browser: start the app in this process, open a page, read what an officer would see.

Streamlit's AppTest starts at the main script; started at app.py it would pass with no element at all.
"""

from __future__ import annotations

import functools
import inspect
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.context import ContextProxy, StreamlitCookies
from streamlit.testing.v1 import AppTest

from kkb.config import PROJECT_DIR, load_settings
from kkb.region import load_region
from kkb.startup import prepare
from kkb.store import Store
from kkb.ui.frame import access, cache
from kkb.ui.server import start_key
from kkb.uploads.check import Stored, check_file
from kkb.uploads.commit import commit
from tests.support.installations import Installations, forget

MAIN_SCRIPT = PROJECT_DIR / "kkb/ui/main.py"
NOW = datetime(2026, 11, 24, 2, 40, tzinfo=UTC)

_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
_VERDICT = re.compile(r'<span data-putusan[^>]*>(.*?)</span>')
# At every run AppTest reads what each installed package says of itself, in search of components: longer than a page
# takes. What is installed does not change while tests run.
_scan_packages = functools.cache(manifest_scanner.scan_component_manifests)
_BOX = re.compile(r'<div role="(?:alert|status)"')


class App:
    """One installation in this process: its data folder, its mode, and whether the browser holds the key of this start.

    `has_key` may be changed between runs, as if the next request came from another browser. The first start has taken
    place.
    """

    def __init__(self, installations: Installations, monkeypatch: pytest.MonkeyPatch) -> None:
        self.data_dir = installations.take()
        self._installations = installations
        self.has_key = True
        self.is_set = False
        self._monkeypatch = monkeypatch
        for name in list(os.environ):
            if name.startswith("KKB_"):
                monkeypatch.delenv(name)
        monkeypatch.setenv("KKB_DATA_DIR", str(self.data_dir))
        monkeypatch.setenv("KKB_MODE", "lokal")
        monkeypatch.setattr(manifest_scanner, "scan_component_manifests", _scan_packages)
        # AppTest has neither a server nor a request behind it.
        monkeypatch.setattr(start_key, "listening", lambda: (("127.0.0.1", 8501),))
        monkeypatch.setattr(access, "listening", start_key.listening)
        cookie = start_key.START_KEY.exchange(start_key.START_KEY.secret)
        assert cookie is not None
        held = {start_key.cookie_name(): cookie}
        # The session of who is logged in, if anybody: see `tests.support.login_steps.log_in`.
        self.session: dict[str, str] = {}
        monkeypatch.setattr(
            ContextProxy,
            "cookies",
            property(lambda _proxy: StreamlitCookies((held if self.has_key else {}) | self.session)),
        )

    def set(self, **environment: str | None) -> None:
        """Settings of this installation, before its first page; None takes one away.

        Another region or database has a first start of its own.
        """
        self.is_set = True
        cache.settings.clear()
        if environment.keys() & {"KKB_WILAYAH", "KKB_DATABASE_URL"}:
            self._installations.empty()
        for name, value in environment.items():
            if value is None:
                self._monkeypatch.delenv(name, raising=False)
            else:
                self._monkeypatch.setenv(name, value)

    def start_empty(self) -> None:
        """A database given by its address starts without the sample. Its own first start has taken place, too."""
        path = self.data_dir / "kosong.sqlite3"
        self.set(KKB_DATABASE_URL=f"sqlite:///{path}")
        path.parent.mkdir(exist_ok=True)
        shutil.copyfile(self._installations.empty_file, path)

    def open(self, name: str | None = None, **query: str | list[str]) -> AppTest:
        """A page after its first run. Each call is a reader of their own."""
        page = AppTest.from_file(str(MAIN_SCRIPT), default_timeout=60)
        for key, value in query.items():
            page.query_params[key] = value
        return page.run() if name is None else go_to(page, name)

    @property
    def store(self) -> Store:
        """The store behind the pages, with all first-start work done; another officer may write with it."""
        return cache.store_to_write()


def go_to(page: AppTest, name: str) -> AppTest:
    """Choose another page in the menu."""
    return page.switch_page(str(Path("..", "..", "pages", f"{name}.py"))).run()


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder after a first start with the sample recap: made once, copied for each test."""
    data_dir = tmp_path_factory.mktemp("pertama") / "data"
    prepare(load_settings({"KKB_DATA_DIR": str(data_dir)}), now=cache.now()).close()
    return data_dir


@pytest.fixture(scope="session")
def installations(first_start: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installations]:
    """Copies of that folder for the tests."""
    made = Installations(first_start, lambda: tmp_path_factory.mktemp("app") / "data")
    yield made
    made.leave()


@pytest.fixture
def app(
    request: pytest.FixtureRequest, installations: Installations, mark_here: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[App]:
    """An installation in local mode, read and written from this machine, with the sample recap in it and no more.

    Tests that only look share one, with what the app keeps in its memory. A test that changes anything leaves none,
    and one that takes `monkeypatch` has its own, lest what it replaces be remembered or what is remembered hide it.
    """
    is_apart = "monkeypatch" in inspect.signature(request.function).parameters
    if is_apart:
        installations.leave()
    # AppTest puts a module of its own here, in which child processes of later tests would look for their code.
    main = sys.modules["__main__"]
    made = App(installations, monkeypatch)
    if cache.settings().data_dir != made.data_dir:
        # A test without this fixture has used the app since.
        forget()
    # As in a new process: whoever writes before the first page does so unnoticed.
    cache.watcher.clear()
    yield made
    sys.modules["__main__"] = main
    if is_apart or made.is_set or not installations.is_untouched():
        installations.leave()


def load(
    store: Store,
    recap: Path | bytes,
    *,
    name: str = "rekap.xlsx",
    by: str = "Budi",
    answers: Mapping[str, str] | None = None,
) -> int:
    """Another officer stores a recap, behind the back of the open pages; the number of the upload."""
    settings = load_settings()
    checked = check_file(
        recap.read_bytes() if isinstance(recap, Path) else recap,
        recap.name if isinstance(recap, Path) else name,
        region=load_region(settings.region_csv),
        region_name=settings.region_name,
        stored=Stored.of(store.snapshot()),
        today=NOW.date(),
        answers=answers,
        use_suggested=True,
    )
    (number,) = commit(store, checked, by=by, at=NOW)
    return number


def keep_downloads(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What the pages drawn from now on offer to save, by the key of the button; each is made when it is called."""
    offered: dict[str, Callable[[], bytes]] = {}

    def keep(label: str, data: bytes | Callable[[], bytes], *_more: Any, key: str = "", **_rest: Any) -> bool:
        offered[key or label] = data if callable(data) else lambda: data
        return False

    monkeypatch.setattr(st, "download_button", keep)
    return offered


def heading(page: AppTest) -> str:
    """The page's one heading of the first rank, without the badge before it."""
    bodies = [element.proto.body for element in page.get("html")]
    found = [part for body in bodies for part in re.findall(r"<h1\b.*?</h1>", body, re.DOTALL)]
    assert len(found) == 1, f"a page has one heading, not {len(found)}"
    return plain_html(_VERDICT.sub("", found[0]))


def verdict(page: AppTest) -> str:
    """The badge before the heading."""
    (found,) = [match[1] for element in page.get("html") if (match := _VERDICT.search(element.proto.body))]
    return plain_html(found)


def plain_html(body: str) -> str:
    """What remains of HTML on the screen."""
    return " ".join(unescape(_TAG.sub(" ", body)).split())


def text_of(page: AppTest) -> str:
    """Everything on the screen as text, one element a line: sidebar, then page. Cells of tables included."""
    return "\n".join(line for root in (page.sidebar, page.main) for line in _lines(root))


def _lines(root: Any) -> Iterator[str]:
    for element in root:
        label = getattr(element, "label", None)
        if isinstance(label, str) and label:
            yield unescape_markdown(label)
        if element.type == "html":
            yield plain_html(element.proto.body)
        elif element.type == "dataframe":
            yield from (" | ".join(map(str, row)) for row in element.value.itertuples(index=False))
        elif element.type in ("plotly_chart", "file_uploader"):
            continue
        elif element.type == "bidi_component" and element.proto.component_name == "kkb_gambar":
            yield plain_html(element.proto.bytes.decode())
        else:
            value = getattr(element, "value", None)
            values = value if isinstance(value, list) else [value]
            yield from (unescape_markdown(str(part)) for part in values if isinstance(part, str) and part != label)


def unescape_markdown(text: str) -> str:
    """Escaped characters as themselves, without the marks for bold and what keeps tokens apart."""
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)\*\*|\N{WORD JOINER}", "", text))


def html_of(page: AppTest) -> str:
    """All HTML the page sends."""
    return "".join(part.proto.body for part in page.get("html"))


def live_html(page: AppTest) -> str:
    """All HTML the page sends, with every escaped character taken out."""
    return "\n".join(re.sub(r"&[#\w]+;", "", element.proto.body) for element in page.get("html"))


def live_markdown(page: AppTest) -> str:
    """All text that is read as Markdown (labels and options too), with every escaped character taken out."""
    parts = []
    for root in (page.sidebar, page.main):
        for element in root:
            texts = [getattr(element, "label", None), *getattr(element, "options", ())]
            if element.type in ("markdown", "caption", "title", "header", "subheader"):
                texts.append(element.value)
            parts += [re.sub(r"\\.", "", text) for text in texts if isinstance(text, str)]
    return "\n".join(parts)


def sheet_view(page: AppTest) -> dict[str, Any]:
    """What the view of the sheet under review was given (`kkb.ui.unggah.sheet_data`)."""
    (data,) = [
        json.loads(element.proto.json)
        for element in page.get("bidi_component")
        if element.proto.component_name == "kkb_lembar"
    ]
    return dict(data)


def alerts(page: AppTest) -> list[str]:
    """Boxes that speak to the reader, in the order of the screen."""
    bodies = [element.proto.body for element in page.main if element.type == "html"]
    return [plain_html(body) for body in bodies if _BOX.match(body)]


def button(page: AppTest, words: str) -> Any:
    """The one button whose label begins with these words."""
    found = [candidate for candidate in page.button if candidate.label.startswith(words)]
    assert len(found) == 1, f"buttons: {[candidate.label for candidate in page.button]}"
    return found[0]


def field(page: AppTest, label: str) -> Any:
    """The one text field with this label."""
    found = [candidate for candidate in page.text_input if candidate.label == label]
    assert len(found) == 1, f"fields: {[candidate.label for candidate in page.text_input]}"
    return found[0]


def has_button(page: AppTest, words: str) -> bool:
    """Whether there is a button whose label begins so."""
    return any(candidate.label.startswith(words) for candidate in page.button)


def upload(page: AppTest, name: str, data: bytes) -> AppTest:
    """Drop a file on the upload page and wait for its verdict."""
    return upload_all(page, {name: data})


def upload_all(page: AppTest, files: Mapping[str, bytes]) -> AppTest:
    """Drop several files at once and wait for their verdict."""
    page.file_uploader[0].set_value([(name, data, "application/octet-stream") for name, data in files.items()])
    return page.run()


def fill_and_press(page: AppTest, words: str, **fields: str) -> AppTest:
    """Fill text fields (`Nama_Anda="Sari"`) and press the button that begins with these words."""
    for label, text in fields.items():
        field(page, label.replace("_", " ")).input(text)
    button(page, words).click()
    return page.run()
