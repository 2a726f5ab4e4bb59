"""What needs attention first, and why."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.evaluation.attention import Why, by_urgency, selected, why
from kumkm_targets.evaluation.row import Row
from kumkm_targets.model.fields import Status
from kumkm_targets.model.realised import RealisedFigure
from tests.evaluation.builders import NEXT_CENTURY, amendment, indicator, plan, row, rows, years

OVER = date(2025, 1, 1)
BASELINE = {"year": 2023, "value": "50"}
TO_70 = {2024: "60", 2026: "70"}


def _appraised(
    figures: Mapping[str, Mapping[int, str | RealisedFigure]],
    year: int = 2024,
    today: date = NEXT_CENTURY,
    **indicators: dict[str, Any],
) -> Appraisal:
    """The appraisal of a plan 2024–2026 with these indicators; figures by indicator and year."""
    recorded: dict[int, dict[str, str | RealisedFigure]] = {}
    for name, by_year in figures.items():
        for of, figure in by_year.items():
            recorded.setdefault(of, {})[name] = figure
    return appraise(plan(indicators), years(recorded), year, today)


def _order(appraisal: Appraisal) -> list[str]:
    return [found.id for found in by_urgency(appraisal)]


def _row(realised: Mapping[int, str], year: int = 2024, **fields: Any) -> Row:
    """The row of an indicator that began at 50 in 2023 and is promised 60 in 2024 and 70 in 2026."""
    return row({"targets": TO_70, "baseline": BASELINE, **fields}, realised, year)


@pytest.mark.parametrize(
    ("figure", "reasons"),
    [
        ("49.99", ("missed", "moving_away")),
        ("50", ("missed", "behind")),
        ("53.99", ("missed", "behind")),
        ("54", ("missed", "accelerate")),
        ("56.32", ("missed", "accelerate")),
        ("56.34", ("missed",)),
        ("60", ()),
        ("70", ()),
    ],
)
def test_a_missed_target_is_told_with_the_outlook(figure: str, reasons: tuple[Why, ...]) -> None:
    assert why(_row({2024: figure})) == reasons


def test_a_target_that_is_met_can_still_lead_nowhere() -> None:
    assert why(_row({2024: "49"}, targets={2024: "45", 2026: "70"})) == ("moving_away",)
    assert why(_row({2024: "51"}, targets={2024: "45", 2026: "70"})) == ("behind",)


def test_a_promise_that_was_broken_for_good_goes_before_one_that_moves_away() -> None:
    ended = {"targets": {2024: "60"}, "baseline": BASELINE}
    moving = {"targets": {2024: "60", 2026: "70"}, "baseline": BASELINE}
    appraisal = _appraised(
        {"moving": {2024: "49"}, "ended": {2024: "59"}}, moving=indicator(**moving), ended=indicator(**ended)
    )
    assert [why(found) for found in by_urgency(appraisal)] == [("missed", "not_kept"), ("missed", "moving_away")]
    assert _order(appraisal) == ["ended", "moving"]


def test_a_sum_may_keep_its_last_year_and_break_its_promise() -> None:
    found = row({"over_time": "sum", "targets": {2024: "10", 2025: "10"}}, {2024: "5", 2025: "10"}, 2025)
    assert why(found) == ("not_kept",)


def test_a_sum_that_should_stay_low_is_broken_when_the_plan_has_ended_above_it() -> None:
    fields = {"over_time": "sum", "better": "lower", "targets": {2024: "10", 2025: "10", 2026: "10"}}
    assert why(row(fields, {2024: "20", 2025: "20"}, 2025)) == ("missed", "weak")
    assert why(row(fields, {2024: "20", 2025: "9", 2026: "9"}, 2026)) == ("not_kept",)
    assert why(row(fields, {2024: "10", 2025: "10", 2026: "10"}, 2026)) == ()


@pytest.mark.parametrize(("figure", "is_weak"), [("39.59", True), ("39.6", False), ("45.6", False), ("0", True)])
def test_weak_is_the_lower_half_of_the_scale(figure: str, is_weak: bool) -> None:
    found = row({"targets": {2024: "60"}}, {2024: figure}, 2024)  # 66 percent of 60 is 39.6
    assert ("weak" in why(found)) is is_weak


def test_weak_goes_by_the_scale_that_the_plan_declares() -> None:
    scale = {"title": "Sendiri", "grades": [{"floor": Decimal(90), "label": "Baik"}, {"label": "Kurang"}]}
    one_word = {"title": "Satu", "grades": [{"label": "Ya"}]}
    scales = {"dua": scale, "satu": one_word}
    for name, figure, is_weak in (("dua", "89.9", True), ("dua", "90", False), ("satu", "1", False)):
        judged = plan({"a": indicator(targets={2024: "100"})}, header={"rating_scale": name}, rating_scales=scales)
        found = appraise(judged, years({2024: {"a": figure}}), 2024, OVER).rows[0]
        assert ("weak" in why(found)) is is_weak


def test_without_a_scale_nothing_is_weak() -> None:
    judged = plan({"a": indicator(targets={2024: "100"})}, header={"rating_scale": "tidak-ada"})
    assert why(appraise(judged, years({2024: {"a": "1"}}), 2024, OVER).rows[0])[:1] == ("missed",)


def test_a_target_that_no_percentage_can_judge_is_missed_all_the_same() -> None:
    missed = row({"targets": {2024: "0"}}, {2024: "-3"}, 2024)
    assert (missed.reason, why(missed)[0]) == ("zero_target", "not_met")
    assert "not_met" not in why(row({"targets": {2024: "0"}}, {2024: "3"}, 2024))
    negative = row({"targets": {2024: "-2"}}, {2024: "-3"}, 2024)
    assert (negative.reason, why(negative)[0]) == ("negative_target", "not_met")
    none_at_all = row({"better": "lower", "achievement": "inverse", "targets": {2024: "3"}}, {2024: "0"}, 2024)
    assert (none_at_all.reason, why(none_at_all)) == ("zero_realised", ())


def test_a_figure_without_compound_growth_still_goes_the_wrong_way() -> None:
    fields = {"unit": "unit", "pace": "compound", "baseline": BASELINE, "targets": {2026: "70"}}
    assert why(row(fields, {2024: "0"}, 2024)) == ("moving_away",)
    assert row(fields, {2024: "0"}, 2024).pace.reason == "not_positive"
    rising = fields | {"baseline": {"year": 2023, "value": "0"}}
    assert why(row(rising, {2024: "3"}, 2024)) == ()
    falling = {"better": "lower", "pace": "compound", "targets": {2026: "0"}, "baseline": BASELINE}
    assert why(row(falling, {2024: "51"}, 2024)) == ("moving_away",)
    assert why(row(falling, {2024: "49"}, 2024)) == ()
    for still, figure in ((rising, "0"), (falling, "50")):
        standing = row(still, {2024: figure}, 2024)
        assert (standing.observed_pace, standing.pace.reason, why(standing)) == (0, "not_positive", ())


def test_what_is_not_known_is_told_apart() -> None:
    content = {
        "a": indicator(targets={2024: "60"}),
        "b": indicator(targets={2024: "60"}),
        "c": indicator(targets={2024: "60"}, over_time="sum"),
        "d": indicator(targets={2024: "60"}, formula="100 * x / y"),
        "x": {"name": "x", "unit": "unit"},
        "y": {"name": "y", "unit": "unit"},
    }
    figures: dict[str, dict[int, str | RealisedFigure]] = {
        "b": {2024: RealisedFigure(unavailable="menunggu BPS")},
        "c": {2024: RealisedFigure(quarters={1: Decimal(10)})},
        "x": {2024: "3"},
    }
    found = rows(_appraised(figures, today=OVER, **content))
    assert {name: why(found[name]) for name in content} == {
        "a": ("not_recorded",),
        "b": ("unavailable",),
        "c": ("incomplete",),
        "d": ("incomplete",),
        "x": (),
        "y": (),
    }


def test_a_year_that_is_not_over_asks_for_nothing() -> None:
    assert why(row({"targets": {2024: "60"}}, {}, 2024, today=date(2024, 12, 31))) == ()
    assert why(row({"targets": {2024: "60"}}, {}, 2024, today=OVER)) == ("not_recorded",)


def test_in_a_running_year_the_outlook_of_the_last_known_figure_stands() -> None:
    fields = {"targets": {2024: "60", 2025: "65", 2026: "70"}, "baseline": BASELINE}
    assert why(row(fields, {2024: "49"}, 2025, today=date(2025, 6, 1))) == ("moving_away",)


@pytest.mark.parametrize("status", ["very_preliminary", "preliminary", "estimate"])
def test_a_figure_that_may_still_change_is_named_last(status: Status) -> None:
    figure = RealisedFigure(value=Decimal(30), status=status)
    promised = indicator(targets={2024: "60", 2026: "70"}, baseline=BASELINE)
    judged = rows(_appraised({"a": {2024: figure}, "b": {2024: figure}}, a=promised, b={"name": "b", "unit": "%"}))
    assert why(judged["a"]) == ("missed", "moving_away", "weak", "preliminary")
    assert why(judged["b"]) == ()


def test_the_rows_go_from_the_heaviest_reason_to_none() -> None:
    def promised(**fields: Any) -> dict[str, Any]:
        return indicator(**{"targets": TO_70, "baseline": BASELINE, **fields})

    content = {
        "supporting": {"name": "x", "unit": "%"},
        "kept": promised(),
        "preliminary": promised(),
        "slow": promised(targets={2024: "55", 2026: "70"}),
        "unavailable": promised(targets={2024: "60"}),
        "unrecorded": promised(targets={2024: "60"}),
        "behind": promised(targets={2024: "50", 2026: "70"}),
        "nearly": promised(),
        "missed_slow": promised(),
        "missed_behind": promised(),
        "weak": promised(targets={2024: "100", 2026: "110"}),
        "moving": promised(),
    }
    figures: dict[str, dict[int, str | RealisedFigure]] = {
        "supporting": {2024: "1"},
        "kept": {2024: "60"},
        "preliminary": {2024: RealisedFigure(value=Decimal(61), status="preliminary")},
        "slow": {2024: "55"},
        "unavailable": {2024: RealisedFigure(unavailable="menunggu BPS")},
        "behind": {2024: "51"},
        "nearly": {2024: "59"},
        "missed_slow": {2024: "55"},
        "missed_behind": {2024: "53"},
        "weak": {2024: "65"},
        "moving": {2024: "49"},
    }
    appraisal = _appraised(figures, today=OVER, **content)
    assert _order(appraisal) == [
        "moving",
        "weak",
        "missed_behind",
        "missed_slow",
        "nearly",
        "behind",
        "unrecorded",
        "unavailable",
        "slow",
        "preliminary",
        "kept",
        "supporting",
    ]


def test_the_same_reasons_go_by_achievement_then_by_share_then_by_the_plan() -> None:
    promised = indicator(targets={2024: "60", 2026: "70"}, baseline=BASELINE)
    later = indicator(targets={2026: "70"}, baseline=BASELINE)
    achievements = _appraised(
        {"a": {2024: "53"}, "b": {2024: "52"}, "c": {2024: "53"}}, a=promised, b=promised, c=promised
    )
    assert _order(achievements) == ["b", "a", "c"]
    shares = _appraised({"a": {2024: "53"}, "b": {2024: "52"}, "c": {2024: "53"}}, a=later, b=later, c=later)
    assert _order(shares) == ["b", "a", "c"]
    counted = indicator(targets={2026: "70"}, baseline=BASELINE, unit="unit", pace="compound")
    fallen = _appraised({"a": {2024: "1"}, "b": {2024: "0"}}, a=counted, b=counted)
    assert [(found.id, why(found)) for found in by_urgency(fallen)] == [
        ("b", ("moving_away",)),
        ("a", ("moving_away",)),
    ]


def test_a_preliminary_figure_does_not_go_before_a_weaker_final_one() -> None:
    promised = indicator(targets={2024: "60", 2026: "70"}, baseline=BASELINE)
    preliminary = RealisedFigure(value=Decimal(53), status="preliminary")
    appraisal = _appraised(
        {"a": {2024: "53"}, "b": {2024: preliminary}, "c": {2024: "52"}}, a=promised, b=promised, c=promised
    )
    assert _order(appraisal) == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("state", "ids"),
    [("missed", ("missed",)), ("behind", ("missed", "slow")), ("undetermined", ("zero", "unrecorded"))],
)
def test_a_state_selects_rows_in_their_order(state: Any, ids: tuple[str, ...]) -> None:
    content = {
        "kept": indicator(targets={2024: "60"}),
        "zero": indicator(targets={2024: "0"}),
        "missed": indicator(targets={2024: "60", 2026: "70"}, baseline=BASELINE),
        "supporting": {"name": "x", "unit": "%"},
        "slow": indicator(targets={2024: "50", 2026: "70"}, baseline=BASELINE),
        "later": indicator(targets={2026: "60"}),
        "unrecorded": indicator(targets={2024: "60"}),
    }
    figures = {"kept": {2024: "60"}, "zero": {2024: "-1"}, "missed": {2024: "49"}, "slow": {2024: "52"}}
    found = selected(_appraised(figures, today=OVER, **content).rows, state)
    assert tuple(one.id for one in found) == ids


def test_only_just_below_the_target_is_missed() -> None:
    third = indicator(targets={2024: "0.333333333333333333333334"}, formula="x / y")
    components = {"x": {"name": "x", "unit": "unit"}, "y": {"name": "y", "unit": "unit"}}
    appraisal = _appraised({"x": {2024: "1"}, "y": {2024: "3"}}, a=third, **components)
    assert [one.id for one in selected(appraisal.rows, "missed")] == ["a"]


def test_the_target_in_force_decides() -> None:
    lowered = plan(
        {"a": indicator(targets={2024: "60"})}, amendments=[amendment("2024-09-01", "a", {2024: ("60", "50")})]
    )
    figures = years({2024: {"a": "55"}})
    assert why(appraise(lowered, figures, 2024, OVER).rows[0]) == ()
    assert why(appraise(lowered, figures, 2024, OVER, in_force_on=date(2024, 1, 1)).rows[0])[0] == "missed"
