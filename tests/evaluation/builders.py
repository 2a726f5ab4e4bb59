"""Small plans and years for the tests of evaluation, in the fewest words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.evaluation.row import Row
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedFigure, RealisedYear
from kumkm_targets.model.target import Target

NEXT_CENTURY = date(2100, 1, 1)

Band = tuple[Decimal, Decimal]


def band(low: str, high: str | None = None) -> Band:
    """A target as achievement takes it: one number, or a range."""
    return Decimal(low), Decimal(low if high is None else high)


def indicator(**fields: Any) -> dict[str, Any]:
    """An indicator in percent, the higher the better; texts of figures become decimals."""
    return {"name": "Indikator", "unit": "%", "better": "higher", **_decimals(fields)}


def plan(indicators: Mapping[str, Any], start: int = 2024, end: int = 2026, **fields: Any) -> Plan:
    """A plan with these indicators; `header` adds to its header."""
    header = {
        "title": "Rencana",
        "kind": "rpjmd",
        "region": {"code": "35.17", "name": "Kabupaten Jombang"},
        "period": {"start": start, "end": end},
        **_decimals(fields.pop("header", {})),
    }
    return Plan.model_validate({"id": "rencana", "format": 1, "plan": header, "indicators": indicators, **fields})


def amendment(effective: str, indicator_id: str, changes: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    """An amendment of one indicator's targets, each from the first to the second figure."""
    return {
        "effective": date.fromisoformat(effective),
        "basis": "Perda 1",
        "targets": {
            indicator_id: {year: {"from": _target(old), "to": _target(new)} for year, (old, new) in changes.items()}
        },
    }


def years(figures: Mapping[int, Mapping[str, str | RealisedFigure]]) -> dict[int, RealisedYear]:
    """Realised years: figures by year and indicator, as text or as whole entries."""
    return {
        year: RealisedYear(
            format=1,
            year=year,
            figures={
                name: figure if isinstance(figure, RealisedFigure) else RealisedFigure(value=Decimal(figure))
                for name, figure in content.items()
            },
        )
        for year, content in figures.items()
    }


def row(
    fields: Mapping[str, Any],
    realised: Mapping[int, str],
    year: int,
    today: date = NEXT_CENTURY,
    start: int = 2024,
    end: int = 2026,
) -> Row:
    """The row of a plan's only indicator."""
    content = years({of: {"a": figure} for of, figure in realised.items()})
    return appraise(plan({"a": indicator(**fields)}, start, end), content, year, today).rows[0]


def rows(appraisal: Appraisal) -> dict[str, Row]:
    """The rows of an appraisal by indicator."""
    return {found.id: found for found in appraisal.rows}


def ratio(text: str) -> Fraction:
    """A decimal or a quotient as an exact fraction."""
    return Fraction(text)


def _decimals(value: Any, key: str = "") -> Any:
    """Texts under the keys that hold figures as decimals, those that hold targets as targets."""
    if isinstance(value, dict) and {"min", "max"} == value.keys():
        return Target(Decimal(value["min"]), Decimal(value["max"]))
    if isinstance(value, dict):
        return {
            name: _decimals(inner, key if isinstance(name, int) or name == "value" else str(name))
            for name, inner in value.items()
        }
    if isinstance(value, str) and key in ("targets", "final_target"):
        return _target(value)
    if isinstance(value, str) and key in ("baseline", "average_cap"):
        return Decimal(value)
    return value


def _target(text: str) -> Target:
    return Target(Decimal(text), Decimal(text))
