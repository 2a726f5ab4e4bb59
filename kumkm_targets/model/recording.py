"""Recording: what a year holds after one more statement about a figure, or about what a programme has spent.

A figure says once how final it is, where it comes from, of which day it is, and who recorded it when. That belongs
to the value of the year where there is one (or to the reason why there is none), otherwise to the quarter or part
that was recorded last. What is said otherwise of a quarter or part, and all that another statement takes the place
of, stands in `history` under its quarter or part: nothing that was said is lost. In the history a reason means that
the figure was replaced. A quarter or part that was taken back stands there as `unavailable`; where nothing else was
recorded, so does the year itself, until something is.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, NamedTuple

from kumkm_targets.errors import RefusedError
from kumkm_targets.figures.units import unit
from kumkm_targets.figures.writing import write_figure, write_number
from kumkm_targets.messages import _
from kumkm_targets.model.realised import (
    Entry,
    Expense,
    RealisedFigure,
    RealisedYear,
    Spending,
    Superseded,
    SupersededExpense,
)


class Scope(NamedTuple):
    """What of a year a figure is about: a quarter, a kabupaten/kota by its region code, or neither: the whole."""

    quarter: int | None = None
    part: str | None = None

    def value_in(self, figure: RealisedFigure) -> Decimal | None:
        """What is recorded for it."""
        if self.quarter is not None:
            return figure.quarters.get(self.quarter)
        return figure.value if self.part is None else figure.parts.get(self.part)


WHOLE: Final = Scope()
"""The year as a whole."""


def scope_of(past: Superseded) -> Scope:
    """What an entry of the history is about."""
    return Scope(past.quarter, past.part)


def divisions(figure: RealisedFigure) -> Iterator[Scope]:
    """The quarters and parts that are recorded, in their order."""
    yield from (Scope(quarter=quarter) for quarter in sorted(figure.quarters))
    yield from (Scope(part=code) for code in sorted(figure.parts))


def statement_of(figure: RealisedFigure, scope: Scope) -> Entry | None:
    """The statement about `scope` that is in force: its value and what is said of it; None where there is none.

    It is an entry of the figure's history where the figure's own fields say something else.
    """
    value = scope.value_in(figure)
    unavailable = figure.unavailable if scope == WHOLE and not _is_emptied(figure) else None
    if value is None and unavailable is None:
        return None
    return _kept(figure, scope) or Entry(**_fields(figure) | {"value": value, "unavailable": unavailable})


def with_entry(
    content: RealisedYear,
    indicator_id: str,
    entry: Entry,
    reason: str | None,
    scope: Scope = WHOLE,
    *,
    reopening: bool = False,
) -> RealisedYear:
    """`content` with `entry` in force for `scope` of the indicator; the entry it replaces goes to the history.

    A quarter or part has a value. The first source of a figure becomes its source, whatever it is said of. The same
    statement again changes nothing. reopening: correct a closed year; `reason` then stands in the history even where
    there was nothing to replace. Raises RefusedError for a closed year, and where a value gives way to another
    without a reason.
    """
    if not reopening:
        refuse_closed(content)
    reason = (reason or "").strip() or None
    old = content.figures.get(indicator_id)
    was = statement_of(old, scope) if old is not None else None
    if was is not None and entry.says_the_same(was):
        return content
    if was is not None and was.value is not None and replaces_value(was, entry) and not reason:
        raise _no_reason(write_number(was.value))
    figure = _with_whole(old, entry, reason) if scope == WHOLE else _with_division(old, entry, reason, scope)
    if reopening and was is None:
        known = len(old.history) if old is not None else 0
        marked = (*figure.history[:known], _superseded(Entry(), scope, reason), *figure.history[known:])
        figure = figure.model_copy(update={"history": marked})
    return content.model_copy(update={"figures": {**content.figures, indicator_id: figure}})


def without_division(
    content: RealisedYear, indicator_id: str, scope: Scope, removal: Entry, reason: str
) -> RealisedYear:
    """`content` without what is recorded for a quarter or part; its statement goes to the history with the reason.

    removal: says `unavailable`, by whom and when; it stands in the history as the last that was said of `scope`.
    Raises RefusedError for a closed year.
    """
    refuse_closed(content)
    old = content.figures[indicator_id]
    quarters = {quarter: value for quarter, value in old.quarters.items() if quarter != scope.quarter}
    parts = {code: value for code, value in old.parts.items() if code != scope.part}
    stamps = {"recorded_at": removal.recorded_at, "recorded_by": removal.recorded_by}
    fields, left = _fields(removal), list(_left_behind(old, removal, scope))
    if statement_of(old, WHOLE) is not None:
        fields, left = _fields(old) | stamps, list(_stamped_anew(old, removal, scope))
    elif quarters or parts:
        is_said = any(getattr(old, name) for name in _SAID)
        # Quarters of which nothing was said do not become the work of whoever takes another back.
        fields = _fields(_said_last(old, scope)) | {"value": None} | (stamps if is_said else {})
    history = (*old.history, *_replaced(old, scope, reason), *left, _superseded(removal, scope))
    figure = RealisedFigure(**fields, quarters=quarters, parts=parts, history=history)
    return content.model_copy(update={"figures": {**content.figures, indicator_id: figure}})


def replaces_value(old: Entry, new: Entry) -> bool:
    """Whether a value that was recorded gives way to another, or to none."""
    return old.value is not None and old.value != new.value


def with_expense(
    content: RealisedYear, programme_id: str, expense: Expense, reason: str | None, *, reopening: bool = False
) -> RealisedYear:
    """`content` with what the programme has spent; the statement that this replaces goes to the history.

    The same statement again changes nothing. reopening: correct a closed year; where there was nothing to replace,
    `reason` becomes the note. Raises RefusedError for a closed year, and where an amount gives way to another
    without a reason.
    """
    if not reopening:
        refuse_closed(content)
    reason = (reason or "").strip() or None
    old = content.programmes.get(programme_id)
    if old is not None and is_same_expense(old, expense):
        return content
    if old is not None and old.spent != expense.spent and not reason:
        raise _no_reason(write_figure(old.spent, unit("Rp")))
    history: tuple[SupersededExpense, ...] = ()
    if old is not None:
        history = (*old.history, SupersededExpense(**_fields(old, Expense), reason=reason))
    elif reopening and reason is not None:
        expense = expense.model_copy(update={"note": f"{expense.note}; {reason}" if expense.note else reason})
    spending = Spending(**_fields(expense, Expense), history=history)
    return content.model_copy(update={"programmes": {**content.programmes, programme_id: spending}})


def is_same_expense(one: Expense, other: Expense) -> bool:
    """Whether both state the same; when and by whom they were recorded does not count."""
    told = ("source", "source_digest", "as_of", "note")
    return str(one.spent) == str(other.spent) and all(getattr(one, key) == getattr(other, key) for key in told)


def _with_whole(old: RealisedFigure | None, entry: Entry, reason: str | None) -> RealisedFigure:
    if old is None:
        return RealisedFigure(**_fields(entry))
    return RealisedFigure(
        **_fields(entry),
        quarters=old.quarters,
        parts=old.parts,
        history=(*old.history, *_replaced(old, WHOLE, reason), *_left_behind(old, entry, WHOLE)),
    )


def _with_division(old: RealisedFigure | None, entry: Entry, reason: str | None, scope: Scope) -> RealisedFigure:
    """The same for a quarter or part. What is said of the value of the year stays as it is."""
    assert entry.value is not None, "a quarter or part that is not known is not recorded"
    fields = _fields(entry) | {"value": None}
    history: tuple[Superseded, ...] = ()
    if old is not None and statement_of(old, WHOLE) is not None:
        history = (*old.history, *_replaced(old, scope, reason), *_stamped_anew(old, entry, scope))
        stamps = {"recorded_at": entry.recorded_at, "recorded_by": entry.recorded_by}
        source = old if old.source else entry
        fields = _fields(old) | stamps | {"source": source.source, "source_digest": source.source_digest}
    elif old is not None:
        history = (*old.history, *_replaced(old, scope, reason), *_left_behind(old, entry, scope))
    quarters, parts = (dict(old.quarters), dict(old.parts)) if old is not None else ({}, {})
    if scope.quarter is not None:
        quarters[scope.quarter] = entry.value
    elif scope.part is not None:
        parts[scope.part] = entry.value
    figure = RealisedFigure(**fields, quarters=quarters, parts=parts, history=history)
    said = statement_of(figure, scope)
    if said is not None and entry.says_the_same(said):
        return figure
    return figure.model_copy(update={"history": (*history, _superseded(entry, scope))})


def _replaced(figure: RealisedFigure, scope: Scope, reason: str | None) -> tuple[Superseded, ...]:
    """What the history holds of `scope` once it is replaced; an entry that stands there already, only with a reason.

    The stamps of such an entry are older than what stands behind it, and are not written again.
    """
    was = statement_of(figure, scope)
    if was is None:
        return ()
    if _kept(figure, scope) is None:
        return (_superseded(was, scope, reason),)
    unstamped = was.model_copy(update={"recorded_at": None, "recorded_by": None})
    return (_superseded(unstamped, scope, reason),) if reason else ()


def _left_behind(figure: RealisedFigure, entry: Entry, but: Scope) -> Iterator[Superseded]:
    """What the figure's own fields have said of its quarters and parts, before `entry` takes these fields."""
    told = [getattr(figure, name) for name in _SAID]
    is_same = all(getattr(figure, name) == getattr(entry, name) for name in _SAID)
    if is_same or not any(told):
        return
    for scope in divisions(figure):
        said = statement_of(figure, scope)
        if said is not None and scope != but and _kept(figure, scope) is None:
            yield _superseded(said, scope)


def _stamped_anew(figure: RealisedFigure, entry: Entry, but: Scope) -> Iterator[Superseded]:
    """Who recorded the value of the year, its quarters and parts, and when, before somebody adds another to it."""
    if (figure.recorded_at, figure.recorded_by) == (entry.recorded_at, entry.recorded_by):
        return
    for scope in (WHOLE, *divisions(figure)):
        said = statement_of(figure, scope)
        if said is not None and scope != but and _kept(figure, scope) is None:
            yield _superseded(said, scope)


def _said_last(figure: RealisedFigure, but: Scope) -> Entry:
    """The last statement about a quarter or part: the figure's own fields speak of that one."""
    said = [one for scope in divisions(figure) if scope != but and (one := statement_of(figure, scope)) is not None]
    places = {id(past): place for place, past in enumerate(figure.history)}
    return max(said, key=lambda one: places.get(id(one), len(places)))


def _is_emptied(figure: RealisedFigure) -> bool:
    """Whether the year is unavailable only because all that was recorded, quarters or parts, was taken back."""
    last = figure.history[-1] if figure.history and figure.unavailable is not None else None
    if last is None or scope_of(last) == WHOLE or _kept(figure, WHOLE) is not None:
        return False
    return (last.unavailable, last.recorded_at) == (figure.unavailable, figure.recorded_at)


_TOLD: Final = ("status", "source", "source_digest", "as_of", "note")
_SAID: Final = (*_TOLD, "recorded_at", "recorded_by")


def _kept(figure: RealisedFigure, scope: Scope) -> Superseded | None:
    """The entry of the history that still holds for `scope`, because the figure's own fields say something else."""
    last = next((past for past in reversed(figure.history) if scope_of(past) == scope), None)
    if last is None or last.reason is not None:
        return None
    holds = last.says_the_same(figure) if scope == WHOLE else last.value == scope.value_in(figure)
    return last if holds else None


def _superseded(said: Entry, scope: Scope, reason: str | None = None) -> Superseded:
    return Superseded(**_fields(said), quarter=scope.quarter, part=scope.part, reason=reason)


def _fields(record: Entry | Expense, kind: type[Entry] | type[Expense] = Entry) -> dict[str, Any]:
    """The fields that a statement has, without its history."""
    return {name: getattr(record, name) for name in kind.model_fields}


def refuse_closed(content: RealisedYear) -> None:
    """Stop where the year takes no more figures. Raises RefusedError."""
    if content.closed is not None:
        raise RefusedError(
            _("the year {year} was closed on {day}").format(year=content.year, day=content.closed.isoformat()),
            _(
                "A closed year takes no more figures; a correction is recorded with "
                '`kumkm record --reopen-because "… (basis)"`.'
            ),
        )


def _no_reason(value: str) -> RefusedError:
    return RefusedError(
        _("{value} is recorded already, and there is no reason to replace it").format(value=value),
        _('Give the reason with --reason "…"; the old figure is kept in the history.'),
    )
