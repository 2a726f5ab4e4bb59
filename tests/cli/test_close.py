"""Closing a year, as an officer and a script do it."""

import json
import re
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kumkm_targets.evaluation.seal import seal_of
from kumkm_targets.storage.plan_files import read_plan
from tests.cli.closing_plan import HALF, ID, WHOLE, content, declare, lasting
from tests.conftest import Outcome, Run

Expect = Callable[[str, str], None]


def _printed(done: Outcome) -> str:
    return lasting(f"{done.out}---\n{done.err}---\nexit {done.code}\n")


def _close(run: Run, *arguments: str, lang: str = "en") -> Outcome:
    return run("close", ID, "--year", "2025", *arguments, lang=lang)


def _bytes(workspace: Path) -> bytes:
    return (workspace / ID / "realised/2025.toml").read_bytes()


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_whole_year_is_closed_and_sealed(run: Run, workspace: Path, expect: Expect, lang: str) -> None:
    folder = declare(workspace)
    done = _close(run, lang=lang)
    expect(f"close.{lang}.txt", _printed(done))
    reading = read_plan(folder)
    assert reading.plan is not None
    year = reading.realised[2025]
    assert (year.closed, year.closed_because) == (date.today(), None)  # noqa: DTZ011 - the command's own day
    assert (year.seal, year.sealed_targets) == seal_of(reading.plan, year)[:2]
    assert year.figures["koperasi"].source_digest is not None
    assert year.figures["koperasi_aktif"].source_digest is None
    assert run("check", str(folder)).code == 0


@pytest.mark.parametrize("lang", ["en", "id"])
def test_what_is_lacking_is_listed_with_its_command(run: Run, workspace: Path, expect: Expect, lang: str) -> None:
    declare(workspace, HALF)
    before = _bytes(workspace)
    expect(f"close-lacking.{lang}.txt", _printed(_close(run, lang=lang)))
    assert _bytes(workspace) == before


@pytest.mark.parametrize("lang", ["en", "id"])
def test_with_a_reason_it_is_closed_all_the_same(run: Run, workspace: Path, expect: Expect, lang: str) -> None:
    declare(workspace, HALF)
    expect(f"close-with.{lang}.txt", _printed(_close(run, "--with", "-3 bidang belum lapor", lang=lang)))
    assert content(workspace)["closed_because"] == "-3 bidang belum lapor"


def test_what_close_lists_is_what_due_asks_for(run: Run, workspace: Path) -> None:
    declare(workspace, HALF)
    asked = [line.strip() for line in run("due", ID, "--year", "2025").out.splitlines() if "kumkm record" in line]
    listed = [line.strip() for line in _close(run).out.splitlines() if "kumkm record" in line]
    assert sorted(listed) == sorted(line for line in asked if line in listed)
    assert len(listed) == len(asked) - ("kumkm record renstra-contoh --year 2025" in asked)


def test_a_reason_that_is_not_needed_is_not_kept(run: Run, workspace: Path) -> None:
    declare(workspace)
    done = _close(run, "--with", "terburu-buru")
    assert done.code == 0
    assert "not needed" in done.out
    assert "closed_because" not in content(workspace)


def test_closing_a_closed_year_says_so_and_changes_nothing(run: Run, workspace: Path) -> None:
    declare(workspace)
    _close(run)
    before = _bytes(workspace)
    again = _close(run)
    assert (again.code, again.err) == (0, "")
    assert "Nothing changes: 2025 was closed on" in again.out
    assert _bytes(workspace) == before


def test_a_closed_year_whose_seal_is_broken_is_not_called_closed(run: Run, workspace: Path) -> None:
    folder = declare(workspace)
    _close(run)
    path = folder / "realised/2025.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("3.72", "3.92"), encoding="utf-8")
    done = _close(run)
    assert (done.code, done.out) == (4, "")
    assert "the seal of 2025 no longer fits" in done.err


def test_a_year_that_was_closed_by_hand_keeps_its_day_and_gets_its_seal(run: Run, workspace: Path) -> None:
    folder = declare(workspace, WHOLE.replace("year = 2025\n", "year = 2025\nclosed = 2026-03-31\n"))
    assert run("check", str(folder)).code == 0
    assert "1 closed year without a seal" in run("verify", ID).out
    assert _close(run).code == 0
    assert content(workspace)["closed"] == date(2026, 3, 31)
    assert run("check", str(folder)).code == 0


def test_a_dry_run_shows_it_and_writes_nothing(run: Run, workspace: Path) -> None:
    declare(workspace)
    before = _bytes(workspace)
    done = _close(run, "--dry-run")
    assert done.code == 0
    assert "Seal: sha256:" in done.out
    assert done.out.endswith("Dry run: nothing was written.\n")
    assert _bytes(workspace) == before


@pytest.mark.parametrize("more", [(), ("--with", "LKjIP jatuh tempo")])
def test_a_year_that_is_not_over_is_never_closed(run: Run, workspace: Path, more: tuple[str, ...]) -> None:
    year = date.today().year  # noqa: DTZ011 - the command's own day
    declare(workspace)
    plan = workspace / ID / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("end = 2026", f"end = {year}"), encoding="utf-8")
    done = run("close", ID, "--year", str(year), *more)
    assert done.code == 4
    assert f"the year {year} is not over" in done.err
    assert not (workspace / ID / f"realised/{year}.toml").exists()


@pytest.mark.parametrize("more", [(), ("--with", "LKjIP jatuh tempo")])
def test_a_plan_with_errors_is_never_closed(run: Run, workspace: Path, more: tuple[str, ...]) -> None:
    declare(workspace)
    (workspace / ID / "evidence/ods-2025.txt").unlink()
    before = _bytes(workspace)
    done = _close(run, *more)
    assert done.code == 4
    assert "KT433" in done.err
    assert "has errors" in done.err
    assert _bytes(workspace) == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--year", "2019"), 2, "lies outside the period"),
        (("--year", "2025", "--with", " "), 2, "--with is empty"),
        ((), 2, "--year is missing"),
    ],
)
def test_what_cannot_be_closed_is_refused(
    run: Run, workspace: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    declare(workspace)
    done = run("close", ID, *arguments)
    assert done.code == code
    assert words in done.err


def test_a_comment_is_not_lost_by_closing(run: Run, workspace: Path) -> None:
    declare(workspace, WHOLE + "# jangan hilang\n")
    done = _close(run)
    assert done.code == 4
    assert "comment" in done.err


def test_status_due_and_the_walk_say_that_a_year_is_closed(run: Run, workspace: Path) -> None:
    declare(workspace, HALF)
    _close(run, "--with", "LKjIP jatuh tempo")
    assert "2025 was closed on" in run("status", ID, "--year", "2025").out
    assert f"{ID}: 2025 was closed on" in run("due", ID, "--year", "2025").out
    refused = run("record", ID, "--year", "2025")
    assert refused.code == 4
    assert "was closed on" in refused.err


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")
@pytest.mark.parametrize(("answer", "is_closed"), [("", False), ("n", False), ("y", True)])
def test_at_a_terminal_it_is_asked_about(workspace: Path, answer: str, is_closed: bool) -> None:
    from tests.cli.test_terminal import Terminal

    declare(workspace)
    terminal = Terminal(workspace, "close", ID, "--year", "2025", lang="en")
    terminal.until("Seal: sha256:")
    terminal.answer("Close 2025? [y/N]:", answer)
    code, screen = terminal.finish()
    assert code == 0
    assert ("Closed in" in screen) == is_closed
    assert ("seal" in content(workspace)) == is_closed


def test_the_ledger_tells_of_the_closing_before_the_correction(run: Run, workspace: Path) -> None:
    folder = declare(workspace)
    assert _close(run).code == 0
    done = run("record", ID, "rasio", "3,80", "--year", "2025", "--reopen-because", "LHP BPK", "--source", "BPK")
    assert done.code == 0, done.err
    path = folder / "realised/2025.toml"
    # An hour lies between the two, so that the order is not that of one second.
    text = path.read_text(encoding="utf-8")
    earlier = re.search(r"^closed_at = (.*)$", text, re.MULTILINE)
    assert earlier is not None
    told = [event["kind"] for event in json.loads(run("history", ID, "--format", "json").out)["events"]]
    assert told[-2:] in (["closing", "figure"], ["figure", "closing"])
    moment = datetime.fromisoformat(earlier[1]) - timedelta(hours=1)
    path.write_text(text.replace(earlier[0], f"closed_at = {moment.isoformat()}"), encoding="utf-8")
    told = [event["kind"] for event in json.loads(run("history", ID, "--format", "json").out)["events"]]
    assert told[-2:] == ["closing", "figure"]


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")
def test_at_a_narrow_terminal_lines_break_between_words(workspace: Path) -> None:
    from tests.cli.test_terminal import Terminal

    declare(workspace)
    because = "--with", "PDRB terbit sesudah batas waktu laporan"
    terminal = Terminal(workspace, "close", ID, "--year", "2025", *because, lang="en", COLUMNS="40")
    shown = terminal.until("Close 2025?").splitlines()
    terminal.answer("[y/N]:", "n")
    assert terminal.finish()[0] == 0
    assert max(map(len, shown)) <= 40
    assert "      with targets computed" in shown
