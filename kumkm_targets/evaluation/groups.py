"""The indicators of a year under their objectives (*sasaran*) or programmes, each group with its average."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.averages import Summary, average_of, summary_of
from kumkm_targets.evaluation.row import Row
from kumkm_targets.model.plan import Indicator, Objective, Plan, Programme

GroupBy = Literal["objective", "programme"]


@dataclass(frozen=True, slots=True)
class Group:
    """The indicators with targets under one objective or programme, in the plan's order.

    id: None for the indicators that belong to none. declared: None there, and where the plan names
    an id that it does not declare. average: in percent, exact; None where nothing was computed.
    """

    id: str | None
    declared: Objective | Programme | None
    rows: tuple[Row, ...]
    average: Fraction | None
    summary: Summary


def groups_of(appraisal: Appraisal, by: GroupBy) -> tuple[Group, ...]:
    """The groups in the plan's order, those that it only names after them, and what belongs to none last.

    A declared group without indicators is there too; supporting data, which has no targets, is in none.
    """
    plan = appraisal.plan
    declared: Mapping[str, Objective | Programme] = plan.objectives if by == "objective" else plan.programmes
    members: dict[str | None, list[Row]] = {name: [] for name in declared}
    for row in promised(appraisal):
        members.setdefault(group_id(plan, row.indicator, by), []).append(row)
    unplaced = members.pop(None, [])
    ordered = [*members.items(), *([(None, unplaced)] if unplaced else [])]
    return tuple(
        Group(
            id=name,
            declared=None if name is None else declared.get(name),
            rows=tuple(rows),
            average=average_of(rows, plan.header.average_cap),
            summary=summary_of(plan, rows, appraisal.scale),
        )
        for name, rows in ordered
    )


def group_id(plan: Plan, indicator: Indicator, by: GroupBy) -> str | None:
    """What the indicator belongs to: its own objective goes before that of its programme."""
    if by == "programme" or indicator.objective is not None:
        return indicator.programme if by == "programme" else indicator.objective
    programme = plan.programmes.get(indicator.programme) if indicator.programme else None
    return programme.objective if programme else None


def promised(appraisal: Appraisal) -> Iterator[Row]:
    """The indicators that have targets, this year or another: those that an average speaks of."""
    return (row for row in appraisal.rows if row.is_promised)
