"""The words of what is due: each thing in a line, and the command that settles it."""

import os
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kumkm_targets.evaluation.due import Due, DueKind, by_owner
from kumkm_targets.messages import N_, _, current_language
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.recording.scope_words import part_text
from kumkm_targets.reporting.words import quarter_text, status_text
from kumkm_targets.storage.workspace import PLAN_ID

KINDS: Final[dict[DueKind, str]] = {
    "not_recorded": N_("not recorded"),
    "unavailable": N_("not available"),
    "incomplete": N_("incomplete"),
    "not_spent": N_("spending not recorded"),
    "preliminary": N_("not final"),
    "no_source": N_("without source"),
}
"""What is due, in a few words."""

_LACKING: Final[frozenset[DueKind]] = frozenset({"not_recorded", "unavailable", "incomplete"})


@dataclass(frozen=True, slots=True)
class DueLine:
    """The same thing that is due for an indicator or programme in several years, the first of them in front."""

    dues: tuple[Due, ...]

    @property
    def first(self) -> Due:
        """What is due in the first of the years."""
        return self.dues[0]


def due_lines(dues: Iterable[Due]) -> list[DueLine]:
    """The dues in their order, one line for what differs in its year only."""
    lines: dict[tuple[object, ...], list[Due]] = {}
    for one in dues:
        key = (one.plan.id, one.is_programme, one.id, one.kind, one.parts, one.needed_for, one.reason, one.status)
        lines.setdefault(key, []).append(one)
    return [DueLine(tuple(line)) for line in lines.values()]


def subject(one: Due) -> str:
    """The name of the indicator or programme, safe to print."""
    named = one.plan.programmes[one.id] if one.is_programme else one.plan.indicators[one.id]
    return one_line(named.name.in_language(current_language()))


def what_is_due(line: DueLine) -> str:
    """`not recorded 2019, 2020`, and what there is to say of it."""
    first = line.first
    kind = status_text(first.status) if first.kind == "preliminary" and first.status else _(KINDS[first.kind])
    text = f"{kind} {', '.join(map(_period, line.dues))}"
    parts = ", ".join(part_text(code, first.plan) for code in first.parts)
    if first.kind == "incomplete":
        text = _("{due}, without {missing}").format(due=text, missing=parts)
    elif parts:
        text += f" ({parts})"
    if first.reason is not None:
        text += f" ({one_line(first.reason)})"
    if first.needed_for and first.kind in _LACKING:
        names = (first.plan.indicators[name].name.in_language(current_language()) for name in first.needed_for)
        text += " (" + _("needed for: {names}").format(names="; ".join(map(one_line, names))) + ")"
    return text


def _period(one: Due) -> str:
    if not one.quarters:
        return str(one.year)
    quarters = ", ".join(map(quarter_text, one.quarters))
    return f"{one.year} (" + _("quarter {quarter}").format(quarter=quarters) + ")"


def command(one: Due, workspace: str | None = None) -> str:
    """The command that settles it, as it is typed in a shell; VALUE stands for the figure.

    workspace: the folder of plans, where it has to be named.
    """
    verb, placeholder = ("record-budget", "AMOUNT") if one.is_programme else ("record", "VALUE")
    value = placeholder if one.kind != "no_source" or one.value is None else _typed(one.value)
    words = ["kumkm", verb, _plan(one.plan.id), one.id, value, "--year", str(one.year)]
    if one.quarters:
        words += ["--quarter", str(one.quarters[0])]
    elif one.parts:
        words += ["--part", one.parts[0]]
    if one.kind == "preliminary":
        words += ["--status", "final"]
    if one.kind == "no_source":
        words += ["--source", '"…"']
    return " ".join([*words, *_workspace(workspace)])


def _typed(value: Decimal) -> str:
    """A figure that is read back as itself: no dots, so that none is taken for a decimal point."""
    return f"{value:f}".replace(".", ",")


def _plan(plan_id: str) -> str:
    """The plan's id; PLAN for a folder whose name is none, which no command opens and a shell might obey."""
    return plan_id if PLAN_ID.fullmatch(plan_id) else "PLAN"


def _workspace(folder: str | None) -> list[str]:
    """The option that names the workspace, its folder as one word of a command that somebody may copy."""
    if folder is None:
        return []
    in_windows = f'"{folder}"' if " " in folder else folder
    return ["--plans", one_line(in_windows if os.name == "nt" else shlex.quote(folder))]


def headline(dues: Sequence[Due], today: date) -> str:
    """How much is due."""
    if not dues:
        return _(
            "Nothing is due by {day}: every figure that is asked for is recorded and has a source, and none is overdue."
        ).format(day=today.isoformat())
    return _("Due by {day}: {count}").format(day=today.isoformat(), count=len(dues))


def counts(dues: Iterable[Due]) -> str:
    """How much is due of each kind; empty where nothing is."""
    found = Counter(one.kind for one in dues)
    return " · ".join(f"{_(word)}: {found[kind]}" for kind, word in KINDS.items() if kind in found)


def owners_with_lines(dues: Iterable[Due]) -> Iterator[tuple[str, dict[str, list[DueLine]]]]:
    """For every owner, with the count behind it, what is due by plan id."""
    for owner, owned in by_owner(dues).items():
        plans: dict[str, list[DueLine]] = {}
        for line in due_lines(owned):
            plans.setdefault(line.first.plan.id, []).append(line)
        name = _("without owner") if owner is None else one_line(owner)
        yield f"{name}: {len(owned)}", plans


def walk_command(dues: Iterable[Due], workspace: str | None = None) -> str | None:
    """The command that asks for all figures of the year that lacks most; None where no year lacks several."""
    missing = Counter((one.plan.id, one.year) for one in dues if one.kind == "not_recorded")
    if not missing:
        return None
    (plan_id, year), count = missing.most_common(1)[0]
    words = ["kumkm", "record", _plan(plan_id), "--year", str(year), *_workspace(workspace)]
    return " ".join(words) if count > 1 else None


def walk_note() -> str:
    """What the command of `walk_command` does."""
    return _("All figures of a year are asked for one after another by:")


def closing_notes(dues: Sequence[Due], broken: Sequence[str]) -> Iterator[str]:
    """What helps to read the list, and what is not in it."""
    if any(len(line.dues) > 1 for line in due_lines(dues)):
        yield _("Where several years are due, the command names the first.")
    if any(one.kind == "preliminary" for one in dues):
        yield _("A figure should be final by 31 March of the following year, when the performance report is due.")
    if broken:
        yield _("not valid: {plans}").format(plans=", ".join(map(one_line, broken)))
