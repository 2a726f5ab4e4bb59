"""3xx: how targets go from year to year: the slips that printed tables hold."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Final, NamedTuple

from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.checks.targets.indicator_names import is_change
from kumkm_targets.checks.targets.plain_targets import TRIPLE, Asked
from kumkm_targets.checks.targets.target_series import Series, amended_series, declared_series, written
from kumkm_targets.evaluation.plausibility import is_slip
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.target import Target
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.plan_files import PlanReading

AGAINST_DIRECTION = Rule(
    "KT302",
    "target-against-direction",
    "warning",
    N_(
        "The targets of an indicator do not move away from what its direction calls better, as declared or as amended. "
        "Rates of change (“Pertumbuhan …”, “Inflasi”) may go up and down."
    ),
    N_("Either the direction or a target is wrong: with the wrong direction good and bad change places."),
    'better = "higher"\ntargets = { 2025 = "3,81", 2026 = "3,75" }',
    'better = "higher"\ntargets = { 2025 = "3,75", 2026 = "3,81" }',
    N_(
        "Compare with the printed document. If it prints both, correct `better` where the other direction is meant, "
        "or silence the finding with the reason."
    ),
)
MISPRINT = Rule(
    "KT303",
    "target-jump",
    "warning",
    N_("No target is three times more or less than the one before, in a series that is otherwise steady."),
    N_("A lost digit (2,21 for 12,21) makes the last year of a plan meaningless."),
    'targets = { 2028 = "12,191", 2029 = "12,20", 2030 = "2,21" }',
    'targets = { 2028 = "12,191", 2029 = "12,20", 2030 = "12,21" }',
    N_("Compare with the printed document; silence the finding with the reason if it prints this."),
    "RPJMD Provinsi Maluku Utara 2025–2029",
)
THOUSANDFOLD_TARGET = Rule(
    "KT313",
    "target-thousandfold",
    "error",
    N_("No target is hundreds of times more or less than the one before, the baseline or the final target."),
    N_("A misread dot or a wrong scale (ribu, juta, miliar) multiplies a promise by a thousand."),
    'unit = "Rp"\ntargets = { 2025 = "Rp222 miliar", 2026 = "Rp240 juta" }',
    'unit = "Rp"\ntargets = { 2025 = "Rp222 miliar", 2026 = "Rp240 miliar" }',
    N_(
        "Correct the figure or its scale word (ribu, juta, miliar); silence the finding with the reason if it is meant."
    ),
)

_HUNDREDS_OF_TIMES: Final = N_("{new} after {old}: hundreds of times more or less")
_A_YEAR: Final = N_("{target} for {year}")

_DIGITS_OF_A_SLIP: Final = 2
_STEADY_FACTOR: Final = Fraction(3, 2)
_STEADY_STEPS: Final = 2
_HUNDRED: Final = 100
_LEAST_COUNT: Final = 10
"""Counts below this may well grow hundreds of times: programmes begin with a handful."""


def series(reading: PlanReading, plan: Plan, asked: Asked) -> Iterator[Finding]:
    """Target series keep their direction and have neither jumps nor slips, as declared and as amended."""
    amended = amended_series(reading, plan) if asked else {}
    for name, indicator in asked:
        judged: set[int | None] = set()
        for promises in (declared_series(name, indicator), amended.get(name, {})):
            for fault in _faults(name, indicator, promises):
                if fault.new.year not in judged:
                    judged.add(fault.new.year)
                    yield fault.finding(reading.file.path, indicator)


class _Point(NamedTuple):
    """A target, the baseline or the final target: what stands where in the file.

    words: how to name it, with places for {target} and {year}. year: None for the final target,
    which no amendment can set again.
    """

    target: Target
    key: KeyPath
    year: int | None
    words: str

    def named(self, indicator: Indicator) -> str:
        """What stands there, in words."""
        return _(self.words).format(target=written(self.target, indicator), year=self.year)


class _Fault(NamedTuple):
    """What is wrong with the way from one point to another. The message has places for {old} and {new}."""

    rule: Rule
    message: str
    old: _Point
    new: _Point

    def finding(self, file: Path, indicator: Indicator) -> Finding:
        """The finding at the later of the two."""
        old, new = self.old.named(indicator), self.new.named(indicator)
        message, fix = _(self.message).format(old=old, new=new), _(self.rule.fix)
        if self.rule is AGAINST_DIRECTION and indicator.measure.counts_whole_things:
            fix = _('If each year counts for itself, such as people trained, write over_time = "sum".') + " " + fix
        return self.rule.finding(file, self.new.key, message, fix, related=(Related(file, self.old.key, old),))


def _faults(name: str, indicator: Indicator, promises: Series) -> Iterator[_Fault]:
    """What is wrong with one series: its distance from baseline and final target, and its steps."""
    points = [_Point(target, key, year, _A_YEAR) for year, (target, key) in promises.items()]
    if not points:
        return
    if indicator.over_time != "sum":  # else the ends are sums of many years
        yield from _far_ends(name, indicator, points[0], points[-1])
    values = [point.target.min for point in points]
    anchor = points[0]
    for point, following in zip_longest(points[1:], points[2:]):
        fault = _fault(indicator, anchor, point, values)
        if fault is not None:
            yield fault
        is_odd_one_out = (
            fault is not None
            and fault.rule is not AGAINST_DIRECTION
            and following is not None
            and _fault(indicator, anchor, following, values) is None
        )
        anchor = anchor if is_odd_one_out else point


def _far_ends(name: str, indicator: Indicator, first: _Point, last: _Point) -> Iterator[_Fault]:
    """A first target hundreds of times the baseline, a final target hundreds of times the last one."""
    baseline, final, key = indicator.baseline, indicator.final_target, ("indicators", name)
    if baseline is not None and _is_misread(indicator, baseline.value, first.target.min):
        target = Target(baseline.value, baseline.value)
        start = _Point(target, (*key, "baseline", "value"), baseline.year, N_("the baseline of {year}, {target}"))
        yield _Fault(THOUSANDFOLD_TARGET, _HUNDREDS_OF_TIMES, start, first)
    if final is not None and _is_misread(indicator, last.target.min, final.min):
        end = _Point(final, (*key, "final_target"), None, N_("the final target, {target}"))
        yield _Fault(THOUSANDFOLD_TARGET, _HUNDREDS_OF_TIMES, last, end)


def _fault(indicator: Indicator, old: _Point, new: _Point, values: list[Decimal]) -> _Fault | None:
    """What is wrong with the step from `old` to `new`, the worst first."""
    if _is_misread(indicator, old.target.min, new.target.min):
        return _Fault(THOUSANDFOLD_TARGET, _HUNDREDS_OF_TIMES, old, new)
    if _is_jump(old.target.min, new.target.min, values):
        return _Fault(MISPRINT, N_("{new} after {old}: a jump that a misprint would make"), old, new)
    if indicator.over_time == "sum" or is_change(indicator.name.id):
        return None
    if indicator.better == "higher" and new.target.max < old.target.min:
        message = N_("{new} is less than {old}, but better = “higher” says that more is better")
        return _Fault(AGAINST_DIRECTION, message, old, new)
    if indicator.better == "lower" and new.target.min > old.target.max:
        message = N_("{new} is more than {old}, but better = “lower” says that less is better")
        return _Fault(AGAINST_DIRECTION, message, old, new)
    return None


def _is_misread(indicator: Indicator, old: Decimal, new: Decimal) -> bool:
    """Whether a dot or a scale word was misread: hundreds of times, and no growth from next to nothing."""
    if abs(old.adjusted() - new.adjusted()) < _DIGITS_OF_A_SLIP or not is_slip(old, new):
        return False
    small, large = sorted((abs(old), abs(new)))
    if indicator.measure.kind == "percent":
        return large > _HUNDRED
    return small >= _LEAST_COUNT or small % 1 != 0 or not indicator.measure.counts_whole_things


def _is_jump(old: Decimal, new: Decimal, values: list[Decimal]) -> bool:
    """Whether a step stands out of a steady series, by its factor and by its width.

    A series that falls to zero in even steps has large factors at its end, and no jump.
    """
    if len(values) < _STEADY_STEPS + 2 or max(old, new) < TRIPLE * min(old, new) or min(values) <= 0:
        return False
    steps = list(pairwise(map(Fraction, values)))
    steady = [abs(one - other) for one, other in steps if max(one, other) <= _STEADY_FACTOR * min(one, other)]
    enough = max(_STEADY_STEPS, len(steps) - 2)
    return len(steady) >= enough and abs(Fraction(new) - Fraction(old)) > TRIPLE * max(steady)
