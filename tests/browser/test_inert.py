"""No text of a file or a person takes effect anywhere: no link, picture, icon, formula or request comes of it."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest

from kkb.config import DEFAULT_REGION_CSV, Settings
from kkb.region import load_region
from kkb.store import open_store
from tests.support.attacks import ATTACKS
from tests.support.browser_fixtures import StartServer, browser_test
from tests.support.browser_steps import (
    PATHS,
    PATIENCE_MS,
    content,
    heading,
    kkb,
    open_page,
    put_file,
    save_button,
    turn_to,
    wait_for_text,
)
from tests.support.recaps import make_recap
from tests.support.serving import Server, assert_only_local, wait_ready
from tests.support.store_fixtures import add_step
from tests.support.workbook_fixtures import make_xlsx

pytestmark = browser_test

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINKS = "www.evil.example a@evil.example http://evil.example/x.png"
SIGNS = ":material/home: :smile: :streamlit: -> >="
MARKS = "![x](http://evil.example/y.png) <img src=x onerror=alert(1)> $x$ :red[x]"
OFFICER = f"{LINKS} {SIGNS}"
ALL = f"{OFFICER} {MARKS}"
# Short enough to be named in full, and without the slash that no file name has.
FILE = "www.evil.example a@evil.example :streamlit: -> $x$.xlsx"
SECOND_FILE = ":material_home: :smile: >= :red[x] <img src=x onerror=alert(1)>.xlsx"
SHEET_NAME = "www.evil.example a@evil.example"
DESA = next(desa for desa in load_region(DEFAULT_REGION_CSV).desa if desa.desa == "Lilangan")


def payload(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": XLSX, "buffer": data}


def good_recap(day: str, status: str) -> bytes:
    return make_recap(("Gantung", "Lilangan", status, None, ALL), title=f"Keadaan per {day}", contoh=False)


@pytest.fixture(scope="module")
def desk_server(start_module_server: StartServer) -> Server:
    """One for the recaps of one desa: what a test leaves there is in no other's way."""
    return start_module_server()


@pytest.fixture(autouse=True)
def dialogs(page: Any, requests: list[str]) -> Any:
    """Nothing opened a dialog and nothing was asked of another host, whatever the test did."""
    opened: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    yield
    assert opened == []
    assert_only_local(requests)


def text_of(page: Any) -> str:
    """All that is to be read, in one line, without the marks that keep a text from becoming a link."""
    return " ".join(page.locator("body").inner_text().replace("\N{WORD JOINER}", "").split())


def assert_inert(page: Any, *texts: str) -> None:
    """These texts stand on the page as they were written, and nothing has come of any."""
    wait_ready(page)
    shown = text_of(page)
    until = time.monotonic() + PATIENCE_MS / 1000
    while any(text not in shown for text in texts) and time.monotonic() < until:
        # What follows a press is drawn piece by piece.
        page.wait_for_timeout(200)
        shown = text_of(page)
    assert [text for text in texts if text not in shown] == []
    assert page.locator('a[href*="evil"], [src*="evil"], [href^="mailto"], .katex').count() == 0
    assert page.locator("main img, [data-testid=stMain] img, img[alt='Streamlit logo']").count() == 0
    assert page.get_by_text(re.compile("^home$")).count() == 0
    assert not {"😄", "≥"} & set(shown)


def test_in_a_queue_that_cannot_be_read(page: Any, desk_server: Server) -> None:
    open_page(page, desk_server, "/unggah")
    put_file(page, [payload(FILE, b"PK\x03\x04 rusak"), payload(SECOND_FILE, good_recap("1 Agustus 2023", "Belum"))])
    wait_for_text(page, "Belum dapat diperiksa.")
    assert_inert(page, FILE, SECOND_FILE, f'Belum dapat diperiksa. "{FILE}" ')


def test_in_a_question_the_sheet_and_a_draft(page: Any, desk_server: Server) -> None:
    table = (
        ("Keadaan per 1 Agustus 2023",),
        ("Kecamatan", "Desa", "Status", "Keterangan", ALL),
        ("Gantung", "Lilangan", "Belum", ALL, ALL),
        ("Gantung", OFFICER, ALL, ALL),
    )
    others = (*table[:2], ("Gantung", "Lilangan", "Merintis", ALL))
    open_page(page, desk_server, "/unggah")
    put_file(page, payload(FILE, make_xlsx(table, more_sheets={SHEET_NAME: others})))
    wait_for_text(page, "Jawab dulu")
    assert_inert(page, FILE, f"{SHEET_NAME} (1 desa, keadaan per 1 Agustus 2023)")
    page.get_by_text(re.compile("^Rekap \\(1 desa")).click()
    page.get_by_role("button", name="Jawab dan periksa lagi").click()
    wait_for_text(page, "Periksa dan perbaiki di sini")
    page.get_by_role("gridcell").get_by_text(ALL, exact=True).first.wait_for()
    assert_inert(page, FILE)
    address = page.url
    page.get_by_label("Nama Anda").fill(OFFICER)
    save_button(page).click()
    wait_for_text(page, "Tulis alasannya; keputusan ini dicatat bersama unggahan.")
    page.get_by_role("button", name="Buang draf").click()
    page.get_by_role("button", name="Ya, buang draf ini").click()
    wait_for_text(page, "Draf dibuang.")
    turn_to(page, desk_server, address.removeprefix(desk_server.url))
    wait_for_text(page, "Draf ini sudah dibuang oleh")
    assert_inert(page, f"Draf ini sudah dibuang oleh {OFFICER}.")


def test_once_it_is_stored(page: Any, app_server: Server, tmp_path: Any) -> None:
    earlier = tmp_path / "rekap.xlsx"
    earlier.write_bytes(good_recap("1 Juli 2023", "Merintis"))
    kkb(app_server, "load", str(earlier), "--by", OFFICER, "--name", SECOND_FILE)
    open_page(page, app_server, "/unggah")
    put_file(page, payload(FILE, good_recap("1 Agustus 2023", "Terbentuk")))
    wait_for_text(page, "Dapat disimpan")
    assert_inert(page, FILE)
    page.get_by_label("Nama Anda").fill(OFFICER)
    save_button(page).click()
    wait_for_text(page, "Tersimpan sebagai unggahan")
    assert_inert(page)
    (number,) = re.findall(r"Tersimpan sebagai unggahan (\d+)", content(page))

    turn_to(page, app_server, "/rapat")
    page.get_by_label("Tanggal rapat").fill("10 Juli 2023")
    page.get_by_label("Nama rapat").fill(ALL)
    page.get_by_label("Nama Anda").first.fill(OFFICER)
    page.get_by_role("button", name="Catat rapat").click()
    wait_for_text(page, "Rapat tersimpan.")
    turn_to(page, app_server, "/pengaturan?bagian=Peristiwa")
    page.get_by_text("Batalkan rapat", exact=True).click()
    page.get_by_text("Rapat yang dibatalkan").wait_for()
    assert_inert(page, f"10 Juli 2023, {ALL}", OFFICER)

    turn_to(page, app_server, f"/desa?desa={DESA.kode_desa}")
    wait_for_text(page, "Semua laporan tentang desa ini")
    assert_inert(page, ALL, SECOND_FILE)
    for address in ("/", "/banding"):
        turn_to(page, app_server, address)
        wait_for_text(page, "Sumber: ")
        assert_inert(page, FILE, SECOND_FILE)
    page.goto(f"{app_server.url}/ringkas")
    assert page.locator('a[href*="evil"], [src*="evil"]').count() == 0
    assert SECOND_FILE in page.locator("body").inner_text()

    turn_to(page, app_server, f"/riwayat?unggahan={number}")
    assert_inert(page, f"Disimpan {OFFICER}")
    page.get_by_text("Tarik unggahan ini").click()
    page.get_by_label("Nama Anda").fill(OFFICER)
    page.get_by_role("textbox", name="Alasan").fill(ALL)
    page.get_by_role("button", name=f"Tarik unggahan {number}").click()
    wait_for_text(page, f"Unggahan {number} ditarik.")
    assert_inert(page, ALL)


ATTACK_FILE = "=1+1 {{7x7}} $x^2$ **tebal** <img src=x onerror='window.evil=1'> \u202efdp.xlsx"
PAGES = (*PATHS, "/ringkas", "/layar")

# The kinds of attack that a browser could fall for; the others are meant for spreadsheets, databases and typesetters.
AT_A_BROWSER = {"html", "html_attribute", "html_entity", "markdown", "link", "latex", "plotly", "xml"}

# What text would have to become to take effect: a script that ran, an address that leads out, a formula set by KaTeX, a
# heading or bold word that Markdown made of it, an attribute that listens.
EFFECTS = """
() => {
  const roots = [document], found = [];
  for (const root of roots)
    for (const one of root.querySelectorAll("*")) {
      if (one.shadowRoot) roots.push(one.shadowRoot);
      if (one.tagName === "IFRAME" && one.contentDocument) roots.push(one.contentDocument);
      const listens = Array.from(one.attributes).find((a) => /^on/i.test(a.name) || /evil|javascript:/i.test(
        ["href", "src", "srcset", "action", "style", "data", "xlink:href"].includes(a.name) ? a.value : ""));
      if (listens) found.push(`${one.tagName} ${listens.name}=${listens.value.slice(0, 80)}`);
      if (one.classList.contains("katex")) found.push("katex: " + one.textContent.slice(0, 40));
      if (["STRONG", "B"].includes(one.tagName) && one.textContent.trim() === "tebal") found.push("markdown");
    }
  if (window.evil) found.push("a script ran");
  return found;
}
"""


def attacked_recap() -> bytes:
    """Every attack in the note of a desa of its own, in a column that nobody knows, and in names of sheets."""
    desa = load_region(DEFAULT_REGION_CSV).desa
    rows: list[tuple[str, ...]] = [
        ("Keadaan per 1 Agustus 2023",),
        ("Kecamatan", "Desa", "Status", "No. SK", "Keterangan", ATTACKS["html"][:200]),
    ]
    for place, one in enumerate(desa):
        text = list(ATTACKS.values())[place % len(ATTACKS)]
        rows.append((one.kecamatan, one.desa, "Terbentuk" if place % 2 else "Belum", f"{text[:60]}", text, text))

    def as_text(sheet: Any) -> None:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            cell.data_type = "s"

    return make_xlsx(rows, change=as_text, more_sheets={"<img src=x> $x$ =1+1": [(ATTACKS["markdown"],)]})


def test_effects_would_be_seen(page: Any, desk_server: Server) -> None:
    page.goto(f"{desk_server.url}/ringkas")
    page.evaluate("document.body.innerHTML = '<p onclick=x><a href=javascript:x>x</a><b>tebal</b><i class=katex></i>'")
    assert len(page.evaluate(EFFECTS)) == 4


def test_attacks_take_effect_on_no_page(page: Any, app_server: Server, tmp_path: Any) -> None:
    recap = tmp_path / "rekap.xlsx"
    recap.write_bytes(attacked_recap())
    words = ATTACKS["html"], ATTACKS["markdown"], ATTACKS["latex"]
    kkb(
        app_server, "load", str(recap), "--by", words[0][:80], "--name", ATTACK_FILE, "--suggested",
        "--accept-problems", "--reason", ATTACKS["template"],
    )  # fmt: skip
    store = open_store(
        Settings(app_server.data_dir, None, DEFAULT_REGION_CSV, "Kabupaten Belitung Timur", is_local=True)
    )
    for text in words:
        add_step(store, text, penanggung_jawab=text[:100])
    store.close()

    open_page(page, app_server, "/unggah")
    put_file(page, payload(ATTACK_FILE, attacked_recap()))
    page.wait_for_timeout(1500)
    wait_ready(page)
    assert page.evaluate(EFFECTS) == []

    for desa, kind in zip(load_region(DEFAULT_REGION_CSV).desa, ATTACKS, strict=False):
        if kind in AT_A_BROWSER:
            turn_to(page, app_server, f"/desa?desa={desa.kode_desa}")
            heading(page).get_by_text(desa.desa).wait_for()
            wait_for_text(page, "Semua laporan tentang desa ini")
            assert page.evaluate(EFFECTS) == [], kind
    for address in PAGES:
        if address.startswith(("/ringkas", "/layar")):
            page.goto(app_server.url + address)
        else:
            turn_to(page, app_server, address)
            page.wait_for_timeout(300)
        assert page.evaluate(EFFECTS) == [], address
