"""5xx: the relations between figures that a plan declares."""

from collections.abc import Iterator

from kumkm_targets.checks.entries import relations_with_keys
from kumkm_targets.checks.formulas.working import comparison_text
from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.evaluation.formulas import Comparison, references
from kumkm_targets.evaluation.relations import judged_relation
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
        for year in reading.years:
            if year.content is None:
                continue
            at = year.content.year
            judged = judged_relation(relation, series.lookup(at))
            parsed = judged.comparison
            if parsed is None or judged.holds is not False:
                continue
            named = _places(parsed, reading, plan, at)
            here = named.pop(0).key if named and named[0].file == year.file.path else ("year",)
            because = f" ({relation.because})" if relation.because else ""
            yield BROKEN_RELATION.finding(
                year.file.path,
                here,
                _("{relation} does not hold in {year}: {working}").format(
                    relation=relation.that, year=at, working=comparison_text(parsed, judged.lookup, at)
                )
                + because,
                _(BROKEN_RELATION.fix),
                related=(Related(reading.file.path, (*key, "that"), _("the relation")), *named),
            )


def _places(parsed: Comparison, reading: PlanReading, plan: Plan, year: int) -> list[Related]:
    """Where the figures that `parsed` names stand, those of `year` first."""
    needed: list[tuple[int, str]] = []
    for reference in references(parsed):
        years = {"": (year,), "previous": (year - 1,), "growth": (year, year - 1)}[reference.function]
        needed += ((at, reference.id) for at in years)
    found: list[Related] = []
    for at, name in sorted(dict.fromkeys(needed), key=lambda item: -item[0]):
        indicator = plan.indicators.get(name)
        file = next((other.file for other in reading.years if other.content and other.content.year == at), None)
        content = reading.realised.get(at)
        words = name if at == year else _("{id} in {year}").format(id=name, year=at)
        if file and content and name in content.figures:
            found.append(Related(file.path, ("figures", name, "value"), words))
        elif indicator and indicator.baseline and indicator.baseline.year == at:
            found.append(Related(reading.file.path, ("indicators", name, "baseline", "value"), words))
    return found
