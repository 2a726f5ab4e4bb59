"""Formulas with names, and with figures put in that give the same when they are reckoned again."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kumkm_targets.evaluation.formulas import Expression, Number, Operation, Reference, evaluate, parse_formula
from kumkm_targets.messages import use_language
from kumkm_targets.reporting.formula_words import in_figures, in_names, in_sums, mean_text, named_in
from tests.evaluation.builders import indicator, plan
from tests.reporting.arithmetic import reckoned

FIGURES = {("a", 0): Fraction(60), ("a", 1): Fraction(40), ("b", 0): Fraction(-5, 2), ("b", 1): Fraction(1300)}


def lookup(name: str, back: int) -> Fraction | None:
    return FIGURES.get((name, back))


@pytest.mark.parametrize(
    ("formula", "names", "figures"),
    [
        ("100 * a / b", "100 × “a” ÷ “b”", "100 × 60 ÷ (−2,5)"),
        ("a - (b - a)", "“a” − (“b” − “a”)", "60 − ((−2,5) − 60)"),
        ("a - b - a", "“a” − “b” − “a”", "60 − (−2,5) − 60"),
        ("a + (b + a)", "“a” + “b” + “a”", "60 + (−2,5) + 60"),
        ("a / (b * a)", "“a” ÷ (“b” × “a”)", "60 ÷ ((−2,5) × 60)"),
        ("a * (b / a)", "“a” × “b” ÷ “a”", "60 × (−2,5) ÷ 60"),
        ("(a + b) * 0.5", "(“a” + “b”) × 0,5", "(60 + (−2,5)) × 0,5"),
        ("-a * -(b + 1)", "(−“a”) × (−(“b” + 1))", "(−60) × (−((−2,5) + 1))"),
        ("a / growth(a)", "“a” ÷ the growth of “a”", "60 ÷ ((60 − 40) ÷ 40 × 100)"),
        ("growth(a) * 2", "the growth of “a” × 2", "(60 − 40) ÷ 40 × 100 × 2"),
        ("previous(b) + a", "“b” of the year before + “a”", "1.300 + 60"),
    ],
)
def test_a_formula_is_written_with_as_few_parentheses_as_it_takes(formula: str, names: str, figures: str) -> None:
    expression = parse_formula(formula)
    assert in_names(expression, str) == names
    assert in_figures(expression, lookup) == figures
    assert reckoned(figures) == evaluate(expression, lookup)


def test_names_are_those_of_the_plan_in_the_language_in_force() -> None:
    named = named_in(plan({"a": indicator(name={"id": "Aktif\x1b", "en": "Active"})}))
    assert in_names(parse_formula("a / zzz"), named) == "“Active” ÷ “zzz”"
    use_language("id")
    assert in_names(parse_formula("a + a"), named) == "“Aktif\\x1b” + “Aktif\\x1b”"


def test_a_sum_put_in_for_each_indicator_keeps_together() -> None:
    addends = {"a": [Fraction(83), Fraction(90)], "b": [Fraction(852), Fraction(-1, 2)]}
    text = in_sums(parse_formula("100 * a / b"), addends.__getitem__)
    assert text == "100 × (83 + 90) ÷ (852 + (−0,5))"


def test_a_mean_says_what_it_gives_in_full() -> None:
    assert (
        mean_text([Fraction(79), Fraction(80), Fraction(161, 2)])
        == "(79 + 80 + 80,5) ÷ 3 ≈ 79,83333333333333333333333333"
    )
    assert mean_text([Fraction(79), Fraction(80)]) == "(79 + 80) ÷ 2 = 79,5"
    assert mean_text([Fraction(79)]) == "79"


LEAVES = st.one_of(
    st.integers(0, 40).map(lambda number: Number(Fraction(number, 4))),
    st.sampled_from([Reference(name, function) for name in "ab" for function in ("", "growth", "previous")]),  # type: ignore[arg-type]
)
EXPRESSIONS = st.recursive(
    LEAVES, lambda inner: st.builds(Operation, st.sampled_from("+-*/"), inner, inner), max_leaves=9
)


@given(EXPRESSIONS)
def test_the_figures_put_in_give_the_value_of_the_formula(expression: Expression) -> None:
    value = evaluate(expression, lookup)
    assume(value is not None)
    assert reckoned(in_figures(expression, lookup)) == value
