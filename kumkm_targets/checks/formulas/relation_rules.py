"""5xx: the relations between figures that a plan declares."""

from collections.abc import Iterator
from fractions import Fraction

from kumkm_targets.checks.entries import relations_with_keys
from kumkm_targets.checks.formulas.working import comparison_text, places
from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.evaluation.formulas import FormulaError, holds, parse_relation
from kumkm_targets.evaluation.series import Series
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.plan_files import PlanReading

BROKEN_RELATION = Rule(
    "KT504",
    "broken-relation",
    "error",
    N_("The realised figures of a year keep the relations that the plan declares under [[rules]]."),
    N_("Figures that contradict one another cannot all be right."),
    '[[rules]]\nthat = "koperasi_aktif <= jumlah_koperasi"\n# recorded: 22.977 and 5.855',
    '[[rules]]\nthat = "koperasi_aktif <= jumlah_koperasi"\n# recorded: 2.297 and 5.855',
    N_("Find the wrong figure in its source; silence the finding with the reason if the source prints it."),
)


def relations(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """Realised figures keep the plan's relations, year by year."""
    if not plan.rules or not reading.years:
        return
    series = Series(plan, reading.realised)
    for key, relation in relations_with_keys(reading, plan):
        try:
            parsed = parse_relation(relation.that)
        except FormulaError:
            continue
        for year in reading.years:
            if year.content is None:
                continue
            at = year.content.year
            if holds(parsed, series.lookup(at), Fraction(relation.tolerance or 0)) is not False:
                continue
            named = places(parsed, reading, plan, at)
            here = named.pop(0).key if named and named[0].file == year.file.path else ("year",)
            because = f" ({relation.because})" if relation.because else ""
            yield BROKEN_RELATION.finding(
                year.file.path,
                here,
                _("{relation} does not hold in {year}: {working}").format(
                    relation=relation.that, year=at, working=comparison_text(parsed, series, at)
                )
                + because,
                _(BROKEN_RELATION.fix),
                related=(Related(reading.file.path, (*key, "that"), _("the relation")), *named),
            )
