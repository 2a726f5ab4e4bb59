"""Plans of a province with figures by kabupaten and kota, in the fewest words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.evaluation.parts import Division, Part, divisions
from kumkm_targets.model.realised import RealisedFigure, RealisedYear
from kumkm_targets.model.target import Target
from tests.evaluation.builders import NEXT_CENTURY, indicator, plan, years

KALTENG = {"region": {"code": "62", "name": "Kalimantan Tengah"}}
ACTIVE: dict[str, Any] = {
    "persen": {"formula": "100 * aktif / semua", "targets": {2025: "60"}},
    "aktif": {"unit": "unit", "better": None},
    "semua": {"unit": "unit", "better": None},
}
"""A ratio of two counts, which is to be 60 percent."""

Figures = Mapping[int, Mapping[str, Mapping[str, str] | RealisedFigure]]
"""By year and indicator: figures by region code, or a whole entry."""


def target(low: str, high: str | None = None) -> Target:
    """One number, or a range."""
    return Target(Decimal(low), Decimal(low if high is None else high))


def entry(parts: Mapping[str, str], value: str | None = None) -> RealisedFigure:
    """Figures by region code, and one for the whole."""
    return RealisedFigure(
        value=None if value is None else Decimal(value),
        parts={code: Decimal(figure) for code, figure in parts.items()},
    )


def appraised(
    indicators: Mapping[str, Mapping[str, Any]],
    figures: Figures,
    year: int = 2025,
    parts: Mapping[str, str] | None = None,
    quarter: int | None = None,
) -> tuple[Appraisal, dict[int, RealisedYear]]:
    """The appraisal of a year, and the realised years. parts: what the plan lists."""
    declared = plan(
        {name: indicator(**fields) for name, fields in indicators.items()}, header=KALTENG, parts=dict(parts or {})
    )
    realised = years(
        {
            of: {
                name: figure if isinstance(figure, RealisedFigure) else entry(figure)
                for name, figure in content.items()
            }
            for of, content in figures.items()
        }
    )
    return appraise(declared, realised, year, NEXT_CENTURY, quarter=quarter), realised


def divided(
    indicators: Mapping[str, Mapping[str, Any]],
    figures: Figures,
    year: int = 2025,
    parts: Mapping[str, str] | None = None,
    quarter: int | None = None,
) -> dict[str, Division]:
    """The divisions of a year by indicator."""
    found = divisions(*appraised(indicators, figures, year, parts, quarter))
    return {division.row.id: division for division in found}


def by_code(division: Division) -> dict[str, Part]:
    """The parts by region code."""
    return {part.code: part for part in division.parts}


def order(division: Division) -> list[str]:
    """The last digits of the region codes, by rank."""
    return [part.code.removeprefix("62.") for part in division.parts]
