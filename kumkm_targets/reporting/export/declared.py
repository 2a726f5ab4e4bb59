"""What a plan promises, as it declares it: baselines, targets, amendments, budgets."""

from collections.abc import Iterator

from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.reporting.export.figure import RUPIAH, Figure, Said, Subject


def declared_figures(plan: Plan) -> Iterator[Figure]:
    """Every figure of `plan.toml`, to the digit, whether it judges anything or not."""
    for name, indicator in plan.indicators.items():
        yield from _of_indicator(Subject(plan, name, indicator), indicator)
    for number, amendment in enumerate(plan.amendments, 1):
        said = Said(source=amendment.basis, as_of=amendment.effective.isoformat(), note=amendment.reason)
        for name, changes in amendment.targets.items():
            subject = Subject(plan, name, plan.indicators.get(name))
            for year, change in sorted(changes.items()):
                yield subject.line("amended_from", year, change.from_, said, number=number)
                yield subject.line("amended_to", year, change.to, said, number=number)
    for name, programme in plan.programmes.items():
        subject = Subject(plan, name, programme, is_programme=True)
        for year, amount in sorted(programme.budget.items()):
            yield subject.line("budget", year, amount, measure=RUPIAH)


def _of_indicator(subject: Subject, indicator: Indicator) -> Iterator[Figure]:
    said = Said(source=indicator.source)
    if baseline := indicator.baseline:
        yield subject.line("baseline", baseline.year, baseline.value, Said(source=baseline.source, note=baseline.note))
    for year, target in sorted(indicator.targets.items()):
        yield subject.line("original_target", year, target, said)
    for year, quarters in sorted(indicator.quarter_targets.items()):
        for quarter, target in sorted(quarters.items()):
            yield subject.line("target", year, target, said, quarter=quarter)
    for year, parts in sorted(indicator.part_targets.items()):
        for code, target in sorted(parts.items()):
            yield subject.line("target", year, target, said, part=code)
    if indicator.final_target is not None:
        yield subject.line("original_final_target", subject.plan.header.period.end, indicator.final_target, said)
