"""`kumkm show` as its users run it."""

import json
from pathlib import Path

import pytest

from tests.checks.cases import HEAD, write_plan, year_text
from tests.conftest import Run

PALEMBANG = ("palembang-rpjmd-2013-2018", "umk_menjadi_usaha_menengah")


def test_the_page_has_the_years_the_chart_and_the_pace(run: Run) -> None:
    done = run("show", *PALEMBANG)
    assert (done.code, done.err) == (0, "")
    for words in ("as of 2018", "17,46", "67,15", "22,38", "═ target", "▼ behind", "LAKIP Kota Palembang"):
        assert words in done.out


def test_a_pipe_gets_no_colour_and_a_terminal_more_than_colour(run: Run) -> None:
    plain, coloured = run("show", *PALEMBANG).out, run("--color", "show", *PALEMBANG).out
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert [sign for sign in plain if sign in "═●○"] == [sign for sign in coloured if sign in "═●○"]


def test_the_page_of_a_past_year_knows_nothing_of_later_ones(run: Run) -> None:
    done = run("show", *PALEMBANG, "--year", "2015")
    assert "as of 2015" in done.out
    assert "17,46" not in done.out
    found = json.loads(run("show", *PALEMBANG, "--year", "2015", "--format", "json").out)
    assert [one["realised"] for one in found["years"]] == [None, None, "15", None, None, None]


def test_json_stands_alone_on_standard_output(run: Run) -> None:
    done = run("show", *PALEMBANG, "--format", "json")
    found = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert (found["format"], found["plan"], found["indicator"]) == (1, *PALEMBANG)
    assert found["pace"]["projected"] == "22.38"
    assert [one["projection"] for one in found["years"]] == [None, None, None, None, "19.92", "22.38"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((PALEMBANG[0], "umk_menjadi_usaha_menegah"), "`umk_menjadi_usaha_menengah`"),
        (("palembang-rpjmd-2013-2019", PALEMBANG[1]), "`palembang-rpjmd-2013-2018`"),
        ((*PALEMBANG, "--year", "2030"), "2030 lies outside the plan's period 2013–2018"),
        ((*PALEMBANG, "--format", "csv"), "is one of: text, json"),
    ],
)
def test_what_does_not_exist_is_answered_with_what_does(run: Run, arguments: tuple[str, ...], words: str) -> None:
    done = run("show", *arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err


def test_a_retired_indicator_is_shown_up_to_its_last_year(run: Run, workspace: Path) -> None:
    text = (
        HEAD + '[indicators.a]\nname = "Lama"\nunit = "%"\nbetter = "higher"\ntargets = { 2025 = 3 }\nretired = 2025\n'
    )
    write_plan(workspace / "renstra", text, {"2025": year_text(2025, "[figures.a]\nvalue = 2\n")})
    assert "as of 2025" in run("show", "renstra", "a").out
    done = run("show", "renstra", "a", "--year", "2026")
    assert (done.code, done.out) == (2, "")
    assert "retired" in done.err


def test_a_plan_that_is_not_valid_is_refused(run: Run, workspace: Path) -> None:
    (workspace / PALEMBANG[0] / "plan.toml").write_text("format = ", encoding="utf-8")
    assert run("show", *PALEMBANG).code == 3
