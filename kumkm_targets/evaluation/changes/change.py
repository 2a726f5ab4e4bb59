"""One difference between two states of a plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.model.recording import WHOLE, Scope

Subject = Literal[
    "plan",
    "source",
    "part",
    "objective",
    "programme",
    "budget",
    "rating_scale",
    "rule",
    "silence",
    "indicator",
    "baseline",
    "target",
    "original_target",
    "quarter_target",
    "part_target",
    "final_target",
    "amendment",
    "figure",
    "spending",
    "closing",
]
"""What a change is about. target: as in force with all amendments; original_target: as first declared."""

ChangeKind = Literal["added", "removed", "changed", "renamed"]


class PlanState(NamedTuple):
    """A plan and all that is recorded for it, by year, at one moment."""

    plan: Plan
    realised: Mapping[int, RealisedYear]


@dataclass(frozen=True, slots=True)
class Change:
    """What was there before and is there after, None where nothing was or is.

    id: of what is named by one. key: of the file, where one of several changed. reason: why, where the files say so.
    """

    subject: Subject
    before: Any = None
    after: Any = None
    id: str = ""
    key: str = ""
    year: int | None = None
    scope: Scope = WHOLE
    reason: str | None = None
    is_renamed: bool = False

    @property
    def kind(self) -> ChangeKind:
        """Whether it is new, gone, or another than before."""
        if self.is_renamed:
            return "renamed"
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


def differing(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> Iterator[tuple[Any, Any, Any]]:
    """The keys of two tables whose values differ, with both: those of `before` first."""
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        if was != now:
            yield key, was, now
