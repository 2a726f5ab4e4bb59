"""The evaluation of a plan over years, the forms `rpjmd` and `renstra`: targets, results and their ratio year by year.

Columns and their order are those of Permendagri 86/2017: for five years (1) to (23) in the form of the RPJMD, (1) to
(22) in that of the Renstra. A plan of more or fewer years has three columns more or fewer for each, and the numbers
run on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import count

from kumkm_targets.evaluation.averages import average_of, final_average_of
from kumkm_targets.evaluation.budget import ProgrammeMoney
from kumkm_targets.evaluation.row import Row as Judged
from kumkm_targets.messages import _
from kumkm_targets.reporting.documents.cells import (
    EMPTY,
    achievement_formula,
    average_formula,
    figure_cell,
    percent_cell,
    percent_formula,
    ratio_cell,
    realised_of,
    target_cell,
    target_of,
)
from kumkm_targets.reporting.documents.document import Cell, Column, Line, Notes, Row, Table
from kumkm_targets.reporting.forms.hierarchy import objective_text, programme_text
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.forms.official import (
    Average,
    FactorRows,
    average,
    count_text,
    exact,
    factor_rows,
    indicator_cell,
    indicators_text,
    mean,
    money_cells,
    pair,
    programmes_text,
    summary_rows,
    value_cell,
)
from kumkm_targets.reporting.forms.over_years_notes import over_years_notes
from kumkm_targets.reporting.forms.plan_period import Period
from kumkm_targets.reporting.plain import one_line


@dataclass(frozen=True, slots=True)
class Headings:
    """What the columns of one form are called. end: whether it closes with the end of the plan; else with the unit."""

    programme: str
    target: str
    realised: str
    achieved: str
    has_end: bool


def over_years(material: Material, headings: Headings, factors: FactorRows) -> tuple[Table, Notes]:
    """The table of the form with its footer rows, and what is to be known of it."""
    period = Period(material)
    lines: tuple[Line, ...] = (
        *_body(period, headings),
        *summary_rows(_averages(period, headings), material.appraisal),
        *factor_rows(material, factors),
    )
    columns = tuple(_columns(period, headings))
    return Table(columns, lines), Notes(tuple(over_years_notes(period, columns)))


def _columns(period: Period, headings: Headings) -> Iterator[Column]:
    numbers = (f"({number})" for number in count(1))
    yield Column("no", (_("No"),), 0.7, "right", next(numbers))
    yield Column("objective", (_("Objective"),), 3.0, number=next(numbers))
    yield Column("programme", (headings.programme,), 3.2, number=next(numbers))
    yield Column("indicator", (_("Performance indicator"),), 4.0, number=next(numbers))
    start = _("Result at the start of the planning period")
    yield Column("baseline", (start,), 2.4, "right", next(numbers))
    yield from pair("final_target", "plan_budget", next(numbers), _("Target at the end of the planning period"))
    groups = (
        ("target", "budget", headings.target),
        ("realised", "spent", headings.realised),
        ("achieved", "absorbed", headings.achieved),
    )
    for key, money_key, heading in groups:
        for place, year in enumerate(period.years, 1):
            yield from pair(f"{key}_{year}", f"{money_key}_{year}", next(numbers), heading, f"{place} ({year})")
    if headings.has_end:
        yield from pair("to_date", "spent_to_date", next(numbers), _to_date_heading(period))
        yield from pair("final_ratio", "spent_ratio", next(numbers), _("Final achievement ratio (%)"))
    else:
        yield Column("owner", (_("Unit in charge"),), 2.4, number=next(numbers))


def _to_date_heading(period: Period) -> str:
    """The official words; before the end of the plan they say until when."""
    year, end = period.material.year, period.material.plan.header.period.end
    heading = _("Result at the end of the planning period")
    return heading if year >= end else heading + " " + _("(up to {year})").format(year=year)


def _body(period: Period, headings: Headings) -> Iterator[Line]:
    plan = period.material.plan
    money = {one.id: one for one in period.budgets.programmes}
    for section in period.sections:
        named = {"objective": Cell(objective_text(plan, section.id))} if section.id is not None else {}
        if not section.parts:
            yield Row(named, f"objectives.{section.id}")
        for part in section.parts:
            if part.id is not None:
                name = Cell(programme_text(plan, part.id, with_code=True))
                cells = _money(period, headings, money[part.id])
                yield Row({**named, "programme": name, **cells}, f"programmes.{part.id}")
                named = {}
            for row in part.rows:
                yield Row({**named, **_indicator(period, headings, row)}, row.id)
                named = {}


def _indicator(period: Period, headings: Headings, row: Judged) -> dict[str, Cell]:
    indicator, scale = row.indicator, period.material.appraisal.scale
    baseline = indicator.baseline
    cells = {
        "no": Cell(str(period.numbers[row.id])),
        "indicator": indicator_cell(indicator),
        "baseline": figure_cell(baseline.value, indicator) if baseline else EMPTY,
        "final_target": target_cell(row.final_target, indicator),
    }
    for year, appraisal in period.years.items():
        judged = period.rows[year].get(row.id)
        target, realised, achieved = EMPTY, EMPTY, EMPTY
        if judged is not None:
            target, realised = target_of(judged), realised_of(judged, appraisal)
            if judged.achievement is not None:
                formula = achievement_formula(judged, f"{{realised_{year}}}", f"{{target_{year}}}")
                achieved = percent_cell(judged.achievement, scale, formula)
        cells |= {f"target_{year}": target, f"realised_{year}": realised, f"achieved_{year}": achieved}
    if not headings.has_end:
        return {**cells, "owner": Cell(one_line(indicator.owner or ""))}
    to_date = value_cell(period.to_date(row.id), indicator, _sum_formula(period, row))
    band = row.final_target
    formula = percent_formula(indicator, band, "{to_date}", "{final_target}") if band else None
    return {**cells, "to_date": to_date, "final_ratio": ratio_cell(row.final_percent, scale, formula)}


def _sum_formula(period: Period, row: Judged) -> str | None:
    """How a workbook adds the years up, where they are."""
    if row.indicator.over_time != "sum":
        return None
    known = (year for year, rows in period.rows.items() if row.id in rows and rows[row.id].realised is not None)
    return f"SUM({','.join(f'{{realised_{year}}}' for year in known)})"


def _money(period: Period, headings: Headings, money: ProgrammeMoney) -> dict[str, Cell]:
    scale, to_date = period.material.appraisal.scale, money.to_date
    amounts: dict[str, Decimal | None] = {"plan_budget": to_date.plan_budget}
    for year in period.years:
        of_year = money.years.get(year)
        amounts[f"budget_{year}"] = of_year.budget if of_year else None
        amounts[f"spent_{year}"] = of_year.spent if of_year else None
    if headings.has_end:
        amounts["spent_to_date"] = to_date.money.spent
    budgeted = [f"{{budget_{year}}}" for year in period.years if amounts[f"budget_{year}"] is not None]
    formulas = {"plan_budget": f"SUM({','.join(budgeted)})"}
    formulas["spent_to_date"] = f"SUM({','.join(f'{{spent_{year}}}' for year in to_date.years)})"
    cells = money_cells(amounts, formulas)
    for year in period.years:
        of_year = money.years.get(year)
        absorption = exact(of_year.absorption) if of_year else None
        cells[f"absorbed_{year}"] = ratio_cell(absorption, scale, f"{{spent_{year}}}/{{budget_{year}}}*100")
    if headings.has_end:
        cells["spent_ratio"] = ratio_cell(to_date.share, scale, "{spent_to_date}/{plan_budget}*100")
    return cells


def _averages(period: Period, headings: Headings) -> Mapping[str, Average]:
    appraisal = period.material.appraisal
    cap, found = appraisal.plan.header.average_cap, {}
    for year, one in period.years.items():
        key, money_key = f"achieved_{year}", f"absorbed_{year}"
        counted, absorbed = indicators_text(one.summary), period.absorptions(year)
        found[key] = average(average_of(one.rows, cap), appraisal, counted, average_formula(one, key))
        found[money_key] = _mean_of_money(period, money_key, absorbed)
    if headings.has_end:
        key, counted = "final_ratio", count_text(period.final_percents)
        found[key] = average(final_average_of(period.listed, cap), appraisal, counted, average_formula(appraisal, key))
        found["spent_ratio"] = _mean_of_money(period, "spent_ratio", period.shares)
    return found


def _mean_of_money(period: Period, key: str, percents: Sequence[Fraction | None]) -> Average:
    return average(mean(percents), period.material.appraisal, programmes_text(percents), f"AVERAGE({{{key}:all}})")
