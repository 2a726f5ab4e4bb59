"""6xx: amendments: what they change, from what, and from when on."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from kumkm_targets.checks.entries import amendments_with_keys
from kumkm_targets.checks.names import did_you_mean
from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.figures.units import Unit
from kumkm_targets.figures.writing import write_with_unit
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Amendment, Change, Plan
from kumkm_targets.model.target import Target
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.plan_files import PlanReading

AMENDED_UNKNOWN = Rule(
    "KT601",
    "amended-unknown-indicator",
    "error",
    N_("An amendment changes targets of indicators that the plan declares."),
    N_("An amendment under a mistyped id changes nothing."),
    'targets = { rasio_kewirausahan = { 2026 = { from = "3,81", to = "3,78" } } }',
    'targets = { rasio_kewirausahaan = { 2026 = { from = "3,81", to = "3,78" } } }',
    N_("Correct the id."),
)
AMENDED_FROM = Rule(
    "KT602",
    "amendment-not-in-force",
    "error",
    N_("The `from` of an amendment is the target in force before it."),
    N_("Either the old target was misprinted, or an amendment in between is missing."),
    'targets = { 2026 = "3,81" }\n# amendment: from = "3,80", to = "3,78"',
    'targets = { 2026 = "3,81" }\n# amendment: from = "3,81", to = "3,78"',
    N_("Compare with the document that was amended."),
)
OUTSIDE_PERIOD = Rule(
    "KT603",
    "amendment-outside-period",
    "warning",
    N_("An amendment takes effect a year before the plan's period at the earliest."),
    N_("Targets were changed before anyone had set them: the date is a slip of the keyboard, or the period is wrong."),
    "# period = { start = 2025, end = 2026 }\n[[amendments]]\neffective = 2015-09-12",
    "# period = { start = 2025, end = 2026 }\n[[amendments]]\neffective = 2025-09-12",
    N_("Correct the date, or the plan's period."),
)
OVERLAP = Rule(
    "KT604",
    "amendments-overlap",
    "error",
    N_("No two amendments change the same target on the same day."),
    N_("Nobody could tell which of the two is in force."),
    'effective = 2025-09-12\n# to = "3,78"; in another amendment, also of 2025-09-12: to = "3,75"',
    'effective = 2025-09-12\n# to = "3,78"; in another amendment, of 2025-10-01: from = "3,78", to = "3,75"',
    N_("Correct one of the dates, or keep the change that holds."),
)
NO_CHANGE = Rule(
    "KT605",
    "amendment-changes-nothing",
    "warning",
    N_("An amendment changes the target that it names."),
    N_("The same target before and after: the new one was forgotten, or the line says nothing."),
    'targets = { rasio = { 2026 = { from = "3,81", to = "3,81" } } }',
    'targets = { rasio = { 2026 = { from = "3,81", to = "3,78" } } }',
    N_("Correct `to`, or take the change out."),
)
TOO_LATE = Rule(
    "KT606",
    "amendment-too-late",
    "warning",
    N_("An amendment takes effect before the year whose target it changes is over."),
    N_("A year is judged by the targets in force on its last day; what comes later never counts."),
    'effective = 2027-01-05\ntargets = { rasio = { 2026 = { from = "3,81", to = "3,78" } } }',
    'effective = 2026-09-12\ntargets = { rasio = { 2026 = { from = "3,81", to = "3,78" } } }',
    N_("Correct the date, or take the change out."),
)


class _Change(NamedTuple):
    """One target of one year changed by one amendment; key: the place of the year in it."""

    effective: date
    name: str
    year: int
    change: Change
    key: KeyPath


_InForce = dict[tuple[str, int], tuple[Target, KeyPath]]
"""Targets by indicator and year, and where they are written."""


def amendments(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Amendments follow on what is in force, day by day."""
    if not plan.amendments:
        return
    changes: list[_Change] = []
    for key, amendment in amendments_with_keys(reading, plan):
        yield from _early(reading, plan, amendment, key)
        for name, years in amendment.targets.items():
            table = (*key, "targets", name)
            if name in plan.indicators:
                changes += (_Change(amendment.effective, name, y, years[y], (*table, str(y))) for y in years)
            elif name not in reading.declared:
                yield AMENDED_UNKNOWN.finding(
                    reading.file.path,
                    table,
                    _("“{name}” is not an indicator of this plan").format(name=name),
                    did_you_mean(name, reading.declared) or _("Correct the id."),
                    on_key=True,
                )
    in_force: _InForce = {
        (name, year): (target, ("indicators", name, "targets", str(year)))
        for name in {change.name for change in changes}
        for year, target in plan.indicators[name].targets.items()
    }
    changes.sort(key=lambda change: change.effective)
    for _day, group in groupby(changes, key=lambda change: change.effective):
        changed: _InForce = {}
        for change in group:
            yield from _findings(reading, plan, change, in_force, changed)
            changed.setdefault((change.name, change.year), (change.change.to, (*change.key, "to")))
        in_force |= changed


def _early(reading: PlanReading, plan: Plan, amendment: Amendment, key: KeyPath) -> Iterator[Finding]:
    period = plan.header.period
    if amendment.effective.year < period.start - 1:
        yield OUTSIDE_PERIOD.finding(
            reading.file.path,
            (*key, "effective"),
            _("{day} lies long before the plan's period {start}–{end}").format(
                day=amendment.effective.isoformat(), start=period.start, end=period.end
            ),
            _("Correct the date."),
            related=(Related(reading.file.path, ("plan", "period"), _("the period")),),
        )


def _findings(
    reading: PlanReading, plan: Plan, change: _Change, in_force: _InForce, changed: _InForce
) -> Iterator[Finding]:
    """What is wrong with one change, beside the targets before its day and what else changes on it."""
    path, period, target = reading.file.path, plan.header.period, (change.name, change.year)
    measure = plan.indicators[change.name].measure
    if not period.start <= change.year <= period.end:
        return  # no target can be there: `target-outside-period` says so
    if target in changed:
        yield OVERLAP.finding(
            path,
            change.key,
            _("another amendment changes the target of “{name}” for {year} on the same day").format(
                name=change.name, year=change.year
            ),
            _(OVERLAP.fix),
            on_key=True,
            related=(Related(path, changed[target][1], _("the other change")),),
        )
        return
    before = in_force.get(target)
    if before is None or before[0] != change.change.from_:
        yield AMENDED_FROM.finding(
            path,
            (*change.key, "from"),
            _("the target in force for {year} is {target}").format(
                year=change.year, target=_written(before[0], measure)
            )
            if before
            else _("there is no target in force for {year}").format(year=change.year),
            _(AMENDED_FROM.fix),
            related=(Related(path, before[1], _("the target")),) if before else (),
        )
    if change.change.from_ == change.change.to:
        message = _("the target stays {target}").format(target=_written(change.change.to, measure))
        yield NO_CHANGE.finding(path, (*change.key, "to"), message, _(NO_CHANGE.fix))
    if change.effective > date(change.year, 12, 31):
        message = _("this change takes effect on {day}, when {year} is over").format(
            day=change.effective.isoformat(), year=change.year
        )
        key = (*change.key[:2], "effective")
        related = (Related(path, key, _("the day it takes effect")),)
        yield TOO_LATE.finding(path, change.key, message, _(TOO_LATE.fix), on_key=True, related=related)


def _written(target: Target, measure: Unit) -> str:
    low, high = (write_with_unit(bound, measure) for bound in (target.min, target.max))
    return f"{low}–{high}" if target.is_range else low
