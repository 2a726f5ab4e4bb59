"""Budgets, spending and absorption of programmes, and what they say beside achievement."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.evaluation.budget import BAND, Budgets, Money, budgets_of, efficiency, efficiency_in
from kumkm_targets.evaluation.groups import groups_of
from kumkm_targets.figures.exact import decimal_of, rounded
from kumkm_targets.model.realised import RealisedFigure, RealisedYear, Spending
from kumkm_targets.model.target import Target
from tests.evaluation.builders import NEXT_CENTURY, indicator, plan, ratio

Spent = Mapping[int, Mapping[str, str]]


def programme(budget: Mapping[int, str]) -> dict[str, Any]:
    return {"name": "Program", "budget": {year: Decimal(amount) for year, amount in budget.items()}}


def spending(spent: Spent) -> dict[int, RealisedYear]:
    """Realised years with nothing but what the programmes have spent."""
    return {
        year: RealisedYear(
            format=1,
            year=year,
            programmes={name: Spending(spent=Decimal(amount)) for name, amount in content.items()},
        )
        for year, content in spent.items()
    }


def judged(budget: Mapping[str, Mapping[int, str]], spent: Spent, year: int = 2024) -> Budgets:
    """The money of a plan of 2024 to 2026."""
    declared = plan({}, programmes={name: programme(amounts) for name, amounts in budget.items()})
    realised = spending(spent)
    return budgets_of(appraise(declared, realised, year, NEXT_CENTURY), realised)


def money(budget: str | None, spent: str | None) -> Money:
    return Money(None if budget is None else Decimal(budget), None if spent is None else Decimal(spent))


def test_absorption_is_what_the_ministry_of_finance_works_out_in_its_example() -> None:
    # PMK 214/PMK.02/2017, annex, on the measurement of absorption: printed 85,87 %.
    absorption = money("855830897000", "734881464333").absorption
    assert isinstance(absorption, Fraction)
    assert absorption == Fraction(73488146433300, 855830897000)
    assert rounded(decimal_of(absorption), 2) == Decimal("85.87")


@pytest.mark.parametrize(
    ("budget", "spent", "reason"),
    [
        (None, None, "no_budget"),
        (None, "5", "no_budget"),
        ("0", None, "zero_budget"),
        ("0", "0", "zero_budget"),
        ("0", "5", "zero_budget"),
        ("-5", "5", "negative_budget"),
        ("-0.5", "5", "negative_budget"),
        ("5", None, "not_recorded"),
    ],
)
def test_where_there_is_no_absorption_there_is_a_reason(budget: str | None, spent: str | None, reason: str) -> None:
    assert money(budget, spent).absorption == reason


@pytest.mark.parametrize(
    ("budget", "spent", "percent"), [("8", "0", "0"), ("8", "8", "100"), ("8", "10", "125"), ("0.5", "0.25", "50")]
)
def test_absorption_is_exact_and_uncapped(budget: str, spent: str, percent: str) -> None:
    assert money(budget, spent).absorption == ratio(percent)


@pytest.mark.parametrize(
    ("achieved", "absorbed", "verdict"),
    [
        ("100", "94.99", "efficient"),
        ("100", "95", "in_step"),
        ("120", "100", "efficient"),
        ("120", "100.01", "results_ahead"),
        ("99.99", "90", "results_ahead"),
        ("105", "100", "in_step"),
        ("95", "100", "in_step"),
        ("94.999", "100", "spending_ahead"),
        ("20", "22", "in_step"),
        ("-20", "30", "spending_ahead"),
        ("-20", "0", "nothing_spent"),
        ("120", "0", "nothing_spent"),
        ("120", "-1", "nothing_spent"),
    ],
)
def test_the_words_change_at_the_band_at_the_target_and_at_the_budget(
    achieved: str, absorbed: str, verdict: str
) -> None:
    assert efficiency(ratio(achieved), ratio(absorbed)) == verdict


@pytest.mark.parametrize(
    ("achieved", "absorbed", "verdict"),
    [
        # Performance report 2021 of the research centre of BPOM: indices 1.063 and 1.008, both "Efisien".
        ("99.92", "94.00", "results_ahead"),
        ("100.00", "99.21", "in_step"),
        # A regional report on 2019: 100,45 achieved, 11,01 % of the budget not spent.
        ("100.45", "88.99", "efficient"),
    ],
)
def test_published_cases_are_never_called_the_contrary(achieved: str, absorbed: str, verdict: str) -> None:
    assert efficiency(ratio(achieved), ratio(absorbed)) == verdict


def test_without_an_average_or_an_absorption_the_reason_is_said() -> None:
    assert efficiency(None, Fraction(90)) == "no_achievement"
    assert efficiency(None, "not_recorded") == "not_recorded"
    assert efficiency(Fraction(90), "zero_budget") == "zero_budget"


ORDER = ["spending_ahead", "in_step", "results_ahead", "efficient"]
PERCENT = st.fractions(0, 250, max_denominator=1000)


@given(PERCENT, PERCENT.filter(bool), st.fractions(0, 50, max_denominator=1000))
def test_more_results_for_the_same_money_are_never_judged_worse(
    average: Fraction, absorption: Fraction, more: Fraction
) -> None:
    before, after = efficiency(average, absorption), efficiency(average + more, absorption)
    assert ORDER.index(before) <= ORDER.index(after)


@given(PERCENT, PERCENT.filter(bool))
def test_what_is_ahead_is_ahead_by_every_published_measure(average: Fraction, absorption: Fraction) -> None:
    verdict = efficiency(average, absorption)
    if verdict == "in_step":
        assert abs(average - absorption) <= BAND
    else:
        assert (verdict == "spending_ahead") == (average < absorption) == (average / absorption < 1)


def test_the_money_of_a_year_is_that_of_its_programmes() -> None:
    budgets = judged({"p": {2024: "800", 2025: "900"}, "q": {2024: "200"}}, {2024: {"p": "700", "q": "150"}})
    assert [(one.id, one.money) for one in budgets.programmes] == [
        ("p", money("800", "700")),
        ("q", money("200", "150")),
    ]
    assert budgets.is_complete
    assert budgets.total == budgets.compared == money("1000", "850")
    assert budgets.total.absorption == Fraction(85)


def test_a_total_compares_only_what_has_both() -> None:
    budgets = judged({"p": {2024: "800"}, "q": {2024: "200"}, "r": {}, "s": {}}, {2024: {"p": "700", "r": "50"}})
    assert not budgets.is_complete
    assert (budgets.total, budgets.compared, budgets.counted) == (money("1000", "750"), money("800", "700"), 1)


def test_a_programme_without_any_amount_leaves_the_total_complete() -> None:
    budgets = judged({"p": {2024: "800"}, "q": {2025: "5"}}, {2024: {"p": "700"}})
    assert budgets.is_complete
    assert (budgets.total, budgets.counted) == (money("800", "700"), 1)


def test_spending_of_a_programme_that_is_not_declared_is_named_and_not_added() -> None:
    budgets = judged({"p": {2024: "800"}}, {2024: {"p": "700", "salah": "50"}})
    assert budgets.undeclared == ("salah",)
    assert budgets.total == money("800", "700")


def test_the_years_so_far_stand_beside_the_budget_of_the_whole_plan() -> None:
    budget = {2024: "800", 2025: "900", 2026: "1000", 2027: "77"}
    budgets = judged({"p": budget}, {2024: {"p": "700"}, 2025: {"p": "830"}, 2026: {"p": "1"}}, year=2025)
    part = budgets.programmes[0].to_date
    assert (part.years, part.left_out, part.unbudgeted) == ((2024, 2025), (), ())
    assert (part.money, part.plan_budget) == (money("1700", "1530"), Decimal(2700))
    assert (part.money.absorption, part.share) == (Fraction(90), Fraction(153000, 2700))
    assert budgets.to_date == part
    assert budgets.programmes[0].years[2027] == money("77", None)


def test_a_year_without_budget_or_spending_is_left_out_of_the_sums_on_both_sides() -> None:
    budgets = judged({"p": {2024: "800", 2026: "100"}}, {2025: {"p": "830"}, 2026: {"p": "90"}}, year=2026)
    part = budgets.programmes[0].to_date
    assert (part.years, part.left_out, part.unbudgeted) == ((2026,), (2024, 2025), (2025,))
    assert (part.money, part.plan_budget, part.share) == (money("100", "90"), Decimal(900), Fraction(10))


def test_years_before_and_after_the_plan_are_not_of_the_plan() -> None:
    spent = {2023: {"p": "5"}, 2024: {"p": "6"}, 2027: {"p": "7"}}
    budget = {"p": {2023: "10", 2024: "10", 2027: "10"}}
    assert judged(budget, spent, year=2023).to_date.years == ()
    after = judged(budget, spent, year=2027)
    assert (after.to_date.years, after.to_date.money, after.to_date.plan_budget) == (
        (2024,),
        money("10", "6"),
        Decimal(10),
    )
    assert after.programmes[0].money == money("10", "7")


def test_the_programmes_to_date_add_up() -> None:
    budget = {"p": {2024: "800", 2025: "900"}, "q": {2024: "100", 2025: "100"}, "r": {}}
    part = judged(budget, {2024: {"p": "700", "q": "50"}, 2025: {"p": "600"}}, year=2025).to_date
    assert (part.years, part.left_out, part.unbudgeted) == ((2024, 2025), (2024, 2025), (2024, 2025, 2026))
    assert (part.money, part.plan_budget) == (money("1800", "1350"), Decimal(1900))


@pytest.mark.parametrize("budget", ["0", "-5"])
def test_a_plan_without_budget_gives_no_share(budget: str) -> None:
    assert judged({"p": {2024: budget}}, {2024: {"p": "5"}}).to_date.share is None


def test_a_plan_without_programmes_has_no_money() -> None:
    budgets = judged({}, {})
    assert (budgets.total, budgets.has_any, budgets.is_complete, budgets.counted) == (money(None, None), False, True, 0)
    assert budgets.to_date.plan_budget is None


AMOUNTS = st.decimals(0, 10**12, places=2)
CELLS = st.dictionaries(st.tuples(st.sampled_from("pqr"), st.sampled_from([2024, 2025, 2026])), AMOUNTS, min_size=1)


def arranged(cells: Mapping[tuple[str, int], Decimal]) -> tuple[dict[str, dict[int, str]], dict[int, dict[str, str]]]:
    """The amounts by programme and year, and by year and programme."""
    budget: dict[str, dict[int, str]] = {}
    spent: dict[int, dict[str, str]] = {}
    for (name, year), amount in cells.items():
        budget.setdefault(name, {})[year] = str(amount)
        spent.setdefault(year, {})[name] = str(amount)
    return budget, spent


@given(CELLS, CELLS, st.randoms())
def test_the_order_of_programmes_and_years_changes_no_sum(
    budget: dict[tuple[str, int], Decimal], spent: dict[tuple[str, int], Decimal], random: Any
) -> None:
    first = judged(arranged(budget)[0], arranged(spent)[1], year=2025)
    cells = [sorted(part.items(), key=lambda _cell: random.random()) for part in (budget, spent)]
    second = judged(arranged(dict(cells[0]))[0], arranged(dict(cells[1]))[1], year=2025)
    assert (first.total, first.compared, first.to_date) == (second.total, second.compared, second.to_date)
    assert {one.id: one for one in first.programmes} == {one.id: one for one in second.programmes}


@given(CELLS)
def test_spending_the_whole_budget_absorbs_all_of_it(cells: dict[tuple[str, int], Decimal]) -> None:
    budgets = judged(*arranged(cells), year=2026)
    absorption = budgets.to_date.money.absorption
    assert absorption == ("zero_budget" if not any(cells.values()) else Fraction(100))
    assert budgets.to_date.share == (None if absorption == "zero_budget" else Fraction(100))


def worth(quarter: int | None) -> tuple[Appraisal, Budgets]:
    """A year up to a quarter, with 120 achieved in every quarter and 80 of 100 spent."""
    hundred, figure = Target(Decimal(100), Decimal(100)), Decimal(120)
    quarters = (1, 2, 3, 4)
    declared = plan(
        {
            "a": {
                **indicator(targets={2024: "100"}, programme="p"),
                "quarter_targets": {2024: dict.fromkeys(quarters, hundred)},
            }
        },
        programmes={"p": programme({2024: "100"})},
    )
    realised = {
        2024: RealisedYear(
            format=1,
            year=2024,
            figures={"a": RealisedFigure(value=figure, quarters=dict.fromkeys(quarters, figure))},
            programmes={"p": Spending(spent=Decimal(80))},
        )
    }
    appraisal = appraise(declared, realised, 2024, NEXT_CENTURY, quarter=quarter)
    return appraisal, budgets_of(appraisal, realised)


@pytest.mark.parametrize(
    ("quarter", "verdict"), [(None, "efficient"), (4, "efficient"), (3, "running_year"), (1, "running_year")]
)
def test_a_part_of_the_year_is_not_compared_with_the_budget_of_the_whole(quarter: int | None, verdict: str) -> None:
    appraisal, budgets = worth(quarter)
    (group,) = groups_of(appraisal, "programme")
    assert group.average == Fraction(120)
    assert efficiency_in(appraisal, group, budgets.programmes[0].money) == verdict


def test_a_missing_budget_is_the_reason_in_a_part_of_the_year_too() -> None:
    appraisal, _budgets = worth(2)
    (group,) = groups_of(appraisal, "programme")
    assert efficiency_in(appraisal, group, money(None, "5")) == "no_budget"
