"""The status of a plan by kabupaten and kota: which one pulls the whole from its target, indicator by indicator."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.parts import Division, divisions
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.reporting.markdown import markdown_text
from kumkm_targets.reporting.parts.cells import part_rows, part_titles, total_rows
from kumkm_targets.reporting.parts.data import part_csv, part_json
from kumkm_targets.reporting.parts.notes import closing_notes, notes
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import indicator_name

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

__all__ = ["part_csv", "part_json", "part_markdown", "part_report"]

Realised = Mapping[int, RealisedYear]


def part_report(appraisal: Appraisal, realised: Realised, screen: "Console") -> "RenderableType":
    """A table for every indicator that has figures by kabupaten/kota, each with its notes."""
    from rich.console import Group
    from rich.text import Text

    from kumkm_targets.reporting.fitted import FittedColumn, fitted
    from kumkm_targets.reporting.status.footer import title_line

    blocks: list[RenderableType] = [title_line(appraisal)]
    divided = divisions(appraisal, realised)
    for division in divided:
        columns = [FittedColumn(title, justify=side) for title, side in part_titles(division)]
        for style, rows in (("", part_rows(division, appraisal.plan)), ("bold", total_rows(division))):
            for cells in rows:
                for column, cell in zip(columns, cells, strict=True):
                    column.cells.append(Text(cell, style=style))
        table = [fitted(columns, screen.width)] if columns[0].cells else []
        below = Text("\n".join(notes(division, appraisal.plan, appraisal.year)))
        blocks += [Text(f"{_heading(division, appraisal)}\n", style="bold"), *table, Text(""), below, Text("")]
    return Group(*blocks, Text("\n".join(closing_notes(appraisal, realised, divided))))


def part_markdown(appraisal: Appraisal, realised: Realised) -> str:
    """The same tables under headings, with the notes as lists."""
    from kumkm_targets.reporting.markdown_table import markdown_table
    from kumkm_targets.reporting.status.footer import title_line

    title, about = (markdown_text(line) for line in title_line(appraisal).plain.splitlines())
    pieces = [f"### {title}\n\n{about}\n"]
    divided = divisions(appraisal, realised)
    for division in divided:
        rows = [*part_rows(division, appraisal.plan), *total_rows(division)]
        table = f"{markdown_table(part_titles(division), rows)}\n" if rows else ""
        below = "".join(map(_item, notes(division, appraisal.plan, appraisal.year)))
        pieces.append(f"\n#### {markdown_text(_heading(division, appraisal))}\n\n{table}{below}")
    closing = "\n\n".join(markdown_text(line) for line in closing_notes(appraisal, realised, divided))
    return "".join(pieces) + (f"\n{closing}\n" if closing else "")


def _item(line: str) -> str:
    """A note as an item of a list, one level down where it belongs to the note before it."""
    indent = line[: len(line) - len(line.lstrip())]
    return f"{indent}- {markdown_text(line.strip())}\n"


def _heading(division: Division, appraisal: Appraisal) -> str:
    """The indicator with its number in the status table."""
    place = [row.id for row in appraisal.rows].index(division.row.id) + 1
    return f"{place}. {indicator_name(division.row.indicator)} ({one_line(division.row.indicator.unit)})"
