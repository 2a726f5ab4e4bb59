"""The ledger for other programs.

JSON: `format`: 1. `events`: in the order of the text, plan by plan and oldest first; `unreadable`: ids of plans that
are not valid. An event has, and a line of the CSV too:

- `plan`; `kind`: figure, spending or closing; `indicator` or `programme` (ids); `name`, `unit`; `year`, `quarter`,
  `part` (region code).
- `recorded_at`, `recorded_by`; of a closing the day alone. What somebody typed has none.
- `from`, `from_unavailable`, `from_status`, `from_source`: what was said before, all null where nothing was.
- `to`, `to_unavailable`, `to_status`, `source`, `as_of`, `note`: what is said since. A quarter or part that was taken
  back has no `to`.
- `reason`: why the statement before gave way. `in_force`: whether it is what holds now.

Numbers are strings with all their digits, spending in rupiah.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from kumkm_targets.figures.units import unit
from kumkm_targets.model.fields import FORMAT
from kumkm_targets.model.ledger import Closing
from kumkm_targets.model.realised import Entry, Expense
from kumkm_targets.reporting.csv_table import csv_table
from kumkm_targets.reporting.ledger.words import PlanEvent
from kumkm_targets.reporting.plain import escaped_json
from kumkm_targets.reporting.status.data import number

_COLUMNS: Final = tuple(
    "plan kind indicator programme name unit year quarter part recorded_at recorded_by "
    "from from_unavailable from_status from_source to to_unavailable to_status source as_of note "
    "reason in_force".split()
)
_FREE_TEXT: Final = tuple(
    "plan name unit recorded_by from_unavailable from_source to_unavailable source note reason".split()
)


def ledger_json(told: Iterable[PlanEvent], broken: Sequence[str] = ()) -> str:
    """The events as a JSON document."""
    document = {"format": FORMAT, "events": [_record(one) for one in told], "unreadable": list(broken)}
    return escaped_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def ledger_csv(told: Iterable[PlanEvent]) -> str:
    """The events as CSV."""
    return csv_table(map(_record, told), _COLUMNS, _FREE_TEXT)


def _record(one: PlanEvent) -> dict[str, Any]:
    event = one.event
    is_figure, is_spending = event.kind == "figure", event.kind == "spending"
    declared = (one.plan.indicators if is_figure else one.plan.programmes).get(event.id)
    indicator = one.plan.indicators.get(event.id) if is_figure else None
    said, was = event.said, event.before
    moment = said.day if isinstance(said, Closing) else said.recorded_at
    return {
        "plan": one.plan.id,
        "kind": event.kind,
        "indicator": event.id if is_figure else None,
        "programme": event.id if is_spending else None,
        "name": declared.name.id if declared else None,
        "unit": indicator.unit if indicator else unit("Rp").text if is_spending else None,
        "year": event.year,
        "quarter": event.scope.quarter,
        "part": event.scope.part,
        "recorded_at": moment.isoformat() if moment else None,
        "recorded_by": said.recorded_by,
        "from": _value(was),
        "from_unavailable": was.unavailable if isinstance(was, Entry) else None,
        "from_status": was.status if isinstance(was, Entry) else None,
        "from_source": was.source if was is not None else None,
        "to": _value(said),
        "to_unavailable": said.unavailable if isinstance(said, Entry) else None,
        "to_status": said.status if isinstance(said, Entry) else None,
        "source": None if isinstance(said, Closing) else said.source,
        "as_of": said.as_of.isoformat() if isinstance(said, Entry | Expense) and said.as_of else None,
        "note": None if isinstance(said, Closing) else said.note,
        "reason": said.because if isinstance(said, Closing) else event.reason,
        "in_force": event.in_force,
    }


def _value(said: Entry | Expense | Closing | None) -> str | None:
    if isinstance(said, Expense):
        return number(said.spent)
    return number(said.value) if isinstance(said, Entry) else None
