"""Every year of a plan judged, as it stands at the end of one of them: what the forms over a whole plan print."""

from collections.abc import Mapping
from datetime import date

from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.evaluation.row import Row
from kumkm_targets.model.realised import RealisedYear


def judged_years(appraisal: Appraisal, realised: Mapping[int, RealisedYear], today: date) -> dict[int, Appraisal]:
    """The years of the plan's period, the earliest first; rows and averages are those of `course`.

    Earlier years are judged by the targets in force at their own end, later ones by those in force at the end of the
    year described, whose figures are not looked at. realised: what `appraisal` was made of.
    """
    plan, year = appraisal.plan, appraisal.year
    known = {of: content for of, content in realised.items() if of <= year}
    end_of_year, period = date(year, 12, 31), plan.header.period
    found = {year: appraisal}
    for of in range(period.start, period.end + 1):
        if of < year:
            found[of] = appraise(plan, known, of, today)
        elif of > year:
            found[of] = appraise(plan, known, of, min(today, end_of_year), in_force_on=end_of_year)
    return {of: found[of] for of in range(period.start, period.end + 1) if of in found}


def latest_rows(appraisal: Appraisal, years: Mapping[int, Appraisal]) -> dict[str, Row]:
    """By id, what is said last of each indicator: in the year described, or in the last year of one that is retired."""
    now = {row.id: row for row in appraisal.rows}
    before = {row.id: row for of, one in years.items() if of < appraisal.year for row in one.rows}
    found = {**before, **now}
    return {name: found[name] for name in appraisal.plan.indicators if name in found}
