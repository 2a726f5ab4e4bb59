"""The amounts of an indicator in rupiah, short enough to stand beside each other in a table."""

from decimal import Decimal
from typing import Final

from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.exact import decimal_of, decimals_of, rounded_without_crossing
from kumkm_targets.figures.writing import signed, write_figure
from kumkm_targets.model.plan import Indicator
from kumkm_targets.reporting.marks import PARTIAL_MARK, marks
from kumkm_targets.reporting.rupiah import short_rupiah
from kumkm_targets.reporting.words import figure_text

_CENTS: Final = 2


def brief_text(value: Decimal, indicator: Indicator) -> str:
    """A figure without its unit: rupiah short and rounded, others as they are."""
    return short_rupiah([value])[0] if indicator.measure.is_rupiah else figure_text(value, indicator)


def row_amounts(row: Row) -> tuple[str, str, str, str]:
    """Target, original target, figure with its marks, and gap, in rupiah; empty where there is none.

    As short as leaves the first three in their order: a target that is missed is not shown as reached.
    """
    value = row.realised
    if value is None and row.partial is not None:
        value = decimal_of(row.partial.value)
    bands = [tuple(band) if band else () for band in (row.target, row.original_target)]
    known = () if value is None else (_cents(value, *bands[0]),)
    texts = iter(short_rupiah([amount for amounts in (*bands, known) for amount in amounts]))
    target, original = ("–".join(dict.fromkeys(next(texts) for _amount in band)) for band in bands)
    following = PARTIAL_MARK if row.realised is None else "".join(mark for mark, _words in marks(row))
    realised = next(texts) + following if known else ""
    gap = "" if row.gap is None else signed(short_rupiah([_cents(row.gap, Decimal(0))])[0], row.gap)
    return target, original, realised, gap


def has_rounded_amount(row: Row) -> bool:
    """Whether one of these amounts is not shown in full."""
    amounts = (*(row.target or ()), *(row.original_target or ()), row.realised, row.gap)
    return any(
        brief_text(amount, row.indicator) != write_figure(amount, row.indicator.measure, short=True)
        for amount in amounts
        if amount is not None
    )


def _cents(amount: Decimal, *marks: Decimal) -> Decimal:
    """An amount that was reckoned, to two decimals; never across the marks."""
    return rounded_without_crossing(amount, min(decimals_of(amount), _CENTS), marks)
