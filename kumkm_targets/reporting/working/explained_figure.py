"""Where a realised figure comes from: its entry, its quarters or parts, or the formula with all that went into it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.formulas import evaluate, parse_formula, references
from kumkm_targets.evaluation.row import Row
from kumkm_targets.evaluation.series import Series
from kumkm_targets.evaluation.year_figures import YearFigure
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import _
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedFigure
from kumkm_targets.reporting.circumstances import cited_sources, known_quarters, source_text, without_parts
from kumkm_targets.reporting.formula_words import (
    equals,
    in_figures,
    in_names,
    is_formula,
    mean_text,
    named_in,
    sum_text,
)
from kumkm_targets.reporting.marks import ORIGIN_MARKS
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import (
    absence_text,
    figure_with_unit,
    quarter_text,
    realised_with_unit,
    reason_text,
    status_text,
    verdict_text,
)

_YEARS_BACK: Final = {"": (0,), "previous": (1,), "growth": (1, 0)}


def realised_lines(appraisal: Appraisal, row: Row, series: Series) -> Iterator[tuple[str, str]]:
    """The realised figure and how it came about, a labelled line each."""
    entry = row.entry
    if row.realised is None:
        reason = absence_text(row) if row.reason in (None, "no_target") else verdict_text(row)
        because = f": {one_line(entry.unavailable)}" if entry and entry.unavailable else ""
        yield _("Realised (R)"), reason + because
        if row.partial is not None:
            yield "", _so_far(row, row.partial, appraisal.plan)
    else:
        status = f" ({status_text(entry.status)})" if entry and entry.status and not row.derived else ""
        yield _("Realised (R)"), realised_with_unit(row) + status
    figure = series.figure(row.id, appraisal.year)
    if entry is not None and figure is not None and not row.derived:
        for line in (*_made_of(row, figure, entry, appraisal.plan), *_provenance(appraisal, row, entry)):
            yield "", line
        if row.indicator.formula:
            yield "", _("recorded, because the formula gives no value:")
    if row.indicator.formula and is_formula(row.indicator.formula):
        for line in _Derivation(appraisal, series).lines(row.id, appraisal.year):
            yield "", line


def _so_far(row: Row, partial: YearFigure, plan: Plan) -> str:
    value = figure_with_unit(decimal_of(partial.value), row.indicator)
    what = (
        known_quarters(partial.quarters)
        if partial.quarters
        else without_parts(partial.missing_parts, plan, len(partial.missing_parts))
    )
    return _("{value} so far, {what}").format(value=value, what=what)


def _made_of(row: Row, figure: YearFigure, entry: RealisedFigure, plan: Plan) -> Iterator[str]:
    """The quarters or parts behind a figure, with how they add up."""
    if figure.origin == "quarters":
        values = [Fraction(entry.quarters[quarter]) for quarter in figure.quarters]
        if row.indicator.over_time == "latest":
            yield _("the figure of quarter {quarter}").format(quarter=quarter_text(figure.quarters[-1]))
        elif row.indicator.over_time == "average":
            yield f"= {mean_text(values)}"
        else:
            yield f"= {sum_text(values)}"
    elif figure.origin == "parts":
        yield f"= {sum_text([Fraction(value) for _code, value in sorted(entry.parts.items())])}"
        for code, value in sorted(entry.parts.items()):
            name = f"{one_line(plan.parts[code])} ({code})" if code in plan.parts else code
            yield f"  {name}: {figure_with_unit(value, row.indicator)}"


def _provenance(appraisal: Appraisal, row: Row, entry: RealisedFigure) -> Iterator[str]:
    yield from (source_text(appraisal, name) for name in cited_sources(row, appraisal.quarter))
    if entry.as_of:
        yield _("as of {day}").format(day=entry.as_of.isoformat())
    if entry.note:
        yield one_line(entry.note)


@dataclass(frozen=True, slots=True)
class _Derivation:
    """The working of a derived figure; each component is told once."""

    appraisal: Appraisal
    series: Series
    told: set[tuple[str, int]] = field(default_factory=set)

    def lines(self, indicator_id: str, year: int, indent: str = "") -> Iterator[str]:
        """The formula with names, with figures put in, and its value; then each component."""
        plan, lookup = self.appraisal.plan, self.series.lookup(year)
        expression = parse_formula(plan.indicators[indicator_id].formula or "")
        yield f"{indent}= {in_names(expression, named_in(plan))}"
        named = dict.fromkeys(references(expression))
        needed = [(one.id, back) for one in named for back in _YEARS_BACK[one.function]]
        if all(lookup(*place) is not None for place in needed):
            yield f"{indent}= {in_figures(expression, lookup)}"
            value = evaluate(expression, lookup)
            if value is not None:
                yield f"{indent}{equals(value)} {write_number(decimal_of(value))}"
        for name, back in dict.fromkeys(needed):
            if (name, year - back) not in self.told:
                self.told.add((name, year - back))
                yield from self._component(name, year - back, f"{indent}  ")

    def _component(self, name: str, year: int, indent: str) -> Iterator[str]:
        """One figure that went into a formula; where it is derived in the same year, how."""
        yield f"{indent}{named_in(self.appraisal.plan)(name)} ({year}): {self._figure(name, year)}"
        if self.series.is_derived(name, year) and year == self.appraisal.year:
            yield from self.lines(name, year, f"{indent}  ")

    def _figure(self, name: str, year: int) -> str:
        indicator = self.appraisal.plan.indicators.get(name)
        value, entry = self.series.lookup(year)(name, 0), self.series.entry(name, year)
        if indicator is None:
            return _("not an indicator of this plan")
        if value is None:
            if entry is not None and entry.unavailable:
                return f"{reason_text('unavailable')}: {one_line(entry.unavailable)}"
            return _("incomplete") if self.series.figure(name, year) else reason_text("not_recorded")
        if self.series.value(name, year) is None:
            return f"{figure_with_unit(decimal_of(value), indicator)} (" + _("baseline") + ")"
        figure = self.series.figure(name, year)
        if entry is None or figure is None or figure.origin == "formula":
            return figure_with_unit(decimal_of(value), indicator)
        about = [status_text(entry.status)] if entry.status else []
        if figure.origin != "recorded":
            about.insert(0, _(ORIGIN_MARKS[figure.origin][1]))
        shown = figure_with_unit(decimal_of(value) if entry.value is None else entry.value, indicator)
        source = f" · {source_text(self.appraisal, entry.source)}" if entry.source else ""
        return shown + (f" ({', '.join(about)})" if about else "") + source
