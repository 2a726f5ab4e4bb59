"""3xx: targets: their years, their direction, and the slips that printed plans hold."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Final

from kumkm_targets.checks.file_rules import Words
from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.evaluation.achievement import is_met
from kumkm_targets.figures.writing import write_number, write_with_unit
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Indicator, Plan, Target
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.plan_files import PlanReading

_MISPRINT_FACTOR: Final = 3
_STEADY_FACTOR: Final = Fraction(3, 2)
_STEADY_STEPS: Final = 2

OUTSIDE_PERIOD = Rule(
    "KT301",
    "target-outside-period",
    "error",
    N_("Targets lie within the plan's period; a document that prints one year more declares it as its end."),
    N_("A target outside the period is never shown, or the period is wrong."),
    'period = { start = 2025, end = 2026 }\ntargets = { 2027 = "3,81" }',
    'period = { start = 2025, end = 2027 }\ntargets = { 2027 = "3,81" }',
    N_("Correct the year or the period."),
)
AGAINST_DIRECTION = Rule(
    "KT302",
    "target-against-direction",
    "warning",
    N_("The targets of an indicator do not move away from what its direction calls better."),
    N_("Either the direction or a target is wrong: with the wrong direction good and bad change places."),
    'better = "higher"\ntargets = { 2025 = "3,81", 2026 = "3,75" }',
    'better = "higher"\ntargets = { 2025 = "3,75", 2026 = "3,81" }',
    N_("Compare with the printed document; silence the finding with the reason if it prints this."),
)
MISPRINT = Rule(
    "KT303",
    "target-jump",
    "warning",
    N_("No target is three times more or less than the one before, in a series that is otherwise steady."),
    N_("A lost digit (2,21 for 12,21) makes the last year of a plan meaningless."),
    'targets = { 2028 = "12,191", 2029 = "12,20", 2030 = "2,21" }',
    'targets = { 2028 = "12,191", 2029 = "12,20", 2030 = "12,21" }',
    N_("Compare with the printed document; silence the finding with the reason if it prints this."),
    "RPJMD Provinsi Maluku Utara 2025–2029",
)
NO_BASELINE = Rule(
    "KT304",
    "missing-baseline",
    "error",
    N_("An indicator that is judged by the change since the baseline declares its baseline."),
    N_("Without the baseline there is no achievement."),
    'achievement = "from_baseline"',
    'achievement = "from_baseline"\nbaseline = { year = 2024, value = "3,70" }',
    N_("Declare `baseline`, or choose another formula."),
)
FRACTION = Rule(
    "KT305",
    "fraction-of-whole",
    "warning",
    N_("Figures of a unit that counts whole things are whole."),
    N_("12,5 people point to a wrong unit or a misplaced comma."),
    'unit = "orang"\ntargets = { 2025 = "12,5" }',
    'unit = "orang"\ntargets = { 2025 = "12" }',
    N_("Correct the figure, or the unit (“ribu orang” may have decimals)."),
)
RANGE_REVERSED = Rule(
    "KT306",
    "range-reversed",
    "error",
    N_("A range { min, max } has the smaller number in `min`."),
    N_("No figure could lie in it."),
    "targets = { 2025 = { min = 8, max = 7 } }",
    "targets = { 2025 = { min = 7, max = 8 } }",
    N_("Exchange the two."),
)
ALREADY_PASSED = Rule(
    "KT307",
    "target-already-passed",
    "warning",
    N_("The last target is better than what was there before the first target year."),
    N_("A target that was reached before the plan began promises nothing, or one of the two is a misprint."),
    'baseline = { year = 2015, value = "75,72" }\ntargets = { 2018 = "75,46" }',
    'baseline = { year = 2015, value = "75,72" }\ntargets = { 2018 = "76,46" }',
    N_("Compare with the printed document; silence the finding with the reason if it prints this."),
    "LAKIP Kota Palembang 2016",
)
FORMULA_DIRECTION = Rule(
    "KT308",
    "formula-against-direction",
    "error",
    N_("The achievement formula fits the direction: `ratio` for higher, `linear` or `inverse` for lower."),
    N_("With the wrong formula the worst result gets the best percentage."),
    'better = "higher"\nachievement = "inverse"',
    'better = "lower"\nachievement = "inverse"',
    N_("Take `achievement` out to use the default of the direction, or correct one of the two."),
    "PermenPANRB, Sistem Manajemen Kinerja",
)
FORMULA_RANGE = Rule(
    "KT309",
    "formula-takes-no-range",
    "error",
    N_("`inverse` and `from_baseline` are used with single numbers only."),
    N_("There is no rule for which end of the range should count."),
    'achievement = "inverse"\ntargets = { 2025 = "7-8" }',
    'achievement = "linear"\ntargets = { 2025 = "7-8" }',
    N_("Use the default formula, or give one number."),
)
SUM_DIFFERS = Rule(
    "KT310",
    "sum-differs",
    "warning",
    N_("Where years add up, the yearly targets add up to `final_target`."),
    N_("One of the two promises is a misprint, and the end of the plan is judged by it."),
    'over_time = "sum"\ntargets = { 2025 = "100", 2026 = "150" }\nfinal_target = "300"',
    'over_time = "sum"\ntargets = { 2025 = "100", 2026 = "150" }\nfinal_target = "250"',
    N_("Correct the wrong one; silence the finding with the reason if the document prints both."),
)


def _reversed(_facts: object) -> tuple[str, str]:
    return _("min is larger than max"), _("Exchange the two.")


def _direction(facts: Mapping[str, str]) -> tuple[str, str]:
    return (
        _("`{formula}` does not fit better = “{better}”").format(**facts),
        _("Take `achievement` out to use the default of the direction, or correct one of the two."),
    )


def _no_range(facts: Mapping[str, str]) -> tuple[str, str]:
    return _("`{formula}` takes no range").format(**facts), _("Use the default formula, or give one number.")


FLAW_RULES: Final[tuple[tuple[Rule, Words], ...]] = (
    (RANGE_REVERSED, _reversed),
    (FORMULA_DIRECTION, _direction),
    (FORMULA_RANGE, _no_range),
)


def outside_period(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Every target year lies in the period."""
    period = plan.header.period
    for indicator_id, indicator in plan.indicators.items():
        for year in indicator.targets:
            if not period.start <= year <= period.end:
                yield OUTSIDE_PERIOD.finding(
                    reading.file.path,
                    ("indicators", indicator_id, "targets", str(year)),
                    _("{year} lies outside the plan's period {start}–{end}").format(
                        year=year, start=period.start, end=period.end
                    ),
                    _("Correct the year or the period."),
                    on_key=True,
                    related=(Related(reading.file.path, ("plan", "period"), _("the period")),),
                )


def direction_and_jumps(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Target series keep their direction and have no misprint's jump."""
    for indicator_id, indicator in plan.indicators.items():
        series = sorted(indicator.targets.items())
        for (before, old), (year, new) in pairwise(series):
            key = ("indicators", indicator_id, "targets", str(year))
            related = (
                Related(
                    reading.file.path,
                    ("indicators", indicator_id, "targets", str(before)),
                    _("the target of {year}").format(year=before),
                ),
            )
            words = {
                "old": _written(old, indicator),
                "new": _written(new, indicator),
                "year": year,
                "before": before,
            }
            if _is_jump(new, [target for _year, target in series], old):
                yield MISPRINT.finding(
                    reading.file.path,
                    key,
                    _("{new} for {year} after {old} for {before}: a jump that a misprint would make").format(**words),
                    _(MISPRINT.fix),
                    related=related,
                )
            elif indicator.over_time != "sum" and _is_worse(indicator, old, new):
                yield AGAINST_DIRECTION.finding(
                    reading.file.path,
                    key,
                    _("{new} for {year} is worse than {old} for {before}, with better = “{better}”").format(
                        **words, better=indicator.better
                    ),
                    _(AGAINST_DIRECTION.fix),
                    related=related,
                )


def baseline(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Indicators judged from their baseline have one."""
    for indicator_id, indicator in plan.indicators.items():
        written = (reading.file.data or {})["indicators"][indicator_id]
        if indicator.achievement == "from_baseline" and "baseline" not in written:
            yield NO_BASELINE.finding(
                reading.file.path,
                ("indicators", indicator_id, "achievement"),
                _("`from_baseline` needs a baseline, and there is none"),
                _("Declare `baseline = {{ year = …, value = … }}`, or choose another formula.").format(),
            )


def fractions(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Whole things are not split, in targets and in realised figures."""
    for indicator_id, indicator in plan.indicators.items():
        if not indicator.measure.counts_whole_things:
            continue
        places: list[tuple[Path, KeyPath, Decimal]] = [
            (reading.file.path, ("indicators", indicator_id, "targets", str(year)), bound)
            for year, target in indicator.targets.items()
            for bound in {target.min, target.max}
        ]
        for year in reading.years:
            figure = year.content.figures.get(indicator_id) if year.content else None
            if figure is not None and figure.value is not None:
                places.append((year.file.path, ("figures", indicator_id, "value"), figure.value))
        for file, key, value in places:
            if value % 1:
                yield FRACTION.finding(
                    file,
                    key,
                    _("{value}, but “{unit}” counts whole things").format(
                        value=write_number(value), unit=indicator.unit
                    ),
                    _(FRACTION.fix),
                )


def already_passed(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """The plan promises more than was there before it."""
    for indicator_id, indicator in plan.indicators.items():
        if not indicator.targets or indicator.over_time != "latest" or indicator.better in (None, "within"):
            continue
        first, last = min(indicator.targets), max(indicator.targets)
        before = _before(reading, indicator, indicator_id, first)
        if before is None:
            continue
        year, value, place = before
        target = indicator.targets[last]
        worse_or_equal = is_met(indicator.better, (target.min, target.max), Fraction(value)) and not (
            target.min <= value <= target.max
        )
        if worse_or_equal:
            yield ALREADY_PASSED.finding(
                reading.file.path,
                ("indicators", indicator_id, "targets", str(last)),
                _("the last target, {target} for {last}, was already passed by {value} in {year}").format(
                    target=_written(target, indicator),
                    last=last,
                    value=write_with_unit(value, indicator.measure),
                    year=year,
                ),
                _(ALREADY_PASSED.fix),
                related=(place,),
            )


def sums(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Yearly targets that add up agree with the final target."""
    for indicator_id, indicator in plan.indicators.items():
        final = indicator.final_target
        if final is None or indicator.over_time != "sum" or not indicator.targets:
            continue
        total = sum((target.min for target in indicator.targets.values()), Decimal(0))
        if total != final.min:
            yield SUM_DIFFERS.finding(
                reading.file.path,
                ("indicators", indicator_id, "final_target"),
                _("the yearly targets add up to {total}, final_target says {final}").format(
                    total=write_with_unit(total, indicator.measure), final=_written(final, indicator)
                ),
                _(SUM_DIFFERS.fix),
                related=(Related(reading.file.path, ("indicators", indicator_id, "targets"), _("the yearly targets")),),
            )


def _before(
    reading: PlanReading, indicator: Indicator, indicator_id: str, first: int
) -> tuple[int, Decimal, Related] | None:
    """The last known value before the first target year: recorded, or the baseline."""
    known: list[tuple[int, Decimal, Related]] = []
    if indicator.baseline is not None and indicator.baseline.year < first:
        place = Related(reading.file.path, ("indicators", indicator_id, "baseline", "value"), _("the baseline"))
        known.append((indicator.baseline.year, indicator.baseline.value, place))
    for year in reading.years:
        figure = year.content.figures.get(indicator_id) if year.content else None
        if year.content and figure and figure.value is not None and year.content.year < first:
            place = Related(year.file.path, ("figures", indicator_id, "value"), _("the realised figure"))
            known.append((year.content.year, figure.value, place))
    return max(known, key=lambda item: item[0], default=None)


def _is_worse(indicator: Indicator, old: Target, new: Target) -> bool:
    if indicator.better == "higher":
        return new.max < old.min
    return indicator.better == "lower" and new.min > old.max


def _is_jump(new: Target, series: list[Target], old: Target) -> bool:
    values = [Fraction(target.min) for target in series]
    if len(values) < _STEADY_STEPS + 2 or min(values) <= 0:
        return False
    factors = [max(a, b) / min(a, b) for a, b in pairwise(values)]
    this = max(old.min, new.min) / min(old.min, new.min)
    steady = sum(factor <= _STEADY_FACTOR for factor in factors)
    return this >= _MISPRINT_FACTOR and steady >= max(_STEADY_STEPS, len(factors) - 2)


def _written(target: Target, indicator: Indicator) -> str:
    low = write_with_unit(target.min, indicator.measure)
    return f"{low}–{write_with_unit(target.max, indicator.measure)}" if target.is_range else low


RULES: Final = (
    (OUTSIDE_PERIOD, outside_period),
    (MISPRINT, direction_and_jumps),
    (NO_BASELINE, baseline),
    (FRACTION, fractions),
    (ALREADY_PASSED, already_passed),
    (SUM_DIFFERS, sums),
)
