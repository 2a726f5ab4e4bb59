"""What holds for the order of urgency whatever the plan and its figures are."""

from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st

from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.evaluation.attention import by_urgency, selected, why
from kumkm_targets.evaluation.row import Row
from kumkm_targets.model.realised import RealisedFigure
from kumkm_targets.model.target import Target
from tests.evaluation.builders import indicator, plan, years

OVER = date(2026, 1, 1)
FIGURES = st.decimals(-20, 120, places=1)
POSITIVE = st.decimals("0.1", 120, places=1)
STATUSES = st.sampled_from([None, "preliminary", "final"])
Content = tuple[dict[str, Any], dict[int, dict[str, Any]]]
DIRECTIONS = st.sampled_from(
    [
        ("higher", None),
        ("higher", "from_baseline"),
        ("lower", None),
        ("lower", "inverse"),
        ("lower", "from_baseline"),
        ("within", None),
    ]
)


@st.composite
def _indicators(draw: st.DrawFn) -> dict[str, Any]:
    better, formula = draw(DIRECTIONS)
    figures = FIGURES if formula != "inverse" else POSITIVE

    def target() -> Target:
        low, high = sorted((draw(figures), draw(figures)))
        return Target(low, low) if formula or draw(st.booleans()) else Target(low, high)

    fields: dict[str, Any] = {
        "better": better,
        "achievement": formula,
        "unit": draw(st.sampled_from(["%", "unit", "indeks"])),
        "over_time": draw(st.sampled_from(["latest", "latest", "sum", "average"])),
        "pace": draw(st.sampled_from([None, None, "linear", "compound"])),
        "targets": {year: target() for year in draw(st.sets(st.sampled_from([2024, 2025, 2026])))},
    }
    if draw(st.booleans()):
        fields["baseline"] = {"year": 2023, "value": draw(figures)}
    if draw(st.booleans()):
        fields["final_target"] = target()
    return {key: value for key, value in indicator(**fields).items() if value is not None}


@st.composite
def _content(draw: st.DrawFn) -> Content:
    """The indicators of a plan 2024–2026, and their entries in 2024 and 2025."""
    indicators = {f"i{place}": draw(_indicators()) for place in range(draw(st.integers(1, 5)))}
    entries: dict[int, dict[str, Any]] = {2024: {}, 2025: {}}
    for name, fields in indicators.items():
        figures = POSITIVE if fields.get("achievement") == "inverse" else FIGURES
        for recorded in entries.values():
            kind = draw(st.sampled_from(["value", "value", "value", "unavailable", "nothing"]))
            if kind == "value":
                recorded[name] = RealisedFigure(value=draw(figures), status=draw(STATUSES))
            elif kind == "unavailable":
                recorded[name] = RealisedFigure(unavailable="menunggu BPS")
    return indicators, entries


CONTENT = _content()
COUNTED = indicator(unit="unit", pace="compound", baseline={"year": 2023, "value": "9"}, targets={}, final_target="20")
"""A count that has no compound growth once it is zero."""


def _appraised(indicators: dict[str, Any], entries: dict[int, dict[str, Any]]) -> Appraisal:
    return appraise(plan(indicators), years(entries), 2025, OVER)


def _standing(row: Row) -> tuple[object, ...]:
    """All that the order may go by, beside the place in the plan."""
    late = {"not_kept", "moving_away", "behind", "accelerate"}.intersection(why(row))
    return why(row), row.achievement, row.pace.share if late else None


@given(CONTENT, st.randoms(use_true_random=False))
def test_of_two_rows_the_same_goes_first_in_every_plan_unless_they_are_equal(content: Content, shuffle: Any) -> None:
    indicators, entries = content
    names = list(indicators)
    shuffle.shuffle(names)
    before = by_urgency(_appraised(indicators, entries))
    after = by_urgency(_appraised({name: indicators[name] for name in names}, entries))
    assert sorted(before, key=after.index) == list(after)
    for first, second in combinations(before, 2):
        if after.index(first) > after.index(second):
            assert _standing(first) == _standing(second)
            assert names.index(first.id) > names.index(second.id)


@given(CONTENT)
def test_every_row_has_one_place_and_its_reasons_stand_by_weight(
    content: Content,
) -> None:
    appraisal = _appraised(*content)
    ordered = by_urgency(appraisal)
    assert sorted(row.id for row in ordered) == sorted(row.id for row in appraisal.rows)
    assert ordered == by_urgency(appraisal)
    reasons = [why(row) for row in ordered]
    assert sorted(map(bool, reasons), reverse=True) == list(map(bool, reasons))
    for row in ordered:
        assert len(set(why(row))) == len(why(row))
        assert ("missed" in why(row)) == (row in selected(appraisal.rows, "missed"))
        assert (
            {"moving_away", "behind"}.isdisjoint(why(row))
            or row.pace.reason == "not_positive"
            or (row in selected(appraisal.rows, "behind"))
        )


@given(CONTENT, FIGURES, FIGURES)
@example(({"i0": COUNTED}, {2024: {}, 2025: {}}), Decimal(0), Decimal(1))
def test_a_better_figure_never_makes_a_row_more_urgent(content: Content, one: Decimal, two: Decimal) -> None:
    indicators, entries = content
    fields = indicators["i0"]
    assume(fields.get("achievement") != "inverse" or min(one, two) > 0)
    low, high = sorted((one, two))
    is_above = [low >= bound for bound in _bounds(fields)]
    assume(fields["better"] != "within" or all(is_above) or all(high <= bound for bound in _bounds(fields)))
    is_lower_better = fields["better"] == "lower" or (fields["better"] == "within" and all(is_above))
    places = []
    for figure in (high, low) if is_lower_better else (low, high):
        recorded = {**entries, 2025: {**entries[2025], "i0": RealisedFigure(value=figure)}}
        places.append([row.id for row in by_urgency(_appraised(indicators, recorded))].index("i0"))
    assert places == sorted(places)


def _bounds(fields: dict[str, Any]) -> list[Decimal]:
    """The bounds of everything that the indicator promises."""
    targets = [*fields["targets"].values(), *([fields["final_target"]] if "final_target" in fields else [])]
    return [bound for target in targets for bound in target]
