"""Versions of targets, retirement, weights, and the years so far."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.row import Row, SoFar
from kumkm_targets.evaluation.targets import ORIGINAL
from kumkm_targets.model.fields import OverTime
from kumkm_targets.model.realised import RealisedFigure
from kumkm_targets.model.target import Target
from tests.evaluation.builders import NEXT_CENTURY, amendment, indicator, plan, years

AMENDED = plan(
    {"a": indicator(targets={2024: "10", 2025: "20", 2026: "40"}), "b": indicator(targets={2025: "5"})},
    amendments=[
        amendment("2025-09-12", "a", {2025: ("20", "16"), 2026: ("40", "32")}),
        amendment("2025-03-01", "a", {2025: ("20", "18")}),
    ],
)
FIGURES = years({2025: {"a": "16"}})


def row(on: date | None = None, year: int = 2025) -> Row:
    return appraise(AMENDED, FIGURES, year, NEXT_CENTURY, in_force_on=on).rows[0]


@pytest.mark.parametrize(
    ("on", "target", "end", "achievement", "effective"),
    [
        (None, 16, 32, 100, date(2025, 9, 12)),
        (ORIGINAL, 20, 40, 80, None),
        (date(2025, 2, 28), 20, 40, 80, None),
        (date(2025, 3, 1), 18, 40, Fraction(800, 9), date(2025, 3, 1)),
        (date(2025, 9, 11), 18, 40, Fraction(800, 9), date(2025, 3, 1)),
        (date(2025, 9, 12), 16, 32, 100, date(2025, 9, 12)),
        (date(2030, 1, 1), 16, 32, 100, date(2025, 9, 12)),
    ],
)
def test_a_year_is_judged_by_the_targets_of_the_day(
    on: date | None, target: int, end: int, achievement: Fraction | int, effective: date | None
) -> None:
    found = row(on)
    assert found.target == Target(Decimal(target), Decimal(target))
    assert found.final_target == Target(Decimal(end), Decimal(end))
    assert found.percent == achievement
    assert (found.amendment.effective if found.amendment else None) == effective
    assert found.original_target == Target(Decimal(20), Decimal(20))


def test_the_end_of_the_year_decides_where_no_day_is_named() -> None:
    found = row(year=2024)
    assert (found.amendment, found.final_target) == (None, Target(Decimal(40), Decimal(40)))
    assert appraise(AMENDED, FIGURES, 2025, NEXT_CENTURY).in_force_on == date(2025, 12, 31)
    assert appraise(AMENDED, FIGURES, 2025, NEXT_CENTURY, in_force_on=ORIGINAL).in_force_on == ORIGINAL


def test_an_amendment_of_another_year_or_indicator_is_not_named() -> None:
    second = appraise(AMENDED, FIGURES, 2025, NEXT_CENTURY).rows[1]
    assert (second.amendment, second.target) == (None, second.original_target)


@pytest.mark.parametrize("over_time", ["latest", "sum", "average"])
def test_a_target_that_is_amended_in_judges_nothing_without_a_direction(over_time: OverTime) -> None:
    declared = plan(
        {"a": indicator(better=None, over_time=over_time)},
        amendments=[amendment("2024-03-01", "a", {2024: ("1", "2")})],
    )
    found = appraise(declared, years({2024: {"a": "1"}}), 2024, NEXT_CENTURY).rows[0]
    assert (found.target, found.gap) == (Target(Decimal(2), Decimal(2)), -1)
    assert (found.reason, found.final_percent, found.so_far, found.pace.reason) == (
        "no_target",
        None,
        None,
        "no_target",
    )


def test_a_retired_indicator_leaves_the_years_after_its_last() -> None:
    declared = plan({"a": indicator(targets={2024: "10"}, retired=2024, successor="b"), "b": indicator()})
    found = years({2024: {"a": "10"}, 2025: {"a": "10", "b": "1"}})
    assert [one.id for one in appraise(declared, found, 2024, NEXT_CENTURY).rows] == ["a", "b"]
    assert [one.id for one in appraise(declared, found, 2025, NEXT_CENTURY).rows] == ["b"]


# Weights ------------------------------------------------------------------------------------------------------------


def weighted(weights: list[str | None], percents: list[str], cap: str | None = None) -> Decimal | None:
    declared = plan(
        {
            f"i{place}": indicator(targets={2024: "100"}, **({} if weight is None else {"weight": Decimal(weight)}))
            for place, weight in enumerate(weights)
        },
        header={} if cap is None else {"average_cap": cap},
    )
    found = years({2024: {f"i{place}": percent for place, percent in enumerate(percents)}})
    return appraise(declared, found, 2024, NEXT_CENTURY).summary.average


@pytest.mark.parametrize(
    ("weights", "percents", "cap", "average"),
    [
        ([None, None], ["50", "100"], None, "75"),
        (["1", "1"], ["50", "100"], None, "75"),
        (["3", "1"], ["50", "100"], None, "62.5"),
        (["3", None], ["50", "100"], None, "62.5"),
        (["0.5", "1.5"], ["50", "100"], None, "87.5"),
        (["3", "1"], ["50", "200"], "100", "62.5"),
    ],
)
def test_an_average_counts_each_indicator_by_its_weight(
    weights: list[str | None], percents: list[str], cap: str | None, average: str
) -> None:
    assert weighted(weights, percents, cap) == Decimal(average)


def test_what_is_not_computed_takes_its_weight_along() -> None:
    declared = plan(
        {
            "a": indicator(targets={2024: "100"}, weight=Decimal(9)),
            "b": indicator(targets={2024: "100"}, weight=Decimal(1)),
        }
    )
    summary = appraise(declared, years({2024: {"b": "40"}}), 2024, NEXT_CENTURY).summary
    assert (summary.average, summary.computed, summary.of, summary.is_weighted) == (40, 1, 2, True)


@pytest.mark.parametrize(("weight", "is_weighted", "average"), [(None, False, "200"), ("3", True, "150")])
def test_one_weight_makes_the_average_a_weighted_one(weight: str | None, is_weighted: bool, average: str) -> None:
    declared = plan(
        {
            "a": indicator(targets={2024: "100"}, weight=None if weight is None else Decimal(weight)),
            "b": indicator(targets={2024: "100"}),
        }
    )
    summary = appraise(declared, years({2024: {"a": "100", "b": "300"}}), 2024, NEXT_CENTURY).summary
    assert (str(summary.average), summary.is_weighted) == (average, is_weighted)


@given(st.integers(1, 1000), st.integers(1, 9), st.integers(1, 9))
def test_weights_that_are_all_multiplied_change_nothing(factor: int, first: int, second: int) -> None:
    plain = weighted([str(first), str(second)], ["50", "80"])
    assert weighted([str(first * factor), str(second * factor)], ["50", "80"]) == plain


# The years so far ---------------------------------------------------------------------------------------------------


# Two years of one programme, 350 of 500 and 950 of 800, as evaluation forms add them up.
@pytest.mark.parametrize(
    ("over_time", "value", "target", "percent"),
    [("sum", 1300, 1300, "100"), ("average", 650, 650, "100")],
)
def test_years_are_added_up_against_the_targets_of_these_years(
    over_time: OverTime, value: int, target: int, percent: str
) -> None:
    declared = plan(
        {"a": indicator(unit="orang", over_time=over_time, targets={2024: "500", 2025: "800", 2026: "900"})}
    )
    found = appraise(declared, years({2024: {"a": "350"}, 2025: {"a": "950"}}), 2025, NEXT_CENTURY).rows[0].so_far
    assert found is not None
    assert (found.years, found.value, found.percent) == ((2024, 2025), value, Fraction(percent))
    assert found.target == Target(Decimal(target), Decimal(target))


def test_the_latest_year_stands_for_itself() -> None:
    declared = plan({"a": indicator(unit="orang", targets={2024: "500", 2025: "800"})}, end=2025)
    found = appraise(declared, years({2024: {"a": "350"}, 2025: {"a": "950"}}), 2025, NEXT_CENTURY).rows[0]
    assert (found.so_far, found.final_achievement) == (None, Decimal("118.75"))


def test_years_without_a_figure_do_not_count_against_anybody() -> None:
    declared = plan({"a": indicator(unit="orang", over_time="sum", targets={2024: "500", 2025: "800", 2026: "900"})})
    found = appraise(declared, years({2024: {}, 2025: {"a": "950"}}), 2025, NEXT_CENTURY).rows[0].so_far
    assert found is not None
    assert (found.years, found.target) == ((2025,), Target(Decimal(800), Decimal(800)))


def test_a_year_without_a_target_leaves_the_years_so_far_without_one() -> None:
    declared = plan({"a": indicator(unit="orang", over_time="sum", targets={2025: "800"})})
    found = appraise(declared, years({2024: {"a": "350"}, 2025: {"a": "950"}}), 2025, NEXT_CENTURY).rows[0].so_far
    assert found is not None
    assert (found.value, found.target, found.percent) == (1300, None, None)


def test_years_before_the_plan_are_not_added() -> None:
    declared = plan({"a": indicator(unit="orang", over_time="sum", targets={2024: "500"})})
    found = appraise(declared, years({2023: {"a": "350"}, 2024: {"a": "400"}}), 2024, NEXT_CENTURY).rows[0].so_far
    assert found is not None
    assert (found.years, found.value) == ((2024,), 400)


@pytest.mark.parametrize("over_time", ["sum", "average"])
def test_without_figures_there_are_no_years_so_far(over_time: OverTime) -> None:
    declared = plan({"a": indicator(over_time=over_time, targets={2024: "500"})})
    assert appraise(declared, {}, 2024, NEXT_CENTURY).rows[0].so_far is None


@pytest.mark.parametrize("over_time", ["sum", "average"])
def test_years_so_far_against_targets_of_zero_have_no_percentage(over_time: OverTime) -> None:
    declared = plan({"a": indicator(over_time=over_time, targets={2024: "0"})})
    found = appraise(declared, years({2024: {"a": "3"}}), 2024, NEXT_CENTURY).rows[0].so_far
    assert found == SoFar((2024,), Fraction(3), Target(Decimal(0), Decimal(0)), None)


def test_years_after_the_plan_are_not_added() -> None:
    declared = plan({"a": indicator(unit="orang", over_time="sum", targets={2024: "90", 2025: "90", 2026: "120"})})
    figures = years({2025: {"a": "90"}, 2026: {"a": "90"}, 2027: {"a": "120"}})
    found = appraise(declared, figures, 2027, NEXT_CENTURY).rows[0]
    assert found.so_far is not None
    assert (found.so_far.years, found.so_far.value, found.final_percent) == ((2025, 2026), 180, 60)
    assert (found.outlook, found.pace.reason) == (None, "ended")


def test_quarters_that_were_cumulative_before_an_amendment_are_so_after_it() -> None:
    quarters = {quarter: Target(Decimal(one), Decimal(one)) for quarter, one in ((1, 25), (2, 50), (3, 75), (4, 100))}
    declared = plan(
        {"a": indicator(unit="orang", over_time="sum", quarter_targets={2025: quarters})},
        amendments=[
            amendment("2025-03-01", "a", {2025: ("90", "100")}),
            amendment("2025-09-12", "a", {2025: ("100", "120")}),
        ],
    )
    for on in (None, ORIGINAL):
        found = appraise(declared, {}, 2025, NEXT_CENTURY, in_force_on=on, quarter=3).rows[0]
        assert found.target == Target(Decimal(75), Decimal(75))


def test_an_indicator_with_quarter_targets_alone_is_promised() -> None:
    quarters = {1: Target(Decimal(10), Decimal(10))}
    declared = plan({"a": indicator(quarter_targets={2025: quarters}), "b": indicator(targets={2026: "5"})})
    figure = RealisedFigure(quarters={1: Decimal(9)})
    summary = appraise(declared, years({2025: {"a": figure}}), 2025, NEXT_CENTURY, quarter=1).summary
    assert (summary.computed, summary.of) == (1, 2)
