"""How a page is printed: the sheet of the document, and tables that fit its width, however many columns they have."""

from typing import Final

from kumkm_targets.reporting.documents.document import Cell, Column, Document, Paper, Row, Table, Total
from kumkm_targets.reporting.documents.page.tables import MOST_STACKED

_SHEETS: Final = {"A4": (210, 297), "F4": (215, 330)}
"""Millimetres, upright."""

_MARGIN: Final = 12
_USUAL: Final = 8.5
_SMALLEST: Final = 3.8
_STEP: Final = 0.1
"""Sizes of letters in points."""

_LETTER: Final = 0.2
"""Millimetres that a letter takes for each point of its size."""
_PADDING: Final = 1.2
_BREAKABLE: Final = 12
"""Letters from which words of text may be broken, unlike figures."""
_HEADING: Final = 12
_LEAST: Final = 3
"""The same for words of headings, and what a column has at the least."""
_FILLED: Final = 0.94
"""The share of the sheet that words may ask for before letters get smaller."""


def paper_rules(document: Document) -> str:
    """The rules for printing; a wide table gets the widths that its columns ask for, and letters that fit."""
    rules = [f"@page{{size:{_sheet(document.paper)};margin:{_MARGIN}mm}}"]
    for number, table in enumerate(document.tables, 1):
        size = _USUAL
        if len(table.columns) > MOST_STACKED:
            sheet = _sides(document.paper)[0] - 2 * _MARGIN
            size, widths = _fitted(table, sheet)
            shares = (f"#t{number} col:nth-child({place}){{width:{width / sheet:.2%}}}" for place, width in widths)
            rules.append(f"@media print{{{''.join(shares)}}}")
        rules.append(f"@media print{{#t{number}{{font-size:{size:.1f}pt}}}}")
    return "\n".join(rules) + "\n"


def _sheet(paper: Paper) -> str:
    width, height = _sides(paper)
    return f"{width}mm {height}mm"


def _sides(paper: Paper) -> tuple[int, int]:
    """Width and height as the sheet lies."""
    width, height = _SHEETS[paper.size]
    return (height, width) if paper.is_landscape else (width, height)


def _fitted(table: Table, sheet: float) -> tuple[float, list[tuple[int, float]]]:
    """The largest letters in which no figure is broken, and the width of each column, by its place from 1.

    What is left goes to the columns by the width that they ask for.
    """
    letters = [_longest(table, column) for column in table.columns]
    size = _USUAL
    while size > _SMALLEST and sum(_needed(count, size) for count in letters) > sheet * _FILLED:
        size -= _STEP
    needed = [_needed(count, size) for count in letters]
    spare, whole = max(sheet - sum(needed), 0), sum(column.width for column in table.columns)
    wanted = [least + spare * column.width / whole for least, column in zip(needed, table.columns, strict=True)]
    return size, [(place, width * sheet / sum(wanted)) for place, width in enumerate(wanted, 1)]


def _needed(letters: int, size: float) -> float:
    return letters * _LETTER * size + _PADDING


def _longest(table: Table, column: Column) -> int:
    """The letters of the longest word that must not be broken: a figure, or the beginning of a longer word."""
    lines = [line for line in table.lines if isinstance(line, Row | Total)]
    words = [word for line in lines for word in line.cells.get(column.key, Cell()).text.split()]
    longest = max(map(len, words), default=0)
    heading = max((len(word) for word in column.heading[-1].split()), default=0)
    return max(longest if column.align == "right" else min(longest, _BREAKABLE), min(heading, _HEADING), _LEAST)
