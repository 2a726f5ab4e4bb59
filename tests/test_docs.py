"""What the user documentation shows is what happens, in both languages."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

PAGES = sorted((ROOT / "docs").glob("*/*.md"))
ALL_PAGES = sorted((ROOT / "docs").rglob("*.md"))
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


def _write_the_example(page: Path, workspace: Path, comment: str) -> None:
    """The complete example of a page on file formats; the realised file with `comment` on top."""
    blocks = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    plan = next(block for block in blocks if block.count("[indicators.") > 2)
    realised = next(block for block in blocks if "\nyear = 2025" in block and block.count("[figures.") > 2)
    folder = workspace / "contoh-renstra-2025"
    (folder / "realised").mkdir(parents=True, exist_ok=True)
    (folder / "plan.toml").write_text(plan, encoding="utf-8", newline="\n")
    (folder / "realised" / "2025.toml").write_text(comment + realised, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_prints_what_the_page_shows(run: Run, workspace: Path, page: Path) -> None:
    sessions = _sessions(page)
    assert sessions
    for command, output in sessions:
        if "format" in page.name:
            _write_the_example(page, workspace, comment="# catatan\n" if " record " in command else "")
        done = run(*shlex.split(command)[1:], lang="id", COLUMNS=WIDTH)
        assert _stripped(done.out + done.err) == _stripped(output)


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_page_is_there_in_both_languages() -> None:
    assert len(list((ROOT / "docs" / "id").iterdir())) == len(list((ROOT / "docs" / "en").iterdir())) == 4
