"""Which indicators of a year are charted."""

from kumkm_targets.evaluation.course import Course, course
from kumkm_targets.reporting.forms.material import Material


def charted(material: Material) -> tuple[Course, ...]:
    """The courses of the indicators with more than one year to show, in the plan's order."""
    appraisal = material.appraisal
    if appraisal.quarter is not None:
        return ()
    courses = (course(appraisal, row, material.realised, material.today) for row in appraisal.rows)
    return tuple(one for one in courses if _points(one) > 1)


def _points(one: Course) -> int:
    """How many targets and realised figures there are, the baseline included."""
    figures = sum((row.target is not None) + (row.realised is not None) for row in one.rows.values())
    return figures + (one.row.indicator.baseline is not None)
