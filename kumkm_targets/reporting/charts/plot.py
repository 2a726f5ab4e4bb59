"""The plot of one course: targets as bars, figures on a line, the outlook dashed, each with its label."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist
from typing import Final
from xml.etree.ElementTree import Element

from kumkm_targets.evaluation.course import Course
from kumkm_targets.messages import _
from kumkm_targets.reporting.charts.axes import axes, frame_in
from kumkm_targets.reporting.charts.figures import Figure, Kind, course_figures, name_of, outlook_words
from kumkm_targets.reporting.charts.frame import Box, Frame
from kumkm_targets.reporting.charts.labels import LINE, Label, Placed, Point, placed
from kumkm_targets.reporting.charts.palette import Palette
from kumkm_targets.reporting.charts.shapes import mark, reach, target_lines
from kumkm_targets.reporting.charts.svg import element, group, path_of, text_line

_ROLES: Final[Mapping[Kind, str]] = {
    "target": "target",
    "baseline": "baseline",
    "realised": "realised",
    "partial": "realised",
    "projection": "projection",
}
_PATH_STEP: Final = 5.0


@dataclass(frozen=True, slots=True)
class Manner:
    """How large a plot is drawn. size: of labels; axis: of numbers and years; scale: of marks and strokes.

    is_named: labels say what they are (`Target 3,84`).
    """

    size: float
    axis: float
    scale: float
    is_named: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """What was drawn, and where."""

    elements: list[Element]
    frame: Frame


def plot(course: Course, years: range, room: Box, manner: Manner, palette: Palette) -> Plot:
    """The course within `room`, its axes included."""
    figures, measure = course_figures(course), course.row.indicator.measure
    frame = frame_in(room, years, figures, measure, manner.axis)
    paths = course_paths(course, figures, frame)
    drawn = axes(frame, measure, palette, manner.axis)
    if not figures:
        words = _("Neither targets nor figures yet")
        x, y = (frame.box.left + frame.box.right) / 2, (frame.box.top + frame.box.bottom) / 2
        empty = text_line(words, x, y, manner.size, anchor="middle")
        return Plot([*drawn, group("muted", palette.muted, empty, is_text=True)], frame)
    for role, elements in _shapes(figures, paths, frame, manner, palette).items():
        drawn.append(group(role, getattr(palette, role), *elements))
    drawn += _labels(course, figures, paths, frame, manner, palette)
    return Plot(drawn, frame)


def course_paths(course: Course, figures: Sequence[Figure], frame: Frame) -> dict[str, list[list[Point]]]:
    """The lines by role: what is realised from year to year, begun at the baseline, and the projection from there."""
    known = {one.year: one for one in figures if one.kind == "baseline"}
    known |= {one.year: one for one in figures if one.kind == "realised"}
    ahead = {one.year: one for one in figures if one.kind == "projection"}
    latest = course.row.pace.latest
    if ahead and latest is not None and course.row.pace.method is not None and latest[0] in known:
        ahead = {latest[0]: known[latest[0]], **ahead}
    found: dict[str, list[list[Point]]] = {}
    for role, by_year in (("realised", known), ("projection", ahead)):
        lines: list[list[Point]] = [[]]
        for year in sorted(by_year):
            if year - 1 not in by_year:
                lines.append([])
            lines[-1].append((frame.x(year), frame.y(by_year[year].low)))
        found[role] = [line for line in lines if len(line) > 1]
    return found


def _shapes(
    figures: Sequence[Figure],
    paths: Mapping[str, list[list[Point]]],
    frame: Frame,
    manner: Manner,
    palette: Palette,
) -> dict[str, list[Element]]:
    """The elements of each role, lines below marks; targets lie below everything."""
    found: dict[str, list[Element]] = defaultdict(list)
    found["target"] += target_lines([one for one in figures if one.kind == "target"], frame, manner.scale)
    for role, lines in paths.items():
        for line in lines:
            dashes = "6 4" if role == "projection" else None
            width = (2.0 if dashes else 2.5) * manner.scale
            data = path_of(line)
            found[role].append(element("path", d=data, fill="none", stroke_width=width, stroke_dasharray=dashes))
    for one in figures:
        if one.kind != "target":
            found[_ROLES[one.kind]].append(mark(one, frame, manner.scale, palette))
    return found


def _labels(
    course: Course,
    figures: Sequence[Figure],
    paths: Mapping[str, list[list[Point]]],
    frame: Frame,
    manner: Manner,
    palette: Palette,
) -> list[Element]:
    box = frame.box
    room = Box(box.left + 1, box.top, box.right + manner.size, box.bottom - 1)
    labels = _wanted(course, figures, frame, manner)
    marks = [
        Box.around(frame.x(one.year), y, *reach(one, frame, manner.scale)) for one in figures for y in _ys(one, frame)
    ]
    points = [point for lines in paths.values() for line in lines for point in _along(line)]
    found: dict[str, list[Element]] = defaultdict(list)
    leaders: dict[str, list[Element]] = defaultdict(list)
    for one in placed(labels, room, marks, points):
        found[one.label.role] += _lines(one, palette)
        if one.is_far:
            leaders[one.label.role].append(_leader(one))
    return [
        *(group(role, getattr(palette, role), *elements) for role, elements in leaders.items()),
        *(group(role, getattr(palette, role), *elements, is_text=True) for role, elements in found.items()),
    ]


def _ys(figure: Figure, frame: Frame) -> list[float]:
    return [frame.y(bound) for bound in dict.fromkeys((figure.high, figure.low))]


def _wanted(course: Course, figures: Sequence[Figure], frame: Frame, manner: Manner) -> list[Label]:
    """The labels of all figures: the last of each kind first, with its name, then the others, the latest first."""
    last = {one.kind: one for one in figures}
    targets = {one.year: one for one in figures if one.kind == "target"}
    order: tuple[Kind, ...] = ("realised", "target", "projection", "partial", "baseline")
    ranked = sorted(figures, key=lambda one: (order.index(one.kind), -one.year))
    found = []
    told: set[tuple[int, str]] = {(one.year, one.text) for one in last.values()}
    for one in ranked:
        is_last = one is last[one.kind]
        if not is_last and (one.kind == "projection" or (one.year, one.text) in told):
            continue
        told.add((one.year, one.text))
        lines: tuple[str, ...] = (f"{name_of(one.kind)} {one.text}",) if is_last and manner.is_named else (one.text,)
        if one.kind == "projection" and outlook_words(course.row):
            lines = (*lines, outlook_words(course.row))
        target = targets.get(one.year)
        is_above = one.kind == "target" or target is None or one.low >= target.low
        if one.kind == "target":
            is_above = not any(other.year == one.year and other.low > one.high for other in figures)
        bound = one.high if is_above else one.low
        found.append(
            Label(
                role=_ROLES[one.kind],
                lines=lines,
                x=frame.x(one.year),
                y=frame.y(bound),
                reach=reach(one, frame, manner.scale),
                size=manner.size,
                is_above=is_above,
                is_needed=is_last,
                bold=is_last and one.kind == "realised",
            )
        )
    return found


def _along(line: Sequence[Point]) -> list[Point]:
    """Points along a line, close enough to each other that no label slips through."""
    found = []
    for start, end in pairwise(line):
        steps = max(1, int(dist(start, end) / _PATH_STEP))
        found += [
            (start[0] + (end[0] - start[0]) * step / steps, start[1] + (end[1] - start[1]) * step / steps)
            for step in range(steps + 1)
        ]
    return found


def _lines(one: Placed, palette: Palette) -> list[Element]:
    """The lines of a label, on a halo of the paper's colour."""
    label, box = one.label, one.box
    return [
        text_line(
            line,
            (box.left + box.right) / 2,
            box.top + label.size * (LINE * place + 0.98),
            label.size,
            anchor="middle",
            bold=label.bold,
            class_="kt-halo",
            stroke=palette.paper,
            stroke_width=3,
            stroke_linejoin="round",
            paint_order="stroke",
        )
        for place, line in enumerate(label.lines)
    ]


def _leader(one: Placed) -> Element:
    """From a mark to its label, where that stands far away."""
    label, box = one.label, one.box
    x = min(max(label.x, box.left), box.right)
    end = (x, box.bottom if box.bottom < label.y else box.top)
    return element("path", d=path_of([(label.x, label.y), end]), fill="none", stroke_width=0.8)
