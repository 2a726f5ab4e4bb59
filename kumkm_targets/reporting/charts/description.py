"""A picture of a course in words, for those who do not see it."""

from collections.abc import Iterator

from kumkm_targets.evaluation.course import Course
from kumkm_targets.messages import _
from kumkm_targets.reporting.charts.figures import NAMES, course_figures, name_of, outlook_words
from kumkm_targets.reporting.plain import one_line


def description(course: Course) -> str:
    """Every figure of the picture, kind by kind, and the outlook."""
    return " ".join(f"{sentence}." for sentence in _sentences(course))


def _sentences(course: Course) -> Iterator[str]:
    yield _("Unit: {unit}").format(unit=one_line(course.row.indicator.unit))
    figures = course_figures(course)
    for kind in NAMES:
        told = [f"{one.year}: {one.text}" for one in figures if one.kind == kind]
        if told:
            yield f"{name_of(kind)} {'; '.join(told)}"
    if not figures:
        yield _("Neither targets nor figures yet")
    if outlook_words(course.row):
        yield _("Outlook: {outlook}").format(outlook=outlook_words(course.row))
