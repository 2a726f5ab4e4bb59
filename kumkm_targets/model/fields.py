"""The kinds of field that plan and realised files are made of."""

import re
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Strict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from kumkm_targets.figures.dates import FIRST_YEAR, LAST_YEAR

FORMAT: Final = 1
"""The version of both file formats."""


class Record(BaseModel):
    """A frozen record. Unknown keys and values of another type are errors, never dropped or coerced."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True, defer_build=True)


def _year(key: Any) -> int:
    """A year key as text, so that "02024" and "2024" cannot become the same year."""
    if isinstance(key, str) and re.fullmatch(r"[0-9]{4}", key):
        key = int(key)
    if isinstance(key, int) and not isinstance(key, bool) and FIRST_YEAR <= key <= LAST_YEAR:
        return key
    raise PydanticCustomError("year_key", "not a year")


def _quarter(key: Any) -> int:
    if key in ("1", "2", "3", "4", 1, 2, 3, 4):
        return int(key)
    raise PydanticCustomError("quarter_key", "not a quarter")


def _region_code(text: Any) -> str:
    """A Kemendagri region code in its dotted form; `6271` is accepted for `62.71`."""
    if isinstance(text, str) and re.fullmatch(r"[0-9]{2}(\.?[0-9]{2})?", text):
        digits = text.replace(".", "")
        return digits if len(digits) == 2 else f"{digits[:2]}.{digits[2:]}"
    raise PydanticCustomError("region_code", "not a region code")


def _distinct(parts: Any) -> Any:
    """Region keys, none of them twice in two spellings: one of the two figures would be lost."""
    codes = [str(key).replace(".", "") for key in parts] if isinstance(parts, dict) else []
    if len(set(codes)) < len(codes):
        raise PydanticCustomError("region_twice", "one region in two spellings")
    return parts


def _name(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(min_length=1, max_length=10_000, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=100)]
IndicatorId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=100)]
Year = Annotated[int, BeforeValidator(_year), WithJsonSchema({"type": "integer"})]
Quarter = Annotated[int, BeforeValidator(_quarter), WithJsonSchema({"type": "integer"})]
RegionCode = Annotated[str, BeforeValidator(_region_code)]
Format = Literal[1]

# Figures reach the model as exact decimals: text has been through `figures.reading` already,
# because only the storage layer knows which unit belongs to which place in a file.
Figure = Annotated[
    Decimal,
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "minLength": 1}]}),
]
Parts = Annotated[dict[RegionCode, Figure], BeforeValidator(_distinct)]
Texts = Annotated[tuple[Text, ...], Strict(False)]

Better = Literal["higher", "lower", "within"]
Formula = Literal["ratio", "linear", "inverse", "from_baseline"]
OverTime = Literal["latest", "sum", "average"]
PlanKind = Literal["rpjpd", "rpjmd", "rpd", "rkpd", "renstra", "renja", "rakortek", "other"]
Status = Literal["very_preliminary", "preliminary", "estimate", "final"]


class _Name(Record):
    """A name in Indonesian and, where given, in English."""

    id: Text
    en: Text | None = None

    def in_language(self, language: str) -> str:
        """The name in `language`, in Indonesian where there is no other."""
        return self.en if language == "en" and self.en else self.id


Name = Annotated[_Name, BeforeValidator(_name)]
