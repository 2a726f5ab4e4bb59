"""Figures beside each other in a table never contradict one another."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.reading import read_figure
from kumkm_targets.figures.writing import MINUS
from kumkm_targets.model.plan import Indicator
from kumkm_targets.reporting.words import figure_with_unit, gap_text, realised_text
from tests.evaluation.builders import NEXT_CENTURY, indicator, plan, years


def third(target: str, part: int, decimals: int | None = 0) -> Row:
    """An indicator that is derived: a third of `part`."""
    indicators = {
        "a": indicator(formula="b / 3", targets={2025: target}, decimals=decimals),
        "b": indicator(better=None),
    }
    return appraise(plan(indicators), years({2025: {"b": str(part)}}), 2025, NEXT_CENTURY).rows[0]


def shown(text: str, row: Row) -> Decimal:
    found = read_figure(text.replace(MINUS, "-").replace("+", ""), row.indicator.measure)
    assert isinstance(found, Decimal)
    return found


def test_a_gap_is_the_difference_of_the_figures_that_are_shown() -> None:
    row = third("33.4", 100)
    assert (realised_text(row), gap_text(row)) == ("33,3", f"{MINUS}0,1")


@given(st.integers(0, 400), st.decimals(0, 100, places=2), st.sampled_from([None, 0, 1, 2]))
@example(100, Decimal("33.4"), 0)
@example(239, Decimal(81), 1)
def test_who_subtracts_what_is_shown_finds_the_gap_that_is_shown(
    part: int, target: Decimal, decimals: int | None
) -> None:
    row = third(str(target), part, decimals)
    assert row.gap is not None
    realised, gap = shown(realised_text(row), row), shown(gap_text(row), row)
    assert realised - target == gap
    assert (gap > 0, gap < 0) == (row.gap > 0, row.gap < 0)
    assert abs(Fraction(realised) - Fraction(part, 3)) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("unit", "mean", "text"),
    [
        ("Rp", "1234567", "Rp1.234.567"),
        ("Rp", "333333.5", "Rp333.333,50"),
        ("orang", "15", "15 orang"),
        ("%", "15", "15,00%"),
    ],
)
def test_a_mean_of_whole_rupiah_has_no_cents(unit: str, mean: str, text: str) -> None:
    fields: dict[str, Any] = indicator(unit=unit)
    assert figure_with_unit(Decimal(mean), Indicator.model_validate(fields), derived=True) == text
