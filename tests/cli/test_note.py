"""`kumkm note`: the words below the official forms."""

import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.closing_plan import ID, declare
from tests.conftest import Outcome, Run

PLAN = "palembang-rpjmd-2013-2018"


def note(run: Run, *arguments: str, year: int = 2016, lang: str = "en") -> Outcome:
    return run("note", PLAN, "--year", str(year), *arguments, lang=lang)


def notes_in(workspace: Path, year: int = 2016) -> dict[str, Any]:
    text = (workspace / PLAN / "realised" / f"{year}.toml").read_text(encoding="utf-8")
    notes: dict[str, Any] = tomllib.loads(text).get("notes", {})
    return notes


def test_a_note_is_written_beside_the_figures_and_shown(run: Run, workspace: Path) -> None:
    done = note(run, "--driving", "-5% inflasi", "--next-rkpd", " Pelatihan ")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "What drove the performance: – → -5% inflasi",
        "Follow-up in the next RKPD or Renja: – → Pelatihan",
        f"Recorded in plans/{PLAN}/realised/2016.toml",
    ]
    kept = notes_in(workspace)
    assert (kept["driving"], kept["next_rkpd"]) == ("-5% inflasi", "Pelatihan")
    assert kept["recorded_at"].tzinfo is not None
    shown = note(run).out.splitlines()
    assert shown[:2] == ["What drove the performance: -5% inflasi", "What hindered the performance: –"]
    assert shown[-1].startswith("Written ")
    assert run("check", f"plans/{PLAN}").code == 0


def test_what_is_replaced_or_taken_away_goes_to_the_history(run: Run, workspace: Path) -> None:
    note(run, "--driving", "lama", "--hindering", "tetap", "--next-rpjmd", "hapus")
    before = notes_in(workspace)
    done = note(run, "--driving", "baru", "--next-rpjmd", "")
    assert "What drove the performance: lama → baru" in done.out
    assert "Follow-up in the next RPJMD or Renstra: hapus → –" in done.out
    kept = notes_in(workspace)
    assert (kept["driving"], kept["hindering"], "next_rpjmd" in kept) == ("baru", "tetap", False)
    [past] = kept["history"]
    assert (past["driving"], past["next_rpjmd"]) == ("lama", "hapus")
    assert past["recorded_at"] == before["recorded_at"]
    assert "hindering" not in past


def test_the_same_note_again_changes_nothing(run: Run, workspace: Path) -> None:
    note(run, "--driving", "tetap")
    path = workspace / PLAN / "realised" / "2016.toml"
    before = path.read_bytes()
    done = note(run, "--driving", "tetap")
    assert (done.code, done.out) == (0, "Nothing changes: the notes on 2016 say this already.\n")
    assert path.read_bytes() == before


def test_a_dry_run_writes_nothing(run: Run, workspace: Path) -> None:
    done = note(run, "--driving", "coba", "--dry-run")
    assert done.out.splitlines()[-1] == "Dry run: nothing was written."
    assert notes_in(workspace) == {}


def test_a_closed_year_takes_notes(run: Run, workspace: Path) -> None:
    path = workspace / PLAN / "realised" / "2016.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("year = 2016\n", "year = 2016\nclosed = 2017-03-31\n"))
    assert note(run, "--hindering", "Dana terlambat").code == 0
    assert notes_in(workspace)["hindering"] == "Dana terlambat"


def test_notes_leave_the_seal_of_a_closed_year_whole(run: Run, workspace: Path) -> None:
    declare(workspace)
    assert run("close", ID, "--year", "2025").code == 0
    assert run("note", ID, "--year", "2025", "--driving", "Pendampingan").code == 0
    assert run("note", ID, "--year", "2025", "--driving", "").code == 0
    assert run("verify", ID).code == 0


def test_the_figures_of_the_year_stay_as_they_were(run: Run, workspace: Path) -> None:
    before = run("status", PLAN, "--year", "2016", "--format", "json").out
    note(run, "--driving", "x")
    assert run("status", PLAN, "--year", "2016", "--format", "json").out == before


def test_a_year_without_a_file_gets_one(run: Run, workspace: Path) -> None:
    assert note(run, "--driving", "awal", year=2018).code == 0
    assert notes_in(workspace, 2018)["driving"] == "awal"
    assert run("check", f"plans/{PLAN}").code == 0


@pytest.mark.parametrize(("arguments", "words"), [((), "--year is missing"), (("--driving", "x"), "--year is missing")])
def test_the_year_is_needed(run: Run, arguments: tuple[str, ...], words: str) -> None:
    done = run("note", PLAN, *arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err


def test_a_text_that_is_too_long_is_refused_by_its_option(run: Run, workspace: Path) -> None:
    done = note(run, "--next-quarter", "x" * 10_001)
    assert (done.code, done.out) == (2, "")
    assert "--next-quarter: this text is empty, too long or not text" in done.err
    assert notes_in(workspace) == {}


def test_signs_that_steer_a_terminal_are_shown_as_codes(run: Run) -> None:
    done = note(run, "--driving", "a\x1b[31mb\u202ec")
    assert "a\\x1b[31mb\\u202ec" in done.out


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")
def test_at_a_terminal_each_topic_is_asked_for_and_enter_keeps_what_stands(run: Run, workspace: Path) -> None:
    from tests.cli.test_terminal import Terminal

    note(run, "--driving", "lama", "--hindering", "hapus")
    terminal = Terminal(workspace, "note", PLAN, "--year", "2016", lang="en")
    terminal.answer("What drove the performance:", "")
    terminal.answer("What hindered the performance:", "-")
    terminal.answer("Follow-up in the next quarter:", "Percepat")
    terminal.answer("Follow-up in the next RKPD or Renja:", "")
    terminal.answer("Follow-up in the next RPJMD or Renstra:", "")
    assert terminal.finish()[0] == 0
    kept = notes_in(workspace)
    assert (kept["driving"], kept["next_quarter"], "hindering" in kept) == ("lama", "Percepat", False)


def test_an_unknown_form_among_the_numbers_is_found_with_the_nearest(run: Run, workspace: Path) -> None:
    plan = workspace / PLAN / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8") + '\n[report]\nforms = { rpjdm = "E.78" }\n', encoding="utf-8")
    done = run("check", f"plans/{PLAN}")
    assert done.code == 1
    assert "rpjdm" in done.out
    assert "rpjmd" in done.out
