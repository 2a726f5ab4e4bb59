"""What stands under a table to explain its signs: marks of figures, outlooks, trends, and the rating scale."""

from collections.abc import Iterator, Sequence

from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import _
from kumkm_targets.model.plan import RatingScale
from kumkm_targets.reporting.marks import marks
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import OUTLOOKS, TRENDS, trend


def scale_line(scale: RatingScale) -> str:
    """The scale's title and the percentages at which its grades begin."""
    grades = " · ".join(
        f"{one_line(grade.label)} ≥ {write_number(grade.floor)}"
        if grade.floor is not None
        else _("{label} below that").format(label=one_line(grade.label))
        for grade in scale.grades
    )
    return f"{one_line(scale.title)}: {grades}"


def legends(rows: Sequence[Row]) -> Iterator[str]:
    """The outlooks, trends and marks that the rows have, each sign with its words."""
    yield from outlook_legend(rows)
    yield from mark_legend(rows)


def outlook_legend(rows: Sequence[Row]) -> Iterator[str]:
    """The outlooks and trends that the rows have, each sign with its words."""
    outlooks = [
        f"{sign} {_(word)}" for outlook, (sign, word) in OUTLOOKS.items() if any(row.outlook == outlook for row in rows)
    ]
    if outlooks:
        yield _("Outlook at the pace so far: {signs}").format(signs=", ".join(outlooks))
    directions = dict.fromkeys(
        direction for row in rows if not row.is_promised and (direction := trend(row)) is not None
    )
    if directions:
        yield ", ".join(f"{sign} {_(words)}" for sign, words in map(TRENDS.__getitem__, directions))


def mark_legend(rows: Sequence[Row]) -> Iterator[str]:
    """The marks that the figures of the rows have, each with its words."""
    used = dict(mark for row in rows for mark in marks(row))
    if used:
        yield ", ".join(f"{mark.strip()} {_(words)}" for mark, words in used.items())
