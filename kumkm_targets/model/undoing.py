"""Taking the last statement back: by one more statement, so that nothing of the history is lost.

What was said before is in force again. Where nothing was, the year becomes unavailable, with the reason; a quarter or
part is not recorded any more. Taking that back brings back what was taken back.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from kumkm_targets.errors import RefusedError, UsageError
from kumkm_targets.messages import _
from kumkm_targets.model.ledger import Event, events, oldest_first
from kumkm_targets.model.realised import Entry, Expense, RealisedYear, Superseded
from kumkm_targets.model.recording import WHOLE, is_same_expense, with_entry, with_expense, without_division

S = TypeVar("S", Entry, Expense)


def last_event(found: Iterable[Event]) -> Event:
    """The statement among `found` that was made last; a closing is none that can be taken back.

    Raises RefusedError where there is none, and UsageError where it is not known which one was the last: because
    nothing says when it was recorded, or because several were in one moment.
    """
    latest = {event.subject: event for event in found if event.kind != "closing"}
    if not latest:
        raise RefusedError(_("there is nothing to take back"), _("`kumkm history` shows what is recorded."))
    ordered = oldest_first(latest.values())
    tied = [one for one in ordered if one.recorded_at == ordered[-1].recorded_at]
    divided = {(one.id, one.year) for one in tied if one.scope != WHOLE}
    # A quarter may have given its source to the year, which then says something else too.
    tied = [one for one in tied if one.scope != WHOLE or (one.id, one.year) not in divided]
    if len(tied) > 1:
        raise _undecided(tied)
    return tied[0]


def undone(content: RealisedYear, event: Event, reason: str, stamps: Mapping[str, Any]) -> RealisedYear:
    """`content` with the last statement about the event's subject taken back.

    stamps: `recorded_at` and `recorded_by` of the statement that does it. reason: kept with what was taken back.
    Raises RefusedError for a closed year, and for the first amount of a programme: spending is always an amount.
    """
    told = [one.said for one in events({content.year: content}) if one.subject == event.subject]
    if event.kind == "spending":
        return _expense_undone(content, event, [said for said in told if isinstance(said, Expense)], reason, stamps)
    said = [one for one in told if isinstance(one, Entry)]
    former = next((one for one in reversed(said) if not one.says_the_same(said[-1])), None)
    if former is None or (former.value is None and event.scope != WHOLE):
        nothing = Entry(unavailable=reason, **stamps)
        if event.scope != WHOLE:
            return without_division(content, event.id, event.scope, nothing, reason)
        return with_entry(content, event.id, nothing, reason)
    after = with_entry(content, event.id, _again(former, Entry, stamps), reason, event.scope)
    is_back = event.scope != WHOLE and said[-1].value is None
    return _with_reason(after, content, event, said[-1], reason) if is_back else after


def _undecided(tied: Sequence[Event]) -> UsageError:
    moment, count = tied[-1].recorded_at, len(tied)
    message = (
        _("nothing says which of {count} entries was recorded last").format(count=count)
        if moment is None
        else _("{count} entries were recorded at {moment}").format(count=count, moment=moment.isoformat(" "))
    )
    return UsageError(message, _("Name the indicator, and --year, --quarter or --part where there are several."))


def _expense_undone(
    content: RealisedYear, event: Event, said: Sequence[Expense], reason: str, stamps: Mapping[str, Any]
) -> RealisedYear:
    former = next((one for one in reversed(said) if not is_same_expense(one, said[-1])), None)
    if former is None:
        raise RefusedError(
            _("this is the first amount that was recorded for the programme"),
            _("Record the right one with `kumkm record-budget --reason`; what was spent is always an amount."),
        )
    return with_expense(content, event.id, _again(former, Expense, stamps), reason)


def _again(former: S, kind: type[S], stamps: Mapping[str, Any]) -> S:
    return kind(**{name: getattr(former, name) for name in kind.model_fields} | dict(stamps))


def _with_reason(after: RealisedYear, before: RealisedYear, event: Event, removal: Entry, reason: str) -> RealisedYear:
    """`after`, in which a quarter or part is back; why stands with the entry that had taken it away."""
    figure, known = after.figures[event.id], len(before.figures[event.id].history)
    quarter, part = event.scope
    why = Superseded(unavailable=removal.unavailable, quarter=quarter, part=part, reason=reason)
    explained = figure.model_copy(update={"history": (*figure.history[:known], why, *figure.history[known:])})
    return after.model_copy(update={"figures": {**after.figures, event.id: explained}})
