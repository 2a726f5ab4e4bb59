"""A yearly plan (RKPD, Renja) beside the one over years that it carries out (RPJMD, Renstra).

The forms of yearly plans set what came about in the year on top of what the longer plan had brought before:
realised to date = realised up to the year before + realised in the year, as `over_time` adds years up. So the figure
of the year is that of the yearly plan; only where that has none does the longer plan's own stand in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kumkm_targets.evaluation.alignment import counterparts
from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.evaluation.budget import added
from kumkm_targets.evaluation.commensurable import converted, measured_in
from kumkm_targets.evaluation.row import Row
from kumkm_targets.evaluation.series import Series
from kumkm_targets.figures.exact import as_recorded
from kumkm_targets.model.fields import FORMAT
from kumkm_targets.model.plan import Indicator, Plan, Programme
from kumkm_targets.model.realised import RealisedFigure, RealisedYear
from kumkm_targets.model.target import Target


@dataclass(frozen=True, slots=True)
class LongTerm:
    """One indicator of the yearly plan in the longer one, in the yearly plan's unit.

    target: for the end of the longer plan. before, to_date: its years added up until the year before, and with the
    year. percent: what is known to date against the target; row: as the longer plan's appraisal has it.
    """

    row: Row
    target: Target | None
    before: Decimal | None
    to_date: Decimal | None
    percent: Fraction | None


@dataclass(frozen=True, slots=True)
class LongTermMoney:
    """One programme of the yearly plan in the longer one, in rupiah."""

    budget: Decimal | None
    before: Decimal | None


@dataclass(frozen=True, slots=True)
class LongerPlan:
    """What a longer plan says of the indicators and programmes of a yearly one, by the yearly plan's ids.

    differing: indicators whose figure of the year is another in the longer plan's own file. incomparable: those whose
    units cannot be compared.
    """

    plan: Plan
    indicators: Mapping[str, LongTerm]
    programmes: Mapping[str, LongTermMoney]
    differing: tuple[str, ...]
    incomparable: tuple[str, ...]


def longer_plan(appraisal: Appraisal, plan: Plan, realised: Mapping[int, RealisedYear], today: date) -> LongerPlan:
    """What `plan`, whose figures are `realised`, says of the indicators of the yearly plan's appraisal.

    Indicators are matched as `align` does, programmes by their code where both have one, else by id.
    """
    year, rows = appraisal.year, {row.id: row for row in appraisal.rows}
    pairs = {mine: its for mine, its in counterparts(appraisal.plan, plan).items() if mine in rows}
    comparable = {
        mine: its for mine, its in pairs.items() if _is_comparable(rows[mine].indicator, plan.indicators[its])
    }
    known = {of: content for of, content in realised.items() if of < year}
    own = realised.get(year, RealisedYear(format=FORMAT, year=year))
    filled, differing = _filled(appraisal, plan, own, comparable)
    with_year = {**known, year: filled}
    judged = {row.id: row for row in appraise(plan, with_year, year, today).rows}
    before, to_date = Series(plan, known), Series(plan, with_year)
    indicators = {}
    for mine, its in comparable.items():
        if its in judged:
            row, into = judged[its], rows[mine].indicator
            indicators[mine] = LongTerm(
                row,
                None if row.final_target is None else converted(row.final_target, row.indicator.measure, into.measure),
                _in_unit(before.so_far(its, year - 1), _stated(known, its), row.indicator, into),
                _in_unit(to_date.so_far(its, year), _stated(with_year, its), row.indicator, into),
                row.final_percent,
            )
    programmes = {
        name: _money(plan, match, realised, year)
        for name, programme in appraisal.plan.programmes.items()
        if (match := _same_programme(name, programme, plan)) is not None
    }
    return LongerPlan(plan, indicators, programmes, differing, tuple(pairs.keys() - comparable.keys()))


def _is_comparable(one: Indicator, other: Indicator) -> bool:
    return measured_in(one.measure) == measured_in(other.measure)


def _filled(
    appraisal: Appraisal, plan: Plan, own: RealisedYear, pairs: Mapping[str, str]
) -> tuple[RealisedYear, tuple[str, ...]]:
    """The longer plan's year with the yearly plan's figures in it, and the indicators where both have another one."""
    figures, differing = dict(own.figures), []
    for row in appraisal.rows:
        its = pairs.get(row.id)
        if its is None:
            continue
        if row.realised is not None:
            into = plan.indicators[its].measure
            value = converted(Target(row.realised, row.realised), row.indicator.measure, into).min
            stated = own.figures[its].value if its in own.figures else None
            if stated is not None and stated != value and appraisal.quarter is None:
                differing.append(row.id)
            figures[its] = RealisedFigure(value=value)
        elif appraisal.quarter is not None:
            figures.pop(its, None)
    return own.model_copy(update={"figures": figures}), tuple(differing)


def _stated(realised: Mapping[int, RealisedYear], name: str) -> list[Decimal | None]:
    years = (realised[year].figures.get(name) for year in sorted(realised))
    return [figure.value for figure in years if figure is not None]


def _in_unit(
    value: Fraction | None, stated: Sequence[Decimal | None], indicator: Indicator, into: Indicator
) -> Decimal | None:
    if value is None:
        return None
    known = as_recorded(value, stated)
    return converted(Target(known, known), indicator.measure, into.measure).min


def _same_programme(name: str, programme: Programme, plan: Plan) -> str | None:
    if programme.code is not None:
        found = next((its for its, other in plan.programmes.items() if other.code == programme.code), None)
        if found is not None:
            return found
    same = plan.programmes.get(name)
    return name if same is not None and (programme.code is None or same.code is None) else None


def _money(plan: Plan, name: str, realised: Mapping[int, RealisedYear], year: int) -> LongTermMoney:
    period = plan.header.period
    budgets = [amount for of, amount in plan.programmes[name].budget.items() if period.start <= of <= period.end]
    spent = [
        content.programmes[name].spent
        for of, content in realised.items()
        if period.start <= of < year and name in content.programmes
    ]
    return LongTermMoney(added(budgets), added(spent))
