"""The marks behind figures and targets in a table, as BPS tables have them, each with its words."""

from typing import Final

from kumkm_targets.evaluation.row import Row
from kumkm_targets.evaluation.year_figures import Origin
from kumkm_targets.messages import N_
from kumkm_targets.model.realised import RealisedFigure, Superseded
from kumkm_targets.reporting.words import STATUSES

REVISED_MARK: Final = (" r", N_("revised figure"))
ORIGIN_MARKS: Final[dict[Origin, tuple[str, str]]] = {
    "formula": (" d", N_("derived from other indicators")),
    "quarters": (" t", N_("made of its quarters")),
    "parts": (" k", N_("added up from kabupaten and kota")),
}
"""The mark and the words for a figure that was reckoned here."""

PARTIAL_MARK: Final = " #"
AMENDED_MARK: Final = " p"
"""Behind a figure that is not whole, and behind a target that was changed; a footer line says more of each."""


def marks(row: Row) -> list[tuple[str, str]]:
    """The marks behind a realised figure, each with its words."""
    found: list[tuple[str, str]] = []
    entry = row.entry
    if row.origin in ORIGIN_MARKS:
        found.append(ORIGIN_MARKS[row.origin])
    if entry is not None and row.realised is not None and not row.derived:
        if entry.status is not None and STATUSES[entry.status][0]:
            found.append(STATUSES[entry.status])
        if any(_is_revision(past, entry, row.origin) for past in entry.history):
            found.append(REVISED_MARK)
    return found


def _is_revision(past: Superseded, now: RealisedFigure, origin: Origin | None) -> bool:
    """Whether the entry replaced said another figure of what the row's figure is made of."""
    if past.quarter is not None:
        return origin == "quarters" and past.value != now.quarters.get(past.quarter)
    if past.part is not None:
        return origin == "parts" and past.value != now.parts.get(past.part)
    return past.value is not None and past.value != now.value


def is_amended(row: Row) -> bool:
    """Whether the target in force is another than the one first declared."""
    return row.amendment is not None and row.target != row.original_target
