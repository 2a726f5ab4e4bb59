"""What recording one figure changes: before → after."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from kumkm_targets.evaluation.budget import Money, NoAbsorption
from kumkm_targets.evaluation.row import Row
from kumkm_targets.evaluation.year_figures import QUARTERS, YearFigure
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.figures.units import unit
from kumkm_targets.figures.writing import write_figure, write_with_unit
from kumkm_targets.messages import N_, _, current_language, ngettext
from kumkm_targets.model.fields import OverTime
from kumkm_targets.model.plan import Indicator, Plan, Programme
from kumkm_targets.model.realised import Entry, Expense, RealisedFigure
from kumkm_targets.model.recording import WHOLE, Scope, statement_of
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.recording.scope_words import part_text, scope_text
from kumkm_targets.reporting.rupiah import rupiah
from kumkm_targets.reporting.words import (
    achievement_text,
    figure_with_unit,
    gap_with_unit,
    quarter_text,
    realised_with_unit,
    reason_text,
    status_text,
    target_with_unit,
)

_NOTHING: Final = "–"
_LABEL_WIDTH: Final = 12
_NAMED_PARTS: Final = 5
"""Missing parts beyond these are counted, not named."""
_RUPIAH: Final = unit("Rp")
_MADE_OF: Final[dict[OverTime, str]] = {
    "sum": N_("sum of quarters {quarters}"),
    "average": N_("mean of quarters {quarters}"),
}


class Recorded(NamedTuple):
    """A figure as it is recorded before or after: itself, and what is said of it where the year is judged.

    to_quarter: the row of the year up to the quarter that is recorded.
    """

    figure: RealisedFigure | None
    row: Row | None
    to_quarter: Row | None = None

    def statement(self, scope: Scope) -> Entry | None:
        """What is said of that part of the figure."""
        return statement_of(self.figure, scope) if self.figure is not None else None


def figure_lines(
    plan: Plan, indicator: Indicator, year: int, scope: Scope, before: Recorded, after: Recorded
) -> Iterator[str]:
    """The figure as it was understood, and what it does to the year, to gap and achievement, line by line."""
    name = one_line(indicator.name.in_language(current_language()))
    yield ", ".join(filter(None, (name, str(year), scope_text(scope, plan))))
    was, now = before.statement(scope), after.statement(scope)
    yield labelled(
        _("Realised"), *(_realised(one, indicator, side, scope) for one, side in ((was, before), (now, after)))
    )
    if now is not None and now.value is not None and indicator.measure.is_money:
        yield labelled(_("In full"), write_figure(now.value, indicator.measure))
    if scope != WHOLE:
        yield from _year_lines(plan, indicator, year, scope, before, after)
    yield from _judgement_lines(indicator, before.row, after.row, is_whole=scope == WHOLE)
    yield from _origin_lines(was, now)


def expense_lines(programme: Programme, year: int, was: Expense | None, now: Expense) -> Iterator[str]:
    """What a programme has spent, and how much of its budget that is, line by line."""
    budget = programme.budget.get(year)
    yield f"{one_line(programme.name.in_language(current_language()))}, {year}"
    spent = write_with_unit(was.spent, _RUPIAH) if was is not None else reason_text("not_recorded")
    yield labelled(_("Spent"), spent, write_with_unit(now.spent, _RUPIAH))
    yield labelled(_("In full"), rupiah(now.spent))
    yield labelled(_("Budget"), write_with_unit(budget, _RUPIAH) if budget is not None else _("none for this year"))
    absorption = [Money(budget, one.spent if one else None).absorption for one in (was, now)]
    if isinstance(absorption[1], Fraction):
        yield labelled(_("Absorption"), *map(_share, absorption))
    yield from _origin_lines(was, now)


def _year_lines(
    plan: Plan, indicator: Indicator, year: int, scope: Scope, before: Recorded, after: Recorded
) -> Iterator[str]:
    """What the year is made of now, and what was promised for the quarter or part."""
    target = indicator.part_targets.get(year, {}).get(scope.part or "")
    if target is not None:
        yield labelled(_("Its target"), target_with_unit(target, indicator))
    to_date = after.to_quarter
    if to_date is not None and to_date.target is not None and to_date.realised is not None:
        figures = _steps(_figure(before.to_quarter), _figure(to_date))
        text = _("{realised} of {target}").format(realised=figures, target=target_with_unit(to_date.target, indicator))
        # Without a predikat: its scale is that of whole years.
        percent = to_date.achievement
        yield labelled(_("To date"), text if percent is None else f"{text}: {_percent(percent, to_date)}")
    if after.row is None or not _figure(after.row):
        return
    yield labelled(_("Year"), _made_of(after, _steps(_figure(before.row), _figure(after.row))))
    missing = _missing(plan, indicator, after.row.partial)
    if missing:
        yield labelled(_("Missing"), missing)


def _figure(row: Row | None) -> str:
    """What is known of a year, whole or not; empty where nothing is."""
    if row is not None and row.partial is not None:
        return figure_with_unit(decimal_of(row.partial.value), row.indicator, derived=True)
    return realised_with_unit(row) if row is not None and row.realised is not None else ""


def _made_of(side: Recorded, figure: str) -> str:
    """The figure of the year, and what it was added up from."""
    row = side.row
    if row is None or side.figure is None:
        return figure
    origins = _origins(row, side.figure)
    text = _("{figure} so far").format(figure=figure) if row.partial is not None else figure
    return f"{text} ({origins})" if origins else text


def _origins(row: Row, figure: RealisedFigure) -> str:
    """The quarters or parts that the year is made of; empty where it is not."""
    partial, over_time = row.partial, row.indicator.over_time
    origin = partial.origin if partial is not None else row.origin
    if origin == "quarters":
        known = sorted(figure.quarters)[-1:] if over_time == "latest" else sorted(figure.quarters)
        if len(known) == 1:
            return _("quarter {quarter}").format(quarter=_numbers(known))
        return _(_MADE_OF[over_time]).format(quarters=_numbers(known))
    if origin != "parts":
        return ""
    count = len(figure.parts)
    if partial is None:
        return _("sum of {count} kabupaten/kota").format(count=count)
    return _("sum of {count} of {of} kabupaten/kota").format(count=count, of=len(partial.missing_parts) + count)


def _missing(plan: Plan, indicator: Indicator, partial: YearFigure | None) -> str:
    """The quarters or parts that would make the figure whole; beyond a few they are counted."""
    if partial is None:
        return ""
    if partial.origin == "quarters":
        needed = QUARTERS[-1:] if indicator.over_time == "latest" else QUARTERS
        missing = [quarter for quarter in needed if quarter not in partial.quarters]
        words = ngettext("quarter {quarters}", "quarters {quarters}", len(missing))
        return words.format(quarters=_numbers(missing))
    return _counted([part_text(code, plan) for code in partial.missing_parts])


def _counted(names: Sequence[str]) -> str:
    shown, left = names[:_NAMED_PARTS], len(names) - _NAMED_PARTS
    return ", ".join(shown) + (" " + _("and {count} more").format(count=left) if left > 0 else "")


def _judgement_lines(indicator: Indicator, before: Row | None, after: Row | None, *, is_whole: bool) -> Iterator[str]:
    """Target, gap and achievement of the year; of a quarter or part only where they can be told."""
    if after is None or after.target is None:
        return
    yield labelled(_("Target"), target_with_unit(after.target, indicator))
    rows = (before, after)
    if is_whole or any(row is not None and row.realised is not None for row in rows):
        yield labelled(_("Gap"), *((gap_with_unit(row) if row else "") or _NOTHING for row in rows))
        yield labelled(_("Achievement"), *(_achievement(row) for row in rows))


def _origin_lines(was: Entry | Expense | None, now: Entry | Expense | None) -> Iterator[str]:
    for label, name in ((_("Source"), "source"), (_("Day"), "as_of"), (_("Note"), "note")):
        former, current = (str(getattr(said, name, None) or _NOTHING) for said in (was, now))
        if current != _NOTHING or name == "source":
            values = (former, current) if former not in (_NOTHING, current) else (current,)
            yield labelled(label, *map(one_line, values))


def labelled(label: str, *values: str) -> str:
    """A line `label  before → after`; one value where both are the same."""
    return f"  {label:<{_LABEL_WIDTH}} {_steps(*values)}"


def _steps(*values: str) -> str:
    return " → ".join(filter(None, dict.fromkeys(values)))


def _numbers(quarters: Iterable[int]) -> str:
    return ", ".join(map(quarter_text, sorted(quarters)))


def _realised(said: Entry | None, indicator: Indicator, side: Recorded, scope: Scope) -> str:
    if said is None:
        made_of = _made_of(side, _figure(side.row)) if scope == WHOLE else ""
        return made_of or reason_text("not_recorded")
    if said.value is None:
        return f"{reason_text('unavailable')}: {one_line(said.unavailable or '')}"
    status = f" ({status_text(said.status)})" if said.status else ""
    return figure_with_unit(said.value, indicator) + status


def _achievement(row: Row | None) -> str:
    if row is None or row.achievement is None:
        return _NOTHING
    rating = f" {one_line(row.rating)}" if row.rating else ""
    return f"{_percent(row.achievement, row)}{rating}"


def _percent(percent: Decimal, row: Row) -> str:
    return f"{achievement_text(percent, row.thresholds)}%"


def _share(absorption: Fraction | NoAbsorption) -> str:
    if not isinstance(absorption, Fraction):
        return _NOTHING
    return f"{achievement_text(decimal_of(absorption), (Decimal(100),))}%"
