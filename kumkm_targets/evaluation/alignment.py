"""Alignment of targets: what later plans promise, measured against what was agreed (*kesepakatan*)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

from kumkm_targets.evaluation.commensurable import converted, measured_in
from kumkm_targets.evaluation.targets import targets_at_end_of, targets_in_force
from kumkm_targets.model.fields import Better
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.target import Target

Verdict = Literal["aligned", "lower", "higher", "wider", "other_direction", "other_unit", "empty"]
"""How a target stands to the agreed one: said of the numbers, whichever direction is better.

aligned: nothing that keeps it would be outside the agreed target, so equal, or inside the agreed
range. lower, higher: it reaches below or above what was agreed; wider: both. empty: there is none.
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one later plan says of an agreed target.

    id, indicator, target: as that plan declares them; None where it does not. in_agreed_unit: the
    target in the unit of the agreement; None where the units cannot be compared. is_less_ambitious:
    it can be kept by a figure that misses the agreed target.
    """

    plan: Plan
    id: str | None
    indicator: Indicator | None
    target: Target | None
    in_agreed_unit: Target | None
    verdict: Verdict
    is_less_ambitious: bool


@dataclass(frozen=True, slots=True)
class Agreed:
    """One agreed target, with what every later plan says of it, in their order."""

    id: str
    indicator: Indicator
    target: Target
    measured: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many targets of one later plan have each verdict, of all that were agreed for a year."""

    plan: Plan
    counts: dict[Verdict, int]
    of: int

    @property
    def filled(self) -> int:
        """How many of the agreed targets the plan has one for."""
        return self.of - self.counts.get("empty", 0)

    @property
    def share(self) -> Fraction:
        """The percentage of the agreed targets that the plan has one for."""
        return Fraction(100 * self.filled, self.of)


@dataclass(frozen=True, slots=True)
class AlignedYear:
    """The targets agreed for one year, in the plan's order; there is at least one."""

    year: int
    targets: tuple[Agreed, ...]

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """One tally per later plan, in their order."""
        columns = zip(*(agreed.measured for agreed in self.targets), strict=True)
        return tuple(_tally(column) for column in columns)


@dataclass(frozen=True)
class Alignment:
    """What was agreed and the plans measured against it, year by year.

    only_later: the indicators with targets that only a later plan has, with that plan.
    """

    agreement: Plan
    later: tuple[Plan, ...]
    years: tuple[AlignedYear, ...]
    only_later: tuple[tuple[Plan, str], ...]

    @cached_property
    def is_aligned(self) -> bool:
        """Whether every later plan keeps everything that was agreed."""
        return all(
            measured.verdict == "aligned"
            for year in self.years
            for agreed in year.targets
            for measured in agreed.measured
        )


def align(agreement: Plan, later: Sequence[Plan], year: int | None = None) -> Alignment:
    """Measure the targets of the later plans against those agreed, each as in force at the end of its year.

    year: only this one; else every year that something was agreed for. The result has no years
    where nothing was agreed.
    """
    matches = [counterparts(agreement, plan) for plan in later]
    years = agreed_years(agreement) if year is None else [year]
    return Alignment(
        agreement=agreement,
        later=tuple(later),
        years=tuple(
            AlignedYear(one, targets) for one in years if (targets := tuple(_agreed(agreement, later, matches, one)))
        ),
        only_later=tuple(
            (plan, indicator_id)
            for plan, found in zip(later, matches, strict=True)
            for indicator_id, indicator in plan.indicators.items()
            if indicator.has_target and indicator_id not in found.values()
        ),
    )


def agreed_years(plan: Plan) -> list[int]:
    """Every year that the plan has a target for, earliest first."""
    named = {year for indicator_id in plan.indicators for year in targets_in_force(plan, indicator_id, date.max)}
    return [year for year in sorted(named) if any(_target(plan, one, year) for one in plan.indicators)]


def verdict_on(agreed: Target, target: Target, better: Better | None) -> tuple[Verdict, bool]:
    """How `target` stands to the agreed one, and whether it is less ambitious; both in one unit.

    The bound that keeps the promise decides on ambition: the lowest value where higher is better,
    the highest where lower is better, both for a band to stay in.
    """
    below, above = target.min < agreed.min, target.max > agreed.max
    verdict: Verdict = "wider" if below and above else "lower" if below else "higher" if above else "aligned"
    weaker = {"higher": below, "lower": above}.get(better or "within", below or above)
    return verdict, weaker


def _agreed(agreement: Plan, later: Sequence[Plan], matches: Sequence[dict[str, str]], year: int) -> Iterator[Agreed]:
    for indicator_id, indicator in agreement.indicators.items():
        target = _target(agreement, indicator_id, year)
        if target is not None:
            measured = (
                _measured(indicator, target, plan, found.get(indicator_id), year)
                for plan, found in zip(later, matches, strict=True)
            )
            yield Agreed(indicator_id, indicator, target, tuple(measured))


def _measured(agreed: Indicator, agreed_target: Target, plan: Plan, indicator_id: str | None, year: int) -> Measured:
    if indicator_id is None:
        return Measured(plan, None, None, None, None, "empty", is_less_ambitious=False)
    indicator, target = plan.indicators[indicator_id], _target(plan, indicator_id, year)
    verdict: Verdict
    shown, weaker = None, False
    if target is None:
        verdict = "empty"
    elif measured_in(indicator.measure) != measured_in(agreed.measure):
        verdict = "other_unit"
    else:
        shown = converted(target, indicator.measure, agreed.measure)
        if indicator.better == agreed.better:
            verdict, weaker = verdict_on(agreed_target, shown, agreed.better)
        else:
            verdict = "other_direction"
    return Measured(plan, indicator_id, indicator, target, shown, verdict, weaker)


def _target(plan: Plan, indicator_id: str, year: int) -> Target | None:
    retired = plan.indicators[indicator_id].retired
    return None if retired is not None and year > retired else targets_at_end_of(plan, indicator_id, year).get(year)


def counterparts(agreement: Plan, plan: Plan) -> dict[str, str]:
    """The same indicators in `plan`, by the agreement's ids; none of them stands for two.

    By `reference` where both have one, else by id. Of several with one reference, the one of the
    same id comes first.
    """
    found: dict[str, str] = {}
    free = dict(plan.indicators)
    for is_same in (_same_in_both, _same_reference, _same_id):
        for indicator_id, indicator in agreement.indicators.items():
            if indicator_id not in found:
                match = next((one for one, other in free.items() if is_same(indicator_id, indicator, one, other)), None)
                if match is not None:
                    found[indicator_id] = match
                    del free[match]
    return found


def _same_in_both(one_id: str, one: Indicator, other_id: str, other: Indicator) -> bool:
    return one_id == other_id and _same_reference(one_id, one, other_id, other)


def _same_reference(_one_id: str, one: Indicator, _other_id: str, other: Indicator) -> bool:
    return one.reference is not None and one.reference == other.reference


def _same_id(one_id: str, one: Indicator, other_id: str, other: Indicator) -> bool:
    return one_id == other_id and (one.reference is None or other.reference is None)


def _tally(column: Sequence[Measured]) -> Tally:
    counts: dict[Verdict, int] = {}
    for measured in column:
        counts[measured.verdict] = counts.get(measured.verdict, 0) + 1
    return Tally(column[0].plan, counts, len(column))
