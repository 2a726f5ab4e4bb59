"""The kinds of field that plan and realised files are made of."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Strict,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from kumkm_targets.figures.dates import FIRST_YEAR, LAST_YEAR

FORMAT: Final = 1
"""The version of both file formats."""


class Record(BaseModel):
    """A frozen record. Unknown keys and values of another type are errors, never dropped or coerced."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True, defer_build=True)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that is mostly the key of a table: there it is text, of one spelling, lest "02024" be 2024."""

    error: str
    pattern: str
    first: int
    last: int
    is_key: bool = True

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        within = core_schema.int_schema(ge=self.first, le=self.last, strict=False)
        text = core_schema.chain_schema([core_schema.str_schema(pattern=self.pattern, strict=True), within])
        number = core_schema.int_schema(ge=self.first, le=self.last, strict=True)
        return core_schema.custom_error_schema(
            core_schema.union_schema([text, number] if self.is_key else [number, text], mode="left_to_right"),
            custom_error_type=self.error,
            custom_error_message="not a number of its kind",
        )

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.first, "maximum": self.last}


def _region_code(text: Any) -> str:
    """A Kemendagri region code in its dotted form; `6271` is accepted for `62.71`."""
    if isinstance(text, str) and re.fullmatch(r"[0-9]{2}(\.?[0-9]{2})?", text):
        digits = text.replace(".", "")
        return digits if len(digits) == 2 else f"{digits[:2]}.{digits[2:]}"
    raise PydanticCustomError("region_code", "not a region code")


def _digest(text: Any) -> str:
    """A SHA-256 digest as it is written in a realised file: `sha256:` and 64 hexadecimal digits."""
    if isinstance(text, str) and re.fullmatch(r"sha256:[0-9a-f]{64}", text):
        return text
    raise PydanticCustomError("digest", "not a digest")


def one_spelling(parts: Any) -> Any:
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
Year = Annotated[int, _Number("year_key", r"^[0-9]{4}$", FIRST_YEAR, LAST_YEAR)]
YearNumber = Annotated[int, _Number("year_key", r"^[0-9]{4}$", FIRST_YEAR, LAST_YEAR, is_key=False)]
Quarter = Annotated[int, _Number("quarter_key", r"^[1-4]$", 1, 4)]
QuarterNumber = Annotated[int, _Number("quarter_key", r"^[1-4]$", 1, 4, is_key=False)]
RegionCode = Annotated[str, BeforeValidator(_region_code)]
Digest = Annotated[str, BeforeValidator(_digest)]
Format = Literal[1]

# Figures reach the model as exact decimals: text has been through `figures.reading` already,
# because only the storage layer knows which unit belongs to which place in a file.
Figure = Annotated[
    Decimal,
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "minLength": 1}]}),
]
Parts = Annotated[dict[RegionCode, Figure], BeforeValidator(one_spelling)]
PartNames = Annotated[dict[RegionCode, Text], BeforeValidator(one_spelling)]
Texts = Annotated[tuple[Text, ...], Strict(False)]

Better = Literal["higher", "lower", "within"]
Formula = Literal["ratio", "linear", "inverse", "from_baseline"]
OverTime = Literal["latest", "sum", "average"]
PaceMethod = Literal["linear", "compound"]
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
