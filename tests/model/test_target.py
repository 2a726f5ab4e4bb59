"""A target: one number or a range, made ready by storage and taken as it is by the model."""

import pickle
from decimal import Decimal

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from kumkm_targets.model.fields import Quarter, Year, YearNumber
from kumkm_targets.model.plan import Indicator, PlanFile
from kumkm_targets.model.target import Target, TargetRange

ONE = Target(Decimal("3.75"), Decimal("3.75"))
RANGE = Target(Decimal(7), Decimal(8))


def test_a_target_is_a_range_where_its_ends_differ() -> None:
    assert RANGE.is_range
    assert not ONE.is_range
    assert not Target(Decimal("3.5"), Decimal("3.50")).is_range


def test_targets_are_equal_by_value_and_can_be_kept_in_sets() -> None:
    assert Target(Decimal("3.750"), Decimal("3.75")) == ONE
    assert len({ONE, Target(Decimal("3.750"), Decimal("3.75")), RANGE}) == 2


def test_a_target_travels_between_processes_as_itself() -> None:
    again = pickle.loads(pickle.dumps(RANGE))
    assert (type(again), again) == (Target, RANGE)


def test_a_target_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        ONE.min = Decimal(1)  # type: ignore[misc]


def indicator(**fields: object) -> Indicator:
    return Indicator.model_validate({"name": "Rasio", "unit": "%", "better": "higher", **fields})


def test_the_model_takes_a_target_as_it_is() -> None:
    made = indicator(targets={"2025": ONE, "2026": RANGE}, final_target=RANGE, quarter_targets={"2025": {"1": ONE}})
    assert made.targets[2025] is ONE
    assert made.targets[2026] is made.final_target is RANGE
    assert made.quarter_targets[2025][1] is ONE
    assert {type(key) for key in (*made.targets, *made.quarter_targets[2025])} == {int}


@pytest.mark.parametrize(
    "written", ["3,75", Decimal(3), 3, (Decimal(1), Decimal(2)), {"min": 1, "max": 2}, None, [Decimal(1), Decimal(2)]]
)
def test_what_storage_has_not_made_a_target_is_none(written: object) -> None:
    with pytest.raises(ValidationError):
        indicator(targets={"2025": written})


def test_a_range_has_two_ends_in_their_order() -> None:
    ends = TargetRange.model_validate({"min": Decimal(7), "max": Decimal(7)})
    assert (ends.min, ends.max) == (7, 7)
    for wrong in ({"min": Decimal(8), "max": Decimal(7)}, {"min": Decimal(7)}, {"min": Decimal(7), "max": "8"}):
        with pytest.raises(ValidationError):
            TargetRange.model_validate(wrong)


def test_in_a_file_a_target_is_a_number_a_text_or_two_ends() -> None:
    schema = PlanFile.model_json_schema()
    targets = schema["$defs"]["Indicator"]["properties"]["targets"]
    kinds = targets["additionalProperties"]["anyOf"]
    assert [kind["type"] for kind in kinds] == ["number", "string", "object"]
    assert kinds[2]["required"] == ["min", "max"]


class Keys(BaseModel):
    """Tables by year and by quarter."""

    years: dict[Year, int] = {}
    quarters: dict[Quarter, int] = {}


@pytest.mark.parametrize(("key", "year"), [("2025", 2025), (2025, 2025), ("1945", 1945), ("2100", 2100)])
def test_a_year_is_four_digits(key: object, year: int) -> None:
    [found] = Keys.model_validate({"years": {key: 1}}).years
    assert (found, type(found)) == (year, int)


@pytest.mark.parametrize(
    "key", ["02025", "25", "2025 ", " 2025", "2025\n", "+2025", "2_025", "20250", "٢٠٢٥", "", "0000", "9999", 25, True]
)
def test_nothing_else_is_a_year(key: object) -> None:
    with pytest.raises(ValidationError) as refusal:
        Keys.model_validate({"years": {key: 1}})
    assert [error["type"] for error in refusal.value.errors()] == ["year_key"]


def test_two_spellings_of_a_year_do_not_become_one() -> None:
    with pytest.raises(ValidationError):
        Keys.model_validate({"years": {"2025": 1, "02025": 2}})


@pytest.mark.parametrize("key", ["1", "4", 1, 4])
def test_a_quarter_is_one_to_four(key: object) -> None:
    assert list(Keys.model_validate({"quarters": {key: 1}}).quarters) == [int(str(key))]


@pytest.mark.parametrize("key", ["0", "5", "01", "1\n", "TW1", "I", "", 0, 5, 1.0])
def test_nothing_else_is_a_quarter(key: object) -> None:
    with pytest.raises(ValidationError) as refusal:
        Keys.model_validate({"quarters": {key: 1}})
    assert [error["type"] for error in refusal.value.errors()] == ["quarter_key"]


def test_a_year_that_is_a_value_may_be_a_number_or_its_text() -> None:
    years = TypeAdapter(YearNumber)
    assert years.validate_python(2025) == years.validate_python("2025") == 2025
    for wrong in (2025.0, Decimal(2025), True, "02025", 1, None):
        with pytest.raises(ValidationError):
            years.validate_python(wrong)
