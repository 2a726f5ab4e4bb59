"""A pace with all that it is reckoned from: towards a promise, once it is kept, for sums, and without a promise."""

from fractions import Fraction

import pytest

from kumkm_targets.evaluation.pace import Pace, Promise
from kumkm_targets.figures.exact import root_of_power
from tests.evaluation.builders import band
from tests.evaluation.paces import full

WHOLE: list[tuple[Promise | None, dict[int, str], tuple[int, str] | None, Pace]] = [
    (
        Promise("higher", "latest", band("144", "150"), 2027, 2024, is_countable=True),
        {2024: "70", 2025: "100"},
        (2023, "64"),
        Pace(
            required=Fraction(22),
            observed=Fraction(18),
            outlook="on_track",
            share=Fraction("1.153125"),
            last_year=Fraction(30),
            required_growth=Fraction(20),
            observed_growth=Fraction(25),
            projected=Fraction("156.25"),
            method="compound",
            origin=(2023, Fraction(64)),
            latest=(2025, Fraction(100)),
            goal=Fraction(144),
            horizon=2027,
        ),
    ),
    (
        Promise("lower", "latest", band("7", "8"), 2028, 2024),
        {2024: "20", 2026: "16"},
        None,
        Pace(
            required=Fraction(-4),
            observed=Fraction(-2),
            outlook="accelerate",
            share=Fraction(2, 3),
            required_growth=(root_of_power(Fraction(1, 2), 1, 2) - 1) * 100,
            observed_growth=(root_of_power(Fraction(4, 5), 1, 2) - 1) * 100,
            projected=Fraction(12),
            method="linear",
            origin=(2024, Fraction(20)),
            latest=(2026, Fraction(16)),
            goal=Fraction(8),
            horizon=2028,
        ),
    ),
    (
        Promise("higher", "latest", band("9"), 2029, 2024),
        {2025: "10"},
        (2024, "8"),
        Pace(
            observed=Fraction(2),
            outlook="achieved",
            last_year=Fraction(2),
            observed_growth=Fraction(25),
            projected=Fraction(18),
            method="linear",
            origin=(2024, Fraction(8)),
            latest=(2025, Fraction(10)),
            horizon=2029,
        ),
    ),
    (
        Promise("higher", "sum", band("1000", "1200"), 2029, 2025),
        {2024: "7", 2025: "100", 2026: "200"},
        (2023, "64"),
        Pace(
            required=Fraction(700, 3),
            observed=Fraction(150),
            outlook="accelerate",
            share=Fraction(3, 4),
            last_year=Fraction(200),
            projected=Fraction(750),
            latest=(2026, Fraction(300)),
            goal=Fraction(1000),
            horizon=2029,
        ),
    ),
    (
        Promise("higher", "sum", band("300"), 2029, 2025),
        {2025: "100", 2026: "200"},
        None,
        Pace(
            observed=Fraction(150),
            outlook="achieved",
            last_year=Fraction(200),
            projected=Fraction(750),
            latest=(2026, Fraction(300)),
            horizon=2029,
        ),
    ),
    (
        Promise("higher", "sum", band("300"), 2026, 2025),
        {2025: "50", 2026: "175"},
        None,
        Pace(
            observed=Fraction("112.5"),
            share=Fraction(3, 4),
            last_year=Fraction(175),
            projected=Fraction(225),
            reason="ended",
            latest=(2026, Fraction(225)),
            goal=Fraction(300),
            horizon=2026,
        ),
    ),
    (
        None,
        {2024: "5", 2025: "6", 2026: "9"},
        (2024, "4"),
        Pace(
            observed=Fraction("2.5"),
            last_year=Fraction(3),
            observed_growth=Fraction(50),
            reason="no_target",
            origin=(2024, Fraction(4)),
            latest=(2026, Fraction(9)),
        ),
    ),
    (None, {}, (2024, "4"), Pace(reason="no_target")),
]


@pytest.mark.parametrize(("promise", "known", "baseline", "whole"), WHOLE)
def test_a_pace_tells_all_that_it_is_reckoned_from(
    promise: Promise | None, known: dict[int, str], baseline: tuple[int, str] | None, whole: Pace
) -> None:
    assert full(promise, known, baseline) == whole
