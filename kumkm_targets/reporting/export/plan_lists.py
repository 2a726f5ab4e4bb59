"""What a plan declares around its figures: itself, its indicators, programmes and sources; and its history."""

from collections import Counter
from collections.abc import Iterator, Mapping

from kumkm_targets.model.ledger import Closing, Event, events
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import Entry, Expense, RealisedYear
from kumkm_targets.reporting.export.fields import Line
from kumkm_targets.reporting.export.figure import digits, source_key, source_text


def plan_line(plan: Plan) -> Line:
    """The line of the plan in the table of plans."""
    header = plan.header
    region, period = header.region, header.period
    about = (plan.id, header.title, header.kind, region.code, region.name, header.organisation)
    return (*about, period.start, period.end, header.basis, header.rating_scale, digits(header.average_cap))


def indicator_lines(plan: Plan, realised: Mapping[int, RealisedYear]) -> Iterator[Line]:
    """A line for each indicator, and for ids under which figures are recorded and none is declared."""
    for name, one in plan.indicators.items():
        objective = plan.objectives.get(one.objective) if one.objective else None
        yield (
            *(plan.id, name, True, one.name.id, one.name.en, one.definition, one.unit, one.better),
            *("within" if one.better == "within" else one.formula_in_force, one.formula, one.over_time),
            *(digits(one.weight), one.objective, objective.name.id if objective else None, one.programme),
            *(one.owner, one.reference, one.retired, one.successor),
            *_source(plan, one.source),
            one.note,
        )
    amended = (name for one in plan.amendments for name in one.targets)
    recorded = (name for content in realised.values() for name in content.figures)
    for name in dict.fromkeys((*amended, *recorded)):
        if name not in plan.indicators:
            yield (plan.id, name, False, *(None,) * 19)


def programme_lines(plan: Plan, realised: Mapping[int, RealisedYear]) -> Iterator[Line]:
    """The same for programmes."""
    for name, one in plan.programmes.items():
        yield (plan.id, name, True, one.name.id, one.name.en, one.code, one.objective)
    for name in dict.fromkeys(name for content in realised.values() for name in content.programmes):
        if name not in plan.programmes:
            yield (plan.id, name, False, None, None, None, None)


def source_lines(plan: Plan) -> Iterator[Line]:
    """A line for each source that the plan declares."""
    for name, one in plan.sources.items():
        day = one.date.isoformat() if one.date else None
        yield (source_key(plan, name), plan.id, one.title, one.publisher, day, one.url, one.note)


def history_lines(plan: Plan, realised: Mapping[int, RealisedYear]) -> Iterator[Line]:
    """A line for each entry, by year, subject and time. Who recorded it is left out: packages are published."""
    counted: Counter[str] = Counter()
    for event in events(realised):
        if not isinstance(event.said, Closing):
            figure = _figure_key(plan, event)
            counted[figure] += 1
            yield (f"{figure}/{counted[figure]}", *_history(plan, event, event.said))


def _figure_key(plan: Plan, event: Event) -> str:
    what = "spent" if event.kind == "spending" else "realised"
    quarterly = f"q{event.scope.quarter}" if event.scope.quarter is not None else None
    return "/".join(word for word in (plan.id, event.id, str(event.year), quarterly, event.scope.part, what) if word)


def _history(plan: Plan, event: Event, said: Entry | Expense) -> Line:
    if isinstance(said, Entry):
        subject: tuple[str | None, str | None] = (event.id, None)
        stated: tuple[str | None, ...] = (digits(said.value), said.unavailable, said.status)
    else:
        subject, stated = (None, event.id), (digits(said.spent), None, None)
    return (
        plan.id,
        *subject,
        *(event.year, event.scope.quarter, event.scope.part, event.in_force),
        *stated,
        *_source(plan, said.source),
        said.as_of.isoformat() if said.as_of else None,
        said.recorded_at.isoformat() if said.recorded_at else None,
        event.gave_way,
        said.note,
    )


def _source(plan: Plan, source: str | None) -> tuple[str | None, str | None]:
    """The key of a source and its words."""
    cited = plan.sources.get(source) if source else None
    return source_key(plan, source), source_text(cited) if cited else source
