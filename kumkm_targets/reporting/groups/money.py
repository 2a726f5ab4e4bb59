"""The money of programmes in the report by programme: beside their results, to date, and in full."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.budget import (
    Budgets,
    Money,
    MoneyToDate,
    ProgrammeMoney,
    efficiency_in,
)
from kumkm_targets.evaluation.groups import Group
from kumkm_targets.evaluation.rating import thresholds
from kumkm_targets.figures.exact import difference
from kumkm_targets.messages import _
from kumkm_targets.reporting.circumstances import source_text
from kumkm_targets.reporting.groups.notes import efficiency_notes
from kumkm_targets.reporting.groups.sections import Section, Titles
from kumkm_targets.reporting.groups.words import (
    absorption_text,
    average_text,
    efficiency_text,
    group_name,
    name_text,
    side_by_side,
)
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.rupiah import rupiah, short_rupiah
from kumkm_targets.reporting.status.cells import NOTHING
from kumkm_targets.reporting.status.shown_rows import spans

Placed = tuple[str, Group, ProgrammeMoney]
"""A declared programme with its number in the tables, its indicators and its money."""


def money_sections(appraisal: Appraisal, groups: Sequence[Group], budgets: Budgets) -> Iterator[Section]:
    """The year's money beside its results, the years so far, and the amounts in full.

    groups: by programme, of which the declared come first, in the order of `budgets`.
    """
    heading = _("Money and results of {year}").format(year=appraisal.year)
    if not budgets.has_any:
        without = (
            _("No programme has a budget or spending") if budgets.programmes else _("The plan declares no programmes")
        )
        yield Section(heading, lines=(without,))
        return
    placed = [
        (str(place), group, one) for place, (group, one) in enumerate(zip(groups, budgets.programmes, strict=False), 1)
    ]
    yield _of_the_year(heading, appraisal, placed, budgets)
    period = appraisal.plan.header.period
    if appraisal.year >= period.start < period.end:
        yield _so_far(appraisal, placed, budgets)
    lines = tuple(_in_full(appraisal, placed, budgets))
    if lines:
        yield Section(_("Amounts of {year} in full").format(year=appraisal.year), lines=lines)


def _of_the_year(heading: str, appraisal: Appraisal, placed: Sequence[Placed], budgets: Budgets) -> Section:
    rows = [
        (place, group_name(group, "programme"), *_amounts(one.money), *_results(appraisal, group, one.money))
        for place, group, one in placed
    ]
    written = _written(appraisal, placed)
    totals = [
        ("", name, *_amounts(money), _percent(money.absorption, written) if is_alike else NOTHING, "", "", "")
        for name, money, is_alike in _totals(budgets)
    ]
    titles: Titles = (
        (_("No"), "left"),
        (_("Programme"), "left"),
        (_("Budget"), "right"),
        (_("Spent"), "right"),
        (_("Abs. (%)"), "right"),
        (_("Ach. (%)"), "right"),
        (_("Predikat"), "left"),
        (_("Efficiency"), "left"),
    )
    verdicts = [efficiency_in(appraisal, group, one.money) for _place, group, one in placed]
    return Section(
        heading=heading,
        titles=titles,
        rows=(*rows, *totals),
        strong=frozenset(range(len(rows), len(rows) + len(totals))),
        lines=(*efficiency_notes(verdicts), *_undeclared(budgets)),
    )


def _so_far(appraisal: Appraisal, placed: Sequence[Placed], budgets: Budgets) -> Section:
    """The years of the plan up to this one together, beside the budget of the whole plan."""
    written = _written(appraisal, placed)
    rows = [(place, name_text(one.programme.name), *_to_date(one.to_date, written)) for place, _group, one in placed]
    titles: Titles = (
        (_("No"), "left"),
        (_("Programme"), "left"),
        (_("Years"), "left"),
        (_("Budget"), "right"),
        (_("Spent"), "right"),
        (_("Abs. (%)"), "right"),
        (_("Budget of the plan"), "right"),
        (_("Spent of it (%)"), "right"),
    )
    period = appraisal.plan.header.period
    return Section(
        heading=_("Money to date: year {n} of {of} of the plan").format(
            n=min(appraisal.year, period.end) - period.start + 1, of=period.end - period.start + 1
        ),
        titles=titles,
        rows=(*rows, ("", _("Total"), *_to_date(budgets.to_date, written))),
        strong=frozenset({len(rows)}),
        lines=tuple(_gaps(placed)),
    )


def _in_full(appraisal: Appraisal, placed: Sequence[Placed], budgets: Budgets) -> Iterator[str]:
    """A line for every programme with any amount in the year, no digit left out, and one for the total."""
    for place, _group, one in placed:
        if parts := [*_full(one.money), *_origin(appraisal, one)]:
            yield f"{place}. {' · '.join(parts)}"
    for name, money, is_alike in _totals(budgets):
        if parts := list(_full(money, with_rest=is_alike)):
            yield f"{name}: {' · '.join(parts)}"


def _gaps(placed: Sequence[Placed]) -> Iterator[str]:
    """Which years are in no sum, programme by programme."""
    left_out = [
        f"{place} ({spans(one.to_date.left_out)})"
        for place, _group, one in placed
        if one.years and one.to_date.left_out
    ]
    if left_out:
        yield _("Years left out, for their budget or spending is missing: {years}").format(years=", ".join(left_out))
    unbudgeted = [
        f"{place} ({spans(one.to_date.unbudgeted)})"
        for place, _group, one in placed
        if one.years and one.to_date.unbudgeted
    ]
    if unbudgeted:
        yield _("Years of the plan without a budget: {years}").format(years=", ".join(unbudgeted))


def _undeclared(budgets: Budgets) -> Iterator[str]:
    if budgets.undeclared:
        names = ", ".join(map(one_line, budgets.undeclared))
        yield _("Spending left out, for the plan declares no such programme: {names}").format(names=names)


def _totals(budgets: Budgets) -> Iterator[tuple[str, Money, bool]]:
    """The sums by name, and whether their amounts are those of the same programmes and can be compared.

    Where a programme lacks one of both, those that have both get a sum of their own.
    """
    yield _("Total"), budgets.total, budgets.is_complete
    if budgets.counted and not budgets.is_complete:
        yield _("Total of {n} with budget and spending").format(n=budgets.counted), budgets.compared, True


def _results(appraisal: Appraisal, group: Group, money: Money) -> tuple[str, str, str, str]:
    """Absorption, achievement, predikat and efficiency; the two percentages never belie the last."""
    verdict = efficiency_in(appraisal, group, money)
    achieved, absorbed = average_text(group.summary, appraisal), _percent(money.absorption, {})
    absorption = money.absorption
    if group.average is not None and isinstance(absorption, Fraction):
        achieved, absorbed = side_by_side(group.average, absorption, thresholds(appraisal.scale))
    return absorbed, achieved, one_line(group.summary.rating or NOTHING), efficiency_text(verdict)


def _written(appraisal: Appraisal, placed: Sequence[Placed]) -> dict[Fraction, str]:
    """The absorptions of the year as they stand beside their achievement: elsewhere they read the same."""
    found: dict[Fraction, str] = {}
    for _place, group, one in placed:
        if isinstance(one.money.absorption, Fraction):
            text = _results(appraisal, group, one.money)[0]
            found[one.money.absorption] = max(text, found.get(one.money.absorption, ""), key=len)
    return found


def _percent(value: Fraction | str | None, written: Mapping[Fraction, str]) -> str:
    return written.get(value) or absorption_text(value) if isinstance(value, Fraction) else NOTHING


def _to_date(part: MoneyToDate, written: Mapping[Fraction, str]) -> tuple[str, ...]:
    money = part.money
    budget, spent, plan_budget = _short(money.budget, money.spent, part.plan_budget)
    shares = _percent(money.absorption, written), plan_budget, _percent(part.share, written)
    return spans(part.years) or NOTHING, budget, spent, *shares


def _amounts(money: Money) -> list[str]:
    return _short(money.budget, money.spent)


def _short(*amounts: Decimal | None) -> list[str]:
    texts = iter(short_rupiah([amount for amount in amounts if amount is not None]))
    return [NOTHING if amount is None else next(texts) for amount in amounts]


def _full(money: Money, *, with_rest: bool = True) -> Iterator[str]:
    if money.budget is not None:
        yield _("budget {amount}").format(amount=rupiah(money.budget))
    if money.spent is not None:
        yield _("spent {amount}").format(amount=rupiah(money.spent))
    if with_rest and money.budget is not None and money.spent is not None and money.budget != money.spent:
        rest = difference(money.budget, money.spent)
        words = _("{amount} left") if rest > 0 else _("{amount} more than the budget")
        yield words.format(amount=rupiah(abs(rest)))


def _origin(appraisal: Appraisal, one: ProgrammeMoney) -> Iterator[str]:
    spending = one.spending
    if spending is not None and spending.as_of is not None:
        yield _("up to {date}").format(date=spending.as_of.isoformat())
    if spending is not None and spending.source is not None:
        yield source_text(appraisal, spending.source)
