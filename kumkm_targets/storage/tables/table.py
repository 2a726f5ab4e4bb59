"""A table as it stands in a workbook or CSV file: cells, and what must be known of them besides their value."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

CellValue = str | int | float | bool | date | datetime | time | timedelta
"""What a cell holds; an empty text where it holds nothing. A number is the float that the workbook keeps."""

_PLAIN_NAME: Final = re.compile(r"[^\W\d][\w.]*")
_ALPHABET: Final = 26


class Spot(NamedTuple):
    """A place in a sheet, both counted from 0."""

    row: int
    column: int


class Area(NamedTuple):
    """Merged cells, from the first to the last."""

    first: Spot
    last: Spot

    def __contains__(self, spot: object) -> bool:
        """Whether the spot lies in it."""
        return (
            isinstance(spot, Spot)
            and self.first.row <= spot.row <= self.last.row
            and self.first.column <= spot.column <= self.last.column
        )


@dataclass(slots=True)
class Remarks:
    """What the values do not tell.

    percentages: numbers shown as a percentage, 0.0384 as 3,84%. uncalculated: formulas that no program has
    reckoned. errors: what a cell shows that is no value: an error of the spreadsheet, such as #REF!.
    """

    percentages: set[Spot] = field(default_factory=set)
    uncalculated: set[Spot] = field(default_factory=set)
    errors: dict[Spot, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; rows may be of different length."""

    name: str
    rows: list[list[CellValue]]
    remarks: Remarks = field(default_factory=Remarks)
    is_hidden: bool = False

    def at(self, row: int, column: int | None) -> CellValue:
        """The value there; empty outside of the table."""
        if column is None or row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def name_of(self, row: int, column: int) -> str:
        """The place as a spreadsheet names it: Isian!H7."""
        name = self.name if _PLAIN_NAME.fullmatch(self.name) else "'{}'".format(self.name.replace("'", "''"))
        return f"{name}!{column_letters(column)}{row + 1}"


@dataclass(frozen=True, slots=True)
class Tables:
    """All sheets of a file, also the hidden ones. encoding: of a CSV file, where it had to be guessed."""

    sheets: tuple[Sheet, ...]
    encoding: str | None = None


def column_letters(column: int) -> str:
    """What a spreadsheet calls the column: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column that the letters name, counted from 0."""
    number = 0
    for letter in letters:
        number = number * _ALPHABET + ord(letter) - ord("A") + 1
    return number - 1
