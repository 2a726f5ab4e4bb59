"""The alignment of targets for a screen or paper: one table per year, in the columns of the Rakortek form."""

from collections.abc import Iterable, Iterator
from typing import Literal

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.text import Text

from kumkm_targets.evaluation.alignment import Agreed, AlignedYear, Alignment
from kumkm_targets.messages import _
from kumkm_targets.reporting.alignment.words import (
    closing_notes,
    labels,
    measured_text,
    plan_lines,
    remarks,
    year_notes,
    year_title,
)
from kumkm_targets.reporting.fitted import FittedColumn, fitted, total_width
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import indicator_name, target_text

Side = Literal["left", "right"]


def alignment_report(alignment: Alignment, screen: Console) -> RenderableType:
    """The plans, then every year with its table and counts, then the notes on all of them."""
    parts: list[RenderableType] = [Text("\n".join(plan_lines(alignment)), style="bold")]
    called = labels(alignment)
    for year in alignment.years:
        parts.append(Text(f"\n{year_title(year)}", style="bold"))
        parts.append(_table(alignment, year, screen.width))
        parts.append(Text("".join(f"\n{line}" for line in year_notes(year, called))))
    notes = list(closing_notes(alignment))
    return Group(*parts, Text("".join(f"\n{line}" for line in notes))) if notes else Group(*parts)


def alignment_titles(alignment: Alignment) -> tuple[tuple[str, Side], ...]:
    """The columns of the form, and to which side they are set."""
    return _around(_("Target {plan}").format(plan=label) for label in labels(alignment).values())


def alignment_rows(alignment: Alignment, year: AlignedYear, separator: str = ", ") -> Iterator[tuple[str, ...]]:
    """What the form says of each agreed target, safe to show. separator: what stands between remarks."""
    called = labels(alignment)
    for agreed in year.targets:
        yield (
            indicator_name(agreed.indicator),
            one_line(agreed.indicator.unit),
            target_text(agreed.target, agreed.indicator),
            *(measured_text(measured, agreed) for measured in agreed.measured),
            separator.join(remarks(agreed, called)),
        )


class _WholeLines(FittedColumn):
    """A column whose lines are never broken."""

    @property
    def widest(self) -> int:
        """Terminal cells of the widest line."""
        texts = (self.title, *(cell.plain for cell in self.cells))
        return max(cell_len(line) for text in texts for line in text.splitlines())

    @property
    def narrowest(self) -> int:
        """The same: no line becomes narrower."""
        return self.widest


def _table(alignment: Alignment, year: AlignedYear, width: int) -> RenderableType:
    """The form as it is printed; on a narrow screen one line for each remark, or one block for each target."""
    whole = _columns(alignment, year, alignment_titles(alignment))
    if total_width(column.widest for column in whole) <= width:
        return fitted(whole, width)
    # That these are targets is said above the table.
    titles = _around(labels(alignment).values())
    *columns, last = _columns(alignment, year, titles, separator="\n")
    columns.append(_WholeLines(last.title, last.cells))
    if total_width(column.narrowest for column in columns) <= width:
        return fitted(columns, width)
    return fitted(_columns(alignment, year, titles), width)


def _columns(
    alignment: Alignment, year: AlignedYear, titles: Iterable[tuple[str, Side]], separator: str = ", "
) -> list[FittedColumn]:
    columns = [FittedColumn(title, justify=side) for title, side in titles]
    for agreed, cells in zip(year.targets, alignment_rows(alignment, year, separator), strict=True):
        for column, cell in zip(columns, cells, strict=True):
            column.cells.append(Text(cell))
        columns[-1].cells[-1].stylize(_style(agreed))
    return columns


def _around(targets: Iterable[str]) -> tuple[tuple[str, Side], ...]:
    columns: list[tuple[str, Side]] = [(title, "right") for title in targets]
    return (_("Indicator"), "left"), (_("Unit"), "left"), *columns, (_("Remarks"), "left")


def _style(agreed: Agreed) -> str:
    if all(measured.verdict == "aligned" for measured in agreed.measured):
        return "green"
    return "red" if any(measured.is_less_ambitious for measured in agreed.measured) else "yellow"
