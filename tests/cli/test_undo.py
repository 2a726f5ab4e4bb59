"""`kumkm undo`: what was recorded last is taken back, and the ledger tells of both."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.divided_plan import PLAN, content, declare, figure, record
from tests.cli.screen import Terminal
from tests.conftest import Outcome, Run
from tests.scratch_repository import ScratchRepository

NEW = "wirausaha_baru"
Expect = Callable[[str, str], None]


@pytest.fixture
def plan(workspace: Path) -> Path:
    return declare(workspace)


def undo(run: Run, *arguments: str, lang: str = "en") -> Outcome:
    done = run("undo", PLAN, *arguments, lang=lang)
    assert (done.code, done.err) == (0, "")
    return done


def events(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("history", PLAN, "--format", "json").out)["events"]
    return found


def test_a_slip_is_taken_back_and_told(run: Run, workspace: Path, plan: Path, expect: Expect) -> None:
    record(run, "rasio", "3,72", "--source", "BPS")
    record(run, "rasio", "3,27", "--source", "BPS", "--reason", "angka baru")
    shown = {lang: undo(run, "rasio", "--dry-run", lang=lang).out for lang in ("en", "id")}
    assert len(events(run)) == 2
    undo(run, "rasio", "--reason", "salah ketik")
    assert (str(figure(workspace, "rasio")["value"]), len(events(run))) == ("3.72", 3)
    told = events(run)[-1]
    assert (told["from"], told["to"], told["reason"], told["source"]) == ("3.27", "3.72", "salah ketik", "BPS")
    for lang, text in shown.items():
        lines = text.splitlines()
        assert lines[-2].startswith("  Taken back" if lang == "en" else "  Dibatalkan")
        expect(f"undo.{lang}.txt", "\n".join([*lines[:-2], lines[-1], ""]))


def test_undoing_an_undo_gives_the_figure_again(run: Run, workspace: Path, plan: Path) -> None:
    record(run, NEW, "200", "--quarter", "1", "--source", "TW I")
    undo(run)
    assert "quarters" not in figure(workspace)
    assert figure(workspace)["unavailable"] == "taken back"
    assert run("check", f"plans/{PLAN}").code == 0
    undo(run, NEW)
    assert figure(workspace)["quarters"] == {"1": 200}
    assert "unavailable" not in figure(workspace)
    assert [(event["from"], event["to"]) for event in events(run)] == [(None, "200"), ("200", None), (None, "200")]


def test_the_first_figure_of_a_year_becomes_unavailable_with_the_reason(run: Run, workspace: Path, plan: Path) -> None:
    record(run, "rasio", "3,72", "--source", "BPS")
    undo(run, "rasio", "--reason", "salah indikator")
    now = figure(workspace, "rasio")
    assert (now["unavailable"], "value" in now, now["history"][0]["reason"]) == (
        "salah indikator",
        False,
        "salah indikator",
    )


def test_without_an_indicator_the_last_entry_of_the_plan_is_meant(run: Run, workspace: Path, plan: Path) -> None:
    typed = "[figures.rasio]\nvalue = 3.5\n[figures.volume]\nvalue = 5\nrecorded_at = 2026-01-02T08:00:00+07:00\n"
    declare(workspace, y2025=f"format = 1\nyear = 2025\n{typed}", y2024="format = 1\nyear = 2024\n")
    assert undo(run, "--dry-run").out.startswith("Volume usaha koperasi, 2025\n")
    assert undo(run, "rasio", "--dry-run").out.startswith("Rasio kewirausahaan, 2025\n")


def test_spending_gives_way_to_the_amount_before_but_the_first_amount_stays(
    run: Run, workspace: Path, plan: Path
) -> None:
    spend = ("record-budget", PLAN, "pemberdayaan")
    run(*spend, "Rp1 miliar", "--year", "2025", "--source", "LRA")
    refused = run("undo", PLAN, "--programme", "pemberdayaan")
    assert (refused.code, refused.out) == (4, "")
    assert "kumkm record-budget --reason" in refused.err
    run(*spend, "Rp1,1 miliar", "--year", "2025", "--source", "LRA", "--reason", "audit")
    undo(run, "--programme", "pemberdayaan", "--year", "2025")
    assert content(workspace)["programmes"]["pemberdayaan"]["spent"] == 1_000_000_000


def test_a_closed_year_is_refused(run: Run, workspace: Path, plan: Path) -> None:
    closed = "format = 1\nyear = 2024\nclosed = 2025-03-31\n[figures.rasio]\nvalue = 3.5\n"
    declare(workspace, y2024=closed)
    done = run("undo", PLAN, "rasio")
    assert (done.code, done.out) == (4, "")
    assert "closed on 2025-03-31" in done.err
    assert (workspace / PLAN / "realised" / "2024.toml").read_text(encoding="utf-8") == closed


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 4, "there is nothing to take back"),
        (("rasio", "--year", "2024"), 4, "there is nothing to take back"),
        (("--quarter", "1"), 2, "INDICATOR is missing"),
        (("rasio", "--quarter", "1", "--part", "62.01"), 2, "not of both"),
        (("rasio", "--programme", "pemberdayaan"), 2, "not of both"),
        (("rasioo",), 2, "`rasio`"),
        (("--programme", "pemberdayan"), 2, "`pemberdayaan`"),
        (("rasio", "--part", "63.01"), 2, "no kabupaten/kota"),
    ],
)
def test_what_cannot_be_taken_back_is_said(
    run: Run, plan: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = run("undo", PLAN, *arguments)
    assert (done.code, done.out) == (code, "")
    assert words in done.err


def test_several_figures_of_one_moment_are_not_guessed_at(run: Run, workspace: Path, plan: Path) -> None:
    stamp = "recorded_at = 2026-01-02T08:00:00+07:00\n"
    typed = f"[figures.rasio]\nvalue = 3.5\n{stamp}[figures.volume]\nvalue = 5\n{stamp}"
    declare(workspace, y2025=f"format = 1\nyear = 2025\n{typed}")
    done = run("undo", PLAN)
    assert (done.code, done.out) == (2, "")
    assert "2 entries were recorded at 2026-01-02 08:00:00+07:00" in done.err
    assert "Name the indicator" in done.err


@pytest.mark.parametrize("division", [(), ("--quarter", "1"), ("--part", "62.01")])
def test_history_forbids_nothing_of_it(run: Run, workspace: Path, plan: Path, division: tuple[str, ...]) -> None:
    repository = ScratchRepository(workspace.parent)
    record(run, NEW, "200", *division, "--source", "BPS")
    repository.commit()
    for _turn in range(3):
        undo(run, NEW)
        done = run("check", f"plans/{PLAN}", "--changed-since", "HEAD")
        assert (done.code, "KT42" in done.out) == (0, False), done.out
        repository.commit()


def test_a_person_is_asked_and_may_say_no(workspace: Path) -> None:
    declare(workspace, y2025='format = 1\nyear = 2025\n[figures.rasio]\nvalue = 3.5\nsource = "BPS"\n')
    command = "import sys; from kumkm_targets.cli.main import main; import builtins\n"
    answer = "builtins.input = lambda question: (print(question), 't')[1]\n"
    terminal = Terminal(workspace.parent, command + answer + "sys.exit(main(sys.argv[1:]))", "undo", PLAN)
    assert terminal.code == 0
    assert "Realised     3,5% → not available: taken back" in terminal.screen
    assert "Take this back? [Y/n]" in terminal.screen
    assert "Nothing was written." in terminal.screen
    assert "unavailable" not in figure(workspace, "rasio")
