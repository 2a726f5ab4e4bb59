"""What a plan holds, walked through anew, and what an export says, read back by its columns alone."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.model.target import Target

Held = tuple[str, int, int | None, str | None, str, str | None]
"""Id, year, quarter, part, value, and the upper bound of a range."""

_AS_DECLARED = {"baseline", "original_target", "original_final_target", "amended_from", "amended_to", "budget"}
_AS_RECORDED = {"recorded", "spent"}


def held(plan: Plan, realised: Mapping[int, RealisedYear]) -> Counter[Held]:
    """Every figure of the plan's files."""
    return Counter((*_declared(plan), *_recorded(realised)))


def exported(records: Iterable[Mapping[str, Any]]) -> Counter[Held]:
    """The figures among exported lines that are as they were written; all others were reckoned."""
    return Counter(
        (
            record["indicator"] or record["programme"],
            int(record["year"]),
            int(record["quarter"]) if record["quarter"] else None,
            record["part"] or None,
            record["value"],
            record["value_max"] or None,
        )
        for record in records
        if record["value"] and _is_as_written(record)
    )


def csv_records(text: str) -> list[dict[str, str]]:
    """The lines of a CSV file, as any program reads them."""
    return list(csv.DictReader(io.StringIO(text)))


def json_records(text: str) -> list[dict[str, Any]]:
    """The lines of a JSON Lines file."""
    return [json.loads(line) for line in text.splitlines()]


def _is_as_written(record: Mapping[str, Any]) -> bool:
    kind = record["kind"]
    if kind == "target":
        return bool(record["quarter"] or record["part"])
    return kind in _AS_DECLARED | _AS_RECORDED or (kind == "realised" and record["origin"] == "recorded")


def _declared(plan: Plan) -> Iterator[Held]:
    for name, one in plan.indicators.items():
        yield from _of_indicator(name, one, plan.header.period.end)
    for amendment in plan.amendments:
        for name, changes in amendment.targets.items():
            for year, change in changes.items():
                yield (name, year, None, None, *_band(change.from_))
                yield (name, year, None, None, *_band(change.to))
    for name, programme in plan.programmes.items():
        for year, amount in programme.budget.items():
            yield (name, year, None, None, _text(amount), None)


def _of_indicator(name: str, one: Indicator, end: int) -> Iterator[Held]:
    if one.baseline:
        yield (name, one.baseline.year, None, None, _text(one.baseline.value), None)
    for year, target in one.targets.items():
        yield (name, year, None, None, *_band(target))
    for year, quarters in one.quarter_targets.items():
        for quarter, target in quarters.items():
            yield (name, year, quarter, None, *_band(target))
    for year, parts in one.part_targets.items():
        for code, target in parts.items():
            yield (name, year, None, code, *_band(target))
    if one.final_target is not None:
        yield (name, end, None, None, *_band(one.final_target))


def _recorded(realised: Mapping[int, RealisedYear]) -> Iterator[Held]:
    for year, content in realised.items():
        for name, figure in content.figures.items():
            if figure.value is not None:
                yield (name, year, None, None, _text(figure.value), None)
            for quarter, value in figure.quarters.items():
                yield (name, year, quarter, None, _text(value), None)
            for code, value in figure.parts.items():
                yield (name, year, None, code, _text(value), None)
        for name, spending in content.programmes.items():
            yield (name, year, None, None, _text(spending.spent), None)


def _band(target: Target) -> tuple[str, str | None]:
    return _text(target.min), _text(target.max) if target.is_range else None


def _text(value: Decimal) -> str:
    return f"{value:f}"
