"""What recording one figure changes: before → after."""

from collections.abc import Iterator

from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.writing import write_figure
from kumkm_targets.messages import _, current_language
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import (
    achievement_text,
    figure_with_unit,
    gap_with_unit,
    reason_text,
    status_text,
    target_with_unit,
)

_LABEL_WIDTH = 12


def preview_lines(before: Row, after: Row, old: RealisedYear, new: RealisedYear) -> Iterator[str]:
    """The figure as it was understood, and what it does to gap and achievement, line by line."""
    indicator = after.indicator
    yield f"{one_line(indicator.name.in_language(current_language()))}, {new.year}"
    yield _line(_("Realised"), _realised(before), _realised(after))
    entry = after.entry
    if entry is not None and entry.value is not None and indicator.measure.is_money:
        yield _line(_("In full"), write_figure(entry.value, indicator.measure))
    if after.target is not None:
        yield _line(_("Target"), target_with_unit(after.target, indicator))
        yield _line(_("Gap"), gap_with_unit(before) or "–", gap_with_unit(after) or "–")
        yield _line(_("Achievement"), _achievement(before), _achievement(after))
    was, now = old.figures.get(after.id), new.figures.get(after.id)
    was, now = old.figures.get(after.id), new.figures.get(after.id)
    for label, name in ((_("Source"), "source"), (_("Day"), "as_of"), (_("Note"), "note")):
        former, current = (str(getattr(figure, name, None) or "–") for figure in (was, now))
        if current != "–" or name == "source":
            values = (former, current) if former not in ("–", current) else (current,)
            yield _line(label, *map(one_line, values))


def _line(label: str, *values: str) -> str:
    """`label: before → after`; one value where both are the same."""
    return f"  {label:<{_LABEL_WIDTH}} {' → '.join(dict.fromkeys(values))}"


def _realised(row: Row) -> str:
    entry = row.entry
    if entry is not None and entry.unavailable is not None:
        return f"{reason_text('unavailable')}: {one_line(entry.unavailable)}"
    if entry is None or entry.value is None:
        return reason_text("not_recorded")
    status = f" ({status_text(entry.status)})" if entry.status else ""
    return figure_with_unit(entry.value, row.indicator) + status


def _achievement(row: Row) -> str:
    if row.achievement is None:
        return "–"
    rating = f" {one_line(row.rating)}" if row.rating else ""
    return f"{achievement_text(row.achievement, row.thresholds)}%{rating}"
