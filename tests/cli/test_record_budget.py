"""`kumkm record-budget`: what a programme has spent, beside its budget."""

import json
from pathlib import Path

import pytest

from tests.cli.divided_plan import PLAN, content, declare
from tests.conftest import Outcome, Run

PROGRAMME = "pemberdayaan"


@pytest.fixture(autouse=True)
def _plan(workspace: Path) -> None:
    declare(workspace)


def spend(run: Run, *arguments: str, programme: str = PROGRAMME, year: int = 2025, lang: str = "en") -> Outcome:
    return run("record-budget", PLAN, programme, *arguments, "--year", str(year), lang=lang)


def test_spending_is_echoed_in_full_and_in_short_with_budget_and_absorption(run: Run, workspace: Path) -> None:
    done = spend(run, "Rp1,1 miliar", "--source", "LRA 2025", "--as-of", "31 Desember 2025", "--note", "belum diaudit")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "Pemberdayaan usaha mikro, 2025",
        "  Spent        not recorded → Rp1,1 miliar",
        "  In full      Rp1.100.000.000",
        "  Budget       Rp1,2 miliar",
        "  Absorption   – → 91,67%",
        "  Source       LRA 2025",
        "  Day          2025-12-31",
        "  Note         belum diaudit",
        f"Recorded in plans/{PLAN}/realised/2025.toml",
    ]
    spent = content(workspace)["programmes"][PROGRAMME]
    assert (spent["spent"], spent["source"], spent["as_of"].isoformat()) == (1_100_000_000, "LRA 2025", "2025-12-31")
    assert spent["recorded_at"].tzinfo is not None


def test_another_amount_needs_a_reason_and_keeps_the_old_one(run: Run, workspace: Path) -> None:
    spend(run, "Rp1,1 miliar", "--source", "LRA")
    before = content(workspace)
    refused = spend(run, "Rp1,15 miliar", "--source", "audit")
    assert (refused.code, refused.out) == (4, "")
    assert "Rp1.100.000.000 is recorded already" in refused.err
    assert content(workspace) == before
    done = spend(run, "Rp1,15 miliar", "--source", "audit", "--reason", "hasil audit")
    assert "  Absorption   91,67% → 95,83%\n" in done.out
    assert "  Source       LRA → audit\n" in done.out
    spent = content(workspace)["programmes"][PROGRAMME]
    assert spent["spent"] == 1_150_000_000
    assert [(past["spent"], past["source"], past["reason"]) for past in spent["history"]] == [
        (1_100_000_000, "LRA", "hasil audit")
    ]


def test_the_same_again_changes_nothing_and_another_source_is_kept_too(run: Run, workspace: Path) -> None:
    spend(run, "Rp1,1 miliar", "--source", "LRA")
    path = workspace / PLAN / "realised" / "2025.toml"
    before = path.read_bytes()
    again = spend(run, "1.100.000.000")
    assert again.out == "Nothing changes: Pemberdayaan usaha mikro 2025 is recorded like this already.\n"
    assert path.read_bytes() == before
    assert spend(run, "1.100.000.000", "--source", "SIPD").code == 0
    spent = content(workspace)["programmes"][PROGRAMME]
    assert (spent["source"], spent["history"][0]["source"]) == ("SIPD", "LRA")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("Rp1,3 miliar", "more than the budget of 2025, Rp1,2 miliar"),
        ("Rp900 ribu", "hundreds of times more or less than the year before, Rp900 juta"),
        ("-Rp5 juta", "below zero"),
        ("12 orang", "“orang”"),
        ("Rp1,253", "English"),
        ("-", "not a figure"),
    ],
)
def test_an_unlikely_or_unclear_amount_is_refused(run: Run, workspace: Path, amount: str, words: str) -> None:
    assert spend(run, "Rp900 juta", "--source", "LRA", year=2024).code == 0
    refused = spend(run, amount, "--source", "x")
    assert (refused.code, refused.out) == (4, "")
    assert words in refused.err
    assert content(workspace) == {}


def test_what_is_doubted_is_recorded_with_force(run: Run, workspace: Path) -> None:
    assert spend(run, "Rp1,3 miliar", "--source", "LRA", "--force").code == 0
    assert content(workspace)["programmes"][PROGRAMME]["spent"] == 1_300_000_000


def test_the_whole_budget_is_not_more_than_the_budget(run: Run) -> None:
    done = spend(run, "Rp1,2 miliar", "--source", "LRA")
    assert done.code == 0
    assert "100,00%" in done.out


def test_a_year_without_a_budget_has_no_absorption(run: Run) -> None:
    done = spend(run, "Rp20 juta", "--source", "LRA", programme="pengawasan")
    assert done.code == 0
    assert "  Budget       none for this year\n" in done.out
    assert "Absorption" not in done.out


def test_a_mistyped_programme_is_answered_with_the_nearest(run: Run) -> None:
    done = spend(run, "Rp1 miliar", programme="pemberdayan")
    assert (done.code, done.out) == (2, "")
    assert "Did you mean `pemberdayaan`?" in done.err
    assert "pemberdayaan, pengawasan" in spend(run, "Rp1 miliar", programme="xyz").err


def test_without_a_terminal_what_is_missing_is_named(run: Run) -> None:
    assert "--year is missing" in run("record-budget", PLAN, PROGRAMME, "Rp1 miliar").err
    done = spend(run)
    assert done.code == 2
    assert "AMOUNT is missing" in done.err


def test_a_year_that_is_closed_or_has_not_begun_takes_no_spending(run: Run, workspace: Path) -> None:
    declare(workspace, y2025="format = 1\nyear = 2025\nclosed = 2026-03-31\n")
    assert spend(run, "Rp1 miliar", "--source", "x").code == 4
    assert "2095" in spend(run, "Rp1 miliar", "--source", "x", year=2095).err


def test_a_dry_run_writes_nothing(run: Run, workspace: Path) -> None:
    done = spend(run, "Rp1 miliar", "--source", "x", "--dry-run")
    assert done.code == 0
    assert "83,33%" in done.out
    assert content(workspace) == {}


def test_programmes_stand_in_the_order_of_the_plan(run: Run, workspace: Path) -> None:
    for programme in ("pengawasan", "pemberdayaan"):
        spend(run, "Rp20 juta", "--source", "LRA", programme=programme)
    assert list(content(workspace)["programmes"]) == ["pemberdayaan", "pengawasan"]


@pytest.mark.parametrize(
    ("words", "incomplete", "found"),
    [
        (f"kumkm record-budget {PLAN} pem", "pem", {"pemberdayaan"}),
        (f"kumkm record-budget {PLAN} ", "", {"pemberdayaan", "pengawasan"}),
        (f"kumkm record {PLAN} rasio 3 --part 62.0", "62.0", {"62.01", "62.02"}),
        ("kumkm record-budget tidak-ada ", "", set()),
        ("kumkm record-budget ../luar ", "", set()),
    ],
)
def test_the_shell_completes_programmes_and_parts(run: Run, words: str, incomplete: str, found: set[str]) -> None:
    count = len(words.split()) - (1 if incomplete else 0)
    done = run(_KUMKM_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(count))
    assert set(done.out.split()) == found, json.dumps(done.err)
