"""`kumkm record --quarter`: the figure of a quarter, and what the year is made of then."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.divided_plan import PLAN, TEXT, content, declare, figure, record
from tests.conftest import Run

NEW = "wirausaha_baru"


@pytest.fixture(autouse=True)
def _plan(workspace: Path) -> None:
    declare(workspace)


def test_a_quarter_is_recorded_and_the_year_so_far_is_shown(run: Run, workspace: Path) -> None:
    assert record(run, NEW, "200", "--quarter", "1", "--source", "Laporan TW I").code == 0
    done = record(run, NEW, "310", "--quarter", "2", "--source", "Laporan TW II")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "Wirausaha baru, 2025, quarter II",
        "  Realised     not recorded → 310 orang (final figure)",
        "  To date      200 orang → 510 orang of 500 orang: 102,00%",
        "  Year         200 orang → 510 orang so far (sum of quarters I, II)",
        "  Missing      quarters III, IV",
        "  Target       1.000 orang",
        "  Source       Laporan TW II",
        f"Recorded in plans/{PLAN}/realised/2025.toml",
    ]
    recorded = figure(workspace)
    assert (recorded["quarters"], recorded["source"], "value" in recorded) == (
        {"1": 200, "2": 310},
        "Laporan TW II",
        False,
    )
    assert recorded["recorded_at"].tzinfo is not None


def test_the_last_quarter_makes_a_year_that_is_judged(run: Run) -> None:
    for quarter, count in (("4", "250"), ("1", "200"), ("3", "250")):
        record(run, NEW, count, "--quarter", quarter, "--source", "Laporan")
    done = record(run, NEW, "320", "--quarter", "2")
    assert "  Year         700 orang → 1.020 orang (sum of quarters I, II, III, IV)\n" in done.out
    assert "  Gap          – → +20 orang\n" in done.out
    assert "  Achievement  – → 102,00% Sangat Tinggi\n" in done.out


def test_quarters_stand_in_their_order_in_the_file(run: Run, workspace: Path) -> None:
    for quarter in ("3", "1", "4", "2"):
        record(run, NEW, f"20{quarter}", "--quarter", quarter, "--source", "Laporan")
    assert list(figure(workspace)["quarters"]) == ["1", "2", "3", "4"]


def test_a_ratio_shows_the_latest_quarter_as_the_year_so_far(run: Run) -> None:
    record(run, "rasio", "3,70", "--quarter", "1", "--source", "Sakernas")
    done = record(run, "rasio", "3,72", "--quarter", "3")
    assert "  Year         3,70% → 3,72% so far (quarter III)\n  Missing      quarter IV\n" in done.out


def test_another_figure_for_a_quarter_needs_a_reason_and_keeps_the_old_one(run: Run, workspace: Path) -> None:
    record(run, NEW, "310", "--quarter", "2", "--source", "Laporan TW II")
    before = content(workspace)
    refused = record(run, NEW, "320", "--quarter", "2")
    assert (refused.code, refused.out) == (4, "")
    assert "--reason" in refused.err
    assert content(workspace) == before
    assert record(run, NEW, "320", "--quarter", "2", "--reason", "salah ketik").code == 0
    recorded = figure(workspace)
    assert recorded["quarters"] == {"2": 320}
    (past,) = recorded["history"]
    assert (past["quarter"], past["value"], past["source"], past["reason"]) == (2, 310, "Laporan TW II", "salah ketik")
    assert past["recorded_at"] == before["figures"][NEW]["recorded_at"]


def test_the_same_quarter_again_changes_nothing(run: Run, workspace: Path) -> None:
    arguments = (NEW, "310", "--quarter", "2", "--source", "Laporan", "--note", "uji", "--as-of", "2025-06-30")
    record(run, *arguments)
    path = workspace / PLAN / "realised" / "2025.toml"
    before = path.read_bytes()
    again = record(run, NEW, "310", "--quarter", "2")
    assert again.code == 0
    assert again.out == "Nothing changes: Wirausaha baru 2025, quarter II is recorded like this already.\n"
    assert path.read_bytes() == before


def test_the_day_and_the_note_of_a_quarter_are_not_those_of_the_next(run: Run, workspace: Path) -> None:
    record(run, NEW, "200", "--quarter", "1", "--source", "ODS", "--as-of", "2025-03-31", "--note", "belum lengkap")
    record(run, NEW, "310", "--quarter", "2")
    recorded = figure(workspace)
    assert (recorded["source"], recorded.get("as_of"), recorded.get("note")) == ("ODS", None, None)
    (past,) = recorded["history"]
    assert (past["quarter"], past["as_of"].isoformat(), past["note"]) == (1, "2025-03-31", "belum lengkap")


def test_a_running_year_is_preliminary_and_a_final_quarter_of_it_is_doubted_until_it_ends(
    run: Run, workspace: Path
) -> None:
    assert record(run, "rasio", "3,7", "--quarter", "1", "--source", "x", year=2199).code == 4
    from datetime import date

    today = date.today()  # noqa: DTZ011 - the day on which the command runs
    quarter = str((today.month + 2) // 3)
    refused = record(run, NEW, "300", "--quarter", quarter, "--source", "x", "--status", "final", year=today.year)
    assert refused.code == 4
    assert "is not over, and its figure is called final" in refused.err
    assert record(run, NEW, "300", "--quarter", quarter, "--source", "x", year=today.year).code == 0
    assert figure(workspace, year=today.year)["status"] == "preliminary"


@pytest.mark.parametrize(
    ("text", "words"),
    [("Rp310", "orang"), ("3,10", "not whole"), ("310.000", "hundreds of times"), ("-310", "below zero")],
)
def test_a_quarter_is_read_and_doubted_with_the_care_of_a_year(
    run: Run, workspace: Path, text: str, words: str
) -> None:
    record(run, NEW, "200", "--quarter", "1", "--source", "Laporan")
    before = content(workspace)
    refused = record(run, NEW, text, "--quarter", "2", "--source", "x")
    assert refused.code == 4
    assert words in refused.err
    assert content(workspace) == before


def test_a_quarter_is_compared_with_its_like_and_not_with_the_target_of_the_year(run: Run, workspace: Path) -> None:
    assert record(run, NEW, "1", "--quarter", "1", "--source", "Laporan").code == 0, "one of 1.000 at the beginning"
    record(run, NEW, "2", "--quarter", "1", "--source", "Laporan", year=2024)
    refused = record(run, NEW, "1.100", "--quarter", "1", "--source", "x", "--reason", "x")
    assert refused.code == 4
    assert "the same one a year before" in refused.err


def test_a_year_that_contradicts_its_quarters_is_doubted_and_so_is_the_last_quarter(run: Run, workspace: Path) -> None:
    for quarter in ("1", "2", "3"):
        record(run, NEW, "250", "--quarter", quarter, "--source", "Laporan")
    assert record(run, NEW, "980", "--source", "LKjIP").code == 0, "three quarters contradict nothing"
    refused = record(run, NEW, "250", "--quarter", "4")
    assert refused.code == 4
    assert "the four quarters add up to 1.000 orang, the year says 980 orang" in refused.err
    assert record(run, NEW, "230", "--quarter", "4").code == 0
    refused = record(run, NEW, "985", "--source", "LKjIP", "--reason", "ralat")
    assert "the four quarters add up to 980 orang, the year says 985 orang" in refused.err
    assert record(run, NEW, "985", "--source", "LKjIP", "--reason", "ralat", "--force").code == 0
    assert figure(workspace)["value"] == 985


def test_recording_the_year_shows_what_its_quarters_said_before(run: Run) -> None:
    record(run, NEW, "200", "--quarter", "1", "--source", "Laporan")
    done = record(run, NEW, "980", "--source", "LKjIP")
    assert "  Realised     200 orang so far (quarter I) → 980 orang (final figure)\n" in done.out


def test_money_is_echoed_in_full(run: Run) -> None:
    done = record(run, "volume", "Rp88,45 miliar", "--quarter", "1", "--source", "ODS")
    assert "  In full      Rp88.450.000.000\n" in done.out


def test_a_closed_year_takes_no_quarter(run: Run, workspace: Path) -> None:
    declare(workspace, y2025="format = 1\nyear = 2025\nclosed = 2026-03-31\n")
    refused = record(run, NEW, "200", "--quarter", "1", "--source", "x")
    assert refused.code == 4
    assert "2026-03-31" in refused.err


def test_a_dry_run_of_a_quarter_writes_nothing(run: Run, workspace: Path) -> None:
    done = record(run, NEW, "200", "--quarter", "1", "--source", "x", "--dry-run")
    assert done.code == 0
    assert "200 orang so far" in done.out
    assert not (workspace / PLAN / "realised" / "2025.toml").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((NEW, "1", "--quarter", "1", "--part", "62.01"), "not of both"),
        ((NEW, "1", "--quarter", "5"), "--quarter is one of: 1, 2, 3, 4"),
        ((NEW, "--unavailable", "x", "--quarter", "1"), "not known yet"),
        ((NEW, "--unavailable", "x", "--part", "62.01"), "not known yet"),
        ((NEW, "--quarter", "1"), "VALUE is missing"),
        (("--quarter", "1"), "INDICATOR is missing"),
    ],
)
def test_what_does_not_fit_together_is_a_wrong_command_line(
    run: Run, workspace: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = record(run, *arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert not (workspace / PLAN / "realised" / "2025.toml").exists()


def test_a_retired_indicator_is_doubted_and_can_be_recorded_all_the_same(run: Run, workspace: Path) -> None:
    declare(workspace, TEXT.replace('unit = "%"\n', 'unit = "%"\nretired = 2024\n'))
    refused = record(run, "rasio", "3,7", "--quarter", "1", "--source", "x")
    assert refused.code == 4
    assert "retired with the year 2024" in refused.err
    assert record(run, "rasio", "3,7", "--quarter", "1", "--source", "x", "--force").code == 0
    assert figure(workspace, "rasio")["quarters"] == {"1": Decimal("3.7")}
