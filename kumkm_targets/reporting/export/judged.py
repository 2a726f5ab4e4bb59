"""How a year is judged: the targets in force, gap, achievement, pace, absorption and average of its one appraisal."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.budget import Money, budgets_of
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.export.figure import COUNT, PERCENT, RATIO, Figure, Said, Subject


def judged_figures(appraisal: Appraisal, *, with_outlook: bool) -> Iterator[Figure]:
    """What the appraisal says of every indicator. with_outlook: of the end of the plan too, as the year leaves it."""
    for row in appraisal.rows:
        subject = Subject(appraisal.plan, row.id, row.indicator)
        yield from _judged(subject, appraisal.year, row)
        if with_outlook:
            yield from _so_far(subject, appraisal.year, row)
            yield from _end_of_plan(subject, appraisal.year, row)


def absorption_figures(appraisal: Appraisal, realised: Mapping[int, RealisedYear]) -> Iterator[Figure]:
    """What each programme has spent in percent of its budget, or why that cannot be told."""
    if not appraisal.plan.programmes:
        return
    for one in budgets_of(appraisal, realised).programmes:
        if one.money == Money(None, None):
            continue
        subject, absorption = Subject(appraisal.plan, one.id, one.programme, is_programme=True), one.money.absorption
        if isinstance(absorption, Fraction):
            yield subject.line("absorption", appraisal.year, decimal_of(absorption), measure=PERCENT)
        else:
            yield subject.line("absorption", appraisal.year, None, Said(reason=absorption), measure=PERCENT)


def average_figures(appraisal: Appraisal) -> Iterator[Figure]:
    """The plan's average achievement, and of how many indicators it is."""
    subject, summary, year = Subject(appraisal.plan), appraisal.summary, appraisal.year
    if not summary.of:
        return
    if summary.average is not None:
        yield subject.line("average", year, summary.average, Said(rating=summary.rating), measure=PERCENT)
    yield subject.line("computed", year, Decimal(summary.computed), measure=COUNT)
    yield subject.line("of", year, Decimal(summary.of), measure=COUNT)


def _judged(subject: Subject, year: int, row: Row) -> Iterator[Figure]:
    if row.target is not None:
        yield subject.line("target", year, row.target, _basis(row))
    if row.gap is not None:
        yield subject.line("gap", year, row.gap)
    if row.is_promised:
        said = Said(rating=row.rating, reason=row.reason)
        yield subject.line("achievement", year, row.achievement, said, measure=PERCENT)


def _basis(row: Row) -> Said:
    """Where a target comes from: the plan's source, or the amendment that changed it last."""
    if row.amendment is None:
        return Said(source=row.indicator.source)
    return Said(source=row.amendment.basis, as_of=row.amendment.effective.isoformat())


def _so_far(subject: Subject, year: int, row: Row) -> Iterator[Figure]:
    if row.so_far is None:
        return
    yield subject.line("so_far", year, decimal_of(row.so_far.value))
    if row.so_far.target is not None:
        yield subject.line("so_far_target", year, row.so_far.target)
    if row.so_far.percent is not None:
        yield subject.line("so_far_achievement", year, decimal_of(row.so_far.percent), measure=PERCENT)


def _end_of_plan(subject: Subject, year: int, row: Row) -> Iterator[Figure]:
    """What the pace so far leads to; an indicator without a promise for the end has a pace and no outlook."""
    pace = row.pace
    figures: tuple[tuple[str, Decimal | Target | None, str | None], ...] = (
        ("final_target", row.final_target, None),
        ("final_achievement", row.final_achievement, PERCENT),
        ("required_pace", row.required_pace, None),
        ("observed_pace", row.observed_pace, None),
        ("projected", None if pace.projected is None else decimal_of(pace.projected), None),
    )
    for kind, value, measure in figures:
        if value is not None:
            yield subject.line(kind, year, value, measure=measure)
    if row.final_target is not None:
        said = Said(outlook=row.outlook, reason=pace.reason)
        yield subject.line("outlook_share", year, row.outlook_share, said, measure=RATIO)
