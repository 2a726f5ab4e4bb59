"""A piece of the reports by objective and by programme: a table under a heading, and lines under the table."""

from dataclasses import dataclass
from typing import Literal

from rich.console import Group, RenderableType
from rich.text import Text

from kumkm_targets.reporting.fitted import FittedColumn, fitted
from kumkm_targets.reporting.markdown import markdown_text
from kumkm_targets.reporting.markdown_table import markdown_table

Titles = tuple[tuple[str, Literal["left", "right"]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Text that is safe to show. titles and rows: the table, if there is one; strong: the rows that sum up others."""

    heading: str
    titles: Titles = ()
    rows: tuple[tuple[str, ...], ...] = ()
    strong: frozenset[int] = frozenset()
    lines: tuple[str, ...] = ()


def section_report(section: Section, width: int) -> RenderableType:
    """The section for a screen of this width, nothing cropped."""
    parts: list[RenderableType] = [Text(section.heading, style="bold")]
    if section.titles:
        columns = [FittedColumn(title, justify=side) for title, side in section.titles]
        for place, row in enumerate(section.rows):
            for column, cell in zip(columns, row, strict=True):
                column.cells.append(Text(cell, style="bold" if place in section.strong else ""))
        parts.append(fitted(columns, width))
    parts += map(Text, ("", *section.lines) if section.titles and section.lines else section.lines)
    return Group(*parts)


def section_markdown(section: Section) -> str:
    """The section under a heading, its lines as a list."""
    pieces = [f"#### {markdown_text(section.heading)}\n"]
    pieces += [markdown_table(section.titles, section.rows)] if section.titles else []
    pieces += ["".join(f"- {markdown_text(line)}\n" for line in section.lines)] if section.lines else []
    return "\n".join(pieces)
