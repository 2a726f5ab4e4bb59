"""Merging: what a year holds after two branches have changed it, each in its own way, since they parted.

Sides are merged figure by figure, and inside a figure by what its statements are about: the year as a whole, each
quarter, each part. What one side alone has changed is taken from that side. What both have changed to say the same is
taken once, as it was first recorded. What both have changed differently is a conflict, and so is what one has taken
out and the other changed. Histories are united: no entry is lost, none stands there twice for having come both ways.

Which side is called ours does not matter: swapped sides give the same content and the same conflicts.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar

from pydantic import BaseModel

from kumkm_targets.model.realised import Entry, Expense, RealisedFigure, RealisedYear, Spending, Superseded
from kumkm_targets.model.recording import WHOLE, Scope, divisions, is_same_expense, statement_of
from kumkm_targets.model.united_history import moment_of, united, written

_CONTENT: Final = ("format", "year", "figures", "programmes")
"""The keys of a year that are not about its closing."""

T = TypeVar("T", bound=BaseModel)
S = TypeVar("S", bound=Entry | Expense)


class Conflict(NamedTuple):
    """What both sides have changed differently; ours and theirs hold just this, or nothing where a side took it out.

    table: "figures" or "programmes", then name is the id there; or "closing", without a name.
    """

    table: str
    name: str
    ours: RealisedYear
    theirs: RealisedYear


class Merged(NamedTuple):
    """The year with all that could be merged, and what could not, which is left out of `content`."""

    content: RealisedYear
    conflicts: tuple[Conflict, ...]


class _Clash(Exception):  # noqa: N818 - a conflict is an outcome
    """Both sides have changed the same differently."""


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


def merged_year(base: RealisedYear | None, ours: RealisedYear, theirs: RealisedYear) -> Merged:
    """`ours` and `theirs`, which were both `base` once, in one; base None: both sides have made the file.

    A closing (all keys besides the figures and the spending) was made over certain figures. It is kept where the
    merged figures are those of a side that has it, otherwise it is a conflict: nobody has closed the year over these.
    """
    base = base or RealisedYear(format=ours.format, year=ours.year)
    figures, figure_clashes = _merged_table(base.figures, ours.figures, theirs.figures, _merged_figure)
    programmes, programme_clashes = _merged_table(base.programmes, ours.programmes, theirs.programmes, _merged_spending)
    conflicts = [
        Conflict(table, name, *(_only(side, table, name) for side in (ours, theirs)))
        for table, names in (("figures", figure_clashes), ("programmes", programme_clashes))
        for name in names
    ]
    content = RealisedYear(format=ours.format, year=ours.year, figures=figures, programmes=programmes)
    try:
        content = content.model_copy(update=_merged_closing(base, ours, theirs, content))
    except _Clash:
        conflicts.insert(0, Conflict("closing", "", *(_without_content(side) for side in (ours, theirs))))
    return Merged(content, tuple(conflicts))


def _merged_table(
    base: Mapping[str, T],
    ours: Mapping[str, T],
    theirs: Mapping[str, T],
    both: Callable[[T | None, T, T], T],
) -> tuple[dict[str, T], list[str]]:
    """The merged entries of a table, and the names of those that clash."""
    merged: dict[str, T] = {}
    clashes: list[str] = []
    for name in sorted({*ours, *theirs}):
        old = base.get(name)
        try:
            entry = _three_way(old, ours.get(name), theirs.get(name), partial(both, old))
        except _Clash:
            clashes.append(name)
        else:
            if entry is not None:
                merged[name] = entry
    return merged, clashes


def _three_way(base: T | None, ours: T | None, theirs: T | None, both: Callable[[T, T], T]) -> T | None:
    """What one side alone has changed, from that side; what both have changed, as `both` merges it. Raises _Clash."""
    base_written, our_written, their_written = map(written, (base, ours, theirs))
    if their_written in (our_written, base_written):
        return ours
    if our_written == base_written:
        return theirs
    if ours is None or theirs is None:
        raise _Clash
    return both(ours, theirs)


def _merged_figure(base: RealisedFigure | None, ours: RealisedFigure, theirs: RealisedFigure) -> RealisedFigure:
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
            said = _three_way(old.entry, our.entry, their.entry, _first_statement)
            statements |= {scope: said} if said is not None else {}
    if not statements or (followers and WHOLE not in statements):
        raise _Clash
    return _figure_that_says(statements, followers, united(ours.history, theirs.history))


def _merged_spending(base: Spending | None, ours: Spending, theirs: Spending) -> Spending:
    said = _three_way(_expense(base), _expense(ours), _expense(theirs), _first_expense)
    if said is None:
        raise _Clash
    return Spending(**_fields(said, Expense), history=united(ours.history, theirs.history))


def _merged_closing(
    base: RealisedYear, ours: RealisedYear, theirs: RealisedYear, content: RealisedYear
) -> Mapping[str, Any]:
    """The keys about the closing of the year that hold for `content`. Raises _Clash."""
    before, our, their = map(_closing, (base, ours, theirs))
    if our == their:
        closing, sides = our, [ours, theirs]
    elif their == before:
        closing, sides = our, [ours]
    elif our == before:
        closing, sides = their, [theirs]
    else:
        raise _Clash
    is_closed = any(value is not None for value in closing.values())
    if is_closed and written(content) not in [written(_without_closing(side)) for side in sides]:
        raise _Clash
    return closing


def _expense(spending: Spending | None) -> Expense | None:
    return Expense(**_fields(spending, Expense)) if spending is not None else None


def _first_statement(ours: Entry, theirs: Entry) -> Entry:
    """The one of two statements that was recorded first. Raises _Clash where they do not say the same."""
    if not ours.says_the_same(theirs):
        raise _Clash
    return _first(ours, theirs)


def _first_expense(ours: Expense, theirs: Expense) -> Expense:
    if not is_same_expense(ours, theirs):
        raise _Clash
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
    for scope in in_time:
        if written(_Said.of(figure, scope).entry) != written(statements[scope]):
            kept = Superseded(**_fields(statements[scope], Entry), quarter=scope.quarter, part=scope.part)
            figure = figure.model_copy(update={"history": (*figure.history, kept)})
    return figure


def _first(ours: S, theirs: S) -> S:
    return min(ours, theirs, key=lambda said: (said.recorded_at is None, moment_of(said), written(said)))


def _fields(record: Entry | Expense, kind: type[Entry] | type[Expense]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in kind.model_fields}


def _closing(year: RealisedYear) -> dict[str, Any]:
    return {name: getattr(year, name) for name in RealisedYear.model_fields if name not in _CONTENT}


def _without_closing(year: RealisedYear) -> RealisedYear:
    return year.model_copy(update=dict.fromkeys(_closing(year)))


def _without_content(year: RealisedYear) -> RealisedYear:
    return year.model_copy(update={"figures": {}, "programmes": {}})


def _only(year: RealisedYear, table: str, name: str) -> RealisedYear:
    """A year that holds nothing but one entry of one of its tables, if there is one."""
    entries = {key: entry for key, entry in getattr(year, table).items() if key == name}
    return _without_content(_without_closing(year)).model_copy(update={table: entries})
