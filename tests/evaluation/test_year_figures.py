"""What a year is made of: one figure, four quarters, or all kabupaten and kota. A part of it is never judged."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.row import Row
from kumkm_targets.evaluation.series import Series
from kumkm_targets.evaluation.year_figures import YearFigure, figure_of_year
from kumkm_targets.model.fields import OverTime
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.realised import RealisedFigure
from kumkm_targets.model.target import Target
from tests.evaluation.builders import NEXT_CENTURY, amendment, indicator, plan, years


def figure(
    value: str | None = None, quarters: Mapping[int, str] | None = None, parts: Mapping[str, str] | None = None
) -> RealisedFigure:
    return RealisedFigure(
        value=None if value is None else Decimal(value),
        quarters={quarter: Decimal(one) for quarter, one in (quarters or {}).items()},
        parts={code: Decimal(one) for code, one in (parts or {}).items()},
    )


def judged(
    fields: Mapping[str, Any],
    found: RealisedFigure,
    quarter: int | None = None,
    today: date = NEXT_CENTURY,
    parts: tuple[str, ...] = (),
) -> Row:
    declared = plan({"a": indicator(**{"targets": {2024: "100"}, **fields})}, parts={code: code for code in parts})
    return appraise(declared, years({2024: {"a": found}}), 2024, today, quarter=quarter).rows[0]


def targets(figures: Mapping[int, str]) -> dict[int, dict[int, Target]]:
    return {2024: {quarter: Target(Decimal(one), Decimal(one)) for quarter, one in figures.items()}}


ALL = {1: "10", 2: "20", 3: "30", 4: "60"}


# Quarters -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("over_time", "value"), [("latest", "60"), ("sum", "120"), ("average", "30")])
def test_four_quarters_make_the_year(over_time: OverTime, value: str) -> None:
    row = judged({"over_time": over_time}, figure(quarters=ALL))
    assert (row.realised, row.origin, row.partial) == (Decimal(value), "quarters", None)
    assert row.achievement == Decimal(value)
    assert row.gap == Decimal(value) - 100
    assert row.is_reckoned
    assert not row.derived


@pytest.mark.parametrize(
    ("over_time", "quarters", "so_far"),
    [
        ("latest", {1: "10", 2: "20", 3: "30"}, "30"),
        ("sum", {1: "10", 2: "20", 3: "30"}, "60"),
        ("sum", {2: "20", 3: "30", 4: "60"}, "110"),
        ("average", {1: "10", 3: "30"}, "20"),
        ("average", {4: "60"}, "60"),
    ],
)
def test_quarters_that_are_not_all_there_are_shown_and_not_judged(
    over_time: OverTime, quarters: dict[int, str], so_far: str
) -> None:
    row = judged({"over_time": over_time}, figure(quarters=quarters))
    assert (row.realised, row.gap, row.reason, row.rating) == (None, None, "not_recorded", None)
    assert row.partial == YearFigure(Fraction(so_far), "quarters", is_whole=False, quarters=tuple(quarters))
    assert (row.origin, row.is_reckoned, row.outlook) == (None, False, None)


def test_the_last_quarter_of_what_stands_for_itself_is_the_year() -> None:
    assert judged({}, figure(quarters={4: "60"})).realised == 60


def test_a_recorded_year_goes_before_its_quarters_and_parts() -> None:
    row = judged({"unit": "orang"}, figure("70", ALL, {"35.01": "1"}))
    assert (row.realised, row.origin) == (70, "recorded")
    row = judged({"unit": "orang"}, figure(None, ALL, {"35.01": "1"}))
    assert (row.realised, row.origin) == (60, "quarters")


def test_what_is_recorded_is_exact_and_says_so() -> None:
    counted = Indicator.model_validate(indicator(unit="orang"))
    found = figure_of_year(counted, figure("0.1", ALL, {"35.01": "1"}), ("35.01", "35.02"))
    assert found == YearFigure(Fraction(1, 10), "recorded")
    assert isinstance(found.value, Fraction)


def test_what_is_said_not_to_be_available_is_no_sum_of_nothing() -> None:
    row = judged({"unit": "orang"}, RealisedFigure(unavailable="belum dihitung"))
    assert (row.realised, row.partial, row.reason) == (None, None, "unavailable")


def test_while_the_year_runs_an_unfinished_one_is_not_due() -> None:
    found = figure(quarters={1: "10"})
    assert judged({}, found, today=date(2024, 12, 31)).reason == "not_due"
    assert judged({}, found, today=date(2025, 1, 1)).reason == "not_recorded"


@pytest.mark.parametrize(
    ("over_time", "quarter", "value", "target"),
    [
        ("latest", 1, "10", "15"),
        ("latest", 3, "30", "45"),
        ("sum", 1, "10", "15"),
        ("sum", 2, "30", "40"),
        ("sum", 3, "60", "85"),
        ("sum", 4, "120", "100"),
        ("average", 2, "15", "20"),
        ("average", 4, "30", "100"),
    ],
)
def test_a_quarter_is_judged_by_the_targets_up_to_it(
    over_time: OverTime, quarter: int, value: str, target: str
) -> None:
    promised = targets({1: "15", 2: "25", 3: "45", 4: "60"})
    row = judged({"over_time": over_time, "quarter_targets": promised}, figure(quarters=ALL), quarter)
    assert row.target is not None
    assert (row.realised, row.target.min, row.target.max) == (Decimal(value), Decimal(target), Decimal(target))
    assert row.percent == Fraction(value) / Fraction(target) * 100


def test_the_fourth_quarter_ends_the_year_and_has_its_target_where_it_has_one() -> None:
    promised = targets({1: "15", 2: "25", 3: "45", 4: "60"})
    for over_time, target in (("latest", "60"), ("sum", "145"), ("average", "36.25")):
        declared = {"over_time": over_time, "quarter_targets": promised, "targets": {}}
        row = judged(declared, figure(quarters=ALL), 4)
        assert row.target == Target(Decimal(target), Decimal(target))


def test_at_the_fourth_quarter_the_parts_make_the_whole_too() -> None:
    found = figure(parts=PARTS)
    assert judged({"unit": "orang"}, found, 4).percent == judged({"unit": "orang"}, found).percent


def test_targets_of_a_sum_are_cumulative_where_the_fourth_is_that_of_the_year() -> None:
    promised = targets({1: "15", 2: "40", 3: "70", 4: "100"})
    row = judged({"over_time": "sum", "quarter_targets": promised}, figure(quarters=ALL), 2)
    assert row.target is not None
    assert (row.realised, row.target.min) == (30, 40)


@pytest.mark.parametrize(("over_time", "value", "target"), [("average", 15, 35), ("latest", 20, 50)])
def test_only_targets_of_a_sum_are_ever_cumulative(over_time: OverTime, value: int, target: int) -> None:
    promised = targets({1: "20", 2: "50", 3: "70", 4: "100"})
    row = judged({"over_time": over_time, "quarter_targets": promised}, figure(quarters=ALL), 2)
    assert row.target is not None
    assert (row.realised, row.target.min) == (value, target)


def test_targets_of_a_sum_are_cumulative_up_to_the_target_as_first_declared_or_as_amended() -> None:
    for declared, amended in (("100", "80"), ("80", "100")):
        promised = targets({1: "15", 2: "40", 3: "70", 4: "100"})
        of = plan(
            {"a": indicator(targets={2024: declared}, over_time="sum", quarter_targets=promised)},
            amendments=[amendment("2024-05-01", "a", {2024: (declared, amended)})],
        )
        row = appraise(of, years({2024: {"a": figure(quarters=ALL)}}), 2024, NEXT_CENTURY, quarter=2).rows[0]
        assert row.target == Target(Decimal(40), Decimal(40))


def test_without_targets_of_year_and_fourth_quarter_those_of_a_sum_are_added() -> None:
    fields = {"targets": {2025: "9"}, "over_time": "sum", "quarter_targets": targets({1: "15", 2: "25"})}
    row = judged(fields, figure(quarters=ALL), 2)
    assert row.target is not None
    assert (row.realised, row.target.min, row.percent) == (30, 40, 75)


@pytest.mark.parametrize("over_time", ["sum", "average"])
def test_a_quarter_without_a_target_leaves_none_for_those_after_it(over_time: OverTime) -> None:
    promised = targets({1: "15", 3: "45"})
    row = judged({"over_time": over_time, "quarter_targets": promised}, figure(quarters=ALL), 3)
    assert (row.target, row.reason) == (None, "no_target")
    assert judged({"over_time": over_time, "quarter_targets": promised}, figure(quarters=ALL), 1).target is not None


@pytest.mark.parametrize(
    ("quarter", "last_day"),
    [(1, date(2024, 3, 31)), (2, date(2024, 6, 30)), (3, date(2024, 9, 30)), (4, date(2024, 12, 31))],
)
def test_a_quarter_without_a_figure_is_not_recorded_once_it_has_ended(quarter: int, last_day: date) -> None:
    fields = {"quarter_targets": targets({quarter: "25"})}
    found = figure(quarters={one: "10" for one in (1, 2, 3, 4) if one != quarter})
    assert judged(fields, found, quarter, last_day).reason == "not_due"
    assert judged(fields, found, quarter, last_day + timedelta(days=1)).reason == "not_recorded"


def test_the_figure_of_a_year_stands_for_its_four_quarters_only() -> None:
    fields = {"quarter_targets": targets({3: "25", 4: "100"})}
    row = judged(fields, figure("70"), 4)
    assert (row.realised, row.origin, row.is_reckoned) == (70, "recorded", False)
    assert judged(fields, figure("70"), 3).realised is None


@pytest.mark.parametrize("over_time", ["latest", "sum", "average"])
def test_a_quarter_has_no_outlook_of_its_own(over_time: OverTime) -> None:
    row = judged({"over_time": over_time, "baseline": {"year": 2023, "value": "5"}}, figure(quarters=ALL), 2)
    assert (row.outlook, row.pace.reason, row.final_percent, row.so_far) == (None, "running_year", None, None)


def test_a_derived_indicator_follows_its_components_quarter_by_quarter() -> None:
    declared = plan(
        {
            "rasio": indicator(formula="100 * aktif / semua", quarter_targets=targets({2: "50"})),
            "aktif": indicator(unit="unit"),
            "semua": indicator(unit="unit"),
            "tumbuh": indicator(formula="growth(semua)"),
        }
    )
    found = years(
        {
            2023: {"semua": figure("70", quarters={1: "38", 2: "40"})},
            2024: {"aktif": figure(quarters={1: "9", 2: "30"}), "semua": figure(quarters={1: "50", 2: "50"})},
        }
    )
    appraisal = appraise(declared, found, 2024, NEXT_CENTURY, quarter=2)
    rows = {row.id: row for row in appraisal.rows}
    assert appraisal.quarter == 2
    assert (rows["rasio"].realised, rows["rasio"].percent) == (60, 120)
    assert rows["tumbuh"].realised == 25  # against the same quarter of the year before
    assert appraise(declared, found, 2024, NEXT_CENTURY).rows[0].missing == ("aktif", "semua")


# Parts --------------------------------------------------------------------------------------------------------------

PARTS = {"35.01": "40", "35.02": "70"}


@pytest.mark.parametrize("unit", ["orang", "Rp", "Rp miliar", "ribu orang"])
def test_counts_and_money_of_all_parts_make_the_whole(unit: str) -> None:
    row = judged({"unit": unit}, figure(parts=PARTS))
    assert (row.realised, row.origin, row.achievement) == (110, "parts", 110)


@pytest.mark.parametrize("unit", ["%", "indeks", "koperasi per 1.000 penduduk"])
def test_parts_of_a_ratio_are_never_added(unit: str) -> None:
    row = judged({"unit": unit}, figure(parts=PARTS))
    assert (row.realised, row.partial, row.reason) == (None, None, "not_recorded")


def test_a_whole_that_lacks_a_listed_part_is_not_judged() -> None:
    row = judged({"unit": "orang"}, figure(parts=PARTS), parts=("35.01", "35.02", "35.78", "35.73"))
    assert (row.realised, row.gap, row.reason) == (None, None, "not_recorded")
    assert row.partial == YearFigure(Fraction(110), "parts", is_whole=False, missing_parts=("35.78", "35.73"))
    assert judged({"unit": "orang"}, figure(parts=PARTS), parts=("35.02", "35.01")).realised == 110


def test_where_no_parts_are_listed_those_of_figures_and_targets_up_to_the_year_are_expected() -> None:
    promised = {year: {code: Target(Decimal(1), Decimal(1))} for year, code in ((2024, "35.78"), (2025, "35.99"))}
    declared = plan({"a": indicator(unit="orang", part_targets=promised), "b": indicator(unit="orang")})
    found = years(
        {
            2023: {"a": figure(parts={"35.73": "9"})},
            2024: {"a": figure(parts=PARTS), "b": figure(parts=PARTS)},
        }
    )
    series = Series(declared, found)
    incomplete = series.figure("a", 2024)
    assert incomplete is not None
    assert incomplete.missing_parts == ("35.73", "35.78")
    assert series.value("a", 2024) is None
    assert series.value("b", 2024) == 110


def test_parts_that_only_a_later_year_knows_are_not_expected_yet() -> None:
    found = years({2024: {"a": figure(parts=PARTS)}, 2025: {"a": figure(parts={**PARTS, "35.78": "9"})}})
    declared = plan({"a": indicator(unit="orang", targets={2024: "100"})})
    assert appraise(declared, found, 2024, NEXT_CENTURY).rows[0].realised == 110


def test_a_ratio_of_incomplete_totals_is_not_derived() -> None:
    declared: Plan = plan(
        {
            "rasio": indicator(formula="100 * aktif / semua", targets={2024: "50"}),
            "aktif": indicator(unit="unit"),
            "semua": indicator(unit="unit"),
        },
        parts={"35.01": "Pacitan", "35.02": "Ponorogo"},
    )
    whole = {"35.01": "100", "35.02": "200"}
    found = years({2024: {"aktif": figure(parts={"35.01": "30"}), "semua": figure(parts=whole)}})
    row = appraise(declared, found, 2024, NEXT_CENTURY).rows[0]
    assert (row.realised, row.missing) == (None, ("aktif",))
    found = years({2024: {"aktif": figure(parts={"35.01": "30", "35.02": "120"}), "semua": figure(parts=whole)}})
    row = appraise(declared, found, 2024, NEXT_CENTURY).rows[0]
    assert (row.realised, row.origin, row.missing) == (50, "formula", ())  # 150 of 300, not the mean of 30 and 60


def test_parts_that_are_all_there_go_before_quarters_that_are_not() -> None:
    found = figure(quarters={1: "10"}, parts=PARTS)
    assert judged({"unit": "orang"}, found).realised == 110
    incomplete = judged({"unit": "orang"}, found, parts=("35.01", "35.02", "35.78"))
    assert incomplete.partial == YearFigure(Fraction(10), "quarters", is_whole=False, quarters=(1,))


def test_a_ratio_is_never_made_of_different_parts() -> None:
    declared = plan(
        {
            "rasio": indicator(formula="100 * aktif / semua", targets={2024: "50"}),
            "aktif": indicator(unit="unit"),
            "semua": indicator(unit="unit"),
        }
    )
    found = years({2024: {"aktif": figure(parts={"35.01": "10"}), "semua": figure(parts=PARTS)}})
    row = appraise(declared, found, 2024, NEXT_CENTURY).rows[0]
    assert (row.realised, row.missing) == (None, ("aktif",))


@given(st.permutations(sorted(ALL.items())), st.sampled_from(["latest", "sum", "average"]))
def test_the_order_in_which_quarters_are_written_changes_nothing(
    order: list[tuple[int, str]], over_time: OverTime
) -> None:
    there = judged({"over_time": over_time}, figure(quarters=ALL))
    assert judged({"over_time": over_time}, figure(quarters=dict(order))).percent == there.percent


@given(st.dictionaries(st.from_regex(r"35\.[0-9]{2}", fullmatch=True), st.decimals(0, 9_999, places=0), min_size=1))
def test_adding_parts_in_any_order_gives_the_same(parts: dict[str, Decimal]) -> None:
    forth = figure(parts={code: str(one) for code, one in parts.items()})
    back = figure(parts={code: str(one) for code, one in reversed(parts.items())})
    assert judged({"unit": "orang"}, forth).realised == judged({"unit": "orang"}, back).realised == sum(parts.values())
