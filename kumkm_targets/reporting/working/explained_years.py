"""How the years of a plan add up so far, and against what is promised for its end."""

from collections.abc import Iterator
from fractions import Fraction

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.formulas import parse_formula
from kumkm_targets.evaluation.row import Row, SoFar
from kumkm_targets.evaluation.series import Series
from kumkm_targets.evaluation.targets import targets_in_force
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.messages import _
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.formula_words import equals, in_sums, mean_text, number_text, sum_text
from kumkm_targets.reporting.words import figure_with_unit, target_with_unit
from kumkm_targets.reporting.working.achievement_working import achievement_working, percent_text

_Lines = Iterator[tuple[str, str]]


def year_of_plan(plan: Plan, year: int) -> str | None:
    """`up to year 2`, as official forms count; None for a year before the plan, and from its last one on."""
    period = plan.header.period
    if not period.start <= year < period.end:
        return None
    return _("up to year {n}").format(n=year - period.start + 1)


def so_far_lines(appraisal: Appraisal, row: Row, series: Series) -> _Lines:
    """The years so far, as sum or average, against the targets of these years alone."""
    so_far, indicator = row.so_far, row.indicator
    if so_far is None:
        return
    label = _("Up to year {n}").format(n=so_far.years[-1] - appraisal.plan.header.period.start + 1)
    decimal = decimal_of(so_far.value)
    yield label, figure_with_unit(decimal, indicator, derived=indicator.over_time == "average")
    yield "", _value_working(row, so_far, series)
    if so_far.target is None:
        return
    yield "", _("of the targets of these years: {target}").format(target=target_with_unit(so_far.target, indicator))
    targets = targets_in_force(appraisal.plan, row.id, appraisal.in_force_on)
    yield "", _target_working(row, so_far.target, {year: targets[year] for year in so_far.years})
    if so_far.percent is not None:
        working = achievement_working(indicator, so_far.target, decimal)
        yield "", percent_text(working, so_far.percent, row.thresholds)


def end_lines(appraisal: Appraisal, row: Row) -> _Lines:
    """What is promised for the end of the plan, and what is known so far against it."""
    indicator, end = row.indicator, row.final_target
    if end is None:
        return
    year = f" ({row.pace.horizon})" if row.pace.horizon else ""
    yield _("End of plan"), target_with_unit(end, indicator) + year
    targets = targets_in_force(appraisal.plan, row.id, appraisal.in_force_on)
    if indicator.final_target is None and indicator.over_time != "latest" and len(targets) > 1:
        yield "", _target_working(row, end, targets)
    value = row.so_far.value if row.so_far else row.pace.latest[1] if row.pace.latest else None
    if row.final_percent is not None and value is not None:
        last = row.so_far.years[-1] if row.so_far else row.pace.latest[0] if row.pace.latest else appraisal.year
        working = achievement_working(indicator, end, decimal_of(value))
        when = year_of_plan(appraisal.plan, last)
        text = percent_text(working, row.final_percent, row.thresholds)
        yield "", f"{when}: {text}" if when else text


def _value_working(row: Row, so_far: SoFar, series: Series) -> str:
    """The years one after another; a ratio's average is that of the totals of its components."""
    known = series.years(row.id, so_far.years[-1])
    values = [known[year] for year in so_far.years]
    years = ", ".join(map(str, so_far.years))
    if row.indicator.over_time == "sum":
        return f"= {sum_text(values)} ({years})"
    if so_far.value == sum(values, Fraction(0)) / len(values):
        return f"= {mean_text(values)} ({years})"
    formula = parse_formula(row.indicator.formula or "0")
    totals = in_sums(formula, lambda name: [series.value(name, year) or Fraction(0) for year in so_far.years])
    return f"= {totals} {equals(so_far.value)} {number_text(so_far.value)} ({years})"


def _target_working(row: Row, target: Target, targets: dict[int, Target]) -> str:
    """How the targets of several years make one, bound by bound."""
    written = sum_text if row.indicator.over_time == "sum" else mean_text
    bounds = ("min", "max") if target.is_range else ("min",)
    texts = [written([Fraction(getattr(one, bound)) for _year, one in sorted(targets.items())]) for bound in bounds]
    return f"= {'; '.join(texts)} ({', '.join(map(str, sorted(targets)))})"
