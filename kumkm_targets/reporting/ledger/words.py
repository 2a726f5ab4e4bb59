"""The words of one event of the ledger: about what, by whom and when, from what to what, why, and by which source."""

from dataclasses import dataclass
from typing import Final

from kumkm_targets.figures.units import unit
from kumkm_targets.figures.writing import write_number, write_with_unit
from kumkm_targets.messages import _, current_language
from kumkm_targets.model.ledger import Closing, Event
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import Entry, Expense
from kumkm_targets.model.recording import WHOLE, Scope
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.recording.scope_words import scope_text
from kumkm_targets.reporting.words import figure_with_unit, reason_text, status_text

NOTHING: Final = "–"
_RUPIAH: Final = unit("Rp")


@dataclass(frozen=True, slots=True)
class PlanEvent:
    """An event and the plan that it happened to."""

    plan: Plan
    event: Event


def subject(one: PlanEvent) -> str:
    """The indicator or programme, the year, and what of the year; safe to print, as all that these functions give."""
    event = one.event
    if event.kind == "closing":
        return _("Year {year}").format(year=event.year)
    declared = (one.plan.indicators if event.kind == "figure" else one.plan.programmes).get(event.id)
    name = one_line(declared.name.in_language(current_language()) if declared else event.id)
    if event.kind == "spending":
        name = _("{programme}: spent").format(programme=name)
    return f"{name} {period(one)}"


def period(one: PlanEvent) -> str:
    """The year and what of the year: `2025, quarter II`."""
    return ", ".join(filter(None, (str(one.event.year), scope_text(one.event.scope, one.plan))))


def before(one: PlanEvent) -> str:
    """What was said before."""
    if one.event.kind == "closing":
        return _("open")
    return NOTHING if one.event.before is None else _stated(one.event.before, one)


def after(one: PlanEvent) -> str:
    """What is said now."""
    return _("closed") if isinstance(one.event.said, Closing) else _stated(one.event.said, one)


def reason(one: PlanEvent) -> str:
    """Why the statement before gave way, or the year was closed in spite of something; empty where nobody said."""
    said = one.event.said
    return one_line((said.because if isinstance(said, Closing) else one.event.reason) or "")


def recorded_by(one: PlanEvent) -> str:
    """Who recorded it; empty where that is not known."""
    return one_line(one.event.said.recorded_by or "")


def day(one: PlanEvent) -> str:
    """The day on which it was recorded; empty where that is not known."""
    return one.event.day.isoformat() if one.event.day else ""


def time(one: PlanEvent) -> str:
    """The time of that day, where it was recorded."""
    moment = one.event.recorded_at
    return moment.strftime("%H:%M") if moment else ""


def source(one: PlanEvent) -> str:
    """Where it comes from, and the day that it describes; from where to where, if nothing else has changed."""
    said, former = one.event.said, one.event.before
    if isinstance(said, Closing):
        return ""
    now = _source(said, one.plan)
    then = _source(former, one.plan) if former is not None and before(one) == after(one) else now
    return now if then == now else f"{then or NOTHING} → {now or NOTHING}"


def note(one: PlanEvent) -> str:
    """The remark that was kept with it."""
    said = one.event.said
    return "" if isinstance(said, Closing) else one_line(said.note or "")


def stated(said: Entry | Expense, plan: Plan, indicator_id: str, scope: Scope = WHOLE) -> str:
    """What a statement says, without where it comes from; safe to print."""
    if isinstance(said, Expense):
        return write_with_unit(said.spent, _RUPIAH)
    if said.value is None:
        # A quarter or part without a figure was taken back; the reason stands with what was.
        why = one_line(said.unavailable or "") if scope == WHOLE else ""
        return f"{reason_text('unavailable')} ({why})" if why else NOTHING
    indicator = plan.indicators.get(indicator_id)
    figure = figure_with_unit(said.value, indicator) if indicator else write_number(said.value)
    return f"{figure} ({status_text(said.status)})" if said.status else figure


def _stated(said: Entry | Expense, one: PlanEvent) -> str:
    return stated(said, one.plan, one.event.id, one.event.scope)


def _source(said: Entry | Expense, plan: Plan) -> str:
    """The title of a source that the plan declares with its file, else the words that were written."""
    declared = plan.sources.get(said.source) if said.source else None
    words = (declared.title, declared.file) if declared is not None else (said.source,)
    described = _("as of {day}").format(day=said.as_of.isoformat()) if said.as_of else ""
    return ", ".join((*(one_line(word) for word in words if word), *filter(None, (described,))))
