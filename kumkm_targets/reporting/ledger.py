"""Every entry ever made for a plan's figures, oldest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich import box
from rich.table import Table
from rich.text import Text

from kumkm_targets.messages import _, current_language
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import Entry, RealisedYear
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


def ledger_table(plan: Plan, lines: Iterator[LedgerLine]) -> Table:
    """The ledger as a table for the screen."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, pad_edge=False)
    table.add_column(_("Year"), no_wrap=True)
    table.add_column(_("Indicator"), overflow="fold", min_width=14)
    table.add_column(_("Figure"), justify="right", no_wrap=True)
    table.add_column(_("Status"), min_width=9)
    table.add_column(_("Recorded"), min_width=10)
    table.add_column(_("Source and reason"), overflow="fold", min_width=14)
    for line in lines:
        entry, indicator = line.entry, plan.indicators.get(line.indicator_id)
        name = indicator.name.in_language(current_language()) if indicator else line.indicator_id
        if entry.value is not None and indicator:
            figure = figure_with_unit(entry.value, indicator)
        else:
            figure = _("not available")
        style = "" if line.in_force else "dim strike"
        table.add_row(
            str(line.year),
            Text(one_line(name)),
            Text(figure, style=style),
            _status(line),
            _recorded(entry),
            Text(_why(line, plan)),
        )
    return table


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
