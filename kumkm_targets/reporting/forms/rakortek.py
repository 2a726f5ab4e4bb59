"""The form `rakortek`: what was agreed, and how the targets of later plans keep it."""

from collections.abc import Iterator

from kumkm_targets.errors import UsageError
from kumkm_targets.evaluation.alignment import Agreed, AlignedYear, Alignment, Measured, agreed_years, align
from kumkm_targets.evaluation.targets import targets_in_force
from kumkm_targets.messages import _
from kumkm_targets.model.plan import Plan
from kumkm_targets.reporting.alignment.words import (
    closing_notes,
    labels,
    measured_text,
    plan_lines,
    remarks,
    year_notes,
    year_title,
)
from kumkm_targets.reporting.circumstances import source_text
from kumkm_targets.reporting.documents.cells import EMPTY, judged_cells, target_cell
from kumkm_targets.reporting.documents.document import Cell, Column, Document, Notes, Paper, Row, Table
from kumkm_targets.reporting.forms.columns import known_columns
from kumkm_targets.reporting.forms.frame import framed
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import indicator_name


def rakortek_form(material: Material) -> Document:
    """The agreement with its targets of all years, and a table per year that other plans have targets beside it for.

    Raises UsageError where the plan has no target at all.
    """
    plan = material.plan
    if not agreed_years(plan):
        raise UsageError(_("the plan {plan} has no target for any year").format(plan=plan.id))
    alignment = align(plan, [other.plan for other in material.others])
    called = labels(alignment)
    blocks: list[Table | Notes] = [_agreement(material), *(() if material.others else _to_fill_in(material))]
    for year in alignment.years if material.others else ():
        blocks += [_aligned(alignment, year, called), Notes(tuple(year_notes(year, called)))]
    if material.others:
        blocks.append(Notes((*plan_lines(alignment), *closing_notes(alignment))))
    title = (_("Agreement of the technical coordination meeting"), one_line(plan.header.title))
    return framed("rakortek", title, tuple(blocks), material, Paper("A4"), signed=True)


def _agreement(material: Material) -> Table:
    plan, years = material.plan, agreed_years(material.plan)
    columns = (
        *known_columns("no", "indicator", "unit"),
        *(Column(f"target_{year}", (_("Agreed target"), str(year)), 1.5, "right") for year in years),
        Column("realised", (_("Realised"), str(material.year)), 1.5, "right"),
        Column("source", (_("Source"),), 3.0),
    )
    judged = {row.id: judged_cells(row, material.appraisal) for row in material.appraisal.rows}
    names = [name for name, indicator in plan.indicators.items() if indicator.has_target and name in judged]
    rows = []
    for number, name in enumerate(names, 1):
        indicator, cells = plan.indicators[name], judged[name]
        targets = targets_in_force(plan, name, material.appraisal.in_force_on)
        source = source_text(material.appraisal, indicator.source) if indicator.source else ""
        told = {
            "no": Cell(str(number)),
            "indicator": cells["indicator"],
            "unit": cells["unit"],
            **{f"target_{year}": target_cell(targets.get(year), indicator) for year in years},
            "realised": cells["realised"],
            "source": Cell(source),
        }
        rows.append(Row(told, name))
    return Table(columns, tuple(rows), _("What was agreed"))


def _to_fill_in(material: Material) -> Iterator[Table]:
    """The sheet of the desk for the agreed year, with room for the targets of the plans that must keep it.

    The year is the one that most was agreed for, of those not before the one reported.
    """
    plan, years = material.plan, agreed_years(material.plan)
    in_force = {name: targets_in_force(plan, name, material.appraisal.in_force_on) for name in plan.indicators}
    ahead = [year for year in years if year >= material.year] or years[-1:]
    year = max(ahead, key=lambda one: (sum(one in targets for targets in in_force.values()), -one))
    columns = (
        *known_columns("no", "indicator", "unit"),
        *(
            Column(key, (_("Target {plan}").format(plan=name),), 1.6, "right")
            for key, name in (("agreed", "Rakortek"), ("rkpd", "RKPD"), ("rpjmd", "RPJMD"))
        ),
        Column("remarks", (_("Remarks"),), 3.0),
    )
    rows: list[Row] = []
    for name, indicator in plan.indicators.items():
        target = in_force[name].get(year)
        if target is not None:
            named = {"indicator": Cell(indicator_name(indicator)), "unit": Cell(one_line(indicator.unit))}
            rows.append(Row({"no": Cell(str(len(rows) + 1)), **named, "agreed": target_cell(target, indicator)}, name))
    yield Table(columns, tuple(rows), _("Alignment of {year}, to be filled in").format(year=year))


def _aligned(alignment: Alignment, year: AlignedYear, called: dict[str, str]) -> Table:
    plans: tuple[Plan, ...] = (alignment.agreement, *alignment.later)
    columns = (
        *known_columns("no", "indicator", "unit"),
        *(
            Column(f"target_{place}", (_("Target {plan}").format(plan=called[plan.id]),), 1.5, "right")
            for place, plan in enumerate(plans)
        ),
        Column("remarks", (_("Remarks"),), 2.5),
    )
    rows = tuple(
        Row({"no": Cell(str(number)), **_targets(agreed, called)}, agreed.id)
        for number, agreed in enumerate(year.targets, 1)
    )
    return Table(columns, rows, year_title(year))


def _targets(agreed: Agreed, called: dict[str, str]) -> dict[str, Cell]:
    return {
        "indicator": Cell(indicator_name(agreed.indicator)),
        "unit": Cell(one_line(agreed.indicator.unit)),
        "target_0": target_cell(agreed.target, agreed.indicator),
        **{f"target_{place}": _target(one, agreed) for place, one in enumerate(agreed.measured, 1)},
        "remarks": Cell(", ".join(remarks(agreed, called))),
    }


def _target(measured: Measured, agreed: Agreed) -> Cell:
    """A later plan's target in the unit of the agreement; where that is another, as text."""
    if measured.in_agreed_unit is not None:
        return target_cell(measured.in_agreed_unit, agreed.indicator)
    return EMPTY if measured.target is None else Cell(measured_text(measured, agreed))
