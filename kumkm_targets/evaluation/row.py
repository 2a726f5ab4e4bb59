"""What is said of one indicator in one year."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kumkm_targets.evaluation.achievement import Percent, Reason
from kumkm_targets.evaluation.pace import Outlook, Pace
from kumkm_targets.evaluation.year_figures import Origin, YearFigure
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.model.plan import Amendment, Indicator
from kumkm_targets.model.realised import RealisedFigure
from kumkm_targets.model.target import Target


@dataclass(frozen=True, slots=True)
class SoFar:
    """The years of the plan up to now, as `over_time` adds them up, against the targets of these years alone.

    years: those with a figure. target: None where one of them has none; percent: None without it.
    """

    years: tuple[int, ...]
    value: Fraction
    target: Target | None
    percent: Fraction | None


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator in one year, or in a year up to one of its quarters.

    target: as in force, amendment: what changed it last, original_target: as first declared.
    realised: in the indicator's unit; origin: whether it was recorded, made of quarters or parts,
    or derived by the formula. partial: what is known of a figure that is not whole, and so not
    judged. missing: the components without which the formula gives nothing.
    percent: the achievement, exact, or why there is none. final_percent: what is known so far
    against final_target; so_far: for sums and averages, against the targets of the years so far.
    previous: the last known value before the year, with its year; the baseline counts too.
    next_target_year: where the year has no target, the first later one that has. thresholds: the
    percentages at which the verdict changes.
    """

    id: str
    indicator: Indicator
    target: Target | None
    original_target: Target | None
    amendment: Amendment | None
    realised: Decimal | None
    origin: Origin | None
    entry: RealisedFigure | None
    partial: YearFigure | None
    missing: tuple[str, ...]
    gap: Decimal | None
    percent: Percent
    rating: str | None
    final_target: Target | None
    final_percent: Fraction | None
    so_far: SoFar | None
    pace: Pace
    previous: tuple[int, Decimal] | None
    next_target_year: int | None
    thresholds: tuple[Decimal, ...]

    @property
    def is_promised(self) -> bool:
        """Whether anything was promised: for the year, or for the end of the plan."""
        return self.target is not None or self.final_target is not None

    @property
    def is_computed(self) -> bool:
        """Whether there is an achievement."""
        return isinstance(self.percent, Fraction)

    @property
    def achievement(self) -> Decimal | None:
        """The achievement in percent, to 28 significant digits where inexact."""
        return decimal_of(self.percent) if isinstance(self.percent, Fraction) else None

    @property
    def reason(self) -> Reason | None:
        """Why there is no achievement; None exactly where there is one."""
        return None if isinstance(self.percent, Fraction) else self.percent

    @property
    def derived(self) -> bool:
        """Whether the realised figure comes from the indicator's formula."""
        return self.origin == "formula"

    @property
    def is_reckoned(self) -> bool:
        """Whether the realised figure was reckoned here and not written by a person."""
        return self.origin not in (None, "recorded")

    @property
    def final_achievement(self) -> Decimal | None:
        """What is known so far against the promise for the end of the plan, in percent."""
        return _decimal(self.final_percent)

    @property
    def required_pace(self) -> Decimal | None:
        """What each remaining year must bring, in the indicator's unit."""
        return _decimal(self.pace.required)

    @property
    def observed_pace(self) -> Decimal | None:
        """What a year has brought so far, in the indicator's unit."""
        return _decimal(self.pace.observed)

    @property
    def outlook(self) -> Outlook | None:
        """Whether the promise for the end will be kept at the pace so far."""
        return self.pace.outlook

    @property
    def outlook_share(self) -> Decimal | None:
        """The share of the promised change that the pace so far leads to; 1 is all of it."""
        return _decimal(self.pace.share)


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else decimal_of(value)
