"""The picture of one indicator, large: what was promised, what came of it, and where it leads."""

from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from kumkm_targets.evaluation.course import Course
from kumkm_targets.messages import _
from kumkm_targets.reporting.charts.axes import frame_in, is_cut
from kumkm_targets.reporting.charts.description import description
from kumkm_targets.reporting.charts.figures import course_figures, note_words
from kumkm_targets.reporting.charts.frame import Box
from kumkm_targets.reporting.charts.palette import LIGHT, Palette
from kumkm_targets.reporting.charts.picture import Size, name_of_picture, picture
from kumkm_targets.reporting.charts.plot import Manner, plot
from kumkm_targets.reporting.charts.svg import document, group, shown, text_line
from kumkm_targets.reporting.charts.text_width import shortened, wrapped
from kumkm_targets.reporting.indicator.facts import sources
from kumkm_targets.reporting.indicator.points import axis_unit
from kumkm_targets.reporting.words import (
    achievement_text,
    indicator_name,
    realised_with_unit,
    target_with_unit,
    verdict_text,
)

LARGE: Final = Size(760, 460)

_MARGIN: Final = 28.0
_TALL: Final = 400
_TITLE: Final = 20.0
_BODY: Final = 13.0
_SMALL: Final = 11.0
_AXIS: Final = 12.0
_LINE: Final = 1.4
_MANNER: Final = Manner(size=12.5, axis=_AXIS, scale=1, is_named=True)


def indicator_chart(course: Course, size: Size = LARGE, palette: Palette = LIGHT, *, is_alone: bool = True) -> str:
    """The picture as an SVG document without a declaration, so that a page may hold it as it is.

    size: at least 360 × 260 pixels, or its text is cut short. palette: the colours of its own; a page
    may set others by `palette.stylesheet`. is_alone: with name, plan, verdict and sources; without them
    it is for a page that says these beside it.
    """
    years = years_of(course)
    width = size.width - 2 * _MARGIN
    head, top = _head(course, width, palette) if is_alone else ([], 0.0)
    units = [shortened(shown(unit), width, _AXIS) for unit in axis_unit(course.row.indicator.measure)]
    named = [text_line(unit, _MARGIN, top + 20, _AXIS) for unit in units]
    top += 28 if units else 8
    foot_lines = list(_foot(course, size, is_alone=is_alone))
    room = _room(size, top, foot_lines)
    if is_cut(frame_in(room, years, course_figures(course), course.row.indicator.measure, _AXIS)):
        foot_lines = list(_foot(course, size, is_cut=True, is_alone=is_alone))
        room = _room(size, top, foot_lines)
    drawn = plot(course, years, room, _MANNER, palette)
    foot = [
        text_line(line, _MARGIN, size.height - 14 - (len(foot_lines) - 1 - place) * _SMALL * _LINE, _SMALL)
        for place, line in enumerate(foot_lines)
    ]
    made = picture(
        size,
        name_of_picture("chart", course),
        indicator_name(course.row.indicator),
        description(course),
        palette,
        *head,
        *drawn.elements,
        group("muted", palette.muted, *named, *foot, is_text=True),
    )
    return document(made)


def _room(size: Size, top: float, foot: Sequence[str]) -> Box:
    """What is left for the plot."""
    return Box(_MARGIN, top, size.width - _MARGIN, size.height - 24 - len(foot) * _SMALL * _LINE)


def years_of(course: Course) -> range:
    """From the first year that has anything to the last."""
    baseline = course.row.indicator.baseline
    known = {*course.rows, *((baseline.year,) if baseline else ()), *course.projection}
    return range(min(known), max(known) + 1)


def _head(course: Course, width: float, palette: Palette) -> tuple[list[Element], float]:
    """Name, plan and verdict, and where they end."""
    title = wrapped(shown(indicator_name(course.row.indicator)), width, _TITLE, 2, bold=True)
    y, bold = 18.0, []
    for line in title:
        y += _TITLE * 1.25
        bold.append(text_line(line, _MARGIN, y, _TITLE, bold=True))
    y += _BODY * 1.6
    plain = text_line(shortened(" · ".join(plan_line(course)), width, _BODY), _MARGIN, y, _BODY)
    verdict = [
        text_line(line, _MARGIN, y + _BODY * 1.5, _BODY) for line in [shortened(verdict_line(course), width, _BODY)]
    ]
    return [
        group("ink", palette.ink, *bold, *verdict, is_text=True),
        group("muted", palette.muted, plain, is_text=True),
    ], y + _BODY * 1.5


def plan_line(course: Course) -> list[str]:
    """The plan's title, and what that does not say itself: region and period."""
    header = course.plan.header
    title = shown(header.title)
    period = "–".join(map(str, dict.fromkeys((header.period.start, header.period.end))))
    region = shown(header.region.name)
    is_said = region.casefold() in title.casefold()
    return [title, *([] if is_said else [region]), *([] if period in title else [period])]


def source_words(courses: Sequence[Course]) -> str:
    """Where the figures come from, each source once; empty where nobody says."""
    named = dict.fromkeys(shown(text) for course in courses for _cited, text in sources(course))
    return _("Source: {source}").format(source="; ".join(named)) if named else ""


def verdict_line(course: Course) -> str:
    """The year that is described: target, figure, achievement."""
    row = course.row
    told = []
    if row.target is not None:
        told.append(_("target {figure}").format(figure=target_with_unit(row.target, row.indicator)))
    if row.realised is not None:
        told.append(_("realised {figure}").format(figure=realised_with_unit(row)))
    if row.achievement is not None:
        percent = f"{achievement_text(row.achievement, row.thresholds)}%"
        told.append(_("achievement {percent}").format(percent=percent) + (f" ({row.rating})" if row.rating else ""))
    else:
        told.append(verdict_text(row))
    return shown(f"{course.year}: " + " · ".join(told))


def _foot(course: Course, size: Size, *, is_cut: bool = False, is_alone: bool = True) -> Iterator[str]:
    """What the marks mean, where the axis begins, and where the figures of a picture alone come from."""
    width, lines = size.width - 2 * _MARGIN, 2 if size.height >= _TALL else 1
    notes = [*([_("The axis does not begin at zero")] if is_cut else []), *note_words(course)]
    if notes:
        yield shortened(" · ".join(notes), width, _SMALL)
    if is_alone and (text := source_words([course])):
        yield from wrapped(text, width, _SMALL, lines)
