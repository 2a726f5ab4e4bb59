"""What is recorded otherwise: figures, spending, and whether years are closed."""

from collections.abc import Iterator

from kumkm_targets.evaluation.changes.change import Change, PlanState
from kumkm_targets.evaluation.changes.declared import renamed
from kumkm_targets.model.ledger import Event, Kind, events
from kumkm_targets.model.realised import Entry, Expense, RealisedFigure, RealisedYear
from kumkm_targets.model.recording import WHOLE, Scope, divisions, is_same_expense, statement_of

_Told = dict[tuple[Kind, str, int, Scope], Event]
"""The last event about everything."""


def recorded_changes(then: PlanState, now: PlanState) -> Iterator[Change]:
    """The statements that hold now and did not then, or the other way round; when they were recorded does not count."""
    former = renamed(then.plan, now.plan)
    told: _Told = {event.subject: event for event in events(now.realised)}
    for year in sorted({*then.realised, *now.realised}):
        old, new = then.realised.get(year), now.realised.get(year)
        yield from _figures(year, old, new, former, told)
        yield from _spending(year, old, new, told)
        was, closed = (content.closed if content else None for content in (old, new))
        if was != closed:
            yield Change("closing", was, closed, year=year)


def _figures(
    year: int, old: RealisedYear | None, new: RealisedYear | None, former: dict[str, str], told: _Told
) -> Iterator[Change]:
    present = new.figures if new else {}
    before = dict(old.figures) if old else {}
    for name, figure in present.items():
        yield from _figure(year, name, before.pop(former.get(name, name), None), figure, told)
    for name, figure in before.items():
        yield from _figure(year, name, figure, None, told)


def _figure(
    year: int, name: str, old: RealisedFigure | None, new: RealisedFigure | None, told: _Told
) -> Iterator[Change]:
    scopes = (scope for figure in (old, new) if figure is not None for scope in (WHOLE, *divisions(figure)))
    for scope in dict.fromkeys(scopes):
        was, now = (statement_of(figure, scope) if figure is not None else None for figure in (old, new))
        if not _is_same(was, now):
            event = told.get(("figure", name, year, scope))
            yield Change("figure", was, now, name, year=year, scope=scope, reason=event.reason if event else None)


def _is_same(was: Entry | None, now: Entry | None) -> bool:
    return was is now if was is None or now is None else was.says_the_same(now)


def _spending(year: int, old: RealisedYear | None, new: RealisedYear | None, told: _Told) -> Iterator[Change]:
    before, after = ({} if content is None else content.programmes for content in (old, new))
    for name in dict.fromkeys((*before, *after)):
        was: Expense | None = before.get(name)
        now: Expense | None = after.get(name)
        if was is None or now is None or not is_same_expense(was, now):
            event = told.get(("spending", name, year, WHOLE))
            yield Change("spending", was, now, name, year=year, reason=event.reason if event else None)
