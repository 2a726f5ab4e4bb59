"""Kabupaten and kota as data for programs: JSON, and CSV with a line for each one and indicator.

The JSON document:

- `format`: 1. `plan` (its id), `title`, `region` (code), `year`.
- `indicators`: for every indicator with figures by kabupaten/kota `indicator`, `name`, `unit`, `better`,
  `ranked_by` (ratio, part_targets, change or value), `target` (or `target_min` and `target_max`) of the
  total, `total`, `gap`, `complete`, `whole` (the figure of the year, null where the parts make it),
  `parts`, `missing` and `differences`.
  - A part, by rank: `rank`, `region`, `region_name`, its own `target` (or two bounds), `realised`, `share`
    in percent, `change` since the year before, `contribution`. The contributions add up to the gap where
    `contributions_add_up`; of ratios they are to 28 significant digits each.
  - A missing part: `region`, `region_name`, `lacks` (the components of a formula).
  - A difference: `component`, `of_parts`, `of_whole`.
- `without_parts`: the ids of the others.

Numbers are strings, exact or to 28 significant digits.
"""

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.parts import Division, Part, divisions
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.model.fields import FORMAT
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.csv_table import csv_table
from kumkm_targets.reporting.plain import escaped_json
from kumkm_targets.reporting.status.data import number

_COLUMNS: Final = (
    "indicator",
    "name",
    "unit",
    "better",
    "ranked_by",
    "rank",
    "region",
    "region_name",
    "target",
    "target_min",
    "target_max",
    "realised",
    "share",
    "change",
    "contribution",
    "lacks",
)
_FREE_TEXT: Final = ("name", "unit", "region_name")


def part_json(appraisal: Appraisal, realised: Mapping[int, RealisedYear]) -> str:
    """The document described above."""
    divided = divisions(appraisal, realised)
    ids = [division.row.id for division in divided]
    document = {
        "format": FORMAT,
        "plan": appraisal.plan.id,
        "title": appraisal.plan.header.title,
        "region": appraisal.plan.header.region.code,
        "year": appraisal.year,
        "indicators": [_record(division) for division in divided],
        "without_parts": [row.id for row in appraisal.rows if row.id not in ids],
    }
    return escaped_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def part_csv(appraisal: Appraisal, realised: Mapping[int, RealisedYear]) -> str:
    """A line for every indicator and kabupaten/kota; one that is missing has no rank and no figures. No totals."""
    records = (record for division in divisions(appraisal, realised) for record in _flat(division))
    return csv_table(records, _COLUMNS, _FREE_TEXT)


def _record(division: Division) -> dict[str, Any]:
    indicator = division.row.indicator
    return {
        "indicator": division.row.id,
        "name": indicator.name.id,
        "unit": indicator.unit,
        "better": indicator.better,
        "ranked_by": division.basis,
        **_target(division.target),
        "total": _number(division.total),
        "gap": _number(division.gap),
        "contributions_add_up": division.shares_gap,
        "complete": not division.missing,
        "whole": number(division.whole),
        "parts": [_part(rank, part) for rank, part in enumerate(division.parts, 1)],
        "missing": [
            {"region": part.code, "region_name": part.name, "lacks": list(part.lacks)} for part in division.missing
        ],
        "differences": [
            {
                "component": difference.component,
                "of_parts": _number(difference.of_parts),
                "of_whole": _number(difference.of_whole),
            }
            for difference in division.differences
        ],
    }


def _part(rank: int, part: Part) -> dict[str, Any]:
    return {
        "rank": rank,
        "region": part.code,
        "region_name": part.name,
        **_target(part.target),
        "realised": number(part.value),
        "share": _number(part.share),
        "change": _number(part.change),
        "contribution": _number(part.contribution),
    }


def _flat(division: Division) -> Iterator[dict[str, Any]]:
    indicator = division.row.indicator
    head = {
        "indicator": division.row.id,
        "name": indicator.name.id,
        "unit": indicator.unit,
        "better": indicator.better,
        "ranked_by": division.basis,
    }
    for rank, part in enumerate(division.parts, 1):
        yield {**head, **_part(rank, part), "lacks": None}
    for missing in division.missing:
        blank = dict.fromkeys(_COLUMNS)
        yield {
            **blank,
            **head,
            "region": missing.code,
            "region_name": missing.name,
            "lacks": " ".join(missing.lacks),
        }


def _target(target: Target | None) -> dict[str, str | None]:
    """A target under its three keys: one number, or the two bounds of a range."""
    if target is None or target.is_range:
        low, high = target or (None, None)
        return {"target": None, "target_min": number(low), "target_max": number(high)}
    return {"target": number(target.min), "target_min": None, "target_max": None}


def _number(value: Fraction | None) -> str | None:
    return None if value is None else number(decimal_of(value))
