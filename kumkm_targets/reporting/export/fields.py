"""The tables and their columns: names, types, words. They last: a column keeps its name and its meaning."""

from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from kumkm_targets.messages import N_
from kumkm_targets.model.fields import Better, PlanKind, Status
from kumkm_targets.reporting.export.kinds import KINDS

FieldType = Literal["string", "number", "integer", "year", "date", "datetime", "boolean"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column. required: it is never empty. one_of: the only texts that stand in it, if they are so few."""

    name: str
    words: str
    type: FieldType = "string"
    required: bool = False
    one_of: tuple[str, ...] = ()


_ONE_SOURCE: Final = (
    Field("source_id", N_("key of the source in the table of sources; empty where the source is free text")),
    Field("source", N_("source in words: title and publisher, or free text")),
)
_NOTE: Final = Field("note", N_("note"))
_PLAN: Final = Field("plan", N_("plan: the name of its folder"), required=True)
_AS_OF: Final = Field("as_of", N_("day that the figure is of; of an amended target: since when it is in force"), "date")
_STATUS: Final = Field("status", N_("how final the figure is"), one_of=get_args(Status))
_UNAVAILABLE: Final = Field("unavailable", N_("why there is no figure yet, in words"))
_QUARTER: Final = Field("quarter", N_("quarter, 1 to 4; empty: the whole year"), "integer")
_PART: Final = Field("part", N_("region code of the kabupaten/kota; empty: the whole region of the plan"))
_ORIGINS: Final = ("recorded", "quarters", "parts", "formula")
_OUTLOOKS: Final = ("achieved", "on_track", "accelerate", "behind", "moving_away")

FIGURE_FIELDS: Final = (
    Field("id", N_("key of the line: plan, indicator or programme, year, quarter, part, kind"), required=True),
    _PLAN,
    Field("plan_kind", N_("kind of plan"), required=True, one_of=get_args(PlanKind)),
    Field("region", N_("Kemendagri code of the plan's region"), required=True),
    Field("region_name", N_("name of the region"), required=True),
    Field("indicator", N_("id of the indicator; empty for programmes and averages")),
    Field("programme", N_("id of the programme; empty for indicators and averages")),
    Field("name", N_("name of the indicator or programme")),
    Field("unit", N_("unit of the value; a gap of percentages is in percentage points, a pace is per year")),
    Field("better", N_("which figure is the better one"), one_of=get_args(Better)),
    Field("year", N_("year"), "year", required=True),
    _QUARTER,
    _PART,
    Field("part_name", N_("name of the kabupaten/kota")),
    Field("kind", N_("kind of figure; the table of kinds explains them"), required=True, one_of=tuple(KINDS)),
    Field("value", N_("figure, exact, else to 28 significant digits; of a range the lower bound"), "number"),
    Field("value_max", N_("upper bound of a range; empty for a single figure"), "number"),
    Field("origin", N_("where a realised figure comes from; all but recorded are reckoned"), one_of=_ORIGINS),
    _STATUS,
    Field("rating", N_("predikat, in the words of the plan's scale")),
    Field("outlook", N_("outlook for the end of the plan"), one_of=_OUTLOOKS),
    Field("reason", N_("code for why there is no value, or no outlook")),
    *_ONE_SOURCE,
    _AS_OF,
    _UNAVAILABLE,
    _NOTE,
)
PLAN_FIELDS: Final = (
    _PLAN,
    Field("title", N_("title of the document"), required=True),
    Field("kind", N_("kind of plan"), required=True, one_of=get_args(PlanKind)),
    Field("region", N_("Kemendagri code of the plan's region"), required=True),
    Field("region_name", N_("name of the region"), required=True),
    Field("organisation", N_("organisation that answers for the plan")),
    Field("period_start", N_("first year of the plan"), "year", required=True),
    Field("period_end", N_("last year of the plan"), "year", required=True),
    Field("basis", N_("legal basis")),
    Field("rating_scale", N_("rating scale by which the predikat is given"), required=True),
    Field("average_cap", N_("most that one indicator adds to the average, in percent; empty: no cap"), "number"),
)
INDICATOR_FIELDS: Final = (
    _PLAN,
    Field("indicator", N_("id of the indicator"), required=True),
    Field("declared", N_("whether the plan declares it; figures of others are kept too"), "boolean", required=True),
    Field("name", N_("name in Indonesian")),
    Field("name_en", N_("name in English")),
    Field("definition", N_("definition")),
    Field("unit", N_("unit")),
    Field("better", N_("which figure is the better one"), one_of=get_args(Better)),
    Field("achievement", N_("how the achievement is reckoned")),
    Field("formula", N_("formula by which the indicator is derived from others")),
    Field("over_time", N_("how years add up"), one_of=("latest", "sum", "average")),
    Field("weight", N_("weight in the average"), "number"),
    Field("objective", N_("id of the objective")),
    Field("objective_name", N_("name of the objective")),
    Field("programme", N_("id of the programme")),
    Field("owner", N_("who answers for the indicator")),
    Field("reference", N_("reference code")),
    Field("retired", N_("last year of an indicator that is retired"), "year"),
    Field("successor", N_("id of the indicator that follows it")),
    *_ONE_SOURCE,
    _NOTE,
)
PROGRAMME_FIELDS: Final = (
    _PLAN,
    Field("programme", N_("id of the programme"), required=True),
    Field("declared", N_("whether the plan declares it; figures of others are kept too"), "boolean", required=True),
    Field("name", N_("name in Indonesian")),
    Field("name_en", N_("name in English")),
    Field("code", N_("code of the programme")),
    Field("objective", N_("id of the objective")),
)
SOURCE_FIELDS: Final = (
    Field("id", N_("key of the source: plan and id"), required=True),
    _PLAN,
    Field("title", N_("title of the source"), required=True),
    Field("publisher", N_("publisher")),
    Field("date", N_("date of the source"), "date"),
    Field("url", N_("address")),
    _NOTE,
)
HISTORY_FIELDS: Final = (
    Field("id", N_("key of the entry; its last part counts the entries of a figure, oldest first"), required=True),
    _PLAN,
    Field("indicator", N_("id of the indicator; empty for programmes and averages")),
    Field("programme", N_("id of the programme; empty for indicators and averages")),
    Field("year", N_("year"), "year", required=True),
    _QUARTER,
    _PART,
    Field("in_force", N_("whether the entry is in force"), "boolean", required=True),
    Field("value", N_("figure that was recorded"), "number"),
    _UNAVAILABLE,
    _STATUS,
    *_ONE_SOURCE,
    _AS_OF,
    Field("recorded_at", N_("when it was recorded"), "datetime"),
    Field("reason", N_("why it was replaced, in words")),
    _NOTE,
)
KIND_FIELDS: Final = (
    Field("kind", N_("kind of figure"), required=True),
    Field("description", N_("what it is, in Indonesian"), required=True),
    Field("description_en", N_("what it is, in English"), required=True),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the package. refers: the columns that lead to another table, and its columns there."""

    name: str
    words: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    refers: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()


def _without(*names: str) -> tuple[Field, ...]:
    return tuple(field for field in FIGURE_FIELDS if field.name not in names)


_TO_PLAN: Final = (("plan",), "plans", ("plan",))
_TO_SOURCE: Final = (("source_id",), "sources", ("id",))
_TO_KIND: Final = (("kind",), "kinds", ("kind",))
_TO_INDICATOR: Final = (("plan", "indicator"), "indicators", ("plan", "indicator"))
_TO_PROGRAMME: Final = (("plan", "programme"), "programmes", ("plan", "programme"))

TABLES: Final = (
    Table(
        "figures",
        N_("figures of indicators, one a line"),
        _without("programme"),
        ("id",),
        (_TO_PLAN, _TO_INDICATOR, _TO_KIND, _TO_SOURCE),
    ),
    Table(
        "spending",
        N_("budgets and spending of programmes, one a line"),
        _without("indicator", "better"),
        ("id",),
        (_TO_PLAN, _TO_PROGRAMME, _TO_KIND, _TO_SOURCE),
    ),
    Table(
        "averages",
        N_("average achievement of each plan and year"),
        _without("indicator", "programme", "name", "better"),
        ("id",),
        (_TO_PLAN, _TO_KIND),
    ),
    Table("indicators", N_("indicators"), INDICATOR_FIELDS, ("plan", "indicator"), (_TO_PLAN, _TO_SOURCE)),
    Table("programmes", N_("programmes"), PROGRAMME_FIELDS, ("plan", "programme"), (_TO_PLAN,)),
    Table("plans", N_("plans"), PLAN_FIELDS, ("plan",)),
    Table("sources", N_("sources that plans declare"), SOURCE_FIELDS, ("id",), (_TO_PLAN,)),
    Table(
        "history",
        N_("every entry of a figure, those too that were replaced"),
        HISTORY_FIELDS,
        ("id",),
        (_TO_PLAN, _TO_SOURCE),
    ),
    Table("kinds", N_("kinds of figure"), KIND_FIELDS, ("kind",)),
)
"""The tables of a package, in their order."""

Line = tuple[Any, ...]
"""The cells of one line, in the order of the table's fields; figures as text, days as text too."""
