"""Pace and outlook in words."""

from typing import get_args

import pytest

from kumkm_targets.evaluation.pace import PaceReason
from kumkm_targets.model.fields import PaceMethod
from kumkm_targets.reporting.pace_words import MANNERS, PACE_REASONS, manner_of
from tests.evaluation.builders import row

CASES = [
    ({"targets": {2026: "9"}, "baseline": {"year": 2023, "value": "3"}}, {2024: "4"}, "linear"),
    ({"unit": "unit", "targets": {2026: "9"}, "baseline": {"year": 2023, "value": "3"}}, {2024: "4"}, "compound"),
    ({"over_time": "sum", "targets": {2026: "9"}}, {2024: "4"}, "mean"),
    ({"over_time": "average", "targets": {2026: "9"}}, {2024: "4"}, None),
    ({"targets": {2026: "9"}}, {2024: "4"}, None),
    ({"targets": {2026: "9"}}, {}, None),
    ({}, {2024: "4"}, None),
]


def test_every_reason_and_every_method_has_words() -> None:
    assert set(PACE_REASONS) == set(get_args(PaceReason))
    assert set(MANNERS) == {*get_args(PaceMethod), "mean"}


@pytest.mark.parametrize(("fields", "realised", "expected"), CASES)
def test_the_manner_of_an_outlook_is_that_of_its_projection(
    fields: dict[str, object], realised: dict[int, str], expected: str | None
) -> None:
    assert manner_of(row(fields, realised, 2024)) == expected
