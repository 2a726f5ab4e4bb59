"""The achievements of a year under their objectives or programmes: the indicators, and the average made of them."""

from collections.abc import Sequence

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.averages import Summary
from kumkm_targets.evaluation.groups import Group, GroupBy
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import _
from kumkm_targets.reporting.groups.notes import average_notes
from kumkm_targets.reporting.groups.sections import Section, Titles
from kumkm_targets.reporting.groups.words import average_text, counted_text, group_name
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.status.cells import NOTHING, row_cells


def achievement_section(appraisal: Appraisal, groups: Sequence[Group], by: GroupBy) -> Section:
    """Every group with its average, under it the indicators that it is made of, and all indicators at the end."""
    rows: list[tuple[str, ...]] = []
    strong: set[int] = set()
    for place, group in enumerate(groups, 1):
        strong.add(len(rows))
        rows.append(_summing_up(str(place), group_name(group, by), group.summary, appraisal))
        rows += [_indicator(f"{place}.{number}", row, appraisal) for number, row in enumerate(group.rows, 1)]
    strong.add(len(rows))
    rows.append(_summing_up("", _("All indicators"), appraisal.summary, appraisal))
    heading = _("Achievement by objective") if by == "objective" else _("Achievement by programme")
    return Section(
        heading=heading,
        titles=_titles(appraisal, by),
        rows=tuple(rows),
        strong=frozenset(strong),
        lines=tuple(average_notes(appraisal, groups, by)),
    )


def _titles(appraisal: Appraisal, by: GroupBy) -> Titles:
    weight: Titles = ((_("Weight"), "right"),) if appraisal.summary.is_weighted else ()
    return (
        (_("No"), "left"),
        (_("Objective, indicator") if by == "objective" else _("Programme, indicator"), "left"),
        *weight,
        (_("Target"), "right"),
        (_("Realised"), "right"),
        (_("Ach. (%)"), "right"),
        (_("Predikat"), "left"),
    )


def _summing_up(place: str, name: str, summary: Summary, appraisal: Appraisal) -> tuple[str, ...]:
    blank = ("",) if appraisal.summary.is_weighted else ()
    average, rating = average_text(summary, appraisal), one_line(summary.rating or NOTHING)
    return (place, f"{name} · {counted_text(summary)}", *blank, "", "", average, rating)


def _indicator(place: str, row: Row, appraisal: Appraisal) -> tuple[str, ...]:
    cells = row_cells(row, appraisal)
    weight = row.indicator.weight
    weights = ("1" if weight is None else write_number(weight),) if appraisal.summary.is_weighted else ()
    name = f"{cells.name} ({cells.unit})"
    return (place, name, *weights, cells.target, cells.realised, cells.achievement, cells.verdict)
