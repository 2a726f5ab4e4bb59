"""3xx: targets one by one: their years, and the formula that judges them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kumkm_targets.checks.entries import amendments_with_keys
from kumkm_targets.checks.rule import Finding, Related, Rule, Words
from kumkm_targets.checks.targets import baseline_rules, figure_rules, series_rules
from kumkm_targets.checks.targets.plain_targets import Asked, unusual_indicators
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.plan_files import PlanReading

OUTSIDE_PERIOD = Rule(
    "KT301",
    "target-outside-period",
    "error",
    N_(
        "Targets of years and quarters, declared or amended, lie within the plan's period; a document that prints one "
        "year more declares it as its end."
    ),
    N_("A target outside the period is never shown, or the period is wrong."),
    'period = { start = 2025, end = 2026 }\ntargets = { 2027 = "3,81" }',
    'period = { start = 2025, end = 2027 }\ntargets = { 2027 = "3,81" }',
    N_("Correct the year or the period."),
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

_FITTING_FORMULAS: Final = {
    "higher": N_('Write "ratio" or "from_baseline", or take `achievement` out; or correct `better`.'),
    "lower": N_('Write "linear", "inverse" or "from_baseline", or take `achievement` out; or correct `better`.'),
    "within": N_("Take `achievement` out, for a band has one formula only; or correct `better`."),
}


def _reversed(_facts: object) -> tuple[str, str]:
    return _("`min` is larger than `max`: no figure can lie between them"), _("Exchange the two.")


def _direction(facts: Mapping[str, str]) -> tuple[str, str]:
    fix = _FITTING_FORMULAS[facts["better"]]
    return _("`{formula}` does not fit better = “{better}”").format(**facts), _(fix)


def _no_range(facts: Mapping[str, str]) -> tuple[str, str]:
    return _("`{formula}` takes no range").format(**facts), _("Use the default formula, or give one number.")


FLAW_RULES: Final[tuple[tuple[Rule, Words], ...]] = (
    (RANGE_REVERSED, _reversed),
    (FORMULA_DIRECTION, _direction),
    (FORMULA_RANGE, _no_range),
)


def targets(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """All that is asked of targets and baselines, of those indicators that are not plain."""
    asked = unusual_indicators(reading, plan)
    yield from outside_period(reading, plan, asked)
    doubted: set[KeyPath] = set()
    for finding in series_rules.series(reading, plan, asked):
        doubted.add(finding.key)
        yield finding
    yield from baseline_rules.late(reading, asked)
    for finding in baseline_rules.already_passed(reading, plan, asked):
        if finding.key not in doubted:  # a misprinted target has been passed for no other reason
            yield finding
    yield from figure_rules.in_their_unit(reading, plan, asked)


def outside_period(reading: PlanReading, plan: Plan, asked: Asked) -> Iterator[Finding]:
    """Every year for which something is promised lies in the period."""
    start, end = plan.header.period.start, plan.header.period.end
    places: list[tuple[KeyPath, Iterable[int]]] = []
    for name, indicator in asked:
        places.append((("indicators", name, "targets"), indicator.targets))
        places.append((("indicators", name, "quarter_targets"), indicator.quarter_targets))
    for key, amendment in amendments_with_keys(reading, plan) if plan.amendments else ():
        places += [((*key, "targets", name), years) for name, years in amendment.targets.items()]
    for place, years in places:
        for year in years:
            if not start <= year <= end:
                yield OUTSIDE_PERIOD.finding(
                    reading.file.path,
                    (*place, str(year)),
                    _("{year} lies outside the plan's period {start}–{end}").format(year=year, start=start, end=end),
                    _(
                        "Correct the year; if the document prints it, period = {{ start = {first}, end = {last} }}."
                    ).format(first=min(start, year), last=max(end, year)),
                    on_key=True,
                    related=(Related(reading.file.path, ("plan", "period"), _("the period")),),
                )


def amended_ranges(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """No amendment brings in a range where the formula takes none; the model has seen to the declared targets."""
    for place, amendment in amendments_with_keys(reading, plan) if plan.amendments else ():
        for name, changes in amendment.targets.items():
            formula = plan.indicators[name].achievement if name in plan.indicators else None
            for year, change in changes.items() if formula in ("inverse", "from_baseline") else ():
                if change.to.is_range:
                    key = (*place, "targets", name, str(year), "to")
                    other = Related(reading.file.path, ("indicators", name, "achievement"), _("the formula"))
                    message, fix = _no_range({"formula": str(formula)})
                    yield FORMULA_RANGE.finding(reading.file.path, key, message, fix, related=(other,))
