"""Merging: what a year holds after two branches have changed it, each in its own way, since they parted.

Sides are merged figure by figure, and inside a figure by what its statements are about: the year as a whole, each
quarter, each part. What one side alone has changed is taken from that side. What both have changed to say the same is
taken once, as it was first recorded. What both have changed differently is a conflict, and so is what one has taken
out and the other changed. Histories are united: no entry is lost, none stands there twice for having come both ways.

Which side is called ours does not matter: swapped sides give the same content and the same conflicts.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar

from pydantic import BaseModel

from kumkm_targets.model.merged_entries import merged_figure, merged_spending
from kumkm_targets.model.merged_notes import merged_notes
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.model.three_way import Clash, three_way
from kumkm_targets.model.united_history import written

_CONTENT: Final = ("format", "year", "notes", "figures", "programmes")
"""The keys of a year that are not about its closing."""

T = TypeVar("T", bound=BaseModel)


class Conflict(NamedTuple):
    """What both sides have changed differently; ours and theirs hold just this, or nothing where a side took it out.

    table: "figures" or "programmes", then name is the id there; or "closing" or "notes", without a name.
    """

    table: str
    name: str
    ours: RealisedYear
    theirs: RealisedYear


class Merged(NamedTuple):
    """The year with all that could be merged, and what could not, which is left out of `content`."""

    content: RealisedYear
    conflicts: tuple[Conflict, ...]


def merged_year(base: RealisedYear | None, ours: RealisedYear, theirs: RealisedYear) -> Merged:
    """`ours` and `theirs`, which were both `base` once, in one; base None: both sides have made the file.

    A closing (all keys besides figures, spending and notes) was made over certain figures. It is kept where the
    merged figures are those of a side that has it, otherwise it is a conflict: nobody has closed the year over these.
    """
    base = base or RealisedYear(format=ours.format, year=ours.year)
    figures, figure_clashes = _merged_table(base.figures, ours.figures, theirs.figures, merged_figure)
    programmes, programme_clashes = _merged_table(base.programmes, ours.programmes, theirs.programmes, merged_spending)
    conflicts = [
        Conflict(table, name, *(_only(side, table, name) for side in (ours, theirs)))
        for table, names in (("figures", figure_clashes), ("programmes", programme_clashes))
        for name in names
    ]
    content = RealisedYear(format=ours.format, year=ours.year, figures=figures, programmes=programmes)
    try:
        content = content.model_copy(update=_merged_closing(base, ours, theirs, content))
    except Clash:
        conflicts.insert(0, Conflict("closing", "", *(_without_content(side) for side in (ours, theirs))))
    try:
        both = partial(merged_notes, base.notes)
        content = content.model_copy(update={"notes": three_way(base.notes, ours.notes, theirs.notes, both)})
    except Clash:
        conflicts.insert(0, Conflict("notes", "", *(_notes_alone(side) for side in (ours, theirs))))
    return Merged(content, tuple(conflicts))


def _merged_table(
    base: Mapping[str, T],
    ours: Mapping[str, T],
    theirs: Mapping[str, T],
    both: Callable[[T | None, T, T], T],
) -> tuple[dict[str, T], list[str]]:
    """The merged entries of a table, and the names of those that clash."""
    merged: dict[str, T] = {}
    clashes: list[str] = []
    for name in sorted({*ours, *theirs}):
        old = base.get(name)
        try:
            entry = three_way(old, ours.get(name), theirs.get(name), partial(both, old))
        except Clash:
            clashes.append(name)
        else:
            if entry is not None:
                merged[name] = entry
    return merged, clashes


def _merged_closing(
    base: RealisedYear, ours: RealisedYear, theirs: RealisedYear, content: RealisedYear
) -> Mapping[str, Any]:
    """The keys about the closing of the year that hold for `content`. Raises Clash."""
    before, our, their = map(_closing, (base, ours, theirs))
    if our == their:
        closing, sides = our, [ours, theirs]
    elif their == before:
        closing, sides = our, [ours]
    elif our == before:
        closing, sides = their, [theirs]
    else:
        raise Clash
    is_closed = any(value is not None for value in closing.values())
    if is_closed and written(content) not in [written(_figures_alone(side)) for side in sides]:
        raise Clash
    return closing


def _closing(year: RealisedYear) -> dict[str, Any]:
    return {name: getattr(year, name) for name in RealisedYear.model_fields if name not in _CONTENT}


def _without_closing(year: RealisedYear) -> RealisedYear:
    return year.model_copy(update=dict.fromkeys(_closing(year)))


def _figures_alone(year: RealisedYear) -> RealisedYear:
    return _without_closing(year).model_copy(update={"notes": None})


def _notes_alone(year: RealisedYear) -> RealisedYear:
    return _without_closing(year).model_copy(update={"figures": {}, "programmes": {}})


def _without_content(year: RealisedYear) -> RealisedYear:
    return year.model_copy(update={"notes": None, "figures": {}, "programmes": {}})


def _only(year: RealisedYear, table: str, name: str) -> RealisedYear:
    """A year that holds nothing but one entry of one of its tables, if there is one."""
    entries = {key: entry for key, entry in getattr(year, table).items() if key == name}
    return _without_content(_without_closing(year)).model_copy(update={table: entries})
