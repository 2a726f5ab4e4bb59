"""Indicators under their objectives and programmes, and the averages made of them."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.evaluation.groups import Group, groups_of
from kumkm_targets.storage.plan_files import read_plan
from tests.conftest import PLANS, TODAY
from tests.evaluation.builders import NEXT_CENTURY, indicator, plan, ratio, years

OBJECTIVES = {"satu": {"name": "Sasaran satu"}, "dua": {"name": "Sasaran dua"}}
PROGRAMMES = {"p": {"name": "Program", "objective": "dua"}, "q": {"name": "Program lain"}}


def appraised(indicators: Mapping[str, Any], figures: Mapping[str, str], **fields: Any) -> Appraisal:
    """One year of a plan with two objectives and two programmes, `p` under the second objective."""
    declared = {"objectives": OBJECTIVES, "programmes": PROGRAMMES, **fields}
    return appraise(plan(indicators, **declared), years({2024: figures}), 2024, NEXT_CENTURY)


def one(**fields: Any) -> dict[str, Any]:
    """An indicator whose target is 100, so that its figure is its achievement."""
    return indicator(targets={2024: "100"}, **fields)


def weighing(weight: str, **fields: Any) -> dict[str, Any]:
    """The same with a weight."""
    return {**one(**fields), "weight": Decimal(weight)}


def members(groups: tuple[Group, ...]) -> dict[str | None, list[str]]:
    """The ids of the indicators by the id of their group."""
    return {group.id: [row.id for row in group.rows] for group in groups}


def test_the_own_objective_goes_before_that_of_the_programme() -> None:
    appraisal = appraised({"a": one(objective="satu", programme="p"), "b": one(programme="p")}, {})
    assert members(groups_of(appraisal, "objective")) == {"satu": ["a"], "dua": ["b"]}
    assert members(groups_of(appraisal, "programme")) == {"p": ["a", "b"], "q": []}


def test_what_belongs_to_none_comes_last_and_what_is_not_declared_before_it() -> None:
    indicators = {"a": one(), "b": one(objective="salah"), "c": one(programme="q"), "d": one(objective="dua")}
    groups = groups_of(appraised(indicators, {}), "objective")
    assert list(members(groups).items()) == [("satu", []), ("dua", ["d"]), ("salah", ["b"]), (None, ["a", "c"])]
    assert [group.declared is None for group in groups] == [False, False, True, True]


def test_a_programme_that_is_not_declared_gives_no_objective() -> None:
    appraisal = appraised({"a": one(programme="salah")}, {})
    assert members(groups_of(appraisal, "objective"))[None] == ["a"]
    assert members(groups_of(appraisal, "programme"))["salah"] == ["a"]


def test_supporting_data_and_retired_indicators_are_in_no_group() -> None:
    indicators = {
        "a": one(objective="satu"),
        "jumlah": indicator(objective="satu", better=None),
        "lama": indicator(objective="satu", targets={2023: "5"}, retired=2023),
    }
    assert members(groups_of(appraised(indicators, {"a": "90", "jumlah": "5"}), "objective"))["satu"] == ["a"]


def test_without_anything_unplaced_there_is_no_group_for_it() -> None:
    assert None not in members(groups_of(appraised({"a": one(objective="satu")}, {}), "objective"))


def test_the_average_is_the_mean_of_what_could_be_computed() -> None:
    indicators = {name: one(objective="satu") for name in "abc"}
    group = groups_of(appraised(indicators, {"a": "80", "b": "95"}), "objective")[0]
    assert group.average == ratio("87.5")
    assert (group.summary.computed, group.summary.of, group.summary.rating) == (2, 3, "Tinggi")
    assert not group.summary.is_weighted


def test_weights_count_in_their_group() -> None:
    indicators = {"a": weighing("2", objective="satu"), "b": one(objective="satu"), "c": one(objective="dua")}
    first, second = groups_of(appraised(indicators, {"a": "80", "b": "95", "c": "70"}), "objective")
    assert (first.average, second.average) == (Fraction(85), Fraction(70))
    assert (first.summary.is_weighted, second.summary.is_weighted) == (True, False)


def test_the_cap_of_the_plan_holds_in_every_group() -> None:
    indicators = {"a": one(objective="satu"), "b": one(objective="satu")}
    appraisal = appraised(indicators, {"a": "180", "b": "90"}, header={"average_cap": "100"})
    assert groups_of(appraisal, "objective")[0].average == Fraction(95)


def test_nothing_computed_is_no_average_and_never_zero() -> None:
    group = groups_of(appraised({"a": one(objective="satu")}, {}), "objective")[0]
    assert (group.average, group.summary.average, group.summary.rating) == (None, None, None)


def test_the_objective_of_palembang_has_the_average_that_the_city_printed() -> None:
    reading = read_plan(PLANS / "palembang-rpjmd-2013-2018")
    assert reading.plan is not None
    (group,) = groups_of(appraise(reading.plan, reading.realised, 2016, TODAY), "objective")
    assert str(group.summary.average) == "89.36461296432107099481386333"
    assert group.summary.rating == "Tinggi"


ACHIEVED = st.decimals(0, 300, places=2)
WEIGHTS = st.decimals("0.01", 100, places=2)
GROUPED = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.tuples(ACHIEVED, WEIGHTS, st.sampled_from(["satu", "dua", None])),
    min_size=1,
)


def averages(
    content: Mapping[str, tuple[Decimal, Decimal, str | None]], scale: Decimal = Decimal(1)
) -> dict[str | None, Fraction | None]:
    """The average of every objective; the weights are multiplied by `scale`."""
    indicators = {
        name: {**one(objective=objective), "weight": weight * scale}
        for name, (_figure, weight, objective) in content.items()
    }
    figures = {name: str(figure) for name, (figure, _weight, _objective) in content.items()}
    return {group.id: group.average for group in groups_of(appraised(indicators, figures), "objective")}


@given(GROUPED, st.randoms())
def test_the_order_of_the_indicators_changes_no_average(content: dict[str, Any], random: Any) -> None:
    names = list(content)
    random.shuffle(names)
    assert averages({name: content[name] for name in names}) == averages(content)


@given(GROUPED, st.decimals("0.1", 10, places=1))
def test_weights_times_a_constant_change_nothing(content: dict[str, Any], scale: Decimal) -> None:
    assert averages(content, scale) == averages(content)


@given(GROUPED, st.data(), st.decimals("0.01", 100, places=2))
def test_improving_one_figure_never_lowers_an_average(
    content: dict[str, Any], data: st.DataObject, by: Decimal
) -> None:
    name = data.draw(st.sampled_from(sorted(content)))
    figure, weight, objective = content[name]
    before, after = averages(content), averages({**content, name: (figure + by, weight, objective)})
    assert before.keys() == after.keys()
    improved = after.pop(objective)
    average = before.pop(objective)
    assert average is not None
    assert improved is not None
    assert improved > average
    assert after == before


@given(GROUPED)
def test_every_indicator_is_in_one_group_and_the_groups_make_up_the_plan(content: dict[str, Any]) -> None:
    indicators = {
        name: weighing(str(weight), objective=objective) for name, (_figure, weight, objective) in content.items()
    }
    appraisal = appraised(indicators, {name: str(figure) for name, (figure, _weight, _of) in content.items()})
    groups = groups_of(appraisal, "objective")
    placed = [name for ids in members(groups).values() for name in ids]
    assert sorted(placed) == sorted(content)
    total = sum((Fraction(weight) for _figure, weight, _of in content.values()), Fraction(0))
    parts = [
        (group.average or 0) * sum((Fraction(content[row.id][1]) for row in group.rows), Fraction(0))
        for group in groups
    ]
    whole = appraisal.summary.average
    assert whole is not None
    assert abs(sum(parts, Fraction(0)) / total - Fraction(whole)) < Fraction(1, 10**20)
