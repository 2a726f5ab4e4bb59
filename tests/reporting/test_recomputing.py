"""Every number of `explain` can be reckoned again from what is printed."""

import io
import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from rich.console import Console

from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.series import Series
from kumkm_targets.reporting.working.explanation import explanation
from kumkm_targets.storage.plan_files import PlanReading, read_plan
from tests.conftest import PLANS, TODAY
from tests.reporting.arithmetic import figure, reckoned
from tests.reporting.derived import write_derived
from tests.reporting.renstra import write_renstra

REAL = sorted(path.parent.name for path in PLANS.glob("*/plan.toml"))


def pages(reading: PlanReading) -> Iterator[list[str]]:
    """Every page of the plan, as lines without their labels."""
    plan = reading.plan
    assert plan is not None
    period = plan.header.period
    for year in {*reading.realised, period.start, period.end}:
        for quarter in (None, 2):
            appraisal = appraise(plan, reading.realised, year, TODAY, quarter=quarter)
            known = {of: content for of, content in reading.realised.items() if of <= year}
            for row in appraisal.rows:
                stream = io.StringIO()
                console = Console(file=stream, width=10_000, height=50, color_system=None, highlight=False)
                console.print(explanation(appraisal, row, Series(plan, known, quarter)))
                yield [re.sub(r"^(\S.*?)? {2,}", "", line.rstrip()) for line in stream.getvalue().splitlines()[3:]]


def equations(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Texts that give the same: in one line, or the working under a figure."""
    above = ""
    for line in lines:
        text = re.sub(r"^[^(]*(\(\d{4}\))?: ", "", re.sub(r" \((?:\d{4}(?:, |–)?)+\)$", "", line))
        if not re.search("[=≈]", text):
            above = text
        elif "“" not in text and above != "formula without value":
            parts = [part.strip() for part in re.split("[=≈]", text)]
            yield from pairwise([parts[0] or above, *parts[1:]])


def value(text: str) -> tuple[Fraction, Fraction]:
    """The figure that a text gives, and by how much it may be rounded."""
    try:
        return reckoned(text), Fraction(0)
    except ValueError:
        found = re.search(r"[+−]?(?:Rp)?\d[\d.]*(?:,\d+)?(?: (?:juta|miliar|triliun))?(?=%)", text) or re.search(
            r"[+−]?(?:Rp)?\d[\d.]*(?:,\d+)?(?: (?:juta|miliar|triliun))?", text
        )
        assert found, text
        decimals = len(found[0].partition(" ")[0].partition(",")[2])
        scale = figure(f"1 {found[0].partition(' ')[2]}")
        return figure(found[0]), scale / 10**decimals / 2


def assert_all_agree(reading: PlanReading) -> int:
    """Reckon every equation of every page again; how many there were."""
    count = 0
    for lines in pages(reading):
        for left, right in equations(lines):
            (one, rounding), (other, also) = value(left), value(right)
            assert abs(one - other) <= max(rounding, also, abs(other) / 10**25), (left, right, lines)
            count += 1
    return count


@pytest.mark.parametrize("plan_id", REAL)
def test_a_real_plan_explains_all_of_its_numbers(plan_id: str) -> None:
    assert_all_agree(read_plan(PLANS / plan_id))


def test_amounts_sums_averages_quarters_and_parts_are_explained(tmp_path: Path) -> None:
    assert assert_all_agree(read_plan(write_renstra(tmp_path))) > 150


def test_formulas_are_explained_down_to_what_was_recorded(tmp_path: Path) -> None:
    assert assert_all_agree(read_plan(write_derived(tmp_path))) > 150
