"""How a formula came to its value: the figures that went into it, in words and as places."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kumkm_targets.checks.rule import Related
from kumkm_targets.evaluation.formulas import Comparison, Expression, Operation, Reference, evaluate, references
from kumkm_targets.evaluation.series import Series
from kumkm_targets.figures.exact import decimal_of, decimals_of
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import _
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.plan_files import PlanReading

_LEAST_DECIMALS: Final = 2


def comparison_text(parsed: Comparison, series: Series, year: int) -> str:
    """Both sides as figures: `22.977 <= 5.855`; with what a compound side or a growth is made of."""
    lookup = series.lookup(year)
    sides = (parsed.left, parsed.right)
    left, right = (evaluate(side, lookup) or Fraction(0) for side in sides)
    texts = [f" {parsed.sign} ".join(apart(decimal_of(left), decimal_of(right)))]
    for side, other in zip(sides, (right, left), strict=True):
        if isinstance(side, Operation) or (isinstance(side, Reference) and side.function):
            texts += components(side, series, year)
        if isinstance(side, Reference) and side.function == "growth" and parsed.sign == "=":
            texts += _needed(side.id, other, series, year)
    return "; ".join(dict.fromkeys(texts))


def _needed(indicator_id: str, percent: Fraction, series: Series, year: int) -> Iterator[str]:
    """The count of the year before from which the count of this year would have grown by `percent`."""
    now = series.lookup(year)(indicator_id, 0)
    if now is not None and percent > -100:
        before = decimal_of(now / (1 + percent / 100))
        yield _("growing by {percent} it would have been about {before} in {year}").format(
            percent=f"{_written(percent)}%", before=write_number(before, decimals_of(decimal_of(now))), year=year - 1
        )


def components(expression: Expression, series: Series, year: int) -> Iterator[str]:
    """What is known of each figure in `expression`, one text for each; a growth with both its counts."""
    lookup = series.lookup(year)
    for reference in dict.fromkeys(references(expression)):
        now, before = lookup(reference.id, 0), lookup(reference.id, 1)
        if not reference.function and now is not None:
            yield _("{id} is {value} in {year}").format(id=reference.id, value=_written(now), year=year)
        elif reference.function == "previous" and before is not None:
            yield _("{id} is {value} in {year}").format(id=reference.id, value=_written(before), year=year - 1)
        elif now is not None and before:
            percent = write_number(decimal_of((now - before) / before * 100), _LEAST_DECIMALS)
            yield _("from {before} in {earlier} to {now} in {year}, {id} grew by {percent}").format(
                id=reference.id,
                before=_written(before),
                earlier=year - 1,
                now=_written(now),
                year=year,
                percent=f"{percent}%",
            )


def places(parsed: Comparison, reading: PlanReading, plan: Plan, year: int) -> list[Related]:
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


def apart(one: Decimal, other: Decimal) -> tuple[str, str]:
    """Two different figures with as many decimals as it takes to see that they differ."""
    decimals = _LEAST_DECIMALS
    most = max(decimals_of(one), decimals_of(other))
    while True:
        texts = tuple(write_number(figure, min(decimals_of(figure), decimals)) for figure in (one, other))
        if texts[0] != texts[1] or decimals >= most:
            return texts[0], texts[1]
        decimals += 1


def _written(value: Fraction) -> str:
    decimal = decimal_of(value)
    return write_number(decimal, min(decimals_of(decimal), _LEAST_DECIMALS))
