"""3xx: what must agree within one indicator: years with the final target, quarters with their year."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import reduce
from typing import Final

from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.checks.targets.target_series import amended_series, has_flaw, written
from kumkm_targets.figures.exact import EXACT, decimals_of
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.target import Target
from kumkm_targets.storage.plan_files import PlanReading

SUM_DIFFERS = Rule(
    "KT310",
    "sum-differs",
    "warning",
    N_("Where years add up, the yearly targets, as declared or as amended, add up to `final_target`."),
    N_("One of the two promises is a misprint, and the end of the plan is judged by it."),
    'over_time = "sum"\ntargets = { 2025 = "100", 2026 = "150" }\nfinal_target = "300"',
    'over_time = "sum"\ntargets = { 2025 = "100", 2026 = "150" }\nfinal_target = "250"',
    N_("Correct the wrong one; silence the finding with the reason if the document prints both."),
)
QUARTERS_DIFFER = Rule(
    "KT315",
    "quarter-targets-differ",
    "warning",
    N_(
        "The quarter targets of a year agree with its target: they add up to it, or the fourth is equal to it, "
        "or, where years are averaged, their mean is."
    ),
    N_("Whoever keeps every quarter would still miss the year, or the other way round."),
    'targets = { 2026 = "800" }\nquarter_targets = { 2026 = { 1 = "150", 2 = "300", 3 = "550", 4 = "700" } }',
    'targets = { 2026 = "800" }\nquarter_targets = { 2026 = { 1 = "150", 2 = "300", 3 = "550", 4 = "800" } }',
    N_("Correct the wrong one; silence the finding with the reason if the document prints both."),
)
FINAL_DIFFERS = Rule(
    "KT316",
    "final-target-differs",
    "warning",
    N_("Where the last value counts, `final_target` is the target of the plan's last year, as declared or as amended."),
    N_("The plan would promise two values for one year, and its end is judged by the first."),
    'period = { start = 2025, end = 2026 }\ntargets = { 2025 = "3,75", 2026 = "3,81" }\nfinal_target = "3,18"',
    'period = { start = 2025, end = 2026 }\ntargets = { 2025 = "3,75", 2026 = "3,81" }',
    N_("Correct the wrong one, or take `final_target` out; silence the finding if the document prints both."),
)

_LAST_QUARTER: Final = 4


def final_targets(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """The final target agrees with the yearly targets, as declared or as amended: it cannot be amended itself."""
    end = plan.header.period.end
    for name, indicator in plan.indicators.items():
        final = indicator.final_target
        if final is None or not indicator.targets or _leads_to(final, indicator, indicator.targets, end):
            continue  # nearly all of them
        amended = amended_series(reading, plan).get(name, {})
        in_force = {year: promise.target for year, promise in amended.items()} or indicator.targets
        if _leads_to(final, indicator, in_force, end) or has_flaw(reading, "indicators", name, "targets"):
            continue
        if indicator.over_time == "sum":
            message = _("the yearly targets add up to {total}, but `final_target` is {final}").format(
                total=written(_total(in_force.values()), indicator), final=written(final, indicator)
            )
            yield _differs(SUM_DIFFERS, reading, (name, "targets"), message, _("the yearly targets"))
        else:
            message = _("`final_target` is {final}, but the target of the last year, {year}, is {target}").format(
                final=written(final, indicator), year=end, target=written(in_force[end], indicator)
            )
            words = _("the target of {year}").format(year=end)
            yield _differs(FINAL_DIFFERS, reading, (name, "targets", str(end)), message, words)


def _leads_to(final: Target, indicator: Indicator, targets: Mapping[int, Target], end: int) -> bool:
    """Whether the years end in `final`, or still can: not every year may have its target yet."""
    if indicator.over_time == "average":
        return True
    if indicator.over_time == "latest":
        return targets.get(end, final) == final
    total, all_set = _total(targets.values()), len(targets) > end - min(targets)
    return total == final or (not all_set and total.max < final.max)


def _differs(rule: Rule, reading: PlanReading, other: tuple[str, ...], message: str, words: str) -> Finding:
    place = Related(reading.file.path, ("indicators", *other), words)
    return rule.finding(
        reading.file.path, ("indicators", other[0], "final_target"), message, _(rule.fix), related=(place,)
    )


def quarter_targets(reading: PlanReading, plan: Plan) -> Iterator[Finding]:
    """The quarters of a year lead to what the year promises, as declared or as amended."""
    for name, indicator in plan.indicators.items():
        for year, quarters in indicator.quarter_targets.items():
            if quarters.get(_LAST_QUARTER) == indicator.targets.get(year):
                continue  # nearly all of them
            changed = amended_series(reading, plan).get(name, {})
            promised = [indicator.targets[year]] if year in indicator.targets else []
            promised += [changed[year].target] if year in changed else []
            if _LAST_QUARTER not in quarters or not promised:
                continue
            if not any(_lead_to(target, quarters, indicator) for target in promised):
                key = ("indicators", name, "quarter_targets", str(year), str(_LAST_QUARTER))
                place = Related(
                    reading.file.path,
                    ("indicators", name, "targets", str(year)),
                    _("the target of {year}").format(year=year),
                )
                yield QUARTERS_DIFFER.finding(
                    reading.file.path,
                    key,
                    _disagreement(year, promised[-1], quarters, indicator),
                    _(QUARTERS_DIFFER.fix),
                    related=(place,),
                )


def _lead_to(target: Target, quarters: Mapping[int, Target], indicator: Indicator) -> bool:
    """Whether the quarters are of this year: cumulative, to be added, or to be averaged."""
    if quarters[_LAST_QUARTER] == target:
        return True
    if len(quarters) < _LAST_QUARTER:
        return False
    total = _total(quarters.values())
    if indicator.over_time != "average":
        return total == target
    rounding = Decimal(2).scaleb(-decimals_of(target.min))  # four times half a unit of the last digit
    return all(abs(four - _LAST_QUARTER * one) <= rounding for four, one in zip(total, target, strict=True))


def _disagreement(year: int, target: Target, quarters: Mapping[int, Target], indicator: Indicator) -> str:
    words = {"year": year, "target": written(target, indicator)}
    if indicator.over_time == "sum" and len(quarters) == _LAST_QUARTER:
        total = written(_total(quarters.values()), indicator)
        return _("the quarter targets of {year} add up to {total}, but the target of the year is {target}").format(
            total=total, **words
        )
    fourth = written(quarters[_LAST_QUARTER], indicator)
    return _("the fourth quarter of {year} is to reach {fourth}, but the target of the year is {target}").format(
        fourth=fourth, **words
    )


def _total(targets: Iterable[Target]) -> Target:
    """The sum of what is promised, bound by bound, exact."""
    lows, highs = zip(*targets, strict=True)
    return Target(reduce(EXACT.add, lows), reduce(EXACT.add, highs))
