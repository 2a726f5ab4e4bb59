"""Merging what two branches say of one figure, or of what one programme has spent."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from kumkm_targets.model.realised import Entry, Expense, RealisedFigure, Spending, Superseded
from kumkm_targets.model.recording import (
    WHOLE,
    Scope,
    divisions,
    is_same_expense,
    replaces_value,
    scope_of,
    statement_of,
)
from kumkm_targets.model.three_way import Clash, three_way
from kumkm_targets.model.united_history import moment_of, united, written

S = TypeVar("S", bound=Entry | Expense)


class _Said(NamedTuple):
    """What a side says about a scope; follows: nothing but a value of its own, the rest is said of the year."""

    entry: Entry | None
    follows: bool

    @classmethod
    def of(cls, figure: RealisedFigure | None, scope: Scope) -> "_Said":
        said = statement_of(figure, scope) if figure is not None else None
        if figure is None or said is None:
            return cls(None, follows=False)
        is_kept = isinstance(said, Superseded)  # the history has it
        follows = scope != WHOLE and not is_kept and statement_of(figure, WHOLE) is not None
        return cls(Entry(**_fields(said, Entry)), follows)

    def is_as(self, old: "_Said") -> bool:
        """Whether a side still says what it said; what follows may have come to follow another statement."""
        if self.follows and old.follows and self.entry and old.entry:
            return str(self.entry.value) == str(old.entry.value)
        return written(self.entry) == written(old.entry)


def merged_figure(base: RealisedFigure | None, ours: RealisedFigure, theirs: RealisedFigure) -> RealisedFigure:
    """A figure that both sides have, and both have changed. Raises Clash."""
    statements: dict[Scope, Entry] = {}
    followers: dict[Scope, Decimal] = {}
    for scope in dict.fromkeys((WHOLE, *divisions(ours), *divisions(theirs))):
        old, our, their = (_Said.of(figure, scope) for figure in (base, ours, theirs))
        if old.follows and our.is_as(old) and their.is_as(old):
            assert old.entry is not None
            assert old.entry.value is not None
            followers[scope] = old.entry.value
        elif our.is_as(old) or their.is_as(old):
            said = (their if our.is_as(old) else our).entry
            statements |= {scope: said} if said is not None else {}
        else:
            said = three_way(old.entry, our.entry, their.entry, _first_statement)
            statements |= {scope: said} if said is not None else {}
    if not statements or (followers and WHOLE not in statements):
        raise Clash
    return _figure_that_says(statements, followers, united(ours.history, theirs.history))


def merged_spending(base: Spending | None, ours: Spending, theirs: Spending) -> Spending:
    """The same for what a programme has spent. Raises Clash."""
    said = three_way(_expense(base), _expense(ours), _expense(theirs), _first_expense)
    if said is None:
        raise Clash
    return Spending(**_fields(said, Expense), history=united(ours.history, theirs.history))


def _expense(spending: Spending | None) -> Expense | None:
    return Expense(**_fields(spending, Expense)) if spending is not None else None


def _first_statement(ours: Entry, theirs: Entry) -> Entry:
    """The one of two statements that was recorded first. Raises Clash where they do not say the same."""
    if not ours.says_the_same(theirs):
        raise Clash
    return _first(ours, theirs)


def _first_expense(ours: Expense, theirs: Expense) -> Expense:
    if not is_same_expense(ours, theirs):
        raise Clash
    return _first(ours, theirs)


def _figure_that_says(
    statements: Mapping[Scope, Entry], followers: Mapping[Scope, Decimal], history: tuple[Superseded, ...]
) -> RealisedFigure:
    """A figure of which each of `statements` is in force, and its history, which keeps those that need it.

    The figure's own fields are about the year, otherwise about what was recorded last (see `model.recording`).
    """
    in_time = sorted(statements, key=lambda scope: (moment_of(statements[scope]), scope != WHOLE, str(scope)))
    own = statements.get(WHOLE) or statements[in_time[-1]].model_copy(update={"value": None})
    values: dict[Scope, Any] = {scope: said.value for scope, said in statements.items()} | {**followers}
    figure = RealisedFigure(
        **_fields(own, Entry),
        quarters={scope.quarter: values[scope] for scope in sorted(values, key=str) if scope.quarter},
        parts={scope.part: values[scope] for scope in sorted(values, key=str) if scope.part},
        history=history,
    )
    figure = figure.model_copy(update={"history": _explained(figure)})
    for scope in in_time:
        if written(_Said.of(figure, scope).entry) != written(statements[scope]):
            kept = Superseded(**_fields(statements[scope], Entry), quarter=scope.quarter, part=scope.part)
            figure = figure.model_copy(update={"history": (*figure.history, kept)})
    return figure


def _explained(figure: RealisedFigure) -> tuple[Superseded, ...]:
    """The history with the reason again behind each entry that one side has kept and the other has replaced.

    A reason stands behind what was kept, as recording would have written it; united by time it may stand before.
    """
    explained: list[Superseded] = []
    for index, past in enumerate(figure.history):
        explained.append(past)
        scope = scope_of(past)
        following = next((later for later in figure.history[index + 1 :] if scope_of(later) == scope), None)
        now = following or Entry(value=scope.value_in(figure))
        if not past.reason and replaces_value(past, now):
            twins = (one for one in figure.history if one.reason and scope_of(one) == scope and one.says_the_same(past))
            unstamped = {"recorded_at": None, "recorded_by": None}
            explained += [twin.model_copy(update=unstamped) for twin in twins][:1]
    return tuple(explained)


def _first(ours: S, theirs: S) -> S:
    return min(ours, theirs, key=lambda said: (said.recorded_at is None, moment_of(said), written(said)))


def _fields(record: Entry | Expense, kind: type[Entry] | type[Expense]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in kind.model_fields}
