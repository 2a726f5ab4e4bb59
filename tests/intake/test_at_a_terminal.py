"""Importing at a terminal: names are asked about, reasons and doubts too, and what is answered is remembered."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

from tests.cli.test_terminal import Terminal
from tests.intake.filled import PLAN, YEAR, recorded, table

ROWS = [["Indikator", "Realisasi"], ["Rasio kewirausaha", 3.72], ["Proporsi UKM", 3.8], ["Koperasi produsen", 1312]]


def _terminal(workspace: Path, path: Path, *options: str) -> Terminal:
    return Terminal(workspace, "import", PLAN, str(path), "--year", YEAR, *options, lang="en", COLUMNS="200")


def test_a_name_that_is_only_alike_is_asked_about_and_remembered(workspace: Path, tmp_path: Path) -> None:
    path = table(tmp_path / "data.xlsx", ROWS)
    terminal = _terminal(workspace, path)
    terminal.until("Data!A2: “Rasio kewirausaha” is not a name of the plan. Is it one of these?")
    terminal.until("1  Rasio kewirausahaan (rasio_kewirausahaan)")
    terminal.answer("Which one:", "7")
    terminal.until("Answer with one of the signs in front.")
    terminal.answer("Which one:", "1")
    terminal.until("“Proporsi UKM” is not a name of the plan")
    terminal.answer("Which one:", "-")
    terminal.answer("Reason for replacing the figures:", "")
    terminal.until("a reason is needed")
    terminal.answer("Reason for replacing the figures:", "audit")
    terminal.answer("Record these? [Y/n]", "")
    code, screen = terminal.finish()
    assert code == 0
    assert "1 new, 1 changed, 0 unchanged" in screen
    assert str(recorded(workspace)["rasio_kewirausahaan"]["value"]) == "3.72"
    kept = (workspace / PLAN / "intake.toml").read_text(encoding="utf-8")
    assert '"Rasio kewirausaha" = "rasio_kewirausahaan"\n"Proporsi UKM" = ""\n' in kept
    again = _terminal(workspace, path)
    assert "Nothing changes" in again.finish()[1]


def test_none_of_the_names_refuses_the_row(workspace: Path, tmp_path: Path) -> None:
    before = recorded(workspace)
    terminal = _terminal(workspace, table(tmp_path / "data.xlsx", ROWS[:2]))
    terminal.answer("Which one:", "0")
    code, screen = terminal.finish()
    assert code == 4
    assert "1 cell is refused" in screen
    assert recorded(workspace) == before
    assert not (workspace / PLAN / "intake.toml").exists()


def test_no_writes_nothing(workspace: Path, tmp_path: Path) -> None:
    before = recorded(workspace)
    terminal = _terminal(workspace, table(tmp_path / "data.xlsx", [ROWS[0], ["Rasio kewirausahaan", 3.72]]))
    terminal.answer("Record these? [Y/n]", "n")
    code, screen = terminal.finish()
    assert (code, "Nothing was written." in screen) == (0, True)
    assert recorded(workspace) == before


def test_an_unlikely_figure_is_asked_about(workspace: Path, tmp_path: Path) -> None:
    before = recorded(workspace)
    path = table(tmp_path / "data.xlsx", [ROWS[0], ["Rasio kewirausahaan", 0.0372]])
    terminal = _terminal(workspace, path)
    terminal.answer("Are they right all the same? [y/N]", "")
    assert terminal.finish()[0] == 4
    assert recorded(workspace) == before
    terminal = _terminal(workspace, path)
    terminal.answer("Are they right all the same? [y/N]", "y")
    terminal.answer("Record these? [Y/n]", "y")
    assert terminal.finish()[0] == 0


def test_a_long_list_is_cut_on_a_terminal(workspace: Path, tmp_path: Path) -> None:
    refused = [[f"Nama asing {number} xyz", number] for number in range(60)]
    terminal = _terminal(workspace, table(tmp_path / "data.xlsx", [ROWS[0], *refused]), "--yes")
    code, screen = terminal.finish()
    assert code == 4
    assert "Refused (60)" in screen
    assert "… and 20 more" in screen


def test_lines_break_between_words_at_eighty_columns(workspace: Path, tmp_path: Path) -> None:
    reason = "menunggu hasil survei angkatan kerja nasional"
    rows = [["Indikator", "Realisasi", "Belum tersedia"], ["Partisipasi masyarakat dalam berkoperasi", None, reason]]
    path = table(tmp_path / "data.xlsx", rows)
    terminal = Terminal(workspace, "import", PLAN, str(path), "--year", YEAR, "--dry-run", lang="en", COLUMNS="80")
    code, screen = terminal.finish()
    assert code == 0
    lines = [line.rstrip() for line in screen.splitlines()]
    assert max(map(len, lines)) <= 80
    assert reason in " ".join(" ".join(lines).split())
    assert "      hasil survei angkatan kerja nasional" in lines or "      survei angkatan kerja nasional" in lines, (
        lines
    )
