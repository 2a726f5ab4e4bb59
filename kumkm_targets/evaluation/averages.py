"""Average achievement (*rata-rata capaian*): of a plan, of an objective (*sasaran*) or of a programme."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kumkm_targets.evaluation.achievement import Percent
from kumkm_targets.evaluation.rating import rate
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.model.plan import Plan, RatingScale


@dataclass(frozen=True, slots=True)
class Summary:
    """The average achievement over `computed` of the `of` indicators that have targets.

    is_weighted: the indicators count as their `weight` says; without weights each counts the same.
    """

    computed: int
    of: int
    average: Decimal | None
    rating: str | None
    is_weighted: bool = False


def summary_of(plan: Plan, rows: Sequence[Row], scale: RatingScale | None) -> Summary:
    """The mean of what could be computed; each contribution at most the plan's `average_cap`."""
    promised = sum(row.is_promised for row in rows)
    is_weighted = any(row.indicator.weight is not None for row in rows)
    average = average_of(rows, plan.header.average_cap)
    if average is None:
        return Summary(0, promised, None, None, is_weighted)
    computed = sum(row.is_computed for row in rows)
    return Summary(computed, promised, decimal_of(average), rate(average, scale) if scale else None, is_weighted)


def average_of(rows: Iterable[Row], cap: Decimal | None) -> Fraction | None:
    """The weighted mean of the achievements in percent, exact; None where there is none. cap: what one may add."""
    return _mean(((row, row.percent) for row in rows), cap)


def final_average_of(rows: Iterable[Row], cap: Decimal | None) -> Fraction | None:
    """The same of what is known so far against the promises for the end of the plan."""
    return _mean(((row, row.final_percent) for row in rows), cap)


def _mean(percents: Iterable[tuple[Row, Percent | None]], cap: Decimal | None) -> Fraction | None:
    weighted = [
        (Fraction(1 if row.indicator.weight is None else row.indicator.weight), percent)
        for row, percent in percents
        if isinstance(percent, Fraction)
    ]
    if not weighted:
        return None
    contributions = (weight * (percent if cap is None else min(percent, Fraction(cap))) for weight, percent in weighted)
    return sum(contributions, Fraction(0)) / sum((weight for weight, _percent in weighted), Fraction(0))
