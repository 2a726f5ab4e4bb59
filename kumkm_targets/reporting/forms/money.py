"""The money of programmes beside their results, as a table of a form."""

from collections.abc import Iterator
from fractions import Fraction

from kumkm_targets.evaluation.budget import Money, budgets_of, efficiency_in
from kumkm_targets.evaluation.groups import Group, groups_of
from kumkm_targets.evaluation.rating import thresholds
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.figures.reading import read_figure
from kumkm_targets.figures.units import unit
from kumkm_targets.messages import _
from kumkm_targets.reporting.documents.cells import EMPTY, ratio_cell, rupiah_cell
from kumkm_targets.reporting.documents.document import Cell, Column, Notes, Row, Table
from kumkm_targets.reporting.forms.columns import known_columns
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.groups.notes import efficiency_notes
from kumkm_targets.reporting.groups.words import absorption_text, efficiency_text, group_name, side_by_side


def money_blocks(material: Material) -> Iterator[Table | Notes]:
    """Budget, spending, absorption and achievement of every programme in the year; nothing without any amount."""
    appraisal = material.appraisal
    budgets = budgets_of(appraisal, material.realised)
    if not budgets.has_any:
        return
    columns = (
        *known_columns("no"),
        Column("programme", (_("Programme"),), 4.0),
        Column("budget", (_("Budget"),), 2.0, "right"),
        Column("spent", (_("Spent"),), 2.0, "right"),
        Column("absorption", (_("Absorption (%)"),), 1.3, "right"),
        *known_columns("achievement"),
        Column("efficiency", (_("Efficiency"),), 2.0),
    )
    # The groups that the plan declares come first, in the order of its programmes.
    pairs = list(zip(groups_of(appraisal, "programme"), budgets.programmes, strict=False))
    rows = [
        Row({"no": Cell(str(number)), **_programme(material, group, one.money)}, one.id)
        for number, (group, one) in enumerate(pairs, 1)
    ]
    yield Table(columns, tuple(rows), _("Money and results of {year}").format(year=material.year))
    yield Notes(tuple(efficiency_notes([efficiency_in(appraisal, group, one.money) for group, one in pairs])))


def _programme(material: Material, group: Group, money: Money) -> dict[str, Cell]:
    appraisal, absorption = material.appraisal, money.absorption
    achieved, absorbed = ratio_cell(group.average, appraisal.scale), EMPTY
    if isinstance(absorption, Fraction):
        text = absorption_text(absorption)
        if group.average is not None:
            texts = side_by_side(group.average, absorption, thresholds(appraisal.scale))
            achieved, text = _percentage(texts[0], group.average), texts[1]
        absorbed = _percentage(text, absorption, "{spent}/{budget}*100")
    return {
        "programme": Cell(group_name(group, "programme")),
        "budget": rupiah_cell(money.budget),
        "spent": rupiah_cell(money.spent),
        "absorption": absorbed,
        "achievement": achieved,
        "efficiency": Cell(efficiency_text(efficiency_in(appraisal, group, money))),
    }


def _percentage(text: str, exact: Fraction, formula: str | None = None) -> Cell:
    """A percentage that was written with the digits that its verdict takes."""
    return Cell(text, decimal_of(exact), read_figure(text, unit("%")), formula=formula)
