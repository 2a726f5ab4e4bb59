"""What the user documentation shows is what happens, in both languages."""

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from tests import doc_pictures
from tests.conftest import ROOT, TODAY, Run

STORIES = {"setahun.md", "a-year.md"}
"""Pages whose commands stand on one another: tests/test_walkthrough.py plays them."""
PAGES = sorted(page for page in (ROOT / "docs").glob("*/*.md") if page.name not in STORIES)
ALL_PAGES = sorted((ROOT / "docs").rglob("*.md"))
FORMATS = {"en": ROOT / "docs" / "en" / "file-formats.md", "id": ROOT / "docs" / "id" / "format-berkas.md"}
EXAMPLE = "contoh-"
PRINTED_FILE = re.compile(r"^`plans/(\S+\.toml)`[^\n]*\n\n```toml\n(.*?)```", re.DOTALL | re.MULTILINE)
WIDTH = "100"


def _sessions(page: Path) -> list[tuple[str, str]]:
    """Each command shown after a `$`, with the output shown below it."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    return [
        found
        for block in blocks
        for found in re.findall(r"^\$ (.*?)\n(.*?)(?=^\$ |\Z)", block, re.DOTALL | re.MULTILINE)
    ]


def _stripped(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().splitlines()]


def _write_the_examples(page: Path, workspace: Path, comment: str) -> None:
    """The files that a page, or the page on file formats of its language, prints in full; realised ones with `comment`.

    Each of them stands under a line that begins with its path.
    """
    for source in (FORMATS[page.parent.name], page):
        for name, content in PRINTED_FILE.findall(source.read_text(encoding="utf-8")):
            path = workspace / name
            path.parent.mkdir(parents=True, exist_ok=True)
            above = comment if "/realised/" in name else ""
            path.write_text(above + content, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_prints_what_the_page_shows(run: Run, workspace: Path, page: Path) -> None:
    sessions = _sessions(page)
    assert sessions or page.name == "python.md"
    for command, output in sessions:
        if EXAMPLE in command:
            _write_the_examples(page, workspace, comment="# catatan\n" if _shows_a_comment(page, command) else "")
        done = run(*shlex.split(command)[1:], lang="id", COLUMNS=WIDTH)
        today = date.today().isoformat()  # noqa: DTZ011 - the day on which the command ran
        printed = (done.out + done.err).replace(today, TODAY.isoformat())
        assert _stripped(printed) == _stripped(output)


def _shows_a_comment(page: Path, command: str) -> bool:
    """Whether the command is shown to refuse a file with a comment."""
    return page in FORMATS.values() and " record " in command


@pytest.mark.parametrize("name", doc_pictures.PICTURES)
def test_every_picture_is_what_the_command_draws(name: str, tmp_path: Path) -> None:
    doc_pictures.draw(name, tmp_path / name)
    assert (tmp_path / name).read_bytes() == (doc_pictures.FOLDER / name).read_bytes()


def test_every_picture_is_shown() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in ALL_PAGES)
    assert [name for name in doc_pictures.PICTURES if f"images/{name}" not in pages] == []


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_page_is_there_in_both_languages() -> None:
    assert len(list((ROOT / "docs" / "id").iterdir())) == len(list((ROOT / "docs" / "en").iterdir())) == 7
