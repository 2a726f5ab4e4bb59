"""What a yearly plan's quarters brought: figures of indicators, and money that was stated up to the end of each."""

from datetime import date
from decimal import Decimal
from typing import Final

from kumkm_targets.evaluation.year_figures import QUARTERS
from kumkm_targets.figures.exact import difference
from kumkm_targets.model.realised import Spending

_ENDS: Final = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


def spent_to_quarters(spending: Spending | None, year: int) -> dict[int, Decimal]:
    """What was spent since the year began, by the quarters up to whose last day it was stated; the last word counts.

    Spending is stated for the year up to a day (`as_of`), not by quarters: other days tell nothing of a quarter.
    """
    if spending is None:
        return {}
    ends = {date(year, *_ENDS[quarter]): quarter for quarter in QUARTERS}
    statements = [*spending.history, spending]
    return {ends[one.as_of]: one.spent for one in statements if one.as_of in ends}


def spent_in_quarters(to_quarters: dict[int, Decimal]) -> dict[int, Decimal]:
    """What was spent in each quarter, where that is known at its end and at the end of the one before."""
    known = {0: Decimal(0), **to_quarters}
    return {
        quarter: difference(known[quarter], known[quarter - 1])
        for quarter in QUARTERS
        if quarter in known and quarter - 1 in known
    }
