"""Tables that fit the screen: cells break between words, and nothing is ever cropped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from rich import box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

GUTTER: Final = 2


@dataclass(slots=True)
class FittedColumn:
    """A column with its title and cells."""

    title: str
    cells: list[Text] = field(default_factory=list)
    justify: Literal["left", "right"] = "left"

    @property
    def widest(self) -> int:
        """Terminal cells of the widest entry."""
        return max(cell_len(text) for text in (self.title, *(cell.plain for cell in self.cells)))

    @property
    def narrowest(self) -> int:
        """Terminal cells of the widest word."""
        texts = (self.title, *(cell.plain for cell in self.cells))
        return max((cell_len(word) for text in texts for word in text.split()), default=1)


def total_width(widths: Iterable[int]) -> int:
    """Terminal cells that columns of these widths take side by side."""
    counted = list(widths)
    return sum(counted) + GUTTER * (len(counted) - 1)


def empty_table() -> Table:
    """A table without edges, in the style of all our tables."""
    return Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, pad_edge=False)


def fitted(columns: Sequence[FittedColumn], width: int) -> RenderableType:
    """The columns as a table no wider than `width`; as one block per row where that cannot be."""
    widths = [column.narrowest for column in columns]
    spare = width - total_width(widths)
    if spare < 0:
        return _blocks(columns)
    # The columns that need least to be whole get it first.
    for place in sorted(range(len(columns)), key=lambda place: columns[place].widest - widths[place]):
        wanted = min(columns[place].widest - widths[place], spare)
        widths[place] += wanted
        spare -= wanted
    table = empty_table()
    for column, its_width in zip(columns, widths, strict=True):
        table.add_column(column.title, justify=column.justify, width=its_width)
    for cells in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*cells)
    return table


def _blocks(columns: Sequence[FittedColumn]) -> Group:
    lines: list[Text] = []
    for cells in zip(*(column.cells for column in columns), strict=True):
        lines.append(Text(""))
        lines += [
            Text.assemble(f"{column.title}: " if column.title else "", cell)
            for column, cell in zip(columns, cells, strict=True)
            if cell.plain
        ]
    return Group(*lines)
