"""The status table of one plan and year, and the overview of all plans, for a screen or paper."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from kumkm_targets.evaluation.appraisal import Appraisal, Row
from kumkm_targets.evaluation.rating import thresholds
from kumkm_targets.figures.writing import signed
from kumkm_targets.messages import _, current_language
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.screen import has_unicode, least_width
from kumkm_targets.reporting.status_footer import footer, title_line
from kumkm_targets.reporting.words import (
    OUTLOOKS,
    TRENDS,
    achievement_text,
    figure_text,
    gap_text,
    marks,
    target_text,
    trend,
    verdict_text,
)

_STYLES: Final = {
    "achieved": "green",
    "on_track": "green",
    "accelerate": "yellow",
    "behind": "red",
    "moving_away": "bold red",
}

_VERDICT_WIDTH: Final = 8

OutlookColumn = Literal["word", "sign"]


@dataclass(frozen=True, slots=True)
class _Layout:
    """How much a table shows: the unit in its own column or behind the name, the outlook's word."""

    unit_column: bool
    outlook: OutlookColumn
    name_width: int


_LAYOUTS: Final = (
    _Layout(unit_column=True, outlook="word", name_width=30),
    _Layout(unit_column=False, outlook="word", name_width=22),
    _Layout(unit_column=False, outlook="sign", name_width=18),
    _Layout(unit_column=False, outlook="sign", name_width=12),
)


def status_report(appraisal: Appraisal, screen: Console) -> RenderableType:
    """The table with its footer, in the widest layout that fits; as blocks where none does."""
    unicode = has_unicode(screen)
    table: RenderableType = _blocks(appraisal, unicode)
    for layout in _LAYOUTS:
        candidate = _table(appraisal, layout, unicode)
        if least_width(screen, candidate) <= screen.width:
            table = candidate
            break
    return Group(title_line(appraisal), table, footer(appraisal, unicode))


def overview_report(appraisals: Iterable[Appraisal], broken: Sequence[str], screen: Console) -> RenderableType:
    """One line per plan; plans that cannot be read say so."""
    table = Table(
        Column(_("Plan"), overflow="fold", min_width=16, ratio=None),
        Column(_("Year"), justify="right", no_wrap=True),
        Column(_("Average (%)"), justify="right", no_wrap=True),
        Column(_("Predikat"), min_width=7),
        Column(_("Computed"), justify="right", no_wrap=True),
        Column(_("Outlook"), no_wrap=True),
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        show_edge=False,
        pad_edge=False,
    )
    unicode = has_unicode(screen)
    for appraisal in appraisals:
        summary = appraisal.summary
        name = Text(one_line(appraisal.plan.id), style="bold")
        if screen.width >= 100:
            name = Text.assemble(name, "\n", (one_line(appraisal.plan.header.title), "dim"))
        average = "–" if summary.average is None else achievement_text(summary.average, thresholds(appraisal.scale))
        table.add_row(
            name,
            str(appraisal.year),
            average,
            summary.rating or "–",
            _("{n} of {of}").format(n=summary.computed, of=summary.of),
            _outlook_counts(appraisal, unicode),
        )
    for plan_id in broken:
        table.add_row(Text(one_line(plan_id), style="bold"), "", "", Text(_("not valid"), style="red"), "", "")
    legend = "   ".join(f"{sign if unicode else plain} {_(word)}" for sign, plain, word in OUTLOOKS.values())
    return Group(table, Padding(Text(legend, style="dim"), (1, 0, 0, 0)))


def _outlook_counts(appraisal: Appraisal, unicode: bool) -> Text:
    """How many indicators have each outlook: `✓2 ▼1`."""
    text = Text()
    for outlook, (sign, plain, _word) in OUTLOOKS.items():
        count = sum(row.outlook == outlook for row in appraisal.rows)
        if count:
            text.append(f"{sign if unicode else plain}{count} ", style=_STYLES[outlook])
    text.rstrip()
    return text


def _table(appraisal: Appraisal, layout: _Layout, unicode: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, pad_edge=False)
    rows = [_cells(row, appraisal, unicode) for row in appraisal.rows]
    outlooks = [cells.outlook if layout.outlook == "word" else cells.outlook[:1] for cells in rows]
    _rigid(table, _("No"), [str(len(rows))], "right")
    table.add_column(_("Indicator"), min_width=layout.name_width, overflow="fold")
    if layout.unit_column:
        _rigid(table, _("Unit"), [cells.unit for cells in rows])
    _rigid(table, _("Target"), [cells.target for cells in rows], "right")
    _rigid(table, _("Realised"), [cells.realised for cells in rows], "right")
    _rigid(table, _("Gap"), [cells.gap for cells in rows], "right")
    _rigid(table, _("Ach. (%)"), [cells.achievement for cells in rows], "right")
    table.add_column(_("Predikat"), min_width=_VERDICT_WIDTH)
    _rigid(table, _("Outlook") if layout.outlook == "word" else "", outlooks)
    for place, (row, cells, outlook) in enumerate(zip(appraisal.rows, rows, outlooks, strict=True), 1):
        name = Text(cells.name)
        if not layout.unit_column:
            name.append(f" ({cells.unit})", style="dim")
        table.add_row(
            str(place),
            name,
            *([Text(cells.unit)] if layout.unit_column else []),
            cells.target,
            cells.realised,
            cells.gap,
            cells.achievement,
            Text(cells.verdict, style="dim" if row.reason else ""),
            Text(outlook, style=_STYLES.get(row.outlook or "", "")),
        )
    return table


def _rigid(table: Table, title: str, cells: list[str], justify: Literal["left", "right"] = "left") -> None:
    """Add a column that is never squeezed: a figure without its last digits would be another figure."""
    width = max(cell_len(text) for text in (title, *cells))
    table.add_column(title, justify=justify, no_wrap=True, min_width=width)


@dataclass(frozen=True, slots=True)
class _Cells:
    """What one row shows, as text that is safe for a terminal."""

    name: str
    unit: str
    target: str
    realised: str
    gap: str
    achievement: str
    verdict: str
    outlook: str


def _cells(row: Row, appraisal: Appraisal, unicode: bool) -> _Cells:
    indicator = row.indicator
    nothing = "–" if unicode else "-"
    realised = nothing
    if row.realised is not None:
        realised = figure_text(row.realised, indicator, derived=row.derived)
        realised += "".join(mark for mark, _words in marks(row))
    return _Cells(
        name=one_line(indicator.name.in_language(current_language())),
        unit=one_line(indicator.unit),
        target=target_text(row.target, indicator) if row.target else nothing,
        realised=realised,
        gap=gap_text(row) or nothing,
        achievement=(
            nothing if row.achievement is None else achievement_text(row.achievement, thresholds(appraisal.scale))
        ),
        verdict=verdict_text(row),
        outlook=_outlook(row, unicode),
    )


def _outlook(row: Row, unicode: bool) -> str:
    """Sign and word of the outlook; without a target the sign of the trend and the change."""
    if row.outlook:
        sign, plain, word = OUTLOOKS[row.outlook]
        return f"{sign if unicode else plain} {_(word)}"
    direction = trend(row)
    if direction is None or row.indicator.has_target or row.previous is None or row.realised is None:
        return ""
    sign, plain, _words = TRENDS[direction]
    change = row.realised - row.previous[1]
    return f"{sign if unicode else plain} {signed(figure_text(change, row.indicator, derived=row.derived), change)}"


def _blocks(appraisal: Appraisal, unicode: bool) -> Group:
    """One block per indicator, for screens too narrow for a table."""
    blocks: list[RenderableType] = []
    labels: tuple[tuple[str, Callable[[_Cells], str]], ...] = (
        (_("Target"), lambda cells: cells.target),
        (_("Realised"), lambda cells: cells.realised),
        (_("Gap"), lambda cells: cells.gap),
        (_("Ach. (%)"), lambda cells: cells.achievement),
        (_("Predikat"), lambda cells: cells.verdict),
        (_("Outlook"), lambda cells: cells.outlook),
    )
    for place, row in enumerate(appraisal.rows, 1):
        cells = _cells(row, appraisal, unicode)
        text = Text(f"\n{place}. {cells.name} ({cells.unit})", style="bold")
        blocks.append(text)
        blocks.append(
            Text("\n".join(f"   {label}: {read(cells)}" for label, read in labels if read(cells).strip("–-")))
        )
    return Group(*blocks)
