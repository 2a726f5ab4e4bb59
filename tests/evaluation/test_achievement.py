"""Achievement and gap on published figures, and every reason why there is no percentage.

Formulas: PermenPANRB on performance management, pp. 99–100 and 110. Published cases: training
material on the rival formulas, a regional dashboard that printed 47.84, and reports of regions.
"""

from decimal import Decimal
from fractions import Fraction

import pytest

from kumkm_targets.evaluation.achievement import achievement, gap, is_met
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.model.fields import Better, Formula
from tests.evaluation.builders import Band, band

PUBLISHED: list[tuple[Better, Formula | None, Band, str, str | None, str]] = [
    ("higher", "ratio", band("26"), "17.46", None, "67.15384615384615384615384615"),
    ("higher", "ratio", band("3.75"), "3.72", None, "99.2"),
    ("higher", "ratio", band("75.37"), "75.83", None, "100.6103224094467294679580735"),
    ("higher", "ratio", band("91"), "91.3", None, "100.3296703296703296703296703"),
    ("higher", "ratio", band("50"), "0", None, "0"),
    ("higher", "ratio", band("50"), "-5", None, "-10"),
    ("higher", "ratio", band("3"), "50", None, "1666.666666666666666666666667"),
    ("higher", "ratio", band("10"), "10.0", None, "100"),
    # target 14, realised 16, baseline 20: three formulas, three results
    ("lower", "linear", band("14"), "16", "20", "85.71428571428571428571428571"),
    ("lower", "inverse", band("14"), "16", "20", "87.5"),
    ("lower", "from_baseline", band("14"), "16", "20", "66.66666666666666666666666667"),
    ("lower", "linear", band("88.82"), "135.15", None, "47.83832470164377392479171358"),
    ("lower", "linear", band("14"), "14", None, "100"),
    ("lower", "linear", band("14"), "7", None, "150"),
    ("lower", "linear", band("14"), "0", None, "200"),
    ("lower", "linear", band("14"), "28", None, "0"),
    ("lower", "linear", band("14"), "35", None, "-50"),
    ("lower", "inverse", band("14"), "7", None, "200"),
    ("higher", "from_baseline", band("3.81"), "3.72", "3.70", "18.18181818181818181818181818"),
    ("higher", "from_baseline", band("3.81"), "3.70", "3.70", "0"),
    ("higher", "from_baseline", band("3.81"), "3.60", "3.70", "-90.90909090909090909090909091"),
    ("higher", "from_baseline", band("10"), "10", "0", "100"),
    # zero defects
    ("lower", "linear", band("0"), "0", None, "100"),
    ("lower", "linear", band("0"), "-1", None, "100"),
    ("lower", "linear", band("0"), "1", None, "0"),
    ("lower", "inverse", band("0"), "0", None, "100"),
    ("lower", "inverse", band("0"), "1", None, "0"),
    # ranges: the bound that was crossed stands for the target
    ("lower", "linear", band("7", "8"), "6.5", None, "107.1428571428571428571428571"),
    ("lower", "linear", band("7", "8"), "9", None, "87.5"),
    ("lower", "linear", band("7", "8"), "7", None, "100"),
    ("lower", "linear", band("7", "8"), "7.5", None, "100"),
    ("lower", "linear", band("7", "8"), "8", None, "100"),
    ("higher", "ratio", band("80", "90"), "70", None, "87.5"),
    ("higher", "ratio", band("80", "90"), "92", None, "102.2222222222222222222222222"),
    ("higher", "ratio", band("80", "90"), "80", None, "100"),
    ("higher", "ratio", band("80", "90"), "85", None, "100"),
    ("higher", "ratio", band("80", "90"), "90", None, "100"),
    ("lower", "linear", band("0", "2"), "1", None, "100"),
    ("lower", "linear", band("0", "2"), "3", None, "50"),
    ("lower", "linear", band("0", "2"), "-1", None, "100"),
    # a band to stay in
    ("within", None, band("80", "100"), "60", None, "75"),
    ("within", None, band("80", "100"), "80", None, "100"),
    ("within", None, band("80", "100"), "90", None, "100"),
    ("within", None, band("80", "100"), "100", None, "100"),
    ("within", None, band("80", "100"), "125", None, "75"),
    ("within", None, band("80", "100"), "250", None, "-50"),
    ("within", None, band("50"), "50", None, "100"),
    ("within", None, band("50"), "40", None, "80"),
    ("within", None, band("50"), "60", None, "80"),
    ("within", None, band("0"), "0", None, "100"),
    ("within", None, band("0"), "1", None, "0"),
    ("within", None, band("0", "5"), "6", None, "80"),
]


@pytest.mark.parametrize(("better", "formula", "target", "realised", "baseline", "percent"), PUBLISHED)
def test_achievement_is_exact_by_the_declared_formula(
    better: Better, formula: Formula | None, target: Band, realised: str, baseline: str | None, percent: str
) -> None:
    found = achievement(better, formula, target, Fraction(realised), None if baseline is None else Fraction(baseline))
    assert isinstance(found, Fraction)
    assert decimal_of(found) == Decimal(percent)


def test_the_three_rival_formulas_are_exact_fractions() -> None:
    target, realised, baseline = band("14"), Fraction(16), Fraction(20)
    assert achievement("lower", "linear", target, realised, baseline) == Fraction(600, 7)
    assert achievement("lower", "inverse", target, realised, baseline) == Fraction(175, 2)
    assert achievement("lower", "from_baseline", target, realised, baseline) == Fraction(200, 3)


REASONS: list[tuple[Better, Formula | None, Band, str, str | None, str]] = [
    ("higher", "ratio", band("0"), "5", None, "zero_target"),
    ("higher", "ratio", band("0"), "0", None, "zero_target"),
    ("higher", "ratio", band("0.00"), "-5", None, "zero_target"),
    ("higher", "ratio", band("0", "5"), "-1", None, "zero_target"),
    ("within", None, band("0"), "-1", None, "zero_target"),
    ("higher", "ratio", band("-5"), "-4", None, "negative_target"),
    ("lower", "linear", band("-5"), "-6", None, "negative_target"),
    ("lower", "inverse", band("-5"), "-6", None, "negative_target"),
    ("higher", "from_baseline", band("-5"), "-4", "-10", "negative_target"),
    ("within", None, band("-5", "5"), "0", None, "negative_target"),
    ("higher", "ratio", band("-0.01"), "1", None, "negative_target"),
    ("lower", "inverse", band("14"), "0", None, "zero_realised"),
    ("higher", "from_baseline", band("14"), "16", "14", "no_distance"),
    ("lower", "from_baseline", band("14"), "14", "14.0", "no_distance"),
    ("higher", "from_baseline", band("14"), "16", None, "no_baseline"),
]


@pytest.mark.parametrize(("better", "formula", "target", "realised", "baseline", "reason"), REASONS)
def test_where_there_is_no_percentage_there_is_a_reason(
    better: Better, formula: Formula | None, target: Band, realised: str, baseline: str | None, reason: str
) -> None:
    known = None if baseline is None else Fraction(baseline)
    assert achievement(better, formula, target, Fraction(realised), known) == reason


GAPS = [
    (band("3.75"), "3.72", "-0.03"),
    (band("14"), "16", "2"),
    (band("75.37"), "75.83", "0.46"),
    (band("10.0"), "10", "0.0"),
    (band("-5"), "-4", "1"),
    (band("0"), "3", "3"),
    (band("7", "8"), "6.5", "-0.5"),
    (band("7", "8"), "7", "0"),
    (band("7", "8"), "7.5", "0"),
    (band("7", "8"), "8", "0"),
    (band("7", "8"), "8.0", "0"),
    (band("7", "8"), "9.25", "1.25"),
    (band("9" * 24), "0." + "0" * 23 + "1", "-" + "9" * 23 + "8." + "9" * 24),
]


@pytest.mark.parametrize(("target", "realised", "difference"), GAPS)
def test_the_gap_is_realised_minus_the_crossed_bound_exactly(target: Band, realised: str, difference: str) -> None:
    assert f"{gap(target, Decimal(realised)):f}" == difference
    if len(difference) <= 28:
        assert gap(target, Decimal(realised)) == Decimal(difference)


def test_the_gap_of_a_derived_figure_has_28_digits() -> None:
    derived = decimal_of(Fraction(8300, 852))
    assert str(gap(band("9.7"), derived)) == "0.041784037558685446009389671"


MET: list[tuple[Better, Band, str, bool]] = [
    ("higher", band("10"), "10", True),
    ("higher", band("10"), "9.99", False),
    ("higher", band("10"), "11", True),
    ("higher", band("8", "10"), "8", True),
    ("higher", band("8", "10"), "7.9", False),
    ("higher", band("8", "10"), "12", True),
    ("lower", band("10"), "10", True),
    ("lower", band("10"), "10.01", False),
    ("lower", band("10"), "9", True),
    ("lower", band("8", "10"), "10", True),
    ("lower", band("8", "10"), "10.1", False),
    ("lower", band("8", "10"), "5", True),
    ("within", band("8", "10"), "8", True),
    ("within", band("8", "10"), "10", True),
    ("within", band("8", "10"), "7.9", False),
    ("within", band("8", "10"), "10.1", False),
    ("within", band("8"), "8.0", True),
]


@pytest.mark.parametrize(("better", "target", "realised", "met"), MET)
def test_a_promise_is_kept_on_the_good_side_of_its_bound(
    better: Better, target: Band, realised: str, met: bool
) -> None:
    assert is_met(better, target, Fraction(realised)) is met
