"""An appraisal as data for programs: JSON and CSV with the same columns. Keys and codes are stable."""

import csv
import io
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.row import Row
from kumkm_targets.model.fields import FORMAT
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.plain import escaped_json, one_line

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\N{FULLWIDTH EQUALS SIGN}")


def status_json(appraisal: Appraisal) -> str:
    """The whole appraisal as a JSON document; numbers are strings, exact or to 28 digits."""
    header = appraisal.plan.header
    document = {
        "format": FORMAT,
        "plan": appraisal.plan.id,
        "title": header.title,
        "region": header.region.code,
        "year": appraisal.year,
        "rating_scale": header.rating_scale,
        "average_cap": number(header.average_cap),
        "rows": [status_record(row) for row in appraisal.rows],
        "summary": _summary(appraisal),
    }
    return escaped_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def status_csv(appraisal: Appraisal) -> str:
    """The rows of the appraisal as CSV, one column per JSON key."""
    return _csv([status_record(row) for row in appraisal.rows], tuple(_COLUMNS))


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
    return _csv(records, ("plan", "title", "region", "year", "computed", "of", "average", "rating"))


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
}


def _summary(appraisal: Appraisal) -> dict[str, Any]:
    summary = appraisal.summary
    return {
        "computed": summary.computed,
        "of": summary.of,
        "average": number(summary.average),
        "rating": summary.rating,
    }


def _csv(records: list[dict[str, Any]], columns: tuple[str, ...]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _cell(key, record[key]) for key in columns} for record in records)
    return stream.getvalue()


def _cell(key: str, value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers of our own keep their minus."""
    if key not in _FREE_TEXT or not isinstance(value, str):
        return value
    text = one_line(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text


_FREE_TEXT: Final = ("plan", "title", "name", "unit", "rating", "source")
