"""The story of a year, on the pages in both languages, is what happens: command by command, file by file."""

import re
import shutil
import subprocess
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.story import SECONDS, start

PAGES = [ROOT / "docs" / "id" / "setahun.md", ROOT / "docs" / "en" / "a-year.md"]
OFFICE = shutil.which("soffice")


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare the page, whole, with what was really printed; `--update` writes the page."""

    def compare(page: Path, told: str) -> None:
        if request.config.getoption("--update"):
            page.write_text(told, encoding="utf-8", newline="\n")
        shown = page.read_text(encoding="utf-8")
        assert "\n".join(unified_diff(shown.splitlines(), told.splitlines(), "shown", "printed", lineterm="")) == ""

    return compare


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_year_goes_as_the_page_tells_it(page: Path, tmp_path: Path, tell: Callable[[Path, str], None]) -> None:
    tell(page, start(page, tmp_path).told())


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_the_year_goes_the_same_way_when_the_form_was_filled_in_libreoffice(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, tell: Callable[[Path, str], None]
) -> None:
    saved_by_office = 0

    def save_again(workbook: Path) -> None:
        nonlocal saved_by_office
        saved_by_office += 1
        _save_with_libreoffice(workbook, tmp_path_factory.mktemp("office"))

    story = start(PAGES[0], tmp_path)
    story.save_again = save_again
    tell(PAGES[0], story.told())
    assert saved_by_office == 2


def _save_with_libreoffice(workbook: Path, place: Path) -> None:
    """Open the workbook in LibreOffice with a profile of its own, and save it where it was."""
    subprocess.run(
        [
            OFFICE or "soffice",
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            *("--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(place), str(workbook)),
        ],
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    shutil.move(place / workbook.name, workbook)


def test_both_pages_tell_the_same_year() -> None:
    indonesian, english = (
        re.findall(r"^(?:## \S+ · \w+|\$ (?:kumkm|git) [\w-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
        for page in PAGES
    )
    assert indonesian == english
