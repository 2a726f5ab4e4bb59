"""The status table of one plan and year, and the overview of all plans, for a screen or paper."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.rating import thresholds
from kumkm_targets.evaluation.row import Row
from kumkm_targets.messages import _
from kumkm_targets.reporting.fitted import GUTTER, FittedColumn, empty_table, fitted
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.status.cells import NOTHING, RowCells, row_cells
from kumkm_targets.reporting.status.footer import footer, title_line
from kumkm_targets.reporting.status.shown_rows import Shown
from kumkm_targets.reporting.words import OUTLOOKS, achievement_text

_STYLES: Final = {
    "achieved": "green",
    "on_track": "green",
    "accelerate": "yellow",
    "behind": "red",
    "moving_away": "bold red",
}


@dataclass(frozen=True, slots=True)
class _Layout:
    """How much a table shows, and the narrowest that its indicator names may become.

    whole_cells: no cell is broken between words ("Rp222" over "miliar", "Sangat" over "Tinggi").
    """

    unit_column: bool
    outlook_words: bool
    whole_cells: bool
    name_width: int


_LAYOUTS: Final = (
    _Layout(unit_column=True, outlook_words=True, whole_cells=True, name_width=30),
    _Layout(unit_column=False, outlook_words=True, whole_cells=True, name_width=24),
    _Layout(unit_column=False, outlook_words=False, whole_cells=True, name_width=20),
    _Layout(unit_column=False, outlook_words=False, whole_cells=False, name_width=14),
)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that is never cut: a figure without its last digits would be another figure."""

    title: str
    cells: list[str]
    justify: Literal["left", "right"] = "left"
    whole: bool = True

    @property
    def width(self) -> int:
        """Terminal cells that the widest entry takes, or its widest word where entries may be broken."""
        texts = (self.title, *self.cells)
        parts = texts if self.whole else [word for text in texts for word in text.split()]
        return max(map(cell_len, parts), default=0)


def status_report(appraisal: Appraisal, screen: Console, shown: Shown | None = None) -> RenderableType:
    """The table with its footer, in the widest layout that fits; as blocks where none does.

    shown: without it, all rows as the plan has them.
    """
    rows = appraisal.rows if shown is None else shown.rows
    cells = [row_cells(row, appraisal) for row in rows]
    table: RenderableType = _blocks(cells)
    for layout in _LAYOUTS if rows else ():
        candidate = _table(rows, cells, layout, screen.width)
        if candidate is not None:
            table = candidate
            break
    return Group(title_line(appraisal), table, footer(appraisal, shown))


def overview_report(appraisals: Iterable[Appraisal], broken: Sequence[str], screen: Console) -> RenderableType:
    """One line per plan; plans that cannot be read say so."""
    columns = [FittedColumn(title, justify=justify) for title, justify in overview_titles()]
    for row in overview_rows(appraisals, broken):
        for column, cell in zip(columns, row, strict=True):
            column.cells.append(cell)
    return Group(fitted(columns, screen.width), Text(f"\n{outlook_legend()}", style="dim"))


def overview_titles() -> tuple[tuple[str, Literal["left", "right"]], ...]:
    """The columns of the overview, and to which side they are set."""
    return (
        (_("Plan"), "left"),
        (_("Year"), "right"),
        (_("Average (%)"), "right"),
        (_("Predikat"), "left"),
        (_("Computed"), "right"),
        (_("Outlook"), "left"),
    )


def overview_rows(appraisals: Iterable[Appraisal], broken: Iterable[str]) -> Iterator[tuple[Text, ...]]:
    """What the overview says of each plan, the plans that cannot be read last."""
    for appraisal in appraisals:
        summary = appraisal.summary
        average = summary.average
        yield (
            Text(one_line(appraisal.plan.id), style="bold"),
            Text(str(appraisal.year)),
            Text(NOTHING if average is None else achievement_text(average, thresholds(appraisal.scale))),
            Text(one_line(summary.rating or NOTHING)),
            Text(_("{n} of {of}").format(n=summary.computed, of=summary.of)),
            _outlook_counts(appraisal),
        )
    for plan_id in broken:
        name, verdict = Text(one_line(plan_id), style="bold"), Text(_("not valid"), style="red")
        yield name, Text(), Text(), verdict, Text(), Text()


def outlook_legend() -> str:
    """The sign of every outlook with its word."""
    return "   ".join(f"{sign} {_(word)}" for sign, word in OUTLOOKS.values())


def _outlook_counts(appraisal: Appraisal) -> Text:
    """How many indicators have each outlook: `✓2 ▼1`."""
    text = Text()
    for outlook, (sign, _word) in OUTLOOKS.items():
        count = sum(row.outlook == outlook for row in appraisal.rows)
        if count:
            text.append(f"{sign}{count} ", style=_STYLES[outlook])
    text.rstrip()
    return text


def _table(judged: Sequence[Row], rows: Sequence[RowCells], layout: _Layout, width: int) -> Table | None:
    """The table in this layout, or None where it is wider than `width`.

    Every column gets its width from here: left to itself, Rich crops what does not fit.
    """
    names = [row.name if layout.unit_column else f"{row.name} ({row.unit})" for row in rows]
    place = _Column(_("No"), [str(len(rows))], "right")
    units = [_Column(_("Unit"), [row.unit for row in rows])] if layout.unit_column else []
    whole = layout.whole_cells
    figures = [
        *units,
        _Column(_("Target"), [row.target for row in rows], "right", whole),
        _Column(_("Realised"), [row.realised for row in rows], "right", whole),
        _Column(_("Gap"), [row.gap for row in rows], "right", whole),
        _Column(_("Ach. (%)"), [row.achievement for row in rows], "right", whole),
    ]
    verdict = _Column(_("Predikat"), [row.verdict for row in rows], whole=whole)
    outlook = (
        _Column(_("Outlook"), [row.outlook for row in rows])
        if layout.outlook_words
        else _Column("", [row.outlook[:1] for row in rows])
    )
    rigid = [place, *figures, verdict, outlook]
    taken = sum(column.width for column in rigid) + GUTTER * len(rigid)
    longest = max((cell_len(name) for name in names), default=0)
    if width - taken < min(layout.name_width, longest):
        return None
    table = empty_table()
    _add(table, place)
    table.add_column(_("Indicator"), width=max(min(width - taken, longest), cell_len(_("Indicator"))), overflow="fold")
    for column in (*figures, verdict, outlook):
        _add(table, column)
    for index, (row, name) in enumerate(zip(judged, names, strict=True)):
        table.add_row(
            str(index + 1),
            Text(name),
            *(Text(column.cells[index]) for column in figures),
            Text(verdict.cells[index], style="dim" if row.reason else ""),
            Text(outlook.cells[index], style=_STYLES.get(row.outlook or "", "")),
        )
    return table


def _add(table: Table, column: _Column) -> None:
    table.add_column(column.title, justify=column.justify, no_wrap=column.whole, width=column.width)


def _blocks(rows: Sequence[RowCells]) -> Group:
    """One block per indicator, for screens too narrow for a table."""
    blocks: list[RenderableType] = []
    labels: tuple[tuple[str, Callable[[RowCells], str]], ...] = (
        (_("Target"), lambda cells: cells.target),
        (_("Realised"), lambda cells: cells.realised),
        (_("Gap"), lambda cells: cells.gap),
        (_("Ach. (%)"), lambda cells: cells.achievement),
        (_("Predikat"), lambda cells: cells.verdict),
        (_("Outlook"), lambda cells: cells.outlook),
    )
    for place, row in enumerate(rows, 1):
        blocks.append(Text(f"\n{place}. {row.name} ({row.unit})", style="bold"))
        known = [f"   {label}: {read(row)}" for label, read in labels if read(row).strip(NOTHING)]
        blocks.append(Text("\n".join(known)))
    return Group(*blocks)
