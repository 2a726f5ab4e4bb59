"""The pace of indicators whose years add up, and what holds for every pace."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kumkm_targets.evaluation.pace import Pace
from tests.evaluation.paces import latest, parts, reckon

SUMS: list[tuple[str, Pace, Pace]] = [
    (
        "the remainder is shared over the years that are left",
        reckon("sum", "higher", "1000", 2029, {2025: "100", 2026: "200"}),
        parts("700/3", "150", "accelerate", "0.75"),
    ),
    (
        "years before the plan do not count",
        reckon("sum", "higher", "1000", 2029, {2024: "900", 2025: "100"}),
        parts("225", "100", "behind", "0.5"),
    ),
    (
        "the baseline does not count",
        reckon("sum", "higher", "1000", 2029, {2025: "200"}, (2024, "900")),
        parts("200", "200", "on_track", "1"),
    ),
    (
        "a sum that is reached is achieved",
        reckon("sum", "higher", "300", 2029, {2025: "100", 2026: "200"}),
        parts(None, "150", "achieved"),
    ),
    (
        "at the end nothing is required",
        reckon("sum", "higher", "400", 2026, {2025: "100", 2026: "200"}),
        parts(None, "150", None, "0.75"),
    ),
    (
        "what comes after the end is not added",
        reckon("sum", "higher", "400", 2026, {2025: "100", 2026: "100", 2027: "200"}),
        parts(None, "100", None, "0.5"),
    ),
    (
        "a sum that shrinks moves away",
        reckon("sum", "higher", "400", 2027, {2025: "-100"}),
        parts("250", "-100", "moving_away", "-0.75"),
    ),
    (
        "a target of zero has no share",
        reckon("sum", "higher", "0", 2027, {2025: "-100"}),
        parts("50", "-100"),
    ),
    (
        "a target of less than one is a target",
        reckon("sum", "higher", "0.8", 2027, {2025: "0.2"}),
        parts("0.3", "0.2", "accelerate", "0.75"),
    ),
    (
        "of a range the lower bound counts",
        reckon("sum", "higher", "400–500", 2028, {2025: "100"}),
        parts("100", "100", "on_track", "1"),
    ),
    (
        "a sum that should stay low has no outlook",
        reckon("sum", "lower", "400", 2028, {2025: "100"}),
        parts(None, "100"),
    ),
    ("a sum without years of the plan is not known", reckon("sum", "higher", "400", 2028, {2024: "100"}), Pace()),
    ("a sum without figures is not known", reckon("sum", "higher", "400", 2028, {}), Pace()),
]


@pytest.mark.parametrize(("found", "expected"), [pytest.param(*case[1:], id=case[0]) for case in SUMS])
def test_the_pace_of_a_sum(found: Pace, expected: Pace) -> None:
    assert found == expected


NUMBERS = st.fractions(-100, 100, max_denominator=50)


@given(NUMBERS, NUMBERS, NUMBERS, st.integers(1, 10), st.integers(1, 10))
def test_the_required_pace_leads_exactly_to_the_target(
    origin: Fraction, value: Fraction, rise: Fraction, passed: int, left: int
) -> None:
    assume(rise > 0)
    target = Fraction(round((value + rise) * 1000), 1000)
    assume(target > value)
    found = latest("higher", str(float(target)), 2024 + passed + left, {2024 + passed: str(value)}, (2024, str(origin)))
    assert found.required is not None
    assert value + found.required * left == target
    assert found.observed is not None
    assert origin + found.observed * passed == value


@given(NUMBERS, NUMBERS, NUMBERS, st.integers(1, 5), st.integers(0, 5))
def test_mirrored_figures_have_a_mirrored_pace_and_the_same_outlook(
    origin: Fraction, value: Fraction, goal: Fraction, passed: int, left: int
) -> None:
    target = str(round(float(goal), 3))
    known, baseline = {2024 + passed: value}, (2024, origin)
    up = latest("higher", target, 2024 + passed + left, {2024 + passed: str(value)}, (2024, str(origin)))
    mirrored = target[1:] if target.startswith("-") else f"-{target}"
    down = latest(
        "lower", mirrored, 2024 + passed + left, {year: str(-v) for year, v in known.items()}, (2024, str(-baseline[1]))
    )
    assert (down.outlook, down.share) == (up.outlook, up.share)
    assert down.observed == (None if up.observed is None else -up.observed)
    assert down.required == (None if up.required is None else -up.required)
