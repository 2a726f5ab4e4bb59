"""The history of one indicator: who recorded what when, and what was replaced."""

from collections import Counter
from collections.abc import Mapping

from rich.console import RenderableType

from kumkm_targets.evaluation.course import Course
from kumkm_targets.model.ledger import events, oldest_first
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.reporting.ledger.report import event_blocks
from kumkm_targets.reporting.ledger.words import PlanEvent


def history_section(course: Course, realised: Mapping[int, RealisedYear]) -> RenderableType | None:
    """Every event that says when it was recorded, or that is not the only one of its figure; None without any.

    A figure that was typed once and never changed stands in the table of the years, with nothing to add.
    """
    told = oldest_first(events(realised, course.row.id))
    times = Counter(event.subject for event in told)
    telling = [
        PlanEvent(course.plan, event) for event in told if event.recorded_at is not None or times[event.subject] > 1
    ]
    return event_blocks(telling, of_one=True) if telling else None
