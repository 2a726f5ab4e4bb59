"""Recording quarters, parts and spending at a terminal: what is asked, and what the answers do."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

from tests.cli.divided_plan import PLAN, content, declare, figure, record
from tests.cli.test_terminal import Terminal
from tests.conftest import Run

NEW = "wirausaha_baru"


@pytest.fixture(autouse=True)
def _plan(workspace: Path) -> None:
    declare(workspace)


def test_a_quarter_is_asked_for_with_the_source_of_the_others_offered(run: Run, workspace: Path) -> None:
    record(run, NEW, "200", "--quarter", "1", "--source", "ODS")
    terminal = Terminal(workspace, "record", PLAN, NEW, "--year", "2025", "--quarter", "2", lang="en")
    terminal.answer("Figure (orang):", "3,10")
    terminal.answer("Source [ODS]:", "")
    terminal.until("not whole")
    terminal.answer("[y/N]:", "n")
    assert terminal.finish()[0] == 4
    terminal = Terminal(workspace, "record", PLAN, NEW, "310", "--year", "2025", "--quarter", "2", lang="en")
    terminal.answer("Source [ODS]:", "")
    terminal.until("sum of quarters I, II")
    terminal.answer("[Y/n]:", "y")
    assert terminal.finish()[0] == 0
    assert (figure(workspace)["source"], figure(workspace)["quarters"]) == ("ODS", {"1": 200, "2": 310})


def test_the_reason_for_another_part_is_asked_for(run: Run, workspace: Path) -> None:
    record(run, NEW, "340", "--part", "62.71", "--source", "ODS")
    arguments = ("record", PLAN, NEW, "345", "--year", "2025", "--part", "62.71", "--source", "ODS")
    terminal = Terminal(workspace, *arguments, lang="en")
    terminal.until("340 orang (final figure) → 345 orang")
    terminal.answer("Reason for replacing the figure:", "")
    terminal.answer("Reason for replacing the figure:", "ralat")
    terminal.answer("[Y/n]:", "y")
    assert terminal.finish()[0] == 0
    assert [past["reason"] for past in figure(workspace)["history"]] == ["ralat"]


def test_what_was_spent_is_asked_for_and_doubted(workspace: Path) -> None:
    terminal = Terminal(workspace, "record-budget", PLAN, "pemberdayaan", lang="en")
    terminal.answer("Year", "2025")
    terminal.answer("Spent (Rp):", "1,253 miliar orang")
    terminal.answer("Spent (Rp):", "Rp1,3 miliar")
    terminal.answer("Source:", "LRA")
    terminal.until("more than the budget of 2025")
    terminal.answer("[y/N]:", "y")
    terminal.answer("[Y/n]:", "y")
    code, screen = terminal.finish()
    assert code == 0
    assert "Recorded in" in screen
    assert content(workspace)["programmes"]["pemberdayaan"]["spent"] == 1_300_000_000


def test_an_interrupted_question_records_no_spending(workspace: Path) -> None:
    terminal = Terminal(workspace, "record-budget", PLAN, "pemberdayaan", "Rp1 miliar", "--year", "2025", lang="en")
    terminal.until("Source:")
    terminal.interrupt()
    assert terminal.finish()[0] == 130
    assert content(workspace) == {}
