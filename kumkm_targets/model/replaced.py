"""What took the place of an entry of the history, and whether the history says why."""

from collections.abc import Iterator

from kumkm_targets.model.realised import Entry, RealisedFigure, Superseded
from kumkm_targets.model.recording import WHOLE, replaces_value, scope_of


def without_reason(figure: RealisedFigure) -> Iterator[tuple[int, Superseded, Entry]]:
    """The entries that gave way to something, and do not say why: their place in the history, and what followed.

    What comes after the figure of a quarter or part is the next of the same.
    """
    for index, entry in enumerate(figure.history):
        if entry.reason is None:
            scope = scope_of(entry)
            in_force = figure if scope == WHOLE else Entry(value=scope.value_in(figure))
            later = (one for one in figure.history[index + 1 :] if scope_of(one) == scope)
            yield index, entry, next(later, in_force)


def unexplained(figure: RealisedFigure) -> Iterator[tuple[int, Superseded, Entry]]:
    """The same where it was a value that gave way to another, or to none."""
    return ((index, old, new) for index, old, new in without_reason(figure) if replaces_value(old, new))
