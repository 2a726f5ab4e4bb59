"""Every entry ever made for a plan's figures and programmes, oldest first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rich.console import RenderableType
from rich.text import Text

from kumkm_targets.figures.units import unit
from kumkm_targets.figures.writing import write_number, write_with_unit
from kumkm_targets.messages import _, current_language
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import Entry, Expense, RealisedFigure, RealisedYear, Spending, Superseded
from kumkm_targets.model.recording import WHOLE, Scope, divisions, scope_of, statement_of
from kumkm_targets.reporting.fitted import FittedColumn, fitted
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.recording.scope_words import scope_text
from kumkm_targets.reporting.words import STATUSES, figure_with_unit


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One statement about an indicator or programme: whether it is in force, else why it was replaced."""

    id: str
    year: int
    entry: Entry | Expense
    in_force: bool
    reason: str | None = None
    scope: Scope = WHOLE


def ledger(realised: Mapping[int, RealisedYear], indicator_id: str | None) -> Iterator[LedgerLine]:
    """All statements by year, indicator and time, then what programmes have spent; or of one indicator alone.

    The whole year goes before its quarters and parts.
    """
    for year, content in sorted(realised.items()):
        for name, figure in content.figures.items():
            if indicator_id in (None, name):
                yield from _of_figure(name, year, figure)
        if indicator_id is None:
            for name, spending in content.programmes.items():
                yield from _of_programme(name, year, spending)


def _of_figure(name: str, year: int, figure: RealisedFigure) -> Iterator[LedgerLine]:
    """What was replaced of a scope, and then what holds of it, be that still the figure's own or in the history."""
    for scope in dict.fromkeys((WHOLE, *divisions(figure), *map(scope_of, figure.history))):
        now = statement_of(figure, scope)
        for past in _told_once(figure.history, scope):
            if past is not now:
                yield LedgerLine(name, year, past, False, past.reason, scope)
        if now is not None:
            yield LedgerLine(name, year, now, True, None, scope)


def _told_once(history: Iterable[Superseded], scope: Scope) -> list[Superseded]:
    """The entries about `scope`. Why one was replaced that stood in the history already is told with that one."""
    told: list[Superseded] = []
    for past in history:
        if scope_of(past) != scope:
            continue
        if told and past.recorded_at is None and told[-1].reason is None and past.says_the_same(told[-1]):
            told[-1] = told[-1].model_copy(update={"reason": past.reason})
        else:
            told.append(past)
    return told


def _of_programme(name: str, year: int, spending: Spending) -> Iterator[LedgerLine]:
    for past in spending.history:
        yield LedgerLine(name, year, past, False, past.reason)
    yield LedgerLine(name, year, spending, True)


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
        cells = (
            Text(str(line.year)),
            Text(_name(line, plan)),
            Text(one_line(_figure(line, plan)), style="" if line.in_force else "dim strike"),
            Text(_status(line)),
            Text(_recorded(line.entry)),
            Text(_why(line, plan)),
        )
        for column, cell in zip(columns, cells, strict=True):
            column.cells.append(cell)
    return fitted(columns, width)


def _name(line: LedgerLine, plan: Plan) -> str:
    """The indicator and what of the year, or the programme."""
    owner = (plan.indicators if isinstance(line.entry, Entry) else plan.programmes).get(line.id)
    name = one_line(owner.name.in_language(current_language()) if owner else line.id)
    if isinstance(line.entry, Expense):
        return _("{programme}: spent").format(programme=name)
    return ", ".join(filter(None, (name, scope_text(line.scope, plan))))


def _figure(line: LedgerLine, plan: Plan) -> str:
    if isinstance(line.entry, Expense):
        return write_with_unit(line.entry.spent, unit("Rp"))
    value, indicator = line.entry.value, plan.indicators.get(line.id)
    if value is None:
        return _("not available") if line.entry.unavailable else "–"
    return figure_with_unit(value, indicator) if indicator else write_number(value)


def _status(line: LedgerLine) -> str:
    if not line.in_force:
        return _("replaced")
    status = line.entry.status if isinstance(line.entry, Entry) else None
    return _(STATUSES[status][1]) if status else "–"


def _recorded(said: Entry | Expense) -> str:
    parts = [
        said.recorded_at.strftime("%Y-%m-%d %H:%M") if said.recorded_at else "",
        one_line(said.recorded_by or ""),
    ]
    return " ".join(part for part in parts if part) or "–"


def _why(line: LedgerLine, plan: Plan) -> str:
    said = line.entry
    declared = plan.sources.get(said.source) if said.source else None
    source = (declared.title, declared.file) if declared is not None else (said.source,)
    parts = [
        ", ".join(one_line(word) for word in source if word),
        one_line(said.unavailable or "") if isinstance(said, Entry) else "",
        one_line(said.note or ""),
        _("replaced because: {reason}").format(reason=one_line(line.reason)) if line.reason else "",
    ]
    return "; ".join(part for part in parts if part) or "–"
