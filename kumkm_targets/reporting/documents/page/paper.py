"""How a page is printed: the sheet of the document, and tables that fit its width, however many columns they have."""

from collections.abc import Iterator
from typing import Final

from kumkm_targets.reporting.documents.document import Document, Paper, Table
from kumkm_targets.reporting.documents.page.tables import MOST_STACKED

_SHEETS: Final = {"A4": (210, 297), "F4": (215, 330)}
"""Millimetres, upright."""

_MARGIN: Final = 12
_SIZES: Final = ((MOST_STACKED, 8.5), (18, 7.0), (26, 5.8), (34, 4.8))
_SMALLEST: Final = 4.2


def paper_rules(document: Document) -> str:
    """The rules for printing; a wide table gets the widths that its columns ask for, and letters that fit."""
    rules = [f"@page{{size:{_sheet(document.paper)};margin:{_MARGIN}mm}}"]
    for number, table in enumerate(document.tables, 1):
        rules.append(f"@media print{{#t{number}{{font-size:{_size(table)}pt}}}}")
        if len(table.columns) > MOST_STACKED:
            rules.append(f"@media print{{{''.join(_widths(table, f'#t{number}'))}}}")
    return "\n".join(rules) + "\n"


def _sheet(paper: Paper) -> str:
    width, height = _SHEETS[paper.size]
    return f"{height}mm {width}mm" if paper.is_landscape else f"{width}mm {height}mm"


def _size(table: Table) -> float:
    return next((size for most, size in _SIZES if len(table.columns) <= most), _SMALLEST)


def _widths(table: Table, name: str) -> Iterator[str]:
    whole = sum(column.width for column in table.columns)
    for place, column in enumerate(table.columns, 1):
        yield f"{name} col:nth-child({place}){{width:{100 * column.width / whole:.2f}%}}"
