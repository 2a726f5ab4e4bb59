"""A course in the height of a line of text: targets as ticks, figures as a line, the last one as a dot."""

from fractions import Fraction
from typing import Final

from kumkm_targets.evaluation.course import Course
from kumkm_targets.reporting.charts.description import description
from kumkm_targets.reporting.charts.figures import course_figures
from kumkm_targets.reporting.charts.frame import Box, Frame
from kumkm_targets.reporting.charts.indicator_chart import years_of
from kumkm_targets.reporting.charts.palette import LIGHT, Palette
from kumkm_targets.reporting.charts.picture import Size, name_of_picture, picture
from kumkm_targets.reporting.charts.plot import course_paths
from kumkm_targets.reporting.charts.shapes import mark, target_lines
from kumkm_targets.reporting.charts.svg import document, element, group, path_of
from kumkm_targets.reporting.words import indicator_name

CELL: Final = Size(120, 28)

_SCALE: Final = 0.55
_MARGIN: Final = 4.0


def sparkline(course: Course, size: Size = CELL, palette: Palette = LIGHT) -> str:
    """The picture for a cell of a table, as an SVG document; what it shows is told in its description."""
    figures = course_figures(course)
    values = [bound for one in figures for bound in (one.low, one.high)] or [Fraction(0)]
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 1, high + 1
    box = Box(0.0, _MARGIN, float(size.width), size.height - _MARGIN)
    frame = Frame(box, years_of(course), low, high - low, 1, above=0.0, below=0.0)
    paths = course_paths(course, figures, frame)
    lines = {
        role: [
            element(
                "path",
                d=path_of(line),
                fill="none",
                stroke_width=1.5,
                stroke_dasharray="3 2" if role == "projection" else None,
            )
            for line in found
        ]
        for role, found in paths.items()
    }
    last = {one.kind: one for one in figures if one.kind != "target"}
    ends = [mark(one, frame, _SCALE, palette) for kind, one in last.items() if kind in ("realised", "partial")]
    begun = [mark(one, frame, _SCALE, palette) for kind, one in last.items() if kind == "baseline"]
    made = picture(
        size,
        name_of_picture("spark", course),
        indicator_name(course.row.indicator),
        description(course),
        palette,
        group("target", palette.target, *target_lines([o for o in figures if o.kind == "target"], frame, _SCALE)),
        group("projection", palette.projection, *lines["projection"]),
        group("baseline", palette.baseline, *begun),
        group("realised", palette.realised, *lines["realised"], *ends),
    )
    return document(made)
