"""Pace and outlook: what each remaining year must bring, and where the observed pace leads.

Nobody in the field prescribes these. The share of the promised change that comes about if the
observed pace goes on, and its thresholds, follow the progress assessments of the UN and Eurostat.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from kumkm_targets.evaluation.achievement import is_met, promises_change
from kumkm_targets.figures.exact import root_of_power
from kumkm_targets.model.fields import Better, OverTime, PaceMethod

Point = tuple[int, Fraction]
"""A year and its value."""

Outlook = Literal["achieved", "on_track", "accelerate", "behind", "moving_away"]
PaceReason = Literal[
    "no_target",
    "not_recorded",
    "one_point",
    "not_positive",
    "no_distance",
    "band",
    "average",
    "sum_to_stay_low",
    "ended",
    "running_year",
]
"""Why there is no outlook."""

# From best to worst; a smaller share moves away from the target.
_VERDICTS: Final[tuple[tuple[Fraction, Outlook], ...]] = (
    (Fraction(95, 100), "on_track"),
    (Fraction(60, 100), "accelerate"),
    (Fraction(0), "behind"),
)
SHARES: Final = tuple(share for share, _outlook in _VERDICTS)


@dataclass(frozen=True, slots=True)
class Promise:
    """What an indicator is to reach.

    target: the lowest and the highest value that keep the promise in the year `horizon`. start: the
    plan's first year, from which sums count. method: as the plan declares it. is_countable: counts
    and money, which grow by percentages unless the plan says otherwise.
    """

    better: Better
    over_time: OverTime
    target: tuple[Decimal, Decimal]
    horizon: int
    start: int
    method: PaceMethod | None = None
    is_countable: bool = False


@dataclass(frozen=True, slots=True)
class Pace:
    """Change per year in the indicator's unit; None where it has no meaning or cannot be known.

    share: the part of the promised change that the observed pace leads to at the horizon, where the
    figure would be `projected`. last_year: the change in the last year alone. growth: the same
    paces in percent a year, compound. method: what `projected` goes by; None where sums share out
    the remainder. reason: why there is no outlook. Roots that have no exact form are to 50 digits.

    What all of this is reckoned from: origin: where the observed pace begins, the baseline or the
    first known value; None where years add up. latest: the last known year and its value, or the
    sum up to it. goal: the bound that still has to be reached in the year `horizon`.
    """

    required: Fraction | None = None
    observed: Fraction | None = None
    outlook: Outlook | None = None
    share: Fraction | None = None
    last_year: Fraction | None = None
    required_growth: Fraction | None = None
    observed_growth: Fraction | None = None
    projected: Fraction | None = None
    method: PaceMethod | None = None
    reason: PaceReason | None = None
    origin: Point | None = None
    latest: Point | None = None
    goal: Fraction | None = None
    horizon: int | None = None


def observed_pace(known: dict[int, Fraction], baseline: Point | None) -> Fraction | None:
    """The change per year from the baseline, or the first known value, to the last one."""
    if not known:
        return None
    first, origin = _origin(known, baseline)
    last = max(known)
    return (known[last] - origin) / (last - first) if last > first else None


def pace(promise: Promise | None, known: dict[int, Fraction], baseline: Point | None) -> Pace:
    """The pace towards what was promised; None: nothing was.

    known: realised values by year up to now; those after the horizon do not count. baseline: where
    there is none, the first known value stands in.
    """
    if promise is None:
        return _without_promise(known, baseline)
    known = {year: value for year, value in known.items() if year <= promise.horizon}
    if promise.over_time == "sum":
        return _of_sum(promise, {year: value for year, value in known.items() if year >= promise.start})
    if not known:
        return Pace(reason="not_recorded")
    if promise.over_time == "average":  # a mean has no pace of its own
        return Pace(reason="average")
    return _of_latest(promise, known, baseline)


def _without_promise(known: dict[int, Fraction], baseline: Point | None) -> Pace:
    if not known:
        return Pace(reason="no_target")
    (first, origin), last = _origin(known, baseline), max(known)
    return Pace(
        observed=observed_pace(known, baseline),
        observed_growth=_growth(origin, known[last], last - first),
        last_year=_last_year(known, baseline),
        reason="no_target",
        origin=(first, origin),
        latest=(last, known[last]),
    )


def _of_latest(promise: Promise, known: dict[int, Fraction], baseline: Point | None) -> Pace:
    last = max(known)
    first, origin = _origin(known, baseline)
    value, remaining, elapsed = known[last], max(promise.horizon - last, 0), last - first
    is_achieved = is_met(promise.better, promise.target, value)
    goal = value if is_achieved else _goal(promise.target, value)
    is_positive = min(origin, value, goal) > 0
    method = promise.method or ("compound" if promise.is_countable and is_positive else "linear")
    observed = observed_pace(known, baseline)
    course = Pace(
        observed=observed,
        last_year=_last_year(known, baseline),
        required=(goal - value) / remaining if remaining and not is_achieved else None,
        required_growth=_growth(value, goal, remaining) if not is_achieved else None,
        observed_growth=_growth(origin, value, elapsed),
        method=method,
        origin=(first, origin),
        latest=(last, value),
        goal=None if is_achieved else goal,
        horizon=promise.horizon,
    )
    if method == "compound" and not is_positive:
        return replace(course, outlook="achieved") if is_achieved else replace(course, reason="not_positive")
    if observed is not None:
        growth = root_of_power(value / origin, remaining, elapsed) if method == "compound" else None
        course = replace(course, projected=value + observed * remaining if growth is None else value * growth)
    if is_achieved:
        return replace(course, outlook="achieved")
    reason = _no_share(promise, goal, origin, observed)
    if not remaining:
        return replace(course, reason="ended", share=None if reason else (value - origin) / (goal - origin))
    if reason is not None or observed is None:
        return replace(course, reason=reason)

    def reaches(share: Fraction) -> bool:
        """Whether the projected value brings at least `share` of the change; exact, also for roots."""
        mark = origin + share * (goal - origin)
        if method == "linear":
            left, right = value + observed * remaining, mark
        else:
            left, right = (value / origin) ** remaining, (mark / value) ** elapsed
        return left >= right if goal > origin else left <= right

    assert course.projected is not None, "there is a pace, and time for it"
    outlook, least = _verdict(reaches)
    share = (course.projected - origin) / (goal - origin)
    return replace(course, outlook=outlook, share=share if least is None else max(share, least))


def _no_share(promise: Promise, goal: Fraction, origin: Fraction, observed: Fraction | None) -> PaceReason | None:
    """Why the promised change cannot be shared out."""
    if observed is None:
        return "one_point"
    if promise.better == "within":
        return "band"
    return None if promises_change(promise.better, goal, origin) else "no_distance"


def _of_sum(promise: Promise, known: dict[int, Fraction]) -> Pace:
    """Years add up: the remainder is shared over the years that are left."""
    if not known:
        return Pace(reason="not_recorded")
    total = sum(known.values(), Fraction(0))
    observed, last = total / len(known), max(known)
    remaining = max(promise.horizon - last, 0)
    course = Pace(
        observed=observed,
        last_year=known[last],
        projected=total + observed * remaining,
        latest=(last, total),
        horizon=promise.horizon,
    )
    if promise.better != "higher":
        return replace(course, reason="sum_to_stay_low")
    goal = Fraction(promise.target[0])
    if total >= goal:
        return replace(course, outlook="achieved")
    share = course.projected / goal if course.projected is not None and goal > 0 else None
    if not remaining:
        return replace(course, goal=goal, reason="ended", share=share)
    course = replace(course, goal=goal, required=(goal - total) / remaining)
    if share is None:
        return replace(course, reason="not_positive")
    outlook, _least = _verdict(lambda least: share >= least)
    return replace(course, outlook=outlook, share=share)


def _origin(known: dict[int, Fraction], baseline: Point | None) -> Point:
    return baseline or (min(known), known[min(known)])


def _last_year(known: dict[int, Fraction], baseline: Point | None) -> Fraction | None:
    """The change from the year before the last known one; None where that year is not known."""
    last = max(known)
    before = known.get(last - 1, baseline[1] if baseline and baseline[0] == last - 1 else None)
    return None if before is None else known[last] - before


def _growth(start: Fraction, end: Fraction, years: int) -> Fraction | None:
    """The compound growth that leads from `start` to `end`, in percent a year."""
    if years <= 0 or start <= 0 or end <= 0:
        return None
    return (root_of_power(end / start, 1, years) - 1) * 100


def _goal(target: tuple[Decimal, Decimal], value: Fraction) -> Fraction:
    """The bound that still has to be reached."""
    return Fraction(target[0]) if value < target[0] else Fraction(target[1])


def _verdict(reaches: Callable[[Fraction], bool]) -> tuple[Outlook, Fraction | None]:
    """The outlook and the share from which it holds."""
    for least, outlook in _VERDICTS:
        if reaches(least):
            return outlook, least
    return "moving_away", None
