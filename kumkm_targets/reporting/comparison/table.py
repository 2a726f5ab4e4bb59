"""The comparison of an indicator for a screen or paper: one table for everything that is measured alike."""

from collections.abc import Callable, Sequence
from typing import Literal

from rich.console import Console, Group, RenderableType
from rich.text import Text

from kumkm_targets.evaluation.comparison import Comparison, Ranking
from kumkm_targets.messages import _
from kumkm_targets.reporting.comparison.words import (
    PlaceCells,
    closing_notes,
    measure_line,
    place_cells,
    ranking_note,
    title_lines,
)
from kumkm_targets.reporting.fitted import FittedColumn, fitted, total_width
from kumkm_targets.reporting.status.cells import NOTHING

Column = tuple[str, Literal["left", "right"], Callable[[PlaceCells], str]]
"""A title, the side to which the column is set, and what stands in it."""


def comparison_report(comparison: Comparison, screen: Console) -> RenderableType:
    """What is compared, every ranking with its table, and the notes on all of them."""
    title, about = title_lines(comparison)
    parts: list[RenderableType] = [Text(title, style="bold"), Text(about)]
    for ranking in comparison.rankings:
        parts.append(Text(f"\n{measure_line(ranking)}"))
        parts.append(_table(ranking, screen.width))
        parts.append(Text(f"\n{ranking_note(ranking)}", style="bold"))
    notes = "".join(f"\n{line}" for line in closing_notes(comparison))
    return Group(*parts, Text(notes)) if notes else Group(*parts)


def wide_columns(ranking: Ranking) -> list[Column]:
    """Every column of the comparison; indicator and unit only where they are not the same in all."""
    places = ranking.places
    indicator: Column = (_("Indicator"), "left", lambda cells: cells.indicator)
    unit: Column = (_("Unit"), "left", lambda cells: cells.unit)
    return [
        (_("Rank"), "right", lambda cells: cells.rank),
        (_("Plan"), "left", lambda cells: cells.plan),
        (_("Region"), "left", lambda cells: cells.region),
        *([indicator] if len({place.row.id for place in places}) > 1 else []),
        (_("Year"), "right", lambda cells: cells.year),
        *([unit] if len({place.row.indicator.unit for place in places}) > 1 else []),
        *_judged(),
        (_("Outlook"), "left", lambda cells: cells.outlook),
    ]


def _narrow_columns(ranking: Ranking) -> list[Column]:
    """The same in less room: what a place is stands in one column, and the outlook is a sign."""
    places = ranking.places
    several = len({place.row.id for place in places}) > 1
    scaled = len({place.row.indicator.unit for place in places}) > 1

    def about(cells: PlaceCells) -> str:
        named = (cells.plan, cells.region, cells.indicator if several else "", cells.year, cells.unit if scaled else "")
        return " ".join(filter(None, named))

    return [
        ("#", "right", lambda cells: cells.rank),
        (_("Plan"), "left", about),
        *_judged(),
        ("", "left", lambda cells: cells.outlook[:1]),
    ]


def _judged() -> list[Column]:
    return [
        (_("Target"), "right", lambda cells: cells.target),
        (_("Realised"), "right", lambda cells: cells.realised),
        (_("Gap"), "right", lambda cells: cells.gap),
        (_("Ach. (%)"), "right", lambda cells: cells.achievement),
        (_("Predikat"), "left", lambda cells: cells.verdict),
    ]


def _table(ranking: Ranking, width: int) -> RenderableType:
    """All columns where they need not be broken, else the narrow ones, else one block for each place."""
    cells = place_cells(ranking)
    wide = _filled(wide_columns(ranking), cells)
    if total_width(column.widest for column in wide) <= width:
        return fitted(wide, width)
    narrow = _filled(_narrow_columns(ranking), cells)
    if total_width(column.narrowest for column in narrow) <= width:
        return fitted(narrow, width)
    for column in wide:  # a block says nothing of what is not known
        column.cells = [Text() if cell.plain == NOTHING else cell for cell in column.cells]
    return fitted(wide, width)


def _filled(columns: Sequence[Column], places: Sequence[PlaceCells]) -> list[FittedColumn]:
    return [FittedColumn(title, [Text(read(cells)) for cells in places], justify=side) for title, side, read in columns]
