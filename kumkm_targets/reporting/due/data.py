"""What is due as data for programs: JSON, and CSV with the same columns.

The JSON document:

- `format`: 1. `today`: the day by which it is due. `total`, and `counts` of every kind.
- `owners`: for every owner (null: nobody is named) the `count`.
- `due`: `owner`, `plan`, `indicator` or `programme` (the other is null), `name`, `year`, `quarters` and `parts`
  (what of the year; empty: all of it), `kind`, `status` (of a figure that is not final), `reason` (why it is
  unavailable), `needed_for` (derived indicators), `command`. No years are put together here.
- `unreadable`: the ids of plans that are not valid, and so not looked at.

`kind` is one of not_recorded, unavailable, incomplete, not_spent, preliminary, no_source.
"""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, get_args

from kumkm_targets.evaluation.due import Due, DueKind, by_owner
from kumkm_targets.model.fields import FORMAT
from kumkm_targets.reporting.csv_table import csv_table
from kumkm_targets.reporting.due.words import command
from kumkm_targets.reporting.plain import escaped_json

_COLUMNS: Final = (
    "owner",
    "plan",
    "indicator",
    "programme",
    "name",
    "year",
    "quarters",
    "parts",
    "kind",
    "status",
    "reason",
    "needed_for",
    "command",
)
_LISTS: Final = ("quarters", "parts", "needed_for")
_FREE_TEXT: Final = ("owner", "plan", "name", "reason", "command")


def due_json(dues: Sequence[Due], today: date, broken: Sequence[str] = (), workspace: str | None = None) -> str:
    """All that is due as a JSON document; see `reporting.due_list.due_report`."""
    found = Counter(one.kind for one in dues)
    document = {
        "format": FORMAT,
        "today": today.isoformat(),
        "total": len(dues),
        "counts": {kind: found[kind] for kind in get_args(DueKind)},
        "owners": [{"owner": owner, "count": len(owned)} for owner, owned in by_owner(dues).items()],
        "due": _records(dues, workspace),
        "unreadable": list(broken),
    }
    return escaped_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def due_csv(dues: Sequence[Due], workspace: str | None = None) -> str:
    """All that is due as CSV; several quarters, parts or indicators in one cell have spaces between them."""
    records = _records(dues, workspace)
    flat = ({**record, **{key: " ".join(map(str, record[key])) for key in _LISTS}} for record in records)
    return csv_table(flat, _COLUMNS, _FREE_TEXT)


def _records(dues: Sequence[Due], workspace: str | None) -> list[dict[str, Any]]:
    return [
        {"owner": owner, **_record(one), "command": command(one, workspace)}
        for owner, owned in by_owner(dues).items()
        for one in owned
    ]


def _record(one: Due) -> dict[str, Any]:
    named = one.plan.programmes[one.id] if one.is_programme else one.plan.indicators[one.id]
    return {
        "plan": one.plan.id,
        "indicator": None if one.is_programme else one.id,
        "programme": one.id if one.is_programme else None,
        "name": named.name.id,
        "year": one.year,
        "quarters": list(one.quarters),
        "parts": list(one.parts),
        "kind": one.kind,
        "status": one.status,
        "reason": one.reason,
        "needed_for": list(one.needed_for),
    }
