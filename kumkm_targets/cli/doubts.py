"""What a careful colleague would ask before a figure is recorded."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from kumkm_targets.cli.place import Place
from kumkm_targets.evaluation.plausibility import doubts, is_slip
from kumkm_targets.evaluation.targets import targets_at_end_of
from kumkm_targets.evaluation.year_figures import QUARTERS
from kumkm_targets.messages import _
from kumkm_targets.model.realised import Entry, RealisedFigure, RealisedYear
from kumkm_targets.model.recording import WHOLE
from kumkm_targets.reporting.words import DOUBTS, quarter_text
from kumkm_targets.storage.plan_files import RealisedReading, realised_path
from kumkm_targets.storage.toml_file import TomlFile


def doubts_about(place: Place, entry: Entry, after: RealisedYear) -> list[str]:
    """What speaks against `entry`, in words; after: the year with it."""
    indicator = place.indicator
    found = [*_unlikely(place, entry.value), *_too_early(place, entry)]
    if entry.as_of is not None and entry.as_of > place.session.today:
        found.append(_("{day} lies in the future").format(day=entry.as_of.isoformat()))
    if indicator.formula:
        found.append(_("this indicator is derived from others: {formula}").format(formula=indicator.formula))
    if indicator.retired is not None and place.year > indicator.retired:
        found.append(_("this indicator was retired with the year {year}").format(year=indicator.retired))
    return [*found, *_disagreements(place, after)]


def _unlikely(place: Place, value: Decimal | None) -> Iterator[str]:
    """The value beside those that it can be compared with."""
    if value is None:
        return
    for doubt in doubts(place.indicator, value, _comparable(place, value)):
        if doubt == "thousandfold" and place.scope.quarter is not None:
            yield _("this is hundreds of times more or less than the other quarters or the same one a year before")
        elif doubt == "thousandfold" and place.scope.part is not None:
            yield _("this is hundreds of times more or less than the other parts or the same one a year before")
        else:
            yield _(DOUBTS[doubt])


def _comparable(place: Place, value: Decimal) -> list[Decimal]:
    """The figure before and the one in force. A year is compared with its targets too, a quarter or part with others.

    Kabupaten and kota differ by size: what is not far from one of the others is not odd beside them.
    """
    in_force = place.in_force.value if place.in_force is not None else None
    known = [figure for figure in (place.last_known(), in_force) if figure is not None]
    if place.scope == WHOLE:
        targets = targets_at_end_of(place.opened.plan, place.indicator_id, place.year)
        return [*known, *(target.max for target in targets.values())]
    others = _others(place)
    near = [figure for figure in others if not is_slip(figure, value)]
    return [*known, *near] or others


def _others(place: Place) -> list[Decimal]:
    """The other quarters of the year, or its other parts."""
    figure, scope = place.figure, place.scope
    if figure is None:
        return []
    if scope.quarter is not None:
        return [value for quarter, value in figure.quarters.items() if quarter != scope.quarter]
    return [value for code, value in figure.parts.items() if code != scope.part]


def _too_early(place: Place, entry: Entry) -> Iterator[str]:
    """A year or quarter that has not begun, and a figure that is called final before its time is over."""
    today, year, quarter = place.session.today, place.year, place.scope.quarter
    begin, end = _days(year, quarter)
    if year > today.year:
        yield _("the year {year} has not begun yet").format(year=year)
    elif quarter is not None and today < begin:
        yield _("quarter {quarter} of {year} has not begun yet").format(quarter=quarter_text(quarter), year=year)
    elif entry.status == "final" and today <= end and quarter is not None:
        yield _("quarter {quarter} of {year} is not over, and its figure is called final").format(
            quarter=quarter_text(quarter), year=year
        )
    elif entry.status == "final" and today <= end and place.scope.part is not None:
        yield _("the year {year} is not over, and the figure is called final").format(year=year)


def _days(year: int, quarter: int | None) -> tuple[date, date]:
    """The first and the last day of the year, or of its quarter."""
    first, last = (1, 12) if quarter is None else (3 * quarter - 2, 3 * quarter)
    following = date(year, last + 1, 1) if last < 12 else date(year + 1, 1, 1)
    return date(year, first, 1), following - timedelta(days=1)


def _disagreements(place: Place, after: RealisedYear) -> list[str]:
    """Where whole, quarters and parts contradict each other, as `check` would say; asked of what is recorded now."""
    figure = after.figures[place.indicator_id]
    if figure.value is None or not (figure.parts or len(figure.quarters) == len(QUARTERS)):
        return []
    from kumkm_targets.checks.realised.agreement_rules import OUTSIDE_REGION, PARTS_MISSING, divisions

    path = realised_path(place.opened.reading.folder, place.year)
    content = after.model_copy(update={"figures": {place.indicator_id: figure}})
    year = RealisedReading(TomlFile(path, "", {}), content, ())
    reading = replace(place.opened.reading, years=(year,))
    asked = {"quarters", "parts"} if place.scope == WHOLE else {"quarters" if place.scope.quarter else "parts"}
    unasked = {OUTSIDE_REGION} | ({PARTS_MISSING} if _may_lack_parts(place, figure) else set())
    return [
        finding.message
        for finding in divisions(reading, place.opened.plan, place.session.today)
        if finding.rule not in unasked and finding.key[-1] in asked
    ]


def _may_lack_parts(place: Place, figure: RealisedFigure) -> bool:
    """Whether more parts may still come: then a sum below the whole says nothing."""
    parts = place.opened.plan.parts
    return not parts.keys() <= figure.parts.keys() if parts else place.scope != WHOLE
