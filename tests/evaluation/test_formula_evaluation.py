"""The value of a formula: exact, and none where a figure is missing or a divisor is zero."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.evaluation.formulas import (
    Comparison,
    Expression,
    Number,
    Operation,
    Reference,
    evaluate,
    holds,
    parse_formula,
    parse_relation,
)

FIGURES = {
    ("a", 0): Fraction(83),
    ("b", 0): Fraction(852),
    ("zero", 0): Fraction(0),
    ("now", 0): Fraction(110),
    ("now", 1): Fraction(80),
    ("fallen", 0): Fraction(-4),
    ("fallen", 1): Fraction(-8),
    ("fromzero", 0): Fraction(5),
    ("fromzero", 1): Fraction(0),
    ("tozero", 0): Fraction(0),
    ("tozero", 1): Fraction(5),
    ("onlybefore", 1): Fraction(7),
}


def look(indicator_id: str, back: int) -> Fraction | None:
    return FIGURES.get((indicator_id, back))


VALUES: list[tuple[str, Fraction | None]] = [
    ("100 * a / b", Fraction(8300, 852)),
    ("a - b", Fraction(-769)),
    ("2 + 3 * 4", Fraction(14)),
    ("(2 + 3) * 4", Fraction(20)),
    ("2 - 3 - 4", Fraction(-5)),
    ("8 / 4 / 2", Fraction(1)),
    ("-2 * 3", Fraction(-6)),
    ("2 - -3", Fraction(5)),
    ("1 / 3", Fraction(1, 3)),
    ("0.1 + 0.2", Fraction(3, 10)),
    ("zero", Fraction(0)),
    ("zero / a", Fraction(0)),
    ("a / zero", None),
    ("zero / zero", None),
    ("1 / (2 - 2)", None),
    ("0 * missing", None),
    ("missing", None),
    ("missing + a", None),
    ("a - missing", None),
    ("growth(now)", Fraction(75, 2)),
    ("growth(fallen)", Fraction(-50)),
    ("growth(tozero)", Fraction(-100)),
    ("growth(fromzero)", None),
    ("growth(a)", None),
    ("growth(onlybefore)", None),
    ("previous(now)", Fraction(80)),
    ("previous(fromzero)", Fraction(0)),
    ("previous(onlybefore)", Fraction(7)),
    ("previous(a)", None),
    ("now - previous(now)", Fraction(30)),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_a_formula_has_an_exact_value_or_none(text: str, value: Fraction | None) -> None:
    assert evaluate(parse_formula(text), look) == value


RELATIONS = [
    ("a <= b", "0", True),
    ("b <= a", "0", False),
    ("a <= a", "0", True),
    ("a < a", "0", False),
    ("a < b", "0", True),
    ("a >= a", "0", True),
    ("a > a", "0", False),
    ("b > a", "0", True),
    ("b >= a", "0", True),
    ("a > b", "0", False),
    ("a >= b", "0", False),
    ("a = a", "0", True),
    ("a = b", "0", False),
    ("2 = 2.1", "0.1", True),
    ("2.1 = 2", "0.1", True),
    ("2 = 2.11", "0.1", False),
    ("2.11 = 2", "0.1", False),
    ("2.1 <= 2", "0.1", True),
    ("2.11 <= 2", "0.1", False),
    ("2 >= 2.1", "0.1", True),
    ("2 >= 2.11", "0.1", False),
    ("2.1 < 2", "0.1", False),
    ("2.09 < 2", "0.1", True),
    ("2 > 2.1", "0.1", False),
    ("2 > 2.09", "0.1", True),
    ("growth(now) = 37.5", "0", True),
]


@pytest.mark.parametrize(("text", "tolerance", "kept"), RELATIONS)
def test_a_relation_is_kept_within_its_tolerance(text: str, tolerance: str, kept: bool) -> None:
    assert holds(parse_relation(text), look, Fraction(tolerance)) is kept


@pytest.mark.parametrize("text", ["missing < a", "a < missing", "missing = missing", "a / zero >= 1", "growth(a) > 0"])
def test_a_relation_over_a_missing_figure_is_neither_kept_nor_broken(text: str) -> None:
    assert holds(parse_relation(text), look, Fraction(1000)) is None


LEAVES = st.integers(0, 99).map(lambda number: Number(Fraction(number, 4))) | st.sampled_from(
    [Reference("a"), Reference("b"), Reference("zero"), Reference("missing")]
)
TREES: st.SearchStrategy[Expression] = st.recursive(
    LEAVES, lambda inner: st.builds(Operation, st.sampled_from("+-*/"), inner, inner), max_leaves=20
)


NAMES = {name: look(name, 0) for name in ("a", "b", "zero", "missing")}


def written(tree: Expression, number: str = "F({0.numerator}, {0.denominator})") -> str:
    """The text of a tree, every operation in parentheses."""
    if isinstance(tree, Operation):
        return f"({written(tree.left, number)} {tree.sign} {written(tree.right, number)})"
    return number.format(tree.value) if isinstance(tree, Number) else str(tree)


def reckoned(text: str) -> Fraction | None:
    """What Python's own arithmetic makes of a text over exact fractions."""
    try:
        return eval(text, {"__builtins__": {}, "F": Fraction}, NAMES)  # type: ignore[no-any-return]
    except (ZeroDivisionError, TypeError):
        return None


@given(TREES)
def test_a_tree_evaluates_as_fraction_arithmetic_does(tree: Expression) -> None:
    assert evaluate(tree, look) == reckoned(written(tree))


@given(TREES)
def test_a_tree_written_and_parsed_has_the_same_value(tree: Expression) -> None:
    text = written(tree, "({0.numerator} / {0.denominator})")
    assert evaluate(parse_formula(text), look) == evaluate(tree, look)


@given(st.lists(st.tuples(st.sampled_from("+-*/"), st.integers(0, 9)), min_size=1, max_size=12))
def test_without_parentheses_operations_bind_as_in_python(steps: list[tuple[str, int]]) -> None:
    text = "7" + "".join(f" {sign} {number}" for sign, number in steps)
    exact = "F(7)" + "".join(f" {sign} F({number})" for sign, number in steps)
    assert evaluate(parse_formula(text), look) == reckoned(exact)


@given(TREES, TREES, st.sampled_from(["<", "<=", ">", ">=", "="]))
def test_without_tolerance_a_relation_is_the_comparison_itself(left: Expression, right: Expression, sign: str) -> None:
    first, second = evaluate(left, look), evaluate(right, look)
    expected = None
    if first is not None and second is not None:
        expected = {
            "<": first < second,
            "<=": first <= second,
            ">": first > second,
            ">=": first >= second,
            "=": first == second,
        }[sign]
    assert holds(Comparison(sign, left, right), look, Fraction(0)) is expected
