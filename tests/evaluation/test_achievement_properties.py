"""What holds for achievement and gap whatever the figures are."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, example, given
from hypothesis import strategies as st

from kumkm_targets.evaluation.achievement import achievement, gap, is_met
from kumkm_targets.model.fields import Better, Formula
from tests.evaluation.builders import Band

FIGURES = st.decimals(-1000, 1000, places=3)
POSITIVE = st.decimals("0.001", 1000, places=3)
SINGLE = POSITIVE.map(lambda value: (value, value))
BANDS = st.tuples(POSITIVE, POSITIVE).map(lambda pair: (min(pair), max(pair)))
TARGETS = SINGLE | BANDS
DIRECTIONS: st.SearchStrategy[tuple[Better, Formula | None]] = st.sampled_from(
    [
        ("higher", "ratio"),
        ("higher", "from_baseline"),
        ("lower", "linear"),
        ("lower", "inverse"),
        ("lower", "from_baseline"),
        ("within", None),
    ]
)


def percent_of(
    better: Better, formula: Formula | None, target: Band, realised: Decimal, baseline: Decimal | None = None
) -> Fraction:
    """The achievement, which must be a percentage."""
    found = achievement(better, formula, target, Fraction(realised), None if baseline is None else Fraction(baseline))
    assert isinstance(found, Fraction), found
    return found


@given(TARGETS, FIGURES, FIGURES)
def test_a_higher_figure_never_achieves_less_where_higher_is_better(target: Band, one: Decimal, two: Decimal) -> None:
    worse, better = sorted((one, two))
    assert percent_of("higher", "ratio", target, worse) <= percent_of("higher", "ratio", target, better)


@given(TARGETS, FIGURES, FIGURES)
def test_a_lower_figure_never_achieves_less_where_lower_is_better(target: Band, one: Decimal, two: Decimal) -> None:
    better, worse = sorted((one, two))
    assert percent_of("lower", "linear", target, worse) <= percent_of("lower", "linear", target, better)


@given(SINGLE, POSITIVE, POSITIVE)
def test_a_lower_positive_figure_never_achieves_less_by_the_inverse(target: Band, one: Decimal, two: Decimal) -> None:
    better, worse = sorted((one, two))
    assert percent_of("lower", "inverse", target, worse) <= percent_of("lower", "inverse", target, better)


@given(SINGLE, FIGURES, FIGURES, FIGURES)
def test_a_figure_nearer_its_goal_never_achieves_less_from_the_baseline(
    target: Band, baseline: Decimal, one: Decimal, two: Decimal
) -> None:
    assume(baseline != target[0])
    low, high = sorted((one, two))
    direction, better, worse = ("higher", high, low) if baseline < target[0] else ("lower", low, high)
    achieved = [
        percent_of("higher" if direction == "higher" else "lower", "from_baseline", target, realised, baseline)
        for realised in (worse, better)
    ]
    assert achieved == sorted(achieved)


@given(TARGETS, FIGURES, FIGURES)
def test_a_figure_nearer_a_band_never_achieves_less(target: Band, one: Decimal, two: Decimal) -> None:
    assume((one <= target[1] and two <= target[1]) or (one >= target[0] and two >= target[0]))
    near, far = sorted((one, two), key=lambda realised: abs(gap(target, realised)))
    assert percent_of("within", None, target, near) >= percent_of("within", None, target, far)


@given(SINGLE, FIGURES)
def test_turning_the_direction_turns_the_sign_of_what_is_above_a_hundred(target: Band, realised: Decimal) -> None:
    above = percent_of("higher", "ratio", target, realised) - 100
    assert percent_of("lower", "linear", target, realised) - 100 == -above


@given(SINGLE, FIGURES)
def test_one_number_to_hit_is_full_only_when_hit(target: Band, realised: Decimal) -> None:
    percent = percent_of("within", None, target, realised)
    assert (percent == 100) == (realised == target[0])
    assert percent <= 100


@given(DIRECTIONS, TARGETS, FIGURES, FIGURES)
def test_a_kept_promise_is_a_hundred_percent_or_more_and_a_missed_one_less(
    direction: tuple[Better, Formula | None], target: Band, realised: Decimal, baseline: Decimal
) -> None:
    better, formula = direction
    if formula in ("inverse", "from_baseline"):
        target = (target[0], target[0])
    assume(formula != "inverse" or realised > 0)
    assume(formula != "from_baseline" or (baseline < target[0] if better == "higher" else baseline > target[0]))
    percent = percent_of(better, formula, target, realised, baseline)
    assert (percent >= 100) == is_met(better, target, Fraction(realised))


@given(DIRECTIONS, st.tuples(FIGURES, FIGURES).map(sorted), FIGURES, st.none() | FIGURES)
@example(("higher", "ratio"), [Decimal(0), Decimal(0)], Decimal(0), None)
def test_judging_twice_gives_the_same_and_never_an_exception(
    direction: tuple[Better, Formula | None], bounds: list[Decimal], realised: Decimal, baseline: Decimal | None
) -> None:
    better, formula = direction
    known = None if baseline is None else Fraction(baseline)
    target = (bounds[0], bounds[1])
    first = achievement(better, formula, target, Fraction(realised), known)
    assert first == achievement(better, formula, target, Fraction(realised), known)
    assert isinstance(first, Fraction | str)
    assert (first == "negative_target") == (bounds[0] < 0)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**17), max_value=10**17), FIGURES)
def test_gap_and_target_add_up_to_the_figure_exactly(target: Decimal, realised: Decimal) -> None:
    difference = gap((target, target), realised)
    assert Fraction(difference) + Fraction(target) == Fraction(realised)


@given(TARGETS, FIGURES)
def test_the_gap_is_zero_inside_and_has_the_sign_of_the_side_outside(target: Band, realised: Decimal) -> None:
    difference = gap(target, realised)
    assert (difference < 0) == (realised < target[0])
    assert (difference > 0) == (realised > target[1])
