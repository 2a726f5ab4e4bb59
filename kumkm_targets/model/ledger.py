"""The ledger (*buku riwayat*): every statement ever made in a plan's realised files, and what it took the place of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final, Literal

from kumkm_targets.model.realised import Entry, Expense, RealisedFigure, RealisedYear, Spending, Superseded
from kumkm_targets.model.recording import WHOLE, Scope, divisions, scope_of, statement_of

Kind = Literal["figure", "spending", "closing"]
"""What an event is about: a figure, what a programme has spent, or the whole year, which was closed."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The statement that nothing is recorded for the year any more."""

    day: date
    moment: datetime | None = None
    recorded_by: str | None = None
    because: str | None = None

    @classmethod
    def of(cls, content: RealisedYear, day: date) -> "Closing":
        """The closing of a year that was closed on `day`."""
        return cls(day, content.closed_at, content.closed_by, content.closed_because)


@dataclass(frozen=True, slots=True)
class Event:
    """One statement: about what, what was said before and is said now, and why that changed.

    id: of the indicator or programme; empty for a closing. reason: why `before` gave way to `said`; gave_way: why
    `said` itself was replaced. in_force: whether it still holds. A quarter or part that was taken back says that it is
    unavailable.
    """

    kind: Kind
    year: int
    said: Entry | Expense | Closing
    before: Entry | Expense | None = None
    reason: str | None = None
    in_force: bool = True
    gave_way: str | None = None
    id: str = ""
    scope: Scope = WHOLE

    @property
    def recorded_at(self) -> datetime | None:
        """When the statement was recorded; None where somebody typed it, or only its day is known."""
        return self.said.moment if isinstance(self.said, Closing) else self.said.recorded_at

    @property
    def day(self) -> date | None:
        """The day on which the statement was recorded."""
        if isinstance(self.said, Closing):
            return self.said.day
        return None if self.said.recorded_at is None else self.said.recorded_at.date()

    @property
    def subject(self) -> tuple[Kind, str, int, Scope]:
        """What the statement is about: events about the same follow one another."""
        return self.kind, self.id, self.year, self.scope


def events(realised: Mapping[int, RealisedYear], indicator_id: str | None = None) -> Iterator[Event]:
    """All events by year, indicator and scope, each of these oldest first, then spending and closing; or of one
    indicator alone.

    The whole year goes before its quarters and parts.
    """
    for year, content in sorted(realised.items()):
        for name, figure in content.figures.items():
            if indicator_id in (None, name):
                yield from _of_figure(name, year, figure)
        if indicator_id is None:
            for name, spending in content.programmes.items():
                yield from _of_programme(name, year, spending)
            if content.closed is not None:
                yield Event("closing", year, Closing.of(content, content.closed))


def oldest_first(found: Iterable[Event]) -> list[Event]:
    """The events by time. What does not say when it was recorded stands behind what it replaced, else in front."""
    latest: dict[object, datetime] = {}
    keyed: list[tuple[datetime, Event]] = []
    for event in found:
        moment = max(_moment(event), latest.get(event.subject, _LONG_AGO))
        latest[event.subject] = moment
        keyed.append((moment, event))
    return [event for _moment_of, event in sorted(keyed, key=lambda pair: pair[0])]


_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)
_WIB: Final = timezone(timedelta(hours=7))
"""The zone of a moment that names none, as somebody has typed it: most offices have this one."""


def _moment(event: Event) -> datetime:
    moment = event.recorded_at
    if moment is None and isinstance(event.said, Closing):
        return datetime.combine(event.said.day, time.max, _WIB)  # it is the last that was done that day
    if moment is None:
        return _LONG_AGO
    return moment.replace(tzinfo=_WIB) if moment.tzinfo is None else moment


def _of_figure(name: str, year: int, figure: RealisedFigure) -> Iterator[Event]:
    """What was replaced of a scope, and then what holds of it, be that still the figure's own or in the history."""
    for scope in dict.fromkeys((WHOLE, *divisions(figure), *map(scope_of, figure.history))):
        now = statement_of(figure, scope)
        before: Superseded | None = None
        reason: str | None = None
        for past in _told_once(figure.history, scope):
            if past is now:
                continue
            if past.value is not None or past.unavailable is not None:
                yield Event("figure", year, past, before, reason, False, past.reason, name, scope)
                before = past
            # Where nothing was recorded when a closed year was corrected, the history has the reason alone.
            reason = past.reason
        if now is not None:
            yield Event("figure", year, now, before, reason, id=name, scope=scope)


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


def _of_programme(name: str, year: int, spending: Spending) -> Iterator[Event]:
    before, reason = None, None
    for past in spending.history:
        yield Event("spending", year, past, before, reason, False, past.reason, name)
        before, reason = past, past.reason
    yield Event("spending", year, spending, before, reason, id=name)
