"""What is declared otherwise: the document, its lists, its indicators, their targets, and the amendments."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from kumkm_targets.evaluation.changes.change import Change, Subject, differing
from kumkm_targets.evaluation.targets import amendment_of, targets_in_force
from kumkm_targets.model.fields import Record
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.recording import Scope

_OF_THEIR_OWN: Final = frozenset({"baseline", "targets", "quarter_targets", "part_targets", "final_target"})
"""What of an indicator is told as a change of its own."""


def renamed(then: Plan, now: Plan) -> dict[str, str]:
    """The indicators whose id is another: the former id by the present one.

    They are known by their reference, else by name and unit, where these are the same.
    """
    gone = {name: one for name, one in then.indicators.items() if name not in now.indicators}
    found: dict[str, str] = {}
    for name, one in now.indicators.items():
        if name not in then.indicators:
            old = next((old for old, former in gone.items() if _is_the_same(former, one)), None)
            if old is not None:
                found[name] = old
                del gone[old]
    return found


def _is_the_same(former: Indicator, present: Indicator) -> bool:
    if former.reference is not None and present.reference is not None:
        return former.reference == present.reference
    return (former.name.id, former.unit) == (present.name.id, present.unit)


def document_changes(then: Plan, now: Plan) -> Iterator[Change]:
    """Changes of the document itself, its sources, objectives, programmes, rules, and silenced findings."""
    yield from _fields("plan", "", then.header, now.header)
    tables: tuple[tuple[Subject, str], ...] = (
        ("source", "sources"),
        ("part", "parts"),
        ("objective", "objectives"),
        ("programme", "programmes"),
        ("rating_scale", "rating_scales"),
    )
    for subject, table in tables:
        yield from _listed(subject, getattr(then, table), getattr(now, table))
    for name in then.programmes.keys() & now.programmes.keys():
        budgets = (plan.programmes[name].budget for plan in (then, now))
        for year, was, is_now in differing(*budgets):
            yield Change("budget", was, is_now, name, year=year)
    rules = ({rule.that: rule for rule in plan.rules} for plan in (then, now))
    yield from _listed("rule", *rules)
    yield from _listed("silence", then.check.ignore, now.check.ignore)


def indicator_changes(then: Plan, now: Plan) -> Iterator[Change]:
    """Indicators that are new, gone, renamed, or declared otherwise."""
    former = renamed(then, now)
    for name, old in then.indicators.items():
        if name not in now.indicators and name not in former.values():
            yield Change("indicator", old, None, name)
    for name, new in now.indicators.items():
        was = then.indicators.get(former.get(name, name))
        if was is None:
            yield Change("indicator", None, new, name)
            continue
        if name in former:
            yield Change("indicator", former[name], name, name, is_renamed=True)
        yield from _fields("indicator", name, was, new, _OF_THEIR_OWN)
        if _value(was.baseline) != _value(new.baseline):
            yield Change("baseline", was.baseline, new.baseline, name)


def target_changes(then: Plan, now: Plan) -> Iterator[Change]:
    """Targets in force, as first declared, of quarters and parts, and the amendments."""
    former = renamed(then, now)
    for name, new in now.indicators.items():
        old_id = former.get(name, name)
        if (old := then.indicators.get(old_id)) is None:
            continue
        in_force = targets_in_force(then, old_id, date.max), targets_in_force(now, name, date.max)
        told = set()
        for year, was, is_now in sorted(differing(*in_force), key=lambda one: one[0]):
            yield Change("target", was, is_now, name, year=year, reason=_amended_by(then, now, name, year))
            told.add((year, was, is_now))
        for year, was, is_now in sorted(differing(old.targets, new.targets), key=lambda one: one[0]):
            if (year, was, is_now) not in told:
                yield Change("original_target", was, is_now, name, year=year)
        yield from _divided(name, old, new)
        if old.final_target != new.final_target:
            yield Change("final_target", old.final_target, new.final_target, name)
    amendments = ({(one.effective, one.basis): one for one in plan.amendments} for plan in (then, now))
    for (_day, basis), before, after in differing(*amendments):
        yield Change("amendment", before, after, basis)


def _amended_by(then: Plan, now: Plan, name: str, year: int) -> str | None:
    """The legal basis of the amendment that changed a target, if it is a new one."""
    amendment = amendment_of(now, name, year, date.max)
    return amendment.basis if amendment is not None and amendment not in then.amendments else None


def _divided(name: str, old: Indicator, new: Indicator) -> Iterator[Change]:
    for year in sorted({*old.quarter_targets, *new.quarter_targets}):
        quarters = (one.quarter_targets.get(year, {}) for one in (old, new))
        for quarter, was, is_now in differing(*quarters):
            yield Change("quarter_target", was, is_now, name, year=year, scope=Scope(quarter=quarter))
    for year in sorted({*old.part_targets, *new.part_targets}):
        parts = (one.part_targets.get(year, {}) for one in (old, new))
        for code, was, is_now in differing(*parts):
            yield Change("part_target", was, is_now, name, year=year, scope=Scope(part=code))


def _listed(subject: Subject, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """The entries of a table: as a whole where they are new or gone, else what has changed of them."""
    for name, was, now in differing(before, after):
        if isinstance(was, Record) and isinstance(now, Record):
            yield from _fields(subject, name, was, now, frozenset({"budget"}))
        else:
            yield Change(subject, was, now, name)


def _fields(
    subject: Subject, name: str, before: Record, after: Record, but: frozenset[str] = frozenset()
) -> Iterator[Change]:
    for key in type(after).model_fields:
        was, now = getattr(before, key), getattr(after, key)
        if key not in but and was != now:
            before_it, after_it = (None if one in ((), {}) else one for one in (was, now))
            yield Change(subject, before_it, after_it, name, key)


def _value(baseline: Any) -> Any:
    return baseline and (baseline.year, baseline.value, baseline.source)
