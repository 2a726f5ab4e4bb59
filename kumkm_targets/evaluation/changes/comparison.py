"""Two states of one plan compared: every difference, and what they do to the years that have figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.evaluation.averages import Summary
from kumkm_targets.evaluation.changes.change import Change, PlanState
from kumkm_targets.evaluation.changes.declared import document_changes, indicator_changes, renamed, target_changes
from kumkm_targets.evaluation.changes.recorded import recorded_changes
from kumkm_targets.evaluation.row import Row


@dataclass(frozen=True, slots=True)
class Effect:
    """An indicator that is judged otherwise in a year; None on the side where it does not exist."""

    year: int
    id: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class AverageEffect:
    """A plan whose average in a year is another."""

    year: int
    before: Summary
    after: Summary


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """What has changed of a plan: in the document, its indicators, their targets and figures, and by that."""

    then: PlanState
    now: PlanState
    document: tuple[Change, ...]
    indicators: tuple[Change, ...]
    targets: tuple[Change, ...]
    figures: tuple[Change, ...]
    effects: tuple[Effect, ...]
    averages: tuple[AverageEffect, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """All differences of the files."""
        return (*self.document, *self.indicators, *self.targets, *self.figures)


def compared(then: PlanState, now: PlanState, today: date) -> PlanComparison:
    """The differences between two states of a plan. today: decides only whether a missing figure is due."""
    former = renamed(then.plan, now.plan)
    years = sorted({year for state in (then, now) for year, content in state.realised.items() if content.figures})
    judged = [(appraise(*then, year, today), appraise(*now, year, today)) for year in years]
    return PlanComparison(
        then=then,
        now=now,
        document=tuple(document_changes(then.plan, now.plan)),
        indicators=tuple(indicator_changes(then.plan, now.plan)),
        targets=tuple(target_changes(then.plan, now.plan)),
        figures=tuple(recorded_changes(then, now)),
        effects=tuple(effect for before, after in judged for effect in _effects(before, after, former)),
        averages=tuple(
            AverageEffect(before.year, before.summary, after.summary)
            for before, after in judged
            if _verdict(before.summary) != _verdict(after.summary)
        ),
    )


def _effects(before: Appraisal, after: Appraisal, former: dict[str, str]) -> Iterator[Effect]:
    was = {row.id: row for row in before.rows}
    for row in after.rows:
        old = was.pop(former.get(row.id, row.id), None)
        if _judgement(old) != _judgement(row):
            yield Effect(after.year, row.id, old, row)
    for name, gone in was.items():
        if gone.is_computed:
            yield Effect(after.year, name, gone, None)


def _judgement(row: Row | None) -> tuple[object, ...]:
    """Achievement and predikat; what has none is judged alike, for whatever reason."""
    return (row.percent, row.rating) if row is not None and row.is_computed else ()


def _verdict(summary: Summary) -> tuple[object, ...]:
    return summary.average, summary.rating, summary.computed
