"""The page of one indicator as JSON.

- `format`: 1. `plan`, `title`, `region`, `period`, `basis`, `rating_scale`: of the plan. `year`: the page shows
  how things stand at its end; figures of later years are not looked at.
- `indicator` (the id), `name`, `definition`, `unit`, `better`, `formula` (of the achievement), `over_time`,
  `derived_from`, `owner`, `objective` and `programme` (ids), `reference`, `weight`, `source`, `note`, `retired`,
  `successor`. `baseline`: `year`, `value`, `source`, `note`; or null.
- `years`: the points of the chart and what is said of each year, judged by its own targets: `year`, what
  `kumkm status --format json` says under the keys `target` to `as_of`, and `origin`, `projection` (at the pace so
  far; for sums what each year to come would bring), `quarters` and `quarter_targets` by number, `unavailable`, `note`.
- `amendments` of its targets, the earliest first: `effective`, `basis`, `reason`, and `targets`: `year`, `from`, `to`.
- `pace`: `method` (null where years add up), `origin` and `latest` (`year` and `value`), `final_target`, `horizon`,
  `goal` (what is still to be reached), `required`, `observed`, `last_year`, `required_growth` and `observed_growth`
  (percent a year), `projected`, `share`, `outlook`, `reason`.
- `history`: every entry, by year, scope and time: `year`, `quarter`, `part`, `in_force`, `value`, `unavailable`,
  `status`, `source`, `as_of`, `recorded_at`, `recorded_by`, `note`, `reason`.

Numbers are strings, exact or to 28 significant digits; a target that is not spread over keys has `min` and `max`,
equal for one number. What does not apply is null.
"""

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from kumkm_targets.evaluation.course import Course
from kumkm_targets.evaluation.pace import Point
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.model.fields import FORMAT
from kumkm_targets.model.ledger import Event, events
from kumkm_targets.model.realised import Entry, RealisedYear
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.plain import escaped_json
from kumkm_targets.reporting.status.data import number, status_record

_ABOUT: Final = ("indicator", "name", "unit", "better", "formula", "over_time")
_OF_YEAR: Final = (
    *("target", "target_min", "target_max", "original_target", "original_target_min", "original_target_max"),
    *("realised", "realised_so_far", "realised_status", "gap", "achievement", "rating", "reason", "missing"),
    *("source", "as_of"),
)
_AS_DECLARED: Final = "definition owner objective programme reference source note retired successor".split()


def indicator_json(course: Course, realised: Mapping[int, RealisedYear]) -> str:
    """The whole page as a JSON document; realised: all that is recorded for the plan, by year."""
    indicator, header = course.row.indicator, course.plan.header
    about = status_record(course.row)
    known = {year: content for year, content in realised.items() if year <= course.year}
    baseline = indicator.baseline
    document = {
        "format": FORMAT,
        "plan": course.plan.id,
        "title": header.title,
        "region": header.region.code,
        "period": {"start": header.period.start, "end": header.period.end},
        "basis": header.basis,
        "rating_scale": header.rating_scale,
        "year": course.year,
        **{key: about[key] for key in _ABOUT},
        **{key: getattr(indicator, key) for key in _AS_DECLARED},
        "derived_from": indicator.formula,
        "weight": number(indicator.weight),
        "baseline": baseline
        and {"year": baseline.year, "value": number(baseline.value), "source": baseline.source, "note": baseline.note},
        "years": [_year(course, year, row) for year, row in course.rows.items()],
        "amendments": _amendments(course),
        "pace": _pace(course.row),
        "history": [_entry(event) for event in events(known, course.row.id)],
    }
    return escaped_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _year(course: Course, year: int, row: Row) -> dict[str, Any]:
    said, entry = status_record(row), row.entry
    quarter_targets = row.indicator.quarter_targets.get(year, {})
    return {
        "year": year,
        **{key: said[key] for key in _OF_YEAR},
        "origin": row.origin,
        "projection": _exact(course.projection.get(year)),
        "quarters": {str(quarter): number(figure) for quarter, figure in (entry.quarters if entry else {}).items()},
        "quarter_targets": {str(quarter): _band(target) for quarter, target in quarter_targets.items()},
        "unavailable": entry.unavailable if entry else None,
        "note": entry.note if entry else None,
    }


def _amendments(course: Course) -> list[dict[str, Any]]:
    return [
        {
            "effective": amendment.effective.isoformat(),
            "basis": amendment.basis,
            "reason": amendment.reason,
            "targets": [
                {"year": year, "from": _band(change.from_), "to": _band(change.to)}
                for year, change in sorted(amendment.targets[course.row.id].items())
            ],
        }
        for amendment in course.amendments
    ]


def _pace(row: Row) -> dict[str, Any]:
    pace = row.pace
    return {
        "method": pace.method,
        "origin": _point(pace.origin),
        "latest": _point(pace.latest),
        "final_target": _band(row.final_target),
        "horizon": pace.horizon,
        "goal": _exact(pace.goal),
        "required": _exact(pace.required),
        "observed": _exact(pace.observed),
        "last_year": _exact(pace.last_year),
        "required_growth": _exact(pace.required_growth),
        "observed_growth": _exact(pace.observed_growth),
        "projected": _exact(pace.projected),
        "share": _exact(pace.share),
        "outlook": pace.outlook,
        "reason": pace.reason,
    }


def _entry(event: Event) -> dict[str, Any]:
    entry = event.said
    assert isinstance(entry, Entry), "the events of an indicator is about its figures"
    return {
        "year": event.year,
        "quarter": event.scope.quarter,
        "part": event.scope.part,
        "in_force": event.in_force,
        "value": number(entry.value),
        "unavailable": entry.unavailable,
        "status": entry.status,
        "source": entry.source,
        "as_of": entry.as_of and entry.as_of.isoformat(),
        "recorded_at": entry.recorded_at and entry.recorded_at.isoformat(),
        "recorded_by": entry.recorded_by,
        "note": entry.note,
        "reason": event.gave_way,
    }


def _point(point: Point | None) -> dict[str, Any] | None:
    return None if point is None else {"year": point[0], "value": _exact(point[1])}


def _band(target: Target | None) -> dict[str, Any] | None:
    return None if target is None else {"min": number(target.min), "max": number(target.max)}


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else number(decimal_of(value))
