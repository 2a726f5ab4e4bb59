"""`kumkm report` as its users call it."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.agreements import AGREED, ANNUAL, MEDIUM, write_agreements
from tests.cli.screen import Terminal
from tests.conftest import PLANS, ROOT, Run

Expect = Callable[[str, str], None]
PALEMBANG = "palembang-rpjmd-2013-2018"
REAL = sorted(path.name for path in PLANS.iterdir() if path.is_dir())


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("form", ["status", "ringkasan", "lkjip", "rakortek"])
def test_a_form_of_a_real_plan_as_markdown(run: Run, expect: Expect, form: str, language: str) -> None:
    done = run("report", PALEMBANG, "--year", "2016", "--form", form, "-f", "md", lang=language)
    assert (done.code, done.err) == (0, "")
    expect(f"{form}.{language}.md", done.out)


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_the_status_table_for_programs(run: Run, expect: Expect, kind: str) -> None:
    done = run("report", PALEMBANG, "--year", "2016", "-f", kind)
    assert (done.code, done.err) == (0, "")
    expect(f"status.{kind}", done.out)


@pytest.mark.parametrize("plan", REAL)
@pytest.mark.parametrize("form", ["status", "ringkasan", "lkjip"])
def test_every_figure_of_a_form_is_that_of_the_status_command(run: Run, plan: str, form: str) -> None:
    judged = {row["indicator"]: row for row in json.loads(run("status", plan, "--format", "json").out)["rows"]}
    document = json.loads(run("report", plan, "--form", form, "-f", "json").out)
    table = document["tables"][0]
    keys = {column["key"] for column in table["columns"]}
    rows = [line for line in table["lines"] if line["line"] == "row"]
    assert form != "status" or [row["id"] for row in rows] == list(judged)
    for row in rows:
        known = judged[row["id"]]
        for key in keys & {"target", "realised", "gap", "achievement"}:
            assert row["cells"][key]["figure"] == known[key], (row["id"], key)


def test_the_average_of_a_form_is_that_of_the_status_command(run: Run) -> None:
    summary = json.loads(run("status", PALEMBANG, "--year", "2016", "--format", "json").out)["summary"]
    for form in ("status", "lkjip"):
        document = json.loads(run("report", PALEMBANG, "--year", "2016", "--form", form, "-f", "json").out)
        total = document["tables"][0]["lines"][-1]
        assert total["line"] == "total"
        assert total["cells"]["achievement"]["figure"] == summary["average"]
        assert total["cells"]["rating"]["text"] == summary["rating"]


def test_the_agreement_is_laid_beside_the_plans_that_are_named(run: Run, expect: Expect, workspace: Path) -> None:
    write_agreements(workspace)
    done = run("report", AGREED, "--form", "rakortek", "--with", ANNUAL, "--with", MEDIUM, "-f", "md", lang="id")
    assert (done.code, done.err) == (0, "")
    expect("rakortek-with.id.md", done.out)


def test_the_ending_of_the_file_says_the_format(run: Run, tmp_path: Path, workspace: Path) -> None:
    for ending in ("md", "csv", "json"):
        path = workspace.parent / f"laporan.{ending}"
        done = run("report", PALEMBANG, "--year", "2016", "-o", str(path))
        assert (done.code, done.out) == (0, "")
        assert done.err == f"Written: {path.as_posix()}\n"
        assert path.read_text(encoding="utf-8") == run("report", PALEMBANG, "--year", "2016", "-f", ending).out


def test_what_the_command_line_says_goes_before_the_plan(run: Run, workspace: Path) -> None:
    plan = workspace / PALEMBANG / "plan.toml"
    settings = '\n[report]\nplace = "Palembang"\nforms = { lkjip = "A.1" }\nsigners = [{ role = "Kepala Dinas" }]\n'
    plan.write_text(plan.read_text(encoding="utf-8") + settings, encoding="utf-8")
    asked = ("report", PALEMBANG, "--year", "2016", "--form", "lkjip", "-f", "md")
    declared = run(*asked, "--date", "31 Maret 2017").out
    assert "Form A.1" in declared
    assert "Palembang, 31 Maret 2017\n\nKepala Dinas\n" in declared
    given = run(*asked, "--place", "Jakabaring", "--number", "B.2", "--signer", "Sekretaris|NAMA|NIP1").out
    assert "Form B.2" in given
    assert "Jakabaring, ………………\n\nSekretaris  \nNAMA  \nNIP NIP1\n" in given


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--output is missing"),
        (("-o", "laporan.txt"), "no report is written as “laporan.txt”"),
        (("-f", "md", "--signer", "|NAMA"), "is no signer"),
        (("-f", "md", "--signer", "a|b|c|d"), "is no signer"),
        (("-f", "md", "--date", "besok"), "“besok” is not a date"),
        (("-f", "md", "--with", "tidak-ada"), "tidak-ada"),
        (("-f", "md", "--form", "lkjp"), "--form is one of: status, ringkasan, lkjip"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(run: Run, arguments: tuple[str, ...], words: str) -> None:
    done = run("report", PALEMBANG, *arguments)
    assert done.code == 2
    assert words in done.err
    assert done.out == ""


def test_a_plan_without_targets_has_no_agreement(run: Run) -> None:
    done = run("report", "kalsel-koperasi-2018", "--form", "rakortek", "-f", "md")
    assert (done.code, done.out) == (2, "")
    assert "has no target for any year" in done.err


def test_a_name_that_looks_like_a_formula_stays_text_in_csv(run: Run, workspace: Path) -> None:
    plan = workspace / PALEMBANG / "plan.toml"
    text = plan.read_text(encoding="utf-8").replace('name = "Persentase koperasi aktif"', "name = '=HYPERLINK(\"x\")'")
    plan.write_text(text, encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run("report", PALEMBANG, "--year", "2016", "-f", "csv").out)))
    assert rows[0]["indicator"] == '\'=HYPERLINK("x")'
    assert rows[2]["gap"] == "-8.54"


@pytest.mark.parametrize("kind", ["pdf", "xlsx", "docx"])
def test_what_is_no_text_is_not_poured_onto_the_screen(tmp_path: Path, kind: str) -> None:
    script = "import sys; from kumkm_targets.cli.main import main; sys.exit(main(sys.argv[1:]))"
    shown = Terminal(ROOT, script, "report", PALEMBANG, "-f", kind)
    assert shown.code == 2
    assert f"{kind} is not printed on the screen" in shown.screen
