"""Required and observed pace, and the outlook they give (the share of UN and Eurostat progress reports)."""

from fractions import Fraction

import pytest

from kumkm_targets.evaluation.pace import Outlook, Pace, observed_pace
from tests.evaluation.paces import latest, parts, reckon


def test_a_ratio_that_rises_too_slowly_is_behind() -> None:
    found = latest("higher", "3.81", 2026, {2025: "3.72"}, (2024, "3.70"))
    assert found == parts("0.09", "0.02", "behind", "4/11")


def test_the_national_ratio_of_entrepreneurs_needs_a_tenth_of_a_point_a_year() -> None:
    found = latest("higher", "3.60", 2029, {2024: "3.08"})
    assert found == parts("0.104", None)


LATEST: list[tuple[str, Pace, Pace]] = [
    (
        "a target that is met is achieved, whatever comes",
        latest("higher", "9", 2029, {2025: "9"}, (2024, "5")),
        parts(None, "4", "achieved"),
    ),
    (
        "a figure below a ceiling is achieved",
        latest("lower", "9", 2029, {2025: "8"}, (2024, "10")),
        parts(None, "-2", "achieved"),
    ),
    (
        "a figure that rises where it should fall moves away",
        latest("lower", "1", 2027, {2025: "30"}, (2024, "10")),
        parts("-14.5", "20", "moving_away", "-60/9"),
    ),
    (
        "a figure that falls where it should rise moves away",
        latest("higher", "10", 2027, {2025: "4"}, (2024, "5")),
        parts("3", "-1", "moving_away", "-0.6"),
    ),
    (
        "one point a year for four years is on track",
        latest("higher", "9", 2028, {2025: "6"}, (2024, "5")),
        parts("1", "1", "on_track", "1"),
    ),
    (
        "one point a year for three years has to speed up",
        latest("higher", "9", 2027, {2025: "6"}, (2024, "5")),
        parts("1.5", "1", "accelerate", "0.75"),
    ),
    (
        "one point a year for two years is behind",
        latest("higher", "9", 2026, {2025: "6"}, (2024, "5")),
        parts("3", "1", "behind", "0.5"),
    ),
    (
        "a figure that stands still is behind",
        latest("higher", "9", 2027, {2025: "5"}, (2024, "5")),
        parts("2", "0", "behind", "0"),
    ),
    (
        "a fall in time is on track where lower is better",
        latest("lower", "6", 2028, {2026: "8"}, (2024, "10")),
        parts("-1", "-1", "on_track", "1"),
    ),
    (
        "without a baseline the first figure stands in",
        latest("higher", "9", 2028, {2024: "5", 2025: "4", 2026: "7"}),
        parts("1", "1", "on_track", "1"),
    ),
    (
        "the share counts from the first figure where there is no baseline",
        latest("higher", "10", 2027, {2024: "0", 2026: "4"}),
        parts("6", "2", "accelerate", "0.6"),
    ),
    (
        "the pace is reckoned from the baseline, not from the first figure",
        latest("higher", "9", 2028, {2025: "1", 2026: "7"}, (2024, "5")),
        parts("1", "1", "on_track", "1"),
    ),
    (
        "a single figure has no pace",
        latest("higher", "9", 2028, {2025: "5"}),
        parts("4/3", None),
    ),
    (
        "a figure of the baseline's own year has no pace",
        latest("higher", "9", 2028, {2024: "5"}, (2024, "5")),
        parts("1", None),
    ),
    (
        "a figure from before the baseline has no pace",
        latest("higher", "9", 2028, {2023: "5"}, (2024, "6")),
        parts("0.8", None),
    ),
    (
        "at the end nothing is required, and what was reached is the share",
        latest("higher", "9", 2028, {2028: "7"}, (2024, "5")),
        parts(None, "0.5", None, "0.5"),
    ),
    (
        "what comes after the end does not count",
        latest("higher", "9", 2028, {2026: "7", 2029: "9"}, (2024, "5")),
        parts("1", "1", "on_track", "1"),
    ),
    (
        "a baseline at the target leaves no distance to share",
        latest("higher", "9", 2028, {2026: "8"}, (2024, "9")),
        parts("0.5", "-0.5"),
    ),
    (
        "a band has a required pace to its nearer bound and no outlook",
        latest("within", "8–10", 2028, {2026: "6"}, (2024, "5")),
        parts("1", "0.5"),
    ),
    (
        "above a band the way leads down",
        latest("within", "8–10", 2028, {2026: "12"}, (2024, "11")),
        parts("-1", "0.5"),
    ),
    (
        "inside a band the promise is kept",
        latest("within", "8–10", 2028, {2026: "9"}, (2024, "5")),
        parts(None, "2", "achieved"),
    ),
    (
        "towards a range the lower bound is what higher needs",
        latest("higher", "8–10", 2028, {2026: "6"}, (2024, "4")),
        parts("1", "1", "on_track", "1"),
    ),
    (
        "towards a range the upper bound is what lower needs",
        latest("lower", "8–10", 2028, {2026: "12"}, (2024, "14")),
        parts("-1", "-1", "on_track", "1"),
    ),
    (
        "a mean has no pace of its own",
        reckon("average", "higher", "9", 2028, {2025: "6", 2026: "9"}, (2024, "5")),
        Pace(),
    ),
    ("without figures nothing is known", latest("higher", "9", 2028, {}, (2024, "5")), Pace()),
]


@pytest.mark.parametrize(("found", "expected"), [pytest.param(*case[1:], id=case[0]) for case in LATEST])
def test_the_pace_of_a_figure_that_stands_for_itself(found: Pace, expected: Pace) -> None:
    assert found == expected


# From 0 towards 100 in two years, of which one has passed: the share is twice the value.
VERDICTS: list[tuple[str, Outlook]] = [
    ("49.95", "on_track"),
    ("47.5", "on_track"),
    ("47.499", "accelerate"),
    ("30", "accelerate"),
    ("29.999", "behind"),
    ("0", "behind"),
    ("-0.001", "moving_away"),
]


@pytest.mark.parametrize(("value", "outlook"), VERDICTS)
def test_an_outlook_changes_exactly_at_its_share(value: str, outlook: Outlook) -> None:
    assert latest("higher", "100", 2026, {2025: value}, (2024, "0")).outlook == outlook
    assert reckon("sum", "higher", "100", 2026, {2025: value}).outlook == outlook


def test_the_observed_pace_is_the_change_per_year_from_first_to_last() -> None:
    known = {2026: Fraction(9), 2025: Fraction(4)}
    assert observed_pace(known, None) == 5
    assert observed_pace(known, (2022, Fraction(1))) == 2
    assert observed_pace({2025: Fraction(4)}, None) is None
    assert observed_pace({2025: Fraction(4)}, (2025, Fraction(1))) is None
    assert observed_pace({2025: Fraction(4)}, (2026, Fraction(1))) is None
    assert observed_pace({}, (2024, Fraction(1))) is None
