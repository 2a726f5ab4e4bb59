"""`kumkm align` as scripts and pipes use it."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.agreements import AGREED, ANNUAL, MEDIUM, declared, head, write, write_agreements
from tests.conftest import Run

Expect = Callable[[str, str], None]
ALL = (AGREED, ANNUAL, MEDIUM)
RAKORTEK, MALUT = "kalteng-rakortek-2025", "malut-rpjmd-2025-2029"


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", ["", "80", "60"])
def test_the_form_fits_pipe_screen_and_narrow_screen(
    run: Run, expect: Expect, workspace: Path, language: str, width: str
) -> None:
    write_agreements(workspace)
    done = run("align", *ALL, lang=language, **({"COLUMNS": width} if width else {}))
    assert (done.code, done.err) == (0, "")
    assert "\x1b" not in done.out
    assert all(len(line) <= int(width or 1000) for line in done.out.splitlines())
    expect(f"align-{width or 'pipe'}.{language}.txt", done.out)


@pytest.mark.parametrize("name", ["json", "csv", "markdown"])
def test_every_format_is_whole(run: Run, expect: Expect, workspace: Path, name: str) -> None:
    write_agreements(workspace)
    done = run("align", *ALL, "--format", name)
    assert (done.code, done.err) == (0, "")
    expect(f"align.{name if name != 'markdown' else 'md'}", done.out)


def test_a_real_agreement_is_measured_year_by_year(run: Run, expect: Expect) -> None:
    done = run("align", RAKORTEK, MALUT)
    assert (done.code, done.err) == (0, "")
    expect("align-real.en.txt", done.out)


def test_the_csv_has_a_line_for_each_year_target_and_later_plan(run: Run, workspace: Path) -> None:
    write_agreements(workspace)
    lines = list(csv.DictReader(io.StringIO(run("align", *ALL, "--format", "csv").out)))
    assert len(lines) == (8 + 2) * 2
    volume = [line for line in lines if line["indicator"] == "volume_usaha"]
    assert [(line["agreed_target"], line["target"], line["plan_unit"], line["verdict"]) for line in volume] == [
        ("222", "222000000000", "Rp", "aligned"),
        ("222", "220500000000", "Rp", "lower"),
    ]


def test_strict_turns_anything_unaligned_into_the_exit_code(run: Run, workspace: Path) -> None:
    write_agreements(workspace)
    assert run("align", *ALL, "--strict").code == 1
    assert run("align", AGREED, MEDIUM, "--year", "2027", "--strict").code == 1
    (workspace / "sama").mkdir()
    (workspace / "sama" / "plan.toml").write_bytes((workspace / AGREED / "plan.toml").read_bytes())
    same = run("align", AGREED, "sama", "--strict", "--format", "json")
    assert same.code == 0
    assert json.loads(same.out)["aligned"] is True


def test_the_plans_stand_in_the_order_given(run: Run, workspace: Path) -> None:
    write_agreements(workspace)
    [titles] = [line for line in run("align", MEDIUM, AGREED, "-y", "2026").out.splitlines() if "Remarks" in line]
    assert titles.index("Target RPJMD") < titles.index("Target Rakortek")


def test_plans_of_one_kind_are_told_apart_by_their_ids(run: Run) -> None:
    done = run("align", MALUT, "palembang-rpjmd-2013-2018", "--year", "2026")
    assert f"Target RPJMD {MALUT}" in done.out
    assert "Target RPJMD palembang-rpjmd-2013-2018" in done.out


def test_a_year_without_agreed_targets_is_answered_with_those_that_have_some(run: Run) -> None:
    done = run("align", RAKORTEK, MALUT, "--year", "2030")
    assert (done.code, done.out) == (2, "")
    assert "2025, 2026" in done.err


def test_an_agreement_without_targets_has_nothing_to_align(run: Run) -> None:
    done = run("align", "kalteng-rpjmd-2016-2021", MALUT)
    assert (done.code, done.out) == (2, "")
    assert "has no target for any year" in done.err


@pytest.mark.parametrize("plans", [[RAKORTEK], [RAKORTEK, RAKORTEK]])
def test_it_takes_two_different_plans(run: Run, plans: list[str]) -> None:
    done = run("align", *plans)
    assert (done.code, done.out) == (2, "")
    assert "two plans or more" in done.err


def test_a_mistyped_plan_is_answered_with_the_nearest(run: Run) -> None:
    done = run("align", RAKORTEK, "malut-rpjmd-2025-2028")
    assert (done.code, done.out) == (2, "")
    assert MALUT in done.err


def test_a_plan_that_is_not_valid_stops_with_its_findings(run: Run, workspace: Path) -> None:
    (workspace / MALUT / "plan.toml").write_text("format = ", encoding="utf-8")
    done = run("align", RAKORTEK, MALUT)
    assert (done.code, done.out) == (3, "")
    assert MALUT in done.err


HOSTILE = "=1+1 | <b>x</b> [y](http://evil.example) \\u001b[31m \\u202e \\u0007"


@pytest.mark.parametrize("name", ["text", "json", "csv", "markdown"])
def test_what_the_plans_hold_prints_harmlessly(run: Run, workspace: Path, name: str) -> None:
    region = f'{{ code = "62", name = "{HOSTILE}" }}'
    for plan, target in (("jahat", "5"), ("jahat-2", "6")):
        text = head(HOSTILE, "other", 2026, 2026, region)
        text += declared("a", HOSTILE, HOSTILE, f"{{ 2026 = {target} }}", reference=f'"{HOSTILE}"')
        text += declared("b", HOSTILE, HOSTILE if plan == "jahat" else f"{HOSTILE}!", "{ 2026 = 1 }")
        write(workspace / plan, text + declared(plan.replace("-", "_"), HOSTILE, HOSTILE, "{ 2026 = 1 }"))
    done = run("align", "jahat", "jahat-2", "--format", name)
    assert (done.code, done.err) == (0, "")
    assert not [sign for sign in done.out if unicodedata.category(sign) in ("Cc", "Cf") and sign != "\n"]
    if name == "csv":
        lines = list(csv.DictReader(io.StringIO(done.out)))
        assert not [cell for line in lines for cell in line.values() if cell.startswith("=")]
    if name == "markdown":
        assert "<b>" not in done.out.replace("\\<b\\>", "")
