"""The chart of one indicator's course: its targets, its figures, and where the pace leads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from kumkm_targets.evaluation.course import Course
from kumkm_targets.messages import N_, _
from kumkm_targets.reporting.indicator.chart import DRAWN, TYPED, Figures, chart
from kumkm_targets.reporting.indicator.points import axis_number, axis_unit, course_points, course_targets


@dataclass(frozen=True, slots=True)
class _Look:
    """How a series is told from the others: by its sign, drawn or typed; a colour only adds to it."""

    drawn: str
    typed: str
    words: str
    style: str


_TARGET: Final = _Look(DRAWN.bar, TYPED.bar, N_("target"), "cyan")
_REALISED: Final = _Look("●", "*", N_("realised"), "bold green")
_PARTIAL: Final = _Look("◊", "~", N_("not whole yet"), "green")
_BASELINE: Final = _Look("■", "#", N_("baseline"), "bold")
_PROJECTION: Final = _Look("○", "o", N_("projection at the pace so far"), "yellow")
_YEARLY_MEAN: Final = _Look("○", "o", N_("projection: the mean of the years so far"), "yellow")

_GAP: Final = "   "


def course_chart(course: Course, width: int, *, is_typed: bool) -> Text | None:
    """The chart with its unit above and its legend below; None where there is nothing to draw, or no room.

    is_typed: with ASCII only.
    """
    indicator, points = course.row.indicator, course_points(course)
    measure = indicator.measure
    projection = _PROJECTION if course.row.pace.method else _YEARLY_MEAN
    looks = {"realised": _REALISED, "baseline": _BASELINE, "partial": _PARTIAL, "projection": projection}
    used = [(look, points[name]) for name, look in looks.items() if points[name]]
    targets = course_targets(course)
    years = {*course.rows, *points["baseline"]}
    lines = chart(
        range(min(years), max(years) + 1),
        targets,
        [Figures(look.typed if is_typed else look.drawn, found, look is _REALISED) for look, found in used],
        width,
        lambda value, decimals: axis_number(value, decimals, measure),
        is_whole=measure.is_integral,
        strokes=TYPED if is_typed else DRAWN,
    )
    if not lines:
        return None
    shown = [_TARGET] * bool(targets) + [look for look, _found in used]
    legend = _legend([f"{look.typed if is_typed else look.drawn} {_(look.words)}" for look in shown], width)
    text = Text("\n".join((*axis_unit(measure), *lines, "", *legend)))
    if not is_typed:  # what is typed may also be part of a word
        for look in shown:
            text.highlight_words([look.drawn], look.style)
    return text


def _legend(entries: list[str], width: int) -> Iterator[str]:
    """The entries on as few lines as they fit on."""
    line = ""
    for entry in entries:
        if line and cell_len(f"{line}{_GAP}{entry}") > width:
            yield line
            line = ""
        line += f"{_GAP if line else ''}{entry}"
    yield line
