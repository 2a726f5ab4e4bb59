"""The text of made-up `realised/YEAR.toml` files, in the form in which the tool writes them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from random import Random
from typing import Any, Final

from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.storage.canonical import canonical_text
from synthetic.documents import NOW
from synthetic.draft import SOURCES, Draft
from synthetic.measures import Measure

_JAKARTA: Final = timezone(timedelta(hours=7))
_FILES: Final = 3
_LAST_QUARTER: Final = 3
"""The last quarter of the year under way that has been recorded."""
_UNAVAILABLE: Final = 0.03
_BY_QUARTER: Final = 0.1
_BY_REGION: Final = 0.3
_CORRECTED: Final = 0.05
"""How many of the figures are not known yet, are told by quarter or by region too, were corrected once."""
_OFFICERS: Final = ("Sri Wahyuni", "Yohanes Tupen", "Andi Rahmawati", "I Made Suarta", "Rusdi Hasibuan")


def realised_texts(plan: Draft, rng: Random) -> Iterator[tuple[int, str]]:
    """Year and text of up to three files: the last years of the plan, and the one before it began.

    Years that are over are final and closed; the year under way is preliminary.
    """
    first, last = plan.document.years[0] - 1, min(plan.document.years[-1], NOW)
    order = [measure.id for measure in plan.measures]
    for year in range(max(first, last - _FILES + 1), last + 1):
        recorded = [measure for measure in plan.measures if not measure.formula]
        figures = {measure.id: _figure(plan, measure, year, rng, rng.choice([*SOURCES])) for measure in recorded}
        content: dict[str, Any] = {"format": 1, "year": year, "figures": figures}
        if year < NOW:
            content["closed"] = date(year + 1, 3, 31)
        if year in plan.document.years:
            at = plan.document.years.index(year)
            content["programmes"] = {
                id_: {"spent": Decimal(amounts[at] * rng.randint(70, 99) // 100), "source": "dokumen"}
                for id_, amounts in plan.budgets.items()
            }
        yield year, canonical_text(RealisedYear.model_validate(content), order)


def _figure(plan: Draft, measure: Measure, year: int, rng: Random, source: str) -> dict[str, Any]:
    """One figure near what was promised, with its quarters while the year is under way."""
    promised = _promised(plan, measure, year)
    value = promised if year < plan.document.years[0] else max(promised * rng.randint(94, 103) // 100, 1)
    under_way = year == NOW
    if under_way and not measure.part_of and rng.random() < _UNAVAILABLE:
        return {"unavailable": "menunggu rilis sumber data", "status": "preliminary"}
    figure: dict[str, Any] = {"status": "preliminary" if under_way else "final", "source": source}
    if under_way or rng.random() < _BY_QUARTER:
        quarters = _quarters(measure, value, _LAST_QUARTER if under_way else 4)
        value = sum(quarters) if measure.over_time == "sum" else quarters[-1]
        figure["quarters"] = {number: _decimal(quarter, measure) for number, quarter in enumerate(quarters, 1)}
    if under_way:
        figure["as_of"] = date(year, 9, 30)
        figure["recorded_at"] = _at(year, 10, rng)
    else:
        figure["as_of"] = date(year, 12, 31)
        figure["recorded_at"] = _at(year + 1, 2, rng)
    figure["value"] = _decimal(value, measure)
    figure["recorded_by"] = rng.choice(_OFFICERS)
    regions = plan.document.government.regions
    if regions and not under_way and measure.over_time == "sum" and rng.random() < _BY_REGION:
        figure["parts"] = {code: Decimal(part) for code, part in zip(regions, _split(value, len(regions)), strict=True)}
    if not under_way and rng.random() < _CORRECTED:
        earlier = {"value": _decimal(value + 1, measure), "status": "preliminary", "source": source}
        figure["history"] = [{**earlier, "recorded_at": _at(year + 1, 1, rng), "reason": "salah ketik"}]
    return figure


def _promised(plan: Draft, measure: Measure, year: int) -> int:
    """The target of `year`, or what lies between the targets around it; before the plan, its baseline."""
    years, values = (plan.document.years[0] - 1, *plan.document.years), plan.series[measure.id]
    after = next(at for at, known in enumerate(years) if known >= year)
    if years[after] == year:
        return values[after]
    span, gone = years[after] - years[after - 1], year - years[after - 1]
    return values[after - 1] + (values[after] - values[after - 1]) * gone // span


def _quarters(measure: Measure, value: int, last: int) -> list[int]:
    """The quarters up to the `last`: a quarter of a sum each, else steps towards the value."""
    if measure.over_time == "sum":
        return _split(value, 4)[:last]
    return [value - value * (last - number) // 100 for number in range(1, last + 1)]


def _split(value: int, number: int) -> list[int]:
    """`value` in `number` parts that add up to it."""
    share, rest = divmod(value, number)
    return [share + (place < rest) for place in range(number)]


def _at(year: int, month: int, rng: Random) -> datetime:
    return datetime(year, month, rng.randint(2, 28), rng.randint(8, 15), rng.randint(0, 59), tzinfo=_JAKARTA)


def _decimal(value: int, measure: Measure) -> Decimal:
    return Decimal(value).scaleb(-measure.decimals)
