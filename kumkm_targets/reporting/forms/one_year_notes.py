"""What stands under the evaluation of a yearly plan: counts, how quarters are judged, the longer plan, sources."""

from collections.abc import Iterator, Sequence

from kumkm_targets.evaluation.year_figures import QUARTERS
from kumkm_targets.messages import _
from kumkm_targets.reporting.circumstances import running_year_line
from kumkm_targets.reporting.documents.cells import EMPTY
from kumkm_targets.reporting.documents.document import Column
from kumkm_targets.reporting.forms.official import (
    before_the_end,
    count_text,
    indicators_text,
    money_legend,
    programmes_text,
)
from kumkm_targets.reporting.forms.plan_year import PlanYear
from kumkm_targets.reporting.legends import mark_legend
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.status.footer import formula_lines, missing_lines, scale_lines, source_lines
from kumkm_targets.reporting.status.notes import added_up_lines, figure_notes, weights_line
from kumkm_targets.reporting.status.shown_rows import spans
from kumkm_targets.reporting.words import quarter_text

_OF_LONGER_PLAN = ("long_target", "before", "to_date", "achieved")


def one_year_notes(year: PlanYear, columns: Sequence[Column]) -> Iterator[str]:
    """The lines, the counts behind the averages first."""
    appraisal, listed, numbers = year.appraisal, year.listed, year.numbers
    called = {column.key: column.number for column in columns}
    yield from _counts(year, called)
    yield from _quarters(year, called)
    yield from _longer(year, called)
    yield _("{mark} not known or not to be computed; it is left out of the average").format(mark=EMPTY.text)
    yield from missing_lines(appraisal)
    yield from formula_lines(listed)
    yield from weights_line(appraisal, listed)
    rated = (*year.absorptions, *year.long_percents, *year.long_shares)
    is_used = any(one.summary.computed for one in (appraisal, *year.to_quarters.values()))
    yield from scale_lines(appraisal, is_used=is_used or any(percent is not None for percent in rated))
    yield from running_year_line(appraisal)
    yield from added_up_lines(listed, numbers, of_quarters=True)
    if year.budgets.has_any:
        yield money_legend()
        yield _("Spending is recorded up to a day; that of a quarter is known where it was stated up to its last day")
    yield from mark_legend(listed)
    yield from figure_notes(appraisal, listed, numbers)
    yield from source_lines(appraisal, listed)


def _counts(year: PlanYear, called: dict[str, str]) -> Iterator[str]:
    absorbed, counts = year.absorptions, []
    for quarter, judged in year.to_quarters.items():
        if judged.summary.computed:
            counts.append(f"{quarter_text(quarter)}: {indicators_text(judged.summary)}")
    parts = [indicators_text(year.appraisal.summary)] if year.appraisal.summary.computed else []
    parts += [programmes_text(absorbed)] if any(one is not None for one in absorbed) else []
    counts += [f"{called['realised']}: {', '.join(parts)}"] if parts else []
    percents = year.long_percents
    if any(one is not None for one in percents):
        counts.append(f"{called['achieved']}: {count_text(percents)}")
    if counts:
        yield _("Counted in the averages: {counts}").format(counts="; ".join(counts))


def _quarters(year: PlanYear, called: dict[str, str]) -> Iterator[str]:
    """What the averages under quarters and year are of, for these columns show figures and no achievement."""
    first, last = called["quarter_1"], called["quarter_4"]
    if any(judged.summary.computed for judged in year.to_quarters.values()):
        yield _(
            "Averages under {first} to {last}: achievement since the year began against the targets of the quarters; "
            "the scale for whole years is applied to part of the year"
        ).format(first=first, last=last)
    else:
        yield _(
            "No average under {first} to {last}: the plan has no targets of quarters, or no figures for them"
        ).format(first=first, last=last)
    if year.last_quarter == QUARTERS[-1]:
        yield _("Average under {number}: achievement of the year against {target}").format(
            number=called["realised"], target=called["target"]
        )
        return
    yield _(
        "Average under {number}: achievement up to quarter {quarter} against its targets, and what was spent up to "
        "then of the budget of the whole year"
    ).format(number=called["realised"], quarter=quarter_text(year.last_quarter))


def _longer(year: PlanYear, called: dict[str, str]) -> Iterator[str]:
    places = ", ".join(called[key] for key in _OF_LONGER_PLAN)
    if year.longer is None:
        yield _("{columns} need the plan over years that this one carries out; none was named").format(columns=places)
        return
    longer, numbers = year.longer, year.numbers
    yield _("{columns} by: {plan}").format(columns=places, plan=one_line(longer.plan.header.title))
    yield from before_the_end(called["achieved"], longer.plan, year.material.year)
    yield _("{to_date}: {before} and {realised} together, as the years of the indicator add up").format(
        to_date=called["to_date"], before=called["before"], realised=called["realised"]
    )
    lines = (
        (_("Not in that plan: no. {numbers}"), [name for name in numbers if name not in longer.indicators]),
        (_("In a unit that cannot be compared: no. {numbers}"), longer.incomparable),
        (_("Another figure is recorded for the year in that plan: no. {numbers}"), longer.differing),
    )
    for text, names in lines:
        places_of = [numbers[name] for name in names if name in numbers]
        if places_of:
            yield text.format(numbers=spans(places_of))
