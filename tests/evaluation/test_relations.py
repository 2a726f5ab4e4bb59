"""Rules between figures: which of them the figures of a year keep, and by which figures."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.relations import JudgedRelation, judged_relations
from kumkm_targets.evaluation.series import Series
from kumkm_targets.model.realised import RealisedFigure
from tests.evaluation.builders import NEXT_CENTURY, indicator, plan, years

NAMES = ("a", "b", "c")
FIGURES: dict[int, dict[str, str]] = {2024: {"a": "40", "b": "50"}, 2025: {"a": "60", "b": "50", "c": "0"}}


def judged(
    *rules: str | dict[str, Any], year: int = 2025, figures: Mapping[int, Any] | None = None
) -> tuple[JudgedRelation, ...]:
    """The rules judged by the figures of the year."""
    content = years(FIGURES if figures is None else figures)
    written = [{"that": rule} if isinstance(rule, str) else rule for rule in rules]
    of = plan({name: indicator() for name in NAMES}, rules=written)
    return judged_relations(of, Series(of, content), year)


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        ("a <= b", False),
        ("b <= a", True),
        ("a = 60", True),
        ("a > b + 9", True),
        ("growth(a) = 50", True),
        ("growth(a) = 49", False),
        ("a - previous(a) < 20", False),
        ("a - previous(a) <= 20", True),
    ],
)
def test_a_rule_holds_or_is_broken(rule: str, holds: bool) -> None:
    [found] = judged(rule)
    assert (found.holds, found.missing) == (holds, ())


def test_a_tolerance_is_how_far_apart_the_sides_may_be() -> None:
    rules = [{"that": "a = b", "tolerance": Decimal(tolerance)} for tolerance in ("9.99", "10")]
    assert [found.holds for found in judged(*rules)] == [False, True]


def test_what_is_not_known_is_named_as_the_rule_names_it() -> None:
    found = judged("a + c <= b", "growth(c) > previous(a)", year=2024)
    assert [(one.holds, one.missing) for one in found] == [(None, ("c",)), (None, ("growth(c)", "previous(a)"))]


def test_a_rule_that_divides_by_zero_has_no_verdict_and_misses_nothing() -> None:
    [found] = judged("a / c < 1")
    assert (found.holds, found.missing) == (None, ())


def test_a_growth_from_zero_is_missing_although_both_figures_are_known() -> None:
    [found] = judged("growth(c) < 1", figures={2024: {"c": "0"}, 2025: {"c": "5"}})
    assert (found.holds, found.missing) == (None, ("growth(c)",))
    assert found.figures == {("c", 0): 5, ("c", 1): 0}


def test_the_figures_that_went_into_it_are_kept_with_it() -> None:
    [found] = judged("growth(a) < previous(b) / c")
    assert found.figures == {("a", 0): 60, ("a", 1): 40, ("b", 1): 50, ("c", 0): 0}
    assert list(found.figures) == sorted(found.figures)
    assert found.lookup("a", 1) == Fraction(40)
    assert found.lookup("b", 0) is None


def test_a_rule_that_cannot_be_read_has_no_verdict() -> None:
    [found] = judged("a x b")
    assert (found.comparison, found.holds, found.missing) == (None, None, ())


def test_a_figure_of_part_of_the_year_is_not_known_yet_unless_the_year_is_judged_up_to_it() -> None:
    of = plan({"a": indicator(over_time="sum")}, rules=[{"that": "a < 5"}])
    content = years({2025: {"a": RealisedFigure(quarters={1: Decimal(3), 2: Decimal(4)})}})
    assert [one.holds for one in judged_relations(of, Series(of, content), 2025)] == [None]
    assert [one.holds for one in judged_relations(of, Series(of, content, 1), 2025)] == [True]
    assert [one.holds for one in judged_relations(of, Series(of, content, 2), 2025)] == [False]


def test_an_appraisal_has_the_rules_of_its_plan_in_their_order() -> None:
    of = plan({name: indicator() for name in NAMES}, rules=[{"that": "a <= b", "because": "bagian"}, {"that": "b < a"}])
    appraisal = appraise(of, years(FIGURES), 2025, NEXT_CENTURY)
    assert [(one.relation.that, one.holds) for one in appraisal.relations] == [("a <= b", False), ("b < a", True)]
    earlier = appraise(of, years(FIGURES), 2024, date(2024, 1, 1))
    assert [one.holds for one in earlier.relations] == [True, False]
    assert appraise(plan({"a": indicator()}), {}, 2024, NEXT_CENTURY).relations == ()
