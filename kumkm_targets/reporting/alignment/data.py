"""An alignment as data for programs: JSON, and CSV with one line per year, agreed target and later plan.

The JSON document:

- `format`: 1. `aligned`: whether every later plan keeps everything that was agreed.
- `plans`: what was agreed first, then the plans measured against it: `plan` (its id), `title`, `kind`,
  `region` (code), `region_name`, `start`, `end`.
- `years`: for every year `year`, `rows` and `summary`.
  - A row: `indicator`, `name`, `reference`, `unit`, `better`, the agreed `target` (or `target_min` and
    `target_max`), and `measured`, one record per later plan: `plan`, `indicator` and `unit` (null where it
    has none), its `target`s as it declares them, in its own unit, `verdict` and `less_ambitious`.
  - The summary, one record per later plan: `plan`, a count under every verdict, `filled`, `of`, and `share`,
    the percentage that is filled in.
- `only_later`: indicators with targets that the agreement does not have: `plan`, `indicator`, `name`, `unit`.

`verdict` is one of aligned, lower, higher, wider, other_direction, other_unit, empty. Numbers are strings,
exact or to 28 significant digits.
"""

import json
from collections.abc import Iterator
from typing import Any, Final, get_args

from kumkm_targets.evaluation.alignment import Agreed, AlignedYear, Alignment, Measured, Tally, Verdict
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.model.fields import FORMAT
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.csv_table import csv_table
from kumkm_targets.reporting.plain import escaped_json
from kumkm_targets.reporting.status.data import number

_COLUMNS: Final = (
    "year",
    "indicator",
    "name",
    "reference",
    "unit",
    "better",
    "agreed_plan",
    "agreed_target",
    "agreed_target_min",
    "agreed_target_max",
    "plan",
    "plan_indicator",
    "plan_unit",
    "target",
    "target_min",
    "target_max",
    "verdict",
    "less_ambitious",
)
_FREE_TEXT: Final = ("name", "reference", "unit", "plan_unit")


def alignment_json(alignment: Alignment) -> str:
    """The whole alignment as a JSON document."""
    document = {
        "format": FORMAT,
        "aligned": alignment.is_aligned,
        "plans": [_plan(plan) for plan in (alignment.agreement, *alignment.later)],
        "years": [_year(year) for year in alignment.years],
        "only_later": [
            {"plan": plan.id, "indicator": name, **_named(plan, name)} for plan, name in alignment.only_later
        ],
    }
    return escaped_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def alignment_csv(alignment: Alignment) -> str:
    """The alignment as CSV: a line for each year, agreed target and later plan."""
    return csv_table(_flat(alignment), _COLUMNS, _FREE_TEXT)


def _plan(plan: Plan) -> dict[str, Any]:
    header = plan.header
    return {
        "plan": plan.id,
        "title": header.title,
        "kind": header.kind,
        "region": header.region.code,
        "region_name": header.region.name,
        "start": header.period.start,
        "end": header.period.end,
    }


def _year(year: AlignedYear) -> dict[str, Any]:
    rows = [{**_agreed(agreed), "measured": [_measured(one) for one in agreed.measured]} for agreed in year.targets]
    return {"year": year.year, "rows": rows, "summary": [_summary(tally) for tally in year.tallies]}


def _agreed(agreed: Agreed) -> dict[str, Any]:
    indicator = agreed.indicator
    return {
        "indicator": agreed.id,
        "name": indicator.name.id,
        "reference": indicator.reference,
        "unit": indicator.unit,
        "better": indicator.better,
        **_target(agreed.target),
    }


def _measured(measured: Measured) -> dict[str, Any]:
    return {
        "plan": measured.plan.id,
        "indicator": measured.id,
        "unit": measured.indicator.unit if measured.indicator else None,
        **_target(measured.target),
        "verdict": measured.verdict,
        "less_ambitious": measured.is_less_ambitious,
    }


def _target(target: Target | None) -> dict[str, str | None]:
    """A target under its three keys: one number, or the two bounds of a range."""
    if target is None or target.is_range:
        low, high = target or (None, None)
        return {"target": None, "target_min": number(low), "target_max": number(high)}
    return {"target": number(target.min), "target_min": None, "target_max": None}


def _summary(tally: Tally) -> dict[str, Any]:
    return {
        "plan": tally.plan.id,
        **{verdict: tally.counts.get(verdict, 0) for verdict in get_args(Verdict)},
        "filled": tally.filled,
        "of": tally.of,
        "share": number(decimal_of(tally.share)),
    }


def _named(plan: Plan, indicator_id: str) -> dict[str, Any]:
    indicator = plan.indicators[indicator_id]
    return {"name": indicator.name.id, "unit": indicator.unit}


def _flat(alignment: Alignment) -> Iterator[dict[str, Any]]:
    for year in alignment.years:
        for agreed in year.targets:
            promised = _agreed(agreed)
            bounds = {f"agreed_{key}": promised.pop(key) for key in ("target", "target_min", "target_max")}
            for one in agreed.measured:
                found = _measured(one)
                own = {"plan_indicator": found.pop("indicator"), "plan_unit": found.pop("unit")}
                found["less_ambitious"] = str(one.is_less_ambitious).lower()
                yield {
                    "year": year.year,
                    "agreed_plan": alignment.agreement.id,
                    **promised,
                    **bounds,
                    **found,
                    **own,
                }
