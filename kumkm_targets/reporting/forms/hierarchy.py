"""The order of official forms: objectives (*sasaran*), the programmes that serve them, and the indicators below."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kumkm_targets.evaluation.groups import group_id
from kumkm_targets.evaluation.row import Row
from kumkm_targets.messages import _
from kumkm_targets.model.plan import Plan
from kumkm_targets.reporting.groups.words import name_text
from kumkm_targets.reporting.plain import one_line


@dataclass(frozen=True, slots=True)
class Part:
    """A programme of the plan with its indicators; id None: the indicators that stand under no declared programme."""

    id: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """An objective with its parts, those without a programme first; id None: what serves no objective."""

    id: str | None
    parts: tuple[Part, ...]

    @property
    def rows(self) -> Iterator[Row]:
        """The indicators, from top to bottom."""
        return (row for part in self.parts for row in part.rows)


def sections_of(plan: Plan, rows: Iterable[Row]) -> tuple[Section, ...]:
    """The objectives in the plan's order, then what belongs to none; every programme and every promise once.

    Supporting data is left out: what has no targets and belongs to neither; but a plan without any target is listed
    whole. A programme that names no objective stands where its first indicator belongs.
    """
    rows = tuple(rows)
    promises = any(row.is_promised for row in rows)
    under: dict[str | None, list[Row]] = {None: [], **{name: [] for name in plan.programmes}}
    for row in rows:
        programme, objective = row.indicator.programme, row.indicator.objective
        if programme in plan.programmes:
            under[programme].append(row)
        elif row.is_promised or not promises or objective in plan.objectives:
            under[None].append(row)
    alone = under.pop(None)
    places = {name: _objective_of(plan, name, members) for name, members in under.items() if name is not None}
    direct = {row.id: group_id(plan, row.indicator, "objective") for row in alone}
    named = dict.fromkeys([*plan.objectives, *places.values(), *direct.values()])
    ordered = [*(name for name in named if name is not None), None]
    found = (Section(name, tuple(_parts(name, alone, direct, under, places))) for name in ordered)
    return tuple(section for section in found if section.id in plan.objectives or section.parts)


def _objective_of(plan: Plan, programme_id: str, members: list[Row]) -> str | None:
    declared = plan.programmes[programme_id].objective
    return declared or (members[0].indicator.objective if members else None)


def _parts(
    objective: str | None,
    alone: list[Row],
    direct: Mapping[str, str | None],
    under: Mapping[str | None, list[Row]],
    places: Mapping[str, str | None],
) -> Iterator[Part]:
    rows = tuple(row for row in alone if direct[row.id] == objective)
    if rows:
        yield Part(None, rows)
    for programme, place in places.items():
        if place == objective:
            yield Part(programme, tuple(under[programme]))


def objective_text(plan: Plan, name: str | None) -> str:
    """The objective's name; empty for none."""
    if name is None:
        return ""
    objective = plan.objectives.get(name)
    return name_text(objective.name) if objective else _("{id} (not declared)").format(id=one_line(name))


def programme_text(plan: Plan, name: str, *, with_code: bool = False) -> str:
    """The programme's name, with its code where there is one and it has no column of its own."""
    programme = plan.programmes[name]
    text = name_text(programme.name)
    return f"{text} ({one_line(programme.code)})" if with_code and programme.code else text
