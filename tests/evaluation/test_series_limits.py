"""Formulas that reach back over years, in circles, or in long chains."""

from decimal import Decimal
from fractions import Fraction

import pytest

from kumkm_targets.errors import RefusedError
from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.formulas import FormulaError, evaluate, parse_formula
from kumkm_targets.evaluation.series import Series
from kumkm_targets.model.realised import Entry
from kumkm_targets.model.recording import with_entry
from tests.evaluation.builders import NEXT_CENTURY, amendment, indicator, plan, years
from tests.evaluation.paces import latest


def test_a_running_total_over_the_year_before_begins_at_its_baseline() -> None:
    baseline = {"year": 2023, "value": "100"}
    running = plan({"total": indicator(formula="previous(total) + baru", baseline=baseline), "baru": indicator()})
    series = Series(running, years({2024: {"baru": "10"}, 2025: {"baru": "5"}}))
    assert (series.value("total", 2024), series.value("total", 2025)) == (110, 115)


@pytest.mark.parametrize("formula", ["previous(rate) + 1", "growth(rate)"])
def test_a_formula_over_its_own_past_ends(formula: str) -> None:
    series = Series(plan({"rate": indicator(formula=formula)}), years({2024: {"rate": "26"}}))
    assert series.value("rate", 2024) == 26


def test_a_long_chain_of_formulas_is_followed() -> None:
    names = [f"i{n}" for n in range(3000)]
    chain = plan({name: indicator(formula=f"i{n - 1} + 1" if n else None) for n, name in enumerate(names)})
    assert Series(chain, years({2024: {"i0": "1"}})).value("i2999", 2024) == 3000


def test_the_order_of_circular_formulas_changes_nothing() -> None:
    formulas = {"a": "b + 1", "b": "a + 1"}
    found = []
    for order in ("ab", "ba"):
        circle = plan({name: indicator(formula=formulas[name]) for name in order})
        series = Series(circle, years({2024: {"a": "5"}}))
        found.append({name: (series.value(name, 2024), series.is_derived(name, 2024)) for name in "ab"})
    assert found[0] == found[1] == {"a": (5, False), "b": (None, False)}


@pytest.mark.parametrize(("left", "right", "is_known"), [(1000, 999, True), (1000, 1000, False), (-1000, -1000, False)])
def test_what_is_beyond_all_measure_is_not_known(left: int, right: int, is_known: bool) -> None:
    figures = {"a": Fraction(2) ** left, "b": Fraction(2) ** right}
    found = evaluate(parse_formula("a * b"), lambda name, _back: figures[name])
    assert found == (Fraction(2) ** (left + right) if is_known else None)


def test_an_endless_number_is_a_formula_error() -> None:
    with pytest.raises(FormulaError):
        parse_formula("9" * 5000)


def test_a_fall_away_from_a_target_below_the_baseline_has_no_outlook() -> None:
    assert latest("higher", "75.46", 2018, {2016: "75.00"}, (2015, "75.72")).outlook is None


def test_no_more_is_computed_than_there_is() -> None:
    amended = plan({"a": indicator()}, amendments=[amendment("2024-06-01", "a", {2024: ("10", "8")})])
    summary = appraise(amended, years({2024: {"a": "8"}}), 2024, NEXT_CENTURY).summary
    assert (summary.computed, summary.of) == (1, 1)


def test_a_blank_reason_is_no_reason() -> None:
    content = years({2024: {"a": "5"}})[2024]
    with pytest.raises(RefusedError):
        with_entry(content, "a", Entry(value=Decimal(6)), "  ")
