"""Every entry ever made for a plan's figures, oldest first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rich.console import RenderableType
from rich.text import Text

from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import _, current_language
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import Entry, RealisedYear
from kumkm_targets.reporting.fitted import FittedColumn, fitted
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import STATUSES, figure_with_unit


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One entry: for which indicator and year, whether it is in force, and why it was replaced."""

    indicator_id: str
    year: int
    entry: Entry
    in_force: bool
    reason: str | None


def ledger(realised: Mapping[int, RealisedYear], indicator_id: str | None) -> Iterator[LedgerLine]:
    """All entries by year, indicator and time; of one indicator where `indicator_id` is given."""
    for year, content in sorted(realised.items()):
        for name, figure in content.figures.items():
            if indicator_id in (None, name):
                for past in figure.history:
                    yield LedgerLine(name, year, past, False, past.reason)
                yield LedgerLine(name, year, figure, True, None)


def ledger_table(plan: Plan, lines: Iterable[LedgerLine], width: int) -> RenderableType:
    """The ledger as a table for a screen of that width."""
    columns = [
        FittedColumn(_("Year")),
        FittedColumn(_("Indicator")),
        FittedColumn(_("Figure"), justify="right"),
        FittedColumn(_("Status")),
        FittedColumn(_("Recorded")),
        FittedColumn(_("Source and reason")),
    ]
    for line in lines:
        entry, indicator = line.entry, plan.indicators.get(line.indicator_id)
        name = indicator.name.in_language(current_language()) if indicator else line.indicator_id
        figure = _("not available") if entry.unavailable else "–"
        if entry.value is not None:
            figure = figure_with_unit(entry.value, indicator) if indicator else write_number(entry.value)
        cells = (
            Text(str(line.year)),
            Text(one_line(name)),
            Text(one_line(figure), style="" if line.in_force else "dim strike"),
            Text(_status(line)),
            Text(_recorded(entry)),
            Text(_why(line, plan)),
        )
        for column, cell in zip(columns, cells, strict=True):
            column.cells.append(cell)
    return fitted(columns, width)


def _status(line: LedgerLine) -> str:
    if not line.in_force:
        return _("replaced")
    return _(STATUSES[line.entry.status][1]) if line.entry.status else "–"


def _recorded(entry: Entry) -> str:
    parts = [
        entry.recorded_at.strftime("%Y-%m-%d %H:%M") if entry.recorded_at else "",
        one_line(entry.recorded_by or ""),
    ]
    return " ".join(part for part in parts if part) or "–"


def _why(line: LedgerLine, plan: Plan) -> str:
    entry = line.entry
    source = plan.sources[entry.source].title if entry.source in plan.sources else entry.source
    parts = [
        one_line(source or ""),
        one_line(entry.unavailable or ""),
        one_line(entry.note or ""),
        _("replaced because: {reason}").format(reason=one_line(line.reason)) if line.reason else "",
    ]
    return "; ".join(part for part in parts if part) or "–"
