"""4xx: realised figures that are possible but unlikely, beside the past and beside the target."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.evaluation.achievement import FULL, achievement
from kumkm_targets.evaluation.plausibility import is_slip
from kumkm_targets.evaluation.series import Series
from kumkm_targets.evaluation.targets import targets_at_end_of
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.figures.writing import write_number, write_with_unit
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.target import Target
from kumkm_targets.storage.plan_files import PlanReading

_JUMP: Final = 3
_STEADY: Final = Fraction(3, 2)
_STEADY_STEPS: Final = 2
_BARELY: Final = 500
"""What is plausible is more than a five-hundredth of the target: see `is_slip`."""
_SMALL_COUNT: Final = 20
"""Counts below this treble by chance: 2 new cooperatives, then 6."""
_MEASURED_FROM_ZERO: Final = (None, "ratio", "linear")
"""Formulas by which a figure between nothing and twice its target achieves 0 to 200 percent."""

THOUSANDFOLD = Rule(
    "KT404",
    "thousandfold",
    "error",
    N_("No figure is hundreds of times more or less than the last one, the baseline, its target or its budget."),
    N_("A misread dot or a wrong scale (ribu, juta, miliar) multiplies a figure by a thousand."),
    "# 2024: value = 1311\nvalue = 1311000",
    "# 2024: value = 1311\nvalue = 1314",
    N_("Correct the figure; silence the finding with the reason if it is true."),
)
IMPLAUSIBLE = Rule(
    "KT407",
    "implausible-achievement",
    "warning",
    N_("Achievements lie between 0 and 200 percent."),
    N_("Beyond that, a unit, a scale or a digit is usually wrong."),
    "# target 3,75\nvalue = 37.2",
    "# target 3,75\nvalue = 3.72",
    N_("Compare figure and target with their sources; silence the finding with the reason if both are right."),
)
JUMP = Rule(
    "KT416",
    "realised-jump",
    "warning",
    N_("No figure is three times more or less than that of the year before, in a series that is otherwise steady."),
    N_("A lost digit or another definition breaks the series, and the pace of the plan is reckoned across the break."),
    "# realised: 2021: 28,97 · 2022: 29,04 · 2024: 27,22\n# 2023\nvalue = 5.56",
    "# realised: 2021: 28,97 · 2022: 29,04 · 2024: 27,22\n# 2023\nvalue = 27.56",
    N_("Compare with the source; silence the finding with the reason if it prints this."),
    "RPJMD Provinsi Maluku Utara 2025–2029",
)


class _Known(NamedTuple):
    """A figure that another can be compared with, and where it stands."""

    value: Decimal
    place: Related


def past(reading: PlanReading, plan: Plan, today: date) -> Iterator[Finding]:
    """Each figure beside the one before it, the first beside the baseline."""
    last: dict[str, Decimal] = {}
    for year in reading.years:
        content = year.content
        if content is None:
            continue
        for name, figure in content.figures.items():
            value = figure.value
            if value is None:
                continue
            before = last.get(name)
            last[name] = value
            if before is None:
                indicator = plan.indicators.get(name)
                if indicator is None or indicator.baseline is None:
                    continue
                before = indicator.baseline.value
            if value <= before + before and before <= value + value:
                continue
            if name in plan.indicators:
                yield from _beside_the_past(reading, plan.indicators[name], name, content.year, today)


def targets(reading: PlanReading, plan: Plan, today: date) -> Iterator[Finding]:
    """Each figure beside the target of its year."""
    amended = {name for amendment in plan.amendments for name in amendment.targets}
    series: Series | None = None
    for year in reading.years:
        content = year.content
        if content is None:
            continue
        for name, figure in content.figures.items():
            indicator = plan.indicators.get(name)
            if indicator is None or figure.value is None or indicator.better is None:
                continue
            in_force = targets_at_end_of(plan, name, content.year) if name in amended else indicator.targets
            target = in_force.get(content.year)
            if target is None or _is_plausible(indicator, target, figure.value):
                continue
            if indicator.retired is not None and content.year > indicator.retired:
                continue
            series = series or Series(plan, reading.realised)
            if not series.is_derived(name, content.year):
                yield from _beside_the_target(reading, indicator, name, content.year, target, today)


def _beside_the_past(
    reading: PlanReading, indicator: Indicator, name: str, year: int, today: date
) -> Iterator[Finding]:
    known = _known(reading, indicator, name)
    before = _last_before(known, year)
    if before is None:
        return
    old, new = known[before], known[year]
    if _is_slip(indicator, old.value, new.value, year, today):
        rule, message = THOUSANDFOLD, _("{new} after {old}: hundreds of times more or less")
    elif _is_jump(indicator, {at: figure.value for at, figure in known.items()}, year, today):
        rule, message = JUMP, _("{new} for {year} after {old} for {before}, in a series that is otherwise steady")
    else:
        return
    yield rule.finding(
        new.place.file,
        new.place.key,
        message.format(
            new=write_with_unit(new.value, indicator.measure),
            old=write_with_unit(old.value, indicator.measure),
            year=year,
            before=before,
        ),
        _(rule.fix),
        related=(old.place,),
    )


def _beside_the_target(
    reading: PlanReading, indicator: Indicator, name: str, year: int, target: Target, today: date
) -> Iterator[Finding]:
    """A figure without anything before it may be thousandfold; otherwise its achievement speaks."""
    known = _known(reading, indicator, name)
    new, before = known[year], _last_before(known, year)
    place = Related(reading.file.path, ("indicators", name, "targets", str(year)), _("the target"))
    bound = target.min if new.value < target.min else target.max
    begun = year >= today.year and abs(new.value) < abs(bound)
    if before is None and not begun and is_slip(bound, new.value):
        message = _("{new} for a target of {target}: hundreds of times more or less").format(
            new=write_with_unit(new.value, indicator.measure), target=write_with_unit(bound, indicator.measure)
        )
        yield THOUSANDFOLD.finding(new.place.file, new.place.key, message, _(THOUSANDFOLD.fix), related=(place,))
        return
    if before is not None and _is_slip(indicator, known[before].value, new.value, year, today):
        return  # reported beside the past, and the cause of this too
    baseline = Fraction(indicator.baseline.value) if indicator.baseline else None
    assert indicator.better is not None
    percent = achievement(indicator.better, indicator.formula_in_force, target, Fraction(new.value), baseline)
    if isinstance(percent, Fraction) and not 0 <= percent <= 2 * FULL:
        message = _("“{name}” achieves {percent} of its target").format(
            name=name, percent=f"{write_number(decimal_of(percent), 2)}%"
        )
        yield IMPLAUSIBLE.finding(new.place.file, new.place.key, message, _(IMPLAUSIBLE.fix), related=(place,))


def _known(reading: PlanReading, indicator: Indicator, name: str) -> dict[int, _Known]:
    """What was recorded by year, and the baseline for its own year if nothing was recorded for it."""
    known: dict[int, _Known] = {}
    if indicator.baseline is not None:
        place = Related(reading.file.path, ("indicators", name, "baseline", "value"), _("the baseline"))
        known[indicator.baseline.year] = _Known(indicator.baseline.value, place)
    for year in reading.years:
        figure = year.content.figures.get(name) if year.content else None
        if year.content is not None and figure is not None and figure.value is not None:
            place = Related(year.file.path, ("figures", name, "value"), _("the last recorded figure"))
            known[year.content.year] = _Known(figure.value, place)
    return known


def _last_before(known: dict[int, _Known], year: int) -> int | None:
    return max((earlier for earlier in known if earlier < year), default=None)


def _is_plausible(indicator: Indicator, target: Target, value: Decimal) -> bool:
    """Whether it is plain, without reckoning the achievement, that nothing is amiss."""
    low = target.min
    return (
        low > 0
        and value <= low + low
        and (low <= value + value or low < value * _BARELY)
        and indicator.achievement in _MEASURED_FROM_ZERO
    )


def _is_slip(indicator: Indicator, other: Decimal, value: Decimal, year: int, today: date) -> bool:
    """Years that add up begin near zero, so that little says nothing before the year is over."""
    adding_up = indicator.over_time == "sum" and year >= today.year and abs(value) < abs(other)
    return is_slip(other, value) and not adding_up


def _is_jump(indicator: Indicator, values: dict[int, Decimal], year: int, today: date) -> bool:
    """Whether the series breaks in `year`; the step back after a misprint is not another break.

    What adds up follows the money of its year, small counts treble by chance, a year that is not over
    is not full yet, and over several years a figure may well grow threefold.
    """
    years = sorted(values)
    at = years.index(year)
    before, now = values[years[at - 1]], values[year]
    if not _factor(before, now) >= _JUMP or year - years[at - 1] > 1 or indicator.over_time == "sum":
        return False
    if (year >= today.year and now < before) or (indicator.measure.counts_whole_things and now < _SMALL_COUNT > before):
        return False
    steps = [_factor(values[one], values[other]) for one, other in pairwise(years)]
    steady = sum(0 < step <= _STEADY for step in steps)
    is_back = at > 1 and _factor(values[years[at - 2]], now) <= _STEADY
    return 0 not in steps and steady >= max(_STEADY_STEPS, len(steps) - 2) and not is_back


def _factor(one: Decimal, other: Decimal) -> Fraction:
    """How many times the greater is of the smaller; 0 where they are not both above zero."""
    low, high = sorted((Fraction(one), Fraction(other)))
    return high / low if low > 0 else Fraction(0)
