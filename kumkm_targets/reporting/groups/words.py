"""What the reports by objective and by programme say in words: names, percentages, and efficiency."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.averages import Summary
from kumkm_targets.evaluation.budget import Efficiency, NoEfficiency, efficiency
from kumkm_targets.evaluation.groups import Group, GroupBy
from kumkm_targets.evaluation.rating import thresholds
from kumkm_targets.figures.exact import SIGNIFICANT, decimal_of, rounded_without_crossing
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import N_, _, current_language
from kumkm_targets.model.fields import Name
from kumkm_targets.model.plan import Programme
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.status.cells import NOTHING
from kumkm_targets.reporting.words import achievement_text

EFFICIENCIES: Final[dict[Efficiency | NoEfficiency, str]] = {
    "efficient": N_("efficient"),
    "results_ahead": N_("results ahead of spending"),
    "in_step": N_("in step"),
    "spending_ahead": N_("spending ahead of results"),
    "no_budget": N_("no budget"),
    "not_recorded": N_("spending not recorded"),
    "zero_budget": N_("budget is zero"),
    "negative_budget": N_("budget is negative"),
    "nothing_spent": N_("nothing spent"),
    "no_achievement": N_("no achievement"),
    "running_year": N_("only part of the year"),
}
"""How achievement and absorption stand to one another, or why that cannot be said."""

MEANINGS: Final[dict[Efficiency, str]] = {
    "efficient": N_("targets met on average within the budget, and absorption more than {band} points lower"),
    "results_ahead": N_("achievement more than {band} points above absorption, but targets missed or budget exceeded"),
    "in_step": N_("achievement and absorption at most {band} points apart"),
    "spending_ahead": N_("absorption more than {band} points above achievement"),
}
"""What the words for efficiency mean, with the band of points in which both are in step."""

_WHOLE_BUDGET: Final = (Decimal(100),)
_DECIMALS: Final = 2


def group_name(group: Group, by: GroupBy) -> str:
    """The name of the objective or programme, a programme's with its code."""
    if group.declared is None:
        if group.id is not None:
            return _("{id} (not declared)").format(id=one_line(group.id))
        return _("No objective") if by == "objective" else _("No programme")
    name = name_text(group.declared.name)
    code = group.declared.code if isinstance(group.declared, Programme) else None
    return f"{name} ({one_line(code)})" if code else name


def name_text(name: Name) -> str:
    """A name in the language in force."""
    return one_line(name.in_language(current_language()))


def efficiency_text(verdict: Efficiency | NoEfficiency) -> str:
    """How achievement and absorption stand to one another, or why that cannot be said."""
    return _(EFFICIENCIES[verdict])


def absorption_text(absorption: Fraction) -> str:
    """Absorption in percent; what is over or under the budget never shows as 100,00."""
    return write_number(rounded_without_crossing(decimal_of(absorption), _DECIMALS, _WHOLE_BUDGET))


def side_by_side(average: Fraction, absorption: Fraction, marks: Sequence[Decimal]) -> tuple[str, str]:
    """Achievement and absorption with two decimals, or as many more as show the efficiency that was decided.

    marks: the percentages at which the rating changes.
    """
    exact = decimal_of(average), decimal_of(absorption)
    verdict = efficiency(average, absorption)
    for decimals in range(_DECIMALS, SIGNIFICANT):
        achieved = rounded_without_crossing(exact[0], decimals, marks, may_touch=True)
        absorbed = rounded_without_crossing(exact[1], decimals, _WHOLE_BUDGET)
        if efficiency(Fraction(achieved), Fraction(absorbed)) == verdict:
            return write_number(achieved), write_number(absorbed)
    return write_number(exact[0]), write_number(exact[1])


def average_text(summary: Summary, appraisal: Appraisal) -> str:
    """An average achievement in percent; NOTHING where there is none."""
    return NOTHING if summary.average is None else achievement_text(summary.average, thresholds(appraisal.scale))


def counted_text(summary: Summary) -> str:
    """Over how many indicators an average goes."""
    if summary.of == 0:
        return _("no indicator with targets")
    return _("{n} of {of} computed").format(n=summary.computed, of=summary.of)
