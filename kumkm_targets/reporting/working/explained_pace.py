"""Pace and outlook with their working: every number can be reckoned again from what is printed."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kumkm_targets.evaluation.pace import Pace
from kumkm_targets.evaluation.row import Row
from kumkm_targets.evaluation.year_figures import adds_up
from kumkm_targets.figures.exact import decimal_of, decimals_of, rounded, rounded_without_crossing
from kumkm_targets.figures.writing import MINUS, signed, write_figure, write_number, write_with_unit
from kumkm_targets.messages import _
from kumkm_targets.reporting.formula_words import number_text
from kumkm_targets.reporting.pace_words import MANNERS, manner_of, pace_reason_text
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import OUTLOOK_MARKS, OUTLOOKS, achievement_text
from kumkm_targets.reporting.working.pace_working import (
    growth_working,
    observed_working,
    projected_working,
    required_working,
    share_working,
)

_DECIMALS: Final = 4
_PERCENT_DECIMALS: Final = 2

Lines = Iterator[tuple[str, str]]


def pace_lines(row: Row) -> Lines:
    """Observed and required pace, where they lead, and the outlook, each with its working below it."""
    pace = row.pace
    yield from _observed(row, pace)
    if pace.required is not None and pace.latest is not None:
        (last, value), horizon = pace.latest, pace.horizon or 0
        yield _("Pace needed"), _a_year(_pace(pace.required, row))
        yield "", f"{_sign(pace.required, row)} {required_working(row)} ({last}–{horizon})"
        if pace.goal is not None and pace.required_growth is not None and adds_up(row.indicator):
            yield from _growth(pace.required_growth, value, pace.goal, horizon - last)
    if pace.projected is not None and pace.latest is not None and (pace.horizon or 0) > pace.latest[0]:
        yield _("Projection"), _projection(row, pace.projected)
        yield "", f"{_sign(pace.projected, row)} {projected_working(row)}"
    yield from _outlook(row, pace)


def _observed(row: Row, pace: Pace) -> Lines:
    if pace.observed is None or pace.latest is None:
        return
    last, value = pace.latest
    yield _("Pace so far"), _a_year(_pace(pace.observed, row))
    if pace.origin is None:
        yield "", f"{_sign(pace.observed, row)} {observed_working(row)}"
        return
    first, origin = pace.origin
    yield "", f"{_sign(pace.observed, row)} {observed_working(row)} ({first}–{last})"
    if pace.observed_growth is not None and adds_up(row.indicator):
        yield from _growth(pace.observed_growth, origin, value, last - first)
    if pace.last_year is not None:
        before = value - pace.last_year
        yield _("Last year"), _pace(pace.last_year, row)
        yield "", f"{_sign(pace.last_year, row)} {number_text(value)} {MINUS} {number_text(before)} ({last - 1}–{last})"
        if adds_up(row.indicator) and before > 0 and value > 0:
            yield from _growth(pace.last_year / before * 100, before, value, 1)


def _growth(percent: Fraction, start: Fraction, end: Fraction, years: int) -> Lines:
    """The same change as compound growth, in percent a year."""
    decimal = decimal_of(percent)
    shown = rounded_without_crossing(decimal, min(_PERCENT_DECIMALS, decimals_of(decimal)), (Decimal(0),))
    yield "", _a_year(f"{signed(write_number(shown), decimal)}%")
    yield "", f"{'=' if shown == percent else '≈'} {growth_working(start, end, years)}"


def _projection(row: Row, value: Fraction) -> str:
    manner = manner_of(row)
    assert manner is not None, "there is a projection"
    word, meaning = MANNERS[manner]
    figure = one_line(write_with_unit(_shown(value, row), row.indicator.measure))
    return _("{figure} in {year} ({manner}: {meaning})").format(
        figure=figure, year=row.pace.horizon, manner=_(word), meaning=_(meaning)
    )


def _outlook(row: Row, pace: Pace) -> Lines:
    share = ""
    if pace.share is not None:
        percent = f"{achievement_text(decimal_of(pace.share * 100), OUTLOOK_MARKS)}%"
        share = f" ({_share(pace).format(percent=percent)})"
    if pace.outlook is not None:
        sign, word = OUTLOOKS[pace.outlook]
        yield _("Outlook"), f"{sign} {_(word)}{share}"
    elif pace.reason == "ended":
        yield _("Outlook"), pace_reason_text(pace.reason) + share
    elif pace.reason is not None:
        yield _("Outlook"), _("cannot be computed: {reason}").format(reason=pace_reason_text(pace.reason))
    if pace.share is not None:
        exact = pace.share * 100
        is_exact = rounded(decimal_of(exact), _PERCENT_DECIMALS) == exact
        yield "", f"{'=' if is_exact else '≈'} {share_working(row)}"


def _share(pace: Pace) -> str:
    is_sum = pace.origin is None
    if pace.reason == "ended":
        return _("{percent} of the promise was reached") if is_sum else _("{percent} of the promised change came about")
    return _("leads to {percent} of the promise") if is_sum else _("leads to {percent} of the promised change")


def _pace(value: Fraction, row: Row) -> str:
    """A change with its sign and unit, a percentage in points; of a sum, the amount of a year."""
    decimal, measure = _shown(value, row), row.indicator.measure
    if row.pace.origin is None:
        return one_line(write_with_unit(decimal, measure))
    if measure.kind == "percent":
        return _("{gap} percentage points").format(gap=signed(write_figure(decimal, measure), decimal))
    return one_line(signed(write_with_unit(decimal, measure), decimal))


def _shown(value: Fraction, row: Row) -> Decimal:
    """With few decimals, but never on the other side of nothing, or of what has to be reached."""
    decimal = decimal_of(value)
    most = 0 if row.indicator.measure.is_rupiah else _DECIMALS
    marks = (Decimal(0),) if row.pace.goal is None else (Decimal(0), decimal_of(row.pace.goal))
    return rounded_without_crossing(decimal, min(most, decimals_of(decimal)), marks)


def _sign(value: Fraction, row: Row) -> str:
    """Whether the value is shown in full."""
    return "=" if _shown(value, row) == value else "≈"


def _a_year(text: str) -> str:
    return _("{pace} a year").format(pace=text)
