"""Pages in a real browser: on a projector, a phone, paper and in the dark; by keyboard; without a script."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kumkm_targets.reporting.documents.page.page import document_page
from tests.conftest import PLANS, run_in
from tests.documents.test_page import wide_document

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
if CHROMIUM is None:
    pytest.skip("Chromium is not installed", allow_module_level=True)

PALEMBANG = "palembang-rpjmd-2013-2018"
VIEWS = {"projector": (1280, 800, "light"), "phone": (390, 844, "light"), "dark": (1280, 800, "dark")}
HOSTILE_TEXT = "\u202eRTL <script>alert(1)</script> \u05e9\u05dc\u05d5\u05dd 😀 " + "x" * 2000


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of all plans, of the other forms, of a form with 41 columns, and of a plan with hostile names."""
    folder = tmp_path_factory.mktemp("halaman")
    shutil.copytree(PLANS, folder / "plans", ignore=shutil.ignore_patterns(".kumkm.lock"))
    assert run_in(folder, "report", "--all", "-o", "laporan", lang="id").code == 0
    for form in ("ringkasan", "lkjip", "rpjmd", "rkpd"):
        assert run_in(folder, "report", PALEMBANG, "--form", form, "-o", f"laporan/{form}.html", lang="id").code == 0
    (folder / "laporan" / "lebar.html").write_text(document_page(wide_document()), encoding="utf-8")
    plan = folder / "plans" / PALEMBANG / "plan.toml"
    text = plan.read_text(encoding="utf-8").replace("Persentase koperasi aktif", HOSTILE_TEXT)
    plan.write_text(text, encoding="utf-8")
    assert run_in(folder, "report", PALEMBANG, "-o", "laporan/jahat.html").code == 0
    return folder / "laporan"


@pytest.fixture
def opened(browser: "Browser", pages: Path) -> "Iterator[Any]":
    """Open a page in a view; what the console says or the network is asked for fails the test."""
    contexts, said, asked = [], [], []

    def open_page(name: str, view: str = "projector", **options: Any) -> "Page":
        width, height, scheme = VIEWS[view]
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto((pages / name).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith("file:")] == []


NAMES = (
    "index.html",
    f"{PALEMBANG}.html",
    "jombang-koperasi-2022.html",
    "ringkasan.html",
    "lkjip.html",
    "rpjmd.html",
    "rkpd.html",
    "lebar.html",
    "jahat.html",
)


@pytest.mark.parametrize("view", list(VIEWS))
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_as_wide_as_its_screen_and_open_to_everybody(opened: Any, name: str, view: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = opened(name, view, bypass_csp=True)
    assert page.evaluate("document.documentElement.scrollWidth") == VIEWS[view][0]
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("view", ["projector", "phone"])
@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_a_table_is_cut(opened: Any, name: str, view: str) -> None:
    page = opened(name, view)
    cut = page.evaluate(
        "[...document.querySelectorAll('th,td,.figure,figcaption')]"
        ".filter(one => one.scrollWidth > one.clientWidth + 1)"
        ".map(one => one.textContent.slice(0, 60))"
    )
    assert cut == []


def column(page: "Page", place: int) -> list[str]:
    return page.eval_on_selector_all(
        "tbody.rows tr:not(.band):not([hidden])", f"rows => rows.map(row => row.cells[{place}].textContent)"
    )


def test_columns_are_sorted_by_keyboard_and_back(opened: Any) -> None:
    page = opened(f"{PALEMBANG}.html")
    before = column(page, 6)
    assert before == ["100,61", "100,33", "67,15"]
    head = page.locator("th[data-column='6']")
    head.locator("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert column(page, 6) == ["67,15", "100,33", "100,61"]
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "descending"
    assert column(page, 6) == ["100,61", "100,33", "67,15"]
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "none"
    page.locator("th[data-column='7'] button").click()
    assert column(page, 7) == ["Sedang", "Sangat Tinggi", "Sangat Tinggi"]
    assert head.get_attribute("aria-sort") == "none"
    assert page.locator("th[data-column='7']").get_attribute("aria-sort") == "ascending"


def test_figures_are_compared_to_their_last_digit(opened: Any, pages: Path) -> None:
    from decimal import Decimal

    from kumkm_targets.reporting.documents.document import Cell, Column, Document, Row, Table

    texts = [
        "0.1000000000000000000000000002",
        "-3",
        "0.1000000000000000000000000001",
        "-0.5",
        "12345678901234567890",
        "2",
    ]
    rows = [Row({"a": Cell(text), "b": Cell(text, Decimal(text))}) for text in texts]
    rows.insert(2, Row({"a": Cell("kosong"), "b": Cell("–")}))
    table = Table((Column("a", ("A",)), Column("b", ("B",), align="right")), tuple(rows))
    (pages / "angka.html").write_text(document_page(Document("x", ("X",), (table,))), encoding="utf-8")
    page = opened("angka.html")
    page.locator("th[data-column='1'] button").click()
    ascending = sorted(texts, key=Decimal)
    assert column(page, 1) == [*ascending, "–"]
    page.locator("th[data-column='1'] button").click()
    assert column(page, 1) == [*reversed(ascending), "–"]


def test_the_index_is_searched_and_sorted_across_provinces(opened: Any) -> None:
    page = opened("index.html")
    page.get_by_label("Cari").fill("kalimantan TENGAH rakortek")
    assert len(column(page, 0)) == 1
    assert page.locator("output").text_content() == "1 dari 8"
    assert page.locator("tr.band:not([hidden])").count() == 1
    page.get_by_label("Cari").fill("")
    assert len(column(page, 0)) == 8
    page.locator("th[data-column='4'] button").click()
    assert column(page, 4)[:2] == ["89,36", "100,43"]
    assert page.locator("tr.band").first.is_hidden()
    for _click in range(2):
        page.locator("th[data-column='4'] button").click()
    assert page.locator("tr.band").first.is_visible()
    assert page.locator("tbody.rows").first.locator("tr").count() == 2


def test_rows_that_lean_on_the_row_above_keep_their_order(opened: Any) -> None:
    page = opened("rpjmd.html")
    assert page.locator("button, input").count() == 0
    assert page.locator("tbody.rows th[scope=row]").count() == 3


def test_links_lead_to_a_plan_and_back(opened: Any) -> None:
    page = opened("index.html")
    page.get_by_role("link", name=re.compile("Kota Palembang")).click()
    assert page.url.endswith(f"{PALEMBANG}.html")
    page.get_by_role("link", name="Semua rencana").click()
    assert page.url.endswith("index.html")


def test_the_first_tab_leads_to_the_content_and_focus_is_seen(opened: Any) -> None:
    page = opened("index.html")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    assert skip.evaluate("one => one === document.activeElement && one.getBoundingClientRect().top >= 0")
    assert skip.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_everything_is_there_without_the_script(opened: Any) -> None:
    page = opened(f"{PALEMBANG}.html", java_script_enabled=False)
    assert page.locator("button").count() == 0
    assert page.locator(".tools:visible").count() == 0
    assert page.locator("tbody.rows tr").count() == 3
    assert page.locator("svg.kt-chart").count() == 3


def test_a_wide_form_is_scrolled_in_its_box_with_its_names_in_sight(opened: Any) -> None:
    for view in ("projector", "phone"):
        page = opened("lebar.html", view)
        page.locator(".box").evaluate("box => box.scrollLeft = 1500")
        assert page.locator(".box").evaluate("box => box.scrollLeft") == 1500
        name = page.locator("tbody th[scope=row]").first.bounding_box()
        assert name is not None
        assert 0 <= name["x"] < 120
        heading = page.locator("thead").evaluate("head => getComputedStyle(head).position")
        assert heading == "sticky"


@pytest.mark.parametrize(("name", "width", "height"), [("lebar.html", 330, 215), (f"{PALEMBANG}.html", 297, 210)])
def test_paper_has_the_size_of_the_document_and_holds_the_whole_width(
    opened: Any, name: str, width: int, height: int, tmp_path: Path
) -> None:
    page = opened(name, "phone" if name == "lebar.html" else "dark")
    content = page.pdf(prefer_css_page_size=True)
    boxes = {tuple(round(float(side) * 25.4 / 72) for side in box.split()[2:]) for box in _boxes(content)}
    assert boxes == {(width, height)}
    page.emulate_media(media="print")
    page.set_viewport_size({"width": round((width - 24) * 96 / 25.4), "height": 800})
    assert (
        page.evaluate("document.querySelector('table').getBoundingClientRect().right") <= (width - 24) * 96 / 25.4 + 1
    )
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 31, 36)"


def _boxes(content: bytes) -> list[str]:
    return [found.decode() for found in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", content)]


def test_hostile_names_are_shown_and_nothing_runs(opened: Any) -> None:
    page = opened("jahat.html", "phone")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    shown = page.locator("tbody th[scope=row]").first.text_content()
    assert shown is not None
    assert "<script>alert(1)</script>" in shown
    assert "\\u202eRTL" in shown
    assert dialogs == []
