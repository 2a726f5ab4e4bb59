"""Which plans are ranked together, in which year, and in which order."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.evaluation.comparison import Comparison, PlanYears, compare, names_of
from kumkm_targets.model.realised import RealisedFigure
from tests.evaluation.builders import indicator, plan, years

TODAY = date(2026, 11, 22)


def _plan(plan_id: str, fields: dict[str, Any], figures: dict[int, Any] | None = None, name: str = "a") -> PlanYears:
    """A plan of one indicator."""
    return _whole(plan_id, {name: indicator(**fields)}, {y: {name: value} for y, value in (figures or {}).items()})


def _whole(plan_id: str, indicators: dict[str, Any], figures: dict[int, Any], **fields: Any) -> PlanYears:
    return plan(indicators, **fields).model_copy(update={"id": plan_id}), years(figures)


def _achieving(plan_id: str, realised: str, target: str = "100", **fields: Any) -> PlanYears:
    return _plan(plan_id, {"targets": {2025: target}, **fields}, {2025: realised})


def _ranks(comparison: Comparison) -> list[list[tuple[str, int | None]]]:
    return [[(place.plan.id, place.rank) for place in ranking.places] for ranking in comparison.rankings]


def _compared(*plans: PlanYears, name: str = "a", year: int | None = None) -> Comparison:
    return compare(name, plans, year, TODAY)


def test_the_highest_achievement_comes_first() -> None:
    comparison = _compared(_achieving("a", "80"), _achieving("b", "120"), _achieving("c", "9", target="10"))
    assert _ranks(comparison) == [[("b", 1), ("c", 2), ("a", 3)]]


def test_where_lower_is_better_the_lower_figure_comes_first() -> None:
    plans = _achieving("a", "80", better="lower"), _achieving("b", "120", better="lower")
    assert _ranks(_compared(*plans)) == [[("a", 1), ("b", 2)]]


def test_equal_achievements_share_a_rank_and_the_next_one_is_left_out() -> None:
    thirds = _achieving("b", "1", target="3"), _achieving("c", "2", target="6")
    comparison = _compared(_achieving("a", "0.3333333333333333333", target="1"), *thirds, _achieving("d", "1"))
    assert _ranks(comparison) == [[("b", 1), ("c", 1), ("a", 3), ("d", 4)]]
    [ranking] = comparison.rankings
    assert [place.plan.id for place in ranking.best] == ["b", "c"]
    assert [place.plan.id for place in ranking.lowest] == ["d"]


def test_what_has_no_achievement_comes_last_with_its_reason() -> None:
    comparison = _compared(
        _plan("a", {}, {2025: "5"}),
        _plan("b", {"targets": {2025: "5"}}, {2025: RealisedFigure(unavailable="menunggu BPS")}),
        _plan("c", {"targets": {2024: "5"}}, {}),
        _achieving("d", "1"),
        _plan("e", {"targets": {2026: "5"}}, {}),
        year=2025,
    )
    assert _ranks(comparison) == [[("d", 1), ("a", None), ("b", None), ("c", None), ("e", None)]]
    reasons = [place.row.reason for place in comparison.places]
    assert reasons == [None, "no_target", "unavailable", "no_target", "no_target"]
    [ranking] = comparison.rankings
    assert (len(ranking.ranked), len(ranking.places)) == (1, 5)


@pytest.mark.parametrize(
    "other",
    [
        {"unit": "orang"},
        {"better": "lower"},
        {"better": "within"},
        {"achievement": "from_baseline", "baseline": {"year": 2024, "value": "1"}},
    ],
)
def test_what_is_measured_in_another_way_is_ranked_apart(other: dict[str, Any]) -> None:
    comparison = _compared(
        _achieving("x", "200", **other), _achieving("a", "80"), _achieving("b", "90"), _achieving("y", "100", **other)
    )
    apart, alike = _ranks(comparison)
    assert {plan_id for plan_id, _rank in apart} == {"x", "y"}
    assert alike == [("b", 1), ("a", 2)]


@pytest.mark.parametrize(("one", "other"), [("Rp miliar", "Rp"), ("persen", "%"), ("ribu orang", "Orang")])
def test_another_scale_or_spelling_of_a_unit_is_no_other_unit(one: str, other: str) -> None:
    comparison = _compared(_achieving("a", "80", unit=one), _achieving("b", "90", unit=other))
    assert _ranks(comparison) == [[("b", 1), ("a", 2)]]


def test_the_ranking_with_most_ranks_comes_first() -> None:
    comparison = _compared(
        _plan("a", {"unit": "orang"}, {2025: "1"}),
        _plan("b", {"unit": "orang"}, {2025: "1"}),
        _achieving("c", "80"),
    )
    assert _ranks(comparison) == [[("c", 1)], [("a", None), ("b", None)]]


def test_each_plan_stands_in_its_latest_year_with_a_whole_figure() -> None:
    quarters = RealisedFigure(quarters={1: Decimal(7)})
    unavailable = RealisedFigure(unavailable="menunggu BPS")
    comparison = _compared(
        _plan("a", {"targets": {2024: "10", 2025: "10", 2026: "10"}}, {2024: "9", 2025: unavailable}),
        _plan("b", {"targets": {2024: "10", 2025: "10"}}, {2024: "9", 2025: "8"}),
        _plan("c", {"targets": {2025: "10", 2026: "10"}, "over_time": "sum"}, {2025: "7", 2026: quarters}),
    )
    assert [(place.plan.id, place.appraisal.year) for place in comparison.places] == [
        ("a", 2024),
        ("b", 2025),
        ("c", 2025),
    ]
    assert comparison.year is None


def test_without_any_figure_a_plan_stands_in_its_running_year() -> None:
    other = _whole("a", {"a": indicator(targets={2026: "1"}), "b": indicator()}, {2025: {"b": "1"}})
    ended = _whole("b", {"a": indicator(targets={2022: "1"})}, {}, start=2020, end=2022)
    ahead = _whole("c", {"a": indicator(targets={2030: "1"})}, {}, start=2030, end=2034)
    comparison = _compared(other, ended, ahead)
    assert [place.appraisal.year for place in comparison.places] == [2026, 2022, 2030]
    assert [place.row.reason for place in comparison.places] == ["not_due", "not_recorded", "not_due"]


def test_a_given_year_holds_for_all() -> None:
    targets = {"targets": {2024: "10", 2025: "10"}}
    plans = _plan("a", targets, {2024: "9", 2025: "1"}), _plan("b", targets, {2024: "8"})
    comparison = _compared(*plans, year=2024)
    assert _ranks(comparison) == [[("a", 1), ("b", 2)]]
    assert {place.appraisal.year for place in comparison.places} == {2024}


def test_derived_indicators_are_compared_like_others() -> None:
    derived = {"a": indicator(formula="100 * b / c", targets={2025: "10"}), "b": indicator(), "c": indicator()}
    comparison = _compared(
        _whole("x", derived, {2024: {"b": "1", "c": "4"}, 2025: {"b": "1", "c": "8"}, 2026: {"b": "5"}}),
        _plan("y", {"targets": {2025: "10"}}, {2025: "12"}),
    )
    assert _ranks(comparison) == [[("x", 1), ("y", 2)]]
    assert comparison.places[0].row.derived


def test_a_reference_finds_indicators_of_any_id() -> None:
    coded = {"reference": "02.10.003"}
    plans = _achieving("x", "80", **coded), _plan("y", {**coded, "targets": {2025: "1"}}, {2025: "1"}, name="b")
    for name in ("02.10.003", "a", "b"):
        assert _ranks(_compared(*plans, name=name)) == [[("y", 1), ("x", 2)]]
    assert _compared(*plans, name="02.10.005").rankings == ()


def test_the_same_id_without_reference_is_the_same_indicator() -> None:
    plans = _achieving("x", "80", reference="02.10.003"), _achieving("y", "90")
    assert _ranks(_compared(*plans)) == [[("y", 1), ("x", 2)]]
    assert _ranks(_compared(*plans, name="02.10.003")) == [[("x", 1)]]


def test_one_id_with_two_references_is_ranked_apart() -> None:
    plans = _achieving("x", "80", reference="02.10.003"), _achieving("y", "90", reference="02.10.005")
    comparison = _compared(*plans)
    assert _ranks(comparison) == [[("x", 1)], [("y", 1)]]
    assert [ranking.reference for ranking in comparison.rankings] == ["02.10.003", "02.10.005"]


def test_a_plan_may_have_two_indicators_of_one_reference() -> None:
    both = {name: indicator(reference="R", targets={2025: "10"}) for name in "ab"}
    comparison = _compared(_whole("x", both, {2025: {"a": "1", "b": "2"}}), name="R")
    assert [(place.row.id, place.rank) for place in comparison.places] == [("b", 1), ("a", 2)]


def test_a_retired_indicator_stands_in_its_last_years_or_is_named() -> None:
    retired = _plan("x", {"targets": {2024: "10", 2025: "10"}, "retired": 2024}, {2024: "9", 2025: "1"})
    assert [place.appraisal.year for place in _compared(retired).places] == [2024]
    comparison = _compared(retired, _achieving("y", "90"), year=2025)
    assert _ranks(comparison) == [[("y", 1)]]
    assert [(plan.id, name) for plan, name in comparison.retired] == [("x", "a")]


def test_a_retired_indicator_without_figures_stands_in_its_last_year() -> None:
    [place] = _compared(_plan("x", {"targets": {2024: "10"}, "retired": 2024})).places
    assert (place.appraisal.year, place.row.reason) == (2024, "not_recorded")


def test_an_unknown_name_compares_nothing() -> None:
    comparison = _compared(_achieving("x", "80"), name="b")
    assert (comparison.rankings, comparison.retired, comparison.places) == ((), (), ())


def test_every_id_and_reference_can_be_asked_for() -> None:
    plans = [_plan("x", {"reference": "02.10.003"})[0], _plan("y", {}, name="b")[0]]
    assert names_of(plans) == {"a", "b", "02.10.003"}


@given(st.permutations([("a", "80"), ("b", "90"), ("c", "90"), ("d", "100")]))
def test_the_order_of_plans_changes_no_rank(order: list[tuple[str, str]]) -> None:
    comparison = _compared(*(_achieving(plan_id, realised) for plan_id, realised in order))
    assert {place.plan.id: place.rank for place in comparison.places} == {"d": 1, "b": 2, "c": 2, "a": 4}
