"""Rules between figures (`[[rules]]`): whether the figures of a year keep them, and by which figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from kumkm_targets.evaluation.formulas import (
    Comparison,
    FormulaError,
    Lookup,
    evaluate,
    holds,
    parse_relation,
    references,
)
from kumkm_targets.evaluation.series import Series
from kumkm_targets.model.plan import Plan, Relation


@dataclass(frozen=True, slots=True)
class JudgedRelation:
    """A rule between figures and whether those of a year keep it.

    comparison: the rule as parsed; None where it cannot be read, which `check` reports. holds: None
    where it cannot be computed: for want of what is `missing`, as the rule names it, or because a
    divisor is zero. figures: what went into it, by id and years back.
    """

    relation: Relation
    comparison: Comparison | None
    holds: bool | None
    missing: tuple[str, ...] = ()
    figures: Mapping[tuple[str, int], Fraction] = field(default_factory=dict)

    def lookup(self, indicator_id: str, back: int) -> Fraction | None:
        """The figure of an indicator, so many years back, as the rule found it."""
        return self.figures.get((indicator_id, back))


def judged_relations(plan: Plan, series: Series, year: int) -> tuple[JudgedRelation, ...]:
    """Every rule of the plan, in its order, judged by the figures of `year`."""
    if not plan.rules:
        return ()
    lookup = series.lookup(year)
    return tuple(judged_relation(relation, lookup) for relation in plan.rules)


def judged_relation(relation: Relation, lookup: Lookup) -> JudgedRelation:
    """The rule judged by the figures that `lookup` finds."""
    try:
        comparison = parse_relation(relation.that)
    except FormulaError:
        return JudgedRelation(relation, None, None)
    named = dict.fromkeys(references(comparison))
    needed = {(one.id, back) for one in named for back in {"": (0,), "previous": (1,), "growth": (0, 1)}[one.function]}
    return JudgedRelation(
        relation,
        comparison,
        holds(comparison, lookup, Fraction(relation.tolerance or 0)),
        tuple(str(one) for one in named if evaluate(one, lookup) is None),
        {place: figure for place in sorted(needed) if (figure := lookup(*place)) is not None},
    )
