"""Formulas as quotients of two sums, and what follows: totals are compared, percentages never averaged."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.formulas import evaluate, parse_formula
from kumkm_targets.evaluation.ratios import Ratio, ratio_of, total
from tests.evaluation.builders import NEXT_CENTURY, indicator, plan, years


def form(**factors: int) -> dict[str, Fraction]:
    return {name: Fraction(factor) for name, factor in factors.items()}


@pytest.mark.parametrize(
    ("formula", "numerator", "denominator"),
    [
        ("100 * a / b", form(a=100), form(b=1)),
        ("a / b * 100", form(a=100), form(b=1)),
        ("100 * (a + b) / c", form(a=100, b=100), form(c=1)),
        ("(a - b) / (c + 2 * a)", form(a=1, b=-1), form(c=1, a=2)),
        ("a / 4 / b", form(a=1), form(b=4)),
        ("a / (b / 1000)", form(a=1000), form(b=1)),
        ("-a / b", form(a=-1), form(b=1)),
        ("100 - 100 * a / b", form(b=100, a=-100), form(b=1)),
        ("a / b + c / b", form(a=1, c=1), form(b=1)),
        ("a / (2 * b) + 1", form(a=1, b=2), form(b=2)),
    ],
)
def test_a_quotient_of_two_sums_is_taken_apart(
    formula: str, numerator: dict[str, Fraction], denominator: dict[str, Fraction]
) -> None:
    assert ratio_of(parse_formula(formula)) == Ratio(numerator, denominator)


@pytest.mark.parametrize(
    "formula",
    [
        "a", "a + b", "3", "a / 100", "100 / a", "(a + 1) / b", "a / (b + 1)", "a * b / c", "a / b / c",
        "a / b + c / d", "a + c / d", "c / d + a", "2 / b + 3 / d", "growth(a)",
        "previous(a) / b", "(a - a) / b", "a / (b - b)", "a / b * (c / d)",
    ],
)  # fmt: skip
def test_every_other_formula_is_not(formula: str) -> None:
    assert ratio_of(parse_formula(formula)) is None


def test_the_components_are_those_of_both_sums_once_each() -> None:
    ratio = ratio_of(parse_formula("(b - a) / (c + 2 * a)"))
    assert ratio is not None
    assert ratio.components == ("b", "a", "c")


figures = st.fixed_dictionaries({name: st.fractions(1, 1000) for name in "abcd"})
texts = st.recursive(
    st.sampled_from(["a", "b", "c", "d", "2", "100"]),
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner),
    max_leaves=6,
)


@given(texts, figures)
def test_taken_apart_it_has_the_same_value(formula: str, known: dict[str, Fraction]) -> None:
    parsed = parse_formula(formula)
    ratio = ratio_of(parsed)
    if ratio is None or not total(ratio.denominator, known):
        return
    value = evaluate(parsed, lambda name, _back: known[name])
    assert value is None or value == total(ratio.numerator, known) / total(ratio.denominator, known)


def test_the_average_of_a_ratio_over_the_years_is_that_of_the_totals() -> None:
    declared = plan(
        {
            "rasio": indicator(
                formula="100 * aktif / semua", over_time="average", targets={2024: "50", 2025: "50", 2026: "50"}
            ),
            "aktif": indicator(unit="unit"),
            "semua": indicator(unit="unit"),
        }
    )
    found = years({2024: {"aktif": "30", "semua": "100"}, 2025: {"aktif": "270", "semua": "300"}})
    row = appraise(declared, found, 2025, NEXT_CENTURY).rows[0]
    assert row.so_far is not None
    assert row.so_far.value == 75  # 300 of 400, not the mean of 30 and 90
    assert row.final_percent == 150


def test_the_sum_of_a_ratio_over_the_years_is_that_of_its_values() -> None:
    declared = plan(
        {
            "rasio": indicator(formula="100 * aktif / semua", over_time="sum", targets={2024: "50"}),
            "aktif": indicator(unit="unit"),
            "semua": indicator(unit="unit"),
        }
    )
    found = years({2024: {"aktif": "30", "semua": "100"}, 2025: {"aktif": "270", "semua": "300"}})
    row = appraise(declared, found, 2025, NEXT_CENTURY).rows[0]
    assert row.so_far is not None
    assert row.so_far.value == 120


def test_where_a_component_of_a_year_is_not_known_the_years_are_averaged_as_they_are() -> None:
    declared = plan(
        {
            "rasio": indicator(formula="100 * aktif / semua", over_time="average", targets={2024: "50"}),
            "aktif": indicator(unit="unit"),
            "semua": indicator(unit="unit"),
        }
    )
    found = years({2024: {"aktif": "30", "semua": "100"}, 2025: {"rasio": "90"}})
    row = appraise(declared, found, 2025, NEXT_CENTURY).rows[0]
    assert row.so_far is not None
    assert (row.so_far.value, row.so_far.target) == (60, None)


@pytest.mark.parametrize(
    ("formula", "found", "value"),
    [
        ("aktif / semua + growth(semua)", {2024: ("50", "1", "2"), 2025: (None, "3", "4")}, Fraction("75.375")),
        ("aktif / semua", {2024: ("50", "0", "0"), 2025: ("60", "5", "0")}, Fraction(55)),
    ],
)
def test_what_has_no_totals_to_divide_is_averaged_year_by_year(
    formula: str, found: dict[int, tuple[str | None, str, str]], value: Fraction
) -> None:
    declared = plan(
        {
            "rasio": indicator(formula=formula, over_time="average", targets={2024: "50"}),
            "aktif": indicator(unit="unit"),
            "semua": indicator(unit="unit"),
        }
    )
    names = ("rasio", "aktif", "semua")
    content = {
        year: {name: one for name, one in zip(names, known, strict=True) if one is not None}
        for year, known in found.items()
    }
    row = appraise(declared, years(content), 2025, NEXT_CENTURY).rows[0]
    assert row.so_far is not None
    assert row.so_far.value == value
