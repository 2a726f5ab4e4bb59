"""3xx: figures in their unit: whole things are not split, and no part is larger than its whole."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

from kumkm_targets.checks.entries import amendments_with_keys
from kumkm_targets.checks.rule import Finding, Rule
from kumkm_targets.checks.targets.indicator_names import is_share
from kumkm_targets.checks.targets.plain_targets import Asked, fit
from kumkm_targets.figures.writing import write_number, write_with_unit
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.realised import RealisedFigure
from kumkm_targets.model.target import Target
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.plan_files import PlanReading

FRACTION = Rule(
    "KT305",
    "fraction-of-whole",
    "warning",
    N_("Figures of a unit that counts whole things are whole: targets, baselines, amendments and realised figures."),
    N_("12,5 people point to a wrong unit or a misplaced comma."),
    'unit = "orang"\ntargets = { 2025 = "12,5" }',
    'unit = "orang"\ntargets = { 2025 = "12" }',
    N_("Correct the figure, or the unit (“ribu orang” may have decimals)."),
)
PERCENT_OUTSIDE = Rule(
    "KT312",
    "percent-outside",
    "warning",
    N_("The share of things that are counted (“Persentase koperasi aktif”) lies between 0 and 100 percent."),
    N_("No part is larger than its whole or less than nothing: a comma is misplaced, or it is no share."),
    'name = "Persentase koperasi aktif"\nunit = "%"\ntargets = { 2025 = "753,7" }',
    'name = "Persentase koperasi aktif"\nunit = "%"\ntargets = { 2025 = "75,37" }',
    N_("Correct the figure. Growth and achievement may exceed 100: say so in the name (“Pertumbuhan …”, “Capaian …”)."),
)

_FULL: Final = Decimal(100)
_THOUSAND: Final = Decimal(1000)


def in_their_unit(reading: PlanReading, plan: Plan, asked: Asked) -> Iterator[Finding]:
    """Whole things are not split, and shares are shares, in the plan and in what was realised."""
    file = reading.file.path
    for name, indicator in asked:
        for key, value in _places(name, indicator):
            yield from _misfit(indicator, file, key, value)
    for name, key, value in _amended(reading, plan):
        yield from _misfit(plan.indicators[name], file, key, value)
    for year in reading.years:
        for name, figure in (year.content.figures if year.content else {}).items():
            owner = plan.indicators.get(name)
            if owner is not None and not fit(reading.measures[name].unit.kind, _recorded_values(figure)):
                for key, value in _recorded(name, figure):
                    yield from _misfit(owner, year.file.path, key, value)


def _misfit(indicator: Indicator, file: Path, key: KeyPath, value: Decimal) -> Iterator[Finding]:
    """The finding on a figure that the indicator's unit cannot hold."""
    measure = indicator.measure
    if measure.counts_whole_things and value % 1:
        message = _("{value}, but “{unit}” counts whole things").format(value=write_number(value), unit=indicator.unit)
        fix = _(FRACTION.fix)
        if 1 <= abs(value) < _THOUSAND and not value * _THOUSAND % 1:
            fix = _(
                "Write {thousands} if the dot or comma was to group thousands; else correct the figure or the unit."
            )
        yield FRACTION.finding(file, key, message, fix.format(thousands=write_number(value * _THOUSAND, 0)))
    elif measure.kind == "percent" and not 0 <= value <= _FULL and is_share(indicator.name.id):
        message = (
            _("{value} is more than the whole, but “{name}” is a share")
            if value > 0
            else _("{value} is less than nothing, but “{name}” is a share")
        )
        words = message.format(value=write_with_unit(value, measure), name=indicator.name.id)
        yield PERCENT_OUTSIDE.finding(file, key, words, _(PERCENT_OUTSIDE.fix))


def _places(name: str, indicator: Indicator) -> Iterator[tuple[KeyPath, Decimal]]:
    """Every figure of an indicator but those of amendments, with its place; both bounds of a range."""
    table = ("indicators", name)
    if indicator.baseline is not None:
        yield (*table, "baseline", "value"), indicator.baseline.value
    targets: dict[KeyPath, Target] = {
        (*table, "targets", str(year)): target for year, target in indicator.targets.items()
    }
    for year, quarters in indicator.quarter_targets.items():
        targets |= {(*table, "quarter_targets", str(year), str(quarter)): one for quarter, one in quarters.items()}
    if indicator.final_target is not None:
        targets[*table, "final_target"] = indicator.final_target
    for key, target in targets.items():
        yield from ((key, bound) for bound in sorted(set(target)))


def _amended(reading: PlanReading, plan: Plan) -> Iterator[tuple[str, KeyPath, Decimal]]:
    """The figures of amendments, each with its indicator and place."""
    for key, amendment in amendments_with_keys(reading, plan) if plan.amendments else ():
        for name, changes in amendment.targets.items():
            for year, change in changes.items() if name in plan.indicators else ():
                place = (*key, "targets", name, str(year))
                yield from ((name, (*place, "from"), bound) for bound in sorted(set(change.from_)))
                yield from ((name, (*place, "to"), bound) for bound in sorted(set(change.to)))


def _recorded_values(figure: RealisedFigure) -> tuple[Decimal, ...]:
    """Every figure that is in force in a recorded entry."""
    value = () if figure.value is None else (figure.value,)
    return (*value, *figure.quarters.values(), *figure.parts.values())


def _recorded(name: str, figure: RealisedFigure) -> Iterator[tuple[KeyPath, Decimal]]:
    """The same figures, each with its place."""
    key = ("figures", name)
    if figure.value is not None:
        yield (*key, "value"), figure.value
    for quarter, value in figure.quarters.items():
        yield (*key, "quarters", str(quarter)), value
    for region, value in figure.parts.items():
        yield (*key, "parts", region), value
