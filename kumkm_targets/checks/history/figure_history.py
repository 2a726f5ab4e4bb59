"""KT421: a figure that gave way to another stays in the history, with the reason."""

import shlex
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kumkm_targets.checks.history.closed_years import CLOSED_YEAR, changed_after_closing
from kumkm_targets.checks.history.year_then_and_now import YearThenAndNow
from kumkm_targets.checks.rule import Finding, Rule
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import N_, _
from kumkm_targets.model.realised import Entry, RealisedFigure
from kumkm_targets.model.recording import replaces_value
from kumkm_targets.model.replaced import without_reason
from kumkm_targets.storage.flaws import KeyPath

UNEXPLAINED = Rule(
    "KT421",
    "unexplained-change",
    "error",
    N_(
        "A figure that was recorded at the revision of --changed-since and gave way to another stands in `history` "
        "with the reason, and the entries of the history are what they were."
    ),
    N_("Whoever used the old figure cannot learn what became of it, nor an auditor where the new one comes from."),
    "[figures.rasio]\nvalue = 3.75  # 3.72 before",
    '[figures.rasio]\nvalue = 3.75\nhistory = [{ value = 3.72, reason = "salah ketik" }]',
    N_("Put the old figure back and use `kumkm record --reason`, or write it into `history` with the reason."),
)

_STATEMENT: Final = ("value", "unavailable", "status", "source", "as_of", "note")
_FIGURE: Final = ("value",)
_SHARES: Final = ("quarters", "parts")


def revised_figure(year: YearThenAndNow, name: str, old: RealisedFigure, new: RealisedFigure) -> Iterator[Finding]:
    """What was done to a recorded figure that `kumkm record` would not do.

    In an open year whatever replaces a value leaves it in the history with a reason; a quarter or
    part that is changed needs an entry with a reason too. In a closed year nothing changes without.
    """
    kept = 0
    for index, past in enumerate(old.history):
        if past in new.history[kept:]:
            kept = new.history.index(past, kept) + 1
        else:
            is_rewritten = index < len(new.history) and new.history[index] not in old.history
            yield _lost(year, name, past, ("history", index) if is_rewritten else ("history",))
    came = (entry for entry in new.history[:kept] if entry not in old.history)  # from another branch, by a merge
    yield from _entry_in_force(year, name, old, (*came, *new.history[kept:], new))
    yield from _reasons(year, name, old, new)
    # Two entries of one second may be equal: whatever stands behind those kept is new.
    if any(entry.reason for place, entry in enumerate(new.history) if place >= kept or entry not in old.history):
        return
    for shares in _SHARES:
        then, now = getattr(old, shares), getattr(new, shares)
        for part in (*then, *(part for part in now if year.was_closed and part not in then)):
            if then.get(part) != now.get(part):
                yield _changed(year, name, (shares, str(part)), then.get(part), now.get(part))


def _entry_in_force(year: YearThenAndNow, name: str, old: Entry, later: tuple[Entry, ...]) -> Iterator[Finding]:
    """The entry that was in force is so still, or was put into the history: `later` has it."""
    fields = _STATEMENT if year.was_closed else _FIGURE
    if old.value is None and not year.was_closed:
        return
    if not any(all(getattr(entry, field) == getattr(old, field) for field in fields) for entry in later):
        now = later[-1]
        field = next(field for field in fields if getattr(old, field) != getattr(now, field))
        yield _changed(year, name, (field,), getattr(old, field), getattr(now, field))


def _reasons(year: YearThenAndNow, name: str, old: RealisedFigure, new: RealisedFigure) -> Iterator[Finding]:
    """Whoever replaces a figure says why; in a closed year whoever changes anything."""
    for index, entry, following in without_reason(new):
        if entry not in old.history and (year.was_closed or replaces_value(entry, following)):
            message = _("{old} was replaced by {new}, and the reason is missing").format(
                **year.words(name, entry.value, following.value)
            )
            yield _finding(year, name, ("history", index), message, _('Add `reason = "…"` to the old entry.'))


def _lost(year: YearThenAndNow, name: str, past: Entry, key: KeyPath) -> Finding:
    said = past.unavailable if past.value is None else past.value
    message = _("the history held {old}; the entry is gone, or not what it was").format(**year.words(name, said, None))
    return _finding(year, name, key, message, _("Put the entry back: a history only grows."))


def _changed(year: YearThenAndNow, name: str, key: KeyPath, old: object, new: object) -> Finding:
    words = year.words(name, old, new)
    if year.was_closed:
        return _finding(year, name, key, changed_after_closing(key, words["old"], words["new"], year.year))
    message = _("`{key}` was {old} and is {new} now, and the history does not say why").format(
        key=".".join(map(str, key)), **words
    )
    if key != _FIGURE or not isinstance(new, Decimal):
        return _finding(year, name, key, message)
    plan = shlex.quote(year.plan_now.id)
    command = f'kumkm record {plan} {name} "{write_number(new)}" --year {year.year} --reason "…"'
    fix = _("Put {old} back and run `{command}`, which keeps it in the history.")
    return _finding(year, name, key, message, fix.format(old=words["old"], command=command))


def _finding(year: YearThenAndNow, name: str, key: KeyPath, message: str, fix: str = "") -> Finding:
    rule = CLOSED_YEAR if year.was_closed else UNEXPLAINED
    return rule.finding(year.path, ("figures", name, *key), message, fix or _(rule.fix))
