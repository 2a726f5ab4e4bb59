"""Correcting a closed year: a new entry, the old one in the history with the reason, a new seal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kumkm_targets.checks.engine import check_plan
from kumkm_targets.storage.plan_files import read_plan
from tests.cli.closing_plan import HALF, ID, WHOLE, content, declare, lasting
from tests.conftest import TODAY, Outcome, Run

BASIS = "LHP BPK 12/2026: dua koperasi tercatat ganda"


@pytest.fixture
def closed(run: Run, workspace: Path) -> Path:
    """The folder of the plan, 2025 closed."""
    folder = declare(workspace)
    assert run("close", ID, "--year", "2025").code == 0
    return folder


def _correct(run: Run, *arguments: str, because: str = BASIS, lang: str = "en") -> Outcome:
    return run("record", ID, *arguments, "--year", "2025", "--reopen-because", because, lang=lang)


def _codes(folder: Path) -> list[str]:
    return [one.rule.code for one in check_plan(read_plan(folder), TODAY)]


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_figure_is_corrected_and_the_year_stays_closed(
    run: Run, workspace: Path, closed: Path, expect: Callable[[str, str], None], lang: str
) -> None:
    before = content(workspace)
    done = _correct(run, "koperasi_aktif", "1.298", "--source", "ODS, dibersihkan", lang=lang)
    after = content(workspace)
    text = (closed / "realised/2025.toml").read_text(encoding="utf-8")
    expect(f"reopen.{lang}.txt", lasting(f"{done.out}---\n{done.err}---\nexit {done.code}\n---\n{text}"))
    assert after["closed"] == before["closed"]
    assert (after["seal"] != before["seal"], after["sealed_targets"]) == (True, before["sealed_targets"])
    [old] = after["figures"]["koperasi_aktif"]["history"]
    assert (old["value"], old["reason"]) == (1300, BASIS)
    assert _codes(closed) == []


def test_a_quarter_a_part_and_spending_are_corrected_too(run: Run, workspace: Path, closed: Path) -> None:
    assert _correct(run, "rasio", "3,70", "--quarter", "4").code == 0
    assert _correct(run, "rasio", "3,5", "--part", "62.71").code == 0
    words = ("record-budget", ID, "pemberdayaan", "Rp1 miliar", "--year", "2025", "--reopen-because", BASIS)
    done = run(*words)
    assert (done.code, "A correction of 2025" in done.out) == (0, True)
    year = content(workspace)
    assert [(one.get("quarter"), one.get("part"), one["reason"]) for one in year["figures"]["rasio"]["history"]
            if "reason" in one] == [(4, None, BASIS), (None, "62.71", BASIS)]  # fmt: skip
    assert year["programmes"]["pemberdayaan"]["history"] == [
        {"spent": 1_100_000_000, "source": "LRA 2025", "reason": BASIS}
    ]
    assert _codes(closed) == []


def test_what_was_missing_when_the_year_was_closed_keeps_the_reason_too(run: Run, workspace: Path) -> None:
    folder = declare(workspace, HALF)
    run("close", ID, "--year", "2025", "--with", "belum lengkap")
    then = read_plan(folder)
    assert _correct(run, "koperasi_aktif", "1.300", "--source", "ODS").code == 0
    words = ("record-budget", ID, "pemberdayaan", "Rp1 miliar", "--source", "LRA", "--year", "2025")
    assert run(*words, "--reopen-because", BASIS).code == 0
    year = content(workspace)
    assert year["figures"]["koperasi_aktif"]["history"] == [{"reason": BASIS}]
    assert year["programmes"]["pemberdayaan"]["note"] == BASIS
    assert BASIS in run("history", ID).out.replace("\n", " ")
    found = [one.rule.code for one in check_plan(read_plan(folder), TODAY, then)]
    assert "KT420" not in found
    assert "KT430" not in found


def test_what_was_said_when_the_year_was_closed_is_history_for_an_earlier_revision(run: Run, closed: Path) -> None:
    then = read_plan(closed)
    _correct(run, "koperasi_aktif", "1.298")
    run("record-budget", ID, "pemberdayaan", "Rp1 miliar", "--year", "2025", "--reopen-because", BASIS)
    assert not {one.rule.code for one in check_plan(read_plan(closed), TODAY, then)} & {"KT420", "KT421", "KT422"}


def test_the_same_figure_again_changes_nothing(run: Run, workspace: Path, closed: Path) -> None:
    before = (closed / "realised/2025.toml").read_bytes()
    done = _correct(run, "koperasi_aktif", "1.300")
    assert (done.code, "Nothing changes" in done.out) == (0, True)
    assert (closed / "realised/2025.toml").read_bytes() == before


FIGURE = ("record", ID, "rasio", "3,7")
SPENDING = ("record-budget", ID, "pemberdayaan", "Rp1 miliar")


@pytest.mark.parametrize(
    ("words", "year", "code", "message"),
    [
        (FIGURE, "2025", 4, "was closed on"),
        (("record", ID), "2025", 4, "was closed on"),
        ((*SPENDING, "--reason", "x"), "2025", 4, "was closed on"),
        ((*FIGURE, "--reopen-because", " "), "2025", 2, "--reopen-because is empty"),
        ((*FIGURE, "--reopen-because", "x", "--reason", "y"), "2025", 2, "say the same"),
        ((*FIGURE, "--reopen-because", "x"), "2026", 2, "2026 is not closed"),
        (("record", ID, "--reopen-because", "x"), "2025", 2, "INDICATOR is missing"),
        ((*SPENDING, "--reopen-because", "x"), "2026", 2, "2026 is not closed"),
    ],
)
def test_a_closed_year_is_corrected_on_purpose_only(
    run: Run, closed: Path, words: tuple[str, ...], year: str, code: int, message: str
) -> None:
    before = (closed / "realised/2025.toml").read_bytes()
    done = run(*words, "--year", year)
    assert (done.code, done.out) == (code, "")
    assert message in done.err
    assert (closed / "realised/2025.toml").read_bytes() == before


def test_a_broken_seal_is_never_replaced_by_a_new_one(run: Run, closed: Path) -> None:
    path = closed / "realised/2025.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("value = 3.72", "value = 3.92"), encoding="utf-8")
    before = path.read_bytes()
    done = _correct(run, "koperasi_aktif", "1.298")
    assert done.code == 4
    assert "the seal of 2025 no longer fits" in done.err
    assert path.read_bytes() == before


def test_a_year_that_was_closed_by_hand_gets_a_seal_with_its_first_correction(run: Run, workspace: Path) -> None:
    folder = declare(workspace, WHOLE.replace("year = 2025\n", "year = 2025\nclosed = 2026-03-31\n"))
    assert _correct(run, "koperasi_aktif", "1.298", "--source", "ODS").code == 0
    assert _codes(folder) == []
