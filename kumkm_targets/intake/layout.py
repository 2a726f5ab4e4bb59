"""Where the headings of a table stand, and which column holds what; a moved column is found, a doubtful one refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kumkm_targets.errors import RefusedError
from kumkm_targets.intake.headings import field_of, is_narrowing, plain_heading, realised_rank
from kumkm_targets.intake.scales import StatedScale, scale_above, without_scale
from kumkm_targets.messages import _
from kumkm_targets.model.intake_map import IntakeMap, TableField
from kumkm_targets.storage.tables.table import Sheet, column_letters, column_number

_SEARCHED_ROWS: Final = 60
_DEEPEST: Final = 3
"""Rows of headings above each other: “Realisasi”, below it the years."""
_SEARCHED_COLUMNS: Final = 300
_LETTERS: Final = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True, slots=True)
class Layout:
    """first_row: the first below the headings. columns: by what they hold. scale: what the table states of figures.

    narrowing: the columns that say of which year, quarter or region a row is.
    """

    first_row: int
    columns: Mapping[TableField, int]
    scale: StatedScale | None = None
    narrowing: tuple[int, ...] = ()


def find_layout(sheet: Sheet, year: int, stated: IntakeMap) -> Layout | None:
    """The layout of a sheet for figures of `year`; None where it holds no such table.

    Where `stated` names header row or columns, that is taken; the rest is found by the words. Raises RefusedError
    where two columns could hold the same thing, and where a stated one is not there.
    """
    best: tuple[tuple[int, int, int, int], Layout] | None = None
    for last in _rows_to_search(sheet, stated):
        for depth in range(1, min(_DEEPEST, last + 1) + 1):
            headings = _headings(sheet, last, depth)
            found = _columns(sheet, headings, year, stated)
            if found is None:
                continue
            rank, columns = found
            merit = (-rank, len(columns), -depth, -last)
            if best is None or merit > best[0]:
                heading = headings[columns["realised"]] if columns["realised"] < len(headings) else ""
                scale = without_scale(heading)[1] or _scale_above(sheet, last)
                best = merit, Layout(last + 1, columns, scale, _narrowing(headings, columns))
    return best[1] if best else None


def _rows_to_search(sheet: Sheet, stated: IntakeMap) -> range:
    if stated.header_row is not None:
        return range(stated.header_row - 1, min(stated.header_row, len(sheet.rows)))
    return range(min(_SEARCHED_ROWS, len(sheet.rows)))


def _headings(sheet: Sheet, last: int, depth: int) -> list[str]:
    """The plain heading of each column: the cells of `depth` rows down to `last`, joined.

    A heading over several columns counts for each of them, merged or followed by empty cells.
    """
    width = min(max((len(row) for row in sheet.rows[last - depth + 1 : last + 1]), default=0), _SEARCHED_COLUMNS)
    pieces: list[list[str]] = [[] for _column in range(width)]
    for row in range(last - depth + 1, last + 1):
        over = ""
        for column in range(width):
            text = _heading_text(sheet, row, column)
            below = row < last and any(sheet.at(lower, column) != "" for lower in range(row + 1, last + 1))
            over = text or (over if below else "")
            shown = text or (over if row < last else "")
            if shown and shown not in pieces[column]:
                pieces[column].append(shown)
    return [" ".join(words) for words in pieces]


def _scale_above(sheet: Sheet, last: int) -> StatedScale | None:
    return scale_above(value for row in sheet.rows[: last + 1] for value in row if isinstance(value, str))


def _heading_text(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.at(row, column)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a year
    return plain_heading(str(value)) if isinstance(value, str | int) else ""


def _columns(
    sheet: Sheet, headings: list[str], year: int, stated: IntakeMap
) -> tuple[int, dict[TableField, int]] | None:
    """The columns by field, and how clearly the realised figures are named; None without indicators or figures."""
    candidates: dict[TableField, list[int]] = {}
    ranks: dict[int, int] = {}
    for column, heading in enumerate(headings):
        if not heading:
            continue
        rank = realised_rank(heading, year)
        if rank is not None:
            ranks[column] = rank
        elif (field := field_of(heading)) is not None:
            candidates.setdefault(field, []).append(column)
    clearest = min(ranks.values(), default=0)
    candidates["realised"] = [column for column, rank in ranks.items() if rank == clearest]
    for field, wanted in stated.columns.items():
        candidates[field] = _stated_column(headings, wanted.replace("{year}", str(year)))
    if not candidates["realised"] or not (candidates.get("id") or candidates.get("indicator")):
        return None
    for field, columns in candidates.items():
        if len(columns) > 1:
            raise _two_columns(sheet, field, headings[columns[0]], columns)
    if "realised" in stated.columns:
        clearest = 0
    return clearest, {field: columns[0] for field, columns in candidates.items() if columns}


def _narrowing(headings: list[str], columns: Mapping[TableField, int]) -> tuple[int, ...]:
    taken = columns.values()
    return tuple(number for number, heading in enumerate(headings) if is_narrowing(heading) and number not in taken)


def _stated_column(headings: list[str], wanted: str) -> list[int]:
    if _LETTERS.fullmatch(wanted):
        return [column_number(wanted)]
    return [column for column, heading in enumerate(headings) if heading == plain_heading(wanted)]


def _two_columns(sheet: Sheet, field: TableField, heading: str, columns: list[int]) -> RefusedError:
    letters = ", ".join(column_letters(column) for column in columns)
    return RefusedError(
        _("sheet “{sheet}” has more than one column “{heading}”: {letters}").format(
            sheet=sheet.name, heading=heading, letters=letters
        ),
        _('Say which one in a --map file: [columns] {field} = "{letter}".').format(
            field=field, letter=column_letters(columns[-1])
        ),
    )


def is_numbering(sheet: Sheet, row: int) -> bool:
    """Whether a row only numbers the columns, as official forms do: (1) (2) (3)."""
    numbers = []
    for value in sheet.rows[row]:
        if value == "":
            continue
        found = re.fullmatch(r"\(?(\d{1,2})(?:\.0)?\)?(?: ?=.*)?", str(value).strip())
        if found is None:
            return False
        numbers.append(int(found[1]))
    return len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
