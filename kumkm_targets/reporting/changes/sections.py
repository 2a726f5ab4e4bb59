"""What is told of the plans that differ, under which headings, and what the changes do to the years."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kumkm_targets.evaluation.averages import Summary
from kumkm_targets.evaluation.changes.change import Change
from kumkm_targets.evaluation.changes.comparison import PlanComparison
from kumkm_targets.evaluation.rating import scale_of, thresholds
from kumkm_targets.evaluation.row import Row
from kumkm_targets.messages import N_, _, ngettext
from kumkm_targets.reporting.changes.plan_diff import Fate, PlanDiff
from kumkm_targets.reporting.changes.words import indicator_title
from kumkm_targets.reporting.ledger.words import NOTHING
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import achievement_text

_FATES: Final[dict[Fate, str]] = {
    "added": N_("new plan"),
    "removed": N_("the plan is gone"),
    "renamed": N_("the folder was called {former}"),
    "changed": "",
    "unreadable_then": N_("not compared: it was not a valid plan then"),
    "unreadable_now": N_("not compared: it is not a valid plan now"),
}


@dataclass(frozen=True, slots=True)
class Moments:
    """Between what the comparison was made, as it was asked for; now: None for the files as they stand there."""

    then: str
    now: str | None = None

    @property
    def text(self) -> str:
        """Both, safe to print."""
        later = _("the files now") if self.now is None else one_line(self.now)
        return f"{one_line(self.then)} → {later}"


@dataclass(frozen=True, slots=True)
class EffectWords:
    """What a change does to the achievement of an indicator, or to the average, in a year; safe to print."""

    year: int
    name: str
    before: str
    after: str


def headline(moments: Moments, diffs: Sequence[PlanDiff]) -> str:
    """Between what, and how many plans differ."""
    if not diffs:
        return _("{moments}: nothing has changed in plans and figures").format(moments=moments.text)
    count = ngettext("{count} plan differs", "{count} plans differ", len(diffs)).format(count=len(diffs))
    return f"{moments.text}: {count}"


def counts(diffs: Iterable[PlanDiff]) -> str:
    """How many changes there are of each kind; empty without any."""
    comparisons = [diff.comparison for diff in diffs if diff.comparison is not None]
    headings: tuple[tuple[str, Sequence[Sequence[object]]], ...] = (
        (_("Document"), [one.document for one in comparisons]),
        (_("Indicators"), [one.indicators for one in comparisons]),
        (_("Targets"), [one.targets for one in comparisons]),
        (_("Recorded figures"), [one.figures for one in comparisons]),
        (_("Effect on achievement"), [one.effects for one in comparisons]),
    )
    found = ((title, sum(map(len, lists))) for title, lists in headings)
    return " · ".join(f"{title}: {count}" for title, count in found if count)


def fate_text(diff: PlanDiff) -> str:
    """What became of the plan, where there is more to say than its changes."""
    text = _(_FATES[diff.fate]).format(former=one_line(diff.former or "")) if _FATES[diff.fate] else ""
    if diff.fate not in ("added", "removed") or diff.plan is None:
        return text
    count = len(diff.plan.indicators)
    indicators = ngettext("{count} indicator", "{count} indicators", count).format(count=count)
    years = ", ".join(map(str, diff.years)) or NOTHING
    return _("{fate}: {indicators}, figures of {years}").format(fate=text, indicators=indicators, years=years)


def titled(comparison: PlanComparison) -> Iterator[tuple[str, Sequence[Change]]]:
    """The changes under their headings, empty ones left out."""
    for title, changes in (
        (_("Document"), comparison.document),
        (_("Indicators"), comparison.indicators),
        (_("Targets"), comparison.targets),
        (_("Recorded figures"), comparison.figures),
    ):
        if changes:
            yield title, changes


def effect_words(comparison: PlanComparison) -> Iterator[EffectWords]:
    """Achievement and predikat before and after: indicator by indicator, and then the averages."""
    for effect in comparison.effects:
        name = indicator_title(effect.id, comparison.now.plan, comparison.then.plan)
        yield EffectWords(effect.year, name, _judged(effect.before), _judged(effect.after))
    for average in comparison.averages:
        yield EffectWords(
            average.year,
            _("average achievement"),
            _average(average.before, comparison),
            _average(average.after, comparison),
        )


def _judged(row: Row | None) -> str:
    if row is None or row.achievement is None:
        return NOTHING
    return _with_rating(f"{achievement_text(row.achievement, row.thresholds)}%", row.rating)


def _average(summary: Summary, comparison: PlanComparison) -> str:
    if summary.average is None:
        return NOTHING
    marks = thresholds(scale_of(comparison.now.plan))
    text = _with_rating(f"{achievement_text(summary.average, marks)}%", summary.rating)
    return _("{average} ({computed} of {of})").format(average=text, computed=summary.computed, of=summary.of)


def _with_rating(percent: str, rating: str | None) -> str:
    return f"{percent} {one_line(rating)}" if rating else percent
