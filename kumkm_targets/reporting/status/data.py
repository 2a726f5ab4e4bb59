"""An appraisal as data for programs: JSON and CSV with the same columns. Keys and codes are stable."""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.attention import why
from kumkm_targets.evaluation.relations import JudgedRelation
from kumkm_targets.evaluation.row import Row
from kumkm_targets.evaluation.targets import ORIGINAL
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.model.fields import FORMAT
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.csv_table import csv_table
from kumkm_targets.reporting.plain import escaped_json
from kumkm_targets.reporting.relation_words import relation_working, relations_shown
from kumkm_targets.reporting.status.shown_rows import Shown


def status_json(appraisal: Appraisal, shown: Shown | None = None) -> str:
    """The appraisal as a JSON document; numbers are strings, exact or to 28 digits.

    shown: without it, all rows as the plan has them; the summary is always that of all.
    """
    header = appraisal.plan.header
    document = {
        "format": FORMAT,
        "plan": appraisal.plan.id,
        "title": header.title,
        "region": header.region.code,
        "year": appraisal.year,
        "rating_scale": header.rating_scale,
        "average_cap": number(header.average_cap),
        "rows": [status_record(row) for row in _rows(appraisal, shown)],
        "summary": _summary(appraisal),
        "in_force_on": "original" if appraisal.in_force_on == ORIGINAL else appraisal.in_force_on.isoformat(),
        "quarter": appraisal.quarter,
        "relations": [_relation(judged, appraisal.year) for judged in relations_shown(appraisal)],
    }
    return escaped_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def status_csv(appraisal: Appraisal, shown: Shown | None = None) -> str:
    """The rows as CSV, one column per JSON key; a list is written with spaces between."""
    records = [status_record(row) for row in _rows(appraisal, shown)]
    flat = ({**record, **{key: " ".join(record[key]) for key in _LISTS}} for record in records)
    return csv_table(flat, tuple(_COLUMNS), _FREE_TEXT)


def overview_json(appraisals: Iterable[Appraisal]) -> str:
    """One record per plan, as JSON."""
    document = {"format": FORMAT, "plans": [overview_record(appraisal) for appraisal in appraisals]}
    return escaped_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def overview_csv(appraisals: Iterable[Appraisal]) -> str:
    """One row per plan, as CSV."""
    records = []
    for appraisal in appraisals:
        record = overview_record(appraisal)
        records.append({**record, **record.pop("summary")})
    columns = ("plan", "title", "region", "year", "computed", "of", "average", "rating")
    return csv_table(records, columns, _FREE_TEXT)


def overview_record(appraisal: Appraisal) -> dict[str, Any]:
    """What one line of the overview says."""
    header = appraisal.plan.header
    return {
        "plan": appraisal.plan.id,
        "title": header.title,
        "region": header.region.code,
        "year": appraisal.year,
        "summary": _summary(appraisal),
    }


def status_record(row: Row) -> dict[str, Any]:
    """One indicator under its JSON keys."""
    return {key: read(row) for key, read in _COLUMNS.items()}


def number(value: Decimal | None) -> str | None:
    """A figure for programs: plain digits with a decimal point, no exponent."""
    return None if value is None else f"{value:f}"


def _rows(appraisal: Appraisal, shown: Shown | None) -> Sequence[Row]:
    return appraisal.rows if shown is None else shown.rows


def _relation(judged: JudgedRelation, year: int) -> dict[str, Any]:
    """A rule between figures: holds is null where it cannot be computed, for want of what is missing."""
    return {
        "that": judged.relation.that,
        "because": judged.relation.because,
        "tolerance": number(judged.relation.tolerance),
        "holds": judged.holds,
        "working": relation_working(judged, year),
        "missing": list(judged.missing),
    }


def _ratio(value: Fraction | None) -> str | None:
    return None if value is None else number(decimal_of(value))


def _single(target: Target | None) -> str | None:
    return None if target is None or target.is_range else number(target.min)


def _bound(target: Target | None, bound: str) -> str | None:
    return number(getattr(target, bound)) if target is not None and target.is_range else None


def _formula(row: Row) -> str | None:
    indicator = row.indicator
    return "within" if indicator.better == "within" else indicator.formula_in_force


_COLUMNS: Final[dict[str, Any]] = {
    "indicator": lambda row: row.id,
    "name": lambda row: row.indicator.name.id,
    "unit": lambda row: row.indicator.unit,
    "better": lambda row: row.indicator.better,
    "formula": _formula,
    "over_time": lambda row: row.indicator.over_time,
    "baseline": lambda row: number(row.indicator.baseline.value) if row.indicator.baseline else None,
    "target": lambda row: _single(row.target),
    "target_min": lambda row: _bound(row.target, "min"),
    "target_max": lambda row: _bound(row.target, "max"),
    "realised": lambda row: number(row.realised),
    "realised_status": lambda row: row.entry.status if row.entry and not row.derived else None,
    "gap": lambda row: number(row.gap),
    "achievement": lambda row: number(row.achievement),
    "rating": lambda row: row.rating,
    "reason": lambda row: row.reason,
    "final_target": lambda row: _single(row.final_target),
    "final_achievement": lambda row: number(row.final_achievement),
    "required_pace": lambda row: number(row.required_pace),
    "observed_pace": lambda row: number(row.observed_pace),
    "outlook": lambda row: row.outlook,
    "outlook_share": lambda row: number(row.outlook_share),
    "source": lambda row: row.entry.source if row.entry else None,
    "as_of": lambda row: row.entry.as_of.isoformat() if row.entry and row.entry.as_of else None,
    "original_target": lambda row: _single(row.original_target),
    "original_target_min": lambda row: _bound(row.original_target, "min"),
    "original_target_max": lambda row: _bound(row.original_target, "max"),
    "amendment": lambda row: row.amendment.basis if row.amendment else None,
    "realised_so_far": lambda row: number(decimal_of(row.partial.value)) if row.partial else None,
    "missing": lambda row: list(row.missing),
    "pace_method": lambda row: row.pace.method,
    "projected": lambda row: _ratio(row.pace.projected),
    "outlook_reason": lambda row: row.pace.reason,
    "why": lambda row: list(why(row)),
    "final_target_min": lambda row: _bound(row.final_target, "min"),
    "final_target_max": lambda row: _bound(row.final_target, "max"),
    "weight": lambda row: number(row.indicator.weight),
    "so_far": lambda row: _ratio(row.so_far.value) if row.so_far else None,
    "so_far_target": lambda row: _single(row.so_far.target) if row.so_far else None,
    "so_far_target_min": lambda row: _bound(row.so_far.target, "min") if row.so_far else None,
    "so_far_target_max": lambda row: _bound(row.so_far.target, "max") if row.so_far else None,
    "so_far_achievement": lambda row: _ratio(row.so_far.percent) if row.so_far else None,
}
_LISTS: Final = ("missing", "why")
_FREE_TEXT: Final = ("plan", "title", "name", "unit", "rating", "source", "amendment")
"""The columns whose words come from files."""


def _summary(appraisal: Appraisal) -> dict[str, Any]:
    summary = appraisal.summary
    return {
        "computed": summary.computed,
        "of": summary.of,
        "average": number(summary.average),
        "rating": summary.rating,
        "weighted": summary.is_weighted,
    }
