"""What was promised for a year: one number, or a range to be in."""

from decimal import Decimal
from typing import Annotated, Any, NamedTuple, Self

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from kumkm_targets.model.fields import Figure, Record, RegionCode, one_spelling


class TargetRange(Record):
    """A range as it is written in a plan: `{ min = 7, max = 8 }`."""

    min: Figure
    max: Figure

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.max < self.min:
            raise PydanticCustomError("range_reversed", "max is smaller than min")
        return self


class Target(NamedTuple):
    """The lowest and the highest value that keep the promise, in the indicator's unit; equal for one number."""

    min: Decimal
    max: Decimal

    @property
    def is_range(self) -> bool:
        """Whether more than one value keeps the promise."""
        return self.min != self.max

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Targets come to the model ready made: reading them takes the unit, which only `storage` knows."""
        return core_schema.is_instance_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """In a file: a figure, or a table of two."""
        return {
            "anyOf": [
                {"type": "number"},
                {"type": "string", "minLength": 1},
                handler(TargetRange.__pydantic_core_schema__),
            ]
        }


PartTargets = Annotated[dict[RegionCode, Target], BeforeValidator(one_spelling)]
"""Targets by kabupaten/kota."""
