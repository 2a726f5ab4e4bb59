"""What stands under the evaluation of a plan over years: counts, formulas, scale, marks, changes and sources."""

from collections.abc import Iterator, Sequence

from kumkm_targets.evaluation.row import Row
from kumkm_targets.messages import _
from kumkm_targets.reporting.circumstances import running_year_line
from kumkm_targets.reporting.documents.cells import EMPTY
from kumkm_targets.reporting.documents.document import Column
from kumkm_targets.reporting.forms.hierarchy import programme_text
from kumkm_targets.reporting.forms.official import (
    before_the_end,
    count_text,
    indicators_text,
    money_legend,
    programmes_text,
)
from kumkm_targets.reporting.forms.plan_period import Period
from kumkm_targets.reporting.legends import mark_legend
from kumkm_targets.reporting.status.footer import formula_lines, scale_lines, source_lines
from kumkm_targets.reporting.status.notes import added_up_lines, figure_notes, weights_line


def over_years_notes(period: Period, columns: Sequence[Column]) -> Iterator[str]:
    """The lines, the counts behind the averages first."""
    appraisal, listed, numbers = period.material.appraisal, period.listed, period.numbers
    called = {column.key: column.number for column in columns}
    yield from _counts(period, called.get("final_ratio"))
    if "final_ratio" in called:
        yield from before_the_end(called["final_ratio"], appraisal.plan, appraisal.year)
    yield _("{mark} not known or not to be computed; it is left out of the average").format(mark=EMPTY.text)
    yield from formula_lines([_with_target(period, row) for row in listed])
    yield from weights_line(appraisal, listed)
    yield from scale_lines(appraisal, is_used=_is_rated(period))
    yield from running_year_line(appraisal)
    yield from added_up_lines(listed, numbers, of_quarters=False)
    yield from _money(period)
    so_far = {year: one for year, one in period.years.items() if year < appraisal.year} | {appraisal.year: appraisal}
    known = [row for one in so_far.values() for row in one.rows if row.id in numbers]
    yield from mark_legend(known)
    sources: dict[str, None] = {}
    for year, one in so_far.items():
        rows = [row for row in one.rows if row.id in numbers]
        yield from (f"{year}: {line}" for line in figure_notes(one, rows, numbers))
        sources |= dict.fromkeys(source_lines(one, rows))
    yield from sources


def _with_target(period: Period, row: Row) -> Row:
    """What is said of the indicator in a year that has a target for it."""
    every = (rows[row.id] for rows in period.rows.values() if row.id in rows)
    return next((one for one in every if one.target is not None), row)


def _is_rated(period: Period) -> bool:
    """Whether the form has any average."""
    absorbed = [percent for year in period.years for percent in period.absorptions(year)]
    computed = any(one.summary.computed for one in period.years.values())
    return computed or any(one is not None for one in (*absorbed, *period.final_percents, *period.shares))


def _counts(period: Period, final: str | None) -> Iterator[str]:
    """Of how many indicators and programmes the average of each year, and that in column `final`, is made."""
    counts = []
    for year, one in period.years.items():
        absorbed = period.absorptions(year)
        parts = [indicators_text(one.summary)] if one.summary.computed else []
        parts += [programmes_text(absorbed)] if any(percent is not None for percent in absorbed) else []
        counts += [f"{year}: {', '.join(parts)}"] if parts else []
    percents, shares = period.final_percents, period.shares
    if final is not None:
        parts = [count_text(percents)] if any(percent is not None for percent in percents) else []
        parts += [programmes_text(shares)] if any(share is not None for share in shares) else []
        counts += [f"{final}: {', '.join(parts)}"] if parts else []
    if counts:
        yield _("Counted in the averages: {counts}").format(counts="; ".join(counts))


def _money(period: Period) -> Iterator[str]:
    if not period.budgets.has_any:
        return
    yield money_legend()
    plan, end = period.material.plan, period.material.year
    for one in period.budgets.programmes:
        years = [year for year in one.to_date.left_out if year in one.years and one.years[year].spent is not None]
        if years:
            yield _("Spent without a budget, and not counted to date: {programme} ({years})").format(
                programme=programme_text(plan, one.id), years=", ".join(str(year) for year in years if year <= end)
            )
