"""What a pace is reckoned from, and where it leads."""

from fractions import Fraction

from kumkm_targets.evaluation.pace import Pace, Promise
from tests.evaluation.builders import band
from tests.evaluation.paces import full


def latest(known: dict[int, str], baseline: tuple[int, str] | None = None, target: str = "9") -> Pace:
    return full(Promise("higher", "latest", band(target), 2028, 2025), known, baseline)


def test_the_ends_of_a_pace_are_its_first_and_last_known_values_and_what_is_still_to_reach() -> None:
    found = latest({2025: "4", 2026: "6"}, (2023, "3"))
    assert (found.origin, found.latest) == ((2023, Fraction(3)), (2026, Fraction(6)))
    assert (found.goal, found.horizon) == (9, 2028)
    assert latest({2025: "4", 2026: "6"}).origin == (2025, 4)


def test_what_is_reached_has_a_horizon_and_nothing_left_to_reach() -> None:
    found = latest({2025: "4", 2026: "9"})
    assert (found.goal, found.horizon, found.latest) == (None, 2028, (2026, 9))


def test_of_a_range_the_nearer_bound_is_the_goal() -> None:
    promise = Promise("lower", "latest", band("2", "4"), 2028, 2025)
    assert full(promise, {2025: "7"}).goal == 4


def test_without_a_promise_there_are_two_ends_and_the_growth_between_them() -> None:
    found = full(None, {2025: "4", 2026: "9"}, (2024, "1"))
    assert (found.origin, found.latest, found.goal, found.horizon) == ((2024, 1), (2026, 9), None, None)
    assert (found.observed, found.last_year, found.observed_growth) == (4, 5, 200)
    assert full(None, {}, (2024, "1")) == Pace(reason="no_target")


def test_of_a_sum_the_last_end_is_the_total_so_far() -> None:
    promise = Promise("higher", "sum", band("50"), 2028, 2025)
    found = full(promise, {2024: "99", 2025: "10", 2026: "20"})
    assert (found.origin, found.latest, found.goal, found.horizon) == (None, (2026, 30), 50, 2028)
    reached = full(promise, {2025: "10", 2026: "40"})
    assert (reached.latest, reached.goal, reached.outlook) == ((2026, 50), None, "achieved")
    over = full(promise, {2025: "10", 2028: "20"})
    assert (over.goal, over.reason) == (50, "ended")
