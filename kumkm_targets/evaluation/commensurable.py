"""Whether figures in two units can be compared, and what one is in the unit of the other."""

from decimal import Decimal

from kumkm_targets.figures.exact import EXACT, plain
from kumkm_targets.figures.units import Unit
from kumkm_targets.model.target import Target


def measured_in(unit: Unit) -> str:
    """What the unit measures in, whatever its scale and spelling: the same for `Rp miliar` and `rupiah`."""
    return unit.kind if unit.kind in ("percent", "money") else unit.word


def converted(target: Target, unit: Unit, into: Unit) -> Target:
    """`target`, which stands in `unit`, in a unit that measures in the same: exact, `Rp222 miliar` for 222."""
    if unit.scale == into.scale:
        return target
    return Target(*(_shifted(bound, unit.scale - into.scale) for bound in target))


def _shifted(value: Decimal, powers: int) -> Decimal:
    """`value` times so many powers of ten, with no more decimals than it takes to say it."""
    exact = EXACT.normalize(EXACT.scaleb(value, powers))
    shown = plain(exact)
    return exact if shown is None else shown
