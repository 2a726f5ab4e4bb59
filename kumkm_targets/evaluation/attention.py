"""What needs attention first among the rows of an appraisal, and why.

Nobody in the field prescribes this order. Ours is decided by facts alone: `why` gives the reasons
of a row, heaviest first, and rows are compared reason by reason. A missed target goes before
everything that was kept, and among missed targets the one that cannot be made good any more, then
the one that moves away, the weak one, the one that is behind. What is not known comes next, what is
well under way but late or preliminary after it. Rows with the same reasons go by their achievement,
then by the share of the promised change that the pace leads to, then as the plan lists them. A
better figure never makes a row more urgent.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, Literal, get_args

from kumkm_targets.evaluation.achievement import FULL, is_met
from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.row import Row

Why = Literal[
    "missed",
    "not_met",
    "not_kept",
    "moving_away",
    "weak",
    "behind",
    "not_recorded",
    "incomplete",
    "unavailable",
    "accelerate",
    "preliminary",
]
"""Why a row needs attention, heaviest first.

missed: the achievement is below 100. not_met: so it is, but no percentage can say by how much.
not_kept: the years of the promise are over, and it was not kept. weak: the predikat is in the lower
half of the plan's scale. moving_away, behind, accelerate: the outlook. not_recorded: the year is
over and there is no figure; incomplete: there is only part of one, or a component is missing.
unavailable: recorded as not known yet. preliminary: the figure may still change.
"""

State = Literal["missed", "behind", "undetermined"]
"""A state that a caller looks for: `--only` shows the rows in it, `--fail-on` does not accept them."""

_WEIGHT: Final[dict[Why, int]] = {reason: place for place, reason in enumerate(get_args(Why))}
_LATE: Final = frozenset[Why]({"not_kept", "moving_away", "behind", "accelerate"})
_UNSETTLED: Final = ("very_preliminary", "preliminary", "estimate")

_Urgency = tuple[tuple[int, ...], tuple[bool, Fraction], tuple[bool, Fraction], bool]


def by_urgency(appraisal: Appraisal) -> tuple[Row, ...]:
    """The rows, what needs attention first in front; rows of the same urgency in the plan's order."""
    return tuple(sorted(appraisal.rows, key=_urgency))


def why(row: Row) -> tuple[Why, ...]:
    """Why the row needs attention, heaviest first; empty where it needs none."""
    found = (*_of_target(row), *_of_course(row), *_of_record(row))
    return tuple(sorted(found, key=_WEIGHT.__getitem__))


def selected(rows: Iterable[Row], state: State) -> tuple[Row, ...]:
    """The rows that are in a state, in their order.

    missed: the achievement is below 100. behind: at the pace so far the promise for the end of the
    plan will be missed by far (outlook behind or moving_away). undetermined: there is a target for
    the year and no achievement.
    """
    return tuple(row for row in rows if _is_in(row, state))


def _is_in(row: Row, state: State) -> bool:
    if state == "missed":
        return isinstance(row.percent, Fraction) and row.percent < FULL
    if state == "behind":
        return row.outlook in ("behind", "moving_away")
    return row.target is not None and not row.is_computed


def _of_target(row: Row) -> Iterable[Why]:
    if isinstance(row.percent, Fraction):
        if row.percent < FULL:
            yield "missed"
            if _is_weak(row, row.percent):
                yield "weak"
    elif _misses(row):
        yield "not_met"


def _misses(row: Row) -> bool:
    """Whether the figure breaks the promise of the year."""
    target, better = row.target, row.indicator.better
    if target is None or better is None or row.realised is None:
        return False
    return not is_met(better, (target.min, target.max), Fraction(row.realised))


def _is_weak(row: Row, percent: Fraction) -> bool:
    """Whether the predikat is in the lower half of the scale, its middle grade not counted."""
    floors = sorted(row.thresholds[1:])  # the first is the promise itself
    half = (len(floors) + 1) // 2
    return half > 0 and percent < floors[half - 1]


def _of_course(row: Row) -> Iterable[Why]:
    if row.pace.reason == "ended" or _is_sum_exceeded(row):
        yield "not_kept"
    elif row.outlook == "moving_away" or _goes_the_wrong_way(row):
        yield "moving_away"
    elif row.outlook == "behind":
        yield "behind"
    elif row.outlook == "accelerate":
        yield "accelerate"


def _is_sum_exceeded(row: Row) -> bool:
    """Whether a sum that should stay low has not; it is compared when the plan has ended."""
    return row.pace.reason == "sum_to_stay_low" and row.final_percent is not None and row.final_percent < FULL


def _goes_the_wrong_way(row: Row) -> bool:
    """Whether a figure that has no compound growth, because something is not positive, gets worse."""
    pace = row.pace
    if pace.reason != "not_positive" or pace.observed is None:
        return False
    return pace.observed > 0 if row.indicator.better == "lower" else pace.observed < 0


def _of_record(row: Row) -> Iterable[Why]:
    if row.reason == "unavailable":
        yield "unavailable"
    elif row.reason == "not_recorded":
        yield "incomplete" if row.partial is not None or row.missing else "not_recorded"
    elif _is_unsettled(row):
        yield "preliminary"


def _is_unsettled(row: Row) -> bool:
    """Whether the figure of a promise may still change."""
    is_own = row.realised is not None and not row.derived and row.is_promised
    return is_own and row.entry is not None and row.entry.status in _UNSETTLED


def _urgency(row: Row) -> _Urgency:
    """Smaller is more urgent. The number behind the reasons is lighter than any: more reasons go before fewer."""
    reasons = why(row)
    weights = tuple(_WEIGHT[reason] for reason in reasons if reason != "preliminary" or len(reasons) == 1)
    percent = row.percent if isinstance(row.percent, Fraction) else None
    share = row.pace.share if _LATE.intersection(reasons) else None
    return (
        (*weights, len(_WEIGHT)),
        (percent is None, percent or Fraction(0)),
        (share is not None, share or Fraction(0)),
        "preliminary" not in reasons,
    )
