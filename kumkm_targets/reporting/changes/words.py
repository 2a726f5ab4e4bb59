"""The words of one change: what it is about, from what to what, by how much, and why."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from kumkm_targets.evaluation.changes.change import Change, Subject
from kumkm_targets.evaluation.changes.comparison import PlanComparison
from kumkm_targets.evaluation.changes.declared import renamed
from kumkm_targets.figures.exact import difference
from kumkm_targets.figures.writing import signed, write_with_unit
from kumkm_targets.messages import N_, _, current_language
from kumkm_targets.model.plan import Baseline, Plan
from kumkm_targets.model.realised import Entry, Expense
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.changes.values import RUPIAH, value_text
from kumkm_targets.reporting.ledger.words import NOTHING
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.recording.scope_words import scope_text
from kumkm_targets.reporting.words import figure_text, figure_with_unit

_WHAT: Final[dict[Subject, str]] = {
    "plan": N_("the plan"),
    "source": N_("source {name}"),
    "part": N_("kabupaten/kota {name}"),
    "objective": N_("objective {name}"),
    "programme": N_("programme {name}"),
    "budget": N_("budget {year} of {name}"),
    "rating_scale": N_("rating scale {name}"),
    "rule": N_("rule {name}"),
    "silence": N_("silenced check {name}"),
    "indicator": N_("indicator {name}"),
    "baseline": N_("baseline of {name}"),
    "target": N_("target {year} of {name}"),
    "original_target": N_("target {year} as first declared of {name}"),
    "quarter_target": N_("target {year} of {name}"),
    "part_target": N_("target {year} of {name}"),
    "final_target": N_("final target of {name}"),
    "amendment": N_("amendment {name}"),
    "figure": N_("realised figure {year} of {name}"),
    "spending": N_("spending {year} of {name}"),
    "closing": N_("year {year}"),
}
_FIELDS: Final = {
    "title": N_("title"),
    "kind": N_("kind"),
    "region": N_("region"),
    "organisation": N_("office"),
    "period": N_("period"),
    "basis": N_("legal basis"),
    "rating_scale": N_("rating scale"),
    "average_cap": N_("cap of the average"),
    "vision": N_("vision"),
    "missions": N_("missions"),
    "strategies": N_("strategies"),
    "publisher": N_("publisher"),
    "date": N_("date"),
    "url": N_("address"),
    "note": N_("note"),
    "name": N_("name"),
    "code": N_("code"),
    "objective": N_("objective"),
    "programme": N_("programme"),
    "unit": N_("unit"),
    "better": N_("direction"),
    "achievement": N_("formula of the achievement"),
    "over_time": N_("way years add up"),
    "pace": N_("way the pace is reckoned"),
    "weight": N_("weight"),
    "decimals": N_("number of decimals"),
    "owner": N_("office in charge"),
    "reference": N_("reference code"),
    "definition": N_("definition"),
    "formula": N_("formula"),
    "retired": N_("last year"),
    "successor": N_("successor"),
    "source": N_("source"),
    "as_of": N_("day described"),
    "because": N_("reason"),
    "tolerance": N_("tolerance"),
    "grades": N_("grades"),
}
"""What a key of the files is called in a sentence; other keys stand for themselves."""


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """A change in words, safe to print: rise is 1, 0 or -1, or None where it is not one of a number."""

    what: str
    before: str
    after: str
    difference: str = ""
    reason: str = ""
    rise: int | None = None


def change_words(change: Change, comparison: PlanComparison) -> ChangeWords:
    """What there is to say of a change."""
    then, now = comparison.then.plan, comparison.now.plan
    former = renamed(then, now).get(change.id, change.id)
    if change.is_renamed:
        return ChangeWords(_what(change, now), change.before, change.after)
    before = value_text(change.before, change, then, former)
    after = value_text(change.after, change, now, change.id)
    plan = now if change.after is not None or change.id in now.indicators else then
    words = ChangeWords(_what(change, plan), before, after, reason=one_line(change.reason or ""))
    if before == after and isinstance(change.before, Entry | Expense):
        return _of_circumstances(words, change)
    if _are_as_final(change.before, change.after):
        words = replace(
            words, before=value_text(change.before.model_copy(update={"status": None}), change, then, former)
        )
    return replace(words, **_by_how_much(change, then, now, former))


def sentence(change: Change, comparison: PlanComparison) -> str:
    """The change in one sentence, without a full stop."""
    words = change_words(change, comparison)
    if change.is_renamed:
        text = _("{what} has another id: {before} became {after}")
    elif change.before is None and change.subject != "closing":
        text = (
            _("{what} recorded: {after}") if change.subject in ("figure", "spending") else _("{what} is new: {after}")
        )
    elif change.after is None and change.subject != "closing":
        text = _("{what} was taken out; it was {before}")
    elif words.rise:
        fell, rose = (
            _("{what} fell from {before} to {after} ({difference})"),
            _("{what} rose from {before} to {after} ({difference})"),
        )
        text = rose if words.rise > 0 else fell
    else:
        text = _("{what} changed from {before} to {after}")
    told = text.format(what=words.what, before=words.before, after=words.after, difference=words.difference)
    if words.reason:
        template = _("{told}, by {reason}") if change.subject == "target" else _("{told}, because: {reason}")
        told = template.format(told=told, reason=words.reason)
    return told[:1].upper() + told[1:]


def indicator_title(indicator_id: str, *plans: Plan) -> str:
    """The name of an indicator or programme in the first plan that has it, in quotation marks."""
    for plan in plans:
        declared = plan.indicators.get(indicator_id)
        if declared is not None:
            return f"“{one_line(declared.name.in_language(current_language()))}”"
    return f"“{one_line(indicator_id)}”"


def _what(change: Change, plan: Plan) -> str:
    name = f"“{one_line(change.id)}”"
    if change.subject in ("budget", "spending", "programme") and change.id in plan.programmes:
        name = f"“{one_line(plan.programmes[change.id].name.in_language(current_language()))}”"
    elif change.id in plan.indicators and change.subject not in _NOT_INDICATORS:
        name = indicator_title(change.id, plan)
    elif change.subject == "indicator" and change.before is not None and not change.is_renamed and not change.key:
        name = f"“{one_line(change.before.name.in_language(current_language()))}”"
    what = _(_WHAT[change.subject]).format(name=name, year=change.year)
    division = scope_text(change.scope, plan)
    if division:
        what += f", {division}"
    if change.key:
        field = _(_FIELDS[change.key]) if change.key in _FIELDS else change.key
        what = _("{field} of {what}").format(field=field, what=what)
    return what


_NOT_INDICATORS: Final = frozenset(
    {"plan", "source", "part", "objective", "programme", "rating_scale", "rule", "silence"}
)


def _of_circumstances(words: ChangeWords, change: Change) -> ChangeWords:
    """A statement of the same figure that differs in where it comes from, its day, or its note."""
    fields = [
        name for name in ("source", "as_of", "note") if getattr(change.before, name) != getattr(change.after, name)
    ]
    names = ", ".join(_(_FIELDS[name]) for name in fields)
    sides = (
        "; ".join(one_line(str(getattr(said, name) or NOTHING)) for name in fields)
        for said in (change.before, change.after)
    )
    what = _("{field} of {what}").format(field=names, what=words.what)
    before, after = sides
    return replace(words, what=what, before=before, after=after)


def _by_how_much(change: Change, then: Plan, now: Plan, former: str) -> dict[str, Any]:
    """The difference of two numbers in one unit; nothing where they are not."""
    old, new = _number(change.before), _number(change.after)
    if old is None or new is None or change.key:
        return {}
    by = difference(new, old)
    rise = {"rise": (by > 0) - (by < 0)}
    if change.subject in ("budget", "spending"):
        return {"difference": signed(write_with_unit(by, RUPIAH), by), **rise}
    was, indicator = then.indicators.get(former), now.indicators.get(change.id)
    if was is None or indicator is None or was.unit != indicator.unit:
        return {}
    if indicator.measure.kind == "percent":
        points = _("{gap} percentage points").format(gap=signed(figure_text(by, indicator), by))
        return {"difference": points, **rise}
    return {"difference": signed(figure_with_unit(by, indicator), by), **rise}


def _are_as_final(before: Any, after: Any) -> bool:
    """Whether both are figures of the same status, which is then said once."""
    both = isinstance(before, Entry) and isinstance(after, Entry) and None not in (before.value, after.value)
    return both and before.status == after.status


def _number(value: Any) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, Target):
        return None if value.is_range else value.min
    if isinstance(value, Entry | Baseline):
        return value.value
    if isinstance(value, Expense):
        return value.spent
    return None
