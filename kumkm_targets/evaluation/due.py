"""What is to be completed before the figures of a plan are talked about: missing, unsettled or unfounded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, Literal, get_args

from kumkm_targets.evaluation.needed import Needed, needed_figures
from kumkm_targets.evaluation.year_figures import QUARTERS, expected_parts, figure_of_year
from kumkm_targets.model.fields import Status
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import Entry, RealisedFigure, RealisedYear
from kumkm_targets.model.recording import WHOLE, Scope, divisions, statement_of

DueKind = Literal["not_recorded", "unavailable", "incomplete", "not_spent", "preliminary", "no_source"]
"""What is due.

not_recorded: the year or quarter is over, and there is no figure. unavailable: recorded as not
known yet. incomplete: kabupaten or kota are missing. not_spent: a programme with a budget, and
nothing of what it has spent. preliminary: the figure is not final, and its time is over. no_source:
nobody can tell where the figure comes from.
"""

FINAL_BY: Final = (3, 31)
"""Month and day of the following year by which a figure should be final.

The performance report (LKjIP) of a regional government is due three months after the year has
ended (PermenPANRB 53/2014); what it prints is judged.
"""

_UNSETTLED: Final = frozenset[Status | None]({"very_preliminary", "preliminary", "estimate"})
_ORDER: Final = {kind: place for place, kind in enumerate(get_args(DueKind))}


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due for an indicator, or a programme, and a year.

    quarters, parts: what of the year it is about; neither: all of it. owner: the *bidang* that
    answers for it. needed_for: the derived promises that the figure is a component of. reason: why
    it is unavailable. status: of a figure that is not final; value: of one that is recorded.
    """

    plan: Plan
    kind: DueKind
    id: str
    year: int
    owner: str | None
    is_programme: bool = False
    quarters: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()
    needed_for: tuple[str, ...] = ()
    reason: str | None = None
    status: Status | None = None
    value: Decimal | None = None


def due(plan: Plan, realised: Mapping[int, RealisedYear], today: date, year: int | None = None) -> tuple[Due, ...]:
    """All that is due by `today`, or only of `year`: by indicator in the plan's order, programmes last.

    What is not yet over is not due, a closed year takes no more figures, and supporting data that
    no promise needs is nobody's duty. Pure: same input, same output.
    """
    found = [
        one
        for need in needed_figures(plan, realised, today)
        if year in (None, need.year)
        for one in _of_figure(plan, realised, need, today)
    ]
    found += (one for one in _of_programmes(plan, realised, today) if year in (None, one.year))
    places = {key: place for place, key in enumerate(dict.fromkeys((one.is_programme, one.id) for one in found))}
    return tuple(sorted(found, key=lambda one: (places[one.is_programme, one.id], _ORDER[one.kind], one.year)))


def by_owner(dues: Iterable[Due]) -> dict[str | None, list[Due]]:
    """The dues by their owner, in the order of the alphabet; those without an owner last.

    One owner in other case or with other spaces is the same one, called as first written.
    """
    names: dict[str, str] = {}
    found: dict[str | None, list[Due]] = {}
    for one in dues:
        name = None if one.owner is None else names.setdefault(_folded(one.owner), one.owner)
        found.setdefault(name, []).append(one)
    order = sorted(found, key=lambda name: (name is None, _folded(name or "")))
    return {name: found[name] for name in order}


def is_of(owner: str | None, text: str) -> bool:
    """Whether the owner is the one meant by `text`: a part of its name in any case."""
    return owner is not None and _folded(text) in _folded(owner)


def owners(plans: Iterable[Plan]) -> tuple[str, ...]:
    """Everybody who owns an indicator of these plans, once each, in the order of the alphabet."""
    names: dict[str, str] = {}
    for plan in plans:
        for indicator in plan.indicators.values():
            if indicator.owner is not None:
                names.setdefault(_folded(indicator.owner), indicator.owner)
    return tuple(names[name] for name in sorted(names))


def _of_figure(plan: Plan, realised: Mapping[int, RealisedYear], need: Needed, today: date) -> Iterator[Due]:
    content, indicator = realised.get(need.year), plan.indicators[need.id]
    entry = content.figures.get(need.id) if content else None
    owner = indicator.owner or next((plan.indicators[name].owner for name in need.needed_for), None)
    base = Due(plan, "not_recorded", need.id, need.year, owner, needed_for=need.needed_for)
    if need.year < today.year:
        yield from _missing(base, entry, expected_parts(plan, realised, need.year)[need.id])
    elif need.quarters and (entry is None or entry.value is None):
        quarters = tuple(one for one in need.quarters if entry is None or one not in entry.quarters)
        if quarters:
            yield replace(base, quarters=quarters)
    if entry is None:
        return
    said = _said(entry)
    unsettled = [(scope, one) for scope, one in said if one.status in _UNSETTLED]
    if unsettled and today > date(need.year + 1, *FINAL_BY):
        yield _about(base, "preliminary", unsettled)
    unfounded = [(scope, one) for scope, one in said if one.value is not None and not one.source]
    if unfounded:
        yield _about(base, "no_source", unfounded)


def _missing(base: Due, entry: RealisedFigure | None, expected: tuple[str, ...]) -> Iterator[Due]:
    """What a year that is over lacks. expected: the region codes that make up the whole."""
    if entry is None:
        yield base
        return
    indicator = base.plan.indicators[base.id]
    figure = figure_of_year(indicator, entry, expected)
    if entry.unavailable is not None and (figure is None or not figure.is_whole):
        yield replace(base, kind="unavailable", reason=entry.unavailable)
    elif figure is None:
        yield base
    elif figure.origin == "quarters" and not figure.is_whole:
        needed = QUARTERS[-1:] if indicator.over_time == "latest" else QUARTERS
        yield replace(base, quarters=tuple(one for one in needed if one not in figure.quarters))
    wanted = expected if entry.parts else tuple(indicator.part_targets.get(base.year, ()))
    parts = tuple(code for code in wanted if code not in entry.parts)
    if parts:
        yield replace(base, kind="incomplete", parts=parts)


def _said(entry: RealisedFigure) -> list[tuple[Scope, Entry]]:
    """What was said of the figure of the year, or of the quarters and parts that it is made of."""
    scopes = (WHOLE,) if entry.value is not None else divisions(entry)
    return [(scope, said) for scope in scopes if (said := statement_of(entry, scope)) is not None]


def _about(base: Due, kind: DueKind, said: Sequence[tuple[Scope, Entry]]) -> Due:
    """What is due for figures that are recorded."""
    first = said[0][1]
    return replace(
        base,
        kind=kind,
        quarters=tuple(scope.quarter for scope, _said_of_it in said if scope.quarter is not None),
        parts=tuple(scope.part for scope, _said_of_it in said if scope.part is not None),
        status=first.status if kind == "preliminary" else None,
        value=first.value,
    )


def _of_programmes(plan: Plan, realised: Mapping[int, RealisedYear], today: date) -> Iterator[Due]:
    """Programmes with a budget: what they have spent in years that are over, and where that is known from."""
    period = plan.header.period
    for name, programme in plan.programmes.items():
        named = {one.owner for one in plan.indicators.values() if one.programme == name}
        owner = named.pop() if len(named) == 1 else None
        for year, budget in sorted(programme.budget.items()):
            content = realised.get(year)
            is_closed = content is not None and content.closed is not None
            if not budget or is_closed or not period.start <= year <= min(period.end, today.year - 1):
                continue
            spending = content.programmes.get(name) if content else None
            if spending is None:
                yield Due(plan, "not_spent", name, year, owner, is_programme=True)
            elif not spending.source:
                yield Due(plan, "no_source", name, year, owner, is_programme=True, value=spending.spent)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
