"""A comparison as data for programs: JSON, and CSV with one line per place.

The JSON document:

- `format`: 1. `name`: the indicator id or reference that was asked for. `year`: the year asked for, null
  where each plan stands in its own.
- `rankings`: what is measured alike, each with `unit`, `better`, `formula`, `reference` (null unless the
  compared indicators differ in it), `places` and `summary`.
  - A place: `rank` (null without achievement), `plan`, `title`, `kind`, `region` (code), `region_name`,
    `year`, `rating_scale`, and all that `kumkm status --format json` says of an indicator.
  - The summary: `ranked`, `of`, and the `highest` and `lowest` achievement.
- `retired`: indicators that had their last year before: `plan`, `indicator`, `last_year`.
- `unreadable`: the ids of plans that are not valid, and so not compared.

The lines of the CSV have the keys of a place, and `ranking`: 1 for the first table, 2 for the next.
Numbers are strings, exact or to 28 significant digits.
"""

import json
from collections.abc import Sequence
from typing import Any, Final

from kumkm_targets.evaluation.comparison import Comparison, Place, Ranking
from kumkm_targets.model.fields import FORMAT
from kumkm_targets.reporting.csv_table import csv_table
from kumkm_targets.reporting.plain import escaped_json
from kumkm_targets.reporting.status.data import number, status_record

_PLACE: Final = ("rank", "plan", "title", "kind", "region", "region_name", "year", "rating_scale")
_FREE_TEXT: Final = ("plan", "title", "region_name", "rating_scale", "name", "unit", "rating", "source", "amendment")


def comparison_json(comparison: Comparison, unreadable: Sequence[str]) -> str:
    """The whole comparison as a JSON document."""
    document = {
        "format": FORMAT,
        "name": comparison.name,
        "year": comparison.year,
        "rankings": [_ranking(ranking) for ranking in comparison.rankings],
        "retired": [
            {"plan": plan.id, "indicator": name, "last_year": plan.indicators[name].retired}
            for plan, name in comparison.retired
        ],
        "unreadable": list(unreadable),
    }
    return escaped_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def comparison_csv(comparison: Comparison) -> str:
    """Every place as a line, ranking by ranking; a list is written with spaces between."""
    records = [
        {"ranking": position, **{key: _flat(value) for key, value in _place(place).items()}}
        for position, ranking in enumerate(comparison.rankings, 1)
        for place in ranking.places
    ]
    columns = tuple(records[0]) if records else ("ranking", *_PLACE)
    return csv_table(records, columns, _FREE_TEXT)


def _ranking(ranking: Ranking) -> dict[str, Any]:
    return {
        "unit": ranking.unit,
        "better": ranking.better,
        "formula": "within" if ranking.better == "within" else ranking.formula,
        "reference": ranking.reference,
        "places": [_place(place) for place in ranking.places],
        "summary": {
            "ranked": len(ranking.ranked),
            "of": len(ranking.places),
            "highest": _achievement(ranking.best),
            "lowest": _achievement(ranking.lowest),
        },
    }


def _achievement(places: Sequence[Place]) -> str | None:
    return number(places[0].row.achievement) if places else None


def _place(place: Place) -> dict[str, Any]:
    header = place.plan.header
    own = (
        place.rank,
        place.plan.id,
        header.title,
        header.kind,
        header.region.code,
        header.region.name,
        place.appraisal.year,
        header.rating_scale,
    )
    return {**dict(zip(_PLACE, own, strict=True)), **status_record(place.row)}


def _flat(value: Any) -> Any:
    return " ".join(value) if isinstance(value, list) else value
