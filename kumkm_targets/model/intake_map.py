"""How a table of another make is read (`intake.toml`): which column holds what, and what its indicators are here."""

from typing import Annotated, Literal

from pydantic import Field

from kumkm_targets.model.fields import Record, Text

TableField = Literal["id", "indicator", "unit", "realised", "status", "source", "as_of", "unavailable", "note"]
"""What a column may hold."""


class IntakeMap(Record):
    """What the officer says about the tables of a plan.

    sheet: the one to read. header_row: the lowest row of headings, counted from 1. columns: letters, or the heading
    as printed; `{year}` in it stands for the year. indicators: names in the table by the id they have here; an empty
    id: not ours.
    """

    sheet: Text | None = None
    header_row: Annotated[int, Field(ge=1, le=200_000)] | None = None
    columns: dict[TableField, Text] = Field(default_factory=dict)
    indicators: dict[Text, str] = Field(default_factory=dict)
