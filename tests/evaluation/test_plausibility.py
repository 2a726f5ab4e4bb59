"""Figures that are possible but unlikely."""

from decimal import Decimal

import pytest

from kumkm_targets.evaluation.plausibility import doubts, is_slip
from kumkm_targets.model.plan import Indicator
from tests.evaluation.builders import indicator

SLIPS = [
    ("1311", "1.311", True),
    ("1.311", "1311", True),
    ("500", "1", True),
    ("499.999", "1", False),
    ("1", "500", True),
    ("-500", "1", True),
    ("-1", "-500", True),
    ("222000000000", "222", True),
    ("0", "5000", False),
    ("5000", "0", False),
    ("0", "0", False),
    ("7", "7", False),
]


@pytest.mark.parametrize(("before", "now", "slip"), SLIPS)
def test_five_hundred_times_more_or_less_is_a_slip(before: str, now: str, slip: bool) -> None:
    assert is_slip(Decimal(before), Decimal(now)) is slip


DOUBTS = [
    ("%", {}, "100", [], []),
    ("%", {}, "100.01", [], ["over_hundred_percent"]),
    ("%", {}, "120", ["90", "100"], ["over_hundred_percent"]),
    ("%", {}, "120", ["90", "100.5"], []),
    ("%", {2024: "100"}, "120", [], ["over_hundred_percent"]),
    ("%", {2024: "90", 2025: "110"}, "120", [], []),
    ("indeks", {}, "120", [], []),
    ("orang", {}, "120", [], []),
    ("orang", {}, "12.5", [], ["fraction_of_whole"]),
    ("orang", {}, "12.0", [], []),
    ("ribu orang", {}, "12.5", [], []),
    ("%", {}, "12.5", [], []),
    ("orang", {}, "1.311", ["1311"], ["thousandfold", "fraction_of_whole"]),
    ("orang", {}, "1311", ["2", "1200"], ["thousandfold"]),
    ("orang", {}, "1311", ["1200"], []),
    ("%", {}, "6000", ["7"], ["thousandfold", "over_hundred_percent"]),
]


@pytest.mark.parametrize(("unit", "targets", "value", "known", "found"), DOUBTS)
def test_a_figure_is_doubted_for_what_speaks_against_it(
    unit: str, targets: dict[int, str], value: str, known: list[str], found: list[str]
) -> None:
    measured = Indicator.model_validate(indicator(unit=unit, targets=targets))
    assert doubts(measured, Decimal(value), (Decimal(other) for other in known)) == found


def test_a_range_may_promise_more_than_a_hundred_percent() -> None:
    measured = Indicator.model_validate(indicator(targets={2024: {"min": "95", "max": "105"}}))
    assert doubts(measured, Decimal(120), []) == []
