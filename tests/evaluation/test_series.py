"""Realised values over the years: recorded, or derived from other indicators."""

from decimal import Decimal
from fractions import Fraction

import pytest

from kumkm_targets.evaluation.formulas import parse_formula
from kumkm_targets.evaluation.series import Series, circles, circular
from kumkm_targets.model.realised import RealisedFigure
from tests.evaluation.builders import indicator, plan, years


def derived(formula: str, **others: object) -> Series:
    """A series of `rate` = formula over `part` and `whole`, 2024 and 2025."""
    return Series(
        plan(
            {
                "rate": indicator(formula=formula, **others),
                "part": indicator(unit="orang", baseline={"year": 2023, "value": "40"}),
                "whole": indicator(unit="orang"),
            }
        ),
        years(
            {
                2024: {"part": "50", "whole": "200", "rate": "26"},
                2025: {"part": "60", "rate": "29"},
                2026: {"part": "0", "whole": "200"},
            }
        ),
    )


def test_a_derived_value_goes_before_the_recorded_one() -> None:
    series = derived("100 * part / whole")
    assert series.value("rate", 2024) == 25
    assert series.is_derived("rate", 2024)
    assert series.components("rate", 2024) == {"part": 50, "whole": 200}


def test_where_a_component_is_missing_the_recorded_value_stands_in() -> None:
    series = derived("100 * part / whole")
    assert series.value("rate", 2025) == 29
    assert not series.is_derived("rate", 2025)
    assert series.components("rate", 2025) == {"part": 60, "whole": None}


def test_a_derived_value_of_zero_is_a_value() -> None:
    series = derived("100 * part / whole")
    assert series.value("rate", 2026) == 0
    assert series.is_derived("rate", 2026)
    assert series.years("rate", 2026) == {2024: 25, 2025: 29, 2026: 0}
    assert series.years("rate", 2025) == {2024: 25, 2025: 29}


def test_what_is_not_recorded_has_no_value() -> None:
    series = derived("100 * part / whole")
    assert series.value("whole", 2025) is None
    assert series.value("rate", 2023) is None
    assert series.entry("rate", 2023) is None
    assert not series.is_derived("part", 2024)
    assert series.components("part", 2024) == {}


@pytest.mark.parametrize(
    ("formula", "in_2024"),
    [
        ("growth(part)", Fraction(25)),
        ("previous(part)", Fraction(40)),
        ("part - previous(part)", Fraction(10)),
        ("growth(whole) + 0 * part", Fraction(26)),
    ],
)
def test_the_baseline_is_the_figure_of_its_own_year(formula: str, in_2024: Fraction) -> None:
    assert derived(formula).value("rate", 2024) == in_2024


def test_a_recorded_figure_goes_before_the_baseline_of_its_year_and_no_other_year_has_it() -> None:
    indicators = {
        "rate": indicator(formula="previous(part)"),
        "part": indicator(unit="orang", baseline={"year": 2023, "value": "40"}),
    }
    series = Series(plan(indicators), years({2023: {"part": "44"}, 2024: {}, 2025: {}, 2026: {}}))
    assert series.years("rate", 2026) == {2024: 44}


def test_the_baseline_of_a_year_is_not_that_of_its_quarter() -> None:
    indicators = {
        "rate": indicator(formula="growth(part)"),
        "part": indicator(unit="orang", baseline={"year": 2023, "value": "40"}),
    }
    content = years({2024: {"part": RealisedFigure(quarters={2: Decimal(50)})}})
    assert Series(plan(indicators), content, 2).value("rate", 2024) is None
    assert Series(plan(indicators), content, 2).value("part", 2024) == 50


def test_growth_looks_one_year_back() -> None:
    series = derived("growth(part)")
    assert series.value("rate", 2025) == 20
    assert series.value("rate", 2026) == -100
    assert series.components("rate", 2025) == {"growth(part)": 20}


@pytest.mark.parametrize("formula", ["100 x part", "100 * unknown / whole", "rate / 2"])
def test_a_formula_without_a_meaning_leaves_the_recorded_value(formula: str) -> None:
    series = derived(formula)
    assert series.value("rate", 2024) == 26
    assert series.years("rate", 2026) == {2024: 26, 2025: 29}


def test_a_formula_may_build_on_other_formulas() -> None:
    series = Series(
        plan({"a": indicator(formula="b * 2"), "b": indicator(formula="c + 1"), "c": indicator()}),
        years({2024: {"c": "4"}}),
    )
    assert series.value("a", 2024) == 10


@pytest.mark.parametrize("order", ["abc", "acb", "bac", "bca", "cab", "cba"])
def test_formulas_that_lead_back_to_themselves_have_no_value(order: str) -> None:
    formulas = {"a": "b + 1", "b": "c + 1", "c": "a + 1"}
    series = Series(plan({name: indicator(formula=formulas[name]) for name in order}), years({2024: {}}))
    assert [series.value(name, 2024) for name in order] == [None] * 3
    assert not any(series.is_derived(name, 2024) for name in order)


def test_a_circle_leaves_the_formulas_beside_it_their_values() -> None:
    formulas = {"a": "b + 1", "b": "c + 1", "c": "a + 1", "d": "e * 2", "f": "f + d", "g": "d + a"}
    declared = plan({**{name: indicator(formula=text) for name, text in formulas.items()}, "e": indicator()})
    parsed = {name: parse_formula(text) for name, text in formulas.items()}
    assert sorted(circles(parsed)) == [("a", "b", "c"), ("f",)]
    assert circular(parsed) == {"a", "b", "c", "f"}
    series = Series(declared, years({2024: {"e": "4"}}))
    assert {name: series.value(name, 2024) for name in "abcdefg"} == {**dict.fromkeys("abcfg"), "d": 8, "e": 4}


def test_an_unavailable_figure_is_an_entry_without_a_value() -> None:
    content = years({2024: {"a": RealisedFigure(unavailable="belum dihitung")}})
    series = Series(plan({"a": indicator()}), content)
    assert series.value("a", 2024) is None
    assert series.entry("a", 2024) is content[2024].figures["a"]


def test_a_figure_that_the_plan_does_not_declare_is_that_of_its_year_and_of_no_quarter() -> None:
    content = years({2024: {"other": "7"}, 2025: {"other": RealisedFigure(quarters={4: Decimal(9)})}})
    series = Series(plan({"a": indicator()}), content)
    assert (series.value("other", 2024), series.value("other", 2025)) == (7, None)
    assert Series(plan({"a": indicator()}), content, 3).value("other", 2024) is None
