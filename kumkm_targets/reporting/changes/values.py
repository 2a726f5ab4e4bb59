"""What stood somewhere before or after, in words."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from kumkm_targets.evaluation.changes.change import Change
from kumkm_targets.figures.units import unit
from kumkm_targets.figures.writing import write_number, write_with_unit
from kumkm_targets.messages import _, current_language, ngettext
from kumkm_targets.model.fields import Record
from kumkm_targets.model.plan import (
    Amendment,
    Baseline,
    Indicator,
    Objective,
    Period,
    Plan,
    Programme,
    RatingScale,
    Region,
    Relation,
    Source,
)
from kumkm_targets.model.realised import Entry, Expense
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.ledger.words import NOTHING, stated
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import BETTER, FORMULAS, figure_with_unit, target_with_unit

RUPIAH: Final = unit("Rp")


def value_text(value: Any, change: Change, plan: Plan, indicator_id: str) -> str:
    """The value on one side of a change, safe to print; plan, indicator_id: as they are on that side."""
    if change.subject == "closing":
        return _("closed on {day}").format(day=value.isoformat()) if value else _("open")
    if value is None:
        return NOTHING
    indicator = plan.indicators.get(indicator_id)
    if isinstance(value, Entry | Expense):
        return stated(value, plan, indicator_id, change.scope)
    if isinstance(value, Target):
        return target_with_unit(value, indicator) if indicator else one_line(str(value))
    if isinstance(value, Baseline):
        figure = figure_with_unit(value.value, indicator) if indicator else write_number(value.value)
        return f"{figure} ({value.year})"
    if change.subject == "budget":
        return write_with_unit(value, RUPIAH)
    return one_line(_declared(value, change))


def _declared(value: Any, change: Change) -> str:
    """A value of plan.toml as a person reads it."""
    if isinstance(value, Decimal):
        return write_number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "; ".join(str(getattr(one, "label", one)) for one in value)
    if isinstance(value, Record):
        return _of_record(value)
    if change.key == "better" and value in BETTER:
        return _(BETTER[value])
    if change.key == "achievement" and value in FORMULAS:
        return FORMULAS[value]
    return str(value)


def _of_record(value: Record) -> str:
    """What tells a record that is new or gone as a whole, or that is the value of one key."""
    if isinstance(value, Period):
        return f"{value.start}–{value.end}"
    if isinstance(value, Region):
        return f"{value.name} ({value.code})"
    if isinstance(value, Source | RatingScale):
        return value.title
    if isinstance(value, Objective | Programme):
        return value.name.in_language(current_language())
    if isinstance(value, Indicator):
        return f"{value.unit}, {_targets(len(value.targets))}"
    if isinstance(value, Relation):
        return value.that
    if isinstance(value, Amendment):
        return _targets(sum(map(len, value.targets.values())))
    in_language = getattr(value, "in_language", None)
    return in_language(current_language()) if in_language else str(value)


def _targets(count: int) -> str:
    return ngettext("{count} target", "{count} targets", count).format(count=count)
