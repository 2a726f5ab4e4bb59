"""Uniting the histories that two branches have kept of the same figure, spending or notes."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from difflib import SequenceMatcher
from heapq import merge
from itertools import accumulate
from typing import Final, TypeVar

from pydantic import BaseModel

from kumkm_targets.model.notes import Remarks
from kumkm_targets.model.realised import Entry, Expense

_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)

Stamped = Entry | Expense | Remarks
"""What says when it was recorded."""

S = TypeVar("S", bound=Stamped)


def written(record: BaseModel | None) -> str:
    """A record as text that is the same for the same record only: every digit counts, the order of keys does not."""
    return json.dumps(record.model_dump(mode="json"), sort_keys=True) if record is not None else ""


def moment_of(said: Stamped) -> datetime:
    """When something was recorded; long ago where nobody says."""
    moment = said.recorded_at or _LONG_AGO
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def united(ours: tuple[S, ...], theirs: tuple[S, ...]) -> tuple[S, ...]:
    """The entries of both histories, each history in its own order, and otherwise as they were recorded.

    What stands in both stands there once. Which side is called ours does not matter.
    """
    first, second = sorted((ours, theirs), key=lambda side: [*map(written, side)])
    found: list[S] = []
    in_first = in_second = 0
    matcher = SequenceMatcher(None, [*map(written, first)], [*map(written, second)], autojunk=False)
    for start, other_start, size in matcher.get_matching_blocks():
        found += _in_time(first[in_first:start], second[in_second:other_start])
        found += first[start : start + size]
        in_first, in_second = start + size, other_start + size
    return tuple(found)


def _in_time(*sides: tuple[S, ...]) -> Iterable[S]:
    """The entries of all sides by the time of their recording; one without belongs behind the one before it.

    Of what is told twice, once with the reason why it was replaced, that stands behind.
    """
    timed = (zip(accumulate(map(_turn, side), max), side, strict=True) for side in sides)
    return (past for _turn, past in merge(*timed, key=lambda one: one[0]))


def _turn(past: Stamped) -> tuple[datetime, bool]:
    return moment_of(past), getattr(past, "reason", None) is not None
