"""The courses of many indicators on one sheet, their years in line, to be taken in at a glance."""

from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element

from kumkm_targets.evaluation.course import Course
from kumkm_targets.messages import _, ngettext
from kumkm_targets.reporting.charts.axes import is_cut
from kumkm_targets.reporting.charts.description import description
from kumkm_targets.reporting.charts.figures import note_words
from kumkm_targets.reporting.charts.frame import Box
from kumkm_targets.reporting.charts.indicator_chart import plan_line, source_words, years_of
from kumkm_targets.reporting.charts.palette import LIGHT, Palette
from kumkm_targets.reporting.charts.picture import Size, name_of_picture, picture, spoken
from kumkm_targets.reporting.charts.plot import Manner, plot
from kumkm_targets.reporting.charts.svg import document, element, group, shown, text_line
from kumkm_targets.reporting.charts.text_width import shortened, wrapped
from kumkm_targets.reporting.words import achievement_text, indicator_name, verdict_text

_COLUMNS: Final = 3
_TWO_BY_TWO: Final = 4

_MARGIN: Final = 28.0
_GUTTER: Final = 28.0
_PANEL: Final = Size(330, 236)
_HEAD: Final = 88.0
_OVERHANG: Final = 28.0
"""How far a label at the last year may reach over the edge of its panel."""
_BETWEEN: Final = 20.0
"""Between two panels on paper."""
_TITLE: Final = 20.0
_BODY: Final = 13.0
_NAME: Final = 13.0
_SMALL: Final = 11.0
_LINE: Final = 1.4
_MANNER: Final = Manner(size=10.5, axis=10, scale=0.8, is_named=True)


def small_multiples(courses: Sequence[Course], palette: Palette = LIGHT) -> str:
    """The courses of one plan as an SVG document, line by line in their order; at least one.

    Each of them is an image of its own to assistive technology.
    """
    columns = 2 if len(courses) == _TWO_BY_TWO else min(_COLUMNS, len(courses))
    width = 2 * _MARGIN + columns * _PANEL.width + (columns - 1) * _GUTTER
    spans = [years_of(course) for course in courses]
    years = range(min(span.start for span in spans), max(span.stop for span in spans))
    foot = _foot(courses, width - 2 * _MARGIN)
    lines = -(-len(courses) // columns)
    below = _HEAD + lines * (_PANEL.height + _GUTTER)
    size = Size(width, below + len(foot) * _SMALL * _LINE + 12)
    most = max(len(_name_lines(course)) for course in courses)
    panels = []
    for place, course in enumerate(courses):
        line, column = divmod(place, columns)
        left, top = _MARGIN + column * (_PANEL.width + _GUTTER), _HEAD + line * (_PANEL.height + _GUTTER)
        panels.append(_panel(course, years, Box(left, top, left + _PANEL.width, top + _PANEL.height), most, palette))
    notes = [text_line(text, _MARGIN, below + place * _SMALL * _LINE, _SMALL) for place, text in enumerate(foot)]
    plan, year = courses[0].plan, courses[0].year
    words = ngettext("{n} indicator, as of {year}", "{n} indicators, as of {year}", len(courses)).format(
        n=len(courses), year=year
    )
    made = picture(
        size,
        f"charts-{plan.id}",
        shown(plan.header.title),
        words,
        palette,
        *_heading(courses[0], words, width - 2 * _MARGIN, palette),
        *panels,
        group("muted", palette.muted, *notes, is_text=True),
        role="group",
    )
    return document(made)


def panels(courses: Sequence[Course], palette: Palette = LIGHT, *, is_first_wide: bool = False) -> list[str]:
    """Each course as an SVG document of its own, all of one size and over the same years.

    is_first_wide: the first is as wide as two of the others beside each other, and as high as one.
    """
    spans = [years_of(course) for course in courses]
    years = range(min(span.start for span in spans), max(span.stop for span in spans))
    most = max(len(_name_lines(course)) for course in courses)
    pictures = []
    for place, course in enumerate(courses):
        width = 2 * _PANEL.width + _OVERHANG + _BETWEEN if is_first_wide and place == 0 else _PANEL.width
        panel = _panel(course, years, Box(0, 0, width, _PANEL.height), most, palette)
        pictures.append(_alone(course, panel, width, palette))
    return pictures


def _alone(course: Course, panel: Element, width: float, palette: Palette) -> str:
    name, size = indicator_name(course.row.indicator), Size(width + _OVERHANG, _PANEL.height)
    return document(picture(size, name_of_picture("alone", course), name, description(course), palette, panel))


def _heading(course: Course, words: str, width: float, palette: Palette) -> list[Element]:
    title, *others = plan_line(course)
    bold = text_line(shortened(title, width, _TITLE, bold=True), _MARGIN, 44, _TITLE, bold=True)
    plain = text_line(shortened(" · ".join((*others, words)), width, _BODY), _MARGIN, 66, _BODY)
    return [
        group("ink", palette.ink, bold, is_text=True),
        group("muted", palette.muted, plain, is_text=True),
    ]


def _panel(course: Course, years: range, box: Box, most: int, palette: Palette) -> Element:
    """One course; most: the lines that the longest of all names takes."""
    name, row = name_of_picture("panel", course), course.row
    lines = _name_lines(course)
    top = box.top + most * _NAME * 1.25 + _SMALL * 1.2
    drawn = plot(course, years, Box(box.left, top, box.right, box.bottom), _MANNER, palette)
    told = [shown(row.indicator.unit), *([_("axis cut")] if is_cut(drawn.frame) else []), _verdict(course)]
    bold = [
        text_line(line, box.left, box.top + _NAME * (1 + 1.25 * place), _NAME, bold=True)
        for place, line in enumerate(lines)
    ]
    y = box.top + _NAME * 1.25 * len(lines) + _SMALL
    plain = text_line(shortened(" · ".join(told), box.width, _SMALL), box.left, y, _SMALL)
    return element(
        "g",
        *spoken(name, indicator_name(row.indicator), description(course)),
        group("ink", palette.ink, *bold, is_text=True),
        group("muted", palette.muted, plain, is_text=True),
        *drawn.elements,
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )


def _name_lines(course: Course) -> list[str]:
    return wrapped(shown(indicator_name(course.row.indicator)), _PANEL.width, _NAME, 2, bold=True)


def _verdict(course: Course) -> str:
    row = course.row
    if row.achievement is None:
        return shown(verdict_text(row))
    percent = f"{achievement_text(row.achievement, row.thresholds)}%"
    return shown(_("achievement {percent}").format(percent=percent) + (f" ({row.rating})" if row.rating else ""))


def _foot(courses: Sequence[Course], width: float) -> list[str]:
    """What the marks mean, and the sources of all."""
    notes = dict.fromkeys(words for course in courses for words in note_words(course))
    return [
        *([shortened(" · ".join(notes), width, _SMALL)] if notes else []),
        *(wrapped(text, width, _SMALL, 3) if (text := source_words(courses)) else []),
    ]
