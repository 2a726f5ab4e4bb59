"""Kabupaten and kota: what each one adds to the gap of the whole, the one that weighs most first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.part_figures import PartFigures
from kumkm_targets.evaluation.part_totals import (
    Amounts,
    Basis,
    Measure,
    Together,
    added,
    added_targets,
    measure,
    together,
)
from kumkm_targets.evaluation.ratios import Ratio
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.exact import decimal_of, decimals_of
from kumkm_targets.model.fields import Better
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.model.target import Target


@dataclass(frozen=True, slots=True)
class Part:
    """One kabupaten or kota; name: as the plan lists it.

    value: None where a ratio has nothing to divide by. recorded: as it was written, which may be
    another value than a formula gives. share: of the total, or of the denominator
    of a ratio, in percent. change: since the year before. contribution: to the gap, in the
    indicator's unit, for percentages in points; None without a target to hold the part to.
    """

    code: str
    name: str | None
    target: Target | None
    value: Decimal | None
    recorded: Decimal | None
    share: Fraction | None
    change: Fraction | None
    contribution: Fraction | None

    @property
    def is_recorded(self) -> bool:
        """Whether the value is the one that was recorded."""
        return self.recorded is not None and self.value == self.recorded

    @property
    def differs(self) -> bool:
        """Whether a formula gives another value than was recorded, to the last digit that was written."""
        return self.recorded is not None and self.value is not None and _apart(Fraction(self.value), self.recorded)


@dataclass(frozen=True, slots=True)
class MissingPart:
    """One without a figure. lacks: the components of a derived indicator that it has none of, as formulas name them."""

    code: str
    name: str | None
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A component whose parts do not make what is known of the whole."""

    component: str
    of_parts: Fraction
    of_whole: Fraction


@dataclass(frozen=True, slots=True)
class Division:
    """An indicator's year, part by part, ranked by `basis`.

    total: what the parts make together; None where nothing can. is_sum: they are added. target:
    what the total is held to, gap: how far it is from there. shares_gap: the contributions add up
    to the gap, exactly. change: of the total. ratio: what the indicator is the quotient of.
    promised: the targets of all that make up the whole, added. whole: the figure of the year, where
    that is not made of these parts. differences: the components of a derived indicator whose parts
    and whole come apart.
    """

    row: Row
    basis: Basis
    parts: tuple[Part, ...]
    missing: tuple[MissingPart, ...]
    target: Target | None
    total: Fraction | None
    is_sum: bool
    gap: Fraction | None
    shares_gap: bool
    change: Fraction | None
    ratio: Ratio | None
    promised: Target | None
    whole: Decimal | None
    differences: tuple[Difference, ...]

    @property
    def differs(self) -> bool:
        """Whether the parts make another figure than the whole has, to the last digit that it is written with."""
        return self.whole is not None and self.total is not None and _apart(self.total, self.whole)


def divisions(appraisal: Appraisal, realised: Mapping[int, RealisedYear]) -> tuple[Division, ...]:
    """Every indicator of the appraisal that has figures by kabupaten/kota in its year, in the plan's order.

    realised: the realised years by year, later ones are not looked at. Parts are of whole years: an
    appraisal up to a quarter has none.
    """
    if appraisal.quarter is not None:
        return ()
    year = appraisal.year
    figures = PartFigures(appraisal.plan, {of: content for of, content in realised.items() if of <= year})
    return tuple(_division(appraisal, figures, row) for row in appraisal.rows if figures.has_figures(row.id, year))


def _division(appraisal: Appraisal, figures: PartFigures, row: Row) -> Division:
    year, own = appraisal.year, row.indicator.part_targets.get(appraisal.year, {})
    whole = together(figures, row.id, year)
    changes = {code: _change(value, figures.value(code, row.id, year - 1)) for code, value in whole.values.items()}
    held = measure(whole, row.indicator, row.target, own, changes)
    names = appraisal.plan.parts
    absent = [code for code in figures.expected(row.id, appraisal.year) if code not in whole.values]
    shares, written = whole.shares, row.entry.parts if row.entry else {}
    recorded = _figure_of_whole(row, whole.total)
    return Division(
        row=row,
        basis=held.basis,
        parts=tuple(
            Part(
                code=code,
                name=names.get(code),
                target=own.get(code),
                value=_as_written(whole.values[code], written.get(code)),
                recorded=written.get(code),
                share=shares.get(code),
                change=changes[code],
                contribution=held.contributions.get(code),
            )
            for code in _ranked(row.indicator.better, whole, changes, held)
        ),
        missing=tuple(MissingPart(code, names.get(code), figures.lacking(code, row.id, year)) for code in absent),
        target=held.target,
        total=whole.total,
        is_sum=whole.is_sum,
        gap=held.gap,
        shares_gap=held.shares_gap,
        change=_total_change(changes.values()) if whole.is_sum else None,
        ratio=whole.ratio,
        promised=added_targets(own, (*whole.values, *absent)) if whole.is_sum else None,
        whole=recorded,
        differences=() if recorded is None or absent else _differences(figures, row.id, year, whole.values),
    )


def _ranked(better: Better | None, whole: Together, changes: Amounts, held: Measure) -> list[str]:
    """What keeps the whole from its target most comes first: what is low where higher is better.

    Where the figure is to stay within a band, what pulls to the side on which the whole lies; if
    that is inside or not known, what is farthest from zero. Equal ones go by their code.
    """
    amounts = {"change": changes, "value": whole.values}.get(held.basis, held.contributions)
    gap = Fraction(0) if held.gap is None or held.basis == "part_targets" else held.gap

    def key(code: str) -> tuple[bool, Fraction, str]:
        amount = amounts.get(code)
        if amount is None:
            return True, Fraction(0), code
        if better == "higher" or (better == "within" and gap < 0):
            return False, amount, code
        if better == "lower" or (better == "within" and gap > 0):
            return False, -amount, code
        return False, -abs(amount), code

    return sorted(whole.values, key=key)


def _as_written(value: Fraction | None, written: Decimal | None) -> Decimal | None:
    """The value with the decimals it was recorded with, if it was."""
    if written is not None and value == Fraction(written):
        return written
    return None if value is None else decimal_of(value)


def _apart(value: Fraction, written: Decimal) -> bool:
    return abs(value - Fraction(written)) > Fraction(1, 2 * 10 ** decimals_of(written))


def _change(value: Fraction | None, before: Fraction | None) -> Fraction | None:
    return None if value is None or before is None else value - before


def _total_change(changes: Iterable[Fraction | None]) -> Fraction | None:
    changes = list(changes)
    known = [change for change in changes if change is not None]
    return added(known) if len(known) == len(changes) else None


def _figure_of_whole(row: Row, total: Fraction | None) -> Decimal | None:
    """The figure of the year, unless it is what these parts make."""
    is_of_parts = row.origin == "formula" and total is not None and decimal_of(total) == row.realised
    return None if row.origin == "parts" or is_of_parts else row.realised


def _differences(figures: PartFigures, indicator_id: str, year: int, codes: Iterable[str]) -> tuple[Difference, ...]:
    """The components of which the whole is known, and the parts make another figure."""
    codes = list(codes)
    found = []
    for name in figures.additive_components(indicator_id):
        known = [figure for code in codes if (figure := figures.component(code, name, year)) is not None]
        of_whole = figures.of_whole(name, year)
        if len(known) == len(codes) and of_whole is not None and added(known) != of_whole:
            found.append(Difference(name, added(known), of_whole))
    return tuple(found)
