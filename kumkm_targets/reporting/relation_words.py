"""Rules between figures in plain words: what contradicts what, and the figures that show it."""

from collections.abc import Iterator
from typing import Final

from kumkm_targets.checks.formulas.working import both_sides, comparison_text, made_of
from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.formulas import Comparison, Number
from kumkm_targets.evaluation.relations import JudgedRelation
from kumkm_targets.evaluation.year_figures import QUARTERS
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import N_, _
from kumkm_targets.reporting.formula_words import in_names, named_in
from kumkm_targets.reporting.plain import one_line

_BROKEN: Final = {
    "<=": N_("{left} is more than {right}"),
    "<": N_("{left} is not less than {right}"),
    ">=": N_("{left} is less than {right}"),
    ">": N_("{left} is not more than {right}"),
    "=": N_("{left} differs from {right}"),
}
"""What is the case where a rule with this sign does not hold."""


def relations_shown(appraisal: Appraisal) -> tuple[JudgedRelation, ...]:
    """The plan's rules, which are for whole years: none where only part of one is judged."""
    return appraisal.relations if appraisal.quarter in (None, QUARTERS[-1]) else ()


def relation_lines(appraisal: Appraisal) -> Iterator[str]:
    """How many of the plan's rules hold, and each that does not."""
    relations = relations_shown(appraisal)
    verdicts = [one.holds for one in relations]
    if any(verdict is not None for verdict in verdicts):
        line = _("Rules between figures: {n} of {of} hold").format(n=verdicts.count(True), of=len(verdicts))
        unknown = verdicts.count(None)
        yield line + (", " + _("{n} cannot be computed").format(n=unknown) if unknown else "")
    for one in relations:
        if one.comparison is not None and one.holds is False:
            yield _("Contradiction: {what}").format(what=contradiction(one, one.comparison, appraisal))


def contradiction(judged: JudgedRelation, comparison: Comparison, appraisal: Appraisal) -> str:
    """What contradicts what, with the figures both sides are made of, and the reason the plan gives."""
    named = named_in(appraisal.plan)
    sides = zip((comparison.left, comparison.right), both_sides(comparison, judged.lookup), strict=True)
    left, right = (
        in_names(side, named) + ("" if isinstance(side, Number) else f" ({figure})") for side, figure in sides
    )
    told = _(_BROKEN[comparison.sign]).format(left=left, right=right)
    working = made_of(comparison, judged.lookup, appraisal.year, lambda name: f"“{named(name)}”")
    if judged.relation.tolerance:
        working.append(_("tolerance {figure}").format(figure=write_number(judged.relation.tolerance)))
    if judged.relation.because:
        working.append(one_line(judged.relation.because))
    return "; ".join((told, *working))


def relation_working(judged: JudgedRelation, year: int) -> str | None:
    """Both sides as figures, with ids, as `check` prints them; None where they cannot be computed."""
    if judged.comparison is None or judged.holds is None:
        return None
    return comparison_text(judged.comparison, judged.lookup, year)
