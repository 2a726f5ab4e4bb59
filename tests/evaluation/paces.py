"""Paces from figures written as text."""

from fractions import Fraction

from kumkm_targets.evaluation.pace import Outlook, Pace, Promise, pace
from kumkm_targets.model.fields import Better, OverTime
from tests.evaluation.builders import band


def latest(
    better: Better, target: str, horizon: int, known: dict[int, str], baseline: tuple[int, str] | None = None
) -> Pace:
    """The pace of an indicator whose last value stands for itself."""
    return reckon("latest", better, target, horizon, known, baseline)


def reckon(
    over_time: OverTime,
    better: Better,
    target: str,
    horizon: int,
    known: dict[int, str],
    baseline: tuple[int, str] | None = None,
    start: int = 2025,
) -> Pace:
    """The pace towards a target, or a range written with a dash: what is required and observed, and the outlook."""
    low, _, high = target.partition("–")
    promise = Promise(better, over_time, band(low, high or None), horizon, start)
    found = full(promise, known, baseline)
    return Pace(found.required, found.observed, found.outlook, found.share)


def full(promise: Promise | None, known: dict[int, str], baseline: tuple[int, str] | None = None) -> Pace:
    """The pace with all that belongs to it, from figures written as text."""
    return pace(
        promise,
        {year: Fraction(value) for year, value in known.items()},
        (baseline[0], Fraction(baseline[1])) if baseline else None,
    )


def parts(required: str | None, observed: str | None, outlook: Outlook | None = None, share: str | None = None) -> Pace:
    """A pace with its parts as text; quotients may be written with a slash."""
    return Pace(
        None if required is None else Fraction(required),
        None if observed is None else Fraction(observed),
        outlook,
        None if share is None else Fraction(share),
    )
