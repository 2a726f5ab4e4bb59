"""The evaluation of a yearly plan, the forms `rkpd` and `renja`: quarter by quarter, and on top of the longer plan.

Columns and their order are those of Permendagri 86/2017: (1) to (17) in the form of the RKPD, (1) to (15) in that of
the Renja, which has neither code nor remarks. Realised to date = realised before + realised in the year, and the
achievement is that of the longer plan to date against its target for its end.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from kumkm_targets.evaluation.averages import average_of
from kumkm_targets.evaluation.budget import ProgrammeMoney
from kumkm_targets.evaluation.quarters import spent_in_quarters, spent_to_quarters
from kumkm_targets.evaluation.row import Row as Judged
from kumkm_targets.evaluation.year_figures import QUARTERS
from kumkm_targets.messages import _
from kumkm_targets.reporting.documents.cells import (
    EMPTY,
    percent_formula,
    rating_of,
    ratio_cell,
    realised_of,
    target_cell,
)
from kumkm_targets.reporting.documents.document import Cell, Column, Line, Notes, Row, Table
from kumkm_targets.reporting.forms.hierarchy import objective_text, programme_text
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
from kumkm_targets.reporting.forms.one_year_notes import one_year_notes
from kumkm_targets.reporting.forms.plan_year import PlanYear
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import quarter_text


@dataclass(frozen=True, slots=True)
class Headings:
    """What the columns of one form are called, and whether it has those of code and remarks."""

    programme: str
    indicator: str
    long_target: str
    before: str
    target: str
    realised: str
    to_date: str
    achieved: str
    owner: str
    has_code: bool


def one_year(year: PlanYear, headings: Headings, factors: FactorRows) -> tuple[Table, Notes]:
    """The table of the form with its footer rows, and what is to be known of it."""
    columns = tuple(_columns(headings))
    lines: tuple[Line, ...] = (
        *_body(year, headings),
        *summary_rows(_averages(year), year.appraisal),
        *factor_rows(year.material, factors),
    )
    return Table(columns, lines), Notes(tuple(one_year_notes(year, columns)))


def _columns(headings: Headings) -> Iterator[Column]:
    numbers = (f"({number})" for number in count(1))
    yield Column("no", (_("No"),), 0.7, "right", next(numbers))
    yield Column("objective", (_("Objective"),), 2.8, number=next(numbers))
    if headings.has_code:
        yield Column("code", (_("Code"),), 1.4, number=next(numbers))
    yield Column("programme", (headings.programme,), 3.0, number=next(numbers))
    yield Column("indicator", (headings.indicator,), 3.8, number=next(numbers))
    yield from pair("long_target", "long_budget", next(numbers), headings.long_target)
    yield from pair("before", "spent_before", next(numbers), headings.before)
    yield from pair("target", "budget", next(numbers), headings.target)
    for quarter in QUARTERS:
        heading = _("Realised in quarter")
        yield from pair(f"quarter_{quarter}", f"spent_{quarter}", next(numbers), heading, quarter_text(quarter))
    yield from pair("realised", "spent", next(numbers), headings.realised)
    yield from pair("to_date", "spent_to_date", next(numbers), headings.to_date)
    yield from pair("achieved", "absorbed", next(numbers), headings.achieved)
    yield Column("owner", (headings.owner,), 2.4, number=next(numbers))
    if headings.has_code:
        yield Column("remarks", (_("Remarks"),), 2.4, number=next(numbers))


def _body(year: PlanYear, headings: Headings) -> Iterator[Line]:
    plan = year.material.plan
    money = {one.id: one for one in year.budgets.programmes}
    for section in year.sections:
        named = {"objective": Cell(objective_text(plan, section.id))} if section.id is not None else {}
        if not section.parts:
            yield Row(named, f"objectives.{section.id}")
        for part in section.parts:
            if part.id is not None:
                name = {"programme": Cell(programme_text(plan, part.id, with_code=not headings.has_code))}
                if headings.has_code:
                    name["code"] = Cell(one_line(plan.programmes[part.id].code or ""))
                yield Row({**named, **name, **_money(year, money[part.id])}, f"programmes.{part.id}")
                named = {}
            for row in part.rows:
                yield Row({**named, **_indicator(year, row, headings)}, row.id)
                named = {}


def _indicator(year: PlanYear, row: Judged, headings: Headings) -> dict[str, Cell]:
    indicator, appraisal = row.indicator, year.appraisal
    target = year.annual_targets.get(row.id)
    cells = {
        "no": Cell(str(year.numbers[row.id])),
        "indicator": indicator_cell(indicator),
        "long_target": EMPTY,
        "before": EMPTY,
        "target": target_cell(target, indicator, year.amended_mark(row)),
        "realised": realised_of(row, appraisal),
        "to_date": EMPTY,
        "achieved": EMPTY,
        "owner": Cell(one_line(indicator.owner or "")),
    }
    quarters = row.entry.quarters if row.entry is not None else {}
    for quarter in QUARTERS:
        value = quarters.get(quarter) if quarter <= year.last_quarter else None
        cells[f"quarter_{quarter}"] = value_cell(value, indicator)
    if headings.has_code:
        cells["remarks"] = _remark(year, row)
    seen = year.longer.indicators.get(row.id) if year.longer else None
    if seen is None:
        return cells
    formula, its = None, seen.row.indicator
    # The baseline in a formula stands in the longer plan's unit, the cells in that of the yearly one.
    if seen.target is not None and (its.formula_in_force != "from_baseline" or its.measure == indicator.measure):
        formula = percent_formula(its, seen.target, "{to_date}", "{long_target}")
    return cells | {
        "long_target": target_cell(seen.target, indicator),
        "before": value_cell(seen.before, indicator),
        "to_date": value_cell(seen.to_date, indicator),
        "achieved": ratio_cell(seen.percent, appraisal.scale, formula),
    }


def _remark(year: PlanYear, row: Judged) -> Cell:
    """What the year achieves of its own target, and its predikat: no other column of the form has it."""
    verdict = rating_of(row, year.appraisal)
    if row.achievement is not None:
        achievement = ratio_cell(exact(row.percent), year.appraisal.scale)
        return Cell(f"{achievement.text}% {verdict.text}", tone=verdict.tone)
    if row.reason == "no_target" and row.id in year.annual_targets:
        return Cell(_("no target of the quarter"))
    return verdict


def _money(year: PlanYear, one: ProgrammeMoney) -> dict[str, Cell]:
    seen = year.longer.programmes.get(one.id) if year.longer else None
    spent = year.spent(one)
    in_quarters = spent_in_quarters(spent_to_quarters(one.spending, year.material.year))
    amounts: dict[str, Decimal | None] = {
        "long_budget": seen.budget if seen else None,
        "spent_before": seen.before if seen else None,
        "budget": one.money.budget,
        **{
            f"spent_{quarter}": in_quarters.get(quarter) if quarter <= year.last_quarter else None
            for quarter in QUARTERS
        },
        "spent": spent,
        "spent_to_date": year.spent_to_date(one),
    }
    cells = money_cells(amounts, {"spent_to_date": "SUM({spent_before},{spent})"})
    return {
        **cells,
        "absorbed": ratio_cell(year.long_share(one), year.appraisal.scale, "{spent_to_date}/{long_budget}*100"),
    }


def _averages(year: PlanYear) -> Mapping[str, Average]:
    """Under the quarters and the year those of the yearly plan, under the achievement that of the longer one."""
    appraisal, cap = year.appraisal, year.material.plan.header.average_cap
    found = {}
    for quarter, judged in year.to_quarters.items():
        percent = average_of(judged.rows, cap)
        found[f"quarter_{quarter}"] = average(percent, appraisal, indicators_text(judged.summary))
    found["realised"] = average(average_of(appraisal.rows, cap), appraisal, indicators_text(appraisal.summary))
    absorbed = year.absorptions
    found["spent"] = average(mean(absorbed), appraisal, programmes_text(absorbed))
    percents = year.long_percents
    found["achieved"] = average(mean(percents), appraisal, count_text(percents), "AVERAGE({achieved:all})")
    shares = year.long_shares
    found["absorbed"] = average(mean(shares), appraisal, programmes_text(shares), "AVERAGE({absorbed:all})")
    return found
