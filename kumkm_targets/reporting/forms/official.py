"""What the official evaluation forms have in common: K and Rp side by side, and the rows below the table.

K is the figure of an indicator (*kinerja*), Rp the money of a programme (*anggaran*).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.averages import Summary
from kumkm_targets.evaluation.rating import rate
from kumkm_targets.messages import _, ngettext
from kumkm_targets.model.notes import Topic, YearNotes
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.reporting.documents.cells import EMPTY, grade_tone, ratio_cell
from kumkm_targets.reporting.documents.document import Cell, Column, Remark, Total
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.rupiah import compact_rupiah
from kumkm_targets.reporting.words import figure_text, indicator_name

WIDTH_K: Final = 1.0
WIDTH_RP: Final = 1.15

FactorRows = tuple[tuple[Topic, str], ...]
"""What each row below the table is about, and its label."""


def pair(key: str, money_key: str, number: str, *heading: str) -> tuple[Column, Column]:
    """The columns K and Rp under one heading and one number."""
    return (
        Column(key, (*heading, "K"), WIDTH_K, "right", number),
        Column(money_key, (*heading, "Rp"), WIDTH_RP, "right", number),
    )


def indicator_cell(indicator: Indicator) -> Cell:
    """Name and unit of an indicator: the forms have no column for units."""
    name, unit = indicator_name(indicator), one_line(indicator.unit)
    return Cell(f"{name} ({unit})", remark=one_line(indicator.definition or ""))


def value_cell(value: Decimal | None, indicator: Indicator, formula: str | None = None) -> Cell:
    """A figure that was added up over years or quarters."""
    if value is None:
        return EMPTY
    is_rupiah = indicator.measure.is_rupiah
    return Cell(figure_text(value, indicator), value, value, is_rupiah=is_rupiah, formula=formula)


def money_cells(amounts: Mapping[str, Decimal | None], formulas: Mapping[str, str] | None = None) -> dict[str, Cell]:
    """The amounts of one programme by column, short, and none shown as another that it is not."""
    known = {key: amount for key, amount in amounts.items() if amount is not None}
    texts = dict(zip(known, compact_rupiah(list(known.values())), strict=True))
    return {
        key: EMPTY
        if amount is None
        else Cell(texts[key], amount, amount, is_rupiah=True, formula=(formulas or {}).get(key))
        for key, amount in amounts.items()
    }


def mean(percents: Iterable[Fraction | None]) -> Fraction | None:
    """The mean of those that could be computed."""
    known = [percent for percent in percents if percent is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


@dataclass(frozen=True, slots=True)
class Average:
    """An average in percent, exact, and the cell that shows it."""

    percent: Fraction | None
    cell: Cell


def average(percent: Fraction | None, appraisal: Appraisal, remark: str, formula: str | None = None) -> Average:
    """An average under its column; of what it is made is the remark."""
    cell = ratio_cell(percent, appraisal.scale, formula)
    return Average(percent, cell if percent is None else replace(cell, remark=remark))


def summary_rows(averages: Mapping[str, Average], appraisal: Appraisal) -> tuple[Total, Total]:
    """Average performance and its predikat, under the columns that have one."""
    cells = {key: one.cell for key, one in averages.items()}
    ratings = {key: _rating(one.percent, appraisal) for key, one in averages.items()}
    return Total(_("Average performance (%)"), cells), Total(_("Predikat of the performance"), ratings)


def _rating(percent: Fraction | None, appraisal: Appraisal) -> Cell:
    if percent is None or appraisal.scale is None:
        return EMPTY
    label = rate(percent, appraisal.scale)
    return Cell(one_line(label), tone=grade_tone(label, appraisal.scale))


def factor_rows(material: Material, labels: FactorRows) -> Iterator[Remark]:
    """What was noted of the year, a row each; without a note there is room to write."""
    content = material.realised.get(material.year)
    notes = (content.notes if content else None) or YearNotes()
    for topic, label in labels:
        yield Remark(label, one_line(notes.on(topic) or ""))


def count_text(known: Sequence[object | None]) -> str:
    """How many of how many indicators could be computed."""
    return _indicators(sum(one is not None for one in known), len(known))


def indicators_text(summary: Summary) -> str:
    """Of how many indicators an average is made."""
    return _indicators(summary.computed, summary.of)


def programmes_text(known: Sequence[object | None]) -> str:
    """Of how many programmes an average is made."""
    counted = sum(one is not None for one in known)
    return ngettext("{n} of {of} programme", "{n} of {of} programmes", len(known)).format(n=counted, of=len(known))


def _indicators(computed: int, of: int) -> str:
    return ngettext("{n} of {of} indicator", "{n} of {of} indicators", of).format(n=computed, of=of)


def before_the_end(number: str, plan: Plan, year: int) -> Iterator[str]:
    """That the column `number` measures a plan by its last targets, while it is still running."""
    period = plan.header.period
    if year < period.start:
        yield _("{number}: measured by the target for the end of the plan, which begins in {start}").format(
            number=number, start=period.start
        )
    elif year < period.end:
        yield _("{number}: measured by the target for the end of the plan, in year {n} of {of}").format(
            number=number, n=year - period.start + 1, of=period.end - period.start + 1
        )


def money_legend() -> str:
    """What the abbreviations of amounts mean."""
    return _("Rp in short: jt = juta (million), M = miliar (thousand million), T = triliun (million million)")


def exact(percent: object) -> Fraction | None:
    """A percentage, or None where there is only a reason why there is none."""
    return percent if isinstance(percent, Fraction) else None
