"""KT420: a closed year stays closed and keeps its figures, its spending and its targets."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from kumkm_targets.checks.history.year_then_and_now import YearThenAndNow, in_words, is_flawed
from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.figures.units import unit
from kumkm_targets.figures.writing import write_with_unit
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Change, Indicator, Plan
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.plan_files import PlanReading

CLOSED_YEAR = Rule(
    "KT420",
    "closed-year-changed",
    "error",
    N_(
        "A year that was closed at the revision of --changed-since has kept its figures, its targets and what they are "
        "judged by; what a correction replaced stands in `history` with its reason. An amendment may be added later."
    ),
    N_("Reports were made from the closed year: if it changes in silence, two truths go round and none is proved."),
    "closed = 2026-03-31\n[figures.rasio]\nvalue = 3.75  # 3.72 when the year was closed",
    'closed = 2026-03-31\n[figures.rasio]\nvalue = 3.75\nhistory = [{ value = 3.72, reason = "koreksi BPS 5/2026" }]',
    N_("Put back what stood there. A figure is corrected with a reason in its history, a target by an amendment."),
)

PERIOD: Final[KeyPath] = ("plan", "period")
"""The plan's years: where a finding is shown whose own place is gone."""

_JUDGED_BY: Final = ("unit", "better", "achievement", "over_time", "formula")
_RUPIAH: Final = unit("Rp")


def closed_year(year: YearThenAndNow) -> Iterator[Finding]:
    """What was changed in a closed year, but for the figures that it had."""
    yield from _closing(year)
    for name in year.now.figures:
        if name not in year.then.figures and not year.is_flawed("figures", name) and not _says_why(year, name):
            message = _("“{name}” was not recorded when {year} was closed").format(name=name, year=year.year)
            yield CLOSED_YEAR.finding(year.path, ("figures", name), message, _(CLOSED_YEAR.fix), on_key=True)
    for name in dict.fromkeys((*year.then.programmes, *year.now.programmes)):
        old, new = (_spent(content, name) for content in (year.then, year.now))
        if old != new and not year.is_flawed("programmes", name) and not _is_corrected(year.now, name, old):
            key: KeyPath = ("programmes", name, "spent")
            message = changed_after_closing(key, _rupiah(old), _rupiah(new), year.year)
            place = ("year",) if new is None else key
            yield CLOSED_YEAR.finding(year.path, place, message, _("Put back what stood there."))


def changed_after_closing(key: KeyPath, old: object, new: object, year: int) -> str:
    """The message that the value at `key` was `old` and is `new`, both in words."""
    return _("`{key}` was {old} when {year} was closed, and is {new} now").format(
        key=".".join(map(str, key)), old=old, new=new, year=year
    )


def closed_targets(then: PlanReading, now: PlanReading, year: int, related: tuple[Related, ...]) -> Iterator[Finding]:
    """The targets of a closed year are as declared then, and so are its amendments; others may have come."""
    for key, message in (*_declared_otherwise(then, now, year), *_amended_otherwise(then, now, year)):
        yield CLOSED_YEAR.finding(now.file.path, key, message, _(CLOSED_YEAR.fix), related=related)


def _declared_otherwise(then: PlanReading, now: PlanReading, year: int) -> Iterator[tuple[KeyPath, str]]:
    if then.plan is None or now.plan is None:
        return
    flaws = (*then.flaws, *now.flaws)
    for name, indicator in then.plan.indicators.items():
        if is_flawed(flaws, "indicators", name):
            continue
        kept = now.plan.indicators.get(name)
        old, new = _targets(indicator, year), _targets(kept, year)
        if kept and old and new:
            old, new = old | _judged_by(indicator), new | _judged_by(kept)
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) != new.get(key):
                words = in_words(old.get(key), then, name), in_words(new.get(key), now, name)
                message = changed_after_closing((name, *key), *words, year)
                yield ("indicators", name, *key) if kept else PERIOD, message


def _amended_otherwise(then: PlanReading, now: PlanReading, year: int) -> Iterator[tuple[KeyPath, str]]:
    flaws = (*then.flaws, *now.flaws)
    if then.plan is None or now.plan is None or any(flaw.key[:1] == ("amendments",) for flaw in flaws):
        return
    kept = _amended(now.plan, year)
    for (day, name), (_index, change) in _amended(then.plan, year).items():
        index, present = kept.get((day, name), (None, None))
        if present != change:
            old, new = in_words(change.from_, then, name), in_words(change.to, then, name)
            message = _(
                "when {year} was closed, the amendment of {day} had taken the target of “{name}” from {old} to {new}"
            ).format(year=year, day=day, name=name, old=old, new=new)
            yield PERIOD if index is None else ("amendments", index, "targets", name, str(year)), message


def _closing(year: YearThenAndNow) -> Iterator[Finding]:
    """The day of closing stands where it stood."""
    day = year.then.closed
    if day is None or year.now.closed == day or year.is_flawed("closed"):
        return
    key: KeyPath = ("closed",)
    message = changed_after_closing(key, day, year.now.closed, year.year)
    if year.now.closed is None:
        key = ("year",)
        message = _("{year} was closed on {day}, and is open again").format(year=year.year, day=day)
    yield CLOSED_YEAR.finding(year.path, key, message, _("Write `closed = {day}` again.").format(day=day))


def _spent(content: RealisedYear, programme: str) -> Decimal | None:
    spending = content.programmes.get(programme)
    return spending.spent if spending else None


def _says_why(year: YearThenAndNow, name: str) -> bool:
    """Whether a figure that was added says why the closed year was corrected."""
    return any(past.reason for past in year.now.figures[name].history)


def _is_corrected(now: RealisedYear, programme: str, old: Decimal | None) -> bool:
    """Whether the old amount stands in the history with a reason; one that was added has it in its note."""
    spending = now.programmes.get(programme)
    if spending is None:
        return False
    if old is None:
        return spending.note is not None
    return any(past.spent == old and past.reason for past in spending.history)


def _rupiah(amount: Decimal | None) -> str:
    return _("absent") if amount is None else write_with_unit(amount, _RUPIAH)


def _judged_by(indicator: Indicator) -> dict[KeyPath, object]:
    """What a figure is judged by besides the target, by its key in the indicator."""
    judged_by: dict[KeyPath, object] = {(key,): getattr(indicator, key) for key in _JUDGED_BY}
    if indicator.baseline is not None:
        judged_by["baseline", "value"] = indicator.baseline.value
    return judged_by


def _targets(indicator: Indicator | None, year: int) -> dict[KeyPath, object]:
    """The targets of a year and of its quarters, by their keys in the indicator."""
    if indicator is None:
        return {}
    targets: dict[KeyPath, object] = {}
    if year in indicator.targets:
        targets["targets", str(year)] = indicator.targets[year]
    for quarter, target in indicator.quarter_targets.get(year, {}).items():
        targets["quarter_targets", str(year), str(quarter)] = target
    return targets


def _amended(plan: Plan, year: int) -> dict[tuple[date, str], tuple[int, Change]]:
    """The amendments of a year's targets in force at its end, with their place, by day and indicator."""
    return {
        (amendment.effective, name): (index, changes[year])
        for index, amendment in enumerate(plan.amendments)
        for name, changes in amendment.targets.items()
        if year in changes and amendment.effective.year <= year
    }
