"""Pace and outlook in words: how it is reckoned, and why there is none."""

from typing import Final, Literal

from kumkm_targets.evaluation.pace import PaceReason
from kumkm_targets.evaluation.row import Row
from kumkm_targets.messages import N_, _
from kumkm_targets.model.fields import PaceMethod

PACE_REASONS: Final[dict[PaceReason, str]] = {
    "no_target": N_("nothing is promised for the end of the plan"),
    "not_recorded": N_("no figure of a whole year is recorded yet"),
    "one_point": N_("a pace takes a figure after the baseline, or figures of two years"),
    "not_positive": N_("shares and growth take figures and targets above zero"),
    "no_distance": N_("the promise is no better than what it began with"),
    "band": N_("a band to stay in has no distance to cover"),
    "average": N_("an average of years has no pace of its own"),
    "sum_to_stay_low": N_("a sum that should stay low is judged when the plan has ended"),
    "ended": N_("the period is over and the promise was not kept"),
    "running_year": N_("part of a year is not projected"),
}

Manner = PaceMethod | Literal["mean"]
"""How a projection goes on; mean: years add up, and each brings the mean of those so far."""

MANNERS: Final[dict[Manner, tuple[str, str]]] = {
    "linear": (N_("linear"), N_("the same amount every year")),
    "compound": (N_("compound"), N_("the same percentage every year")),
    "mean": (N_("summed"), N_("every year brings the mean of those so far")),
}
"""The word for each manner, and what it means."""


def manner_of(row: Row) -> Manner | None:
    """How the outlook of the row was reckoned; None where there is nothing to project."""
    if row.pace.projected is None:
        return None
    return row.pace.method or "mean"


def pace_reason_text(reason: PaceReason) -> str:
    """Why there is no outlook, in a few words."""
    return _(PACE_REASONS[reason])
