"""Pace and outlook: what each remaining year must bring, and where the pace so far leads."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from kumkm_targets.evaluation.achievement import is_met, promises_change
from kumkm_targets.model.fields import Better, OverTime

Point = tuple[int, Fraction]
"""A year and its value."""

Outlook = Literal["achieved", "on_track", "accelerate", "behind", "moving_away"]

# The share of the promised change that comes about if the observed pace goes on (UN and Eurostat
# progress assessment), from best to worst; a smaller share moves away from the target.
_VERDICTS: Final[tuple[tuple[Fraction, Outlook], ...]] = (
    (Fraction(95, 100), "on_track"),
    (Fraction(60, 100), "accelerate"),
    (Fraction(0), "behind"),
)
SHARES: Final = tuple(share for share, _outlook in _VERDICTS)


@dataclass(frozen=True, slots=True)
class Pace:
    """Change per year in the indicator's unit; None where it has no meaning or cannot be known.

    share: the part of the promised change that the observed pace leads to by the end.
    """

    required: Fraction | None = None
    observed: Fraction | None = None
    outlook: Outlook | None = None
    share: Fraction | None = None


def observed_pace(known: dict[int, Fraction], baseline: Point | None) -> Fraction | None:
    """The change per year from the baseline, or the first known value, to the last one."""
    if not known:
        return None
    first, origin = baseline or (min(known), known[min(known)])
    last = max(known)
    return (known[last] - origin) / (last - first) if last > first else None


def pace(
    better: Better,
    over_time: OverTime,
    target: tuple[Decimal, Decimal],
    horizon: int,
    known: dict[int, Fraction],
    baseline: Point | None,
    start: int,
) -> Pace:
    """The pace of an indicator towards `target` in the year `horizon`.

    known: realised values by year up to now. baseline: where there is none the first known value
    stands in. start: the plan's first year, from which sums count.
    """
    if over_time == "sum":
        return _of_sum(better, target, horizon, {y: v for y, v in known.items() if y >= start})
    if not known or over_time == "average":  # a mean has no pace of its own
        return Pace()
    last = max(known)
    value = known[last]
    origin = baseline[1] if baseline else known[min(known)]
    observed = observed_pace(known, baseline)
    if is_met(better, target, value):
        return Pace(observed=observed, outlook="achieved")
    goal = _goal(target, value)
    remaining = horizon - last
    required = (goal - value) / remaining if remaining > 0 else None
    if observed is None or better == "within" or not promises_change(better, goal, origin):
        return Pace(required=required, observed=observed)
    expected = value + observed * max(remaining, 0)
    share = (expected - origin) / (goal - origin)
    return Pace(required, observed, _verdict(share), share)


def _of_sum(better: Better, target: tuple[Decimal, Decimal], horizon: int, known: dict[int, Fraction]) -> Pace:
    """Years add up: the remainder is shared over the years that are left."""
    if not known:
        return Pace()
    total = sum(known.values(), Fraction(0))
    observed = total / len(known)
    remaining = horizon - max(known)
    if better != "higher":
        return Pace(observed=observed)
    goal = Fraction(target[0])
    if total >= goal:
        return Pace(observed=observed, outlook="achieved")
    required = (goal - total) / remaining if remaining > 0 else None
    share = (total + observed * max(remaining, 0)) / goal if goal > 0 else None
    return Pace(required, observed, None if share is None else _verdict(share), share)


def _goal(target: tuple[Decimal, Decimal], value: Fraction) -> Fraction:
    """The bound that still has to be reached."""
    return Fraction(target[0]) if value < target[0] else Fraction(target[1])


def _verdict(share: Fraction) -> Outlook:
    for least, outlook in _VERDICTS:
        if share >= least:
            return outlook
    return "moving_away"
