"""A merged year as text: canonical, with conflict markers around just that which could not be merged."""

from collections.abc import Iterable
from typing import Final

from kumkm_targets.model.merging import Conflict, Merged
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.storage.canonical import canonical_text

_OURS: Final = "<<<<<<< ours\n"
_BETWEEN: Final = "=======\n"
_THEIRS: Final = ">>>>>>> theirs\n"


def merged_text(merged: Merged, order: Iterable[str] = ()) -> str:
    """`merged` as TOML, figures and programmes in the plan's `order`; each conflict has both sides, whole."""
    content, order = merged.content, tuple(order)
    if not merged.conflicts:
        return canonical_text(content, order)
    clashes = {(conflict.table, conflict.name): conflict for conflict in merged.conflicts}
    bare = RealisedYear(format=content.format, year=content.year)
    closing = content.model_copy(update={"notes": None, "figures": {}, "programmes": {}})
    beginning = canonical_text(bare)
    pieces = [canonical_text(closing)]
    if clash := clashes.get(("closing", "")):
        pieces = [beginning, _both_sides(clash, beginning)]
    if clash := clashes.get(("notes", "")):
        pieces.append("\n" + _both_sides(clash, beginning))
    elif content.notes is not None:
        notes = bare.model_copy(update={"notes": content.notes})
        pieces.append(canonical_text(notes).removeprefix(beginning))
    for table in ("figures", "programmes"):
        entries = getattr(content, table)
        names = {*entries, *(name for kind, name in clashes if kind == table)}
        for name in sorted(names, key=lambda name: (order.index(name) if name in order else len(order), name)):
            if clash := clashes.get((table, name)):
                pieces.append("\n" + _both_sides(clash, beginning))
            else:
                only = bare.model_copy(update={table: {name: entries[name]}})
                pieces.append(canonical_text(only).removeprefix(beginning))
    return "".join(pieces)


def _both_sides(clash: Conflict, beginning: str) -> str:
    ours, theirs = (
        canonical_text(side).removeprefix(beginning).removeprefix("\n") for side in (clash.ours, clash.theirs)
    )
    return f"{_OURS}{ours}{_BETWEEN}{theirs}{_THEIRS}"
