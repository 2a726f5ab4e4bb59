"""What changed, for other programs.

- `format`: 1. `then`, `now`: as asked for; `now` is null for the files as they stand there.
- `plans`: those that differ, by id: `plan`, `fate` (added, removed, renamed, changed, unreadable_then or
  unreadable_now), `former` (the folder's name before), `title`, and
  - `changes`: `subject` (plan, source, part, objective, programme, budget, rating_scale, rule, silence, indicator,
    baseline, target, original_target, quarter_target, part_target, final_target, amendment, figure, spending,
    closing), `kind` (added, removed, changed, renamed), `id`, `key` (of the file, where one of several changed),
    `year`, `quarter`, `part`, `before`, `after`, `reason`. A target has `min` and `max`; a figure and spending what
    the file says of them; an amendment `effective` and `basis`; what is new or gone as a whole its name or title;
  - `effects`: `year`, `indicator`, and `before` and `after`: `achievement`, `rating`; null where there is none;
  - `averages`: `year`, and `before` and `after`: `average`, `rating`, `computed`, `of`.

Numbers are strings with all their digits; what was not there is null.
"""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kumkm_targets.evaluation.averages import Summary
from kumkm_targets.evaluation.changes.change import Change
from kumkm_targets.evaluation.changes.comparison import PlanComparison
from kumkm_targets.evaluation.row import Row
from kumkm_targets.model.fields import FORMAT, Record
from kumkm_targets.model.plan import Amendment
from kumkm_targets.model.realised import Entry, Expense
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.changes.plan_diff import PlanDiff
from kumkm_targets.reporting.changes.sections import Moments
from kumkm_targets.reporting.plain import escaped_json
from kumkm_targets.reporting.status.data import number


def changes_json(moments: Moments, diffs: Sequence[PlanDiff]) -> str:
    """The comparison as a JSON document."""
    plans = [
        {
            "plan": diff.id,
            "fate": diff.fate,
            "former": diff.former,
            "title": diff.plan.header.title if diff.plan else None,
            "changes": [_change(one) for one in diff.comparison.changes] if diff.comparison else [],
            "effects": _effects(diff.comparison) if diff.comparison else [],
            "averages": _averages(diff.comparison) if diff.comparison else [],
        }
        for diff in diffs
    ]
    document = {"format": FORMAT, "then": moments.then, "now": moments.now, "plans": plans}
    return escaped_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _change(change: Change) -> dict[str, Any]:
    return {
        "subject": change.subject,
        "kind": change.kind,
        "id": change.id or None,
        "key": change.key or None,
        "year": change.year,
        "quarter": change.scope.quarter,
        "part": change.scope.part,
        "before": _plain(change.before),
        "after": _plain(change.after),
        "reason": change.reason,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Target):
        return {"min": number(value.min), "max": number(value.max)}
    if isinstance(value, Entry | Expense):
        kind = Entry if isinstance(value, Entry) else Expense
        return {name: _plain(getattr(value, name)) for name in kind.model_fields}
    if isinstance(value, Amendment):
        return {"effective": value.effective.isoformat(), "basis": value.basis}
    if isinstance(value, Record):
        named = getattr(value, "name", None) or getattr(value, "title", None)
        if named is not None:
            return named if isinstance(named, str) else named.id
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


def _effects(comparison: PlanComparison) -> list[dict[str, Any]]:
    return [
        {"year": one.year, "indicator": one.id, "before": _judged(one.before), "after": _judged(one.after)}
        for one in comparison.effects
    ]


def _averages(comparison: PlanComparison) -> list[dict[str, Any]]:
    return [
        {"year": one.year, "before": _average(one.before), "after": _average(one.after)} for one in comparison.averages
    ]


def _judged(row: Row | None) -> dict[str, Any] | None:
    if row is None or row.achievement is None:
        return None
    return {"achievement": number(row.achievement), "rating": row.rating}


def _average(summary: Summary) -> dict[str, Any]:
    return {
        "average": number(summary.average),
        "rating": summary.rating,
        "computed": summary.computed,
        "of": summary.of,
    }
