"""What is left when two sides have changed one thing since they parted."""

from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel

from kumkm_targets.model.united_history import written

T = TypeVar("T", bound=BaseModel)


class Clash(Exception):  # noqa: N818 - a conflict is an outcome
    """Both sides have changed the same differently."""


def three_way(base: T | None, ours: T | None, theirs: T | None, both: Callable[[T, T], T]) -> T | None:
    """What one side alone has changed, from that side; what both have changed, as `both` merges it. Raises Clash."""
    base_written, our_written, their_written = map(written, (base, ours, theirs))
    if their_written in (our_written, base_written):
        return ours
    if our_written == base_written:
        return theirs
    if ours is None or theirs is None:
        raise Clash
    return both(ours, theirs)
