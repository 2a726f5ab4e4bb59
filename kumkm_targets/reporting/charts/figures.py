"""The figures that a picture of a course shows, each with the text that stands beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from kumkm_targets.evaluation.course import Course
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.messages import N_, _
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.indicator.amounts import brief_text, row_amounts
from kumkm_targets.reporting.indicator.points import course_points, course_targets, projected_text
from kumkm_targets.reporting.marks import AMENDED_MARK, PARTIAL_MARK, is_amended, marks
from kumkm_targets.reporting.words import OUTLOOK_MARKS, OUTLOOKS, achievement_text, partial_text, realised_text

Kind = Literal["baseline", "target", "realised", "partial", "projection"]
NAMES: Final[Mapping[Kind, str]] = {
    "baseline": N_("baseline"),
    "target": N_("target"),
    "realised": N_("realised"),
    "partial": N_("not whole yet"),
    "projection": N_("projection"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a year. low, high: equal for one number. text: without unit, with its marks."""

    kind: Kind
    year: int
    low: Fraction
    high: Fraction
    text: str


def course_figures(course: Course) -> list[Figure]:
    """Every figure of the course in its words, kind by kind, the years ascending."""
    points = course_points(course)
    found = [
        Figure("target", year, low, high, _target_text(course, year))
        for year, (low, high) in sorted(course_targets(course).items())
    ]
    kinds: tuple[Kind, ...] = ("baseline", "realised", "partial", "projection")
    for kind in kinds:
        found += [Figure(kind, year, of, of, _text(course, kind, year)) for year, of in sorted(points[kind].items())]
    return found


def name_of(kind: Kind) -> str:
    """What the figures of a kind are called, as the beginning of a label."""
    name = _(NAMES[kind])
    return name[:1].upper() + name[1:]


def outlook_words(row: Row) -> str:
    """The outlook and the share that the pace leads to: `behind (42,00%)`; empty where there is none."""
    if row.outlook is None:
        return ""
    word = _(OUTLOOKS[row.outlook][1])
    share = row.outlook_share
    return word if share is None else f"{word} ({achievement_text(share * 100, OUTLOOK_MARKS)}%)"


def mark_words(course: Course) -> Iterator[str]:
    """What the marks behind the figures mean."""
    rows = course.rows.values()
    used = dict(mark for row in rows for mark in marks(row))
    yield from (f"{mark.strip()} {_(words)}" for mark, words in used.items())
    if any(row.partial is not None for row in rows):
        yield f"{PARTIAL_MARK.strip()} " + _("incomplete figure, not judged")
    if any(is_amended(row) for row in rows):
        yield f"{AMENDED_MARK.strip()} " + _("amended target")


def _text(course: Course, kind: Kind, year: int) -> str:
    row, indicator = course.rows.get(year), course.row.indicator
    if kind == "baseline":
        assert indicator.baseline is not None, "the figure is a baseline"
        return brief_text(indicator.baseline.value, indicator)
    if kind == "projection":
        return projected_text(course.projection[year], course, row.target if row is not None else None)
    assert row is not None, "what is realised is realised in a year that is judged"
    return _realised_text(row) if kind == "realised" else _partial_text(row)


def _target_text(course: Course, year: int) -> str:
    row, indicator = course.rows.get(year), course.row.indicator
    target = row.target if row is not None else None
    if target is None or row is None:
        assert indicator.final_target is not None, "the figure is a target"
        return _range_text(indicator.final_target, course)
    text = row_amounts(row)[0] if indicator.measure.is_rupiah else _range_text(target, course)
    return text + AMENDED_MARK if is_amended(row) else text


def _range_text(target: Target, course: Course) -> str:
    return "–".join(dict.fromkeys(brief_text(bound, course.row.indicator) for bound in target))


def _realised_text(row: Row) -> str:
    if row.indicator.measure.is_rupiah:
        return row_amounts(row)[2]
    return realised_text(row) + "".join(mark for mark, _words in marks(row))


def _partial_text(row: Row) -> str:
    assert row.partial is not None, "the figure is not whole"
    if row.indicator.measure.is_rupiah:
        return brief_text(decimal_of(row.partial.value), row.indicator) + PARTIAL_MARK
    return partial_text(row) + PARTIAL_MARK
