"""The options of `kumkm status` and `explain`: which targets, which part of a year, which rows, which view."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.checks.cases import HEAD, write_plan, year_text
from tests.conftest import Run
from tests.reporting.derived import ID as DERIVED
from tests.reporting.derived import write_derived
from tests.reporting.renstra import ID, write_renstra

PALEMBANG = "palembang-rpjmd-2013-2018"


@pytest.fixture(autouse=True)
def _plans(workspace: Path) -> None:
    write_renstra(workspace)
    write_derived(workspace)


def document(run: Run, *options: str) -> dict[str, Any]:
    done = run("status", ID, "--format", "json", *options)
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


def target(run: Run, *options: str) -> str:
    return str(document(run, *options)["rows"][0]["target"])


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), "3.78"),
        (("--original",), "3.81"),
        (("--as-of", "2026-09-11"), "3.81"),
        (("--as-of", "2026-09-12"), "3.78"),
        (("--as-of", "12 September 2026"), "3.78"),
        (("--as-of", "11/09/2026"), "3.81"),
    ],
)
def test_a_year_is_judged_by_the_targets_that_are_asked_for(run: Run, options: tuple[str, ...], expected: str) -> None:
    assert target(run, *options) == expected


def test_the_year_is_judged_up_to_a_quarter(run: Run) -> None:
    half = document(run, "--quarter", "2")
    [row] = [row for row in half["rows"] if row["indicator"] == "izin"]
    assert (half["quarter"], row["target"], row["realised"], row["achievement"]) == (2, "200", "210", "105")


def test_rows_are_sorted_and_chosen(run: Run) -> None:
    urgent = [row["indicator"] for row in document(run, "--sort", "urgency")["rows"]]
    assert urgent[:3] == ["rasio", "volume", "dilatih"]
    behind = document(run, "--only", "behind")["rows"]
    assert [(row["indicator"], row["why"]) for row in behind] == [("rasio", ["missed", "behind", "preliminary"])]
    assert [row["indicator"] for row in document(run, "--sort", "urgency", "--only", "missed")["rows"]] == [
        "rasio",
        "volume",
        "dilatih",
        "kepuasan",
    ]


@pytest.mark.parametrize("output", ["text", "json", "csv", "markdown"])
@pytest.mark.parametrize("view", ["--by-part", "--by-objective", "--by-programme"])
def test_every_view_has_every_format(run: Run, view: str, output: str) -> None:
    done = run("status", ID, "--year", "2025", view, "--format", output)
    assert (done.code, done.err) == (0, "")
    assert done.out.count("\n") > (0 if output == "csv" else 4)
    assert done.out != run("status", ID, "--year", "2025", "--format", output).out


@pytest.mark.parametrize(
    "option",
    [
        ("--quarter", "2"),
        ("--as-of", "2026-01-01"),
        ("--original",),
        ("--by-part",),
        ("--by-objective",),
        ("--by-programme",),
        ("--sort", "urgency"),
        ("--only", "behind"),
    ],
)
def test_what_is_about_one_plan_is_refused_without_one(run: Run, option: tuple[str, ...]) -> None:
    done = run("status", *option)
    assert (done.code, done.out) == (2, "")
    assert f"{option[0]} is for one plan" in done.err
    assert f"`kumkm status PLAN {' '.join(option)}`" in done.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--original", "--as-of", "2026-01-01"), "--as-of and --original exclude one another"),
        (("--by-part", "--by-objective"), "--by-part and --by-objective exclude one another"),
        (("--by-objective", "--by-programme"), "--by-objective and --by-programme exclude one another"),
        (("--by-programme", "--sort", "urgency"), "--by-programme and --sort exclude one another"),
        (("--by-part", "--only", "missed"), "--by-part and --only exclude one another"),
        (("--by-part", "--quarter", "2"), "--by-part and --quarter exclude one another"),
        (("--as-of", "kemarin"), "“kemarin” is not a date"),
        (("--quarter", "5"), "--quarter is one of: 1, 2, 3, 4"),
        (("--only", "late"), "--only is one of: missed, behind, undetermined"),
    ],
)
def test_what_does_not_fit_together_is_refused(run: Run, options: tuple[str, ...], words: str) -> None:
    done = run("status", ID, *options)
    assert (done.code, done.out) == (2, "")
    assert words in done.err


def test_the_outcome_of_the_whole_plan_decides_on_the_exit_code_whatever_is_shown(run: Run) -> None:
    assert run("status", ID, "--only", "undetermined", "--fail-on", "missed").code == 1
    assert run("status", ID, "--by-objective", "--fail-on", "missed").code == 1
    assert run("status", ID, "--quarter", "2", "--fail-on", "missed").code == 0


def test_a_retired_indicator_is_answered_with_its_last_year_and_its_successor(run: Run) -> None:
    done = run("explain", ID, "lama", "--year", "2026")
    assert (done.code, done.out) == (2, "")
    assert "“lama” is retired: 2025 was its last year" in done.err
    assert "Its successor is `aktif`. Ask for --year 2025 or before." in done.err
    assert "Koperasi sehat" not in run("status", ID, "--year", "2026").out
    assert run("explain", ID, "lama").out == run("explain", ID, "lama", "--year", "2025").out


def test_the_latest_year_in_which_a_formula_gives_a_value_is_explained(run: Run) -> None:
    assert run("explain", DERIVED, "persen").out == run("explain", DERIVED, "persen", "--year", "2025").out


def test_an_explanation_takes_the_same_options(run: Run) -> None:
    assert "3,81%" in run("explain", ID, "rasio", "--original").out
    assert "210 unit" in run("explain", ID, "izin", "--quarter", "2", "--year", "2026").out
    done = run("explain", ID, "rasio", "--original", "--as-of", "2026-01-01")
    assert (done.code, done.out) == (2, "")


def test_real_contradictions_are_told_in_plain_words(run: Run) -> None:
    assert (
        "Contradiction: “Koperasi dengan modal sendiri” (22.977) is more than “Jumlah koperasi” (5.855); "
        "bagian tidak lebih besar dari keseluruhan\n"
    ) in run("status", "kaltim-revitalisasi-2013").out
    assert (
        "Contradiction: “Pertumbuhan UMKM” (69,88) differs from the growth of “Jumlah UMKM” (985,32); "
        "from 11.191 in 2021 to 121.458 in 2022, “Jumlah UMKM” grew by 985,32%; "
        "growing by 69,88% it would have been about 71.496 in 2021; tolerance 0,01; "
    ) in run("status", "kalteng-umkm-2021-2022").out


def test_the_first_year_of_a_growth_has_nothing_to_contradict(run: Run) -> None:
    assert "Contradiction" not in run("status", "kalteng-umkm-2021-2022", "--year", "2021").out


HOSTILE = "x\\u001b[2J\\u202e\\u0007[red]{0} | `y`"
STEERING = (
    HEAD
    + f"""
[parts]
"62.01" = "{HOSTILE}"
"62.02" = "{HOSTILE}"
[indicators.a]
name = "{HOSTILE}"
unit = "{HOSTILE}"
better = "higher"
formula = "b + c"
definition = "{HOSTILE}"
targets = {{ 2025 = 10 }}
[indicators.b]
name = "{HOSTILE}"
unit = "orang"
better = "higher"
targets = {{ 2025 = 10 }}
source = "{HOSTILE}"
[indicators.c]
name = "{HOSTILE}"
unit = "{HOSTILE}"
[[rules]]
that = "b < 1"
because = "{HOSTILE}"
[[amendments]]
effective = 2025-03-01
basis = "{HOSTILE}"
reason = "{HOSTILE}"
targets = {{ b = {{ 2025 = {{ from = 10, to = 12 }} }} }}
"""
)


@pytest.mark.parametrize("parts", ['{ "62.01" = 4 }', '{ "62.01" = 4, "62.02" = 5 }'])
def test_nothing_that_a_plan_holds_steers_the_terminal(run: Run, workspace: Path, parts: str) -> None:
    body = f'[figures.b]\nparts = {parts}\nsource = "{HOSTILE}"\n[figures.c]\nvalue = 3\nsource = "{HOSTILE}"\n'
    write_plan(workspace / "jahat", STEERING, {"2025": year_text(2025, body)})
    outputs = [run("status", "jahat", "--year", "2025", *more) for more in ((), ("--sort", "urgency"), ("--original",))]
    outputs += [run("status", "jahat", "--format", output) for output in ("json", "csv", "markdown")]
    outputs += [run("explain", "jahat", name, "--year", "2025") for name in "abc"]
    for done in outputs:
        assert (done.code, done.err) == (0, "")
        assert not [char for char in done.out if unicodedata.category(char) in ("Cc", "Cf") and char != "\n"]
    assert all("red" in done.out for done in outputs)
