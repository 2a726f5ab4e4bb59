"""The words of an alignment: plans by their kind, and how each target stands to what was agreed."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kumkm_targets.evaluation.alignment import Agreed, AlignedYear, Alignment, Measured, Tally, Verdict
from kumkm_targets.figures.exact import decimal_of, rounded_without_crossing
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import N_, _
from kumkm_targets.model.fields import PlanKind
from kumkm_targets.model.plan import Plan
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.status.cells import NOTHING
from kumkm_targets.reporting.words import target_text, target_with_unit

VERDICTS: Final[dict[Verdict, str]] = {
    "aligned": N_("aligned"),
    "lower": N_("lower"),
    "higher": N_("higher"),
    "wider": N_("wider range"),
    "other_direction": N_("other direction"),
    "other_unit": N_("other unit"),
    "empty": N_("not filled in"),
}
_ALL_OR_NOTHING: Final = (Decimal(0), Decimal(100))

LESS_AMBITIOUS: Final = "▼"
"""The mark of a target that can be kept by a figure that misses the agreed one."""

_KINDS: Final[dict[PlanKind, str]] = {
    "rpjpd": "RPJPD",
    "rpjmd": "RPJMD",
    "rpd": "RPD",
    "rkpd": "RKPD",
    "renstra": "Renstra",
    "renja": "Renja",
    "rakortek": "Rakortek",
}
"""What officers call the kinds of plan, in either language."""


def labels(alignment: Alignment) -> dict[str, str]:
    """What each plan is called, by its id: its kind, with the id where that does not tell it apart."""
    plans = (alignment.agreement, *alignment.later)
    kinds = Counter(plan.header.kind for plan in plans)
    return {plan.id: _label(plan, is_alone=kinds[plan.header.kind] == 1) for plan in plans}


def _label(plan: Plan, *, is_alone: bool) -> str:
    kind = _KINDS.get(plan.header.kind)
    if kind is None:
        return one_line(plan.id)
    return kind if is_alone else f"{kind} {one_line(plan.id)}"


def plan_lines(alignment: Alignment) -> Iterator[str]:
    """Each plan with its title, region and period, what was agreed first."""
    called = labels(alignment)
    for plan in (alignment.agreement, *alignment.later):
        header = plan.header
        region = f"{one_line(header.region.name)} ({header.region.code})"
        period = f"{header.period.start}–{header.period.end}"
        yield f"{called[plan.id]}: {one_line(header.title)} · {region} · {period}"


def measured_text(measured: Measured, agreed: Agreed) -> str:
    """A later plan's target in the unit of the agreement, or with its own unit where that is another."""
    if measured.in_agreed_unit is not None:
        return target_text(measured.in_agreed_unit, agreed.indicator)
    if measured.target is None or measured.indicator is None:
        return NOTHING
    return one_line(target_with_unit(measured.target, measured.indicator))


def remarks(agreed: Agreed, called: dict[str, str]) -> list[str]:
    """How the later targets stand to the agreed one: one word for all, else one for each plan."""
    words = {measured.plan.id: _verdict_text(measured) for measured in agreed.measured}
    if len(set(words.values())) == 1:
        return [next(iter(words.values()))]
    return [f"{called[plan_id]} {word}" for plan_id, word in words.items()]


def _verdict_text(measured: Measured) -> str:
    word = _(VERDICTS[measured.verdict])
    return f"{LESS_AMBITIOUS} {word}" if measured.is_less_ambitious else word


def year_title(year: AlignedYear) -> str:
    """What stands above the table of a year."""
    return _("Targets for {year}").format(year=year.year)


def year_notes(year: AlignedYear, called: dict[str, str]) -> Iterator[str]:
    """How many targets of each later plan stand how, and how many there are at all."""
    for tally in year.tallies:
        counts = ", ".join(f"{count} {_(VERDICTS[verdict])}" for verdict, count in _in_order(tally))
        filled = _("{n} of {of} filled in ({share})").format(n=tally.filled, of=tally.of, share=share_text(tally))
        yield f"{called[tally.plan.id]}: {counts} · {filled}"


def _in_order(tally: Tally) -> Iterator[tuple[Verdict, int]]:
    return ((verdict, tally.counts[verdict]) for verdict in VERDICTS if verdict in tally.counts)


def share_text(tally: Tally) -> str:
    """The share that is filled in, in whole percents; never 0 or 100 where that is not so."""
    share = decimal_of(tally.share)
    return f"{write_number(rounded_without_crossing(share, 0, _ALL_OR_NOTHING))}%"


def closing_notes(alignment: Alignment) -> Iterator[str]:
    """What the mark means, where it stands, and what the agreement does not have."""
    measured = [one for year in alignment.years for agreed in year.targets for one in agreed.measured]
    if any(one.is_less_ambitious for one in measured):
        yield f"{LESS_AMBITIOUS} " + _("less ambitious than agreed")
    called = labels(alignment)
    for plan in alignment.later:
        missing = ", ".join(indicator_id for other, indicator_id in alignment.only_later if other is plan)
        if missing:
            yield _("Not in {agreement}, but in {plan}: {indicators}").format(
                agreement=called[alignment.agreement.id], plan=called[plan.id], indicators=missing
            )
