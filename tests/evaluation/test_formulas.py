"""The grammar of formulas and relations: what parses, and where the rest goes wrong."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kumkm_targets.evaluation.formulas import (
    Expression,
    FormulaError,
    Number,
    Operation,
    Reference,
    parse_formula,
    parse_relation,
    references,
)


def shape(expression: Expression) -> str:
    """The tree with every operation in parentheses."""
    if isinstance(expression, Operation):
        return f"({shape(expression.left)} {expression.sign} {shape(expression.right)})"
    return str(expression.value) if isinstance(expression, Number) else str(expression)


SHAPES = [
    ("a", "a"),
    ("12", "12"),
    ("0.5", "1/2"),
    ("007", "7"),
    ("a_1", "a_1"),
    ("a + b", "(a + b)"),
    ("a+b", "(a + b)"),
    ("\n a\t-\n b ", "(a - b)"),
    ("a - b - c", "((a - b) - c)"),
    ("a - b + c", "((a - b) + c)"),
    ("a / b / c", "((a / b) / c)"),
    ("a / b * c", "((a / b) * c)"),
    ("a + b * c", "(a + (b * c))"),
    ("a * b + c", "((a * b) + c)"),
    ("100 * a / b", "((100 * a) / b)"),
    ("(a + b) * c", "((a + b) * c)"),
    ("a - (b - c)", "(a - (b - c))"),
    ("((a))", "a"),
    ("-a", "(0 - a)"),
    ("--a", "(0 - (0 - a))"),
    ("-a * b", "((0 - a) * b)"),
    ("-a + b", "((0 - a) + b)"),
    ("a - -b", "(a - (0 - b))"),
    ("a * -b", "(a * (0 - b))"),
    ("-(a + b)", "(0 - (a + b))"),
    ("growth(a)", "growth(a)"),
    ("growth ( a )", "growth(a)"),
    ("previous(a) + b", "(previous(a) + b)"),
    ("growth", "growth"),
    ("previous + growth", "(previous + growth)"),
    ("growth(growth)", "growth(growth)"),
    ("previous(growth)", "previous(growth)"),
]


@pytest.mark.parametrize(("text", "tree"), SHAPES)
def test_a_formula_binds_as_school_arithmetic_does(text: str, tree: str) -> None:
    assert shape(parse_formula(text)) == tree


FAULTS = [
    ("", "", 0),
    ("   ", "", 0),
    ("a +", "", 3),
    ("a +  ", "", 3),
    ("a b", "b", 2),
    ("2 3", "3", 2),
    ("2a", "a", 1),
    ("* a", "*", 0),
    ("+ a", "+", 0),
    ("a + * b", "*", 4),
    ("(a", "", 2),
    ("a)", ")", 1),
    ("()", ")", 1),
    ("a + (b * c", "", 10),
    ("growth()", ")", 7),
    ("growth(a", "", 8),
    ("growth(a + b)", "+", 9),
    ("growth(1)", "1", 7),
    ("growth(growth(a))", "(", 13),
    ("other(a)", "(", 5),
    ("a < b", "<", 2),
    ("a = b", "=", 2),
    ("1.", ".", 1),
    (".5", ".5", 0),
    ("1,5", ",5", 1),
    ("1e5", "e5", 1),
    ("1.2.3", ".3", 3),
    ("A + b", "A + b", 0),
    ("a + _b", "_b", 4),
    ("100 x aktif / seluruh", "x", 4),
    ("100 * aktif : seluruh", ": seluruh", 12),
    ("a ^ 2", "^ 2", 2),
    ("a ** 2", "*", 3),
    ("a // b", "/", 3),
    ("a % b", "% b", 2),
    ("a ! bcdefghijklmno", "! bcdefghi", 2),
    ("__import__('os')", "__import__", 0),
    ("a.b", ".b", 1),
    ("a; b", "; b", 1),
    ("½", "½", 0),
    ("²", "²", 0),
]


@pytest.mark.parametrize(("text", "found", "position"), FAULTS)
def test_anything_else_is_refused_at_the_first_character_at_fault(text: str, found: str, position: int) -> None:
    with pytest.raises(FormulaError) as error:
        parse_formula(text)
    assert (error.value.found, error.value.position) == (found, position)
    assert str(error.value) == f"unexpected {found!r} at {position}"


@pytest.mark.parametrize("sign", ["<=", "<", ">=", ">", "="])
def test_a_relation_compares_two_formulas(sign: str) -> None:
    relation = parse_relation(f"a + 1 {sign} b * 2")
    assert relation.sign == sign
    assert (shape(relation.left), shape(relation.right)) == ("(a + 1)", "(b * 2)")
    assert parse_relation(f"a+1{sign}b*2") == relation


@pytest.mark.parametrize(
    ("text", "found", "position"),
    [
        ("a", "", 1),
        ("a <", "", 3),
        ("< a", "<", 0),
        ("a < b < c", "<", 6),
        ("a == b", "=", 3),
        ("a =< b", "<", 3),
        ("a <> b", ">", 3),
        ("a != b", "!= b", 2),
        ("(a < b)", "<", 3),
    ],
)
def test_a_relation_has_exactly_one_comparison(text: str, found: str, position: int) -> None:
    with pytest.raises(FormulaError) as error:
        parse_relation(text)
    assert (error.value.found, error.value.position) == (found, position)


@pytest.mark.parametrize(("opening", "closing"), [("(", ")"), ("-", ""), ("-(", ")")])
def test_parentheses_and_signs_nest_fifty_deep(opening: str, closing: str) -> None:
    times = 50 // len(opening)
    parse_formula(opening * times + "a" + closing * times)
    with pytest.raises(FormulaError) as error:
        parse_formula(opening * (times + 1) + "a" + closing * (times + 1))
    assert error.value.position == 50


def test_side_by_side_parentheses_are_no_depth() -> None:
    assert sum(1 for _reference in references(parse_formula(" + ".join(["(-a)"] * 60)))) == 60


def test_parentheses_that_are_closed_make_no_room_for_deeper_ones() -> None:
    with pytest.raises(FormulaError):
        parse_formula("(a) + " * 20 + "(" * 51 + "a" + ")" * 51)


def test_a_formula_has_at_most_five_hundred_tokens() -> None:
    parse_formula("1" + "+1" * 249)
    parse_formula("-" + "1" + "+1" * 249)
    with pytest.raises(FormulaError) as error:
        parse_formula("1" + "+1" * 250)
    assert (error.value.found, error.value.position) == ("1", 500)


def test_references_are_listed_from_left_to_right() -> None:
    relation = parse_relation("growth(a) - b * (c + previous(b)) <= 2 * a")
    assert [str(reference) for reference in references(relation)] == ["growth(a)", "b", "c", "previous(b)", "a"]
    assert list(references(parse_formula("1 + 2"))) == []
    assert next(references(parse_formula("previous(a)"))) == Reference("a", "previous")


FRAGMENTS = st.lists(
    st.sampled_from(
        ["a", "b1", "growth", "previous", "(", ")", "+", "-", "*", "/", "<", "<=", "=", "1", "2.5", " ", "$"]
    ),
    max_size=15,
).map("".join)


@given(st.text(max_size=60) | FRAGMENTS)
@example("(" * 1000)
@example("-" * 1000)
@example("growth(")
@example("growth")
def test_any_text_is_a_formula_or_a_formula_error_within_the_text(text: str) -> None:
    for parse in (parse_formula, parse_relation):
        fault = None
        try:
            tree = parse(text)
        except FormulaError as error:
            fault = error
        if fault is None:
            assert all(reference.id in text for reference in references(tree))
        else:
            assert 0 <= fault.position <= len(text)
            assert text[fault.position :].startswith(fault.found)


def test_a_number_is_exact() -> None:
    assert parse_formula("0.1") == Number(Fraction(1, 10))
