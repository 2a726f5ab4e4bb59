"""3xx: the baseline (*kondisi awal*): where an indicator starts from, before its first target."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.checks.targets.indicator_names import is_change
from kumkm_targets.checks.targets.plain_targets import Asked
from kumkm_targets.checks.targets.target_series import Promise, amended_series, declared_series, written
from kumkm_targets.figures.writing import write_with_unit
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.target import Target
from kumkm_targets.storage.plan_files import PlanReading, RealisedReading

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
ALREADY_PASSED = Rule(
    "KT307",
    "target-already-passed",
    "warning",
    N_(
        "The last target is no worse than what was there before the first target year. "
        "Rates of change (“Pertumbuhan …”, “Inflasi”) may be."
    ),
    N_("A target that was reached before the plan began promises nothing, or one of the two is a misprint."),
    'baseline = { year = 2015, value = "75,72" }\ntargets = { 2018 = "75,46" }',
    'baseline = { year = 2015, value = "75,72" }\ntargets = { 2018 = "76,46" }',
    N_(
        "Compare both figures with their documents, and `better` with what they are about; "
        "silence the finding with the reason if all are right."
    ),
    "LAKIP Kota Palembang 2016",
)
LATE_BASELINE = Rule(
    "KT314",
    "baseline-after-targets",
    "warning",
    N_("The baseline is no later than the first target year."),
    N_(
        "What came after the first target is a realised figure: progress would be measured from the middle of the plan."
    ),
    'baseline = { year = 2027, value = "3,70" }\ntargets = { 2025 = "3,75", 2026 = "3,81" }',
    'baseline = { year = 2024, value = "3,70" }\ntargets = { 2025 = "3,75", 2026 = "3,81" }',
    N_("Correct the year of the baseline; a later value is recorded in the realised file of its year."),
)


def missing(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Indicators judged from their baseline have one."""
    for name, indicator in plan.indicators.items():
        if indicator.achievement == "from_baseline" and indicator.baseline is None:
            if "baseline" in (reading.file.data or {})["indicators"][name]:
                continue  # it is there, and could not be read
            yield NO_BASELINE.finding(
                reading.file.path,
                ("indicators", name, "achievement"),
                _("`from_baseline` needs a baseline, and there is none"),
                _("Declare `baseline = {{ year = …, value = … }}`, or choose another formula.").format(),
            )


def late(reading: PlanReading, asked: Asked) -> Iterator[Finding]:
    """Baselines come before the targets that start from them; of the same year they may be."""
    for name, indicator in asked:
        baseline = indicator.baseline
        if baseline is not None and indicator.targets and baseline.year > (first := min(indicator.targets)):
            words = {"year": baseline.year, "first": first}
            key = ("indicators", name)
            yield LATE_BASELINE.finding(
                reading.file.path,
                (*key, "baseline", "year"),
                _("the baseline is of {year}, but the first target is of {first}").format(**words),
                _(LATE_BASELINE.fix),
                related=(Related(reading.file.path, (*key, "targets", str(first)), _("the first target")),),
            )


def already_passed(reading: PlanReading, plan: Plan, asked: Asked) -> Iterator[Finding]:
    """The plan promises no less than was there before it, as declared and as amended."""
    recorded = _recorded_before_targets(reading, plan)
    amended = amended_series(reading, plan) if asked or recorded else {}
    for name, indicator in plan.indicators.items() if recorded else asked:
        if indicator.over_time != "latest" or not indicator.targets or is_change(indicator.name.id):
            continue
        before = _before(reading, name, indicator, recorded)
        for promises in (declared_series(name, indicator), amended.get(name, {})) if before else ():
            last = max(promises, default=0)
            if before and last and _is_less(indicator, promises[last].target, before.value):
                yield _passed(reading, indicator, last, promises[last], before)
                break


class _Before(NamedTuple):
    """The last value known before the first target year, and where it stands."""

    year: int
    value: Decimal
    place: Related


def _recorded_before_targets(reading: PlanReading, plan: Plan) -> list[RealisedReading]:
    """The realised years that lie before the first target year of any indicator."""
    if not reading.years:
        return []
    latest = max((min(indicator.targets) for indicator in plan.indicators.values() if indicator.targets), default=0)
    return [year for year in reading.years if year.content is not None and year.content.year < latest]


def _before(reading: PlanReading, name: str, indicator: Indicator, recorded: list[RealisedReading]) -> _Before | None:
    """What was there before the first target year: the last recorded figure, or the baseline."""
    first, known = min(indicator.targets), []
    if indicator.baseline is not None and indicator.baseline.year < first:
        place = Related(reading.file.path, ("indicators", name, "baseline", "value"), _("the baseline"))
        known.append(_Before(indicator.baseline.year, indicator.baseline.value, place))
    for year in recorded:
        figure = year.content.figures.get(name) if year.content else None
        if year.content and figure and figure.value is not None and year.content.year < first:
            place = Related(year.file.path, ("figures", name, "value"), _("the realised figure"))
            known.append(_Before(year.content.year, figure.value, place))
    return max(known, key=lambda before: before.year, default=None)


def _is_less(indicator: Indicator, target: Target, value: Decimal) -> bool:
    """Whether the target promises less than `value`: what is better is the indicator's to say."""
    if indicator.better == "higher":
        return target.max < value
    return indicator.better == "lower" and target.min > value


def _passed(reading: PlanReading, indicator: Indicator, last: int, promise: Promise, before: _Before) -> Finding:
    message = (
        _("the last target, {target} for {last}, is less than the {value} that {year} had already")
        if indicator.better == "higher"
        else _("the last target, {target} for {last}, is more than the {value} that {year} had already")
    )
    return ALREADY_PASSED.finding(
        reading.file.path,
        promise.key,
        message.format(
            target=written(promise.target, indicator),
            last=last,
            value=write_with_unit(before.value, indicator.measure),
            year=before.year,
        ),
        _(ALREADY_PASSED.fix),
        related=(before.place,),
    )
