"""Notes under a status table on single numbers: amended targets, figures that are not whole, how years add up."""

from collections.abc import Iterator, Sequence
from typing import Final

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.formulas import Reference, parse_formula, references
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import N_, _
from kumkm_targets.model.fields import OverTime
from kumkm_targets.model.plan import Amendment, Plan
from kumkm_targets.reporting.circumstances import known_quarters, without_parts
from kumkm_targets.reporting.formula_words import named_in, reference_text
from kumkm_targets.reporting.marks import AMENDED_MARK, PARTIAL_MARK, is_amended
from kumkm_targets.reporting.pace_words import MANNERS, Manner, manner_of, pace_reason_text
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.status.shown_rows import row_numbers, spans
from kumkm_targets.reporting.words import target_text

_ADDED_UP: Final[dict[OverTime, tuple[str, str]]] = {
    "sum": (N_("Years are added up: no. {numbers}"), N_("Quarters are added up: no. {numbers}")),
    "average": (N_("Years are averaged: no. {numbers}"), N_("Quarters are averaged: no. {numbers}")),
}
"""How the years of a plan add up, and the quarters of a year; the latest of them needs no note."""


def figure_notes(appraisal: Appraisal, rows: Sequence[Row], numbers: dict[str, int] | None = None) -> Iterator[str]:
    """What is to be known of single targets and figures among `rows`, those that are shown, a line each.

    numbers: by which the table calls them; without it, their places among `rows`.
    """
    numbers = row_numbers(rows) if numbers is None else numbers
    yield from _amendments(rows, numbers)
    yield from _before_the_end(appraisal, rows, numbers)
    yield from _parts_of_a_year(appraisal, rows, numbers)
    yield from _parts_of_the_region(appraisal, rows, numbers)
    yield from _components(appraisal, rows, numbers)


def course_notes(appraisal: Appraisal, rows: Sequence[Row]) -> Iterator[str]:
    """How the years of `rows` add up, how outlooks were reckoned, and what was promised for a time that is over."""
    numbers = row_numbers(rows)
    yield from added_up_lines(rows, numbers, of_quarters=appraisal.quarter is not None)
    yield from _manners(rows, numbers)
    yield from _earlier_outlooks(appraisal, rows, numbers)
    over = [numbers[row.id] for row in rows if row.pace.reason == "ended"]
    if over:
        what = pace_reason_text("ended")
        yield f"{what[:1].upper()}{what[1:]}: no. {spans(over)}"


def added_up_lines(rows: Sequence[Row], numbers: dict[str, int], *, of_quarters: bool) -> Iterator[str]:
    """Of which rows the years, or the quarters, are added up or averaged."""
    for over_time, (year_text, quarter_text) in _ADDED_UP.items():
        places = [numbers[row.id] for row in rows if row.final_target and row.indicator.over_time == over_time]
        if places:
            text = _(quarter_text) if of_quarters else _(year_text)
            yield text.format(numbers=spans(places))


def weights_line(appraisal: Appraisal, rows: Sequence[Row]) -> Iterator[str]:
    """By which weights the average is made, where there are any."""
    if not appraisal.summary.is_weighted:
        return
    counting: dict[str, list[int]] = {}
    for number, row in enumerate(rows, 1):
        if row.is_promised:
            weight = "1" if row.indicator.weight is None else write_number(row.indicator.weight)
            counting.setdefault(weight, []).append(number)
    if not counting:
        return
    weights = "; ".join(
        _("{weight} for no. {numbers}").format(numbers=spans(places), weight=weight)
        for weight, places in counting.items()
    )
    yield _("Weights in the average: {weights}").format(weights=weights)


def amendment_text(amendment: Amendment) -> str:
    """From when and on what basis targets were changed."""
    return _("amended from {day} ({basis})").format(
        day=amendment.effective.isoformat(), basis=one_line(amendment.basis)
    )


def _amendments(rows: Sequence[Row], numbers: dict[str, int]) -> Iterator[str]:
    found: list[tuple[Amendment, list[Row]]] = []
    for row in filter(is_amended, rows):
        assert row.amendment is not None
        same = next((members for amendment, members in found if amendment is row.amendment), None)
        if same is None:
            found.append((row.amendment, [row]))
        else:
            same.append(row)
    for amendment, members in sorted(found, key=lambda one: one[0].effective):
        changes = ", ".join(f"no. {numbers[row.id]} {original_text(row)}" for row in members)
        yield f"{AMENDED_MARK.strip()} " + _("Target {amended}: {changes}").format(
            amended=amendment_text(amendment), changes=changes
        )


def original_text(row: Row) -> str:
    """What the target was as first declared."""
    if row.original_target is None:
        return _("originally none")
    return _("originally {target}").format(target=target_text(row.original_target, row.indicator))


def _before_the_end(appraisal: Appraisal, rows: Sequence[Row], numbers: dict[str, int]) -> Iterator[str]:
    """The annual scale is never applied to a figure of a running year without saying so."""
    places = [numbers[row.id] for row in rows if row.is_computed and _is_of_running_year(row, appraisal)]
    if places:
        yield _("Recorded before the year was over, and judged by the target of the whole year: no. {numbers}").format(
            numbers=spans(places)
        )


def _is_of_running_year(row: Row, appraisal: Appraisal) -> bool:
    """Whether the figure was recorded for a year that was not over yet, and may still change."""
    entry = row.entry
    if appraisal.quarter is not None or row.origin != "recorded" or entry is None or entry.recorded_at is None:
        return False
    return entry.recorded_at.year <= appraisal.year and entry.status != "final"


def _parts_of_a_year(appraisal: Appraisal, rows: Sequence[Row], numbers: dict[str, int]) -> Iterator[str]:
    found: dict[str, list[int]] = {}
    for row in rows:
        if row.partial is not None and row.partial.quarters:
            found.setdefault(known_quarters(row.partial.quarters), []).append(numbers[row.id])
    if found:
        text = _("incomplete: {which}") if appraisal.quarter else _("not a whole year yet: {which}")
        yield f"{PARTIAL_MARK.strip()} " + text.format(which=_each(found))


def _parts_of_the_region(appraisal: Appraisal, rows: Sequence[Row], numbers: dict[str, int]) -> Iterator[str]:
    found: dict[str, list[int]] = {}
    for row in rows:
        if row.partial is not None and row.partial.missing_parts:
            found.setdefault(without_parts(row.partial.missing_parts, appraisal.plan), []).append(numbers[row.id])
    if found:
        yield f"{PARTIAL_MARK.strip()} " + _("incomplete: {which}").format(which=_each(found))


def _components(appraisal: Appraisal, rows: Sequence[Row], numbers: dict[str, int]) -> Iterator[str]:
    found: dict[str, list[int]] = {}
    valueless: list[int] = []
    for row in rows:
        if row.missing and not _has_not_begun(row):
            found.setdefault(missing_text(row, appraisal.plan), []).append(numbers[row.id])
        elif _is_valueless(row):
            valueless.append(numbers[row.id])
    if found:
        yield _("Components that are not known: {which}").format(which=_each(found))
    if valueless:
        yield _("The formula gives no value, as where it divides by zero: no. {numbers}").format(
            numbers=spans(valueless)
        )


def _has_not_begun(row: Row) -> bool:
    """Whether the year is still open, and none of the components is known yet."""
    return row.reason == "not_due" and len(row.missing) == len(_components_of(row))


def _is_valueless(row: Row) -> bool:
    """Whether the formula has all its components and gives nothing, and no figure stands in for it."""
    has_entry = row.realised is not None or row.partial is not None or row.reason == "unavailable"
    return row.indicator.formula is not None and not row.missing and not has_entry


def missing_text(row: Row, plan: Plan) -> str:
    """The components that a derived indicator lacks, by name."""
    lacking = (one for one in _components_of(row) if str(one) in row.missing)
    return ", ".join(reference_text(one, named_in(plan)) for one in lacking)


def _components_of(row: Row) -> list[Reference]:
    return list(dict.fromkeys(references(parse_formula(row.indicator.formula or "0"))))


def _manners(rows: Sequence[Row], numbers: dict[str, int]) -> Iterator[str]:
    """How the outlooks were reckoned; what is achieved already needed none."""
    found: dict[Manner, list[int]] = {}
    for row in rows:
        manner = manner_of(row)
        if manner and row.outlook not in (None, "achieved"):
            found.setdefault(manner, []).append(numbers[row.id])
    manners = []
    for manner, places in found.items():
        word, meaning = MANNERS[manner]
        where = f": no. {spans(places)}" if len(found) > 1 else ""
        manners.append(f"{_(word)} ({_(meaning)}){where}")
    if manners:
        yield _("Outlook reckoned: {manners}").format(manners="; ".join(manners))


def outlook_year(row: Row, year: int) -> int | None:
    """The last year that the outlook in `year` goes by, where that is an earlier one."""
    has_verdict = row.outlook is not None or row.pace.reason == "ended"
    return row.pace.latest[0] if has_verdict and row.pace.latest and row.pace.latest[0] < year else None


def earlier_outlook_text(year: int) -> str:
    """That an outlook goes by the figures of an earlier year."""
    return _("outlook by the figures up to {year}").format(year=year)


def _earlier_outlooks(appraisal: Appraisal, rows: Sequence[Row], numbers: dict[str, int]) -> Iterator[str]:
    found: dict[int, list[int]] = {}
    for row in rows:
        year = outlook_year(row, appraisal.year)
        if year is not None:
            found.setdefault(year, []).append(numbers[row.id])
    for year, places in sorted(found.items()):
        text = earlier_outlook_text(year)
        yield f"{text[:1].upper()}{text[1:]}: no. {spans(places)}"


def _each(found: dict[str, list[int]]) -> str:
    """Which numbers each text is about."""
    return "; ".join(f"no. {spans(places)} {text}" for text, places in found.items())
