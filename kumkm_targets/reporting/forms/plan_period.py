"""A plan's whole period as the forms over years need it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.budget import Budgets, budgets_of
from kumkm_targets.evaluation.period import judged_years, latest_rows
from kumkm_targets.evaluation.row import Row as Judged
from kumkm_targets.evaluation.series import Series
from kumkm_targets.figures.exact import as_recorded
from kumkm_targets.reporting.forms.hierarchy import Section, sections_of
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.forms.official import exact
from kumkm_targets.reporting.status.shown_rows import row_numbers


@dataclass(frozen=True)
class Period:
    """All years of a plan judged, with its money, and the order in which the form lists them."""

    material: Material

    @cached_property
    def years(self) -> dict[int, Appraisal]:
        """The plan's years, each judged."""
        return judged_years(self.material.appraisal, self.material.realised, self.material.today)

    @cached_property
    def rows(self) -> dict[int, dict[str, Judged]]:
        """By year and id, what was said of each indicator."""
        return {year: {row.id: row for row in one.rows} for year, one in self.years.items()}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The indicators that promise something, those retired included, under objectives and programmes."""
        return sections_of(self.material.plan, latest_rows(self.material.appraisal, self.years).values())

    @cached_property
    def listed(self) -> tuple[Judged, ...]:
        """The indicators of the form, from top to bottom."""
        return tuple(row for section in self.sections for row in section.rows)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each indicator in the form."""
        return row_numbers(self.listed)

    @cached_property
    def budgets(self) -> Budgets:
        """The money of the programmes, figures of later years left out."""
        known = {year: one for year, one in self.material.realised.items() if year <= self.material.year}
        return budgets_of(self.material.appraisal, known)

    @cached_property
    def series(self) -> Series:
        """The realised values up to the year described."""
        appraisal, realised = self.material.appraisal, self.material.realised
        known = {year: one for year, one in realised.items() if year <= appraisal.year}
        return Series(appraisal.plan, known, appraisal.quarter)

    def to_date(self, indicator_id: str) -> Decimal | None:
        """The figures up to the year described, added up as `over_time` says, in the digits that one came with."""
        value = self.series.so_far(indicator_id, self.material.year)
        rows = (rows[indicator_id].realised for rows in self.rows.values() if indicator_id in rows)
        return None if value is None else as_recorded(value, rows)

    def absorptions(self, year: int) -> list[Fraction | None]:
        """What each programme spent of its budget in the year, in percent, for those that have any money in it."""
        moneys = (one.years[year] for one in self.budgets.programmes if year in one.years)
        return [exact(money.absorption) for money in moneys]

    @property
    def final_percents(self) -> list[Fraction | None]:
        """What each indicator with a promise achieves so far of the target for the end of the plan, in percent."""
        return [row.final_percent for row in self.listed if row.is_promised]

    @property
    def shares(self) -> list[Fraction | None]:
        """What each programme spent to date of the budget of the whole plan, in percent."""
        return [one.to_date.share for one in self.budgets.programmes if one.years]
