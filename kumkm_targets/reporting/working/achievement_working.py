"""How an achievement is reckoned: the formula with its numbers put in, and what it gives."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from kumkm_targets.figures.exact import decimal_of, rounded
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import _
from kumkm_targets.model.plan import Indicator
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.formula_words import equals
from kumkm_targets.reporting.words import achievement_text, target_with_unit


def achievement_working(indicator: Indicator, target: Target, realised: Decimal) -> str:
    """The formula with its numbers put in; empty where a target of zero leaves nothing to divide by."""
    inside = target.min <= realised <= target.max
    if inside and (target.is_range or indicator.better == "within"):
        return _("inside {range}").format(range=target_with_unit(target, indicator))
    crossed = target.min if realised < target.min else target.max
    r, t = write_number(realised), write_number(crossed)
    if indicator.formula_in_force == "inverse":
        return f"{t} ÷ {r} × 100"
    if indicator.formula_in_force == "from_baseline" and indicator.baseline:
        b = write_number(indicator.baseline.value)
        return f"({r} − {b}) ÷ ({t} − {b}) × 100"
    if indicator.better == "lower" or (indicator.better == "within" and realised > target.max):
        return f"(2 × {t} − {r}) ÷ {t} × 100" if crossed else ""
    return f"{r} ÷ {t} × 100"


def percent_text(working: str, percent: Fraction, thresholds: Iterable[Decimal]) -> str:
    """What the working gives, in full and as it is shown elsewhere."""
    decimal = decimal_of(percent)
    shown = f"{achievement_text(decimal, thresholds)}%"
    if decimal == rounded(decimal, 2):
        return f"{working} {equals(percent)} {shown}" if working else shown
    result = f"{write_number(decimal)} ≈ {shown}"
    return f"{working} = {result}" if working else result
