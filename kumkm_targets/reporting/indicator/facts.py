"""What the page of one indicator says in words, as labelled lines: what it is, its pace, and its sources."""

from collections.abc import Iterator
from itertools import chain

from kumkm_targets.evaluation.course import Course
from kumkm_targets.evaluation.formulas import FormulaError, parse_formula
from kumkm_targets.messages import _, current_language
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.reporting.circumstances import source_text
from kumkm_targets.reporting.formula_words import in_names, named_in
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.status.shown_rows import spans
from kumkm_targets.reporting.words import BETTER, target_with_unit
from kumkm_targets.reporting.working.explained_pace import pace_lines
from kumkm_targets.reporting.working.explained_years import end_lines, so_far_lines

Line = tuple[str, str]
"""A label, and what it stands for."""


def identity(course: Course) -> Iterator[Line]:
    """What the indicator is and who answers for it."""
    indicator, plan = course.row.indicator, course.plan
    language = current_language()
    if indicator.definition:
        yield _("Definition"), one_line(indicator.definition)
    yield _("Unit"), one_line(indicator.unit)
    if indicator.better:
        yield _("Direction"), _(BETTER[indicator.better])
    if indicator.over_time != "latest":
        words = _("the years are added up") if indicator.over_time == "sum" else _("the average of the years")
        yield _("Over the years"), words
    if indicator.formula:
        yield _("Derived from"), _formula(indicator.formula, plan)
    if indicator.owner:
        yield _("In charge"), one_line(indicator.owner)
    programme = plan.programmes.get(indicator.programme or "")
    objective = plan.objectives.get(indicator.objective or (programme.objective if programme else None) or "")
    if objective:
        yield _("Objective"), one_line(objective.name.in_language(language))
    if programme:
        yield _("Programme"), one_line(f"{programme.code or ''} {programme.name.in_language(language)}".strip())
    if indicator.reference:
        yield _("Reference code"), one_line(indicator.reference)
    if plan.header.basis:
        yield _("Legal basis"), one_line(plan.header.basis)
    if indicator.retired is not None:
        yield _("Retired"), _retired(indicator, plan)
    if indicator.note:
        yield _("Note"), one_line(indicator.note)


def _formula(formula: str, plan: Plan) -> str:
    """The formula with the names of its indicators; as written, where it cannot be read."""
    try:
        return in_names(parse_formula(formula), named_in(plan))
    except FormulaError:
        return one_line(formula)


def _retired(indicator: Indicator, plan: Plan) -> str:
    text = _("after {year}").format(year=indicator.retired)
    successor = indicator.successor
    return text if successor is None else f"{text} → {named_in(plan)(successor)} ({successor})"


def pace(course: Course) -> Iterator[Line]:
    """What is known so far against the promise, how fast it goes, and where that leads.

    The working of these is left to `kumkm explain`: those lines begin with an equals sign.
    """
    known = so_far_lines(course.appraisal, course.row, course.series), end_lines(course.appraisal, course.row)
    for label, words in chain(*known, pace_lines(course.row)):
        if label or not words.startswith(("=", "≈")):
            yield label, words


def amendments(course: Course) -> Iterator[Line]:
    """Every amendment of the indicator's targets so far, with its legal basis."""
    for amendment in course.amendments:
        yield amendment.effective.isoformat(), one_line(amendment.basis)
        if amendment.reason:
            yield "", one_line(amendment.reason)
        for year, change in sorted(amendment.targets[course.row.id].items()):
            before, after = (target_with_unit(target, course.row.indicator) for target in (change.from_, change.to))
            yield "", f"{year}: {before} → {after}"


def sources(course: Course) -> Iterator[Line]:
    """Where targets, baseline and figures come from, each source once."""
    indicator, baseline = course.row.indicator, course.row.indicator.baseline
    uses: dict[str, list[str]] = {}
    if indicator.source and course.row.is_promised:
        uses.setdefault(indicator.source, []).append(_("target"))
    if baseline and baseline.source:
        uses.setdefault(baseline.source, []).append(_("baseline"))
    years: dict[str, list[int]] = {}
    for year, row in course.rows.items():
        if row.entry and row.entry.source:
            years.setdefault(row.entry.source, []).append(year)
    for name in dict.fromkeys((*uses, *years)):
        cited = [*uses.get(name, ()), *([spans(years[name])] if name in years else ())]
        yield ", ".join(cited), source_text(course.appraisal, name)


def remarks(course: Course) -> Iterator[Line]:
    """What is remarked on the baseline and on the figures, and why some are not available."""
    baseline = course.row.indicator.baseline
    if baseline and baseline.note:
        yield str(baseline.year), one_line(baseline.note)
    for year, row in course.rows.items():
        for remark in (row.entry.unavailable, row.entry.note) if row.entry else ():
            if remark:
                yield str(year), one_line(remark)
